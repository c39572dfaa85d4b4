"""What to cut where copy is over: the fewest words, from the story's end or before a crosshead, whose cut makes it fit.

Counted by cutting and setting again, never from the lines that were left over: those end where no cut copy would end them.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil

from layout.base.values import dataclass
from layout.lines.paragraph import Opening, Prepared
from layout.lines.tokens import Token
from layout.pages.chain import Item, Run
from layout.pages.copy import END_MARK_ROOM, Copy
from layout.pages.display import Kind
from layout.pages.flow import Flowed, Give, flow

MOST_COUNTED = 400  # lines over: beyond that nobody cuts to the word, and each trial sets a whole story
FIRST_WORDS = 8  # of what is over, as the desk is told them


@dataclass(frozen=True, slots=True)
class Cut:
    """So many words, and the first few of them."""

    words: int
    begins: str


@dataclass(frozen=True, slots=True)
class Overset:
    """Copy that is over in the room that it has, as it flowed."""

    copy: Copy
    runs: tuple[Run, ...]
    give: Give
    end_mark: bool
    flowed: Flowed

    def from_end(self) -> Cut:
        """The fewest words from the end whose cut makes the copy fit."""
        items = self.copy.items
        words = self._fewest(len(items), sum(map(own_words, items)), self.flowed.words_over)
        return Cut(words, _begins(items, words))

    @property
    def crosshead(self) -> int | None:
        """The crosshead before which a cut would be made: the first that is over itself, else the last that stands."""
        kinds = self.copy.kinds
        over = [item for item, _ in self.flowed.over_lines if kinds[item] is Kind.CROSSHEAD]
        every = [index for index, kind in enumerate(kinds) if kind is Kind.CROSSHEAD and index]
        return over[0] if over and over[0] else every[-1] if every else None

    def before_crosshead(self) -> int:
        """The fewest words before the crosshead whose cut makes the copy fit; 0 where its section has not as many."""
        head = self.crosshead
        if head is None:
            return 0
        first = max((index + 1 for index in range(head) if self.copy.kinds[index] is Kind.CROSSHEAD), default=0)
        most = sum(map(own_words, self.copy.items[first:head])) - 1  # something of the section is left
        return self._fewest(head, most, self.flowed.words_over) if most > 0 else 0

    def _fewest(self, end: int, most: int, guess: int) -> int:
        """The fewest words before item `end`, at most so many; 0 where that is not enough."""
        words = min(max(guess, 1), most)
        if self.flowed.over > MOST_COUNTED:
            return words
        step = max(ceil(words / self.flowed.over), 1)
        while words < most and not self._fits(end, words):
            words += 1
        while words > step and self._fits(end, words - step):
            words -= step
        while words > 1 and self._fits(end, words - 1):
            words -= 1
        return words if words < most or self._fits(end, words) else 0

    def _fits(self, end: int, words: int) -> bool:
        items = self.copy.items
        left = _without_last(items[:end], words, end_mark=self.end_mark and end == len(items))
        return not flow((*left, *items[end:]), self.runs, self.give).over


def own_words(item: Item) -> int:
    """The words of an item that somebody wrote: what has a letter or a figure, between two spaces."""
    return sum(_words(token) for token in item.prepared.tokens[item.marks :])


def _words(token: Token) -> int:
    return sum(any(map(str.isalnum, part)) for part in token.text.split())


def _without_last(items: Sequence[Item], words: int, *, end_mark: bool) -> list[Item]:
    """The items without their last words; the end mark, if any, after what is the last word then."""
    left = sum(map(own_words, items)) - words
    kept: list[Item] = []
    for item in items:
        if left <= 0:
            break
        own = own_words(item)
        tokens = _tokens(item, left) if own > left else len(item.prepared.tokens)
        kept.append(item)
        left -= own
    if kept and (end_mark or left < 0):
        kept[-1] = replace(kept[-1], prepared=_shortened(kept[-1].prepared, tokens, end_mark=end_mark))
    return kept


def _tokens(item: Item, words: int) -> int:
    """How many tokens hold an item's first words."""
    counts = accumulate(map(_words, item.prepared.tokens[item.marks :]))
    return item.marks + 1 + next(index for index, count in enumerate(counts) if count >= words)


def _shortened(prepared: Prepared, tokens: int, *, end_mark: bool) -> Prepared:
    opening = Opening(prepared.opening.indent, END_MARK_ROOM if end_mark else 0.0)
    return Prepared(prepared.style, opening, prepared.tokens[:tokens], prepared.stocks[:tokens])


def _begins(items: Sequence[Item], words: int) -> str:
    """The first few of the last words."""
    left = sum(map(own_words, items)) - words
    tokens = [token for item in items for token in item.prepared.tokens[item.marks :]]
    counts = accumulate(map(_words, tokens))
    start = next((index for index, count in enumerate(counts) if count > left), 0)
    return " ".join(token.text.replace("\u00ad", "") for token in tokens[start : start + FIRST_WORDS])
