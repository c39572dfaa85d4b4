"""Who may come in, by which door, and as whom.

Two ways: on loopback whoever has the token in the address, as the person that the command named, in the highest role; else people
by name and password, each in the role that the records say, looked up anew at each request (see roll.py).
"""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from starlette.requests import HTTPConnection
from starlette.responses import Response

from layout.proof.records.limits import folded_name
from layout.proof.records.people import People, User
from layout.proof.records.roles import Action, Role
from layout.proof.web.answers import Complaint
from layout.proof.web.crowd import VISIT
from layout.proof.web.devices import DEVICE_SECONDS, Devices
from layout.proof.web.doors import Doors
from layout.proof.web.rates import origin_of_tries
from layout.proof.web.roll import Roll
from layout.proof.web.secret import Secret
from layout.proof.web.sessions import Session, Sessions
from layout.proof.web.tries import PasswordTries, Tries, Try

_MOST_NAME = 200  # characters that are told apart

_WAIT = "Wait a moment, then try it again."


class Who(NamedTuple):
    """Somebody who is in."""

    name: str
    role: Role
    session: Session

    @property
    def person(self) -> str:
        """What all of somebody's browsers have in common, where people have names."""
        return self.session.name or self.session.id


class Entrance:
    """Of one desk. `inside`: where people come in by name, the records' people; where by the token, the name that they go by."""

    def __init__(self, doors: Doors, secret: Secret, folder: Path, inside: "People | str", clock: "Clocks") -> None:
        assert doors.loopback or isinstance(inside, People), "another address than loopback wants people with passwords"
        self.doors = doors
        self._inside = Roll(inside, clock.steady) if isinstance(inside, People) else inside
        self.sessions = Sessions(secret.key, doors.cookie, folder / "ended", clock.wall)
        self._token = secret.token.encode()
        self._devices = Devices(secret.key, f"{doors.cookie}-known", clock.wall)
        self._tokens = Tries(clock.steady)
        self._passwords = PasswordTries(clock.steady)
        self._writer = ThreadPoolExecutor(1, "broadsheet-sessions")  # nobody waits for the records' threads

    @property
    def by_name(self) -> bool:
        """True where people come in by name and password."""
        return isinstance(self._inside, Roll)

    async def who(self, request: HTTPConnection) -> Who | None:
        """Who looks; None for nobody. Where the records do not answer, as they said lately. Raises RecordsError where they said
        nothing lately."""
        return await self._who(request, Roll.now_or_lately)

    async def who_now(self, request: HTTPConnection) -> Who | None:
        """Who says something; None for nobody. Raises RecordsError where the records do not answer."""
        return await self._who(request, Roll.now)

    def still_in(self, request: HTTPConnection) -> bool:
        """Whether whoever was in is, as far as is known without asking the records."""
        session = self._session_of(request)
        if session is None or not isinstance(self._inside, Roll):
            return session is not None
        user = self._inside.lately(session.name)
        return user is not None and _bound_to(user) == session.bound

    async def leave(self, request: HTTPConnection) -> None:
        """The request's session holds no longer, after a restart neither. The records are not asked for that."""
        session = self._session_of(request)
        if session is not None:
            self.sessions.end(session)
            await self._write()

    async def _who(self, request: HTTPConnection, look: "_Look") -> Who | None:
        session = self._session_of(request)
        await self._write()  # a session that is used may be one too many of somebody's
        if session is None:
            return None
        if not isinstance(self._inside, Roll):
            return _recognised(request, Who(self._inside, Role.RELEASE, session)) if not session.name else None
        user = await look(self._inside, session.name) if session.name else None
        if user is None or _bound_to(user) != session.bound:
            return None
        return _recognised(request, Who(user.name, user.role, session))

    def _session_of(self, request: HTTPConnection) -> Session | None:
        return self.sessions.find(request.cookies.get(self.doors.cookie))

    async def by_token(self, token: str, address: str) -> str:
        """The cookie of a new session. Raises Complaint; how often one may try does not hang on whether the token was right."""
        if self.by_name:  # nothing to guess here, and nothing to take from anybody
            raise Complaint(404, "There is nothing at this address.", "Log in by name and password.")
        wait = self._tokens.wait(origin_of_tries(address))
        if wait:
            raise too_often(wait)
        given = sha256(token.encode("utf-8", "replace")).digest()
        if not hmac.compare_digest(given, sha256(self._token).digest()):
            raise Complaint(403, "This address does not let you in.", "Open the one that the command showed when it started.")
        return await self._begin()

    async def by_password(self, name: str, password: str, address: str, device: str | None = None) -> str | None:
        """The cookie of a new session; None where name and password are not those of anybody. Raises Complaint for too many;
        RecordsError. `device`: what the browser says of who came in by it before."""
        assert isinstance(self._inside, Roll), "asked where people come in by name"
        tried = Try(folded_name(name)[:_MOST_NAME], origin_of_tries(address), self._devices.known(device, name))
        wait = self._passwords.wait(tried)
        if wait:
            raise too_often(wait)
        await asyncio.sleep(self._passwords.begun(tried))
        async with self._passwords.turn(tried.origin):
            user = await self._inside.check_password(name, password)
        if user is None:
            return None
        self._passwords.succeeded(tried)
        return await self._begin(user.name, _bound_to(user))

    async def _begin(self, name: str = "", bound: str = "") -> str:
        cookie = self.sessions.begin(name, bound)
        await self._write()
        return cookie

    async def _write(self) -> None:
        """Whatever has ended."""
        ended = self.sessions.to_write()
        if ended is not None:
            await asyncio.get_running_loop().run_in_executor(self._writer, self.sessions.write, ended)

    def give(self, response: Response, cookie: str, name: str = "") -> None:
        """The session's cookie with the answer."""
        flags = {"httponly": True, "path": "/", "secure": self.doors.secure}
        response.set_cookie(self.doors.cookie, cookie, max_age=self.sessions.seconds(name), samesite="strict", **flags)  # type: ignore[arg-type]

    def device_of(self, request: HTTPConnection) -> str | None:
        """What the browser says of who came in by it before."""
        return request.cookies.get(self._devices.cookie)

    def remember(self, response: Response, name: str) -> None:
        """That name came in by this browser: whoever guesses at it elsewhere does not keep it out here."""
        flags = {"httponly": True, "path": "/", "secure": self.doors.secure}
        mark = self._devices.mark(name)
        response.set_cookie(self._devices.cookie, mark, max_age=DEVICE_SECONDS, samesite="strict", **flags)  # type: ignore[arg-type]

    def take_away(self, response: Response) -> None:
        """The cookie goes."""
        response.delete_cookie(self.doors.cookie, path="/", secure=self.doors.secure, httponly=True, samesite="strict")


_Look = Callable[[Roll, str], Awaitable[User | None]]


class Clocks(NamedTuple):
    """`wall`: seconds since 1970; `steady`: of a clock that nobody sets."""

    wall: Callable[[], float]
    steady: Callable[[], float]


def allow(who: Who, action: Action) -> None:
    """Raises Complaint where the person's role does not reach so far."""
    if not who.role.allows(action):
        raise Complaint(403, f"Your role, {who.role}, does not reach that far.", "Ask somebody who may.")


def _recognised(request: HTTPConnection, who: Who) -> Who:
    """The connection is that of somebody who is in: strangers' go before it where there are too many."""
    visit = request.scope.get("state", {}).get(VISIT)
    if visit is not None:
        visit.is_of(who.person)
    return who


def _bound_to(user: User) -> str:
    """A session ends with the password, the role, the place in the list under which it began."""
    return str(user.stamp)


def too_often(wait: float) -> Complaint:
    """For who tries too often; it says nothing of what was tried."""
    seconds = int(wait) + 1
    return Complaint(429, "There were too many tries.", _WAIT, {"Retry-After": str(seconds)})
