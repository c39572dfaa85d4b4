import io

import numpy
import pikepdf
import pytest

from layout.base.geometry import Area
from layout.base.units import mm, to_mm
from layout.plates.ink import InkMeasured, ink_of, measure_ink, side_of_mm2
from layout.plates.separations import INK_DPI, Plate, Plates, Rendering
from layout.plates.sheets import Sheet
from layout.plates.unrendered import NotRendered
from tests.plates.sheets_of_ink import patch, sheet

HEAVY = "0.6 0.6 0.6 0.6 k"  # 240 %


def measured(pdf: bytes) -> InkMeasured:
    (ink,) = measure_ink(pdf)
    assert isinstance(ink, InkMeasured), ink
    return ink


def place(area: Area | None) -> tuple[float, float]:
    assert area is not None
    return to_mm(area.x), to_mm(area.y)


def test_a_patch_of_two_millimetres_is_found_at_its_place() -> None:
    ink = measured(sheet(patch(5, 5, 60, 60, "0.5 0.5 0.5 0.5 k") + patch(72.3, 91.7, 2, 2, HEAVY)))
    assert ink.most_mm2 == pytest.approx(2.4, abs=0.01)
    x, y = place(ink.most_mm2_at)
    assert 72.3 - 0.5 <= x <= 72.3 + 1 + 0.5
    assert 91.7 - 0.5 <= y <= 91.7 + 1 + 0.5
    assert ink.most_mm2_at is not None
    assert to_mm(ink.most_mm2_at.width) == pytest.approx(1.0, abs=0.01)


def test_a_patch_of_a_third_of_a_millimetre_is_heavy_in_a_pixel_and_light_over_a_square_millimetre() -> None:
    ink = measured(sheet(patch(30, 40, 0.3, 0.3, HEAVY)))
    assert ink.most_pixel == pytest.approx(2.4, abs=0.01)
    assert place(ink.most_pixel_at) == pytest.approx((30, 40), abs=0.5)
    assert ink.most_mm2 < 1.1  # Ghostscript paints each pixel that is touched: at most 4 of 6 each way


def test_black_that_overprints_a_tint_is_counted_with_it() -> None:
    tint = patch(10, 10, 50, 50, "0.5 0.5 0.5 0 k")
    assert measured(sheet(tint + patch(20, 20, 5, 5, "/Over gs 0 0 0 1 k"))).most_mm2 == pytest.approx(2.5, abs=0.01)
    assert measured(sheet(tint + patch(20, 20, 5, 5, "/Knock gs 0 0 0 1 k"))).most_mm2 == pytest.approx(1.5, abs=0.01)


def test_the_inks_used_are_named_in_printing_order() -> None:
    marks = patch(0, 0, 50, 150, "0 0 0 1 k") + patch(60, 0, 10, 150, "/S0 cs 0.5 scn") + patch(80, 0, 10, 150, "0 0 1 0 k")
    ink = measured(sheet(marks, spots=("Brick",)))
    assert ink.inks == ("Yellow", "Black", "Brick")


def test_ink_outside_the_trim_is_not_counted() -> None:
    trim = pikepdf.Array([mm(10), mm(10), mm(90), mm(140)])
    ink = measured(sheet(patch(0, 0, 8, 8, HEAVY) + patch(20, 30, 5, 5, "0 0 0 0.3 k"), TrimBox=trim))
    assert ink.inks == ("Black",)
    assert place(ink.most_mm2_at) == pytest.approx((10, 20), abs=0.5)


def test_a_bare_page_has_no_inks_and_no_place() -> None:
    assert measured(sheet(" ")) == InkMeasured(1)


def test_each_page_is_measured_and_a_broken_one_does_not_hide_the_next() -> None:
    pages = [patch(10, 10, 10, 10, f"0 0 0 {grey} k") for grey in (0.2, 0.4, 0.6)]
    document = pikepdf.open(io.BytesIO(sheet(*pages)))
    document.pages[1].obj["/MediaBox"] = pikepdf.Array([0, 0])
    stream = io.BytesIO()
    document.save(stream)
    first, second, third = measure_ink(stream.getvalue(), jobs=2)
    assert isinstance(first, InkMeasured)
    assert isinstance(second, NotRendered)
    assert isinstance(third, InkMeasured)
    assert (first.page, second.page, third.page) == (1, 2, 3)
    assert third.most_mm2 == pytest.approx(0.6, abs=0.01)


def test_a_square_millimetre_is_six_pixels_wide_where_ink_is_counted() -> None:
    assert side_of_mm2(INK_DPI) == 6
    assert side_of_mm2(10) == 1


def plates_at_random(rows: int, columns: int, seed: int) -> Plates:
    chance = numpy.random.default_rng(seed)
    inks = tuple(Plate(name, chance.integers(0, 256, (rows, columns), numpy.uint8)) for name in "CMYK")
    width, height = columns * 72 / INK_DPI, rows * 72 / INK_DPI
    return Plates(Sheet(1, width, height, Area(0, 0, width, height)), INK_DPI, inks)


@pytest.mark.parametrize(("rows", "columns"), [(40, 30), (300, 7), (3, 50), (1, 1), (262, 20), (600, 9)])
def test_the_densest_window_is_the_one_found_by_trying_them_all(rows: int, columns: int) -> None:
    plates = plates_at_random(rows, columns, rows)
    total = sum(plate.ink.astype(int) for plate in plates.plates)
    high, wide = min(6, rows), min(6, columns)
    tried = numpy.lib.stride_tricks.sliding_window_view(total, (high, wide)).mean(axis=(2, 3))
    row, column = divmod(int(tried.argmax()), tried.shape[1])
    ink = ink_of(plates)
    assert ink.most_mm2 == pytest.approx(tried.max() / 255)
    assert ink.most_mm2_at == plates.area(row, column, high, wide)
    assert ink.most_pixel == pytest.approx(total.max() / 255)


def test_the_same_page_is_measured_alike_at_twice_the_resolution() -> None:
    pdf = sheet(patch(10, 10, 30, 30, "0.3 0.2 0.1 0 k") + patch(20, 20, 3, 3, HEAVY))
    (coarse,), (fine,) = measure_ink(pdf), measure_ink(pdf, Rendering(dpi=2 * INK_DPI))
    assert isinstance(coarse, InkMeasured)
    assert isinstance(fine, InkMeasured)
    assert coarse.most_mm2 == pytest.approx(fine.most_mm2, abs=0.01)
    assert coarse.inks == fine.inks


def test_of_a_file_with_many_pages_the_first_alone_is_measured_where_only_that_is_asked_for() -> None:
    pages = [patch(10, 10, 10, 10, f"0 0 0 {grey} k") for grey in (0.2, 0.4, 0.6)]
    (first,) = measure_ink(sheet(*pages), pages=[1])
    assert isinstance(first, InkMeasured)
    assert (first.page, first.most_mm2) == (1, pytest.approx(0.2, abs=0.01))
