"""How things stand, folded from what was said: notes with their replies, sign-offs that hold or lapsed, pages released. Pure.

In: events in the order of their ids. Out: a Present. The same events give the same Present, whatever was asked in between.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from layout.proof.records import limits
from layout.proof.records.limits import folded_name
from layout.proof.records.values import (
    By,
    Event,
    InStory,
    Label,
    Note,
    OnPoint,
    PageStanding,
    Pinned,
    Present,
    Printed,
    Release,
    Reply,
    Signed,
    What,
    WholePage,
)
from layout.proof.states import Differs

_PLACED = ("story", "before", "word", "after", "block", "part", "art", "lies")  # of a place, what is text
_NOTE_BYTES, _REPLY_BYTES = 700, 80  # all but what people wrote: keys, page, proof, times, areas


def fold(present: Present, events: Sequence[Event]) -> Present:
    """What is the case after these events too."""
    if not events:
        return present
    notes, pages = dict(present.notes), dict(present.pages)
    notes_at, weight, written = present.notes_at, present.weight, dict(present.written)
    for event in events:
        if _note_event(notes, event):
            notes_at = event.id
            more, by = _weight(event), folded_name(event.by)
            weight += more
            written[by] = written.get(by, 0) + more
        elif event.page:
            before = pages.get(event.page) or PageStanding(event.page)
            pages[event.page] = _page_event(before, event)
    return Present(events[-1].id, notes_at, weight, notes, pages, written)


def pinned_facts(pinned: Pinned) -> dict[str, Any]:
    """A note's place as it is written into its event."""
    match pinned:
        case InStory():
            return {"in": "story", **asdict(pinned)}
        case OnPoint():
            return {"in": "point", **asdict(pinned)}
        case WholePage():
            return {"in": "page"}


def weight_of_note(by: str, body: Mapping[str, Any]) -> int:
    """Bytes of a note as it is told to a browser, with room for where it stands and who did it."""
    place = sum(limits.written(body["pinned"].get(part, "")) for part in _PLACED)
    return _NOTE_BYTES + place + limits.written(by) + limits.written(body["text"]) + 2 * sum(map(limits.written, body["to"]))


def weight_of_reply(by: str, body: Mapping[str, Any]) -> int:
    """The same for an answer."""
    return _REPLY_BYTES + limits.written(by) + limits.written(body["text"]) + 2 * sum(map(limits.written, body["to"]))


def _weight(event: Event) -> int:
    match event.what:
        case What.NOTED:
            return weight_of_note(event.by, event.body)
        case What.REPLIED:
            return weight_of_reply(event.by, event.body)
        case _:
            return 0


def _read_pinned(facts: Mapping[str, Any]) -> Pinned:
    values = {name: value for name, value in facts.items() if name != "in"}
    match facts["in"]:
        case "story":
            return InStory(**values)
        case "point":
            return OnPoint(**values)
        case _:
            return WholePage()


def _note_event(notes: dict[int, Note], event: Event) -> bool:
    """False where it is not about notes."""
    if event.what == What.NOTED:
        body = event.body
        pinned = _read_pinned(body["pinned"])
        to, due = tuple(body["to"]), body["due"]
        notes[event.id] = Note(event.id, event.page, event.proof, pinned, body["text"], event.by, event.at, to, due, asked=to)
        return True
    if event.note not in notes:
        return False
    note = notes[event.note]
    match event.what:
        case What.REPLIED:
            known = {folded_name(name) for name in note.to}
            to = (*note.to, *(name for name in event.body["to"] if folded_name(name) not in known))
            replies = (*note.replies, Reply(event.by, event.at, event.body["text"]))
            notes[note.id] = replace(note, replies=replies, to=to, asked=_asked(note, event))
        case What.DONE:
            notes[note.id] = replace(note, done=By(event.by, event.at), asked=())
        case What.UNDONE:
            notes[note.id] = replace(note, done=None, asked=note.to)
    return True


def _asked(note: Note, reply: Event) -> tuple[str, ...]:
    """Who is still asked after that reply: not its writer, who has answered; whoever it speaks to, anew."""
    still = tuple(name for name in note.asked if folded_name(name) != folded_name(reply.by))
    known = {folded_name(name) for name in still}
    return (*still, *(name for name in reply.body["to"] if folded_name(name) not in known))


def _page_event(page: PageStanding, event: Event) -> PageStanding:
    by, at, proof, ink = event.by, event.at, event.proof, event.ink
    match event.what:
        case What.APPROVED:
            others = tuple(each for each in page.signed if each.ink != ink)
            signed = (*others, Signed(event.id, by, at, proof, ink))
            labels = (*page.labels, Label(proof, "signed", by, at))
            return replace(page, signed=signed, holding=event.id, turned=event.id, labels=labels)
        case What.WITHDRAWN:
            return replace(page, signed=(), holding=0, turned=event.id, labels=_void(page, "signed"))
        case What.LAPSED:
            return replace(page, holding=0, turned=event.id)
        case What.RESTORED:
            return replace(page, holding=event.body["sign_off"], turned=event.id)
        case What.RELEASED:
            by, at = event.body.get("of", by), event.body.get("at") or at  # of one that was found, as the disk has it
            labels = (*_void(page, "released"), Label(proof, "released", by, at))
            release = Release(by, at, proof, ink, event.body.get("place", ""))
            return replace(page, released=release, differs=Differs.NOT, apart=0, settled=event.id, labels=labels)
        case What.UNRELEASED:
            labels = _void(page, "released")
            return replace(page, released=None, differs=Differs.NOT, apart=0, settled=event.id, labels=labels)
        case What.DIFFERS:
            return replace(page, differs=Differs.FILE if event.body["now"] == ink else Differs.PRINT, apart=event.id)
        case What.AGREES:
            return replace(page, differs=Differs.NOT, apart=0, settled=event.id)
        case What.PRINTED:
            return replace(page, printed=Printed(by, at, proof), labels=(*page.labels, Label(proof, "printed", by, at)))
        case What.SENT:
            return replace(page, labels=(*page.labels, Label(proof, "sent", by, event.body["when"])))
        case _:
            return page


def _void(page: PageStanding, what: str) -> tuple[Label, ...]:
    return tuple(each._replace(holds=False) if each.what == what else each for each in page.labels)
