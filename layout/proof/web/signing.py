"""Sign-off and release: what people say of a page as it is now."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from layout.proof.facts import PageFacts
from layout.proof.live.barriers import why_not_approved, why_not_released
from layout.proof.live.releasing import NotReleased
from layout.proof.records.roles import Action
from layout.proof.records.values import PageStanding
from layout.proof.web.answers import Complaint, as_json
from layout.proof.web.entrance import Who
from layout.proof.web.fields import read_fields
from layout.proof.web.room import Room


def signing_routes(room: Room) -> list[BaseRoute]:
    """`/api/pages/{page}/approve` and its like."""
    signing = _Signing(room)
    return [
        Route(f"/api/pages/{{page}}/{path}", room.behind(action, answer), methods=["POST"])
        for path, action, answer in (
            ("approve", Action.APPROVE, signing.approve),
            ("withdraw", Action.WITHDRAW, signing.withdraw),
            ("release", Action.RELEASE, signing.release),
            ("unrelease", Action.UNRELEASE, signing.unrelease),
            ("printed", Action.PRINT, signing.printed),
        )
    ]


class _Signing:
    def __init__(self, room: Room) -> None:
        self._room = room

    async def approve(self, request: Request, who: Who) -> Response:
        """A sign-off of the page as it is now."""
        page, why = await self._as_shown(request), why_not_approved(self._room.desk)
        if why is not None:
            raise Complaint(409, *why)
        await self._room.shift.approve(page, who.name)
        return as_json({"done": True})

    async def withdraw(self, request: Request, who: Who) -> Response:
        """The sign-off is taken back."""
        page = self._room.page(request.path_params["page"])
        return await self._said(lambda: self._room.records.withdraw(page.number, who.name))

    async def release(self, request: Request, who: Who) -> Response:
        """The page goes to the press as it is now."""
        page = self._room.page(request.path_params["page"])
        proof = (await read_fields(request)).needed("proof")
        why = why_not_released(self._room.desk, page.number, proof)
        if why is not None:
            raise Complaint(409, *why)
        try:
            await self._room.shift.release(page, who.name)
        except NotReleased as error:
            raise Complaint(409, error.told, error.remedy) from None
        return as_json({"done": True})

    async def unrelease(self, request: Request, who: Who) -> Response:
        """It is held again, also where the issue has no such page any longer. `proof`: with which it was seen to be released."""
        number = request.path_params["page"]
        if not self._room.desk.is_released(number):
            self._room.page(number)
        proof = (await read_fields(request)).needed("proof")
        try:
            await self._room.shift.unrelease(number, proof, who.name)
        except NotReleased as error:
            raise Complaint(409, error.told, error.remedy) from None
        return as_json({"done": True})

    async def printed(self, request: Request, who: Who) -> Response:
        """A proof was pulled, of any version of the page that is kept; where none is named, of the present one."""
        page = self._room.page(request.path_params["page"])
        proof = (await read_fields(request)).text("proof") or page.proof
        if not proof:
            raise Complaint(409, f"Page {page.number} has not been made yet.", "Wait until it stands.")
        version = await self._room.shift.version(page.number, proof)
        if version is None:
            raise Complaint(404, "There is no such version of the page.", "Look at the page again.")
        if not await asyncio.to_thread(self._room.kept.has, proof):
            raise Complaint(410, "This version of the page is not kept any longer.", "Pull a proof of another one.")
        return await self._said(lambda: self._room.records.printed(*version, who.name))

    async def _as_shown(self, request: Request) -> PageFacts:
        """The page, where the proof that was looked at is the present one."""
        page = self._room.page(request.path_params["page"])
        if (await read_fields(request)).needed("proof") != page.proof or not page.ink:
            raise Complaint(409, "The page has changed since you looked at it.", "Look at it as it is now, and say it again.")
        return page

    async def _said(self, say: Callable[[], PageStanding]) -> Response:
        await self._room.asking.say(say)
        await self._room.shift.look_after_writing()
        return as_json({"done": True})
