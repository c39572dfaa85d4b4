"""Pages printed: painted once, bound into a file each as the press takes it, all into the proof, and side by side on sheets.

In: pages made up, with their inks. Out: files as bytes. A double truck is handed over in halves where the press wants it so.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from itertools import groupby

from layout.base.colour import BLACK
from layout.base.messages import page_order
from layout.base.values import dataclass
from layout.content.page_numbers import printed_pages
from layout.design.press import PrintersMarks
from layout.desk.numbers import is_spread
from layout.pages.display import Page
from layout.pdf.boxes import Boxes
from layout.pdf.condition import condition_of
from layout.pdf.document import Condition, bind
from layout.pdf.impose import NO_VERSIONS, Sheet, impose
from layout.pdf.painted import Painted, ink_digests
from layout.pdf.sheet import PROCESS_BAR, PROCESS_INKS, SLUG_SIZE, Slug, with_marks
from layout.pdf.trucks import handed_over, paint_parts
from layout.press.carried import PageText
from layout.press.names import LastBuilt, page_versions
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
    `boxes`: of the file; None of a page that was not made now. `text`: what stands on it of stories, once that was read.
    """

    page: Page
    of: str
    data: bytes
    ink: str
    released: str = ""
    differs: bool = False
    boxes: Boxes | None = None
    text: PageText | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """All pages; `painted` by number (of trucks the whole and, where they are needed, the halves).

    `versions`: the letters of the pages that are handed over, by number; none where nobody said what was built before.
    """

    pages: tuple[PrintedPage, ...]
    painted: Mapping[str, Painted]
    condition: Condition | None
    slug: Slug
    versions: Mapping[str, str] = field(default_factory=dict)


def print_pages(made: Made, date: datetime | None, watch: Watch, last: Mapping[str, LastBuilt] | None = None) -> Printed:
    """Paint every page, and bind it. `date` stands in the files; None: the issue's own day.

    `last`: each page as built before. What is painted tells a page's version letter, and that stands in its slug; without `last`
    none does.
    """
    paper = made.paper
    press = paper.press
    condition = condition_of(press, press.profile.read_bytes() if press.profile is not None else b"")
    slug = _slug(made)
    painted: dict[str, Painted] = {}
    parts: list[tuple[Page, str]] = []
    seconds: dict[str, float] = {}
    for page in made.pages:
        started = watch.clock()
        painted |= paint_parts(page, made.inks, press)
        parts += [(part, page.number) for part in handed_over(page, press)]
        seconds[page.number] = watch.clock() - started
    inks = ink_digests({part.number: painted[part.number] for part, _ in parts})
    versions = page_versions(last, dict.fromkeys(inks, ""), inks) if last is not None else NO_VERSIONS
    pages: list[PrintedPage] = []
    for of, own_parts in groupby(parts, key=lambda each: each[1]):
        started = watch.clock()
        for part, _ in own_parts:
            sheet = painted[part.number]
            if press.marks is PrintersMarks.CROP:
                sheet = with_marks(sheet, _slug_of(part, sheet, slug, versions), folded=is_spread(part.number))
            data = bind([sheet], paper.info(f"{paper.title} {part.number}", date), condition)
            pages.append(PrintedPage(part, of, data, inks[part.number], boxes=sheet.boxes))
        watch.told(of, len(made.pages), seconds[of] + watch.clock() - started)
    return Printed(tuple(pages), painted, condition, slug, versions)


def _slug(made: Made) -> Slug:
    """What all sheets say: title, edition and day, on each plate the name of its ink."""
    paper = made.paper
    day = paper.issue.date.isoformat() if paper.issue.date is not None else ""
    tail = f"{paper.issue.edition} {day}".strip()
    return Slug(paper.title, made.library.face(SMALL_FONT, SLUG_SIZE), PROCESS_BAR, tail, PROCESS_INKS)


def _slug_of(part: Page, painted: Painted, slug: Slug, versions: Mapping[str, str]) -> Slug:
    """A page's own; one that prints black alone has a black plate and no other."""
    if part.mono:
        slug = replace(slug, bar=(), inks=tuple(each for each in slug.inks if each[1] == BLACK))
    return slug.named(part.number).of_version([versions[part.number]] if part.number in versions else []).with_spots([painted])


def bind_proof(made: Made, printed: Printed, date: datetime | None) -> bytes:
    """All pages in one file, plain, for reading on a screen."""
    paper = made.paper
    return bind([printed.painted[page.number] for page in made.pages], paper.info(paper.title, date))


def bind_sheets(paper: Paper, printed: Printed, fit: Iterable[str], date: datetime | None) -> list[tuple[Sheet, bytes]]:
    """The sheets whose pages are all `fit` for press."""
    good = set(fit)
    painted = {number: each for number, each in printed.painted.items() if set(printed_pages(number) or (number,)) <= good}
    sheets = impose(painted, issue_numbers(paper), paper.press, printed.slug, printed.versions)
    return [
        (sheet, bind([sheet.painted], paper.info(f"{paper.title} {sheet.name}", date), printed.condition)) for sheet in sheets
    ]


def issue_numbers(paper: Paper) -> Sequence[str]:
    """The numbers of all pages of the issue, also of those that were not ordered, in the paper's order."""
    return sorted((page.number for page in (*paper.issue.pages, *paper.issue.others)), key=page_order)
