"""What is ordered, and the paper that it is ordered of."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import UTC, datetime, time
from enum import IntEnum
from pathlib import Path

from layout.base.problems import Problem, Severity, has_errors
from layout.base.store import Store
from layout.base.values import dataclass
from layout.content.issue import Issue
from layout.content.page_numbers import is_asked
from layout.design.house import House
from layout.design.press import Press
from layout.desk.allowances import apply_allowances
from layout.desk.plan import Plan
from layout.pdf.info import PdfInfo
from layout.press.names import IssueFacts


class Verdict(IntEnum):
    """What came of it; the number is the command's exit status."""

    FIT = 0
    UNFIT = 1
    REFUSED = 2


@dataclass(frozen=True, slots=True)
class Order:
    """What to build. `issue` is the issue's file; `out` None: `out/` beside it; `press` empty: the house's.

    `pages` is a choice such as "1,3-4", empty: all. `date` stands in the PDFs; None: the issue's own day. `store` keeps shaped
    words, separated pictures, and ads as they were read. `softproof`, `plates`: pictures of the pages on the press's paper, and
    of their plates, are wanted too. `anew`: the number of a released page that is made as if it were not released; then nothing
    is written, for what was released stands until whoever asked puts the new files in its place.
    """

    issue: Path
    out: Path | None = None
    press: str = ""
    pages: str = ""
    edition: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    jobs: int = 1
    date: datetime | None = None
    store: Store = field(default_factory=Store)
    softproof: bool = False
    plates: bool = False
    anew: str = ""

    @property
    def asked(self) -> tuple[str, ...]:
        """The parts of the choice of pages; none where all are ordered."""
        return tuple(part.strip() for part in self.pages.split(",") if part.strip())

    @property
    def folders(self) -> Path:
        """The output folder of the issue with all its editions."""
        return self.out if self.out is not None else self.issue.parent / "out"

    @property
    def folder(self) -> Path:
        """The output folder: each edition has its own under it."""
        return self.folders / self.edition if self.edition else self.folders

    def numbers(self, issue: Issue) -> tuple[str, ...]:
        """The pages of the issue that are ordered."""
        asked = self.asked
        numbers = tuple(page.number for page in issue.pages)
        return tuple(number for number in numbers if not asked or any(is_asked(number, part) for part in asked))

    def judged(self, problems: Iterable[Problem], issue: Issue) -> tuple[Problem, ...]:
        """The problems after what the issue allows; where the order is strict, warnings are errors."""
        judged = apply_allowances(problems, issue)
        if self.strict:
            judged = [replace(each, severity=Severity.ERROR) if each.severity is Severity.WARNING else each for each in judged]
        return tuple(dict.fromkeys(judged))


@dataclass(frozen=True, slots=True)
class Paper:
    """An issue with all that it takes to make it up."""

    issue: Issue
    house: House
    press: Press
    plan: Plan

    @property
    def title(self) -> str:
        """The paper's name on this issue."""
        return self.issue.title or self.house.title

    @property
    def name_facts(self) -> IssueFacts:
        """What the names of all its files share."""
        return name_facts(self.issue, self.house)

    def info(self, title: str, date: datetime | None) -> PdfInfo:
        """What a file of it says of itself; `date` None: the issue's own day."""
        day = datetime.combine(self.issue.date, time(), UTC) if self.issue.date is not None else None
        info = PdfInfo(title=title, author=self.title, language=self.house.language)
        dated = date or day
        return info if dated is None else replace(info, date=dated)


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading and planning came to. `paper` None: it could not be planned at all; `issue`: as far as it could be read."""

    order: Order
    issue: Issue | None
    paper: Paper | None
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """True where the text of the input is wrong."""
        return self.paper is None or has_errors(self.problems)


def name_facts(issue: Issue, house: House) -> IssueFacts:
    """What the names of all files of an issue share."""
    return IssueFacts(house.code, issue.date, issue.edition, issue.number)
