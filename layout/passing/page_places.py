"""Where type stands on a finished page: inside its trim, and on nothing that belongs to another block.

In: pages as read. Out: type beyond the trim; type of one block on an ad, a picture or the type of another.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from layout.base.geometry import AT_THE_TRIM, Area
from layout.base.problems import OnPage, Problem, Severity
from layout.passing.findings import Rule, finding
from layout.passing.page_reading import ReadPage, type_area

OFF_PAGE = Rule("type-off-page", Severity.ERROR, "type that reaches beyond the page's trim")
COVERED = Rule("type-covered", Severity.ERROR, "type of one block on an ad, a picture or the type of another")

TOUCH = 1.0  # points: what shares less only touches, as a hung stop or a letter's side does
RUNS_OUT = 2.0  # points by which a line may pass its measure with a stop or a hyphen that hangs


class Place(NamedTuple):
    """What stands where: a block's letter (empty for furniture), what it is, its area, its story."""

    block: str
    what: str
    area: Area
    story: str
    is_type: bool


def check_places(read: ReadPage) -> Iterator[Problem]:
    """One page."""
    places = _places(read)
    page = read.page
    for place in places:
        area = place.area
        if place.is_type and (
            area.x < -AT_THE_TRIM
            or area.y < -AT_THE_TRIM
            or area.right > page.width + AT_THE_TRIM
            or area.bottom > page.height + AT_THE_TRIM
        ):
            text = f"{_name(place)} reaches beyond the trim of page {page.number}"
            yield finding(OFF_PAGE, text, "Draw its block inside the page.", OnPage(page.number, area), place.story)
    told: set[tuple[str, str]] = set()
    pairs = sorted(_overlapping(places), key=lambda pair: pair[0].is_type and pair[1].is_type)  # an ad is told before its label
    for one, other in pairs:
        upper, lower = sorted((one, other), key=lambda place: place.is_type, reverse=True)
        pair = (min(one.block, other.block), max(one.block, other.block))
        if pair not in told:
            told.add(pair)
            text, remedy = f"{_name(upper)} stands on {_name(lower)}", "Draw the blocks so that each has its own place."
            yield finding(COVERED, text, remedy, OnPage(page.number, upper.area), upper.story)


def _places(read: ReadPage) -> list[Place]:
    """Legs whole, other lines one by one, pictures and ads; a line that runs out of its leg stands for itself."""
    places: list[Place] = []
    for leg in read.legs:
        if not leg.lines:
            continue
        first, last = type_area(leg.lines[0]), leg.lines[-1].baseline
        area = Area(leg.area.x, first.y, leg.area.width, last - first.y)
        places.append(Place(leg.source.block, "text", area, leg.source.story, True))
        measure = leg.area.width + RUNS_OUT
        places += [
            Place(leg.source.block, "text", type_area(line), leg.source.story, True)
            for line in leg.lines
            if line.line.left + line.line.width > measure
        ]
    places += [Place(line.source.block, line.kind.value, line.area, line.source.story, True) for line in read.lines if line.text]
    places += [Place(mark.source.block, mark.path.name, mark.area, mark.source.story, False) for mark in read.drawn]
    return places


def _overlapping(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Pairs of different blocks that share ground, one of them type. From top to foot, so that few are compared."""
    ordered = sorted(places, key=lambda place: place.area.y)
    open_: list[Place] = []
    for place in ordered:
        area = place.area
        open_ = [other for other in open_ if other.area.bottom - TOUCH > area.y]
        for other in open_:
            if other.block == place.block or not (place.is_type or other.is_type):
                continue
            if other.area.x < area.right - TOUCH and area.x < other.area.right - TOUCH and other.area.bottom - TOUCH > area.y:
                yield other, place
        if area.height > TOUCH and area.width > TOUCH:
            open_.append(place)


def _name(place: Place) -> str:
    what = f"the {place.what}" if place.is_type else place.what
    return f"{what} of block {place.block}" if place.block else what
