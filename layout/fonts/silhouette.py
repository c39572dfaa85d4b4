"""Letters as shapes: how far each reaches to the left and right at every height, and how much white two of them leave.

In: a face and glyph ids. Out: font units. A font's kerning is made for text; at 60 points with letters drawn together two of them
may touch, which their outlines alone can tell.
"""

from math import floor, inf
from typing import NamedTuple

import uharfbuzz

from layout.fonts.face import Face

BANDS = 50  # in an em: one is a hair's width of a headline
STEPS = 6  # straight pieces of a curve
_SHARES = tuple(step / STEPS for step in range(1, STEPS + 1))
# What a Bézier curve's points weigh at each step (Bernstein's polynomials).
QUADRATIC = tuple(((1 - t) ** 2, 2 * t * (1 - t), t * t) for t in _SHARES)
CUBIC = tuple(((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in _SHARES)

Point = tuple[float, float]


class Silhouette(NamedTuple):
    """A glyph's leftmost and rightmost point in each band of its height, by the band's number from the baseline."""

    left: dict[int, float]
    right: dict[int, float]


def silhouette(face: Face, glyph: int) -> Silhouette:
    """The glyph's silhouette; an empty one for a space."""
    band = face.units_per_em / BANDS
    left: dict[int, float] = {}
    right: dict[int, float] = {}
    for (x0, y0), (x1, y1) in _pieces(face, glyph):
        if y0 > y1:
            x0, y0, x1, y1 = x1, y1, x0, y0
        slope = (x1 - x0) / (y1 - y0) if y1 > y0 else 0.0
        first, last = floor(y0 / band), floor(y1 / band)
        for number in range(first, last + 1):
            one = x0 + slope * (number * band - y0) if number > first else x0
            other = x0 + slope * ((number + 1) * band - y0) if number < last else x1
            low, high = (one, other) if one < other else (other, one)
            if low < left.get(number, inf):
                left[number] = low
            if high > right.get(number, -inf):
                right[number] = high
    return Silhouette(left, right)


def bearings(face: Face, glyph: int) -> tuple[float, float]:
    """The white on a glyph's left and right inside its advance, in em; less than nothing where it stands out. 0, 0 of a space."""
    extents = face.shaper.get_glyph_extents(glyph)
    if extents is None or not extents.width:
        return 0.0, 0.0
    advance = face.shaper.get_glyph_h_advance(glyph)
    right = advance - extents.x_bearing - extents.width
    return extents.x_bearing / face.units_per_em, right / face.units_per_em


def reach(before: Silhouette, after: Silhouette) -> float | None:
    """How far a glyph's right side reaches past another's left side if both begin at one place; what an advance has beyond that
    is white. Neighbouring bands count, for shapes that meet aslant. None where the two have no height in common."""
    found = [
        edge - after.left[number]
        for band, edge in before.right.items()
        for number in (band - 1, band, band + 1)
        if number in after.left
    ]
    return max(found, default=None)


def _pieces(face: Face, glyph: int) -> list[tuple[Point, Point]]:
    """The outline as straight pieces."""
    pieces: list[tuple[Point, Point]] = []
    first = pen = (0.0, 0.0)

    def move(x: float, y: float, _data: object) -> None:
        nonlocal first, pen
        first = pen = (x, y)

    def line(x: float, y: float, _data: object) -> None:
        nonlocal pen
        pieces.append((pen, (x, y)))
        pen = (x, y)

    def quadratic(ax: float, ay: float, x: float, y: float, _data: object) -> None:
        x0, y0 = pen
        for a, b, c in QUADRATIC:
            line(a * x0 + b * ax + c * x, a * y0 + b * ay + c * y, None)

    # HarfBuzz hands on a curve's two handles and its end, and asks for a function of just these.
    def cubic(ax: float, ay: float, bx: float, by: float, x: float, y: float, _data: object) -> None:  # noqa: PLR0913
        x0, y0 = pen
        for a, b, c, d in CUBIC:
            line(a * x0 + b * ax + c * bx + d * x, a * y0 + b * ay + c * by + d * y, None)

    funcs = uharfbuzz.DrawFuncs()
    funcs.set_move_to_func(move)
    funcs.set_line_to_func(line)
    funcs.set_quadratic_to_func(quadratic)
    funcs.set_cubic_to_func(cubic)
    funcs.set_close_path_func(lambda _data: line(*first, None))
    face.shaper.draw_glyph(glyph, funcs, None)
    return pieces
