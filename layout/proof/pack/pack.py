"""The desk's pack: one PDF for the printer in the corner, from an order to finished bytes.

In: an order, what kind of paper, the time that stands on it. Out: the PDF, and every problem of the issue. Refuses an issue whose
text is wrong. A page that is held, or lacks a picture, is printed and marked. The same order and time give the same bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from types import MappingProxyType

from layout.base.messages import sorted_problems
from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.fonts.library import Library, load_library, shipped_fonts
from layout.lines.shape import Faces
from layout.pdf.desk_type import DeskType
from layout.pdf.info import PdfInfo
from layout.production.checking import check
from layout.production.filing import file_pages
from layout.production.judging import JudgedPage, judge_pages
from layout.production.making import make_pages
from layout.production.order import Order
from layout.production.printing import Watch, print_pages
from layout.proof.pack.budget import draw_budget
from layout.proof.pack.checklist import draw_checklist
from layout.proof.pack.dossier import Dossier
from layout.proof.pack.form import Desk, PaperSize, Part
from layout.proof.pack.galleys import draw_galleys
from layout.proof.pack.gather import Known, Night, gather
from layout.proof.pack.page_proofs import draw_page_proofs
from layout.proof.pack.thumbnails import draw_thumbnails

_DRAWN: Mapping[Part, Callable[[Desk], None]] = MappingProxyType(
    {
        Part.BUDGET: draw_budget,
        Part.THUMBNAILS: draw_thumbnails,
        Part.GALLEYS: draw_galleys,
        Part.PAGES: draw_page_proofs,
        Part.CHECKLIST: draw_checklist,
    }
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What kind of pack. `made`: the time that stands on it; `preflight`: pages are judged as the printer gets them, which takes
    as long as making them; `known`: how pages stand and what their digests are, where somebody knows better."""

    made: datetime
    size: PaperSize = PaperSize.A4
    parts: tuple[Part, ...] = tuple(Part)
    preflight: bool = True
    known: Known = field(default_factory=Known)


@dataclass(frozen=True, slots=True)
class Pack:
    """The PDF, and what is wrong with the issue; `data` None: refused. `sheets`: how many it has."""

    data: bytes | None
    problems: tuple[Problem, ...]
    sheets: int = 0


def desk_pack(order: Order, wish: Wish) -> Pack:
    """Read, make, judge and draw."""
    checked = check(order)
    paper = checked.paper
    if paper is None or checked.refused:
        return Pack(None, checked.problems)
    made = make_pages(paper, checked)
    printed = print_pages(made, order.date, Watch(lambda: 0.0, lambda page, count, seconds: None))
    unjudged = {each.page.number: JudgedPage((), None) for each in printed.pages}
    judged = judge_pages(printed.pages, paper, order) if wish.preflight else unjudged
    filed = file_pages(printed, judged, paper, order, {})
    dossier = gather(Night(made, printed, filed, judged), wish.known, wish.made)
    data, sheets = draw_pack(dossier, wish, made.library)
    told = [problem for each in filed.written for problem in each.page.problems]
    return Pack(data, sorted_problems([*checked.problems, *made.general, *told]), sheets)


def draw_pack(dossier: Dossier, wish: Wish, library: Library | None = None) -> tuple[bytes, int]:
    """The dossier on paper, and on how many sheets. `library`: the pages' own fonts, so that none is in the file twice."""
    faces = Faces(library if library is not None else load_library([shipped_fonts()])[0])
    desk = Desk(dossier, wish.size, DeskType(faces, dossier.language))
    for part in wish.parts:
        _DRAWN[part](desk)
    info = PdfInfo(f"{dossier.title}, {dossier.day}: desk pack", dossier.title, date=wish.made, language="en")
    return desk.bound(info), len(desk.leaves)
