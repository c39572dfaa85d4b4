"""Letters of the dummy become extents in columns and slots."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.content.issue import GridArea, PagePlan, StoryPiece
from layout.desk.areas import row_edges, spread_grid
from layout.desk.plan import Extent, PlannedBlock, PlannedPage
from layout.desk.planning import make_plan
from tests.desk.drawing import PRESS, ad, codes, make_house, make_issue, make_page, make_story, story


def planned(drawing: str, master: str = "plain") -> PlannedPage:
    letters = sorted({letter for letter in drawing if letter.isupper()})
    page = make_page("1", drawing, master, **{letter: StoryPiece(letter.lower()) for letter in letters})
    plan, problems = make_plan(make_issue(page), make_house(), PRESS)
    assert codes(problems) == []
    assert plan is not None
    return plan.pages[0]


def extents(page: PlannedPage) -> dict[str, list[tuple[int, int, int]]]:
    return {block.letter: [(each.column, each.top, each.foot) for each in block.extents] for block in page.blocks}


def faults(drawing: str, **blocks: object) -> list[str]:
    return codes(make_plan(make_issue(make_page("1", drawing, **blocks)), make_house(), PRESS)[1])  # type: ignore[arg-type]


def test_rows_share_the_slots_and_the_first_take_what_is_over() -> None:
    page = planned(
        """
        AAABBB x2
        CCCCCC x1
        """
    )
    assert extents(page) == {
        "A": [(0, 0, 67), (1, 0, 67), (2, 0, 67)],
        "B": [(3, 0, 67), (4, 0, 67), (5, 0, 67)],
        "C": [(column, 67, 100) for column in range(6)],
    }


def test_the_furniture_takes_its_slots_before_the_rows_share_the_rest() -> None:
    page = planned("AAAAAA\nBBBBBB", "inside")
    assert [(block.top, block.foot) for block in page.blocks] == [(4, 52), (52, 100)]


def test_only_blocks_under_the_top_row_have_a_gap() -> None:
    assert [block.gap for block in planned("AAABBB\nCCCBBB").blocks] == [0, 0, 2]


def test_a_master_may_set_its_own_gap() -> None:
    assert [block.gap for block in planned("AAAAAA\nBBBBBB", "feature").blocks] == [0, 3]


def test_blocks_run_top_to_bottom_and_left_to_right() -> None:
    assert [block.letter for block in planned("BBBAAA\nDDDCCC").blocks] == ["B", "A", "D", "C"]


def test_a_dogleg_has_one_extent_a_column() -> None:
    page = planned(
        """
        AAAABB
        AACCCC
        """
    )
    assert extents(page)["A"] == [(0, 0, 100), (1, 0, 100), (2, 0, 50), (3, 0, 50)]
    assert not page.blocks[0].is_rectangle


def test_a_dogleg_column_under_another_block_begins_below_a_gap() -> None:
    page = planned(
        """
        BBBBAA
        AAAAAA
        """
    )
    a = next(block for block in page.blocks if block.letter == "A")
    assert a.gap == 0
    assert a.extents[0] == Extent(0, 52, 100)
    assert a.extents[5] == Extent(5, 0, 100)


def test_a_dogleg_lower_down_begins_its_text_below_its_gap_in_every_column() -> None:
    page = planned(
        """
        CCCCCC
        BBBBAA
        AAAAAA
        """
    )
    a = next(block for block in page.blocks if block.letter == "A")
    assert a.gap == 2
    assert a.extents[0].top == 67
    assert a.extents[5].top == 34


@pytest.mark.parametrize("drawing", ["ABBBBA\nAAAAAA", "BBAABB\nAAAAAA", "AAAAAA\nBBAACC", "AAAABB\nAACCCC"])
def test_a_story_may_be_an_l_a_t_or_a_u(drawing: str) -> None:
    page = make_page("1", drawing, **{letter: StoryPiece(letter) for letter in set(drawing) - {"\n"} if letter == "A"})
    assert "letter-not-dogleg" not in codes(make_plan(make_issue(page), make_house(), PRESS)[1])


def test_stairs_are_no_dogleg() -> None:
    drawing = """
        AA....
        .AA...
    """
    assert faults(drawing, A=StoryPiece("a")) == ["letter-not-dogleg"]


def test_an_ad_must_be_a_rectangle() -> None:
    assert faults("AAAAAA\nAABBBB", A=ad(), B=StoryPiece("b")) == ["letter-not-rectangle"]


@pytest.mark.parametrize("drawing", ["A.A...", "A.....\n......\nA.....", "A.....\n.A...."])
def test_a_letter_in_two_parts_is_refused_where_it_is_drawn(drawing: str) -> None:
    page = make_page("1", drawing, A=StoryPiece("a"))
    assert codes(make_plan(make_issue(page), make_house(), PRESS)[1]) == ["letter-split"]


def test_a_row_of_the_wrong_width_is_refused_with_its_number() -> None:
    problems = make_plan(make_issue(make_page("1", "AAAAAA\nAAAAA", A=StoryPiece("a"))), make_house(), PRESS)[1]
    assert [problem.message for problem in problems if problem.code == "dummy-width"] == [
        "row 2 of the dummy is 5 characters wide, but the page has 6 columns"
    ]


def test_letters_drawn_and_not_placed_and_the_reverse_are_refused() -> None:
    assert faults("AAABBB", A=StoryPiece("a"), C=StoryPiece("c")) == ["letter-empty", "letter-undrawn"]


def test_more_rows_than_lines_are_refused() -> None:
    assert "dummy-deep" in faults("AAAAAA x101", A=StoryPiece("a"))


def test_a_block_without_a_line_under_its_gap_is_refused() -> None:
    assert "block-shallow" in faults("AAAAAA\nBBBBBB\nAAAAAA x98".replace("A", "."), B=StoryPiece("b"))


def test_areas_given_in_words_say_the_same_as_a_drawing() -> None:
    drawn = planned("AAAABB\nCCCCBB")
    page = make_page("1", "", A=StoryPiece("a"), B=StoryPiece("b"), C=StoryPiece("c"))
    at = {"A": GridArea(1, 4, 1, 1), "B": GridArea(5, 6, 1, 2), "C": GridArea(1, 4, 2, 2)}
    plan, problems = make_plan(make_issue(_given(page, at, 2)), make_house(), PRESS)
    assert codes(problems) == []
    assert plan is not None
    assert extents(plan.pages[0]) == extents(drawn)


def test_areas_given_in_words_may_neither_overlap_nor_leave_the_page() -> None:
    page = make_page("1", "", A=StoryPiece("a"), B=StoryPiece("b"))
    overlapping = {"A": GridArea(1, 4, 1, 2), "B": GridArea(4, 6, 2, 2)}
    assert "area-overlap" in codes(make_plan(make_issue(_given(page, overlapping, 2)), make_house(), PRESS)[1])
    outside = {"A": GridArea(1, 7, 1, 1), "B": GridArea(1, 6, 2, 3)}
    assert codes(make_plan(make_issue(_given(page, outside, 2)), make_house(), PRESS)[1])[:2] == [
        "area-off-page",
        "area-off-page",
    ]


def test_a_spread_is_one_grid_with_a_wider_gap_at_the_fold() -> None:
    grid = spread_grid(make_house().grid)
    single = make_house().grid
    assert grid.columns == 12
    assert grid.column_width == pytest.approx(single.column_width)
    assert grid.column_x(5) == pytest.approx(single.column_x(5))
    assert grid.column_x(6) == pytest.approx(single.sheet.width + single.column_x(0))
    assert grid.span_width(2, first=5) == pytest.approx(2 * single.column_width + 60.0)
    assert grid.span_width(6) == pytest.approx(single.span_width(6))
    assert grid.span_width(12) == pytest.approx(1200.0 - 60.0)


def test_a_spread_is_planned_over_both_pages() -> None:
    page = make_page("2-3", "AAAAAAAABBBB", A=StoryPiece("a"), B=StoryPiece("b"))
    plan, problems = make_plan(make_issue(page), make_house(), PRESS)
    assert codes(problems) == []
    assert plan is not None
    assert plan.pages[0].left_hand
    assert [block.columns for block in plan.pages[0].blocks] == [8, 4]
    assert plan.page_of == {"a": "2", "b": "3"}


def test_even_pages_lie_left_whatever_their_section() -> None:
    pages = [make_page(number, "AAAAAA", A=story(f"s{number}", jump=None)) for number in ("A1", "A2", "3", "10")]
    plan, _ = make_plan(make_issue(*pages, stories=(make_story("sA1"),)), make_house(), PRESS)
    assert plan is not None
    assert [page.left_hand for page in plan.pages] == [False, True, False, True]


@given(rows=st.integers(1, 60), first=st.integers(0, 20), slots=st.integers(80, 140))
def test_rows_fill_the_page_and_differ_by_one_line_at_most(rows: int, first: int, slots: int) -> None:
    edges = row_edges(rows, first, slots)
    depths = [below - above for above, below in pairwise(edges)]
    assert edges[0] == first
    assert edges[-1] == slots
    assert max(depths) - min(depths) <= 1
    assert depths == sorted(depths, reverse=True)


def _given(page: PagePlan, at: dict[str, GridArea], rows: int) -> PagePlan:
    return replace(page, dummy=None, at=at, rows=rows)


def test_a_block_knows_its_letter_and_width() -> None:
    block: PlannedBlock = planned("AAAA..").blocks[0]
    assert (block.letter, block.first_column, block.columns, block.is_rectangle) == ("A", 0, 4, True)


def test_a_small_letter_for_a_capital_is_told_once_with_what_was_meant() -> None:
    page = make_page("1", "AAABBB", A=StoryPiece("x"), b=StoryPiece("y"))
    found = [each for each in make_plan(make_issue(page), make_house(), PRESS)[1] if each.code.startswith("letter-")]
    assert [each.code for each in found] == ["letter-undrawn"]
    assert found[0].remedy.endswith("did you mean 'B'?")
