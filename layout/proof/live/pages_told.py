"""The pages of one save told as they come: those printed by now with their proofs, the others with those of the last save."""

from collections.abc import Iterator
from dataclasses import replace

from layout.pages.display import LegMark, Page
from layout.passing.fit_table import FitRow
from layout.pdf.bleed import bled
from layout.pdf.trucks import handed_over
from layout.production.printing import PrintedPage
from layout.production.standing_pages import Run
from layout.proof.facts import Made, PageFacts
from layout.proof.live.proofs import Proof
from layout.proof.live.telling import issue_facts, page_facts, rows_of


class PagesTold:
    """The pages of one save as they come: `before` has the proofs of each page as of the last one."""

    def __init__(self, number: int, run: Run, before: dict[str, tuple[Proof, ...]]) -> None:
        self._number = number
        self._run = run
        self._before = before
        self._issue = issue_facts(run.paper, run.order)
        pages, issue = run.up.pages, run.paper.issue
        self._deadlines = {page.number: page.deadline for page in issue.pages}
        told = [problem for page in pages for problem in run.order.judged(page.problems, issue)]
        rows = rows_of(run.up.composed.blocks, run.paper.plan, told, [page.number for page in pages])
        self._rows: dict[str, list[FitRow]] = {page.number: [] for page in pages}
        for row in rows:
            self._rows[row.block.page].append(row)

    def made(self, pulled: dict[str, tuple[Proof, ...]]) -> Made:
        """All pages, with the proofs that there are by now; told as a whole once none is waited for."""
        pages = tuple(facts for page in self._run.up.pages for facts in self._page(page, pulled.get(page.number)))
        whole = all(page.number in pulled for page in self._run.up.pages)
        return Made(self._number, self._issue, pages, whole)

    def _page(self, page: Page, proofs: tuple[Proof, ...] | None) -> Iterator[PageFacts]:
        """The page; of a truck that is handed over in halves, these."""
        old = {each.printed.page.number: each for each in self._before[page.number]}
        new = {each.printed.page.number: each for each in proofs or ()}
        for part in handed_over(bled(page), self._run.paper.press):
            proof = new.get(part.number) or old.get(part.number)
            printed = replace(proof.printed, page=part) if proof is not None else PrintedPage(part, page.number, b"", "")
            facts = page_facts(printed, self._deadlines[page.number], self._own_rows(page, part))
            yield replace(facts, proof=proof.key if proof is not None else "", ink=printed.ink, building=proofs is None)

    def _own_rows(self, page: Page, part: Page) -> list[FitRow]:
        """Those of the blocks whose text stands on the part."""
        rows = self._rows[page.number]
        if part.number == page.number:
            return rows
        letters = {mark.source.block for mark in part.marks if isinstance(mark, LegMark)}
        return [row for row in rows if row.block.block in letters]
