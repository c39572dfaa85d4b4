"""The door in a real browser: the token's address, the form, leaving; a restart in the middle."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.proof.browser.running_desk import RunningDesk

PASSWORD = "a long password"


@pytest.fixture(scope="module")
def small_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its text is wrong: what is tried here is the door."""
    paper = tmp_path_factory.mktemp("paper")
    (paper / "issue.yaml").write_text("pages: []\n")
    command = [
        sys.executable,
        "-c",
        "from layout.cli import main; main()",
        "proof",
        str(paper),
        "--add-user",
        "Ben",
        "--role",
        "note",
    ]
    subprocess.run(command, input=f"{PASSWORD}\n", text=True, check=True, capture_output=True)
    return paper


@pytest.fixture(scope="module")
def here(small_paper: Path) -> Iterator[RunningDesk]:
    desk = RunningDesk(small_paper).start()
    yield desk
    desk.stop()


@pytest.fixture(scope="module")
def elsewhere(small_paper: Path) -> Iterator[RunningDesk]:
    """On all addresses, without TLS: browsers tell less of themselves to such a server."""
    desk = RunningDesk(small_paper, "--host", "0.0.0.0").start()
    yield desk
    desk.stop()


@pytest.fixture
def screen(context: BrowserContext) -> Iterator[Page]:
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    assert not faults


def test_the_address_lets_in_and_the_token_leaves_the_address_bar(here: RunningDesk, screen: Page) -> None:
    screen.goto(here.address)
    assert urlsplit(screen.url).path == "/"
    assert "token" not in screen.url
    expect(screen.locator("#me")).to_have_text("Editor")
    assert screen.evaluate("document.cookie") == ""
    assert screen.evaluate("performance.getEntriesByType('resource').every(each => each.name.startsWith(location.origin))")


def test_without_it_a_page_says_what_to_do(here: RunningDesk, screen: Page) -> None:
    screen.goto(here.origin)
    expect(screen.locator("main")).to_contain_text("Open the address that the command showed")
    screen.get_by_role("link", name="Try again").click()
    expect(screen.locator("main")).to_contain_text("Open the address")


def test_a_restart_in_the_middle_needs_nobody(here: RunningDesk, screen: Page) -> None:
    screen.goto(here.address)
    expect(screen.locator("#me")).to_have_text("Editor")
    here.kill()
    expect(screen.locator("#connection")).to_be_visible()
    here.start()
    expect(screen.locator("#connection")).to_be_hidden(timeout=20_000)
    assert urlsplit(screen.url).path == "/"


def test_a_person_comes_in_by_the_form_and_leaves(elsewhere: RunningDesk, screen: Page) -> None:
    screen.goto(elsewhere.address)
    assert urlsplit(screen.url).path == "/login"
    screen.get_by_label("Name").fill("ben")
    screen.get_by_label("Password").fill("a wrong password")
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("alert")).to_contain_text("do not belong together")
    assert screen.get_by_label("Name").input_value() == "ben"
    screen.get_by_label("Password").fill(PASSWORD)
    screen.get_by_role("button", name="Log in").click()
    expect(screen.locator("#me")).to_have_text("Ben")
    screen.get_by_role("button", name="Leave").click()
    expect(screen.get_by_label("Password")).to_be_visible()
    screen.goto(elsewhere.origin)
    assert urlsplit(screen.url).path == "/login"


def test_another_sites_form_and_frame_come_to_nothing(here: RunningDesk, screen: Page, context: BrowserContext) -> None:
    screen.goto(here.address)
    expect(screen.locator("#me")).to_have_text("Editor")
    form = f"<form method=post action={here.origin}/logout><button>Win</button></form><iframe src={here.origin}/></iframe>"
    other = context.new_page()
    other.route("http://other.test/", lambda route: route.fulfill(body=form, content_type="text/html"))
    other.goto("http://other.test/")
    assert "Flatplan" not in (other.frames[-1].content() if len(other.frames) > 1 else "")
    other.get_by_role("button", name="Win").click()
    expect(other.locator("body")).to_contain_text("another site")
    screen.reload()
    expect(screen.locator("#me")).to_have_text("Editor")
