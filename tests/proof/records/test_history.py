"""The history: nothing in it is ever changed, and everything else follows from it."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from layout.proof.records.database import Database, open_database
from layout.proof.records.people import Staff, fold_staff
from layout.proof.records.records import Records, open_records
from layout.proof.records.refusal import RecordsError
from layout.proof.records.roles import Role
from layout.proof.records.standing import fold
from layout.proof.records.tables import EVENTS
from layout.proof.records.values import Event, NewNote, OnPoint, Present, Saying, What, WholePage
from layout.proof.records.versions import Now

NOTE = NewNote("3", "", WholePage(), "Whose figure?")
DIGESTS = [letter * 64 for letter in "abc"]


def act(records: Records, deed: int, page: str, digest: str) -> None:
    """One of all the things that can be said; what makes no sense is refused."""
    notes = tuple(records.present().notes)
    note = notes[deed % len(notes)] if notes else 0
    deeds: list[Callable[[], object]] = [
        lambda: records.add_note(NewNote(page, digest, OnPoint(1.0, 2.0, "A"), "see @Anna", "21:30"), by="Ben"),
        lambda: records.reply(note, "no, @Carl", by="Anna"),
        lambda: records.done(note, by="Anna"),
        lambda: records.undone(note, by="Ben"),
        lambda: records.approve(page, digest, digest, by="Anna"),
        lambda: records.withdraw(page, by="Anna"),
        lambda: records.release(Now(page, digest, digest), by="Ruth"),
        lambda: records.unrelease(page, digest, by="Ruth"),
        lambda: records.printed(page, digest, digest, by="Ben"),
        lambda: records.pages_now([Now(page, digest, digest)]),
    ]
    with contextlib.suppress(RecordsError):
        deeds[deed % len(deeds)]()


@given(st.lists(st.tuples(st.integers(0, 99), st.sampled_from("12"), st.sampled_from(DIGESTS)), max_size=25), st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_state_is_a_function_of_the_events_alone(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[int, str, str]], data: st.DataObject
) -> None:
    records = open_records(tmp_path_factory.mktemp("records") / "desk.sqlite3", "herald")
    for deed in deeds:
        act(records, *deed)
    events = tuple(reversed(records.history(most=1_000)))
    assert fold(Present(), events) == records.present()
    cut = data.draw(st.integers(0, len(events)))
    assert fold(fold(Present(), events[:cut]), events[cut:]) == records.present()
    records.close()


def test_a_server_that_comes_later_knows_the_same(desk: Callable[..., Records]) -> None:
    records = desk()
    for deed in range(60):
        act(records, deed * 7, "12"[deed % 2], DIGESTS[deed % 3])
    records.people.admit("Anna", "correct horse", Role.NOTE, by="Ben")
    records.people.admit("anna", "correct horse", Role.RELEASE, by="Ben")
    later = desk()
    assert later.present() == records.present()
    assert later.people.users() == records.people.users()
    assert fold(Present(), tuple(reversed(later.history(most=1_000)))) == records.present()


def test_people_follow_from_events_too() -> None:
    said = [("person added", {"name": "Anna", "role": "note"}), ("role set", {"name": "ANNA", "role": "release"}),
            ("person disabled", {"name": "anna"})]  # fmt: skip
    events = [Event(number, "", "", "Ben", what, "", 0, "", "", body) for number, (what, body) in enumerate(said, start=1)]
    (user,) = fold_staff(Staff(), events).users.values()
    assert (user.name, user.role, user.disabled, user.stamp) == ("Anna", Role.RELEASE, True, 3)


def test_what_a_later_version_says_is_passed_over() -> None:
    assert fold(Present(), [Event(1, "k", "", "Ben", "sang", "3", 0, "", "", {})]).last == 1


@pytest.fixture
def database(records: Records) -> Database:
    records.add_note(NOTE, by="Ben")
    return records._database


@pytest.mark.parametrize(
    "change",
    [
        update(EVENTS).values(by="Carl"),
        update(EVENTS).where(EVENTS.c.id == 1).values(body="{}"),
        delete(EVENTS),
        delete(EVENTS).where(EVENTS.c.id == 1),
    ],
)
def test_the_database_refuses_to_change_what_was_said(database: Database, change: object) -> None:
    with database.reading() as connection:
        before = connection.execute(select(EVENTS)).all()
    with pytest.raises(DBAPIError, match="what was said stands"), database._engine.begin() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    with database.reading() as connection:
        assert connection.execute(select(EVENTS)).all() == before


def test_the_database_refuses_to_put_another_event_in_the_place_of_one(database: Database) -> None:
    words = "INSERT OR REPLACE INTO" if database.dialect == "sqlite" else "INSERT INTO"
    names = "id, issue, at, by, what, page, note, proof, ink, body"
    same = f"{words} desk_events ({names}) VALUES (1, '', '', '', '', '', 0, '', '', '')"
    with pytest.raises(DBAPIError), database._engine.begin() as connection:
        connection.execute(text(same))


def test_the_database_refuses_to_empty_the_history(database: Database) -> None:
    words = "DELETE FROM" if database.dialect == "sqlite" else "TRUNCATE"
    with pytest.raises(DBAPIError, match="what was said stands"), database._engine.begin() as connection:
        connection.execute(text(f"{words} desk_events"))


def test_many_threads_of_two_servers_lose_nothing_and_whoever_reads_on_misses_nothing(desk: Callable[..., Records]) -> None:
    """A reader that goes from one last id to the next sees every event, in order: none appears behind it."""
    servers = [desk(), desk()]
    reader, seen, over = desk(), set[int](), threading.Event()

    def watch() -> None:
        while not over.is_set():
            seen.update(reader.present().notes)

    watching = threading.Thread(target=watch)
    watching.start()
    with ThreadPoolExecutor(8) as pool:
        made = [note.id for note in pool.map(lambda number: servers[number % 2].add_note(NOTE, by="Ben"), range(80))]
    over.set()
    watching.join()
    seen.update(reader.present().notes)
    assert seen == set(made)
    assert len(seen) == 80
    assert list(reader.present().notes) == sorted(made)


def test_a_saying_that_is_refused_leaves_nothing_behind(records: Records, place: str) -> None:
    def fail(connection: object) -> None:
        raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        records._ledger.say(lambda _: (Saying(What.NOTED, "Ben", "3", body={}),), fail)
    assert records.revision() == 0
    assert records.add_note(NOTE, by="Ben").text == NOTE.text


def test_the_time_of_an_event_is_utc_whatever_the_clock_says(tmp_path_factory: pytest.TempPathFactory) -> None:
    berlin = timezone(timedelta(hours=1))
    path = tmp_path_factory.mktemp("records") / "desk.sqlite3"
    records = open_records(path, "herald", clock=lambda: datetime(2026, 11, 26, 21, 4, 5, tzinfo=berlin))
    assert records.add_note(NOTE, by="Ben").at == "2026-11-26T20:04:05.000000Z"
    records.close()


def test_an_event_is_a_row_with_all_that_was_said(records: Records, place: str) -> None:
    records.approve("3", DIGESTS[0], DIGESTS[1], by="Anna")
    (event,) = records.history()
    assert (event.issue, event.by, event.what, event.page, event.proof, event.ink) == (
        "herald/issue.yaml", "Anna", "approved", "3", DIGESTS[0], DIGESTS[1],
    )  # fmt: skip
    database = open_database(place)
    with database.reading() as connection:
        assert connection.execute(select(EVENTS.c.id, EVENTS.c.at)).all() == [(event.id, event.at)]
    database.close()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_an_event_is_not_lost_to_another_of_the_same_name(desk: Callable[..., Records]) -> None:
    """`INSERT OR REPLACE` takes away what has the same `once` before any trigger of deletions hears of it."""
    records = desk()
    note = records.add_note(NOTE, "Ben", once="a" * 32)
    with records._database.reading() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM desk_events").all()
        given = {**row._mapping, "by": "Mallory"}
        columns = ", ".join(f'"{name}"' for name in given if name != "id")
        wanted = ", ".join(f":{name}" for name in given if name != "id")
        connection.execute(text(f"INSERT OR REPLACE INTO desk_events ({columns}) VALUES ({wanted})"), given)
        assert connection.exec_driver_sql('SELECT id, "by" FROM desk_events').all() == [(note.id, "Ben")]
    again = records.add_note(NOTE, "Ben", once="a" * 32)
    assert again == note
    assert records.add_note(NOTE, "Ben", once="b" * 32).id > note.id


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize("number", [-5, 0])
def test_no_event_stands_before_the_first(desk: Callable[..., Records], number: int) -> None:
    records = desk()
    records.add_note(NOTE, "Ben")
    columns = 'issue, at, "by", what, page, note, proof, ink, body'
    same = f"SELECT {number}, {columns} FROM desk_events"
    with pytest.raises(RecordsError), records._database.writing() as connection:
        connection.exec_driver_sql(f"INSERT OR REPLACE INTO desk_events (id, {columns}) {same}")
    with records._database.reading() as connection:
        assert len(connection.exec_driver_sql("SELECT id FROM desk_events").all()) == 1
