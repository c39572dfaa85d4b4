"""The horizontal borders of a page that may be moved to make copy fit, and the page with them moved.

A border is one line as it was drawn: blocks that end or begin at one slot in columns side by side share it, and it moves as a
whole, so that what was drawn level stays level. It may move only where every block on it can give.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from layout.base.values import dataclass
from layout.desk.plan import Extent, PlannedBlock, PlannedPage

LEAST_SLOTS = 3  # of a block, its gap not counted
LEAST_LEFT = 0.7  # of a block's depth: a border that takes more was drawn in the wrong place


@dataclass(frozen=True, slots=True)
class Border:
    """A border at the top of `slot`, in the columns from `first` up to, not including, `end`; it moves by up to `most` lines."""

    slot: int
    first: int
    end: int
    letters: frozenset[str]
    most: int


def movable_borders(page: PlannedPage, gives: Callable[[PlannedBlock], int]) -> tuple[Border, ...]:
    """The borders that may move, from the top. `gives`: by how many lines a block lets one of its borders move; 0: not at all."""
    return tuple(border for border in _borders(page, gives) if border.most > 0)


def _borders(page: PlannedPage, gives: Callable[[PlannedBlock], int]) -> Iterator[Border]:
    ends = {(extent.foot, extent.column): block for block in page.blocks for extent in block.extents}
    begins = {(extent.top, extent.column): block for block in page.blocks for extent in block.extents}
    for slot in sorted({slot for slot, _ in ends} & {slot for slot, _ in begins}):
        columns = sorted({column for at, column in (*ends, *begins) if at == slot})
        for first, end in _neighbours(columns):
            both = [(ends.get((slot, column)), begins.get((slot, column))) for column in range(first, end)]
            blocks = [block for pair in both for block in pair if block is not None]
            whole = all(above is not None and below is not None for above, below in both)
            most = min(gives(block) for block in blocks) if whole else 0
            yield Border(slot, first, end, frozenset(block.letter for block in blocks), most)


def _neighbours(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of columns side by side, the first and the one after the last."""
    start = columns[0]
    for column, following in zip(columns, (*columns[1:], None), strict=True):
        if following != column + 1:
            yield start, column + 1
            if following is not None:
                start = following


def hanging_together(borders: Sequence[Border]) -> list[list[Border]]:
    """The borders in groups that share no block: what is done with one group does nothing to another."""
    groups: list[list[Border]] = []
    for border in borders:
        own = [group for group in groups if any(each.letters & border.letters for each in group)]
        groups = [group for group in groups if group not in own]
        groups.append([*(each for group in own for each in group), border])
    return groups


def moved_block(block: PlannedBlock, borders: Sequence[Border], moves: Sequence[int]) -> PlannedBlock | None:
    """The block with the borders that it lies on moved; None where too little of it would be left."""
    if not any(moves):
        return block
    extents = tuple(_moved(extent, borders, moves) for extent in block.extents)
    for before, after in zip(block.extents, extents, strict=True):
        left = after.foot - after.top - block.gap
        if left < max(LEAST_SLOTS, LEAST_LEFT * (before.foot - before.top - block.gap)):
            return None
    return replace(block, extents=extents) if extents != block.extents else block


def moved_page(page: PlannedPage, borders: Sequence[Border], moves: Sequence[int]) -> PlannedPage:
    """The page with some of its borders moved."""
    if not any(moves):
        return page
    return replace(page, blocks=tuple(moved_block(block, borders, moves) or block for block in page.blocks))


def _moved(extent: Extent, borders: Sequence[Border], moves: Sequence[int]) -> Extent:
    top, foot = extent.top, extent.foot
    for border, move in zip(borders, moves, strict=True):
        if border.first <= extent.column < border.end:
            top += move * (extent.top == border.slot)
            foot += move * (extent.foot == border.slot)
    return Extent(extent.column, top, foot)
