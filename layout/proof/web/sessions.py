"""Who is in: sessions by a signed cookie.

A session is a random id, its beginning and a name, signed with the desk's key: it holds when the desk is started again on the
same port. What is kept on the server is which sessions have ended before their time, beside the issue, and how many there are.
"""

import base64
import hmac
import json
import secrets
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from layout.base.own_folder import open_own_folder
from layout.base.values import dataclass
from layout.base.whole_file import write_private

LOOPBACK_SECONDS = 7 * 24 * 3600
NAMED_SECONDS = 16 * 3600  # a long night at the desk
MOST_SESSIONS = 500
_MOST_ENDED = 5000
_LONGEST_COOKIE = 1000
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Session:
    """`name` "" for whoever came in by the token. `began` in seconds since 1970. `bound`: what the session hangs on, such as a
    print of the password; another one ends it."""

    id: str
    name: str
    began: int
    bound: str = ""


class Sessions:
    """Of one desk. `cookie`: its name, which is signed too: a cookie of another port is none here."""

    def __init__(self, key: bytes, cookie: str, ended: Path, clock: Callable[[], float]) -> None:
        self.cookie = cookie
        self._key = key
        self._file = ended
        self._clock = clock
        self._known: OrderedDict[str, int] = OrderedDict()
        self._ended = _read_ended(ended)

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
        if session.id in self._ended or not 0 <= self._clock() - session.began < self._life(session):
            return None
        self._know(session)
        return session

    def end(self, session: Session) -> None:
        """It holds no longer, after a restart neither."""
        self._known.pop(session.id, None)
        now = self._clock()
        self._ended = {each: until for each, until in self._ended.items() if until > now}
        self._ended[session.id] = session.began + self._life(session)
        for each in list(self._ended)[:-_MOST_ENDED]:
            del self._ended[each]
        with suppress(OSError):  # then it holds for as long as this desk runs
            open_own_folder(self._file.parent)
            write_private(self._file, json.dumps(self._ended).encode())

    def seconds(self, name: str) -> int:
        """How long a session of that name lasts."""
        return NAMED_SECONDS if name else LOOPBACK_SECONDS

    def _life(self, session: Session) -> int:
        return self.seconds(session.name)

    def _know(self, session: Session) -> None:
        self._known[session.id] = session.began
        self._known.move_to_end(session.id)
        if len(self._known) > MOST_SESSIONS:
            longest_unused, began = self._known.popitem(last=False)
            self.end(Session(longest_unused, "", began))

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


def _read_ended(path: Path) -> dict[str, float]:
    """A file that is damaged or missing has none."""
    try:
        ended = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(ended, dict):
        return {}
    return {str(each): float(until) for each, until in ended.items() if isinstance(until, int | float)}
