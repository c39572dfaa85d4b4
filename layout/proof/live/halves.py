"""Double trucks that are handed over in halves: each half is a page of the desk, as it is a page of the press.

In: what is known of a truck "4-5". Out: the same of pages "4" and "5", lengths counted from each one's own trim.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from layout.base.values import dataclass
from layout.proof.facts import FitFacts, Item, StoryFacts
from layout.proof.trace import Rectangle, Trace, TracedLine, TracedWord


class Half(StrEnum):
    """Of a truck."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Truck:
    """A truck's halves, left and right, the width of one, and the blocks that begin on the right one."""

    halves: tuple[str, str]
    width: float
    right_blocks: frozenset[str]


Trucks = Mapping[str, Truck]
"""By the truck's number."""


def truck_of(trace: Trace, halves: tuple[str, str]) -> Truck:
    """What is to be known of a truck to take it apart. `trace`: of the whole."""
    width = trace.width / 2
    right = (block.letter for block in trace.blocks if min((area[0] for area in block.areas), default=0.0) >= width)
    return Truck(halves, width, frozenset(right))


def half_trace(trace: Trace, number: str, half: Half) -> Trace:
    """The half's own trace: what shows on it."""
    width = trace.width / 2
    start = width if half is Half.RIGHT else 0.0
    grid = trace.grid
    left, top, _, height = grid.live
    live = (left if half is Half.LEFT else 0.0, top, width - left, height)
    columns = tuple((round(x - start, 2), wide) for x, wide in grid.columns if start <= x + wide / 2 < start + width)
    blocks = (
        each._replace(areas=tuple(_cut(each.areas, start, width)), legs=tuple(_cut(each.legs, start, width)))
        for each in trace.blocks
    )
    return replace(
        trace,
        page=number,
        width=round(width, 2),
        left_hand=half is Half.LEFT,
        grid=grid._replace(columns=columns, live=live),
        blocks=tuple(each for each in blocks if each.areas),
        lines=tuple(_moved(each, start) for each in trace.lines if _shows(each.area, start, width)),
        art=tuple(each._replace(area=_shifted(each.area, start)) for each in trace.art if _shows(each.area, start, width)),
        rules=tuple(_shifted(each, start) for each in trace.rules if _shows(each, start, width)),
        tints=tuple(_shifted(each, start) for each in trace.tints if _shows(each, start, width)),
    )


def items_of_halves(items: Iterable[Item], trucks: Trucks) -> tuple[Item, ...]:
    """The items, those on a truck brought to the half on which they stand."""
    return tuple(_item(each, trucks[each.page]) if each.page in trucks else each for each in items)


def fits_of_halves(fits: Iterable[FitFacts], trucks: Trucks) -> tuple[FitFacts, ...]:
    """The rows, likewise."""
    return tuple(each._replace(page=_half(each.page, each.block, trucks)) for each in fits)


def stories_of_halves(stories: Mapping[str, StoryFacts], trucks: Trucks) -> dict[str, StoryFacts]:
    """The stories' places, likewise."""
    return {
        slug: story._replace(places=tuple(each._replace(page=_half(each.page, each.block, trucks)) for each in story.places))
        for slug, story in stories.items()
    }


def _half(page: str, block: str, trucks: Trucks) -> str:
    truck = trucks.get(page)
    return page if truck is None else truck.halves[block in truck.right_blocks]


def _item(item: Item, truck: Truck) -> Item:
    if item.area is None:
        return item._replace(page=truck.halves[item.block in truck.right_blocks])
    right = item.area[0] + item.area[2] / 2 >= truck.width
    return item._replace(page=truck.halves[right], area=_shifted(item.area, truck.width if right else 0.0))


def _shows(area: Rectangle, start: float, width: float) -> bool:
    return area[0] + area[2] > start and area[0] < start + width


def _shifted(area: Rectangle, start: float) -> Rectangle:
    return (round(area[0] - start, 2), *area[1:])


def _cut(areas: Iterable[Rectangle], start: float, width: float) -> Iterable[Rectangle]:
    """The parts of areas that lie on the half."""
    for area in areas:
        left, right = max(area[0], start), min(area[0] + area[2], start + width)
        if right - left > 1.0:
            yield round(left - start, 2), area[1], round(right - left, 2), area[3]


def _moved(line: TracedLine, start: float) -> TracedLine:
    return line._replace(words=tuple(TracedWord(round(word.x - start, 2), word.width, word.text) for word in line.words))
