"""The guard at the door: looks at every request before anything else does.

In: a request. Out: the same request to the app, its body read whole; or a refusal. It refuses names that are not ours (DNS
rebinding), writes that come from other sites, bodies that are too long, packed or too slow, and addresses with anything in them
that no address of ours has. Every answer leaves with the headers of `answers.secured`. Pure ASGI; it keeps nothing.
"""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from layout.proof.web.answers import Complaint, secured
from layout.proof.web.doors import Doors

MOST_BODY = 64 * 1024
MOST_ADDRESS = 2048
MOST_HEADERS = 64
MOST_HEADER_BYTES = 16 * 1024
BODY_SECONDS = 10.0
_MOST_DIGITS = 16
_DISCARDED = 1024 * 1024  # read and thrown away, so that the browser hears why before the connection ends

FORMS = frozenset({"/login", "/logout"})
"""What a plain form of our own page may write to."""

PIECE = 64 * 1024
"""Bytes of an answer handed to the server at a time: it takes the next when the client has taken most of those before."""

_SAFE = frozenset({"GET", "HEAD"})
# What no address of ours has: encoded slashes, backslashes, controls; dots that climb; other than printable ASCII.
_BAD_ADDRESS = re.compile(rb"%2f|%5c|%0|%1|%7f|\\|(^|/)(\.|%2e){1,2}(/|$)|//|[^\x21-\x7e]", re.IGNORECASE)
_JSON = re.compile(r"application/json\s*(;\s*charset\s*=\s*\"?utf-8\"?\s*)?", re.IGNORECASE)
_FORM = re.compile(r"application/x-www-form-urlencoded\s*(;\s*charset\s*=\s*\"?utf-8\"?\s*)?", re.IGNORECASE)

_OTHER_SITE = ("This came from another site.", "Work on the page that the desk itself shows.")

_MISDIRECTED = 421
_NAMED = (
    "Open the address that the command showed. If the name in the browser's address line is meant, start the command again with"
    " --public and that address, as in --public https://example.org."
)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>No such name</title></head><body><main><h1>{problem}</h1><p>{remedy}</p></main></body></html>
"""


class Guard:
    """ASGI middleware; see the module."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # a websocket: the desk has none
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            self._check(scope)
            body = b"" if scope["method"] in _SAFE else await read_body(scope, receive)
        except Complaint as complaint:
            response = complaint.response() if complaint.status != _MISDIRECTED else _misdirected(scope, complaint)
            response.headers["Connection"] = "close"
            await response(scope, receive, _securing(send))
            return
        await self._app(scope, _told_once(body, receive), _securing(send))

    def _check(self, scope: Scope) -> None:
        """Raises Complaint."""
        headers = scope["headers"]
        hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
        server = scope.get("server") or ("", 0)
        origin = self._doors.origin_of(hosts[0], str(server[0])) if len(hosts) == 1 else ""
        if not origin:
            # Nothing of the desk is told to who calls it by another's name. RFC 9110, 15.5.20.
            raise Complaint(_MISDIRECTED, "This server has no such name.", _NAMED)
        _check_shape(scope)
        said = {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}
        if scope["method"] in _SAFE:
            _check_reader(said, scope["path"])
        else:
            _check_writer(said, origin, scope["path"])


def _misdirected(scope: Scope, complaint: Complaint) -> Response:
    """For people as a page that can be read. It shows nothing of what was asked, and nothing of the desk."""
    accepts = b",".join(value for name, value in scope["headers"] if name == b"accept")
    if b"text/html" not in accepts.lower():
        return complaint.response()
    return HTMLResponse(_PAGE.format(problem=complaint.problem, remedy=complaint.remedy), complaint.status)


def _check_shape(scope: Scope) -> None:
    """Address and headers as ours are."""
    address = scope.get("raw_path") or scope["path"].encode()
    if len(address) + len(scope["query_string"]) > MOST_ADDRESS:
        raise Complaint(414, "The address is too long.", "Go back to the flatplan.")
    if len(scope["headers"]) > MOST_HEADERS:
        raise Complaint(431, "The request has too many headers.", "Use a plain browser.")
    # What comes in one piece is whole before the server counts it.
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADER_BYTES:
        raise Complaint(431, "The request's headers are too long.", "Use a plain browser.")
    if not address.startswith(b"/") or _BAD_ADDRESS.search(address):
        raise Complaint(404, "There is nothing at this address.", "Go back to the flatplan.")
    if scope["method"] not in _SAFE and scope["method"] != "POST":
        raise Complaint(405, "The desk does not take that.", "Load the page again.", {"Allow": "GET, HEAD, POST"})
    if any(name == b"upgrade" for name, _ in scope["headers"]):
        raise Complaint(400, "The desk speaks plain HTTP only.", "Open the address in a browser.")
    framing = [name for name, _ in scope["headers"] if name in (b"content-length", b"transfer-encoding")]
    if len(framing) > 1:  # RFC 9112, 6.1: where its end may be read in two ways, a request may hide another
        raise Complaint(400, "The request has two lengths.", "Use a plain browser.")
    if framing and scope["method"] in _SAFE and _length(scope) != 0:
        raise Complaint(400, "A question has no body.", "Load the page again.")


def _check_reader(said: Mapping[str, str], path: str) -> None:
    """Other sites may lead here, and no more: they can't hold our streams or pictures. W3C Fetch Metadata."""
    site = said.get("sec-fetch-site", "none")
    if site in ("same-origin", "none"):
        return
    leads = said.get("sec-fetch-mode") == "navigate" and said.get("sec-fetch-dest") == "document"
    if not leads or path.startswith("/api/"):
        raise Complaint(403, *_OTHER_SITE)


def _check_writer(said: Mapping[str, str], origin: str, path: str) -> None:
    """The page that writes is ours, and says what it writes as no form of another site can."""
    given, site = said.get("origin"), said.get("sec-fetch-site")
    if site not in (None, "same-origin"):
        raise Complaint(403, *_OTHER_SITE)
    # A form on a page without referrers has the origin `null`: then the browser's own word counts alone.
    ours = site == "same-origin" if given in (None, "null") else given.lower() == origin
    if not ours:
        raise Complaint(403, *_OTHER_SITE)
    kind = said.get("content-type", "")
    if not _JSON.fullmatch(kind) and not (path in FORMS and _FORM.fullmatch(kind)):
        raise Complaint(415, "The desk takes JSON only.", "Work on the page that the desk itself shows.")
    if said.get("content-encoding", "identity").lower() != "identity":
        raise Complaint(415, "The desk takes nothing packed.", "Send it as it is.")


async def read_body(scope: Scope, receive: Receive) -> bytes:
    """The whole body. Raises Complaint where it is too long or too slow, or the client is gone."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _collect(scope, receive)
    except TimeoutError:
        raise Complaint(408, "The request came too slowly.", "Try it again.") from None


async def _collect(scope: Scope, receive: Receive) -> bytes:
    chunks: list[bytes] = []
    size = 0
    too_long = _length(scope) > MOST_BODY
    while not (too_long and _length(scope) > _DISCARDED):
        message = await receive()
        if message["type"] != "http.request":
            raise Complaint(400, "The request ended before its end.", "Try it again.")
        size += len(message.get("body", b""))
        too_long = too_long or size > MOST_BODY
        if too_long:
            chunks.clear()
        else:
            chunks.append(message.get("body", b""))
        if size > _DISCARDED or not message.get("more_body", False):
            break
    if too_long:
        raise Complaint(413, "That is too long: the desk takes 64 kB at a time.", "Make it shorter.")
    return b"".join(chunks)


def _length(scope: Scope) -> int:
    """As declared; -1 where it is not."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() and len(value) < _MOST_DIGITS else _DISCARDED + 1
    return -1


def _told_once(body: bytes, receive: Receive) -> Receive:
    """The body as the app is told of it; after that, what the server tells (that the client is gone)."""
    told: list[Any] = []

    async def tell() -> Message:
        if not told:
            told.append(True)
            return {"type": "http.request", "body": body, "more_body": False}
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return message

    return tell


def _securing(send: Send) -> Send:
    async def send_secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": secured(message.get("headers", []))}
        body = message.get("body", b"")
        for end in range(PIECE, len(body), PIECE):
            await send({"type": message["type"], "body": body[end - PIECE : end], "more_body": True})
            await asyncio.sleep(0)  # others have their turn, and a client that has gone is noticed
        if len(body) > PIECE:
            message = {**message, "body": body[(len(body) - 1) // PIECE * PIECE :]}
        await send(message)

    return send_secured
