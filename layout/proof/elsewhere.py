"""A release that was made at another desk, over a copy of the files: when it is one, which pages it concerns, how that is said.

Of such a page only its number and what it prints is known here, and not its words. Where the page comes out the same here, the
pages that are made here go with it as they go with each other; where it comes out otherwise, nobody knows, and no page that
shares a story with it is released.

In: a release as it was recorded, what is made here, the stories' pages. Out: whether it is elsewhere; sentences. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from layout.desk.numbers import pages_of
from layout.press.differs import Differs, Print, differs_from_release

ELSEWHERE_REMEDY = "Do it at that desk; or let both desks work on one and the same folder."
ANOTHER = "This copy is another: what is made of the page here would print otherwise."


class Here(NamedTuple):
    """Where one works: the place's digest (live/place.py), "" where that is not known; the key of the proof that is frozen there,
    "" for none."""

    place: str = ""
    stood: str = ""


UNKNOWN = Here()


class Near(NamedTuple):
    """A page that shares a story with one that is to be released: its number, that story, and what is made of it here, None where
    nothing is; `stood`: the key of the proof that is frozen here, "" for none."""

    page: str
    story: str
    made: Print | None
    stood: str = ""


class Told(Protocol):
    """A story, as far as it matters where it is told: printed pages, those on which it stands and those that point to it."""

    @property
    def stands(self) -> Sequence[str]:
        """On these."""

    @property
    def refers(self) -> Sequence[str]:
        """To it, from these."""


class Release(Protocol):
    """A release of a page, as it was recorded."""

    @property
    def proof(self) -> str:
        """What was released: its key."""

    @property
    def ink(self) -> str:
        """The digest of what that prints; "" where that is not known."""

    @property
    def place(self) -> str:
        """Where that was done, as a digest (live/place.py); "" where that is not known."""


def is_elsewhere(released: Release, here: Here) -> bool:
    """Whether that was released in another place, with a proof that is not frozen in this one: files that were copied."""
    return bool(here.place) and released.place not in ("", here.place) and released.proof != here.stood


def is_another(released: Release, made: Print | None) -> bool:
    """Whether a page that is released elsewhere is not what is made of it here, as far as is known; `made` None: nothing is."""
    return made is None or differs_from_release(made, Print(released.proof, released.ink)) is Differs.PRINT


def shared_story(one: str, other: str, stories: Mapping[str, Told]) -> str:
    """A story that stands on one of the two pages, and stands on the other or is pointed to there; "" where there is none."""
    return next((slug for slug, each in stories.items() if _is_shared(one, other, each) or _is_shared(other, one, each)), "")


def pages_told(stories: Iterable[Told]) -> list[str]:
    """Every printed page that has to do with a story."""
    return list(dict.fromkeys(page for each in stories for page in (*each.stands, *each.refers)))


def _is_shared(stands: str, told: str, story: Told) -> bool:
    there = {*story.stands, *story.refers}
    return not {*story.stands}.isdisjoint(pages_of(stands)) and not there.isdisjoint(pages_of(told))


def elsewhere_said(page: str, by: str) -> str:
    """That the page is released at another desk."""
    return f"Page {page} was released at another desk{f', by {by}' if by else ''}."


def apart_said(page: str, near: Near, by: str) -> str:
    """That a page does not go with one that is released at another desk."""
    what = "this copy is another" if near.made is not None else "nothing is made of that page here"
    where = f"which was released at another desk{f', by {by}' if by else ''}; {what}"
    risk = "words may be lost or printed twice, or a reader led astray"
    return f"page {page} shares '{near.story}' with page {near.page}, {where}: {risk}"


def apart_remedy(page: str) -> str:
    """What is to be done about that."""
    return f"Bring the copies of the files together first; or release page {page} at that desk."
