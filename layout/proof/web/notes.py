"""Notes: read with the place where each stands now, written, answered, done."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from layout.proof.facts import PageFacts, StoryFacts
from layout.proof.kept import is_key
from layout.proof.records.anchoring import pin_word
from layout.proof.records.as_released import place_on_released
from layout.proof.records.pictures import pin_point
from layout.proof.records.pinning import pin_hit
from layout.proof.records.placing import place_notes
from layout.proof.records.roles import Action
from layout.proof.records.told import history_facts, note_facts, notes_facts
from layout.proof.records.values import NewNote, Note, OnPoint, Pinned, Present, WholePage
from layout.proof.records.whereabouts import whereabouts
from layout.proof.trace import Rectangle, Trace
from layout.proof.web.answers import Complaint, as_json, json_bytes, json_of
from layout.proof.web.changed import of_events
from layout.proof.web.entrance import Who
from layout.proof.web.fields import Fields, read_fields
from layout.proof.web.rates import Allowance
from layout.proof.web.room import Room

_Proofs = tuple[tuple[str, str], ...]  # numbers of pages, and the keys of their proofs
_MOST_DIGITS = 12
_EDGE = 1.0  # points: a click on the very edge, as browsers round it
_AT_ONCE = 30  # notes and answers of a person, and as many a minute from then on
_TURNED_AT_ONCE = 120  # what is said to be done, and not


def notes_routes(room: Room) -> list[BaseRoute]:
    """`/api/notes...`, `/api/history`, `/api/people`."""
    notes = _Notes(room)
    routes = [
        Route("/api/notes", room.behind(Action.READ, notes.all)),
        Route("/api/notes", room.behind(Action.NOTE, notes.add), methods=["POST"]),
        Route("/api/history", room.behind(Action.READ, notes.history)),
        Route("/api/people", room.behind(Action.READ, notes.people)),
    ]
    for path, answer in (("done", notes.done), ("undone", notes.undone), ("reply", notes.reply)):
        routes.append(Route(f"/api/notes/{{note}}/{path}", room.behind(Action.NOTE, answer), methods=["POST"]))
    return [*routes]


class _Notes:
    def __init__(self, room: Room) -> None:
        self._room = room
        self._turn = asyncio.Lock()
        self._written = Allowance(_AT_ONCE, _AT_ONCE / 60, time.monotonic)
        self._turned = Allowance(_TURNED_AT_ONCE, _TURNED_AT_ONCE / 60, time.monotonic)
        self._known: tuple[int, _Proofs, _Proofs, Mapping[str, StoryFacts], bytes] | None = None

    async def all(self, request: Request, who: Who) -> Response:
        """Every note, and where it stands. Told from memory until a note, a story or a page is another one."""
        desk = self._room.desk
        looks = [look for page in desk.pages if (look := desk.look(page.number)) is not None]
        made = tuple((look.page.number, look.page.proof) for look in looks)
        frozen = tuple((look.page.number, look.shown) for look in looks if look.shown != look.page.proof)
        made_of = desk.stories, made, frozen
        async with self._turn:  # twenty browsers ask at once, and one answer is made
            present = await self._room.asking.look(self._room.records.present)
            return json_bytes(await asyncio.to_thread(self._placed, present, *made_of))

    async def add(self, request: Request, who: Who) -> Response:
        """A new note, pinned to its place."""
        fields = await read_fields(request)
        page = self._room.page(fields.needed("page"))
        proof = fields.text("proof") or page.proof
        if proof and not is_key(proof):
            raise Complaint(400, "'proof' is no proof's key.", "Load the page again.")
        if proof != page.proof and not await self._room.asking.look(self._was, page.number, proof):
            raise Complaint(404, "There was no such version of the page.", "Load the page again.")
        pinned = await asyncio.to_thread(self._pinned, fields, page, proof)
        new = NewNote(page.number, proof, pinned, fields.text("text"), fields.text("due"))
        once = fields.text("once")
        self._may(self._written, who)
        return await self._said(lambda: self._room.records.add_note(new, who.name, once), 201)

    async def done(self, request: Request, who: Who) -> Response:
        """What it asks for is done."""
        note = _number(request)
        self._may(self._turned, who)
        return await self._said(lambda: self._room.records.done(note, who.name))

    async def undone(self, request: Request, who: Who) -> Response:
        """It is not."""
        note = _number(request)
        self._may(self._turned, who)
        return await self._said(lambda: self._room.records.undone(note, who.name))

    async def reply(self, request: Request, who: Who) -> Response:
        """An answer."""
        note, fields = _number(request), await read_fields(request)
        text, once = fields.text("text"), fields.text("once")
        self._may(self._written, who)
        return await self._said(lambda: self._room.records.reply(note, text, who.name, once))

    async def history(self, request: Request, who: Who) -> Response:
        """What was said, a hundred at a time."""
        before = request.query_params.get("before", "")
        if before and not (before.isascii() and before.isdigit() and len(before) <= _MOST_DIGITS):
            raise Complaint(400, "That is no event of the history.", "Load the history again.")
        events = await self._room.asking.look(self._room.records.history, int(before) if before else None)
        notes = (await self._room.asking.look(self._room.records.present)).notes
        return as_json(history_facts(events, await of_events(self._room, events), notes))

    async def people(self, request: Request, who: Who) -> Response:
        """Names for `@`: `people`, those who may come in and whoever has said something; `gone`, who may come in no longer."""
        return as_json((await self._room.asking.look(self._room.records.names, who.name))._asdict())

    def _may(self, allowance: Allowance, who: Who) -> None:
        """Raises Complaint for who says more than a person can."""
        wait = allowance.wait(who.person)
        if wait:
            raise _too_many(wait)

    def _was(self, page: str, proof: str) -> bool:
        """Whether that was ever a version of the page, as far as anything is known of it."""
        return self._room.kept.has(proof) or any(each.key == proof for each in self._room.records.versions(page))

    def _placed(self, present: Present, stories: Mapping[str, StoryFacts], made: _Proofs, frozen: _Proofs) -> bytes:
        """`frozen`: released proofs that are shown, where others are made now."""
        known = self._known
        if known is not None and known[:4] == (present.notes_at, made, frozen, stories):
            return known[4]
        notes = present.notes.values()
        places = place_notes(notes, stories, self._traces(made))
        told = json_of(notes_facts(present, places, place_on_released(notes, self._traces(frozen), places)))
        self._known = present.notes_at, made, frozen, stories, told
        return told

    def _traces(self, proofs: _Proofs) -> dict[str, Trace]:
        found = {number: self._room.kept.trace(key) for number, key in proofs if key}
        return {number: trace for number, trace in found.items() if trace is not None}

    async def _said(self, say: Callable[[], Note], status: int = 200) -> Response:
        note = await self._room.asking.say(say)
        await self._room.shift.look_after_writing()
        return as_json(note_facts(note, None), status)

    def _pinned(self, fields: Fields, page: PageFacts, proof: str) -> Pinned:
        """The word that was meant, as near as can be told: the word at a point, of the story's body or of another part of it; the
        word of a paragraph as filed; the point, in its picture if it lies in one. Raises Complaint for a point that is
        not on the page."""
        slug, paragraph, word = fields.text("story"), fields.count("paragraph"), fields.count("word")
        point = fields.point("point")
        stories = self._room.desk.stories
        trace = self._room.kept.trace(proof) if point is not None and proof else None
        if point is not None and not any(_holds(sheet, *point) for sheet in (page.media, *_sheet_of(trace))):
            raise Complaint(400, f"That point does not lie on page {page.number}.", "Click on the page.")
        if point is not None and trace is not None:
            found = pin_hit(trace, stories, *point)
            if found is not None:
                return found
        if slug and paragraph is not None and slug in stories:
            pinned = pin_word(slug, stories[slug].paragraphs, paragraph, word or 0)
            if pinned is not None:
                return pinned
        if point is None:
            return WholePage()
        return _at_point(trace, *point) if trace is not None else OnPoint(*point)


def _at_point(trace: Trace, x: float, y: float) -> OnPoint:
    """What belongs to no story: a point of a picture, or of the page, and what lies there."""
    pinned = pin_point(trace, x, y)
    return pinned if pinned.art else replace(pinned, lies=whereabouts(trace, x, y))


def _sheet_of(trace: Trace | None) -> tuple[Rectangle, ...]:
    """The page with its bleed, as it was when an older version was noted."""
    if trace is None:
        return ()
    bleed = trace.bleed
    return ((-bleed, -bleed, trace.width + 2 * bleed, trace.height + 2 * bleed),)


def _holds(sheet: Rectangle, x: float, y: float) -> bool:
    left, top, width, height = sheet
    return left - _EDGE <= x <= left + width + _EDGE and top - _EDGE <= y <= top + height + _EDGE


def _too_many(wait: float) -> Complaint:
    """For who writes faster than anybody can."""
    headers = {"Retry-After": str(int(wait) + 1)}
    return Complaint(429, "You have written very many notes just now.", "Wait a moment, then send it again.", headers)


def _number(request: Request) -> int:
    text = request.path_params["note"]
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise Complaint(404, "There is no such note.", "Load the list of notes again.")
    return int(text)
