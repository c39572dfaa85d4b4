"""What an art director marks at headlines: tombstones, sizes that rise down the page, legs and white that no head covers."""

from collections.abc import Iterator
from itertools import combinations

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.content.issue import Ad, Continuation, PhotoPlace, PictureAlone
from layout.desk.plan import PlannedBlock
from layout.passing.design_view import SLACK, BlockView, Head, LegPiece, PageView, around, beside, column_of, level
from layout.passing.findings import Rule, finding

TOMBSTONE = Rule("tombstone", Severity.WARNING, "two headlines side by side that are of like size")
RAW_WRAP = Rule("raw-wrap", Severity.WARNING, "a leg over which neither its headline nor its picture stands")
RUNG_RISE = Rule("rung-rise", Severity.WARNING, "a headline that is larger than those above it")
HEADLINE_COVER = Rule("headline-cover", Severity.WARNING, "a headline that leaves much of its width white")

SAME_ROW = 3.0  # slots between the tops of two heads within which the eye takes them for one row; a label moves a head by two
ALIKE = 1.3  # times: below, two sizes read as one. On the usual ladder (14 18 24 30 36 42 48 60 72) that is one rung up to 30
OTHER_WEIGHT = 200  # between two weights that are seen to differ: the cuts of one headline style differ by 100
LARGER = 0.5  # points from which on one size is larger than another
COVERED = 0.6  # of its width that the longest line of a head fills at least; the setting itself aims at three quarters


def judge_heads(view: PageView) -> Iterator[Problem]:
    """All that is to be said of a page's headlines."""
    headed = [block for block in view.blocks.values() if block.head is not None]
    for left, right in combinations(sorted(headed, key=_left), 2):
        if _is_tombstone(view, left, right):
            yield _tombstone(view, left, right)
    yield from _rises(view, headed)
    for block in headed:
        yield from _raw_wraps(view, block)
        yield from _bare(view, block)


def _left(block: BlockView) -> float:
    return _head_of(block).area.x


def _head_of(block: BlockView) -> Head:
    assert block.head is not None, "only blocks with a headline are judged by it"
    return block.head


def _is_tombstone(view: PageView, left: BlockView, right: BlockView) -> bool:
    """Side by side, of one kind and of like size, and nothing that keeps them apart but a gutter or its rule.

    A rule does not: it stands between all columns of many papers. Standing heads do, since a row of signed columns is meant
    to look alike.
    """
    one, other = _head_of(left), _head_of(right)
    grid = view.grid
    if left.is_boxed or right.is_boxed or (left.planned.block.label and right.planned.block.label):
        return False
    if abs(one.area.y - other.area.y) > SAME_ROW * grid.baseline or not _is_like(one, other):
        return False
    gap = Area(one.area.right, one.area.y, other.area.x - one.area.right, max(one.area.height, other.area.height))
    if not -SLACK < gap.width < grid.column_width + grid.gutter or _across_fold(view, left, right):
        return False
    pictures = [area for block in view.blocks.values() for area in (*block.pictures, *block.mugs)]
    return not any(_holds_apart(area, gap, one, other) for area in pictures)


def _is_like(one: Head, other: Head) -> bool:
    small, large = sorted((one.size, other.size))
    same_face = one.face.family == other.face.family and one.face.italic == other.face.italic
    return same_face and abs(one.face.weight - other.face.weight) < OTHER_WEIGHT and large < ALIKE * small


def _across_fold(view: PageView, left: BlockView, right: BlockView) -> bool:
    fold = view.grid.fold_after
    return bool(fold) and left.planned.first_column < fold <= right.planned.first_column


def _holds_apart(picture: Area, gap: Area, one: Head, other: Head) -> bool:
    """True for a picture between two heads, or behind one of them."""
    between = beside(picture, gap) > SLACK and level(picture, gap) > gap.height / 2
    return between or picture.contains(one.area) or picture.contains(other.area)


def _tombstone(view: PageView, left: BlockView, right: BlockView) -> Problem:
    one, other = _head_of(left), _head_of(right)
    text = (
        f"the headlines of {left.name} ({one.size:g} pt) and {right.name} ({other.size:g} pt) stand side by side and read as one"
    )
    remedy = "Set one of them two rungs smaller ('size:'), box one story, or draw a picture between them."
    return finding(TOMBSTONE, text, remedy, OnPage(view.page.number, around([one.area, other.area])), right.story or left.story)


def _rises(view: PageView, headed: list[BlockView]) -> Iterator[Problem]:
    """Heads larger than every one above them in their columns, and the page's largest head in its lower half.

    A head is weighed against the largest above it, so that a wide story may stand under a narrow one beside a lead; boxes are
    apart from the page's order.
    """
    ranked = [block for block in headed if not block.is_boxed]
    for block in ranked:
        head, place = _head_of(block), view.extents(block)
        above = [
            other
            for other in ranked
            if other is not block and view.extents(other).y < place.y - SLACK and beside(view.extents(other), place) > SLACK
        ]
        if above and head.size > max(_head_of(other).size for other in above) + LARGER:
            yield _rise(view, block, max(above, key=lambda other: _head_of(other).size))
        elif _is_low_lead(view, block, ranked):
            text = f"the page's largest headline, that of {block.name} ({head.size:g} pt), stands in its lower half"
            remedy = "Draw the story higher, or set its headline smaller ('size:')."
            yield finding(RUNG_RISE, text, remedy, OnPage(view.page.number, head.area), block.story)


def _is_low_lead(view: PageView, block: BlockView, ranked: list[BlockView]) -> bool:
    """True for the one largest head of a page, if it begins under the page's middle and others above."""
    head, fold = _head_of(block), view.page.height / 2
    rest = [other for other in ranked if other is not block]
    upper = [other for other in rest if _head_of(other).area.y < fold]
    return bool(upper) and head.area.y >= fold and all(_head_of(other).size < head.size - LARGER for other in rest)


def _rise(view: PageView, block: BlockView, above: BlockView) -> Problem:
    head = _head_of(block)
    text = f"the headline of {block.name} has {head.size:g} pt, that of {above.name} above it {_head_of(above).size:g} pt"
    remedy = "Headlines grow smaller down the page: take another rung for one of the two ('size:'), or box the lower story."
    return finding(RUNG_RISE, text, remedy, OnPage(view.page.number, head.area), block.story)


def _raw_wraps(view: PageView, block: BlockView) -> Iterator[Problem]:
    """The arms of a dogleg that its head does not cover, told once for those side by side.

    What makes an arm its story's own: a picture of the story over it. Under a boxed story or a picture on its own it reads
    as text run round an inset, and is let pass.
    """
    if not block.is_story or block.planned.is_rectangle:
        return
    covered = _head_columns(block.planned)
    raw = [
        piece
        for piece in block.pieces
        if piece.part == 0
        and (column := column_of(view.grid, piece.area.x)) not in covered
        and not any(area.bottom <= piece.area.y + SLACK and beside(area, piece.area) > SLACK for area in block.pictures)
        and not _under_inset(view, block.planned, column)
    ]
    if raw:
        text = f"{block.name}: {_legs(raw)} over which neither its headline nor a picture of it stands"
        remedy = "Draw the block as a rectangle, or set a picture of the story over that leg."
        tops = [Area(piece.area.x, piece.area.y, piece.area.width, min(piece.area.height, 100.0)) for piece in raw]
        yield finding(RAW_WRAP, text, remedy, OnPage(view.page.number, around(tops)), block.story)


def _legs(pieces: list[LegPiece]) -> str:
    return "it has a leg" if len(pieces) == 1 else f"it has {len(pieces)} legs"


def _head_columns(planned: PlannedBlock) -> set[int]:
    """The columns under a dogleg's head: the widest arm of its top row, the left one of two alike."""
    runs: list[list[int]] = []
    for extent in planned.extents:
        if extent.top != planned.top:
            continue
        if runs and runs[-1][-1] == extent.column - 1:
            runs[-1].append(extent.column)
        else:
            runs.append([extent.column])
    return set(next(run for run in runs if len(run) == max(len(each) for each in runs)))


def _under_inset(view: PageView, planned: PlannedBlock, column: int) -> bool:
    """True where a box or a picture on its own stands directly over this arm."""
    top = next(extent.top for extent in planned.extents if extent.column == column)
    over = [
        (extent.foot, other)
        for other in view.blocks.values()
        for extent in other.planned.extents
        if other.planned is not planned and extent.column == column and extent.foot <= top
    ]
    if not over:
        return False
    nearest = max(over, key=lambda each: each[0])[1]
    return nearest.is_boxed or isinstance(nearest.planned.block.what, PictureAlone)


def _bare(view: PageView, block: BlockView) -> Iterator[Problem]:
    """A head too short for its legs. Over a continuation it is short by custom, in a picture it stands free."""
    head, place = _head_of(block), view.extents(block)
    if isinstance(block.planned.block.what, Continuation | Ad | PictureAlone) or not block.is_story:
        return
    if not block.planned.is_rectangle:
        columns = sorted(_head_columns(block.planned))
        place = Area(view.grid.column_x(columns[0]), place.y, view.grid.span_width(len(columns), columns[0]), place.height)
    art = [area for area in (*block.pictures, *block.mugs) if level(area, head.area) > 0]
    if any(area.contains(head.area) for area in art) or _is_behind(block):
        return
    right = min((area.x for area in art if area.x >= head.area.right - SLACK), default=place.right)
    width = right - place.x
    if head.area.width >= COVERED * width:
        return
    share = head.area.width / width
    text = f"the headline of {block.name} fills {share:.0%} of its width"
    remedy = "Write it longer, take a larger rung ('size:'), or set a picture or a mug beside it."
    uncovered = Area(head.area.right, head.area.y, right - head.area.right, head.area.height)
    yield finding(HEADLINE_COVER, text, remedy, OnPage(view.page.number, uncovered), block.story)


def _is_behind(block: BlockView) -> bool:
    return any(photo.at is PhotoPlace.BEHIND for photo in block.planned.block.photos or ())
