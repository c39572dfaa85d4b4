"""Who is connected: so many in all, so many of one address or person; where there are too many, strangers go first.

In: connections as they come, end, and turn out to be those of somebody who is in. Out: which one has to go. A stranger is whoever
has not shown a session yet. Of strangers the one goes that is there for longest, of the address that has most: whoever opens them
by the thousand displaces nobody but himself. Where all are in, a newcomer, who has not been able to show anything yet, takes the
place of one of the person that has most, and of strangers that follow each takes that of the one before. It keeps no time and
touches no socket.
"""

from collections import Counter
from collections.abc import Callable, Hashable

from layout.proof.web.rates import origin_of_tries

MOST_AT_ONCE = 700
MOST_OF_ADDRESS = 150  # strangers; twenty browsers behind one address open six each
MOST_OF_PERSON = 150
MOST_SHAKING = 200  # hands: connections whose TLS has not begun to speak

VISIT = "visit"
"""Under which name a request's state has its connection's visit."""


class Visit:
    """One connection. `leave` ends it; it is another once the handshake is done."""

    def __init__(self, crowd: "Crowd", origin: str, leave: Callable[[], object]) -> None:
        self._crowd = crowd
        self.origin = origin
        self.leave = leave
        self.shaking = True
        self.person = ""

    def begun(self, leave: Callable[[], object]) -> None:
        """The handshake is done; from now on `leave` ends it."""
        self.shaking, self.leave = False, leave

    def is_of(self, person: str) -> None:
        """Somebody who is in asks by it."""
        if person != self.person:
            self._crowd.recognised(self, person)

    def over(self) -> None:
        """It is gone."""
        self._crowd.gone(self)


class Crowd:
    """Of one server."""

    def __init__(self, most: int = MOST_AT_ONCE, of_address: int = MOST_OF_ADDRESS, of_person: int = MOST_OF_PERSON,
                 shaking: int = MOST_SHAKING) -> None:  # fmt: skip
        assert min(most, of_address, of_person, shaking) > 0, "whoever comes has a place"
        self._most, self._of_address, self._of_person, self._shaking = most, of_address, of_person, shaking
        self._here: dict[Visit, None] = {}  # the longest there first

    def __len__(self) -> int:
        return len(self._here)

    def come(self, address: str, leave: Callable[[], object]) -> Visit:
        """One more. Where that is too many, another one is told to leave, never this one."""
        visit = Visit(self, origin_of_tries(address), leave)
        self._here[visit] = None
        strangers = [each for each in self._here if not each.person]
        shaking = [each for each in strangers if each.shaking]
        if len(shaking) > self._shaking:
            self._send_away(_longest_of_most(shaking, lambda each: each.origin))
        elif not _is_own(visit.origin) and sum(each.origin == visit.origin for each in strangers) > self._of_address:
            self._send_away(next(each for each in strangers if each.origin == visit.origin))
        elif len(self._here) > self._most:
            self.make_room(visit)
        return visit

    def make_room(self, newcomer: Visit | None = None) -> None:
        """One has to go, if there is any but the newcomer: a stranger; else one of the person that has most."""
        strangers = [each for each in self._here if not each.person]
        if strangers and strangers != [newcomer]:
            self._send_away(_longest_of_most(strangers, lambda each: each.origin))
        elif people := [each for each in self._here if each.person]:
            self._send_away(_longest_of_most(people, lambda each: each.person))

    def recognised(self, visit: Visit, person: str) -> None:
        """It is that person's."""
        visit.person = person
        theirs = [each for each in self._here if each.person == person]
        if len(theirs) > self._of_person:
            self._send_away(theirs[0])

    def gone(self, visit: Visit) -> None:
        """It is over."""
        self._here.pop(visit, None)

    def _send_away(self, visit: Visit) -> None:
        self.gone(visit)
        visit.leave()


def _longest_of_most(visits: list[Visit], whose: Callable[[Visit], Hashable]) -> Visit:
    """Of visits, the longest there first, the first of those that are most."""
    counted = Counter(map(whose, visits))
    most = max(counted.values())
    return next(each for each in visits if counted[whose(each)] == most)


def _is_own(origin: str) -> bool:
    """Of this machine: all who come through another server have its address."""
    return origin.startswith("127.") or origin == "::/64"
