"""Where a page carries more ink than the press takes: places to look at, the worst first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from layout.plates.ink import side_of_mm2, total_ink
from layout.plates.separations import Plates
from layout.proof.trace import Rectangle

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ink = NDArray[numpy.uint16]
    Means = NDArray[numpy.float64]
    Mask = NDArray[numpy.bool_]
    Value = TypeVar("Value", bound=numpy.generic)

PIXEL_OVER = 1.05
"""Times the limit: what a single pixel may have (docs/printing.md)."""

MOST_PLACES = 40  # of a list that a person reads

_SOLID = 255
_CELL_MM = 4  # what lies nearer than this is one place


class InkPlace(NamedTuple):
    """A place above the limit: its area in points from the trim's top left, and the most ink there (2.4: 240 %) as the mean of a
    square millimetre, or in one pixel where no square millimetre is above it."""

    area: Rectangle
    most: float
    pixel: bool


def places_over(plates: Plates, limit: float) -> tuple[InkPlace, ...]:
    """The places inside the trim, at most MOST_PLACES, the worst first."""
    total = total_ink(plates)[plates.trim()]
    cell = side_of_mm2(plates.dpi) * _CELL_MM
    # A mean is above the limit only where some pixel is: few cells of a page are counted.
    suspect = _touching(_most_of_cells(total, cell) > limit * _SOLID)
    found = [place for cells in suspect for place in _places(plates, total, _extent(cells, cell), limit)]
    return tuple(sorted(found, key=lambda place: (place.pixel, -place.most, place.area))[:MOST_PLACES])


def _most_of_cells(values: "NDArray[Value]", cell: int) -> "NDArray[Value]":
    """The greatest in each square of `cell` pixels."""
    import numpy

    rows, columns = (numpy.arange(0, side, cell) for side in values.shape)
    most: NDArray[Value] = numpy.maximum.reduceat(numpy.maximum.reduceat(values, rows, axis=0), columns, axis=1)
    return most


def _touching(marked: "Mask") -> Iterator[list[tuple[int, int]]]:
    """Groups of marked cells that touch, at corners too."""
    left = {(int(row), int(column)) for row, column in zip(*marked.nonzero(), strict=True)}
    while left:
        group, edge = [], [left.pop()]
        while edge:
            row, column = edge.pop()
            group.append((row, column))
            around = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)} & left
            left -= around
            edge.extend(around)
        yield group


def _extent(cells: list[tuple[int, int]], cell: int) -> tuple[slice, slice]:
    """Their rows and columns in pixels."""
    rows, columns = zip(*cells, strict=True)
    return slice(min(rows) * cell, (max(rows) + 1) * cell), slice(min(columns) * cell, (max(columns) + 1) * cell)


def _places(plates: Plates, total: "Ink", extent: tuple[slice, slice], limit: float) -> Iterator[InkPlace]:
    """Square millimetres above the limit; where there is none, single pixels that are too far above it."""
    rows, columns = extent
    side = side_of_mm2(plates.dpi)
    # Windows begin before the extent that hold pixels of it.
    top, left = max(0, rows.start - side + 1), max(0, columns.start - side + 1)
    means = _means(total[top : rows.stop + side - 1, left : columns.stop + side - 1], side)
    marked = means > limit * _SOLID
    if marked.any():
        yield from _marked_places(plates, means, marked, (top, left, side))
    else:
        pixels = total[extent].astype(float)
        yield from _marked_places(plates, pixels, pixels > limit * PIXEL_OVER * _SOLID, (rows.start, columns.start, 1))


def _marked_places(plates: Plates, values: "Means", marked: "Mask", where: tuple[int, int, int]) -> Iterator[InkPlace]:
    """`where`: the first row and column of `values` on the page, and how many pixels each of them stands for."""
    import numpy

    top, left, size = where
    cell = side_of_mm2(plates.dpi) * _CELL_MM
    for cells in _touching(_most_of_cells(marked, cell)):
        rows, columns = _extent(cells, cell)
        here = marked[rows, columns]
        down, across = numpy.flatnonzero(here.any(axis=1)), numpy.flatnonzero(here.any(axis=0))
        height, width = int(down[-1] - down[0]) + size, int(across[-1] - across[0]) + size
        area = plates.area(top + rows.start + int(down[0]), left + columns.start + int(across[0]), height, width)
        rectangle = (round(area.x, 2), round(area.y, 2), round(area.width, 2), round(area.height, 2))
        yield InkPlace(rectangle, round(float(values[rows, columns].max()) / _SOLID, 4), size == 1)


def _means(total: "Ink", side: int) -> "Means":
    """The mean of each window of `side` x `side` pixels, at its first one."""
    import numpy

    height, width = (max(0, length - side + 1) for length in total.shape)
    sums = numpy.zeros((height, total.shape[1]), numpy.int32)
    for row in range(side):
        sums += total[row : row + height]
    windows = numpy.zeros((height, width), numpy.int32)
    for column in range(side):
        windows += sums[:, column : column + width]
    return windows / (side * side)
