"""Work that goes on beside, in one asyncio loop: kept until it is done, and never ended without a word.

In: coroutines, each with what it is. Out: a sentence to `fault` for each that breaks off.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine

Fault = Callable[[str], None]

AWAY = 60.0  # seconds without a fault after which it is news again


class Tasks:
    """See the module. A fault that comes again and again is told once, and once more where it had stayed away for a while.
    `clock`: seconds."""

    def __init__(self, fault: Fault, clock: Callable[[], float] = time.monotonic) -> None:
        self._fault = fault
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()
        self._last: dict[str, float] = {}  # when each fault of late came last

    def start(self, what: str, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Begin it. `what`: as in `what broke off`."""
        task = asyncio.get_running_loop().create_task(work, name=what)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    async def close(self) -> None:
        """End all of it."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        said, now = f"{task.get_name()} broke off: {type(error).__name__}: {error}", self._clock()
        self._last = {each: when for each, when in self._last.items() if now - when < AWAY}
        known = said in self._last
        self._last[said] = now
        if not known:
            self._fault(said)
