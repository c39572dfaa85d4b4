"""The records as JSON."""

import json

import pytest

from layout.proof.records.anchoring import Found, pin
from layout.proof.records.mentions import Names, mentioned
from layout.proof.records.moments import due_moment
from layout.proof.records.placing import Place
from layout.proof.records.records import Records
from layout.proof.records.times import moment_here, told_at
from layout.proof.records.told import history_facts, note_facts, notes_facts, said, versions_facts
from layout.proof.records.values import By, Event, InStory, NewNote, Note, OnPoint, Reply, Sent, What, WholePage
from layout.proof.records.versions import Now

PROOF, INK, OTHER = "a" * 64, "b" * 64, "c" * 64
PARAGRAPHS = ("The harbour was closed at noon.",)


def test_notes_are_told_as_the_browser_wants_them(records: Records) -> None:
    pinned = pin("port", PARAGRAPHS, 0, 4)
    assert pinned is not None
    note = records.add_note(NewNote("3", PROOF, pinned, "Whose? @anna", "21:30"), by="Ben")
    records.reply(note.id, "Mine", by="Anna")
    done = records.done(note.id, by="Anna").done
    assert done is not None
    places = {note.id: Place("4", Found.MOVED, 2, ((1.0, 2.0, 3.0, 4.0),), "", "B", 7, 1)}
    released = {note.id: [Place("3", Found.EDITED, areas=((5.0, 6.0, 7.0, 8.0),), now="quay", block="A", line=2)]}
    area = [5.0, 6.0, 7.0, 8.0]
    printed = {"page": "3", "block": "A", "line": 2, "area": area, "areas": [area], "found": "edited", "now": "quay"}
    told = json.loads(json.dumps(notes_facts(records.present(), places, released)))
    assert told["revision"] == records.revision()
    (facts,) = told["notes"]
    reply = facts.pop("replies")
    assert [(each["by"], each["text"]) for each in reply] == [("Anna", "Mine")]
    assert facts == {
        "id": note.id, "page": "4", "proof": PROOF, "story": "port", "paragraph": 2, "quote": "harbour",
        "around": ["The ", " was closed at noon"], "part": "", "art": "", "lies": "", "block": "B", "line": 7,
        "word": 1, "area": [1.0, 2.0, 3.0, 4.0], "areas": [[1.0, 2.0, 3.0, 4.0]],
        "found": "moved", "now": "", "released": [printed],
        "text": "Whose? @anna", "by": "Ben", "at": told_at(note.at), "to": ["anna"],
        "asked": [], "due": "21:30", "due_at": due_moment("21:30", note.at),
        "done": {"by": "Anna", "at": told_at(done.at)},
    }  # fmt: skip


def test_what_an_old_file_holds_is_told_without_signs_that_turn_it_round() -> None:
    at, turned = "2026-11-24T20:14:00.000000Z", "\u202eno\x1b"
    pinned = InStory("port", 0, 0, turned, turned, turned)
    reply, names = Reply(turned, at, turned), (turned,)
    note = Note(1, "3", PROOF, pinned, turned, turned, at, names, replies=(reply,), done=By(turned, at), asked=names)
    body = {"text": turned, "pinned": {"in": "page"}}
    event = Event(1, "", at, turned, What.NOTED, "3", 0, "", "", body)
    told = json.dumps([note_facts(note, None), history_facts([event])], ensure_ascii=False)
    assert "\u202e" not in told
    assert "\\u001b" not in told
    assert told.count("no") > 9


def test_a_note_on_a_point_or_a_page_has_no_quote(records: Records) -> None:
    point = records.add_note(NewNote("3", "", OnPoint(1.0, 2.0, "C"), "crooked"), by="Ben")
    page = records.add_note(NewNote("3", "", WholePage(), "dull"), by="Ben")
    facts = note_facts(point, Place("3", Found.HERE, -1, ((1.0, 2.0, 0.0, 0.0),)))
    assert (facts["block"], facts["area"], facts["quote"], facts["story"]) == ("C", [1.0, 2.0, 0.0, 0.0], "", "")
    assert (note_facts(page, None)["area"], note_facts(page, None)["page"]) == (None, "3")


def test_a_note_on_a_point_is_told_by_what_lay_there(records: Records) -> None:
    records.add_note(NewNote("3", "", OnPoint(1.0, 2.0, lies="nameplate “The Herald”"), "high"), by="Ben")
    records.done(1, by="Ben")
    notes = records.present().notes
    assert note_facts(notes[1], None)["lies"] == "nameplate “The Herald”"
    assert [each["said"] for each in history_facts(records.history(), None, notes)["events"]] == [
        "said that the note “high” at the nameplate “The Herald” on page 3 is done",
        "noted at the nameplate “The Herald” on page 3: “high”",
    ]


def test_the_history_is_told_in_sentences(records: Records) -> None:
    note = records.add_note(NewNote("3", "", WholePage(), "A long\nnote " + "on and on " * 20), by="Ben")
    records.reply(note.id, "Mine", by="Anna")
    records.done(note.id, by="Anna")
    records.undone(note.id, by="Anna")
    records.approve("3", PROOF, INK, by="Anna")
    records.pages_now([Now("3", OTHER, OTHER)])
    records.pages_now([Now("3", PROOF, INK)])
    records.release(Now("3", PROOF, INK), by="Ruth")
    records.unrelease("3", PROOF, by="Ruth")
    records.withdraw("3", by="Anna")
    records.printed("3", PROOF, INK, by="Ben")
    notes = records.present().notes
    facts = json.loads(json.dumps(history_facts(records.history(), None, notes)))["events"]
    signed = moment_here(next(each.at for each in records.history() if each.what == "approved"))
    named = "the note “A long note on and on on and on on and…” on page 3"
    assert [(each["by"], each["said"]) for each in reversed(facts)][1:] == [
        ("Anna", f"replied to {named}: “Mine”"),
        ("Anna", f"said that {named} is done"),
        ("Anna", f"said that {named} is not done"),
        ("Anna", "signed page 3"),
        ("", f"The sign-off of page 3 by Anna at {signed:%H:%M} lapsed: the page changed."),
        ("", f"The sign-off of page 3 by Anna at {signed:%H:%M} holds again: the page is as it was signed."),
        ("Ruth", "released page 3"),
        ("Ruth", "took back the release of page 3"),
        ("Anna", "withdrew the sign-off of page 3"),
        ("Ben", "pulled a proof of page 3"),
    ]
    first = facts[-1]
    assert first["said"].startswith("noted on page 3: “A long note on and on")
    assert first["said"].endswith("…”")
    assert len(first["said"]) < 110
    assert set(first) == {"id", "at", "by", "what", "page", "note", "proof", "said", "changed"}


def test_which_sign_off_lapsed_and_which_holds_is_told_by_their_times_in_one_sentence() -> None:
    def told(first: str, second: str) -> str:
        body = {"sign_off": 1, "of": "Nora", "at": f"{first}Z", "lapsed_of": "Ben", "lapsed_at": f"{second}Z"}
        return said(Event(3, "", f"{second}Z", "", What.RESTORED, "1", 0, "", "", body))

    first, second = "2026-11-26T09:24:05.5", "2026-11-26T09:30:00.1"
    hours = [f"{moment_here(f'{each}Z'):%H:%M}" for each in (first, second)]
    assert told(first, second) == (
        f"The page changed: the sign-off of page 1 by Ben at {hours[1]} lapsed, that by Nora at {hours[0]} holds again."
    )
    assert told(first, "2026-11-26T09:24:50") == (
        f"The page changed: the sign-off of page 1 by Ben at {hours[0]}:50 lapsed, that by Nora at {hours[0]}:05 holds again."
    )


def test_a_release_in_place_of_another_is_told_as_one_again(records: Records) -> None:
    records.approve("3", PROOF, INK, by="Anna")
    records.release(Now("3", PROOF, INK), by="Ruth")
    records.approve("3", OTHER, OTHER, by="Anna")
    records.release(Now("3", OTHER, OTHER), by="Ruth")
    records.unrelease("3", OTHER, by="Ruth")
    records.release(Now("3", OTHER, OTHER), by="Ruth")
    told = [said(each) for each in reversed(records.history()) if each.what == "released"]
    assert told == ["released page 3", "released page 3 again", "released page 3"]


def test_what_a_later_program_said_is_told_by_its_name() -> None:
    assert said(Event(1, "", "", "Ben", "sang", "3", 0, "", "", {})) == "sang"
    assert len(set(What)) == len(What)


def test_versions_are_told_with_what_was_done_with_them(records: Records) -> None:
    records.see([Now("3", PROOF, INK)])
    records.see([Now("3", OTHER, INK)])
    at = records.printed("3", PROOF, INK, by="Ben").printed
    records.approve("3", PROOF, INK, by="Anna")
    records.release(Now("3", PROOF, INK), by="Ruth")
    assert at is not None
    told = json.loads(json.dumps(versions_facts(records.versions("3"), OTHER, {PROOF})))["versions"]
    assert [(each["key"], each["labels"], each["kept"]) for each in told] == [
        (OTHER, ["now"], False),
        (PROOF, [f"printed {told_at(at.at)}", "signed by Anna", "released"], True),
    ]
    records.withdraw("3", by="Anna")
    records.unrelease("3", PROOF, by="Ruth")
    assert versions_facts(records.versions("3"), OTHER, set())["versions"][1]["labels"] == [f"printed {told_at(at.at)}"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@anna", ("Anna Berg",)),
        ("see @anna.", ("Anna Berg",)),
        ("@anna, @ben and @anna again", ("Anna Berg", "ben")),
        ("@Anna Berg's figure", ("Anna Berg",)),
        ("@anna berg", ("Anna Berg",)),
        ("@Anna Bergman", ("Anna Berg",)),  # `@Anna` may be followed by anything
        ("@annabel", ("annabel",)),
        ("@O'Neill and @Jean-Luc", ("O'Neill", "Jean-Luc")),
        ("@Zoë @Łukasz @山田", ("Zoë", "Łukasz", "山田")),
        ("mail@example.org and a @ b and @", ()),
        ("@ANNA @anna", ("Anna Berg",)),
        (" ".join(f"@name{number}" for number in range(99)), tuple(f"name{number}" for number in range(20))),
    ],
)
def test_who_is_spoken_to(text: str, names: tuple[str, ...]) -> None:
    assert mentioned(text, Names(("Anna Berg", "Carl"))) == names


@pytest.mark.parametrize("when", ["9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+05:00", "soon", ""])
def test_a_delivery_at_a_time_that_can_be_none_is_recorded_once_and_the_history_can_be_read(records: Records, when: str) -> None:
    for _ in range(2):
        records.sent([Sent("3", PROOF, "Hull", when)])
    (event,) = records.history()
    assert event.body["when"] == ""
    assert said(event) == "Page 3 was sent to Hull."
    assert PROOF in records.held_keys()


@pytest.mark.parametrize("when", ["9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+05:00"])
def test_a_history_in_which_such_a_time_stands_already_can_be_read(when: str) -> None:
    events = [
        Event(1, "", "2026-11-26T20:04:05.123456Z", "", "sent", "3", 0, PROOF, "", {"where": "Hull", "when": when}),
        Event(2, "", when, "", "sent", "3", 0, PROOF, "", {"where": "Hull", "when": "2026-11-26T20:00:00"}),
        Event(3, "", when, "", "released", "3", 0, PROOF, "", {"found": True, "of": "Ann", "at": when}),
    ]
    assert [each["said"] for each in history_facts(events)["events"]] == [
        "Page 3 was sent to Hull.",
        "Page 3 was sent to Hull on 2026-11-26 at 20:00.",
        "Page 3 was found released by Ann: the records had no line of it.",
    ]
