"""What people say to the desk: notes, sign-offs, versions compared."""

import json
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from layout.proof.records.records import open_records
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.standing import pinned_facts
from layout.proof.records.values import InStory, NewNote, Saying, Version, What, WholePage
from layout.proof.records.versions import Now
from layout.proof.web.changed import before_it
from tests.proof.web.made_up import EVIL, SLUG
from tests.proof.web.serving_here import until
from tests.proof.web.telling import Desk


def test_a_note_is_pinned_to_its_word_and_follows_it(desk: Desk) -> None:
    made = desk.here.post(
        "/api/notes", {"page": "1", "proof": desk.keys[0], "point": [32.0, 48.0], "text": "Which? @Anna", "due": "21:30"}
    )
    assert made.status == 201
    assert made.json()["quote"] == "river"  # type: ignore[index]
    desk.again("Late news. The river rose over night.", "The river rose over night.")
    note = desk.here.get("/api/notes").json()["notes"][0]  # type: ignore[index]
    assert (note["story"], note["paragraph"], note["quote"], note["found"]) == (SLUG, 0, "river", "moved")
    assert note["area"] is not None
    assert (note["by"], note["due"], note["done"]) == ("Anna", "21:30", None)
    assert desk.page("1")["notes"] == 1


def test_a_note_on_a_point_says_what_lies_there_in_the_list_and_the_history(desk: Desk) -> None:
    where = {"page": "1", "proof": desk.keys[0], "point": [-0.2, 100.0]}
    made = desk.here.post("/api/notes", {**where, "text": "A speck?"}).json()
    assert (made["lies"], made["block"], made["quote"]) == ("left", "", "")  # type: ignore[index]
    assert desk.here.get("/api/notes").json()["notes"][0]["lies"] == "left"  # type: ignore[index]
    event = desk.here.get("/api/history").json()["events"][0]  # type: ignore[index]
    assert event["said"] == "noted at the left on page 1: “A speck?”"


def test_notes_are_answered_done_and_undone(desk: Desk) -> None:
    number = desk.here.post("/api/notes", {"page": "2", "proof": desk.keys[1], "text": "Look."}).json()["id"]  # type: ignore[index]
    assert desk.here.post(f"/api/notes/{number}/reply", {"text": "I did."}).json()["replies"][0]["text"] == "I did."  # type: ignore[index]
    assert desk.here.post(f"/api/notes/{number}/done").json()["done"]["by"] == "Anna"  # type: ignore[index]
    assert desk.page("2")["notes"] == 0
    assert desk.here.post(f"/api/notes/{number}/undone").json()["done"] is None  # type: ignore[index]
    said = [event["what"] for event in desk.here.get("/api/history").json()["events"]]  # type: ignore[index]
    assert said[:4] == ["undone", "done", "replied", "noted"]
    assert desk.here.get("/api/history?before=1").json() == {"events": []}
    assert desk.here.get("/api/history?before=x").status == 400


def test_a_note_whose_answer_was_lost_is_kept_once(desk: Desk) -> None:
    body = {"page": "2", "proof": desk.keys[1], "text": "Look.", "once": "a" * 32}
    first, again = desk.here.post("/api/notes", body), desk.here.post("/api/notes", body)
    assert (first.status, again.status) == (201, 201)
    assert first.json() == again.json()
    assert len(desk.here.get("/api/notes").json()["notes"]) == 1  # type: ignore[index]
    assert desk.here.post("/api/notes", {**body, "once": "../x"}).status == 400


def test_what_is_written_stays_written_where_the_records_cannot_be_looked_at_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> frozenset[str]:
        raise RecordsError(Why.UNAVAILABLE, "The database is away.", "Wait.")

    with monkeypatch.context() as patch:
        patch.setattr(desk.room.records, "held_keys", away)
        assert desk.here.post("/api/notes", {"page": "2", "text": "Look."}).status == 201
        assert desk.here.post("/api/pages/1/approve", {"proof": desk.keys[0]}).status == 200
    assert desk.here.post("/api/notes", {"page": "2", "text": "And look."}).status == 201
    assert desk.page("2")["notes"] == 2
    assert desk.page("1")["signed"]["by"] == "Anna"


@pytest.mark.parametrize("body", [
    {}, {"page": 1, "text": "x"}, {"page": "1"}, {"page": "1", "text": ["x"]}, {"page": "1", "text": "x", "point": [1]},
    {"page": "1", "text": "x", "point": ["1", 2]}, {"page": "1", "text": "x", "paragraph": -1},
    {"page": "1", "text": "x", "word": 1.5},
    {"page": "1", "text": "x", "proof": "../x"}, {"page": "1", "text": "x", "due": "soon"}, {"page": "1", "text": "\ud800"},
    {"page": "1", "text": "x", "paragraph": True}, {"page": "1", "text": "a\0b"}, [], "x", None, 1,
    {"page": "1", "text": "x", "point": [-1e9, 1e9]}, {"page": "1", "text": "x", "point": [50, 202]},
])  # fmt: skip
def test_a_note_that_makes_no_sense_is_refused_with_a_sentence(desk: Desk, body: object) -> None:
    given = {"Origin": desk.here.origin, "Cookie": desk.here.cookie, "Content-Type": "application/json"}
    answer = desk.here.ask("/api/notes", "POST", json.dumps(body).encode(), given)
    assert answer.status == 400
    assert answer.json()["problem"]  # type: ignore[index,call-overload]
    assert desk.here.get("/api/notes").json()["notes"] == []  # type: ignore[index]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"page": NaN}', b"[" * 30_000, b'{"a":' * 9000, b"1" * 6000])
def test_what_is_no_json_is_refused_with_a_sentence(desk: Desk, body: bytes) -> None:
    given = {"Origin": desk.here.origin, "Cookie": desk.here.cookie, "Content-Type": "application/json"}
    assert desk.here.ask("/api/notes", "POST", body, given).status == 400


def test_a_sign_off_is_of_the_page_as_it_is_and_lapses_with_its_ink(desk: Desk) -> None:
    assert desk.here.post("/api/pages/1/approve", {"proof": desk.keys[1]}).status == 409
    assert desk.here.post("/api/pages/1/approve", {}).status == 400
    assert desk.here.post("/api/pages/1/approve", {"proof": desk.keys[0]}).status == 200
    assert desk.page("1")["signed"]["by"] == "Anna"
    assert desk.page("1")["state"] == "signed"
    desk.again("The lake rose over night.", "The river rose over night.")
    until(lambda: desk.page("1")["lapsed"] is not None)
    assert desk.page("1")["signed"] is None
    desk.again("The river rose over night.", "The river rose over night.")
    until(lambda: desk.page("1")["signed"] is not None)  # the very same ink again
    until(lambda: {"lapsed", "restored"} <= {event["what"] for event in desk.here.get("/api/history").json()["events"]})  # type: ignore[index]
    assert desk.here.post("/api/pages/1/printed", {"proof": desk.keys[0]}).status == 200
    assert desk.here.post("/api/pages/1/withdraw").status == 200
    assert desk.page("1")["signed"] is None
    assert desk.here.post("/api/pages/1/withdraw").status == 409


def test_a_proof_was_pulled_of_the_version_that_was_pulled_whatever_was_saved_since(desk: Desk) -> None:
    first = desk.keys[0]
    for number in range(3):
        desk.again(f"The lake rose {number} times.", "The river rose over night.")
    pulled = desk.keys[0]
    desk.again("The sea rose.", "The river rose over night.")
    for body, key in (({"proof": first}, first), ({"proof": pulled}, pulled), ({}, desk.keys[0])):
        assert desk.here.post("/api/pages/1/printed", body).status == 200
        assert desk.here.get("/api/history").json()["events"][0]["proof"] == key  # type: ignore[index]
        assert desk.here.get(f"/api/pages/1/compare?before={key}").json()["before"] == key  # type: ignore[index]
    for wrong in (desk.keys[1], "a" * 64, "../x"):
        assert desk.here.post("/api/pages/1/printed", {"proof": wrong}).status == 404
    desk.room.kept.pdf_path(pulled).unlink()  # type: ignore[union-attr]
    assert desk.here.post("/api/pages/1/printed", {"proof": pulled}).status == 410


def test_times_are_told_with_the_offset_of_the_desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.here.post("/api/pages/1/approve", {"proof": desk.keys[0]})
    desk.here.post("/api/notes", {"page": "2", "text": "Look."})
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        desk.here.post("/api/pages/1/printed", {})
        until(lambda: desk.here.get("/api/pages/1/versions").json()["versions"] != [])  # type: ignore[index]
        version = desk.here.get("/api/pages/1/versions").json()["versions"][0]  # type: ignore[index]
        event = desk.here.get("/api/history").json()["events"][0]  # type: ignore[index]
        note = desk.here.get("/api/notes").json()["notes"][0]  # type: ignore[index]
        told = [event["at"], note["at"], version["since"], version["first_at"], version["marks"][0]["at"]]
        assert [each[-6:] for each in (*told, desk.page("1")["signed"]["at"])] == ["+09:00"] * 6
    time.tzset()


def test_the_records_hear_of_pages_in_the_order_in_which_they_were_made(desk: Desk) -> None:
    """However slowly they write: a sign-off that lapsed is not brought back by an older save."""
    first = desk.keys[0]
    desk.here.post("/api/pages/1/approve", {"proof": first})
    write, written = desk.room.shift._write, []

    def slowly(made: list[Now]) -> None:
        time.sleep(0.2 if not written else 0)
        written.append(made[0].key)
        write(made)

    desk.room.shift._write = slowly  # type: ignore[method-assign,assignment]
    for number in range(5):
        desk.again(f"The lake rose {number} times.", "The river rose over night.")
    last = desk.keys[0]
    until(lambda: bool(written) and written[-1] == last)
    until(lambda: desk.here.get("/api/pages/1/versions").json()["versions"][0]["key"] == last)  # type: ignore[index]
    assert len(written) < 5  # what came in between is not written
    assert desk.page("1")["lapsed"] is not None
    assert [event["what"] for event in desk.here.get("/api/history").json()["events"]] == ["lapsed", "approved"]  # type: ignore[index]


def test_the_records_are_told_again_when_they_come_back(desk: Desk) -> None:
    write, refused = desk.room.shift._write, []

    def away(made: list[Now]) -> None:
        if not refused:
            refused.append(made)
            raise RecordsError(Why.UNAVAILABLE, "The database is away.", "Wait.")
        write(made)

    desk.room.shift._write = away  # type: ignore[method-assign,assignment]
    desk.again("The lake rose over night.", "The river rose over night.")
    until(lambda: desk.keys[0] in {each["key"] for each in desk.here.get("/api/pages/1/versions").json()["versions"]}, 5)  # type: ignore[index]


def test_a_page_is_not_released_unless_it_may(desk: Desk) -> None:
    answer = desk.here.post("/api/pages/1/release", {"proof": desk.keys[0]})
    assert answer.status == 409
    assert "not signed" in answer.json()["problem"]  # type: ignore[index]
    assert desk.here.post("/api/pages/1/unrelease", {"proof": desk.keys[0]}).status == 409


def test_the_history_says_what_changed_where_a_sign_off_lapsed(desk: Desk) -> None:
    desk.room.records.approve("1", desk.keys[0], desk.page("1")["ink"], "Anna")
    desk.again("The lake rose over night.", "The river rose over night.")

    def lapsed() -> list[str]:
        events = desk.here.get("/api/history").json()["events"]  # type: ignore[index]
        return [each["changed"] for each in events if each["what"] == "lapsed"]

    until(lambda: bool(lapsed()))
    assert lapsed() == [f"The text of '{SLUG}' changed: 1 word of paragraph 1 was changed."]


def test_a_history_of_many_turns_asks_the_records_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of events from before it was written down which version a page had turned to."""
    first, ink = desk.keys[0], desk.page("1")["ink"]
    desk.again("The lake rose over night.", "The river rose over night.")
    until(lambda: len(desk.here.get("/api/pages/1/versions").json()["versions"]) == 2)  # type: ignore[index]
    body = {"sign_off": 1, "of": "Ben", "now": desk.page("1")["ink"]}
    lapsed = [Saying(What.LAPSED, "", "1", 0, first, ink, body) for _ in range(50)]
    desk.room.records._ledger.say(lambda present: lapsed)
    asked: list[str] = []
    for name in ("versions", "keys_of"):
        real = getattr(desk.room.records, name)
        monkeypatch.setattr(desk.room.records, name, lambda *_, name=name, real=real: (asked.append(name), real(*_))[1])
    events = desk.here.get("/api/history").json()["events"]  # type: ignore[index]
    assert [each["changed"] for each in events if each["what"] == "lapsed"] == [
        f"The text of '{SLUG}' changed: 1 word of paragraph 1 was changed."
    ] * 50
    assert asked == ["keys_of"]


def test_versions_are_compared_by_key_and_by_what_was_done_with_them(desk: Desk) -> None:
    first = desk.keys[0]
    assert desk.here.get("/api/pages/1/compare").status == 409  # never printed
    desk.here.post("/api/pages/1/printed", {"proof": first})
    desk.again("The lake rose over night.", "The river rose over night.")
    until(lambda: len(desk.here.get("/api/pages/1/versions").json()["versions"]) == 2)  # type: ignore[index]
    told = desk.here.get("/api/pages/1/versions").json()["versions"]  # type: ignore[index]
    assert told[0]["said"].startswith(f"The text of '{SLUG}' changed: 1 word")  # type: ignore[index]
    assert told[1]["said"] == ""  # type: ignore[index]
    found = desk.here.get("/api/pages/1/compare?before=pulled").json()
    assert (found["before"], found["after"]) == (first, desk.keys[0])  # type: ignore[index]
    assert found["stories"][0]["slug"] == SLUG  # type: ignore[index]
    assert not found["editorial_same"]  # type: ignore[index]
    assert desk.here.get(f"/api/pages/1/compare?before={first}&after=now").json() == found
    assert desk.here.get(f"/api/pages/1/compare?before=now&after={first}").json()["before"] == desk.keys[0]  # type: ignore[index]


def test_a_version_is_told_by_what_made_it_and_one_that_came_back_by_nothing() -> None:
    def seen(key: str, first: str, since: str = "") -> Version:
        return Version("1", key, key, first, since or first, ())

    old, edit, back, late = seen("old", "20:00"), seen("edit", "20:02"), seen("back", "20:01", "20:03"), seen("late", "20:04")
    versions = (late, back, edit, old)
    assert before_it(late, versions) == back
    assert before_it(back, versions) is None
    assert before_it(edit, versions) == back, "from which it was made, wherever that stands in the list by now"
    assert before_it(old, versions) is None


def test_a_version_that_is_no_longer_kept_is_gone(desk: Desk) -> None:
    first = desk.keys[0]
    until(lambda: len(desk.here.get("/api/pages/1/versions").json()["versions"]) == 1)  # type: ignore[index]
    desk.again("The lake rose over night.", "The river rose over night.")
    for path in (desk.room.kept.folder / f"{first}.pdf", desk.room.kept.folder / f"{first}.json"):
        path.unlink()
    for address in (f"/api/pages/1/compare?before={first}", f"/api/proofs/{first}/trace", f"/api/proofs/{first}/tile/1/0/0"):
        assert (address, desk.here.get(address).status) == (address, 410)
    assert desk.here.get(f"/api/proofs/{desk.keys[0]}/tile/1/99/99").status != 410
    assert desk.here.get("/api/proofs/nothing/trace").status == 404


def test_what_another_desk_says_on_the_same_records_comes_within_seconds(desk: Desk, paper: Path) -> None:
    desk.here.loop.call_soon_threadsafe(lambda: desk.room.shift._tasks.start("Looking", desk.room.shift._poll()))
    other = open_records(paper / ".proof" / "desk.sqlite3", "paper/issue.yaml")
    other.add_note(NewNote("1", desk.keys[0], WholePage(), "From another desk."), by="Ben")
    until(lambda: desk.page("1")["notes"] == 1, 5)
    assert desk.here.get("/api/people").json() == {"people": ["Anna", "Ben"], "gone": []}
    other.close()


def test_a_thousand_notes_are_answered_at_once_to_all_who_ask(desk: Desk) -> None:
    place = pinned_facts(InStory(SLUG, 0, 4, "The ", "river", " rose over night.", True, True))
    note = Saying(What.NOTED, "Ben", "1", proof=desk.keys[0], body={"text": EVIL, "due": "", "to": [], "pinned": place})
    desk.room.records._ledger.say(lambda present: [note] * 1000)
    began = time.monotonic()
    with ThreadPoolExecutor(10) as browsers:
        answers = list(browsers.map(lambda each: desk.here.get("/api/notes"), range(10)))
    assert time.monotonic() - began < 5
    assert {len(answer.json()["notes"]) for answer in answers} == {1000}  # type: ignore[index]


def test_records_that_cannot_be_reached_are_told_within_seconds_and_taken_back(desk: Desk, paper: Path) -> None:
    desk.here.loop.call_soon_threadsafe(lambda: desk.room.shift._tasks.start("Looking", desk.room.shift._poll()))
    assert desk.state()["making"]["unrecorded"] == ""
    other = sqlite3.connect(paper / ".proof" / "desk.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told = "The records in desk.sqlite3 are held by another program."
    until(lambda: desk.state()["making"]["unrecorded"] == told, 2.5)
    other.execute("ROLLBACK")
    until(lambda: desk.state()["making"]["unrecorded"] == "", 2.5)
    desk.here.faults.clear()


def test_records_that_do_not_answer_are_told_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()
    monkeypatch.setattr(desk.room.records, "check", lambda seconds: answers.wait(10))
    desk.here.loop.call_soon_threadsafe(lambda: desk.room.shift._tasks.start("Looking", desk.room.shift._poll()))
    until(lambda: desk.state()["making"]["unrecorded"] == "The records do not answer.", 2.5)
    answers.set()
    until(lambda: desk.state()["making"]["unrecorded"] == "", 2.5)


def test_lists_say_why_they_cannot_be_had(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise RecordsError(Why.UNAVAILABLE, "The records on base cannot be reached.", "See that the database runs.")

    for name in ("present", "history", "versions"):
        monkeypatch.setattr(desk.room.records, name, away)
    for path in ("/api/notes", "/api/history", "/api/pages/1/versions", "/api/people"):
        answer = desk.here.get(path)
        assert (path, answer.status) == (path, 503)
        assert answer.json()["problem"] == "The records on base cannot be reached."  # type: ignore[index]


def test_nobody_writes_faster_than_a_person_can_and_others_go_on(desk: Desk) -> None:
    body = {"page": "1", "text": "x"}
    statuses = [desk.here.post("/api/notes", body).status for _ in range(40)]
    assert statuses[:30] == [201] * 30
    assert statuses[-1] == 429
    refused = desk.here.post("/api/notes/1/reply", {"text": "x"})
    assert (refused.status, int(refused.headers["retry-after"]) <= 3) == (429, True)
    assert desk.here.post("/api/notes/1/done").status == 200  # to say that it is done is another thing


def test_a_note_is_of_a_version_that_there_was(desk: Desk) -> None:
    body = {"page": "1", "text": "x"}
    assert desk.here.post("/api/notes", {**body, "proof": "b" * 64}).status == 404
    older = desk.keys[0]
    desk.again("The lake rose over night.", "The river rose over night.")
    assert desk.here.post("/api/notes", {**body, "proof": older}).status == 201


@pytest.mark.parametrize("due", [
    "2026-11-26\ud80021:30", "2026-11-26\u202e21:30", "2026-11-26\x0021:30", "2026-11-26\n21:30", "\u0662\u0661:30",
    "2026-11-2\u0666T21:30", "2026-02-30T21:30", "21:30\n", "20261126T213000", "2026-W48-4", "2026-11-26T21:30+00:00:30",
])  # fmt: skip
def test_a_time_due_is_what_it_looks_like(desk: Desk, due: str) -> None:
    answer = desk.here.post("/api/notes", {"page": "1", "text": "x", "due": due})
    assert (answer.status, answer.json()["field"]) == (400, "due")  # type: ignore[index]


@pytest.mark.parametrize("due", [
    "21:30", "9.05", "2026-11-26", "2026-11-26T21:30", "2026-11-26 21:30:00", "2026-11-26T21:30+01:00",
    "2026-11-26T20:30:00.000Z",
])  # fmt: skip
def test_a_time_due_is_written_as_people_and_browsers_do(desk: Desk, due: str) -> None:
    assert desk.here.post("/api/notes", {"page": "1", "text": "x", "due": due}).json()["due"] == due  # type: ignore[index]
