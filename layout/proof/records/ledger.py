"""Events appended and read on: what is the case now is folded from them, here, each time from where the last reading ended."""

import json
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Generic, TypeVar

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects import postgresql, sqlite

from layout.proof.records import limits
from layout.proof.records.database import Database
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.soundness import is_sound
from layout.proof.records.tables import EVENTS
from layout.proof.records.values import Event, Saying, What

Clock = Callable[[], datetime]
State = TypeVar("State")
Beside = Callable[[Connection], None]
Fold = Callable[[State, Sequence[Event]], State]
_COLUMNS = tuple(EVENTS.c[name] for name in Event._fields)
_RESERVED = frozenset(
    {
        What.APPROVED,
        What.WITHDRAWN,
        What.LAPSED,
        What.RESTORED,
        What.RELEASED,
        What.UNRELEASED,
        What.DIFFERS,
        What.AGREES,
        What.SENT,
        What.PERSON_ADDED,
        What.PASSWORD_SET,
        What.ROLE_SET,
        What.PERSON_DISABLED,
        What.PERSON_ENABLED,
    }
)
"""What must go on when a history is nearly full. All else is talk."""


def utc_now() -> datetime:
    """The time of the machine that writes."""
    return datetime.now(UTC)


class Ledger(Generic[State]):
    """One issue's events and what follows from them. Safe for any number of threads: states are values, never changed.

    `state`: that of no events; `fold`: pure, what follows from a state and the events after it.
    """

    def __init__(self, database: Database, issue: str, state: State, fold: Fold[State], clock: Clock = utc_now) -> None:
        self._database = database
        self._issue = issue
        self._fold = fold
        self._clock = clock
        self._lock = threading.Lock()
        self._known: tuple[State, int, int] = state, 0, 0  # how things stand after the event of that id, and how many there were

    def revision(self) -> int:
        """The id of the last event; 0 for none."""
        with self._database.reading() as connection:
            return connection.execute(select(func.max(EVENTS.c.id)).where(EVENTS.c.issue == self._issue)).scalar() or 0

    def now(self) -> State:
        """How things stand after all that was committed."""
        with self._database.reading() as connection:
            return self._read_on(connection)[0]

    def issues(self, *whats: What) -> tuple[str, ...]:
        """Of which any of that was said in this database, by their keys, the one that was spoken of last first."""
        said = select(EVENTS.c.issue).where(EVENTS.c.what.in_(whats)).group_by(EVENTS.c.issue)
        with self._database.reading() as connection:
            keys = connection.execute(said.order_by(func.max(EVENTS.c.id).desc())).scalars()
            return tuple(key for key in keys if isinstance(key, str))  # the file may have come with an unpacked folder

    def say(self, decide: Callable[[State], Sequence[Saying]], beside: Beside | None = None) -> tuple[State, tuple[int, ...]]:
        """Records what `decide` makes of how things stand, while nobody else writes. Returns how they stand then, and the events'
        ids, of what was said `once` before that of then.

        On disk when this returns. Where it raises nothing is recorded, unless a server went as it was to answer; what `decide`
        raises is raised. `beside` writes in the same transaction.
        """
        with self._database.writing() as connection:
            before = self._read_on(connection)
            sayings = decide(before[0])
            _check_room(before[2], sayings)
            ids = tuple(self._append(connection, each) for each in sayings)
            if beside is not None:
                beside(connection)
            after = self._after(connection, before)  # here, and not when it is on disk: nobody is told no of what was recorded
        self._remember(after)
        return after[0], ids

    def events(self, before: int | None = None, most: int = 100) -> tuple[Event, ...]:
        """The newest first; those before the event of that id."""
        wanted = select(*_COLUMNS).where(EVENTS.c.issue == self._issue)
        if before is not None:
            wanted = wanted.where(EVENTS.c.id < before)
        with self._database.reading() as connection:
            return self._events(connection.execute(wanted.order_by(EVENTS.c.id.desc()).limit(most)))

    def _read_on(self, connection: Connection) -> tuple[State, int, int]:
        with self._lock:
            known = self._known
        read = self._after(connection, known)
        self._remember(read)
        return read

    def _after(self, connection: Connection, known: tuple[State, int, int]) -> tuple[State, int, int]:
        state, last, count = known
        wanted = select(*_COLUMNS).where(EVENTS.c.issue == self._issue, EVENTS.c.id > last).order_by(EVENTS.c.id)
        events = self._events(connection.execute(wanted))
        return (self._fold(state, events), events[-1].id, count + len(events)) if events else known

    def _events(self, rows: Iterable[Row[tuple[object, ...]]]) -> tuple[Event, ...]:
        """Raises RecordsError where one is none that the program wrote."""
        events = []
        for row in rows:
            event = _event(row)
            if event is None or not is_sound(event):
                raise RecordsError(Why.UNAVAILABLE, f"{self._database.place} are damaged at event {row[0]}.", _BRING_BACK)
            events.append(event)
        return tuple(events)

    def _remember(self, read: tuple[State, int, int]) -> None:
        """What was read of what is on disk."""
        with self._lock:
            if self._known[1] < read[1]:  # another thread may have read further
                self._known = read

    def _append(self, connection: Connection, saying: Saying) -> int:
        """The event's id; where its `once` was said before, that one's."""
        new = sqlite.insert(EVENTS) if self._database.dialect == "sqlite" else postgresql.insert(EVENTS)
        row = {
            "issue": self._issue,
            "at": stamp(self._clock()),
            "by": saying.by,
            "what": str(saying.what),
            "page": saying.page,
            "note": saying.note,
            "proof": saying.proof,
            "ink": saying.ink,
            "body": json.dumps(saying.body, ensure_ascii=False, separators=(",", ":")),
            "once": saying.once or None,
        }
        only_once = new.values(row).on_conflict_do_nothing(index_elements=["issue", "once"])
        made = connection.execute(only_once.returning(EVENTS.c.id)).scalar()
        if made is None:
            before = select(EVENTS.c.id).where(EVENTS.c.issue == self._issue, EVENTS.c.once == saying.once)
            made = connection.execute(before).scalar_one()
        return int(made)


def stamp(at: datetime) -> str:
    """`2026-11-26T20:04:05.123456Z`, whatever zone it was told in: as text, times are in their order."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_BRING_BACK = "Bring them back from a backup; or move them away: new ones are begun, without what was said."


def _event(row: Row[tuple[object, ...]]) -> Event | None:
    """None where its body can't be read."""
    try:
        return Event._make((*row[:-1], json.loads(str(row[-1]))))
    except (ValueError, RecursionError):
        return None


def _check_room(count: int, sayings: Iterable[Saying]) -> None:
    """Talk stops before sign-off does: a full history must not hold up a page."""
    for number, each in enumerate(sayings, start=count + 1):
        most = limits.EVENTS if each.what in _RESERVED else limits.SPOKEN
        if number > most:
            problem = f"The issue's history is full: {most:,} entries of this kind are kept."
            raise RecordsError(Why.TOO_MUCH, problem, "Go on with a new issue file, or a new database.")
