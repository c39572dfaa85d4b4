"""Pictures and traces of proofs. All goes by a proof's key and never changes, so that a browser keeps it for good."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from layout.plates.unrendered import NotRendered
from layout.proof.kept import is_key
from layout.proof.pictures.drawers import MEDIA_TYPE, Picture
from layout.proof.records.roles import Action
from layout.proof.web.answers import FOR_GOOD, Complaint, json_bytes
from layout.proof.web.entrance import Who
from layout.proof.web.leaving import Left, while_there
from layout.proof.web.room import Room

_NOT_KEPT = Complaint(404, "This version of the page is not kept.", "Look at the present one, or at another version.")
_NO_PICTURE = Complaint(404, "There is no such picture of the page.", "Load the page again.")
_MOST_DIGITS = 4
NOBODY_S = Response(status_code=499)
"""What is answered to a client that has gone: the number that servers log for that."""


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
            raise _NOT_KEPT
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
        raise _NOT_KEPT
    return path


def count_of(request: Request, name: str) -> int:
    """A small whole number in the address. Raises Complaint."""
    text = request.path_params[name]
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise _NO_PICTURE
    return int(text)


async def picture_of(request: Request, drawing: Coroutine[Any, Any, Picture], kind: str = MEDIA_TYPE) -> Response:
    """A picture as drawn; why there is none, otherwise. Of one whose client leaves nobody needs to draw it."""
    try:
        picture = await while_there(request, drawing)
    except Left:
        return NOBODY_S
    if picture is None:
        raise _NO_PICTURE
    if isinstance(picture, NotRendered):
        raise not_rendered(picture)
    return Response(picture, headers={**FOR_GOOD, "Content-Type": kind})


def not_rendered(why: NotRendered) -> Complaint:
    """As a sentence."""
    return Complaint(409, f"{why.message[:1].upper()}{why.message[1:]}.", why.remedy)
