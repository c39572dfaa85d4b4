"""Pages filed: each under its name, in press/ or held/, with its version letter and all that is wrong with it."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from layout.base.problems import OnPage, Problem, Severity, has_errors
from layout.base.values import dataclass
from layout.pages.display import HoleMark, Page
from layout.press.manifest import WrittenPage
from layout.press.names import LastBuilt, name_page, page_versions
from layout.press.released import Frozen
from layout.production.judging import JudgedPage
from layout.production.order import Order, Paper
from layout.production.printing import Printed


@dataclass(frozen=True, slots=True)
class Filed:
    """The pages as written and their files by name; `problems`: what is told beside those of the pages."""

    written: tuple[WrittenPage, ...]
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def fit(self) -> dict[str, bytes]:
        """The files of the pages that are fit for press, by their numbers."""
        return {each.page.number: self.files[each.file] for each in self.written if not each.held}


@dataclass(frozen=True, slots=True)
class Before:
    """What stands from earlier builds: each page as built last, and the released ones, whose bytes stay."""

    last: Mapping[str, LastBuilt]
    frozen: Mapping[str, Frozen]


def file_pages(printed: Printed, judged: Mapping[str, JudgedPage], paper: Paper, order: Order, before: Before) -> Filed:
    """The pages, named by the press's template."""
    pages = {each.page.number: _with_findings(each.page, judged[each.page.number], paper, order) for each in printed.pages}
    held = _held(printed, pages) - before.frozen.keys()
    digests = {each.page.number: hashlib.sha256(each.data).hexdigest() for each in printed.pages}
    versions = page_versions(before.last, digests, {each.page.number: each.ink for each in printed.pages})
    written: list[WrittenPage] = []
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for each in printed.pages:
        number = each.page.number
        if number in before.frozen:
            frozen = before.frozen[number]
            kept = before.last.get(number, LastBuilt(versions[number], frozen.sha256, each.ink))
            written.append(WrittenPage(pages[number], frozen.file, kept.version, frozen.sha256, False, kept.ink, each.of))
            problems += _differs(number, frozen, digests[number])
            continue
        folder = "held" if number in held else "press"
        name = f"{folder}/{name_page(paper.press.file_name, paper.name_facts, number, versions[number])}"
        written.append(WrittenPage(pages[number], name, versions[number], digests[number], number in held, each.ink, each.of))
        files[name] = each.data
    files |= {each.file: each.data for each in before.frozen.values()}  # also of pages that were not ordered now
    return Filed(tuple(written), files, order.judged(problems, paper.issue))


def _with_findings(page: Page, judged: JudgedPage, paper: Paper, order: Order) -> Page:
    found = order.judged((each.as_problem() for each in judged.found), paper.issue)
    return replace(page, problems=tuple(dict.fromkeys([*page.problems, *found])))


def _held(printed: Printed, pages: Mapping[str, Page]) -> set[str]:
    """The pages that must not be plated; of a truck both halves, if either is unfit."""
    unfit = {each.of for each in printed.pages if _is_unfit(pages[each.page.number])}
    return {each.page.number for each in printed.pages if each.of in unfit}


def _is_unfit(page: Page) -> bool:
    """True where there is an error on it, or a marked hole."""
    return has_errors(page.problems) or any(isinstance(mark, HoleMark) for mark in page.marks)


def _differs(number: str, frozen: Frozen, digest: str) -> list[Problem]:
    if digest == frozen.sha256:
        return []
    text = f"page {number} was released and stays as it is; what was built now differs from it"
    remedy = "Undo the change; or release the page again, and tell the printer."
    return [Problem("page-released", Severity.WARNING, text, remedy, OnPage(number))]
