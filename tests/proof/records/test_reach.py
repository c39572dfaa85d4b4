"""Whether anything could be recorded now, without recording anything."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from layout.proof.records.records import Records, open_records
from layout.proof.records.refusal import RecordsError
from layout.proof.records.values import NewNote, WholePage
from tests.proof.records.cluster import Cluster

NOTE = NewNote("3", "", WholePage(), "Look")
FULL = "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite3"


def test_records_that_can_be_written_are_left_as_they_are(desk: Callable[..., Records]) -> None:
    records = desk()
    records.check(1)
    assert records.history() == ()


def test_records_that_another_program_holds_are_told_at_once_and_taken_back(path: Path) -> None:
    records, other = open_records(path, "herald"), sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(RecordsError, match="held by another program"):
        records.check(0.1)
    assert time.monotonic() - began < 2, "a note may wait for five seconds, the question may not"
    other.execute("ROLLBACK")
    records.check(0.1)
    records.close()


def test_a_full_disk_is_told_from_the_first_that_could_not_be_written(path: Path) -> None:
    records, other = open_records(path, "herald"), sqlite3.connect(path, isolation_level=None)
    for name, what in (("one", "INSERT ON desk_events"), ("two", "UPDATE ON desk_versions")):
        other.execute(f"CREATE TRIGGER {name} BEFORE {what} {FULL}")
    records.check(1)
    with pytest.raises(RecordsError, match="the disk is full"):
        records.add_note(NOTE, by="Ben")
    with pytest.raises(RecordsError, match="the disk is full"):
        records.check(1)
    for name in ("one", "two"):
        other.execute(f"DROP TRIGGER {name}")
    records.check(1)
    records.close()


def test_what_had_nothing_to_write_is_no_sign_that_the_disk_has_room_again(path: Path) -> None:
    records, other = open_records(path, "herald"), sqlite3.connect(path, isolation_level=None)
    note = records.add_note(NOTE, by="Ben")
    records.done(note.id, by="Ben")
    for name, what in (("one", "INSERT ON desk_events"), ("two", "UPDATE ON desk_versions")):
        other.execute(f"CREATE TRIGGER {name} BEFORE {what} {FULL}")
    with pytest.raises(RecordsError, match="the disk is full"):
        records.add_note(NOTE, by="Ben")
    assert records.done(note.id, by="Ben").done is not None
    with pytest.raises(RecordsError, match="the disk is full"):
        records.check(1)
    records.close()


def test_however_many_want_to_write_each_waits_no_longer_than_one(desk: Callable[..., Records]) -> None:
    other, records, began = desk(), desk(patience=0.3), time.monotonic()
    with other._database.writing(), ThreadPoolExecutor(10) as pool:
        told = list(pool.map(lambda _: _refused(records), range(10)))
        assert time.monotonic() - began < 1.5, "one after the other they would wait for three seconds"
    assert set(told) <= {"held by another program", "busy"}
    assert records.add_note(NOTE, by="Ben").text == NOTE.text


def _refused(records: Records) -> str:
    with pytest.raises(RecordsError) as caught:
        records.add_note(NOTE, by="Ben")
    return caught.value.problem.partition(" are ")[2].rstrip(".")


def test_where_there_is_little_room_it_is_tried_before_anybody_writes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records, other = open_records(path, "herald"), sqlite3.connect(path, isolation_level=None)
    other.execute(f"CREATE TRIGGER one BEFORE UPDATE ON desk_versions {FULL}")
    usage = shutil.disk_usage(path.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=0))
    with pytest.raises(RecordsError, match="the disk is full"):
        records.check(1)
    records.close()


def test_a_server_that_went_is_told_and_taken_back(cluster: Cluster) -> None:
    cluster.run("CREATE SCHEMA reach")
    records = open_records(cluster.url("reach"), "herald")
    cluster.stop()
    with pytest.raises(RecordsError, match="cannot be reached"):
        records.check(1)
    cluster.start()
    records.check(1)
    records.close()
