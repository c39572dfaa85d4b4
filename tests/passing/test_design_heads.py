"""Headlines: tombstones, rungs that rise, heads that cover too little."""

from layout.content.issue import Box, PictureAlone
from tests.pages.desk import block, filed, laid, page, photo, place
from tests.passing.design_desk import area_of, marks_on

LONG = ("Harbour office opens again after a winter of costly repairs",)
TWO = (filed("one", 400), filed("two", 400))


def side_by_side(**second: object):
    return laid(page("1", "AAABBB", A=place("one", size=6), B=place("two", **{"size": 6, **second})), stories=TWO)


def test_two_headlines_of_one_size_side_by_side_are_a_tombstone() -> None:
    (found,) = marks_on(side_by_side(), "tombstone")
    assert "block A, story 'one' (36 pt) and block B, story 'two' (36 pt)" in found.message
    area = area_of(found)
    assert area.x < 50
    assert area.right > 500


def test_a_headline_one_rung_smaller_is_a_tombstone_too() -> None:
    assert marks_on(side_by_side(size=7), "tombstone")


def test_a_headline_two_rungs_smaller_is_no_tombstone() -> None:
    assert marks_on(side_by_side(size=8), "tombstone") == []


def test_a_headline_of_another_kind_is_no_tombstone() -> None:
    assert marks_on(side_by_side(style="opinion"), "tombstone") == []


def test_a_headline_in_a_box_is_no_tombstone() -> None:
    assert marks_on(side_by_side(box=Box.TINT), "tombstone") == []


def test_a_headline_under_a_picture_is_no_tombstone() -> None:
    assert marks_on(side_by_side(photos=photo("above", 3)), "tombstone") == []


def test_a_picture_between_two_headlines_keeps_them_apart() -> None:
    pages = page("1", "AAABBB", A=place("one", size=6, photos=photo("beside", 1)), B=place("two", size=6))
    assert marks_on(laid(pages, stories=TWO), "tombstone") == []


def test_a_row_of_columns_under_standing_heads_is_no_tombstone() -> None:
    pages = page("1", "AAABBB", A=place("one", size=6, label="Opinion"), B=place("two", size=6, label="Comment"))
    assert marks_on(laid(pages, stories=TWO), "tombstone") == []


def one_over_the_other(upper: int, lower: int, **second: object):
    pages = page("1", "AAAAAA x20\nBBBBBB x20", A=place("one", size=upper), B=place("two", size=lower, **second))
    return laid(pages, stories=(filed("one", 400, headlines=LONG), filed("two", 400, headlines=LONG)))


def test_a_lower_headline_that_is_larger_rises() -> None:
    (found,) = marks_on(one_over_the_other(8, 6), "rung-rise")
    assert "the headline of block B, story 'two' has 36 pt, that of block A, story 'one' above it 24 pt" in found.message


def test_a_lower_headline_of_the_same_size_does_not_rise() -> None:
    assert marks_on(one_over_the_other(6, 6), "rung-rise") == []


def test_a_larger_headline_in_a_box_does_not_rise() -> None:
    assert marks_on(one_over_the_other(8, 6, box=Box.RULE), "rung-rise") == []


def over_and_beside(size: int):
    """A narrow story at the right, over it a picture, and at the left a story from top to foot."""
    pages = page(
        "1",
        "AAAPPP x20\nAAABBB x20",
        A=place("one", size=6),
        P=block(PictureAlone(photo()[0])),
        B=place("two", size=size),
    )
    return laid(pages, stories=TWO)


def test_the_largest_headline_in_the_lower_half_is_a_low_lead() -> None:
    (found,) = marks_on(over_and_beside(4), "rung-rise")
    assert "in its lower half" in found.message


def test_a_lower_headline_as_large_as_the_lead_is_no_low_lead() -> None:
    assert marks_on(over_and_beside(6), "rung-rise") == []


def test_a_wide_story_under_a_lead_and_a_narrow_one_does_not_rise() -> None:
    pages = page("1", "AAAABB x20\nCCCCCC x20", A=place("one", size=3), B=place("two", size=8), C=place("three", size=6))
    assert marks_on(laid(pages, stories=(*TWO, filed("three", 300, headlines=LONG))), "rung-rise") == []


def over_six(headline: str, **options: object):
    pages = page("1", "AAAAAA", A=place("one", size=6, **options))
    return laid(pages, stories=(filed("one", 900, headlines=(headline,)),))


def test_a_headline_over_a_third_of_its_legs_leaves_them_uncovered() -> None:
    (found,) = marks_on(over_six("Harbour office opens"), "headline-cover")
    assert area_of(found).x > 300


def test_a_headline_over_two_thirds_of_its_legs_covers_them() -> None:
    assert marks_on(over_six("Harbour office opens to the town again"), "headline-cover") == []


def test_a_short_headline_with_a_picture_beside_it_covers_its_legs() -> None:
    assert marks_on(over_six("Harbour office opens", photos=photo("beside", 3)), "headline-cover") == []


def ell(**inset: object):
    pages = page("1", "AAABBB x18\nAAAAAA x22", A=place("one", size=6), B=place("two", size=8, **inset))
    return laid(pages, stories=(filed("one", 900), filed("two", 120)))


def test_the_arm_of_a_dogleg_under_another_story_is_a_raw_wrap() -> None:
    (found,) = marks_on(ell(), "raw-wrap")
    assert "it has 3 legs" in found.message
    assert area_of(found).x > 400


def test_the_arm_of_a_dogleg_under_a_boxed_inset_is_none() -> None:
    assert marks_on(ell(box=Box.TINT), "raw-wrap") == []


def test_legs_under_a_picture_of_their_own_are_no_raw_wrap() -> None:
    pages = page("1", "AAAAAA", A=place("one", size=6, photos=photo("top-right", 2)))
    assert marks_on(laid(pages, stories=(filed("one", 900),)), "raw-wrap") == []
