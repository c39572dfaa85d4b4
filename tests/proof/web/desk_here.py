"""A desk's room for tests."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.types import ASGIApp

from layout.build import build
from layout.production.order import Order
from layout.proof.pictures.drawers import Drawers
from layout.proof.pictures.plate_room import PlateRoom
from layout.proof.records.database import open_database
from layout.proof.records.people import People
from layout.proof.records.records import open_records
from layout.proof.web.app import make_app
from layout.proof.web.doors import Doors, doors_of
from layout.proof.web.editor import editor_of
from layout.proof.web.entrance import Clocks, Entrance
from layout.proof.web.paperwork import Reader
from layout.proof.web.room import Room
from layout.proof.web.secret import read_secret
from layout.proof.web.shift import Means, Shift
from layout.proof.web.streams import PING_SECONDS, Streams
from layout.proof.web.templates import Templates

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # for tests alone

Made = tuple[ASGIApp, Doors, Callable[[], None]]


def people_of(folder: Path) -> People:
    return People(open_database(folder / "desk.sqlite3"), hasher=QUICK)


class Hands:
    """The desk's clocks, which a test may set forward."""

    def __init__(self) -> None:
        self.forward = 0.0

    @property
    def clocks(self) -> Clocks:
        return Clocks(lambda: time.time() + self.forward, lambda: time.monotonic() + self.forward)


def room_for(
    folder: Path, port: int, inside: People | str, editor: str = "", clocks: Clocks | None = None, ping: float = PING_SECONDS
) -> Room:
    """`folder`: the desk's own, `.proof` beside the issue. Nothing is made: facts are told by the test."""
    public = [] if isinstance(inside, str) else [f"http://desk.test:{port}"]
    doors = doors_of("127.0.0.1", port, encrypted=False, public=public)
    entrance = Entrance(doors, read_secret(folder), folder, inside, clocks or Hands().clocks)
    records = open_records(folder / "desk.sqlite3", "paper/issue.yaml")
    order = Order(issue=folder.parent / "issue.yaml")
    shift = Shift(order, Means(records, build, lambda text: None))
    drawers, plates = Drawers(1), PlateRoom(folder / "plates")
    reader = Reader(order, lambda: shift.number)
    streams, opener = Streams(ping=ping), editor_of(editor) if editor else None
    return Room(entrance, streams, Templates(), drawers, plates, reader, shift, records, opener)


def desk_for(
    folder: Path,
    inside: People | str = "Anna",
    editor: str = "",
    begun: Callable[[Room], None] = lambda room: None,
    clocks: Clocks | None = None,
    ping: float = PING_SECONDS,
) -> Callable[[int], Made]:
    """What `serving` takes. `begun` is called in the server's loop: it tells the desk its facts."""

    def make(port: int) -> Made:
        room = room_for(folder, port, inside, editor, clocks, ping)

        @asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            await room.shift.look_at_records()
            begun(room)
            yield
            await room.shift.end()
            room.drawers.close()
            room.plates.close()
            room.records.close()

        return make_app(room, lifespan), room.entrance.doors, room.streams.close

    return make
