"""The process that makes pages, from inside: in which order, and what it tells where saves overtake one another."""

import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import pytest

from layout.base.store import Store
from layout.preflight.finding import Preflighted as Findings
from layout.production.order import Order
from layout.proof.facts import Begun, Failed, Finished, Judged, Made, Read, Refused
from layout.proof.live import child
from layout.proof.live.making import Hearing
from layout.proof.live.wire import FoldersRead, FromChild, GalleyAsked, GalleyTold, Job, Save
from tests.proof.live.small_paper import write_small

NOTHING_FOUND = Findings((), ())


class Pipe:
    """What was told."""

    def __init__(self) -> None:
        self.told: list[FromChild] = []

    def send(self, told: FromChild) -> None:
        self.told.append(told)


class Scene:
    """A worker without its processes: whatever is asked of the judge is found good when `judge` is called."""

    def __init__(self, folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(child, "_ask", lambda judge, questions, inbox: None)
        self.order = Order(write_small(folder), store=store, jobs=1)
        self.pipe, self.inbox = Pipe(), child._Inbox()
        job = Job(self.order, str(folder / "kept"), 10**9)
        self.worker = child._Worker(cast("Connection", self.pipe), job, self.inbox)
        self.overtaken = False
        self.worker._maker._hearing = Hearing(self.worker.tell, lambda: self.overtaken, time.perf_counter)

    def make(self, number: int) -> list[type]:
        """What kinds of facts were told of the save."""
        self.pipe.told.clear()
        self.worker.make(number)
        while not self.worker._questions.empty():
            asked, _ = self.worker._questions.get()
            self.worker.judged(asked, NOTHING_FOUND)
        return [type(each) for each in self.pipe.told if not isinstance(each, FoldersRead)]

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.order.issue.parent / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))


@pytest.fixture
def scene(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(tmp_path, store, monkeypatch)


ALL = [Begun, Made, Read, Judged, Judged, Finished]


def _overtake(scene: Scene) -> None:
    """Save 2 changes a page, and save 3 comes before it is read."""
    assert scene.make(1) == ALL
    scene.edit("stories/notice-1.md", "no more than that", "no less than that")
    scene.overtaken = True
    assert scene.make(2) == [Begun, Made]
    scene.overtaken = False


def test_a_save_overtaken_by_one_that_is_refused_is_read_and_judged_after_that(scene: Scene) -> None:
    _overtake(scene)
    scene.edit("issue.yaml", "pages:", "pagers:")
    assert scene.make(3) == [Begun, Refused, Read, Judged, Judged, Finished]
    assert [each.number for each in scene.pipe.told if isinstance(each, Read | Finished)] == [2, 2]
    assert scene.make(4) == [Begun, Refused], "it is told once"


def test_a_save_overtaken_by_one_over_which_the_disk_fails_is_read_and_judged_too(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    _overtake(scene)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("layout.proof.live.making.check", full)
    assert scene.make(3) == [Begun, Failed, Read, Judged, Judged, Finished]


def test_a_save_overtaken_by_a_good_one_is_left(scene: Scene) -> None:
    _overtake(scene)
    assert scene.make(3) == ALL
    assert [each.number for each in scene.pipe.told if isinstance(each, Read)] == [3]


def test_where_yet_another_save_waits_an_overtaken_one_is_not_read_meanwhile(scene: Scene) -> None:
    _overtake(scene)
    scene.edit("issue.yaml", "pages:", "pagers:")
    scene.inbox.put(Save(4))
    assert scene.make(3) == [Begun, Refused]
    assert scene.inbox.take() == Save(4)
    assert scene.make(4) == [Begun, Refused, Read, Judged, Judged, Finished]


def test_a_question_goes_before_saves(scene: Scene) -> None:
    scene.inbox.put(Save(1))
    scene.inbox.put(GalleyAsked(7, "notice-1"))
    scene.inbox.put(Save(2))
    assert [scene.inbox.take(), scene.inbox.take()] == [GalleyAsked(7, "notice-1"), Save(2)]


def test_a_question_before_the_first_page_waits_for_the_save_that_is_due(scene: Scene) -> None:
    scene.worker.answer(GalleyAsked(7, "notice-1"))
    assert scene.pipe.told == [GalleyTold(7, None, made=False)]
    scene.pipe.told.clear()
    scene.inbox.put(Save(1))
    scene.worker.answer(GalleyAsked(8, "notice-1"))
    assert scene.pipe.told == []
    scene.inbox.take()
    scene.make(1)
    (told,) = (each for each in scene.pipe.told if isinstance(each, GalleyTold))
    assert told.question == 8
    assert told.made
    assert told.facts is not None
