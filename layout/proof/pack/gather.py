"""The dossier of an issue whose pages were made, printed and judged: what the pack tells, gathered from where it is known.

In: the pages as made, as painted, as filed. Out: the dossier. Refuses nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field, replace
from datetime import datetime
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity, has_errors
from layout.base.units import to_mm
from layout.base.values import dataclass
from layout.content.issue import Ad, Briefs, Continuation, Notice, PictureAlone, Refers, StoryPiece, Table, What
from layout.desk.numbers import is_spread, pages_of
from layout.desk.plan import PlannedBlock, PlannedPage
from layout.images.placed_pdf import PlacedPage
from layout.pages.display import DrawingMark, HoleMark, ImageMark, Page
from layout.pages.outcome import PlacedHead
from layout.passing.fit import fit_of, fit_words
from layout.passing.fit_table import MISFITS, FitRow, fit_rows
from layout.pdf.painted import ink_digests
from layout.production.filing import Filed
from layout.production.judging import JudgedPage
from layout.production.making import Made
from layout.production.order import Paper
from layout.production.printing import Printed, PrintedPage
from layout.proof.pack.dossier import AdRow, Brief, BudgetRow, Dossier, Flag, PackPage, Shown
from layout.proof.pack.galleys_of import galleys_of
from layout.proof.pack.released import TOLD, frozen_blocks, of_what_is_shown, overtaken_blocks, places_shown, shown_of
from layout.proof.states import Stands, State, state_of
from layout.proof.trace import Rectangle, trace_page

_RANK = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Night:
    """One making of the issue, released pages in their places. `released`: what is told of those; `whys`: why they would come out
    otherwise now, in sentences, by page, as far as it is known.

    `signed`: the inks that each page was signed for; `sent`: the digests of the files that were delivered last; by page.
    """

    made: Made
    printed: Printed
    filed: Filed
    judged: Mapping[str, JudgedPage]
    released: tuple[Problem, ...] = ()
    whys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    signed: Mapping[str, Set[str]] = field(default_factory=dict)
    sent: Mapping[str, str] = field(default_factory=dict)


class _Stamp(NamedTuple):
    """A page's digests: of its ink, and of the file that the press gets."""

    ink: str
    proof: str


def gather(night: Night, when: datetime) -> Dossier:
    """Everything that the pack tells. `when`: the time that stands on it."""
    paper = night.made.paper
    stamps = _stamps(night)
    planned = {page.plan.number: page for page in paper.plan.pages}
    told = _told(night)
    pages = tuple(_page(page, planned[page.number], night, told, stamps[page.number]) for page in night.made.pages)
    numbers = {page.number for page in pages}
    return Dossier(
        title=paper.title,
        date=_day(paper),
        edition=paper.issue.edition,
        number=paper.issue.number,
        language=paper.house.language,
        made=when,
        build=hashlib.sha256("".join(f"{page.number} {page.ink} {page.proof} " for page in pages).encode()).hexdigest(),
        pages=pages,
        galleys=galleys_of(night.made.composed, paper.plan, numbers, overtaken_blocks(night.printed)),
    )


def _day(paper: Paper) -> str:
    if paper.issue.date is None:
        return ""
    from babel.dates import format_date  # late: Babel takes 10 ms to import

    return str(format_date(paper.issue.date, "EEEE d MMMM y", locale="en_GB"))


def _stamps(night: Night) -> dict[str, _Stamp]:
    """Of a page in halves the ink of the whole, and a digest over both files."""
    wholes = ink_digests({page.number: night.printed.painted[page.number] for page in night.made.pages})
    stamps: dict[str, _Stamp] = {}
    for number, whole in wholes.items():
        parts = _parts(number, night)
        keys = [digest_of(each) for each in parts]
        if len(parts) == 1:
            stamps[number] = _Stamp(parts[0].ink, keys[0])
        else:
            stamps[number] = _Stamp(whole, hashlib.sha256("".join(keys).encode()).hexdigest())
    return stamps


def digest_of(page: PrintedPage) -> str:
    """The SHA-256 of its file."""
    return hashlib.sha256(page.data).hexdigest()


def _parts(number: str, night: Night) -> list[PrintedPage]:
    """The files that the page is handed over as."""
    return [each for each in night.printed.pages if each.of == number]


def _told(night: Night) -> dict[str, tuple[Problem, ...]]:
    """All problems of each page, also those that preflight found in its file; of a truck those of both halves once."""
    found: dict[str, dict[Problem, None]] = {}
    for each in night.filed.written:
        found.setdefault(each.of or each.page.number, {}).update(dict.fromkeys(each.page.problems))
    wholes = {each.page.number: each.of for each in night.printed.pages}
    for problem in night.released:
        if isinstance(problem.where, OnPage):
            found.setdefault(wholes[problem.where.page], {})[problem] = None
    return {number: tuple(problems) for number, problems in found.items()}


def _page(page: Page, planned: PlannedPage, night: Night, told: Mapping[str, tuple[Problem, ...]], stamp: _Stamp) -> PackPage:
    shown, unreadable = shown_of(page.number, night.printed)
    places = _places(page, planned)
    problems = tuple(of_what_is_shown(told.get(page.number, page.problems), page, shown, places))
    here = places_shown(places, page, shown)
    found = (_flag(each, page, here, night.whys) for each in problems if each.severity is not Severity.NOTE)
    width, height = _size_of(page, shown)
    return PackPage(
        number=page.number,
        section=page.section,
        deadline=planned.plan.deadline,
        spread=is_spread(page.number),
        left_hand=planned.left_hand,
        width=width,
        height=height,
        shown=shown,
        ink=stamp.ink,
        proof=stamp.proof,
        state=_state(page, night, problems),
        held=any(each.held for each in night.filed.written if page.number in (each.of, each.page.number)),
        rows=tuple(_rows(page, planned, night)),
        ads=tuple(_ads(planned, night.made)),
        flags=tuple(sorted((*unreadable, *found), key=_flag_order)),
        notes=sum(each.severity is Severity.NOTE for each in problems),
    )


def _size_of(page: Page, shown: Sequence[Shown]) -> tuple[float, float]:
    """Of a released page that of its file, whatever the house has the sheet be now."""
    drawn = shown[0].drawn
    return (drawn.width, drawn.height) if len(shown) == 1 and isinstance(drawn, PlacedPage) else (page.width, page.height)


def _state(page: Page, night: Night, problems: Iterable[Problem]) -> State:
    """As the desk in the browser says it."""
    own = [each for each in page.problems if each.code not in MISFITS]
    codes = {each.code for each in problems if each.severity is not Severity.NOTE}
    parts = _parts(page.number, night)
    numbers = [each.page.number for each in parts]
    stands = Stands(
        released=all(each.released for each in parts),
        sent=all(night.sent.get(each.page.number) == digest_of(each) for each in parts),
        signed=all(each.ink in night.signed.get(each.page.number, ()) for each in parts),
        broken=has_errors(own) or any(isinstance(mark, HoleMark) for mark in page.marks),
        overset="overset" in codes,
        short="short" in codes,
        passed=all(night.judged[number].passed for number in numbers if number in night.judged),
    )
    return state_of(stands)


def _places(page: Page, planned: PlannedPage) -> dict[str, Rectangle]:
    """Where each story stands on the page, as far as it is one rectangle: for what is told of a story and of no place."""
    return {slug: block.areas[0] for block in reversed(trace_page(page, planned).blocks) for slug in block.stories if block.areas}


def _flag(problem: Problem, page: Page, places: Mapping[str, Rectangle], whys: Mapping[str, Sequence[str]]) -> Flag:
    area = None
    if isinstance(problem.where, OnPage) and problem.where.area is not None:
        area = problem.where.area
        if is_spread(page.number) and problem.where.page == pages_of(page.number)[1]:  # told of the right half's own file
            area = replace(area, x=area.x + page.width / 2)
    if area is None and problem.story in places:
        area = Area(*places[problem.story])
    why = whys.get(problem.where.page, ()) if problem.code == TOLD and isinstance(problem.where, OnPage) else ()
    return Flag(problem.severity, problem.code, problem.message, problem.remedy, area, " ".join(why))


def _flag_order(flag: Flag) -> tuple[int, float, float]:
    """Down the page: so their numbers are found beside it. What has no place comes last."""
    area = flag.area
    return (0, round(area.y), area.x) if area is not None else (1, _RANK.index(flag.severity), 0.0)


def _rows(page: Page, planned: PlannedPage, night: Night) -> Iterator[BudgetRow]:
    """The page's blocks without its ads, as the page runs, with their text as it is now."""
    composed = night.made.composed
    own = [block for block in composed.blocks if block.page == page.number]
    fits = {row.block.block: row for row in fit_rows(own, night.made.paper.plan, page.problems)}
    frozen = frozen_blocks(night.printed)
    heads = {head.block: head for head in composed.heads if head.page == page.number}
    pictures = Counter(mark.source.block for mark in page.marks if isinstance(mark, ImageMark | DrawingMark))
    for block in planned.blocks:
        if not isinstance(block.block.what, Ad):
            head = _headline(block, heads.get(block.letter))
            row = _row(block, fits.get(block.letter), head, pictures[block.letter], night.made.paper)
            yield replace(row, frozen=(page.number, block.letter) in frozen)


def _row(block: PlannedBlock, fit: FitRow | None, headline: str, pictures: int, paper: Paper) -> BudgetRow:
    what = block.block.what
    slug = what.slug if isinstance(what, StoryPiece | Continuation) else ""
    begins = isinstance(what, StoryPiece) and block.story is not None
    byline = block.block.byline if block.block.byline is not None else block.story.head.byline if block.story else ""
    briefs = what.slugs if isinstance(what, Briefs) else ()
    bare = BudgetRow(
        block=block.letter,
        carries=fit.carries if fit is not None else slug or _carried(what),
        headline=headline,
        byline=byline if begins else "",
        pictures=pictures,
        jump_to=block.jump_to,
        jump_from=block.jump_from,
        briefs=tuple(_brief(each, paper) for each in briefs if each in paper.issue.stories),
    )
    return bare if fit is None else _fitted(bare, fit)


def _carried(what: What) -> str:
    """What a block without text carries, as the fit table calls the others."""
    match what:
        case PictureAlone():
            return "(picture)"
        case Refers():
            return "(refers)"
        case Table():
            return "(table)"
        case Notice():
            return "(notice)"
        case Briefs():
            return "(briefs)"
        case _:
            return ""


def _fitted(row: BudgetRow, fit: FitRow) -> BudgetRow:
    block = fit.block
    return replace(
        row,
        words=block.words,
        lines=block.lines,
        fit=fit_of(block),
        told=fit_words(block, fit.baseline),
        over=block.lines_over,
        words_over=block.words_over,
        short=block.lines_short,
        hole_words=block.hole_words,
        allowed=fit.allowed,
    )


def _headline(block: PlannedBlock, head: PlacedHead | None) -> str:
    """As it was set; where it was not, as it was filed."""
    if head is not None and head.taken.fits:
        return " ".join(line.text for line in head.taken.lines)
    if block.block.headline:
        return block.block.headline[0]
    story = block.story
    if story is None or isinstance(block.block.what, Continuation):
        return ""
    return next(iter(story.head.headlines), "")


def _brief(slug: str, paper: Paper) -> Brief:
    story = paper.issue.stories[slug]
    return Brief(slug, next(iter(story.head.headlines), ""), sum(len(paragraph.text.split()) for paragraph in story.body))


def _ads(planned: PlannedPage, made: Made) -> Iterator[AdRow]:
    bookings = {each.number: each for each in made.paper.issue.bookings or ()}
    for ad in made.ads.facts:
        if ad.page == planned.plan.number:
            booking = bookings.get(ad.booking)
            sold = _size(*booking.size) if booking is not None and booking.size is not None else ""
            size = _size(ad.width, ad.height) if ad.width else ""
            yield AdRow(ad.block, ad.booking, ad.file, size, sold, booking.advertiser if booking is not None else "")


def _size(width: float, height: float) -> str:
    return f"{to_mm(width):.1f} × {to_mm(height):.1f} mm"
