"""The records asked from the server's loop: in threads of their own, and never waited for longer than somebody is patient.

In: questions. Out: their answers, or that the records do not answer. A database that hangs (a network cable pulled, a server
stopped) holds the thread that asks until it goes on, and nothing can be done about that: so once a question hangs no other is
put, and all who ask are told so at once, until the one that hangs has come to an end.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, TypeVarTuple, Unpack

from layout.proof.records.refusal import RecordsError, Why

SILENT = "The records do not answer."
LOOK_SECONDS = 4.0  # for a look; one that the machine is too busy for comes within that
SAY_SECONDS = 8.0  # for what is written: others who write are waited for five seconds
HANGS_SECONDS = 2.0  # from then on a look is taken to hang
_LOOKS, _SAYINGS = 4, 4  # threads; a database gives fifteen connections

_WHILE_AWAY = "Whoever was in lately can look on; notes, sign-offs and releases wait until they answer again."
_NOT_KNOWN = "It may be recorded, or not: look when the records answer again, before you say it once more."

Asked = TypeVarTuple("Asked")
Found = TypeVar("Found")


class Asking:
    """Of one loop. `name`: of its threads."""

    def __init__(self, name: str, looks: int = _LOOKS) -> None:
        self._looking = ThreadPoolExecutor(looks, name)
        self._saying = ThreadPoolExecutor(_SAYINGS, f"{name}-says")
        self._hangs_at: dict[asyncio.Future[Any], float] = {}  # by what is under way, in the loop's time

    @property
    def silent(self) -> bool:
        """Whether a question hangs."""
        now = asyncio.get_running_loop().time()
        return any(now > hangs_at for hangs_at in self._hangs_at.values())

    async def look(self, look: Callable[[Unpack[Asked]], Found], *asked: *Asked, patience: float = LOOK_SECONDS) -> Found:
        """What they know. Raises RecordsError."""
        waiting = self._put(self._looking, max(patience, HANGS_SECONDS), look, *asked)
        return await _within(waiting, patience, _WHILE_AWAY)

    async def say(self, say: Callable[[Unpack[Asked]], Found], *asked: *Asked) -> Found:
        """Something that is written down. Raises RecordsError; where its answer does not come it may be written all the same."""
        waiting = self._put(self._saying, SAY_SECONDS, say, *asked)
        return await _within(waiting, SAY_SECONDS, _NOT_KNOWN)

    def _put(
        self, threads: ThreadPoolExecutor, hangs: float, ask: Callable[[Unpack[Asked]], Found], *asked: *Asked
    ) -> asyncio.Future[Found]:
        if self.silent:
            raise silence(_WHILE_AWAY)
        loop = asyncio.get_running_loop()
        waiting = loop.run_in_executor(threads, ask, *asked)
        self._hangs_at[waiting] = loop.time() + hangs
        waiting.add_done_callback(self._answered)
        return waiting

    def _answered(self, waiting: asyncio.Future[Found]) -> None:
        del self._hangs_at[waiting]
        if not waiting.cancelled():
            waiting.exception()  # whoever waited may have gone


def silence(remedy: str = _WHILE_AWAY) -> RecordsError:
    """That they do not answer."""
    return RecordsError(Why.UNAVAILABLE, SILENT, remedy)


async def _within(waiting: asyncio.Future[Found], patience: float, remedy: str) -> Found:
    """Its answer. What is not answered in time is not broken off: it can't be."""
    done, _ = await asyncio.wait((waiting,), timeout=patience)
    if not done:
        raise silence(remedy)
    return waiting.result()
