"""Copy of a few paragraphs flowed through two legs, against trying every length of every paragraph in every place."""

import random
from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from layout.lines.paragraph import Measures, Setting, variants
from layout.pages.chain import Item, ItemKind, Run
from layout.pages.flow import PUSH_ROWS, flow
from layout.pages.flow_prices import (
    BLANK_COST,
    CURE_GUESS,
    DEMERIT_SCALE,
    HYPHEN_COST,
    ORPHAN_COST,
    OVER_COST,
    SHORT_COST,
    SHORT_LEG_COST,
    VARIANT_COST,
    WIDOW_COST,
)
from tests.pages.desk import MEASURE, words
from tests.pages.test_flow import NARROW, legs, prepared

Offer = tuple[float, Setting]


def small_copy(seed: int) -> tuple[list[Item], list[Run]]:
    """Three or four paragraphs, about as long as two legs of four to eight rows hold."""
    chance = random.Random(seed)
    measure = chance.choice((NARROW, MEASURE))
    depth = chance.randint(4, 8)
    count = chance.randint(3, 4)
    each = depth * 2 * measure / 24 / count  # words
    texts = [words(max(round(each * chance.uniform(0.6, 1.5)), 3), chance.randrange(90)) for _ in range(count)]
    return [Item(ItemKind.TEXT, prepared(f"{text}.")) for text in texts], legs(depth, depth, measure=measure)


def offers(item: Item, measure: float) -> list[Offer]:
    """Every length of a paragraph, with what it costs."""
    settings = variants(item.prepared, Measures((), measure)).values()
    least = min(setting.cost for setting in settings)
    return [((s.cost - least) * DEMERIT_SCALE + VARIANT_COST if s.cost > least else 0.0, s) for s in settings]


def every_way(items: Sequence[Item], runs: Sequence[Run]) -> Iterator[tuple[tuple[Offer, ...], int]]:
    """Every choice of lengths; with each, how many rows at the first leg's foot are left empty before a paragraph."""
    for chosen in product(*(offers(item, runs[0].measure) for item in items)):
        yield chosen, 0
        row = 0
        for _, setting in chosen:
            left = runs[0].rows - row
            if row and 0 < left <= PUSH_ROWS:
                yield chosen, left
            row += len(setting)


def ending(lines: int, rows: int) -> tuple[int, int]:
    """The lines that are over and the rows that stay empty behind the last."""
    return max(lines - rows, 0), max(rows - lines, 0)


def cost_of(chosen: Sequence[Offer], blank: int, runs: Sequence[Run], hyphen: float) -> float:
    """What a choice costs; `hyphen`: a hyphen at a leg's end."""
    depth, rows = runs[0].rows, sum(run.rows for run in runs)
    cost, row = BLANK_COST * blank, 0
    for price, setting in chosen:
        row += blank if blank and row == depth - blank else 0
        cost += price
        for end in (depth, rows):
            done = end - row
            if 0 < done < len(setting):
                cost += ORPHAN_COST * (done == 1) + WIDOW_COST * (len(setting) - done == 1)
                cost += hyphen * setting.hyphenated[done - 1]
        row += len(setting)
    over, short = ending(row, rows)
    level = min(short, 1)
    return cost + OVER_COST * over + SHORT_LEG_COST * level + SHORT_COST * (short - level)


@pytest.mark.parametrize("seed", range(120))
def test_no_other_lengths_leave_fewer_lines_over_or_cost_less(seed: int) -> None:
    items, runs = small_copy(seed)
    flowed = flow(items, runs)
    ways = list(every_way(items, runs))
    assert flowed.over == min(over_and_short(chosen, blank, runs)[0] for chosen, blank in ways)
    # A hyphen at a leg's end costs something between these two: some can be set away.
    least, most = (min(cost_of(chosen, blank, runs, hyphen) for chosen, blank in ways) for hyphen in (CURE_GUESS, HYPHEN_COST))
    assert least - 1e-6 <= flowed.cost <= most + 1e-6


def over_and_short(chosen: Sequence[Offer], blank: int, runs: Sequence[Run]) -> tuple[int, int]:
    return ending(sum(len(setting) for _, setting in chosen) + blank, sum(run.rows for run in runs))
