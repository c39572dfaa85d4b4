"""Where a pull quote may stand in its block: a few places two fifths down the legs inside it, or near the text it is set into."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from layout.base.values import dataclass
from layout.pages.display import Mark
from layout.pages.fold import before_fold
from layout.pages.package import Package
from layout.pages.parts import Part
from layout.pages.quote import QuoteCopy, SetQuote, quote_marks

ROWS_ABOVE, ROWS_BELOW = 3, 5  # of text at least over and under a quote in its leg
DEEP_ENOUGH = 18  # slots of a run in which a quote is tried at the spot asked for
TRIES = 14  # places in one leg: two paragraphs' depth, so that one lies between paragraphs
WISHED = 0.4  # how far down its leg a quote likes to stand
ROW_COST, LEG_COST = 25.0, 200.0  # for each row away from there, for each leg away from the first inside

Spot = tuple[int, int]
"""A leg, from 0, and a slot."""


class Search(NamedTuple):
    """How many places are tried: in so many legs, in each so many slots about the likeliest."""

    legs: int
    slots: int


THOROUGH = Search(100, TRIES)
QUICK = Search(3, TRIES)
"""While levers are weighed: where a quote stands decides how well a block reads, and hardly ever whether it is full."""


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """The package with the quote's slots taken out, the quote and where it stands, and what the place costs.

    `legs` are the first leg and the one after the last, `slots` the first slot and the one after the last.
    """

    package: Package
    quote: SetQuote
    at: tuple[float, float]
    price: float
    legs: tuple[int, int]
    slots: tuple[int, int]

    def marks(self, part: Part) -> tuple[Mark, ...]:
        """The quote's marks."""
        x, width = self.at
        stone = part.stone
        return tuple(quote_marks(stone.case, stone.grid, self.quote, (x, width, self.slots[0]), part.package.source))


def quote_places(part: Part, copy: QuoteCopy, near: Spot | None, search: Search = THOROUGH) -> Iterator[QuotePlace]:
    """The places worth trying, about the spot that the quote was set in at; none where no leg is deep enough.

    In a block of two legs the quote runs across both.
    """
    stone, room = part.stone, part.package.room
    legs = len(room.legs)
    wide = legs == 2 and before_fold(stone.grid, room.x, room.width) == room.width
    tried = 0
    for order, first in enumerate(_first_legs(legs, near)):
        count = 2 if wide else 1
        x, width = room.span(first, count)
        quote = stone.quote(copy, width, wide=wide)
        if quote is None:
            continue
        run = _common_run(part.package, first, count, near)
        places = _slots(run, quote.slots, near[1] if near is not None and order == 0 else None)[: search.slots]
        for slot, price in places:
            cut = replace(part.package, room=room.without(first, count, slot, slot + quote.slots))
            legs_of, slots_of = (first, first + count), (slot, slot + quote.slots)
            yield QuotePlace(cut, quote, (x, width), price + LEG_COST * order, legs_of, slots_of)
        tried += bool(places)
        if tried == search.legs:
            break


def quote_rows(part: Part, copy: QuoteCopy) -> int:
    """The most rows that a quote may take from a part; 0 where it finds no place."""
    return max(((end - first) * (to - slot) for first, end, slot, to in _spans(part, copy)), default=0)


def _spans(part: Part, copy: QuoteCopy) -> Iterator[tuple[int, int, int, int]]:
    for place in quote_places(part, copy, None, Search(100, 1)):
        yield *place.legs, *place.slots


def _first_legs(legs: int, near: Spot | None) -> list[int]:
    """The legs to try, the likeliest first: the one asked for and its neighbours, else those inside the block."""
    if legs <= 2:
        return [0]
    if near is None:
        return list(range(1, legs))
    return sorted(range(legs), key=lambda leg: abs(leg - near[0]))


def _common_run(package: Package, first: int, legs: int, near: Spot | None) -> tuple[int, int]:
    """The deepest run of slots free in all of some legs; the one that holds the spot asked for, if that is deep enough."""
    runs = package.room.common(first, legs)
    held = [run for run in runs if near is not None and run[0] <= near[1] < run[1] and run[1] - run[0] > DEEP_ENOUGH]
    return max(held or runs, key=lambda run: run[1] - run[0], default=(0, 0))


def _slots(run: tuple[int, int], depth: int, asked: int | None) -> list[tuple[int, float]]:
    """First slots to try, with their prices; empty where the run is too shallow."""
    first, last = run[0] + ROWS_ABOVE, run[1] - ROWS_BELOW - depth
    if last < first:
        return []
    wished = min(max(asked if asked is not None else run[0] + round((run[1] - run[0] - depth) * WISHED), first), last)
    offsets = sorted(range(first - wished, last - wished + 1), key=abs)[:TRIES]
    return [(wished + offset, ROW_COST * abs(offset)) for offset in offsets]
