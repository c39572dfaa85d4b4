"""Raster files opened with Pillow: JPEG, PNG, TIFF, WebP, and nothing that Pillow might know besides."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from layout.base.held import Held
from layout.base.quiet import unprinted
from layout.base.values import dataclass
from layout.images.faults import DECODER_FAULTS, Fault, Refusal
from layout.images.guard import Head, look
from layout.images.overheard import check_data
from layout.images.tiff import CIELAB, as_rgb

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")  # a JPEG with further pictures behind it (MPO), as cameras write it, is a JPEG here
MOST_PIXELS = 200_000_000

_ORIENTATION = 0x0112  # the EXIF tag
_SUBFILE = 254  # the TIFF tag
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = (5, 6, 7, 8)


READERS = (*DECODER_FAULTS, Refusal)  # all that reading a picture raises


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture whose head was read. `image`: not decoded yet; `mode`: its colours, where Pillow had to be told others; `source`:
    what Pillow reads."""

    image: Image.Image
    head: Head
    mode: str
    source: Path | io.BytesIO

    @property
    def is_negative(self) -> bool:
        """True where Pillow hands over the numbers upside down: 16-bit greys in which 0 is white; CMYK without Adobe's mark."""
        if self.image.format in ("JPEG", "MPO"):
            # Pillow takes every CMYK JPEG for one of Adobe's, which are stored as negatives.
            return self.image.mode == "CMYK" and "adobe" not in self.image.info
        head = self.head.tiff
        return head is not None and head.photometric == 0 and self.image.mode.startswith("I;16")

    def as_lab(self, image: Image.Image) -> Image.Image:
        """Three channels that were read under another name, as Lab."""
        assert self.head.tiff is not None, "only TIFFs are read under another name"
        light, *colour = image.split()
        if self.head.tiff.photometric == CIELAB:  # counted from 0 both ways (TIFF 6.0, section 23); in Pillow from 128
            colour = [channel.point([value ^ 128 for value in range(256)]) for channel in colour]
        return Image.merge("LAB", (light, *colour))


@contextmanager
def opened(path: Path) -> Iterator[Raster]:
    """The picture with its header read and nothing decoded. Raises any of READERS; call it `hushed`."""
    head = look(path)
    lab = head.tiff is not None and head.tiff.is_lab_to_help
    source = as_rgb(path, head.tiff) if lab and head.tiff is not None else path
    try:
        image = Image.open(source, formats=FORMATS)
    except UnidentifiedImageError as error:
        if not head.kind:
            raise
        raise Refusal(
            Fault.BROKEN, f"it begins as a {head.kind} and is damaged", "Ask for the file again, or save it anew."
        ) from error
    with image:
        if image.width * image.height > MOST_PIXELS:
            size, limit = f"{image.width * image.height / 1e6:.0f} megapixels", f"{MOST_PIXELS / 1e6:.0f} megapixels"
            remedy = f"Save it smaller; a picture across a whole page needs 20 megapixels, and the limit is {limit}."
            raise Refusal(Fault.TOO_LARGE, f"has {size}", remedy)
        # One bit and a colour that is clear make three shades in the end: white paper, ink, and what lies between on the way.
        grey = image.mode == "1" and image.has_transparency_data
        yield Raster(image, head, "LAB" if lab else "L" if grey else image.mode, source)


def decode(raster: Raster) -> None:
    """Decode the pixels. Raises any of READERS, also where the decoder goes on over damage."""
    if raster.image.format == "TIFF" and raster.image.info.get("compression") != "raw":
        check_data(raster.source)
    raster.image.load()


def moves(raster: Raster) -> bool:
    """True where the file holds further pictures that somebody may mean: frames of a film, pages of a TIFF."""
    image = raster.image
    if image.format == "TIFF":
        try:
            image.seek(1)
            return not int(getattr(image, "tag_v2", {}).get(_SUBFILE, 0)) & 1  # TIFF 6.0, section 8: 1 is a smaller copy
        except READERS:
            return False
        finally:
            image.seek(0)
    return image.format != "MPO" and bool(getattr(image, "is_animated", False))


@contextmanager
def _hush() -> Iterator[None]:
    guard = Image.MAX_IMAGE_PIXELS
    warnings.filterwarnings("ignore", module=r"PIL\.")  # of damaged metadata, which is no fault here
    added = warnings.filters[0]
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with unprinted("PIL"):
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = guard
        # Alone: what others have added to the list meanwhile stays, which it would not with `catch_warnings`.
        if isinstance(warnings.filters, list) and added in warnings.filters:
            warnings.filters.remove(added)


hushed = Held(_hush)
"""While `hushed()` lasts, Pillow's warnings and its log print nothing in the whole process, and it opens pictures of up to twice
MOST_PIXELS, so that `opened` can refuse them in its own words. Threads may hold it at the same time."""


def turn_of(image: Image.Image) -> Image.Transpose | None:
    """How the picture has to be turned to stand upright; None where it does, and where its metadata cannot be read."""
    return _TURNS.get(_orientation(image))


def is_sideways(turn: Image.Transpose) -> bool:
    """True where width and height change places."""
    return turn not in (Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM, Image.Transpose.ROTATE_180)


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height in pixels, turned upright."""
    return (image.height, image.width) if _orientation(image) in _SIDEWAYS else (image.width, image.height)


def _orientation(image: Image.Image) -> int:
    if image.format == "TIFF":
        return 1  # Pillow turns these by itself while it loads them, and says their upright size before
    if image.format == "PNG" and "exif" not in image.info:
        return 1  # Pillow would decode the whole picture to look behind it
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except DECODER_FAULTS:
        return 1
