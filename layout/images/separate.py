"""A picture turned to ink, at the size where it stands.

In: a picture's file, the place it is for, the ink of the press. Out: ink with what was done to get it, or a Problem where the
data end too soon. Colour goes through the press's profile (relative colorimetric, black point compensation); grey is black ink
alone, with the press's dot gain taken out; art in one bit stays as it is.
"""

from dataclasses import replace
from pathlib import Path

from PIL import Image

from layout.base.problems import Problem
from layout.images.faults import Filed
from layout.images.ink import Inking, Place, PressInk, Separated, Treatment
from layout.images.plates import plate, plate_bits, plate_black
from layout.images.press_ink import as_ink, black_curve, grey_of, is_of_press, profile_name
from layout.images.raster import READERS, Raster, opened
from layout.images.seen import Seen, is_grey, is_line_art, see, see_line_art
from layout.images.sharpen import sharpened


def separate(path: Path, place: Place, press: PressInk, filed: Filed) -> tuple[Separated | None, list[Problem]]:
    """The picture as ink for one place, at the press's pixels an inch, never enlarged; same file and place, same bytes."""
    try:
        with opened(path) as raster:
            if is_line_art(raster):
                return _line_art(see_line_art(raster, place), place, Treatment(raster.mode, 1)), []
            grey = place.grey or is_grey(raster)
            came = Treatment(raster.mode, _bits(raster))
            seen = see(raster, place, press.ppi, grey)
        return (_black if grey else _four_inks)(seen, place, press, came), []
    except READERS as error:
        return None, [filed.told(error)]


def _bits(raster: Raster) -> int:
    return 16 if raster.head.bits == 16 or raster.image.mode.startswith("I") else 8


def _line_art(part: Image.Image, place: Place, came: Treatment) -> Separated:
    size = part.size
    ink = 1.0 if not part.getextrema()[0] else 0.0
    done = replace(came, shown=size, ppi=_ppi(size, place), ink_before=ink, ink=ink)
    return Separated(plate_bits(part), *size, Inking.LINE_ART, done)


def _four_inks(seen: Seen, place: Place, press: PressInk, came: Treatment) -> Separated:
    """The picture as CMYK within the press's ink limit. A picture that comes as CMYK keeps its own separation, capped."""
    ppi = _ppi(seen.image.size, place)
    image, damaged = as_ink(sharpened(seen.image, ppi, press), seen.profile, press)
    plated = plate(image, press.limit, ppi)
    kept = seen.image.mode == "CMYK"
    done = replace(
        _known(came, seen, press, damaged),
        kept=kept,
        other_press=kept and bool(seen.profile) and not is_of_press(seen.profile, press),
        ppi=ppi,
        ink_before=plated.ink_before,
        ink=plated.ink,
        capped=plated.capped,
    )
    return Separated(plated.data, image.width, image.height, Inking.CMYK, done)


def _black(seen: Seen, place: Place, press: PressInk, came: Treatment) -> Separated:
    """The picture's lightness as black ink."""
    ppi = _ppi(seen.image.size, place)
    grey, damaged = grey_of(seen.image, seen.profile, press)
    image = sharpened(grey, ppi, press).point(black_curve(press.profile))
    plated = plate_black(image)
    done = replace(_known(came, seen, press, damaged), ppi=ppi, ink_before=plated.ink_before, ink=plated.ink)
    return Separated(plated.data, image.width, image.height, Inking.GREY, done)


def _known(came: Treatment, seen: Seen, press: PressInk, damaged: bool) -> Treatment:
    """What is the same for every photo."""
    name = profile_name(seen.profile)
    return replace(came, profile=name, damaged=damaged, shown=seen.shown, sharpened=press.sharpen)


def _ppi(size: tuple[int, int], place: Place) -> float:
    """Pixels an inch in the place, of the direction that has fewer."""
    return min(size[0] / place.width, size[1] / place.height) * 72
