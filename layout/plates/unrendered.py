"""Why a page could not be rendered, as a value: what is missing or wrong, and what to do about it."""

from enum import StrEnum

from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass

INSTALL = "sudo apt-get install ghostscript"


class Reason(StrEnum):
    """What stood in the way."""

    MISSING = "missing"  # Ghostscript is not installed
    DAMAGED = "damaged"  # the file can't be read, or the page can't be rendered
    LOCKED = "locked"  # the file asks for a password
    LARGE = "large"  # more pixels or plates than memory is given
    SLOW = "slow"  # it took longer than it may
    UNTRIED = "untried"  # too many pages before it failed
    UNSTARTED = "unstarted"  # the program that draws did not start: nothing is wrong with the page


@dataclass(frozen=True, slots=True)
class NotRendered:
    """A page (counted from 1 in the file; 0: the whole file) that gave no picture and no plates."""

    reason: Reason
    message: str
    remedy: str
    page: int = 0


def ghostscript_missing() -> NotRendered:
    """The answer where there is no Ghostscript on this machine."""
    message = "Ghostscript is not installed, and without it a page can't be taken apart into its plates"
    return NotRendered(Reason.MISSING, message, f"Install it: {INSTALL} (on a Mac: brew install ghostscript).")


def damaged(why: str, page: int = 0) -> NotRendered:
    """The answer to a file or a page that can't be rendered; `why` as a clause."""
    return NotRendered(Reason.DAMAGED, f"the PDF can't be rendered: {why}", "Ask for the file again, or save it anew.", page)


def unstarted(why: str, page: int) -> NotRendered:
    """The answer where the program that draws pages does not start; `why` as it said."""
    message = f"the program that draws pages does not start: {why}"
    return NotRendered(Reason.UNSTARTED, message, "Install Broadsheet anew, with all that it needs.", page)


def as_problem(fault: NotRendered, page: str) -> Problem:
    """The same for the person who asked for proofs of the page printed as `page`."""
    where = OnPage(page)
    if fault.reason is Reason.MISSING:
        return Problem("ghostscript-missing", Severity.ERROR, fault.message, fault.remedy, where)
    return Problem("page-unrendered", Severity.ERROR, fault.message, fault.remedy, where)
