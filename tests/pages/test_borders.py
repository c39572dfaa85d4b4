"""Borders over ads, moved to where the ads begin."""

import pytest

from layout.desk.plan import PlannedPage
from layout.pages.ads import ad_depths
from layout.pages.borders import ad_slots, move_borders
from layout.pages.display import HoleMark, PdfMark
from tests.pages.desk import ad, filed, house, laid, page, pdf_ad, place

TWO, THREE = 293.858, 447.17
LINE = 10.5


def moved(drawing: str, **depths: float) -> dict[str, tuple[int, int]]:
    """Each block's top and foot after the move; depths of ads in lines of the grid."""
    blocks = {letter: ad(f"{letter}.pdf") if letter in depths else place("a") for letter in "ABCDXYZ" if letter in drawing}
    planned: PlannedPage = laid(page("1", drawing, **blocks)).page_plan()
    after = move_borders(planned, {letter: lines * LINE for letter, lines in depths.items()})
    return {each.letter: (each.top, each.foot) for each in after.blocks}


def test_an_ad_covers_the_slots_that_its_depth_reaches_into() -> None:
    grid = house().grid
    foot_to_cap = grid.drop - 2.0
    assert ad_slots(foot_to_cap, grid) == 1
    assert ad_slots(foot_to_cap + 0.1, grid) == 2
    assert ad_slots(foot_to_cap + 9 * LINE, grid) == 10


def test_the_border_comes_down_to_a_shallow_ad_and_goes_up_to_a_deep_one() -> None:
    # An ad of n lines covers n + 1 slots (its foot is a baseline); the gap of two above it belongs to it.
    assert moved("AAAAAA x20\nXXXXXX x20", X=10) == {"A": (0, 27), "X": (27, 40)}
    assert moved("AAAAAA x20\nXXXXXX x20", X=25) == {"A": (0, 12), "X": (12, 40)}


def test_everyone_on_the_border_moves_with_it() -> None:
    assert moved("AABBBB x20\nXXXCCC x20", X=10) == {"A": (0, 27), "B": (0, 27), "X": (27, 40), "C": (27, 40)}


def test_a_border_elsewhere_at_the_same_height_stays() -> None:
    assert moved("AAABBB x20\nXXXCCC x20", X=10) == {"A": (0, 27), "X": (27, 40), "B": (0, 20), "C": (20, 40)}


def test_of_two_ads_side_by_side_the_deeper_one_decides() -> None:
    assert moved("AAAAAA x20\nXXXYYY x20", X=10, Y=25) == {"A": (0, 12), "X": (12, 40), "Y": (12, 40)}
    assert moved("AAAAAA x20\nXXXYYY x20", X=25, Y=10) == {"A": (0, 12), "X": (12, 40), "Y": (12, 40)}


def test_ads_side_by_side_under_stories_of_their_own_move_each_its_own_border() -> None:
    assert moved("AAABBB x20\nXXXYYY x20", X=10, Y=25) == {"A": (0, 27), "X": (27, 40), "B": (0, 12), "Y": (12, 40)}


def test_ads_one_on_another_stand_on_each_other() -> None:
    assert moved("AAAAAA x10\nXXXXXX x15\nYYYYYY x15", X=6, Y=8) == {"A": (0, 20), "X": (20, 29), "Y": (29, 40)}


def test_a_block_over_an_ad_keeps_some_lines() -> None:
    assert moved("AAAAAA x20\nXXXXXX x20", X=39)["A"] == (0, 3)
    assert moved("AAAAAA x10\nBBBBBB x10\nXXXXXX x20", X=39)["B"] == (10, 15), "two of gap and three of its own"


def test_only_the_arm_of_a_dogleg_that_stands_on_the_ad_moves() -> None:
    story = page("1", "AAABBB x20\nAAAXXX x20", A=place("a"), B=place("b"), X=ad("X.pdf"))
    after = move_borders(laid(story).page_plan(), {"X": 10 * LINE})
    extents = {each.letter: [(extent.top, extent.foot) for extent in each.extents] for each in after.blocks}
    assert extents == {"A": [(0, 40)] * 3, "B": [(0, 27)] * 3, "X": [(27, 40)] * 3}
    under = page("1", "AAAAAA x20\nAAAXXX x20", A=place("a"), X=ad("X.pdf"))
    after = move_borders(laid(under).page_plan(), {"X": 10 * LINE})
    assert [(extent.top, extent.foot) for extent in after.blocks[0].extents] == [(0, 40)] * 3 + [(0, 27)] * 3


def test_an_ad_stands_at_its_own_size_on_its_letters_foot() -> None:
    laid_out = laid(
        page("1", "AAAAAA x20\n...XXX x20", A=place("a"), X=ad()), stories=(filed("a", 999),), art=pdf_ad(THREE, 120.0)
    )
    mark = next(mark for mark in laid_out.marks("X") if isinstance(mark, PdfMark))
    assert (mark.area.width, mark.area.height) == (THREE, 120.0)
    assert mark.area.bottom == pytest.approx(laid_out.grid().baseline_of(39))
    assert {round(laid_out.slot(leg.area.bottom)) for leg in laid_out.legs()} == {26}, "12 slots of ad, 2 of gap"


def test_text_fills_the_lines_that_a_shallow_ad_leaves() -> None:
    drawn = page("1", "AAA... x20\nXXX... x20", A=place("a"), X=ad())
    shallow = laid(drawn, stories=(filed("a", 999),), art=pdf_ad(THREE, 60.0))
    deep = laid(drawn, stories=(filed("a", 999),), art=pdf_ad(THREE, 300.0))
    difference = ad_slots(300.0, shallow.grid()) - ad_slots(60.0, shallow.grid())
    assert [a - b for a, b in zip(shallow.depths(), deep.depths(), strict=True)] == [difference] * 3


def test_an_ad_of_the_wrong_width_leaves_a_marked_hole_and_an_error_with_both_sizes() -> None:
    wrong = laid(page("1", "XXX... x40", X=ad()), art=pdf_ad(TWO, 120.0))
    assert isinstance(wrong.marks("X")[0], HoleMark)
    problem = wrong.composed.problems[0]
    assert problem.code == "ad-size"
    assert "103.7 mm" in problem.message
    assert "157.8 mm" in problem.message


def test_a_millimetre_more_or_less_is_no_error() -> None:
    for width, codes in ((THREE + 2.7, []), (THREE - 2.7, []), (THREE + 3.0, ["ad-size"]), (THREE - 3.0, ["ad-size"])):
        assert laid(page("1", "XXX... x40", X=ad()), art=pdf_ad(width, 405.0)).codes == codes


def test_an_ad_too_deep_for_its_column_leaves_a_marked_hole_and_an_error() -> None:
    deep = laid(page("1", "XXX... x40", X=ad()), art=pdf_ad(THREE, 900.0))
    assert [type(mark) for mark in deep.marks("X")] == [HoleMark]
    assert deep.codes == ["ad-size"]


def test_an_ad_that_cannot_be_had_leaves_a_marked_hole() -> None:
    gone = laid(page("1", "XXX... x40", X=ad()))
    assert [type(mark) for mark in gone.marks("X")] == [HoleMark]
    planned = gone.page_plan()
    assert ad_depths(planned, {}) == {}


def test_an_ad_in_the_top_row_stands_on_its_foot_with_white_above() -> None:
    top = laid(page("1", "XXXAAA x20\nBBBAAA x20", X=ad(), A=place("a"), B=place("b")), art=pdf_ad(THREE, 60.0))
    mark = next(mark for mark in top.marks("X") if isinstance(mark, PdfMark))
    assert mark.area.bottom == pytest.approx(top.grid().baseline_of(19))
