"""Which versions of its pages the desk has seen, when first. The program's own notes, beside the history of what people said."""

import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from layout.proof.records import limits
from layout.proof.records.database import Database
from layout.proof.records.ledger import Clock, stamp
from layout.proof.records.tables import SEEN
from layout.proof.records.values import Label, PageStanding, SeenProof, Version

_ONE = ["issue", "page", "key"]
_NEWEST_FIRST = (SEEN.c.since_at.desc(), SEEN.c.id.desc())


class Now(NamedTuple):
    """A page's proof as it is now."""

    page: str
    key: str
    ink: str


class Versions:
    """An issue's versions. Safe for any number of threads."""

    def __init__(self, database: Database, issue: str, clock: Clock) -> None:
        self._database = database
        self._issue = issue
        self._clock = clock
        self._lock = threading.Lock()
        self._now: dict[str, Now] = {}

    def see(self, proofs: Iterable[Now], labelled: Mapping[str, frozenset[str]]) -> None:
        """These are the pages' proofs from now on. Writes only what was another until now. `labelled`: by page, those that are
        never forgotten."""
        checked = [_checked(each) for each in proofs]
        with self._lock:
            fresh = [each for each in checked if self._now.get(each.page) != each]
        if not fresh:
            return
        with self._database.writing() as connection:
            newest = self._newest(connection)
            for each in fresh:
                if newest.get(each.page) != each.key:  # a desk that was started again goes on with the version that it had
                    self._put(connection, each)
                    self._forget(connection, each.page, labelled.get(each.page, frozenset()))
        with self._lock:
            self._now.update({each.page: each for each in fresh})

    def add(self, proof: Now, at: datetime) -> None:
        """A version that was the page's at that time, and no longer is; of one that was seen nothing new."""
        with self._database.writing() as connection:
            connection.execute(self._row(_checked(proof), stamp(at)).on_conflict_do_nothing(index_elements=_ONE))

    def of(self, page: str) -> tuple[SeenProof, ...]:
        """Those of a page, the one that became present last first."""
        wanted = select(SEEN.c.page, SEEN.c.key, SEEN.c.ink, SEEN.c.first_at, SEEN.c.since_at)
        wanted = wanted.where(SEEN.c.issue == self._issue, SEEN.c.page == page).order_by(*_NEWEST_FIRST)
        with self._database.reading() as connection:
            rows = connection.execute(wanted)
            return tuple(SeenProof(*row) for row in rows if all(isinstance(each, str) for each in row))  # bytes are none of ours

    def of_inks(self, inks: Iterable[str]) -> Mapping[tuple[str, str], str]:
        """By page and ink, the key of the newest version that printed so. One question for all of them."""
        wanted = select(SEEN.c.page, SEEN.c.ink, SEEN.c.key).order_by(SEEN.c.since_at, SEEN.c.id)
        wanted = wanted.where(SEEN.c.issue == self._issue, SEEN.c.ink.in_(set(inks)))
        with self._database.reading() as connection:
            return {(page, ink): key for page, ink, key in connection.execute(wanted)}

    def present(self) -> frozenset[str]:
        """The keys of all pages as they are now; of a page that this program has not made yet, the last that it was."""
        with self._database.reading() as connection:
            newest = self._newest(connection)
        with self._lock:
            now = {page: each.key for page, each in self._now.items()}
        return frozenset(now.get(page, key) for page, key in newest.items())

    def _newest(self, connection: Connection) -> Mapping[str, str]:
        """By page, the key that became present last."""
        place = func.row_number().over(partition_by=SEEN.c.page, order_by=_NEWEST_FIRST)
        ranked = select(SEEN.c.page, SEEN.c.key, place.label("place")).where(SEEN.c.issue == self._issue).subquery()
        found = connection.execute(select(ranked.c.page, ranked.c.key).where(ranked.c.place == 1))
        return {row.page: row.key for row in found}

    def _put(self, connection: Connection, proof: Now) -> None:
        at = stamp(self._clock())
        connection.execute(self._row(proof, at).on_conflict_do_update(index_elements=_ONE, set_={"since_at": at}))

    def _row(self, proof: Now, at: str) -> "sqlite.Insert | postgresql.Insert":
        new = sqlite.insert(SEEN) if self._database.dialect == "sqlite" else postgresql.insert(SEEN)
        return new.values(issue=self._issue, page=proof.page, key=proof.key, ink=proof.ink, first_at=at, since_at=at)

    def _forget(self, connection: Connection, page: str, labelled: frozenset[str]) -> None:
        """The oldest of a page beyond the limit."""
        mine = (SEEN.c.issue == self._issue) & (SEEN.c.page == page)
        over = select(SEEN.c.id).where(mine).order_by(*_NEWEST_FIRST).offset(limits.SEEN)
        if self._database.dialect == "sqlite":
            over = over.limit(-1)  # SQLite's grammar knows no offset without
        connection.execute(delete(SEEN).where(SEEN.c.id.in_(over), SEEN.c.key.not_in(labelled)))


def with_labels(seen: Iterable[SeenProof], standing: PageStanding) -> tuple[Version, ...]:
    """Each version with what was done with it. Pure. One that was labelled and never seen here is left out."""
    labels: dict[str, list[Label]] = {}
    for label in standing.labels:
        labels.setdefault(label.proof, []).append(label)
    return tuple(Version(*each, tuple(labels.get(each.key, ()))) for each in seen)


def held(standings: Iterable[PageStanding]) -> frozenset[str]:
    """The keys that must stay on disk: what was signed, as long as that was not withdrawn, released, printed last, and
    all that was ever sent: a printer has it. Pure.

    A sign-off that lapsed may hold again, and its page is compared with then."""
    keys: set[str] = set()
    for page in standings:
        keys.update(each.proof for each in (*page.signed, page.released, page.printed) if each is not None)
        keys.update(each.proof for each in page.labels if each.what == "sent")
    return frozenset(keys)


def _checked(proof: Now) -> Now:
    limits.label(proof.page, "The page's number")
    limits.digest(proof.key, "The proof's key")
    limits.digest(proof.ink, "The ink")
    return proof
