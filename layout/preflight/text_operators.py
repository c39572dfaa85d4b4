"""Operators that set and show type. ISO 32000-2, 9.3 and 9.4."""

import math
from collections.abc import Callable, Mapping

from layout.preflight.forms import draw_glyph
from layout.preflight.instructions import last_name, numbers, shown
from layout.preflight.marks import PaintedType
from layout.preflight.matrix import SAME, Matrix, box_under, times
from layout.preflight.patterns import paint_of
from layout.preflight.state import Run, State
from layout.preflight.typefaces import Typeface

CAP_HEIGHT = 0.7  # em: what of a line is taken as its box, from the baseline up; descenders are the same for any face
_SPACE = 32
_UNSEEN = 3  # ISO 32000-2, table 104; 7 clips and paints nothing either


def _begin(run: Run, operands: bytes) -> None:
    run.text = run.line = SAME


def _set(name: str, factor: float = 1.0) -> Callable[[Run, bytes], None]:
    def change(run: Run, operands: bytes) -> None:
        values = numbers(operands)
        if values:
            setattr(run.state, name, values[-1] * factor)

    return change


def _mode(run: Run, operands: bytes) -> None:
    values = numbers(operands)
    run.state.mode = int(values[-1]) if values else 0


def _font(run: Run, operands: bytes) -> None:
    name = last_name(operands)
    run.state.face = run.face(name)
    _, _, rest = operands.rpartition(b"/")
    values = numbers(b" ".join(rest.split()[1:]))
    run.state.size = values[-1] if values else 0.0
    if run.state.face is None and run.find("Font", name) is None:
        run.note("content-missing", f"the page sets type in the font '{name}', which its resources lack", name)


def _move(run: Run, operands: bytes) -> None:
    values = numbers(operands)
    if len(values) >= 2:
        x, y = values[-2:]
        a, b, c, d, e, f = run.line
        run.text = run.line = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)


def _move_leading(run: Run, operands: bytes) -> None:
    values = numbers(operands)
    if len(values) >= 2:
        run.state.leading = -values[-1]
    _move(run, operands)


def _next_line(run: Run, operands: bytes) -> None:
    a, b, c, d, e, f = run.line
    down = -run.state.leading
    run.text = run.line = (a, b, c, d, c * down + e, d * down + f)


def _matrix(run: Run, operands: bytes) -> None:
    values = numbers(operands)
    if len(values) >= 6:
        a, b, c, d, e, f = values[-6:]
        run.text = run.line = (a, b, c, d, e, f)


def _show(run: Run, operands: bytes) -> None:
    state = run.state
    if state.face is not None:
        _set_type(run, state, state.face, operands)


def _set_type(run: Run, state: State, face: Typeface, operands: bytes) -> None:
    codes, kerns = shown(operands)
    numbered = face.codes(codes)
    width = sum(map(face.widths.__getitem__, numbered))
    across = (width - kerns) / 1000 * state.size + state.tracking * len(numbered)
    if state.word_space and not face.wide:
        across += state.word_space * codes.count(_SPACE)
    across *= state.scale
    a, b, c, d, e, f = text = run.text
    run.text = (a, b, c, d, a * across + e, b * across + f)
    if not codes:
        return
    if state.mode != _UNSEEN:
        face.used.add(codes)
    matrix = times(text, state.ctm)
    box = box_under(matrix, (0.0, state.rise, across, state.rise + CAP_HEIGHT * state.size * face.scale))
    stroke = state.mode in (1, 5)
    paint = paint_of(run, box, stroke=stroke)
    size = abs(state.size) * math.hypot(matrix[2], matrix[3]) * face.scale
    run.add(
        PaintedType(
            box,
            paint,
            run.over(paint, stroke=stroke),
            face,
            size,
            state.mode not in (_UNSEEN, 7),
            len(numbered),
            _mirrored(matrix, state),
        ),
        stroke=stroke,
    )
    if face.kind == "Type3" and state.mode != _UNSEEN:
        _draw_glyphs(run, face, set(numbered), times((state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise), matrix))


def _mirrored(matrix: Matrix, state: State) -> bool:
    """True where type is to be read in a mirror: the page's own matrix turns y over, so type that reads right turns it, too."""
    return (matrix[0] * matrix[3] - matrix[1] * matrix[2]) * state.scale > 0


def _draw_glyphs(run: Run, face: Typeface, codes: set[int], matrix: Matrix) -> None:
    fresh = codes - run.drawn.glyphs.setdefault(id(face), set())
    run.drawn.glyphs[id(face)] |= fresh
    for code in sorted(fresh):
        draw_glyph(run, face, code, matrix)


def _quote(run: Run, operands: bytes) -> None:
    _next_line(run, operands)
    _show(run, operands)


def _double_quote(run: Run, operands: bytes) -> None:
    head, mark, string = operands.partition(b"(" if b"(" in operands else b"<")
    spaces = numbers(head)
    if len(spaces) >= 2:
        run.state.word_space, run.state.tracking = spaces[-2:]
    _quote(run, mark + string)


OPERATORS: Mapping[bytes, Callable[[Run, bytes], None]] = {
    b"BT": _begin,
    b"Tc": _set("tracking"),
    b"Tw": _set("word_space"),
    b"Tz": _set("scale", 0.01),
    b"TL": _set("leading"),
    b"Ts": _set("rise"),
    b"Tr": _mode,
    b"Tf": _font,
    b"Td": _move,
    b"TD": _move_leading,
    b"T*": _next_line,
    b"Tm": _matrix,
    b"Tj": _show,
    b"TJ": _show,
    b"'": _quote,
    b'"': _double_quote,
}
