"""What fitting never does to a page, whatever its stories lack or have too much of."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from layout.pages.as_json import page_as_json
from layout.pages.compose import compose
from layout.pages.copyfit.bounds import OVER_WEIGHT
from layout.pages.copyfit.fit import fit
from layout.pages.outcome import BlockOutcome
from tests.pages.copyfit.drawn_pages import ART, PULLED, SET_IN, both, drawn_page, faults, head_sizes, planned_page, stand
from tests.pages.desk import Laid, faces

SEEDS = range(64)
NEAR = 0.01  # points: two heads of one size

seeded = pytest.mark.parametrize("seed", SEEDS)


def misfit(out: BlockOutcome) -> int:
    return OVER_WEIGHT * out.lines_over + out.lines_short


@seeded
def test_what_is_full_as_drawn_stays_full(seed: int) -> None:
    plain, fitted = both(seed)
    for out in plain.composed.blocks:
        if not misfit(out) and not faults(plain):  # room for a byline or a picture is worth some lines
            assert not misfit(fitted.block(out.block)), f"block {out.block}"


@seeded
def test_a_page_is_no_further_from_fitting_than_as_drawn(seed: int) -> None:
    plain, fitted = both(seed)
    if not faults(plain) - faults(fitted):
        assert sum(map(misfit, fitted.composed.blocks)) <= sum(map(misfit, plain.composed.blocks))


@seeded
def test_no_fault_comes_that_the_drawn_page_has_not(seed: int) -> None:
    plain, fitted = both(seed)
    assert not faults(fitted) - faults(plain)


@seeded
def test_no_quote_stands_twice(seed: int) -> None:
    _, fitted = both(seed)
    for out in fitted.composed.blocks:
        assert stand(fitted, out.block, PULLED) <= 1
        assert stand(fitted, out.block, SET_IN) <= 1


@seeded
def test_heads_keep_their_order(seed: int) -> None:
    plain, fitted = both(seed)
    for one, other in combinations(head_sizes(plain), 2):
        upper, lower = sorted((one, other), key=lambda letter: (plain.planned(letter).top, -head_sizes(plain)[letter]))
        before = head_sizes(plain)[upper] - head_sizes(plain)[lower]
        after = head_sizes(fitted)[upper] - head_sizes(fitted)[lower]
        if before >= 0 and plain.planned(upper).top < plain.planned(lower).top:
            assert after >= -NEAR, f"{lower} under {upper} is not the larger one"
        elif before > NEAR:
            assert after > NEAR, f"{lower} beside {upper} is smaller"


@seeded
def test_the_same_page_made_twice_is_the_same(seed: int) -> None:
    _, fitted = both(seed)
    again = compose(fitted.plan, faces(), ART)
    assert list(map(page_as_json, again.pages)) == list(map(page_as_json, fitted.composed.pages))
    assert again.blocks == fitted.composed.blocks


@seeded
def test_the_search_comes_to_its_end(seed: int) -> None:
    plan, stone, planned = planned_page(*drawn_page(seed))
    assert fit(plan, {"1": (stone, planned)}).unfinished == ()


def test_the_pages_are_various() -> None:
    """What the other tests rest on: enough of their pages have what can go wrong."""
    found = [both(seed) for seed in SEEDS]
    assert sum(any(moved_border(out) for out in fitted.composed.blocks) for _, fitted in found) >= 12
    assert sum(len(list(quoted(plain))) for plain, _ in found) >= 30
    assert sum(len(list(differing_heads(plain))) for plain, _ in found) >= 20
    assert sum(not misfit(out) for plain, _ in found for out in plain.composed.blocks) >= 40
    assert sum(not misfit(f) < misfit(p) for pair in found for p, f in blocks(*pair)) >= 40


def moved_border(out: BlockOutcome) -> bool:
    return any("a border" in lever for lever in out.levers)


def quoted(found: Laid) -> Iterator[str]:
    return (out.block for out in found.composed.blocks if stand(found, out.block, PULLED))


def differing_heads(found: Laid) -> Iterator[tuple[float, float]]:
    return ((one, other) for one, other in combinations(head_sizes(found).values(), 2) if abs(one - other) > NEAR)


def blocks(plain: Laid, fitted: Laid) -> Iterator[tuple[BlockOutcome, BlockOutcome]]:
    return ((out, fitted.block(out.block)) for out in plain.composed.blocks)
