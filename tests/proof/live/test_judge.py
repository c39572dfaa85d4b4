"""The process that judges pages: what becomes of a page that ends it, and of those that come after."""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from layout.base.store import Store
from layout.plates.running import Limits
from layout.preflight.expected import Expected
from layout.preflight.finding import Preflighted as Findings
from layout.production.judging import expected_of
from layout.production.order import Order
from layout.proof.facts import Failed, Finished, Judged, Preflighted, Refused
from layout.proof.live import child, judge
from layout.proof.live.judge import _PROGRAM, Judge, JudgeDied, Question
from layout.proof.live.wire import FromChild, Job
from layout.proof.pictures.piped import Lost
from tests.plates.sheets_of_ink import ROOT, newsprint
from tests.proof.live.desks import Desk
from tests.proof.live.processes import below, lives
from tests.proof.live.small_paper import write_small
from tests.proof.pictures.known_page import known_page
from tests.proof.pictures.watched import command_of, until

SOON = 30.0

_MAKER = """
import sys
from layout.base.store import Store
from layout.preflight.expected import Expected
from layout.proof.live.judge import Judge, Question
from tests.plates.sheets_of_ink import newsprint
from tests.proof.pictures.known_page import known_page

Judge(Store(None)).judge(Question(known_page(), newsprint(), Expected()))
"""


class _Pipe:
    """In place of the desk."""

    def __init__(self) -> None:
        self.told: list[FromChild] = []

    def send(self, told: FromChild) -> None:
        self.told.append(told)


class _Room:
    """A maker's inside, in this process, whose judge is asked by the test."""

    def __init__(self, tmp_path: Path, store: Store, numbers: tuple[str, ...] = ("1", "2")) -> None:
        self.order = Order(write_small(tmp_path, numbers), store=store, jobs=1)
        self.pipe, self.inbox = _Pipe(), child._Inbox()
        self.worker = child._Worker(self.pipe, Job(self.order, str(tmp_path / "kept"), 10**9), self.inbox)  # type: ignore[arg-type]

    def until(self, holds: Callable[[], bool]) -> None:
        """Hand on the judge's answers until it holds."""
        end = time.monotonic() + SOON
        while not holds():
            assert time.monotonic() < end, f"it did not come: {[type(each).__name__ for each in self.pipe.told]}"
            if self.inbox._answers:
                answer = self.inbox.take()
                assert isinstance(answer, child._Answer)
                self.worker.judged(answer.asked, answer.findings)
            time.sleep(0.01)

    @property
    def judged(self) -> dict[str, Judged]:
        return {each.page: each for each in self.pipe.told if isinstance(each, Judged)}

    def finished(self, number: int) -> bool:
        return any(isinstance(each, Finished) and each.number == number for each in self.pipe.told)


@pytest.fixture
def question(desk: Desk) -> Question:
    assert desk.making is not None
    printed = desk.making.proofs[0].printed
    return Question(printed.data, desk.making.paper.press, expected_of(printed))


@contextmanager
def _judge(store: Store, **more: Any) -> Iterator[Judge]:
    asked = Judge(store, **more)
    try:
        yield asked
    finally:
        asked.close()


def _instead(monkeypatch: pytest.MonkeyPatch, program: str) -> list[int]:
    """Another program in the judge's place; the numbers of those that were started."""
    real, started = subprocess.Popen, []

    def popen(command: list[str], **more: Any) -> "subprocess.Popen[bytes]":
        process = real([command[0], "-c", program], **more)
        started.append(process.pid)
        return process

    monkeypatch.setattr(subprocess, "Popen", popen)
    return started


def test_a_judge_that_can_t_be_started_stops_no_preflight(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.Popen

    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refused)
    room = _Room(tmp_path, store)
    room.worker.make(1)
    room.until(lambda: room.finished(1))
    assert {each.passed for each in room.judged.values()} == {Preflighted.NOT_RUN}
    (item,) = room.judged["1"].items
    assert (item.code, item.page, item.severity) == ("preflight-not-run", "1", "error")
    assert "can't be started" in item.message
    monkeypatch.setattr(subprocess, "Popen", real)
    room.worker.make(2)
    room.until(lambda: room.finished(2))
    assert Preflighted.NOT_RUN not in {each.passed for each in room.judged.values()}


@pytest.mark.parametrize(
    "answer", [b"", b"no JSON", b"[]", b'{"findings": [], "pages": 1}', pickle.dumps(Findings((), ())), b"[" * 20_000]
)
def test_what_is_no_answer_is_told_and_the_next_page_finds_a_new_judge(
    answer: bytes, store: Store, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = f"import sys; sys.stdout.buffer.write(({len(answer)}).to_bytes(4) + {answer!r})"
    with _judge(store) as asked:
        with monkeypatch.context() as instead:
            started = _instead(instead, says)
            with pytest.raises(JudgeDied) as died:
                asked.judge(question)
        assert died.value.how is Lost.CRASHED
        assert len(started) == 2, "it was tried twice"
        assert isinstance(asked.judge(question), Findings)


class _Evil:
    """What a judge that was taken over by a page's file may answer with."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self._path,)


def test_nothing_that_a_judge_answers_is_run(
    tmp_path: Path, store: Store, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = pickle.dumps(_Evil(tmp_path / "taken over"))
    _instead(monkeypatch, f"import sys; sys.stdout.buffer.write(({len(evil)}).to_bytes(4) + {evil!r})")
    with _judge(store) as asked, pytest.raises(JudgeDied):
        asked.judge(question)
    assert not (tmp_path / "taken over").exists()


def test_an_endless_answer_is_none(store: Store, question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, "import sys; sys.stdout.buffer.write(b'\\xff' * 100)")
    with _judge(store) as asked, pytest.raises(JudgeDied):
        asked.judge(question)


def test_a_page_that_takes_too_long_is_given_up_and_its_process_killed(
    store: Store, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = _instead(monkeypatch, "import sys; sys.stdin.buffer.read()")
    with _judge(store, limits=Limits(seconds=0.3, megabytes=500)) as asked:
        with pytest.raises(JudgeDied) as died:
            asked.judge(question)
        assert died.value.how is Lost.SLOW
        assert len(started) == 2
        assert not any(os.path.exists(f"/proc/{pid}") for pid in started)


def test_the_judge_gets_no_more_memory_than_it_is_given(
    store: Store, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = _instead(monkeypatch, _PROGRAM[-1])
    with _judge(store) as asked:
        asked.judge(question)
        (pid,) = started
        limits = Path(f"/proc/{pid}/limits").read_text()
    assert f"Max address space         {judge.JUDGING.megabytes * 1_000_000}" in limits


def test_a_page_that_ends_the_judge_is_not_tried_with_every_save(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = _instead(monkeypatch, "")
    room = _Room(tmp_path, store)
    for number in (1, 2, 3):
        room.worker.make(number)
        room.until(lambda number=number: room.finished(number))  # type: ignore[misc]
    assert len(started) == 4, "each of two pages twice"
    assert "stopped the program that judges it" in room.judged["2"].items[0].message


def test_a_refused_save_leaves_the_preflight_of_the_good_pages_going(tmp_path: Path, store: Store) -> None:
    room = _Room(tmp_path, store, ("1", "2", "3", "4"))
    issue = room.order.issue
    room.worker.make(1)
    issue.write_text(issue.read_text().replace("date: 2026-11-27", "date: nonsense"))
    room.worker.make(2)
    assert any(isinstance(each, Refused) for each in room.pipe.told)
    room.until(lambda: room.finished(1))
    assert sorted(room.judged) == ["1", "2", "3", "4"]


def test_a_save_that_the_disk_refuses_leaves_the_preflight_of_the_good_pages_going(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = _Room(tmp_path, store, ("1", "2", "3", "4"))
    room.worker.make(1)

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room.worker._maker, "make", full)
    room.worker.make(2)
    assert any(isinstance(each, Failed) for each in room.pipe.told)
    room.until(lambda: room.finished(1))
    assert sorted(room.judged) == ["1", "2", "3", "4"]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found in /proc")
def test_the_ghostscript_of_a_judge_that_is_closed_amid_a_page_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = Question(known_page(), newsprint(), Expected())
    monkeypatch.setenv("PATH", _with_a_slow_ghostscript(tmp_path))
    ends: list[JudgeDied] = []

    def ask() -> None:
        with pytest.raises(JudgeDied) as died:
            asked.judge(question)
        ends.append(died.value)

    with _judge(Store(None)) as asked:
        asking = Thread(target=ask)
        asking.start()
        assert until(lambda: bool(_slow_ghostscripts()), SOON)
        there = _slow_ghostscripts()
        asked.close()
        asking.join(SOON)
    assert len(ends) == 1
    assert until(lambda: not any(map(lives, there)), 2)


def _slow_ghostscripts() -> set[int]:
    return {pid for pid in below(os.getpid()) if command_of(pid) == b"sleep\x0060\x00"}


def _with_a_slow_ghostscript(folder: Path) -> str:
    """A PATH on which one comes first that takes a minute for a page."""
    slow = folder / "gs"
    slow.write_text('#!/bin/sh\ncase "$*" in *--version*) echo 10.0;; *) exec sleep 60;; esac\n')
    slow.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found in /proc")
def test_a_judge_at_work_and_its_ghostscript_end_with_who_asked(tmp_path: Path) -> None:
    ours = {"PYTHONPATH": str(ROOT), "PATH": _with_a_slow_ghostscript(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", _MAKER], cwd=ROOT, env={**os.environ, **ours}) as maker:
        end = time.monotonic() + SOON
        while len(there := below(maker.pid)) < 2:
            assert time.monotonic() < end
            time.sleep(0.02)
        maker.kill()
    end = time.monotonic() + 2
    while any(map(lives, there)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(lives, there))
