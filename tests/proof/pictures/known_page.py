"""A page whose ink is known place by place: black type, a picture in three inks, a spot, and a patch of too much ink."""

import hashlib
import io
from pathlib import Path

import numpy
import pikepdf
from PIL import Image
from reportlab.lib.colors import CMYKColor, CMYKColorSep
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.plates.sheets_of_ink import ROOT

WIDTH, HEIGHT, BLEED = 306.3, 425.7, 9.0
"""Points, of the media; the trim lies `BLEED` inside."""

SPOT = "PANTONE 186 C"
TYPE, PICTURE, SPOTTED, HEAVY, BARE = (
    (30.0, 30.0, 120.0, 200.0),
    (170.0, 40.0, 100.0, 80.0),
    (170.0, 150.0, 60.0, 40.0),
    (170.0, 230.0, 40.0, 30.0),
    (170.0, 320.0, 80.0, 60.0),
)
"""x, y, width, height in points from the media's top left."""

_WORDS = "Rivers rose above the third mark before dawn and the council shut both bridges until the water had fallen again. "


def known_page() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, (WIDTH, HEIGHT), invariant=True, pageCompression=1)
    pdfmetrics.registerFont(TTFont("Franklin", ROOT / "fonts/libre-franklin/LibreFranklin_400Regular.ttf"))
    _set_type(canvas)
    x, y, width, height = PICTURE
    canvas.drawImage(ImageReader(io.BytesIO(_photo())), x, HEIGHT - y - height, width, height)
    for (x, y, width, height), ink in (
        (SPOTTED, CMYKColorSep(0, 0.9, 0.7, 0.1, spotName=SPOT)),
        (HEAVY, CMYKColor(1, 0.9, 0.8, 0)),
    ):
        canvas.setFillColor(ink)
        canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)
    canvas.save()
    return _trimmed(stream.getvalue())


def kept_in(folder: Path, pdf: bytes) -> tuple[str, Path]:
    """The key, and the path as kept proofs have it."""
    key = hashlib.sha256(pdf).hexdigest()
    path = folder / f"{key}.pdf"
    path.write_bytes(pdf)
    return key, path


def levels(picture: bytes) -> "numpy.ndarray":
    """A picture's values as whole numbers with a sign."""
    return numpy.asarray(Image.open(io.BytesIO(picture))).astype(int)


def part(values: "numpy.ndarray", area: tuple[float, float, float, float], dpi: float, inside: float = 2.0) -> "numpy.ndarray":
    """The pixels of an area, drawn in by `inside` points."""
    x, y, width, height = area
    left, top, right, foot = (
        round(side * dpi / 72) for side in (x + inside, y + inside, x + width - inside, y + height - inside)
    )
    return values[top:foot, left:right]


def _set_type(canvas: Canvas) -> None:
    canvas.setFillColor(CMYKColor(0, 0, 0, 1))
    text = canvas.beginText(TYPE[0], HEIGHT - TYPE[1] - 8)
    text.setFont("Franklin", 9, leading=10.5)
    words = (_WORDS * 4).split()
    for first in range(0, len(words), 5):
        text.textLine(" ".join(words[first : first + 5])[:26])
    canvas.drawText(text)


def _photo() -> bytes:
    """A JPEG in process inks without black."""
    across, down = numpy.meshgrid(numpy.linspace(20, 200, 400), numpy.linspace(20, 160, 320))
    bare = numpy.zeros_like(across)
    inks = numpy.stack([across, down, (across + down) / 2, bare], axis=2).astype(numpy.uint8)
    stream = io.BytesIO()
    Image.fromarray(inks, "CMYK").save(stream, "JPEG", quality=95, subsampling=0)
    return stream.getvalue()


def _trimmed(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        page.trimbox = page.cropbox = pikepdf.Array([BLEED, BLEED, WIDTH - BLEED, HEIGHT - BLEED])
        stream = io.BytesIO()
        document.save(stream, deterministic_id=True)
    return stream.getvalue()
