"""Where a pull quote may stand in its block: a few places, about two fifths down the legs inside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from layout.pages.display import Mark
from layout.pages.package import Package
from layout.pages.parts import Part
from layout.pages.quote import quote_marks, set_quote

ROWS_ABOVE, ROWS_BELOW = 3, 5  # of text at least over and under a quote in its leg
TRIES = 6  # places in one leg
WISHED = 0.4  # how far down its leg a quote likes to stand
ROW_COST, LEG_COST = 15.0, 40.0  # for each row away from there, for each leg away from the first inside


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """The package with the quote's slots taken out, the quote's marks, and what the place costs."""

    package: Package
    marks: tuple[Mark, ...]
    price: float


def quote_places(part: Part) -> Iterator[QuotePlace]:
    """The places worth trying; none where no leg is deep enough. In a block of two legs the quote runs across both."""
    assert part.quote is not None, "asked for a part with a quote"
    stone, room = part.stone, part.package.room
    legs = len(room.legs)
    wide = legs == 2
    firsts = (0,) if legs <= 2 else range(1, legs)
    for order, first in enumerate(firsts):
        count = 2 if wide else 1
        x, width = room.span(first, count)
        quote = set_quote(stone.case, stone.grid, part.quote, width, wide=wide)
        if quote is None:
            continue
        for slot, price in _slots(_common_run(part.package, first, count), quote.slots):
            cut = replace(part.package, room=room.without(first, count, slot, slot + quote.slots))
            marks = quote_marks(stone.case, stone.grid, quote, (x, width, slot), part.package.source)
            yield QuotePlace(cut, tuple(marks), price + LEG_COST * order)


def _common_run(package: Package, first: int, legs: int) -> tuple[int, int]:
    """The deepest run of slots that is free in all of some legs."""
    return max(package.room.common(first, legs), key=lambda run: run[1] - run[0], default=(0, 0))


def _slots(run: tuple[int, int], depth: int) -> list[tuple[int, float]]:
    """First slots to try, with their prices; empty where the run is too shallow."""
    first, last = run[0] + ROWS_ABOVE, run[1] - ROWS_BELOW - depth
    if last < first:
        return []
    wished = min(max(run[0] + round((run[1] - run[0] - depth) * WISHED), first), last)
    offsets = sorted(range(first - wished, last - wished + 1), key=abs)[:TRIES]
    return [(wished + offset, ROW_COST * abs(offset)) for offset in offsets]
