"""What is answered for pictures and plates that can't be had."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from layout.plates.unrendered import NotRendered, Reason, damaged, ghostscript_missing
from layout.proof.pictures.plate_room import NEWER, VANISHED
from layout.proof.pictures.tray import BUSY
from layout.proof.web import plates, proofs
from layout.proof.web.answers import Complaint
from tests.proof.pictures.asking import asked


async def _picture(found: bytes | NotRendered | None) -> bytes | NotRendered | None:
    return found


def _request(there: bool = True, **parts: str) -> Request:
    """From a client that is there, or has gone."""

    async def receive() -> dict[str, Any]:
        if there:
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http", "path_params": parts}, receive)


async def _of_one_who_has_gone() -> Response:
    async def for_ever() -> bytes:
        await asyncio.Event().wait()
        return b""

    return await proofs.picture_of(_request(there=False), for_ever())


def _complaint(found: NotRendered | None) -> Complaint:
    with pytest.raises(Complaint) as said:
        asked(proofs.picture_of(_request(), _picture(found)))
    return said.value


@pytest.mark.parametrize("passing", [BUSY, VANISHED])
def test_a_desk_that_is_busy_says_so_and_when_to_ask_again(passing: NotRendered) -> None:
    response = _complaint(passing).response()
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) >= 1


@pytest.mark.parametrize("lasting", [NEWER, damaged("it is no PDF"), ghostscript_missing(), NotRendered(Reason.SLOW, "slow", "")])
def test_what_would_be_the_same_again_is_not_asked_for_again(lasting: NotRendered) -> None:
    response = _complaint(lasting).response()
    assert response.status_code == 409
    assert "Retry-After" not in response.headers


def test_a_complaint_is_a_new_one_each_time() -> None:
    """One that is raised again and again would keep hold of every request that it ended."""

    async def not_kept() -> None:
        await proofs.path_of(SimpleNamespace(), _request(key="none"))  # type: ignore[arg-type]

    async def no_press() -> None:
        room = SimpleNamespace(reader=SimpleNamespace(now=lambda: _now()), kept=SimpleNamespace(pdf_path=lambda key: "a.pdf"))
        await plates._Plates(room)._proofed(_request(key="a" * 64))  # type: ignore[arg-type]

    async def _now() -> SimpleNamespace:
        return SimpleNamespace(press=None)

    async def no_count() -> None:
        proofs.count_of(_request(dpi="x"), "dpi")

    for refused in (not_kept, no_press, no_count):
        said = []
        for _ in range(2):
            with pytest.raises(Complaint) as raised:
                asked(refused())
            said.append(raised.value)
        assert said[0] is not said[1], refused


def test_pictures_of_plates_are_kept_for_a_short_time_and_those_of_proofs_for_good() -> None:
    room = SimpleNamespace(plates=SimpleNamespace(picture=lambda proofed, name: _picture(b"a plate")))
    of_plates = plates._Plates(room)  # type: ignore[arg-type]

    async def proofed(request: Request) -> None:
        return None

    of_plates._proofed = proofed  # type: ignore[assignment, method-assign]
    plate = asked(of_plates.plate(_request(index="0"), None))  # type: ignore[arg-type]
    page = asked(proofs.picture_of(_request(), _picture(b"a page")))
    assert plate.headers["Cache-Control"] == "private, max-age=60"
    assert "immutable" in page.headers["Cache-Control"]
    assert (plate.body, page.body) == (b"a plate", b"a page")


def test_what_is_said_to_one_who_has_gone_is_not_changed_by_what_is_said_to_another() -> None:
    room = SimpleNamespace(plates=SimpleNamespace(picture=lambda proofed, name: _for_ever()))
    of_plates = plates._Plates(room)  # type: ignore[arg-type]

    async def proofed(request: Request) -> None:
        return None

    async def _for_ever() -> bytes:
        await asyncio.Event().wait()
        return b""

    of_plates._proofed = proofed  # type: ignore[assignment, method-assign]
    before = dict(asked(_of_one_who_has_gone()).headers)
    assert asked(of_plates.plate(_request(there=False, index="0"), None)).status_code == 499  # type: ignore[arg-type]
    after = asked(_of_one_who_has_gone())
    assert after.status_code == 499
    assert dict(after.headers) == before
