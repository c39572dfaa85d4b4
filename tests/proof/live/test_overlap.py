"""A build that a release overlaps: it began before, and ends after."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

import layout.build
from layout.build import Built, build
from layout.press.package import write_package
from layout.press.released import frozen_pages
from layout.production.order import Order, Verdict
from layout.proof.live.releasing import NotReleased, ToRelease, release_page, unrelease_page
from tests.proof.live.small_paper import write_small

PATIENCE = 60.0
OTHER = "the other build"


class Other:
    """A build in another terminal that waits before it writes its files, the first time, or each time."""

    def __init__(self, order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
        self._order = order
        self.built: list[Built] = []
        self.writes = 0
        self.meanwhile: Callable[[], None] = lambda: None
        monkeypatch.setattr(layout.build, "write_package", self._write)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """All of it is made, and nothing written yet; at the end it may write."""
        self._inside, self._go = threading.Event(), threading.Event()
        thread = threading.Thread(target=lambda: self.built.append(build(self._order)), name=OTHER)
        thread.start()
        assert self._inside.wait(PATIENCE)
        try:
            yield
        finally:
            self._go.set()
            thread.join(PATIENCE)

    def _write(self, folder: Path, files: Mapping[str, bytes], **more: Callable[[], None]) -> tuple[str, ...]:
        if threading.current_thread().name == OTHER:
            self.writes += 1
            self._inside.set()
            assert self._go.wait(PATIENCE)
            self.meanwhile()
        return write_package(folder, files, **more)  # type: ignore[arg-type]


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(write_small(tmp_path), jobs=1)


def _keys(order: Order) -> dict[str, str]:
    return {page.page.number: page.sha256 for page in build(order).pages}


def _frozen(order: Order) -> dict[str, str]:
    frozen, problems = frozen_pages(order.folder, "out")
    assert not problems, [each.message for each in problems]
    return {number: each.sha256 for number, each in frozen.items()}


def test_a_build_that_a_release_overlaps_leaves_the_released_file_as_it_is(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = _keys(order)
    story = order.issue.parent / "stories" / "notice-1.md"
    good = story.read_text()
    other = Other(order, monkeypatch)
    story.write_text(good + "\nAn edit that was undone at once.\n")
    with other.under_way():
        story.write_text(good)
        release_page(ToRelease("1", keys["1"]), order, build)
    assert _frozen(order) == {"1": keys["1"]}
    assert [each.verdict for each in other.built] == [Verdict.FIT]
    assert {page.page.number: page.sha256 for page in other.built[0].pages} == keys
    assert other.writes == 2, "made again with what stood then"


def test_a_build_that_an_unrelease_overlaps_does_not_bring_the_old_page_back(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = _keys(order)
    release_page(ToRelease("1", keys["1"]), order, build)
    story = order.issue.parent / "stories" / "notice-1.md"
    story.write_text(story.read_text() + "\nOne thing more.\n")
    other = Other(order, monkeypatch)
    with other.under_way():
        unrelease_page("1", keys["1"], order)
    (built,) = other.built
    assert next(page.sha256 for page in built.pages if page.page.number == "1") != keys["1"]


def test_a_build_that_releases_overtake_again_and_again_is_refused_and_writes_nothing(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = _keys(order)
    other = Other(order, monkeypatch)

    def turn() -> None:
        try:
            unrelease_page("1", keys["1"], order)
        except NotReleased:
            release_page(ToRelease("1", keys["1"]), order, build_here)

    def build_here(order: Order) -> Built:
        name, threading.current_thread().name = threading.current_thread().name, "the desk"
        try:
            return build(order)
        finally:
            threading.current_thread().name = name

    other.meanwhile = turn
    with other.under_way():
        pass
    (built,) = other.built
    assert built.verdict is Verdict.REFUSED
    assert [each.code for each in built.problems] == ["released-meanwhile"]
    assert _frozen(order) == {"1": keys["1"]}, "as the desk left it"
