"""Sets full pages of six columns with this engine: one process, from nothing to the written PDF.

python -m tests.bench.set_with_broadsheet TEXT PAGES OUT [KEPT]

KEPT is the folder in which words and settings are kept from run to run; without it nothing is kept, nor looked for.
"""

import gc
import os
import sys
from pathlib import Path

from layout.base.problems import InFile
from layout.base.store import Store
from layout.base.units import mm
from layout.content.issue import Block, Continuation, Issue, Lever, PagePlan, StoryPiece
from layout.content.story import Head, Paragraph, Role, Span, Story
from layout.design.grid import Grid, Sheet
from layout.design.house import House, Master, Rules, Words
from layout.design.styles import Align, Figures, FontSpec, TextStyle
from layout.desk.plan import Chain, Extent, Piece, Plan, PlannedBlock, PlannedPage
from layout.fonts.library import load_library, shipped_fonts
from layout.lines.shape import Faces
from layout.pages.compose import compose
from layout.pages.outcome import Composed
from layout.pdf.document import PdfInfo
from layout.pdf.inks import Inks
from layout.pdf.write import write_pdf

HERE = InFile("bench")
SHEET = Sheet(mm(350), mm(500), mm(14), mm(15), mm(16), mm(15))
GRID = Grid(SHEET, 6, mm(4.5), 10.5, 8.0)
TEXT_FACE = FontSpec("Source Serif 4")
BODY = TextStyle("body", TEXT_FACE, 9.0, 10.5, Align.JUSTIFY, hyphens=True, indent=9.0, figures=Figures.OLD_STYLE)
JUMP_LINE = TextStyle("jump-line", FontSpec("Libre Franklin", 600), 8.0, 10.5, Align.RIGHT)
FIT = (Lever("lines"), Lever("headline"))
WORDS = Words("Continued on page {page}", "From page {page}", "Page {page}", "Advertisement")


def compose_pages(text: Path, pages: int) -> Composed:
    """The text as one story over so many pages, continued on each."""
    return compose(plan_pages(text, pages), faces(None), {})


def faces(kept: Path | None) -> Faces:
    """The shipped fonts, with what was kept in a folder."""
    library, _ = load_library([shipped_fonts()])
    return Faces(library, store=Store(kept))


def plan_pages(text: Path, pages: int) -> Plan:
    """The same, planned."""
    body = tuple(Paragraph(Role.BODY, (Span(line),), HERE) for line in text.read_text(encoding="utf-8").splitlines() if line)
    story = Story("long", Head(), body, HERE)
    planned = tuple(_page(number, pages, story) for number in range(1, pages + 1))
    issue = Issue(HERE, text, text, None, "Bench", "1", "", tuple(page.plan for page in planned), {"long": story})
    chain = Chain(story, tuple(Piece(page.plan.number, "A") for page in planned))
    return Plan(issue, _house(text), planned, (chain,), {"long": "1"})


def _house(where: Path) -> House:
    styles = {"body": BODY, "list-item": BODY, "kicker": JUMP_LINE, "headline": JUMP_LINE, "jump-line": JUMP_LINE}
    return House(
        "Bench", "B", where, "en-GB", SHEET, GRID, 2, "newsprint", {}, styles, {"en": WORDS}, 6, FIT, {}, {}, Rules(), HERE
    )  # fmt: skip


def _page(number: int, pages: int, story: Story) -> PlannedPage:
    what = StoryPiece("long") if number == 1 else Continuation("long")
    block = Block("A", what, HERE, headline=(), kicker="", jump=str(number + 1) if number < pages else None)
    extents = tuple(Extent(column, 0, GRID.slots) for column in range(GRID.columns))
    jump_to = str(number + 1) if number < pages else ""
    placed = PlannedBlock(block, extents, 0, story, jump_to, str(number - 1) if number > 1 else "")
    plan = PagePlan(str(number), HERE, "plain", blocks=(block,))
    return PlannedPage(plan, Master("plain"), GRID, 0, number % 2 == 0, False, (placed,), {})


def main() -> None:
    """Sets, writes and ends at once, as the program does."""
    gc.disable()
    text, pages, out = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    used = faces(Path(sys.argv[4]) if len(sys.argv) > 4 else None)
    composed = compose(plan_pages(text, pages), used, {})
    used.keep()
    out.write_bytes(write_pdf(composed.pages, Inks(), PdfInfo(title="Bench")))
    os._exit(0)


if __name__ == "__main__":
    main()
