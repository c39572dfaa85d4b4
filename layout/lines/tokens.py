"""The unspaced pieces of a paragraph, shaped, with every place inside them where a line may break.

A token is what stands between two breakable spaces. It is made once per text and manner and kept; a paragraph is a list of them.
"""

import re
from enum import IntEnum
from typing import NamedTuple

from layout.lines.hyphens import SHORTEST, Hyphenator
from layout.lines.line import Word
from layout.lines.protrude import LEFT, RIGHT
from layout.lines.shape import Fount
from layout.lines.words import NO_BREAK_SPACE, SOFT_HYPHEN

HYPHEN = "-"


class Kind(IntEnum):
    """What a line break is made at."""

    SPACE = 0
    DASH = 1  # after a dash or a stroke
    COMPOUND = 2  # after a hyphen that was typed
    ADDRESS = 3  # inside a web address
    HYPHEN = 4  # a hyphen is added
    EMERGENCY = 5  # anywhere, because nothing else fits; a hyphen is added
    END = 6  # the paragraph's end


class Break(NamedTuple):
    """A break inside a token, `cut` letters from its start. `end`: the width before it, hyphen and all, less what hangs out;
    `start`: the width that the next line does not have to set. `end_glyphs`, `start_glyphs` count likewise."""

    cut: int
    kind: Kind
    end: float
    end_glyphs: int
    start: float
    start_glyphs: int


class Run(NamedTuple):
    """A part of a token in one fount; `space_after` is the unbreakable space behind it, 0 for none."""

    text: str
    fount: Fount
    space_after: float


class Token(NamedTuple):
    """An unspaced piece. Widths in points, untracked; `gaps` as in a Line; `spaces` is the sum of the gaps, `glyphs` counts them too.

    `hang_left` and `hang_right` say how far its ends may stand out of the measure; `first` and `last` are the letters that
    kern across the neighbouring spaces.
    """

    text: str
    runs: tuple[Run, ...]
    words: tuple[Word, ...]
    gaps: tuple[float, ...]
    width: float
    glyphs: int
    spaces: float
    breaks: tuple[Break, ...]
    hang_left: float
    hang_right: float
    missing: str


_ADDRESS = re.compile(r"https?://|www\.|\w@\w|\w\.\w+/\w")
_ADDRESS_BREAK = re.compile(r"(?<=[/._?&=@-])(?=[^/._?&=@-])")
_LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|\u2019(?=[^\W\d_]))*")
_INNER = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})|(?<=\w)[\u2013\u2014](?=\S)|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")
_TRICKY = re.compile(r"[^\w.,;:!?\u2018-\u201e()]|_")


def make_token(runs: tuple[Run, ...], hyphenator: Hyphenator | None) -> Token:
    """The token of these runs; without a hyphenator it breaks at dashes, typed hyphens and in addresses alone."""
    text = "".join([run.text for run in runs])
    words: list[Word] = []
    gaps: list[float] = []
    missing = ""
    for run in runs:
        shaped = run.fount.words(run.text)
        words.extend(shaped)
        gaps.extend([0.0] * (len(shaped) - 1))
        gaps.append(run.space_after)
        if run.fount.missing:
            missing += run.fount.missing.get(run.text, "")
    spaces = sum(gaps)
    cuts = _cuts(text, hyphenator)
    return Token(
        text,
        runs,
        tuple(words),
        tuple(gaps),
        sum([word.width for word in words]) + spaces,
        sum([len(word.glyphs) for word in words]) + sum([1 for gap in gaps if gap]),
        spaces,
        tuple([_break(runs, cut, kind) for cut, kind in cuts]) if cuts else (),
        hang_left(text, runs[0].fount),
        hang_right(text, runs[-1].fount),
        missing,
    )


def split_runs(text: str, fount: Fount) -> list[Run]:
    """The runs of `text` in one fount, parted at its unbreakable spaces."""
    if NO_BREAK_SPACE not in text:
        return [Run(text, fount, 0.0)]
    parts = text.split(NO_BREAK_SPACE)
    runs = [Run(part, fount, fount.space) for part in parts[:-1]]
    return [*runs, Run(parts[-1], fount, 0.0)]


def cut_token(token: Token, start: int, stop: int, hyphen: str = "") -> tuple[list[Word], list[float]]:
    """The words and gaps of the letters from `start` up to `stop` of the token's text, `hyphen` added; the last gap is 0."""
    words: list[Word] = []
    gaps: list[float] = []
    at = 0
    for run in token.runs:
        first, last = max(start - at, 0), min(stop - at, len(run.text))
        at += len(run.text)
        if first >= last and not (not run.text and start < at <= stop):
            continue
        ends = at >= stop
        shaped = run.fount.words(run.text[first:last] + (hyphen if ends else ""))
        words.extend(shaped)
        gaps.extend([0.0] * (len(shaped) - 1))
        gaps.append(0.0 if ends or last < len(run.text) else run.space_after)
        if ends:
            break
    if gaps:
        gaps[-1] = 0.0
    return words, gaps


def emergency_breaks(token: Token) -> tuple[Break, ...]:
    """The token's own breaks and one between any two of its letters."""
    own = {found.cut: found for found in token.breaks}
    letters = [
        cut for cut in range(1, len(token.text)) if cut not in own and token.text[cut - 1].isalnum() and token.text[cut].isalnum()
    ]
    found = {cut: _break(token.runs, cut, Kind.EMERGENCY) for cut in letters}
    return tuple(sorted((*own.values(), *found.values())))


def hang_left(text: str, fount: Fount) -> float:
    """How far the beginning of `text` may stand out of the measure, in points."""
    share = LEFT.get(text[:1])
    return share * fount.width(text[0]) if share else 0.0


def hang_right(text: str, fount: Fount) -> float:
    """How far the end of `text` may stand out of the measure, in points."""
    share = RIGHT.get(text[-1:])
    return share * fount.width(text[-1]) if share else 0.0


def _cuts(text: str, hyphenator: Hyphenator | None) -> list[tuple[int, Kind]]:
    """Where the text may break, ascending."""
    if len(text) < SHORTEST - 1:
        return []
    if _TRICKY.search(text) is None:
        return _hyphenation(text, hyphenator) if hyphenator is not None else []
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
        word, start, stop = match[0], match.start(), match.end()
        if len(word) < SHORTEST:
            continue
        if (start and (text[start - 1].isdigit() or text[start - 1] == "_")) or (stop < len(text) and text[stop].isdigit()):
            continue
        stem = word.rpartition("\u2019")
        if stem[1]:
            start += 0 if len(stem[0]) >= len(stem[2]) else len(stem[0]) + 1
            word = stem[0] if len(stem[0]) >= len(stem[2]) else stem[2]
        if word[1:] != word[1:].lower():
            continue  # an abbreviation, or a name with capitals inside
        found.extend([(start + point, Kind.HYPHEN) for point in hyphenator.points(word)])
    return found


def _break(runs: tuple[Run, ...], cut: int, kind: Kind) -> Break:
    """The break's two edges. In a plain word the widths come from the shaped word's advances, which is exact but for a kern."""
    adds_hyphen = kind in (Kind.HYPHEN, Kind.EMERGENCY)
    before, glyphs = 0.0, 0
    at = 0
    for run in runs:
        if at + len(run.text) >= cut:
            break
        before += run.fount.width(run.text) + run.space_after
        glyphs += run.fount.glyph_count(run.text) + (1 if run.space_after else 0)
        at += len(run.text)
    fount, inside = run.fount, cut - at
    width, count = fount.width_up_to(run.text, inside)
    before += width
    glyphs += count
    if adds_hyphen:
        hyphen = fount.width(HYPHEN)
        end = before + hyphen * (1 - RIGHT[HYPHEN])
    else:
        end = before - hang_right(run.text[:inside], fount)
    after = run.text[inside : inside + 1]
    return Break(cut, kind, end, glyphs + adds_hyphen, before + (hang_left(after, fount) if after else 0.0), glyphs)
