"""Checks of colour: every space that something is painted in, spots, registration colour, and black alone on mono pages."""

from collections.abc import Iterator

from layout.base.units import to_mm
from layout.preflight.check_lines import in_points
from layout.preflight.expected import InkOfPage
from layout.preflight.fault import Fault
from layout.preflight.marks import Mark, PaintedArea, PaintedLine, PaintedPicture, PaintedType
from layout.preflight.sheet import Sheet, shares

_REGISTRATION = "colour-registration"
_TEXTS = {
    "colour-rgb": "{what} is painted in {space}",
    "colour-gray": "{what} is painted in {space}, not in DeviceCMYK",
    "colour-calibrated": "{what} is painted in the device-independent space {space}",
    "colour-lab": "{what} is painted in {space}",
    "colour-icc": "{what} is painted in a space with a profile of its own ({space})",
    "colour-spot": "{what} is painted in the spot ink '{space}'; the press '{press}' has {spots}",
    _REGISTRATION: "{what} is painted in registration colour, which prints on every plate",
    "content-damaged": "{what} is painted in {space}",
}
_TRACE = 0.01  # of an ink: less prints nothing


def check_colour(sheet: Sheet) -> Iterator[Fault]:
    """Every mark's colour against the press's inks."""
    for mark in sheet.drawn.marks:
        if isinstance(mark, PaintedType) and not mark.seen:
            continue
        yield from _spaces(sheet, mark)
    if sheet.mono:
        yield from _mono(sheet)


def _spaces(sheet: Sheet, mark: Mark) -> Iterator[Fault]:
    picture = mark.picture if isinstance(mark, PaintedPicture) else None
    broken = mark.paint.broken
    if picture is not None and not picture.stencil:
        broken = picture.space.broken if picture.space is not None else ()
    for one in broken:
        if one.rule == "colour-spot" and one.what in sheet.press.spots:
            continue
        if one.rule == "colour-gray" and (sheet.mono or (picture is not None and picture.one_bit and not picture.stencil)):
            continue  # grey is black where only black is printed, and line art in one bit is what presses ask for
        if one.rule == _REGISTRATION and not shares(mark.box, sheet.boxes.trim):
            continue  # marks outside the trim are what it is for
        told = {"what": what(mark), "space": one.what, "press": sheet.press.name, "spots": ", ".join(sheet.press.spots) or "none"}
        thing = mark.name if isinstance(mark, PaintedPicture) else mark.paint.operator
        text = _TEXTS[one.rule].format(**told)
        yield Fault(one.rule, text, sheet.number, mark.box, thing, f"{one.what} {type(mark).__name__}")


def what(mark: Mark) -> str:
    """A mark in words, as the beginning of a sentence."""
    match mark:
        case PaintedType():
            return f"type in {mark.face.plain_name}, {mark.size:.1f} pt,"
        case PaintedLine():
            return f"a line of {in_points(mark.weight)}"
        case PaintedArea():
            width, height = to_mm(mark.box[2] - mark.box[0]), to_mm(mark.box[3] - mark.box[1])
            return f"an area of {width:.1f} x {height:.1f} mm"
        case PaintedPicture():
            return f"the picture '{mark.name}' ({mark.picture.size.width} x {mark.picture.size.height} pixels)"


def check_mono(ink: InkOfPage) -> Iterator[Fault]:
    """The inks that a render of a mono page shows: for what the marks do not tell."""
    others = [name for name in ink.inks if name != "Black"]
    if others:
        at = ink.colour_at
        box = (at.x, at.y, at.right, at.bottom) if at is not None else None
        yield Fault("colour-mono", f"the page carries {_and(others)}, but it is printed in black alone", ink.page, box)


def _mono(sheet: Sheet) -> Iterator[Fault]:
    """Other inks than black on a page that is printed with black alone: within its bleed, for marks round it are cut off."""
    for _, mark in sheet.printed():
        if isinstance(mark, PaintedPicture) and not mark.picture.stencil:
            continue
        others = [ink for ink, amount in mark.paint.laid if ink != "Black" and amount > _TRACE]
        if others:
            text = f"{what(mark)} carries {_and(others)}, but the page is printed in black alone"
            yield Fault("colour-mono", text, sheet.number, mark.box, mark.paint.operator, "marks")
    for name, box, carried in sheet.ground.coloured_pictures:
        text = f"the picture '{name}' carries {_and(list(carried))}, but the page is printed in black alone"
        yield Fault("colour-mono", text, sheet.number, box, name, name)


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
