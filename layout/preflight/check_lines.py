"""Checks of lines: their weight in print, black rules, white ones. Areas so narrow that they serve as lines count as such."""

from collections.abc import Iterator

from layout.preflight.cover import is_black
from layout.preflight.fault import Fault
from layout.preflight.marks import AS_AREA, Paint, PaintedLine
from layout.preflight.sheet import Sheet

_ROUNDING = 0.005  # points: what three decimals in a file, scaled, may be off
_BLACK = 0.9  # of black: with other inks, a rich black
_TRACE = 0.01
_FINE = 0.1  # points: lighter lines are told to a thousandth
_GROUND = 0.1  # of colour below a mark: less shows no white rim


def check_lines(sheet: Sheet) -> Iterator[Fault]:
    """Every line that is printed."""
    for place, mark in sheet.printed():
        if isinstance(mark, PaintedLine):
            under = sheet.ground.below(place)
            if not mark.paint.white or under.total > _GROUND:
                yield from _weight(sheet, mark)
            if mark.weight < sheet.press.overprint.rules - _ROUNDING:
                yield from _black(sheet, mark, under.coloured)


def _weight(sheet: Sheet, mark: PaintedLine) -> Iterator[Fault]:
    limits, weight = sheet.press.lines, in_points(mark.weight)
    drawn = "a line" if mark.drawn != AS_AREA else "a line, drawn as a filled area,"
    if mark.weight < limits.refused - _ROUNDING:
        text = f"{drawn} is {weight} thick; the press '{sheet.press.name}' refuses less than {limits.refused:g} pt"
        yield Fault("line-refused", text, sheet.number, mark.box, mark.drawn, rank=mark.weight)
    elif mark.weight < limits.least - _ROUNDING:
        text = f"{drawn} is {weight} thick; the press '{sheet.press.name}' advises {limits.least:g} pt"
        yield Fault("line-least", text, sheet.number, mark.box, mark.drawn, rank=mark.weight)


def _black(sheet: Sheet, mark: PaintedLine, coloured: float) -> Iterator[Fault]:
    if is_rich_black(mark.paint):
        text = f"a line of {in_points(mark.weight)} is black with other inks ({mixture(mark.paint)}); they will not meet"
        yield Fault("line-rich-black", text, sheet.number, mark.box, mark.drawn, rank=mark.weight)
    elif is_black(mark.paint) and not mark.overprints and coloured > _GROUND:
        text = f"a black line of {in_points(mark.weight)} knocks out the colour below it"
        yield Fault("overprint-rule", text, sheet.number, mark.box, mark.drawn, rank=mark.weight)


def in_points(weight: float) -> str:
    """A line's weight in words: as many digits as it takes to tell it from none."""
    return f"{weight:.2f} pt" if weight >= _FINE else f"{weight:.3f}".rstrip("0").rstrip(".") + " pt"


def is_rich_black(paint: Paint) -> bool:
    """True for black with other inks in it."""
    laid = dict(paint.laid)
    return laid.get("Black", 0.0) >= _BLACK and sum(laid.values()) - laid["Black"] > _TRACE


def mixture(paint: Paint) -> str:
    """A colour's inks in per cent: `C 60 K 100`."""
    return " ".join(
        f"{ink[0] if ink in ('Cyan', 'Magenta', 'Yellow') else 'K' if ink == 'Black' else ink} {amount * 100:.0f}"
        for ink, amount in paint.laid
    )
