"""Text flowed through a chain of legs: which paragraph takes how many lines, and where each leg breaks.

In: items and the chain's runs of free slots. Out: every line with its slot, and what was left over. All depth is whole lines, so
this is a dynamic program over (item, row of the chain); what does not fit is returned, never an exception.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from layout.lines.line import Line
from layout.lines.paragraph import Measures, Setting, set_with, variants
from layout.pages.chain import ENDLESS, Chain, Item, ItemKind, Run
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

MOST_STATES = 24  # rows kept alive after each item; with 80 the sample papers come out the same
WORTH = 6_000.0  # dearer than the best by more is dropped; without this the sample papers come out the same
PUSH_ROWS = 3  # a paragraph may leave at most so many rows of a leg empty
MOST_TRIES = 5  # at setting away hyphens; each forbids what the one before could not cure


class Give(StrEnum):
    """What may give to make copy fit."""

    LINES = "lines"  # paragraphs may take a line more or less than suits them best
    NOTHING = "nothing"


class Foot(StrEnum):
    """How the legs of the last block may end."""

    LEVEL = "level"  # a row short in some of them is level enough
    EVEN = "even"  # the runs have been cut to the copy: all are to be full


class OverLine(NamedTuple):
    """A line that did not fit: its item, and as it would be set."""

    item: int
    line: Line


class Placed(NamedTuple):
    """A line in a run, `row` slots below the run's first. `row_of_item` counts the item's lines from 0."""

    item: int
    row_of_item: int
    run: int
    row: int
    line: Line


@dataclass(frozen=True, slots=True)
class Flowed:
    """The chain, filled. `over` lines did not fit, those in `over_lines`: `words_over` words begin in them.

    `short` rows stayed empty at the end. `varied` items took more or fewer lines than suits them
    best; those in `strained` could not be set within the limits: a line is too loose, or a word broken anywhere. `words_before`
    says for each piece of the chain how many words stand before its end. Of `cost`, `end_cost` is for what is over or short.
    `pushed`: rows of the last piece that stay empty at a leg's foot, because what comes next does not stand there well.
    """

    placed: tuple[Placed, ...]
    over: int
    words_over: int
    short: int
    varied: int
    strained: tuple[int, ...]
    cost: float
    words_before: tuple[int, ...]
    end_cost: float = 0.0
    over_lines: tuple[OverLine, ...] = ()
    pushed: int = 0

    @property
    def empty(self) -> int:
        """Rows that stay empty in the last piece's legs, at its end or pushed; none where copy is over."""
        return 0 if self.over else self.short + self.pushed

    def by_leg(self, runs: Sequence[Run]) -> dict[tuple[int, int], list[tuple[Placed, int]]]:
        """What stands in each leg, by piece and leg, each line with its slot."""
        legs: dict[tuple[int, int], list[tuple[Placed, int]]] = {}
        for placed in self.placed:
            run = runs[placed.run]
            legs.setdefault((run.piece, run.leg), []).append((placed, run.slot + placed.row))
        return legs


_State = tuple[float, Any, int, int, Setting | None]
"""A row that was reached: what the cheapest way costs, the state before, the item that ends here, its first row, its setting.

A plain tuple: the search makes one for every length of every paragraph at every row, and named ones take thrice as long."""


class _Step(NamedTuple):
    """An item on the way that was chosen."""

    item: int
    start: int
    setting: Setting


class _Offer(NamedTuple):
    """One of the lengths that an item can take, with its price."""

    lines: int
    price: float
    setting: Setting


Incurable = set[tuple[int, int, int]]
"""Item, start and lines of settings that keep a hyphen at a leg's end."""


@dataclass(slots=True)
class _Search:
    """One run of the dynamic program."""

    items: Sequence[Item]
    chain: Chain
    incurable: Incurable
    give: Give
    foot: Foot
    offers: dict[tuple[int, Measures], list[_Offer]] = field(default_factory=dict)


def flow(items: Sequence[Item], runs: Sequence[Run], give: Give = Give.LINES, foot: Foot = Foot.LEVEL) -> Flowed:
    """The items through the runs at the least cost; what is over stands behind the chain and is counted."""
    search = _Search(items, Chain(runs), set(), give, foot)
    for _ in range(MOST_TRIES):
        end, last = _cheapest(search)
        steps = _way_to(last)
        cured, failed = _cure(search, steps)
        if not failed:
            break
        search.incurable |= failed
    return _told(search.chain, cured, end, (last[0], _end_cost(search, end)))


def _cheapest(search: _Search) -> tuple[int, _State]:
    states: dict[int, _State] = {0: (0.0, None, -1, 0, None)}
    for index, item in enumerate(search.items):
        following: dict[int, _State] = {}
        if item.kind is ItemKind.TEXT:
            _place_text(search, index, states, following)
        else:
            _place_head(search, index, states, following)
        states = _pruned(following)
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
    limit = min([state[0] for state in states.values()]) + WORTH
    kept = [entry for entry in states.items() if entry[1][0] <= limit]
    if len(kept) > MOST_STATES:
        kept.sort(key=lambda entry: entry[1][0])
        del kept[MOST_STATES:]
    return dict(kept)


def _place_text(search: _Search, index: int, states: Mapping[int, _State], following: dict[int, _State]) -> None:
    """Every way for a paragraph to go on from every state. The inner loop of composing: plain and flat on purpose."""
    chain, item = search.chain, search.items[index]
    under_head = index > 0 and search.items[index - 1].kind is ItemKind.HEAD
    plain = not item.white and not item.drop_cap[1]
    everywhere = chain.one_measure(item)
    offers = _offers(search, index, everywhere) if everywhere is not None else []
    known_at = following.get
    for row, state in states.items():
        end = chain.end_of[row] if row < chain.rows else ENDLESS
        starts: Sequence[tuple[int, float]] = ((row, 0.0),)
        if not (plain and end - row > PUSH_ROWS) and (not under_head or chain.at_top(row)):
            starts = _starts(chain, item, row)
        for start, blank in starts:
            if everywhere is None:
                offers = _offers(search, index, chain.measures(item, start))
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


def _offers(search: _Search, index: int, measures: Measures) -> list[_Offer]:
    known = search.offers.get((index, measures))
    if known is not None:
        return known
    item = search.items[index]
    settings = variants(item.prepared, measures)
    least = min([setting.cost for setting in settings.values()])
    if search.give is Give.NOTHING:
        settings = {lines: setting for lines, setting in settings.items() if setting.cost == least}
    made: list[_Offer] = []
    for lines, setting in settings.items():
        extra = (setting.cost - least) * DEMERIT_SCALE
        price = extra + VARIANT_COST if extra > 0 else 0.0
        made.append(_Offer(lines, price, setting))
    search.offers[index, measures] = made
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
    return min(_offers(search, index, Measures((), measure)), key=lambda offer: offer.price).setting


def _kept(search: _Search, index: int, measure: float) -> int:
    """The rows that must follow a crosshead in its leg: text, or another crosshead with its own text; none at the copy's end."""
    if index + 1 == len(search.items):
        return 0
    following = search.items[index + 1]
    if following.kind is ItemKind.TEXT:
        return search.items[index].keep
    return following.white + len(_natural(search, index + 1, measure)) + _kept(search, index + 1, measure)


def _way_to(state: _State) -> list[_Step]:
    steps: list[_Step] = []
    _cost, before, item, start, setting = state
    while setting is not None:
        steps.append(_Step(item, start, setting))
        _cost, before, item, start, setting = before
    steps.reverse()
    return steps


def _cure(search: _Search, steps: list[_Step]) -> tuple[list[_Step], Incurable]:
    """The steps with no hyphen at a leg's end, where that can be had at a fair price; and those where it can't."""
    chain = search.chain
    cured: list[_Step] = []
    failed: Incurable = set()
    for step in steps:
        setting = step.setting
        lines = len(setting)
        key = (step.item, step.start, lines)
        hyphens = _hyphens_at_ends(chain, step.start, setting) if step.start + lines > chain.end(step.start) else frozenset()
        if hyphens and key not in search.incurable:
            other = set_with(search.items[step.item].prepared, setting.measures, lines, hyphens)
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


def _told(chain: Chain, steps: list[_Step], end: int, costs: tuple[float, float]) -> Flowed:
    """`costs`: of the way, and of its end."""
    run_of, start_of = chain.run_of, chain.start_of
    placed: list[Placed] = []
    over_lines: list[OverLine] = []
    strained: list[int] = []
    over = words_over = varied = 0
    for item, start, setting in steps:
        lines = len(setting)
        set_lines = setting.lines
        inside = max(min(chain.rows - start, lines), 0)
        for index, line in enumerate(set_lines[:inside]):
            row = start + index
            placed.append(Placed(item, index, run_of[row], row - start_of[row], line))
        if inside < lines:
            over += lines - inside
            words_over += setting.words_before(lines) - setting.words_before(inside)
            over_lines += [OverLine(item, line) for line in set_lines[inside:]]
        varied += setting.cost > min([each.cost for each in variants(setting.prepared, setting.measures).values()]) + 1e-6
        if setting.strained and inside:
            strained.append(item)
    short = max(chain.rows - end, 0)
    before = _words_before(chain, steps)
    way, ending = costs
    told = tuple(placed), over, words_over, short, varied, tuple(strained)
    return Flowed(*told, way + ending, before, ending, tuple(over_lines), _pushed(chain, steps))


def _pushed(chain: Chain, steps: list[_Step]) -> int:
    """The rows left empty before a leg's end inside the last piece."""
    last = chain.runs[-1].piece if chain.runs else 0
    pushed = end = 0
    for _item, start, setting in steps:
        if end < start <= chain.rows and chain.at_top(start):
            pushed += sum(chain.runs[chain.run_of[row]].piece == last for row in range(end, start))
        end = start + len(setting)
    return pushed


def _words_before(chain: Chain, steps: list[_Step]) -> tuple[int, ...]:
    """How many words stand before each piece's end."""
    before: list[int] = []
    words = 0
    for _item, start, setting in steps:
        while len(before) < len(chain.piece_ends) and chain.piece_ends[len(before)] < start + len(setting):
            before.append(words + setting.words_before(max(chain.piece_ends[len(before)] - start, 0)))
        words += setting.words_before(len(setting))
    return tuple(before + [words] * (len(chain.piece_ends) - len(before)))
