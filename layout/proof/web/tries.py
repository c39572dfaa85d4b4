"""How often a way in may be tried, by whom. Two kinds, each with allowances of its own: the token, name and password.

An address that has had its share takes nothing from what is left for all the others. Who guesses one person's password from many
addresses slows that person down by seconds, and shuts nobody out: a browser in which they came in before is counted for itself.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from layout.base.values import dataclass
from layout.proof.web.rates import Allowance, GrowingDelay

_TRIES_AT_ONCE, _TRIES_A_SECOND = 60.0, 2.0  # of one address; all browsers of this machine have one
_ALL_AT_ONCE, _ALL_A_SECOND = 200.0, 10.0
_DEVICE_AT_ONCE, _DEVICE_A_SECOND = 10.0, 0.2
_FREE, _MOST = 4, 60.0  # seconds, for a name from one address or browser
_FREE_OF_NAME, _MOST_OF_NAME = 10, 4.0  # for a name, wherever it is tried: it is waited for, and never refused
_FREE_OF_ADDRESS, _MOST_OF_ADDRESS = 20, 300.0
_FORGETS_OF_ADDRESS = 600.0  # seconds a failure: a newsroom behind one address mistypes all night
_AT_A_TIME = 2  # argon2 takes 64 MB and a core each
_EVERYONE = "everyone"


class Tries:
    """Of one way in: what an address may take, and what all may together."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._address = Allowance(_TRIES_AT_ONCE, _TRIES_A_SECOND, clock)
        self._all = Allowance(_ALL_AT_ONCE, _ALL_A_SECOND, clock)

    def wait(self, origin: str) -> float:
        """Take one try: 0, or the seconds until there is one. What an address is refused is taken from nobody else."""
        return self._address.wait(origin) or self._all.wait(_EVERYONE)


@dataclass(frozen=True, slots=True)
class Try:
    """One of a password. `name` as it is looked up; `origin` an address; `device` the browser's own mark where that name came in
    by it before, else ""."""

    name: str
    origin: str
    device: str = ""

    @property
    def pair(self) -> str:
        """The name as tried from there."""
        return f"{self.origin}\n{self.name}"


class PasswordTries:
    """Of names and passwords."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._tries = Tries(clock)
        self._devices = Allowance(_DEVICE_AT_ONCE, _DEVICE_A_SECOND, clock)
        self._of_device = GrowingDelay(_FREE, _MOST, clock)
        self._of_pair = GrowingDelay(_FREE, _MOST, clock)
        self._of_name = GrowingDelay(_FREE_OF_NAME, _MOST_OF_NAME, clock)
        self._of_address = GrowingDelay(_FREE_OF_ADDRESS, _MOST_OF_ADDRESS, clock, _FORGETS_OF_ADDRESS)
        self._at_a_time = asyncio.Semaphore(_AT_A_TIME)
        self._turns: dict[str, tuple[asyncio.Lock, int]] = {}

    def wait(self, tried: Try) -> float:
        """Take one try: 0, or the seconds until there is one."""
        if tried.device:
            return self._of_device.wait(tried.device) or self._devices.wait(tried.device)
        wait = max(self._of_pair.wait(tried.pair), self._of_address.wait(tried.origin))
        return wait or self._tries.wait(tried.origin)

    def begun(self, tried: Try) -> float:
        """It counts as failed until it has succeeded, so that tries at the same time count too. Seconds to hold it up."""
        if tried.device:
            self._of_device.failed(tried.device)
            return 0.0
        held_up = self._of_name.delay(tried.name)
        for delay, who in self._counted(tried):
            delay.failed(who)
        return held_up

    def succeeded(self, tried: Try) -> None:
        """All of the name is forgotten. Of the address this one try alone: else whoever guesses at others' names would come in by
        their own in between, and begin anew."""
        if tried.device:
            self._of_device.succeeded(tried.device)
        else:
            self._of_address.taken_back(tried.origin)
        self._of_pair.succeeded(tried.pair)
        self._of_name.succeeded(tried.name)

    @asynccontextmanager
    async def turn(self, origin: str) -> AsyncIterator[None]:
        """Its turn at the passwords: two are looked at together, never two of one address."""
        lock, waiting = self._turns.get(origin) or (asyncio.Lock(), 0)
        self._turns[origin] = lock, waiting + 1
        try:
            async with lock, self._at_a_time:
                yield
        finally:
            lock, waiting = self._turns.pop(origin)
            if waiting > 1:
                self._turns[origin] = lock, waiting - 1

    def _counted(self, tried: Try) -> tuple[tuple[GrowingDelay, str], ...]:
        return (self._of_pair, tried.pair), (self._of_name, tried.name), (self._of_address, tried.origin)
