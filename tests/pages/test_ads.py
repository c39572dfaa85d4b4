"""Ads in their places: what is told of their depth, their size and their bleed; and pages without margins."""

from dataclasses import replace
from pathlib import Path

import pytest

from layout.base.geometry import Area, Edges
from layout.base.problems import Severity
from layout.base.units import mm
from layout.content.issue import Box, PictureAlone
from layout.images.picture import Art, PdfPage, Picture
from layout.pages.display import HoleMark, ImageMark, Kind, LegMark, PdfMark, TintMark
from tests.pages.desk import Laid, ad, block, filed, filed_photo, laid, page, pdf_ad, photo, picture, place

THREE = 447.17  # points: three of the columns
A4 = "sheet: {trim: 210mm x 297mm, margins: 0mm, bleed: 3mm}\ngrid: {columns: 4, gutter: 4mm, baseline: 10.5pt}"
NARROW = A4.replace("margins: 0mm", "margins: 0mm 10mm")
WIDTH, HEIGHT = mm(210), mm(297)
ROUND = Edges(*[mm(3)] * 4)


def full(ad_art: dict[Path, Art], house: str = A4) -> Laid:
    """A page that is one ad."""
    return laid(page("1", "XXXX x8", X=ad()), art=ad_art, text=house)


def bleeding(width: float, depth: float, bleed: Edges) -> dict[Path, Art]:
    return {Path("ad.pdf"): PdfPage(Path("ad.pdf"), 0, width, depth, bleed)}


def placed(found: Laid, letter: str = "X") -> Area:
    (mark,) = (mark for mark in found.marks(letter) if isinstance(mark, PdfMark | ImageMark))
    return mark.area


def told(found: Laid) -> list[str]:
    return [problem.message for problem in found.composed.problems]


# Depth


def test_white_that_nobody_takes_over_a_shallow_ad_is_told_with_both_depths() -> None:
    found = laid(page("1", "XXX... x40", X=ad()), art=pdf_ad(THREE, 120.0))
    (problem,) = found.composed.problems
    assert (problem.code, problem.severity) == ("ad-size", Severity.WARNING)
    assert "42.3 mm deep, its place X is 147.3 mm: 105.0 mm stay white" in problem.message


def test_a_story_over_an_ad_takes_what_the_ad_leaves() -> None:
    drawn = page("1", "AAA... x20\nXXX... x20", A=place("a"), X=ad())
    assert "ad-size" not in laid(drawn, stories=(filed("a", 999),), art=pdf_ad(THREE, 60.0)).codes


def test_a_story_over_some_columns_of_an_ad_leaves_the_others_white() -> None:
    drawn = page("1", "A..... x20\nXXX... x20", A=place("a"), X=ad())
    found = laid(drawn, stories=(filed("a", 999),), art=pdf_ad(THREE, 60.0))
    assert [problem.code for problem in found.composed.problems if problem.code.startswith("ad")] == ["ad-size"]


def test_of_ads_side_by_side_the_shallow_one_is_told() -> None:
    drawn = page("1", "AAAAAA x20\nXXXYYY x20", A=place("a"), X=ad("x.pdf"), Y=ad("y.pdf"))
    art = {**pdf_ad(THREE, 60.0, "x.pdf"), **pdf_ad(THREE, 200.0, "y.pdf")}
    (message,) = (text for text in told(laid(drawn, stories=(filed("a", 1999),), art=art)) if "stay white" in text)
    assert message.startswith("ad x.pdf is 21.2 mm deep")
    level = {**art, **pdf_ad(THREE, 190.0, "x.pdf")}
    assert not [text for text in told(laid(drawn, stories=(filed("a", 1999),), art=level)) if "stay white" in text]


def test_a_picture_that_names_no_resolution_has_no_size_of_its_own() -> None:
    silent = Picture(Path("ad.pdf"), 1000, 900, "CMYK", 0.0)
    drawn = page("1", "XXX... x40", X=ad())
    found = laid(drawn, art={silent.path: silent})
    (problem,) = (problem for problem in found.composed.problems if problem.code == "ad-no-size")
    assert problem.severity is Severity.WARNING
    assert "157.8 mm" in problem.message
    assert "142.0 mm deep" in problem.message
    assert "ad-no-size" not in laid(drawn, art={silent.path: replace(silent, ppi=1000 * 72 / THREE)}).codes


# The trim


@pytest.mark.parametrize("off", [0.0, 0.11, -0.3])
def test_an_ad_of_the_pages_size_covers_the_page(off: float) -> None:
    found = full(bleeding(WIDTH, HEIGHT + off, ROUND))
    area = placed(found)
    assert (area.x, area.width, area.bottom) == pytest.approx((0, WIDTH, HEIGHT))
    assert area.y == pytest.approx(-off, abs=0.001)
    assert found.codes == []
    assert found.lines("X", kind=Kind.AD_LABEL) == [], "there is no room for the word"


def test_a_page_with_margins_keeps_its_remainder_and_the_word_over_the_ad() -> None:
    house = A4.replace("margins: 0mm", "margins: 10mm")
    grid = full({}, house).grid()
    fits = full(bleeding(mm(190), grid.baseline_of(grid.slots - 1) - grid.slot_top(0), Edges()), house)
    assert placed(fits).y == pytest.approx(grid.slot_top(0))
    assert [line.line.text for line in fits.lines("X", kind=Kind.AD_LABEL)] == ["ADVERTISEMENT"]
    deeper = full(bleeding(mm(190), mm(277), Edges()), house)
    assert isinstance(deeper.marks("X")[0], HoleMark)


def test_an_ad_at_the_trim_without_bleed_is_told_with_its_sides() -> None:
    (problem,) = full(bleeding(WIDTH, HEIGHT, Edges(mm(3), 0.0, mm(3), 0.0))).composed.problems
    assert (problem.code, problem.severity) == ("ad-bleed", Severity.WARNING)
    assert problem.message == "ad ad.pdf reaches the trim and has no bleed there: top and foot"
    assert "BleedBox of 3 mm" in problem.remedy


def test_an_ad_with_less_bleed_than_the_page_is_told() -> None:
    (message,) = told(full(bleeding(WIDTH, HEIGHT, Edges(mm(3), mm(1), mm(3), mm(3)))))
    assert message == "ad ad.pdf reaches the trim and has 1.0 mm of bleed, the page 3.0 mm"


def test_an_ad_that_ends_just_short_of_the_trim_is_told() -> None:
    (message,) = told(full(bleeding(WIDTH, mm(295), ROUND)))
    assert message == "ad ad.pdf ends short of the trim: top; a white strip is left there"
    assert told(full(bleeding(WIDTH - mm(0.8), HEIGHT, ROUND))) == [message.replace("top", "right")]


def test_away_from_the_trim_nobody_asks_for_bleed() -> None:
    inside = laid(page("1", "AAAA x4\nXXXX x4", A=place("a"), X=ad()), stories=(filed("a", 1999),), text=NARROW)
    width = inside.grid().span_width(4)
    foot = Edges(0.0, 0.0, 0.0, mm(3))
    drawn = page("1", "AAAA x4\nXXXX x4", A=place("a"), X=ad())
    found = laid(drawn, stories=(filed("a", 1999),), art=bleeding(width, 300.0, foot), text=NARROW)
    assert "ad-bleed" not in found.codes
    dry = A4.replace(", bleed: 3mm", "")
    assert full(bleeding(WIDTH, HEIGHT, Edges()), dry).codes == []


# Pictures


def alone(at: str, **options: object) -> Laid:
    (asked,) = photo(at, caption=(), credit="")
    drawn = page("1", "PPPP x8", P=block(PictureAlone(asked), **options))
    return laid(drawn, art=picture(width=2100, height=2970), text=A4)


@pytest.mark.parametrize("at", ["top", "behind"])
def test_a_picture_alone_fills_a_page_without_margins(at: str) -> None:
    area = placed(alone(at), "P")
    assert (area.x, area.y, area.width, area.height) == pytest.approx((0, 0, WIDTH, HEIGHT))


def test_a_photo_behind_a_head_reaches_the_trim_and_the_head_stands_where_it_stood() -> None:
    def cover(house: str) -> Laid:
        drawn = page("1", "AAAA x8", A=place("a", photos=photo("behind")))
        story = filed("a", 3, photos=(filed_photo(caption=""),))
        return laid(drawn, stories=(story,), art=picture(width=2100, height=2970), text=house)

    bare = cover(A4)
    (ground,) = (mark for mark in bare.page().marks if isinstance(mark, ImageMark))
    assert (ground.area.y, ground.area.bottom) == pytest.approx((0, HEIGHT))
    grid = bare.grid()
    for line in (line for mark in bare.page().marks if isinstance(mark, LegMark) for line in mark.lines):
        slot = (line.baseline - grid.baseline_of(0)) / grid.baseline
        assert slot == pytest.approx(round(slot), abs=0.001)


def test_a_tint_in_the_top_row_begins_at_the_trim_and_its_text_on_the_grid() -> None:
    drawn = page("1", "AAAA x8", A=place("a", box=Box.TINT))
    found = laid(drawn, stories=(filed("a", 999),), text=f"{A4}\ntint: ink 10%")
    tint = next(mark for mark in found.page().marks if isinstance(mark, TintMark))
    assert tint.area.y == 0.0
    assert found.legs()[0].area.y == pytest.approx(found.grid().slot_top(round(found.slot(found.legs()[0].area.y))), abs=0.01)
