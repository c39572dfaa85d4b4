"""The proof desk's web application: its routes behind the guard."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Lifespan

from layout.proof.records.refusal import RecordsError
from layout.proof.web.answers import Complaint, answer_complaint, answer_fault, answer_records, answer_refusal
from layout.proof.web.entering import away, entering_routes, shut
from layout.proof.web.guard import Guard
from layout.proof.web.notes import notes_routes
from layout.proof.web.plates import plates_routes
from layout.proof.web.problems import problems_routes
from layout.proof.web.proofs import proofs_routes
from layout.proof.web.room import Room
from layout.proof.web.signing import signing_routes
from layout.proof.web.state import state_routes
from layout.proof.web.static_files import static_routes
from layout.proof.web.stories import stories_routes
from layout.proof.web.versions import versions_routes


def make_app(room: Room, lifespan: Lifespan[Starlette] | None = None) -> Starlette:
    """The application. `lifespan` is what runs as long as it does."""
    routes: list[BaseRoute] = [
        Route("/", _shell(room)),
        *static_routes(),
        *entering_routes(room.entrance, room.templates, lambda: room.desk.issue),
        *state_routes(room),
        *problems_routes(room),
        *stories_routes(room),
        *proofs_routes(room),
        *plates_routes(room),
        *versions_routes(room),
        *notes_routes(room),
        *signing_routes(room),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, doors=room.entrance.doors)],
        exception_handlers={
            Complaint: answer_complaint,
            RecordsError: answer_records,
            HTTPException: answer_refusal,
            Exception: answer_fault,
        },
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    return app


def _shell(room: Room) -> Callable[[Request], Awaitable[Response]]:
    async def shell(request: Request) -> Response:
        try:
            if await room.entrance.who(request) is None:
                return shut(room.entrance, room.templates)
        except RecordsError as error:
            return away(room.templates, error)
        return room.templates.page(
            "index.html", {"title": room.desk.issue.title or "Proof desk", "named_users": room.entrance.by_name}
        )

    return shell
