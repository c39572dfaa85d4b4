"""Two proofs compared, for all who ask: each pair once, and one pair at a time.

In: keys of proofs. Out: what changed, as JSON, as a sentence, as reasons; the last ones are kept.

Comparing is Python, up to half a second of it, and Python's threads take turns: twenty at once keep the server's loop waiting for
more than a second. One thread of their own keeps it waiting for the few milliseconds of a turn. A process of their own would for
none, and would stand there all night with its memory for what is seldom asked.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar, TypeVarTuple, Unpack

from layout.proof.compare.as_json import comparison_facts
from layout.proof.compare.change import Comparison
from layout.proof.compare.comparing import compare_traces
from layout.proof.compare.told import in_short, why_differs
from layout.proof.kept import KeptProofs
from layout.proof.trace import Trace
from layout.proof.web.answers import Complaint, json_of

MOST_WAITING = 60
"""Questions that wait for their turn; each browser has one, a list or a comparison, and another when it goes on."""

_MOST_COMPARED = 60  # some hundred kilobytes each where all of a page is another
_MOST_SENTENCES = 2_000

Asked = TypeVarTuple("Asked")
Found = TypeVar("Found")


class _NotKept(Exception):
    """One of the two."""


class Compared:
    """See the module. It belongs to one asyncio loop; `why` alone may be called from any thread."""

    def __init__(self, kept: KeptProofs) -> None:
        self._kept = kept
        self._thread = ThreadPoolExecutor(1, "broadsheet-compare")
        self._waiting = 0
        # What one thread alone asks for is never made twice.
        self._comparison = lru_cache(_MOST_COMPARED)(self._compare)
        self._facts: Callable[[str, str, bool | None], bytes] = lru_cache(_MOST_COMPARED)(self._in_json)
        self._sentence: Callable[[str, str, bool], str] = lru_cache(_MOST_SENTENCES)(self._in_short)

    async def facts(self, before: str, after: str, same_ink: bool | None) -> bytes | None:
        """All that changed, for the browser; None where one of the two is not kept. Raises Complaint where too many ask."""
        try:
            return await self._turn(self._facts, before, after, same_ink)
        except _NotKept:
            return None

    async def in_short(self, before: str, after: str, same_ink: bool) -> str:
        """The first of what changed; "" for nothing, or where one of the two is not kept. Raises Complaint where too many ask."""
        try:
            return await self._turn(self._sentence, before, after, same_ink)
        except _NotKept:
            return ""

    def why(self, before: Trace, after: Trace) -> tuple[str, ...]:
        """Why a page is not the one it was. It waits for its turn."""
        return self._thread.submit(why_differs, before, after).result()

    def close(self) -> None:
        """Nobody asks any longer."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _turn(self, find: Callable[[Unpack[Asked]], Found], *asked: *Asked) -> Found:
        """Of one who is gone before its turn comes nothing is done."""
        if self._waiting >= MOST_WAITING:
            raise Complaint(503, "The desk is busy comparing pages.", "Try it again in a moment.", {"Retry-After": "2"})
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, find, *asked)
        finally:
            self._waiting -= 1

    def _in_json(self, before: str, after: str, same_ink: bool | None) -> bytes:
        told = {"before": before, "after": after, "same_ink": same_ink}
        return json_of({**told, **comparison_facts(self._comparison(before, after), same_ink)})

    def _in_short(self, before: str, after: str, same_ink: bool) -> str:
        return in_short(self._comparison(before, after), same_ink)

    def _compare(self, before: str, after: str) -> Comparison:
        was, now = self._kept.trace(before), self._kept.trace(after)
        if was is None or now is None:
            raise _NotKept
        return compare_traces(was, now)
