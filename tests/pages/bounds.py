"""Where marks stand: whether any leaves its page or its block, and whether two meet that should not."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from layout.base.geometry import Area
from layout.desk.plan import PlannedPage
from layout.images.picture import Art
from layout.pages.ads import ad_depths
from layout.pages.borders import move_borders
from layout.pages.display import LegMark, Mark, Page, RuleMark, TextMark, TintMark
from tests.pages.desk import Laid, lines_of

HANGS = 4.5  # what may stand out at the sides: a hung quotation mark, a large head's side bearing, an end mark, protrusion
HANGS_ABOVE = 10.0  # a rule or a tint in the gap above its block
CAP = 0.66  # em


def strays(found: Laid, art: Mapping[Path, Art] | None = None) -> list[str]:
    """The marks that leave their page or their block."""
    out: list[str] = []
    for planned in found.plan.pages:
        page = found.page(planned.plan.number)
        whole = Area(0, 0, page.width, page.height)
        blocks = _areas(move_borders(planned, ad_depths(planned, art or {})))
        for mark, box in boxes(page):
            if not whole.contains(box):
                out.append(f"page {page.number}: {_name(mark)} off the page")
            block = blocks.get(source(mark))
            if block is not None and not block.contains(box):
                above = HANGS_ABOVE if isinstance(mark, RuleMark | TintMark) else 0.0
                if not block.inset(-above, 0, 0, 0).contains(box):
                    out.append(f"page {page.number}, block {source(mark)}: {_name(mark)} leaves it")
    return out


def collisions(page: Page, grounds: tuple[type, ...] = (RuleMark, TintMark)) -> list[str]:
    """Type and pictures that stand on each other; `grounds` are the kinds of marks on which others may."""
    placed = [(mark, box) for mark, box in boxes(page) if not isinstance(mark, grounds)]
    return [
        f"page {page.number}: {_name(mark)} on {_name(other)}"
        for index, (mark, box) in enumerate(placed)
        for other, another in placed[index + 1 :]
        if box.inset(0.6, 1.2, 0.6, 1.2).overlaps(another) and {_name(mark), _name(other)} != {"drop-cap", "body"}
    ]


def boxes(page: Page) -> Iterator[tuple[Mark, Area]]:
    """Every mark's place, of a leg that of each line: from its capitals' top to its baseline."""
    for mark in page.marks:
        if isinstance(mark, LegMark | TextMark):
            for line in lines_of(mark):
                size = max((word.size for word in line.line.words), default=0.0)
                top = line.baseline - CAP * size
                yield TextMark(line), Area(line.x + line.line.left, top, line.line.width, CAP * size)
        elif isinstance(mark, RuleMark):
            x, y = min(mark.x0, mark.x1), min(mark.y0, mark.y1)
            yield mark, Area(x, y, abs(mark.x1 - mark.x0), abs(mark.y1 - mark.y0))
        else:
            yield mark, mark.area


def source(mark: Mark) -> str:
    """The letter of a mark's block."""
    return mark.text.source.block if isinstance(mark, TextMark) else mark.source.block


def _areas(page: PlannedPage) -> dict[str, Area]:
    grid = page.grid
    return {
        block.letter: Area(
            grid.column_x(block.first_column) - HANGS,
            grid.slot_top(block.top),
            grid.span_width(block.columns, block.first_column) + 2 * HANGS,
            (block.foot - block.top) * grid.baseline,
        )
        for block in page.blocks
    }


def _name(mark: Mark) -> str:
    return mark.text.kind.value if isinstance(mark, TextMark) else type(mark).__name__
