"""Pages kept as they were printed, for a process that makes the same pages again and again: only what would come out otherwise
is turned to ink and printed anew.

In: pages as set, and what they are printed with. Out: the files that a build would write for them. A page is taken from here only
where all that its file is made of is the same: its marks, the bytes of every file that it shows, the press, the fonts, what the
file says of itself, its version letter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard

from layout.base.file_digests import FileDigests
from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.pages.display import DrawingMark, ImageMark, Mark, Page, PdfMark
from layout.pdf.bleed import bled
from layout.pdf.inks import FromFile, FromFileMade, Inks, Key, key_of
from layout.press.names import LastBuilt, page_versions
from layout.production.making import Made, SetPages, ink_pages
from layout.production.order import Order, Paper
from layout.production.printing import PrintedPage, Watch, print_pages


@dataclass(frozen=True, slots=True)
class Run:
    """What pages are printed with: the paper, the order, the pages as set, each page as built last (by number)."""

    paper: Paper
    order: Order
    up: SetPages
    last: Mapping[str, LastBuilt]


@dataclass(frozen=True, slots=True)
class StoodPage:
    """A page as printed: the files that are handed over for it (a truck's halves apart), and what could not be turned to ink."""

    printed: tuple[PrintedPage, ...]
    spoilt: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """With what it was made of, and the version letters in its slug lines, by number."""

    stood: StoodPage
    made_of: object
    versions: Mapping[str, str]


class StandingPages:
    """The pages of one order, as printed last. `files` knows the bytes of the files that they show."""

    def __init__(self, files: FileDigests) -> None:
        self._files = files
        self._kept: dict[str, _Kept] = {}
        self._inks: dict[Key, tuple[object, FromFileMade]] = {}

    def of(self, page: Page, run: Run) -> StoodPage | None:
        """The page as it would be printed now, if it was printed so before. `page` as it was set."""
        kept = self._kept.get(page.number)
        if kept is None or kept.made_of != self._made_of(page, run):
            return None
        return kept.stood if kept.versions == _versions(kept.stood.printed, run) else None

    def print(self, pages: Sequence[Page], run: Run, watch: Watch) -> dict[str, StoodPage]:
        """The pages printed, by number, and kept; what is missing or changes while they are made is not relied on later."""
        bare = [bled(replace(page, problems=())) for page in pages]
        before = {page.number: self._made_of(page, run) for page in pages}
        inks, spoilt = self._inked(bare, run)
        made = Made(run.paper, tuple(bare), run.up.composed, inks, run.up.ads, run.up.case.library, ())
        printed = print_pages(made, run.order.date, watch, run.last)
        found: dict[str, StoodPage] = {}
        for page, own in zip(pages, bare, strict=True):
            parts = tuple(each for each in printed.pages if each.of == page.number)
            stood = found[page.number] = StoodPage(parts, tuple(spoilt[page.number]))
            self._kept.pop(page.number, None)
            whole = all(inks.has(mark, own) for mark in _from_files(own))
            after = self._made_of(page, run)
            if whole and after is not None and after == before[page.number]:
                self._kept[page.number] = _Kept(stood, after, _versions(parts, run))
                self._keep_inks(own, inks, spoilt[page.number], run)
        return found

    def forget_others(self, pages: Sequence[Page]) -> None:
        """What the pages of the paper do not show any longer is let go."""
        numbers = {page.number for page in pages}
        self._kept = {number: kept for number, kept in self._kept.items() if number in numbers}
        wanted = {key_of(mark, page) for page in map(bled, pages) for mark in _from_files(page)}
        self._inks = {key: kept for key, kept in self._inks.items() if key in wanted}

    def _inked(self, bare: Sequence[Page], run: Run) -> tuple[Inks, dict[str, list[Problem]]]:
        """What the pages take from files: what is known of the same bytes from memory, the rest anew."""
        known: dict[Key, FromFileMade] = {}
        for page in bare:
            for mark in _from_files(page):
                kept = self._inks.get(key_of(mark, page))
                if kept is not None and kept[0] == self._ink_made_of(mark, run):
                    known[key_of(mark, page)] = kept[1]
        rest = [
            replace(page, marks=tuple(mark for mark in page.marks if not _is_from_file(mark) or key_of(mark, page) not in known))
            for page in bare
        ]
        inks, spoilt = ink_pages(rest, run.paper, run.order, run.up.case.library)
        return inks.with_more(known), spoilt

    def _keep_inks(self, page: Page, inks: Inks, spoilt: Sequence[Problem], run: Run) -> None:
        """Keep what the page took from files; where something is to be told of it, it is made anew each time, and told."""
        if not spoilt:
            for mark in _from_files(page):
                key = key_of(mark, page)
                self._inks[key] = self._ink_made_of(mark, run), inks.made(key)

    def _ink_made_of(self, mark: FromFile, run: Run) -> object:
        press = run.paper.press
        return self._files.of(mark.path), press, self._files.of(press.profile) if press.profile is not None else ""

    def _made_of(self, page: Page, run: Run) -> object:
        """All that the page's file is made of but its version letter; None where that can't be known."""
        paper, press = run.paper, run.paper.press
        paths: dict[Path, None] = dict.fromkeys(mark.path for mark in _from_files(page))
        if press.profile is not None:
            paths[press.profile] = None
        digests = {path: self._files.of(path) for path in paths}
        if not all(digests.values()):
            return None
        said = paper.info("", run.order.date), paper.title, paper.issue.edition, paper.issue.date
        return replace(page, problems=()), digests, press, said, run.up.case.library


def _is_from_file(mark: Mark) -> TypeGuard[FromFile]:
    return isinstance(mark, ImageMark | DrawingMark | PdfMark)


def _from_files(page: Page) -> list[FromFile]:
    return [mark for mark in page.marks if _is_from_file(mark)]


def _versions(parts: Sequence[PrintedPage], run: Run) -> Mapping[str, str]:
    """The letters that the parts would have now."""
    inks = {each.page.number: each.ink for each in parts}
    return page_versions(run.last, dict.fromkeys(inks, ""), inks)
