"""A real build of a page that is released again, killed with the desk that asked for it."""

import os
import signal
import time
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


def test_killed_while_it_is_built_anew_a_released_page_stays_released(order: Order, tmp_path: Path) -> None:
    old = _key(order, tmp_path)
    release_page(ToRelease("1", old), order, build)
    _edit(order)
    new = _key(order, tmp_path)
    found = set()
    for seconds in (0.0, 0.1, 0.2, 0.3, 0.5, 5.0):
        pid = os.fork()
        if not pid:
            release_page(ToRelease("1", new), order, build)
            os._exit(0)
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        mend_releases(order.folder)
        frozen, problems = frozen_pages(order.folder, "out")
        assert not problems
        found.add(frozen["1"].sha256)
        assert frozen["1"].sha256 in (old, new)
    assert found == {old, new}, "it came to its end in five seconds"
    build(order)
    assert frozen_pages(order.folder, "out")[0]["1"].sha256 == new


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
