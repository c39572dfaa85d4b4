"""Standing type: paragraphs kept as they were set, for a process that sets the same page again and again.

A build has no use for it; a live preview sets what was edited and takes the rest from here, in a third of the time. What else is
dear to make and made of the same things as before (a story fitted to its block) may stand beside them, each under a name.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Kept = TypeVar("Kept")

MOST_NAMES = 240  # two for each story of a large paper


class Standing:
    """The paragraphs that were asked for last, at most so many; the ones made longest ago go first."""

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._kept: dict[Hashable, Any] = {}
        self._named: dict[Hashable, tuple[object, Any]] = {}

    def paragraph(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What was made for that key before, or else is made now. The key holds all that it is made of."""
        kept: Kept | None = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[key] = make()
        return kept

    def named(self, name: Hashable, made_of: object, make: Callable[[], Kept]) -> Kept:
        """What was made under that name, if it was made of the same; else it is made now and takes its place.

        Of names those made last are kept, MOST_NAMES of them.
        """
        known = self._named.pop(name, None)
        if known is None or known[0] != made_of:
            known = made_of, make()
            if len(self._named) >= MOST_NAMES:
                del self._named[next(iter(self._named))]
        self._named[name] = known
        kept: Kept = known[1]
        return kept
