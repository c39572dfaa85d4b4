"""Several servers on one database, and what is left when one is killed."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from layout.proof.records.records import Records, open_records
from layout.proof.records.refusal import RecordsError
from layout.proof.records.values import NewNote, WholePage
from tests.proof.records.cluster import PASSWORD, USER, Cluster

ROOT = Path(__file__).parents[3]
NOTE = NewNote("3", "", WholePage(), "Whose figure?")
_OPENED = (
    "import sys\nfrom layout.proof.records.records import open_records\n"
    "from layout.proof.records.values import NewNote, WholePage\n"
    "records = open_records(sys.argv[1], 'herald/issue.yaml')\n"
)
WRITES_ON = _OPENED + (
    "while True:\n    note = records.add_note(NewNote('3', '', WholePage(), 'a note'), 'Ben')\n    print(note.id, flush=True)\n"
)
ANSWERS = _OPENED + (
    "import time\n"
    "print('ready', flush=True)\n"
    "last = 0\n"
    "while True:\n"
    "    now = records.revision()\n"
    "    if now == last:\n"
    "        time.sleep(0.02)\n"
    "        continue\n"
    "    last = now\n"
    "    for note in records.present().notes.values():\n"
    "        if not note.replies:\n"
    "            records.reply(note.id, 'seen', 'Carl')\n"
)


def start(program: str, place: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", program, place], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def until(fits: Callable[[], bool], seconds: float) -> float:
    began = time.monotonic()
    while not fits():
        assert time.monotonic() - began < seconds
        time.sleep(0.01)
    return time.monotonic() - began


def killed_while_writing(place: str) -> list[int]:
    """The notes that a process had said were kept when it was killed in the midst of more."""
    writing = start(WRITES_ON, place)
    assert writing.stdout is not None
    told = [int(writing.stdout.readline()) for _ in range(40)]
    os.kill(writing.pid, signal.SIGKILL)
    told += [int(line) for line in writing.stdout.read().split("\n") if line.endswith(tuple("0123456789"))]
    writing.wait(30)
    return told


def test_two_desks_see_each_others_notes_within_a_second(place: str, records: Records) -> None:
    other = start(ANSWERS, place)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        fastest = 10.0
        for _ in range(3):
            note, before = records.add_note(NOTE, by="Ben"), records.revision()
            took = until(lambda before=before: records.revision() != before, 10)  # type: ignore[misc]
            assert records.note(note.id).replies[0].by == "Carl"
            fastest = min(fastest, took)
        assert fastest < 1.0  # there and back
    finally:
        other.kill()
        other.wait(30)


def test_every_note_that_was_said_to_be_kept_outlives_a_kill(place: str) -> None:
    told = killed_while_writing(place)
    records = open_records(place, "herald/issue.yaml")
    kept = records.present().notes
    assert set(told) <= set(kept)
    assert len(kept) <= len(told) + 1  # one may have been on its way
    assert records.add_note(NOTE, by="Ben").id not in told
    records.close()


def test_and_the_fall_of_the_postgres_server_which_is_found_again(cluster: Cluster) -> None:
    cluster.run("CREATE SCHEMA falls", "ALTER SYSTEM SET fsync = on", "SELECT pg_reload_conf()")
    place = cluster.url("falls")
    records = open_records(place, "herald/issue.yaml")
    told = killed_while_writing(place)
    cluster.stop()
    try:
        with pytest.raises(RecordsError, match="cannot be reached"):
            records.present()
    finally:
        cluster.start()
        cluster.run("ALTER SYSTEM RESET fsync", "SELECT pg_reload_conf()")
    assert set(told) <= set(records.present().notes)  # by the same object: it connects anew
    records.close()


def test_a_new_server_knows_all_that_was_said_before(desk: Callable[..., Records]) -> None:
    first = desk()
    note = first.add_note(NOTE, by="Ben")
    first.approve("3", "a" * 64, "b" * 64, by="Anna")
    first.close()
    second = desk()
    assert second.note(note.id) == note
    assert second.present().page("3").signed_for("b" * 64) is not None


def without_password(cluster: Cluster) -> str:
    """The address as it may stand in a list of processes."""
    return re.sub(r"(//[^:@]+):[^@]+@", r"\1@", cluster.url())


def test_the_password_may_come_from_the_environment(cluster: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))  # nobody's ~/.pgpass
    address = without_password(cluster)
    assert "only" not in address
    with pytest.raises(RecordsError) as refused:
        open_records(address, "herald")
    assert "do not let you in" in refused.value.problem
    assert "PGPASSWORD" in refused.value.remedy
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    open_records(address, "herald").close()


def test_the_password_may_come_from_a_file_that_is_open_to_nobody_else(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PGPASSWORD", raising=False)
    file = tmp_path / ".pgpass"
    file.write_text(f"127.0.0.1:{cluster.port}:postgres:{USER}:{PASSWORD}\n")
    file.chmod(0o644)
    with pytest.raises(RecordsError, match="do not let you in"):
        open_records(without_password(cluster), "herald")
    file.chmod(0o600)
    open_records(without_password(cluster), "herald").close()
