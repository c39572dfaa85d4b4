"""Total fit: the cheapest chain, measures by line, numbers of lines, hyphens in a row."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.content.story import Span
from layout.design.styles import TextStyle
from layout.lines.breaks import (
    LAST_HYPHEN_COST,
    LINE_COST,
    LOOSE_POWER,
    MOST_HYPHENS,
    RUNT,
    RUNT_COST,
    SECOND_HYPHEN_COST,
    TAIL_COST,
    UNEVEN_COST,
    WORST,
    Limits,
    Opportunity,
    Task,
    break_by_count,
    first_fit,
)
from layout.lines.justify import MOST_SHRINK
from layout.lines.paragraph import prepare
from layout.lines.shape import Faces

LIMITS = Limits(2.5, 0.3)
TEXT = (
    "The commissioners said the harbour wall would be rebuilt before winter, and that the money had been found in an account"
    " which nobody had remembered opening."
)


def price(opportunities: list[Opportunity], chain: tuple[int, ...], measure: float, limits: Limits = LIMITS) -> float | None:
    """What a whole chain costs, reckoned line by line from the definitions; None if a line is not allowed."""
    total, before, run = 0.0, 0.0, 0
    ends = (0, *chain)
    for a, b in zip(ends, chain, strict=False):
        start, end = opportunities[a], opportunities[b]
        spare = measure - (end[0] - start[3])
        stretch, shrink = end[1] - start[4], end[2] - start[5]
        spaces = (stretch - shrink) / (1 - MOST_SHRINK)
        is_last = b == len(opportunities) - 1
        if spare < 0:
            ratio = spare / shrink if shrink else -2.0
        elif is_last:
            ratio = 0.0
        elif spare <= stretch:
            ratio = spare / stretch
        else:
            ratio = 1 + (spare - stretch) / spaces if spaces > 1e-9 else 99.0
        if ratio < -1 or ratio > limits.tolerance:
            return None
        badness = min(LINE_COST + 100 * abs(ratio) ** (3 if ratio <= 1 else LOOSE_POWER), WORST)
        total += badness**2 + (0.0 if is_last else UNEVEN_COST * (ratio - before) ** 2)
        hyphen = end[7]
        if hyphen and run:
            if run >= MOST_HYPHENS:
                return None
            total += SECOND_HYPHEN_COST
        if is_last:
            width = end[0] - start[3]
            if start[7] == 2:
                total += LAST_HYPHEN_COST + (TAIL_COST if spaces < 1e-9 else 0.0)
            if width < RUNT * measure:
                total += RUNT_COST * (2 - width / (RUNT * measure))
        total += end[6]
        run = run + 1 if hyphen else 0
        before = ratio
    return total


@pytest.fixture(scope="module")
def opportunities(faces: Faces, body: TextStyle) -> list[Opportunity]:
    return prepare((Span(TEXT),), body, "en-GB", faces).galley.opportunities


@pytest.mark.parametrize("measure", [140.55, 170.0, 200.0])
def test_the_cheapest_chain_is_found(opportunities: list[Opportunity], measure: float) -> None:
    last = len(opportunities) - 1
    found = break_by_count(opportunities, Task((), measure), LIMITS)
    best = min(found.values(), key=lambda chain: chain.cost)
    ways = {}
    frontier = [((), 0)]
    while frontier:  # every chain whose lines are all allowed
        chain, at = frontier.pop()
        for b in range(at + 1, last + 1):
            width = opportunities[b][0] - opportunities[at][3]
            if 0.5 * measure < width < 1.1 * measure or (b == last and width < 1.1 * measure):
                longer = (*chain, b)
                if b < last:
                    if len(longer) < 8 and price(opportunities, (*longer,), measure) is not None:
                        frontier.append((longer, b))
                else:
                    cost = price(opportunities, longer, measure)
                    if cost is not None:
                        ways[longer] = cost
    cheapest = min(ways, key=lambda chain: ways[chain])
    assert best.cost == pytest.approx(price(opportunities, best.breaks, measure))
    assert best.cost <= ways[cheapest] * 1.02


@given(measure=st.floats(100, 420))
@settings(max_examples=40, deadline=None)
def test_total_fit_is_no_worse_than_first_fit(opportunities: list[Opportunity], measure: float) -> None:
    found = break_by_count(opportunities, Task((), measure), LIMITS)
    greedy = price(opportunities, first_fit(opportunities, Task((), measure)).breaks, measure)
    if greedy is not None:
        assert min(chain.cost for chain in found.values()) <= greedy * 1.02


@given(measure=st.floats(60, 300))
@settings(max_examples=40, deadline=None)
def test_each_number_of_lines_is_what_it_says_and_costs_what_it_says(opportunities: list[Opportunity], measure: float) -> None:
    for lines, chain in break_by_count(opportunities, Task((), measure), LIMITS).items():
        assert len(chain.breaks) == lines
        assert chain.breaks[-1] == len(opportunities) - 1
        assert list(chain.breaks) == sorted(set(chain.breaks))
        assert chain.cost == pytest.approx(price(opportunities, chain.breaks, measure))


def test_no_three_lines_in_a_row_end_in_hyphens(faces: Faces, body: TextStyle) -> None:
    text = "Uncompromising representatives overwhelmingly recommended considerable infrastructural reorganisation. " * 4
    opportunities = prepare((Span(text),), body, "en-GB", faces).galley.opportunities
    for measure in range(70, 160, 7):
        for chain in break_by_count(opportunities, Task((), measure), Limits(4.0, 0.3)).values():
            marks = "".join("h" if opportunities[b][7] else "." for b in chain.breaks)
            assert "hhh" not in marks


def test_a_line_may_be_forbidden_its_hyphen(opportunities: list[Opportunity]) -> None:
    limits = Limits(4.0, 0.3)
    forbade = 0
    for measure in range(90, 150):
        free = break_by_count(opportunities, Task((), measure), limits)
        ends = min(free.values(), key=lambda chain: chain.cost).breaks if free else ()
        hyphened = frozenset(line for line, b in enumerate(ends) if opportunities[b][7] == 2)
        for other in break_by_count(opportunities, Task((), measure, unhyphenated=hyphened), limits).values():
            assert not any(opportunities[other.breaks[line]][7] == 2 for line in hyphened if line < len(other.breaks))
            forbade += bool(hyphened)
    assert forbade > 5


def test_first_lines_have_measures_of_their_own(opportunities: list[Opportunity]) -> None:
    chain = min(
        break_by_count(opportunities, Task((100.0, 100.0, 100.0), 200.0), Limits(4.0, 0.3)).values(), key=lambda chain: chain.cost
    )
    starts = (0, *chain.breaks)
    widths = [
        opportunities[b][0] - opportunities[a][3] for a, b in combinations(starts, 2) if starts.index(b) == starts.index(a) + 1
    ]
    assert all(width < 104 for width in widths[:3])
    assert all(width > 150 for width in widths[3:-1])
