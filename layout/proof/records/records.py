"""The records of an issue: what people said of its pages. The web server's and the desk's way to all of it.

    records = open_records(folder / ".proof" / "desk.sqlite3", issue.key)
    note = records.add_note(NewNote("3", proof, pin(slug, paragraphs, 4, 120), "Whose figure? @anna", "21:30"), by="Ben")
    records.approve("3", proof, ink, by="Anna")
    present = records.present()  # a value: notes, and how each page stands

Records may be used by any number of threads at once, and so may its `people`; everything that they return is a value that never
changes. Each method blocks for as long as the disk or the server takes: call them from a thread pool. Whatever goes wrong is a
RecordsError, nothing else. When a method that records something returns, it is on disk; when it raises, it is not, unless a
server went in the very moment at which it was to answer.
"""

import math
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from argon2 import PasswordHasher

from layout.proof.elsewhere import UNKNOWN, Here, Near
from layout.proof.records import limits, releases
from layout.proof.records.database import PATIENCE, Database, find_database, open_database
from layout.proof.records.ledger import Clock, Ledger, utc_now
from layout.proof.records.mentions import Names, mentioned, names_of
from layout.proof.records.people import People
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.releases import Found
from layout.proof.records.standing import fold, pinned_facts, weight_of_note, weight_of_reply
from layout.proof.records.times import moment_of
from layout.proof.records.turning import Look, turns
from layout.proof.records.values import (
    Event,
    InStory,
    NewNote,
    Note,
    OnPoint,
    PageStanding,
    Pinned,
    Present,
    Saying,
    Sent,
    Version,
    What,
    WholePage,
)
from layout.proof.records.versions import Now, Versions, held, with_labels


def open_records(url_or_path: str | Path, issue_key: str, patience: float = PATIENCE, clock: Clock = utc_now) -> "Records":
    """The records of that issue, made where there are none. Raises RecordsError.

    `url_or_path`: a file for SQLite, or `postgresql://user@host/database`, where other desks may look at the same records.
    `patience`: seconds to wait for others who are writing. `clock`: when things are said.
    """
    key = _key_of(issue_key)
    return Records(open_database(url_or_path, patience), key, clock)


def find_records(url_or_path: str | Path, issue_key: str) -> "Records | None":
    """The same where records were kept there before; None where there are none: then nothing is made. Raises RecordsError."""
    key = _key_of(issue_key)
    database = find_database(url_or_path)
    return Records(database, key) if database is not None else None


def _key_of(issue_key: str) -> str:
    if not limits.label(issue_key, "The issue's key"):
        raise RecordsError(Why.WRONG, "The issue has no key.", "Name the issue whose records are meant.")
    return issue_key


class Records:
    """All that was said of one issue. See the module for threads and errors. `by` is a person's name as it will be shown."""

    def __init__(self, database: Database, issue: str, clock: Clock = utc_now, hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._ledger = Ledger(database, issue, Present(), fold, clock)
        self._versions = Versions(database, issue, clock)
        self._lock = threading.Lock()
        self._now: dict[str, Now] = {}  # pages as `pages_now` was told them last
        self._given: dict[str, int] = {}  # sign-offs that were given here since then
        self.people = People(database, clock, hasher)

    def close(self) -> None:
        """Lets go of the database. Nothing is lost where that is forgotten."""
        self._database.close()

    # What is the case

    def check(self, seconds: float) -> None:
        """Whether anything could be recorded now; whoever writes is waited for that long at most. Raises RecordsError."""
        self._database.check(seconds)

    def revision(self) -> int:
        """The last event's id, 0 for none: one cheap question, to be asked as often as others' notes are to be seen soon."""
        return self._ledger.revision()

    def present(self) -> Present:
        """How things stand: notes and pages. Reads on from what this object knows, so it is cheap too."""
        return self._ledger.now()

    def spoken_of(self) -> tuple[str, ...]:
        """The issues of this database of which there are notes or sign-offs, by their keys, the one spoken of last first."""
        return self._ledger.issues(What.NOTED, What.APPROVED)

    def note(self, number: int) -> Note:
        """That note. Refused (unknown) where there is none."""
        return _note_of(self.present(), number)

    def names(self, by: str) -> Names:
        """Who can be spoken to in a note, and who no longer; `by`: who asks, who is there whoever else is."""
        users = {user.name: user.disabled for user in self.people.users()}
        return names_of(users, (by, *_speakers(self.present())))

    def history(self, before: int | None = None, most: int = 100) -> tuple[Event, ...]:
        """What was said, the newest first; `before`: only what came before that event. 1,000 at a time at most."""
        return self._ledger.events(None if before is None else min(before, limits.NUMBER), max(0, min(most, 1_000)))

    # Notes

    def add_note(self, new: NewNote, by: str, once: str = "") -> Note:
        """A note pinned to its place. `@name` in its text is read. `once`: the writer's own name for this note: what is sent
        again, as its answer was lost, is the note that is there."""
        checked, only_once = _checked_note(new), _once(once, by)
        to = mentioned(checked.text, self.names(by))  # before the others are kept waiting
        body = {"text": checked.text, "due": checked.due, "to": to, "pinned": pinned_facts(checked.pinned)}

        def decide(present: Present) -> Sequence[Saying]:
            if len(present.notes) >= limits.NOTES:
                problem = f"The issue has {limits.NOTES:,} notes; more are not kept."
                raise RecordsError(Why.TOO_MUCH, problem, "Reply to a note that is there.")
            _check_weight(present, by, weight_of_note(by, body))
            return (Saying(What.NOTED, _name(by), checked.page, proof=checked.proof, body=body, once=only_once),)

        present, ids = self._ledger.say(decide)
        return _note_of(present, ids[0])

    def reply(self, number: int, text: str, by: str, once: str = "") -> Note:
        """An answer to a note; whoever is spoken to in it is spoken to in the note. `once` as with a note."""
        checked, only_once = limits.note_text(text), _once(once, by)
        body = {"text": checked, "to": mentioned(checked, self.names(by))}

        def decide(present: Present) -> Sequence[Saying]:
            note = _note_of(present, number)
            if len(note.replies) >= limits.REPLIES:
                problem = f"The note has {limits.REPLIES} replies; more are not kept."
                raise RecordsError(Why.TOO_MUCH, problem, "Write a new note.")
            _check_weight(present, by, weight_of_reply(by, body))
            return (Saying(What.REPLIED, _name(by), note.page, note.id, body=body, once=only_once),)

        present, _ = self._ledger.say(decide)
        return _note_of(present, number)

    def done(self, number: int, by: str) -> Note:
        """What the note asks for is done. Of a note that is done: nothing new."""
        return self._turn(number, What.DONE, by)

    def undone(self, number: int, by: str) -> Note:
        """It is not done after all."""
        return self._turn(number, What.UNDONE, by)

    # Sign-off

    def approve(self, page: str, proof: str, ink: str, by: str) -> PageStanding:
        """A sign-off for that ink. That `proof` is the page as it is now is for the caller to see to."""
        standing = self._of_page(What.APPROVED, _proof_of(page, proof, ink), by, _new_sign_off)
        with self._lock:
            self._given[page] = standing.holding
        return standing

    def withdraw(self, page: str, by: str) -> PageStanding:
        """Takes back all sign-offs of the page. Refused (conflict) where there is none."""
        return self._of_page(What.WITHDRAWN, Now(page, "", ""), by, _something_signed)

    def release(self, now: Now, by: str, *, fresh: bool = True, here: Here = UNKNOWN, near: Iterable[Near] = ()) -> PageStanding:
        """That proof goes to the press, in place of one that was released before. Refused (conflict) where the page is not, or no
        longer, signed for its ink, is released in another place than `here`, or shares a story with one (`near`) that is, and is
        another there. `fresh`: it was not released so until now, whatever the records know."""
        proof = _proof_of(*now)

        def decide(present: Present) -> Sequence[Saying]:
            page = present.page(proof.page)
            body = releases.release_body(page, proof.key, here.place)
            said = Saying(What.RELEASED, _name(by), proof.page, 0, proof.key, proof.ink, body)
            releases.check_here(page, proof.key, here)
            if page.signed_for(proof.ink) is None:
                raise RecordsError(Why.CONFLICT, f"Page {page.page} is not signed as it is now.", "Have it approved first.")
            if fresh:
                releases.check_near(present, page.page, near, here.place)
            return (said,) if fresh or _new_release(page, said) else ()

        return self._ledger.say(decide)[0].page(proof.page)

    def found_released(self, found: Iterable[Found], place: str) -> None:
        """The disk of that place has these pages released: recorded once of each of which the records do not know that."""
        told = tuple(releases.checked_found(each, self._ink_of(each)) for each in found)
        self._ledger.say(lambda present: releases.found_sayings(present, told, place))

    def lacks(self, found: Iterable[Found], place: str) -> bool:
        """Whether there is one among these that would be recorded."""
        return bool(releases.found_sayings(self.present(), tuple(found), place))

    def unrelease(self, page: str, proof: str, by: str, *, fresh: bool = False) -> PageStanding:
        """The page is held again. Refused (conflict) where it is not released with that proof; `fresh`: it was till now, whatever
        the records know."""

        def new(standing: PageStanding, _said: Saying) -> bool:
            if not fresh:
                releases.check_released(standing, proof)
            return True

        return self._of_page(What.UNRELEASED, Now(page, "", ""), by, new)

    def printed(self, page: str, proof: str, ink: str, by: str) -> PageStanding:
        """A proof was pulled on paper."""
        return self._of_page(What.PRINTED, _proof_of(page, proof, ink), by, _anything)

    def sent(self, pages: Iterable[Sent]) -> None:
        """These were delivered: each is recorded once, by its file's digest and its time, whoever tells it how often. A time that
        can be none counts as not written down."""
        said = tuple(_sent(each) for each in pages)

        def fresh(present: Present) -> tuple[Saying, ...]:
            known = {(number, label.proof, label.at) for number, page in present.pages.items() for label in page.labels}
            return tuple(each for each in said if (each.page, each.proof, each.body["when"]) not in known)

        if fresh(self.present()):
            self._ledger.say(fresh)

    def pages_now(self, pages: Iterable[Now]) -> None:
        """Pages as they are now: where a page's ink was another, a sign-off for that lapses, one for this holds again; where its
        proof was, it differs from what was released, or no longer. Recorded once, whoever tells it how often; nothing is written
        where nothing turns. What a page was is what was told before, or what was signed here since then: of a page in another
        desk's files nothing is known here, and that it differs is no change."""
        now = [_proof_of(*each) for each in pages]
        with self._lock:
            looks = tuple(Look(self._now.get(each.page, each), each, self._given.get(each.page, 0)) for each in now)
        if any(each.may_turn for each in looks):  # decided where no sign-off comes in between
            self._ledger.say(lambda present: turns(present, looks))
        with self._lock:
            self._now.update({each.page: each for each in now})
            for each in looks:
                if self._given.get(each.now.page) == each.given:  # else another was given since
                    self._given.pop(each.now.page, None)

    # Versions

    def see(self, proofs: Iterable[Now]) -> None:
        """The pages' proofs as they are now. Tells nothing of sign-offs: that is `pages_now`."""
        labelled = {number: frozenset(each.proof for each in page.labels) for number, page in self.present().pages.items()}
        self._versions.see(proofs, labelled)

    def saw(self, proof: Now, at: datetime) -> None:
        """A version that the page was at that time, and no longer is: one that was overtaken before it was written down."""
        self._versions.add(proof, at)

    def versions(self, page: str) -> tuple[Version, ...]:
        """The versions of a page that were seen, each with what was done with it; the one that became present last first."""
        limits.label(page, "The page's number")
        return with_labels(self._versions.of(page), self.present().page(page))

    def keys_of(self, inks: Iterable[str]) -> Mapping[tuple[str, str], str]:
        """By page and ink, the key of the newest version that was seen to print so."""
        return self._versions.of_inks(inks)

    def held_keys(self) -> frozenset[str]:
        """Proofs that must not be dropped from disk: of each page what was signed, released, sent, or printed last, and what
        it is now."""
        return held(self.present().pages.values()) | self._versions.present()

    def _ink_of(self, found: Found) -> str:
        """What a proof prints, where that is known; else ""."""
        return found.ink or next((each.ink for each in self.versions(found.page) if each.key == found.proof), "")

    def _turn(self, number: int, what: What, by: str) -> Note:
        def decide(present: Present) -> Sequence[Saying]:
            note = _note_of(present, number)
            as_asked = (note.done is not None) == (what is What.DONE)
            return () if as_asked else (Saying(what, _name(by), note.page, note.id),)

        present, _ = self._ledger.say(decide)
        return _note_of(present, number)

    def _of_page(self, what: What, proof: Now, by: str, new: "_New") -> PageStanding:
        limits.label(proof.page, "The page's number")

        def decide(present: Present) -> Sequence[Saying]:
            said = Saying(what, _name(by), proof.page, proof=proof.key, ink=proof.ink)
            return (said,) if new(present.page(proof.page), said) else ()

        present, _ = self._ledger.say(decide)
        return present.page(proof.page)


_New = Callable[[PageStanding, Saying], bool]
"""Whether that says something new of the page; raises where it cannot be said."""


def _anything(_page: PageStanding, _said: Saying) -> bool:
    return True


def _new_sign_off(page: PageStanding, said: Saying) -> bool:
    """Twice the same is once: a second click, a second try after a lost answer."""
    held = page.signed_for(said.ink)
    return held is None or (held.id, held.by, held.proof) != (page.holding, said.by, said.proof)


def _something_signed(page: PageStanding, _said: Saying) -> bool:
    if not page.signed:
        raise RecordsError(Why.CONFLICT, f"Page {page.page} is not signed.", "Nothing needs to be withdrawn.")
    return True


def _new_release(page: PageStanding, said: Saying) -> bool:
    return page.released is None or (page.released.proof, page.released.by) != (said.proof, said.by)


def _sent(sent: Sent) -> Saying:
    where, when = limits.label(sent.where, "The place"), sent.when if moment_of(sent.when) is not None else ""
    page, proof = limits.label(sent.page, "The page's number"), limits.digest(sent.proof, "The proof's key")
    return Saying(What.SENT, "", page, proof=proof, body={"where": where, "when": when}, once=f"sent {page} {proof} {when}")


def _note_of(present: Present, number: int) -> Note:
    note = present.notes.get(number)
    if note is None:
        raise RecordsError(Why.UNKNOWN, "There is no such note.", "Load the list of notes again.")
    return note


def _speakers(present: Present) -> set[str]:
    """Whoever wrote a note or a reply."""
    return {name for note in present.notes.values() for name in (note.by, *(reply.by for reply in note.replies))}


def _check_weight(present: Present, by: str, more: int) -> None:
    """Nobody fills alone what is kept for all."""
    if present.written.get(limits.folded_name(by), 0) + more > limits.NOTES_BYTES // 2:
        problem = f"You have written half of all notes that this issue keeps: {limits.NOTES_BYTES // 2_000_000} MB."
        raise RecordsError(Why.TOO_MUCH, problem, "Let others write; sign-off and release go on.")
    if present.weight + more > limits.NOTES_BYTES:
        problem = (
            f"The notes of this issue are full: {limits.NOTES_BYTES // 1_000_000} MB are kept, as browsers fetch all of them."
        )
        raise RecordsError(Why.TOO_MUCH, problem, "Go on with a new issue file, or a new database; sign-off and release go on.")


def _name(by: str) -> str:
    return limits.person_name(by)


def _once(token: str, by: str) -> str:
    """Everybody's own: nobody is answered with what another said."""
    return f"{limits.token(token)} of {_name(by)}" if token else ""


def _proof_of(page: str, proof: str, ink: str) -> Now:
    if not limits.label(page, "The page's number"):
        raise RecordsError(Why.WRONG, "No page is named.", "Name the page.")
    return Now(page, limits.digest(proof, "The proof's key"), limits.digest(ink, "The ink"))


def _checked_note(new: NewNote) -> NewNote:
    if not limits.label(new.page, "The page's number"):
        raise RecordsError(Why.WRONG, "No page is named.", "Name the page.")
    if new.proof:
        limits.digest(new.proof, "The proof's key")
    return NewNote(new.page, new.proof, _checked_place(new.pinned), limits.note_text(new.text), limits.due_time(new.due))


def _checked_place(place: Pinned) -> Pinned:
    match place:
        case InStory():
            limits.label(place.story, "The story's slug")
            limits.label(place.part, "The part of the story")
            for text in (place.before, place.word, place.after, place.above, place.below):
                limits.quote(text)
            good = 0 <= place.paragraph < limits.NUMBER and 0 <= place.offset < limits.NUMBER and place.word != ""
            good = good and _are_lengths(each for each in (place.x, place.y) if each is not None)
        case OnPoint():
            limits.label(place.block, "The block's letter")
            limits.quote(place.art)
            limits.quote(place.lies)
            good = _are_lengths((place.x, place.y, place.across, place.down))
        case WholePage():
            good = True
    if not good:
        raise RecordsError(Why.WRONG, "The note's place cannot be read.", "Click on the page again.")
    return place


def _are_lengths(numbers: Iterable[float]) -> bool:
    return all(math.isfinite(each) and abs(each) < limits.NUMBER for each in numbers)
