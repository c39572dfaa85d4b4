"""Text flowed through a chain of legs: which paragraph takes how many lines, and where each leg breaks.

In: items (paragraphs, crossheads, solid pieces) and the chain's runs of free slots. Out: every line with its slot, and what was left
over. All depth is whole lines, so this is a dynamic program over (item, row in the chain); what does not fit is returned, never an
exception.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from layout.lines.line import Line
from layout.lines.paragraph import Measures, Prepared, Setting, set_with, variants


class ItemKind(StrEnum):
    """How an item behaves in a leg."""

    TEXT = "text"  # breaks between any two of its lines, at a price
    HEAD = "head"  # stays whole, keeps the next item's first lines under it
    SOLID = "solid"  # so many slots that stay together, drawn by somebody else


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One piece of the copy. `white`: empty slots above it, not at a leg's top. `keep`: lines of the next item that must follow a
    head in its leg. `rows`: of a solid item. `drop_cap`: width taken out of the first lines, and of how many. `tag` is the caller's.
    """

    kind: ItemKind
    prepared: Prepared | None
    tag: int
    white: int = 0
    keep: int = 0
    rows: int = 0
    drop_cap: tuple[float, int] = (0.0, 0)
    closing: float = 0.0  # points that must stay free at the end of the last line, for an end mark


class Run(NamedTuple):
    """One run of free slots of a leg. `piece` counts the chain's blocks, `leg` the block's legs, both from 0."""

    piece: int
    leg: int
    slot: int
    rows: int
    measure: float


class Placed(NamedTuple):
    """A line (None: a solid item) in a run, `row` slots below the run's first."""

    item: int
    index: int
    run: int
    row: int
    line: Line | None


@dataclass(frozen=True, slots=True)
class Flowed:
    """The chain, filled. `over` lines did not fit: `words_over` words; `over_text` is the first lines of them.

    `short` rows stayed empty at the end; `blank` rows inside. `varied` items took more or fewer lines than suits them best.
    `words_before` says, a piece of the chain, how many words stand before its end.
    """

    placed: tuple[Placed, ...]
    over: int
    words_over: int
    over_text: str
    short: int
    blank: int
    varied: int
    cost: float
    words_before: tuple[int, ...]


# What a desk minds, in the order in which it minds it. A variant's own price is its demerits beyond the best setting's.
OVER_COST = 40_000.0  # a line that does not fit
SHORT_COST = 4_000.0  # an empty row at the end of the last leg
BLANK_COST = 2_500.0  # an empty row at a leg's foot inside the chain
JUMP_BLANK_COST = 20_000.0  # the same before a jump: every piece but the last is filled
WIDOW_COST = 1_500.0
ORPHAN_COST = 900.0
JUMP_EDGE_COST = 3_000.0  # a jump on a paragraph's first or last line, or between two paragraphs
HYPHEN_COST = 1_200.0  # a hyphen on a leg's last line
JUMP_HYPHEN_COST = 30_000.0  # never after a hyphen where a story jumps
CLOSE_HEAD_COST = 150.0  # a crosshead with fewer than CLOSE_HEAD lines left under it in its leg
CLOSE_HEAD = 4
CLOSING_COST = 2_000.0  # no room for the end mark on the last line
VARIANT_COST = 25.0  # for a variant at all: of equals, the natural length wins
DEMERIT_SCALE = 1e-3  # demerits of the breaker to the scale of these costs
MOST_STATES = 40  # rows kept alive per item: the natural end, and as many to both sides as variants can reach
LINES_TOLD = 4  # of what is over
PUSH_ROWS = 3  # a paragraph may leave at most so many rows of a leg empty


class _Step(NamedTuple):
    cost: float
    before: "_Step | None"
    item: int
    start: int
    lines: int
    setting: Setting | None


class Chain:
    """The rows of a chain of runs, numbered through; behind the last run one that never ends, for what is over."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = tuple(runs)
        self.starts: list[int] = []
        self.run_of: list[int] = []
        for index, run in enumerate(self.runs):
            self.starts.append(len(self.run_of))
            self.run_of += [index] * run.rows
        self.rows = len(self.run_of)
        self.ends = [*self.starts[1:], self.rows]
        self.last_measure = self.runs[-1].measure if self.runs else 0.0
        self.uniform = len({run.measure for run in self.runs}) <= 1
        self.jump_rows = {end for end, (a, b) in zip(self.ends, pairwise(self.runs), strict=False) if a.piece != b.piece}

    def left(self, row: int) -> int:
        """Rows left in the run that holds `row`; behind the chain there is no end."""
        return self.ends[self.run_of[row]] - row if row < self.rows else 1_000_000

    def at_top(self, row: int) -> bool:
        """True if `row` is a run's first."""
        return row >= self.rows or row == self.starts[self.run_of[row]]

    def measures(self, row: int, drop_cap: tuple[float, int], most: int) -> Measures:
        """The measures of the lines of a paragraph that begins at `row` and has at most so many lines."""
        indent, deep = drop_cap
        if self.uniform and not deep:
            return Measures((), self.last_measure)
        widths = [self.runs[self.run_of[r]].measure if r < self.rows else self.last_measure for r in range(row, row + most)]
        rest = widths[-1]
        while widths and widths[-1] == rest and len(widths) > deep:
            widths.pop()
        lefts = tuple(indent if index < deep else 0.0 for index in range(len(widths)))
        return Measures(tuple(w - left for w, left in zip(widths, lefts, strict=True)), rest, lefts)


def flow(items: Sequence[Item], runs: Sequence[Run]) -> Flowed:
    """The items through the runs at the least cost; what is over stands behind the chain and is counted."""
    chain = Chain(runs)
    states: dict[int, _Step] = {0: _Step(0.0, None, -1, 0, 0, None)}
    for index, item in enumerate(items):
        following: dict[int, _Step] = {}
        for row, step in states.items():
            for start, lines, cost, setting in _ways(item, row, chain):
                end = start + lines
                total = step.cost + cost + _blank_cost(chain, row, start)
                known = following.get(end)
                if known is None or total < known.cost:
                    following[end] = _Step(total, step, index, start, lines, setting)
        states = _pruned(following, chain.rows)
    best_end, best, best_cost = 0, next(iter(states.values())), float("inf")
    for end, step in states.items():
        cost = step.cost + (OVER_COST * (end - chain.rows) if end > chain.rows else SHORT_COST * (chain.rows - end))
        if cost < best_cost:
            best_end, best, best_cost = end, step, cost
    return _traced(items, chain, best, best_end, best_cost)


def _pruned(states: dict[int, _Step], rows: int) -> dict[int, _Step]:
    if len(states) <= MOST_STATES:
        return states
    kept = sorted(states.items(), key=lambda entry: entry[1].cost)[:MOST_STATES]
    return dict(kept)


def _blank_cost(chain: Chain, row: int, start: int) -> float:
    """The price of rows left empty at the foot of legs between `row` and the item's start."""
    price = 0.0
    while row < chain.rows:
        end = chain.ends[chain.run_of[row]]
        if start < end or start == row:
            break
        price += (JUMP_BLANK_COST if end in chain.jump_rows else BLANK_COST) * (end - row)
        row = end
    return price


def _ways(item: Item, row: int, chain: Chain) -> list[tuple[int, int, float, Setting | None]]:
    """Every way to place the item from `row` on: where it starts, its lines, the price, the setting."""
    if item.kind is ItemKind.TEXT:
        return _text_ways(item, row, chain)
    return _whole_ways(item, row, chain)


def _whole_ways(item: Item, row: int, chain: Chain) -> list[tuple[int, int, float, Setting | None]]:
    white = 0 if chain.at_top(row) else item.white
    setting = None
    lines = item.rows
    if item.prepared is not None:
        measures = chain.measures(row, (0.0, 0), 1)
        setting = min(variants(item.prepared, measures).values(), key=lambda each: each.cost)
        lines = len(setting)
    while row < chain.rows and white + lines + item.keep > chain.left(row):
        row, white = chain.ends[chain.run_of[row]], 0
    below = chain.left(row) - white - lines
    return [(row + white, lines, CLOSE_HEAD_COST if item.keep and below < CLOSE_HEAD else 0.0, setting)]


def _text_ways(item: Item, row: int, chain: Chain) -> list[tuple[int, int, float, Setting | None]]:
    assert item.prepared is not None, "text has been prepared"
    white = 0 if chain.at_top(row) else item.white
    left = chain.left(row)
    starts = [row + white] if white < left else [chain.ends[chain.run_of[row]]]
    if left <= PUSH_ROWS and row < chain.rows and not chain.at_top(row) and starts[0] != chain.ends[chain.run_of[row]]:
        starts.append(chain.ends[chain.run_of[row]])
    ways: list[tuple[int, int, float, Setting | None]] = []
    for start in starts:
        measures = _measures_from(item, start, chain)
        settings = variants(item.prepared, measures)
        least = min(setting.cost for setting in settings.values())
        for lines, setting in settings.items():
            extra = (setting.cost - least) * DEMERIT_SCALE
            price = extra + VARIANT_COST if extra > 0 else 0.0
            if item.closing and setting.tail_width * measures.rest + item.closing > measures.rest:
                price += CLOSING_COST
            broken, chosen = _break_price(item, setting, measures, start, chain)
            ways.append((start, lines, price + broken, chosen))
    return ways


def _measures_from(item: Item, start: int, chain: Chain) -> Measures:
    if chain.uniform and not item.drop_cap[1]:
        return chain.measures(start, item.drop_cap, 1)
    assert item.prepared is not None, "text has been prepared"
    narrowest = min((run.measure for run in chain.runs), default=chain.last_measure) - item.drop_cap[0]
    most = max(variants(item.prepared, Measures((), narrowest))) + 2
    return chain.measures(start, item.drop_cap, max(most, item.drop_cap[1] + 1))


def _break_price(item: Item, setting: Setting, measures: Measures, start: int, chain: Chain) -> tuple[float, Setting]:
    """What it costs to break the setting at the leg ends it crosses; a hyphen there is set away where that is cheaper."""
    lines = len(setting)
    if lines <= chain.left(start):
        ends_at = start + lines
        edge = JUMP_EDGE_COST if ends_at in chain.jump_rows else 0.0
        return edge, setting
    price = 0.0
    hyphens: set[int] = set()
    done = chain.left(start)
    while done < lines:
        jumps = start + done in chain.jump_rows
        if done == 1:
            price += JUMP_EDGE_COST if jumps else ORPHAN_COST
        if lines - done == 1:
            price += JUMP_EDGE_COST if jumps else WIDOW_COST
        if setting.hyphenated[done - 1]:
            hyphens.add(done - 1)
            price += JUMP_HYPHEN_COST if jumps else HYPHEN_COST
        done += chain.left(start + done)
    if hyphens:
        assert item.prepared is not None, "text has been prepared"
        cured = set_with(item.prepared, measures, lines, frozenset(hyphens))
        if cured is not None:
            cure = max(cured.cost - setting.cost, 0.0) * DEMERIT_SCALE
            hyphen_price = sum(JUMP_HYPHEN_COST if start + index + 1 in chain.jump_rows else HYPHEN_COST for index in hyphens)
            if cure < hyphen_price:
                return price - hyphen_price + cure, cured
    return price, setting


def _traced(items: Sequence[Item], chain: Chain, last: _Step, end: int, cost: float) -> Flowed:
    steps: list[_Step] = []
    step: _Step | None = last
    while step is not None and step.item >= 0:
        steps.append(step)
        step = step.before
    steps.reverse()
    placed: list[Placed] = []
    words_before = [0] * (max((run.piece for run in chain.runs), default=0) + 1)
    over, words_over, varied, filled = 0, 0, 0, 0
    over_lines: list[str] = []
    for step in steps:
        item = items[step.item]
        filled += step.lines
        varied += _is_varied(item, step, chain)
        for index in range(step.lines if step.setting is not None else 1):
            row = step.start + index
            if row >= chain.rows or (step.setting is None and row + step.lines > chain.rows):
                over += 1 if step.setting is not None else step.lines
                if step.setting is not None and len(over_lines) < LINES_TOLD:
                    over_lines.append(step.setting.lines[index].text)
                continue
            run = chain.run_of[row]
            line = step.setting.lines[index] if step.setting is not None else None
            placed.append(Placed(step.item, index, run, row - chain.starts[run], line))
        words_over += _words_over(step, chain)
        _count_words(step, chain, words_before)
    short = max(chain.rows - end, 0)
    whites = sum(_white_of(a, b, chain) for a, b in pairwise(steps))
    blank = chain.rows - short - (filled - over) - whites if not over else 0
    return Flowed(tuple(placed), over, words_over, " ".join(over_lines), short, max(blank, 0), varied, cost, tuple(words_before))


def _white_of(before: _Step, after: _Step, chain: Chain) -> int:
    """White rows between two items inside one run."""
    end = before.start + before.lines
    if end >= chain.rows or after.start >= chain.rows or after.start == end:
        return 0
    return after.start - end if chain.run_of[end] == chain.run_of[after.start] and not chain.at_top(end) else 0


def _is_varied(item: Item, step: _Step, chain: Chain) -> bool:
    if item.kind is not ItemKind.TEXT or item.prepared is None:
        return False
    settings = variants(item.prepared, _measures_from(item, step.start, chain))
    return step.lines != min(settings.items(), key=lambda entry: entry[1].cost)[0]


def _words_over(step: _Step, chain: Chain) -> int:
    if step.setting is None or step.start + step.lines <= chain.rows:
        return 0
    total = step.setting.words_before(step.lines)
    return total - step.setting.words_before(max(chain.rows - step.start, 0))


def _count_words(step: _Step, chain: Chain, words_before: list[int]) -> None:
    """Adds the step's words to every piece that they stand before the end of."""
    if step.setting is None:
        return
    for index, run in enumerate(chain.runs):
        last_of_piece = index + 1 == len(chain.runs) or chain.runs[index + 1].piece != run.piece
        if last_of_piece:
            lines = min(max(chain.ends[index] - step.start, 0), step.lines)
            words_before[run.piece] += step.setting.words_before(lines)
