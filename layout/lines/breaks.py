"""Where a paragraph's lines break: total fit over flat arrays, one entry for each opportunity.

In: the edges of every opportunity (widths up to it and from after it, hyphens and hanging included) and the measures. Out: the
cheapest chain of breaks, or the cheapest for each number of lines. Source: Knuth & Plass, "Breaking Paragraphs into Lines",
1981; what differs is that the letters' own give (tracking, scale) is part of stretch and shrink, so that the ratio of a line says
what becomes of its word spaces.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from layout.lines.tokens import Kind

# Costs, in the units of Knuth & Plass's demerits: a line whose word spaces are doubled costs (10 + 100)^2 = 12,100.
LINE_COST = 10.0
HYPHEN_COST = 500.0**2  # a hyphen is as bad as word spaces of 2.7 times their width, about 0.6 em (measured; see docs/decisions)
BREAK_COSTS = (0.0, 40.0**2, 100.0**2, 600.0**2, HYPHEN_COST, 1e9, 0.0)  # by Kind
SECOND_HYPHEN_COST = 400.0**2  # two lines in a row
LAST_HYPHEN_COST = 500.0**2  # on the last line but one
TAIL_COST = 4000.0**2  # a last line that is only the rest of a word
RUNT_COST = 1500.0**2  # a last line under RUNT of its measure
RUNT = 0.25
UNEVEN_COST = 60.0**2  # a tight line beside a loose one
WORST = 1e5  # badness of a line that cannot be justified at all
MOST_HYPHENS = 2  # in a row


@dataclass(slots=True)
class Edges:
    """A paragraph's opportunities as flat arrays: entry 0 is its beginning, the last its end.

    A line from a to b is end_width[b] - start_width[a] wide by nature; `stretch` and `shrink` are what it gives, letters and
    spaces together, `space` the sum of its word spaces.
    """

    end_width: list[float] = field(default_factory=list)
    end_stretch: list[float] = field(default_factory=list)
    end_shrink: list[float] = field(default_factory=list)
    start_width: list[float] = field(default_factory=list)
    start_stretch: list[float] = field(default_factory=list)
    start_shrink: list[float] = field(default_factory=list)
    kind: list[Kind] = field(default_factory=list)
    space_per_give: float = 0.0
    """Word space a line has for each point by which its stretch exceeds its shrink."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a try may go: `tolerance` is the largest ratio, by which word spaces may grow (1: doubled); `forced` takes anything."""

    tolerance: float
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked: the measures (of the first lines, and of the rest), the numbers of lines wanted, what may not end in a hyphen."""

    first: tuple[float, ...]
    rest: float
    fewest: int = 1
    most: int = 100_000
    unhyphenated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Chain:
    """A way to break: the opportunities that end the lines, and what it costs."""

    breaks: tuple[int, ...]
    cost: float


def break_by_count(edges: Edges, task: Task, limits: Limits) -> Mapping[int, Chain]:
    """The cheapest chain for each number of lines that can be had within the limits and the task's bounds; may be empty.

    The state is (opportunity, lines so far, fitness, hyphens in a row), of which the cheapest of each is kept.
    """
    end_width, end_stretch, end_shrink = edges.end_width, edges.end_stretch, edges.end_shrink
    first, rest = task.first, task.rest
    varying = len(first)
    last = len(edges.kind) - 1
    runt = RUNT * rest
    # start width, stretch, shrink, cost, fitness, hyphens in a row, line number, previous state, opportunity
    origin = (edges.start_width[0], edges.start_stretch[0], edges.start_shrink[0], 0.0, 1, 0, 0, None, 0)
    active: list[tuple] = [origin]  # type: ignore[type-arg]
    done: dict[int, tuple] = {}  # type: ignore[type-arg]
    for b in range(1, last + 1):
        width, stretch, shrink, kind = end_width[b], end_stretch[b], end_shrink[b], edges.kind[b]
        hyphenated = kind is Kind.HYPHEN or kind is Kind.EMERGENCY
        best: dict[tuple[int, int, int], tuple[float, tuple]] = {}  # type: ignore[type-arg]
        overfull: list[tuple] = []  # type: ignore[type-arg]
        for state in active:
            line, run = state[6], state[5]
            if line >= task.most:
                continue
            measure = first[line] if line < varying else rest
            spare = measure - (width - state[0])
            give = stretch - state[1]
            if spare < 0.0:
                less = shrink - state[2]
                ratio = spare / less if less > 0.0 else -inf
                if ratio < -1.0:
                    overfull.append(state)
                    continue
            elif b == last:
                ratio = 0.0
            elif spare <= give:
                ratio = spare / give
            else:
                space = (give - (shrink - state[2])) * edges.space_per_give
                ratio = (spare - give) / space + 1.0 if space > 0.0 else inf
            if ratio > limits.tolerance:
                continue
            if hyphenated and (line in task.unhyphenated or run >= MOST_HYPHENS):
                continue
            cost, fitness = line_cost(ratio, kind, run, state[4])
            if b == last:
                if line + 1 < task.fewest:
                    continue
                cost += last_line_cost(edges, state[8], width - state[0], runt)
            key = (line, fitness, run + 1 if hyphenated else 0)
            total = state[3] + cost
            if key not in best or total < best[key][0]:
                best[key] = (total, state)
        if overfull and kind is not Kind.HYPHEN:
            if len(overfull) == len(active) and not best and limits.forced:
                state = min(overfull, key=lambda state: (state[3], -state[0]))
                best[(state[6], 0, 0)] = (state[3] + WORST**2 * 10, state)
            gone = set(map(id, overfull))
            active = [state for state in active if id(state) not in gone]
        if b == last:
            for (line, _fitness, _run), (total, state) in best.items():
                if line + 1 not in done or total < done[line + 1][0]:
                    done[line + 1] = (total, state)
            break
        start = (edges.start_width[b], edges.start_stretch[b], edges.start_shrink[b])
        for (line, fitness, run), (total, state) in best.items():
            active.append((*start, total, fitness, run, line + 1, state, b))
        if not active:
            return {}
    return {lines: Chain(_way(state, last), total) for lines, (total, state) in sorted(done.items())}


def line_cost(ratio: float, kind: Kind, run: int, fitness_before: int) -> tuple[float, int]:
    """A line's cost and its fitness: 0 tight, 1 even, 2 loose, 3 very loose."""
    size = -ratio if ratio < 0.0 else ratio
    badness = LINE_COST + (100.0 * size * size * size if size < 10.0 else WORST)
    cost = badness * badness + BREAK_COSTS[kind]
    fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
    if fitness - fitness_before > 1 or fitness_before - fitness > 1:
        cost += UNEVEN_COST
    if run and (kind is Kind.HYPHEN or kind is Kind.EMERGENCY):
        cost += SECOND_HYPHEN_COST
    return cost, fitness


def last_line_cost(edges: Edges, start: int, width: float, runt: float) -> float:
    """What the last line costs beside its ratio: a hyphen before it, a tail of a word, a runt. `start`: the break before it."""
    cost = 0.0
    if edges.kind[start] in (Kind.HYPHEN, Kind.EMERGENCY):
        cost += LAST_HYPHEN_COST
        if edges.end_stretch[-1] - edges.start_stretch[start] == edges.end_shrink[-1] - edges.start_shrink[start]:
            cost += TAIL_COST
    if width < runt:
        cost += RUNT_COST * (1.0 + (runt - width) / runt)
    return cost


def _way(state: tuple, last: int) -> tuple[int, ...]:  # type: ignore[type-arg]
    breaks = [last]
    while state[7] is not None:
        breaks.append(state[8])
        state = state[7]
    return tuple(reversed(breaks))


def greedy(edges: Edges, measures: Sequence[float], rest: float) -> tuple[int, ...]:
    """First fit: each line takes what it can hold without shrinking. For comparison, in tests."""
    breaks: list[int] = []
    start, b, last = 0, 1, len(edges.kind) - 1
    while start < last:
        measure = measures[len(breaks)] if len(breaks) < len(measures) else rest
        fitting = start + 1
        for b in range(start + 1, last + 1):
            if edges.end_width[b] - edges.start_width[start] <= measure:
                fitting = b
        start = fitting
        breaks.append(start)
    return tuple(breaks)
