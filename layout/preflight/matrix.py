"""Transformations of PDF space, and the boxes that they make: in points, y down, once the page's own matrix is in."""

import math

from layout.base.geometry import Area

Matrix = tuple[float, float, float, float, float, float]  # ISO 32000-2, 8.3.3: x' = a x + c y + e, y' = b x + d y + f
Box = tuple[float, float, float, float]  # left, top, right, bottom

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UNIT: Box = (0.0, 0.0, 1.0, 1.0)  # where a picture stands before its matrix


def times(first: Matrix, then: Matrix) -> Matrix:
    """What comes of applying `first` and `then` the other."""
    a, b, c, d, e, f = first
    k, m, n, p, q, r = then
    return (a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r)


def box_under(matrix: Matrix, box: Box) -> Box:
    """The upright box round a box that is transformed."""
    a, b, c, d, e, f = matrix
    left, top, right, bottom = box
    if b == 0.0 and c == 0.0:
        x0, x1, y0, y1 = a * left + e, a * right + e, d * top + f, d * bottom + f
        return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (top, bottom)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def stretch(matrix: Matrix) -> tuple[float, float]:
    """How long a unit along x and one along y become."""
    a, b, c, d, _, _ = matrix
    return math.hypot(a, b), math.hypot(c, d)


def least_stretch(matrix: Matrix) -> float:
    """How long the unit becomes in the direction in which it becomes shortest: the lesser singular value."""
    a, b, c, d, _, _ = matrix
    half = (a * a + b * b + c * c + d * d) / 2
    root = math.sqrt(max(0.0, half * half - (a * d - b * c) ** 2))
    return math.sqrt(max(0.0, half - root))


def common(one: Box, other: Box) -> Box | None:
    """What two boxes share; None if that has no extent in either direction. A line without thickness counts."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    return (left, top, right, bottom) if left <= right and top <= bottom else None


def around(boxes: list[Box]) -> Box:
    """The box round boxes."""
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def area_of(box: Box) -> Area:
    """A box as the rest of the program has it, rounded to a hundredth of a point."""
    left, top, right, bottom = (round(edge, 2) for edge in box)
    return Area(left, top, round(right - left, 2), round(bottom - top, 2))
