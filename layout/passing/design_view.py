"""A finished page as an art director sees it: each block's headline, legs and pictures where they came to stand.

In: a planned page and the page that was made of it. Out: places in points, told apart by block. What the eye takes for one
thing is one thing here: a headline's lines are one head, a leg that a picture breaks is two pieces.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.content.issue import Ad, Briefs, Continuation, Notice, Refers, StoryPiece, Table
from layout.design.grid import Grid
from layout.desk.plan import PlannedBlock, PlannedPage
from layout.fonts.face import Face
from layout.pages.display import (
    DrawingMark,
    HoleMark,
    ImageMark,
    Kind,
    LegMark,
    Mark,
    Page,
    PdfMark,
    SetLine,
    TextMark,
)

DESCENT = 0.25  # em below a baseline that a line of type takes up
BROKEN = 3.5  # slots between two baselines of a leg from which on it is seen as two pieces; white over a crosshead makes two
MUG = (80.0, 100.0)  # points: a picture no larger, beside or over a signed column's head, is its writer's
SLACK = 2.0  # points by which neighbouring edges may miss each other (a headline's side bearing is pulled out of its column)


class Head(NamedTuple):
    """A headline as it stands: its lines, where the ink of the longest begins and ends, its capitals' top, its face and size."""

    lines: tuple[SetLine, ...]
    area: Area
    face: Face
    size: float


class LegPiece(NamedTuple):
    """A run of a leg's lines that no picture or quote breaks. `leg` counts the block's legs, `part` the leg's pieces."""

    lines: tuple[SetLine, ...]
    area: Area
    leg: int
    part: int


class BlockView(NamedTuple):
    """A block on its page. `pictures` are drawn by it, its writer's `mugs` apart; `quotes` are its pull quotes' lines.

    `bylines`: what stands over its first leg's text. `captions` lie under pictures, or in them.
    """

    planned: PlannedBlock
    head: Head | None
    legs: tuple[LegMark, ...]
    pieces: tuple[LegPiece, ...]
    pictures: tuple[Area, ...]
    mugs: tuple[Area, ...]
    quotes: tuple[Area, ...]
    bylines: tuple[Area, ...]
    captions: tuple[Area, ...]
    jump_lines: tuple[Area, ...]

    @property
    def story(self) -> str:
        """The story's slug; empty for what is none."""
        what = self.planned.block.what
        return what.slug if isinstance(what, StoryPiece | Continuation) else ""

    @property
    def is_story(self) -> bool:
        """True for a story or its continuation."""
        return isinstance(self.planned.block.what, StoryPiece | Continuation)

    @property
    def is_ad(self) -> bool:
        """True for an advertisement."""
        return isinstance(self.planned.block.what, Ad)

    @property
    def is_listing(self) -> bool:
        """True for what is looked up rather than read: briefs, tables, notices, refers."""
        return isinstance(self.planned.block.what, Briefs | Table | Notice | Refers)

    @property
    def is_boxed(self) -> bool:
        """True in a box of rules or tint."""
        return self.planned.block.box is not None and self.planned.is_rectangle

    @property
    def name(self) -> str:
        """The block in a message."""
        letter = f"block {self.planned.letter}"
        return f"{letter}, story '{self.story}'" if self.story else letter


class PageView(NamedTuple):
    """A page: its blocks by letter, top to bottom and left to right, and the codes that are told of it, each with its story."""

    planned: PlannedPage
    page: Page
    blocks: Mapping[str, BlockView]
    told: frozenset[tuple[str, str]]

    @property
    def grid(self) -> Grid:
        """Its grid."""
        return self.planned.grid

    @property
    def live(self) -> Area:
        """Where its blocks stand: under the furniture, between the margins."""
        grid = self.grid
        top, last = grid.slot_top(self.planned.first_slot), grid.columns - 1
        right = grid.column_x(last) + grid.column_width
        return Area(grid.column_x(0), top, right - grid.column_x(0), grid.slot_top(grid.slots) - top)

    @property
    def pictures(self) -> Iterator[Area]:
        """All that the paper itself prints as pictures, mugs left out."""
        for block in self.blocks.values():
            if not block.is_ad:
                yield from block.pictures

    def is_misfit(self, block: BlockView) -> bool:
        """True for a block whose copy is told to be over or short, and not allowed: its lines will be set again."""
        return not self.told.isdisjoint({("short", block.story), ("overset", block.story)})

    def extents(self, block: BlockView) -> Area:
        """A block's place as it was drawn, its gap left out."""
        grid, planned = self.grid, block.planned
        x, top = grid.column_x(planned.first_column), grid.slot_top(planned.top + planned.gap)
        return Area(x, top, grid.span_width(planned.columns, planned.first_column), grid.slot_top(planned.foot) - top)


def view_page(planned: PlannedPage, page: Page) -> PageView:
    """The page, its marks sorted by the block that drew them."""
    by_block: dict[str, list[Mark]] = {}
    for mark in page.marks:
        letter = mark.text.source.block if isinstance(mark, TextMark) else mark.source.block
        by_block.setdefault(letter, []).append(mark)
    blocks = {block.letter: _view_block(block, by_block.get(block.letter, []), planned.grid) for block in planned.blocks}
    told = frozenset((each.code, each.story) for each in page.problems if each.severity is not Severity.NOTE)
    return PageView(planned, page, blocks, told)


def _view_block(planned: PlannedBlock, marks: list[Mark], grid: Grid) -> BlockView:
    legs = tuple(mark for mark in marks if isinstance(mark, LegMark))
    art = [mark.area for mark in marks if isinstance(mark, ImageMark | DrawingMark | PdfMark | HoleMark)]
    lines: dict[Kind, list[SetLine]] = {}
    for mark in marks:
        if isinstance(mark, TextMark):
            lines.setdefault(mark.text.kind, []).append(mark.text)
    signed = planned.story is not None and planned.story.mug is not None
    mugs = [area for area in art if signed and area.width <= MUG[0] and area.height <= MUG[1]]
    return BlockView(
        planned,
        _head(lines.get(Kind.HEADLINE, [])),
        legs,
        tuple(piece for index, leg in enumerate(legs) for piece in _pieces(leg, index, grid)),
        tuple(area for area in art if area not in mugs),
        tuple(mugs),
        *(
            tuple(line_area(line) for kind in kinds for line in lines.get(kind, []))
            for kinds in ((Kind.QUOTE,), (Kind.BYLINE,), (Kind.CAPTION, Kind.CREDIT), (Kind.JUMP_LINE,))
        ),
    )


def _head(lines: list[SetLine]) -> Head | None:
    filled = [line for line in lines if line.line.words]
    if not filled:
        return None
    first = filled[0].line.words[0]
    areas = [line_area(line) for line in filled]
    return Head(tuple(filled), around(areas), first.face, first.size)


def _pieces(leg: LegMark, index: int, grid: Grid) -> Iterator[LegPiece]:
    """The leg's lines, parted wherever they leave out more than the white over a crosshead."""
    start, part = 0, 0
    lines, most = leg.lines, BROKEN * grid.baseline
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end].baseline - lines[end - 1].baseline <= most:
            continue
        run = lines[start:end]
        top = run[0].baseline - grid.drop
        depth = run[-1].baseline - run[0].baseline + grid.baseline
        yield LegPiece(run, Area(leg.area.x, top, leg.area.width, depth), index, part)
        start, part = end, part + 1


def line_area(line: SetLine) -> Area:
    """Where a line's ink stands, from its capitals' top to its descenders."""
    words = line.line.words
    size, cap = (words[0].size, words[0].face.cap_height) if words else (0.0, 0.0)
    return Area(line.x + line.line.left, line.baseline - cap * size, line.line.width, (cap + DESCENT) * size)


def around(areas: list[Area]) -> Area:
    """The smallest area that holds all of some."""
    x, y = min(area.x for area in areas), min(area.y for area in areas)
    return Area(x, y, max(area.right for area in areas) - x, max(area.bottom for area in areas) - y)


def beside(one: Area, other: Area) -> float:
    """How wide two areas lie over each other, in points across the page; negative: so far apart."""
    return min(one.right, other.right) - max(one.x, other.x)


def level(one: Area, other: Area) -> float:
    """How deep two areas lie beside each other, in points down the page; negative: so far apart."""
    return min(one.bottom, other.bottom) - max(one.y, other.y)


def percent(share: float) -> str:
    """A share as people write it, to a tenth where it isn't whole."""
    return f"{share:.1%}".replace(".0%", "%")


def column_of(grid: Grid, x: float) -> int:
    """The grid column in which a left edge stands."""
    return max((column for column in range(grid.columns) if grid.column_x(column) <= x + SLACK), default=0)
