"""Work that goes on beside, in one asyncio loop: kept until it is done, and never ended without a word.

In: coroutines, each with what it is. Out: a sentence to `fault` for each that breaks off.
"""

import asyncio
from collections.abc import Callable, Coroutine

Fault = Callable[[str], None]


class Tasks:
    """See the module. The same sentence is not told twice in a row."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self._tasks: set[asyncio.Task[None]] = set()
        self._last = ""

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
        said = f"{task.get_name()} broke off: {type(error).__name__}: {error}"
        if said != self._last:
            self._last = said
            self._fault(said)
