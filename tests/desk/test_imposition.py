import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.base.problems import InFile, Severity
from layout.design.press import Imposition
from layout.desk.imposition import check_imposition, facing_pages

WHERE = InFile("issue.yaml")


def pages(*counts: int) -> list[str]:
    return [str(count) for count in counts]


def names(numbers: list[str], imposition: Imposition) -> list[str]:
    return [facing.name for facing in facing_pages(numbers, imposition)]


def test_printer_spreads_of_eight_pages_are_folded_into_their_order() -> None:
    assert names(pages(*range(1, 9)), Imposition.SPREADS) == ["8-1", "2-7", "6-3", "4-5"]


def test_pairs_are_the_facing_pages_and_leave_the_outer_ones_alone() -> None:
    assert names(pages(*range(1, 9)), Imposition.PAIRS) == ["2-3", "4-5", "6-7"]
    assert names(pages(1, 2, 4, 5), Imposition.PAIRS) == ["4-5"]
    assert names(pages(*range(1, 9)), Imposition.NONE) == []


def test_each_section_is_folded_for_itself() -> None:
    numbers = ["A1", "A2", "A3", "A4", "B1", "B2-B3", "B4"]
    assert names(numbers, Imposition.SPREADS) == ["A4-A1", "A2-A3", "B4-B1", "B2-B3"]
    assert names(numbers, Imposition.PAIRS) == ["A2-A3", "B2-B3"]


def test_a_spread_counts_as_its_two_pages() -> None:
    assert names(["1", "2", "3", "4-5", "6", "7", "8"], Imposition.SPREADS) == ["8-1", "2-7", "6-3", "4-5"]


def test_a_section_that_goes_on_counting_begins_on_its_own_first_page() -> None:
    assert names(pages(9, 10, 11, 12), Imposition.SPREADS) == ["12-9", "10-11"]


def test_six_pages_take_two_empty_ones_and_the_desk_is_told() -> None:
    sheets = facing_pages(pages(*range(1, 7)), Imposition.SPREADS)
    assert [(sheet.name, sheet.blanks) for sheet in sheets] == [("8-1", ("8",)), ("2-7", ("7",)), ("6-3", ()), ("4-5", ())]
    (problem,) = check_imposition(pages(*range(1, 7)), Imposition.SPREADS, WHERE)
    assert (problem.code, problem.severity, problem.where) == ("section-padded", Severity.WARNING, WHERE)
    assert problem.message == "the issue has 6 pages, and its folded sheets take 8: pages 7, 8 stay empty"


def test_the_section_that_is_padded_is_named() -> None:
    (problem,) = check_imposition(["A1", "A2", "A3", "A4", "B1", "B2", "B3"], Imposition.SPREADS, WHERE)
    assert problem.message == "section B has 3 pages, and its folded sheets take 4: page B4 stays empty"


@pytest.mark.parametrize("imposition", [Imposition.NONE, Imposition.PAIRS])
def test_only_folded_sections_are_padded(imposition: Imposition) -> None:
    assert check_imposition(pages(1, 2, 3), imposition, WHERE) == ()


@given(st.integers(1, 64))
def test_every_page_stands_on_one_sheet_evens_left_and_both_sides_of_a_sheet_are_neighbours(count: int) -> None:
    sheets = facing_pages(pages(*range(1, count + 1)), Imposition.SPREADS)
    sides = [(int(sheet.left), int(sheet.right)) for sheet in sheets]
    assert sorted(page for side in sides for page in side) == list(range(1, len(sides) * 2 + 1))
    assert len(sides) % 2 == 0
    assert 0 <= len(sides) * 2 - count < 4
    for left, right in sides:
        assert left % 2 == 0
        assert left + right == len(sides) * 2 + 1
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        # a leaf carries an odd page and the next one on its back
        assert (front[1] + 1, front[0] - 1) == back
