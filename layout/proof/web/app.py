"""The proof desk's web application: its routes behind the guard."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Lifespan

from layout.proof.web.answers import Complaint, answer_complaint, answer_fault, answer_refusal
from layout.proof.web.entering import entering_routes, shut
from layout.proof.web.guard import Guard
from layout.proof.web.proofs import proofs_routes
from layout.proof.web.room import Room
from layout.proof.web.static_files import static_routes


def make_app(room: Room, lifespan: Lifespan[Starlette] | None = None) -> Starlette:
    """The application. `lifespan` is what runs as long as it does."""
    routes: list[BaseRoute] = [
        Route("/", _shell(room)),
        *static_routes(),
        *entering_routes(room.entrance, room.templates),
        *proofs_routes(room),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, doors=room.entrance.doors)],
        exception_handlers={Complaint: answer_complaint, HTTPException: answer_refusal, Exception: answer_fault},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    return app


def _shell(room: Room):  # type: ignore[no-untyped-def]
    async def shell(request: Request) -> Response:
        if await room.entrance.who(request) is None:
            return shut(room.entrance, room.templates)
        return room.templates.page("index.html", {"title": "Broadsheet", "named_users": room.entrance.by_name})

    return shell
