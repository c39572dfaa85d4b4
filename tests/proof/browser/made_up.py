"""A desk without a server: the shell and its modules come from the folder that is shipped, what a server would say from the test.

So a test can have any state at once, hold an answer back, and see what is sent. What the real server says is tested beside it.
"""

import hashlib
import io
import itertools
import json
import mimetypes
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import broadsheet_fonts
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

import layout.proof.web
from layout.proof.records.moments import deadline_moment, due_moment
from layout.proof.records.roles import Role
from layout.proof.web.answers import CSP
from layout.proof.web.templates import Templates
from tests.needed import needed

ORIGIN = "http://desk.test"
CLOCK = "2026-11-26T21:04:05+01:00"
NOW = datetime.fromisoformat(CLOCK)
STATIC = Path(next(iter(layout.proof.web.__path__))) / "static"
FONTS = Path(next(iter(broadsheet_fonts.__path__)))
PATIENCE = 10.0  # seconds
Facts = dict[str, Any]

HEARING = """
window.EventSource = class {
  constructor() {
    this.heard = {};
    this.readyState = 1;
    window.desk = this;
    fetch("/api/state").then((answer) => answer.text()).then((text) => this.tell("state", text));
  }
  addEventListener(name, fn) { this.heard[name] = fn; }
  close() {}
  tell(name, data = "{}") { this.heard[name]?.({ data }); }
};
"""

EMPTIED = """() => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  document.getElementById("said").replaceChildren();
  document.getElementById("complaint").hidden = true;
  location.hash = "#/galley/none";
}"""


def digest(text: str) -> str:
    """64 hex letters."""
    return hashlib.sha256(text.encode()).hexdigest()


def page_facts(number: str, **more: object) -> Facts:
    """A page of the state, ready and faultless but for what is said otherwise."""
    spread = "-" in number
    plain: Facts = {
        "made": more.get("proof", digest(f"proof {number}")),
        "number": number,
        "section": "News",
        "deadline": "",
        "spread": spread,
        "left_hand": int(number.split("-")[0]) % 2 == 0,
        "size": [1984.0 if spread else 992.0, 1417.0],
        "media": [-14.0, -14.0, 1020.0, 1445.0],
        "proof": digest(f"proof {number}"),
        "ink": digest(f"ink {number}"),
        "state": "ready",
        "stale": False,
        "over": 0,
        "short": 0,
        "errors": 0,
        "warnings": 0,
        "preflighted": "passed",
        "notes": 0,
        "signed": None,
        "lapsed": None,
        "overtaken": None,
        "released": None,
        "sent": None,
    }
    at = deadline_moment(str(more.get("deadline", "")), NOW, NOW.tzinfo)
    return {**plain, "deadline_at": at, "made_state": more.get("state", "ready"), **more}


def item_facts(number: int, **more: object) -> Facts:
    """A problem."""
    plain: Facts = {
        "key": f"item-{number}",
        "kind": "copy",
        "code": "figures-differ",
        "severity": "warning",
        "message": f"Figures differ, {number}",
        "remedy": "Make one of them right.",
        "page": "1",
        "block": "A",
        "story": "bridge",
        "person": "Maren Holloway",
        "area": [10.0, 20.0, 300.0, 12.0],
        "path": "stories/bridge.md",
        "line": 12,
        "column": 1,
        "lines": 0,
    }
    return {**plain, **more}


def fit_facts(page: str, block: str, carries: str, **more: object) -> Facts:
    """A row of the fit table; it fits."""
    plain: Facts = {
        "page": page,
        "block": block,
        "carries": carries,
        "fit": "full",
        "told": "full",
        "lines": 40,
        "lines_over": 0,
        "words_over": 0,
        "lines_short": 0,
        "hole_words": 0,
        "words": 240,
        "first_words_over": "",
        "leeway": "-1/+2",
        "borders": "fixed",
        "levers": [],
        "legs": [[20, 20], [20, 20]],
        "overset": [],
        "allowed": False,
        "paragraph_over": -1,
    }
    return {**plain, **more}


def note_facts(number: int, **more: object) -> Facts:
    """A note."""
    plain: Facts = {
        "id": number,
        "page": "1",
        "proof": digest("proof 1"),
        "story": "",
        "paragraph": -1,
        "quote": "",
        "around": None,
        "block": "",
        "area": None,
        "areas": [],
        "found": "here",
        "now": "",
        "released": [],
        "text": f"Note {number}",
        "by": "Ben Okafor",
        "at": "2026-11-26T19:50:00Z",
        "to": [],
        "due": "",
        "done": None,
        "replies": [],
        **more,
    }
    return {"due_at": due_moment(plain["due"], plain["at"], NOW.tzinfo), **plain}


def galley_line(number: int, text: str, paragraph: int, **more: object) -> Facts:
    """A line of a galley: on page 1, in block A, leg 1."""
    plain = {"number": number, "text": text, "kind": "body", "paragraph": paragraph, "hyphenated": False, "over": False}
    return {**plain, "page": "1", "block": "A", "leg": 1, **more}


class MadeUpDesk:
    """`answers` by path: a value, or a function of the body; `posts`: what was sent, as pairs of path and body."""

    def __init__(self, *pages: Facts, role: str = "release") -> None:
        self.state: Facts = {
            "run": "made-up",
            "sequence": 1,
            "clock": CLOCK,
            "refused": [],
            "pages": list(pages),
            "issue": {
                "key": "herald",
                "title": "Harbour Herald",
                "date": "2026-11-27",
                "edition": "City",
                "number": "1",
                "language": "en",
                "word_space": 0.75,
            },
            "making": {"number": 1, "busy": False, "stale": False, "refused": False, "failed": ""},
            "revisions": {"items": 1, "notes": 1, "history": 1, "proofs": 1},
            "me": {"name": "Ann Lee", "role": role, "may": [str(each) for each in Role(role).may]},
        }
        self.answers: dict[str, Any] = {
            "/api/items": {"revision": 1, "items": [], "fits": []},
            "/api/notes": {"revision": 1, "notes": []},
            "/api/history": {"events": []},
            "/api/people": {"people": ["Ann Lee", "Ann Marlowe", "Ben Okafor"], "gone": []},
            "/api/stories": {},
        }
        self.posts: list[tuple[str, Facts]] = []
        self.held: dict[str, list[Route]] = {}  # pictures that are held back, by proof

    def open(self, context: BrowserContext, view: str = "#/") -> Page:
        """A page that shows that view."""
        page = context.new_page()
        page.add_init_script(HEARING)
        page.route(f"{ORIGIN}/**", self.answer)
        page.goto(f"{ORIGIN}/{view}")
        page.wait_for_selector("#making span")
        page.wait_for_selector("#view > *", state="attached")
        return page

    def show(self, stage: "Stage", view: str = "#/") -> Page:
        """That view on a page that other tests have used: nothing of theirs is left, and the modules stay loaded."""
        page = stage.page
        if stage.desk is None:
            stage.desk = self
            page.goto(f"{ORIGIN}/#/galley/none")
            page.wait_for_selector("#making span")
        stage.desk = self
        page.evaluate(EMPTIED)
        page.wait_for_selector(".view.galley", state="attached")
        self.tell(page, run=f"made-up {next(stage.turns)}")
        page.evaluate("(view) => { sessionStorage.clear(); localStorage.clear(); location.hash = view; }", view)
        page.wait_for_selector(
            f".view.{view.removeprefix('#/').partition('/')[0].partition('?')[0] or 'flatplan'} > *", state="attached"
        )
        return page

    def tell(self, page: Page, **changes: object) -> None:
        """A new state, with these keys changed, comes to that browser."""
        self.state = {**self.state, **changes, "sequence": self.state["sequence"] + 1}
        page.evaluate("(text) => window.desk.tell('state', text)", json.dumps(self.state))

    def tell_pages(self, page: Page, **changes: Facts) -> None:
        """A new state: `_3={"over": 2}` changes page 3."""
        pages = deepcopy(self.state["pages"])
        for name, change in changes.items():
            made = {"made": change["proof"]} if "proof" in change else {}
            next(each for each in pages if each["number"] == name.removeprefix("_").replace("_", "-")).update(made | change)
        self.tell(page, pages=pages)

    def tell_list(self, page: Page, name: str, answer: Facts) -> None:
        """A list has changed: `items`, `notes`, `history`."""
        self.answers[f"/api/{name}"] = answer
        revisions = self.state["revisions"]
        self.tell(page, revisions={**revisions, name: revisions[name] + 1})

    def hold(self, proof: str) -> None:
        """Keep the pictures of that proof back until `let_go`."""
        self.held[proof] = []

    def let_go(self, proof: str) -> None:
        """Now they come."""
        for route in self.held.pop(proof):
            route.fulfill(content_type="image/png", body=picture())

    def answer(self, route: Route, request: Request) -> None:
        """What the server would say."""
        path = urlsplit(request.url).path
        if request.method == "POST":
            body = json.loads(request.post_data or "{}")
            self.posts.append((path, body))
            self._as_json(route, self.answers.get(f"POST {path}", {}), body)
        elif path == "/":
            shell = Templates().page("index.html", {"title": "Broadsheet", "named_users": False})
            route.fulfill(content_type="text/html", headers={"Content-Security-Policy": CSP}, body=bytes(shell.body))
        elif path.startswith("/static/"):
            self._file(route, path.removeprefix("/static/"))
        elif path.startswith("/api/proofs/") and "/page/" in path:
            proof = path.split("/")[3]
            if proof in self.held:
                self.held[proof].append(route)
            else:
                route.fulfill(content_type="image/png", body=picture())
        elif path == "/api/state":
            self._as_json(route, self.state, {})
        else:
            query = urlsplit(request.url).query
            self._as_json(route, self.answers.get(f"{path}?{query}" if query else path), {})

    def _file(self, route: Route, path: str) -> None:
        file = FONTS / path.removeprefix("fonts/") if path.startswith("fonts/") else STATIC / path
        if file.is_file():
            route.fulfill(content_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream", body=file.read_bytes())
        else:
            route.fulfill(status=404, body="")

    def _as_json(self, route: Route, answer: Any, body: Facts) -> None:
        found = answer(body) if callable(answer) else answer
        status, found = found if isinstance(found, tuple) else (200, found)
        if found is None:
            status, found = 404, {"problem": "There is nothing at this address.", "remedy": "Go back to the flatplan."}
        route.fulfill(status=status, content_type="application/json", body=json.dumps(found))


class Stage:
    """A page that tests use one after the other: `with staged(browser) as stage: made_up.show(stage)`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.desk: MadeUpDesk | None = None
        self.turns = itertools.count(1)
        self.faults: list[str] = []
        page.add_init_script(HEARING)
        page.route(f"{ORIGIN}/**", self._answer)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console", lambda message: self.faults.append(message.text) if "Content Security Policy" in message.text else None
        )

    def _answer(self, route: Route, request: Request) -> None:
        assert self.desk is not None
        self.desk.answer(route, request)


def staged(browser: Browser, **options: Any) -> Iterator[Stage]:
    """For a module's fixture; nothing may have gone wrong in the page."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", **options})
    stage = Stage(context.new_page())
    yield stage
    context.close()
    assert not stage.faults, stage.faults


def until(page: Page, holds: str, seconds: float = PATIENCE) -> None:
    """Wait until that expression is true. The browser's own way to wait needs `eval`, which the policy of content forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(holds):
        assert time.monotonic() < end, f"it never was true: {holds}"
        page.wait_for_timeout(20)


def picture() -> bytes:
    """A page, as far as a browser can tell."""
    data = io.BytesIO()
    Image.new("L", (33, 47), 230).save(data, "PNG")
    return data.getvalue()


def refusing(status: int, problem: str, remedy: str, **more: str) -> Callable[[Facts], tuple[int, Facts]]:
    """An answer that says no."""
    return lambda body: (status, {"problem": problem, "remedy": remedy, **more})


def violations(page: Page) -> list[str]:
    """What the accessibility checker finds, each with its place."""
    script = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        needed("axe-core", "npm ci --prefix tests/proof/browser")
    page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return list(_told(found["violations"]))


def _told(found: list[Facts]) -> Iterator[str]:
    for each in found:
        for node in each["nodes"]:
            yield f"{each['id']}: {node['target']} {node['failureSummary']}"
