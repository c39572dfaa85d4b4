"""The tables, and how a database comes to have them: one step after another, each once.

A later version appends a step to `STEPS`; a step that was shipped is never changed, but that the first makes the tables as they
are here, and later ones bring older tables up to that.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    inspect,
    select,
    update,
)

from layout.proof.records.refusal import RecordsError, Why

_METADATA = MetaData()
_SECOND = MetaData()

EVENTS = Table(
    "desk_events",
    _METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("issue", String, nullable=False),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("what", String, nullable=False),
    Column("page", String, nullable=False),
    Column("note", Integer, nullable=False),
    Column("proof", String, nullable=False),
    Column("ink", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("once", String),  # null where it may be said any number of times
    UniqueConstraint("issue", "once", name="desk_events_once"),
    Index("desk_events_issue", "issue", "id"),
    sqlite_autoincrement=True,
)
"""Everything that was said. `issue` is empty for what was said of people."""

SEEN = Table(
    "desk_seen",
    _METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("issue", String, nullable=False),
    Column("page", String, nullable=False),
    Column("key", String, nullable=False),
    Column("ink", String, nullable=False),
    Column("first_at", String, nullable=False),
    Column("since_at", String, nullable=False),  # when it last became the present one
    UniqueConstraint("issue", "page", "key", name="desk_seen_key"),
    sqlite_autoincrement=True,
)
"""Versions of pages that the desk saw. The program's own notes, not what people said: the oldest are forgotten."""

PASSWORDS = Table("desk_passwords", _METADATA, Column("folded", String, primary_key=True), Column("hash", String, nullable=False))
"""Argon2 hashes. No history: an old password is nobody's business."""

SEALS = Table("desk_seals", _SECOND, Column("folded", String, primary_key=True), Column("seal", String, nullable=False))
"""Of people: that their name, role and password were written down on this machine; see people.py."""

VERSIONS = Table("desk_versions", _METADATA, Column("version", Integer, primary_key=True, autoincrement=False))
"""A row for each step that was taken."""

_SAID = "what was said stands: events are neither changed nor taken away"

# Also of `INSERT OR REPLACE`, which SQLite carries out as a deletion that no trigger sees.
_SQLITE_GUARDS = (
    f"CREATE TRIGGER desk_events_kept BEFORE UPDATE ON desk_events BEGIN SELECT RAISE(ABORT, '{_SAID}'); END",
    f"CREATE TRIGGER desk_events_stay BEFORE DELETE ON desk_events BEGIN SELECT RAISE(ABORT, '{_SAID}'); END",
    f"""CREATE TRIGGER desk_events_new BEFORE INSERT ON desk_events WHEN EXISTS (SELECT 1 FROM desk_events WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{_SAID}'); END""",
)

# SQLite's `INSERT OR REPLACE` takes away what has the same `once` too, and again no trigger sees it. What is said twice is
# passed over, whatever the statement wants done of it.
_SQLITE_ONCE = """CREATE TRIGGER desk_events_said BEFORE INSERT ON desk_events
WHEN EXISTS (SELECT 1 FROM desk_events WHERE issue = NEW.issue AND once = NEW.once) BEGIN SELECT RAISE(IGNORE); END"""
# Before the insertion an id that SQLite itself will give is not known yet.
_SQLITE_COUNTS = f"""CREATE TRIGGER desk_events_counted AFTER INSERT ON desk_events WHEN NEW.id < 1
BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"""

_POSTGRES_GUARDS = (
    f"CREATE FUNCTION desk_events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_SAID}'; END $$",
    """CREATE TRIGGER desk_events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON desk_events
    FOR EACH STATEMENT EXECUTE FUNCTION desk_events_refuse()""",
)


def _first(connection: Connection) -> None:
    _METADATA.create_all(connection, checkfirst=False)
    guards = _SQLITE_GUARDS if connection.dialect.name == "sqlite" else _POSTGRES_GUARDS
    for each in guards:
        connection.exec_driver_sql(each)


def _second(connection: Connection) -> None:
    _SECOND.create_all(connection, checkfirst=False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_SQLITE_ONCE)
        connection.exec_driver_sql(_SQLITE_COUNTS)


def _third(connection: Connection) -> None:
    if "since_at" not in {column["name"] for column in inspect(connection).get_columns(SEEN.name)}:
        connection.exec_driver_sql("ALTER TABLE desk_seen ADD COLUMN since_at VARCHAR NOT NULL DEFAULT ''")
        connection.execute(update(SEEN).values(since_at=SEEN.c.first_at))


STEPS: tuple[Callable[[Connection], None], ...] = (_first, _second, _third)
"""STEPS[0] makes version 1 of an empty database, STEPS[n] makes version n + 1 of version n."""


def bring_up(connection: Connection, steps: Sequence[Callable[[Connection], None]] = STEPS) -> None:
    """Takes the steps that the database lacks. Within one transaction that nobody else writes beside.

    Raises RecordsError where the database is newer than this program, or another program's.
    """
    version = _version(connection)
    if version > len(steps):
        problem = f"The records were written by a newer Broadsheet (version {version} of them; this one knows {len(steps)})."
        raise RecordsError(Why.UNAVAILABLE, problem, "Update Broadsheet on this machine: pip install --upgrade broadsheet")
    for number, step in enumerate(steps[version:], start=version + 1):
        step(connection)
        connection.execute(insert(VERSIONS).values(version=number))


def is_made(connection: Connection) -> bool:
    """Whether records were ever kept in that database."""
    return VERSIONS.name in inspect(connection).get_table_names()


def _version(connection: Connection) -> int:
    """0 for an empty database."""
    names = inspect(connection).get_table_names()
    if VERSIONS.name in names:
        return connection.execute(select(func.max(VERSIONS.c.version))).scalar() or 0
    if names and connection.dialect.name == "sqlite":  # a PostgreSQL database may well hold other things beside
        raise RecordsError(
            Why.UNAVAILABLE,
            "The file is another program's database.",
            "Move it away, or name another file for the records.",
        )
    return 0
