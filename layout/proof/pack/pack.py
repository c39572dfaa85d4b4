"""The desk's pack: one PDF for the printer in the corner, from an order to finished bytes.

In: an order, what kind of paper, the time that stands on it. Out: the PDF, and every problem of the issue. Refuses an issue whose
text is wrong. A page that is held, or lacks a picture, is printed and marked. The same order and time give the same bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from layout.base.messages import sorted_problems
from layout.base.problems import InFile, Problem, Severity
from layout.base.values import dataclass
from layout.content.text_file import shown
from layout.fonts.library import Library, load_library, shipped_fonts
from layout.lines.shape import Faces
from layout.pdf.desk_type import DeskType
from layout.pdf.info import PdfInfo
from layout.press.sent_record import SENT, read_sent
from layout.press.target import Stopped
from layout.production.checking import check
from layout.production.filing import file_pages
from layout.production.judging import JudgedPage, judge_pages
from layout.production.making import make_pages
from layout.production.order import Order, Paper
from layout.production.printing import PrintedPage, Watch, print_pages
from layout.production.released_fit import judge_released
from layout.production.released_pages import keep_released, stands_before
from layout.proof.live.place import place_of
from layout.proof.live.telling import story_facts
from layout.proof.pack.budget import draw_budget
from layout.proof.pack.checklist import draw_checklist
from layout.proof.pack.dossier import Dossier
from layout.proof.pack.form import Desk, PaperSize, Part
from layout.proof.pack.galleys import draw_galleys
from layout.proof.pack.gather import Night, digest_of, gather
from layout.proof.pack.listed import list_problems
from layout.proof.pack.page_proofs import draw_page_proofs
from layout.proof.pack.parted import told_of_copies
from layout.proof.pack.released import Was, Why, print_the_same, traces_released, whys_of, without_page
from layout.proof.pack.thumbnails import draw_thumbnails
from layout.proof.records.values import Present
from layout.proof.states import Print
from layout.proof.trace import lines_over, trace_page

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
    as long as making them; `present`: what the desk's records say; `why`: tells why a released page would come out otherwise now,
    `was`: what it read like when it was released; None where nobody can."""

    made: datetime
    size: PaperSize = PaperSize.A4
    parts: tuple[Part, ...] = tuple(Part)
    preflight: bool = True
    present: Present = field(default_factory=Present)
    why: Why | None = None
    was: Was | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """The PDF, and what is wrong with the issue; `data` None: refused. `sheets`: how many it has."""

    data: bytes | None
    problems: tuple[Problem, ...]
    sheets: int = 0


def desk_pack(order: Order, wish: Wish) -> Pack:
    """Read, make, judge and draw. Its digests are those of the files that a build would write, which are those of the
    released files where pages are released; and these are what is drawn."""
    checked = check(order)
    paper = checked.paper
    if paper is None or checked.refused:
        return Pack(None, checked.problems)
    before, damaged = stands_before(order.folder)
    made = make_pages(paper, checked, before.frozen.keys())
    sent, unread = _sent(order.folder)
    now = print_pages(made, order.date, Watch(lambda: 0.0, lambda page, count, seconds: None), before.last)
    releases = {
        number: Print(page.released.proof, page.released.ink) for number, page in wish.present.pages.items() if page.released
    }
    printed, told_of_released = print_the_same(now, *keep_released(now, paper, before), releases)
    printed, misfits, on_released = judge_released(printed, made, before.frozen, order)
    released = (*order.judged(told_of_released, paper.issue), *misfits)
    ordered = {page.number for page in made.pages}
    printed = replace(printed, pages=tuple(each for each in printed.pages if each.of in ordered))
    judged = _judged(printed.pages, paper, order, wish)
    filed = file_pages(printed, judged, paper, order, before.last)
    planned = {page.plan.number: page for page in paper.plan.pages}
    traces = {
        page.number: trace_page(page, planned[page.number], over=lines_over(made.composed.blocks, page.number))
        for page in made.pages
    }
    overtaken = [each for each in now.pages if each.page.number in before.frozen]
    listed = list_problems(checked, made, now.pages, {**judged, **_judged(overtaken, paper, order, wish)}, traces)
    whys = whys_of(made, printed, wish.why) if wish.why is not None else {}
    were = traces_released(printed, wish.was) if wish.was is not None else {}
    general = (*damaged, *unread, *without_page(before.frozen, paper.issue))
    place = place_of(order.folder)
    parts = [_MadePage(each.page.number, digest_of(each), each.ink) for each in now.pages]
    here = {number: each.sha256 for number, each in before.frozen.items()}
    told = (*released, *on_released, *told_of_copies(parts, story_facts(paper), wish.present, here, place))
    night = Night(made, printed, filed, judged, listed, traces, told, whys, general, wish.present, sent, place, were)
    data, sheets = draw_pack(gather(night, wish.made), wish, made.library)
    of_pages = [problem for each in filed.written for problem in each.page.problems]
    return Pack(data, sorted_problems([*checked.problems, *general, *made.general, *listed.unused, *released, *of_pages]), sheets)


class _MadePage(NamedTuple):
    number: str
    proof: str
    ink: str


def _judged(pages: Sequence[PrintedPage], paper: Paper, order: Order, wish: Wish) -> dict[str, JudgedPage]:
    """What preflight says of the files, by number; nothing where it is not asked."""
    return judge_pages(pages, paper, order) if wish.preflight else {each.page.number: JudgedPage((), None) for each in pages}


def _sent(out: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The digest of the file that was delivered last, by page; and why that can't be read."""
    try:
        return {each.page: each.sha256 for each in read_sent(out) if each.page}, ()
    except Stopped as error:
        return {}, (Problem(error.code, Severity.WARNING, error.text, error.remedy, InFile(f"{shown(out)}/{SENT}")),)


def draw_pack(dossier: Dossier, wish: Wish, library: Library | None = None) -> tuple[bytes, int]:
    """The dossier on paper, and on how many sheets. `library`: the pages' own fonts, so that none is in the file twice but those
    that a released file brings."""
    faces = Faces(library if library is not None else load_library([shipped_fonts()])[0])
    desk = Desk(dossier, wish.size, DeskType(faces, dossier.language))
    for part in wish.parts:
        _DRAWN[part](desk)
    info = PdfInfo(f"{dossier.title}, {dossier.day}: desk pack", dossier.title, date=wish.made, language="en")
    return desk.bound(info), len(desk.leaves)
