"""The records as JSON for browsers. Pure: what goes in was read before, what comes out is lists, dicts, strings, numbers."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import UTC, timedelta
from typing import Any

from layout.proof.records.moments import due_moment
from layout.proof.records.placing import Place
from layout.proof.records.signs import without_turning
from layout.proof.records.standing import pinned_facts
from layout.proof.records.times import moment_of, told_at
from layout.proof.records.values import By, Event, InStory, Label, Note, OnPoint, Present, Reply, Version, What

_SHORT = 80  # characters of a note in the history
_FIRST = 40  # of one that something was done to
_A_WHILE = timedelta(hours=6)  # of one night


def notes_facts(
    present: Present, places: Mapping[int, Place], released: Mapping[int, Sequence[Place]] | None = None
) -> dict[str, Any]:
    """`{"revision", "notes": [...]}`, the oldest first. `places`: by note id, of `place_notes`; a note without one is told where
    it was made. `released`: of `place_on_released`."""
    shown = released or {}
    notes = (note_facts(note, places.get(note.id), shown.get(note.id, ())) for note in present.notes.values())
    return {"revision": present.notes_at, "notes": list(notes)}


def note_facts(note: Note, place: Place | None, released: Sequence[Place] = ()) -> dict[str, Any]:
    """One note, and where it stands now. `released`: where it stands on pages that are shown as they were released."""
    story = note.pinned.story if isinstance(note.pinned, InStory) else ""
    quote = note.pinned.word if isinstance(note.pinned, InStory) else ""
    return {
        "id": note.id,
        "page": place.page if place else note.page,
        "proof": note.proof,
        "story": story,
        "paragraph": place.paragraph if place else _paragraph(note),
        "quote": without_turning(quote),
        "around": [*map(without_turning, (note.pinned.before, note.pinned.after))] if isinstance(note.pinned, InStory) else None,
        "part": note.pinned.part if isinstance(note.pinned, InStory) else "",
        "art": note.pinned.art if isinstance(note.pinned, OnPoint) else "",
        "lies": note.pinned.lies if isinstance(note.pinned, OnPoint) else "",
        "block": (place.block if place else "") or _block(note),
        "line": place.line if place else 0,
        "word": place.word if place else -1,
        "area": list(place.area) if place and place.area else None,
        "areas": [list(each) for each in place.areas] if place else [],
        "found": str(place.found) if place else "here",
        "now": place.now if place else "",
        "released": [_released_place(each) for each in released],
        "text": without_turning(note.text),
        "by": without_turning(note.by),
        "at": told_at(note.at),
        "to": [*map(without_turning, note.to)],
        "asked": [*map(without_turning, note.asked)],
        "due": note.due,
        "due_at": due_moment(note.due, note.at),
        "done": _told_by(note.done) if note.done else None,
        "replies": [_told_by(each) for each in note.replies],
    }


def _released_place(place: Place) -> dict[str, Any]:
    return {
        "page": place.page,
        "block": place.block,
        "line": place.line,
        "area": list(place.area) if place.area else None,
        "areas": [list(each) for each in place.areas],
        "found": str(place.found),
        "now": place.now,
    }


def _told_by(said: By | Reply | Label) -> dict[str, Any]:
    told = {name: without_turning(each) if isinstance(each, str) else each for name, each in said._asdict().items()}
    return {**told, "at": told_at(said.at)}


def _paragraph(note: Note) -> int:
    return note.pinned.paragraph if isinstance(note.pinned, InStory) and not note.pinned.part else -1


def _block(note: Note) -> str:
    return note.pinned.block if isinstance(note.pinned, OnPoint) else ""


def history_facts(
    events: Iterable[Event], changed: Mapping[int, str] | None = None, notes: Mapping[int, Note] | None = None
) -> dict[str, Any]:
    """`{"events": [...]}` in the order given. `said`: what was done, to be read after the name; a whole sentence where `by` is
    empty. `changed`: by the event's id, what of its page had changed, where that is known. `notes`: by their ids, those that are
    spoken of."""
    known = notes or {}
    return {
        "events": [_event_facts(each, known.get(each.note)) | {"changed": (changed or {}).get(each.id, "")} for each in events]
    }


def _event_facts(event: Event, note: Note | None) -> dict[str, Any]:
    return {
        "id": event.id,
        "at": told_at(event.at),
        "by": without_turning(event.by),
        "what": event.what,
        "page": event.page,
        "note": event.note or (event.id if event.what == What.NOTED else None),
        "proof": event.proof,
        "said": without_turning(said(event, note)),
    }


def said(event: Event, note: Note | None = None) -> str:
    """What was done, in words. `note`: the one that it was done to."""
    page, body = f"page {event.page}", event.body
    match event.what:
        case What.NOTED:
            return f"noted {_noted_place(body['pinned'])}on {page}: {_short(body['text'])}"
        case What.REPLIED:
            return f"replied to {_note_named(event, note)}: {_short(body['text'])}"
        case What.DONE:
            return f"said that {_note_named(event, note)} is done"
        case What.UNDONE:
            return f"said that {_note_named(event, note)} is not done"
        case What.APPROVED:
            return f"signed {page}"
        case What.WITHDRAWN:
            return f"withdrew the sign-off of {page}"
        case What.RELEASED if "found" not in body:
            return f"released {page}{' again' if body.get('again') else ''}"
        case What.UNRELEASED:
            return f"took back the release of {page}"
        case What.PRINTED:
            return f"pulled a proof of {page}"
        case _:
            return _seen(event)


def _seen(event: Event) -> str:
    """What nobody did at a desk, and a desk saw."""
    page, body = f"page {event.page}", event.body
    match event.what:
        case What.LAPSED:
            return f"The sign-off of {page} by {body['of']}{_given(event)} lapsed: the page changed."
        case What.RESTORED if {"lapsed_of", "lapsed_at"} <= body.keys():
            lapsed = f"by {body['lapsed_of']}{_given(event, 'lapsed_at')}"
            return f"The page changed: the sign-off of {page} {lapsed} lapsed, that by {body['of']}{_given(event)} holds again."
        case What.RESTORED:
            return f"The sign-off of {page} by {body['of']}{_given(event)} holds again: the page is as it was signed."
        case What.RELEASED:
            by = f" by {body['of']}" if body["of"] else ""
            return f"Page {event.page} was found released{by}{_utc_when(body['at'])}: the records had no line of it."
        case What.DIFFERS if body["now"] == event.ink:
            return f"Page {event.page} still prints as {body['of']} released it; only its file is another."
        case What.DIFFERS:
            return f"Page {event.page} now differs from what {body['of']} released."
        case What.AGREES:
            return f"Page {event.page} is again as {body['of']} released it."
        case What.SENT:
            return f"Page {event.page} was sent to {body['where']}{_at_hour(body['when'], event.at)}."
        case _:
            return event.what


def versions_facts(
    versions: Iterable[Version], now: str, kept: Set[str], changed: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """`{"versions": [...]}`, in the order given. `now`: the key of the page as it is; `kept`: keys whose files are on disk;
    `changed`: by key, what changed against the version before it."""
    return {"versions": [_version_facts(each, now, kept) | {"said": (changed or {}).get(each.key, "")} for each in versions]}


def _version_facts(version: Version, now: str, kept: Set[str]) -> dict[str, Any]:
    labels = ["now"] if version.key == now else []
    labels += [_label(each) for each in version.labels if each.holds]
    return {
        "key": version.key,
        "ink": version.ink,
        "first_at": told_at(version.first_at),
        "since": told_at(version.since),
        "labels": labels,
        "marks": [_told_by(each) for each in version.labels],
        "kept": version.key in kept,
    }


def _label(label: Label) -> str:
    match label.what:
        case "printed":
            return f"printed {told_at(label.at)}"
        case "signed":
            return f"signed by {without_turning(label.by)}"
        case other:
            return other


def _given(event: Event, which: str = "at") -> str:
    """When the sign-off was given of which it is told: with seconds, where there are two of one minute. "" where that was not
    written down."""
    told = {name: told_at(event.body[name]) for name in ("at", "lapsed_at") if name in event.body}
    if which not in told:
        return ""
    seconds = f":{told[which][17:19]}" if len({each[:16] for each in told.values()}) < len(told) else ""
    return f"{_at_hour(told[which], event.at)}{seconds}"


def _at_hour(when: str, seen: str) -> str:
    """Hour and minute by its own clock; with the day, where the desk saw it on another. "" for a time of another kind."""
    at, seen_at = moment_of(when), moment_of(seen)
    if at is None:
        return ""
    same_night = seen_at is not None and abs(seen_at.astimezone() - at.astimezone()) < _A_WHILE
    day = "" if same_night else f" on {at:%Y-%m-%d}"
    return f"{day} at {at:%H:%M}"


def _utc_when(when: str) -> str:
    """The day, hour and minute that a disk has; "" for a time of another kind."""
    at = moment_of(when)
    return "" if at is None else f" on {at.astimezone(UTC):%Y-%m-%d at %H:%M} UTC"


def _note_named(event: Event, note: Note | None) -> str:
    """By its first words and its place: a number of it is shown nowhere."""
    if note is None:
        return f"a note on page {event.page}"
    return f"the note {_short(note.text, _FIRST)} {_noted_place(pinned_facts(note.pinned))}on page {event.page}"


def _noted_place(pinned: Mapping[str, Any]) -> str:
    """What on the page it is about, in words before `on page 3`; "" for the page, and for a point of which no more is known."""
    part = pinned.get("part", "")
    if pinned["in"] == "story":
        return f"at “{pinned['word']}” in the {part} " if part else f"at “{pinned['word']}” "
    if pinned.get("art"):
        return f"at the picture {pinned['art']} "
    if pinned.get("lies"):
        return f"at the {pinned['lies']} "
    return f"in block {pinned['block']} " if pinned.get("block") else ""


def _short(text: str, most: int = _SHORT) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= most else f"“{line[: most - 1].rstrip()}…”"
