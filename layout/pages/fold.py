"""The fold of a spread, which headlines, pictures and ads may cross, and nothing that is read line by line."""

from layout.base.geometry import TOLERANCE
from layout.design.grid import Grid


def before_fold(grid: Grid, x: float, width: float) -> float:
    """The width that text may take from `x` on: all of it, or as much as lies before the fold."""
    if not grid.fold_after:
        return width
    edge = grid.column_x(grid.fold_after - 1) + grid.column_width
    return edge - x if x < edge - TOLERANCE and x + width > edge + TOLERANCE else width
