"""What follows for sign-offs and releases where a page is another than it was.

In: how things stand, pages as they were and as they are. Out: what is to be said. Pure.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from layout.proof.records.values import PageStanding, Present, Saying, What
from layout.proof.records.versions import Now
from layout.proof.states import Differs, Print, differs_from_release


class Look(NamedTuple):
    """A page as it was when it was looked at last, and as it is now. `given`: the sign-off that was given here since then, by its
    event's id; 0 for none. It was given for the page as it was then, whichever of the two that was."""

    was: Now
    now: Now
    given: int = 0

    @property
    def may_turn(self) -> bool:
        """Whether anything can follow of it."""
        return self.was != self.now or self.given != 0


def turns(present: Present, looks: Iterable[Look]) -> tuple[Saying, ...]:
    """What follows for sign-offs and releases of pages that were one and are another; `by` nobody, for the page did it."""
    said: list[Saying] = []
    for look in looks:
        page = present.page(look.now.page)
        if look.was.ink != look.now.ink or (look.given and look.given == page.holding):
            said += _turned(page, look.now)
        if look.was != look.now:
            said += _parted(page, look.now)
    return tuple(said)


def _turned(page: PageStanding, now: Now) -> Iterator[Saying]:
    """A sign-off that lapses, one that holds again, or one in the place of the other, which is one event.

    What turns one is named after what turned it last: two servers that find the same record one event.
    """
    held = page.signed_for(now.ink)
    was = next((each for each in page.signed if each.id == page.holding), None)
    signed = held or was
    if signed is None or held is was:
        return
    what = What.LAPSED if held is None else What.RESTORED
    body = {"sign_off": signed.id, "of": signed.by, "at": signed.at, "now": now.ink, "proof": now.key}
    if held is not None and was is not None:
        body |= {"lapsed_of": was.by, "lapsed_at": was.at}
    yield Saying(what, "", page.page, 0, signed.proof, signed.ink, body, f"turn {page.page} after {page.turned} {what}")


def _parted(page: PageStanding, now: Now) -> Iterator[Saying]:
    """That what is made of a released page differs from it, in its file alone or in print, and that it no longer does: each
    once."""
    released = page.released
    if released is None:
        return
    differs = differs_from_release(Print(now.key, now.ink), Print(released.proof, released.ink))
    if differs is page.differs:
        return
    what = What.AGREES if differs is Differs.NOT else What.DIFFERS
    body = {"of": released.by, "now": now.ink, "proof": now.key}
    once = f"{what} {page.page} after {page.apart or page.settled}"
    yield Saying(what, "", page.page, 0, released.proof, released.ink, body, once)
