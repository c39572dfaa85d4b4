"""What people said of the pages, as the pack tells it: open notes at their places, who signed and when.

In: the desk's records as they are, the pages as made now. Out: plain values in words. Without records there is nothing to tell.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.values import dataclass
from layout.desk.numbers import pages_of
from layout.production.making import Made
from layout.proof.live.telling import story_facts
from layout.proof.pack.dossier import PackNote, SignOff
from layout.proof.pack.listed import of_whole
from layout.proof.records.anchoring import Found
from layout.proof.records.as_released import place_on_released
from layout.proof.records.placing import Place, place_notes
from layout.proof.records.times import moment_here
from layout.proof.records.values import InStory, Note, Present
from layout.proof.trace import Trace


class Part(NamedTuple):
    """A page as it is handed over: its number, and the ink that it is signed for."""

    number: str
    ink: str


@dataclass(frozen=True, slots=True)
class Said:
    """Open notes by the number of their page, in the order of their places down it; `lost`: of pages that the issue has not."""

    notes: Mapping[str, tuple[PackNote, ...]]
    lost: tuple[PackNote, ...] = ()


class Stand(NamedTuple):
    """The pages' traces: `now`, as made now; `released`, of pages, and halves, that are shown as they were released, as far as
    those are kept; and the numbers of all pages that are shown so and are made otherwise now."""

    now: Mapping[str, Trace]
    released: Mapping[str, Trace]
    otherwise: Set[str]


def said_of(present: Present, made: Made, stand: Stand) -> Said:
    """A note stands where its word is printed on what is shown: on a released page too, if its trace is kept."""
    open_notes = [note for note in present.notes.values() if note.done is None]
    places = place_notes(open_notes, story_facts(made.paper), stand.now) if open_notes else {}
    printed = place_on_released(open_notes, stand.released, places)
    widths = {page.number: page.width for page in made.pages}
    wholes = {half: number for number in widths for half in (number, *pages_of(number))}
    planned = {
        part for page in (*made.paper.issue.pages, *made.paper.issue.others) for part in (page.number, *pages_of(page.number))
    }
    found: dict[str, list[PackNote]] = {}
    lost: list[PackNote] = []
    for note in open_notes:
        place = places[note.id]
        told = _told(note, place)
        shown = {wholes[each.page]: each for each in reversed(printed.get(note.id, ())) if each.page in wholes}
        for number, each in shown.items():
            found.setdefault(number, []).append(told._replace(area=_area(each, number, widths[number])))
        number = wholes.get(place.page, "")
        if not number:
            lost += [told] if place.page not in planned and not shown else []
            continue
        area = _area(place, number, widths[number])
        hidden = stand.otherwise & {place.page, number, _half_at(area, number, widths[number])}
        if number not in shown and not (hidden and shown):
            unplaced = bool(hidden) and area is not None
            found.setdefault(number, []).append(told._replace(area=None if hidden else area, unplaced=unplaced))
    return Said({number: tuple(sorted(notes, key=_down_the_page)) for number, notes in found.items()}, tuple(lost))


def _area(place: Place, number: str, width: float) -> Area | None:
    """On the page of that number, or on its whole truck, whose width that is."""
    return of_whole(Area(*place.area), place.page, number, width) if place.area is not None else None


def _half_at(area: Area | None, number: str, width: float) -> str:
    """The printed page of a truck on which the area's middle lies."""
    halves = pages_of(number)
    return halves[area.x + area.width / 2 >= width / 2] if area is not None and len(halves) == 2 else number


def _down_the_page(note: PackNote) -> tuple[bool, float, float]:
    area = note.area
    return (False, round(area.y), area.x) if area is not None else (True, 0.0, 0.0)


def _told(note: Note, place: Place) -> PackNote:
    to = f" to {_listed(note.to)}" if note.to else ""
    due = f", due {_due(note.due)}" if note.due else ""
    replies = tuple(f"{reply.by}: {reply.text}" for reply in note.replies)
    return PackNote(f"Note by {note.by}{to}{due}", note.text, _about(note, place), replies)


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _about(note: Note, place: Place) -> str:
    """The word that it is about, and what became of that."""
    if not isinstance(note.pinned, InStory):
        return ""
    word = f"At “{note.pinned.word}” in {note.pinned.story}"
    match place.found:
        case Found.EDITED if place.now:
            return f"{word}, which is “{place.now}” now"
        case Found.EDITED:
            return f"{word}, which was edited"
        case Found.GONE:
            return f"{word}, which was taken out"
        case _:
            return word


def _due(due: str) -> str:
    """`21:30`, or with its day where one was given."""
    when = moment_here(due)
    return due if when is None else day_and_time(when)


def sign_offs(parts: Iterable[Part], present: Present) -> tuple[SignOff, ...]:
    """Of each part the sign-off that holds; else the last one that was given, and has lapsed."""
    several = len(parts := tuple(parts)) > 1
    found: list[SignOff] = []
    for part in parts:
        standing = present.page(part.number)
        holds = standing.signed_for(part.ink)
        signed = holds or (standing.signed[-1] if standing.signed else None)
        if signed is not None:
            page = f"Page {part.number} signed" if several else "Signed"
            when = moment_here(signed.at)
            at = f", {day_and_time(when)}" if when is not None else ""
            found.append(SignOff(f"{page} by {signed.by}{at}", lapsed=holds is None))
    return tuple(found)


def day_and_time(when: datetime) -> str:
    """`24 Nov, 21:04`."""
    from babel.dates import format_date  # late: Babel takes 10 ms to import

    return f"{format_date(when, 'd MMM', locale='en_GB')}, {when:%H:%M}"
