"""Headlines told in counts: what fits, what is over and by how much, what is wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.pages.case import at_rung
from layout.pages.headline import Give, set_headline
from layout.pages.headline_counts import counts_held, counts_in, counts_over, points_of_count, unit_count
from layout.pages.headline_options import HeadlineOption, as_taken, headline_options
from tests.pages.desk import MEASURE, case
from tests.pages.test_headline import HEADS, LADDER, THREE, TWO

WORDS = st.sampled_from("council votes to widen the harbour road after a winter of complaints in May".split())
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=3)


def told(width: float, *texts: str, size: int = 36, give: Give = Give()) -> tuple[HeadlineOption, ...]:  # noqa: B008
    return headline_options(case(), texts, case().style("headline"), width, LADDER.index(size), give)


def test_every_text_is_told_at_every_allowed_rung() -> None:
    options = told(THREE, *HEADS[:3], size=48, give=Give(1, 2))
    assert [(option.choice, option.size) for option in options] == [(c, size) for c in range(3) for size in (60, 54, 48, 42)]
    assert [option.steps for option in options[:4]] == [-2, -1, 0, 1]
    assert [option.taken for option in options].count(True) == 1


@given(TEXTS, st.sampled_from([MEASURE, TWO, THREE]), st.integers(2, 8), st.integers(0, 2), st.integers(0, 2))
@settings(max_examples=30, deadline=None)
def test_a_told_overrun_agrees_with_a_fresh_measure_and_what_is_taken_is_what_is_set(
    texts: list[str], width: float, asked: int, down: int, up: int
) -> None:
    style = case().style("headline")
    options = headline_options(case(), texts, style, width, asked, Give(down, up))
    for option in options:
        sized = at_rung(style, style.rungs[option.rung])
        count = points_of_count(case(), sized)
        assert option.fits == (not any(line.over for line in option.lines))
        assert " ".join(line.text for line in option.lines) == option.text
        for line in option.lines:
            measured = case().line(line.text, sized, width).width
            assert line.counts == pytest.approx(measured / count, abs=0.25 + 1e-6)
            assert measured - line.over * count <= width + 1e-6, "cutting so many counts makes it fit"
            if line.over:
                assert measured - (line.over - 0.5) * count > width - 1e-6, "and half a count fewer does not"
                letters = line.text
                while letters and case().line(letters, sized, width).width > width:
                    letters = letters[:-1]
                cut = (measured - case().line(letters, sized, width).width) / count
                assert line.over - 0.5 - 1e-6 <= cut < line.over + 2.0, "to the letter, of which the widest counts 2"
    found = set_headline(case(), texts, style, width, asked, Give(down, up))
    taken = [option for option in options if option.taken]
    assert [(option.choice, option.rung, option.fits) for option in taken] == [(found.choice, found.rung, found.fits)]
    if found.fits:
        assert [line.text for line in taken[0].lines] == [line.text for line in found.lines]


def over_in(text: str, size: int) -> HeadlineOption:
    option = told(TWO, text, size=size)[0]
    assert not option.fits
    return option


def test_the_line_that_is_over_is_named_with_its_counts_and_the_size() -> None:
    sized = at_rung(case().style("headline"), case().style("headline").rungs[LADDER.index(36)])
    width = case().line("unsubstantiated", sized, 0.0).width - 1.3 * points_of_count(case(), sized)
    option, *_ = told(width, "Ferries unsubstantiated", size=36)
    assert [line.text for line in option.lines] == ["Ferries", "unsubstantiated"]
    assert option.faults == ("line 2 is 1.5 counts over at 36 pt",)


def test_of_several_lines_over_each_is_told() -> None:
    option = over_in(HEADS[0], 48)
    over = [line.over for line in option.lines]
    assert all(over), over
    assert option.faults == (f"line 1 is {over[0]:g}, line 2 {over[1]:g}, line 3 {over[2]:g} counts over at 48 pt",)


def test_a_few_counts_too_many_stand_in_one_line() -> None:
    option = next(
        found for text in HEADS for size in (60, 54, 48, 42, 36) if 0 < total(found := told(TWO, text, size=size)[0]) <= 1
    )
    assert sum(line.over > 0 for line in option.lines) == 1


def total(option: HeadlineOption) -> float:
    return sum(line.over for line in option.lines)


def faults(width: float, text: str, size: int) -> tuple[str, ...]:
    return told(width, text, size=size)[0].faults


def test_what_reads_well_has_no_fault() -> None:
    assert faults(THREE, "Council votes to widen the harbour road", 48) == ()


@pytest.mark.parametrize(
    ("text", "last", "fault"),
    [
        ("Ferries unsubstantiated", "unsubstantiated", "a lone word on line 2"),
        ("Dead\u00a0heat of reconnaissances", "reconnaissances", "line 1 ends in 'of'"),
        ("Road costs 12 million\u00a0reconnaissances", "million reconnaissances", "line 1 parts '12 million'"),
        (
            "Two men, unsubstantiated reconnaissances",
            "unsubstantiated reconnaissances",
            "line 1 is much shorter than its fellows",
        ),
    ],
)
def test_each_fault_is_told_where_the_last_line_leaves_no_other_break(text: str, last: str, fault: str) -> None:
    sized = at_rung(case().style("headline"), case().style("headline").rungs[LADDER.index(36)])
    width = case().line(last, sized, 0.0).width + 3.0
    assert fault in faults(width, text, 36)


def test_a_short_head_is_told_how_much_it_wants() -> None:
    sized = at_rung(case().style("headline"), case().style("headline").rungs[LADDER.index(36)])
    width = case().line("Mayor says yes", sized, 0.0).width + 2 * points_of_count(case(), sized)
    assert faults(width / 0.75, "Mayor says yes", 36) == ("2 counts short of three quarters",)
    assert faults(width, "Mayor says yes", 36) == ()


def test_a_line_that_touches_both_edges_is_tight_and_one_a_little_narrower_is_not() -> None:
    text = "Mayor says yes"
    style = case().style("headline")
    width = case().line(text, at_rung(style, style.rungs[LADDER.index(36)]), 0.0).width
    assert faults(width * 1.005, text, 36) == ("line 1 is tight",)
    assert faults(width * 1.03, text, 36) == ()


def test_a_head_that_fits_nowhere_is_told_at_the_smallest_rung_as_taken() -> None:
    options = told(MEASURE, " ".join(HEADS), size=18)
    assert [(option.size, option.taken, option.fits) for option in options] == [(18, False, False), (14, True, False)]


def test_a_head_of_no_words_says_so() -> None:
    assert told(TWO, " ")[0].faults == ("no words in it",)


def test_fitting_may_say_itself_what_it_took() -> None:
    options = as_taken(told(THREE, *HEADS[:3], size=48, give=Give(1)), 2, LADDER.index(42))
    assert [(option.choice, option.size) for option in options if option.taken] == [(2, 42)]


def test_the_schedule_of_counts() -> None:
    assert unit_count("abc") == 3
    assert unit_count("flitj") == 2.5
    assert unit_count("mw MW I") == 3 + 0.5 + 4 + 0.5 + 0.5
    assert unit_count("Road, 9") == 1.5 + 3 + 0.5 + 0.5 + 1


@pytest.mark.parametrize("size", [18, 30, 36, 48, 72])
def test_a_heads_counts_are_what_it_measures(size: int) -> None:
    sized = at_rung(case().style("headline"), case().style("headline").rungs[LADDER.index(size)])
    count = points_of_count(case(), sized)
    for text in HEADS:
        measured = case().line(text, sized, 0.0).width
        assert 0.98 * measured < unit_count(text) * count < 1.08 * measured, "counted by hand, rather too much"


def test_counts_are_told_in_halves() -> None:
    assert [counts_over(points, 10.0) for points in (-3.0, 0.0, 0.1, 5.0, 5.1, 14.9)] == [0, 0, 0.5, 0.5, 1.0, 1.5]
    assert [counts_in(points, 10.0) for points in (12.4, 12.6, 17.6)] == [1.0, 1.5, 2.0]
    assert [counts_held(points, 10.0) for points in (14.9, 15.0, 19.9)] == [1.0, 1.5, 1.5]
