"""Named users: added, let in, kept out."""

import logging
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from layout.proof.records import limits
from layout.proof.records.database import open_database
from layout.proof.records.people import People, User
from layout.proof.records.records import Records
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.roles import Action, Role
from layout.proof.records.tables import PASSWORDS
from layout.proof.records.values import Saying, What
from tests.proof.records.gone import gone_once_written

SECRET = "correct horse battery"


@pytest.fixture
def people(records: Records) -> People:
    records.people.admit("Anna Berg", SECRET, Role.APPROVE, by="Ben")
    return records.people


def test_the_right_password_lets_its_person_in_and_no_other(people: People) -> None:
    user = people.check_password("Anna Berg", SECRET)
    assert user is not None
    assert (user.name, user.role) == ("Anna Berg", Role.APPROVE)
    for name, password in (("Anna Berg", SECRET + "s"), ("Anna Berg", ""), ("Ben", SECRET), ("", ""), ("Anna Berg", "x" * 5_000)):
        assert people.check_password(name, password) is None


@pytest.mark.parametrize("name", ["anna berg", "  ANNA   BERG ", "Ａnna Berg"])
def test_a_name_is_looked_up_however_it_is_typed(people: People, name: str) -> None:
    assert people.check_password(name, SECRET) is not None
    assert people.admit(name, SECRET, Role.READ, by="Ben").name == "Anna Berg"
    assert len(people.users()) == 1


def test_a_password_is_the_same_from_any_keyboard(people: People) -> None:
    people.admit("Zoë", "caf\u00e9 cr\u00e8me", Role.READ, by="Ben")
    assert people.check_password("Zoe\u0308", "cafe\u0301 cre\u0300me") is not None


@pytest.mark.parametrize("deed", ["new", "admit", "disable"])
def test_what_is_recorded_of_somebody_is_not_refused_because_the_records_went_right_after(records: Records, deed: str) -> None:
    people = records.people
    people.admit("Anna Berg", SECRET, Role.APPROVE, by="Ben")
    deeds: dict[str, Callable[[], User]] = {
        "new": lambda: people.admit("Carl", SECRET, Role.READ, by="Ben"),
        "admit": lambda: people.admit("Anna Berg", "another password", Role.READ, by="Ben"),
        "disable": lambda: people.disable("anna berg", by="Ben"),
    }
    with gone_once_written(records._database):
        user = deeds[deed]()
    assert people.user(user.name) == user


def test_a_password_that_is_changed_while_it_is_looked_at_lets_nobody_in(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    verified = people._verified

    def slowly(kept: str, password: str) -> bool:
        right = verified(kept, password)
        people.admit("Anna Berg", "another password", None, by="Ben")
        return right

    with monkeypatch.context() as patch:
        patch.setattr(people, "_verified", slowly)
        assert people.check_password("Anna Berg", SECRET) is None
    assert people.check_password("Anna Berg", SECRET) is None
    assert people.check_password("Anna Berg", "another password") is not None


@pytest.mark.parametrize("name", ["", " ", "a@b", "x" * 61, "bell\a", "nul\0", "\ud800"])
def test_a_name_that_cannot_be_is_refused_and_found_nowhere(people: People, name: str) -> None:
    with pytest.raises(RecordsError):
        people.admit(name, SECRET, Role.READ, by="Ben")
    assert people.check_password(name, SECRET) is None
    assert people.user(name) is None


@pytest.mark.parametrize("password", ["short", "x" * 1_001, "nul\0nul\0nul", "\ud800" * 9])
def test_a_password_that_cannot_be_is_refused(people: People, password: str) -> None:
    with pytest.raises(RecordsError):
        people.admit("Carl", password, Role.READ, by="Ben")
    assert people.user("Carl") is None
    assert people.check_password("Anna Berg", password) is None


def test_another_password_ends_the_old_one_and_its_sessions(people: People) -> None:
    before = people.user("Anna Berg")
    after = people.admit("anna berg", "another secret", None, by="Anna Berg")
    assert before is not None
    assert after.stamp != before.stamp
    assert people.check_password("Anna Berg", SECRET) is None
    assert people.check_password("Anna Berg", "another secret") == after


def test_a_disabled_person_stays_out_until_admitted_again_in_a_role_that_is_said(people: People) -> None:
    assert people.disable("ANNA Berg", by="Ben").disabled
    assert people.check_password("Anna Berg", SECRET) is None
    before = said_of(people)
    with pytest.raises(RecordsError, match="role"):
        people.admit("Anna Berg", SECRET, None, by="Ben")
    assert said_of(people) == before
    assert people.check_password("Anna Berg", SECRET) is None
    assert people.admit("Anna Berg", SECRET, Role.READ, by="Ben") == people.check_password("Anna Berg", SECRET)


def test_nobody_is_nobody(people: People) -> None:
    with pytest.raises(RecordsError) as caught:
        people.disable("Carl", by="Ben")
    assert caught.value.why is Why.UNKNOWN


def said_of(people: People) -> list[tuple[str, str]]:
    return [(event.what, event.body.get("role", "")) for event in reversed(people._ledger.events())]


def test_whoever_is_admitted_is_new_or_comes_in_by_another_password_and_role_and_again_where_taken_out(people: People) -> None:
    assert people.admit("Carl", SECRET, Role.NOTE, by="Ben") == people.check_password("Carl", SECRET)
    people.disable("carl", by="Ben")
    after = people.admit("  CARL ", "another secret", Role.RELEASE, by="Ben")
    assert (after.name, after.role, after.disabled) == ("Carl", Role.RELEASE, False)
    assert people.check_password("Carl", SECRET) is None
    assert people.check_password("Carl", "another secret") == people.user("Carl") == after
    assert people.admit("Carl", "a third secret", None, by="Ben").role is Role.RELEASE
    assert said_of(people)[1:] == [
        ("person added", "note"), ("person disabled", ""), ("role set", "release"), ("password set", ""), ("person enabled", ""),
        ("password set", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "password", "role", "by"),
    [
        ("Anna Berg", "short", Role.RELEASE, "Ben"),
        ("Anna Berg", SECRET, Role.RELEASE, "@"),
        ("Anna Berg", SECRET, None, "Ben"),
        ("Anna B\u0435rg", SECRET, Role.RELEASE, "Ben"),
        ("Anna\u3164 Berg", SECRET, Role.RELEASE, "Ben"),
        ("Carl", SECRET, None, "Ben"),
        ("Carl", "short", Role.NOTE, "Ben"),
        ("", SECRET, Role.NOTE, "Ben"),
    ],
)
def test_who_is_refused_to_be_admitted_changes_nothing(
    people: People, name: str, password: str, role: Role | None, by: str
) -> None:
    people.disable("Anna Berg", by="Ben")
    before = people.users(), said_of(people)
    with pytest.raises(RecordsError):
        people.admit(name, password, role, by)
    assert (people.users(), said_of(people)) == before
    assert people.check_password("Anna Berg", SECRET) is None


def test_who_is_admitted_is_so_in_one_transaction(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    before = people.user("Anna Berg"), said_of(people)

    def full(*_: object) -> None:
        raise RecordsError(Why.UNAVAILABLE, "The disk is full.", "Make room on it.")

    with monkeypatch.context() as patch:
        patch.setattr(people, "_seal", full)  # the last that is written
        with pytest.raises(RecordsError, match="full"):
            people.admit("Anna Berg", "another secret", Role.RELEASE, by="Ben")
    assert (people.user("Anna Berg"), said_of(people)) == before
    assert people.check_password("Anna Berg", SECRET) == before[0]
    with monkeypatch.context() as patch:
        patch.setattr(people._ledger, "now", full)  # what is on disk is not refused for want of being read
        after = people.admit("Anna Berg", "another secret", Role.RELEASE, by="Ben")
    assert people.check_password("Anna Berg", "another secret") == after


def test_all_issues_of_a_database_have_the_same_people(desk: Callable[..., Records]) -> None:
    desk("herald").people.admit("Anna", SECRET, Role.NOTE, by="Ben")
    kai = desk("kai")
    assert [user.name for user in kai.people.users()] == ["Anna"]
    assert kai.revision() == 0


def test_a_password_stands_nowhere_in_clear(
    people: People, records: Records, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with caplog.at_level(logging.DEBUG):
        people.admit("Anna Berg", "a second secret", None, by="Ben")
        people.check_password("Anna Berg", "a second secret")
    assert "second secret" not in caplog.text
    with records._database.reading() as connection:
        kept = connection.execute(select(PASSWORDS.c.hash)).scalars().all()
        said = connection.exec_driver_sql("SELECT body FROM desk_events").scalars().all()
    assert [hashed.startswith("$argon2id$") for hashed in kept] == [True]
    assert not any("secret" in body or "argon2" in body for body in said)


def test_a_hash_of_old_parameters_is_made_anew_at_the_next_login(records: Records, people: People) -> None:
    stronger = People(records._database, hasher=PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))

    def kept() -> str:
        with records._database.reading() as connection:
            return connection.execute(select(PASSWORDS.c.hash)).scalar_one()

    old = kept()
    assert stronger.check_password("Anna Berg", "wrong password") is None
    assert kept() == old
    user = stronger.check_password("Anna Berg", SECRET)
    assert "m=16,t=2" in kept()
    assert user == people.check_password("Anna Berg", SECRET)  # the session that was begun stays


def test_a_name_that_nobody_has_takes_as_long_as_one_that_somebody_has(records: Records) -> None:
    people = People(records._database, hasher=PasswordHasher(time_cost=3, memory_cost=8_192, parallelism=1))
    people.admit("Anna", SECRET, Role.READ, by="Ben")
    people.check_password("nobody", "wrong password")

    def seconds(name: str) -> float:
        began = time.process_time()
        people.check_password(name, "wrong password")
        return time.process_time() - began

    known, unknown = (min(seconds(name) for _ in range(5)) for name in ("Anna", "nobody"))
    assert 0.5 < unknown / known < 2.0


def test_many_may_log_in_at_once(people: People) -> None:
    with ThreadPoolExecutor(8) as pool:
        users = list(pool.map(lambda _: people.check_password("Anna Berg", SECRET), range(16)))
    assert all(users)


def test_so_many_people_and_no_more(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PEOPLE", 1)
    with pytest.raises(RecordsError) as caught:
        people.admit("Carl", SECRET, Role.READ, by="Ben")
    assert caught.value.why is Why.TOO_MUCH
    assert people.check_password("Carl", SECRET) is None


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.READ, {Action.READ}),
        (Role.NOTE, {Action.READ, Action.NOTE, Action.PRINT}),
        (Role.APPROVE, {Action.READ, Action.NOTE, Action.PRINT, Action.APPROVE, Action.WITHDRAW}),
        (Role.RELEASE, set(Action)),
    ],
)
def test_each_role_may_do_what_those_before_it_may_and_more(role: Role, may: set[Action]) -> None:
    assert {action for action in Action if role.allows(action)} == may
    assert not role.allows("burn the paper")
    assert role.allows("read")


# People who came in a file of records.

HERE, ELSEWHERE = b"h" * 32, b"e" * 32


def sealed(desk: Callable[..., Records], key: bytes) -> People:
    """As another start of the desk, or of the command, has them."""
    people = desk().people
    people.seal_with(key)
    return people


def test_whoever_was_added_with_another_machines_key_is_not_let_in_until_added_here(
    desk: Callable[..., Records], place: str
) -> None:
    mallory = sealed(desk, ELSEWHERE).admit("Mallory", SECRET, Role.RELEASE, by="Mallory")
    here = sealed(desk, HERE)
    here.admit("Anna", SECRET, Role.NOTE, by="Anna")
    is_server = "://" in place  # PostgreSQL knows itself whom it lets write
    assert (here.check_password("Mallory", SECRET) is not None) is is_server
    assert (here.admitted("Mallory") is not None) is is_server
    assert here.is_known_here(mallory) is is_server
    here.admit("Mallory", "another secret", Role.READ, by="Anna")
    assert here.check_password("Mallory", "another secret") == here.admitted("Mallory") is not None


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_nobody_is_let_in_by_a_copy_of_the_file_that_lies_elsewhere(
    desk: Callable[..., Records], place: str, tmp_path: Path, quick: PasswordHasher
) -> None:
    sealed(desk, HERE).admit("Anna", SECRET, Role.RELEASE, by="Ben")
    for each in desk()._database, desk()._database:
        each.close()  # all of it is in the file itself
    folder = Path(place).parent
    shutil.copytree(folder, tmp_path / "copy" / ".proof")
    people = People(open_database(tmp_path / "copy" / ".proof" / "desk.sqlite3"), hasher=quick)
    people.seal_with(HERE)
    assert people.check_password("Anna", SECRET) is None
    assert [people.is_known_here(user) for user in people.users()] == [False]
    people.admit("Anna", SECRET, Role.READ, by="Ben")
    assert people.check_password("Anna", SECRET) == people.admitted("Anna") is not None
    (tmp_path / "link").symlink_to(folder.parent)  # by whatever way one comes to the same file
    same = People(open_database(tmp_path / "link" / ".proof" / "desk.sqlite3"), hasher=quick)
    same.seal_with(HERE)
    assert same.check_password("Anna", SECRET) is not None


def test_the_role_that_a_stranger_wrote_is_said_anew_by_whoever_admits(desk: Callable[..., Records], place: str) -> None:
    sealed(desk, ELSEWHERE).admit("Mallory", SECRET, Role.RELEASE, by="Mallory")
    here = sealed(desk, HERE)
    before = here.users(), said_of(here)
    if "://" in place:
        assert here.admit("Mallory", "another secret", None, by="Anna").role is Role.RELEASE
        return
    with pytest.raises(RecordsError, match="role"):
        here.admit("Mallory", "another secret", None, by="Anna")
    assert (here.users(), said_of(here)) == before
    assert here.admitted("Mallory") is None
    after = here.admit("Mallory", "another secret", Role.READ, by="Anna")
    assert here.admitted("Mallory") == here.check_password("Mallory", "another secret") == after
    assert here.admit("Mallory", "a third secret", None, by="Anna").role is Role.READ


def test_who_was_added_here_stays_let_in_after_a_restart_another_role_and_another_password(desk: Callable[..., Records]) -> None:
    sealed(desk, HERE).admit("Anna", SECRET, Role.NOTE, by="Ben")
    running = sealed(desk, HERE)
    assert running.check_password("Anna", SECRET) is not None
    sealed(desk, HERE).admit("anna", "another secret", Role.RELEASE, by="Ben")
    user = running.check_password("Anna", "another secret")
    assert user is not None
    assert user.role is Role.RELEASE
    sealed(desk, HERE).disable("Anna", by="Ben")
    assert running.check_password("Anna", "another secret") is None
    sealed(desk, HERE).admit("Anna", SECRET, Role.READ, by="Ben")
    assert running.check_password("Anna", SECRET) is not None


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_role_or_a_password_that_was_written_into_the_file_lets_nobody_in(desk: Callable[..., Records]) -> None:
    here = sealed(desk, HERE)
    for name in ("Anna", "Ben", "Carl", "Dora"):
        here.admit(name, SECRET, Role.NOTE, by="Ben")
    here.disable("Dora", by="Ben")
    stranger = desk().people  # who knows no key
    anna = {"name": "Anna", "role": "release"}
    stranger._ledger.say(lambda _staff: (Saying(What.ROLE_SET, "Ben", body=anna),))
    stranger.admit("Ben", "of a stranger", None, by="Ben")
    stranger._ledger.say(lambda _staff: (Saying(What.PERSON_ENABLED, "Ben", body={"name": "Dora"}),))
    started = sealed(desk, HERE)
    assert [started.admitted(name) is not None for name in ("Anna", "Ben", "Carl", "Dora")] == [False, False, True, False]
    assert started.check_password("Ben", "of a stranger") is None


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_hash_of_old_parameters_that_is_made_anew_is_sealed_anew(records: Records, people: People) -> None:
    people.seal_with(HERE)
    people.admit("Anna Berg", SECRET, Role.APPROVE, by="Ben")
    stronger = People(records._database, hasher=PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    stronger.seal_with(HERE)
    assert stronger.check_password("Anna Berg", SECRET) is not None
    later = People(records._database, hasher=PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    later.seal_with(HERE)
    assert later.check_password("Anna Berg", SECRET) is not None


LIKE_HERS = ["Anna\u3164 Berg", "A\u034fnna Berg", "\u0410nna Berg", "Anna B\u0435rg", "\u0391nna Berg"]
OTHERS = [
    "Anne Berg", "Ann\u00e4 Berg", "\u041e\u043b\u044c\u0433\u0430", "\u0391\u03bd\u03bd\u03b1", "Ole O'Brien-Smith",
    "\u5f20\u4f1f", "Anna \u041f\u0435\u0442\u0440\u043e",
]  # fmt: skip


@pytest.mark.parametrize("name", LIKE_HERS)
def test_nobody_is_added_who_would_be_taken_for_another(people: People, name: str) -> None:
    with pytest.raises(RecordsError):
        people.admit(name, SECRET, Role.RELEASE, by="Ben")
    assert [user.name for user in people.users()] == ["Anna Berg"]


@pytest.mark.parametrize("name", OTHERS)
def test_names_of_any_alphabet_are_names(people: People, name: str) -> None:
    assert people.admit(name, SECRET, Role.READ, by="Ben").name == name
