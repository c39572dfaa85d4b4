"""How often somebody may try: guesses of the token, passwords. Bounded in memory, whatever is tried."""

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable

_MOST_KNOWN = 2000


class Allowance:
    """So many tries at once, and so many a second from then on, for each of whom it is kept."""

    def __init__(self, at_once: float, a_second: float, clock: Callable[[], float]) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, who: str) -> float:
        """Take one try: 0 where it is allowed, else the seconds until one is."""
        now = self._clock()
        left, since = self._left.pop(who, (self._at_once, now))
        left = min(self._at_once, left + (now - since) * self._a_second)
        allowed = left >= 1
        self._left[who] = (left - 1 if allowed else left, now)
        if len(self._left) > _MOST_KNOWN:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._a_second


class GrowingDelay:
    """After `free` failures each further try waits twice as long as the one before, up to `most` seconds. Success forgets all.

    `forgets`: seconds in which one failure is forgotten by itself."""

    def __init__(self, free: int, most: float, clock: Callable[[], float], forgets: float = math.inf) -> None:
        self._free = free
        self._most = most
        self._clock = clock
        self._forgets = forgets
        self._counted = free + math.log2(max(most, 1.0)) + 1  # more change nothing, and would take long to be forgotten
        self._failed: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, who: str) -> float:
        """Seconds until `who` may try; 0 for now."""
        _, at = self._failed.get(who, (0.0, 0.0))
        delay = self.delay(who)
        return max(0.0, at + delay - self._clock()) if delay else 0.0

    def delay(self, who: str) -> float:
        """How long a try of `who` has to wait after the one before."""
        count = int(self._count(who))
        return min(self._most, 2.0 ** min(count - self._free, 30)) if count >= self._free else 0.0

    def failed(self, who: str) -> None:
        """Told before a password is looked at, so that tries at the same time count too."""
        count = min(self._count(who) + 1, self._counted)
        self._failed.pop(who, None)
        self._failed[who] = (count, self._clock())
        if len(self._failed) > _MOST_KNOWN:
            self._failed.popitem(last=False)

    def succeeded(self, who: str) -> None:
        """All is forgotten."""
        self._failed.pop(who, None)

    def taken_back(self, who: str) -> None:
        """One that was told before it was looked at was none; the others stand."""
        count = self._count(who)
        self._failed.pop(who, None)
        if count > 1:
            self._failed[who] = (count - 1, self._clock())

    def _count(self, who: str) -> float:
        count, at = self._failed.get(who, (0.0, 0.0))
        return max(0.0, count - (self._clock() - at) / self._forgets)


def origin_of_tries(address: str) -> str:
    """Whom an address stands for: a home's IPv6 addresses, a /64, are one."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
