"""Each plate of a page as a grey picture, and a map of all inks together in which what is above the press's limit is red."""

import importlib.resources
import io
import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from layout.base.problems import Problem
from layout.base.units import to_mm
from layout.base.values import dataclass
from layout.design.press import Press
from layout.plates.file_names import plain, plain_names
from layout.plates.ink import InkMeasured, ink_of, total_ink
from layout.plates.proofs import made_of_pages, png
from layout.plates.separations import Plates, Rendering
from layout.plates.softproof import DPI

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray
    from PIL import Image, ImageFont

Colour = tuple[int, int, int]

_FINER = 2  # rendered twice as fine: plates are averaged, the map keeps the most of each four pixels
_SOLID = 255
_STEP = 0.5  # of total ink, from one colour of the map to the next
_PIXEL_OVER = 1.05  # times the limit: what a single pixel may have (docs/printing.md)
_BARE: Colour = (255, 255, 255)
_LEAST_INK: Colour = (226, 230, 232)
_AT_LIMIT: Colour = (58, 96, 140)
_OVER: Colour = (244, 120, 96)
_FAR_OVER: Colour = (200, 0, 20)
_LEGEND = 0.22  # of an inch for a line of the legend


@dataclass(frozen=True, slots=True)
class InkBand:
    """Total ink up to `most` (255 for one solid ink; None: no end) is shown in `colour`, and called `label`."""

    most: int | None
    colour: Colour
    label: str


def plate_files(
    pdfs: Mapping[str, bytes], press: Press, dpi: float = DPI, jobs: int = 1
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """`plates/PAGE_Cyan.png` and so on for each plate of each page (`pdfs`: the first page of each file, by the page's printed
    number), 0 ink white, the whole sheet; and `plates/PAGE_ink.png`. What could not be made is left out, with its problem."""
    rendering = Rendering(dpi=dpi * _FINER)
    pages, problems = made_of_pages(pdfs, lambda page, plates: _pictures(page, plates, press), rendering, jobs)
    return {name: data for files in pages.values() for name, data in files.items()}, problems


def ink_map(plates: Plates, limit: float, title: str) -> "Image.Image":
    """All inks together, shown by bands of colour: up to `limit` (2.2: 220 %) grey to blue, above it red; with a legend."""
    bands = ink_bands(limit)
    said = [*_said(ink_of(plates), limit, title)]
    return _with_legend(bare_ink_map(plates, limit), bands, said, plates.dpi / _FINER, len(bands))


def bare_ink_map(plates: Plates, limit: float) -> "Image.Image":
    """The same without its legend: the sheet, a pixel for each four of the plates, numbers of `ink_bands`."""
    import numpy
    from PIL import Image

    bands = ink_bands(limit)
    total = _most_of_each(total_ink(plates))
    edges = [band.most for band in bands if band.most is not None]
    numbers = numpy.searchsorted(numpy.array(edges), total, side="left").astype(numpy.uint8)
    picture = Image.fromarray(numbers, "P")
    palette = [part for band in bands for part in band.colour]
    picture.putpalette([*palette, 0, 0, 0])
    return picture


def _pictures(page: str, plates: Plates, press: Press) -> dict[str, bytes]:
    """The pictures of one page by file name."""
    from PIL import Image

    dpi = plates.dpi / _FINER
    names = plain_names(["ink", *(plate.name for plate in plates.plates)])
    files = {
        f"plates/{plain(page)}_{names[plate.name]}.png": png(Image.fromarray(_SOLID - plate.ink).reduce(_FINER), dpi)
        for plate in plates.plates
    }
    title = f"Page {page}, {press.name}: total ink"
    files[f"plates/{plain(page)}_ink.png"] = png(ink_map(plates, press.most_ink, title), dpi)
    return files


def ink_bands(limit: float) -> tuple[InkBand, ...]:
    """The colours of the map of total ink, from none to far above `limit` (2.2: 220 %)."""
    steps = [_STEP * count for count in range(1, int(limit / _STEP) + 1) if _STEP * count < limit - 0.01]
    edges = [*steps, limit]
    last = max(len(edges) - 1, 1)
    inked = [InkBand(round(edge * _SOLID), _between(n / last), f"to {edge * 100:g} %") for n, edge in enumerate(edges)]
    far = limit * _PIXEL_OVER
    return (
        InkBand(0, _BARE, "none"),
        *inked,
        InkBand(round(far * _SOLID), _OVER, f"over {limit * 100:g} %"),
        InkBand(None, _FAR_OVER, f"over {far * 100:.0f} %"),
    )


def _between(share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(_LEAST_INK, _AT_LIMIT, strict=True))
    return red, green, blue


def _most_of_each(total: "NDArray[numpy.uint16]") -> "NDArray[numpy.uint16]":
    """The greatest of each square of pixels, so that a small spot above the limit is not averaged away."""
    import numpy

    rows, columns = (-(-side // _FINER) * _FINER for side in total.shape)
    whole = numpy.pad(total, ((0, rows - total.shape[0]), (0, columns - total.shape[1])))
    most = whole[::_FINER, ::_FINER].copy()
    for row, column in itertools.product(range(_FINER), repeat=2):
        numpy.maximum(most, whole[row::_FINER, column::_FINER], out=most)
    return most


def _said(ink: InkMeasured, limit: float, title: str) -> tuple[str, ...]:
    if ink.most_mm2_at is None or ink.most_pixel_at is None:
        return title, "no ink inside the trim"
    places = ((ink.most_mm2, ink.most_mm2_at, "over 1 mm²"), (ink.most_pixel, ink.most_pixel_at, "in one pixel"))
    most = (
        f"{value * 100:.0f} % {what}, {to_mm(at.x):.0f} mm from the left, {to_mm(at.y):.0f} mm from the top"
        for value, at, what in places
    )
    return title, f"Limit {limit * 100:g} %. Most: {'; '.join(most)}"


def _with_legend(picture: "Image.Image", bands: tuple[InkBand, ...], said: list[str], dpi: float, black: int) -> "Image.Image":
    """The map with lines of text and the bands' colours under it, on as many lines as its width asks for."""
    from PIL import ImageDraw

    line = round(_LEGEND * dpi)
    font = _font(line * 0.6)
    texts = [part for text in said for part in _wrapped(text, font, picture.width - line)]
    keys = _key_places(bands, font, picture.width, line)
    height = line * (len(texts) + 1 + max(row for _, row in keys) + 1)
    sheet = _extended(picture, height)
    draw = ImageDraw.Draw(sheet)
    draw.fontmode = "1"  # a palette has no half tones between ink and paper
    top = picture.height + line // 2
    for number, text in enumerate(texts):
        draw.text((line // 2, top + number * line), text, fill=black, font=font)
    top += len(texts) * line
    for number, (band, (left, row)) in enumerate(zip(bands, keys, strict=True)):
        box = (left, top + row * line, left + line - 4, top + (row + 1) * line - 4)
        draw.rectangle(box, fill=number, outline=black)
        draw.text((left + line, top + row * line), band.label, fill=black, font=font)
    return sheet


def _extended(picture: "Image.Image", height: int) -> "Image.Image":
    from PIL import Image

    sheet = Image.new("P", (picture.width, picture.height + height))
    palette = picture.getpalette()
    assert palette is not None, "the map is a picture with a palette"
    sheet.putpalette(palette)
    sheet.paste(picture, (0, 0))
    return sheet


def _key_places(bands: tuple[InkBand, ...], font: "ImageFont.FreeTypeFont", width: int, line: int) -> list[tuple[int, int]]:
    """Where each band's colour stands: its left edge in pixels, its row."""
    places: list[tuple[int, int]] = []
    left, row = line // 2, 0
    for band in bands:
        needed = 2 * line + round(font.getlength(band.label))
        if left + needed > width and left > line // 2:
            left, row = line // 2, row + 1
        places.append((left, row))
        left += needed
    return places


def _wrapped(text: str, font: "ImageFont.FreeTypeFont", width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _font(size: float) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    face = importlib.resources.files("broadsheet_fonts").joinpath("libre-franklin/LibreFranklin_500Medium.ttf")
    return ImageFont.truetype(io.BytesIO(face.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)
