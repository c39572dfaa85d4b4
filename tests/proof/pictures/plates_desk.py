"""A desk that serves the plates view alone: the shell, a fixed state, and the plates of a page whose ink is known."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import uvicorn
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from layout.plates.unrendered import NotRendered
from layout.proof.pictures.plate_room import PlateRoom, Proofed
from tests.plates.sheets_of_ink import ROOT

_WEB = Path(str(files("layout.proof.web")))
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
)


class PlatesDesk:
    """`address` of the running desk; `proofs`: what it knows, by key; `show` makes one of them the page's present proof."""

    def __init__(self, room: PlateRoom, proofs: list[Proofed]) -> None:
        self.room = room
        self.proofs = {proof.key: proof for proof in proofs}
        self.address = ""
        self._sequence = 0
        self._present = proofs[0]
        self._changed: list[asyncio.Event] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def show(self, key: str) -> None:
        self._present = self.proofs[key]
        self._sequence += 1
        if self._loop is not None:
            self._loop.call_soon_threadsafe(lambda: [event.set() for event in self._changed])

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._shell),
                Mount("/static/fonts", StaticFiles(directory=ROOT / "fonts")),
                Mount("/static", StaticFiles(directory=_WEB / "static")),
                Route("/api/state", lambda _: JSONResponse(self._state())),
                Route("/api/notes", lambda _: JSONResponse({"revision": 1, "notes": []})),
                Route("/api/events", self._events),
                Route("/api/proofs/{key}/plates", self._facts),
                Route("/api/proofs/{key}/plates/{name:int}", self._picture),
                Route("/api/proofs/{key}/{name}", self._picture),
            ]
        )

    async def _shell(self, _: Request) -> Response:
        self._loop = asyncio.get_running_loop()
        source = (_WEB / "templates/index.html").read_text()
        page = Environment(autoescape=True).from_string(source).render(title="Broadsheet", named_users=False)
        return Response(page, media_type="text/html", headers={"Content-Security-Policy": _POLICY})

    async def _events(self, _: Request) -> Response:
        changed = asyncio.Event()
        self._changed.append(changed)

        async def tell() -> AsyncIterator[str]:
            while True:
                yield f"event: state\ndata: {json.dumps(self._state())}\n\n"
                await changed.wait()
                changed.clear()

        return StreamingResponse(tell(), media_type="text/event-stream")

    async def _facts(self, request: Request) -> Response:
        return _told(await self.room.facts(self.proofs[request.path_params["key"]]), "application/json")

    async def _picture(self, request: Request) -> Response:
        return _told(
            await self.room.picture(self.proofs[request.path_params["key"]], str(request.path_params["name"])), "image/png"
        )

    def _state(self) -> dict[str, Any]:
        page = {
            "number": "1",
            "section": "A",
            "deadline": "",
            "spread": False,
            "left_hand": False,
            "size": [288.3, 407.7],
            "media": [-9, -9, 306.3, 425.7],
            "proof": self._present.key,
            "ink": "",
            "state": "ready",
            "stale": False,
            "over": 0,
            "short": 0,
            "errors": 0,
            "warnings": 0,
            "preflighted": "passed",
            "notes": 0,
            **dict.fromkeys(("signed", "lapsed", "released", "sent")),
        }
        return {
            "sequence": self._sequence,
            "run": "1",
            "issue": {"key": "", "title": "Herald", "date": "", "edition": "", "number": "1", "language": "en"},
            "clock": "2026-11-26T21:04:05+01:00",
            "making": {"number": 1, "busy": False, "stale": False, "refused": False, "failed": ""},
            "refused": [],
            "pages": [page, {**page, "number": "2", "proof": ""}],
            "revisions": {"items": 1, "notes": 1, "history": 1, "proofs": 1},
            "me": {"name": "Desk", "role": "release", "may": ["read", "note", "approve", "release"]},
        }


def _told(found: bytes | NotRendered | None, kind: str) -> Response:
    if isinstance(found, bytes):
        return Response(found, media_type=kind)
    problem, remedy = ("None such", "") if found is None else (found.message, found.remedy)
    return JSONResponse({"problem": problem, "remedy": remedy}, 404 if found is None else 409)


@contextmanager
def serving(desk: PlatesDesk) -> Iterator[PlatesDesk]:
    server = uvicorn.Server(uvicorn.Config(desk.app(), port=0, log_level="error", timeout_graceful_shutdown=1))
    sockets = [server.config.bind_socket()]
    desk.address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
    thread = threading.Thread(target=server.run, args=(sockets,), daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.01)
    try:
        yield desk
    finally:
        server.should_exit = True
        thread.join(10)
        desk.room.close()
