"""Whose fault it is: what preflight found in a page's file, joined to the block, story or ad that stands at that place.

In: a page as placed and the findings of its file, which know places alone. Out: the same with their owners, and as problems.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from layout.base.geometry import Area
from layout.base.problems import InFile, OnPage, Problem
from layout.base.values import dataclass
from layout.pages.display import LegMark, Mark, Page, RuleMark, SetLine, Source, TextMark
from layout.preflight.finding import Finding

_NOBODY = Source()


@dataclass(frozen=True, slots=True)
class Found:
    """A finding on the page of that printed number ("": the whole file), with the block, story and booking it belongs to."""

    finding: Finding
    page: str
    block: str = ""
    story: str = ""
    booking: str = ""

    def as_problem(self) -> Problem:
        """The same in the words of the build."""
        finding = self.finding
        owner = f"the ad {self.booking}" if self.booking else f"story {self.story}" if self.story else ""
        message = with_thing(finding, owner)
        where = OnPage(self.page, finding.area) if self.page else InFile("")
        return Problem(finding.rule, finding.severity, message, finding.remedy, where, self.story)


def with_thing(finding: Finding, owner: str = "") -> str:
    """The finding's sentence with the object's name and its owner behind it, where it does not name the object itself."""
    named = re.search(rf"(?<!\w){re.escape(finding.thing)}(?!\w)", finding.message) is not None
    whose = ", ".join(part for part in ("" if named else finding.thing, owner) if part)
    return f"{finding.message} ({whose})" if whose else finding.message


def join_findings(page: Page, findings: Iterable[Finding], bookings: Mapping[str, str]) -> list[Found]:
    """Each finding with its owner. `bookings`: the page's booking numbers by the letters of their blocks."""
    joined: list[Found] = []
    for finding in findings:
        source = source_at(page, finding.area) if finding.area is not None else _NOBODY
        joined.append(Found(finding, page.number, source.block, source.story, bookings.get(source.block, "")))
    return joined


def source_at(page: Page, area: Area) -> Source:
    """Where the mark comes from that lies uppermost under the area's middle; of type, the line that is nearest to it."""
    x, y = area.x + area.width / 2, area.y + area.height / 2
    for mark in reversed(page.marks):
        for source, (left, top, right, bottom) in _places(mark):
            if left <= x <= right and top <= y <= bottom:
                return source
    return _NOBODY


def _places(mark: Mark) -> Iterator[tuple[Source, tuple[float, float, float, float]]]:
    """The rectangles that a mark covers: left, top, right, bottom."""
    match mark:
        case LegMark(lines=lines):
            yield from ((line.source, _box(line)) for line in lines)
        case TextMark(text=text):
            yield text.source, _box(text)
        case RuleMark(source=source):
            half = max(mark.weight / 2, 0.5)
            left, right, top, bottom = *sorted((mark.x0, mark.x1)), *sorted((mark.y0, mark.y1))
            yield source, (left - half, top - half, right + half, bottom + half)
        case _:
            area = mark.area
            yield mark.source, (area.x, area.y, area.right, area.bottom)


def _box(line: SetLine) -> tuple[float, float, float, float]:
    """About where a line's type stands: as high as its largest letter, as wide as the line."""
    size = max((word.size for word in line.line.words), default=0.0)
    return line.x, line.baseline - size, line.x + line.line.width, line.baseline + size / 3
