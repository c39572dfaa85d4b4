"""Notes: made, answered, done, refused."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from layout.proof.records import limits
from layout.proof.records.anchoring import Found, pin
from layout.proof.records.mentions import Names
from layout.proof.records.placing import Place
from layout.proof.records.records import Records, open_records
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.roles import Role
from layout.proof.records.told import notes_facts
from layout.proof.records.values import InStory, NewNote, OnPoint, Pinned, Present, Reply, Saying, What, WholePage
from layout.proof.records.versions import Now
from layout.proof.web.answers import json_of

PROOF = "a" * 64
PARAGRAPHS = ("The harbour was closed at noon.", "Nobody had told the captain of the ferry.")


def new(text: str = "Whose figure is that?", pinned: Pinned | None = None, due: str = "") -> NewNote:
    return NewNote("3", PROOF, pinned or WholePage(), text, due)


def test_a_note_comes_back_as_it_was_made(records: Records) -> None:
    word = pin("ferry", PARAGRAPHS, 1, 20)
    assert word is not None
    of_headline = replace(word, part="headline", x=12.5, y=80.0)
    for pinned in (word, of_headline, OnPoint(12.5, 80.0, "C"), OnPoint(12.5, 80.0, "C", "quay.jpg", 0.25, 0.5), WholePage()):
        note = records.add_note(new(pinned=pinned, due="21:30"), by="Ben Ash")
        assert records.note(note.id) == note
        assert (note.pinned, note.page, note.proof, note.by, note.due) == (pinned, "3", PROOF, "Ben Ash", "21:30")
        assert note.at.endswith("Z")
        assert note.done is None


def test_a_note_of_before_parts_and_pictures_were_told_is_read_as_it_was_written(records: Records) -> None:
    told = {
        "in": "story",
        "story": "port",
        "paragraph": 1,
        "offset": 31,
        "before": "captain of the ",
        "word": "ferry",
        "after": "",
    }
    for pinned in (told, {"in": "point", "x": 1.0, "y": 2.0, "block": "C"}, {"in": "page"}):
        body = {"text": "Whose?", "due": "", "to": ["Anna"], "pinned": pinned}
        records._ledger.say(lambda present, body=body: (Saying(What.NOTED, "Ben", "3", proof=PROOF, body=body),))
    word, point, page = records.present().notes.values()
    assert word.pinned == InStory("port", 1, 31, "captain of the ", "ferry", "")
    assert (point.pinned, page.pinned) == (OnPoint(1.0, 2.0, "C"), WholePage())
    assert word.asked == ("Anna",)


def test_who_is_spoken_to_is_asked_until_they_answer_or_it_is_done(records: Records) -> None:
    note = records.add_note(new("@Anna and @Carl, look"), by="Ben")
    assert note.asked == ("Anna", "Carl")
    assert records.reply(note.id, "I have", by="Anna").asked == ("Carl",)
    assert records.reply(note.id, "Again, @Anna", by="Ben").asked == ("Carl", "Anna")
    assert records.done(note.id, by="Ben").asked == ()
    assert records.undone(note.id, by="Ben").asked == note.to


def test_another_server_reads_the_same_notes(desk: Callable[..., Records]) -> None:
    here, there = desk(), desk()
    note = here.reply(here.add_note(new(), by="Ben").id, "Mine – “quoted”, äöü, 漢字, 🦆", by="Anna")
    assert there.present() == here.present()
    assert [Reply("Anna", each.at, "Mine – “quoted”, äöü, 漢字, 🦆") for each in note.replies] == list(
        there.note(note.id).replies
    )


def test_an_issue_does_not_see_the_notes_of_another(desk: Callable[..., Records]) -> None:
    herald, kai = desk("herald"), desk("kai")
    note = herald.add_note(new(), by="Ben")
    assert kai.present() == Present()
    assert kai.revision() == 0
    with pytest.raises(RecordsError) as caught:
        kai.reply(note.id, "not mine", by="Anna")
    assert caught.value.why is Why.UNKNOWN


def test_done_and_undone_say_who_and_are_said_once(records: Records) -> None:
    note = records.add_note(new(), by="Ben")
    done = records.done(note.id, by="Anna").done
    assert done is not None
    assert done.by == "Anna"
    assert records.done(note.id, by="Carl").done == done
    assert records.undone(note.id, by="Carl").done is None
    assert [event.what for event in records.history()] == ["undone", "done", "noted"]


def test_names_spoken_to_are_read_in_notes_and_replies(records: Records) -> None:
    records.people.admit("Anna Berg", "correct horse", Role.NOTE, by="Ben")
    note = records.add_note(new("@anna berg, ask @carl. Not mail@example.org"), by="Ben")
    assert note.to == ("Anna Berg", "carl")
    assert records.reply(note.id, "@Dora too, and @CARL", by="Dora Dahl").to == ("Anna Berg", "carl", "Dora Dahl")
    assert records.add_note(new("@dora dahl will know"), by="Ben").to == ("Dora Dahl",)  # who has spoken is known


def test_who_was_taken_out_is_not_asked_and_takes_nobody_else_s_name(records: Records) -> None:
    for name in ("Ann Berg", "Ann Clark"):
        records.people.admit(name, "correct horse", Role.NOTE, by="Ben")
    records.add_note(new("Mine"), by="Ann Clark")
    assert records.add_note(new("@Ann whose figure is that?"), by="Ben").to == ("Ann",), "it may be either"
    records.people.disable("Ann Clark", by="Ben")
    assert records.names("Ben") == Names(("Ann Berg", "Ben"), ("Ann Clark",))
    note = records.add_note(new("@Ann whose figure is that? Not @ann clark's"), by="Ben")
    assert (note.to, note.asked) == (("Ann Berg",), ("Ann Berg",))


@pytest.mark.parametrize(
    ("note", "by", "why"),
    [
        (new(""), "Ben", Why.WRONG),
        (new(" \n "), "Ben", Why.WRONG),
        (new("x" * (limits.NOTE_TEXT + 1)), "Ben", Why.TOO_MUCH),
        (new("nul \0 in it"), "Ben", Why.WRONG),
        (new("half a character \ud800"), "Ben", Why.WRONG),
        (new(due="tomorrow"), "Ben", Why.WRONG),
        (new(due="25:10"), "Ben", Why.WRONG),
        (new(due="2026-11-26T21:30" + "0" * 80), "Ben", Why.WRONG),
        (new(), "", Why.WRONG),
        (new(), "B" * (limits.NAME + 1), Why.TOO_MUCH),
        (new(), "Ben\u202eneB", Why.WRONG),
        (new(pinned=OnPoint(float("nan"), 0.0)), "Ben", Why.WRONG),
        (new(pinned=OnPoint(1e300, 0.0)), "Ben", Why.WRONG),
        (new(pinned=InStory("s", -1, 0, "", "word", "")), "Ben", Why.WRONG),
        (new(pinned=InStory("s", 0, 10**40, "", "word", "")), "Ben", Why.WRONG),
        (new(pinned=InStory("s", 0, 0, "x" * 500, "word", "")), "Ben", Why.TOO_MUCH),
        (new(pinned=InStory("s" * 500, 0, 0, "", "word", "")), "Ben", Why.TOO_MUCH),
        (NewNote("3", "../../etc/passwd", WholePage(), "text"), "Ben", Why.WRONG),
        (NewNote("", PROOF, WholePage(), "text"), "Ben", Why.WRONG),
        (NewNote("3" * 500, PROOF, WholePage(), "text"), "Ben", Why.TOO_MUCH),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(
    tmp_path_factory: pytest.TempPathFactory, note: NewNote, by: str, why: Why
) -> None:
    records = open_records(tmp_path_factory.mktemp("records") / "desk.sqlite3", "herald")
    with pytest.raises(RecordsError) as caught:
        records.add_note(note, by)
    assert caught.value.why is why
    assert caught.value.problem.endswith(".")
    assert caught.value.remedy.endswith(".")
    assert records.revision() == 0
    records.close()


def test_notes_and_replies_hold_no_sign_that_turns_round_what_stands_beside_them(records: Records) -> None:
    note = records.add_note(new("\u202ertl \u2066x\u2069\r\nline\x1b[31m\tred \u05d0\u200f 3"), by="Ben")
    assert note.text == "rtl x\nline[31m\tred \u05d0\u200f 3"
    assert records.reply(note.id, "yes\u202d\x9b", by="Anna").replies[0].text == "yes"
    for say in (lambda: records.add_note(new("\u202e\x07"), by="Ben"), lambda: records.reply(note.id, "\u2067", by="Ben")):
        with pytest.raises(RecordsError, match="nothing in the note"):
            say()


def test_a_note_has_so_many_replies_and_an_issue_so_many_notes(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REPLIES", 2)
    monkeypatch.setattr(limits, "NOTES", 3)
    note = records.add_note(new(), by="Ben")
    for _ in range(2):
        records.reply(note.id, "again", by="Ben")
        records.add_note(new(), by="Ben")
    for refused in (lambda: records.reply(note.id, "again", by="Ben"), lambda: records.add_note(new(), by="Ben")):
        with pytest.raises(RecordsError) as caught:
            refused()
        assert caught.value.why is Why.TOO_MUCH
    assert len(records.note(note.id).replies) == 2
    assert len(records.present().notes) == 3


def test_a_full_history_stops_talk_before_sign_off(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.proof.records.limits.SPOKEN", 2)
    monkeypatch.setattr("layout.proof.records.limits.EVENTS", 3)
    records.add_note(new(), by="Ben")
    records.add_note(new(), by="Ben")
    with pytest.raises(RecordsError, match="history is full"):
        records.add_note(new(), by="Ben")
    records.approve("3", PROOF, "b" * 64, by="Anna")
    with pytest.raises(RecordsError, match="history is full"):
        records.withdraw("3", by="Anna")


def test_no_talk_of_any_kind_holds_up_a_page(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.proof.records.limits.SPOKEN", 4)
    monkeypatch.setattr("layout.proof.records.limits.EVENTS", 10)
    note = records.add_note(new(), by="Ben")
    talk = (lambda: records.done(note.id, by="Ben"), lambda: records.undone(note.id, by="Ben"),
            lambda: records.printed("3", PROOF, "b" * 64, by="Ben"))  # fmt: skip
    for each in talk:
        each()
    records.approve("3", PROOF, "b" * 64, by="Anna")
    for each in (talk[0], talk[2]):
        with pytest.raises(RecordsError, match="history is full"):
            each()
    records.pages_now([Now("3", "c" * 64, "c" * 64)])
    records.pages_now([Now("3", PROOF, "b" * 64)])
    records.release(Now("3", PROOF, "b" * 64), by="Anna")
    records.unrelease("3", PROOF, by="Anna")
    records.withdraw("3", by="Anna")


def test_a_note_sent_again_is_the_note_that_is_there(desk: Callable[..., Records]) -> None:
    here, there = desk(), desk()
    token, other = "a" * 32, "b" * 32
    note = here.add_note(new(), "Ben", token)
    assert there.add_note(new(), "Ben", token) == note
    assert here.add_note(new("Another"), "Ben", other).id != note.id
    assert here.add_note(new("Mine"), "Anna", token).text == "Mine"
    assert len(here.reply(note.id, "I did.", "Anna", other).replies) == 1
    assert len(there.reply(note.id, "I did.", "Anna", other).replies) == 1
    for wrong in ("short", "x" * 65, "no such sign " + "x" * 16):
        with pytest.raises(RecordsError):
            here.add_note(new(), "Ben", wrong)


def test_history_is_told_a_part_at_a_time_the_newest_first(records: Records) -> None:
    ids = [records.add_note(new(f"note {number}"), by="Ben").id for number in range(7)]
    first = records.history(most=3)
    assert [event.id for event in first] == ids[:-4:-1]
    assert [event.id for event in records.history(first[-1].id)] == ids[3::-1]


def test_no_number_that_is_asked_for_breaks_anything(records: Records) -> None:
    note = records.add_note(new(), by="Ben")
    assert [event.id for event in records.history(before=10**40)] == [note.id]
    assert records.history(before=-(10**9), most=-5) == ()
    for number in (0, -1, 10**40):
        with pytest.raises(RecordsError):
            records.note(number)
    for page in ("nul\0", "\ud800", "x" * 1_000):
        with pytest.raises(RecordsError):
            records.versions(page)


def test_all_notes_of_an_issue_have_so_many_bytes_and_no_more(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "NOTES_BYTES", 60_000)
    text = "<" * limits.NOTE_TEXT
    note = records.add_note(new(text), by="Anna")
    records.reply(note.id, text, by="Carl")
    for say in (lambda: records.add_note(new(text), by="Ben"), lambda: records.reply(note.id, text, by="Ben")):
        with pytest.raises(RecordsError, match="notes of this issue are full") as caught:
            say()
        assert caught.value.why is Why.TOO_MUCH
        assert caught.value.remedy
    assert records.approve("3", PROOF, "b" * 32, by="Ben").signed
    assert records.add_note(new("short"), by="Ben")


@pytest.mark.parametrize("text", ["<", "\u2028\u2029", "\U0001f986", '"\\', "\x01", "word "])
def test_what_browsers_fetch_is_no_more_than_was_counted(records: Records, text: str) -> None:
    word = pin("ferry", (text * 40 + " ferry " + text * 40, "x"), 0, 45)
    for pinned in (word, OnPoint(1.0 / 3, 2.0 / 3, "C"), WholePage()):
        note = records.add_note(new("x" + text * 500, pinned), by="Ben")
        records.reply(note.id, "@anna x" + text * 500, by="Ben")
        records.done(note.id, by="Ben")
    present = records.present()
    area = (100.0 / 3, 200.0 / 3, 100.0 / 7, 200.0 / 7)
    places = {each: Place("10-11", Found.HERE, 12, (area, area), "another") for each in present.notes}
    assert len(json_of(notes_facts(present, places))) <= present.weight + 40


def test_nobody_fills_alone_what_is_kept_for_all(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "NOTES_BYTES", 40_000)
    for _ in range(5):
        records.add_note(new("x" * 3_000), by="Ben")
    with pytest.raises(RecordsError) as caught:
        records.add_note(new("x" * 3_000), by="Ben")
    assert caught.value.why is Why.TOO_MUCH
    assert "half" in caught.value.problem
    with pytest.raises(RecordsError):
        records.reply(next(iter(records.present().notes)), "x" * 3_000, by="BEN")
    assert records.add_note(new("x" * 3_000), by="Anna").by == "Anna"
