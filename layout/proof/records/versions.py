"""Which versions of its pages the desk has seen, when first. The program's own notes, beside the history of what people said."""

import threading
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from layout.proof.records import limits
from layout.proof.records.database import Database
from layout.proof.records.ledger import Clock, stamp
from layout.proof.records.tables import SEEN
from layout.proof.records.values import Label, PageStanding, SeenProof, Version


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
        """These are the pages' proofs from now on. Writes only what was never seen. `labelled`: by page, those that
        are never forgotten."""
        checked = [_checked(each) for each in proofs]
        with self._lock:
            fresh = [each for each in checked if self._now.get(each.page) != each]
        if not fresh:
            return
        with self._database.writing() as connection:
            for each in fresh:
                if self._insert(connection, each):
                    self._forget(connection, each.page, labelled.get(each.page, frozenset()))
        with self._lock:
            self._now.update({each.page: each for each in fresh})

    def of(self, page: str) -> tuple[SeenProof, ...]:
        """Those of a page, the newest first."""
        wanted = select(SEEN.c.page, SEEN.c.key, SEEN.c.ink, SEEN.c.first_at)
        wanted = wanted.where(SEEN.c.issue == self._issue, SEEN.c.page == page).order_by(SEEN.c.id.desc())
        with self._database.reading() as connection:
            return tuple(SeenProof(*row) for row in connection.execute(wanted))

    def of_inks(self, inks: Iterable[str]) -> Mapping[tuple[str, str], str]:
        """By page and ink, the key of the newest version that printed so. One question for all of them."""
        wanted = select(SEEN.c.page, SEEN.c.ink, SEEN.c.key).order_by(SEEN.c.id)
        wanted = wanted.where(SEEN.c.issue == self._issue, SEEN.c.ink.in_(set(inks)))
        with self._database.reading() as connection:
            return {(page, ink): key for page, ink, key in connection.execute(wanted)}

    def present(self) -> frozenset[str]:
        """The keys of all pages as they are now; of a page that this program has not made yet, the last that came new."""
        last = select(func.max(SEEN.c.id)).where(SEEN.c.issue == self._issue).group_by(SEEN.c.page)
        with self._database.reading() as connection:
            newest = connection.execute(select(SEEN.c.page, SEEN.c.key).where(SEEN.c.id.in_(last))).all()
        with self._lock:
            now = {page: each.key for page, each in self._now.items()}
        return frozenset(now.get(page, key) for page, key in newest)

    def _insert(self, connection: Connection, proof: Now) -> bool:
        new = sqlite.insert(SEEN) if self._database.dialect == "sqlite" else postgresql.insert(SEEN)
        row = new.values(issue=self._issue, page=proof.page, key=proof.key, ink=proof.ink, first_at=stamp(self._clock()))
        added = row.on_conflict_do_nothing(index_elements=["issue", "page", "key"]).returning(SEEN.c.id)
        return connection.execute(added).scalar() is not None

    def _forget(self, connection: Connection, page: str, labelled: frozenset[str]) -> None:
        """The oldest of a page beyond the limit."""
        mine = (SEEN.c.issue == self._issue) & (SEEN.c.page == page)
        newest = select(SEEN.c.id).where(mine).order_by(SEEN.c.id.desc()).limit(1).offset(limits.SEEN)
        oldest = connection.execute(newest).scalar()
        if oldest is not None:
            connection.execute(delete(SEEN).where(mine, SEEN.c.id <= oldest, SEEN.c.key.not_in(labelled)))


def with_labels(seen: Iterable[SeenProof], standing: PageStanding) -> tuple[Version, ...]:
    """Each version with what was done with it. Pure. One that was labelled and never seen here is left out."""
    labels: dict[str, list[Label]] = {}
    for label in standing.labels:
        labels.setdefault(label.proof, []).append(label)
    return tuple(Version(each.page, each.key, each.ink, each.first_at, tuple(labels.get(each.key, ()))) for each in seen)


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
