"""A paper of which pages are released, edited and built again; and what is printed of it, read back from its files."""

import json
import re
from pathlib import Path

from pypdf import PdfReader

from layout.base.problems import OnPage, Problem, Severity
from layout.base.store import Store
from layout.build import Built, build
from layout.passing.page_reading import letters
from layout.press.carried import PageText
from layout.press.released import RELEASED, entry_of
from layout.production.order import Order


class FrozenDesk:
    """The paper's issue, with the releases that are recorded in its output folder."""

    def __init__(self, issue: Path, store: Store) -> None:
        self.issue, self._store = issue, store

    @property
    def out(self) -> Path:
        return self.issue.parent / "out"

    def build(self, pages: str = "", *, strict: bool = False) -> Built:
        return build(Order(self.issue, pages=pages, strict=strict, store=self._store))

    def release(self, built: Built, *numbers: str, written_down: bool = True) -> None:
        """The record as the desk writes it; or as it was when it kept no words."""
        record = self.out / RELEASED
        pages = json.loads(record.read_text())["pages"] if record.exists() else {}
        for page in built.pages:
            if page.page.number in numbers:
                assert not page.held
                pages[page.page.number] = entry_of(page.file, page.sha256, page.text if written_down else None)
        record.write_text(json.dumps({"pages": pages}))

    def take_back(self) -> None:
        (self.out / RELEASED).unlink()

    def edit(self, name: str, before: str, after: str) -> None:
        """A story's file, or the issue's."""
        path = self.issue if name == "issue" else self.issue.parent / "stories" / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        assert before in text, f"{path.name} must hold {before!r}"
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    def text(self, name: str) -> str:
        return (self.issue.parent / "stories" / f"{name}.md").read_text(encoding="utf-8")


def told(built: Built, *, severity: Severity = Severity.ERROR) -> list[Problem]:
    """What is told of released pages and those that go with them."""
    codes = ("released-seam", "released-jump", "released-refer", "released-unknown")
    return [problem for problem in built.problems if problem.code in codes and problem.severity is severity]


def pages_told(built: Built, code: str) -> list[str]:
    """The pages on which it is told."""
    return [each.where.page for each in told(built) if each.code == code and isinstance(each.where, OnPage)]


def held(built: Built) -> list[str]:
    return [page.page.number for page in built.pages if page.held]


def printed(built: Built, number: str) -> str:
    """The letters and figures of a page's file, in the order in which they are painted."""
    (file,) = (page.file for page in built.pages if page.page.number == number)
    (page,) = PdfReader(built.out / file).pages
    return letters(page.extract_text().replace("-\n", "").replace("\n", " "))


def body_of(text: str) -> str:
    """A story's file as letters and figures, its head left away."""
    body = text.split("\n---\n", 1)[1]
    return letters(re.sub(r"&[a-z]+;|[*_#]", " ", body))


def piece(text: PageText | None, story: str) -> tuple[int, int]:
    """Which of a story's words stand on a page."""
    assert text is not None
    (found,) = (each for each in text.pieces if each.story == story)
    return found.begin, found.end
