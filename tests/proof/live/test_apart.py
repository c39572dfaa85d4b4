"""A build in a process of its own."""

import gc
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import layout.proof.live.apart as apart_module
from layout.base.problems import InFile, Problem, Severity
from layout.production.order import Order
from layout.proof.live.apart import Apart, BuiltApart
from layout.proof.live.releasing import NotReleased
from tests.proof.live.built import Built, Number, Written
from tests.proof.live.later import Later
from tests.proof.live.processes import lives

PATIENCE = 30.0
PROBLEM = Problem("story-missing", Severity.ERROR, "there is no story 'x'", "Write it.", InFile("issue.yaml"))


def good(order: Order) -> Built:
    gc.disable()
    return Built([Written(Number("1"), f"press/p{os.getpid()}.pdf", "a" * 64)], [PROBLEM])


def full(order: Order) -> Built:
    raise OSError(28, "No space left on device")


def dying(order: Order) -> Built:
    os.abort()


def faulty(order: Order) -> Built:
    raise ValueError("a fault of the program")


def of_another_version(order: Order) -> Built:
    return Built(problems=[Later()])  # type: ignore[list-item]


def endless(order: Order) -> Built:
    order.issue.write_text(str(os.getpid()))
    time.sleep(PATIENCE)
    return Built()


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(tmp_path / "issue.yaml")


def test_what_releasing_wants_comes_back_from_another_process(order: Order) -> None:
    built = Apart(good)(order)
    (written,) = built.pages
    assert (written.page.number, written.sha256, written.held) == ("1", "a" * 64, False)
    assert written.file not in ("", f"press/p{os.getpid()}.pdf")
    assert built.problems == (PROBLEM,)
    assert gc.isenabled()


def test_what_the_disk_refuses_is_refused_here_too(order: Order) -> None:
    with pytest.raises(OSError, match="No space left"):
        Apart(full)(order)


@pytest.mark.parametrize(
    ("build", "how"),
    [(dying, r"was killed \(SIGABRT\)"), (faulty, "broke off"), (of_another_version, "of another version than this desk")],
)
def test_a_build_that_comes_to_no_end_is_told(order: Order, build: object, how: str) -> None:
    apart = Apart(build)  # type: ignore[arg-type]
    with pytest.raises(NotReleased, match=how):
        apart(order)
    assert not apart._running


def test_whatever_comes_in_between_the_process_is_ended(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(apart_module, "receive", interrupted)
    apart = Apart(endless)
    with pytest.raises(KeyboardInterrupt):
        apart(order)
    assert not apart._running
    assert not [each for each in multiprocessing.active_children() if each.name == "broadsheet-release"]


def test_a_desk_that_is_closed_ends_the_build_under_way_and_begins_none(order: Order) -> None:
    apart = Apart(endless)
    told: list[BuiltApart | NotReleased] = []

    def run() -> None:
        try:
            told.append(apart(order))
        except NotReleased as error:
            told.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    pid = _pid(order.issue)
    apart.close()
    thread.join(PATIENCE / 3)
    assert [getattr(each, "told", "") for each in told] == ["The desk is being closed."]
    assert not lives(pid)
    with pytest.raises(NotReleased, match="being closed"):
        apart(order)


DESK = """
import sys
from pathlib import Path
from layout.production.order import Order
from layout.proof.live.apart import Apart
from tests.proof.live.test_apart import endless

if __name__ == "__main__":
    Apart(endless)(Order(Path(sys.argv[1])))
"""


def test_when_the_desk_is_killed_its_build_ends(order: Order, tmp_path: Path) -> None:
    program = tmp_path / "desk.py"
    program.write_text(DESK)
    root = str(Path(__file__).parents[3])
    with subprocess.Popen([sys.executable, str(program), str(order.issue)], env={**os.environ, "PYTHONPATH": root}) as desk:
        pid = _pid(order.issue)
        desk.kill()
    end = time.monotonic() + PATIENCE / 3
    while lives(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not lives(pid)


def _pid(path: Path) -> int:
    end = time.monotonic() + PATIENCE
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return int(path.read_text())
