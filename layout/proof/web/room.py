"""All that the routes share: the desk and what stands round it. One of it, made when the server starts."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import field

from starlette.requests import Request
from starlette.responses import Response

from layout.base.values import dataclass
from layout.proof.facts import PageFacts
from layout.proof.kept import KeptProofs
from layout.proof.live.desk import Desk
from layout.proof.pictures.drawers import Drawers
from layout.proof.pictures.plate_room import PlateRoom
from layout.proof.records.records import Records
from layout.proof.records.roles import Action
from layout.proof.web.answers import Complaint, ask_again
from layout.proof.web.asking import Asking
from layout.proof.web.compared import Compared
from layout.proof.web.editor import Editor
from layout.proof.web.entrance import Entrance, Who, allow
from layout.proof.web.paperwork import Reader
from layout.proof.web.shares import MOST_COMPARING, MOST_TO_ANSWER, MOST_TO_COMPARE, MOST_UNDER_WAY, Carried, Shares
from layout.proof.web.shift import Shift
from layout.proof.web.streams import Streams
from layout.proof.web.templates import Templates

Answer = Callable[[Request, Who], Awaitable[Response]]


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """See the module. `editor` None: none is set up."""

    entrance: Entrance
    streams: Streams
    templates: Templates
    drawers: Drawers
    plates: PlateRoom
    reader: Reader
    shift: Shift
    records: Records
    editor: Editor | None
    under_way: Shares = field(default_factory=lambda: Shares(MOST_UNDER_WAY, MOST_TO_ANSWER))
    comparing: Shares = field(default_factory=lambda: Shares(MOST_COMPARING, MOST_TO_COMPARE))

    @property
    def desk(self) -> Desk:
        """What is known now."""
        return self.shift.desk

    @property
    def kept(self) -> KeptProofs:
        """The proofs on disk."""
        return self.shift.kept

    @property
    def asking(self) -> Asking:
        """The records, asked with patience."""
        return self.shift.asking

    @property
    def compared(self) -> Compared:
        """Proofs compared."""
        return self.shift.compared

    def behind(self, action: Action, answer: Answer, lasting: bool = False) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint for those who are in and may do `action`. `lasting`: a stream, which is counted among streams alone. Who
        only looks may where the records do not answer; whatever is said is asked of them."""

        async def endpoint(request: Request) -> Response:
            who = await (self.entrance.who(request) if action is Action.READ else self.entrance.who_now(request))
            if who is None:
                raise Complaint(
                    401, "The desk does not know this browser.", "Log in, or open the address that the command showed."
                )
            allow(who, action)
            async with AsyncExitStack() as stack:
                if not lasting:
                    await stack.enter_async_context(self.under_way.one(who.person))
                response = await answer(request, who)
                if "max-age" in response.headers.get("cache-control", "") and not self.entrance.doors.forgetful:
                    ask_again(request, response)
                return Carried(response, stack.pop_all())
            raise AssertionError("nothing above is passed over")

        return endpoint

    def page(self, number: str) -> PageFacts:
        """The page that goes by that number. Raises Complaint."""
        self.check_made()
        found = self.desk.page(number)
        if found is None:
            raise Complaint(404, "There is no such page.", "Go back to the flatplan.")
        return found

    def check_made(self) -> None:
        """Raises Complaint where the desk has made no page yet: nobody knows which there are, and what they carry."""
        if not self.desk.pages:
            raise Complaint(503, "The pages have not been made yet.", "Wait until they stand.", {"Retry-After": "2"})
