"""A desk that is told its facts by the test."""

from layout.proof.web.room import Room
from tests.proof.web.made_up import tell
from tests.proof.web.serving_here import Here, until


class Desk:
    """A server, its room, the keys of its two pages."""

    def __init__(self) -> None:
        self.room: Room
        self.here: Here
        self.keys: list[str] = []

    def begun(self, room: Room) -> None:
        self.room = room
        self.keys = tell(room)

    def again(self, *texts: str) -> None:
        """Another save, told in the server's loop."""
        done: list[list[str]] = []
        self.here.loop.call_soon_threadsafe(lambda: done.append(tell(self.room, texts, 2)))
        until(lambda: bool(done))
        self.keys = done[0]

    def state(self) -> dict:  # type: ignore[type-arg]
        return self.here.get("/api/state").json()  # type: ignore[return-value]

    def page(self, number: str) -> dict:  # type: ignore[type-arg]
        return next(page for page in self.state()["pages"] if page["number"] == number)
