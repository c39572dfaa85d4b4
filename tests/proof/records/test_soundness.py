"""Events that the program did not write: told by their number, and never a fault of the program."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import Connection, insert

from layout.proof.records.people import Staff, fold_staff
from layout.proof.records.records import Records
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.roles import Role
from layout.proof.records.soundness import is_sound
from layout.proof.records.standing import fold
from layout.proof.records.tables import EVENTS
from layout.proof.records.told import history_facts, note_facts
from layout.proof.records.values import Event, NewNote, Present, What, WholePage
from layout.proof.records.versions import Now

WORD = {"in": "story", "story": "quay", "paragraph": 1, "offset": 7, "before": "the ", "word": "quay", "after": " is"}
POINT = {"in": "point", "x": 7.5, "y": 9.0, "block": "A", "art": "quay.tif", "across": 0.5, "down": 0.5}
BODIES: dict[str, list[dict[str, Any]]] = {
    What.NOTED: [{"text": "Whose?", "due": "21:30", "to": ["Anna"], "pinned": each} for each in (WORD, POINT, {"in": "page"})],
    What.REPLIED: [{"text": "Mine.", "to": ["Ben"]}],
    What.LAPSED: [{"sign_off": 1, "of": "Anna", "now": "b" * 64, "proof": "a" * 64}],
    What.RESTORED: [
        {"sign_off": 1, "of": "Anna", "now": "b" * 64},
        {"sign_off": 1, "of": "Anna", "at": "2026-11-26T20:04:05Z", "lapsed_of": "Ben", "lapsed_at": "2026-11-26T20:04:09Z"},
    ],
    What.RELEASED: [{}, {"again": True}, {"found": True, "of": "Anna", "at": "2026-11-26T20:04:05Z", "place": "c" * 32}],
    What.DIFFERS: [{"of": "Anna", "now": "b" * 64, "proof": "a" * 64}],
    What.AGREES: [{"of": "Anna"}],
    What.SENT: [{"where": "out", "when": "2026-11-26T20:04:05Z"}],
    What.PERSON_ADDED: [{"name": "Anna", "role": "read"}],
    What.ROLE_SET: [{"name": "Anna", "role": "note"}],
    What.PERSON_DISABLED: [{"name": "Anna"}],
    **{what: [{}] for what in (What.DONE, What.UNDONE, What.APPROVED, What.WITHDRAWN, What.UNRELEASED, What.PRINTED)},
}
KINDS = [(what, body) for what, bodies in BODIES.items() for body in bodies]
NOTE = Event(1, "herald", "2026-11-26T20:04:05Z", "Ben", What.NOTED, "3", 0, "", "", BODIES[What.NOTED][0])
ADDED = Event(1, "", "2026-11-26T20:04:05Z", "Ben", What.PERSON_ADDED, "", 0, "", "", BODIES[What.PERSON_ADDED][0])


def event_of(what: str, body: object) -> Event:
    return Event(2, "herald", "2026-11-26T20:04:05Z", "Ben", what, "3", 1, "a" * 64, "b" * 64, body)  # type: ignore[arg-type]


def read(event: Event) -> None:
    """As everything reads it that tells of it."""
    staff = fold_staff(Staff(), (ADDED, event))
    assert all(isinstance(user.role, Role) for user in staff.users.values())
    present = fold(fold(Present(), (NOTE,)), (event,))
    told = [history_facts((event,), notes=present.notes), *(note_facts(each, None) for each in present.notes.values())]
    json.dumps(told, allow_nan=False, ensure_ascii=False).encode()


@pytest.mark.parametrize(("what", "body"), KINDS)
def test_what_the_program_writes_is_sound(what: str, body: dict[str, Any]) -> None:
    assert is_sound(event_of(what, body))
    read(event_of(what, body))


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers(-3, 10**400) | some.floats() | some.text(max_size=4) | some.just("\ud800"),
    lambda each: some.lists(each, max_size=2) | some.dictionaries(some.sampled_from(["in", "x", "text"]), each, max_size=2),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(kind=some.sampled_from(KINDS), instead=ANYTHING, data=some.data())
def test_whatever_is_taken_for_sound_can_be_read(
    kind: tuple[str, dict[str, Any]], instead: object, data: some.DataObject
) -> None:
    what, body = kind
    where = data.draw(some.sampled_from([None, *body, *(("pinned", name) for name in body.get("pinned", {}))]))
    if where is None:
        strange: object = instead
    elif isinstance(where, tuple):
        strange = {**body, "pinned": {**body["pinned"], where[1]: instead}}
    else:
        strange = {**body, where: instead} if data.draw(some.booleans()) else {name: body[name] for name in body if name != where}
    event = event_of(what, strange)
    if is_sound(event):
        read(event)


@pytest.mark.parametrize("column", ["by", "page", "proof"])
def test_bytes_in_a_columns_place_are_none_of_the_programs(column: str) -> None:
    assert not is_sound(event_of(What.APPROVED, {})._replace(**{column: b"\xff"}))


def damage(connection: Connection, issue: str, what: str, body: str) -> int:
    row = {"issue": issue, "at": "now", "by": "Eve", "what": what, "page": "3", "note": 0, "proof": "", "ink": "", "body": body}
    return int(connection.execute(insert(EVENTS).values(row).returning(EVENTS.c.id)).scalar_one())


@pytest.mark.parametrize(
    "body", ["{}", "[]", "no json", "[" * 100_000, '{"text": 5, "due": "", "to": [], "pinned": {"in": "page"}}']
)
def test_a_strange_event_is_told_by_its_number(records: Records, desk: Callable[..., Records], body: str) -> None:
    records.add_note(NewNote("3", "", WholePage(), "Whose figure?"), by="Ben")
    with records._database.writing() as connection:
        number = damage(connection, "herald/issue.yaml", What.NOTED, body)
    for each in (records, desk()):
        for asked in (each.present, each.history, lambda each=each: each.approve("3", "a" * 64, "b" * 64, by="Anna")):
            with pytest.raises(RecordsError, match=f"are damaged at event {number}.") as caught:
                asked()
            assert caught.value.why is Why.UNAVAILABLE
    assert desk("another issue").present().notes == {}


def test_a_role_that_is_none_is_told_by_its_number(records: Records) -> None:
    with records._database.writing() as connection:
        number = damage(connection, "", What.PERSON_ADDED, '{"name": "Eve", "role": "king"}')
    with pytest.raises(RecordsError, match=f"are damaged at event {number}."):
        records.people.users()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_bytes_of_a_stranger_are_no_version_and_no_issue(records: Records) -> None:
    records.see([Now("3", "a" * 64, "b" * 64)])
    with records._database.writing() as connection:
        seen, said = "issue, page, key, ink, first_at, since_at", 'issue, at, "by", what, page, note, proof, ink, body'
        here = "'herald/issue.yaml', '3', x'ff', x'ff', x'ff', x'ff'"
        connection.exec_driver_sql(f"INSERT INTO desk_seen ({seen}) VALUES ({here})")
        connection.exec_driver_sql(f"INSERT INTO desk_events ({said}) VALUES (x'ff', '', '', 'noted', '', 0, '', '', '{{}}')")
    assert [each.key for each in records.versions("3")] == ["a" * 64]
    assert records.spoken_of() == ()
