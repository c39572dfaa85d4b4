"""The best way for one chain to stand in given areas: every combination of its levers, the most promising first.

Best first, with a bound that never promises too little: a combination is set only while what it could at best come to is better
than the best found. So the result is that of trying them all (tests/pages/copyfit compare it with that).
"""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import product
from math import inf
from typing import NamedTuple

from layout.desk.fit_policy import LeverName
from layout.lines.paragraph import Measures, variants
from layout.pages.chain import ItemKind
from layout.pages.copy import Copy
from layout.pages.copyfit.compositor import Attempt, Blocks, Compositor
from layout.pages.copyfit.options import Option, Shape, as_drawn, piece_options, shape_of
from layout.pages.copyfit.pulls import TRACKING_STEP, CopyPulls, Pulls, copy_price
from layout.pages.flow import PUSH_ROWS, Give

MOST_CUTS = 8  # marked paragraphs that may be left out
UNEVEN_COST = 1_000.0  # legs that do not end level: worth a border or a crop, never a word

Score = tuple[int, int, float]
"""Lines over, lines short (less than a line a leg is full), and the price of levers and flaws. Less is better."""

WORST: Score = (1_000_000, 1_000_000, inf)


class Tried(NamedTuple):
    """An attempt with its score and the price of its levers."""

    score: Score
    attempt: Attempt
    price: float


class Rows(NamedTuple):
    """By how many rows a copy is over and short at the least, whatever is pulled; negative where there is room to spare."""

    fewest_over: int
    fewest_short: int


class _Open(NamedTuple):
    """A combination that has not been set: the best that it could come to, and whether its copy has been measured for that."""

    bound: Score
    order: int
    measured: bool
    options: tuple[Option, ...]
    copy: CopyPulls


class Bounds(NamedTuple):
    """The fewest and the most rows that a copy can take."""

    least: int
    most: int


class ChainSearch:
    """The best attempts of one compositor, area by area; what was tried is kept. `blocks`: its pieces' as they were drawn."""

    def __init__(self, compositor: Compositor, blocks: Blocks) -> None:
        self.compositor = compositor
        self.blocks = blocks
        self._bounds: dict[tuple[CopyPulls, frozenset[float]], Bounds] = {}
        self._scores: dict[tuple[tuple[Shape, ...], CopyPulls], tuple[int, int, int, float]] = {}
        self._best: dict[tuple[object, ...], Tried] = {}
        self._tried: dict[tuple[object, ...], Tried] = {}
        self.rows: Rows | None = None
        """What the copy lacks or leaves in the areas as drawn, at the least; None until that has been looked for."""

    def drawn(self, blocks: Blocks) -> Tried:
        """The chain with no lever pulled, in those areas."""
        key = areas_of(blocks)
        if key not in self._tried:
            options = [as_drawn(self.compositor, piece, planned) for piece, planned in enumerate(blocks)]
            self._tried[key] = self._set(options, CopyPulls())
        return self._tried[key]

    def best(self, blocks: Blocks) -> Tried:
        """The best way in those areas. What is full as drawn stays so, but for pictures that make its legs level."""
        key = areas_of(blocks)
        if key not in self._best:
            drawn = self.drawn(blocks)
            if drawn.score[:2] == (0, 0) and (not drawn.attempt.short or not self._space_gives):
                self._best[key] = drawn
            else:
                self._best[key] = self._search(blocks, drawn, space_only=drawn.score[:2] == (0, 0))
        return self._best[key]

    def known(self, blocks: Blocks) -> Score | None:
        """The best score in those areas, if it has been looked for."""
        found = self._best.get(areas_of(blocks))
        return found.score if found is not None else None

    @property
    def _space_gives(self) -> bool:
        return any(policy.photo for policy in self.compositor.policies)

    def _search(self, blocks: Blocks, drawn: Tried, *, space_only: bool) -> Tried:
        best = drawn
        open_ways = list(self._candidates(blocks, space_only=space_only))
        heapify(open_ways)
        while open_ways and open_ways[0].bound < best.score:
            way = heappop(open_ways)
            if not way.measured:  # copy in another setting is set only if it comes to that
                heappush(open_ways, way._replace(bound=self._bound(way.options, way.copy), measured=True))
                continue
            score = self.score(way.options, way.copy)
            if score < best.score:
                best = Tried(score, self._attempt(way.options, way.copy), self._price(way.options, way.copy))
        return best

    def _candidates(self, blocks: Blocks, *, space_only: bool) -> Iterator[_Open]:
        """Every combination with the best that it could come to."""
        pieces = [piece_options(self.compositor, piece, planned, space_only=space_only) for piece, planned in enumerate(blocks)]
        copies = [CopyPulls()] if space_only else self.copy_options()
        if not space_only and areas_of(blocks) == areas_of(self.blocks):
            self.rows = self._fewest(pieces, copies)
        for order, (options, copy) in enumerate(product(product(*pieces), copies)):
            measured = not copy.tracking
            bound = self._bound(options, copy) if measured else (0, 0, self._price(options, copy))
            yield _Open(bound, order, measured, options, copy)

    def _fewest(self, pieces: Sequence[Sequence[Option]], copies: Sequence[CopyPulls]) -> Rows:
        """How far the copy is from the rooms as drawn, whatever is pulled; of trackings the tightest and the widest count."""
        tightest, widest = min(copy.tracking for copy in copies), max(copy.tracking for copy in copies)
        firsts = [options[0] for options in pieces]
        bounds = [self._copy_bounds(copy, firsts) for copy in copies if copy.tracking in (tightest, 0.0, widest)]
        room_least = sum(min(option.least for option in options) for options in pieces)
        room_most = sum(max(option.most for option in options) for options in pieces)
        return Rows(min(bound.least for bound in bounds) - room_most, room_least - max(bound.most for bound in bounds))

    def _bound(self, options: Sequence[Option], copy: CopyPulls) -> Score:
        """The best that a combination could come to: its room against its copy at its shortest and its longest."""
        bounds = self._copy_bounds(copy, options)
        over = bounds.least - sum(option.most for option in options)
        short = sum(option.least for option in options) - bounds.most
        legs = len(options[-1].part.package.room.legs)
        return max(over, 0), short if short >= legs else 0, self._price(options, copy)

    def _price(self, options: Sequence[Option], copy: CopyPulls) -> float:
        return sum(option.price for option in options) + copy_price(self.compositor.policies[0], copy)

    def copy_options(self) -> list[CopyPulls]:
        """Everything that may give in the copy."""
        policy = self.compositor.policies[0]
        most = min(len(self.compositor.marked), MOST_CUTS) if LeverName.MAY_CUT in policy else 0
        cuts = [0, *(count for count in range(1, most + 1) if self.compositor.can_cut(count))]
        steps = int(policy.tracking * 1000 / TRACKING_STEP + 1e-6)
        return [CopyPulls(cut, step * TRACKING_STEP) for cut in cuts for step in range(-steps, steps + 1)]

    def score(self, options: Sequence[Option], copy: CopyPulls) -> Score:
        """What a combination comes to. Equal rooms take the same copy in the same way, and are tried once."""
        key = (tuple(shape_of(option.part) for option in options), copy)
        known = self._scores.get(key)
        if known is None:
            attempt = self._attempt(options, copy)
            known = self._scores[key] = (attempt.over, attempt.short, attempt.legs, attempt.flaws)
        over, short, legs, flaws = known
        return over, short if short >= legs else 0, self._price(options, copy) + flaws + uneven(short)

    def _set(self, options: Sequence[Option], copy: CopyPulls) -> Tried:
        return Tried(self.score(options, copy), self._attempt(options, copy), 0.0)

    def _attempt(self, options: Sequence[Option], copy: CopyPulls) -> Attempt:
        pulls = Pulls(tuple(option.pulls for option in options), copy)
        return self.compositor.attempt(tuple(option.part for option in options), pulls)

    def _copy_bounds(self, copy: CopyPulls, options: Sequence[Option]) -> Bounds:
        measures = frozenset(leg.measure for option in options for leg in option.part.package.room.legs)
        known = self._bounds.get((copy, measures))
        if known is None:
            legs = sum(len(option.part.package.room.legs) for option in options)
            drop_cap = self.compositor.manners.drop_cap
            made = self.compositor.copy(copy, drop_cap=drop_cap)
            known = self._bounds[copy, measures] = copy_bounds(made, measures, self.compositor.give, legs)
        return known


def uneven(short: int) -> float:
    """What legs cost that do not end level."""
    return UNEVEN_COST if short else 0.0


def areas_of(blocks: Blocks) -> tuple[object, ...]:
    """What tells blocks in one set of areas from the same ones in another."""
    return tuple(planned.extents for planned in blocks)


def copy_bounds(copy: Copy, measures: frozenset[float], give: Give, legs: int) -> Bounds:
    """The rows that a copy takes at the fewest and at the most, white above crossheads and rows pushed empty counted at the most.

    A drop cap, and a paragraph that runs on into a leg of another measure, may each take two lines more or fewer than in the
    measures alone.
    """
    least = most = 0
    for item in copy.items:
        counts: list[int] = []
        for measure in measures:
            settings = variants(item.prepared, Measures((), measure))
            if give is Give.NOTHING:
                cheapest = min(setting.cost for setting in settings.values())
                settings = {lines: setting for lines, setting in settings.items() if setting.cost == cheapest}
            counts += settings
        doubtful = 2 if item.drop_cap[1] or (len(measures) > 1 and item.kind is ItemKind.TEXT) else 0
        least += max(min(counts, default=0) - doubtful, 0)
        most += max(counts, default=0) + doubtful + item.white
    heads = sum(item.kind is ItemKind.HEAD for item in copy.items)
    return Bounds(least, most + (PUSH_ROWS + 1) * legs + PUSH_ROWS * heads)
