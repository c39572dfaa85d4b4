"""Letters as shapes: how far each reaches to the left and right at every height, and how much white two of them leave.

In: a face and glyph ids. Out: font units. A font's kerning is made for text; at 60 points with letters drawn together two of them
may touch, which their outlines alone can tell.
"""

from itertools import pairwise
from math import floor
from typing import NamedTuple

import uharfbuzz

from layout.fonts.face import Face

BANDS = 50  # in an em: one is a hair's width of a headline
STEPS = 8  # straight pieces of a curve

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
    for one, other in _pieces(face, glyph):
        (x0, y0), (x1, y1) = sorted((one, other), key=lambda point: point[1])
        for number in range(floor(y0 / band), floor(y1 / band) + 1):
            low, high = max(y0, number * band), min(y1, (number + 1) * band)
            ends = (x0, x1) if y0 == y1 else tuple(x0 + (x1 - x0) * (y - y0) / (y1 - y0) for y in (low, high))
            left[number] = min(left.get(number, ends[0]), *ends)
            right[number] = max(right.get(number, ends[0]), *ends)
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

    def curve(*points: Point) -> None:
        start = pen
        for step in range(1, STEPS + 1):
            line(*_on_curve((start, *points), step / STEPS), None)

    funcs = uharfbuzz.DrawFuncs()
    funcs.set_move_to_func(move)
    funcs.set_line_to_func(line)
    funcs.set_quadratic_to_func(lambda ax, ay, x, y, _data: curve((ax, ay), (x, y)))
    funcs.set_cubic_to_func(lambda ax, ay, bx, by, x, y, _data: curve((ax, ay), (bx, by), (x, y)))
    funcs.set_close_path_func(lambda _data: line(*first, None))
    face.shaper.draw_glyph(glyph, funcs, None)
    return pieces


def _on_curve(points: tuple[Point, ...], share: float) -> Point:
    """The point at that share of a Bézier curve, after de Casteljau."""
    while len(points) > 1:
        points = tuple(
            (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share) for one, other in pairwise(points)
        )
    return points[0]
