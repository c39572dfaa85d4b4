"""The process that judges finished pages, one after the other, at a lower rank than the one that makes them.

It reads questions from its standard input, pickled, and writes answers to what was its standard output, as JSON, each with its
length in front; when its input ends, so does it, even amid a page, and the Ghostscript that it runs. Only the process that made
it speaks with it. It reads strangers' files: nothing that it says is ever unpickled.
"""

import os
import pickle
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO, NamedTuple

from layout.base.store import Store
from layout.design.press import Press
from layout.plates.running import Limits, end_at_once
from layout.preflight.expected import Expected
from layout.preflight.finding import Preflighted
from layout.production.judged import judged_json, read_judged
from layout.production.preflighting import preflighted
from layout.proof.live.wire import give_way
from layout.proof.pictures.frames import read_frame, write_frame
from layout.proof.pictures.piped import Lost, Piped, Program

RANK = 10  # of the 19 by which a process may stand back
JUDGING = Limits(seconds=90.0, megabytes=2500)
"""For a page, ink counted: as for its plates (pictures/plate_maker.py). A page of a paper takes a second and some 350 MB of
address space."""

_PROGRAM = (sys.executable, "-P", "-c", "from layout.proof.live.judge import main; main()")
_MOST_LOST = 2  # times that a page is tried
_MOST_SAID = 1_000_000_000  # bytes; a page's file with all its photographs has a tenth of it
_MOST_ANSWERED = 50_000_000
_LEAVING = 2.0  # seconds to end by itself, Ghostscript with it


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
        self._piped = Piped(Program(_PROGRAM, limits, leaving=_LEAVING, most=_MOST_ANSWERED, loud=True))

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
        """End the process, whatever it does, for good; from any thread."""
        self._piped.close()

    def _asked(self, question: Question) -> Preflighted | Lost:
        said = self._piped.ask(pickle.dumps((self._store, question), pickle.HIGHEST_PROTOCOL))
        if isinstance(said, Lost):
            return said
        try:
            return read_judged(said)
        except (ValueError, MemoryError):
            self._piped.end()  # what else it says is no better
            return Lost.CRASHED


def main() -> None:
    """The process from inside."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way(RANK)
    questions = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    asked: SimpleQueue[tuple[Store, Question]] = SimpleQueue()
    Thread(target=_hear, args=(questions, asked), daemon=True).start()
    while True:
        store, question = asked.get()
        found = preflighted(question.data, question.press, question.expected, store)
        try:
            write_frame(answers, judged_json(found))
        except BrokenPipeError:
            os._exit(0)  # who asked is gone


def _hear(stream: IO[bytes], asked: "SimpleQueue[tuple[Store, Question]]") -> None:
    """In a thread: the end of the input means that whoever asks is gone."""
    while (said := read_frame(stream, _MOST_SAID)) is not None:
        asked.put(pickle.loads(said))
    end_at_once()
