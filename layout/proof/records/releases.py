"""Releases as the records know them beside those on a disk: made here, made elsewhere, or found.

In: how a page stands, and what a disk says of it. Out: what is to be said of that. Pure.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from layout.proof.elsewhere import (
    ELSEWHERE_REMEDY,
    Here,
    Near,
    apart_remedy,
    apart_said,
    elsewhere_said,
    is_another,
    is_elsewhere,
)
from layout.proof.records import limits
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.times import moment_of
from layout.proof.records.values import PageStanding, Present, Saying, What

_PLACE = re.compile(r"[0-9a-f]{32}")


class Found(NamedTuple):
    """A release as a disk has it: by whom, when in UTC and in which place, each "" where that was not written down."""

    page: str
    proof: str
    ink: str = ""
    by: str = ""
    at: str = ""
    place: str = ""


def check_here(page: PageStanding, proof: str, here: Here) -> None:
    """Refused (conflict) where the page is released elsewhere, with other bytes than those that are to be released here."""
    if page.released is not None and page.released.proof != proof and is_elsewhere(page.released, here):
        raise RecordsError(Why.CONFLICT, elsewhere_said(page.page, page.released.by), ELSEWHERE_REMEDY)


def check_near(present: Present, page: str, near: Iterable[Near], place: str) -> None:
    """Refused (conflict) where the page shares a story with one that is released elsewhere, and is another there."""
    for each in near:
        released = present.page(each.page).released
        if released is not None and is_elsewhere(released, Here(place, each.stood)) and is_another(released, each.made):
            text = apart_said(page, each, released.by)
            raise RecordsError(Why.CONFLICT, f"{text[:1].upper()}{text[1:]}.", apart_remedy(page))


def check_released(page: PageStanding, proof: str) -> None:
    """Refused (conflict) where the page is not released, or no longer with that proof."""
    if page.released is None:
        raise RecordsError(Why.CONFLICT, f"Page {page.page} is not released.", "There is nothing to take back.")
    if page.released.proof != proof:
        text = f"Page {page.page} was released again since you looked at it."
        raise RecordsError(Why.CONFLICT, text, "Look at what is released now.")


def release_body(page: PageStanding, proof: str, place: str) -> dict[str, str | bool]:
    """Of the event of a release: where it is made, and whether in place of another one."""
    again = page.released is not None and page.released.proof != proof
    return {**({"place": place} if place else {}), **({"again": True} if again else {})}


def checked_found(found: Found, ink: str) -> Found:
    """As it may be recorded, with that ink: a name or a time that can be none counts as not written down. Raises RecordsError."""
    page, proof = limits.label(found.page, "The page's number"), limits.digest(found.proof, "The proof's key")
    by, at, place = found.by, found.at, found.place
    try:
        by = limits.person_name(by)
    except RecordsError:
        by = ""
    at = at if moment_of(at) is not None else ""
    return Found(page, proof, ink, by, at, place if _PLACE.fullmatch(place) else "")


def found_sayings(present: Present, found: Iterable[Found], place: str) -> tuple[Saying, ...]:
    """What the records lack of that."""
    said = (_found_said(present.page(each.page), each, place) for each in found)
    return tuple(each for each in said if each is not None)


def _found_said(page: PageStanding, found: Found, place: str) -> Saying | None:
    """That the disk of `place` has the page released, where the records do not know of that. None where they do, where it was
    taken back since, elsewhere, and where it is released elsewhere."""
    released = page.released
    if released is not None and (released.proof == found.proof or released.place != place):
        return None
    if released is None and any(
        label.what == "released" and label.proof == found.proof and label.at >= found.at for label in page.labels
    ):
        return None
    body = {"found": True, "of": found.by, "at": found.at, "place": found.place or place}
    once = f"found {page.page} {found.proof} after {max(page.settled, page.apart)}"
    return Saying(What.RELEASED, "", page.page, proof=found.proof, ink=found.ink, body=body, once=once)
