"""Jumps as a reader follows them: each marker leads to a page on which the story does go on, and back to where it came from.

In: pages as read. Out: markers that lead astray. Of a page that was not made nothing is said, but that there is no such page.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from layout.base.problems import OnPage, Problem, Severity
from layout.design.house import Words
from layout.pages.display import Kind
from layout.passing.findings import Rule, finding
from layout.passing.page_reading import ReadPage, Shown, marks_of, number_pattern, spoken

JUMP = Rule("jump-wrong", Severity.ERROR, "a marker of a jump that leads to, or back to, where the story is not")


class Marker(NamedTuple):
    """A marker as printed: its line, and the page's number that it names, in small letters."""

    line: Shown
    number: str


def check_jumps(
    reads: Sequence[ReadPage], made: Mapping[str, ReadPage], numbers: Collection[str], words: Mapping[str, Words]
) -> Iterator[tuple[str, Problem]]:
    """All markers, with the page on which each stands. `made`, `numbers`: pages made, and all the issue's, by small letters."""
    onward = tuple(each.jump_to for each in words.values())
    back = tuple(each.jump_from for each in words.values())
    for read in reads:
        for marker in _markers(read, Kind.JUMP_LINE, onward):
            if (why := _astray(read, marker, made, numbers)) is not None:
                yield read.page.number, _wrong(read, marker, why)
        for marker in _markers(read, Kind.KICKER, back):
            if (why := _not_from(read, marker, made, numbers, onward)) is not None:
                yield read.page.number, _wrong(read, marker, why)


def _markers(read: ReadPage, kind: Kind, templates: Sequence[str]) -> Iterator[Marker]:
    """The lines of that kind that are worded as one of the house's markers. One that was cut names no page."""
    patterns = [pattern for template in dict.fromkeys(templates) if (pattern := number_pattern(template)) is not None]
    for line in read.kinds(kind):
        found = next((match for pattern in patterns if (match := pattern.fullmatch(spoken(line.text)))), None)
        if found is not None and line.source.story:
            yield Marker(line, found[1])


def _pointed_at(read: ReadPage, marker: Marker, made: Mapping[str, ReadPage], numbers: Collection[str]) -> ReadPage | str | None:
    """The page that a marker names, with a piece of its story on it; or why it can't be that; None where it was not made."""
    if marker.number not in numbers:
        return "but the issue has no such page"
    target = made.get(marker.number)
    if target is read:
        return "but that is this very page"
    story = marker.line.source.story
    if target is not None and not any(True for _ in marks_of(target, story)):
        return f"but no piece of '{story}' stands there"
    return target


def _astray(read: ReadPage, marker: Marker, made: Mapping[str, ReadPage], numbers: Collection[str]) -> str | None:
    """Why a jump line leads nowhere; None where it is right, or its page was not made."""
    target, story, number = _pointed_at(read, marker, made, numbers), marker.line.source.story, marker.number
    if not isinstance(target, ReadPage):
        return target
    half = target.half(min(area.x for area in marks_of(target, story)))
    if half.casefold() != number:
        return f"but on that spread it goes on on page {half}"
    here, there = _paragraphs(read, story), _paragraphs(target, story)
    if here and there and there[0] < here[-1]:
        return "but what stands there comes before this"
    return None


def _not_from(
    read: ReadPage, marker: Marker, made: Mapping[str, ReadPage], numbers: Collection[str], onward: Sequence[str]
) -> str | None:
    """Why a piece does not come from where its marker says."""
    before, story = _pointed_at(read, marker, made, numbers), marker.line.source.story
    if not isinstance(before, ReadPage):
        return before
    leads = [each for each in _markers(before, Kind.JUMP_LINE, onward) if each.line.source.story == story]
    printed = [line for line in before.kinds(Kind.JUMP_LINE) if line.source.story == story]
    if leads and all(each.number not in {own.casefold() for own in read.numbers} for each in leads):
        return f"but from there it goes on on page {leads[0].number.upper()}"
    if not printed and any(onward) and _paragraphs(before, story):
        return "but nothing there says that it goes on"
    return None


def _paragraphs(read: ReadPage, story: str) -> list[int]:
    """The paragraphs of a story's first and last line on a page."""
    lines = [line for leg in read.legs if leg.source.story == story for line in leg.lines if line.source.paragraph >= 0]
    return [lines[0].source.paragraph, lines[-1].source.paragraph] if lines else []


def _wrong(read: ReadPage, marker: Marker, why: str) -> Problem:
    line = marker.line
    text = f"page {read.page.number} says \u201c{line.text}\u201d under '{line.source.story}', {why}"
    remedy = "Place the pieces with `jump:` and `from:`, which look the page up."
    return finding(JUMP, text, remedy, OnPage(read.page.number, line.area), line.source.story)
