"""The unspaced pieces of a paragraph, shaped, with every place inside them where a line may break.

A token is what stands between two breakable spaces. A `Stock` makes each once for its manner of setting and keeps it; a paragraph
is a list of tokens.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from layout.lines.fount import Fount
from layout.lines.hyphens import SHORTEST, Hyphenator
from layout.lines.justify import MOST_SCALE, MOST_SHRINK, MOST_TRACKING
from layout.lines.line import Word
from layout.lines.protrude import LEFT, RIGHT
from layout.lines.shelf import NO_RACK, Rack, Record
from layout.lines.words import NO_BREAK_SPACE, SOFT_HYPHEN

HYPHEN = "-"
Value = TypeVar("Value")


class Kind(IntEnum):
    """What a line break is made at."""

    SPACE = 0
    DASH = 1  # after a dash or a stroke
    COMPOUND = 2  # after a hyphen that was typed
    ADDRESS = 3  # inside a web address
    HYPHEN = 4  # a hyphen is added
    EMERGENCY = 5  # anywhere, because nothing else fits; a hyphen is added
    END = 6  # the paragraph's end


Edge = tuple[float, float, float]
"""A place in a token: the width up to it (tracked), and what that much type can stretch and shrink, in points."""


Break = tuple[int, int, float, float, float, float, float, float]
"""A break inside a token: so many letters from its start, of that Kind (a plain number, which can be kept). Then width, stretch
and shrink of a line that ends here, hyphen and all, less what hangs out; and the same of what the next line leaves behind."""


class Run(NamedTuple):
    """A part of a token in one fount; `space_after` is the unbreakable space behind it, 0 for none."""

    text: str
    fount: Fount
    space_after: float


Outline = tuple[float, float, float, float, float, str, str, tuple[Break, ...]]
"""What the breaker has to know of a token, in the order in which it takes it apart: the three of its whole Edge; how far its ends
may stand out of the measure, left and right; its first and last sign, which kern with their neighbours; its breaks."""


class Token(NamedTuple):
    """An unspaced piece; `gaps` is as in a Line, `missing` are characters that no font has."""

    text: str
    runs: tuple[Run, ...]
    words: tuple[Word, ...]
    gaps: tuple[float, ...]
    outline: Outline
    missing: str

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Where a line may break inside."""
        return self.outline[7]

    @property
    def hang_left(self) -> float:
        """How far its beginning may stand out of the measure, in points."""
        return self.outline[3]


_HYPHEN = int(Kind.HYPHEN)
_PLAIN = re.compile(r"[\u2018\u201c(]*([^\W\d_]+)(?:\u2019[^\W\d_]{1,2})?[.,;:!?\u2019\u201d)\u2026]*\Z")
_ADDRESS = re.compile(r"https?://|www\.|\w@\w|\w\.\w+/\w")
_ADDRESS_BREAK = re.compile(r"(?<=[/._?&=@-])(?=[^/._?&=@-])")
_LETTERS = re.compile(r"[^\W_](?:[^\W_]|\u2019(?=[^\W_]))*")
_INNER = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})|(?<=\w)[\u2013\u2014](?=\S)|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")


class Kept(dict[str, Value], Generic[Value]):
    """What was made of texts, kept by them; made when first asked for."""

    def __init__(self, make: Callable[[str], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Value:
        made = self[text] = self._make(text)
        return made


class Stock:
    """Tokens of one fount, made once. `tracking` is the style's, in points; without a hyphenator tokens break at dashes, typed
    hyphens and in addresses alone; `justified` tokens give, and hang out of the measure."""

    def __init__(
        self, fount: Fount, hyphenator: Hyphenator | None, tracking: float, rack: Rack = NO_RACK, *, justified: bool
    ) -> None:
        self.fount = fount
        self.hyphenator = hyphenator
        self.tracking = tracking
        self.justified = justified
        self._per_width = MOST_SCALE if justified else 0.0
        self._per_glyph = MOST_TRACKING * fount.size if justified else 0.0
        self._hyphen = fount.width(HYPHEN)
        self._shelf = rack.shelf("tokens")
        self._settings = rack.shelf("settings")
        self._set: dict[str, Record] = {}
        self.tokens = Kept(self.make)
        self.kerns = Kept(self.space_between)
        self.hangs = Kept(self.hang)

    def space_between(self, pair: str) -> tuple[float, float, float, float]:
        """The word space between the two signs of `pair`, kerned; and what it adds to a line's width, stretch and shrink."""
        space = self.fount.space + self.fount.space_kern(pair)
        return (space, *self._edge(space, 1, space))

    def mixed(self, parts: Sequence[tuple[str, "Stock"]]) -> Token:
        """The token of parts in several founts; this stock's hyphenator and tracking count."""
        runs = [run for text, stock in parts for run in split_runs(text, stock.fount)]
        return self._from_runs("".join([text for text, _stock in parts]), tuple(runs))

    def emergency_breaks(self, token: Token) -> tuple[Break, ...]:
        """The token's own breaks, and one between any two of its letters."""
        own = {found[0]: found for found in token.breaks}
        text = token.text
        for cut in range(1, len(text)):
            if cut not in own and text[cut - 1].isalnum() and text[cut].isalnum():
                own[cut] = self._inner_break(token.runs, cut, Kind.EMERGENCY)
        return tuple(own[cut] for cut in sorted(own))

    def hang(self, sign: str) -> tuple[float, float]:
        """How far the sign may stand out on the left and on the right, in points."""
        if not self.justified:
            return 0.0, 0.0
        left, right = LEFT.get(sign, 0.0), RIGHT.get(sign, 0.0)
        width = self.fount.width(sign) if left or right else 0.0
        return left * width, right * width

    def make(self, text: str) -> Token:
        """The token of `text` in this fount alone: as it was kept, or made."""
        record = self._shelf.get(text)
        return self._made(text) if record is None else self._kept_token(text, record)

    def keep(self) -> None:
        """Keep the tokens, and where paragraphs broke, for the builds to come."""
        self._shelf.keep(self.tokens.keys(), self._record)
        self._settings.keep(self._set.keys(), self._set.get)

    def setting(self, paragraph: str) -> Record | None:
        """Where a paragraph of these tokens broke, if that was kept: by its text and what it was set to."""
        record = self._settings.get(paragraph)
        if record is not None:
            self._set[paragraph] = record
        return record

    def note_setting(self, paragraph: str, tokens: Iterable[Token], record: Record) -> None:
        """Have a setting kept. One with letters of other faces depends on more than these tokens' key says: it is not."""
        face = self.fount.face
        if not any(token.missing or any(word.face is not face for word in token.words) for token in tokens):
            self._set[paragraph] = record

    def _record(self, text: str) -> Record | None:
        """A token to be kept: one word of this face, all of whose letters are there, and shown as typed."""
        token = self.tokens[text]
        word, *others = token.words
        if others or len(token.runs) > 1 or word.text != text or word.face is not self.fount.face or token.missing:
            return None
        _shown, _face, _size, width, glyphs, clusters, codes = token.words[0]
        return (width, glyphs, clusters if clusters != tuple(text) else None, codes, token.outline)

    def _kept_token(self, text: str, record: Record) -> Token:
        width, glyphs, spelt, codes, outline = record
        fount = self.fount
        word = Word(text, fount.face, fount.size, width, glyphs, spelt or tuple(text), codes)
        return Token(text, (Run(text, fount, 0.0),), (word,), (0.0,), outline, "")

    def _made(self, text: str) -> Token:
        """The fast way for a plain word of one face, by its runs for all else."""
        fount = self.fount
        if text.isalpha():
            start, core = 0, text
        else:
            plain = _PLAIN.match(text)
            if plain is None:
                return self._from_runs(text, tuple(split_runs(text, fount)))
            start, core = plain.start(1), plain[1]
        words = fount.words(text)
        if len(words) > 1:
            return self._from_runs(text, (Run(text, fount, 0.0),))
        (word,) = words
        breaks: tuple[Break, ...] = ()
        if self.hyphenator is not None and len(core) >= SHORTEST and core[1:] == core[1:].lower():
            points = self.hyphenator.points(core)
            if points:
                breaks = self._plain_breaks(text, start, points)
        first, last = text[0], text[-1]
        outline = (*self._edge(word.width, len(word.glyphs), 0.0), self.hangs[first][0], self.hangs[last][1], first, last, breaks)
        return Token(text, (Run(text, fount, 0.0),), words, (0.0,), outline, fount.missing.get(text, ""))

    def _plain_breaks(self, text: str, start: int, points: Iterable[int]) -> tuple[Break, ...]:
        """The breaks of a plain word; widths from its shaped advances, exact but for a kern."""
        advances = self.fount.advances(text)
        if advances is None:
            runs = (Run(text, self.fount, 0.0),)
            return tuple([self._inner_break(runs, start + point, Kind.HYPHEN) for point in points])
        unit, tracking, per_width, per_glyph = self.fount.unit, self.tracking, self._per_width, self._per_glyph
        hyphen = self._hyphen * (1.0 - RIGHT[HYPHEN] if self.justified else 1.0)
        sums = list(accumulate(advances))
        found: list[Break] = []
        for point in points:
            cut = start + point
            width = sums[cut - 1] * unit
            give = per_width * width + per_glyph * cut
            more = per_width * (width + hyphen) + per_glyph * (cut + 1)
            end, begin = width + hyphen + tracking * (cut + 1), width + tracking * cut
            found.append((cut, _HYPHEN, end, more, more, begin, give, give))
        return tuple(found)

    def _edge(self, width: float, glyphs: int, spaces: float) -> Edge:
        if not self.justified:
            return (width + self.tracking * glyphs, 0.0, 0.0)
        letters = self._per_width * width + self._per_glyph * glyphs
        return (width + self.tracking * glyphs, letters + spaces, letters + MOST_SHRINK * spaces)

    def _from_runs(self, text: str, runs: tuple[Run, ...]) -> Token:
        words: list[Word] = []
        gaps: list[float] = []
        missing = ""
        for run in runs:
            shaped = run.fount.words(run.text)
            words.extend(shaped)
            gaps.extend([0.0] * (len(shaped) - 1))
            gaps.append(run.space_after)
            missing += run.fount.missing.get(run.text, "")
        glyphs = sum([len(word.glyphs) for word in words]) + sum([1 for gap in gaps if gap])
        spaces = sum(gaps)
        width = sum([word.width for word in words]) + spaces
        visible = text.strip(NO_BREAK_SPACE) or " "
        breaks = tuple([self._inner_break(runs, cut, kind) for cut, kind in cuts(text, self.hyphenator)])
        whole = self._edge(width, glyphs, spaces)
        hangs = self.hangs[visible[0]][0], self.hangs[visible[-1]][1]
        return Token(text, runs, tuple(words), tuple(gaps), (*whole, *hangs, visible[0], visible[-1], breaks), missing)

    def _inner_break(self, runs: tuple[Run, ...], cut: int, kind: Kind) -> Break:
        """The break after `cut` letters, measured run by run."""
        width, glyphs, spaces, at = 0.0, 0, 0.0, 0
        for run in runs:
            inside = cut - at
            if inside <= len(run.text):
                break
            width += run.fount.width(run.text) + run.space_after
            glyphs += run.fount.glyph_count(run.text) + (1 if run.space_after else 0)
            spaces += run.space_after
            at += len(run.text) + (1 if run.space_after else 0)
        part, count = run.fount.width_up_to(run.text, inside)
        width += part
        glyphs += count
        after = run.text[inside : inside + 1]
        hang = self.hangs[after][0] if after else 0.0
        edge_width, stretch, shrink = self._edge(width, glyphs, spaces)
        if kind in (Kind.HYPHEN, Kind.EMERGENCY):
            hyphen = self._hyphen * (1.0 - RIGHT[HYPHEN] if self.justified else 1.0)
            return (cut, int(kind), *self._edge(width + hyphen, glyphs + 1, spaces), edge_width + hang, stretch, shrink)
        end = edge_width - self.hangs[run.text[inside - 1]][1]
        return (cut, int(kind), end, stretch, shrink, edge_width + hang, stretch, shrink)


def split_runs(text: str, fount: Fount) -> list[Run]:
    """The runs of `text` in one fount, parted at its unbreakable spaces."""
    if NO_BREAK_SPACE not in text:
        return [Run(text, fount, 0.0)]
    parts = text.split(NO_BREAK_SPACE)
    runs = [Run(part, fount, fount.space) for part in parts[:-1]]
    return [*runs, Run(parts[-1], fount, 0.0)]


def cut_token(token: Token, start: int, stop: int, hyphen: str = "") -> tuple[list[Word], list[float]]:
    """The words and gaps of the signs from `start` up to `stop` of the token's text, `hyphen` added; the last gap is 0."""
    words: list[Word] = []
    gaps: list[float] = []
    at = 0
    for run in token.runs:
        first, last = max(start - at, 0), min(stop - at, len(run.text))
        after = at + len(run.text) + (1 if run.space_after else 0)
        ends = after >= stop
        if first < last:
            shaped = run.fount.words(run.text[first:last] + (hyphen if ends else ""))
            words.extend(shaped)
            gaps.extend([0.0] * (len(shaped) - 1))
            gaps.append(run.space_after)
        at = after
        if ends:
            break
    if gaps:
        gaps[-1] = 0.0
    return words, gaps


def cuts(text: str, hyphenator: Hyphenator | None) -> list[tuple[int, Kind]]:
    """Where the text may break inside, as counts of signs, ascending."""
    if len(text) < SHORTEST - 1:
        return []
    if _ADDRESS.search(text):
        return [(found.start(), Kind.ADDRESS) for found in _ADDRESS_BREAK.finditer(text) if 2 < found.start() < len(text) - 1]
    inner = [(found.end(), Kind.COMPOUND if found[0] == "-" else Kind.DASH) for found in _INNER.finditer(text)]
    if hyphenator is None:
        return inner
    if SOFT_HYPHEN in text:
        soft = [(at + 1, Kind.HYPHEN) for at, sign in enumerate(text[:-1]) if sign == SOFT_HYPHEN and at]
        return sorted(inner + soft)
    if any(kind is Kind.COMPOUND for _cut, kind in inner):
        return inner  # a word with a hyphen takes no second one
    return sorted(inner + _hyphenation(text, hyphenator))


def _hyphenation(text: str, hyphenator: Hyphenator) -> list[tuple[int, Kind]]:
    found: list[tuple[int, Kind]] = []
    for match in _LETTERS.finditer(text):
        word, start = match[0], match.start()
        if "\u2019" in word:  # the longer side of "council’s", "l’administration"
            head, _, tail = word.rpartition("\u2019")
            word, start = (head, start) if len(head) >= len(tail) else (tail, start + len(head) + 1)
        if len(word) < SHORTEST or not word.isalpha() or word[1:] != word[1:].lower():
            continue  # figures, abbreviations, names with capitals inside
        found.extend([(start + point, Kind.HYPHEN) for point in hyphenator.points(word)])
    return found
