"""Pictures: the main one, how much there is of them, and legs that jump over one."""

from layout.content.issue import PictureAlone
from tests.pages.desk import SHALLOW, ad, block, briefs, filed, laid, page, pdf_ad, photo, place
from tests.passing.design_desk import area_of, marks_on


def two_pictures(first: int, second: int, text: str = SHALLOW):
    """Two stories side by side, a picture of so many columns on each."""
    pages = page(
        "1",
        "AAAABB",
        A=place("one", photos=photo("top", first, lines=24)),
        B=place("two", photos=photo("top", second, lines=24 if second > 1 else 8)),
    )
    return laid(pages, stories=(filed("one", 300), filed("two", 200)), text=text)


def test_two_pictures_of_one_size_are_no_main_picture() -> None:
    (found,) = marks_on(two_pictures(2, 2), "art-dominant")
    assert "its two largest are of one size" in found.message


def test_a_picture_twice_as_large_as_the_next_leads() -> None:
    assert marks_on(two_pictures(4, 2), "art-dominant") == []


def test_how_much_larger_it_must_be_is_the_house_s() -> None:
    assert marks_on(two_pictures(4, 2, f"{SHALLOW}\nstandards: {{dominant: 3}}"), "art-dominant")


def one_picture(**options: object):
    pages = page("1", "AAAAAA", A=place("one", photos=photo("top-right", **options)))
    return laid(pages, stories=(filed("one", 900),))


def test_one_small_picture_does_not_lead_its_page() -> None:
    (found,) = marks_on(one_picture(cols=1), "art-dominant")
    assert "too little to lead the eye" in found.message
    assert area_of(found).width < 150


def test_one_picture_over_two_columns_leads_its_page() -> None:
    assert marks_on(one_picture(cols=2), "art-dominant") == []


def test_a_page_of_text_alone_has_no_picture_and_that_is_told_once() -> None:
    pages = page("1", "AAAAAA", A=place("one"))
    (found,) = marks_on(laid(pages, stories=(filed("one", 1000),)), "art-dominant", "art-little")
    assert found.message == "the page has no picture"


def test_a_page_that_is_mostly_sold_needs_no_picture() -> None:
    art = pdf_ad(907.1, 300)
    pages = page("1", "AAAAAA x10\nXXXXXX x30", A=place("one"), X=ad())
    assert marks_on(laid(pages, stories=(filed("one", 300),), art=art), "art-dominant", "art-little") == []


def test_a_page_of_which_a_third_is_sold_does() -> None:
    art = pdf_ad(907.1, 130)
    pages = page("1", "AAAAAA x26\nXXXXXX x14", A=place("one"), X=ad())
    assert marks_on(laid(pages, stories=(filed("one", 600),), art=art), "art-dominant")


def test_a_page_of_briefs_needs_no_picture() -> None:
    pages = page("1", "AAAAAA x12\nBBBBBB x28", A=place("one"), B=briefs("two", "three"))
    stories = (filed("one", 200), filed("two", 300), filed("three", 300))
    assert marks_on(laid(pages, stories=stories), "art-dominant", "art-little") == []


def pictured(columns: int, text: str = SHALLOW):
    pages = page("1", "PPPPPP x30\nAAAAAA x10".replace("PPPPPP", "P" * columns + "A" * (6 - columns)), A=place("one"),
                 P=block(PictureAlone(photo()[0])))  # fmt: skip
    return laid(pages, stories=(filed("one", 600),), text=text)


def test_a_page_a_sixth_of_which_is_pictures_has_little_art() -> None:
    (found,) = marks_on(pictured(1), "art-little")
    assert "and the house wants 25%" in found.message


def test_a_page_a_third_of_which_is_pictures_has_enough() -> None:
    assert marks_on(pictured(3), "art-little") == []


def test_how_much_art_there_must_be_is_the_house_s() -> None:
    assert marks_on(pictured(1, f"{SHALLOW}\nstandards: {{art-least: 10%}}"), "art-little") == []
    assert marks_on(pictured(3, f"{SHALLOW}\nstandards: {{art-least: 50%}}"), "art-little")


def in_legs(at: str, drawing: str = "AAAAAA"):
    pages = page("1", drawing, A=place("one", photos=photo(at, 1, lines=10)))
    return laid(pages, stories=(filed("one", 900),))


def test_a_picture_in_the_middle_of_a_leg_makes_its_text_jump() -> None:
    (found,) = marks_on(in_legs("middle-right"), "picture-mid-leg")
    assert "the text of a leg jumps over it" in found.message


def test_a_picture_at_the_foot_of_a_leg_does_not() -> None:
    assert marks_on(in_legs("bottom-right"), "picture-mid-leg") == []


def test_a_picture_across_two_legs_makes_both_jump() -> None:
    pages = page("1", "AAAAAA", A=place("one", photos=photo("middle", 2, lines=10)))
    (found,) = marks_on(laid(pages, stories=(filed("one", 900),)), "picture-mid-leg")
    assert "the text of 2 legs jumps over it" in found.message


def test_a_picture_in_a_story_of_one_leg_is_read_past() -> None:
    assert marks_on(in_legs("middle", "A....."), "picture-mid-leg") == []
