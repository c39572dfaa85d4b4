"""All that is wrong, as one list; what of it stands in a file, opened there."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from layout.proof.records.roles import Action
from layout.proof.web.answers import Complaint, as_json
from layout.proof.web.entrance import Who
from layout.proof.web.fields import read_fields
from layout.proof.web.opening import open_item, opened_keys, with_opens
from layout.proof.web.room import Room


def problems_routes(room: Room) -> list[BaseRoute]:
    """`/api/items...`."""

    async def items(request: Request, who: Who) -> Response:
        """`opens`: whether whoever asks may open its file here."""
        told, keys = room.desk.items_json(), await opened_keys(room, request, room.desk.items)
        return as_json({**told, "items": with_opens(told["items"], keys)})

    async def open_one(request: Request, who: Who) -> Response:
        await read_fields(request)
        asked = request.path_params["key"]
        item = next((each for each in room.desk.items if each.key == asked), None)
        if item is None:
            raise Complaint(404, "There is no such problem any longer.", "Look at the list as it is now.")
        return await open_item(room, request, item)

    return [
        Route("/api/items", room.behind(Action.READ, items)),
        Route("/api/items/{key}/open", room.behind(Action.READ, open_one), methods=["POST"]),
    ]
