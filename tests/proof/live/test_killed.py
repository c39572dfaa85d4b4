"""A real build of a page that is released again, killed with the desk that asked for it."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from layout.base.store import Store
from layout.build import build
from layout.press.released import frozen_pages
from layout.production.order import Order
from layout.proof.live.releasing import NotReleased, ToRelease, mend_releases, release_page
from tests.proof.live.small_paper import write_small


def _key(order: Order, tmp_path: Path) -> str:
    """Of page 1 as a build makes it now, elsewhere."""
    built = build(Order(order.issue, out=tmp_path / "elsewhere", store=order.store))
    return next(page.sha256 for page in built.pages if page.page.number == "1")


def _edit(order: Order) -> None:
    story = order.issue.parent / "stories" / "notice-1.md"
    story.write_text(story.read_text() + "\nOne thing more.\n")


@pytest.fixture
def order(tmp_path: Path, store: Store) -> Order:
    return Order(write_small(tmp_path / "paper"), store=store)


def test_killed_at_whatever_moment_a_released_page_stays_released(order: Order, tmp_path: Path) -> None:
    old = _key(order, tmp_path)
    release_page(ToRelease("1", old), order, build)
    _edit(order)
    new = _key(order, tmp_path)
    before = tmp_path / "before"
    shutil.copytree(order.folder, before)
    found: list[str] = []
    with _releasing(order, new) as release:
        while (ended := release(len(found))) == -signal.SIGKILL:
            mend_releases(order.folder)
            frozen, problems = frozen_pages(order.folder, "out")
            assert not problems
            found.append(frozen["1"].sha256)
            assert found[-1] in (order.folder / "manifest.json").read_text()
            if found[-1] == new:
                build(order)
                assert frozen_pages(order.folder, "out")[0]["1"].sha256 == new
            shutil.rmtree(order.folder)
            shutil.copytree(before, order.folder)
    assert ended == 0
    assert found == [*[old] * found.count(old), *[new] * found.count(new)]
    assert len(set(found)) == 2, "killed before it was done, and when it was but for tidying up"


@contextmanager
def _releasing(order: Order, proof: str) -> Iterator[Callable[[int], int]]:
    """What releases page 1 anew in a process that is killed before it changes the name of that number in the output folder; how
    that ended."""
    assert order.store.folder is not None
    program = [sys.executable, "-m", "tests.proof.live.killed", str(order.issue), str(order.store.folder), "1", proof]
    root = Path(__file__).parents[3]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asks, answers = process.stdin, process.stdout

        def release(number: int) -> int:
            print(number, file=asks, flush=True)
            return int(answers.readline())

        yield release


def test_a_page_made_anew_that_is_refused_leaves_all_files_as_they_are(order: Order, tmp_path: Path) -> None:
    release_page(ToRelease("1", _key(order, tmp_path)), order, build)
    _edit(order)
    stood = {path: path.read_bytes() for path in order.folder.rglob("*") if path.is_file()}
    with pytest.raises(NotReleased, match="has changed since"):
        release_page(ToRelease("1", "a" * 64), order, build)
    assert {path: path.read_bytes() for path in order.folder.rglob("*") if path.is_file()} == stood


def test_all_of_the_package_speaks_of_the_new_release(order: Order, tmp_path: Path) -> None:
    old = _key(order, tmp_path)
    release_page(ToRelease("1", old), order, build)
    _edit(order)
    new = _key(order, tmp_path)
    release_page(ToRelease("1", new), order, build)
    stood = (order.folder / "manifest.json").read_text()
    assert new in stood
    assert old not in stood
    build(order)
    assert (order.folder / "manifest.json").read_text() == stood
