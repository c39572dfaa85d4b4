"""Named users: who may enter by name and password, and what their role allows. One set for a database, whatever its issues.

Who is there, with which role, follows from events; passwords are kept apart as Argon2 hashes, and only the last one.
"""

import threading
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, insert, select, update

from layout.base.values import dataclass
from layout.proof.records import limits
from layout.proof.records.database import Database
from layout.proof.records.ledger import Beside, Clock, Ledger, utc_now
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.roles import Role
from layout.proof.records.tables import PASSWORDS
from layout.proof.records.values import Event, Saying, What

AT_ONCE = 2  # passwords hashed at a time: each takes 64 MB of memory


@dataclass(frozen=True, slots=True)
class User:
    """A person. `stamp` changes with password, role and disabling: a session that was begun under another one is over."""

    name: str
    role: Role
    disabled: bool = False
    stamp: int = 0


@dataclass(frozen=True, slots=True)
class Staff:
    """All users, by folded name."""

    users: Mapping[str, User] = field(default_factory=dict)


def fold_staff(staff: Staff, events: Sequence[Event]) -> Staff:
    """The users after these events. Pure."""
    users = dict(staff.users)
    for event in events:
        folded = limits.folded_name(event.body.get("name", ""))
        known = users.get(folded)
        if event.what == What.PERSON_ADDED:
            users[folded] = User(event.body["name"], Role(event.body["role"]), False, event.id)
        elif known is not None:
            users[folded] = _changed(known, event)
    return Staff(users)


def _changed(user: User, event: Event) -> User:
    match event.what:
        case What.ROLE_SET:
            return replace(user, role=Role(event.body["role"]), stamp=event.id)
        case What.PERSON_DISABLED:
            return replace(user, disabled=True, stamp=event.id)
        case What.PERSON_ENABLED:
            return replace(user, disabled=False, stamp=event.id)
        case What.PASSWORD_SET:
            return replace(user, stamp=event.id)
        case _:
            return user


class People:
    """The users of a database. Safe for any number of threads. All raise RecordsError; `by` is who does it."""

    def __init__(self, database: Database, clock: Clock = utc_now, hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._ledger = Ledger(database, "", Staff(), fold_staff, clock)
        self._hasher = hasher or PasswordHasher()  # RFC 9106, the second recommended set
        self._turnstile = threading.BoundedSemaphore(AT_ONCE)
        self._nobody = ""  # a hash for names that nobody has; made when the first is asked for

    def users(self) -> tuple[User, ...]:
        """All of them by name, the disabled too."""
        return tuple(sorted(self._ledger.now().users.values(), key=lambda user: limits.folded_name(user.name)))

    def user(self, name: str) -> User | None:
        """The one of that name, however it is capitalised; the disabled too."""
        return self._ledger.now().users.get(limits.folded_name(name))

    def add_user(self, name: str, password: str, role: Role, by: str) -> User:
        """A new person."""
        shown, secret = limits.person_name(name), self._hash(password)
        folded = limits.folded_name(shown)

        def decide(staff: Staff) -> Sequence[Saying]:
            if folded in staff.users:
                raise RecordsError(Why.CONFLICT, f"There is a {staff.users[folded].name} already.", "Take another name.")
            if len(staff.users) >= limits.PEOPLE:
                raise RecordsError(Why.TOO_MUCH, f"There are {limits.PEOPLE:,} people already.", "Use a name that is there.")
            return (Saying(What.PERSON_ADDED, limits.person_name(by), body={"name": shown, "role": str(role)}),)

        self._ledger.say(decide, lambda connection: _keep(connection, folded, secret))
        return self._known(shown)

    def set_password(self, name: str, password: str, by: str) -> User:
        """Another password; whoever is in under the old one is out."""
        secret, folded = self._hash(password), limits.folded_name(name)
        return self._say(What.PASSWORD_SET, name, by, {}, lambda connection: _keep(connection, folded, secret))

    def set_role(self, name: str, role: Role, by: str) -> User:
        """Another role."""
        return self._say(What.ROLE_SET, name, by, {"role": str(role)})

    def disable(self, name: str, by: str) -> User:
        """From now on this person does not get in. What was said stands."""
        return self._say(What.PERSON_DISABLED, name, by, {})

    def enable(self, name: str, by: str) -> User:
        """Gets in again, by the password there was."""
        return self._say(What.PERSON_ENABLED, name, by, {})

    def check_password(self, name: str, password: str) -> User | None:
        """The person, where the password is right and they are not disabled. Takes as long for a name that nobody has."""
        if len(password) > limits.PASSWORD[1] or len(name) > 4 * limits.NAME:
            return None
        folded = limits.folded_name(name) if limits.is_text(name) else ""
        with self._database.reading() as connection:
            found = connection.execute(select(PASSWORDS.c.hash).where(PASSWORDS.c.folded == folded)).scalar()
        right = self._verified(found or self._nobodys_hash(), password)
        user = self.user(name)
        if not right or not found or user is None or user.disabled:
            return None
        if self._hasher.check_needs_rehash(found):
            self._rehash(folded, found, password)
        return user

    def _say(self, what: What, name: str, by: str, body: Mapping[str, str], beside: Beside | None = None) -> User:
        folded = limits.folded_name(name)

        def decide(staff: Staff) -> Sequence[Saying]:
            if folded not in staff.users:
                raise _nobody_of(name)
            return (Saying(what, limits.person_name(by), body={"name": staff.users[folded].name, **body}),)

        self._ledger.say(decide, beside)
        return self._known(name)

    def _known(self, name: str) -> User:
        user = self.user(name)
        if user is None:
            raise _nobody_of(name)
        return user

    def _hash(self, password: str) -> str:
        checked = limits.password(password)
        with self._turnstile:
            return self._hasher.hash(checked)

    def _verified(self, kept: str, password: str) -> bool:
        with self._turnstile:
            try:
                return self._hasher.verify(kept, unicodedata.normalize("NFKC", password))
            except (VerificationError, InvalidHashError, UnicodeEncodeError):
                return False

    def _nobodys_hash(self) -> str:
        if not self._nobody:
            self._nobody = self._hasher.hash("nobody's")
        return self._nobody

    def _rehash(self, folded: str, before: str, password: str) -> None:
        """By today's parameters; unless somebody set another password meanwhile."""
        with self._turnstile:
            secret = self._hasher.hash(unicodedata.normalize("NFKC", password))
        with self._database.writing() as connection:
            kept = (PASSWORDS.c.folded == folded) & (PASSWORDS.c.hash == before)
            connection.execute(update(PASSWORDS).where(kept).values(hash=secret))


def _nobody_of(name: str) -> RecordsError:
    return RecordsError(Why.UNKNOWN, f"There is nobody called {name[: limits.NAME]}.", "Look at the list of names.")


def _keep(connection: Connection, folded: str, secret: str) -> None:
    connection.execute(delete(PASSWORDS).where(PASSWORDS.c.folded == folded))
    connection.execute(insert(PASSWORDS).values(folded=folded, hash=secret))
