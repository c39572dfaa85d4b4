"""How far a page is, in one word, and whether it is as it was released: the same in the browser and in the pack on paper.

In: what is the case with the page. Out: its state. Pure.
"""

from enum import StrEnum

from layout.base.values import dataclass


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


class Differs(StrEnum):
    """How what is made of a released page now stands to its release.

    The one rule: a page differs from its release where it prints otherwise, that is in its ink, for which it was signed, and with
    which a sign-off lapses. A file that is another and prints the same differs in what it says of itself, its title, its date,
    the slug line beside the page: nobody stops the press for that, but whoever compares digests is told. Where the ink of what
    was released is not known, another file counts as another print.
    """

    NOT = "not"
    FILE = "file"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Print:
    """A version of a page: the key of its file, and the digest of what it prints, "" where that is not known."""

    proof: str
    ink: str


def differs_from_release(now: Print, released: Print) -> Differs:
    """See Differs. To be asked of a page that was made."""
    if now.proof == released.proof:
        return Differs.NOT
    return Differs.FILE if now.ink and now.ink == released.ink else Differs.PRINT
