"""Operators that build, fill, stroke and clip with paths. ISO 32000-2, 8.5."""

import itertools
from collections.abc import Callable, Mapping

from layout.preflight.instructions import numbers
from layout.preflight.marks import AS_AREA, FRAME, STROKE, Paint, PaintedArea, PaintedLine
from layout.preflight.matrix import Box, around, box_under, common, least_stretch, stretch
from layout.preflight.outlines import MOST_PARTS, MOST_POINTS
from layout.preflight.patterns import paint_of
from layout.preflight.state import Run, Subpath

_NARROW = 1.0  # points: an upright area narrower than this and five times as long serves as a line
_LONG = 5.0
_APART = 50  # subpaths: of more the lines of one stroke are not told apart
_HAIR = 0.01  # points: below it, an edge is taken for straight


def _move(run: Run, operands: bytes) -> None:
    point = numbers(operands)
    if len(point) >= 2:
        run.path.append(Subpath(point[-2], point[-1]))


def _through(count: int, kind: str) -> Callable[[Run, bytes], None]:
    def go(run: Run, operands: bytes) -> None:
        points = numbers(operands)
        if len(points) < count or not run.path:
            return
        last = run.path[-1]
        last.xs += points[-count::2]
        last.ys += points[-count + 1 :: 2]
        if kind == "curves":
            last.kind = kind

    return go


def _rectangle(run: Run, operands: bytes) -> None:
    values = numbers(operands)
    if len(values) >= 4:
        x, y, width, height = values[-4:]
        rectangle = Subpath(x, y)
        rectangle.xs.append(x + width)
        rectangle.ys.append(y + height)
        rectangle.kind = "re"
        run.path.append(rectangle)


def _close(run: Run, operands: bytes) -> None:
    pass


def _box(subpath: Subpath, run: Run) -> Box:
    xs, ys, ctm = subpath.xs, subpath.ys, run.state.ctm
    if subpath.kind == "re" or (ctm[1] == 0.0 and ctm[2] == 0.0) or len(xs) == 1:
        return box_under(ctm, (min(xs), min(ys), max(xs), max(ys)))
    a, b, c, d, e, f = ctm
    over = [a * x + c * y + e for x, y in zip(xs, ys, strict=True)]
    down = [b * x + d * y + f for x, y in zip(xs, ys, strict=True)]
    return (min(over), min(down), max(over), max(down))


def _upright(subpath: Subpath, run: Run) -> bool:
    """True for a rectangle whose sides run along the page's."""
    a, b, c, d, _, _ = run.state.ctm
    if not (b == c == 0.0 or a == d == 0.0):
        return False
    if subpath.kind == "re":
        return True
    xs, ys = subpath.xs, subpath.ys
    if subpath.kind != "lines" or len(xs) not in (4, 5):
        return False
    sides = zip(xs, ys, xs[1:] + xs[:1], ys[1:] + ys[:1], strict=True)
    return all(abs(x1 - x0) < _HAIR or abs(y1 - y0) < _HAIR for x0, y0, x1, y1 in sides) and len(set(xs)) * len(set(ys)) <= 4


def _painting(*, fill: bool = False, stroke: bool = False, even_odd: bool = False) -> Callable[[Run, bytes], None]:
    def paint(run: Run, operands: bytes) -> None:
        path, run.path = run.path, []
        if not path:
            run.clips = False
            return
        boxes = [_box(subpath, run) for subpath in path]
        whole = around(boxes)
        if run.state.clip is not None and common(whole, run.state.clip) is not None:
            if fill:
                _fill(run, path, boxes, even_odd)
            if stroke:
                _stroke(run, path, boxes, whole)
        if run.clips:
            run.clips = False
            run.state.clip = common(run.state.clip, whole) if run.state.clip is not None else None

    return paint


def _fill(run: Run, path: list[Subpath], boxes: list[Box], even_odd: bool) -> None:
    whole = around(boxes)
    paint = paint_of(run, whole, stroke=False)
    over = run.over(paint)
    # Rectangles within each other cut holes: then none of them is sure to be filled as a whole.
    holed = len(boxes) > 1 and any(common(one, other) for one, other in itertools.pairwise(boxes))
    if holed or not all(_upright(subpath, run) for subpath in path):
        run.add(PaintedArea(whole, paint, over, False, _outlines(path), run.state.ctm, even_odd))
        return
    for box in boxes:
        line = _as_line(box, paint, over)
        run.add(PaintedArea(box, paint, over, upright=True) if line is None else line)


def _outlines(path: list[Subpath]) -> tuple[tuple[list[float], list[float]], ...]:
    """The parts' points, where there are few enough to be followed."""
    if len(path) > MOST_PARTS or sum(len(subpath.xs) for subpath in path) > MOST_POINTS:
        return ()
    return tuple(_corners(subpath) for subpath in path)


def _corners(subpath: Subpath) -> tuple[list[float], list[float]]:
    if subpath.kind != "re":
        return subpath.xs, subpath.ys
    (x0, x1), (y0, y1) = subpath.xs, subpath.ys
    return [x0, x1, x1, x0], [y0, y0, y1, y1]


def _as_line(box: Box, paint: Paint, over: bool) -> PaintedLine | None:
    across, down = box[2] - box[0], box[3] - box[1]
    weight, length = min(across, down), max(across, down)
    return PaintedLine(box, paint, over, weight, AS_AREA) if weight < _NARROW and length > _LONG * weight + 0.5 else None


def _stroke(run: Run, path: list[Subpath], boxes: list[Box], whole: Box) -> None:
    state = run.state
    paint = paint_of(run, whole, stroke=True)
    over = run.over(paint, stroke=True)
    half = state.width * max(stretch(state.ctm)) / 2
    weight = state.width * least_stretch(state.ctm)
    parts = list(zip(boxes, path, strict=True)) if len(boxes) <= _APART else [(whole, None)]
    for (left, top, right, bottom), subpath in parts:
        drawn = FRAME if subpath is not None and _upright(subpath, run) else STROKE
        grown = (left - half, top - half, right + half, bottom + half)
        run.add(PaintedLine(grown, paint, over, weight, drawn), stroke=True)


def _clip(run: Run, operands: bytes) -> None:
    run.clips = True


def _width(run: Run, operands: bytes) -> None:
    values = numbers(operands)
    run.state.width = abs(values[-1]) if values else run.state.width


OPERATORS: Mapping[bytes, Callable[[Run, bytes], None]] = {
    b"m": _move,
    b"l": _through(2, "lines"),
    b"c": _through(6, "curves"),
    b"v": _through(4, "curves"),
    b"y": _through(4, "curves"),
    b"h": _close,
    b"re": _rectangle,
    b"w": _width,
    b"W": _clip,
    b"W*": _clip,
    b"n": _painting(),
    **dict.fromkeys((b"f", b"F"), _painting(fill=True)),
    b"f*": _painting(fill=True, even_odd=True),
    **dict.fromkeys((b"S", b"s"), _painting(stroke=True)),
    **dict.fromkeys((b"B", b"b"), _painting(fill=True, stroke=True)),
    **dict.fromkeys((b"B*", b"b*"), _painting(fill=True, stroke=True, even_odd=True)),
}
