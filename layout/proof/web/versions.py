"""Versions of a page, and two of them compared."""

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from layout.proof.facts import PageFacts
from layout.proof.kept import is_key
from layout.proof.records.roles import Action
from layout.proof.records.told import versions_facts
from layout.proof.records.values import Version
from layout.proof.web.answers import Complaint, as_json, json_bytes
from layout.proof.web.changed import of_versions
from layout.proof.web.entrance import Who
from layout.proof.web.leaving import Left, while_there
from layout.proof.web.proofs import nobodys
from layout.proof.web.room import Room

_PULLED = "pulled"  # what addresses call the version of which a proof was pulled last
_NAMED = {_PULLED: ("printed", "pulled as a proof"), "signed": ("signed", "signed"), "released": ("released", "released")}


def versions_routes(room: Room) -> list[BaseRoute]:
    """`/api/pages/{page}/versions`, `/api/pages/{page}/compare`."""
    versions = _Versions(room)
    return [
        Route("/api/pages/{page}/versions", room.behind(Action.READ, versions.all)),
        Route("/api/pages/{page}/compare", room.behind(Action.READ, versions.compare)),
    ]


class _Versions:
    def __init__(self, room: Room) -> None:
        self._room = room

    async def all(self, request: Request, who: Who) -> Response:
        """The newest first."""
        page = self._room.page(request.path_params["page"])
        versions = await self._room.asking.look(self._room.records.versions, page.number)
        kept = await asyncio.to_thread(self._kept, versions)
        changed = await of_versions(self._room, versions, kept)
        return as_json(versions_facts(versions, page.proof, kept, changed))

    async def compare(self, request: Request, who: Who) -> Response:
        """What changed from one to the other, in words and in places."""
        page = self._room.page(request.path_params["page"])
        asked = request.query_params.get("before", _PULLED), request.query_params.get("after", "now")
        versions = await self._room.asking.look(self._room.records.versions, page.number)
        first, second = (_key_of(each, page, versions) for each in asked)
        inks = {each.key: each.ink for each in versions} | {page.proof: page.ink}
        known = first in inks and second in inks
        same_ink = first == second or (inks[first] == inks[second] if known else None)
        try:
            facts = await while_there(request, self._facts(who, first, second, same_ink))
        except Left:
            return nobodys()
        if facts is None:
            raise Complaint(410, "This version of the page is not kept any longer.", "Compare with another one.")
        return json_bytes(facts)

    async def _facts(self, who: Who, first: str, second: str, same_ink: bool | None) -> bytes | None:
        """When it is this person's turn."""
        async with self._room.comparing.one(who.person):
            return await self._room.compared.facts(first, second, same_ink)

    def _kept(self, versions: Sequence[Version]) -> frozenset[str]:
        """The keys of those that are on disk."""
        return frozenset(each.key for each in versions if self._room.kept.has(each.key))


def _key_of(asked: str, page: PageFacts, versions: Sequence[Version]) -> str:
    """A version of this page by its key, or by what was done with it last. Raises Complaint."""
    if asked == "now":
        if not page.proof:
            raise Complaint(409, f"Page {page.number} has not been made yet.", "Wait until it stands.")
        return page.proof
    if asked in _NAMED:
        return _last(*_NAMED[asked], page, versions)
    if not is_key(asked) or asked not in {page.proof, *(each.key for each in versions)}:
        raise Complaint(404, "There is no such version of the page.", "Choose one of the list.")
    return asked


def _last(what: str, told: str, page: PageFacts, versions: Sequence[Version]) -> str:
    found = [(label.at, each.key) for each in versions for label in each.labels if label.what == what and label.holds]
    if not found:
        raise Complaint(409, f"Page {page.number} was never {told}.", "Compare with a version of the list.")
    return max(found)[1]
