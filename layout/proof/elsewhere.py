"""A release that was made at another desk, over a copy of the files: when it is one, and how that is said.

In: a release as it was recorded, and where one works oneself. Out: whether it is elsewhere; sentences. Pure.
"""

from typing import NamedTuple, Protocol

ELSEWHERE_REMEDY = "Do it at that desk; or let both desks work on one and the same folder."


class Here(NamedTuple):
    """Where one works: the place's digest (live/place.py), "" where that is not known; the key of the proof that is frozen there,
    "" for none."""

    place: str = ""
    stood: str = ""


UNKNOWN = Here()


class Release(Protocol):
    """A release of a page, as it was recorded."""

    @property
    def proof(self) -> str:
        """What was released: its key."""

    @property
    def place(self) -> str:
        """Where, as a digest; "" where that is not known."""


def is_elsewhere(released: Release, here: Here) -> bool:
    """Whether that was released in another place, with a proof that is not frozen in this one: files that were copied."""
    return bool(here.place) and released.place not in ("", here.place) and released.proof != here.stood


def elsewhere_said(page: str, by: str) -> str:
    """That the page is released at another desk."""
    return f"Page {page} was released at another desk{f', by {by}' if by else ''}."
