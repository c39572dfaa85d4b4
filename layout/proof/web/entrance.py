"""Who may come in, by which door, and as whom.

Two ways: on loopback whoever has the token in the address, as the person that the command named, in the highest role; else people
by name and password, each in the role that the records say, looked up anew at each request.
"""

import asyncio
import hmac
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from starlette.requests import HTTPConnection
from starlette.responses import Response

from layout.proof.records.people import People, User
from layout.proof.records.roles import Action, Role
from layout.proof.web.answers import Complaint
from layout.proof.web.doors import Doors
from layout.proof.web.rates import Allowance, GrowingDelay, origin_of_tries
from layout.proof.web.secret import Secret
from layout.proof.web.sessions import Session, Sessions

_TRIES_AT_ONCE, _TRIES_A_SECOND = 60.0, 2.0  # of one address; all browsers of this machine have one
_ALL_AT_ONCE, _ALL_A_SECOND = 200.0, 10.0
_FREE_OF_NAME, _MOST_OF_NAME = 4, 60.0  # seconds: who forgot a password waits; nobody is shut out for good by another's tries
_FREE_OF_ADDRESS, _MOST_OF_ADDRESS = 20, 300.0
_AT_A_TIME = 2  # argon2 takes 64 MB and a core each
_EVERYONE = "everyone"

_WAIT = "Wait a moment, then try it again."


class Who(NamedTuple):
    """Somebody who is in."""

    name: str
    role: Role
    session: Session


class Entrance:
    """Of one desk. `inside`: where people come in by name, the records' people; where by the token, the name that they go by."""

    def __init__(self, doors: Doors, secret: Secret, folder: Path, inside: "People | str", clock: "Clocks") -> None:
        assert doors.loopback or isinstance(inside, People), "another address than loopback wants people with passwords"
        self.doors = doors
        self._inside = inside
        self.sessions = Sessions(secret.key, doors.cookie, folder / "ended", clock.wall)
        self._token = secret.token.encode()
        self._address = Allowance(_TRIES_AT_ONCE, _TRIES_A_SECOND, clock.steady)
        self._all = Allowance(_ALL_AT_ONCE, _ALL_A_SECOND, clock.steady)
        self._of_name = GrowingDelay(_FREE_OF_NAME, _MOST_OF_NAME, clock.steady)
        self._of_address = GrowingDelay(_FREE_OF_ADDRESS, _MOST_OF_ADDRESS, clock.steady)
        self._at_a_time = asyncio.Semaphore(_AT_A_TIME)

    @property
    def by_name(self) -> bool:
        """True where people come in by name and password."""
        return isinstance(self._inside, People)

    async def who(self, request: HTTPConnection) -> Who | None:
        """Who asks; None for nobody."""
        session = self.sessions.find(request.cookies.get(self.doors.cookie))
        if session is None:
            return None
        if not isinstance(self._inside, People):
            return Who(self._inside, Role.RELEASE, session) if not session.name else None
        user = await asyncio.to_thread(self._inside.user, session.name) if session.name else None
        if user is None or user.disabled or _bound_to(user) != session.bound:
            return None
        return Who(user.name, user.role, session)

    def by_token(self, token: str, address: str) -> str:
        """The cookie of a new session. Raises Complaint; how often one may try does not hang on whether the token was right."""
        wait = max(self._address.wait(origin_of_tries(address)), self._all.wait(_EVERYONE))
        if wait:
            raise too_often(wait)
        given = sha256(token.encode("utf-8", "replace")).digest()
        if self.by_name or not hmac.compare_digest(given, sha256(self._token).digest()):
            raise Complaint(403, "This address does not let you in.", "Open the one that the command showed when it started.")
        return self.sessions.begin()

    async def by_password(self, name: str, password: str, address: str) -> str | None:
        """The cookie of a new session; None where name and password are not those of anybody. Raises Complaint for too many."""
        assert isinstance(self._inside, People), "asked where people come in by name"
        name_key, address_key = name.casefold()[:200], origin_of_tries(address)
        wait = max(self._of_name.wait(name_key), self._of_address.wait(address_key))
        wait = wait or self._address.wait(address_key) or self._all.wait(_EVERYONE)
        if wait:
            raise too_often(wait)
        self._of_name.failed(name_key)
        self._of_address.failed(address_key)
        async with self._at_a_time:
            user = await asyncio.to_thread(self._inside.check_password, name, password)
        if user is None:
            return None
        self._of_name.succeeded(name_key)
        self._of_address.succeeded(address_key)
        return self.sessions.begin(user.name, _bound_to(user))

    def give(self, response: Response, cookie: str, name: str = "") -> None:
        """The session's cookie with the answer."""
        flags = {"httponly": True, "path": "/", "secure": self.doors.secure}
        response.set_cookie(self.doors.cookie, cookie, max_age=self.sessions.seconds(name), samesite="strict", **flags)  # type: ignore[arg-type]

    def take_away(self, response: Response) -> None:
        """The cookie goes."""
        response.delete_cookie(self.doors.cookie, path="/", secure=self.doors.secure, httponly=True, samesite="strict")


class Clocks(NamedTuple):
    """`wall`: seconds since 1970; `steady`: of a clock that nobody sets."""

    wall: Callable[[], float]
    steady: Callable[[], float]


def allow(who: Who, action: Action) -> None:
    """Raises Complaint where the person's role does not reach so far."""
    if not who.role.allows(action):
        raise Complaint(403, f"Your role, {who.role}, does not reach that far.", "Ask somebody who may.")


def _bound_to(user: User) -> str:
    """A session ends with the password, the role, the place in the list under which it began."""
    return str(user.stamp)


def too_often(wait: float) -> Complaint:
    """For who tries too often; it says nothing of what was tried."""
    seconds = int(wait) + 1
    return Complaint(429, "There were too many tries.", _WAIT, {"Retry-After": str(seconds)})
