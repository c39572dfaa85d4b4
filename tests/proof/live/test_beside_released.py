"""What does not go with a released page, told by the desk as soon as it is saved, as a build would tell it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from layout.base.problems import OnPage, Severity
from layout.base.store import Store
from layout.build import Built, build
from layout.press.released import RELEASED, entry_of
from layout.production.order import Order
from layout.proof.facts import Item, Kind, Refused
from layout.proof.live.barriers import why_not_released
from layout.proof.live.releasing import ToRelease
from tests.proof.live.desks import Desk
from tests.proof.live.rooms import Room, scene
from tests.proof.sixteen import write_sixteen

CODES = ("released-seam", "released-jump", "released-refer", "released-unknown", "picture-twice", "ad-twice")
BRIDGE = "stories/bridge-1.md"
LONG = """\
The cost has grown with the wait. Nine years ago the bridge was put at £84&nbsp;million; the paper before the members on Monday \
said £131&nbsp;million, of which £68&nbsp;million comes from the national transport fund and £63&nbsp;million from a loan that \
the city will repay out of harbour dues until 2061.

"""


def shorter(text: str) -> str:
    """A paragraph that stands on page 1 is left out."""
    assert LONG in text
    return text.replace(LONG, "")


def longer(text: str) -> str:
    return text.replace("That loan nearly", f"{LONG}That loan nearly")


def beside(items: Iterable[Item]) -> list[Item]:
    return [each for each in items if each.code in CODES]


def release(desk: Desk, built: Built, *numbers: str, written_down: bool = True) -> None:
    """The record as the desk writes it; or as it was when it kept no words."""
    pages = {
        each.page.number: entry_of(each.file, each.sha256, each.text if written_down else None)
        for each in built.pages
        if each.page.number in numbers
    }
    (desk.order.folder / RELEASED).write_text(json.dumps({"pages": pages}))


def told_by_build(order: Order) -> list[tuple[str, str, str]]:
    return sorted((each.code, each.message, each.remedy) for each in build(order).problems if each.code in CODES)


def told_by_desk(desk: Desk) -> list[tuple[str, str, str]]:
    return sorted((each.code, each.message, each.remedy) for each in beside(desk.read.items))


def test_words_lost_at_a_released_front_are_told_with_the_save_and_gone_when_the_edit_is_undone(desk: Desk) -> None:
    release(desk, build(desk.order), "1")
    assert beside(desk.save().read.items) == []
    desk.edit(BRIDGE, shorter)
    (item,) = beside(desk.save().read.items)
    assert (item.code, item.kind, item.severity, item.page, item.story) == (
        "released-seam",
        Kind.RELEASED,
        "error",
        "3",
        "bridge-1",
    )
    assert "words of 'bridge-1' are lost between page 1 as released and page 3" in item.message
    assert item.remedy == "Undo the edit, or release page 1 again."
    assert desk.making is not None
    (page,) = (each.printed.page for each in desk.making.proofs if each.printed.page.number == "3")
    assert "released-seam" in {each.code for each in page.problems}
    assert told_by_build(desk.order) == told_by_desk(desk)
    desk.edit(BRIDGE, longer)
    assert beside(desk.save().read.items) == []


def test_it_goes_with_the_release_and_comes_with_it(desk: Desk) -> None:
    built = build(desk.order)
    desk.edit(BRIDGE, shorter)
    assert beside(desk.save().read.items) == []
    release(desk, built, "1")
    assert [each.page for each in beside(desk.save().read.items)] == ["3"]
    (desk.order.folder / RELEASED).unlink()
    assert beside(desk.save().read.items) == []
    release(desk, build(desk.order), "1")
    assert beside(desk.save().read.items) == []


def test_while_the_text_is_wrong_the_last_good_pages_are_judged_beside_what_is_released_then(desk: Desk) -> None:
    built = build(desk.order)
    desk.edit(BRIDGE, shorter)
    desk.save()
    desk.edit("issue.yaml", lambda text: text.replace("pages:", "pagers:"))
    desk.save()
    assert isinstance(desk.told[-1], Refused)
    assert desk.maker.read_again() is None
    release(desk, built, "1")
    assert desk.maker.read_again() is not None
    assert [each.page for each in beside(desk.read.items)] == ["3"]
    desk.told.clear()
    assert desk.maker.read_again() is None
    (desk.order.folder / RELEASED).unlink()
    assert desk.maker.read_again() is not None
    assert beside(desk.read.items) == []


def test_refers_jumps_and_pages_without_words_are_told_as_a_build_tells_them(desk: Desk) -> None:
    built = build(desk.order)
    release(desk, built, "1")
    desk.edit("issue.yaml", lambda text: text.replace("page: 3\n", "page: 5\n").replace("jump: 3\n", "jump: 5\n"))
    desk.save()
    jumps = [each for each in beside(desk.read.items) if each.code == "released-jump"]
    assert {(each.page, each.severity) for each in jumps} == {("1", "error"), ("5", "error")}, (
        "on the page that prints the line too"
    )
    assert set(told_by_build(desk.order)) == set(told_by_desk(desk))
    errors = [each for each in build(desk.order).problems if each.severity is Severity.ERROR]
    assert OnPage("1") not in {each.where for each in errors}, "the released page goes to the press as it is"
    release(desk, built, "1", written_down=False)
    desk.save()
    (item,) = beside(desk.read.items)
    assert (item.code, item.severity, item.page) == ("released-unknown", "warning", "1")
    assert told_by_build(desk.order) == told_by_desk(desk)
    desk.edit("issue.yaml", lambda text: text.replace("page: 5\n", "page: 3\n").replace("jump: 5\n", "jump: 3\n"))
    assert beside(desk.save().read.items) == []


def test_a_picture_of_a_page_as_released_holds_the_page_that_shows_it_now_and_what_would_be_on_that_holds_none(
    desk: Desk,
) -> None:
    release(desk, build(desk.order), "1")
    desk.edit(BRIDGE, lambda text: text.replace("photos/bridge-1.jpg", "photos/silos-1.jpg"))
    assert beside(desk.save().read.items) == []
    desk.edit("issue.yaml", lambda text: text.replace("photos/geese-1.jpg", "photos/bridge-1.jpg"))
    (item,) = beside(desk.save().read.items)
    assert (item.code, item.kind, item.severity, item.page) == ("picture-twice", Kind.RELEASED, "error", "4")
    assert item.message == "bridge-1.jpg is printed twice: on page 1 as released and on page 4"
    assert told_by_build(desk.order) == told_by_desk(desk)


def test_two_released_pages_that_do_not_go_together_are_both_told(desk: Desk) -> None:
    first = build(desk.order)
    desk.edit(BRIDGE, shorter)
    second = build(desk.order)
    release(desk, second, "3")
    files = {each.page.number: entry_of(each.file, each.sha256, each.text) for each in first.pages}
    path = desk.order.folder / RELEASED
    pages = json.loads(path.read_text())["pages"]
    (desk.order.folder / str(files["1"]["file"])).write_bytes(desk.kept.pdf(str(files["1"]["sha256"])) or b"")
    path.write_text(json.dumps({"pages": {"1": files["1"], **pages}}))
    assert [each.page for each in beside(desk.save().read.items)] == ["1", "3"]
    (desk.order.folder / str(files["1"]["file"])).write_bytes(b"another file")
    path.write_text(json.dumps({"pages": {"1": files["1"], **pages}}, indent=1))
    assert beside(desk.save().read.items) == [], "no build goes on with that"


def test_an_allowance_of_it_is_used(desk: Desk) -> None:
    release(desk, build(desk.order), "1")
    desk.edit(BRIDGE, shorter)
    allowed = "  allow:\n  - {rule: released-seam, why: Page 1 is printed again tomorrow}\n"
    desk.edit("issue.yaml", lambda text: text.replace("- page: 3\n", f"- page: 3\n{allowed}", 1))
    making = desk.save().making
    assert [each for each in beside(desk.read.items) if each.severity == "error"] == []
    assert making is not None
    assert [each.message for each in desk.maker.unused(making, ()) if "released-seam" in each.message] == []


def test_where_nothing_is_released_nothing_is_read_for_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []

    def texts(*given: object) -> dict[str, object]:
        read.append(given)
        return {}

    monkeypatch.setattr("layout.production.released_fit.texts_now", texts)
    desk.edit(BRIDGE, shorter)
    desk.save()
    assert read == []


def _misfits(room: Room) -> list[tuple[str, str]]:
    listed: Any = room.desk.items_json()["items"]
    return [(each["page"], each["message"]) for each in listed if each["code"] in CODES]


def _state(room: Room, number: str) -> Any:
    pages: Any = room.desk.state()["pages"]
    return next(page for page in pages if page["number"] == number)


def test_a_desk_tells_it_bars_the_release_and_follows_releases_without_a_save(tmp_path: Path, store: Store) -> None:
    order = Order(write_sixteen(tmp_path / "paper", times=1), store=store, jobs=1)
    path = order.issue.parent / BRIDGE

    async def act(room: Room) -> None:
        await room.settled()
        released = await room.live.release(ToRelease("1", room.proofs()["1"]), build)
        await room.settled()
        assert (_misfits(room), _state(room, "3")["state"]) == ([], "ready")
        text = path.read_text()
        path.write_text(shorter(text))
        await room.until(lambda: _misfits(room))
        await room.settled()
        ((number, said),) = _misfits(room)
        assert (number, _state(room, "3")["state"], _state(room, "1")["state"]) == ("3", "broken", "released")
        assert _state(room, "3")["errors"] == 1
        found = why_not_released(room.desk, "3", room.proofs()["3"])
        assert found == (f"{said}.", "Undo the edit, or release page 1 again.")
        path.write_text(text)
        await room.until(lambda: not _misfits(room))
        await room.settled()
        assert _state(room, "3")["state"] == "ready"
        path.write_text(shorter(text))
        await room.until(lambda: _misfits(room))
        await room.settled()
        await room.live.unrelease("1", released.proof)
        await room.until(lambda: not _misfits(room))
        await room.settled()
        await room.live.release(ToRelease("1", room.proofs()["1"]), build)
        await room.settled()
        assert _misfits(room) == []

    scene(order, act)
