"""The page's grid: columns across, slots of one baseline each down."""

from layout.base.geometry import TOLERANCE
from layout.base.values import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """The trimmed page and its margins, in points."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and baselines of one page. All lengths in points; a *slot* is one grid line's strip, numbered from 0 at the top.

    The baseline of each slot lies `drop` below the slot's top. The last baseline stands on the bottom margin; what the depth
    leaves over a whole number of slots goes above the first.

    A spread is one grid over both pages: after `fold_after` columns the fold stands in a gap of its own width, `fold_gap`.
    0: a single page.
    """

    sheet: Sheet
    columns: int
    gutter: float
    baseline: float
    drop: float
    fold_after: int = 0
    fold_gap: float = 0.0

    @property
    def column_width(self) -> float:
        """The measure of one grid column."""
        live = self.sheet.width - self.sheet.left - self.sheet.right - self._fold_extra
        return (live - (self.columns - 1) * self.gutter) / self.columns

    @property
    def _fold_extra(self) -> float:
        """How much wider than a gutter the gap at the fold is."""
        return self.fold_gap - self.gutter if self.fold_after else 0.0

    @property
    def slots(self) -> int:
        """How many whole slots the live area holds."""
        return int((self.sheet.height - self.sheet.top - self.sheet.bottom + TOLERANCE) / self.baseline)

    def column_x(self, column: int) -> float:
        """The left edge of a column, counted from 0."""
        beyond_fold = self._fold_extra if self.fold_after and column >= self.fold_after else 0.0
        return self.sheet.left + column * (self.column_width + self.gutter) + beyond_fold

    def span_width(self, columns: int, first: int = 0) -> float:
        """The width of so many neighbouring columns with the gaps between them; of a spread it matters which is the `first`."""
        across_fold = self._fold_extra if first < self.fold_after < first + columns else 0.0
        return columns * self.column_width + (columns - 1) * self.gutter + across_fold

    def slot_top(self, slot: float) -> float:
        """The top of a slot (or of a part of one)."""
        last_baseline = self.sheet.height - self.sheet.bottom
        return last_baseline - self.drop - (self.slots - 1 - slot) * self.baseline

    def at_trim(self, slot: float) -> bool:
        """True for the outermost slot of a page without a top margin: what fills its place from there on begins at the trim."""
        return slot <= 0 and self.sheet.top <= TOLERANCE

    def place_top(self, slot: float) -> float:
        """The top of a place that begins on a slot: its own, or the trim, lest what the depth leaves over stays white."""
        return 0.0 if self.at_trim(slot) else self.slot_top(slot)

    def baseline_of(self, slot: int) -> float:
        """The baseline that stands in a slot."""
        return self.slot_top(slot) + self.drop

    def baselines(self, first: int, last: int) -> list[float]:
        """Those of the slots from `first` to `last`: a page asks for all of them in each leg."""
        top, slots, step, drop = self.slot_top(self.slots - 1), self.slots, self.baseline, self.drop
        return [top - (slots - 1 - slot) * step + drop for slot in range(first, last + 1)]
