"""Where a paragraph's lines break: total fit over flat entries, one for each opportunity.

In: every opportunity (the edges of the lines that end and that begin there, hyphens and hanging included) and the measures. Out:
for each number of lines the cheapest chain of breaks. Source: Knuth & Plass, "Breaking Paragraphs into Lines", 1981. What
differs: the letters' own give (tracking, scale) is part of stretch and shrink, so that a line's ratio says what becomes of its
word spaces; evenness is a cost on the difference of neighbouring ratios, in place of fitness classes; and the search goes line by
line, so that one run gives every number of lines, and each line may have its own measure.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import field
from math import inf
from typing import Any, NamedTuple

from layout.base.values import dataclass
from layout.lines.justify import MOST_SHRINK
from layout.lines.tokens import Kind

# Costs are in Knuth & Plass's demerits: a line whose word spaces are doubled costs (10 + 100)^2 = 12,100.
LINE_COST = 10.0
LOOSE_POWER = 10  # of the ratio beyond 1, where Knuth & Plass's 3 goes on counting what nobody sees, while half an em is seen
HYPHEN_COST = 100.0**2  # as a line with word spaces of nearly half an em: 12 hyphens in 100 lines of long-form English
BREAK_COSTS = {
    Kind.SPACE: 0.0,
    Kind.DASH: 30.0**2,
    Kind.COMPOUND: 100.0**2,
    Kind.ADDRESS: 600.0**2,
    Kind.HYPHEN: HYPHEN_COST,
    Kind.EMERGENCY: 1e13,
    Kind.END: 0.0,
}
SECOND_HYPHEN_COST = 300.0**2  # two lines in a row
LAST_HYPHEN_COST = 200.0**2  # on the last line but one
TAIL_COST = 1e9  # a last line that is only the rest of a word: only where word spaces would be over 0.75 em
RUNT_COST = 1500.0**2  # a last line under RUNT of its measure
RUNT = 0.25
UNEVEN_COST = 60.0**2  # two neighbouring lines whose ratios differ by one
WORST = 1e6  # badness at most, reached at word spaces of 0.9 em: below a word broken anywhere, and a line too wide
OVERFULL_COST = 1e16  # of a setting whose lines may be wider than their measure
LONE_RATIO = 4.0  # the ratio of a line that has no word space to stretch
SPACES_OF_GIVE = 1.0 / (1.0 - MOST_SHRINK)  # word spaces, from by how much more they stretch than shrink
HYPHEN_ROOM = 0.05  # of the measure: more than a hyphen is wide
ROUNDING = 1e-6  # points
MOST_HYPHENS = 2  # in a row, typed ones too

Opportunity = tuple[float, float, float, float, float, float, float, int]
"""Width, stretch and shrink up to it; the same from after it; what breaking here costs; 1 for a typed hyphen, 2 for an added one.

A line from a to b is b[0] - a[3] points wide by nature, stretches by b[1] - a[4] and shrinks by b[2] - a[5]; of these the word
spaces are stretch less shrink, by 1 - MOST_SHRINK."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a try may go.

    `tolerance` is the largest ratio, by which word spaces may grow (1: doubled). `fullness` is the share of the measure that a
    line's natural width must have; with less the tolerance cannot be met. `band` is by how many lines a chain may lag behind full
    ones, beside what `fullness` costs: the last tries would otherwise follow every short line there is. `breaks_words` asks for
    breaks anywhere in words.
    """

    tolerance: float
    fullness: float
    band: float = 2.5
    breaks_words: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked: the measures of the first lines and of the rest, how many lines, which of them may not end in a hyphen."""

    first: tuple[float, ...]
    rest: float
    fewest: int = 1
    most: int = 100_000
    unhyphenated: frozenset[int] = field(default_factory=frozenset)

    def measure(self, line: int) -> float:
        """The measure of a line, from 0."""
        return self.first[line] if line < len(self.first) else self.rest


class Chain(NamedTuple):
    """A way to break: the opportunities that end the lines, and what it costs."""

    breaks: tuple[int, ...]
    cost: float


State = tuple[float, float, float, float, float, int, int, Any]
"""Where a line begins: width, stretch and shrink there; the cost so far, the ratio of the line before, the hyphens in a row
before it; the opportunity, and the state of the line before."""


def break_by_count(opportunities: list[Opportunity], task: Task, limits: Limits) -> Mapping[int, Chain]:
    """The cheapest chain for each number of lines that can be had within the limits and the task's bounds; may be empty.

    Of all ways to one opportunity with one number of lines the cheapest is kept, whatever its last ratio and hyphens were: what
    that loses against keeping several is not to be seen (tests/lines/test_breaks.py compares it with all ways).
    """
    last, end = len(opportunities) - 1, opportunities[-1]
    widths = [opportunity[0] for opportunity in opportunities]
    most_hyphens = last if limits.breaks_words else MOST_HYPHENS
    fullness, unhyphenated = limits.fullness, task.unhyphenated
    pace, slack = (1.0 + fullness) / 2, limits.band * task.rest
    _zero, _zs, _zk, width, stretch, shrink, _cost, _hyphen = opportunities[0]
    states: list[State] = [(width, stretch, shrink, 0.0, 0.0, 0, 0, None)]
    found: dict[int, Chain] = {}
    line, set_so_far = 0, 0.0
    while states and line < task.most:
        measure = task.measure(line)
        nearest, furthest = states[0], states[-1]
        if end[0] - furthest[0] - measure <= end[2] - furthest[2] + ROUNDING and line + 1 >= task.fewest:
            ending = _best_end(opportunities, states, measure)
            if ending is not None:
                cost, state = ending
                found[line + 1] = Chain(_way(state, last), cost)
        full, lagging = nearest[0] + fullness * measure, set_so_far * pace - slack
        first = bisect_left(widths, full if full > lagging else lagging, nearest[6] + 1, last)
        hyphens = (most_hyphens, line in unhyphenated)
        states = _next_states(opportunities, states, (measure, limits.tolerance), range(first, last), hyphens)
        set_so_far += measure
        line += 1
    return found


def _next_states(
    opportunities: list[Opportunity],
    states: list[State],
    room: tuple[float, float],
    ends: range,
    hyphens: tuple[int, bool],
) -> list[State]:
    """Where the lines that begin in `states` may end, each end with its cheapest beginning.

    `room` is the measure and the tolerance, `ends` the opportunities to look at, `hyphens` how many may follow each other and
    whether one is forbidden here. This is the inner loop of the whole program, so everything is a local and written out.
    """
    measure, tolerance = room
    most_hyphens, unhyphenated = hyphens
    reached: list[State] = []
    for b in ends:
        width, stretch, shrink, begin, begin_stretch, begin_shrink, break_cost, hyphen = opportunities[b]
        if unhyphenated and hyphen == 2:
            continue
        target = width - measure
        best = inf
        best_ratio = 0.0
        best_state: State | None = None
        gone = 0
        for state in states:
            start, start_stretch, start_shrink, cost, before, run, from_b, _previous = state
            if cost >= best:
                continue
            spare = start - target
            if spare >= 0.0:
                give = stretch - start_stretch
                if spare <= give:
                    ratio = spare / give if give else 0.0
                    badness = LINE_COST + 100.0 * ratio * ratio * ratio
                elif from_b >= b:
                    break
                else:
                    spaces = (give - shrink + start_shrink) * SPACES_OF_GIVE
                    if spaces <= 1e-9:
                        if tolerance < LONE_RATIO:
                            break
                        ratio = LONE_RATIO
                    else:
                        ratio = 1.0 + (spare - give) / spaces
                        if ratio > tolerance:
                            break
                    badness = LINE_COST + 100.0 * ratio**LOOSE_POWER
            else:
                give = shrink - start_shrink
                if spare < -give:
                    # A hyphen's own width may be what is too much; the next break may have none.
                    if spare < -give - (HYPHEN_ROOM * measure if hyphen == 2 else 0.0):
                        gone += 1
                    continue
                ratio = spare / give
                badness = LINE_COST - 100.0 * ratio * ratio * ratio
            if hyphen and run:
                if run >= most_hyphens:
                    continue
                cost += SECOND_HYPHEN_COST
            if badness > WORST:
                badness = WORST
            before -= ratio
            cost += badness * badness + UNEVEN_COST * before * before
            if cost < best:
                best, best_ratio, best_state = cost, ratio, state
        if best_state is not None:
            run = best_state[5] + 1 if hyphen else 0
            reached.append((begin, begin_stretch, begin_shrink, best + break_cost, best_ratio, run, b, best_state))
        if gone:
            if gone == len(states):
                break
            states = states[gone:]
    return reached


def _best_end(opportunities: list[Opportunity], states: list[State], measure: float) -> tuple[float, State] | None:
    """The cheapest way to end the paragraph with a line that begins in one of `states`, natural or shrunk; None if none fits."""
    best: tuple[float, State] | None = None
    end = opportunities[-1]
    for state in reversed(states):
        width = end[0] - state[0]
        spare = measure - width
        give = end[2] - state[2]
        ratio = 0.0 if spare >= 0.0 else spare / give if give > 0.0 else -inf
        if ratio < -1.0:
            break
        badness = LINE_COST - 100.0 * ratio * ratio * ratio
        cost = state[3] + badness * badness
        if opportunities[state[6]][7] == 2:
            cost += LAST_HYPHEN_COST
            if end[1] - state[1] - give < 1e-9:
                cost += TAIL_COST
        if width < RUNT * measure:
            cost += RUNT_COST * (2.0 - width / (RUNT * measure))
        if best is None or cost < best[0]:
            best = (cost, state)
    return best


def _way(state: State, last: int) -> tuple[int, ...]:
    breaks = [last]
    while state[7] is not None:
        breaks.append(state[6])
        state = state[7]
    return tuple(reversed(breaks))


def first_fit(opportunities: list[Opportunity], task: Task) -> Chain:
    """Each line takes what it can hold without shrinking, and one piece at least. Always succeeds: the last resort."""
    breaks: list[int] = []
    start, last = 0, len(opportunities) - 1
    while start < last:
        room = task.measure(len(breaks)) + opportunities[start][3]
        fitting = start + 1
        for b in range(start + 2, last + 1):
            if opportunities[b][0] > room and opportunities[b][7] != 2:
                break
            if opportunities[b][0] <= room:
                fitting = b
        start = fitting
        breaks.append(start)
    return Chain(tuple(breaks), OVERFULL_COST)
