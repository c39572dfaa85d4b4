"""Page numbers are text."""

import pytest

from layout.desk.numbers import is_left_hand, is_spread, pages_of, section_and_count


@pytest.mark.parametrize(
    ("number", "pages"), [("3", ("3",)), ("A3", ("A3",)), ("4-5", ("4", "5")), ("A4-5", ("A4", "A5")), ("A4-A5", ("A4", "A5"))]
)
def test_a_spread_names_two_pages(number: str, pages: tuple[str, ...]) -> None:
    assert pages_of(number) == pages
    assert is_spread(number) == (len(pages) == 2)


def test_a_number_has_letters_and_a_count() -> None:
    assert section_and_count("A3") == ("A", 3)
    assert section_and_count("cover") == ("cover", 0)


def test_even_pages_lie_left() -> None:
    assert [is_left_hand(number) for number in ("1", "2", "A3", "B14", "4-5")] == [False, True, False, True, True]
