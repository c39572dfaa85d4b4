"""The process that judges finished pages, one after the other, at a lower rank than the one that makes them.

It reads questions from its standard input, pickled, and writes answers to what was its standard output, as JSON, each with its
length in front; when its input ends, so does it, even amid a page, and the Ghostscript that it runs. Only the process that made
it speaks with it. It reads strangers' files: nothing that it says is ever unpickled.
"""

import os
import pickle
import signal
import struct
import subprocess
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Thread, Timer
from typing import IO, NamedTuple

from layout.base.store import Store
from layout.design.press import Press
from layout.plates.running import Limits, end_at_once, restrain
from layout.preflight.expected import Expected
from layout.preflight.finding import Preflighted
from layout.production.judged import judged_json, read_judged
from layout.production.preflighting import preflighted
from layout.proof.live.wire import give_way
from layout.proof.pictures.drawer import Lost

RANK = 10  # of the 19 by which a process may stand back
JUDGING = Limits(seconds=90.0, megabytes=2500)
"""For a page, ink counted: as for its plates (pictures/plate_maker.py). A page of a paper takes a second and some 350 MB of
address space."""

_MOST_LOST = 2  # times that a page is tried
_MOST_SAID = 1_000_000_000  # bytes; a page's file with all its photographs has a tenth of it
_MOST_ANSWERED = 50_000_000
_LENGTH = struct.Struct(">Q")


class Question(NamedTuple):
    """A page's file, and what it is judged against."""

    data: bytes
    press: Press
    expected: Expected


class JudgeDied(Exception):
    """No answer to a question, tried twice: the process ended over it, took too long, or can't be started (`how`)."""

    def __init__(self, how: Lost) -> None:
        super().__init__(str(how))
        self.how = how


class Judge:
    """The process from outside: made when first asked, made anew when it died. To be asked from one thread."""

    def __init__(self, store: Store, limits: Limits = JUDGING) -> None:
        self._store = store
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process's number, 0 where there is none."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else 0

    def judge(self, question: Question) -> Preflighted:
        """What preflight says. Raises JudgeDied, and nothing else."""
        how = Lost.UNSTARTED
        for _ in range(_MOST_LOST):
            answer = self._asked(question)
            if isinstance(answer, Preflighted):
                return answer
            how = answer
        raise JudgeDied(how)

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not written yet has no reader
                    pipe.close()

    def _asked(self, question: Question) -> Preflighted | Lost:
        process = self._ready()
        if process is None:
            return Lost.UNSTARTED
        late = Event()
        alarm = Timer(self._limits.seconds, _stop, (process, late))
        alarm.daemon = True
        alarm.start()
        answer = _exchanged(process, question)
        alarm.cancel()
        if isinstance(answer, Preflighted) and not late.is_set():
            return answer
        self.close()
        return Lost.SLOW if late.is_set() else Lost.CRASHED

    def _ready(self) -> "subprocess.Popen[bytes] | None":
        if self.pid:
            return self._process
        self.close()  # it has died while nobody asked for anything
        program = f"import sys; sys.path[:] = {sys.path!r}; from layout.proof.live.judge import main; main()"
        try:
            self._process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            restrain(self._process.pid, self._limits)
            assert self._process.stdin is not None, "the process was made with pipes"
            _put(self._process.stdin, _packed(self._store))
        except OSError:
            self.close()
        return self._process


def main() -> None:
    """The process from inside."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way(RANK)
    questions = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    asked: SimpleQueue[object] = SimpleQueue()
    Thread(target=_hear, args=(questions, asked), daemon=True).start()
    store = asked.get()
    assert isinstance(store, Store), "the first thing said is the store"
    while True:
        question = asked.get()
        assert isinstance(question, Question), "all else that is said is a question"
        found = preflighted(question.data, question.press, question.expected, store)
        try:
            _put(answers, judged_json(found))
        except BrokenPipeError:
            os._exit(0)  # who asked is gone


def _hear(stream: IO[bytes], asked: "SimpleQueue[object]") -> None:
    """In a thread: the end of the input means that whoever asks is gone."""
    while (said := _take(stream, _MOST_SAID)) is not None:
        asked.put(pickle.loads(said))
    end_at_once()


def _exchanged(process: "subprocess.Popen[bytes]", question: Question) -> Preflighted | None:
    """What it answers; None where that is no answer."""
    assert process.stdin is not None, "the process was made with pipes"
    assert process.stdout is not None, "the process was made with pipes"
    try:
        _put(process.stdin, _packed(question))
        said = _take(process.stdout, _MOST_ANSWERED)
        return read_judged(said) if said is not None else None
    except (OSError, ValueError, MemoryError):
        return None


def _stop(process: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    process.kill()


def _packed(value: Store | Question) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _put(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _take(stream: IO[bytes], most: int) -> bytes | None:
    """What was said next; None where the stream has ended, or more than `most` bytes are announced."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > most:
        return None
    data = stream.read(length)
    return data if len(data) == length else None
