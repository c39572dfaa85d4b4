"""Who is in: sessions by a signed cookie.

A session is a random id, its beginning and a name, signed with the desk's key: it holds when the desk is started again on the
same port. What is kept on the server is which sessions have ended before their time, beside the issue, until each would have
ended by itself; and which a person has. Of one who begins and ends very many all the older ones end, and none of another's.

Several desks have one folder: editions, issues, addresses. What has ended is one file of all of them, in which each has its own
part, and which each writes with what the others wrote there.
"""

import base64
import hmac
import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from layout.base.alone import InUse, alone
from layout.base.own_file import read_own
from layout.base.own_folder import open_own_folder
from layout.base.values import dataclass
from layout.base.whole_file import write_private

LOOPBACK_SECONDS = 7 * 24 * 3600
NAMED_SECONDS = 16 * 3600  # a long night at the desk
MOST_OF_NAME = 100
"""Sessions that one person has at a time; and of theirs that have ended, how many are written down one by one."""

_LONGEST_COOKIE = 1000
_PATIENCE = 5.0  # seconds for another desk that writes
_PARTS = 5
_MOST_ENDED = 16_000_000  # bytes: a hundred sessions of a thousand people come to half of it


@dataclass(frozen=True, slots=True)
class Session:
    """`name` "" for whoever came in by the token. `began` in seconds since 1970. `bound`: what the session hangs on, such as a
    print of the password; another one ends it."""

    id: str
    name: str
    began: int
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """Sessions that are over before their time. `one_by_one`: name and beginning by id. `before`: a moment by name; all that the
    person began before it are over."""

    one_by_one: Mapping[str, tuple[str, int]]
    before: Mapping[str, int]

    def holds(self, session: Session) -> bool:
        """Whether that one is over."""
        return session.id in self.one_by_one or session.began < self.before.get(session.name, 0)

    def with_one(self, session: Session) -> "Ended":
        """That one too."""
        return Ended({**self.one_by_one, session.id: (session.name, session.began)}, self.before)._folded(session.name)

    def with_all(self, other: "Ended") -> "Ended":
        """Those too."""
        before = {name: max(self.before.get(name, 0), other.before.get(name, 0)) for name in {**self.before, **other.before}}
        both = Ended({**self.one_by_one, **other.one_by_one}, before)
        for name in {name for name, _ in both.one_by_one.values()}:
            both = both._folded(name)
        return both

    def _folded(self, person: str) -> "Ended":
        """Where the person has very many, the older half becomes a moment."""
        theirs = sorted(began for name, began in self.one_by_one.values() if name == person)
        if len(theirs) <= MOST_OF_NAME:
            return self
        moment = theirs[len(theirs) // 2] + 1
        left = {each: told for each, told in self.one_by_one.items() if told[0] != person or told[1] >= moment}
        return Ended(left, {**self.before, person: max(moment, self.before.get(person, 0))})

    def without_old(self, now: float, life: Callable[[str], int]) -> "Ended":
        """Those that would not have ended by themselves by now."""
        one_by_one = {each: (name, began) for each, (name, began) in self.one_by_one.items() if began + life(name) > now}
        return Ended(one_by_one, {name: began for name, began in self.before.items() if began + life(name) > now})

    def as_json(self) -> dict[str, object]:
        """As it is kept."""
        return {"ended": self.one_by_one, "before": self.before}


class Sessions:
    """Of one desk. `cookie`: its name, which is signed too: a cookie of another port is none here.

    All but `write` is for the loop, and touches no disk."""

    def __init__(self, key: bytes, cookie: str, ended: Path, clock: Callable[[], float]) -> None:
        self.cookie = cookie
        self._key = key
        self._file = ended
        self._clock = clock
        self._known: dict[str, OrderedDict[str, Session]] = {}  # by name, the longest unused first
        self._ended = _read_ended(ended).get(cookie, _NONE)
        self._unwritten = False

    def begin(self, name: str = "", bound: str = "") -> str:
        """A new session; what goes into the cookie."""
        session = Session(secrets.token_urlsafe(18), name, int(self._clock()), bound)
        self._know(session)
        return self._signed(session)

    def find(self, cookie: str | None) -> Session | None:
        """The session of that cookie, if it is ours, has not ended and is not too old."""
        if not cookie or len(cookie) > _LONGEST_COOKIE or not cookie.isascii():
            return None
        told, _, signature = cookie.rpartition(".")
        if not hmac.compare_digest(signature, self._signature(told)):
            return None
        parts = told.split(".")
        assert len(parts) == _PARTS - 1, "what we signed has all its parts"
        session = Session(parts[0], _unpacked(parts[2]), int(parts[1]), parts[3])
        if self._ended.holds(session) or not 0 <= self._clock() - session.began < self._life(session):
            return None
        self._know(session)
        return session

    def end(self, session: Session) -> None:
        """It holds no longer; after a restart neither, when that is written."""
        self._known.get(session.name, OrderedDict()).pop(session.id, None)
        self._ended = self._ended.without_old(self._clock(), self.seconds).with_one(session)
        self._unwritten = True

    def to_write(self) -> Ended | None:
        """What has ended, where that is not written yet; it counts as written from now on."""
        unwritten, self._unwritten = self._unwritten, False
        return self._ended if unwritten else None

    def write(self, ended: Ended) -> None:
        """Write that down, with what all desks of the folder wrote. For a thread: it waits for the disk and for other desks.
        Where it can't be written it holds for as long as this desk runs."""
        with suppress(OSError, InUse):
            open_own_folder(self._file.parent)
            with alone(self._file.with_name(f"{self._file.name}.lock"), _PATIENCE, time.sleep):
                written = _read_ended(self._file)
                ours = {self.cookie: written.get(self.cookie, _NONE).with_all(ended)}
                now = self._clock()
                parts = {cookie: part.without_old(now, self.seconds) for cookie, part in {**written, **ours}.items()}
                told = {cookie: part.as_json() for cookie, part in parts.items() if part != _NONE}
                write_private(self._file, json.dumps(told).encode())

    def seconds(self, name: str) -> int:
        """How long a session of that name lasts."""
        return NAMED_SECONDS if name else LOOPBACK_SECONDS

    def _life(self, session: Session) -> int:
        return self.seconds(session.name)

    def _know(self, session: Session) -> None:
        known = self._known.setdefault(session.name, OrderedDict())
        known[session.id] = session
        known.move_to_end(session.id)
        if len(known) > MOST_OF_NAME:
            _, longest_unused = known.popitem(last=False)
            self.end(longest_unused)

    def _signed(self, session: Session) -> str:
        told = ".".join((session.id, str(session.began), _packed(session.name), session.bound))
        return f"{told}.{self._signature(told)}"

    def _signature(self, told: str) -> str:
        digest = hmac.digest(self._key, f"{self.cookie}\n{told}".encode(), sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _packed(name: str) -> str:
    return base64.urlsafe_b64encode(name.encode()).rstrip(b"=").decode()


def _unpacked(text: str) -> str:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()


_NONE = Ended({}, {})


def _read_ended(path: Path) -> dict[str, Ended]:
    """By cookie. A file that is damaged, missing or no file of ours has none."""
    try:
        return {str(cookie): _ended_of(part) for cookie, part in json.loads(read_own(path, _MOST_ENDED) or b"{}").items()}
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return {}


def _ended_of(told: Any) -> Ended:
    one_by_one = {str(each): (str(name), int(began)) for each, (name, began) in told["ended"].items()}
    return Ended(one_by_one, {str(name): int(began) for name, began in told["before"].items()})
