"""The process that makes pages, from outside: told of saves, heard by the desk, started again when it dies.

All of it belongs to one asyncio loop. The process lives as long as its pipe: with the desk it dies, also when that is killed.
"""

import asyncio
import multiprocessing
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from layout.proof.facts import Failed, Told
from layout.proof.live.child import main
from layout.proof.live.processes import (
    SPEAKS_OTHERWISE,
    NotUnderstood,
    end_process,
    how_it_ended,
    no_interrupts,
    receive,
    was_asked,
)
from layout.proof.live.wire import FoldersRead, FromChild, GalleyAsked, GalleyTold, Job, Save, ToChild

MOST_DEATHS = 2  # over one save; then the next save is waited for
PAUSE = 0.5  # seconds before it is started again; twice as many each time that it has not come to say a word
_MOST_DOUBLED = 7  # then it is about a minute

Hears = Callable[[Told | FoldersRead], None]


class MakerClosed(Exception):
    """Nobody can answer: there is no process at this moment, or none that has made a page."""


class Maker:
    """One process after the other. `hears` is called in the loop, with everything that is told, in order."""

    def __init__(self, job: Job, hears: Hears) -> None:
        self._job = job
        self._hears = hears
        self._number = 0
        self._deaths = 0
        self._mute = 0  # starts in a row after which nothing was heard
        self._questions: dict[int, asyncio.Future[dict[str, object] | None]] = {}
        self._asked = 0
        self._pipe: Connection | None = None
        self._sending = threading.Lock()  # a pipe is never closed while something is being written into it
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
        """The galley of a story as made last, as JSON's values; None where no page carries it. Raises MakerClosed, also where the
        process ends over it: nothing is asked twice."""
        if self._closed or self._loop is None:
            raise MakerClosed
        self._asked += 1
        asked = self._asked
        answer: asyncio.Future[dict[str, object] | None] = self._loop.create_future()
        self._questions[asked] = answer
        try:
            if not self._send(GalleyAsked(asked, slug)):
                raise MakerClosed
            return await answer
        finally:
            self._questions.pop(asked, None)

    def leave(self) -> None:
        """The desk is about to be closed: that the process ends is no news any longer, and no other is started."""
        self._closed = True
        if self._starting is not None:
            self._starting.cancel()

    async def close(self) -> None:
        """End the process, and wait for its end."""
        self.leave()
        self._send(None)
        self._pipe = None  # closed when the thread that reads from it hears its end
        self._give_up_questions()
        process, self._process = self._process, None
        if process is not None:
            await asyncio.to_thread(end_process, process)

    def _start(self) -> None:
        self._starting = None
        context = multiprocessing.get_context("spawn")
        try:
            ours, theirs = context.Pipe()
            # Not its own group, and daemon: an interpreter that ends kills it and does not wait.
            process = context.Process(target=main, args=(theirs, self._job), daemon=True, name="broadsheet-maker")
            with theirs, no_interrupts():
                process.start()
        except OSError as error:  # the system has no room for another, or no file is left to open; an end that is lost closes
            self._try_later(_not_started(error))
            return
        self._pipe, self._process = ours, process
        threading.Thread(target=self._listen, args=(ours, process), daemon=True).start()

    def _listen(self, pipe: Connection, process: BaseProcess) -> None:
        """In a thread: hand on what is said, to the pipe's end. Whatever ends the listening ends the process, and is told."""
        assert self._loop is not None, "started in a loop"
        loop, how = self._loop, ""
        try:
            while True:
                loop.call_soon_threadsafe(self._take, pipe, receive(pipe))
        except NotUnderstood:
            how = SPEAKS_OTHERWISE
        except (EOFError, OSError, RuntimeError):  # RuntimeError: the loop is closed, and nobody listens
            pass
        finally:
            with self._sending:
                pipe.close()  # which ends the process
            end_process(process)
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._died, pipe, how or how_it_ended(process.exitcode), was_asked(process.exitcode))

    def _take(self, pipe: Connection, message: FromChild) -> None:
        if pipe is not self._pipe:
            return  # of a process that is gone
        self._mute = 0
        if isinstance(message, GalleyTold):
            answer = self._questions.get(message.question)
            if answer is not None and not answer.done():
                if message.made:
                    answer.set_result(message.facts)
                else:
                    answer.set_exception(MakerClosed())
            return
        self._hears(message)

    def _died(self, pipe: Connection, how: str, asked: bool) -> None:
        """Start it again. `how` it ended, in words. Where it dies over one save again and again, the next one is waited for.
        `asked` to end: so is the desk, mostly, by whoever ends all its processes; it is told if the desk is still there then."""
        if self._closed or pipe is not self._pipe:
            return
        self._pipe = self._process = None
        self._give_up_questions()
        self._deaths += 1
        self._try_later(_how(how, again=self._deaths <= MOST_DEATHS), at_once=not asked)

    def _try_later(self, told: str, at_once: bool = True) -> None:
        """Say what happened, and start the process in a while: a longer one the more often it came to nothing."""
        assert self._loop is not None, "started in a loop"
        pause = PAUSE * 2 ** min(self._mute, _MOST_DOUBLED)
        self._mute += 1
        self._starting = self._loop.call_later(pause, self._restart, "" if at_once else told)
        if at_once:
            self._hears(Failed(self._number, told, ended=True))

    def _restart(self, told: str) -> None:
        """`told`: what is to be said yet."""
        if told:
            self._hears(Failed(self._number, told, ended=True))
        self._start()
        if self._number and self._deaths <= MOST_DEATHS:
            self._send(Save(self._number))

    def _send(self, message: ToChild) -> bool:
        """False where nobody hears it. A save is not lost by that: whoever starts the process again sends the newest."""
        if self._pipe is None:
            return False
        with self._sending:
            try:
                self._pipe.send(message)
            except (OSError, ValueError):
                return False
        return True

    def _give_up_questions(self) -> None:
        for answer in self._questions.values():
            if not answer.done():
                answer.set_exception(MakerClosed())


def _how(ended: str, *, again: bool) -> str:
    after = "It is started again." if again else "It will try again with the next save."
    return f"The program that makes the pages {ended}. {after}"


def _not_started(error: OSError) -> str:
    why = error.strerror or "the system refuses it"
    return f"The program that makes the pages can't be started: {why[:1].lower()}{why[1:]}. It is tried again."
