"""A release on disk and in the records, and what is recorded of makings, where something goes wrong in between."""

import asyncio
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from layout.press.package import LOCK, hold_folder
from layout.press.sent_record import SentFile, write_sent
from layout.production.order import Order
from layout.proof.elsewhere import Here
from layout.proof.facts import IssueFacts, Judged, Made, PageFacts, Preflighted, Read, StoryFacts, StoryPlace
from layout.proof.live.releasing import NotReleased
from layout.proof.records.records import Records, open_records
from layout.proof.records.refusal import RecordsError, Why
from layout.proof.records.told import said
from layout.proof.records.versions import Now
from layout.proof.web.shift import Means, Shift
from tests.proof.live.built import Built, Number, Written

SHA = hashlib.sha256(b"one").hexdigest()
INK = "a" * 32
RELEASED = json.dumps({"pages": {"1": {"file": "press/p1.pdf", "sha256": SHA}}})
ISSUE = IssueFacts("paper/issue.yaml", "", "", "", "", "")
AWAY = RecordsError(Why.UNAVAILABLE, "The database is away.", "Wait for it.")


def page(key: str = SHA, ink: str = INK) -> PageFacts:
    return PageFacts("1", "", "", False, False, (1, 1), (0, 0, 1, 1), proof=key, ink=ink)


class Scene:
    """A desk whose page 1 is made and through preflight; `meanwhile` comes while a release is being built."""

    def __init__(self, folder: Path) -> None:
        self.order = Order(folder / "issue.yaml")
        (self.order.folder / "press").mkdir(parents=True)
        self.records = open_records(folder / "desk.sqlite3", ISSUE.key)
        self.faults: list[str] = []
        self.meanwhile: Callable[[], object] = lambda: None
        self.shift = Shift(self.order, Means(self.records, self._build, self.faults.append))

    def play(self, act: Callable[[Shift], Any]) -> None:
        async def run() -> None:
            self.shift.desk.hear(Made(0, ISSUE, (page(),)))
            self.shift.desk.hear(Judged("1", SHA, Preflighted.PASSED, ()))
            await self.shift.look_at_records()
            try:
                await act(self.shift)
            finally:
                await self.shift._tasks.close()

        asyncio.run(run())

    @property
    def on_disk(self) -> bool:
        path = self.order.folder / "released.json"
        return path.exists() and "1" in json.loads(path.read_text())["pages"]

    @property
    def said(self) -> list[str]:
        return [event.what for event in reversed(self.records.history())]

    def _build(self, order: Order) -> Built:
        (order.folder / "press" / "p1.pdf").write_bytes(b"one")
        self.meanwhile()
        return Built([Written(Number("1"), "press/p1.pdf", SHA)])


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(tmp_path)
    scene.records.approve("1", SHA, INK, by="Anna")
    yield scene
    scene.records.close()


def test_a_sign_off_withdrawn_while_the_release_is_built_stops_it(scene: Scene) -> None:
    scene.meanwhile = lambda: scene.records.withdraw("1", by="Anna")

    async def act(shift: Shift) -> None:
        with pytest.raises(NotReleased, match="not signed"):
            await shift.release(page(), "Ben")

    scene.play(act)
    assert not scene.on_disk
    assert scene.said == ["approved", "withdrawn"]


def test_one_withdrawn_at_the_very_last_stops_it_too(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    look = scene.shift._may_be_released

    async def then_withdrawn(asked: PageFacts) -> None:
        await look(asked)
        scene.records.withdraw("1", by="Anna")

    monkeypatch.setattr(scene.shift, "_may_be_released", then_withdrawn)

    async def act(shift: Shift) -> None:
        with pytest.raises(RecordsError, match="not signed"):
            await shift.release(page(), "Ben")

    scene.play(act)
    assert not scene.on_disk
    assert scene.said == ["approved", "withdrawn"]


def test_a_release_that_can_not_be_recorded_is_none(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(shift: Shift) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(scene.records, "release", _away)
            with pytest.raises(RecordsError):
                await shift.release(page(), "Ben")
        assert not scene.on_disk
        await shift.release(page(), "Ben")
        await shift.release(page(), "Ben")

    scene.play(act)
    assert scene.on_disk
    assert scene.said == ["approved", "released"], "a second click says nothing new"


def test_an_unrelease_that_can_not_be_recorded_is_none(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(shift: Shift) -> None:
        await shift.release(page(), "Ben")
        with monkeypatch.context() as patch:
            patch.setattr(scene.records, "unrelease", _away)
            with pytest.raises(RecordsError):
                await shift.unrelease("1", SHA, "Ben")
        assert scene.on_disk
        await shift.unrelease("1", SHA, "Ben")
        with pytest.raises(NotReleased, match="not released"):
            await shift.unrelease("1", SHA, "Ben")

    scene.play(act)
    assert not scene.on_disk
    assert scene.said == ["approved", "released", "unreleased"]


@pytest.mark.parametrize("left", ["disk", "records"])
def test_an_unrelease_finishes_whichever_half_is_left(scene: Scene, left: str) -> None:
    if left == "disk":
        (scene.order.folder / "released.json").write_text(RELEASED)
    else:
        scene.records.release(Now("1", SHA, INK), by="Ben")
    scene.play(lambda shift: shift.unrelease("1", SHA, "Anna"))
    assert not scene.on_disk
    assert scene.said[-1] == "unreleased"
    assert scene.records.present().page("1").released is None


def test_a_release_after_a_lost_unrelease_is_recorded_again(scene: Scene) -> None:
    async def act(shift: Shift) -> None:
        await shift.release(page(), "Ben")
        (scene.order.folder / "released.json").write_text('{"pages": {}}')
        await shift.release(page(), "Ben")

    scene.play(act)
    assert scene.on_disk
    assert scene.said == ["approved", "released", "released"]


def test_a_release_known_to_the_disk_alone_is_recorded_when_it_is_asked_for_again(scene: Scene) -> None:
    (scene.order.folder / "press" / "p1.pdf").write_bytes(b"one")
    (scene.order.folder / "released.json").write_text(RELEASED)
    scene.play(lambda shift: shift.release(page(), "Ben"))
    assert scene.said == ["approved", "released"]


def test_one_fault_does_not_end_the_recording_of_versions(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    waits, go = threading.Event(), threading.Event()
    real = Records.see

    def see(records: Records, made: Any) -> None:
        made = list(made)
        seen.append(made[0].key[0])
        if len(seen) == 1:
            waits.set()
            go.wait(10)
            raise ValueError("a fault of the program")
        real(records, made)

    monkeypatch.setattr(Records, "see", see)

    async def act(shift: Shift) -> None:
        shift._hear(Made(1, ISSUE, (page("b" * 64, "b" * 64),)))
        await asyncio.to_thread(waits.wait, 10)
        shift._hear(Made(2, ISSUE, (page("c" * 64, "c" * 64),)))
        go.set()
        async with asyncio.timeout(10):
            while shift._writes:
                await asyncio.sleep(0.01)
        shift._hear(Made(3, ISSUE, (page("d" * 64, "d" * 64),)))
        async with asyncio.timeout(10):
            while shift._writes:
                await asyncio.sleep(0.01)

    scene.play(act)
    assert seen == ["b", "c", "d"]
    assert scene.faults == ["Recording versions of pages broke off: ValueError: a fault of the program"]
    assert [each.key[0] for each in scene.records.versions("1")] == ["d", "c"]


def test_what_the_records_refuse_is_not_tried_for_ever(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RecordsError(Why.TOO_MUCH, "The history is full.", "Go on with a new issue.")

    monkeypatch.setattr(scene.records, "see", refuse)

    async def act(shift: Shift) -> None:
        shift._hear(Made(1, ISSUE, (page(),)))
        async with asyncio.timeout(10):
            while shift._writes:
                await asyncio.sleep(0.01)

    scene.play(act)
    assert scene.faults == ["The history is full. Go on with a new issue."]


def test_the_history_has_a_line_when_the_desk_sees_that_a_page_was_sent(scene: Scene) -> None:
    delivered = SentFile("1", "p1.pdf", "A", SHA, 3, "Hull", "2026-11-26T22:10:00+01:00", 0)

    async def act(shift: Shift) -> None:
        write_sent(scene.order.folder, [delivered])
        await shift._live._read_out()
        await shift._look_again()
        await shift._look_again()
        assert SHA in shift._held, "its version is not thrown away"

    scene.play(act)
    scene.play(act)
    assert scene.said == ["approved", "sent"]


def test_a_delivery_that_makes_no_sense_is_told_once_and_holds_up_nothing(scene: Scene) -> None:
    delivered = SentFile("1", "p1.pdf", "A", SHA, 3, "x" * 999, "2026-11-26T22:10:00+01:00", 0)

    async def act(shift: Shift) -> None:
        write_sent(scene.order.folder, [delivered])
        await shift._live._read_out()
        await shift._look_again()
        await shift._look_again()
        assert shift.desk.state()["making"]["unrecorded"] == ""  # type: ignore[index]

    scene.play(act)
    assert scene.said == ["approved"]
    assert len(scene.faults) == 1


def _away(*_: object, **__: object) -> None:
    raise AWAY


AT = "2026-11-24T20:14:00.000000Z"
ON_DISK = {"file": "press/p1.pdf", "sha256": SHA, "ink": INK, "by": "Ann", "at": AT}


def _on_disk(scene: Scene, **entry: str) -> None:
    (scene.order.folder / "press" / "p1.pdf").write_bytes(b"one")
    (scene.order.folder / "released.json").write_text(json.dumps({"pages": {"1": {**ON_DISK, **entry}}}))


async def _look(shift: Shift) -> None:
    await shift._live._read_out()
    await shift._ask_records()


def _released(shift: Shift) -> Any:
    state: Any = shift.desk.state()
    return state["pages"][0]["released"]


def _codes(shift: Shift) -> list[str]:
    items: Any = shift.desk.items_json()["items"]
    return [each["code"] for each in items]


def test_a_release_says_by_whom_and_when_on_the_disk_too(scene: Scene) -> None:
    async def act(shift: Shift) -> None:
        await shift.release(page(), "Ben")
        await _look(shift)
        assert _released(shift)["by"] == "Ben"

    scene.play(act)
    entry = json.loads((scene.order.folder / "released.json").read_text())["pages"]["1"]
    released = scene.records.present().page("1").released
    assert released is not None
    assert (entry["by"], entry["ink"], entry["place"]) == ("Ben", INK, released.place)
    assert entry["at"] <= released.at
    assert scene.said == ["approved", "released"], "and nothing is found beside that"


def test_a_release_that_the_records_do_not_know_is_recorded_once_with_the_name_and_time_of_the_disk(scene: Scene) -> None:
    _on_disk(scene)

    async def act(shift: Shift) -> None:
        await _look(shift)
        await _look(shift)
        shift._found = {}, -1  # as after a restart
        await _look(shift)
        told = _released(shift)
        assert (told["by"], told["at"], told["proof"], told["elsewhere"]) == ("Ann", AT, SHA, False)

    scene.play(act)
    assert scene.said == ["approved", "released"]
    event = scene.records.history(most=1)[0]
    assert event.by == ""
    assert said(event) == "Page 1 was found released by Ann on 2026-11-24 at 20:14 UTC: the records had no line of it."


def test_an_old_record_without_a_name_is_found_too(scene: Scene) -> None:
    _on_disk(scene, by="", at="", ink="")
    scene.records.see([Now("1", SHA, INK)])
    scene.play(_look)
    released = scene.records.present().page("1").released
    assert released is not None
    assert (released.by, released.ink) == ("", INK)
    assert said(scene.records.history(most=1)[0]) == "Page 1 was found released: the records had no line of it."


def test_a_copy_of_a_release_that_was_taken_back_since_is_not_found(scene: Scene) -> None:
    async def act(shift: Shift) -> None:
        await shift.release(page(), "Ben")
        copied = (scene.order.folder / "released.json").read_text()
        await shift.unrelease("1", SHA, "Ben")
        (scene.order.folder / "released.json").write_text(copied)
        await _look(shift)

    scene.play(act)
    assert scene.said == ["approved", "released", "unreleased"]


def test_a_page_released_at_a_desk_over_a_copy_of_the_files_is_neither_released_nor_taken_back_here(scene: Scene) -> None:
    scene.records.release(Now("1", SHA, INK), "Ann", here=Here("b" * 32))

    async def act(shift: Shift) -> None:
        await _look(shift)
        told = _released(shift)
        assert (told["by"], told["proof"], told["elsewhere"], told["differs"]) == ("Ann", SHA, True, False)
        assert len(told["why"]) == 1
        state: Any = shift.desk.state()
        assert state["pages"][0]["state"] == "released"
        for does in (lambda: shift.release(page(), "Ben"), lambda: shift.unrelease("1", SHA, "Ben")):
            with pytest.raises(NotReleased, match="released at another desk, by Ann") as refused:
                await does()
            assert "at that desk" in refused.value.remedy

    scene.play(act)
    assert not scene.on_disk
    assert scene.said == ["approved", "released"]


def _sharing(ink: str) -> tuple[PageFacts, Read]:
    """Page 2 as it is made here, and a story that begins on it and goes on on page 1."""
    story = StoryFacts("bridge", "", "", "", (), (), (StoryPlace("2", "A"),), stands=("2", "1"))
    return replace(page("d" * 64, ink), number="2"), Read(0, (), (), {"bridge": story})


@pytest.mark.parametrize(("ink", "moment"), [("e" * 32, ""), ("f" * 32, "before"), ("f" * 32, "built"), ("f" * 32, "last")])
def test_a_page_that_shares_a_story_with_one_released_from_another_copy_is_not_released_at_whatever_moment_that_comes(
    scene: Scene, ink: str, moment: str
) -> None:
    def elsewhere() -> None:
        scene.records.approve("2", "c" * 64, "e" * 32, "Ann")
        scene.records.release(Now("2", "c" * 64, "e" * 32), "Ann", here=Here("b" * 32))

    other, read = _sharing(ink)
    if moment == "built":
        scene.meanwhile = elsewhere
    if moment in ("", "before"):
        elsewhere()

    async def act(shift: Shift) -> None:
        shift.desk.hear(Made(0, ISSUE, (page(), other)))
        shift.desk.hear(read)
        await _look(shift)
        may = shift._may_be_released

        async def then_elsewhere(asked: PageFacts) -> None:
            await may(asked)
            if moment == "last":
                elsewhere()

        shift._may_be_released = then_elsewhere  # type: ignore[method-assign]
        if not moment:
            await shift.release(page(), "Ben")
            return
        with pytest.raises(
            (NotReleased, RecordsError), match="shares 'bridge' with page 2, which was released at another desk"
        ) as no:
            await shift.release(page(), "Ben")
        remedy = no.value.remedy
        assert remedy == "Bring the copies of the files together first; or release page 1 at that desk."

    scene.play(act)
    assert scene.on_disk is not bool(moment)
    assert scene.said.count("released") == (1 if moment else 2)


def test_of_two_desks_that_release_other_bytes_at_the_same_time_the_second_is_refused(scene: Scene) -> None:
    scene.meanwhile = lambda: scene.records.release(Now("1", "c" * 64, INK), "Ann", here=Here("b" * 32))

    async def yes(asked: PageFacts) -> None:
        pass

    async def act(shift: Shift) -> None:
        await _look(shift)
        shift._may_be_released = yes  # type: ignore[method-assign]
        with pytest.raises(RecordsError, match="released at another desk, by Ann"):
            await shift.release(page(), "Ben")

    scene.play(act)
    assert not scene.on_disk
    assert scene.said == ["approved", "released"]


def test_over_one_folder_each_desk_takes_back_what_the_other_released(scene: Scene) -> None:
    _on_disk(scene, place="b" * 32)
    scene.records.release(Now("1", SHA, INK), "Ann", here=Here("b" * 32))

    async def act(shift: Shift) -> None:
        await _look(shift)
        assert _released(shift)["elsewhere"] is False
        await shift.unrelease("1", SHA, "Ben")

    scene.play(act)
    assert scene.said == ["approved", "released", "unreleased"]


def test_a_record_that_was_deleted_by_hand_is_told_and_the_page_can_be_released_again(scene: Scene) -> None:
    async def act(shift: Shift) -> None:
        await shift.release(page(), "Ben")
        (scene.order.folder / "released.json").unlink()
        await _look(shift)
        assert _released(shift) is None
        assert _codes(shift) == ["released-gone"]
        state: Any = shift.desk.state()
        assert (state["pages"][0]["gone"]["by"], state["pages"][0]["gone"]["proof"]) == ("Ben", SHA)
        await shift.release(page(), "Ben")
        assert _codes(shift) == []
        (scene.order.folder / "released.json").unlink()
        await _look(shift)
        await shift.unrelease("1", SHA, "Ben")
        assert _codes(shift) == []

    scene.play(act)
    assert not scene.on_disk
    assert scene.said == ["approved", "released", "released", "unreleased"]


@pytest.mark.parametrize("why", ["a build is at its files", "nothing may be locked there"])
def test_a_release_that_is_found_while_the_folder_can_not_be_held_is_recorded_when_it_can(scene: Scene, why: str) -> None:
    _on_disk(scene)
    lock = scene.order.folder / LOCK

    async def act(shift: Shift) -> None:
        if why == "a build is at its files":
            with hold_folder(scene.order.folder, 0, lambda seconds: None):
                await _look(shift)
                await _look(shift)
        else:
            lock.mkdir()
            await _look(shift)
            await _look(shift)
            lock.rmdir()
        assert scene.said == ["approved"]
        for _ in range(3):
            await _look(shift)

    scene.play(act)
    assert scene.said == ["approved", "released"]
    assert [each.partition(": ")[0] for each in scene.faults] == (
        [] if why == "a build is at its files" else ["Released pages that were found can't be recorded yet"]
    )


def test_a_page_that_changed_while_it_was_being_signed_lapses_without_another_save(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change may be written down before the sign-off is."""
    scene.records.withdraw("1", by="Anna")
    changed, approve = page("b" * 64, "b" * 32), scene.records.approve

    async def act(shift: Shift) -> None:
        loop = asyncio.get_running_loop()

        async def change() -> None:
            shift.desk.hear(Made(1, ISSUE, (changed,)))
            shift._hear(Made(1, ISSUE, (changed,)))
            await written()

        async def written() -> None:
            async with asyncio.timeout(10):
                while shift._writes:
                    await asyncio.sleep(0.01)

        def first_it_changes(*said: Any) -> object:
            asyncio.run_coroutine_threadsafe(change(), loop).result(10)
            return approve(*said)

        shift._hear(Made(0, ISSUE, (page(),)))
        await written()
        monkeypatch.setattr(scene.records, "approve", first_it_changes)
        await shift.approve(page(), "Carl")
        await written()

    scene.play(act)
    assert scene.said == ["approved", "withdrawn", "approved", "lapsed"]
