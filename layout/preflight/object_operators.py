"""Operators that paint what stands elsewhere in the file, or change the state as a whole. ISO 32000-2, 8.4.4, 8.8 to 8.10."""

from collections.abc import Callable, Mapping

from pikepdf import Name, Object, Stream

from layout.preflight import limits
from layout.preflight.forms import draw_form
from layout.preflight.instructions import last_name, numbers
from layout.preflight.marks import PaintedArea, PaintedPicture
from layout.preflight.matrix import UNIT, box_under, times
from layout.preflight.objects import get, get_dictionary, get_name, get_number, items, key_of, name_of, number_of
from layout.preflight.patterns import paint_of, shading_paint
from layout.preflight.pictures import Picture, read_picture
from layout.preflight.state import Run, State

_NOTHING = 1e-9  # of a point squared: a picture that is squeezed to a line is not painted
_TRANSFERS = ("TR", "TR2")
_GENERATIONS = ("BG", "BG2", "UCR", "UCR2")


def _save(run: Run, operands: bytes) -> None:
    if len(run.saved) < limits.STATES:
        run.saved.append(run.state.saved())
    else:
        run.note("limit-depth", f"more than {limits.STATES} graphics states are saved within each other")


def _restore(run: Run, operands: bytes) -> None:
    if run.saved:
        run.state = run.saved.pop()
    else:
        run.note("content-damaged", "a graphics state is restored ('Q') that was never saved", "Q")


def _concatenate(run: Run, operands: bytes) -> None:
    values = numbers(operands)
    if len(values) >= 6:
        a, b, c, d, e, f = values[-6:]
        run.state.ctm = times((a, b, c, d, e, f), run.state.ctm)


def _do(run: Run, operands: bytes) -> None:
    name = last_name(operands)
    found = run.find("XObject", name)
    kind = get_name(found, "Subtype")
    if not isinstance(found, Stream) or kind not in ("Image", "Form", "PS"):
        run.note("content-missing", f"the page paints '{name}', which its resources lack", name)
    elif kind == "Image":
        paint_picture(run, _picture(run, found), name)
    elif kind == "Form":
        draw_form(run, found, name)
    else:
        run.note("content-postscript", f"'{name}' is a piece of PostScript", name)


def _picture(run: Run, stream: Stream) -> Picture:
    key = key_of(stream)
    known = run.shelf.pictures.get(key) if key is not None else None
    if known is None:
        known = read_picture(stream, run.resources, run.shelf.spaces)
        if key is not None:
            run.shelf.pictures[key] = known
    return known


def paint_picture(run: Run, picture: Picture, name: str) -> None:
    """A picture in the unit square of the state's matrix."""
    matrix = run.state.ctm
    if not abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) > _NOTHING:
        return
    box = box_under(matrix, UNIT)
    paint = paint_of(run, box, stroke=False)
    # ISO 32000-2, 8.6.7: overprint mode 1 spares no inks under a picture, only under a stencil's colour
    spares = picture.space is not None and picture.space.kind in ("Separation", "DeviceN")
    over = run.over(paint) if picture.stencil else run.state.fill_over and spares
    run.add(PaintedPicture(box, paint, over, picture, matrix, name))


def _shade(run: Run, operands: bytes) -> None:
    name = last_name(operands)
    shading = run.find("Shading", name)
    if not isinstance(shading, Object):
        run.note("content-missing", f"the page is shaded with '{name}', which its resources lack", name)
    elif run.state.clip is not None:
        paint = shading_paint(run, shading)
        over = run.state.fill_over and paint.spots
        run.add(PaintedArea(run.state.clip, paint, over, upright=False))


def _state(run: Run, operands: bytes) -> None:
    name = last_name(operands)
    found = get_dictionary(run.resources, "ExtGState")
    told = get_dictionary(found, name)
    if told is None:
        run.note("content-missing", f"the page sets the graphics state '{name}', which its resources lack", name)
        return
    run.state.named = name
    _state_numbers(run.state, told)
    _state_overprint(run.state, told)
    _state_through(run, told)
    _state_of_device(run, told, name)
    font = items(get(told, "Font"))
    if len(font) == 2:
        run.state.face = run.shelf.typeface(font[0])
        run.state.size = number_of(font[1]) or 0.0


def _state_numbers(state: State, told: object) -> None:
    width = get_number(told, "LW")
    if width is not None:
        state.width = abs(width)
    fill, stroke = get_number(told, "ca"), get_number(told, "CA")
    state.fill_alpha = state.fill_alpha if fill is None else fill
    state.stroke_alpha = state.stroke_alpha if stroke is None else stroke


def _state_overprint(state: State, told: object) -> None:
    """ISO 32000-2, table 57: `OP` stands for both unless `op` speaks for the areas."""
    stroke, fill = get(told, "OP"), get(told, "op")
    if isinstance(stroke, bool):
        state.stroke_over = stroke
        state.fill_over = stroke if not isinstance(fill, bool) else state.fill_over
    if isinstance(fill, bool):
        state.fill_over = fill
    mode = get_number(told, "OPM")
    state.mode_one = state.mode_one if mode is None else mode == 1


def _state_through(run: Run, told: object) -> None:
    blend = get(told, "BM")
    if blend is not None:
        # an array names modes in order of preference: the first is what any reader since PDF 1.4 takes
        run.state.blend = name_of(blend) or next((name_of(one) for one in items(blend)), "Normal")
    soft = get(told, "SMask")
    if soft is not None:
        run.state.soft = not (isinstance(soft, Name) and name_of(soft) == "None")


def _state_of_device(run: Run, told: object, name: str) -> None:
    for key in _TRANSFERS:
        curve = get(told, key)
        if curve is not None and name_of(curve) not in ("Identity", "Default"):
            run.note("state-transfer", f"the graphics state '{name}' bends tones by a transfer curve ({key})", name)
    for key in _GENERATIONS:
        made = get(told, key)
        if made is not None and name_of(made) != "Default":
            run.note("state-black", f"the graphics state '{name}' makes black in a manner of its own ({key})", name)
    screen = get(told, "HT")
    if screen is not None and name_of(screen) != "Default":
        run.note("state-halftone", f"the graphics state '{name}' brings a screen of its own (HT)", name)


def _colourless(run: Run, operands: bytes) -> None:
    """ISO 32000-2, 9.6.4: a glyph that begins with `d1` is a shape, in the colour of the type round it."""
    run.colourless = True


def _begin_tolerant(run: Run, operands: bytes) -> None:
    run.tolerant = True


def _end_tolerant(run: Run, operands: bytes) -> None:
    run.tolerant = False


OPERATORS: Mapping[bytes, Callable[[Run, bytes], None]] = {
    b"q": _save,
    b"Q": _restore,
    b"cm": _concatenate,
    b"Do": _do,
    b"sh": _shade,
    b"gs": _state,
    b"d1": _colourless,
    b"BX": _begin_tolerant,
    b"EX": _end_tolerant,
}
