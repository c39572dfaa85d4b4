"""A process that is asked over its pipes: what becomes of it when it is slow, dies, says nothing, or is ended meanwhile."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from layout.plates.running import Limits
from layout.proof.pictures import piped
from layout.proof.pictures.piped import Lost, Piped, Program
from tests.proof.live.processes import lives
from tests.proof.pictures.watched import until

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="processes are killed by signals")

_FRAMES = """
import os, sys, time
from layout.proof.pictures.frames import read_frame, write_frame
"""
_ECHO = f"""{_FRAMES}
while (said := read_frame(sys.stdin.buffer)) is not None:
    write_frame(sys.stdout.buffer, said + b" " + str(os.getpid()).encode())
"""
_HEARS_NOTHING = f"""{_FRAMES}
for said in b"", str(os.getpid()).encode():  # once for having started
    write_frame(sys.stdout.buffer, said)
time.sleep(60)
"""


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """Those that are started."""
    real, started = subprocess.Popen, []

    def popen(*command: Any, **more: Any) -> "subprocess.Popen[bytes]":
        process = real(*command, **more)
        started.append(process)
        return process

    monkeypatch.setattr(subprocess, "Popen", popen)
    return started


@contextmanager
def _asked(program: str, seconds: float = 20.0, **more: Any) -> Iterator[Piped]:
    this = Piped(Program((sys.executable, "-P", "-c", program), Limits(seconds=seconds, megabytes=700), **more))
    try:
        yield this
    finally:
        this.close()


def test_one_process_answers_all_questions() -> None:
    with _asked(_ECHO, starting=20.0) as echo:
        first, second = (echo.ask(said) for said in (b"one", b"two"))
    assert isinstance(first, bytes)
    assert isinstance(second, bytes)
    assert (first.split()[0], second.split()[0]) == (b"one", b"two")
    assert first.split()[1] == second.split()[1]


@pytest.mark.parametrize("leaving", [0.0, 0.2])
def test_one_that_hears_nothing_is_killed_when_its_time_is_over(leaving: float) -> None:
    with _asked(_HEARS_NOTHING, seconds=0.5, starting=20.0, leaving=leaving) as deaf:
        pid = deaf.ask(b"who")
        assert isinstance(pid, bytes)
        begun = time.monotonic()
        assert deaf.ask(b"again") is Lost.SLOW
        assert time.monotonic() - begun < 5
        assert not lives(int(pid))


def test_one_that_takes_in_nothing_is_killed_amid_a_long_question() -> None:
    with _asked("import time; time.sleep(60)", seconds=0.2, leaving=0.2) as deaf:
        begun = time.monotonic()
        assert deaf.ask(bytes(5_000_000)) is Lost.SLOW
        assert time.monotonic() - begun < 5


def test_one_whose_input_ends_has_the_time_to_end_what_it_has_started(tmp_path: Any) -> None:
    tidies = f"""{_FRAMES}
read_frame(sys.stdin.buffer)
sys.stdin.buffer.read()
open({str(tmp_path / "tidied")!r}, "w").close()
"""
    with _asked(tidies, seconds=1.0, leaving=10.0) as tidy:
        assert tidy.ask(b"for ever") is Lost.SLOW
    assert (tmp_path / "tidied").exists()


def test_one_that_dies_is_told_and_the_next_question_finds_another() -> None:
    dies = f"""{_FRAMES}
if read_frame(sys.stdin.buffer) == b"die":
    os._exit(3)
write_frame(sys.stdout.buffer, b"lives")
"""
    with _asked(dies) as mortal:
        assert mortal.ask(b"die") is Lost.CRASHED
        assert mortal.ask(b"live") == b"lives"


def test_what_announces_more_than_is_agreed_on_is_no_answer() -> None:
    with _asked(_ECHO, most=100) as echo:
        assert echo.ask(bytes(100)) is Lost.CRASHED
        assert isinstance(echo.ask(b"short"), bytes)


def test_one_that_never_answers_for_the_first_time_counts_as_not_started() -> None:
    with _asked("import time; time.sleep(60)", starting=0.3) as mute:
        assert mute.ask(b"?") is Lost.UNSTARTED
        assert mute.fault == "it does not answer"


def test_a_program_that_is_not_there_counts_as_not_started_and_it_is_said_why() -> None:
    none = Piped(Program(("/nonexistent/python",), Limits()))
    assert none.ask(b"?") is Lost.UNSTARTED
    assert none.fault == "No such file or directory"


def test_one_that_is_closed_in_the_moment_of_its_start_is_lost_and_nothing_is_raised(
    monkeypatch: pytest.MonkeyPatch, processes: list["subprocess.Popen[bytes]"]
) -> None:
    with _asked(_ECHO, leaving=1.0) as echo:
        monkeypatch.setattr(piped, "restrain", lambda *_: echo.close())
        assert echo.ask(b"one") is Lost.CRASHED
        assert echo.ask(b"two") is Lost.UNSTARTED
    (process,) = processes
    assert process.returncode is not None


@pytest.mark.parametrize("leaving", [0.0, 5.0])
def test_whoever_waits_for_one_that_is_closed_is_freed(leaving: float) -> None:
    with _asked(_FRAMES + ("sys.stdin.buffer.read()" if leaving else "time.sleep(60)"), leaving=leaving) as asked:
        told: list[bytes | Lost] = []
        asking = threading.Thread(target=lambda: told.append(asked.ask(b"for ever")))
        asking.start()
        assert until(lambda: asked._process is not None)
        asked.close()
        asking.join(10)
    assert told
    assert told[0] in (Lost.CRASHED, Lost.UNSTARTED)


def test_its_pipes_are_closed_with_it(processes: list["subprocess.Popen[bytes]"]) -> None:
    with _asked(_ECHO) as echo:
        assert isinstance(echo.ask(b"one"), bytes)
    (process,) = processes
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdin.closed
    assert process.stdout.closed


def test_an_alarm_that_is_cancelled_ends_no_later_question() -> None:
    with _asked(_ECHO, seconds=1.0, starting=20.0) as echo:
        answers = set()
        begun = time.monotonic()
        while time.monotonic() - begun < 1.5:
            answers.add(echo.ask(b"one"))
    assert len(answers) == 1
