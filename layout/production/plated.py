"""What will be plated, read through as one: released pages as they were frozen, together with the pages that were made now.

In: the pieces of a story on all of them. Out: where it does not go on as it should from one to the other: words that stand on no
page or on two, jump lines that lead astray. Nothing is said of two pages that were both made now, which is other rules' matter,
nor of one that was not ordered.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import assert_never

from layout.base.values import dataclass
from layout.desk.numbers import pages_of
from layout.press.carried import Carried
from layout.production.seams import Fit, Parted, judge_above, judge_below, same_place

_QUOTED = 5  # words by which a passage is told, at either end of it
_HYPHENS = "/-\u2010\u2011"


class Standing(StrEnum):
    """What a page is to this package."""

    RELEASED = "released"
    MADE = "made"
    ABSENT = "absent"  # not ordered: it is composed for a story's sake, and not in the package


@dataclass(frozen=True, slots=True)
class Plated:
    """A piece of a story on a page that will be plated."""

    page: str
    standing: Standing
    carried: Carried

    @property
    def released(self) -> bool:
        """True where its bytes stand as they are."""
        return self.standing is Standing.RELEASED

    @property
    def called(self) -> str:
        """In a message."""
        return f"page {self.page} as released" if self.released else f"page {self.page}"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A fault: what is told, of which story, and the pages that are held for it. `line`: where it is about a jump line, the page
    that prints it and the one that it names; else "". `released`: the released pages that have part in it; where `pages` are the
    same, there is no other to be held."""

    story: str
    said: str
    pages: tuple[str, ...]
    released: tuple[str, ...]
    line: tuple[str, str] = ("", "")

    @property
    def jump(self) -> bool:
        """True where it is about a jump line."""
        return any(self.line)


def read_through(pieces: Sequence[Plated], now: Sequence[str], marked: bool) -> Iterator[Misfit]:
    """All that is wrong with one story. `now`: its words as they are set now; `marked`: the paper prints jump lines."""
    now = now or pieces[0].carried.words
    ordered = sorted(pieces, key=lambda piece: _place(piece, now))
    yield from _ends(ordered)
    piece: list[str] = []  # pages on which one piece stands: of a truck both halves
    for upper, lower in pairwise(ordered):
        piece.append(upper.page)
        if _is_judged(upper, lower):
            yield from _words(upper, lower)
            yield from _marks(upper, lower, piece, marked)
        if upper.carried.jump_to or lower.carried.jump_from:
            piece.clear()


def _place(piece: Plated, now: Sequence[str]) -> tuple[int, int]:
    """Where a piece begins, and ends, in the words as they are now."""
    carried = piece.carried
    if not piece.released:
        return carried.begin, carried.end
    begin = same_place(Parted(carried.words, carried.begin), now) if carried.begin else 0
    return begin, begin + carried.end - carried.begin


def _is_judged(upper: Plated, lower: Plated) -> bool:
    return (upper.released or lower.released) and Standing.ABSENT not in (upper.standing, lower.standing)


def _words(upper: Plated, lower: Plated) -> Iterator[Misfit]:
    """Words between two pieces."""
    ends, begins = Parted(upper.carried.words, upper.carried.end), Parted(lower.carried.words, lower.carried.begin)
    seam = judge_below(ends, begins) if upper.released else judge_above(ends, begins)
    story, between = upper.carried.story, f"{upper.called} and {lower.called}"
    match seam.fit:
        case Fit.WHOLE:
            return
        case Fit.LOST:
            said = f"{_of(seam.words, story)} {_are(seam.words)} lost between {between}, {_quoted(seam.words)}"
        case Fit.DOUBLED:
            said = f"{_of(seam.words, story)} {_stand(seam.words)} on both {between}, {_quoted(seam.words)}"
        case Fit.REWRITTEN:
            tail = joined_words(ends.words[max(ends.at - _QUOTED, 0) : ends.at])
            head = joined_words(begins.words[begins.at : begins.at + _QUOTED])
            said = f"'{story}' was rewritten where it changes pages: {upper.called} ends with \u201c{tail}\u201d, {lower.called} "
            said += f"goes on with \u201c{head}\u201d"
        case _:
            assert_never(seam.fit)
    yield _misfit((upper, lower), said)


def _marks(upper: Plated, lower: Plated, piece: Sequence[str], marked: bool) -> Iterator[Misfit]:
    """Jump lines at both ends. `piece`: the pages on which the upper piece stands."""
    story, onward, back = upper.carried.story, upper.carried.jump_to, lower.carried.jump_from
    if onward and not _names(onward, lower.page):
        line = upper.page, onward
        said = f"{upper.called} says that '{story}' goes on on page {onward}, but it does on {lower.called}"
    elif back and not onward and marked:
        line = lower.page, back
        said = f"{lower.called} says that '{story}' comes from page {back}, but {upper.called} does not say that it goes on"
    elif back and not any(_names(back, page) for page in piece):
        line = lower.page, back
        said = f"{lower.called} says that '{story}' comes from page {back}, but it does from {upper.called}"
    else:
        return
    yield _misfit((upper, lower), said, line)


def _ends(ordered: Sequence[Plated]) -> Iterator[Misfit]:
    """A story whose beginning or end is nowhere."""
    first, last = ordered[0], ordered[-1]
    story, nowhere = first.carried.story, "but nothing of it stands there"
    if first.standing is not Standing.ABSENT and first.carried.begin:
        words = first.carried.words[: first.carried.begin]
        yield _misfit((first,), f"{_of(words, story)} {_stand(words)} on no page, before {first.called}, {_quoted(words)}")
    elif first.released and first.carried.jump_from:
        said = f"{first.called} says that '{story}' comes from page {first.carried.jump_from}, {nowhere}"
        yield _misfit((first,), said, (first.page, first.carried.jump_from))
    if last.standing is not Standing.ABSENT and last.carried.end < len(last.carried.words):
        words = last.carried.words[last.carried.end :]
        yield _misfit((last,), f"{_of(words, story)} {_stand(words)} on no page, after {last.called}, {_quoted(words)}")
    elif last.released and last.carried.jump_to:
        said = f"{last.called} says that '{story}' goes on on page {last.carried.jump_to}, {nowhere}"
        yield _misfit((last,), said, (last.page, last.carried.jump_to))


def _misfit(pieces: Sequence[Plated], said: str, line: tuple[str, str] = ("", "")) -> Misfit:
    """Held is what can yet be mended: the page that is made now; where there is none, the released ones."""
    made = tuple(piece.page for piece in pieces if not piece.released)
    released = tuple(piece.page for piece in pieces if piece.released)
    return Misfit(pieces[0].carried.story, said, made or released, released, line)


def _names(marker: str, page: str) -> bool:
    """True where a jump line names that page, or a half of it."""
    return marker.casefold() in {number.casefold() for number in (page, *pages_of(page))}


def _of(words: Sequence[str], story: str) -> str:
    return f"{len(words)} word{'' if len(words) == 1 else 's'} of '{story}'"


def _are(words: Sequence[str]) -> str:
    return "is" if len(words) == 1 else "are"


def _stand(words: Sequence[str]) -> str:
    return "stands" if len(words) == 1 else "stand"


def _quoted(words: Sequence[str]) -> str:
    if len(words) <= 2 * _QUOTED:
        return f"\u201c{joined_words(words)}\u201d"
    return f"from \u201c{joined_words(words[:_QUOTED])}\u201d to \u201c{joined_words(words[-_QUOTED:])}\u201d"


def joined_words(words: Sequence[str]) -> str:
    """Words as they read; what ends in a hyphen has no space behind it."""
    return "".join(word if word[-1:] in _HYPHENS else f"{word} " for word in words).rstrip()
