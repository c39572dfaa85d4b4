"""The dossier of an issue whose pages were made, printed and judged: what the pack tells, gathered from where it is known.

In: the pages as made, as painted, as filed, what people said of them. Out: the dossier. Refuses nothing.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from datetime import datetime
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.desk.numbers import is_spread
from layout.desk.plan import PlannedPage
from layout.images.placed_pdf import PlacedPage
from layout.pages.display import Page
from layout.pdf.painted import ink_digests
from layout.press.manifest import WrittenPage
from layout.production.filing import Filed
from layout.production.judging import JudgedPage
from layout.production.making import Made
from layout.production.order import Paper
from layout.production.printing import Printed, PrintedPage
from layout.proof.elsewhere import Here, is_elsewhere
from layout.proof.facts import Kind
from layout.proof.live.stands import Known, stands_of, stands_together
from layout.proof.pack.dossier import Dossier, Flag, PackPage, Shown
from layout.proof.pack.galleys_of import galleys_of
from layout.proof.pack.leaders import type_on
from layout.proof.pack.listed import Entry, Listed, of_whole
from layout.proof.pack.released import TOLD, frozen_blocks, of_what_is_shown, overtaken_blocks, places_shown, shown_of
from layout.proof.pack.rows import ad_rows, budget_rows
from layout.proof.pack.said import Part, Said, Stand, said_of, sign_offs
from layout.proof.records.values import Present
from layout.proof.states import State, state_of
from layout.proof.trace import Rectangle, Trace

_RANK = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Night:
    """One making of the issue, released pages in their places. `listed`: what is wrong with it as made now; `traces`: of its
    pages, by number; `released`: what is told of released pages; `whys`: why they would come out otherwise now, in sentences, by
    page, as far as it is known; `general`: what else is wrong and on no page; `were`: the traces of released pages, as they
    were released, that would come out otherwise now, as far as those are known.

    `present`: what the desk's records say; `sent`: the digests of the files that were delivered last, by page; `place`: which
    folder is built into (live/place.py), "" where that is not known.
    """

    made: Made
    printed: Printed
    filed: Filed
    judged: Mapping[str, JudgedPage]
    listed: Listed
    traces: Mapping[str, Trace]
    released: tuple[Problem, ...] = ()
    whys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    general: tuple[Problem, ...] = ()
    present: Present = field(default_factory=Present)
    sent: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    were: Mapping[str, Trace] = field(default_factory=dict)


class _Stamp(NamedTuple):
    """A page's digests: of its ink, and of the file that the press gets."""

    ink: str
    proof: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of all pages. `planned`, `stamps` by number; `problems`: all that are listed; `frozen`: blocks, by page and
    letter, that a released page shows as they were."""

    night: Night
    planned: Mapping[str, PlannedPage]
    stamps: Mapping[str, _Stamp]
    problems: Set[Problem]
    frozen: Set[tuple[str, str]]
    said: Said


def gather(night: Night, when: datetime) -> Dossier:
    """Everything that the pack tells. `when`: the time that stands on it."""
    paper = night.made.paper
    known = _known(night)
    pages = tuple(_page(page, known) for page in night.made.pages)
    numbers = {page.number for page in pages}
    return Dossier(
        title=paper.title,
        date=_day(paper, "EEEE d MMMM y"),
        edition=paper.issue.edition,
        number=paper.issue.number,
        language=paper.house.language,
        made=when,
        build=hashlib.sha256("".join(f"{page.number} {page.ink} {page.proof} " for page in pages).encode()).hexdigest(),
        pages=pages,
        galleys=galleys_of(night.made.composed, paper.plan, numbers, overtaken_blocks(night.printed)),
        short_date=_day(paper, "d MMM y"),
        flags=tuple(_flag(Entry(each, Kind.PAGE), {}, {}) for each in (*night.listed.general, *night.general) if _is_wrong(each)),
        notes=known.said.lost,
    )


def _known(night: Night) -> _Known:
    planned = {page.plan.number: page for page in night.made.paper.plan.pages}
    listed = (entry.problem for entries in night.listed.pages.values() for entry in entries)
    otherwise = {each.page.number for each in night.printed.pages if each.released and each.differs}
    said = said_of(night.present, night.made, Stand(night.traces, night.were, otherwise))
    return _Known(night, planned, _stamps(night), {*listed, *night.listed.general}, frozen_blocks(night.printed), said)


def _day(paper: Paper, form: str) -> str:
    if paper.issue.date is None:
        return ""
    from babel.dates import format_date  # late: Babel takes 10 ms to import

    return str(format_date(paper.issue.date, form, locale="en_GB"))


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


def _page(page: Page, known: _Known) -> PackPage:
    night, number, planned = known.night, page.number, known.planned[page.number]
    shown, unreadable = shown_of(number, night.printed)
    places = _places(night.traces[number])
    about, others = _told(page, shown, places, known)
    here = places_shown(places, page, shown)
    found = (_flag(each, here, night.whys) for each in about if _is_wrong(each.problem))
    width, height = _size_of(page, shown)
    handed = _parts(number, night)
    return PackPage(
        number=number,
        section=page.section,
        deadline=planned.plan.deadline,
        spread=is_spread(number),
        left_hand=planned.left_hand,
        width=width,
        height=height,
        shown=shown,
        ink=known.stamps[number].ink,
        proof=known.stamps[number].proof,
        state=state_on_paper(handed, night, about),
        held=any(each.held for each in _written(number, night)),
        rows=tuple(budget_rows(page, planned, night.made, known.frozen)),
        ads=tuple(ad_rows(planned, night.made)),
        flags=tuple(sorted((*unreadable, *found), key=_flag_order)),
        unshown=tuple(each.problem.severity for each in (*others, *(one for one in about if not _is_wrong(one.problem)))),
        notes=known.said.notes.get(number, ()),
        signed=sign_offs([Part(each.page.number, each.ink) for each in handed], night.present),
        elsewhere=any(_is_elsewhere(each, night) for each in handed),
        printed=_printed(number, shown, night),
    )


def _printed(number: str, shown: Sequence[Shown], night: Night) -> tuple[Area, ...]:
    """Where lines of type stand on what is shown, as far as it is known."""
    if not any(each.differs for each in shown):
        return type_on(night.traces[number])
    return type_on(night.were[number]) if len(shown) == 1 and number in night.were else ()


def _is_wrong(problem: Problem) -> bool:
    return problem.severity is not Severity.NOTE


def _written(number: str, night: Night) -> list[WrittenPage]:
    return [each for each in night.filed.written if number in (each.of, each.page.number)]


def _told(page: Page, shown: Sequence[Shown], places: Mapping[str, Rectangle], known: _Known) -> tuple[list[Entry], list[Entry]]:
    """What is wrong with what is shown of the page, each problem once; and what else the desk lists for it."""
    night = known.night
    about, others = of_what_is_shown(night.listed.pages[page.number], page, shown, places)
    about += _of_files(page, known)
    parts = {each.page.number for each in _parts(page.number, night)}
    about += [
        Entry(each, Kind.RELEASED) for each in night.released if isinstance(each.where, OnPage) and each.where.page in parts
    ]
    once = {each.problem: each for each in reversed(about)}
    return list(reversed(once.values())), [each for each in others if each.problem not in once]


def _of_files(page: Page, known: _Known) -> Iterator[Entry]:
    """What was found in released files that are another now; and of the others what is wrong between them and released ones."""
    released = {each.page.number: each for each in known.night.printed.pages if each.released}
    for each in _written(page.number, known.night):
        kept = released.get(each.page.number)
        for problem in each.page.problems if kept is None or kept.differs else ():
            if kept is not None or problem not in known.problems:
                area = problem.where.area if isinstance(problem.where, OnPage) else None
                kind = Kind.RELEASED if kept is None else Kind.PREFLIGHT
                yield Entry(problem, kind, of_whole(area, each.page.number, page.number, page.width), each.page.number)


def _size_of(page: Page, shown: Sequence[Shown]) -> tuple[float, float]:
    """Of a released page that of its file, whatever the house has the sheet be now."""
    drawn = shown[0].drawn
    return (drawn.width, drawn.height) if len(shown) == 1 and isinstance(drawn, PlacedPage) else (page.width, page.height)


def state_on_paper(parts: Sequence[PrintedPage], night: Night, about: Iterable[Entry]) -> State:
    """Of a page that is handed over in these parts, as the desk in the browser says it of each. `about`: what is wrong with what
    is shown of it."""
    wrong = [each for each in about if _is_wrong(each.problem)]
    return state_of(stands_together([stands_of(_known_of(part, night, wrong)) for part in parts]))


def _known_of(part: PrintedPage, night: Night, wrong: Sequence[Entry]) -> Known:
    number, key = part.page.number, digest_of(part)
    codes = {each.problem.code for each in wrong}
    return Known(
        key,
        part.ink,
        frozen=key if part.released else "",
        elsewhere=_is_elsewhere(part, night),
        sent=night.sent.get(number, ""),
        signed=frozenset(each.ink for each in night.present.page(number).signed),
        errors=frozenset(each.kind for each in wrong if each.problem.severity is Severity.ERROR),
        over="overset" in codes,
        short="short" in codes,
        passed=number not in night.judged or night.judged[number].passed,
    )


def _is_elsewhere(part: PrintedPage, night: Night) -> bool:
    said = night.present.page(part.page.number).released
    return said is not None and is_elsewhere(said, Here(night.place, digest_of(part) if part.released else ""))


def _places(trace: Trace) -> dict[str, Rectangle]:
    """Where each story stands on the page, as far as it is one rectangle: for what is told of a story and of no place."""
    return {slug: block.areas[0] for block in reversed(trace.blocks) for slug in block.stories if block.areas}


def _flag(entry: Entry, places: Mapping[str, Rectangle], whys: Mapping[str, Sequence[str]]) -> Flag:
    problem, area = entry.problem, entry.area
    if area is None and problem.story in places:
        area = Area(*places[problem.story])
    why = whys.get(problem.where.page, ()) if problem.code == TOLD and isinstance(problem.where, OnPage) else ()
    return Flag(problem.severity, problem.code, problem.message, problem.remedy, area, " ".join(why))


def _flag_order(flag: Flag) -> tuple[int, float, float]:
    """Down the page: so their numbers are found beside it. What has no place comes last."""
    area = flag.area
    return (0, round(area.y), area.x) if area is not None else (1, _RANK.index(flag.severity), 0.0)
