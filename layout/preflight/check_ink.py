"""Checks of total ink, from a render where there is one and from the marks themselves where there is none."""

from collections.abc import Iterator

from layout.design.press import Press
from layout.preflight.expected import InkOfPage
from layout.preflight.fault import Fault
from layout.preflight.matrix import area_of
from layout.preflight.sheet import Sheet

SURPLUS = 1.05  # JPEG compression lifts single pixels of a picture that was separated to the limit by 3 % of it (measured)
_ROUNDING = 0.005


def computed_ink(sheet: Sheet) -> InkOfPage:
    """The page's ink as it is computed from its marks."""
    ground = sheet.ground
    most_at = area_of(ground.most_box) if ground.most_box is not None else None
    peak_at = area_of(ground.peak_box) if ground.peak_box is not None else None
    return InkOfPage(sheet.number, ground.most, ground.peak, ground.inks, most_at, peak_at)


def check_ink(ink: InkOfPage, press: Press) -> Iterator[Fault]:
    """No square millimetre above the press's limit, and no place five per cent above it."""
    limit = press.most_ink
    said = f"the press '{press.name}' takes {limit:.0%}"
    if ink.most > limit + _ROUNDING:
        text = f"a square millimetre carries {ink.most:.0%} of ink, a single place {ink.peak:.0%}; {said}"
        area, rule = ink.most_at, "ink-most"
    elif ink.peak > limit * SURPLUS + _ROUNDING:
        text = f"a single place carries {ink.peak:.0%} of ink; {said}, and {SURPLUS - 1:.0%} of that more"
        area, rule = ink.peak_at, "ink-peak"
    else:
        return
    box = (area.x, area.y, area.right, area.bottom) if area is not None else None
    yield Fault(rule, text, ink.page, box, "", "")
