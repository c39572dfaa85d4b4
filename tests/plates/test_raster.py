import io
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from layout.base.units import mm
from layout.plates import raster
from layout.plates.raster import MOST_PIXELS, DrawnPage, draw_pages
from layout.plates.running import Limits
from layout.plates.unrendered import NotRendered, Reason
from tests.plates.sheets_of_ink import HEIGHT, ROOT, WIDTH, endless, patch, saved, sheet


def drawn(pdf: bytes, dpi: float = 72.0) -> DrawnPage:
    (page,) = draw_pages(pdf, dpi)
    assert isinstance(page, DrawnPage), page
    return page


def test_each_page_is_a_picture_of_its_size() -> None:
    pages = draw_pages(sheet(" ", patch(10, 10, 20, 20, "0 0 0 1 k")), dpi=50.8)
    assert [(page.width, page.height) for page in pages if isinstance(page, DrawnPage)] == [(200, 300), (200, 300)]
    assert isinstance(pages[1], DrawnPage)
    image = Image.open(io.BytesIO(pages[1].png))
    assert image.mode == "RGB"
    assert sum(image.getpixel((40, 40))) < 120
    assert image.getpixel((100, 100)) == (255, 255, 255)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_place_inside_the_trim_is_found_on_the_picture(rotation: int) -> None:
    """The trim is tinted and nothing else is: it must be dark where the sheet has the trim, and all else white."""
    trim = pikepdf.Array([mm(10), mm(20), mm(80), mm(120)])
    pdf = sheet(patch(10, 30, 70, 100, "0 0 0 1 k"), TrimBox=trim, CropBox=trim, Rotate=rotation)
    page = drawn(pdf)
    image = Image.open(io.BytesIO(page.png)).convert("L").point(lambda level: 255 if level < 128 else 0)
    box = image.getbbox()
    assert box is not None
    across, down = page.width / page.sheet.width, page.height / page.sheet.height
    whole = page.sheet.trim
    expected = (whole.x * across, whole.y * down, whole.right * across, whole.bottom * down)
    assert box == pytest.approx(expected, abs=1.5)


def test_a_page_with_a_larger_unit_is_drawn_and_measured_in_points() -> None:
    page = drawn(sheet(" ", UserUnit=2))
    assert page.sheet.width == pytest.approx(2 * WIDTH)
    assert page.width == pytest.approx(2 * WIDTH, abs=1)


def test_a_very_large_page_is_drawn_more_coarsely() -> None:
    page = drawn(sheet(" ", MediaBox=pikepdf.Array([0, 0, 14400, 14400])), dpi=300)
    assert page.width * page.height <= MOST_PIXELS * 1.01
    assert page.dpi < 72


@pytest.mark.parametrize("pdf", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", bytes(5000)])
def test_what_is_no_pdf_is_told(pdf: bytes) -> None:
    (fault,) = draw_pages(pdf)
    assert isinstance(fault, NotRendered)
    assert fault.reason is Reason.DAMAGED


def test_a_page_that_takes_for_ever_is_stopped_and_the_ones_around_it_are_drawn() -> None:
    document = pikepdf.open(io.BytesIO(endless()))
    for place in (0, 2):
        other = pikepdf.open(io.BytesIO(sheet(patch(10, 10, 20, 20, "0 0 0 1 k"))))
        document.pages.insert(place, other.pages[0])
    first, second, third = draw_pages(saved(document), limits=Limits(seconds=1.5))
    assert isinstance(first, DrawnPage)
    assert isinstance(second, NotRendered)
    assert second.reason in (Reason.SLOW, Reason.DAMAGED)  # it may come to the end of its memory before
    assert isinstance(third, DrawnPage)


def test_the_same_page_gives_the_same_bytes() -> None:
    pdf = sheet(patch(10, 10, 20, 20, "0.2 0.4 0.6 0 k"))
    assert drawn(pdf).png == drawn(pdf).png


def test_pages_are_drawn_in_the_order_in_which_they_are_asked_for() -> None:
    pages = draw_pages(sheet(" ", " ", MediaBox=pikepdf.Array([0, 0, WIDTH, HEIGHT])), pages=[2, 7, 1])
    assert [page.sheet.page if isinstance(page, DrawnPage) else page.reason for page in pages] == [2, Reason.DAMAGED, 1]


def test_the_child_finds_the_program_where_this_process_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As from a checkout that is not installed, its folder being the current one: the child runs in another."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    (checkout / "layout").symlink_to(ROOT / "layout")
    monkeypatch.chdir(checkout)
    installed = [entry for entry in sys.path if entry not in ("", str(ROOT))]
    monkeypatch.setattr(sys, "path", ["", *installed])
    # -S: no site, and so nothing that an installation added.
    monkeypatch.setattr(raster, "_PYTHON", (*raster._PYTHON[:1], "-S", *raster._PYTHON[1:]))
    assert isinstance(drawn(sheet(" ")), DrawnPage)


def test_a_child_that_never_started_is_told_apart_from_a_bad_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "_PYTHON", (sys.executable, "-m", "no.such.program"))
    faults = draw_pages(sheet(" ", " "))
    assert [fault.reason for fault in faults if isinstance(fault, NotRendered)] == [Reason.UNSTARTED] * 2
    assert "No module named" in faults[0].message
    monkeypatch.setattr(raster, "_PYTHON", ("/nowhere/python",))
    (fault,) = draw_pages(sheet(" "))
    assert isinstance(fault, NotRendered)
    assert fault.reason is Reason.UNSTARTED
