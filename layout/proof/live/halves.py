"""Double trucks that are handed over in halves: each half is a page of the desk, as it is a page of the press.

In: what is known of a truck "4-5". Out: the same of pages "4" and "5", lengths counted from each one's own trim.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from layout.base.values import dataclass
from layout.proof.facts import FitFacts, Item, StoryFacts
from layout.proof.trace import Rectangle, Trace, TracedLine, TracedWord


class Half(StrEnum):
    """Of a truck."""

    LEFT = "left"
    RIGHT = "right"


class _Legs(NamedTuple):
    """Which of a block's legs stand on each half, counted from 0; one across the fold stands on both."""

    left: tuple[int, ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Truck:
    """A truck's halves, left and right, the width of one, the blocks that begin on the right one, and each block's legs."""

    halves: tuple[str, str]
    width: float
    right_blocks: frozenset[str]
    legs: Mapping[str, _Legs]


Trucks = Mapping[str, Truck]
"""By the truck's number."""


def truck_of(trace: Trace, halves: tuple[str, str]) -> Truck:
    """What is to be known of a truck to take it apart. `trace`: of the whole."""
    width = trace.width / 2
    right = (block.letter for block in trace.blocks if min((area[0] for area in block.areas), default=0.0) >= width)
    legs = {block.letter: _Legs(*(_kept(block.legs, start, width) for start in (0.0, width))) for block in trace.blocks}
    return Truck(halves, width, frozenset(right), legs)


def half_trace(trace: Trace, number: str, half: Half) -> Trace:
    """The half's own trace: what shows on it. Legs are counted among those of the half."""
    width = trace.width / 2
    start = width if half is Half.RIGHT else 0.0
    grid = trace.grid
    left, top, _, height = grid.live
    live = (left if half is Half.LEFT else 0.0, top, width - left, height)
    columns = tuple((round(x - start, 2), wide) for x, wide in grid.columns if start <= x + wide / 2 < start + width)
    legs = {each.letter: _kept(each.legs, start, width) for each in trace.blocks}
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
        lines=tuple(_lines(trace.lines, legs, start, width)),
        art=tuple(each._replace(area=_shifted(each.area, start)) for each in trace.art if _shows(each.area, start, width)),
        rules=tuple(_shifted(each, start) for each in trace.rules if _shows(each, start, width)),
        tints=tuple(_shifted(each, start) for each in trace.tints if _shows(each, start, width)),
    )


def items_of_halves(items: Iterable[Item], trucks: Trucks) -> tuple[Item, ...]:
    """The items, those on a truck brought to the half on which they stand."""
    return tuple(_item(each, trucks[each.page]) if each.page in trucks else each for each in items)


def fits_of_halves(fits: Iterable[FitFacts], trucks: Trucks) -> tuple[FitFacts, ...]:
    """The rows, likewise; those of blocks across the fold with their legs on each half."""
    return tuple(_fit(each, trucks[each.page]) if each.page in trucks else each for each in fits)


def stories_of_halves(stories: Mapping[str, StoryFacts], trucks: Trucks) -> dict[str, StoryFacts]:
    """The stories' places, likewise."""
    return {
        slug: story._replace(places=tuple(each._replace(page=_half(each.page, each.block, trucks)) for each in story.places))
        for slug, story in stories.items()
    }


def _half(page: str, block: str, trucks: Trucks) -> str:
    truck = trucks.get(page)
    return page if truck is None else truck.halves[block in truck.right_blocks]


def _fit(fit: FitFacts, truck: Truck) -> FitFacts:
    right = fit.block in truck.right_blocks
    fit = fit._replace(page=truck.halves[right])
    legs = truck.legs.get(fit.block, _Legs((), ()))
    if {*legs.left, *legs.right} != set(range(len(fit.legs))):
        return fit  # not all of them were drawn
    here, beside = (tuple(fit.legs[each] for each in part) for part in (reversed(legs) if right else legs))
    return fit._replace(legs=here, beside=truck.halves[not right] if beside else "", legs_beside=beside)


def _item(item: Item, truck: Truck) -> Item:
    if item.area is None:
        return item._replace(page=truck.halves[item.block in truck.right_blocks])
    right = item.area[0] + item.area[2] / 2 >= truck.width
    return item._replace(page=truck.halves[right], area=_shifted(item.area, truck.width if right else 0.0))


def _shows(area: Rectangle, start: float, width: float) -> bool:
    return area[0] + area[2] > start and area[0] < start + width


def _shifted(area: Rectangle, start: float) -> Rectangle:
    return (round(area[0] - start, 2), *area[1:])


def _cut(areas: Sequence[Rectangle], start: float, width: float) -> Iterator[Rectangle]:
    """The parts of areas that lie on the half."""
    for area in (areas[each] for each in _kept(areas, start, width)):
        left, right = max(area[0], start), min(area[0] + area[2], start + width)
        yield round(left - start, 2), area[1], round(right - left, 2), area[3]


def _kept(areas: Sequence[Rectangle], start: float, width: float) -> tuple[int, ...]:
    """Which of the areas lie on the half with more than a point of their width."""
    return tuple(at for at, (x, _, wide, _) in enumerate(areas) if min(x + wide, start + width) - max(x, start) > 1.0)


def _lines(lines: Iterable[TracedLine], legs: Mapping[str, Sequence[int]], start: float, width: float) -> Iterator[TracedLine]:
    """The lines that show on the half. One whose leg stands on the other half only hangs over, by a hyphen or a stop."""
    for line in lines:
        kept = legs.get(line.block, ())
        if not _shows(line.area, start, width) or (line.leg and line.leg - 1 not in kept):
            continue
        words = tuple(TracedWord(round(word.x - start, 2), word.width, word.text) for word in line.words)
        yield line._replace(leg=kept.index(line.leg - 1) + 1 if line.leg else 0, words=words)
