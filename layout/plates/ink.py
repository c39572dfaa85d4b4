"""How much ink lies on a page, where the most of it lies, and which inks it takes: counted on its plates."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from layout.base.geometry import Area
from layout.base.values import dataclass
from layout.plates.separations import Plates, Rendering, work_on_plates
from layout.plates.unrendered import NotRendered

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_SOLID = 255
_BAND = 256  # rows counted at a time: the sums of a whole spread at once would take 130 MB
_MM = 25.4


@dataclass(frozen=True, slots=True)
class InkMeasured:
    """The ink of one page inside its trim, as `page` (counted from 1 in the file) was rendered.

    `most_mm2`: the greatest mean of total ink over any square millimetre, 0 to 4 (more with spots), and where it lies;
    `most_pixel`: the greatest of any single pixel, and where. Areas in points from the trim's top left; None where the page is
    bare. `inks`: the plates with any ink, in printing order (Cyan, Magenta, Yellow, Black, then spots by name).
    `colour_at`: the pixel where another ink than black is greatest.
    `complaint`: what Ghostscript found wrong with the page while it rendered (parts of it may not have been counted), or nothing.
    """

    page: int
    most_mm2: float = 0.0
    most_mm2_at: Area | None = None
    most_pixel: float = 0.0
    most_pixel_at: Area | None = None
    inks: tuple[str, ...] = ()
    complaint: str = ""
    colour_at: Area | None = None


def measure_ink(
    pdf: bytes | Path, rendering: Rendering | None = None, pages: Sequence[int] | None = None, jobs: int = 1
) -> tuple[InkMeasured | NotRendered, ...]:
    """The ink of `pages` (counted from 1; None: all), in that order; `jobs` pages at a time. One NotRendered with page 0 where
    the file as a whole can't be rendered, or Ghostscript is missing."""
    return tuple(work_on_plates(pdf, ink_of, rendering or Rendering(), pages, jobs))


def ink_of(plates: Plates) -> InkMeasured:
    """The ink of one page."""
    inside = plates.trim()
    used = tuple(plate.name for plate in plates.plates if plate.ink[inside].any())
    if not used:
        return InkMeasured(plates.sheet.page, complaint=plates.complaint)
    total = total_ink(plates)[inside]
    pixel = int(total.argmax())
    row, column = divmod(pixel, total.shape[1])
    most, (top, left), (height, width) = _densest(total, side_of_mm2(plates.dpi))
    return InkMeasured(
        plates.sheet.page,
        most,
        plates.area(top, left, height, width),
        float(total[row, column]) / _SOLID,
        plates.area(row, column, 1, 1),
        used,
        plates.complaint,
        _most_colour(plates),
    )


def _most_colour(plates: Plates) -> Area | None:
    """The pixel inside the trim where one of the other inks than black is greatest; None where there is black alone."""
    inside, most, found = plates.trim(), 0, None
    for plate in plates.plates:
        ink = plate.ink[inside]
        place = int(ink.argmax())
        row, column = divmod(place, ink.shape[1])
        if plate.name != "Black" and int(ink[row, column]) > most:
            most, found = int(ink[row, column]), plates.area(row, column, 1, 1)
    return found


def total_ink(plates: Plates) -> "NDArray[numpy.uint16]":
    """All inks together at every pixel of the sheet: rows x columns, 255 for one solid ink."""
    import numpy  # late: a plain build needs no proofs

    total = numpy.zeros(plates.plates[0].ink.shape, numpy.uint16)
    for plate in plates.plates:
        total += plate.ink
    return total


def side_of_mm2(dpi: float) -> int:
    """The side of a square millimetre in whole pixels."""
    return max(1, round(dpi / _MM))


def _densest(total: "NDArray[numpy.uint16]", side: int) -> tuple[float, tuple[int, int], tuple[int, int]]:
    """The greatest mean over any window of `side` x `side` pixels, its first row and column, and its height and width."""
    import numpy

    height, width = min(side, total.shape[0]), min(side, total.shape[1])
    most, place = -1, (0, 0)
    for top in range(0, total.shape[0] - height + 1, _BAND):
        band = total[top : top + _BAND + height - 1]
        if int(band.max()) * height * width <= most:
            continue  # nothing here can be more: most bands of a page are spared
        sums = _moving_sum(_moving_sum(band.astype(numpy.int32), height, 0), width, 1)
        first = int(sums.argmax())
        row, column = divmod(first, sums.shape[1])
        if int(sums[row, column]) > most:
            most, place = int(sums[row, column]), (top + row, column)
    return most / (height * width * _SOLID), place, (height, width)


def _moving_sum(values: "NDArray[numpy.int32]", length: int, axis: int) -> "NDArray[numpy.int32]":
    """Sums of `length` neighbours along an axis, by cumulative sums: the cost does not depend on the length."""
    import numpy

    sums = numpy.cumsum(values, axis=axis, dtype=numpy.int32)
    ends = numpy.take(sums, range(length - 1, values.shape[axis]), axis=axis)
    if axis == 0:
        ends[1:] -= sums[:-length]
    else:
        ends[:, 1:] -= sums[:, :-length]
    return ends
