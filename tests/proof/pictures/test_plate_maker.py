"""One making of plates that is stopped at any moment, or whose process says nothing."""

import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from layout.plates.running import Limits
from layout.plates.unrendered import NotRendered, Reason
from layout.proof.pictures import piped
from layout.proof.pictures.plate_maker import PlateMaker
from layout.proof.pictures.plate_making import Docket
from layout.proof.pictures.plate_room import NEWER
from tests.proof.pictures.watched import until

_HEEDS = (sys.executable, "-c", "import sys; sys.stdin.buffer.read()")


@pytest.fixture
def docket(tmp_path: Path) -> Docket:
    return Docket(str(tmp_path / "page.pdf"), str(tmp_path), "Newsprint", 2.2, "")


def test_a_making_that_is_stopped_before_it_begins_starts_nothing(docket: Docket) -> None:
    maker = PlateMaker(program=("/nonexistent/python",))
    maker.stop(NEWER)
    assert maker.make(docket) is NEWER


def test_a_making_that_is_stopped_between_its_start_and_its_docket_says_so(
    docket: Docket, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = PlateMaker(program=_HEEDS)
    monkeypatch.setattr(piped, "restrain", lambda *_: maker.stop(NEWER))
    assert maker.make(docket) is NEWER


def test_a_making_that_is_stopped_amid_its_work_says_so(docket: Docket) -> None:
    maker = PlateMaker(program=_HEEDS)
    told: list[NotRendered | None] = []
    making = Thread(target=lambda: told.append(maker.make(docket)))
    making.start()
    assert until(lambda: maker._piped is not None and maker._piped._process is not None)
    maker.stop(NEWER)
    making.join(10)
    assert told == [NEWER]


@pytest.mark.parametrize("says", ["", "print('no frame')", "import sys; sys.stdout.buffer.write(bytes((0, 0, 0, 2)) + b'[1')"])
def test_a_process_that_gives_no_answer_is_a_page_that_can_t_be_rendered(says: str, docket: Docket) -> None:
    fault = PlateMaker(program=(sys.executable, "-c", says)).make(docket)
    assert isinstance(fault, NotRendered)
    assert fault.reason is Reason.DAMAGED


def test_a_process_that_can_t_be_started_is_no_fault_of_the_page(docket: Docket) -> None:
    fault = PlateMaker(program=("/nonexistent/python",)).make(docket)
    assert isinstance(fault, NotRendered)
    assert fault.reason is Reason.UNSTARTED
    assert "No such file" in fault.message


def test_no_pipe_of_a_making_is_left_open(docket: Docket, monkeypatch: pytest.MonkeyPatch) -> None:
    real, started = subprocess.Popen, []

    def popen(*command: Any, **more: Any) -> "subprocess.Popen[bytes]":
        started.append(real(*command, **more))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    PlateMaker(Limits(seconds=0.2), _HEEDS).make(docket)
    (process,) = started
    assert process.stdin.closed
    assert process.stdout.closed
