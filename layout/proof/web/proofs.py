"""Pictures and traces of proofs. All goes by a proof's key and never changes, so that a browser keeps it for good."""

import asyncio
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from layout.plates.unrendered import NotRendered
from layout.proof.kept import is_key
from layout.proof.pictures.drawers import MEDIA_TYPE, Picture
from layout.proof.pictures.plate_room import VANISHED
from layout.proof.pictures.tray import BUSY
from layout.proof.records.roles import Action
from layout.proof.web.answers import FOR_GOOD, Complaint, json_bytes
from layout.proof.web.entrance import Who
from layout.proof.web.leaving import Left, while_there
from layout.proof.web.room import Room

_MOST_DIGITS = 4
_PASSING = (BUSY, VANISHED)  # whoever asks again gets it
_AGAIN = "1"  # second
_GONE = 499  # the number that servers log for a client that has gone


def proofs_routes(room: Room) -> list[BaseRoute]:
    """`/api/proofs/{key}/...` but for its plates."""
    pictures = _Pictures(room)
    return [
        Route(f"/api/proofs/{{key}}/{path}", room.behind(Action.READ, answer))
        for path, answer in (
            ("trace", pictures.trace),
            ("page/{dpi}", pictures.whole),
            ("tile/{level}/{column}/{row}", pictures.tile),
        )
    ]


class _Pictures:
    def __init__(self, room: Room) -> None:
        self._room = room

    async def trace(self, request: Request, who: Who) -> Response:
        """What stands where."""
        data = await asyncio.to_thread(self._room.kept.trace_bytes, request.path_params["key"])
        if data is None:
            raise _not_kept(request.path_params["key"])
        await asyncio.to_thread(self._room.kept.touch, request.path_params["key"])  # looked at is used
        return json_bytes(data, headers=FOR_GOOD)

    async def whole(self, request: Request, who: Who) -> Response:
        """The whole page."""
        dpi = count_of(request, "dpi")
        return await picture_of(request, self._room.drawers.whole(await path_of(self._room, request), dpi))

    async def tile(self, request: Request, who: Who) -> Response:
        """A part of it."""
        level, column, row = (count_of(request, name) for name in ("level", "column", "row"))
        path = await path_of(self._room, request)
        return await picture_of(request, self._room.drawers.tile(path, level, column, row))


async def path_of(room: Room, request: Request) -> Path:
    """The file of the proof that the address names: it is read, in a thread, to be sure of it. Raises Complaint."""
    key = request.path_params["key"]
    path = await asyncio.to_thread(room.kept.pdf_path, key) if is_key(key) else None
    if path is None:
        raise _not_kept(key)
    return path


def count_of(request: Request, name: str) -> int:
    """A small whole number in the address. Raises Complaint."""
    text = request.path_params[name]
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise _no_picture()
    return int(text)


async def picture_of(
    request: Request, drawing: Coroutine[Any, Any, Picture], kind: str = MEDIA_TYPE, kept: Mapping[str, str] = FOR_GOOD
) -> Response:
    """A picture as drawn, and how long a browser may keep it (`kept`, headers); why there is none, otherwise. Of one whose client
    leaves nobody needs to draw it."""
    try:
        picture = await while_there(request, drawing)
    except Left:
        return nobodys()
    if picture is None:
        raise _no_picture()
    if isinstance(picture, NotRendered):
        raise not_rendered(picture)
    return Response(picture, headers={**kept, "Content-Type": kind})


def not_rendered(why: NotRendered) -> Complaint:
    """As a sentence. What passes is answered so that browsers ask again (RFC 9110, 15.6.4)."""
    said = f"{why.message[:1].upper()}{why.message[1:]}."
    return Complaint(503, said, why.remedy, {"Retry-After": _AGAIN}) if why in _PASSING else Complaint(409, said, why.remedy)


def nobodys() -> Response:
    """The answer to a client that has gone."""
    return Response(status_code=_GONE)


def _not_kept(key: str) -> Complaint:
    """Gone, and not as a tile that there never is (404): browsers show it as that."""
    status = 410 if is_key(key) else 404
    return Complaint(status, "This version of the page is not kept.", "Look at the present one, or at another version.")


def _no_picture() -> Complaint:
    return Complaint(404, "There is no such picture of the page.", "Load the page again.")
