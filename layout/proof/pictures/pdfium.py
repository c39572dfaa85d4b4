"""The process that draws for the proof desk: `python -m layout.proof.pictures.pdfium` answers what it is asked on its input.

A process of its own, since PDFium is not thread-safe and a hostile file may crash it or keep it busy for ever. It ends when its
input ends, even amid a drawing: whoever started it is gone then, however that came.

Pictures are JPEG without colour subsampling at quality 95. Measured on squares of 512 pixels of 9 pt body type: at 96 dpi the
error is 1.4 of 255 (root mean square; 2.0 at quality 92, 3.6 at 85), edges keep 102 % of their contrast, 136 kB in 1.5 ms; as
PNG (level 1) 14 ms and 300 kB, and a whole page with photographs at 96 dpi 107 ms against 12; WebP 15 to 420 ms, and its
chroma is always halved: 9 pt type loses 4 to 10 % of its edges at 192 dpi.
"""

import io
import json
import os
import sys
from collections import OrderedDict
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from layout.proof.pictures.frames import read_frame, write_frame
from layout.proof.pictures.tiles import Window, level_dpi, pixels, tile_window

DRAWN, NO_SUCH, FAULT = b"+", b"0", b"!"
"""How an answer begins: the picture follows; there is no such page or tile; it can't be drawn."""

_QUALITY = 95
_MOST_OPEN = 6  # pages held with their decoded pictures, some 25 MB each
_PER_INCH = 72.0
_FAULTS = (pypdfium2.PdfiumError, MemoryError, ValueError, OSError)
_GONE = (KeyError, FileNotFoundError)


class _Page:
    """The first page of a file, open; PDFium keeps its pictures decoded."""

    def __init__(self, path: str) -> None:
        self._document = pypdfium2.PdfDocument(path)
        page = self._document[0]
        page.set_cropbox(*page.get_mediabox())  # else only what a viewer shows, and not the whole sheet
        page.close()
        self._page = self._document[0]
        self.media: tuple[float, float] = self._page.get_size()

    def draw(self, window: Window, dpi: float) -> Image.Image:
        """Some pixels of the page at `dpi`, on white."""
        bitmap = pypdfium2.PdfBitmap.new_native(window.width, window.height, raw.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, window.width, window.height)
        # By a matrix, since FPDF_RenderPageBitmap stretches the page to whole pixels, and tiles would not be where they say.
        scale = dpi / _PER_INCH
        matrix = raw.FS_MATRIX(scale, 0, 0, scale, -window.left, -window.top)
        clip = raw.FS_RECTF(0, 0, window.width, window.height)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, self._page.raw, matrix, clip, 0)
        picture: Image.Image = bitmap.to_pil()  # RGB, a copy
        bitmap.close()
        return picture

    def close(self) -> None:
        self._page.close()
        self._document.close()


class _Shelf:
    """The pages used last, open."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, _Page] = OrderedDict()

    def page(self, path: str) -> _Page:
        page = self._pages.get(path)
        if page is None:
            while len(self._pages) >= _MOST_OPEN:
                self._pages.popitem(last=False)[1].close()
            page = self._pages[path] = _Page(path)
        self._pages.move_to_end(path)
        return page


def answer(shelf: _Shelf, asked: dict[str, Any]) -> bytes:
    """The answer to `{"path", "dpi"}` or `{"path", "level", "column", "row"}`."""
    try:
        page = shelf.page(asked["path"])
        if "dpi" in asked:
            dpi: float = asked["dpi"]
            window: Window | None = Window(0, 0, *pixels(page.media, dpi))
        else:
            dpi = level_dpi(asked["level"])
            window = tile_window(page.media, asked["level"], asked["column"], asked["row"])
        return NO_SUCH if window is None else DRAWN + _jpeg(page.draw(window, dpi), dpi)
    except _GONE:
        return NO_SUCH
    except _FAULTS as fault:
        return FAULT + (str(fault) or type(fault).__name__).encode()


def _jpeg(picture: Image.Image, dpi: float) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_QUALITY, subsampling=0, dpi=(round(dpi), round(dpi)))
    return stream.getvalue()


def _listen(stream: IO[bytes], requests: "SimpleQueue[bytes]") -> None:
    """A thread of its own, so that the end of the input is noticed amid a drawing: PDFium runs without Python's lock."""
    while (frame := read_frame(stream)) is not None:
        requests.put(frame)
    os._exit(0)


def main() -> None:
    """Answer until the input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    requests: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    shelf = _Shelf()
    while True:
        request = requests.get()  # an empty one asks whether it has started
        write_frame(answers, answer(shelf, json.loads(request)) if request else b"")


if __name__ == "__main__":
    main()
