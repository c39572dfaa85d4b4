"""What flows, and where: items of copy, and the rows of a chain of legs numbered through."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from layout.base.values import dataclass
from layout.lines.paragraph import Measures, Prepared, variants

ENDLESS = 1_000_000_000  # rows: behind the chain stands everything that is over


class ItemKind(StrEnum):
    """How an item behaves in a leg."""

    TEXT = "text"  # breaks between any two of its lines, at a price
    HEAD = "head"  # stays whole, keeps the next item's first lines under it


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One piece of the copy.

    `white`: empty slots above it, not at a leg's top. `keep`: lines of the next item that must follow a head in its leg.
    `drop_cap`: the width taken out of the first lines, and of how many. `marks`: tokens at its beginning that nobody wrote, as a
    list item's bullet.
    """

    kind: ItemKind
    prepared: Prepared
    white: int = 0
    keep: int = 0
    drop_cap: tuple[float, int] = (0.0, 0)
    marks: int = 0


class Run(NamedTuple):
    """One run of free slots of a leg. `piece` counts the chain's blocks, `leg` the block's legs, both from 0.

    `quoted`: a pull quote stands under it, and the text goes on under that.
    """

    piece: int
    leg: int
    slot: int
    rows: int
    measure: float
    quoted: bool = False


class Chain:
    """The rows of some runs, one after another. `end_of[row]` and `start_of[row]` bound the run that holds a row."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = tuple(runs)
        self.run_of: list[int] = []
        self.start_of: list[int] = []
        self.end_of: list[int] = []
        for index, run in enumerate(self.runs):
            first = len(self.run_of)
            self.run_of += [index] * run.rows
            self.start_of += [first] * run.rows
            self.end_of += [first + run.rows] * run.rows
        self.rows = len(self.run_of)
        self._last_measure = self.runs[-1].measure if self.runs else 100.0
        self._measures = {run.measure for run in self.runs}
        self._everywhere = Measures((), self._last_measure) if len(self._measures) < 2 else None
        self.piece_ends = self._find_piece_ends()
        last = self.runs[-1].piece if self.runs else 0
        self.last_legs = len({run.leg for run in self.runs if run.piece == last}) or 1
        self.jump_rows = frozenset(self.piece_ends[:-1])
        ends = accumulate(run.rows for run in self.runs)
        self.quote_rows = frozenset(end for end, run in zip(ends, self.runs, strict=True) if run.quoted)

    def end(self, row: int) -> int:
        """The row after the run that holds `row`."""
        return self.end_of[row] if row < self.rows else ENDLESS

    def at_top(self, row: int) -> bool:
        """True if `row` is a run's first."""
        return row >= self.rows or row == self.start_of[row]

    def measure(self, row: int) -> float:
        """The measure of a row; behind the chain that of its last one."""
        return self.runs[self.run_of[row]].measure if row < self.rows else self._last_measure

    def one_measure(self, item: Item) -> Measures | None:
        """The item's measures, if they are the same wherever it stands."""
        return None if item.drop_cap[1] else self._everywhere

    def measures(self, item: Item, row: int) -> Measures:
        """The measures of the item's lines if it begins at `row`: they differ where it runs on into a leg of another measure."""
        indent, deep = item.drop_cap
        narrowest = min(self._measures, default=self._last_measure) - indent
        most = max(max(variants(item.prepared, Measures((), narrowest))) + 2, deep + 1)
        widths = [self.measure(r) for r in range(row, row + most)]
        while len(widths) > max(deep, 1) and widths[-1] == widths[-2]:
            widths.pop()
        rest = widths.pop() if len(widths) > deep else widths[-1]
        lefts = tuple(indent if index < deep else 0.0 for index in range(len(widths)))
        return Measures(tuple(width - left for width, left in zip(widths, lefts, strict=True)), rest, lefts)

    def _find_piece_ends(self) -> list[int]:
        """The row after each piece of the chain, as far as pieces have rows; one without any ends where the one before does."""
        ends: list[int] = []
        row = 0
        for run in self.runs:
            ends += [row] * (run.piece + 1 - len(ends))
            row += run.rows
            ends[run.piece] = row
        return ends
