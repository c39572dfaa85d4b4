"""Coming in and leaving: by the token in the address, or by name and password."""

from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from layout.proof.facts import IssueFacts
from layout.proof.records.refusal import RecordsError
from layout.proof.web.answers import NO_STORE, Complaint, as_json
from layout.proof.web.asking import silence
from layout.proof.web.doors import Doors, is_address, is_loopback
from layout.proof.web.entrance import Entrance
from layout.proof.web.templates import Templates

_CLOSED = "The desk does not know this browser"
_HOW = "Open the address that the command showed when it started; it holds as long as the desk's folder .proof is kept."
_WRONG = "Name and password do not belong together. Look at both, and try again."
_MOST_FIELDS = 4


def entering_routes(entrance: Entrance, templates: Templates, issue: Callable[[], IssueFacts]) -> list[BaseRoute]:
    """`/enter`, `/login`, `/logout`. `issue`: of which paper the desk is."""
    doors = _Doorway(entrance, templates, issue)
    return [
        Route("/enter", doors.enter),
        Route("/login", doors.form),
        Route("/login", doors.log_in, methods=["POST"]),
        Route("/logout", doors.leave, methods=["POST"]),
    ]


class _Doorway:
    def __init__(self, entrance: Entrance, templates: Templates, issue: Callable[[], IssueFacts]) -> None:
        self._entrance = entrance
        self._templates = templates
        self._issue = issue

    async def enter(self, request: Request) -> Response:
        """The token's address: a session, and on without the token."""
        if request.method != "GET":
            return Response(status_code=204, headers=NO_STORE)  # a look ahead (HEAD) begins nothing
        try:
            cookie = await self._entrance.by_token(
                request.query_params.get("token", ""), address_of_tries(self._entrance.doors, request)
            )
        except Complaint as complaint:
            values = {"heading": _CLOSED, "said": f"{complaint.problem} {complaint.remedy}"}
            response: Response = self._templates.page("closed.html", values, complaint.status)
            response.headers.update(complaint.headers)
            return response
        response = _on("/")
        self._entrance.give(response, cookie)
        return response

    async def form(self, request: Request) -> Response:
        """The form for name and password; where there is none, what to do."""
        try:
            if await self._entrance.who(request) is not None:
                return _on("/")
        except RecordsError as error:
            return away(self._templates, error)
        if not self._entrance.by_name:
            return self._templates.page("closed.html", {"heading": _CLOSED, "said": _HOW}, 401)
        return self._login("", "")

    def _login(self, refused: str, name: str, status: int = 200) -> Response:
        issue, doors = self._issue(), self._entrance.doors
        values = {
            "refused": refused,
            "name": name,
            "title": issue.title,
            "issue": " · ".join(part for part in (issue.date, issue.edition) if part),
            "open": not doors.secure and not doors.loopback,
        }
        return self._templates.page("login.html", values, status)

    async def log_in(self, request: Request) -> Response:
        """Name and password came."""
        if not self._entrance.by_name:
            raise Complaint(404, "There is nothing at this address.", _HOW)
        name, password = _fields(await request.body())
        try:
            address, device = address_of_tries(self._entrance.doors, request), self._entrance.device_of(request)
            cookie = await self._entrance.by_password(name, password, address, device)
        except Complaint as complaint:
            response = self._login(f"{complaint.problem} {complaint.remedy}", name, complaint.status)
            response.headers.update(complaint.headers)
            return response
        except RecordsError:  # where they are kept is nothing for strangers
            return self._login(str(silence()), name, 503)
        if cookie is None:
            return self._login(_WRONG, name, 403)
        await self._entrance.leave(request)
        response = _on("/")
        self._entrance.give(response, cookie, name)
        self._entrance.remember(response, name)
        return response

    async def leave(self, request: Request) -> Response:
        """The session ends, here and on the server; what the browser kept of the pages goes."""
        await self._entrance.leave(request)
        as_form = not request.headers.get("content-type", "").lower().startswith("application/json")
        response = _on("/login") if as_form else as_json({"go": "/login"})
        self._entrance.take_away(response)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response


def address_of_tries(doors: Doors, request: Request) -> str:
    """From where it is tried. Where the desk is said to stand behind another server, one of this machine, that server's word: the
    last address of its last line is the one that it saw itself; those before it may be anybody's invention."""
    client = request.client.host if request.client is not None else ""
    lines = request.headers.getlist("x-forwarded-for")
    if not doors.behind or not is_loopback(client) or not lines:
        return client
    told = lines[-1].rpartition(",")[2].strip()
    return told if is_address(told) else client


def shut(entrance: Entrance, templates: Templates) -> Response:
    """What a browser without a session gets in place of the desk."""
    if entrance.by_name:
        return _on("/login")
    return templates.page("closed.html", {"heading": _CLOSED, "said": _HOW}, 401)


def away(templates: Templates, error: RecordsError) -> Response:
    """What a browser gets in place of the desk where nobody can say whether it may."""
    return templates.page("closed.html", {"heading": error.problem, "said": error.remedy}, 503)


def _no_form() -> Complaint:
    return Complaint(400, "That is no name and password.", "Load the page again and fill in both.")


def _on(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303, headers=NO_STORE)


def _fields(body: bytes) -> tuple[str, str]:
    try:
        fields = parse_qs(body.decode("utf-8"), strict_parsing=True, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise _no_form() from None
    if [len(fields.get(name, ())) for name in ("name", "password")] != [1, 1]:
        raise _no_form()
    return fields["name"][0], fields["password"][0]
