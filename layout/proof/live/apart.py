"""A build in a process of its own, so that the desk goes on meanwhile: its loop does not stall, its memory is swept.

In: whoever builds, a function that another process can import. Out: the same to be called from a thread of the desk, and what
releasing wants of the result. The process dies with the desk; a build that dies leaves the output folder as it was.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from layout.base.problems import Problem
from layout.press.carried import PageText
from layout.production.order import Order
from layout.proof.live.processes import SPEAKS_OTHERWISE, NotUnderstood, end_process, how_it_ended, no_interrupts, receive
from layout.proof.live.releasing import Build, Built, NotReleased


class _Page(NamedTuple):
    number: str


class _File(NamedTuple):
    page: _Page
    file: str
    sha256: str
    held: bool
    text: PageText | None


class BuiltApart(NamedTuple):
    """What a build came to, as far as it is told."""

    pages: tuple[_File, ...]
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]


class Apart:
    """See the module. Any thread may call it and close it."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._running: set[BaseProcess] = set()
        self._closed = False

    def __call__(self, order: Order) -> BuiltApart:
        """Build. Raises NotReleased where the process came to no end, OSError as the build does, or where none can be started."""
        found: object = None
        lost = ""
        with self._process(order) as (process, pipe):
            try:
                found = receive(pipe)
            except NotUnderstood:
                lost = SPEAKS_OTHERWISE
            except (EOFError, OSError):
                pass
        if isinstance(found, BuiltApart):
            return found
        if isinstance(found, OSError):
            raise found
        with self._lock:
            raise _closing() if self._closed else _broken(lost or how_it_ended(process.exitcode))

    def close(self) -> None:
        """Builds under way are ended, and none is begun any longer."""
        with self._lock:
            self._closed = True
            for process in self._running:
                process.kill()

    @contextmanager
    def _process(self, order: Order) -> Iterator[tuple[BaseProcess, Connection]]:
        """One that builds, with what it is heard by. It has ended when this is left."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_main, args=(theirs, self._build, order), daemon=True, name="broadsheet-release")
        with ours:
            with theirs:
                self._start(process)
            try:
                yield process, ours
            finally:
                ours.close()  # by which it hears that nobody waits for it any longer
                end_process(process)
                with self._lock:
                    self._running.discard(process)

    def _start(self, process: BaseProcess) -> None:
        with self._lock:
            if self._closed:
                raise _closing()
            with no_interrupts():
                process.start()
            self._running.add(process)


def _main(pipe: Connection, build: Build, order: Order) -> None:
    """In the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: the desk ends us
    threading.Thread(target=_end_with, args=(pipe,), daemon=True).start()
    try:
        told: BuiltApart | OSError = _told(build(order))
    except OSError as error:
        told = error
    pipe.send(told)


def _end_with(pipe: Connection) -> None:
    """Nothing is ever said to this process: what it hears is the desk's end."""
    try:
        pipe.recv()
    except (EOFError, OSError):
        os._exit(1)


def _told(built: Built) -> BuiltApart:
    files = (_File(_Page(each.page.number), each.file, each.sha256, each.held, each.text) for each in built.pages)
    return BuiltApart(tuple(files), tuple(built.problems), dict(built.files))


def _closing() -> NotReleased:
    return NotReleased("The desk is being closed.", "Open it again, and release the page then.")


def _broken(how: str) -> NotReleased:
    text = f"The program that builds the page {how}."
    return NotReleased(text, "Release the page again; if that does not help, run the build in a terminal.")
