"""Sets full pages of six columns with this engine: one process, from nothing to the written PDF.

    python -m tests.bench.set_with_broadsheet TEXT PAGES OUT
"""

import gc
import sys
from datetime import date
from pathlib import Path

from layout.base.problems import InFile
from layout.content.issue import Dummy, Issue, PagePlan, StoryPiece, Block, Continuation
from layout.content.story import Head, Paragraph, Role, Span, Story
from layout.design.read_house import read_house
from layout.design.read_press import read_press
from layout.desk.planning import make_plan
from layout.fonts.library import load_library, shipped_fonts
from layout.lines.shape import Faces
from layout.pages.compose import compose
from layout.pages.outcome import Composed
from layout.pdf.document import PdfInfo
from layout.pdf.inks import Inks
from layout.pdf.write import write_pdf

HERE = InFile("bench")
HOUSE = "title: Bench\nmasters: {plain: {}}\n"


def compose_pages(text: Path, pages: int, folder: Path) -> Composed:
    """The text as one story over so many pages, continued on each."""
    house_file = folder / "house.yaml"
    house_file.write_text(HOUSE, encoding="utf-8")
    house, _ = read_house(house_file)
    press, _ = read_press("newsprint", HERE)
    assert house is not None and press is not None, "the shipped house and press can be read"
    body = tuple(Paragraph(Role.BODY, (Span(line),), HERE) for line in text.read_text(encoding="utf-8").splitlines() if line)
    story = Story("long", Head(), body, HERE)
    plans = tuple(_page(number, pages) for number in range(1, pages + 1))
    issue = Issue(HERE, house_file, house_file, date(2026, 11, 24), "Bench", "1", "", plans, {"long": story})
    plan, _ = make_plan(issue, house, press)
    assert plan is not None, "the pages can be planned"
    library, _ = load_library([shipped_fonts()])
    return compose(plan, Faces(library), {})


def _page(number: int, pages: int) -> PagePlan:
    what = StoryPiece("long") if number == 1 else Continuation("long")
    jump = str(number + 1) if number < pages else None
    block = Block("A", what, HERE, headline=(), kicker="", jump=jump)
    return PagePlan(str(number), HERE, "plain", dummy=Dummy(("AAAAAA",), HERE), blocks=(block,))


def main() -> None:
    """Sets and writes."""
    gc.disable()
    text, pages, out = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    composed = compose_pages(text, pages, out.parent)
    out.write_bytes(write_pdf(composed.pages, Inks(), PdfInfo(title="Bench")))


if __name__ == "__main__":
    main()
