"""The borders between blocks, moved to where the ads under them truly begin.

An ad stands at its own depth on the foot of its letter's area; what stands on that border above it gains or gives the
difference, in whole slots.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from layout.content.issue import Ad
from layout.design.grid import Grid
from layout.desk.plan import Extent, PlannedBlock, PlannedPage
from layout.pages.head import CAP_LINE

LEAST_SLOTS = 3  # of a block above an ad, its gap not counted


def ad_slots(depth: float, grid: Grid) -> int:
    """The whole slots that an ad of that depth covers, its foot on the last one's baseline, its top not above a cap line."""
    above = depth - (grid.drop - CAP_LINE * grid.baseline)
    return 1 + max(ceil(above / grid.baseline - 1e-6), 0)


def move_borders(page: PlannedPage, depths: Mapping[str, float]) -> PlannedPage:
    """The page with the borders over its ads moved. `depths`: the depth in points of each ad, by letter.

    Of several ads on one border the deepest decides; the others stand on their feet with white above them.
    """
    blocks = {block.letter: block for block in page.blocks}
    done: set[str] = set()
    # From the foot up: where ads stand one on another, the lower one's border is the upper one's foot.
    for letter in sorted(depths, key=lambda letter: -blocks[letter].top):
        ad = blocks[letter]
        if letter in done:
            continue
        sharing = _on_border(blocks, ad)
        done |= {block.letter for block in sharing if block.top == ad.top}
        wanted = [
            block.foot - ad_slots(depths[block.letter], page.grid) - block.gap
            for block in sharing
            if block.letter in depths and block.top == ad.top
        ]
        border = _within(sharing, ad.top, max(min(wanted), page.first_slot))
        for neighbour in sharing:
            blocks[neighbour.letter] = _moved(neighbour, ad.top, border)
    return replace(page, blocks=tuple(blocks[block.letter] for block in page.blocks))


def _on_border(blocks: Mapping[str, PlannedBlock], ad: PlannedBlock) -> list[PlannedBlock]:
    """The blocks whose border moves with the ad's top: the ad, those that end on it above, and what hangs together with them."""
    at = ad.top
    moving = {ad.letter: ad}
    grew = True
    while grew:
        grew = False
        for block in blocks.values():
            if block.letter in moving:
                continue
            if any(_shares(block, other, at) for other in moving.values()):
                moving[block.letter] = block
                grew = True
    return list(moving.values())


def _shares(one: PlannedBlock, other: PlannedBlock, border: int) -> bool:
    """True if one ends and the other begins on the border in some column that both have."""
    ends = {extent.column for extent in one.extents if extent.foot == border}
    begins = {extent.column for extent in one.extents if extent.top == border}
    other_ends = {extent.column for extent in other.extents if extent.foot == border}
    other_begins = {extent.column for extent in other.extents if extent.top == border}
    return bool(ends & other_begins or begins & other_ends)


def _within(sharing: list[PlannedBlock], old: int, border: int) -> int:
    """The new border, kept where every block on it has some depth left."""
    for block in sharing:
        if not isinstance(block.block.what, Ad):
            for extent in block.extents:
                if extent.top == old:
                    border = min(border, extent.foot - block.gap - LEAST_SLOTS)
    for block in sharing:
        for extent in block.extents:
            if extent.foot == old:
                border = max(border, extent.top + block.gap + LEAST_SLOTS)
    return border


def _moved(block: PlannedBlock, old: int, new: int) -> PlannedBlock:
    extents = tuple(
        Extent(extent.column, new if extent.top == old else extent.top, new if extent.foot == old else extent.foot)
        for extent in block.extents
    )
    return replace(block, extents=extents)
