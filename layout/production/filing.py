"""Pages filed: each under its name, in press/ or held/, with its version letter and all that is wrong with it."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from layout.base.problems import has_errors
from layout.base.values import dataclass
from layout.pages.display import HoleMark, Page
from layout.press.manifest import WrittenPage
from layout.press.names import LastBuilt, name_page, page_versions
from layout.production.judging import JudgedPage
from layout.production.order import Order, Paper
from layout.production.printing import Printed


@dataclass(frozen=True, slots=True)
class Filed:
    """The pages as written, and their files by name."""

    written: tuple[WrittenPage, ...]
    files: Mapping[str, bytes]

    @property
    def fit(self) -> dict[str, bytes]:
        """The files of the pages that are fit for press, by their numbers."""
        return {each.page.number: self.files[each.file] for each in self.written if not each.held}


def file_pages(
    printed: Printed, judged: Mapping[str, JudgedPage], paper: Paper, order: Order, last: Mapping[str, LastBuilt]
) -> Filed:
    """The pages, named by the press's template. `last`: each page as built before."""
    pages = {each.page.number: _with_findings(each.page, judged[each.page.number], paper, order) for each in printed.pages}
    held = _held(printed, pages)
    digests = {each.page.number: hashlib.sha256(each.data).hexdigest() for each in printed.pages}
    versions = page_versions(last, digests, {each.page.number: each.ink for each in printed.pages})
    written: list[WrittenPage] = []
    files: dict[str, bytes] = {}
    for each in printed.pages:
        number = each.page.number
        folder = "held" if number in held else "press"
        name = each.released or f"{folder}/{name_page(paper.press.file_name, paper.name_facts, number, versions[number])}"
        version = last[number].version if each.released and number in last else versions[number]
        page = WrittenPage(pages[number], name, version, digests[number], number in held, each.ink, each.of, each.text)
        written.append(page)
        files[name] = each.data
    return Filed(tuple(written), files)


def _with_findings(page: Page, judged: JudgedPage, paper: Paper, order: Order) -> Page:
    found = order.judged((each.as_problem() for each in judged.found), paper.issue)
    return replace(page, problems=tuple(dict.fromkeys([*page.problems, *found])))


def _held(printed: Printed, pages: Mapping[str, Page]) -> set[str]:
    """The pages that must not be plated; of a truck both halves, if either is unfit. A released page was signed for."""
    made = [each for each in printed.pages if not each.released]
    unfit = {each.of for each in made if _is_unfit(pages[each.page.number])}
    return {each.page.number for each in made if each.of in unfit}


def _is_unfit(page: Page) -> bool:
    """True where there is an error on it, or a marked hole."""
    return has_errors(page.problems) or any(isinstance(mark, HoleMark) for mark in page.marks)
