"""Released pages in the place of those that were made now: their bytes are judged, filed and told of, and no other.

In: pages as printed now and the released ones. Out: pages as they are handed over, and what would have changed.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.content.text_file import shown
from layout.desk.numbers import pages_of
from layout.pages.display import Page
from layout.press.differs import Differs, Print, differs_from_release
from layout.press.manifest import versions_before
from layout.press.names import LastBuilt
from layout.press.package import read_manifest
from layout.press.released import Frozen, frozen_pages
from layout.production.order import Paper
from layout.production.printing import Printed, PrintedPage


@dataclass(frozen=True, slots=True)
class Before:
    """What stands from earlier builds: each page as built last, and the released ones, whose bytes stay."""

    last: Mapping[str, LastBuilt]
    frozen: Mapping[str, Frozen]


def stands_before(out: Path) -> tuple[Before, Sequence[Problem]]:
    """What stands in the output folder; and what is wrong with its record of released pages."""
    frozen, damaged = frozen_pages(out, shown(out))
    return Before(versions_before(read_manifest(out)), frozen), damaged


def keep_released(printed: Printed, paper: Paper, before: Before) -> tuple[Printed, tuple[Problem, ...]]:
    """The pages with the released ones in their places, also those that were not ordered now."""
    pages = [_kept(each, before) if each.page.number in before.frozen else each for each in printed.pages]
    there = {each.page.number for each in pages}
    for number, frozen in before.frozen.items():
        if number not in there:
            bare = PrintedPage(_bare_page(number, paper), number, b"", "")
            pages.append(replace(_kept(bare, before), data=frozen.data, differs=False))
    problems = tuple(_told(each.page.number) for each in pages if each.differs)
    return replace(printed, pages=tuple(pages)), problems


def _kept(each: PrintedPage, before: Before) -> PrintedPage:
    """What is wrong with the page that was made now is no matter of the one that was released."""
    frozen = before.frozen[each.page.number]
    last = before.last.get(each.page.number)
    ink = frozen.ink or (last.ink if last is not None and last.sha256 == frozen.sha256 else "")
    now = Print(hashlib.sha256(each.data).hexdigest(), each.ink)
    differs = differs_from_release(now, Print(frozen.sha256, ink)) is Differs.PRINT
    ink = ink or (last.ink if last is not None else each.ink)
    return replace(each, page=replace(each.page, problems=()), data=frozen.data, ink=ink, released=frozen.file, differs=differs)


def _bare_page(number: str, paper: Paper) -> Page:
    """A page that was not made up now, as far as it is known."""
    plans = (*paper.issue.pages, *paper.issue.others)
    section = next((plan.section for plan in plans if number in (plan.number, *pages_of(plan.number))), "")
    sheet = paper.house.sheet
    return Page(number, section, sheet.width * len(pages_of(number)), sheet.height, sheet.bleed, False, ())


def _told(number: str) -> Problem:
    text = f"page {number} was released and stays as it is; what was built now differs from it"
    remedy = "Undo the change; or release the page again, and tell the printer."
    return Problem("page-released", Severity.WARNING, text, remedy, OnPage(number))
