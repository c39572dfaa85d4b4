"""A running proof desk and a real browser, shared by all tests of a module.

    def test_a_saved_headline_comes_to_the_page(desk: RunningDesk, page: Page) -> None:
        desk.save("stories/bridge.md", lambda text: text.replace("Bridge", "Tunnel"))
        desk.wait_for_state(lambda state: state["making"]["number"] > 1 and not state["making"]["busy"])
        ...

`desk` runs over a copy of the sample paper. `page` is a Chromium page that has entered it; whatever goes wrong in it (an error,
a refused script, an answer of 500) fails the test. `browser` gives more of them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.needed import needed
from tests.proof.browser.made_up import MadeUpDesk, Stage, staged
from tests.proof.browser.running_desk import RunningDesk, copied_paper
from tests.proof.browser.ten_pages import paper as ten_pages

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; of a module, because Playwright's loop runs in the thread as long as it lives, and no other may then."""
    if not Path(CHROMIUM).is_file():
        needed("Chromium", "sudo apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample paper, for this module's tests to write in."""
    return copied_paper(tmp_path_factory.mktemp("paper") / "herald")


@pytest.fixture(scope="module")
def desk(paper: Path) -> Iterator[RunningDesk]:
    """The proof desk over it, all pages made."""
    running = RunningDesk(paper).start()
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own: its cookies are no other test's."""
    context = browser.new_context(viewport=SCREEN, reduced_motion="reduce")  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def enter(desk: RunningDesk, context: BrowserContext) -> Iterator[Callable[[str], Page]]:
    """`enter("#/page/1")`: a page that has come in and shows that view."""
    faults: list[str] = []

    def open_page(view: str = "") -> Page:
        page = context.new_page()
        watch(page, faults)
        page.goto(desk.address)
        page.wait_for_selector("#making .ready, #making .busy, #making .refused", timeout=30_000)
        if view:
            page.goto(f"{desk.origin}/{view}")
        return page

    yield open_page
    assert not faults, faults


@pytest.fixture
def page(enter: Callable[[str], Page]) -> Page:
    """A page that has come in: the flatplan."""
    return enter("")


def watch(page: Page, faults: list[str]) -> None:
    """Note what no test should bring about."""

    def said(message: ConsoleMessage) -> None:
        text = message.text
        if message.type == "error" and ("Content Security Policy" in text or "TrustedHTML" in text or "500" in text):
            faults.append(text)

    page.on("console", said)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)


@pytest.fixture
def made_up() -> MadeUpDesk:
    """Ten pages in every state, without a server."""
    return MadeUpDesk(*ten_pages())


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    """Where made-up desks are shown."""
    yield from staged(browser)


@pytest.fixture
def shown(made_up: MadeUpDesk, stage: Stage) -> Page:
    """The made-up flatplan."""
    page = made_up.show(stage)
    page.wait_for_selector("[role=gridcell]")
    return page
