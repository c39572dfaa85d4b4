"""Operators that choose colours. ISO 32000-2, 8.6.8."""

from collections.abc import Callable, Mapping

from layout.preflight.instructions import last_name, numbers
from layout.preflight.marks import Paint
from layout.preflight.spaces import DEVICE, Space
from layout.preflight.state import Run

_DEVICE = {b"g": "DeviceGray", b"rg": "DeviceRGB", b"k": "DeviceCMYK"}


def paint_in(space: Space, values: list[float], operator: str) -> Paint:
    """A colour of a space, on paper."""
    laid = space.lay(values)
    root = space.base if space.kind == "Indexed" and space.base is not None else space
    spots = root.kind in ("Separation", "DeviceN")
    return Paint(
        laid or (),
        laid is not None,
        space.is_white(values),
        root.kind == "DeviceCMYK",
        spots,
        space.broken,
        f"{operator} {space.kind}",
    )


def _device(run: Run, operands: bytes, operator: bytes) -> tuple[Space, Paint]:
    """The colour that `g`, `rg` or `k` sets; pages set the same few again and again, so each is made once."""
    name = _DEVICE[operator]
    space = run.space(name)
    if space is not DEVICE[name]:  # a default space that only these resources have
        return space, paint_in(space, numbers(operands), operator.decode())
    known = run.shelf.paints.get((operator, operands))
    if known is None:
        known = paint_in(space, numbers(operands)[-space.components :], operator.decode())
        if len(run.shelf.paints) < 10_000:
            run.shelf.paints[(operator, operands)] = known
    return space, known


def _fill_device(operator: bytes) -> Callable[[Run, bytes], None]:
    def choose(run: Run, operands: bytes) -> None:
        if not run.colourless:
            state = run.state
            state.fill_space, state.fill = _device(run, operands, operator)
            state.fill_pattern = None

    return choose


def _stroke_device(operator: bytes) -> Callable[[Run, bytes], None]:
    def choose(run: Run, operands: bytes) -> None:
        if not run.colourless:
            state = run.state
            state.stroke_space, state.stroke = _device(run, operands, operator)
            state.stroke_pattern = None

    return choose


def _fill_space(run: Run, operands: bytes) -> None:
    if not run.colourless:
        space = run.space(last_name(operands))
        run.state.fill_space, run.state.fill, run.state.fill_pattern = space, paint_in(space, space.first(), "cs"), None


def _stroke_space(run: Run, operands: bytes) -> None:
    if not run.colourless:
        space = run.space(last_name(operands))
        run.state.stroke_space, run.state.stroke, run.state.stroke_pattern = space, paint_in(space, space.first(), "CS"), None


def _fill(run: Run, operands: bytes) -> None:
    if run.colourless:
        return
    state = run.state
    if state.fill_space.kind == "Pattern":
        state.fill, state.fill_pattern = _pattern(run, state.fill_space, operands, "scn")
    else:
        state.fill = paint_in(state.fill_space, numbers(operands), "scn")


def _stroke(run: Run, operands: bytes) -> None:
    if run.colourless:
        return
    state = run.state
    if state.stroke_space.kind == "Pattern":
        state.stroke, state.stroke_pattern = _pattern(run, state.stroke_space, operands, "SCN")
    else:
        state.stroke = paint_in(state.stroke_space, numbers(operands), "SCN")


def _pattern(run: Run, space: Space, operands: bytes, operator: str) -> tuple[Paint, object | None]:
    """The pattern, and the colour that an uncoloured one is painted in."""
    name = last_name(operands)
    found = run.find("Pattern", name)
    if found is None:
        run.note("content-missing", f"the page is painted with the pattern '{name}', which its resources lack", name)
    below = paint_in(space.base, numbers(operands), operator) if space.base is not None else paint_in(space, [], operator)
    return below, found


OPERATORS: Mapping[bytes, Callable[[Run, bytes], None]] = {
    **{name: _fill_device(name) for name in _DEVICE},
    **{name.upper(): _stroke_device(name) for name in _DEVICE},
    b"cs": _fill_space,
    b"CS": _stroke_space,
    b"sc": _fill,
    b"scn": _fill,
    b"SC": _stroke,
    b"SCN": _stroke,
}
