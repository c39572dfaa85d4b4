"""How far a page is, in one word: the same in the browser and in the pack on paper.

In: what is the case with the page. Out: its state. Pure.
"""

from enum import StrEnum

from layout.base.values import dataclass
from layout.press.differs import Differs as Differs
from layout.press.differs import Print as Print
from layout.press.differs import differs_from_release as differs_from_release


class State(StrEnum):
    """How far a page is."""

    BUILDING = "building"
    BROKEN = "broken"
    OVERSET = "overset"
    SHORT = "short"
    PREFLIGHT = "preflight"
    READY = "ready"
    SIGNED = "signed"
    RELEASED = "released"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Stands:
    """What is the case. `released`: its bytes are frozen; `sent`: delivered with the bytes that would be delivered now;
    `signed`: for its ink as it is; `broken`: an error that is neither a misfit nor of preflight; `passed`: preflight."""

    building: bool = False
    released: bool = False
    sent: bool = False
    signed: bool = False
    broken: bool = False
    overset: bool = False
    short: bool = False
    passed: bool = False


def state_of(page: Stands) -> State:
    """What was sent or released stays so whatever is made now; a sign-off holds for its ink; else what stops the page first."""
    if page.released:
        return State.SENT if page.sent else State.RELEASED
    firsts = (
        (page.building, State.BUILDING),
        (page.sent, State.SENT),
        (page.signed, State.SIGNED),
        (page.broken, State.BROKEN),
        (page.overset, State.OVERSET),
        (page.short, State.SHORT),
        (not page.passed, State.PREFLIGHT),
    )
    return next((state for holds, state in firsts if holds), State.READY)
