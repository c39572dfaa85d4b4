"""The child that draws pages with pdfium: `python -m layout.plates.pdfium FILE FOLDER PAGE:SCALE...` leaves FOLDER/PAGE.png.

A process of its own, because pdfium is not thread-safe and a hostile file may crash it or keep it busy for ever; a page that
fails leaves no file. FOLDER/started says that it came so far as to open the file.
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

_STARTED = "started"


def draw_pages(pdf: Path, folder: Path, scales: dict[int, float]) -> None:
    """Draw pages (counted from 1), each at its scale (pixels a unit of user space): the whole media, what is printed on it."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, scale in scales.items():
            try:
                _draw(document, number, scale).save(folder / "drawing.tmp", "PNG", compress_level=4)
            except (pypdfium2.PdfiumError, MemoryError, ValueError, OSError):
                continue  # the parent says which pages are missing
            (folder / "drawing.tmp").rename(folder / f"{number}.png")


def _draw(document: pypdfium2.PdfDocument, number: int, scale: float) -> Image.Image:
    page = document[number - 1]
    page.set_cropbox(*page.get_mediabox())  # else only what a viewer shows, and not what the printer gets
    page.close()
    page = document[number - 1]
    bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
    page.close()
    picture: Image.Image = bitmap.to_pil()
    return picture.convert("RGB")


def _scale(argument: str) -> tuple[int, float]:
    number, _, scale = argument.partition(":")
    return int(number), float(scale)


if __name__ == "__main__":
    (Path(sys.argv[2]) / _STARTED).touch()
    try:
        draw_pages(Path(sys.argv[1]), Path(sys.argv[2]), dict(_scale(argument) for argument in sys.argv[3:]))
    except pypdfium2.PdfiumError as fault:
        sys.exit(str(fault))
