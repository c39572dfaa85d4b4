"""What of a page is shown: as it was painted now, or out of the file as which it was released; and what is told of that.

In: pages as printed, released ones in their places. Out: what is drawn, side by side for a truck in halves; of the problems those
that are about it. A released file of which no page can be read is shown as none, and told.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from layout.base.file_digests import FileDigests
from layout.base.problems import OnPage, Problem, Severity
from layout.content.issue import Issue
from layout.desk.numbers import pages_of
from layout.images.faults import Filed
from layout.images.placed_pdf import place_read
from layout.pages.display import DrawingMark, ImageMark, LegMark, Page, PdfMark
from layout.press.released import Frozen
from layout.production.making import Made
from layout.production.printing import Printed, PrintedPage
from layout.proof.pack.dossier import Flag, Shown
from layout.proof.pack.listed import Entry
from layout.proof.states import Differs, Print, differs_from_release
from layout.proof.trace import Rectangle, Trace, lines_over, trace_page

TOLD = "page-released"
"""The code of what is told of a released page that would come out otherwise now."""

_TOUCH = 1.0  # points: what reaches so little over the fold does not stand there

Why = Callable[[PrintedPage, Trace], Sequence[str]]
"""Why a released page would come out otherwise now, in sentences: the page, and the present trace of all of it."""

Was = Callable[[PrintedPage], Trace | None]
"""The trace of a page as it was released, None where that is not known."""


def shown_of(number: str, printed: Printed) -> tuple[tuple[Shown, ...], tuple[Flag, ...]]:
    """What is drawn of the page, left to right, each part by what holds for it; and what can't be."""
    parts = [each for each in printed.pages if each.of == number]
    whole = [each for each in parts if each.released and each.page.number == number]  # before its truck was halved for the press
    parts = whole or parts
    if not any(each.released for each in parts):
        return (Shown(number, printed.painted[number]),), ()
    shown: list[Shown] = []
    flags: list[Flag] = []
    for each in parts:
        if not each.released:
            shown.append(Shown(each.page.number, printed.painted[each.page.number]))
            continue
        drawn, problems = place_read(io.BytesIO(each.data), 0, Filed(each.released, OnPage(each.page.number)))
        shown.append(Shown(each.page.number, drawn, released=True, differs=each.differs))
        flags += [_unreadable(each, problem) for problem in problems]
    return tuple(shown), tuple(flags)


def _unreadable(page: PrintedPage, problem: Problem) -> Flag:
    text = f"the released file of page {page.page.number} can't be shown: {problem.message}"
    remedy = "Look at the file in a viewer; release the page again if it shows nothing there either."
    return Flag(Severity.ERROR, problem.code, text, remedy)


def frozen_blocks(printed: Printed) -> Set[tuple[str, str]]:
    """The blocks all of whose text stands on released pages, by page and letter."""
    made = _blocks(each for each in printed.pages if not each.released)
    return _blocks(each for each in printed.pages if each.released).keys() - made.keys()


def overtaken_blocks(printed: Printed) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The blocks that have text on released pages that would come out otherwise now: as the pages of which numbers."""
    return _blocks(each for each in printed.pages if each.released and each.differs)


def _blocks(pages: Iterable[PrintedPage]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for each in pages:
        for mark in each.page.marks:
            if isinstance(mark, LegMark):
                found.setdefault((each.of, mark.source.block), {})[each.page.number] = None
    return {place: tuple(numbers) for place, numbers in found.items()}


def places_shown(places: Mapping[str, Rectangle], page: Page, shown: Sequence[Shown]) -> dict[str, Rectangle]:
    """Of the stories' present places those that are drawn as they are now."""
    return {slug: place for slug, place in places.items() if not _frozen_at(place, page, shown)}


def of_what_is_shown(
    entries: Iterable[Entry], page: Page, shown: Sequence[Shown], places: Mapping[str, Rectangle]
) -> tuple[list[Entry], list[Entry]]:
    """What is wrong with the page as made now: what is about what is shown of it, and what is not.

    Where a released file is shown, only what is the same now. A truck is held as a whole: an error of the present left half holds
    the right one, and is told as such. `places`: of stories.
    """
    if all(_is_frozen(part) for part in shown):
        return [], list(entries)
    about: list[Entry] = []
    others: list[Entry] = []
    for entry in entries:
        number = _frozen_part(entry, page, shown, places)
        if not number:
            about.append(entry)
        elif entry.problem.severity is Severity.ERROR and not entry.part:
            text = f"page {number} as it would be now, which holds the other half: {entry.problem.message}"
            about.append(Entry(replace(entry.problem, message=text, where=OnPage(page.number), story=""), entry.kind))
        else:
            others.append(entry)
    return about, others


def _is_frozen(part: Shown) -> bool:
    """It is shown as it was when it was released, and is another now."""
    return part.released and part.differs


def _frozen_part(entry: Entry, page: Page, shown: Sequence[Shown], places: Mapping[str, Rectangle]) -> str:
    """The number of the part that the entry is about, if that is not shown as it is now; else ""."""
    if entry.part:
        return next((part.number for part in shown if part.number == entry.part and _is_frozen(part)), "")
    area = entry.area
    place = (area.x, area.y, area.width, area.height) if area is not None else places.get(entry.problem.story)
    return _frozen_at(place, page, shown) if place is not None else ""


def _frozen_at(place: Rectangle, page: Page, shown: Sequence[Shown]) -> str:
    """The number of the part on which that place lies, if no part is touched that is shown as it is now; else ""."""
    width = page.width / len(shown)
    ends = (place[0] + _TOUCH, place[0] + place[2] - _TOUCH)
    first, last = (min(max(int(end / width), 0), len(shown) - 1) for end in ends)
    touched = shown[min(first, last) : max(first, last) + 1]
    return touched[0].number if all(_is_frozen(part) for part in touched) else ""


def print_the_same(
    now: Printed, kept: Printed, told: Sequence[Problem], releases: Mapping[str, Print]
) -> tuple[Printed, tuple[Problem, ...]]:
    """The pages that are kept as released, and what is told of them, by the desk's one rule (states.py): one of which the file
    alone is another now does not differ. `now`: as made; `releases`: as the desk's records know them, by page."""
    made = {each.page.number: Print(_key(each), each.ink) for each in now.pages}
    same = {
        each.page.number
        for each in kept.pages
        if each.differs and _differs(made.get(each.page.number), _key(each), releases.get(each.page.number)) is Differs.FILE
    }
    pages = tuple(replace(each, differs=False) if each.page.number in same else each for each in kept.pages)
    return replace(kept, pages=pages), tuple(
        each for each in told if not (isinstance(each.where, OnPage) and each.where.page in same)
    )


def _differs(now: Print | None, proof: str, released: Print | None) -> Differs:
    if now is None:
        return Differs.PRINT
    known = released is not None and released.proof == proof
    return differs_from_release(now, released if released is not None and known else Print(proof, ""))


def _key(page: PrintedPage) -> str:
    return hashlib.sha256(page.data).hexdigest()


def without_page(frozen: Mapping[str, Frozen], issue: Issue) -> tuple[Problem, ...]:
    """What is told of releases of pages that the issue has not any longer."""
    there = {part for page in (*issue.pages, *issue.others) for part in (page.number, *pages_of(page.number))}
    remedy = "Take its release back; or put the page back into the issue."
    return tuple(
        Problem(
            TOLD,
            Severity.WARNING,
            f"page {number} is released, but the issue has no such page any longer",
            remedy,
            OnPage(number),
        )
        for number in frozen
        if number not in there
    )


def whys_of(made: Made, printed: Printed, why: Why) -> dict[str, tuple[str, ...]]:
    """Why released pages would come out otherwise now, by their numbers."""
    pages = {page.number: page for page in made.composed.pages}
    planned = {page.plan.number: page for page in made.paper.plan.pages}
    files = FileDigests()
    found: dict[str, tuple[str, ...]] = {}
    for each in printed.pages:
        if each.released and each.differs and each.of in pages:
            page = pages[each.of]
            shows = [mark.path for mark in page.marks if isinstance(mark, ImageMark | DrawingMark | PdfMark)]
            over = lines_over(made.composed.blocks, each.of)
            trace = trace_page(page, planned[each.of], {path: files.of(path) for path in shows}, over)
            found[each.page.number] = tuple(why(each, trace))
    return found


def traces_released(printed: Printed, was: Was) -> dict[str, Trace]:
    """Of released pages that would come out otherwise now, as they were released, by their numbers."""
    found = {each.page.number: was(each) for each in printed.pages if each.released and each.differs}
    return {number: trace for number, trace in found.items() if trace is not None}
