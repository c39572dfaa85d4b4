"""Plates and soft proofs of proofs: made when they are first looked at."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from layout.plates.unrendered import NotRendered
from layout.proof.pictures.plate_room import MEDIA_TYPE, Proofed
from layout.proof.records.roles import Action
from layout.proof.web.answers import Complaint, json_bytes
from layout.proof.web.entrance import Who
from layout.proof.web.leaving import Left, while_there
from layout.proof.web.proofs import count_of, nobodys, not_rendered, path_of, picture_of
from layout.proof.web.room import Room

_SHORTLY = {"Cache-Control": "private, max-age=60"}  # they hang on the press's profile too, which may be exchanged


def plates_routes(room: Room) -> list[BaseRoute]:
    """`/api/proofs/{key}/plates...`, `/softproof`, `/inkmap`."""
    plates = _Plates(room)
    return [
        Route(f"/api/proofs/{{key}}/{path}", room.behind(Action.READ, answer))
        for path, answer in (
            ("plates", plates.facts),
            ("plates/{index}", plates.plate),
            ("softproof", plates.softproof),
            ("inkmap", plates.inkmap),
        )
    ]


class _Plates:
    def __init__(self, room: Room) -> None:
        self._room = room

    async def facts(self, request: Request, who: Who) -> Response:
        """Which plates there are, and how much ink."""
        try:
            facts = await while_there(request, self._room.plates.facts(await self._proofed(request)))
        except Left:
            return nobodys()
        if isinstance(facts, NotRendered):
            raise not_rendered(facts)
        return json_bytes(facts, headers=_SHORTLY)

    async def plate(self, request: Request, who: Who) -> Response:
        """One plate, grey."""
        return await self._picture(request, str(count_of(request, "index")))

    async def softproof(self, request: Request, who: Who) -> Response:
        """As it will look on the press's paper."""
        return await self._picture(request, "softproof")

    async def inkmap(self, request: Request, who: Who) -> Response:
        """Where how much ink stands."""
        return await self._picture(request, "inkmap")

    async def _picture(self, request: Request, name: str) -> Response:
        picture = self._room.plates.picture(await self._proofed(request), name)
        return await picture_of(request, picture, MEDIA_TYPE, _SHORTLY)

    async def _proofed(self, request: Request) -> Proofed:
        path, key = await path_of(self._room, request), request.path_params["key"]
        press = (await self._room.reader.now()).press
        if press is None:
            raise _no_press()
        trace = await asyncio.to_thread(self._room.kept.trace, key)
        number = trace.page if trace is not None else key
        page = self._room.desk.page(number)
        return Proofed(number, key, path, press, newest=page is not None and page.proof == key)


def _no_press() -> Complaint:
    return Complaint(409, "The press can't be read from the house as it is now.", "Mend what the list of problems says of it.")
