"""Pages printed: painted once, bound into a file each as the press takes it, all into the proof, and side by side on sheets.

In: pages made up, with their inks. Out: files as bytes. A double truck is handed over in halves where the press wants it so.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from layout.base.messages import page_order
from layout.base.values import dataclass
from layout.content.page_numbers import printed_pages
from layout.design.press import PrintersMarks
from layout.desk.numbers import is_spread
from layout.pages.display import Page
from layout.pdf.condition import condition_of
from layout.pdf.document import Condition, bind
from layout.pdf.impose import Sheet, impose
from layout.pdf.painted import Painted, ink_digests
from layout.pdf.sheet import PROCESS_BAR, SLUG_SIZE, Slug, with_marks
from layout.pdf.trucks import handed_over, paint_parts
from layout.production.making import SMALL_FONT, Made
from layout.production.order import Paper

Clock = Callable[[], float]
PageTold = Callable[[str, int, float], None]


@dataclass(frozen=True, slots=True)
class Watch:
    """What the library does not look for by itself: the clock, and who hears of each page that is written."""

    clock: Clock
    told: PageTold


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it is handed over. `of`: the number of the page that it is, or that it is a half of.

    `released`: the file of a page that was released, and keeps its bytes; "" for any other. `differs`: it was made otherwise now.
    """

    page: Page
    of: str
    data: bytes
    ink: str
    released: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """All pages; `painted` by number (of trucks the whole and, where they are needed, the halves)."""

    pages: tuple[PrintedPage, ...]
    painted: Mapping[str, Painted]
    condition: Condition | None
    slug: Slug


def print_pages(made: Made, date: datetime | None, watch: Watch) -> Printed:
    """Paint and bind every page. `date` stands in the files; None: the issue's own day."""
    paper = made.paper
    press = paper.press
    condition = condition_of(press, press.profile.read_bytes() if press.profile is not None else b"")
    day = paper.issue.date.isoformat() if paper.issue.date is not None else ""
    slug = Slug(f"{paper.title} {day}".strip(), made.library.face(SMALL_FONT, SLUG_SIZE), PROCESS_BAR)
    painted: dict[str, Painted] = {}
    bound: list[tuple[Page, str, bytes]] = []
    for page in made.pages:
        started = watch.clock()
        parts = paint_parts(page, made.inks, press)
        painted |= parts
        for part in handed_over(page, press):
            sheet = parts[part.number]
            if press.marks is PrintersMarks.CROP:
                own = replace(slug, line=f"{part.number} {slug.line}", bar=() if part.mono else slug.bar)
                sheet = with_marks(sheet, own, folded=is_spread(part.number))
            bound.append((part, page.number, bind([sheet], paper.info(f"{paper.title} {part.number}", date), condition)))
        watch.told(page.number, len(made.pages), watch.clock() - started)
    inks = ink_digests({part.number: painted[part.number] for part, _, _ in bound})
    pages = tuple(PrintedPage(part, of, data, inks[part.number]) for part, of, data in bound)
    return Printed(pages, painted, condition, slug)


def bind_proof(made: Made, printed: Printed, date: datetime | None) -> bytes:
    """All pages in one file, plain, for reading on a screen."""
    paper = made.paper
    return bind([printed.painted[page.number] for page in made.pages], paper.info(paper.title, date))


def bind_sheets(paper: Paper, printed: Printed, fit: Iterable[str], date: datetime | None) -> list[tuple[Sheet, bytes]]:
    """The sheets whose pages are all `fit` for press."""
    good = set(fit)
    painted = {number: each for number, each in printed.painted.items() if set(printed_pages(number) or (number,)) <= good}
    sheets = impose(painted, issue_numbers(paper), paper.press, printed.slug)
    return [
        (sheet, bind([sheet.painted], paper.info(f"{paper.title} {sheet.name}", date), printed.condition)) for sheet in sheets
    ]


def issue_numbers(paper: Paper) -> Sequence[str]:
    """The numbers of all pages of the issue, also of those that were not ordered, in the paper's order."""
    return sorted((page.number for page in (*paper.issue.pages, *paper.issue.others)), key=page_order)
