"""A process that is asked over its pipes, and answers in time or is ended: whatever reads strangers' files for the desk.

It draws, takes apart, judges; a file may crash it, or keep it busy for ever. Both sides speak in frames (frames.py). Such a
process ends when its input ends, even amid its work: whoever started it is gone then, however that came.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import field
from enum import StrEnum
from threading import Event, Lock, Timer

from layout.base.values import dataclass
from layout.plates.running import Limits, import_path, restrain
from layout.proof.pictures.frames import MOST, read_frame, write_frame

_NO_ANSWER = "it does not answer"
_CLOSED = "the desk is being closed"
_Process = subprocess.Popen[bytes]


class Lost(StrEnum):
    """How a process ended that gave no answer."""

    SLOW = "slow"  # it was ended because it took too long
    CRASHED = "crashed"
    UNSTARTED = "unstarted"


@dataclass(frozen=True, slots=True)
class Program:
    """What is run, and how far it is trusted. `limits`: of each question, and of the process.

    `starting`: seconds to answer an empty question, before the first one; 0: it is not asked, and starting is of the question's
    time. `leaving`: seconds to end by itself, with what it has started, once its input has ended; 0: it is killed. `more`:
    variables of its environment beside ours. `most`: bytes of an answer. `loud`: its faults are told where ours are.
    """

    command: tuple[str, ...]
    limits: Limits
    starting: float = 0.0
    leaving: float = 0.0
    more: Mapping[str, str] = field(default_factory=dict)
    most: int = MOST
    loud: bool = False


class Piped:
    """The process from outside: made when it is first needed, made anew when it has died. Asked by one thread at a time; `close`
    may come from any. `fault`: why it was last not started."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._process: _Process | None = None
        self._lock = Lock()
        self._saying = Lock()  # held while something is written: its input is not closed meanwhile
        self._closed = False
        self.fault = ""

    def ask(self, question: bytes) -> bytes | Lost:
        """The process's answer, or how it was lost."""
        process = self._ready()
        if process is None:
            return Lost.UNSTARTED
        answer, late = self._answered(process, question, self._program.limits.seconds)
        if answer is not None:
            return answer
        self.end()
        return Lost.SLOW if late else Lost.CRASHED

    def start(self) -> None:
        """Have the process ready before it is asked."""
        self._ready()

    def end(self) -> None:
        """End the process; the next question finds another."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            self._dismiss(process)

    def close(self) -> None:
        """End the process, whatever it does; it is not started again."""
        with self._lock:
            self._closed = True
        self.end()

    def _ready(self) -> _Process | None:
        process = self._process
        if process is not None and process.poll() is None:
            return process
        self.end()  # it has died while nobody asked for anything
        process = self._new()
        if process is None:
            return None
        if self._program.starting and self._answered(process, b"", self._program.starting)[0] is None:
            self.end()
            self.fault = _NO_ANSWER
            return None
        return process

    def _new(self) -> _Process | None:
        with self._lock:
            if self._closed:
                self.fault = _CLOSED
                return None
            try:
                process = self._process = subprocess.Popen(
                    self._program.command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=None if self._program.loud else subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": import_path(), **self._program.more},
                    start_new_session=True,  # the user's interrupt is the server's to answer
                )
            except OSError as error:
                self.fault = error.strerror or "the system refuses it"
                return None
        restrain(process.pid, self._program.limits)
        return process

    def _answered(self, process: _Process, question: bytes, seconds: float) -> tuple[bytes | None, bool]:
        """The answer, None where the process ended before; and whether it was ended because its time had run out."""
        assert process.stdin is not None, "it has pipes"
        assert process.stdout is not None, "it has pipes"
        answer = None
        with self._alarm(process, seconds) as late, suppress(OSError, ValueError, MemoryError):  # it is gone, or its pipes closed
            with self._saying:
                write_frame(process.stdin, question)
            answer = read_frame(process.stdout, self._program.most)
        return (None if late.is_set() else answer), late.is_set()

    @contextmanager
    def _alarm(self, process: _Process, seconds: float) -> Iterator[Event]:
        late = Event()

        def stop() -> None:
            late.set()
            self._dismiss(process)

        alarm = Timer(seconds, stop)
        alarm.daemon = True
        alarm.start()
        try:
            yield late
        finally:
            alarm.cancel()
            alarm.join()  # else one that goes off in this moment would end the next question's process

    def _dismiss(self, process: _Process) -> None:
        """End a process and close its pipes; from any thread, and from several at once."""
        assert process.stdin is not None, "it has pipes"
        assert process.stdout is not None, "it has pipes"
        patience = self._program.leaving
        if patience and self._saying.acquire(timeout=patience):  # one that takes in nothing is not waited for
            try:
                with suppress(OSError):
                    process.stdin.close()
            finally:
                self._saying.release()
            with suppress(subprocess.TimeoutExpired):
                process.wait(patience)
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not written yet has no reader
                pipe.close()
