"""All that is wrong, as one list."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from layout.proof.records.roles import Action
from layout.proof.web.answers import as_json
from layout.proof.web.entrance import Who
from layout.proof.web.room import Room


def problems_routes(room: Room) -> list[BaseRoute]:
    """`/api/items`."""

    async def items(request: Request, who: Who) -> Response:
        return as_json(room.desk.items_json())

    return [Route("/api/items", room.behind(Action.READ, items))]
