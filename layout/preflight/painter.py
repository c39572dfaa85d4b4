"""The paper of a page in cells of half a millimetre: a light painter's model.

Areas and pictures replace what lies below. Shapes that are too involved to be followed count as their box where they bring more
ink, and leave it where they bring less. Type and thin lines cover no square millimetre; what they add to a single place counts.
"""

from typing import TYPE_CHECKING

from layout.base.units import mm
from layout.preflight.ground import Ground, Under
from layout.preflight.marks import Drawn, Mark, Paint, PaintedArea, PaintedLine, PaintedPicture, PaintedType
from layout.preflight.matrix import Box, stretch
from layout.preflight.outlines import covered_by
from layout.preflight.picture_ink import PictureInk, Unread, ink_of
from layout.preflight.reader import Opened
from layout.preflight.spaces import PROCESS

if TYPE_CHECKING:  # loaded only for pages that are covered
    import numpy
    from numpy.typing import NDArray

    Cells = NDArray[numpy.int32]
    Covered = NDArray[numpy.bool_]

_MOST_CELLS = 2_000_000
_MOST_ACROSS = 20_000
_MOST_PLANES = 12  # eight spots and more: what else there is shares one, as the press refuses it anyway
_OTHERS = "other spots"
# Nanoseconds that a step takes, and takes for each cell: measured on one core of a server processor, and rounded up.
_COSTS = {PaintedType: (10_000, 1), PaintedLine: (40_000, 10), PaintedArea: (40_000, 10), PaintedPicture: (100_000, 60)}
_LOOK = (40_000, 4)
_PART = 4  # for each cell and part of an outline
_WIDE = mm(1.0)
# What line art in one bit that is no stencil is taken for: it may be painted anywhere in its box.
_DARK = Paint((("Black", 1.0),), True, False, False, False)
_TRACE = 0.01  # of an ink: less prints nothing
_SEEN = 0.05  # of one ink: less is no ground that type stands on


class Painter:
    """The cells while they are painted."""

    def __init__(self, trim: Box, file: Opened) -> None:
        import numpy as np

        width, height = max(1.0, trim[2] - trim[0]), max(1.0, trim[3] - trim[1])
        self.cell = max(mm(0.5), (width * height / _MOST_CELLS) ** 0.5, max(width, height) / _MOST_ACROSS)
        self.shape = (max(1, round(height / self.cell)), max(1, round(width / self.cell)))
        self.left, self.top = trim[0], trim[1]
        self.planes: dict[str, NDArray[numpy.float32]] = {ink: np.zeros(self.shape, np.float32) for ink in PROCESS}
        self.peaks = np.zeros(self.shape, np.float32)
        self.coloured = np.zeros(self.shape, np.float32)
        self.file = file
        self.under: dict[int, Under] = {}
        self.unread: list[tuple[str, Box, Unread]] = []
        self.in_colour: list[tuple[str, Box, tuple[str, ...]]] = []
        self.read: dict[tuple[int, ...], PictureInk | Unread | None] = {}
        self.small_peak, self.small_box = 0.0, (0.0, 0.0, 0.0, 0.0)

    def afford(self, mark: Mark, box: Box, *, asking: bool) -> bool:
        """True while the file's share of work lasts to look below a mark, and to paint it."""
        cells = int((box[2] - box[0]) * (box[3] - box[1]) / self.cell**2) + 1
        once, each = _COSTS[type(mark)]
        parts = len(mark.outlines) * _PART if isinstance(mark, PaintedArea) else 0
        cost = once + (each + parts) * cells + (_LOOK[0] + _LOOK[1] * cells if asking else 0)
        self.file.budget.work -= cost
        return self.file.budget.work > 0

    def window(self, box: Box) -> tuple[slice, slice]:
        """The cells of which a box covers at least half."""
        rows, columns = self.shape
        top, bottom = round((box[1] - self.top) / self.cell), round((box[3] - self.top) / self.cell)
        left, right = round((box[0] - self.left) / self.cell), round((box[2] - self.left) / self.cell)
        return slice(max(0, top), min(rows, bottom)), slice(max(0, left), min(columns, right))

    def touched(self, box: Box) -> tuple[slice, slice]:
        """The cells that a box touches, at least one: for marks that are smaller than a cell."""
        rows, columns = self.shape
        top, left = int((box[1] - self.top) / self.cell), int((box[0] - self.left) / self.cell)
        bottom, right = int((box[3] - self.top) / self.cell) + 1, int((box[2] - self.left) / self.cell) + 1
        return slice(max(0, min(top, rows - 1)), min(rows, bottom)), slice(max(0, min(left, columns - 1)), min(columns, right))

    def look(self, boxes: list[Box]) -> Under:
        """The mean of each ink under boxes; where several are asked for, the one with most."""
        return max((self._look(box) for box in boxes), key=lambda under: under.total, default=Under(()))

    def _look(self, box: Box) -> Under:
        window = self.touched(box)
        means = [(ink, float(plane[window].mean())) for ink, plane in self.planes.items()]
        return Under(tuple((ink, amount) for ink, amount in means if amount > _SEEN))

    def paint(self, mark: Mark, box: Box) -> None:
        """One mark within the trim."""
        match mark:
            case PaintedPicture() if not mark.picture.one_bit:
                self._picture(mark, box)
            case PaintedArea():
                self._flat(box, mark.paint, mark.overprints, self._shape(mark, box))
            case PaintedPicture():
                self._flat(box, mark.paint if mark.picture.stencil else _DARK, mark.overprints, None)
            case PaintedLine():
                for strip in mark.strips():
                    self._line(strip, mark)
            case PaintedType():
                if mark.seen:
                    self._thin(box, mark.paint, mark.overprints)

    def _known(self, ink: str) -> str:
        """The ink, once there is a plane for it; of very many spots one name for all."""
        import numpy as np

        name = ink if ink in self.planes or len(self.planes) < _MOST_PLANES else _OTHERS
        if name not in self.planes:
            self.planes[name] = np.zeros(self.shape, np.float32)
        return name

    def _line(self, strip: Box, mark: PaintedLine) -> None:
        if min(strip[2] - strip[0], strip[3] - strip[1]) >= _WIDE:
            self._flat(strip, mark.paint, mark.overprints, True)
        else:
            self._thin(strip, mark.paint, mark.overprints)

    def _thin(self, box: Box, paint: Paint, over: bool) -> None:
        """What covers no square millimetre: it adds to a place, and takes nothing from it."""
        total = paint.total
        if total > self.small_peak:
            self.small_peak, self.small_box = total, box
        if not over or not paint.laid:
            return
        import numpy as np

        window = self.touched(box)
        only_black = all(ink == "Black" for ink, _ in paint.laid)
        below = self.coloured[window] if only_black else self.peaks[window]
        np.maximum(self.peaks[window], below + total, out=self.peaks[window])

    def _flat(self, box: Box, paint: Paint, over: bool, covered: "Covered | bool | None") -> None:
        """An area in one colour: `covered` says where in its box it is, True everywhere, None that nobody knows."""
        import numpy as np

        if not paint.known and not paint.white:
            return
        total, laid = paint.total, {self._known(ink): amount for ink, amount in paint.laid}
        if total > self.small_peak:
            self.small_peak, self.small_box = total, box
        window = self.window(box)
        if over:
            self._lay_over(window, laid, covered)
            return
        where = covered if covered is not None else sum(plane[window] for plane in self.planes.values()) <= total
        for ink, plane in self.planes.items():
            np.copyto(plane[window], np.float32(laid.get(ink, 0.0)), where=where)
        for plane, amount in ((self.peaks, total), (self.coloured, total - laid.get("Black", 0.0))):
            if covered is None:
                np.maximum(plane[window], amount, out=plane[window])
            else:
                np.copyto(plane[window], np.float32(amount), where=covered)

    def _lay_over(self, window: tuple[slice, slice], laid: dict[str, float], covered: "Covered | bool | None") -> None:
        """The same, overprinting: inks that the colour has not stay as they are."""
        import numpy as np

        where = True if covered is None else covered
        for ink, amount in laid.items():
            new = np.float32(amount) if covered is not None else np.maximum(self.planes[ink][window], np.float32(amount))
            np.copyto(self.planes[ink][window], new, where=where)
        only_black = set(laid) <= {"Black"}
        below = self.coloured[window] if only_black else self.peaks[window]
        np.maximum(self.peaks[window], below + np.float32(sum(laid.values())), out=self.peaks[window], where=where)
        if not only_black:
            summed = sum(plane[window] for ink, plane in self.planes.items() if ink != "Black")
            np.maximum(self.coloured[window], summed, out=self.coloured[window], where=where)

    def _shape(self, mark: PaintedArea, box: Box) -> "Covered | bool | None":
        """Where in its box an area is."""
        if mark.upright:
            return True
        window = self.window(box)
        return covered_by(mark, self._cell_box(window[0].start, window[1].start, 0), self.cell, window) if mark.outlines else None

    def _picture(self, mark: PaintedPicture, box: Box) -> None:
        import numpy as np

        ink = self._ink(mark)
        rows, columns = self.window(box)
        if isinstance(ink, Unread):
            self.unread += [(mark.name, box, ink)] if ink.rule else []
            return
        if ink is None or rows.stop <= rows.start or columns.stop <= columns.start:
            return
        others = tuple(name for name, plane in zip(ink.inks, ink.means, strict=True) if name != "Black" and plane.max() > _TRACE)
        self.in_colour += [(mark.name, box, others)] if others else []
        down, across, covered = self._sampling(mark, ink, (rows, columns))
        window = (rows, columns)
        for plane in self.planes.values():
            if not mark.overprints:
                np.copyto(plane[window], 0.0, where=covered)
        for place, name in enumerate(ink.inks):
            np.copyto(self.planes[self._known(name)][window], ink.means[place][down, across], where=covered)
        peaks, coloured = ink.peaks[down, across], ink.coloured[down, across]
        if mark.overprints:
            peaks, coloured = peaks + self.peaks[window], coloured + self.coloured[window]
        np.copyto(self.peaks[window], peaks, where=covered)
        np.copyto(self.coloured[window], coloured, where=covered)

    def _ink(self, mark: PaintedPicture) -> PictureInk | Unread | None:
        """The picture in as many cells as its place has; the same picture in a place of the same size is counted once."""
        across, down = stretch(mark.matrix)
        cells = (max(1, round(across / self.cell)), max(1, round(down / self.cell)))
        key = (id(mark.picture), *cells)
        if key not in self.read:
            self.read[key] = ink_of(mark.picture, (min(cells[0], self.shape[1]), min(cells[1], self.shape[0])), self.file)
        return self.read[key]

    def _sampling(self, mark: PaintedPicture, ink: PictureInk, window: tuple[slice, slice]) -> "tuple[Cells, Cells, Covered]":
        """Which of the picture's cells lies in each of the paper's, and which of the paper's lie in the picture."""
        import numpy as np

        a, b, c, d, e, f = mark.matrix
        area = a * d - b * c
        y = (np.arange(window[0].start, window[0].stop)[:, None] + 0.5) * self.cell + self.top - f
        x = (np.arange(window[1].start, window[1].stop)[None, :] + 0.5) * self.cell + self.left - e
        right, up = (d * x - c * y) / area, (a * y - b * x) / area
        rows, columns = ink.peaks.shape
        across = np.clip((right * columns).astype(np.int32), 0, columns - 1)
        down = np.clip(((1.0 - up) * rows).astype(np.int32), 0, rows - 1)
        # half a cell beyond the edge is still the picture: the cell belongs to whoever has most of it
        room = 0.5 * self.cell / max(1e-6, min(stretch(mark.matrix)))
        covered = (right > -room) & (right < 1 + room) & (up > -room) & (up < 1 + room)
        return down, across, covered

    def ground(self, drawn: Drawn) -> Ground:
        """The finished paper: the square millimetre and the place with most ink."""
        import numpy as np

        total = np.sum(list(self.planes.values()), axis=0)
        side = max(1, round(_WIDE / self.cell))
        means = _windows(total, side)
        row, column = np.unravel_index(int(np.argmax(means)), means.shape)
        top, left = np.unravel_index(int(np.argmax(self.peaks)), self.shape)
        peak, peak_box = float(self.peaks[top, left]), self._cell_box(int(top), int(left), 1)
        if self.small_peak > peak:
            peak, peak_box = self.small_peak, self.small_box
        laid = {ink for mark in drawn.marks if not isinstance(mark, PaintedPicture) for ink, _ in mark.paint.laid}
        inks = laid | {ink for ink, plane in self.planes.items() if plane.max() > 1 / 255}
        most_box = self._cell_box(int(row), int(column), side)
        return Ground(
            printing_order(inks),
            float(means[row, column]),
            peak,
            most_box,
            peak_box,
            self.under,
            tuple(self.unread),
            tuple(self.in_colour),
            self.file.budget.work <= 0,
        )

    def _cell_box(self, row: int, column: int, side: int) -> Box:
        left, top = self.left + column * self.cell, self.top + row * self.cell
        return (left, top, left + side * self.cell, top + side * self.cell)


def _windows(total: "NDArray[numpy.float32]", side: int) -> "NDArray[numpy.float32]":
    """The mean of each square of so many cells."""
    import numpy as np

    if side == 1 or min(total.shape) < side:
        return total
    rows, columns = total.shape[0] - side + 1, total.shape[1] - side + 1
    summed = np.zeros((rows, columns), np.float32)
    for down in range(side):
        for across in range(side):
            summed += total[down : down + rows, across : across + columns]
    summed /= side * side
    return summed


def printing_order(inks: set[str]) -> tuple[str, ...]:
    """Inks in printing order: the process inks, then the spots by name."""
    return (*(ink for ink in PROCESS if ink in inks), *sorted(inks - set(PROCESS)))
