"""A build in a process of its own."""

import gc
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from layout.base.problems import InFile, Problem, Severity
from layout.production.order import Order
from layout.proof.live.apart import Apart, BuiltApart
from layout.proof.live.releasing import NotReleased
from tests.proof.live.built import Built, Number, Written

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


@pytest.mark.parametrize(("build", "how"), [(dying, r"was killed \(SIGABRT\)"), (faulty, "broke off")])
def test_a_build_that_comes_to_no_end_is_told(order: Order, build: object, how: str) -> None:
    with pytest.raises(NotReleased, match=how):
        Apart(build)(order)  # type: ignore[arg-type]


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
    assert not _lives(pid)
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
    while _lives(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _lives(pid)


def _pid(path: Path) -> int:
    end = time.monotonic() + PATIENCE
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return int(path.read_text())


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
