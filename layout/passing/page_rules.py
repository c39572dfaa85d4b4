"""The finished page, read before it goes: what nobody can see in the copy alone.

In: the plan and the pages as display lists, and nothing of how they were composed, so that its mistakes are not shared. Out: what
was found, page by page. `digests` of the pictures' files show one picture under two names; `blocks`, what became of the blocks,
shows whether any copy is lost. Silent where neither is given. `kept`: the printed numbers of pages that are plated as they
once were.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from layout.base.problems import Problem
from layout.content.issue import Ad
from layout.desk.plan import Plan, PlannedPage
from layout.pages.display import Page
from layout.pages.outcome import BlockOutcome
from layout.passing import page_copy, page_dates, page_furniture, page_jumps, page_pictures, page_places, page_refers
from layout.passing.findings import Found
from layout.passing.page_reading import ReadPage, by_number, read_page

PAGE_RULES = (
    page_dates.DATE,
    page_dates.WEEKDAY,
    page_furniture.FOLIO,
    page_furniture.BRACES,
    page_furniture.EAR,
    page_jumps.JUMP,
    page_refers.REFER,
    page_refers.UNSURE,
    page_pictures.TWICE,
    page_pictures.CAPTION,
    page_places.OFF_PAGE,
    page_places.COVERED,
    page_copy.LOST,
)


def read_pages(
    plan: Plan,
    pages: Sequence[Page],
    digests: Mapping[Path, str] | None = None,
    blocks: Sequence[BlockOutcome] | None = None,
    kept: Set[str] = frozenset(),
) -> Found:
    """Everything found on those pages, by page number."""
    reads = [read_page(page) for page in pages]
    found: Found = {}
    for number, problem in (*_found(plan, reads), *page_pictures.check_pictures(reads, _ads(plan), digests, kept)):
        found.setdefault(number, []).append(problem)
    if blocks is not None:
        for number, problem in page_copy.check_copy_whole(reads, plan, blocks):
            found.setdefault(number, []).append(problem)
    return found


def _found(plan: Plan, reads: Sequence[ReadPage]) -> Iterator[tuple[str, Problem]]:
    made, numbers = by_number(reads), page_refers.numbers_of(plan)
    planned = {page.plan.number: page for page in plan.pages}
    calendar = page_dates.calendar_of(plan.house.language) if plan.issue.date is not None else None
    for read in reads:
        for problem in _on_one(plan, read, planned.get(read.page.number), calendar):
            yield read.page.number, problem
        for problem in page_refers.check_refers(read, plan, made, numbers):
            yield read.page.number, problem
        for problem in page_refers.check_furniture(read, plan, made, numbers):
            yield read.page.number, problem
        for problem in page_refers.check_copy(read, numbers):
            yield read.page.number, problem
    yield from page_furniture.check_numbers_differ(reads)
    yield from page_jumps.check_jumps(reads, made, numbers.known, plan.house.words)


def _on_one(plan: Plan, read: ReadPage, planned: PlannedPage | None, calendar: page_dates.Calendar | None) -> Iterator[Problem]:
    """What a page shows by itself."""
    if calendar is not None and plan.issue.date is not None:
        yield from page_dates.check_dates(read, calendar, plan.issue.date, plan.house.language)
    if planned is not None:
        yield from page_furniture.check_folio(read, planned, plan, calendar)
        yield from page_furniture.check_ears(read, planned)
    yield from page_furniture.check_number(read, plan.issue.number)
    yield from page_furniture.check_braces(read)
    yield from page_pictures.check_captions(read)
    yield from page_places.check_places(read)


def _ads(plan: Plan) -> Mapping[str, frozenset[str]]:
    return {
        page.plan.number: frozenset(planned.letter for planned in page.blocks if isinstance(planned.block.what, Ad))
        for page in plan.pages
    }
