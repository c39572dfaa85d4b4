"""The best way for one chain to stand in given areas: every combination of its levers, the most promising first.

Best first, with a bound that never promises too little: a combination is set only while what it could at best come to is better
than the best found. So the result is that of trying them all (tests/pages/copyfit compares it with that), but for what bounds it:
MOST_CUTS, MOST_COMBINATIONS, the ways of `options.py`, and the places of quotes that are tried. The search goes step by step, so
that a page can weigh several areas against each other and stop where one is out of the running.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush
from itertools import product
from typing import NamedTuple

from layout.desk.fit_policy import LeverName
from layout.pages.copyfit.bounds import WORST, Bounds, Score, bounds_of, scored
from layout.pages.copyfit.compositor import ANY_SIZE, Attempt, Blocks, Compositor, faults
from layout.pages.copyfit.options import Choices, Option, Shape, as_drawn, shape_of
from layout.pages.copyfit.pulls import TRACKING_STEP, CopyPulls, PiecePulls, Pulls, copy_price
from layout.pages.quote_places import QUICK, THOROUGH, Search

MOST_CUTS = 8  # marked paragraphs that may be left out
MOST_COMBINATIONS = 16_000  # of a story that jumps; where there are more, of each piece one way for each depth of room
MOST_MADE_UP = 400  # ways for a piece to stand that are all made up beforehand, to know what its room could be at the most

NO_COPY = CopyPulls()


class Tried(NamedTuple):
    """An attempt with its score."""

    score: Score
    attempt: Attempt


class Rows(NamedTuple):
    """By how many rows a copy is over and short at the least, whatever is pulled; negative where there is room to spare."""

    fewest_over: int
    fewest_short: int


class _Open(NamedTuple):
    """A combination that has not been set: the best that it could come to, and whether its copy has been measured for that.

    `options` None: not even its package has been made up; it is the choice of that number.
    """

    bound: Score
    order: int
    measured: bool
    options: tuple[Option, ...] | None
    copy: CopyPulls
    number: int = 0


class ChainSearch:
    """The best attempts of one compositor, area by area; what was tried is kept. `blocks`: its pieces' as they were drawn."""

    def __init__(self, compositor: Compositor, blocks: Blocks) -> None:
        self.compositor = compositor
        self.blocks = blocks
        self.rows: Rows | None = None
        """What the copy lacks or leaves in the areas as drawn, at the least; None until that has been looked for."""
        self._bounds: dict[tuple[CopyPulls, frozenset[float]], Bounds] = {}
        self._scores: dict[tuple[tuple[tuple[Shape, int], ...], bool, CopyPulls], Score] = {}
        self._areas: dict[tuple[object, ...], AreaSearch] = {}
        self._choices: dict[tuple[object, ...], list[Choices]] = {}
        self._finals: dict[tuple[object, ...], Attempt] = {}
        self._copy_prices: dict[CopyPulls, float] = {}
        self._drawn: dict[tuple[object, ...], Tried] = {}

    def begin_again(self) -> None:
        """Forgets how far its areas have been searched, and nothing that was set: the next search takes the same steps, soon."""
        self.rows = None
        self._areas.clear()
        self.compositor.head_sizes = [ANY_SIZE] * len(self.blocks)

    def forget(self) -> None:
        """Forgets all that was tried."""
        self._areas.clear()
        self._choices.clear()
        self._scores.clear()

    def choices(self, blocks: Blocks, *, space_only: bool) -> list[Choices]:
        """The ways for each piece to stand in those areas."""
        key = areas_of(blocks), space_only, tuple(self.compositor.head_sizes)
        if key not in self._choices:
            pieces = enumerate(blocks)
            self._choices[key] = [Choices(self.compositor, at, planned, space_only=space_only) for at, planned in pieces]
        return self._choices[key]

    def drawn(self, blocks: Blocks) -> Tried:
        """The chain with no lever pulled, in those areas."""
        key = areas_of(blocks)
        if key not in self._drawn:
            options = tuple(as_drawn(self.compositor, piece, planned) for piece, planned in enumerate(blocks))
            attempt = self.attempt(options, NO_COPY)
            self._drawn[key] = Tried(attempt.score(0.0) if key == areas_of(self.blocks) else self.weighed(attempt, 0.0), attempt)
        return self._drawn[key]

    def area(self, blocks: Blocks) -> "AreaSearch":
        """The search in those areas, as far as it has come."""
        key = areas_of(blocks)
        if key not in self._areas:
            self._areas[key] = AreaSearch(self, blocks)
        return self._areas[key]

    def best(self, blocks: Blocks) -> Attempt:
        """The best way in those areas, its quotes at the best of all their places."""
        area = self.area(blocks)
        while not area.settled:
            area.step()
        key = areas_of(blocks), area.attempt.pulls
        if key not in self._finals:
            self._finals[key] = self._final(area.attempt)
        return self._finals[key]

    def _final(self, attempt: Attempt) -> Attempt:
        """What was settled on, its quotes at the best of all their places; if it is over, tracked so that least must go."""
        if attempt.over:
            return self._least_over(attempt)
        quoted = bool(attempt.copy.set_in) or any(part.quote is not None for part in attempt.parts)
        if not quoted:
            return attempt
        thorough = self.compositor.attempt(attempt.parts, attempt.pulls, THOROUGH)
        return thorough if thorough.score(0.0)[:2] <= attempt.score(0.0)[:2] else attempt

    def _least_over(self, attempt: Attempt) -> Attempt:
        """Quotes stay where the search has them: there it would find copy full that was cut so."""
        copies = [copy for copy in self.copy_options() if copy.cut == attempt.pulls.copy.cut and copy != attempt.pulls.copy]
        others = [self.compositor.attempt(attempt.parts, replace(attempt.pulls, copy=copy)) for copy in copies]
        over = [attempt, *(other for other in others if other.over)]
        return min(over, key=lambda each: (each.over, each.overset.from_end().words))

    def copy_options(self) -> list[CopyPulls]:
        """Everything that may give in the copy."""
        policy = self.compositor.policies[0]
        most = min(len(self.compositor.marked), MOST_CUTS) if LeverName.MAY_CUT in policy else 0
        cuts = [0, *(count for count in range(1, most + 1) if self.compositor.can_cut(count))]
        steps = int(policy.tracking * 1000 / TRACKING_STEP + 1e-6)
        return [CopyPulls(cut, step * TRACKING_STEP) for cut in cuts for step in range(-steps, steps + 1)]

    def score(self, options: Sequence[Option], copy: CopyPulls) -> Score:
        """What a combination comes to. Equal rooms with equal faults take the same copy in the same way, and are tried once."""
        pulled = any(option.pulls != PiecePulls() for option in options)
        key = tuple((shape_of(option.part), faults(option.part)) for option in options), pulled, copy
        known = self._scores.get(key)
        if known is None:
            known = self._scores[key] = self.weighed(self.attempt(options, copy), 0.0)
        misfit, over, price = known
        return misfit, over, price + self.price(options, copy)

    def weighed(self, attempt: Attempt, price: float) -> Score:
        """The score of levers that were pulled; the worst where they do what nobody asked for.

        A quote that had its place as drawn has lost it; or copy that was short as drawn is over, or is short all the same.
        """
        drawn = self.drawn(self.blocks).attempt
        pulled = attempt.pulls != Pulls((PiecePulls(),) * len(attempt.parts))
        own = self.compositor.story.quote
        released = {own.text} if own is not None and any(pulls.quote is False for pulls in attempt.pulls.pieces) else set()
        lost = drawn.way.standing - released - attempt.way.standing
        if lost or (not drawn.over and (attempt.over or (pulled and not attempt.is_full))):
            return WORST
        return attempt.score(price)

    def attempt(self, options: Sequence[Option], copy: CopyPulls, search: Search = QUICK) -> Attempt:
        """A combination, set."""
        pulls = Pulls(tuple(option.pulls for option in options), copy)
        return self.compositor.attempt(tuple(option.part for option in options), pulls, search)

    def bound(self, options: Sequence[Option], copy: CopyPulls) -> Score:
        """The best that a combination could come to: its room against its copy at its shortest and its longest."""
        bounds = self.copy_bounds(copy, options)
        least, most = sum(option.least for option in options), sum(option.most for option in options)
        legs = options[-1].part.package.room.text_legs
        over, short = max(bounds.least - most, 0), least - bounds.most
        flaws = bounds.flaws(least, most, legs) if not over and short < legs and len(options) == 1 else 0.0
        return scored(over, short, legs, self.price(options, copy) + flaws)

    def price(self, options: Sequence[Option], copy: CopyPulls) -> float:
        """What the levers of a combination cost."""
        return sum([option.price for option in options]) + self.copy_price(copy)

    def copy_price(self, copy: CopyPulls) -> float:
        """What the levers of the copy cost."""
        known = self._copy_prices.get(copy)
        if known is None:
            known = self._copy_prices[copy] = copy_price(self.compositor.policies[0], copy)
        return known

    def copy_bounds(self, copy: CopyPulls, options: Sequence[Option]) -> Bounds:
        """What the copy could come to in the legs of the options."""
        measures = frozenset(leg.measure for option in options for leg in option.part.package.room.legs)
        known = self._bounds.get((copy, measures))
        if known is None:
            legs = sum(len(option.part.package.room.legs) for option in options)
            made = self.compositor.copy(copy, drop_cap=self.compositor.manners.drop_cap)
            known = self._bounds[copy, measures] = bounds_of(made, measures, self.compositor.give, legs)
        return known


class AreaSearch:
    """The search for the best way in one set of areas, step by step. `score` is that of the best so far.

    Combinations are met in the order of their prices: of each setting of the copy only the next one is open.
    """

    def __init__(self, chain: ChainSearch, blocks: Blocks) -> None:
        self._chain = chain
        self._blocks = blocks
        self._open: list[_Open] = []
        self._choices: list[Choices] = []
        self._copies: list[CopyPulls] = []
        self._best: tuple[tuple[Option, ...], CopyPulls] | None = None
        drawn = chain.drawn(blocks)
        self.score = drawn.score
        # What fits as drawn changes no word for another's sake.
        space_only = chain.drawn(chain.blocks).attempt.is_full
        wanting = self.score[0] > 0 or bool(self.attempt.short)
        if wanting and (not space_only or any(policy.photo for policy in chain.compositor.policies)):
            self._open = list(self._combinations(space_only=space_only))
            heapify(self._open)

    @property
    def drawn(self) -> Attempt:
        """The chain in the areas, no lever pulled."""
        return self._chain.drawn(self._blocks).attempt

    @property
    def bound(self) -> Score:
        """A score that the areas' best is not better than."""
        self._make_up()
        return min(self.score, self._open[0].bound) if self._open else self.score

    @property
    def attempt(self) -> Attempt:
        """The best so far, set."""
        return self._chain.attempt(*self._best) if self._best is not None else self._chain.drawn(self._blocks).attempt

    @property
    def settled(self) -> bool:
        """True if nothing better can come."""
        self._make_up()
        return not self._open or self._open[0].bound >= self.score

    def step(self) -> None:
        """Tries the most promising combination."""
        chain = self._chain
        self._make_up()
        way = heappop(self._open)
        assert way.options is not None, "the most promising one is made up"
        if not way.measured:  # copy in another setting is set only if it comes to that
            heappush(self._open, way._replace(bound=chain.bound(way.options, way.copy), measured=True))
            return
        score = chain.score(way.options, way.copy)
        if score < self.score:
            self.score, self._best = score, (way.options, way.copy)

    def _make_up(self) -> None:
        """Makes up what looks most promising by its price alone, until that is made up; what can't be is dropped."""
        while self._open and self._open[0].options is None and self._open[0].bound < self.score:
            way = heappop(self._open)
            if way.number + 1 < len(self._choices[0].prices):
                heappush(self._open, self._unmade(way.number + 1, way.order % len(self._copies)))
            option = self._choices[0].option(way.number)
            if option is not None:
                measured = not way.copy.tracking
                bound = self._chain.bound((option,), way.copy) if measured else way.bound
                heappush(self._open, way._replace(bound=bound, measured=measured, options=(option,)))

    def _unmade(self, number: int, at: int) -> _Open:
        """A choice in the copy's setting of that index, by its price."""
        copy = self._copies[at]
        price = self._choices[0].prices[number] + self._chain.copy_price(copy)
        return _Open((0, 0, price), number * len(self._copies) + at, False, None, copy, number)

    def _combinations(self, *, space_only: bool) -> Iterator[_Open]:
        """The combinations to begin with, each with the best that it could come to.

        What is full as drawn has only its pictures give.
        """
        chain = self._chain
        self._choices = chain.choices(self._blocks, space_only=space_only)
        copies = self._copies = [NO_COPY] if space_only else chain.copy_options()
        drawn_so = areas_of(self._blocks) == areas_of(chain.blocks)
        few = all(len(choices.prices) <= MOST_MADE_UP for choices in self._choices)
        if not space_only and chain.rows is None and drawn_so and few and len(self._choices) == 1:
            chain.rows = self._fewest([choices.every() for choices in self._choices], copies)
        if len(self._choices) == 1:
            yield from [self._unmade(0, at) for at in range(len(copies))]
            return
        most = max(int((MOST_COMBINATIONS / len(copies)) ** (1 / len(self._choices))), 1)
        made = product(*[choices.by_rows(most) for choices in self._choices])
        for order, (options, copy) in enumerate(product(made, copies)):
            measured = not copy.tracking
            bound = chain.bound(options, copy) if measured else (0, 0, chain.price(options, copy))
            yield _Open(bound, order, measured, options, copy)

    def _fewest(self, pieces: Sequence[Sequence[Option]], copies: Sequence[CopyPulls]) -> Rows:
        """How far the copy is from its room, whatever is pulled; of trackings the tightest and the widest count."""
        tightest, widest = min(copy.tracking for copy in copies), max(copy.tracking for copy in copies)
        firsts = [options[0] for options in pieces]
        bounds = [self._chain.copy_bounds(copy, firsts) for copy in copies if copy.tracking in (tightest, 0.0, widest)]
        room_least = sum(min(option.least for option in options) for options in pieces)
        room_most = sum(max(option.most for option in options) for options in pieces)
        return Rows(min(bound.least for bound in bounds) - room_most, room_least - max(bound.most for bound in bounds))


def areas_of(blocks: Blocks) -> tuple[object, ...]:
    """What tells blocks in one set of areas from the same ones in another."""
    return tuple(planned.extents for planned in blocks)
