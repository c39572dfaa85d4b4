"""Where galleys stand on their sheets: arithmetic alone, so that several ways are tried before one is drawn.

In: heads and rows as depths in points, a sheet's live depth. Out: pieces, each a stretch of one galley on one sheet. No sheet
ends up nearly empty where a little less or more between the lines avoids it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from layout.base.values import dataclass

_FILLED = 0.4  # of the last sheet's depth: what stands lower is worth a sheet of its own
_STEP = 0.01  # by which lines are drawn together or apart in each try
_EXACT = 1e-6
_APART = 1.2  # of the leading, at most
_LEAST_ROWS = 6  # of a column, and of what runs over to another sheet: fewer look like a remnant
_TOGETHER = 2  # rows more than that under a head


@dataclass(frozen=True, slots=True)
class Copy:
    """A galley to be placed: the depth of its head, how many rows, from row to row, in how many columns at most; `least`: the
    share of the pitch to which it may be drawn together; `tied`: the rows, from 0, before which no column begins."""

    head: float
    rows: int
    pitch: float
    columns: int
    least: float
    tied: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Room:
    """A sheet's live area from top to bottom; what a head takes where a galley goes on, and the white after a galley."""

    top: float
    bottom: float
    again: float
    between: float

    def filled(self, y: float) -> float:
        """The share of the depth above `y`."""
        return (y - self.between - self.top) / (self.bottom - self.top)


class Place(NamedTuple):
    """A sheet, from 0, and how far down it."""

    sheet: int
    y: float


class Piece(NamedTuple):
    """Rows of a galley on one sheet; `first`: with its head. `place`: of its head. `bounds`: the row with which each column
    begins, and where the last one ends."""

    galley: int
    place: Place
    first: bool
    bounds: tuple[int, ...]
    pitch: float

    @property
    def start(self) -> int:
        """Its first row."""
        return self.bounds[0]

    @property
    def stop(self) -> int:
        """The row after its last one."""
        return self.bounds[-1]

    @property
    def depth(self) -> int:
        """The rows of its longest column."""
        return max((stop - start for start, stop in pairwise(self.bounds)), default=0)


class Placed(NamedTuple):
    """All pieces, and where what comes after them would begin."""

    pieces: tuple[Piece, ...]
    end: Place


def place_galleys(copy: Sequence[Copy], room: Room, begin: Place) -> Placed:
    """One under the other from `begin` on. Where the last sheet would be nearly empty, lines are drawn together until it is not
    needed; if that would be too close, apart until it is worth while; if neither does it, it stays."""
    plain = _place(copy, room, begin, 1.0)
    if not copy or plain.end.sheet == begin.sheet or room.filled(plain.end.y) >= _FILLED:
        return plain
    least = max(each.least for each in copy)
    for step in range(1, int((1.0 - least) / _STEP + _EXACT) + 1):
        closer = _place(copy, room, begin, 1.0 - step * _STEP)
        if closer.end.sheet < plain.end.sheet:
            return closer
    for step in range(1, int((_APART - 1.0) / _STEP + _EXACT) + 1):
        wider = _place(copy, room, begin, 1.0 + step * _STEP)
        if wider.end.sheet == plain.end.sheet and room.filled(wider.end.y) >= _FILLED:
            return wider
    return plain


def is_nearly_empty(placed: Placed, room: Room) -> bool:
    """Whether the last sheet has room for much more."""
    return room.filled(placed.end.y) < _FILLED


def _place(copy: Sequence[Copy], room: Room, begin: Place, scale: float) -> Placed:
    pieces: list[Piece] = []
    at = begin
    for number, each in enumerate(copy):
        least = each.head + min(each.rows, _LEAST_ROWS + _TOGETHER) * each.pitch * scale
        if at.y + least > room.bottom and at.y > room.top:
            at = Place(at.sheet + 1, room.top)
        for piece in _pieces(each, room, at, scale):
            pieces.append(piece._replace(galley=number))
            head = each.head if piece.first else room.again
            at = Place(piece.place.sheet, piece.place.y + head + piece.depth * piece.pitch)
        at = Place(at.sheet, at.y + room.between)
    return Placed(tuple(pieces), at)


def _pieces(copy: Copy, room: Room, at: Place, scale: float) -> Iterator[Piece]:
    """The galley from there on, as far as each sheet has room. One without rows is its head alone."""
    start, first, pitch = 0, True, copy.pitch * scale
    while first or start < copy.rows:
        most = max(int((room.bottom - at.y - (copy.head if first else room.again)) // pitch), 1)
        bounds = _bounds(copy, start, most)
        yield Piece(0, at, first, bounds, pitch)
        start, first = bounds[-1], False
        at = Place(at.sheet + 1, room.top)


def _bounds(copy: Copy, start: int, most: int) -> tuple[int, ...]:
    """Columns of at most so many rows from `start` on: as few as leave none with a line or two, and as even as they get."""
    left = copy.rows - start
    if not left:
        return (start,)
    for used in range(min(copy.columns, max(left // _LEAST_ROWS, 1)), copy.columns + 1):
        even = _even(copy, (start, copy.rows), used, most)
        if even[-1] == copy.rows:
            return even
    full = _filled(copy, (start, copy.rows), copy.columns, most)
    if copy.rows - full[-1] < _LEAST_ROWS < full[-1] - start:  # enough to go on with elsewhere
        return _even(copy, (start, copy.rows - _LEAST_ROWS), copy.columns, most)
    return full


def _even(copy: Copy, rows: tuple[int, int], columns: int, most: int) -> tuple[int, ...]:
    """The rows in so many columns of the least depth that holds them; of `most`, if none does."""
    start, stop = rows
    depths = range(ceil((stop - start) / columns), most)
    tries = (_filled(copy, rows, columns, depth) for depth in depths)
    return next((each for each in tries if each[-1] == stop), _filled(copy, rows, columns, most))


def _filled(copy: Copy, rows: tuple[int, int], columns: int, depth: int) -> tuple[int, ...]:
    """The rows in columns of that depth, one after the other, as far as they go; what is tied to the row before is not parted
    from it, unless it has no end."""
    bounds, stop = [rows[0]], rows[1]
    while bounds[-1] < stop and len(bounds) <= columns:
        start = bounds[-1]
        most = min(start + depth, stop)
        bounds.append(next((end for end in range(most, start, -1) if end not in copy.tied), most))
    return tuple(bounds)
