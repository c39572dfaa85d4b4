"""A page released while the text of others is wrong: it is built alone, and its bytes are those that were signed."""

from pathlib import Path
from typing import Any

import pytest

from layout.base.store import Store
from layout.build import build
from layout.press.released import frozen_pages
from layout.production.order import Order
from layout.proof.live.barriers import why_not_released
from layout.proof.live.recorded import Recorded
from layout.proof.live.releasing import NotReleased, ToRelease
from tests.proof.live.facts import Record, Said
from tests.proof.live.rooms import Room, order_of, scene

NUMBERS = ("1", "2-3", "4")


@pytest.fixture
def order(tmp_path: Path, store: Store) -> Order:
    """A truck between two pages."""
    return order_of(tmp_path, store, NUMBERS, press="trucks: halves\n", bleed="3mm")


def _spoil(order: Order, slug: str) -> None:
    path = order.issue.parent / "stories" / f"{slug}.md"
    path.write_text(path.read_text().replace("headline:", "headlines:"))


async def _refused(room: Room, order: Order, slug: str) -> None:
    """All pages are signed; then a story is spoilt."""
    await room.settled()
    _sign(room)
    _spoil(order, slug)
    await room.until(lambda: room.desk.state()["refused"])
    await room.until(lambda: room.desk.stands)


def _sign(room: Room) -> None:
    signed = {page.number: Record((Said(ink=page.ink),)) for page in room.desk.pages}
    room.desk.record(Recorded(signed))


async def _release(room: Room, number: str) -> None:
    proof = room.proofs()[number]
    await room.until(lambda: why_not_released(room.desk, number, proof) is None)  # each build is noticed as a save
    await room.live.release(ToRelease(number, proof), build)


def _frozen(order: Order) -> dict[str, str]:
    frozen, problems = frozen_pages(order.folder, "out")
    assert not problems
    return {number: each.sha256 for number, each in frozen.items()}


def test_a_signed_page_and_a_half_of_a_truck_are_released_while_another_page_s_text_is_wrong(order: Order) -> None:
    async def act(room: Room) -> None:
        await _refused(room, order, "notice-4")
        for number in ("3", "1", "2"):
            await _release(room, number)
        assert _frozen(order) == {number: room.proofs()[number] for number in ("3", "1", "2")}
        state: Any = room.desk.state()
        assert [page["state"] for page in state["pages"]] == ["released", "released", "released", "signed"]

    scene(order, act)


def test_so_is_a_page_while_that_of_a_released_one_is_wrong(order: Order) -> None:
    async def act(room: Room) -> None:
        await room.settled()
        _sign(room)
        await _release(room, "4")
        await room.settled()
        await _refused(room, order, "notice-4")
        await _release(room, "1")
        assert _frozen(order) == {number: room.proofs()[number] for number in ("1", "4")}

    scene(order, act)


def test_a_page_whose_own_text_is_wrong_is_not_released_and_says_why(order: Order) -> None:
    async def act(room: Room) -> None:
        await _refused(room, order, "notice-2-3")
        with pytest.raises(NotReleased, match=r"Page 2 was not built: .*headlines"):
            await _release(room, "2")
        assert _frozen(order) == {}

    scene(order, act)
