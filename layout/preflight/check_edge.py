"""Checks of a page's cut edges: what reaches them goes on into the bleed, and type keeps away from the knife.

Asked where the press cuts the page: it wants bleed, or prints crop marks. Newspapers are folded out of the web's whole width.
"""

from collections.abc import Iterator

from layout.base.units import mm, to_mm
from layout.design.press import PrintersMarks
from layout.preflight.check_colour import what
from layout.preflight.fault import Fault
from layout.preflight.marks import Mark, PaintedPicture, PaintedType
from layout.preflight.matrix import Box
from layout.preflight.sheet import Sheet

_NEAR = 0.5  # points: what ends so near to the trim was meant to end on it
_JOINED = 1.0  # points: parts of one picture or gradient, edge to edge
_KNIFE = mm(3)  # a knife strays by 1 to 2 mm, and printers' sheets ask for 3 mm and more
_ROUNDING = 0.05
_SHOWN = 0.05  # mm: less is told as none
_MOST_LOOKED_AT = 1000  # marks on one side: a hostile page has two hundred thousand
_SIDES = ("left", "top", "right", "foot")


def check_edge(sheet: Sheet) -> Iterator[Fault]:
    """Bleed that stops, and type at the edge. Of an ad's own file nobody knows yet which of its edges are cut."""
    if sheet.expected.ad:
        return
    if sheet.press.bleed_least > 0:
        yield from _stopping(sheet)
    if sheet.press.live is None and (sheet.press.bleed_least > 0 or sheet.press.marks is PrintersMarks.CROP):
        yield from _type(sheet)


def _cut(sheet: Sheet) -> list[int]:
    """The numbers of the sides that are cut: all but the fold."""
    return [number for number, side in enumerate(_SIDES) if side != sheet.expected.fold]


def _stopping(sheet: Sheet) -> Iterator[Fault]:
    """Areas, pictures and lines that end on the trim, or in the bleed before it is as wide as the press wants it."""
    covering = [mark for _, mark in sheet.printed() if _covers(mark)]
    for side in _cut(sheet):
        if _reach(sheet.boxes.printed, sheet, side) < sheet.press.bleed_least - _NEAR:
            continue  # there is no such bleed: that is told by itself
        beyond = [mark for mark in covering if _reach(mark.box, sheet, side) >= sheet.press.bleed_least - _NEAR]
        stopping = [mark for mark in covering if _stops(mark, sheet, side)]
        for mark in stopping[:_MOST_LOOKED_AT]:
            if not any(_goes_on(mark, other, side) for other in beyond[:_MOST_LOOKED_AT]):
                yield _stopped(mark, sheet, side)


def _stops(mark: Mark, sheet: Sheet, side: int) -> bool:
    reach = _reach(mark.box, sheet, side)
    return -_NEAR <= reach < sheet.press.bleed_least - _NEAR and _lies_within(mark.box, sheet, side)


def _stopped(mark: Mark, sheet: Sheet, side: int) -> Fault:
    reach = to_mm(max(0.0, _reach(mark.box, sheet, side)))
    where = f"{reach:.1f} mm beyond the trim" if reach > _SHOWN else "on the trim"
    wanted = to_mm(sheet.press.bleed_least)
    text = f"{what(mark)} ends {where} ({_SIDES[side]}); the press '{sheet.press.name}' wants it to go on for {wanted:.1f} mm"
    thing = mark.name if isinstance(mark, PaintedPicture) else mark.paint.operator
    return Fault("page-bleed-stops", text, sheet.number, mark.box, thing, rank=_far(mark.box))


def _covers(mark: Mark) -> bool:
    if isinstance(mark, PaintedPicture) and not mark.picture.stencil:
        return True
    return not isinstance(mark, PaintedType) and not mark.paint.white and bool(mark.paint.laid or mark.paint.broken)


def _reach(box: Box, sheet: Sheet, side: int) -> float:
    """How far a box goes beyond the trim on one side, in points; less than 0: it ends inside."""
    out = box[side] - sheet.boxes.trim[side]
    return -out if side < 2 else out


def _lies_within(box: Box, sheet: Sheet, side: int) -> bool:
    """True for what comes from inside the page, and stands at that side along more than a corner."""
    opposite = (side + 2) % 4
    inside = box[opposite] - sheet.boxes.trim[side] if side < 2 else sheet.boxes.trim[side] - box[opposite]
    low, high = (1, 3) if side in (0, 2) else (0, 2)
    trim = sheet.boxes.trim
    along = min(box[high], trim[high]) - max(box[low], trim[low])
    return inside > _NEAR and along > _NEAR


def _goes_on(mark: Mark, other: Mark, side: int) -> bool:
    """True where the other mark carries this one on into the bleed: a part that joins it, or the same colour below it."""
    low, high = (1, 3) if side in (0, 2) else (0, 2)
    if other.box[low] > mark.box[low] + _JOINED or other.box[high] < mark.box[high] - _JOINED:
        return False
    joins = abs(other.box[(side + 2) % 4] - mark.box[side]) <= _JOINED
    same = not isinstance(mark, PaintedPicture) and not isinstance(other, PaintedPicture) and mark.paint.laid == other.paint.laid
    return joins or same


def _far(box: Box) -> float:
    """The largest speaks for the others."""
    return -(box[2] - box[0]) * (box[3] - box[1])


def _type(sheet: Sheet) -> Iterator[Fault]:
    """Type nearer to a cut edge than a knife may stray."""
    for _, mark in sheet.printed():
        if not isinstance(mark, PaintedType) or not mark.seen:
            continue
        inside = min(-_reach(mark.box, sheet, side) for side in _cut(sheet))
        if inside < _KNIFE - _ROUNDING:
            where = f"{to_mm(inside):.1f} mm from the trim" if inside > 0 else "on the trim's edge or beyond it"
            name = mark.face.plain_name
            text = f"type in {name} stands {where}; what is cut wants {to_mm(_KNIFE):.0f} mm"
            yield Fault("page-edge", text, sheet.number, mark.box, name, rank=inside)
