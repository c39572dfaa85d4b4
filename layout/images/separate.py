"""A picture turned to ink, at the size where it stands.

In: a picture's file, the place it is for, the ink of the press. Out: a JPEG of ink, or a Problem where the data end too soon.
Colour goes through the press's profile (relative colorimetric, black point compensation); grey is black ink alone, with the
press's dot gain taken out.
"""

import io
from math import ceil
from pathlib import Path

from PIL import Image, ImageChops

from layout.base.problems import Problem
from layout.images.faults import DECODER_FAULTS, Filed
from layout.images.ink import Inking, Place, PressInk, Separated
from layout.images.ink_limit import capped
from layout.images.press_ink import black_curve, grey_of, through_profile, to_srgb
from layout.images.raster import opened, turn_of

PPI = 220.0  # at the place; a newspaper's screen of 100 lines shows nothing finer
QUALITY = 88  # of the JPEG; below 80 flat newsprint tints begin to show blocks
_GAP = 2.0  # a picture is first reduced roughly to this many times its size: as good as without, in a third of the time

_GREY_MODES = frozenset({"1", "L", "LA", "La", "I", "F", "I;16", "I;16L", "I;16B", "I;16N"})


def separate(path: Path, place: Place, press: PressInk, filed: Filed) -> tuple[Separated | None, list[Problem]]:
    """The picture as ink for one place, at most 220 pixels an inch, never enlarged; same file and place, same bytes."""
    try:
        with opened(path) as image:
            grey = place.grey or image.mode in _GREY_MODES
            seen = _decoded(image, place, grey)
            ink = _black(seen, press) if grey else _four_inks(seen, press)
            return _as_jpeg(ink, Inking.GREY if grey else Inking.CMYK), []
    except FileNotFoundError:
        return None, [filed.missing()]
    except DECODER_FAULTS:
        return None, [filed.broken("its data end too soon or are damaged")]


def _decoded(image: Image.Image, place: Place, grey: bool) -> Image.Image:
    """The part that shows, upright, on white, at its final size; with `icc_profile` in its info where the file has one."""
    turn = turn_of(image)
    profile = image.info.get("icc_profile")
    across, down = _pixels(image.size if turn is None or not _sideways(turn) else image.size[::-1], place)
    if image.format in ("JPEG", "MPO"):
        # A JPEG can be decoded at a half, a quarter, an eighth: never below what the reduction needs.
        least = (ceil(across / place.crop[2] * _GAP), ceil(down / place.crop[3] * _GAP))
        image.draft("L" if grey and not profile else None, least if turn is None or not _sideways(turn) else least[::-1])
    image.load()
    upright = _eight_bits(image)
    if turn is not None:
        upright = upright.transpose(turn)
    x, y, wide, deep = place.crop
    box = (x * upright.width, y * upright.height, (x + wide) * upright.width, (y + deep) * upright.height)
    box = (max(box[0], 0.0), max(box[1], 0.0), min(box[2], upright.width), min(box[3], upright.height))
    small = upright.resize((across, down), Image.Resampling.LANCZOS, box, reducing_gap=_GAP)
    if small.mode == "RGBA":
        small = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("RGB")
    if profile:
        small.info["icc_profile"] = profile
    return small


def _pixels(size: tuple[int, int], place: Place) -> tuple[int, int]:
    """How many pixels the place gets: 220 an inch, or as many as the picture has there."""
    across = min(ceil(place.width * PPI / 72), round(place.crop[2] * size[0]))
    down = min(ceil(place.height * PPI / 72), round(place.crop[3] * size[1]))
    return max(across, 1), max(down, 1)


def _sideways(turn: Image.Transpose) -> bool:
    return turn not in (Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM, Image.Transpose.ROTATE_180)


def _eight_bits(image: Image.Image) -> Image.Image:
    """As L, RGB, RGBA or CMYK."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    if image.mode in ("I", "I;16", "I;16L", "I;16B", "I;16N"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode == "1" or image.mode == "F":
        return image.convert("L")
    if image.mode == "LAB":
        return to_srgb(image, None)
    return image.convert("RGB")


def _four_inks(image: Image.Image, press: PressInk) -> Image.Image:
    """The picture as CMYK within the press's ink limit. A picture that comes as CMYK keeps its own separation, capped."""
    if image.mode != "CMYK":
        image = through_profile(image.convert("RGB"), press) if press.profile else image.convert("CMYK")
    return capped(image, press.limit)


def _black(image: Image.Image, press: PressInk) -> Image.Image:
    """The picture's lightness as black ink."""
    return grey_of(image, press).point(black_curve(press.profile))


def _as_jpeg(ink: Image.Image, inking: Inking) -> Separated:
    """255 is solid ink in the file. Pillow writes CMYK upside down (Adobe's custom), so it is handed the picture upside down."""
    clean = Image.frombytes(ink.mode, ink.size, ink.tobytes())  # without the metadata that Pillow would write along
    if inking is Inking.GREY:
        # Four planes, three of them exactly empty: a picture of one channel would need a colour space that printers refuse.
        empty = Image.new("L", clean.size, 0)
        clean = Image.merge("CMYK", (empty, empty, empty, clean))
    clean = ImageChops.invert(clean)
    buffer = io.BytesIO()
    clean.save(buffer, "JPEG", quality=QUALITY, subsampling=0, optimize=False)
    return Separated(buffer.getvalue(), clean.width, clean.height, inking)
