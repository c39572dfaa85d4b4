"""Checks of pictures: resolution in their place, how they are packed, what hangs on them."""

from collections.abc import Iterator

from layout.base.problems import Severity
from layout.design.press import Standard
from layout.preflight.fault import Fault
from layout.preflight.marks import PaintedPicture
from layout.preflight.matrix import stretch
from layout.preflight.sheet import Sheet

_INCH = 72.0
_SMALL = 16  # pixels on either side: a strip of a gradient or a flat patch is no picture that could be sharp
_ROUNDING = 0.5  # ppi


def check_images(sheet: Sheet) -> Iterator[Fault]:
    """Every picture that is printed."""
    for _, mark in sheet.printed():
        if isinstance(mark, PaintedPicture):
            yield from _resolution(sheet, mark)
            yield from _packing(sheet, mark)
    for name, box, unread in sheet.ground.unread:
        yield Fault(unread.rule, f"'{name}': {unread.text}", sheet.number, box, name, name)


def effective_ppi(mark: PaintedPicture) -> float:
    """Pixels an inch where the picture stands, along the side where there are fewer."""
    across, down = stretch(mark.matrix)
    size = mark.picture.size
    return min(size.width * _INCH / max(across, 1e-6), size.height * _INCH / max(down, 1e-6))


def _resolution(sheet: Sheet, mark: PaintedPicture) -> Iterator[Fault]:
    picture, press = mark.picture, sheet.press
    if min(picture.size) < _SMALL:
        return
    ppi = effective_ppi(mark)
    kind, limits = ("art", press.line_art_ppi) if picture.one_bit else ("image", press.photo_ppi)
    named = "the one-bit picture" if picture.one_bit else "the picture"
    size = f"{picture.size.width} x {picture.size.height} pixels"
    said = f"{named} '{mark.name}' ({size}) has {ppi:.0f} ppi in its place"
    if ppi < limits.refused - _ROUNDING:
        text = f"{said}; the press '{press.name}' refuses less than {limits.refused:.0f}"
        yield Fault(f"{kind}-ppi-refused", text, sheet.number, mark.box, mark.name, mark.name, ppi)
    elif ppi < limits.least - _ROUNDING:
        text = f"{said}; the press '{press.name}' advises {limits.least:.0f}"
        yield Fault(f"{kind}-ppi-least", text, sheet.number, mark.box, mark.name, mark.name, ppi)


def _packing(sheet: Sheet, mark: PaintedPicture) -> Iterator[Fault]:
    picture, name = mark.picture, mark.name
    later = Severity.ERROR if sheet.press.standard is Standard.X1A else None  # both came with PDF 1.5, after PDF/X-1a
    if "JPXDecode" in picture.filters:
        yield Fault("image-jpx", f"the picture '{name}' is a JPEG 2000", sheet.number, mark.box, name, name)
    if "LZWDecode" in picture.filters:
        yield Fault("file-lzw", f"the picture '{name}' is packed by LZW", sheet.number, mark.box, name, name)
    if picture.bits > 8:
        text = f"the picture '{name}' has {picture.bits} bits a component"
        yield Fault("image-16bit", text, sheet.number, mark.box, name, name, severity=later)
    if picture.alternates:
        yield Fault("image-alternates", f"the picture '{name}' has alternates", sheet.number, mark.box, name, name)
    if picture.opi:
        text = f"the picture '{name}' is to be exchanged for another (OPI)"
        yield Fault("image-opi", text, sheet.number, mark.box, name, name)
    if picture.soft:
        text = f"the picture '{name}' has a soft mask"
        yield Fault("transparency-mask", text, sheet.number, mark.box, name, name)
