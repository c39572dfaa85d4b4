"""The state of the desk, asked for once or heard as it changes."""

import secrets
from collections.abc import Awaitable, Mapping
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from layout.proof.live.mailbox import Mailbox, MailboxClosed
from layout.proof.records.moments import deadline_moment
from layout.proof.records.refusal import RecordsError
from layout.proof.records.roles import Action
from layout.proof.records.times import told_at
from layout.proof.web.answers import json_bytes, json_of
from layout.proof.web.entrance import Who
from layout.proof.web.opening import opened_keys, with_opens
from layout.proof.web.room import Room
from layout.proof.web.streams import EndOfStream, EventStream, event


def state_routes(room: Room) -> list[BaseRoute]:
    """`/api/state`, `/api/events`."""
    states = _States(room)
    return [
        Route("/api/state", room.behind(Action.READ, states.once)),
        Route("/api/events", room.behind(Action.READ, states.events, lasting=True)),
    ]


class _States:
    def __init__(self, room: Room) -> None:
        self._room = room
        self._run = secrets.token_hex(8)  # a browser that finds another one forgets what it fetched
        self._written: tuple[object, bytes] | None = None

    async def once(self, request: Request, who: Who) -> Response:
        """The state now."""
        return json_bytes(await self._state(request, who))

    async def events(self, request: Request, who: Who) -> Response:
        """Each state from now on, the present one first."""
        self._room.streams.take(who.session.id, who.session.name)
        stack = ExitStack()
        stack.callback(self._room.streams.give_back, who.session.id, who.session.name)
        mailbox = stack.enter_context(self._room.desk.subscribe())
        streams = self._room.streams

        async def may_still() -> bool:
            try:
                return await self._room.entrance.who(request) is not None
            except RecordsError:  # the browser comes back, and is told so
                return False

        def say() -> Awaitable[bytes]:
            return self._next(request, who, mailbox)

        return _Answer(EventStream(say, streams.closing, stack.close, streams.ping, may_still))

    async def _next(self, request: Request, who: Who, mailbox: Mailbox) -> bytes:
        """Who is known to have lost the right to look hears nothing more. The records are not asked for that: where they do not
        answer, that and each new page is told all the same."""
        try:
            await mailbox.wait()
        except MailboxClosed:
            raise EndOfStream from None
        if not self._room.entrance.still_in(request):
            raise EndOfStream
        return event("state", await self._state(request, who))

    async def _state(self, request: Request, who: Who) -> bytes:
        """As JSON. What is the same for all is written once, however many listen; a text that is wrong is told to each, with
        whether it `opens`."""
        opens = await opened_keys(self._room, request, self._room.desk.refused_items)
        now = datetime.now().astimezone()
        state = self._room.desk.state()
        if self._written is None or self._written[0] is not state:
            told = {name: each for name, each in state.items() if name != "refused"}
            self._written = state, json_of(_in_zone(_with_deadlines(told, now)))
        clock = now.isoformat(timespec="seconds")
        me = {"name": who.name, "role": str(who.role), "may": [str(role) for role in who.role.may]}
        own = json_of({"run": self._run, "clock": clock, "refused": with_opens(state["refused"], opens), "me": me})
        return self._written[1][:-1] + b"," + own[1:]


def _with_deadlines(state: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The same, each page with the moment that its deadline means."""
    pages = [{**page, "deadline_at": deadline_moment(page["deadline"], now)} for page in state["pages"]]
    return {**state, "pages": pages}


def _in_zone(value: object) -> object:
    """The same, its times with this machine's offset."""
    if isinstance(value, dict):
        return {name: told_at(each) if name == "at" and isinstance(each, str) else _in_zone(each) for name, each in value.items()}
    return [_in_zone(each) for each in value] if isinstance(value, list) else value


class _Answer(Response):
    """A stream as an answer."""

    def __init__(self, stream: EventStream) -> None:
        super().__init__()
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Speak."""
        await self._stream(scope, receive, send)
