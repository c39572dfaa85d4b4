"""A database opened: SQLite in a file of one's own, or PostgreSQL. The same statements go to both; this module alone knows which.

Writing is done one at a time, across threads, processes and machines: so ids grow in the order in which things become visible,
and whoever reads on from the last id that was read misses nothing.
"""

import re
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from layout.proof.records.records_file import RecordsFile, check_named
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.tables import VERSIONS, bring_up, is_made

PATIENCE = 5.0  # seconds to wait for somebody who is writing
_WRITERS = 0x42_53_44  # any number that no other program on that PostgreSQL server takes for its advisory locks
_ALONE = f"SELECT pg_advisory_xact_lock({_WRITERS})"
_INSTALL = "pip install 'broadsheet[postgres]'"
_LITTLE = 1_000_000  # bytes; where the disk has less room it is tried whether anything can be written


class Database:
    """An opened database. Safe for any number of threads; `close` when all are done. `patience`: seconds to wait for others who
    are writing, threads of this program and all others together."""

    def __init__(self, engine: Engine, place: str, patience: float, file: RecordsFile | None = None) -> None:
        self._engine = engine
        self._file = file
        self._place = place
        self._patience = patience
        self._failed = False  # something could not be written, and nothing was since then to see whether that goes again
        self._one_writer = threading.Lock()  # threads queue here, for SQLite's own waiting is a sleep

    @property
    def place(self) -> str:
        """As sentences begin: `The records in desk.sqlite3`."""
        return self._place

    @property
    def real_path(self) -> str:
        """Of the file, links followed; "" where there is none."""
        return self._file.real_path if self._file is not None else ""

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees what was committed. Raises RecordsError."""
        with _told(self._place), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside; on disk when it is left, gone when it is left by an exception."""
        with self._writes(self._patience) as connection:
            yield connection

    def check(self, seconds: float) -> None:
        """Whether it can be written now; whoever writes is waited for `seconds` at most. Nothing is written for that, unless the
        last writing failed or the disk has little room. Raises RecordsError."""
        with self._writes(seconds) as connection:
            if self._failed or self._has_little_room():
                connection.execute(update(VERSIONS).values(version=VERSIONS.c.version))
                self._failed = False  # here alone: another transaction may have found nothing to write, which proves nothing

    @contextmanager
    def _writes(self, seconds: float) -> Iterator[Connection]:
        until = time.monotonic() + seconds
        if not self._one_writer.acquire(timeout=seconds):
            raise _busy(self._place)
        try:
            left = max(0.0, until - time.monotonic())
            with _told(self._place), self._engine.execution_options(desk_writes=True, desk_waits=left).begin() as connection:
                if self.dialect == "postgresql":
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(left * 1000))}")  # 0 is for ever
                    connection.exec_driver_sql(_ALONE)
                self._check_file()
                yield connection
                self._check_file()  # what is committed now is told to be kept
        except RecordsError as error:
            self._failed = self._failed or error.why is Why.UNAVAILABLE
            raise
        finally:
            self._one_writer.release()

    def _check_file(self) -> None:
        if self._file is not None:
            self._file.check()

    def _has_little_room(self) -> bool:
        return self._file is not None and shutil.disk_usage(self._file.path.parent).free < _LITTLE

    def close(self) -> None:
        """Lets go of all connections."""
        self._engine.dispose()


def open_database(url_or_path: str | Path, patience: float = PATIENCE) -> Database:
    """The database there, made where there is none, brought to this program's version. Raises RecordsError.

    `url_or_path`: a file for SQLite, or `postgresql://user@host/name`. `patience`: seconds to wait for other writers.
    """
    database = _connected(url_or_path, patience)
    with _closed_on_error(database), database.writing() as connection:
        bring_up(connection)
    return database


def find_database(url_or_path: str | Path, patience: float = PATIENCE) -> Database | None:
    """The same where records were kept there before; None where there are none: then nothing is made. Raises RecordsError."""
    if _url_of(url_or_path) is None and not Path(url_or_path).is_file():
        return None
    database = _connected(url_or_path, patience)
    with _closed_on_error(database):
        with database.reading() as connection:
            there = is_made(connection)
        if not there:
            database.close()
            return None
        with database.writing() as connection:
            bring_up(connection)
    return database


def check_place(url_or_path: str | Path) -> None:
    """Whether records can be meant by that; nothing is opened, nor made. Raises RecordsError."""
    _url_of(url_or_path)


def _connected(url_or_path: str | Path, patience: float) -> Database:
    url = _url_of(url_or_path)
    return _postgres(url, patience) if url is not None else _sqlite(Path(url_or_path), patience)


@contextmanager
def _closed_on_error(database: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise


def _url_of(url_or_path: str | Path) -> URL | None:
    """None for a file."""
    if isinstance(url_or_path, Path):
        return None
    if "://" not in url_or_path:
        if _LIKE_ADDRESS.search(
            url_or_path
        ):  # else a file of that name would be made, and named in complaints: a password in both
            raise RecordsError(Why.WRONG, "That looks like a database's address, and is none.", _WRITE_URL)
        check_named(Path(url_or_path))
        return None
    try:
        url = make_url(url_or_path)
    except (ArgumentError, ValueError):
        raise RecordsError(Why.WRONG, "The database's address cannot be read.", _WRITE_URL) from None
    if "@" in (url.host or ""):
        raise RecordsError(Why.WRONG, "The database's address has more than one @.", "Write the one of the password as %40.")
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise RecordsError(Why.WRONG, f"Records are not kept in {url.drivername}.", _WRITE_URL)
    return url.set(drivername="postgresql+psycopg")


_WRITE_URL = "Write it as postgresql://user@host/database, or name a file."
_LIKE_ADDRESS = re.compile(r"@|password\s*=|\A\s*postgres", re.IGNORECASE)


def _sqlite(path: Path, patience: float) -> Database:
    place = f"The records in {path.name}"
    file = RecordsFile(path, place)
    engine = create_engine(URL.create("sqlite", database=str(file.path)), creator=lambda: file.connect(patience))

    def settle(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # or the driver begins transactions of its own, and later than asked
        for pragma in (_waits(patience), "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes then can be refused in the middle; this one cannot.
        options = connection.get_execution_options()
        connection.exec_driver_sql(f"PRAGMA {_waits(options.get('desk_waits', patience))}")
        immediate = options.get("desk_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    event.listen(engine, "connect", settle)
    event.listen(engine, "begin", begin)
    return Database(engine, place, patience, file)


def _waits(seconds: float) -> str:
    return f"busy_timeout = {round(seconds * 1000)}"


def _heard_of(url: URL, patience: float) -> dict[str, int]:
    """How long the driver waits for a server that is silent, where the address does not say: not for minutes."""
    seconds = max(2, round(patience))
    waits = {"connect_timeout": seconds, "keepalives_idle": 10, "tcp_user_timeout": 2_000 * seconds}
    return {name: wait for name, wait in waits.items() if name not in url.query}


_LASTING = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"


def _postgres(url: URL, patience: float) -> Database:
    place = f"The records on {url.host or 'this machine'}"
    waits = round(patience * 1000)
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args=_heard_of(url, patience))
    except ImportError as error:
        problem = "The driver for PostgreSQL is not installed."
        raise RecordsError(Why.UNAVAILABLE, problem, f"Install it: {_INSTALL}") from error

    def settle(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {waits}")
            # One who went away in the middle of writing must not hold up the others.
            cursor.execute("SET idle_in_transaction_session_timeout = 10000")
            # What was said is on disk when that is told, whatever the server does for others.
            cursor.execute(_LASTING)
        connection.commit()

    event.listen(engine, "connect", settle)
    return Database(engine, place, patience)


@contextmanager
def _told(place: str) -> Iterator[None]:
    """The driver's complaints as ours. What they quote stays out: it may be a note's text, or an address with a password."""
    try:
        yield
    except PoolTimeout as error:
        raise _busy(place) from error
    except DBAPIError as error:
        raise RecordsError(Why.UNAVAILABLE, *_complaint(place, error)) from error


def _complaint(place: str, error: DBAPIError) -> tuple[str, str]:
    said = str(error.orig)
    code = getattr(error.orig, "sqlstate", None) or ""
    if "locked" in said or code in ("55P03", "57014"):  # PostgreSQL's lock_not_available, query_canceled
        return f"{place} are held by another program.", "Try again in a moment; end the program that holds them."
    if any(each in said for each in ("not a database", "malformed", "no such table", "no such column", "not decode")):
        return f"{place} are damaged, or no database.", "Move the file away: a new one is made; or bring it back from a backup."
    if "readonly" in said or "unable to open" in said:
        return f"{place} may not be written.", "Give yourself the right to write the file and its folder."
    if "full" in said or code == "53100":
        return f"{place} cannot be written: the disk is full.", "Make room on it."
    if code in ("42501", "25006"):  # insufficient_privilege, read_only_sql_transaction
        remedy = "Make the user the database's owner: ALTER DATABASE name OWNER TO user; and give the address of the main server."
        return f"{place} may not be written by this user, or on this server.", remedy
    if code[:2] == "28" or "authentication" in said or "no password supplied" in said:
        return (
            f"{place} do not let you in.",
            "Look at the user in the database's address, and at the password there, in PGPASSWORD or ~/.pgpass.",
        )
    if code == "3D000" or "does not exist" in said:
        return f"{place} have no such database, user or table.", "Make it with createdb, or look at the database's address."
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return f"{place} cannot be reached.", "See that the database runs and that its address is right."
    problem = f"{place} could not be read or written ({type(error.orig).__name__})."
    return problem, "Try again; if it stays so, look at the database's log."


def _busy(place: str) -> RecordsError:
    return RecordsError(Why.UNAVAILABLE, f"{place} are busy.", "Try again in a moment.")
