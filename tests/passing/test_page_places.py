"""Type in its place: inside the trim, on nothing of another block."""

from layout.content.issue import PhotoPlace
from layout.pages.display import PdfMark
from tests.pages.desk import Laid, ad, filed, filed_photo, laid, page, pdf_ad, photo, picture, place
from tests.passing.page_desk import codes, found, moved


def paper() -> Laid:
    made = laid(
        page("1", "AAABBB x20\nAAAXXX x20", A=place("a"), B=place("b"), X=ad()),
        stories=(filed("a", 700), filed("b", 280)),
        art=pdf_ad(447.0, 190.0),
    )
    assert any(isinstance(mark, PdfMark) for mark in made.marks("X"))
    return made


def test_blocks_side_by_side_and_over_one_another_share_nothing() -> None:
    assert codes(paper()) == []


def test_type_of_one_block_on_that_of_another_is_told_once() -> None:
    made = paper()
    problems = found(made, moved(made.page(), "A", right=200.0))
    assert {problem.code for problem in problems} == {"type-covered"}
    assert len(problems) == 2  # the text of B, and the ad


def test_type_that_only_comes_near_another_s_is_not() -> None:
    made = paper()
    assert codes(made, moved(made.page(), "A", right=made.grid().gutter)) == []


def test_type_under_an_ad_is_told() -> None:
    made = paper()
    (problem,) = found(made, moved(made.page(), "B", down=130.0))
    assert problem.message == "the text of block B stands on ad.pdf of block X"


def test_type_beyond_the_trim_is_told_and_type_at_it_is_not() -> None:
    made = paper()
    leftmost = min(line.x for line in made.lines("A"))
    assert "type-off-page" in codes(made, moved(made.page(), "A", right=-leftmost - 10.0))
    assert "type-off-page" not in codes(made, moved(made.page(), "A", right=-leftmost + 5.0))


def test_a_head_reversed_in_its_own_block_s_picture_stands_where_it_should() -> None:
    story = filed("a", 20, photos=(filed_photo(),))
    made = laid(page("1", "AAAAAA x40", A=place("a", photos=photo(PhotoPlace.BEHIND.value, 6))), stories=(story,), art=picture())
    assert codes(made) == []
