"""What is the case with a page, as it follows from what is known of it: one rule for the browser and for the pack on paper.

In: a page as it is handed over, or each part of a truck in halves. Out: what its state goes by. Pure.
"""

from collections.abc import Sequence, Set

from layout.base.values import dataclass
from layout.proof.facts import Kind
from layout.proof.states import Stands

_OF_THEIR_OWN = frozenset({Kind.FIT, Kind.PREFLIGHT})  # what is wrong in these ways has a state of its own


@dataclass(frozen=True, slots=True)
class Known:
    """`proof`: the key of what is made now, "" for nothing yet, and `ink` what it prints; `frozen`: the key of what is released
    here, "" for nothing; `elsewhere`: it is released at another desk; `sent`: the digest of the file that was delivered last, ""
    for none; `signed`: the inks that somebody signed; `errors`: of which kinds there are any on the page."""

    proof: str
    ink: str
    building: bool = False
    frozen: str = ""
    elsewhere: bool = False
    sent: str = ""
    signed: Set[str] = frozenset()
    errors: Set[Kind] = frozenset()
    over: bool = False
    short: bool = False
    passed: bool = False


def stands_of(page: Known) -> Stands:
    """What is the case. Sent is what would be delivered now: of a released page the frozen bytes."""
    return Stands(
        building=page.building or not page.proof,
        released=bool(page.frozen) or page.elsewhere,
        sent=bool(page.sent) and page.sent == (page.frozen or page.proof),
        signed=bool(page.ink) and not page.building and page.ink in page.signed,
        broken=bool(page.errors - _OF_THEIR_OWN),
        overset=page.over,
        short=page.short,
        passed=page.passed,
    )


def stands_together(parts: Sequence[Stands]) -> Stands:
    """Of a page that is handed over in parts: what is good of all of them, what is wrong with any."""
    return Stands(
        building=any(each.building for each in parts),
        released=all(each.released for each in parts),
        sent=all(each.sent for each in parts),
        signed=all(each.signed for each in parts),
        broken=any(each.broken for each in parts),
        overset=any(each.overset for each in parts),
        short=any(each.short for each in parts),
        passed=all(each.passed for each in parts),
    )
