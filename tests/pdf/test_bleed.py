import pytest

from layout.base.colour import BLACK, Cmyk
from layout.base.geometry import Area
from layout.pages.display import ImageMark, Mark, RuleMark, TintMark
from layout.pdf.bleed import bled
from tests.pdf.type_case import NOWHERE, face, page, text_mark

CYAN = Cmyk(1, 0, 0, 0)
WHOLE = (0.0, 0.0, 1.0, 1.0)


def drawn_on(mark: Mark, bleed: float = 10.0) -> Mark:
    (made,) = bled(page(mark, width=200, height=100, bleed=bleed)).marks
    return made


def photo(area: Area, crop: tuple[float, float, float, float]) -> ImageMark:
    from pathlib import Path

    return ImageMark(area, Path("a.jpg"), crop, False, NOWHERE)


def test_a_tint_goes_on_where_it_reaches_the_trim_and_only_there() -> None:
    inside, corner, all_over = Area(20, 20, 50, 50), Area(0, 0, 50, 50), Area(0, 0, 200, 100)
    found = [drawn_on(TintMark(area, CYAN, NOWHERE)).area for area in (inside, corner, all_over)]
    assert found == [inside, Area(-10, -10, 60, 60), Area(-10, -10, 220, 120)]


def test_a_rule_goes_on_along_itself() -> None:
    assert drawn_on(RuleMark(0, 50, 200, 50, 1, BLACK, NOWHERE)) == RuleMark(-10, 50, 210, 50, 1, BLACK, NOWHERE)
    assert drawn_on(RuleMark(50, 20, 50, 100, 1, BLACK, NOWHERE)) == RuleMark(50, 20, 50, 110, 1, BLACK, NOWHERE)
    assert drawn_on(RuleMark(0, 20, 0, 80, 1, BLACK, NOWHERE)) == RuleMark(0, 20, 0, 80, 1, BLACK, NOWHERE)


def test_a_picture_shows_more_of_itself_in_the_bleed_where_it_has_more() -> None:
    made = drawn_on(photo(Area(0, 20, 100, 50), (0.25, 0.25, 0.5, 0.5)))
    assert isinstance(made, ImageMark)
    assert made.area == Area(-10, 20, 110, 50)
    assert made.crop == pytest.approx((0.2, 0.25, 0.55, 0.5))


def test_a_picture_without_more_is_a_little_larger_and_keeps_its_proportions() -> None:
    made = drawn_on(photo(Area(0, 0, 200, 50), WHOLE))
    assert isinstance(made, ImageMark)
    assert made.area == Area(-10, -10, 220, 60)
    x, y, wide, deep = made.crop
    assert min(x, y, 1 - x - wide, 1 - y - deep) >= -1e-9
    assert (wide / 220) / (deep / 60) == pytest.approx((1 / 200) / (1 / 50))


def test_type_stays_and_a_page_without_bleed_is_itself() -> None:
    mark = text_mark("type", face(), 9, 0, 20)
    assert drawn_on(mark) is mark
    flat = page(TintMark(Area(0, 0, 50, 50), CYAN, NOWHERE))
    assert bled(flat) is flat
