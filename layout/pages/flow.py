"""Text flowed through a chain of legs: which paragraph takes how many lines, and where each leg breaks.

In: items and the chain's runs of free slots. Out: every line with its slot, and what was left over. All depth is whole lines, so
this is a dynamic program over (item, row of the chain); what does not fit is returned, never an exception.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from layout.lines.paragraph import Measures, Setting, set_with, variants
from layout.pages.chain import ENDLESS, Chain, Item, ItemKind, Run
from layout.pages.chain_common import common_rows
from layout.pages.flow_prices import (
    BLANK_COST,
    CLOSE_HEAD,
    CLOSE_HEAD_COST,
    CURE_GUESS,
    DEMERIT_SCALE,
    HYPHEN_COST,
    JUMP_BLANK_COST,
    JUMP_EDGE_COST,
    JUMP_HYPHEN_COST,
    JUMP_STOP_COST,
    ORPHAN_COST,
    OVER_COST,
    SHORT_COST,
    SHORT_LEG_COST,
    VARIANT_COST,
    WIDOW_COST,
    parting_price,
    turns_badly,
)
from layout.pages.flowed import Flowed, OverLine, Placed, Step

__all__ = ["PUSH_ROWS", "Flowed", "Foot", "Give", "OverLine", "Placed", "Stream", "flow"]

MOST_STATES = 24  # rows kept alive after each item; with 80 the sample papers come out the same
PUSH_ROWS = 3  # a paragraph may leave at most so many rows of a leg empty
MOST_JOURNALS = 8  # chains whose beginnings are kept for those to come
MOST_TRIES = 5  # at setting away hyphens; each forbids what the one before could not cure


class Give(StrEnum):
    """What may give to make copy fit."""

    LINES = "lines"  # paragraphs may take a line more or less than suits them best
    NOTHING = "nothing"


class Foot(StrEnum):
    """How the legs of the last block may end."""

    LEVEL = "level"  # a row short in some of them is level enough
    EVEN = "even"  # the runs have been cut to the copy: all are to be full


_State = tuple[float, Any, int, int, Setting | None]
"""A row that was reached: what the cheapest way costs, the state before, the item that ends here, its first row, its setting.

A plain tuple: the search makes one for every length of every paragraph at every row, and named ones take thrice as long."""


class _Offer(NamedTuple):
    """One of the lengths that an item can take, with its price."""

    lines: int
    price: float
    setting: Setting


Incurable = set[tuple[int, int, int]]
"""Item, start and lines of settings that keep a hyphen at a leg's end."""


class _Journal(NamedTuple):
    """The states before each item, and the furthest row that was reached until then, of one run of the dynamic program."""

    states: list[dict[int, _State]]
    reach: list[int]

    def until(self, index: int) -> "_Journal":
        """As far as the states before an item."""
        return _Journal(self.states[: index + 1], self.reach[: index + 1])


@dataclass(slots=True)
class _Search:
    """One run of the dynamic program."""

    stream: "Stream"
    items: Sequence[Item]
    chain: Chain
    incurable: Incurable
    foot: Foot


class Stream:
    """Items that flow, as often as asked for, through one chain after another; what chains have in common is done once.

    Nothing that is kept changes an answer: chains whose first rows are the same take the first items in the same way.
    """

    def __init__(self, items: Sequence[Item], give: Give) -> None:
        self.items = tuple(items)
        self.give = give
        self._offers: dict[tuple[int, Measures], list[_Offer]] = {}
        self._cures: dict[tuple[int, Measures, int, frozenset[int]], Setting | None] = {}
        self._flowed: dict[tuple[object, ...], Flowed] = {}
        self._journals: list[tuple[Chain, _Journal]] = []
        self._margins: dict[float, int] = {}

    def through(self, runs: Sequence[Run], foot: Foot = Foot.LEVEL) -> Flowed:
        """The items through the runs at the least cost; what is over stands behind the chain and is counted."""
        key = (*[(run.piece, run.leg, run.rows, run.measure, run.quoted) for run in runs], foot)
        known = self._flowed.get(key)
        if known is None:
            known = self._flowed[key] = self._flow(runs, foot)
        return known

    def _flow(self, runs: Sequence[Run], foot: Foot) -> Flowed:
        search = _Search(self, self.items, Chain(runs), set(), foot)
        journal = self._begun(search)
        for attempt in range(MOST_TRIES):
            end, last = _cheapest(search, journal)
            if not attempt:
                self._journals = [(search.chain, journal), *self._journals[: MOST_JOURNALS - 1]]
            steps = _way_to(last)
            cured, failed = _cure(search, steps)
            if not failed:
                break
            search.incurable |= failed
            journal = journal.until(min(item for item, _, _ in failed))
        return Flowed(search.chain, cured, end, (last[0], _end_cost(search, end)))

    def _begun(self, search: _Search) -> _Journal:
        """The journal of a chain as far as one that was kept agrees with it."""
        best = _Journal([{0: (0.0, None, -1, 0, None)}], [0])
        for chain, journal in self._journals:
            common = common_rows(chain, search.chain)
            limit = max(common.whole, common.partly - self._margin(search))
            known = bisect_right(journal.reach, limit) - 1
            if known >= len(best.states):
                best = journal.until(known)
        return best

    def _margin(self, search: _Search) -> int:
        """So far from a leg's end nothing that is placed asks where it is."""
        measure = search.chain.measure(0)
        if measure not in self._margins:
            heads = [index for index, item in enumerate(self.items) if item.kind is ItemKind.HEAD]
            kept = max((_kept(search, index, measure) for index in heads), default=0)
            around = max((max(item.white, item.drop_cap[1]) for item in self.items), default=0)
            self._margins[measure] = 1 + max(kept, CLOSE_HEAD, around, PUSH_ROWS)
        return self._margins[measure]

    def offers(self, index: int, measures: Measures) -> list[_Offer]:
        """The lengths that an item can take, with their prices."""
        known = self._offers.get((index, measures))
        if known is None:
            known = self._offers[index, measures] = _offers(variants(self.items[index].prepared, measures), self.give)
        return known

    def without_hyphens(self, step: Step, hyphens: frozenset[int]) -> Setting | None:
        """The step's item in as many lines, none of those numbered ending in a hyphen; None where that can't be."""
        item, measures, lines = step.item, step.setting.measures, len(step.setting)
        if (item, measures, lines, hyphens) not in self._cures:
            cured = set_with(self.items[item].prepared, measures, lines, hyphens)
            self._cures[item, measures, lines, hyphens] = cured
        return self._cures[item, measures, lines, hyphens]


def flow(items: Sequence[Item], runs: Sequence[Run], give: Give = Give.LINES, foot: Foot = Foot.LEVEL) -> Flowed:
    """The items through the runs at the least cost; what is over stands behind the chain and is counted."""
    return Stream(items, give).through(runs, foot)


def _cheapest(search: _Search, journal: _Journal) -> tuple[int, _State]:
    """The best end and its state. The journal is written on from where it ends."""
    states, reach = journal.states[-1], journal.reach[-1]
    for index in range(len(journal.states) - 1, len(search.items)):
        following: dict[int, _State] = {}
        if search.items[index].kind is ItemKind.TEXT:
            _place_text(search, index, states, following)
        else:
            _place_head(search, index, states, following)
        reach = max(reach, *following)
        states = _pruned(following) if min(following) < search.chain.rows else _least_over(following)
        journal.states.append(states)
        journal.reach.append(reach)
    end = min(states, key=lambda row: states[row][0] + _end_cost(search, row))
    return end, states[end]


def _end_cost(search: _Search, end: int) -> float:
    chain = search.chain
    if end >= chain.rows:
        return OVER_COST * (end - chain.rows)
    short = chain.rows - end
    level = min(short, chain.last_legs - 1) if search.foot is Foot.LEVEL else 0
    return SHORT_LEG_COST * level + SHORT_COST * (short - level)


def _pruned(states: dict[int, _State]) -> dict[int, _State]:
    """The cheapest states: what was dear to reach may yet be the best, as a row short costs more than most flaws."""
    if len(states) <= MOST_STATES:
        return states
    return dict(sorted(states.items(), key=lambda entry: entry[1][0])[:MOST_STATES])


def _least_over(states: dict[int, _State]) -> dict[int, _State]:
    """Of states that are all behind the chain the one that ends best: what follows costs each of them the same."""
    row = min(states, key=lambda row: states[row][0] + OVER_COST * row)
    return {row: states[row]}


def _place_text(search: _Search, index: int, states: Mapping[int, _State], following: dict[int, _State]) -> None:
    """Every way for a paragraph to go on from every state. The inner loop of composing: plain and flat on purpose."""
    chain, item = search.chain, search.items[index]
    under_head = index > 0 and search.items[index - 1].kind is ItemKind.HEAD
    plain = not item.white and not item.drop_cap[1]
    everywhere = chain.one_measure(item)
    offers = search.stream.offers(index, everywhere) if everywhere is not None else []
    known_at = following.get
    for row, state in states.items():
        end = chain.end_of[row] if row < chain.rows else ENDLESS
        starts: Sequence[tuple[int, float]] = ((row, 0.0),)
        if not (plain and end - row > PUSH_ROWS) and (not under_head or chain.at_top(row)):
            starts = _starts(chain, item, row)
        for start, blank in starts:
            if everywhere is None:
                offers = search.stream.offers(index, chain.measures(item, start))
            room = (end if start < end else chain.end(start)) - start
            base = state[0] + blank
            for lines, price, setting in offers:
                total = base + price
                if lines >= room:
                    total += _break_price(search, (index, start, lines), setting)
                known = known_at(start + lines)
                if known is None or total < known[0]:
                    following[start + lines] = (total, state, index, start, setting)


def _starts(chain: Chain, item: Item, row: int) -> list[tuple[int, float]]:
    """The rows at which a paragraph may begin, and the price of the rows that it leaves empty. A drop cap stays in one leg."""
    if row >= chain.rows:
        return [(row, 0.0)]
    end = chain.end_of[row]
    top = row == chain.start_of[row]
    if end - row < item.drop_cap[1]:
        return [(start, blank + _blank_price(chain, row, end)) for start, blank in _starts(chain, item, end)]
    white = 0 if top else item.white
    starts = [(row + white, 0.0)] if row + white < end else []
    if not top and (not starts or end - row <= PUSH_ROWS):
        starts.append((end, _blank_price(chain, row, end)))
    return starts


def _blank_price(chain: Chain, row: int, end: int) -> float:
    return (JUMP_BLANK_COST if end in chain.jump_rows else BLANK_COST) * (end - row)


def _offers(settings: Mapping[int, Setting], give: Give) -> list[_Offer]:
    least = min([setting.cost for setting in settings.values()])
    made: list[_Offer] = []
    for lines, setting in settings.items():
        if give is Give.NOTHING and setting.cost != least:
            continue
        extra = (setting.cost - least) * DEMERIT_SCALE
        made.append(_Offer(lines, extra + VARIANT_COST if extra > 0 else 0.0, setting))
    return made


def _break_price(search: _Search, placed: tuple[int, int, int], setting: Setting) -> float:
    """What it costs to break an item of so many lines at the leg ends that it reaches."""
    chain = search.chain
    _, start, lines = placed
    price = 0.0
    end = chain.end(start)
    while end - start <= lines:
        jumps = end in chain.jump_rows
        done = end - start
        if done == lines:
            return price + (JUMP_EDGE_COST if jumps else 0.0)
        if done == 1:
            price += JUMP_EDGE_COST if jumps else ORPHAN_COST
        if lines - done == 1:
            price += JUMP_EDGE_COST if jumps else WIDOW_COST
        if jumps and turns_badly(setting.lines[done - 1].text):
            price += JUMP_STOP_COST
        if end in chain.quote_rows:
            price += parting_price(setting.lines[done - 1].text)
        if setting.hyphenated[done - 1]:
            price += CURE_GUESS if placed not in search.incurable else JUMP_HYPHEN_COST if jumps else HYPHEN_COST
        end = chain.end(end)
    return price


def _place_head(search: _Search, index: int, states: Mapping[int, _State], following: dict[int, _State]) -> None:
    """A crosshead stays whole and keeps some lines of text under it, else it goes to the next leg's top."""
    chain, item = search.chain, search.items[index]
    for row, state in states.items():
        start, cost = row, state[0]
        while True:
            setting = _natural(search, index, chain.measure(start))
            begin = start if chain.at_top(start) else start + item.white
            end = begin + len(setting)
            below = chain.end(start) - end
            if start >= chain.rows or below >= _kept(search, index, chain.measure(start)):
                break
            cost += _blank_price(chain, start, chain.end_of[start])
            start = chain.end_of[start]
        cost += CLOSE_HEAD_COST * max(CLOSE_HEAD - below, 0)
        known = following.get(end)
        if known is None or cost < known[0]:
            following[end] = (cost, state, index, begin, setting)


def _natural(search: _Search, index: int, measure: float) -> Setting:
    """The item as it is set best in one measure."""
    return min(search.stream.offers(index, Measures((), measure)), key=lambda offer: offer.price).setting


def _kept(search: _Search, index: int, measure: float) -> int:
    """The rows that must follow a crosshead in its leg: text, or another crosshead with its own text; none at the copy's end."""
    if index + 1 == len(search.items):
        return 0
    following = search.items[index + 1]
    if following.kind is ItemKind.TEXT:
        return search.items[index].keep
    return following.white + len(_natural(search, index + 1, measure)) + _kept(search, index + 1, measure)


def _way_to(state: _State) -> list[Step]:
    steps: list[Step] = []
    _cost, before, item, start, setting = state
    while setting is not None:
        steps.append(Step(item, start, setting))
        _cost, before, item, start, setting = before
    steps.reverse()
    return steps


def _cure(search: _Search, steps: list[Step]) -> tuple[list[Step], Incurable]:
    """The steps with no hyphen at a leg's end, where that can be had at a fair price; and those where it can't."""
    chain = search.chain
    cured: list[Step] = []
    failed: Incurable = set()
    for step in steps:
        setting = step.setting
        lines = len(setting)
        key = (step.item, step.start, lines)
        hyphens = _hyphens_at_ends(chain, step.start, setting) if step.start + lines > chain.end(step.start) else frozenset()
        if hyphens and key not in search.incurable:
            other = search.stream.without_hyphens(step, hyphens)
            dear = HYPHEN_COST if not any(step.start + line + 1 in chain.jump_rows for line in hyphens) else JUMP_HYPHEN_COST
            if other is None or (other.cost - setting.cost) * DEMERIT_SCALE > dear:
                failed.add(key)
            else:
                step = step._replace(setting=other)
        cured.append(step)
    return cured, failed


def _hyphens_at_ends(chain: Chain, start: int, setting: Setting) -> frozenset[int]:
    """The indices of the lines that end in a hyphen at a leg's end."""
    hyphenated = setting.hyphenated
    found: list[int] = []
    end = chain.end(start)
    while end - start < len(setting):
        if hyphenated[end - start - 1]:
            found.append(end - start - 1)
        end = chain.end(end)
    return frozenset(found)
