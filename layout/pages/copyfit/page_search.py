"""The best way for the blocks of one page to share it: borders moved, and each block's own levers pulled, at the least price.

Exact: borders are decided one after another, the most promising first, with a bound that never promises too little.
"""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple, Protocol

from layout.desk.fit_policy import FitPolicy, LeverName
from layout.desk.plan import PlannedBlock, PlannedPage
from layout.pages.copyfit.borders import Border, moved_block
from layout.pages.copyfit.bounds import WORST, Score
from layout.pages.copyfit.pulls import price_of

MOST_STEPS = 6_000  # of the search of borders that hang together; then the best that was found is taken, and that is told


class Unit(Protocol):
    """A block whose copy can stand in more than one area."""

    @property
    def policy(self) -> FitPolicy:
        """What may give in it."""

    def bound(self, planned: PlannedBlock) -> Score:
        """A score that the best of an area is not better than: the best itself where that is known."""

    def so_far(self, planned: PlannedBlock) -> Score:
        """The best that has been found for an area; the worst where nothing has."""

    def settled(self, planned: PlannedBlock) -> bool:
        """True if the bound of an area is its best."""

    def step(self, planned: PlannedBlock) -> None:
        """Looks a little further for the best of an area."""


class Shared(NamedTuple):
    """How a page is shared best: each border's move, what that comes to in all, and whether the search came to its end."""

    moves: tuple[int, ...]
    score: Score
    complete: bool


class PageSearch:
    """One page, its blocks that can give, and its borders."""

    def __init__(self, page: PlannedPage, units: Mapping[str, Unit], borders: Sequence[Border]) -> None:
        self.borders = tuple(borders)
        self.units = dict(units)
        self._blocks = {block.letter: block for block in page.blocks if block.letter in units}
        self._known: dict[tuple[str, tuple[int, ...]], PlannedBlock | None] = {}
        self._prices: dict[tuple[int, int], float] = {}
        self._on = {letter: [i for i, border in enumerate(borders) if letter in border.letters] for letter in self._blocks}

    def best(self) -> Shared:
        """The cheapest way to share the page."""
        order = 0
        still = (0,) * len(self.borders)
        for letter, unit in self.units.items():
            unit.step(self._blocks[letter])
        tried: dict[tuple[int, ...], None] = {still: None}
        open_ways: list[tuple[Score, int, int, tuple[int, ...]]] = [((0, 0, 0.0), 0, order, ())]
        for _ in range(MOST_STEPS):
            promised, _, _, moves = heappop(open_ways)
            total = self.total(moves)
            ways = [moves]
            if total <= promised and len(moves) < len(self.borders):
                most = self.borders[len(moves)].most
                ways = [(*moves, move) for move in range(-most, most + 1)]
            elif total <= promised:  # else a block's area has been looked at since
                open_unit = self._unsettled(moves)
                if open_unit is None:
                    return Shared(moves, total, complete=True)
                unit, block = open_unit
                unit.step(block)
                tried[moves] = None
            for way in ways:
                order += 1
                heappush(open_ways, (self.total(way), -len(way), order, way))
        best = min(tried, key=self._so_far)
        return Shared(best, self._so_far(best), complete=False)

    def _so_far(self, moves: tuple[int, ...]) -> Score:
        """What has been found for the moves."""
        misfit, over, price = 0, 0, self._price(moves)
        for letter, unit in self.units.items():
            block = self._moved(letter, moves)
            part = WORST if block is None else unit.so_far(block)
            misfit, over, price = misfit + part[0], over + part[1], price + part[2]
        return misfit, over, price

    def total(self, moves: tuple[int, ...]) -> Score:
        """What the moves so far come to, at least; exact where all are made and every block's area is settled."""
        misfit, over, price = 0, 0, self._price(moves)
        for letter, unit in self.units.items():
            if self._on[letter] and self._on[letter][-1] >= len(moves):
                continue
            block = self._moved(letter, moves)
            part = WORST if block is None else unit.bound(block)
            misfit, over, price = misfit + part[0], over + part[1], price + part[2]
        return misfit, over, price

    def _unsettled(self, moves: tuple[int, ...]) -> tuple[Unit, PlannedBlock] | None:
        for letter, unit in self.units.items():
            block = self._moved(letter, moves)
            if block is not None and not unit.settled(block):
                return unit, block
        return None

    def _moved(self, letter: str, moves: tuple[int, ...]) -> PlannedBlock | None:
        """A block with its borders moved; one for each of its areas, so that what is known of an area is found by it."""
        own = letter, tuple([moves[index] for index in self._on[letter]])
        if own not in self._known:
            self._known[own] = moved_block(self._blocks[letter], self.borders[: len(moves)], moves)
        return self._known[own]

    def _price(self, moves: tuple[int, ...]) -> float:
        return sum([self._border_price(index, move) for index, move in enumerate(moves) if move])

    def _border_price(self, index: int, move: int) -> float:
        known = self._prices.get((index, move))
        if known is None:
            policies = [self.units[letter].policy for letter in self.borders[index].letters]
            known = self._prices[index, move] = max(price_of(policy, LeverName.FLEX, move) for policy in policies)
        return known
