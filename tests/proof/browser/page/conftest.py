"""The page's view over the sample paper, as filed and after some saves."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page

from tests.proof.browser.made_up import Stage, staged
from tests.proof.browser.page.on_page import rewrite, seen
from tests.proof.browser.running_desk import copied_paper
from tests.proof.browser.traced import RealPaper, TracedDesk, built

MORE = "\n\n" + "And a sentence more that nobody asked for, which the leg can not hold. " * 4 + "\n"


@cache
def made(*edits: tuple[str, Callable[[str], str]]) -> RealPaper:
    """The sample paper after these edits; once for all modules."""
    with TemporaryDirectory() as folder:
        paper = copied_paper(Path(folder) / "paper")
        for path, edit in edits:
            rewrite(paper / path, edit)
        return built(paper)


def longer_start(text: str) -> str:
    return text.replace("The council chamber fell", "The whole council chamber fell")


def longer_end(text: str) -> str:
    return text.rstrip() + MORE


def shorter(text: str) -> str:
    return "\n\n".join(text.rstrip().split("\n\n")[:-4]) + "\n"


@pytest.fixture(scope="session")
def herald() -> RealPaper:
    """The sample paper as filed."""
    return made()


@pytest.fixture(scope="session")
def edited() -> RealPaper:
    """A word more at the head of the bridge; the school over, on page 1; the last column of page 3 short."""
    return made(("stories/bridge.md", longer_start), ("stories/school.md", longer_end), ("stories/wince.md", shorter))


@pytest.fixture
def traced(herald: RealPaper) -> TracedDesk:
    """A desk that shows it."""
    return TracedDesk(herald)


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    """A browser's page, used by one test after the other."""
    yield from staged(browser)


@pytest.fixture
def opened(traced: TracedDesk, stage: Stage) -> Callable[[str], Page]:
    """`opened("#/page/1")`: that page, all of it seen."""

    def open_page(view: str) -> Page:
        page = traced.show(stage, view)
        page.mouse.move(2, 2)
        seen(page)
        return page

    return open_page


@pytest.fixture
def shown(opened: Callable[[str], Page]) -> Page:
    """Page 1, whole."""
    return opened("#/page/1")
