"""Page numbers are text."""

import pytest

from layout.desk.numbers import expand_choice, is_left_hand, is_spread, pages_of, split_number


@pytest.mark.parametrize(
    ("number", "pages"), [("3", ("3",)), ("A3", ("A3",)), ("4-5", ("4", "5")), ("A4-5", ("A4", "A5")), ("A4-A5", ("A4", "A5"))]
)
def test_a_spread_names_two_pages(number: str, pages: tuple[str, ...]) -> None:
    assert pages_of(number) == pages
    assert is_spread(number) == (len(pages) == 2)


def test_a_number_has_letters_and_a_count() -> None:
    assert split_number("A3") == ("A", 3)
    assert split_number("cover") == ("cover", -1)


def test_even_pages_lie_left() -> None:
    assert [is_left_hand(number) for number in ("1", "2", "A3", "B14", "4-5")] == [False, True, False, True, True]


def test_a_choice_names_pages_runs_and_spreads() -> None:
    known = ("1", "2-3", "4", "A1", "A2", "A3")
    assert expand_choice("1,3", known) == (("1", "2-3"), ())
    assert expand_choice("2-4", known) == (("2-3", "4"), ())
    assert expand_choice("A2-3", known) == (("A2", "A3"), ())
    assert expand_choice("2-3", known) == (("2-3",), ())


def test_a_choice_of_pages_that_are_not_there_is_given_back() -> None:
    assert expand_choice("1,9, B2", ("1", "2")) == (("1",), ("9", "B2"))
