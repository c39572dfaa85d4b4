"""The rules between blocks: cutoff rules and bars over them, column rules beside them.

Rules never touch: horizontals end on column edges, verticals stand in mid-gutter and break where both their sides have a border.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from layout.content.issue import Ad, Briefs, Refers
from layout.design.house import TopRule
from layout.desk.plan import PlannedBlock, PlannedPage
from layout.pages.display import Mark, RuleMark, Source
from layout.pages.head import CAP_LINE
from layout.pages.room import is_boxed
from layout.pages.stone import Stone

RULE_ABOVE = 8.0  # a cutoff rule's or bar's middle, above the first slot of the block that hangs from it

Feet = Mapping[tuple[str, int], int]
"""The last slot used, by letter and grid column; absent: the block's own foot."""


def rule_marks(stone: Stone, page: PlannedPage, labelled: frozenset[str], feet: Feet) -> list[Mark]:
    """All rules of a page. `labelled`: letters of blocks under a standing head, which hang from a bar."""
    marks: list[Mark] = []
    for block in page.blocks:
        marks += _over(stone, page, block, barred=block.letter in labelled)
    if stone.case.house.rules.column > 0:
        for gutter in range(page.grid.columns - 1):
            marks += _in_gutter(stone, page, gutter, feet)
    return marks


def _over(stone: Stone, page: PlannedPage, block: PlannedBlock, *, barred: bool) -> Iterator[Mark]:
    """The rules or bars that a block hangs from, one an arm of a dogleg; none over an ad, or where the block wants none."""
    if isinstance(block.block.what, Ad) or not block.block.rule:
        return
    rules, grid = stone.case.house.rules, stone.grid
    for top, arm in groupby(block.extents, key=lambda extent: extent.top):
        extents = list(arm)
        if top == page.first_slot:
            weight = rules.bar if page.master.top_rule is TopRule.BAR else 0.0
        elif is_boxed(block):
            weight = 0.0
        elif top == block.top and (barred or isinstance(block.block.what, Briefs | Refers)):
            weight = rules.bar
        else:
            weight = rules.cutoff
        if weight and extents[0].foot > top + block.gap:
            y = grid.slot_top(top + block.gap) - RULE_ABOVE
            x, right = grid.column_x(extents[0].column), grid.column_x(extents[-1].column) + grid.column_width
            yield RuleMark(x, y, right, y, weight, stone.case.style("body").colour, Source(block.letter))


def _in_gutter(stone: Stone, page: PlannedPage, gutter: int, feet: Feet) -> list[Mark]:
    grid = page.grid
    if grid.fold_after and gutter == grid.fold_after - 1:
        return []
    x = grid.column_x(gutter + 1) - grid.gutter / 2
    weight, ink = stone.case.house.rules.column, stone.case.style("body").colour
    marks: list[Mark] = []
    between = page.master.between if page.master.between is not None else stone.case.house.between
    for first, last in _stretches(page, gutter, feet, between):
        y0 = grid.slot_top(first) + CAP_LINE * grid.baseline
        marks.append(RuleMark(x, y0, x, grid.baseline_of(last), weight, ink, Source()))
    return marks


def _stretches(page: PlannedPage, gutter: int, feet: Feet, between: int) -> Sequence[tuple[int, int]]:
    """Runs of slots, first and last, in which a column rule stands in the gutter. `between`: the page's gap."""
    left, right = _column(page, gutter, feet, between), _column(page, gutter + 1, feet, between)
    runs: list[tuple[int, int]] = []
    start = -1
    for slot in range(page.first_slot, page.grid.slots + 1):
        one, other = left.get(slot), right.get(slot)
        stands = one is not None and other is not None and one[0] is not other[0] and not (one[1] and other[1])
        if stands and start < 0:
            # Beside a tint or an ad it begins with the block under that, not in the white over it.
            start = slot if one is not None and other is not None and not (one[1] or other[1]) else start
        elif not stands and start >= 0:
            runs.append((start, slot - 1))
            start = -1
    return [run for run in runs if run[1] - run[0] >= 1]


def _column(page: PlannedPage, column: int, feet: Feet, between: int) -> dict[int, tuple[PlannedBlock, bool]]:
    """For each slot of a grid column the block that owns it and whether the slot is in the gap over the block."""
    slots: dict[int, tuple[PlannedBlock, bool]] = {}
    for block in page.blocks:
        if isinstance(block.block.what, Ad | Refers) or is_boxed(block):
            continue
        for extent in block.extents:
            if extent.column != column:
                continue
            foot = min(feet.get((block.letter, column), extent.foot - 1), extent.foot - 1)
            # Under another block an arm of a dogleg that begins in the top row has its gap above its extent.
            top = extent.top - (between - block.gap if extent.top > block.top else 0)
            gap = block.gap if extent.top > page.first_slot else 0
            for slot in range(top, foot + 1):
                slots[slot] = (block, slot < extent.top + gap)
    return slots
