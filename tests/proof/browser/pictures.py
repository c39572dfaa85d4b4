"""The pictures of docs/proof.md: the proof desk over the sample paper after a few edits, as a browser shows it.

python -m tests.proof.browser.pictures [FOLDER]
"""

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.proof.browser.conftest import CHROMIUM, FLAGS, SCREEN
from tests.proof.browser.running_desk import ROOT, RunningDesk, copied_paper

PICTURES = ROOT / "docs" / "pictures"
OVER = "\n\nThe harbour office has put the drawings on show in its hall until Friday, and will answer letters in the new year.\n"


def main() -> None:
    """Write them into docs/pictures, or into the folder that is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        desk = RunningDesk(copied_paper(Path(name) / "herald")).start()
        try:
            _prepare(desk)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_context(viewport=SCREEN, reduced_motion="reduce").new_page()  # type: ignore[arg-type]
            page.goto(desk.address)
            _take(desk, page, folder)
        finally:
            desk.stop()


def _prepare(desk: RunningDesk) -> None:
    """A night's work: one page signed, one whose sign-off lapsed, one over, one with a deadline and a note."""
    desk.wait_until_ready(120)
    for number in ("2", "4"):
        desk.post(f"/api/pages/{number}/approve", {"proof": desk.page(number)["proof"]})
    desk.post("/api/notes", {"page": "3", "text": "@Ann is the light really thirteen metres high?"})
    _saved(desk, "issue.yaml", lambda text: text.replace("  - page: 3\n", '  - page: 3\n    deadline: "23:15"\n'))
    _saved(desk, "stories/school.md", lambda text: text.rstrip() + OVER)
    _saved(desk, "stories/choir.md", lambda text: text.replace("quickly", "slowly", 1).replace("basses", "tenors"))


def _saved(desk: RunningDesk, path: str, edit: Callable[[str], str]) -> None:
    number = desk.state["making"]["number"]
    desk.save(path, edit)
    desk.wait_for_state(lambda state: state["making"]["number"] > number)
    desk.wait_until_ready(60)


def _take(desk: RunningDesk, page: Page, folder: Path) -> None:
    page.wait_for_function("() => document.querySelectorAll('.card img').length === 4")
    _picture(page, folder / "proof-flatplan.png")
    page.goto(f"{desk.origin}/#/page/1")
    page.wait_for_selector('[data-page="1"][data-shown]')
    for key in "bw":
        page.keyboard.press(key)
    page.keyboard.press(".")
    _picture(page, folder / "proof-page.png")
    page.goto(f"{desk.origin}/#/problems")
    page.wait_for_selector("[data-row]")
    _picture(page, folder / "proof-problems.png")
    page.goto(f"{desk.origin}/#/compare/4?before=signed")
    page.wait_for_selector(".told li")
    _picture(page, folder / "proof-compare.png")


def _picture(page: Page, path: Path) -> None:
    """When nothing has come for a while: a picture for the docs may take its time."""
    page.wait_for_timeout(2500)
    with Image.open(io.BytesIO(page.screenshot())) as seen:
        seen.convert("RGB").save(path, optimize=True)


if __name__ == "__main__":
    main()
