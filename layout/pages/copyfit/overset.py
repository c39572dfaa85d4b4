"""What to cut where copy is over: the fewest words, counted from the story's end, whose cut makes it fit.

Counted by cutting and setting again, never from the lines that were left over: those end where no cut copy would end them.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from layout.base.values import dataclass
from layout.lines.paragraph import Opening, Prepared
from layout.lines.tokens import Token
from layout.pages.chain import Item, Run
from layout.pages.copy import END_MARK_ROOM, Copy
from layout.pages.flow import Flowed, Give, flow

FIRST_WORDS = 8  # of what is over, as the desk is told them


@dataclass(frozen=True, slots=True)
class Cut:
    """So many words from the end, and the first few of them."""

    words: int
    begins: str


@dataclass(frozen=True, slots=True)
class _Task:
    """Copy, and the room that it is cut for."""

    copy: Copy
    runs: tuple[Run, ...]
    give: Give
    end_mark: bool

    def fits(self, words: int) -> bool:
        """True if the copy fits without its last words."""
        left = tuple(_without_last(self.copy.items, words, end_mark=self.end_mark))
        return not flow(left, self.runs, self.give).over


def least_cut(copy: Copy, runs: tuple[Run, ...], flowed: Flowed, give: Give, *, end_mark: bool) -> Cut:
    """The cut for copy that flowed so, and is over."""
    task = _Task(copy, runs, give, end_mark)
    every = sum(own_words(item) for item in copy.items)
    lines = flowed.over
    words = min(max(flowed.words_over, 1), every)
    step = max(ceil(words / lines), 1)
    while words < every and not task.fits(words):
        words += 1
    while words > step and task.fits(words - step):
        words -= step
    return Cut(words, _begins(copy.items, words))


def own_words(item: Item) -> int:
    """The words of an item that somebody wrote."""
    return max(len(item.prepared.tokens) - item.marks, 0)


def _without_last(items: tuple[Item, ...], words: int, *, end_mark: bool) -> Iterator[Item]:
    left = sum(own_words(item) for item in items) - words
    for item in items:
        if left <= 0:
            return
        own = own_words(item)
        if own > left:
            item = replace(item, prepared=_shortened(item.prepared, item.marks + left, end_mark=end_mark))
        left -= own
        yield item


def _shortened(prepared: Prepared, tokens: int, *, end_mark: bool) -> Prepared:
    opening = Opening(prepared.opening.indent, END_MARK_ROOM if end_mark else 0.0)
    return Prepared(prepared.style, opening, prepared.tokens[:tokens], prepared.stocks[:tokens])


def _begins(items: tuple[Item, ...], words: int) -> str:
    tokens: list[Token] = []
    for item in reversed(items):
        if len(tokens) >= words:
            break
        tokens = [*item.prepared.tokens[item.marks :], *tokens]
    return " ".join(token.text.replace("\u00ad", "") for token in tokens[len(tokens) - words :][:FIRST_WORDS])
