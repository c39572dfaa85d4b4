"""Checks of type: its size in print by the inks that it is set in, black that overprints, white that does not."""

from collections.abc import Iterator

from layout.preflight.check_lines import is_rich_black, mixture
from layout.preflight.cover import is_black
from layout.preflight.fault import Fault
from layout.preflight.ground import Under
from layout.preflight.marks import PaintedPicture, PaintedType
from layout.preflight.sheet import Sheet

_ROUNDING = 0.05  # points
_TRACE = 0.01
_GROUND = 0.1  # of ink below: less is paper


def check_type(sheet: Sheet) -> Iterator[Fault]:
    """Every line of type that is printed, and whatever is white and overprints."""
    for place, mark in sheet.printed():
        if mark.paint.white and mark.overprints and not (isinstance(mark, PaintedPicture) and not mark.picture.stencil):
            text = "something white is set to overprint: it will not be seen"
            yield Fault("overprint-white", text, sheet.number, mark.box, mark.paint.operator)
        elif isinstance(mark, PaintedType) and mark.seen:
            under = sheet.ground.below(place)
            yield from _size(sheet, mark)
            if not mark.paint.white:
                yield from _inks(sheet, mark, under.coloured)
            elif under.total > _GROUND:
                yield from _reversed(sheet, mark, under)


def _size(sheet: Sheet, mark: PaintedType) -> Iterator[Fault]:
    least = sheet.press.type.least
    if mark.size < least - _ROUNDING:
        text = f"{_named(mark)} is too small: the press '{sheet.press.name}' takes {least:g} pt and more"
        yield _told("type-least", text, sheet, mark)


def _inks(sheet: Sheet, mark: PaintedType, coloured: float) -> Iterator[Fault]:
    paint, limits = mark.paint, sheet.press.type
    laid = [ink for ink, amount in paint.laid if amount > _TRACE]
    if is_rich_black(paint):
        yield _told("type-rich-black", f"{_named(mark)} is black with other inks ({mixture(paint)})", sheet, mark)
    elif len(laid) > 1 and mark.size < limits.inks - _ROUNDING:
        text = f"{_named(mark)} is set in {len(laid)} inks ({mixture(paint)}), which is taken from {limits.inks:g} pt on"
        yield _told("type-inks", text, sheet, mark)
    elif is_black(paint) and not mark.overprints and coloured > _GROUND and mark.size < sheet.press.overprint.type - _ROUNDING:
        yield _told("overprint-type", f"{_named(mark)} is black and knocks out the colour below it", sheet, mark)


def _reversed(sheet: Sheet, mark: PaintedType, under: Under) -> Iterator[Fault]:
    limits = sheet.press.type
    if mark.size < limits.reversed - _ROUNDING:
        text = f"{_named(mark)} is reversed; the press '{sheet.press.name}' takes that from {limits.reversed:g} pt on"
        yield _told("type-reversed", text, sheet, mark)
    elif mark.size < limits.inks - _ROUNDING:
        behind = [ink for ink, amount in under.laid if amount > _GROUND]
        if not mark.face.bold:
            text = f"{_named(mark)} is reversed and not bold"
            yield _told("type-reversed-light", text, sheet, mark)
        if len(behind) > 1:
            text = f"{_named(mark)} is reversed out of {len(behind)} inks ({', '.join(behind)}): each shifts a little"
            yield _told("type-reversed-inks", text, sheet, mark)


def _named(mark: PaintedType) -> str:
    return f"type in {mark.face.plain_name}, {mark.size:.1f} pt,"


def _told(rule: str, text: str, sheet: Sheet, mark: PaintedType) -> Fault:
    return Fault(rule, text, sheet.number, mark.box, mark.face.plain_name, mark.face.plain_name, mark.size)
