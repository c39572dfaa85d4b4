"""A desk's room for tests."""

import time
from collections.abc import Callable
from pathlib import Path

from argon2 import PasswordHasher
from starlette.types import ASGIApp

from layout.proof.kept import KeptProofs
from layout.proof.pictures.drawers import Drawers
from layout.proof.records.database import open_database
from layout.proof.records.people import People
from layout.proof.web.app import make_app
from layout.proof.web.doors import Doors, doors_of
from layout.proof.web.entrance import Clocks, Entrance
from layout.proof.web.room import Room
from layout.proof.web.secret import read_secret
from layout.proof.web.streams import Streams
from layout.proof.web.templates import Templates

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # for tests alone

Made = tuple[ASGIApp, Doors, Callable[[], None]]


def people_of(folder: Path) -> People:
    return People(open_database(folder / "desk.sqlite3"), hasher=QUICK)


def room_for(folder: Path, port: int, inside: People | str) -> Room:
    """`folder`: the desk's own."""
    public = [] if isinstance(inside, str) else [f"http://desk.test:{port}"]
    doors = doors_of("127.0.0.1", port, encrypted=False, public=public)
    entrance = Entrance(doors, read_secret(folder), folder, inside, Clocks(time.time, time.monotonic))
    return Room(entrance, Streams(), Templates(), KeptProofs(folder / "kept"), Drawers(1))


def desk_for(folder: Path, inside: "People | str" = "Anna") -> Callable[[int], Made]:
    """What `serving` takes."""

    def make(port: int) -> Made:
        room = room_for(folder, port, inside)
        return make_app(room), room.entrance.doors, room.streams.close

    return make
