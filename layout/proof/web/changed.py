"""What changed from one proof to another, in a sentence: for the list of versions and for the history.

Each pair is compared once.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from layout.proof.compare.comparing import compare_traces
from layout.proof.compare.told import in_short
from layout.proof.records.values import Event, Version, What
from layout.proof.web.room import Room

_MOST = 2_000  # pairs, a sentence each
_PATIENCE = 1.0  # seconds for a list's sentences; what takes longer is told when it is asked for again
_TURNED = (What.LAPSED, What.DIFFERS)


class Changed:
    """Compares what is kept. Safe for any number of threads."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._said: Callable[[str, str, bool], str] = lru_cache(maxsize=_MOST)(self._in_short)

    def of_versions(self, versions: Sequence[Version], kept: Set[str]) -> Mapping[str, str]:
        """By key, what changed against the one before. `versions`: the newest first."""
        said: dict[str, str] = {}
        stop = time.monotonic() + _PATIENCE
        for one, before in pairwise(each for each in versions if each.key in kept):
            if time.monotonic() > stop:
                break
            said[one.key] = self._said(before.key, one.key, before.ink == one.ink)
        return said

    def of_events(self, events: Iterable[Event]) -> Mapping[int, str]:
        """By id, what changed of the page where its sign-off lapsed or it began to differ from what was released."""
        said: dict[int, str] = {}
        stop = time.monotonic() + _PATIENCE
        for event in (each for each in events if each.what in _TURNED):
            if time.monotonic() > stop:
                break
            now = self._first_of(event.page, str(event.body.get("now", "")))
            if now and self._room.kept.has(now) and self._room.kept.has(event.proof):
                said[event.id] = self._said(event.proof, now, False)
        return said

    def _first_of(self, page: str, ink: str) -> str:
        """The key of the page's version with that ink; "" for none."""
        return next((each.key for each in self._room.records.versions(page) if each.ink == ink), "")

    def _in_short(self, before: str, after: str, same_ink: bool) -> str:
        was, now = self._room.kept.trace(before), self._room.kept.trace(after)
        return "" if was is None or now is None else in_short(compare_traces(was, now), same_ink)
