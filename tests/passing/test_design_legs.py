"""Legs: too shallow, too deep, and air at the foot of one."""

from dataclasses import replace

from layout.base.problems import Severity
from layout.content.issue import Box
from tests.pages.desk import SHALLOW, briefs, filed, filed_quote, laid, page, photo, place
from tests.passing.design_desk import area_of, marks_on, with_leg


def shallow(depth: int, drawing: str = "AAAAAA", text: str = SHALLOW, **options: object):
    """A story of six legs in so many lines, its head with them, over a deep one."""
    pages = page("1", f"{drawing} x{depth}\nBBBBBB x{40 - depth}", A=place("one", size=7, **options), B=place("two"))
    stories = (filed("one", 40 * depth, headlines=("Harbour office opens again after repairs",)), filed("two", 900))
    return laid(pages, stories=stories, text=text)


def legs(paper, letter: str = "A"):
    """What is marked at the legs, where the copy's own misfit is somebody else's."""
    return [
        each
        for each in marks_on(paper, "leg-short", page=replace(paper.page(), problems=()))
        if f"block {letter}" in each.message
    ]


def test_legs_of_ten_lines_are_shallow() -> None:
    (found,) = legs(shallow(13))
    assert "6 legs are only" in found.message
    assert "the house wants 5 cm" in found.message


def test_legs_of_thirteen_lines_are_not() -> None:
    paper = shallow(17)
    assert min(paper.depths()) in (12, 13, 14)
    assert legs(paper) == []


def test_how_shallow_a_leg_may_be_is_the_house_s() -> None:
    assert legs(shallow(13, text=f"{SHALLOW}\nstandards: {{leg-least: 3cm}}")) == []
    assert legs(shallow(17, text=f"{SHALLOW}\nstandards: {{leg-least: 20 lines}}"))


def test_a_shallow_story_of_one_leg_is_let_pass() -> None:
    assert legs(shallow(13, "A.....")) == []


def test_shallow_legs_in_a_box_are_let_pass() -> None:
    assert legs(shallow(13, box=Box.TINT)) == []


def test_shallow_briefs_are_let_pass() -> None:
    pages = page("1", "AAAAAA x8\nBBBBBB x32", A=briefs("one", "three"), B=place("two"))
    assert legs(laid(pages, stories=(filed("one", 60), filed("three", 60), filed("two", 900)))) == []


def under_a_picture(lines: int):
    pages = page("1", "AAAAAA", A=place("one", size=7, photos=photo("top-right", 3, lines=lines)))
    return laid(pages, stories=(filed("one", 1200),))


def test_legs_under_a_picture_beside_full_ones_may_be_half_as_deep() -> None:
    paper = under_a_picture(27)
    assert min(paper.depths()) in (7, 8)
    assert legs(paper) == []


def test_and_no_shallower() -> None:
    paper = under_a_picture(32)
    assert min(paper.depths()) < 5
    (found,) = legs(paper)
    assert "3 legs are only" in found.message
    assert area_of(found).x > 400


DEEP = "rules: {column: 0.5pt}"  # the house's own sheet, 126 lines


def deep(rows: str, text: str = DEEP, **options: object):
    pages = page("1", rows, A=place("one", **options), B=place("two"))
    story = filed("one", *[60] * 80, quote=filed_quote())
    return laid(pages, stories=(story, filed("two", *[60] * 40)), text=text)


def long_legs(paper):
    return [each for each in marks_on(paper, "leg-long", page=replace(paper.page(), problems=())) if "block A" in each.message]


def test_a_leg_over_thirty_centimetres_is_long() -> None:
    (found,) = long_legs(deep("AAAAAA x100\nBBBBBB x26"))
    assert "the house's most is 30 cm" in found.message


def test_a_leg_of_twenty_nine_centimetres_is_not() -> None:
    paper = deep("AAAAAA x82\nBBBBBB x44")
    assert max(paper.depths()) > 72
    assert long_legs(paper) == []


def test_how_deep_a_leg_may_be_is_the_house_s() -> None:
    assert long_legs(deep("AAAAAA x100\nBBBBBB x26", f"{DEEP}\nstandards: {{leg-most: 40cm}}")) == []


def test_a_quote_breaks_a_long_leg() -> None:
    paper = deep("A..... x100\nBBBBBB x26", quote="auto")
    assert paper.legs()[0].area.height > 900
    assert long_legs(paper) == []


def uneven(lines: int):
    """What is marked where the second of six legs ends so many lines above the lowest."""
    paper = laid(page("1", "AAAAAA", A=place("one")), stories=(filed("one", *[40] * 25),))
    lowest = max(leg.area.bottom for leg in (paper.legs()[0], *paper.legs()[2:]))
    end = lowest - lines * paper.grid().baseline
    changed = with_leg(paper, 1, lambda leg: [line for line in leg if line.baseline < end])
    return marks_on(paper, "leg-air", page=changed)


def test_a_leg_that_ends_two_lines_above_the_others_has_air_at_its_foot() -> None:
    (found,) = uneven(2)
    assert "ends 2 lines above those beside it" in found.message
    assert 180 < area_of(found).x < 220


def test_a_leg_that_ends_one_line_above_the_others_has_none() -> None:
    assert uneven(1) == []


def test_the_legs_of_copy_that_does_not_fit_are_not_judged_until_that_is_allowed() -> None:
    pages = page("1", "AAAAAA x13\nBBBBBB x27", A=place("one"), B=place("two"))
    paper = laid(pages, stories=(filed("one", 60), filed("two", 900)))
    told = next(problem for problem in paper.page().problems if problem.code == "short" and problem.story == "one")
    assert not [each for each in marks_on(paper, "leg-short") if each.story == "one"]
    allowed = replace(paper.page(), problems=(replace(told, severity=Severity.NOTE),))
    assert [each for each in marks_on(paper, "leg-short", page=allowed) if each.story == "one"]


def test_a_leg_over_a_picture_has_no_air() -> None:
    pages = page("1", "AAAAAA", A=place("one", photos=photo("bottom-right", 2, lines=12)))
    assert marks_on(laid(pages, stories=(filed("one", *[40] * 25),)), "leg-air") == []
