"""A made-up desk whose pages are real ones: traces, copy fit and pictures of a paper that was built, without a server's moods.

What a test needs to know of a page it reads from the same trace that the browser gets.
"""

import hashlib
import io
import math
import re
from dataclasses import field
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import pypdfium2
from PIL import Image
from playwright.sync_api import Request, Route

from layout.base.values import dataclass
from layout.production.checking import check
from layout.production.making import make_pages
from layout.production.order import Order
from layout.production.printing import Watch, print_pages
from layout.proof.live.as_json import fit_json, story_json
from layout.proof.live.telling import fit_facts_of, media_of, rows_of, story_facts
from layout.proof.pictures.tiles import level_dpi, tile_window
from layout.proof.trace import Trace, trace_json, trace_page
from tests.proof.browser.made_up import Facts, MadeUpDesk, page_facts

_PICTURE = re.compile(r"/api/proofs/(\w{64})/(page|tile|trace|inkmap|plates)(?:/(\d+))?(?:/(\d+)/(\d+))?$")


def _white() -> bytes:
    data = io.BytesIO()
    Image.new("1", (512, 512), 1).save(data, "PNG")
    return data.getvalue()


_WHITE = _white()


@dataclass(frozen=True, slots=True)
class RealPage:
    """A page as the desk would tell of it."""

    facts: Facts
    pdf: bytes
    trace: Trace
    drawn: dict[object, bytes] = field(default_factory=dict)  # pictures of it, by what was asked for

    @property
    def key(self) -> str:
        """Its proof's."""
        return str(self.facts["proof"])


@dataclass(frozen=True, slots=True)
class RealPaper:
    """A paper, built: its pages by number, the rows of its fit table, its stories."""

    pages: dict[str, RealPage]
    fits: list[Facts]
    stories: dict[str, Any]

    def fit(self, page: str, block: str) -> Facts:
        """A block's row."""
        return next(fit for fit in self.fits if (fit["page"], fit["block"]) == (page, block))


def built(folder: Path) -> RealPaper:
    """The paper in that folder."""
    checked = check(Order(folder / "issue.yaml"))
    assert checked.paper is not None, "the paper can be made up"
    made = make_pages(checked.paper, checked)
    printed = print_pages(made, None, Watch(lambda: 0.0, lambda page, count, seconds: None))
    plan = checked.paper.plan
    rows = rows_of(made.composed.blocks, plan, [], [page.number for page in made.pages])
    pages = {}
    for each, planned in zip(printed.pages, plan.pages, strict=True):
        page = each.page
        off = [row.block for row in rows if row.block.page == page.number and row.is_off]
        facts = page_facts(
            page.number, section=page.section, left_hand=planned.left_hand, size=[page.width, page.height],
            media=list(media_of(each)),
            proof=hashlib.sha256(each.data).hexdigest(), ink=each.ink,
            over=sum(block.lines_over for block in off), short=sum(block.lines_short for block in off),
        )  # fmt: skip
        pages[page.number] = RealPage(facts, each.data, trace_page(page, planned))
    stories = {slug: {**story_json(story), "links": {"file": ""}} for slug, story in story_facts(checked.paper).items()}
    return RealPaper(pages, [fit_json(fit) for fit in fit_facts_of(rows)], stories)


class TracedDesk(MadeUpDesk):
    """Over a real paper. `asked`: what was asked for, `1a2b tile 3 0 4`; `blank`: tiles are white, and cost nothing."""

    def __init__(self, paper: RealPaper, role: str = "release") -> None:
        super().__init__(*(page.facts for page in paper.pages.values()), role=role)
        self.papers = [paper]
        self.asked: list[str] = []
        self.blank = True
        self._documents: dict[str, pypdfium2.PdfDocument] = {}
        self._lock = Lock()
        self.answers["/api/stories"] = paper.stories
        self.answers["/api/items"] = {"revision": 1, "items": [], "fits": paper.fits}

    def knows(self, paper: RealPaper) -> None:
        """Its pictures can be had, too."""
        self.papers.append(paper)

    def answer(self, route: Route, request: Request) -> None:
        found = _PICTURE.match(urlsplit(request.url).path)
        real = found and self._page(found[1])
        if not found or not real:
            return super().answer(route, request)
        self.asked.append(f"{found[1][:4]} {found[2]} {' '.join(part for part in found.groups()[2:] if part)}".strip())
        if found[1] in self.held and found[2] in {"page", "tile"}:
            return self.held[found[1]].append(route)
        return self._fulfil(route, found, real)

    def let_go(self, proof: str) -> None:
        for route in self.held.pop(proof):
            found = _PICTURE.match(urlsplit(route.request.url).path)
            real = self._page(proof)
            assert found
            assert real
            self._fulfil(route, found, real)

    def _fulfil(self, route: Route, found: re.Match[str], real: RealPage) -> None:
        _, what, number, column, row = found.groups()
        if what == "trace":
            route.fulfill(content_type="application/json", body=trace_json(real.trace))
        elif what == "page":
            self._picture(route, self._drawn(real, float(number)))
        elif what == "tile" and self.blank:
            self._picture(route, _WHITE)
        elif what == "tile":
            self._picture(route, self._tile(real, int(number), int(column), int(row)))
        else:
            self._as_json(route, self.answers.get(what), {})

    def _picture(self, route: Route, data: bytes | None) -> None:
        if data is None:
            route.fulfill(status=404, body="")
        else:
            route.fulfill(content_type="image/png", body=data)

    def _page(self, key: str) -> RealPage | None:
        return next((page for paper in self.papers for page in paper.pages.values() if page.key == key), None)

    def _drawn(self, real: RealPage, dpi: float, cut: tuple[float, float, float, float] = (0, 0, 0, 0)) -> bytes:
        if (dpi, cut) in real.drawn:
            return real.drawn[dpi, cut]
        with self._lock:
            document = self._documents.setdefault(real.key, pypdfium2.PdfDocument(real.pdf))
            picture = document[0].render(scale=dpi / 72, crop=cut).to_pil()
            data = io.BytesIO()
            picture.save(data, "PNG", compress_level=1)
            real.drawn[dpi, cut] = data.getvalue()
            return real.drawn[dpi, cut]

    def _tile(self, real: RealPage, level: int, column: int, row: int) -> bytes | None:
        _, _, width, height = real.facts["media"]
        window = tile_window((width, height), level, column, row)
        if window is None:
            return None
        point = 72 / level_dpi(level)
        left, top = window.left * point, window.top * point
        right, foot = width - left - window.width * point, height - top - window.height * point
        return self._drawn(real, level_dpi(level), (left, max(foot, 0.0), max(right, 0.0), top))


def words_of_line(trace: Trace, text: str) -> tuple[int, int]:
    """Line and word, counted from 0, of the first word of the page that reads so."""
    return next((n, m) for n, line in enumerate(trace.lines) for m, word in enumerate(line.words) if word.text == text)


def is_near(one: float, other: float, by: float) -> bool:
    """Within so much of each other."""
    return math.isclose(one, other, abs_tol=by)
