"""The breaks of a headline: the cheapest of all, and what counts as a fault."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.pages.headline import AS_WELL, RUNG_COST, Give, rung_cost, set_headline, shape_head
from layout.pages.headline_shape import (
    DECK,
    FULL_ENOUGH,
    HANGING_COST,
    HEAD,
    HOLLOW_COST,
    LONE_WORD_COST,
    MORE_LINES_COST,
    SHORT_COST,
    STUB_COST,
    TIGHT_COST,
    Breaking,
    Ruler,
    best_breaking,
    fewest_lines,
    line_cost,
    ruler_of,
)
from layout.pages.headline_words import ends_weakly, of_one_number, weak_endings
from tests.pages.desk import case

TWO, THREE = 293.9, 447.2
RUNGS = [72, 60, 54, 48, 42, 36, 30, 24, 18, 14]
NBSP = "\u00a0"

unit = st.tuples(st.floats(8, 70), st.booleans(), st.booleans(), st.booleans())


def ruler(units: list[tuple[float, bool, bool, bool]], space: float = 4.0) -> Ruler:
    begins, ends, x = [0.0], [0.0], 0.0
    for width, *_ in units:
        ends.append(x + width)
        begins.append(x + width + space)
        x += width + space
    inner = units[:-1]
    hangs = (False, *[hang for _, hang, _, _ in inner], False)
    splits = (False, *[part for _, _, part, _ in inner], False)
    single = tuple(single for _, _, _, single in units)
    return Ruler(tuple(begins), tuple(ends), tuple(range(len(units) + 1)), hangs, splits, single)


def breakings(units: int, count: int):
    for inner in combinations(range(1, units), count - 1):
        yield (*inner, units)


def full_cost(measured: Ruler, ends: tuple[int, ...], width: float) -> float:
    lines = Breaking(ends, 0.0).lines
    widths = [measured.width(*line) for line in lines]
    short = SHORT_COST * max(FULL_ENOUGH - max(widths) / width, 0.0)
    return sum(line_cost(measured, line, width, len(lines), HEAD) for line in lines) + short


def cheapest(measured: Ruler, width: float, most: int) -> float | None:
    """By trying every breaking on every number of lines."""
    least = next(
        (n for n in range(1, measured.units + 1) if any(fits(measured, e, width) for e in breakings(measured.units, n))), 99
    )
    costs = [
        full_cost(measured, ends, width) + MORE_LINES_COST * (count - least)
        for count in range(least, most + 1)
        for ends in breakings(measured.units, count)
        if fits(measured, ends, width)
    ]
    return min(costs, default=None)


def fits(measured: Ruler, ends: tuple[int, ...], width: float) -> bool:
    return all(measured.width(*line) <= width + 1e-9 for line in Breaking(ends, 0.0).lines)


@given(st.lists(unit, min_size=1, max_size=9), st.floats(60, 260), st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_no_breaking_of_all_is_cheaper_than_the_one_taken(
    units: list[tuple[float, bool, bool, bool]], width: float, most: int
) -> None:
    measured = ruler(units)
    found, best = best_breaking(measured, width, most), cheapest(measured, width, most)
    assert (found is None) == (best is None)
    if found is not None:
        assert found.cost == pytest.approx(best)
        assert fits(measured, found.ends, width)
        least = fewest_lines(measured, width)
        assert least is not None
        assert full_cost(measured, found.ends, width) + MORE_LINES_COST * (len(found.ends) - least) == pytest.approx(found.cost)


WORDS = st.sampled_from("council votes to widen the harbour road after a winter of complaints in May 12 million at last".split())


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=3),
    st.integers(3, 7),
    st.integers(0, 2),
    st.integers(0, 2),
)
@settings(max_examples=60, deadline=None)
def test_of_all_texts_rungs_lines_and_breaks_the_head_set_is_the_cheapest_or_as_good_and_earlier(
    texts: list[str], asked: int, down: int, up: int
) -> None:
    style = case().style("headline")
    costs: dict[tuple[int, int], float] = {}
    for choice, text in enumerate(texts):
        for rung in range(asked - up, asked + down + 1):
            measured = ruler_of(shape_head(case(), text, style, style.rungs[rung]), "en-GB")
            assert measured is not None
            cost = cheapest(measured, TWO, style.max_lines)
            if cost is not None:
                costs[choice, rung] = cost + rung_cost(rung, asked)
    found = set_headline(case(), texts, style, TWO, asked, Give(down, up))
    if not costs:
        assert found.rung > asked + down
        return
    assert found.cost == pytest.approx(costs[found.choice, found.rung])
    assert found.cost == pytest.approx(min(cost for (choice, _), cost in costs.items() if choice == found.choice))
    least = min(costs.values())
    assert found.cost <= least + AS_WELL + 1e-9
    assert all(cost > least + AS_WELL - 1e-9 for (choice, _), cost in costs.items() if choice < found.choice)


def test_a_rung_costs_more_than_lines_a_little_uneven_and_less_than_a_lone_word() -> None:
    assert AS_WELL < RUNG_COST < min(LONE_WORD_COST, HANGING_COST, HOLLOW_COST, STUB_COST)
    assert TIGHT_COST < AS_WELL


def lines(text: str, width: float, size: int, give: Give = Give()) -> list[str]:  # noqa: B008
    return [line.text for line in head(text, width, size, give).lines]


def head(text: str, width: float, size: int, give: Give = Give()):  # noqa: B008
    return set_headline(case(), (text,), case().style("headline"), width, RUNGS.index(size), give)


def test_a_smaller_rung_is_taken_for_a_lone_word_only_where_it_may_be() -> None:
    text = "Ferry unsubstantiated"
    assert lines(text, TWO, 36) == ["Ferry", "unsubstantiated"]
    assert head(text, TWO, 36, Give(down=2, up=2)).style.size == 30
    assert lines(text, TWO, 36, Give(down=2)) == ["Ferry unsubstantiated"]


def test_a_head_that_reads_well_stays_at_the_rung_asked_for_whatever_may_give() -> None:
    text = "Council votes to widen the harbour road"
    assert head(text, THREE, 48, Give(3, 3)).style.size == 48


def test_below_the_allowed_rungs_the_first_at_which_it_fits_is_taken() -> None:
    text = "Council votes to widen the harbour road after a winter of complaints"
    assert head(text, TWO, 60, Give(down=1)).style.size == head(text, TWO, 60).style.size == 30


def test_more_rungs_than_the_ladder_has_may_be_allowed() -> None:
    assert head("Harbour road", TWO, 72, Give(99, 99)).fits
    assert head("Harbour road", TWO, 14, Give(99, 99)).fits


def test_a_name_tied_by_a_no_break_space_is_not_parted() -> None:
    parted = 0
    for width in range(200, 400, 10):
        parted += any(line.endswith("Ada") for line in lines("Ferry line hires Ada Norr to end the strike", width, 36))
        assert any("Ada Norr" in line for line in lines(f"Ferry line hires Ada{NBSP}Norr to end the strike", width, 36))
    assert parted, "without it, it would be"


def test_a_number_stays_with_its_unit() -> None:
    assert not any(line.endswith("12") for line in lines("New harbour road to cost 12 million a mile", TWO, 36))


@pytest.mark.parametrize(
    ("word", "following", "language", "one"),
    [
        ("12", "million", "en-GB", True),
        ("£1.2", "billion,", "en", True),
        ("5", "per", "en", True),
        ("3,5", "Millionen", "de", True),
        ("40", "%", "pl", True),
        ("1,200", "people", "en", False),
        ("2026", "years", "en", False),  # a year, not a number of them
        ("Boeing", "million", "en", False),
        ("9", "am", "en", True),
        ("9", "am", "de", False),  # there a preposition
    ],
)
def test_numbers_and_units(word: str, following: str, language: str, one: bool) -> None:
    assert of_one_number(word, following, language) is one


@pytest.mark.parametrize(
    ("word", "language", "weak"),
    [
        ("of", "en-GB", True),
        ("OF", "en", True),
        ("“The", "en", True),
        ("off", "en", False),
        ("über", "de-CH", True),
        ("l’", "fr", True),
        ("según", "es", True),
        ("of", "fi", False),
    ],
)
def test_words_that_no_line_should_end_in(word: str, language: str, weak: bool) -> None:
    assert ends_weakly(word, weak_endings(language)) is weak


def test_a_deck_minds_neither_white_at_its_right_nor_a_full_line() -> None:
    short = ruler([(20.0, False, False, True), (20.0, False, False, True)])
    found = best_breaking(short, 200.0, 3, DECK)
    assert found is not None
    assert found.cost == pytest.approx(0.0, abs=0.01)
    full = ruler([(99.0, False, False, True), (96.0, False, False, True)])
    assert line_cost(full, (0, 2), 200.0, 1, DECK) < TIGHT_COST < line_cost(full, (0, 2), 200.0, 1, HEAD)
