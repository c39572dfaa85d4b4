"""Room for a block's content: its legs, and in each the slots that are still free.

A leg is one stack of text; slots are the page's baseline slots, so whatever is taken out of a leg is whole lines.
"""

from dataclasses import replace

from layout.base.values import dataclass
from layout.design.grid import Grid
from layout.desk.plan import PlannedBlock

Run = tuple[int, int]  # slots from the first up to, not including, the second

LEAST_MEASURE = 20.0  # points; narrower legs than a word are not made, however many are asked for
BOX_PADDING = 7.0  # at the sides of a box, taken from the measure; above and below it is one slot


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg's place: its left edge and measure in points, and its free runs of slots from top to foot."""

    x: float
    measure: float
    free: tuple[Run, ...]

    @property
    def rows(self) -> int:
        """How many slots are free."""
        return sum(foot - top for top, foot in self.free)


@dataclass(frozen=True, slots=True)
class Room:
    """A block's legs left to right, and the box's inner edges. `top` and `foot` bound the content's slots."""

    legs: tuple[Leg, ...]
    gutter: float
    top: int
    foot: int

    @property
    def x(self) -> float:
        """The content's left edge."""
        return self.legs[0].x

    @property
    def width(self) -> float:
        """The content's whole width."""
        return self.legs[-1].x + self.legs[-1].measure - self.legs[0].x

    @property
    def text_legs(self) -> int:
        """How many legs have room for text; 1 where none has."""
        return sum(bool(leg.free) for leg in self.legs) or 1

    def span(self, first: int, legs: int) -> tuple[float, float]:
        """Left edge and width of so many neighbouring legs, the first counted from 0."""
        last = self.legs[first + legs - 1]
        return self.legs[first].x, last.x + last.measure - self.legs[first].x

    def common(self, first: int, legs: int) -> tuple[Run, ...]:
        """The runs of slots that are free in all of some legs, from top to foot."""
        runs = self.legs[first].free
        for leg in self.legs[first + 1 : first + legs]:
            pairs = ((max(top, a), min(foot, b)) for top, foot in runs for a, b in leg.free)
            runs = tuple((top, foot) for top, foot in pairs if foot > top)
        return runs

    def without(self, first: int, legs: int, top: int, foot: int) -> "Room":
        """The room with the slots from `top` to `foot` taken out of some legs."""
        taken = tuple(
            replace(leg, free=_cut(leg.free, top, foot)) if first <= index < first + legs else leg
            for index, leg in enumerate(self.legs)
        )
        return replace(self, legs=taken)


def room_of(block: PlannedBlock, grid: Grid) -> Room:
    """The room inside a block: its gap left out, a box's padding taken off, divided into its legs."""
    boxed = is_boxed(block)
    inset = BOX_PADDING if boxed else 0.0
    pad = 1 if boxed else 0
    own = block.block.columns
    if own is not None and block.is_rectangle:
        columns = _bastard_legs(block, grid, own, inset)
    elif boxed:
        columns = _bastard_legs(block, grid, block.columns, inset)
    else:
        columns = [(grid.column_x(extent.column), grid.column_width) for extent in block.extents]
    extents = block.extents if len(columns) == block.columns else (block.extents[0],) * len(columns)
    legs = []
    top_slot = block.top + block.gap
    for (x, measure), extent in zip(columns, extents, strict=True):
        run = (extent.top + block.gap + pad, extent.foot - pad)
        legs.append(Leg(x, measure, (run,) if run[1] > run[0] else ()))
    return Room(tuple(legs), grid.gutter, top_slot + pad, block.foot - pad)


def is_boxed(block: PlannedBlock) -> bool:
    """True where a rule or tint goes round the block; a dogleg has none."""
    return block.block.box is not None and block.is_rectangle


def _bastard_legs(block: PlannedBlock, grid: Grid, legs: int, inset: float) -> list[tuple[float, float]]:
    """Left edge and measure of so many equal legs. No leg crosses the fold: each side of it has its own share of them."""
    first, columns = block.first_column, block.columns
    left_columns = min(max(grid.fold_after - first, 0), columns)
    if not 0 < left_columns < columns:
        return _equal_legs(grid.column_x(first) + inset, grid.span_width(columns, first) - 2 * inset, legs, grid.gutter)
    left_legs = min(max(round(legs * left_columns / columns), 1), max(legs - 1, 1))
    left, width = grid.column_x(first), grid.span_width(left_columns, first)
    right, other = grid.column_x(grid.fold_after), grid.span_width(columns - left_columns, grid.fold_after)
    return [
        *_equal_legs(left + inset, width - inset, left_legs, grid.gutter),
        *_equal_legs(right, other - inset, max(legs - left_legs, 1), grid.gutter),
    ]


def _equal_legs(left: float, width: float, legs: int, gutter: float) -> list[tuple[float, float]]:
    legs = max(min(legs, int((width + gutter) / (LEAST_MEASURE + gutter))), 1)
    measure = (width - (legs - 1) * gutter) / legs
    return [(left + index * (measure + gutter), measure) for index in range(legs)]


def _cut(free: tuple[Run, ...], top: int, foot: int) -> tuple[Run, ...]:
    runs: list[Run] = []
    for first, last in free:
        if foot <= first or top >= last:
            runs.append((first, last))
            continue
        if first < top:
            runs.append((first, top))
        if foot < last:
            runs.append((foot, last))
    return tuple(runs)
