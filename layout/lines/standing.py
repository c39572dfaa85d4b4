"""Standing type: paragraphs kept as they were set, for a process that sets the same page again and again.

A build has no use for it; a live preview sets what was edited and takes the rest from here, in a third of the time.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Kept = TypeVar("Kept")


class Standing:
    """The paragraphs that were asked for last, at most so many; the ones made longest ago go first."""

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._kept: dict[Hashable, Any] = {}

    def paragraph(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What was made for that key before, or else is made now. The key holds all that it is made of."""
        kept: Kept | None = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[key] = make()
        return kept
