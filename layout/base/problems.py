"""A fault found in the input or on a page: where it is, what is wrong, what to do."""

from enum import StrEnum

from layout.base.geometry import Area
from layout.base.values import dataclass


class Severity(StrEnum):
    """How far a fault reaches: an error stops the page, a warning does not, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class InFile:
    """A place in a text file. `path` is as shown to people; line and column count from 1; 0 is the whole file."""

    path: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class OnPage:
    """A place on paper. `page` is the page's number as printed; `area` in points, absent for the whole page."""

    page: str
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `code` is stable (`story-missing`); `message` says what, `remedy` what to do about it."""

    code: str
    severity: Severity
    message: str
    remedy: str
    where: InFile | OnPage
    story: str = ""
    may_allow: bool = False
    """True of an error that somebody may answer for with `allow:`; warnings may be allowed anyway."""


def has_errors(problems: "list[Problem] | tuple[Problem, ...]") -> bool:
    """True if any of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
