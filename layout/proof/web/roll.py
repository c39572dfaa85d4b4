"""Who is let in by name: as the records say, and for a while as they said last, where they do not answer.

In: names. Out: people. Whoever only looks may go on for `LATELY_SECONDS` from when the records last said so of them; whoever says
something is asked for anew each time. It belongs to one asyncio loop.
"""

from collections.abc import Callable

from layout.base.values import dataclass
from layout.proof.records.limits import folded_name
from layout.proof.records.people import People, User
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.web.asking import Asking

LATELY_SECONDS = 3600.0
_PATIENCE = 0.8  # seconds, where somebody is known: then as they were
_PASSWORD_PATIENCE = 8.0  # seconds: hashing takes most of one, on a busy machine some
_THREADS = 2


@dataclass(frozen=True, slots=True)
class _Known:
    """What the records said when they were asked at that moment; None: not let in."""

    user: User | None
    asked: float


class Roll:
    """See the module. `clock`: seconds, of a clock that nobody sets."""

    def __init__(self, people: People, clock: Callable[[], float]) -> None:
        self._people = people
        self._clock = clock
        self._looking = Asking("broadsheet-entrance", _THREADS)
        self._checking = Asking("broadsheet-passwords", _THREADS)
        self._known: dict[str, _Known] = {}

    async def now(self, name: str) -> User | None:
        """The person of that name, where they may come in. Raises RecordsError."""
        asked = self._clock()
        return self._learn(name, await self._looking.look(self._people.admitted, name), asked)

    async def now_or_lately(self, name: str) -> User | None:
        """The same; where the records do not answer, as they said lately. Raises RecordsError where they said nothing lately."""
        known, asked = self._lately(name), self._clock()
        if known is None:
            return await self.now(name)
        try:
            return self._learn(name, await self._looking.look(self._people.admitted, name, patience=_PATIENCE), asked)
        except RecordsError as error:
            if error.why is not Why.UNAVAILABLE:
                raise
            return known.user

    def lately(self, name: str) -> User | None:
        """As the records said lately. Nobody is asked."""
        known = self._lately(name)
        return known.user if known is not None else None

    async def check_password(self, name: str, password: str) -> User | None:
        """The person, where the password is right. Raises RecordsError."""
        asked = self._clock()
        user = await self._checking.look(self._people.check_password, name, password, patience=_PASSWORD_PATIENCE)
        return self._learn(user.name, user, asked) if user is not None else None

    def _learn(self, name: str, user: User | None, asked: float) -> User | None:
        folded = folded_name(name)
        known = self._known.get(folded)
        if known is None or known.asked <= asked:  # an answer that comes late says nothing of now
            self._known[folded] = _Known(user, asked)
        return user

    def _lately(self, name: str) -> _Known | None:
        known = self._known.get(folded_name(name))
        return known if known is not None and self._clock() - known.asked < LATELY_SECONDS else None
