"""The process that makes pages, from outside: told of saves, heard by the desk, started again when it dies.

All of it belongs to one asyncio loop. The process lives as long as its pipe: with the desk it dies, also when that is killed.
"""

import asyncio
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from layout.proof.facts import Failed, Told
from layout.proof.live.child import main
from layout.proof.live.wire import FoldersRead, FromChild, GalleyAsked, GalleyTold, Job, Save, ToChild

MOST_DEATHS = 2  # over one save; then the next save is waited for
_PATIENCE = 5.0  # seconds for the process to end by itself
_PAUSE = 0.5  # seconds before it is started again

Hears = Callable[[Told | FoldersRead], None]


class MakerClosed(Exception):
    """There is no process, and there will be none."""


class Maker:
    """One process after the other. `hears` is called in the loop, with everything that is told, in order."""

    def __init__(self, job: Job, hears: Hears) -> None:
        self._job = job
        self._hears = hears
        self._number = 0
        self._deaths = 0
        self._questions: dict[int, asyncio.Future[dict[str, object] | None]] = {}
        self._asked = 0
        self._pipe: Connection | None = None
        self._process: BaseProcess | None = None
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._starting: asyncio.TimerHandle | None = None

    @property
    def number(self) -> int:
        """Of the newest save."""
        return self._number

    @property
    def pid(self) -> int | None:
        """Of the process, while there is one."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the process, in the running loop. Nothing is made before the first save."""
        self._loop = asyncio.get_running_loop()
        self._start()

    def save(self) -> int:
        """Something was saved: the number under which it will be told of."""
        self._number += 1
        self._deaths = 0
        self._send(Save(self._number))
        return self._number

    async def galley(self, slug: str) -> dict[str, object] | None:
        """The galley of a story as made last, as JSON's values; None where no page carries it. Raises MakerClosed."""
        if self._closed or self._loop is None:
            raise MakerClosed
        self._asked += 1
        asked = self._asked
        answer: asyncio.Future[dict[str, object] | None] = self._loop.create_future()
        self._questions[asked] = answer
        self._send(GalleyAsked(asked, slug))
        try:
            return await answer
        finally:
            self._questions.pop(asked, None)

    async def close(self) -> None:
        """End the process, and wait for its end."""
        self._closed = True
        if self._starting is not None:
            self._starting.cancel()
        self._send(None)
        self._pipe = None  # closed when the thread that reads from it hears its end
        self._give_up_questions()
        process, self._process = self._process, None
        if process is not None:
            await asyncio.to_thread(_end, process)

    def _start(self) -> None:
        self._starting = None
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        # Not its own group, and daemon: an interpreter that ends kills it and does not wait.
        process = context.Process(target=main, args=(theirs, self._job), daemon=True, name="broadsheet-maker")
        with _no_interrupts():
            process.start()
        theirs.close()
        self._pipe, self._process = ours, process
        threading.Thread(target=self._listen, args=(ours, process), daemon=True).start()

    def _listen(self, pipe: Connection, process: BaseProcess) -> None:
        """In a thread: hand on what is said, to the pipe's end."""
        assert self._loop is not None, "started in a loop"
        loop = self._loop
        try:
            while True:
                message = pipe.recv()
                loop.call_soon_threadsafe(self._take, pipe, message)
        except (EOFError, OSError):
            pipe.close()
            process.join(_PATIENCE)
            try:
                loop.call_soon_threadsafe(self._died, pipe, process)
            except RuntimeError:
                return  # the loop is closed, and nobody listens

    def _take(self, pipe: Connection, message: FromChild) -> None:
        if pipe is not self._pipe:
            return  # of a process that is gone
        if isinstance(message, GalleyTold):
            answer = self._questions.get(message.question)
            if answer is not None and not answer.done():
                answer.set_result(message.facts)
            return
        self._hears(message)

    def _died(self, pipe: Connection, process: BaseProcess) -> None:
        """Start it again; where it dies over the same save again and again, the next save is waited for."""
        if self._closed or pipe is not self._pipe:
            return
        assert self._loop is not None, "started in a loop"
        self._pipe = self._process = None
        self._give_up_questions()
        self._deaths += 1
        self._hears(Failed(self._number, _how(process.exitcode, again=self._deaths <= MOST_DEATHS)))
        self._starting = self._loop.call_later(_PAUSE, self._restart)

    def _restart(self) -> None:
        self._start()
        if self._number and self._deaths <= MOST_DEATHS:
            self._send(Save(self._number))

    def _send(self, message: ToChild) -> None:
        """What can't be sent is not lost: whoever starts the process again sends the newest save."""
        if self._pipe is None:
            return
        try:
            self._pipe.send(message)
        except (OSError, ValueError):
            return

    def _give_up_questions(self) -> None:
        for answer in self._questions.values():
            if not answer.done():
                answer.set_exception(MakerClosed())


def _how(exit_code: int | None, *, again: bool) -> str:
    names = {each.value: each.name for each in signal.Signals}
    killed = exit_code is not None and exit_code < 0
    how = f"was killed ({names.get(-(exit_code or 0), 'by the system')})" if killed else "broke off"
    after = "It is started again." if again else "It will try again with the next save."
    return f"The program that makes the pages {how}. {after}"


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """What is started here never hears of an interrupt: a terminal sends it to all, and it is the desk's to answer. The mask is
    handed on to the process and to what that starts (signal(7)), from its first moment."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # or it would be started in between, and let interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(process: BaseProcess) -> None:
    process.join(_PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
