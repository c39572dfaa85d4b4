"""Where a page carries more ink than the press takes: places to look at, the worst first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from layout.plates.ink import side_of_mm2, total_ink
from layout.plates.separations import Plates
from layout.proof.trace import Rectangle

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

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
    import numpy

    total = total_ink(plates)[plates.trim()]
    side = side_of_mm2(plates.dpi)
    means = _means(total, side)
    pixels = numpy.where(total > limit * PIXEL_OVER * _SOLID, total, 0)
    over = numpy.where(means > limit * _SOLID, means, 0.0)
    cell = side * _CELL_MM
    by_mean, by_pixel = _most_of_cells(over, cell, total.shape), _most_of_cells(pixels, cell, total.shape)
    marked = by_mean.astype(bool) | by_pixel.astype(bool)
    found = [_place(plates, cells, cell, (by_mean, by_pixel), (over, pixels, side)) for cells in _touching(marked)]
    return tuple(sorted(found, key=lambda place: (place.pixel, -place.most, place.area))[:MOST_PLACES])


def _means(total: "NDArray[numpy.uint16]", side: int) -> "NDArray[numpy.float32]":
    """The mean of each window of `side` x `side` pixels, at its first one."""
    import numpy

    if min(total.shape) < side:
        return numpy.zeros((0, 0), numpy.float32)
    sums = numpy.zeros((total.shape[0] + 1, total.shape[1] + 1), numpy.int64)
    sums[1:, 1:] = total.cumsum(axis=0, dtype=numpy.int64).cumsum(axis=1)
    windows = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return (windows / (side * side)).astype(numpy.float32)


def _most_of_cells(values: "NDArray[numpy.generic]", cell: int, shape: tuple[int, ...]) -> "NDArray[numpy.generic]":
    """The greatest in each square of `cell` pixels."""
    import numpy

    rows, columns = (-(-side // cell) for side in shape)
    padded = numpy.zeros((rows * cell, columns * cell), values.dtype)
    padded[: values.shape[0], : values.shape[1]] = values
    most: NDArray[numpy.generic] = padded.reshape(rows, cell, columns, cell).max(axis=(1, 3))
    return most


def _touching(marked: "NDArray[numpy.bool_]") -> Iterator[list[tuple[int, int]]]:
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


def _place(
    plates: Plates,
    cells: list[tuple[int, int]],
    cell: int,
    most: "tuple[NDArray[numpy.generic], NDArray[numpy.generic]]",
    exact: "tuple[NDArray[numpy.float32], NDArray[numpy.uint16], int]",
) -> InkPlace:
    """The cells' extent, drawn in to what is above the limit in them."""
    over, pixels, side = exact
    mean = max(float(most[0][place]) for place in cells)
    pixel = mean == 0
    values, more = (pixels, 1) if pixel else (over, side)
    top, left = (min(place[axis] for place in cells) * cell for axis in (0, 1))
    foot, right = ((max(place[axis] for place in cells) + 1) * cell for axis in (0, 1))
    rows, columns = values[top:foot, left:right].nonzero()
    first_row, first_column = top + int(rows.min()), left + int(columns.min())
    height, width = int(rows.max()) - int(rows.min()) + more, int(columns.max()) - int(columns.min()) + more
    area = plates.area(first_row, first_column, height, width)
    greatest = max(float(most[1][place]) for place in cells) if pixel else mean
    rectangle = (round(area.x, 2), round(area.y, 2), round(area.width, 2), round(area.height, 2))
    return InkPlace(rectangle, round(greatest / _SOLID, 4), pixel)
