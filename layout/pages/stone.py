"""The stone: the page being made up, with everything a block on it needs to know."""

from collections.abc import Hashable, Mapping
from dataclasses import field, replace
from pathlib import Path

from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.design.grid import Grid
from layout.images.picture import Art
from layout.pages.case import Case
from layout.pages.display import Source
from layout.pages.head import HeadCopy, HeadPlace, SetHead, set_head
from layout.pages.quote import QuoteCopy, SetQuote, set_quote


@dataclass(frozen=True, slots=True)
class Stone:
    """A page's grid, the case it is set from, every picture and ad as probed (absent: it can't be had), its printed number."""

    case: Case
    grid: Grid
    art: Mapping[Path, Art]
    page: str
    heads: dict[Hashable, SetHead] = field(default_factory=dict, compare=False)
    quotes: dict[Hashable, SetQuote | None] = field(default_factory=dict, compare=False)
    """Heads and quotes that were set already: copyfitting sets one package many times."""

    def head(self, copy: HeadCopy, at: HeadPlace, source: Source) -> SetHead:
        """A story's head at its place."""
        key = (self.case.manner, self.case.language, copy, at, source)
        known = self.heads.get(key)
        if known is None:
            known = self.heads[key] = set_head(self.case, self.grid, copy, at, source)
        return known

    def quote(self, copy: QuoteCopy, width: float, *, wide: bool) -> SetQuote | None:
        """A pull quote, set for that width; None where it can't be."""
        key = (self.case.manner, self.case.language, copy, width, wide)
        if key not in self.quotes:
            self.quotes[key] = set_quote(self.case, self.grid, copy, width, wide=wide)
        return self.quotes[key]

    def with_case(self, case: Case) -> "Stone":
        """The same stone, set from another case."""
        return replace(self, case=case)

    def warning(self, code: str, message: str, remedy: str, story: str = "") -> Problem:
        """A warning about this page."""
        return Problem(code, Severity.WARNING, message, remedy, OnPage(self.page), story)

    def error(self, code: str, message: str, remedy: str, story: str = "") -> Problem:
        """An error on this page."""
        return Problem(code, Severity.ERROR, message, remedy, OnPage(self.page), story)
