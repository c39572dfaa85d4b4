"""Named users: who may enter by name and password, and what their role allows. One set for a database, whatever its issues.

Who is there, with which role, follows from events; passwords are kept apart as Argon2 hashes, and only the last one.

A file of records can come with an unpacked folder, and people in it whose passwords others know. So whoever is added where there
is a file is sealed with a key of this user on this machine and with the file's place (`seal_with`): name, role and password
together. Whose seal is missing, of another key or another place is not let in, until they are added anew. A PostgreSQL server
knows itself whom it lets write, and its people need no seal.
"""

import hmac
import json
import os
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, insert, select

from layout.base.values import dataclass
from layout.proof.records import limits
from layout.proof.records.database import Database
from layout.proof.records.ledger import Clock, Ledger, utc_now
from layout.proof.records.names import mixes_alphabets, skeleton
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.roles import Role
from layout.proof.records.tables import PASSWORDS, SEALS
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
            users[folded] = _changed(known, event.what, event.body, event.id)
    return Staff(users)


def _changed(user: User, what: str, body: Mapping[str, str], stamp: int) -> User:
    match what:
        case What.ROLE_SET:
            return replace(user, role=Role(body["role"]), stamp=stamp)
        case What.PERSON_DISABLED:
            return replace(user, disabled=True, stamp=stamp)
        case What.PERSON_ENABLED:
            return replace(user, disabled=False, stamp=stamp)
        case What.PASSWORD_SET:
            return replace(user, stamp=stamp)
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
        self._key: bytes | None = None
        self._looked_at: dict[str, tuple[User, bool]] = {}  # by folded name, whose seal was right and whose was not

    def seal_with(self, key: bytes) -> None:
        """From now on people are sealed with that key, and let in by it, where the file of records lies. It changes nothing where
        the records are a server's."""
        real = os.fsencode(self._database.real_path)
        self._key = hmac.digest(key, b"people of the records in " + real, sha256) if real else None
        self._looked_at = {}

    def is_known_here(self, user: User) -> bool:
        """Whether name, role and password were written down on this machine, or nobody asks."""
        if self._key is None:
            return True
        folded = limits.folded_name(user.name)
        looked_at, right = self._looked_at.get(folded, (None, False))
        if looked_at != user:  # whatever changes a seal but a hash of today's parameters changes the stamp
            with self._database.reading() as connection:
                right = self._is_sealed(connection, user)
            self._looked_at[folded] = user, right
        return right

    def admitted(self, name: str) -> User | None:
        """The person of that name, where they may come in."""
        user = self.user(name)
        return user if user is not None and not user.disabled and self.is_known_here(user) else None

    def users(self) -> tuple[User, ...]:
        """All of them by name, the disabled too."""
        return tuple(sorted(self._ledger.now().users.values(), key=lambda user: limits.folded_name(user.name)))

    def user(self, name: str) -> User | None:
        """The one of that name, however it is capitalised; the disabled too."""
        return self._ledger.now().users.get(limits.folded_name(name))

    def admit(self, name: str, password: str, role: Role | None, by: str) -> User:
        """Whoever has that name comes in by that password from now on, all of it in one step or none: a new person; or one who is
        there, who was taken out too, in another role where one is given. A new person wants a role, and so does one who was taken
        out, and one who was not written down here: what a stranger wrote is not taken over."""
        shown = limits.person_name(name)
        secret = self._hash(password)
        met: list[tuple[User | None, User]] = []

        def decide(staff: Staff) -> Sequence[Saying]:
            before = staff.users.get(limits.folded_name(shown))
            if before is None:
                _check_new(staff, shown)
            met.append((before, _admitted(before, shown, role)))
            return tuple(Saying(what, limits.person_name(by), body=body) for what, body in _steps(before, met[0][1], role))

        def beside(connection: Connection) -> None:
            before, after = met[0]
            if role is None and before is not None and (before.disabled or not self._is_sealed(connection, before)):
                raise _no_role(shown)
            self._keep(connection, after, secret)

        staff, _ = self._ledger.say(decide, beside)
        return staff.users[limits.folded_name(shown)]

    def disable(self, name: str, by: str) -> User:
        """From now on this person does not get in, until they are admitted again. What was said stands; the password goes."""
        folded = limits.folded_name(name)

        def decide(staff: Staff) -> Sequence[Saying]:
            if folded not in staff.users:
                raise _nobody_of(name)
            return (Saying(What.PERSON_DISABLED, limits.person_name(by), body={"name": staff.users[folded].name}),)

        def beside(connection: Connection) -> None:
            for table in (PASSWORDS, SEALS):
                connection.execute(delete(table).where(table.c.folded == folded))

        staff, _ = self._ledger.say(decide, beside)
        return staff.users[folded]

    def check_password(self, name: str, password: str) -> User | None:
        """The person, where the password is right and they are not disabled. Takes as long for a name that nobody has."""
        if len(password) > limits.PASSWORD[1] or len(name) > 4 * limits.NAME:
            return None
        folded = limits.folded_name(name) if limits.is_text(name) else ""
        before = self.user(name)  # read before the hash, and again after it was checked, which takes its time
        with self._database.reading() as connection:
            found = connection.execute(select(PASSWORDS.c.hash).where(PASSWORDS.c.folded == folded)).scalar()
        right = self._verified(found or self._nobodys_hash(), password)
        user = self.admitted(name)
        if not right or not found or user is None or user != before:  # another password meanwhile: this one may be the old one
            return None
        if self._hasher.check_needs_rehash(found):
            self._rehash(user, found, password)
        return user

    def _keep(self, connection: Connection, user: User, secret: str) -> None:
        """The password of somebody: whoever gives it vouches for the person."""
        folded = limits.folded_name(user.name)
        connection.execute(delete(PASSWORDS).where(PASSWORDS.c.folded == folded))
        connection.execute(insert(PASSWORDS).values(folded=folded, hash=secret))
        self._seal(connection, user, secret)

    def _seal(self, connection: Connection, user: User, hashed: str) -> None:
        if self._key is None:
            return
        folded = limits.folded_name(user.name)
        connection.execute(delete(SEALS).where(SEALS.c.folded == folded))
        connection.execute(insert(SEALS).values(folded=folded, seal=_seal_of(self._key, user, hashed)))

    def _is_sealed(self, connection: Connection, user: User) -> bool:
        if self._key is None:
            return True
        kept = select(PASSWORDS.c.hash, SEALS.c.seal).join(SEALS, SEALS.c.folded == PASSWORDS.c.folded)
        found = connection.execute(kept.where(PASSWORDS.c.folded == limits.folded_name(user.name))).first()
        return found is not None and hmac.compare_digest(str(found.seal), _seal_of(self._key, user, str(found.hash)))

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

    def _rehash(self, user: User, before: str, password: str) -> None:
        """By today's parameters; unless somebody set another password or role meanwhile."""
        with self._turnstile:
            secret = self._hasher.hash(unicodedata.normalize("NFKC", password))
        with self._database.writing() as connection:
            kept = (PASSWORDS.c.folded == limits.folded_name(user.name)) & (PASSWORDS.c.hash == before)
            if self._is_sealed(connection, user) and connection.execute(select(PASSWORDS.c.hash).where(kept)).first():
                self._keep(connection, user, secret)


def _check_new(staff: Staff, shown: str) -> None:
    """Whether somebody new can have that name."""
    if mixes_alphabets(shown) or not skeleton(shown):
        raise RecordsError(Why.WRONG, "The name mixes alphabets, so that it looks like another.", "Write it in one of them.")
    alike = next((each.name for each in staff.users.values() if skeleton(each.name) == skeleton(shown)), "")
    if alike:
        raise RecordsError(Why.CONFLICT, f"There is a {alike} already, who looks the same.", "Take another name.")
    if len(staff.users) >= limits.PEOPLE:
        raise RecordsError(Why.TOO_MUCH, f"There are {limits.PEOPLE:,} people already.", "Use a name that is there.")


def _admitted(before: User | None, shown: str, role: Role | None) -> User:
    """`before`: None for somebody new."""
    if before is not None:
        return replace(before, role=role or before.role, disabled=False)
    if role is None:
        raise _no_role(shown)
    return User(shown, role)


def _steps(before: User | None, after: User, role: Role | None) -> Iterator[tuple[What, dict[str, str]]]:
    """What makes one of the other, as it is written down."""
    if before is None:
        yield What.PERSON_ADDED, {"name": after.name, "role": str(after.role)}
        return
    if role is not None:
        yield What.ROLE_SET, {"name": after.name, "role": str(role)}
    yield What.PASSWORD_SET, {"name": after.name}
    if before.disabled:
        yield What.PERSON_ENABLED, {"name": after.name}


def _no_role(shown: str) -> RecordsError:
    return RecordsError(Why.WRONG, f"Nobody here has said which role {shown} has.", f"Say it: one of {', '.join(Role)}.")


def _nobody_of(name: str) -> RecordsError:
    return RecordsError(Why.UNKNOWN, f"There is nobody called {name[: limits.NAME]}.", "Look at the list of names.")


def _seal_of(key: bytes, user: User, hashed: str) -> str:
    """Not of the stamp: the events of other issues come in between."""
    told = json.dumps([user.name, str(user.role), hashed])
    return hmac.digest(key, f"people\n{told}".encode(), sha256).hex()
