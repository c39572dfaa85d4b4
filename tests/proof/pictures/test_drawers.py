import asyncio
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest
from PIL import Image, ImageFilter

from layout.plates.unrendered import NotRendered, Reason
from layout.proof.pictures.drawers import Drawers, Picture
from layout.proof.pictures.tiles import LEVELS, TILE, level_dpi, pixels
from tests.proof.pictures.asking import asked
from tests.proof.pictures.known_page import BARE, HEAVY, HEIGHT, SPOTTED, TYPE, WIDTH, kept_in, known_page, levels, part


@pytest.fixture(scope="module")
def drawers() -> Iterator[Drawers]:
    these = Drawers(2)
    yield these
    these.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept_in(tmp_path_factory.mktemp("kept"), known_page())[1]


def drawn(picture: Picture) -> bytes:
    assert isinstance(picture, bytes), picture
    return picture


async def put_together(drawers: Drawers, page: Path, level: int) -> Image.Image:
    """All tiles of a level, on one picture."""
    size = pixels((WIDTH, HEIGHT), level_dpi(level))
    sheet = Image.new("RGB", size)
    places = [(column, row) for column in range(-(-size[0] // TILE)) for row in range(-(-size[1] // TILE))]
    tiles = await asyncio.gather(*(drawers.tile(page, level, column, row) for column, row in places))
    for (column, row), tile in zip(places, tiles, strict=True):
        sheet.paste(Image.open(io.BytesIO(drawn(tile))), (column * TILE, row * TILE))
    return sheet


def test_a_whole_page_is_its_media_at_the_resolution_asked_for(drawers: Drawers, page: Path) -> None:
    for dpi in (24, 48, 96):
        picture = drawn(asked(drawers.whole(page, dpi)))
        image = Image.open(io.BytesIO(picture))
        assert image.format == "JPEG"
        assert image.size == pixels((WIDTH, HEIGHT), dpi)
    values = levels(picture)
    assert part(values, BARE, 96).min() > 250
    assert part(values, HEAVY, 96).mean() < 110
    assert part(values, TYPE, 96).min() < 90


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_what_stands_on_the_page_stands_at_its_place_on_the_tiles(drawers: Drawers, page: Path, level: int) -> None:
    together = asked(put_together(drawers, page, level)).convert("L")
    scale = level_dpi(level) / 72
    for x, y, width, height in (HEAVY, SPOTTED):
        around = tuple(round(side * scale) for side in (x - 5, y - 5, x + width + 5, y + height + 5))
        box = together.crop(around).point(lambda grey: 255 if grey < 160 else 0).getbbox()
        assert box is not None
        found = [side + around[number % 2] for number, side in enumerate(box)]
        assert found == pytest.approx([side * scale for side in (x, y, x + width, y + height)], abs=1)


def test_another_program_sees_the_same_page(drawers: Drawers, page: Path) -> None:
    """Poppler's colours of inks are others, and it moves letters to whole pixels: what is dark is compared, blurred."""
    together = asked(put_together(drawers, page, 1)).convert("L")
    command = ["pdftoppm", "-r", "96", "-png", "-singlefile", str(page)]
    other = Image.open(io.BytesIO(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)).convert("L")
    assert other.size == together.size
    ours, theirs = (numpy.asarray(each.filter(ImageFilter.BoxBlur(4))).astype(float) for each in (together, other))
    assert numpy.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.98
    assert abs(ours - theirs).mean() < 3


def test_tiles_put_together_are_the_whole_drawing(drawers: Drawers, page: Path) -> None:
    together = numpy.asarray(asked(put_together(drawers, page, 1))).astype(int)
    whole = levels(drawn(asked(drawers.whole(page, 96))))
    assert whole.shape == together.shape
    unlike = abs(whole - together)
    assert unlike.mean() < 0.2
    assert unlike.max() < 40  # JPEG's own, where the squares of eight pixels are others


def test_9_point_type_keeps_its_edges(drawers: Drawers, page: Path) -> None:
    """Against what PDFium draws, before it is made a JPEG."""
    import pypdfium2

    with pypdfium2.PdfDocument(page) as document:
        document[0].set_cropbox(*document[0].get_mediabox())
        drawing = document[0].render(scale=192 / 72 * pixels((WIDTH, HEIGHT), 192)[0] / (WIDTH * 192 / 72)).to_pil().convert("L")
    tiles = asked(put_together(drawers, page, 2)).convert("L")
    exact, seen = (part(numpy.asarray(each).astype(int), TYPE, 192) for each in (drawing, tiles))
    contrast = [abs(numpy.diff(each, axis=1)).sum() for each in (exact, seen)]
    assert contrast[1] > 0.97 * contrast[0]


def test_there_is_no_tile_outside_the_sheet_and_no_page_in_no_file(drawers: Drawers, page: Path) -> None:
    async def nothing() -> list[Picture]:
        return [
            await drawers.tile(page, 1, 1, 0),
            await drawers.tile(page, 0, 0, 1),
            await drawers.tile(page, LEVELS, 0, 0),
            await drawers.tile(page, 2, 10**9, 0),
            await drawers.tile(page, -1, 0, 0),
            await drawers.whole(page, 100),
            await drawers.whole(page.with_name("none.pdf"), 96),
            await drawers.tile(page.with_name("none.pdf"), 0, 0, 0),
        ]

    assert asked(nothing()) == [None] * 8


@pytest.mark.parametrize("pdf", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", bytes(5000)])
def test_what_is_no_pdf_is_told(drawers: Drawers, tmp_path: Path, pdf: bytes) -> None:
    _, path = kept_in(tmp_path, pdf)
    fault = asked(drawers.whole(path, 96))
    assert isinstance(fault, NotRendered)
    assert fault.reason is Reason.DAMAGED
    assert fault.message
    assert fault.remedy


def test_a_picture_asked_for_again_is_the_same_bytes(drawers: Drawers, page: Path) -> None:
    first, second = (asked(drawers.tile(page, 1, 0, 0)) for _ in range(2))
    assert first is second


def test_many_who_ask_at_once_get_their_pictures(drawers: Drawers, tmp_path: Path) -> None:
    _, page = kept_in(tmp_path, known_page().replace(b"%%EOF", b"%%EOF\n"))

    async def all_at_once() -> list[Picture]:
        return await asyncio.gather(
            *(drawers.whole(page, 96) for _ in range(40)), *(drawers.tile(page, 2, 0, 0) for _ in range(40))
        )

    assert len({drawn(each) for each in asked(all_at_once())}) == 2
