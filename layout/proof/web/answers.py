"""What the desk answers: JSON, a sentence for each refusal, and the headers that every answer carries."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from layout.proof.records.refusal import RecordsError, Why

NO_STORE = {"Cache-Control": "no-store"}
FOR_GOOD = {"Cache-Control": "private, max-age=31536000, immutable"}
"""For what goes by its content's digest."""

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
)
_SECURED = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
_UNDONE = "Nothing was changed."
_REMEDIES = {
    404: "Go back to the flatplan: the page or the version may be gone.",
    405: "Load the page again.",
    500: "Load the page again; if it comes back, report it with what the terminal shows.",
}

_STATUS = {
    Why.WRONG: 400,
    Why.UNKNOWN: 404,
    Why.CONFLICT: 409,
    Why.TOO_MUCH: 413,
    Why.UNAVAILABLE: 503,
}

Headers = list[tuple[bytes, bytes]]


class Complaint(Exception):
    """Why the desk does not do it: `problem` a sentence, `remedy` what to do; `field` of what was sent is wrong, "" for none."""

    def __init__(self, status: int, problem: str, remedy: str, headers: Mapping[str, str] | None = None, field: str = "") -> None:
        super().__init__(problem)
        self.status = status
        self.problem = problem
        self.remedy = remedy
        self.headers = dict(headers or {})
        self.field = field

    def response(self) -> Response:
        """As JSON."""
        field = {"field": self.field} if self.field else {}
        return as_json({"problem": self.problem, "remedy": self.remedy, **field}, self.status, self.headers)


def as_json(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The value as JSON, UTF-8. No character of it can end a script or a line in a browser that takes it for something else."""
    return json_bytes(json_of(value), status, headers)


def json_of(value: object) -> bytes:
    """The value's JSON on one line. Raises ValueError for what JSON has not (NaN)."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter, escaped in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(letter, escaped)
    return text.encode("utf-8", "backslashreplace")  # half a surrogate pair becomes its JSON escape


def json_bytes(data: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """What is JSON already."""
    response = Response(data, status, {**NO_STORE, **(headers or {})})
    response.headers["Content-Type"] = "application/json"
    return response


def ask_again(request: Request, response: Response) -> None:
    """The browser may keep the answer, and asks each time whether it still may see it. RFC 9111, 5.2.2.4."""
    tag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:32]}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["ETag"] = tag
    if request.headers.get("if-none-match") == tag:
        response.status_code, response.body = 304, b""
        for name in ("Content-Length", "Content-Type"):
            del response.headers[name]


def secured(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The answer's headers with those that every answer has; what it says itself stands, but for the policy of content."""
    own = [(name, value) for name, value in headers if name.lower() != b"content-security-policy"]
    there = {name.lower() for name, _ in own}
    more = [(name.lower().encode(), value.encode()) for name, value in _SECURED.items()]
    return own + [(name, value) for name, value in more if name not in there]


async def answer_complaint(request: Request, error: Exception) -> Response:
    """For Starlette: a refusal of ours."""
    assert isinstance(error, Complaint), "registered for complaints"
    return error.response()


async def answer_refusal(request: Request, error: Exception) -> Response:
    """For Starlette: a refusal of the framework's own, such as an address that is none."""
    assert isinstance(error, HTTPException), "registered for the framework's exceptions"
    status = error.status_code
    said = {404: "There is nothing at this address.", 405: "This address does not take that."}
    problem = said.get(status, f"The desk refuses that: {HTTPStatus(status).phrase.lower()}.")
    return Complaint(status, problem, _REMEDIES.get(status, _UNDONE), error.headers).response()


async def answer_records(request: Request, error: Exception) -> Response:
    """For Starlette: a refusal of the records."""
    assert isinstance(error, RecordsError), "registered for the records' refusals"
    return Complaint(_STATUS[error.why], error.problem, error.remedy, field=error.field).response()


async def answer_fault(request: Request, error: Exception) -> Response:
    """For Starlette: a fault of the program. It says nothing of its inside; the fault itself goes on to the server's log."""
    response = Complaint(500, "The program has a fault.", _REMEDIES[500]).response()
    response.raw_headers = secured(response.raw_headers)  # this answer is given outside the guard
    return response
