"""Databases opened: for their owner alone, brought up to date, and refused in plain words where they cannot be."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from layout.proof.records.database import Database, open_database
from layout.proof.records.records import Records, find_records, open_records
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.tables import STEPS, bring_up
from layout.proof.records.values import NewNote, WholePage
from layout.proof.records.versions import Now
from tests.proof.records.cluster import Cluster

NOTE = NewNote("3", "", WholePage(), "Whose figure?")
ROOT = Path(__file__).parents[3]


def refusal(url_or_path: str | Path, patience: float = 0.1) -> RecordsError:
    with pytest.raises(RecordsError) as caught:
        open_records(url_or_path, "herald", patience)
    for sentence in (caught.value.problem, caught.value.remedy):
        assert sentence[0].isupper()
        assert "Traceback" not in sentence
        assert "sqlalche.me" not in sentence
    return caught.value


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_and_its_folder_are_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / ".proof" / "desk.sqlite3"
    records = open_records(path, "herald")
    records.add_note(NOTE, by="Ben")
    assert mode(path.parent) == 0o700
    assert {mode(each) for each in path.parent.iterdir()} == {0o600}
    assert {each.name for each in path.parent.iterdir()} == {"desk.sqlite3", "desk.sqlite3-wal", "desk.sqlite3-shm"}
    records.close()


def test_an_open_file_and_folder_are_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / ".proof" / "desk.sqlite3"
    path.parent.mkdir(mode=0o755)
    path.touch(0o644)
    open_records(path, "herald").close()
    assert (mode(path.parent), mode(path)) == (0o700, 0o600)


def test_a_folder_that_is_not_ours_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_records(tmp_path / "desk.sqlite3", "herald").close()
    assert mode(tmp_path) == 0o755


def test_sqlite_writes_ahead_and_to_the_disk(tmp_path: Path) -> None:
    database = open_database(tmp_path / "desk.sqlite3")
    with database.reading() as connection:
        told = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert told == ["wal", 2, 1, 5000]
    database.close()


def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    open_records(other, "herald").close()
    link = tmp_path / ".proof" / "desk.sqlite3"
    link.parent.mkdir()
    link.symlink_to(other)
    told = refusal(link)
    assert ("it is a link" in told.problem, told.remedy.startswith(f"Move {link} away")) == (True, True)


def test_a_link_in_the_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    (tmp_path / ".proof").symlink_to(tmp_path / "elsewhere")
    assert "folder is a link" in refusal(tmp_path / ".proof" / "desk.sqlite3").problem
    assert (mode(tmp_path / "elsewhere"), list((tmp_path / "elsewhere").iterdir())) == (0o755, [])


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    assert "it is no file" in refusal(tmp_path).problem


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "desk.sqlite3").why is Why.UNAVAILABLE


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    path.write_text("Dear editor, " * 500)
    assert refusal(path).problem == "The records in desk.sqlite3 are damaged, or no database."


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (name)")
    assert "another program's" in refusal(path).problem
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]


def test_a_locked_file_is_told_and_read_once_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    records = open_records(path, "herald", patience=0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordsError, match="held by another program"):
        records.add_note(NOTE, by="Ben")
    assert records.revision() == 0  # reading goes on
    assert "held by another program" in refusal(path).problem
    other.execute("ROLLBACK")
    assert records.add_note(NOTE, by="Ben").id == 1
    records.close()


WRITES: tuple[Callable[[Records], object], ...] = (
    lambda records: records.check(1.0),
    lambda records: records.add_note(NOTE, by="Ben"),
    lambda records: records.approve("3", "a" * 64, "b" * 64, by="Ben"),
    lambda records: records.see([Now("3", "a" * 64, "b" * 64)]),
)


def told_by_all(records: Records, problem: str) -> None:
    for write in WRITES:
        with pytest.raises(RecordsError, match=problem) as caught:
            write(records)
        assert caught.value.why is Why.UNAVAILABLE


def test_a_file_that_was_moved_away_takes_nothing_in_until_it_is_back(tmp_path: Path) -> None:
    path = tmp_path / ".proof" / "desk.sqlite3"
    records = open_records(path, "herald")
    note = records.add_note(NOTE, by="Ben")
    path.parent.rename(tmp_path / "elsewhere")
    told_by_all(records, "sqlite3 are gone")
    with ExitStack() as all_at_once:
        all_at_once.enter_context(records._database.reading())
        with pytest.raises(RecordsError, match="sqlite3 are gone"):  # nor is one made for a connection more
            all_at_once.enter_context(records._database.reading())
    assert not path.parent.exists()
    (tmp_path / "elsewhere").rename(path.parent)
    for write in WRITES:
        write(records)
    assert note.id in records.present().notes
    records.close()


def test_another_file_in_the_place_of_the_one_that_was_opened_takes_nothing_in(tmp_path: Path) -> None:
    path = tmp_path / ".proof" / "desk.sqlite3"
    records = open_records(path, "herald")
    records.add_note(NOTE, by="Ben")
    path.parent.rename(tmp_path / "before")
    open_records(path, "herald").close()  # as a restored backup may be, or what another desk began
    told_by_all(records, "sqlite3 are another file now")
    records.close()
    again = open_records(path, "herald")
    assert again.present().notes == {}
    again.close()


def test_a_file_that_goes_while_something_is_written_has_not_taken_it_in(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    database = open_database(path)

    def write() -> None:
        with database.writing() as connection:
            connection.execute(text("INSERT INTO desk_seals VALUES ('anna', 'seal')"))
            path.rename(tmp_path / "moved.sqlite3")

    with pytest.raises(RecordsError, match="are gone"):
        write()
    (tmp_path / "moved.sqlite3").rename(path)
    with database.reading() as connection:
        assert connection.execute(text("SELECT * FROM desk_seals")).all() == []
    database.close()


@pytest.mark.parametrize("named", ["foo", "no/desk.sqlite3", "desk.sqlite", "folder", "folder/.proof/.proof/desk.sqlite3"])
def test_a_file_that_somebody_names_and_can_not_mean_is_refused(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    told = refusal(named)
    assert (told.why, told.problem) == (Why.WRONG, f"There are no records in {named}.")
    assert "postgresql://user@host/database" in told.remedy
    with pytest.raises(RecordsError, match="no records in"):
        find_records(named, "herald")
    assert [*tmp_path.rglob("*")] == [tmp_path / "folder"]


@pytest.mark.parametrize("named", ["new.sqlite3", "folder/.proof/desk.sqlite3", "there"])
def test_a_file_that_is_there_or_says_what_it_will_be_may_be_named(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "there").touch()
    open_records(named, "herald").close()
    assert find_records(named, "herald") is not None


def test_without_rights_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    open_records(path, "herald").close()
    path.chmod(0o400)
    program = (
        "import os, sys\n"
        "from layout.proof.records.records import open_records\n"
        "from layout.proof.records.refusal import RecordsError\n"
        "os.chdir(sys.argv[1])\n"
        "if os.getuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "try: open_records('desk.sqlite3', 'herald')\n"
        "except RecordsError as error: print(error.problem)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    if os.getuid() == 0:  # somebody else's: not even the folder may be read
        assert "cannot be opened" in done.stdout or "may not be written" in done.stdout
    else:
        assert "may not be written" in done.stdout or done.stdout == ""  # one's own file is opened to oneself again


def test_a_database_of_a_newer_program_is_refused_and_left_alone(place: str) -> None:
    database = open_database(place)
    with database.writing() as connection:
        bring_up(
            connection, (*STEPS, lambda connection: connection.exec_driver_sql("ALTER TABLE desk_seen ADD COLUMN colour TEXT"))
        )
    database.close()
    error = refusal(place)
    known = f"version {len(STEPS) + 1} of them; this one knows {len(STEPS)}"
    assert error.problem == f"The records were written by a newer Broadsheet ({known})."
    assert "pip install --upgrade" in error.remedy


def test_a_database_is_brought_up_step_by_step_each_once(place: str) -> None:
    taken: list[int] = []

    def second(connection: Connection) -> None:
        taken.append(2)
        connection.exec_driver_sql("ALTER TABLE desk_seen ADD COLUMN colour TEXT")

    def third(connection: Connection) -> None:
        taken.append(3)
        connection.exec_driver_sql("ALTER TABLE desk_seen ADD COLUMN shade TEXT")

    records = open_records(place, "herald")
    note = records.add_note(NOTE, by="Ben")
    records.close()
    database = open_database(place)
    for steps in ((*STEPS, second), (*STEPS, second), (*STEPS, second, third)):
        with database.writing() as connection:
            bring_up(connection, steps)
    with database.reading() as connection:
        assert [column["name"] for column in inspect(connection).get_columns("desk_seen")][-2:] == ["colour", "shade"]
        taken_at_last = connection.execute(text("SELECT version FROM desk_versions ORDER BY version")).scalars().all()
        assert taken_at_last == list(range(1, len(STEPS) + 3))
        assert connection.execute(text("SELECT id FROM desk_events")).scalars().all() == [note.id]
    assert taken == [2, 3]
    database.close()


def test_a_step_that_fails_leaves_the_database_as_it_was(place: str) -> None:
    def fails(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE desk_half (a TEXT)")
        raise RuntimeError("the lights went out")

    database = open_database(place)
    with pytest.raises(RuntimeError), database.writing() as connection:
        bring_up(connection, (*STEPS, fails))
    with database.reading() as connection:
        assert "desk_half" not in inspect(connection).get_table_names()
    database.close()
    open_records(place, "herald").close()


def test_many_may_open_a_new_database_at_once(place: str) -> None:
    program = (
        "import sys\nfrom layout.proof.records.records import open_records\n"
        "from layout.proof.records.values import NewNote, WholePage\n"
        "open_records(sys.argv[1], 'herald', 30).add_note(NewNote('3', '', WholePage(), 'here'), 'Ben')\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, place], cwd=ROOT) for _ in range(3)]
    assert [each.wait(60) for each in running] == [0, 0, 0]
    records = open_records(place, "herald")
    assert len(records.present().notes) == 3
    records.close()


@pytest.mark.parametrize("address", ["mysql://desk@host/records", "sqlite:///desk.sqlite3", "postgresql://desk@host:port/x"])
def test_an_address_that_is_none_says_how_one_is_written(address: str) -> None:
    error = refusal(address)
    assert error.why is Why.WRONG
    assert "postgresql://" in error.remedy


def test_a_missing_driver_is_told_with_its_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    error = refusal("postgresql://desk@127.0.0.1:1/records")
    assert "pip install 'broadsheet[postgres]'" in error.remedy


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    error = refusal("postgresql://desk:sesame@127.0.0.1:1/records")
    assert error.problem == "The records on 127.0.0.1 cannot be reached."
    assert "sesame" not in str(error)


def test_a_wrong_password_or_database_is_told_without_the_password(cluster: Cluster) -> None:
    assert "do not let you in" in refusal(cluster.url(password="sesame")).problem
    assert "sesame" not in str(refusal(cluster.url(password="sesame")))
    assert "no such database" in refusal(cluster.url(database="nowhere")).problem


def test_a_user_of_postgres_who_may_make_no_tables_is_told(cluster: Cluster) -> None:
    cluster.run("CREATE ROLE reader LOGIN PASSWORD 'sesame'")
    address = f"postgresql://reader:sesame@127.0.0.1:{cluster.port}/postgres"
    assert "may not be written by this user" in refusal(address).problem


@pytest.mark.parametrize("begins", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_postgres_may_be_written_in_three_ways(cluster: Cluster, begins: str) -> None:
    name = "ways_" + begins.partition(":")[0].replace("+", "_")
    cluster.run(f"CREATE SCHEMA {name}")
    database: Database = open_database(cluster.url(name).replace("postgresql://", begins))
    assert database.dialect == "postgresql"
    with database.reading() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
    database.close()


def test_an_issue_without_a_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="no key"):
        open_records(tmp_path / "desk.sqlite3", "")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:/desk:sesame@host/records",
        "desk:sesame@host/records",
        "host=db user=desk password=sesame",
        "host=db PASSWORD = sesame",
        "postgresql:desk:sesame",
        " postgres/sesame",
        "postgresql://desk:open@sesame@host/records",
        "postgresql://desk:open@sesame@host:port/records",
    ],
)
def test_what_looks_like_an_address_is_no_file_and_its_password_is_not_shown(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    error = refusal(address)
    assert error.why is Why.WRONG
    assert "sesame" not in f"{error.problem} {error.remedy} {error}"
    assert list(tmp_path.iterdir()) == []


def test_records_that_are_not_there_are_not_made_by_whoever_only_reads(place: str, tmp_path: Path) -> None:
    before = {*tmp_path.rglob("*")}
    assert find_records(place, "herald/issue.yaml") is None
    assert {*tmp_path.rglob("*")} == before
    assert find_records(place, "herald/issue.yaml") is None
    made = open_records(place, "herald/issue.yaml")
    made.approve("3", "a" * 64, "b" * 64, by="Anna")
    made.close()
    found = find_records(place, "herald/issue.yaml")
    assert found is not None
    assert found.present().page("3").signed_for("b" * 64) is not None
    found.close()


def test_versions_of_an_older_programs_records_are_present_since_they_were_made(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    records = open_records(path, "herald")
    records.see([Now("3", "a" * 64, "b" * 64)])
    first_at = records.versions("3")[0].first_at
    records.close()
    with sqlite3.connect(path) as older:
        older.execute("ALTER TABLE desk_seen DROP COLUMN since_at")
        older.execute("DELETE FROM desk_versions WHERE version = 3")
    records = open_records(path, "herald")
    assert records.versions("3")[0].since == first_at
    records.close()
