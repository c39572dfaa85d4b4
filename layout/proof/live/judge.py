"""The process that judges finished pages, one after the other, at a lower rank than the one that makes them.

It reads questions from its standard input and writes answers to what was its standard output, pickled, each with its length in
front; when its input ends, so does it. Only the process that made it speaks with it.
"""

import os
import pickle
import signal
import struct
import subprocess
import sys
from typing import IO, NamedTuple

from layout.base.store import Store
from layout.design.press import Press
from layout.preflight.expected import Expected
from layout.preflight.finding import Preflighted
from layout.production.preflighting import preflighted
from layout.proof.live.wire import give_way

RANK = 10  # of the 19 by which a process may stand back
_LENGTH = struct.Struct(">Q")


class Question(NamedTuple):
    """A page's file, and what it is judged against."""

    data: bytes
    press: Press
    expected: Expected


class JudgeDied(Exception):
    """The process ended over a question."""


class Judge:
    """The process from outside: made when first asked, made anew when it died. To be asked from one thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._process: subprocess.Popen[bytes] | None = None

    def judge(self, question: Question) -> Preflighted:
        """What preflight says. Raises JudgeDied."""
        process = self._process
        if process is None or process.poll() is not None:
            process = self._process = _start(self._store)
        assert process.stdin is not None, "the process was made with pipes"
        assert process.stdout is not None, "the process was made with pipes"
        try:
            _put(process.stdin, question)
            answer = _take(process.stdout)
        except OSError as error:
            raise JudgeDied from error
        if not isinstance(answer, Preflighted):
            self.close()
            raise JudgeDied
        return answer

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def main() -> None:
    """The process from inside."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way(RANK)
    questions = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    store = _take(questions)
    assert isinstance(store, Store), "the first thing said is the store"
    while (question := _take(questions)) is not None:
        assert isinstance(question, Question), "all else that is said is a question"
        found = preflighted(question.data, question.press, question.expected, store)
        try:
            _put(answers, found)
        except BrokenPipeError:
            os._exit(0)  # who asked is gone


def _start(store: Store) -> "subprocess.Popen[bytes]":
    program = f"import sys; sys.path[:] = {sys.path!r}; from layout.proof.live.judge import main; main()"
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None, "the process was made with pipes"
    _put(process.stdin, store)
    return process


def _put(stream: IO[bytes], value: object) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _take(stream: IO[bytes]) -> object:
    """What was said next; None where the stream has ended."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return pickle.loads(data) if len(data) == length else None
