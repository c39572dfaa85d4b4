"""From save to picture: how long until a saved story's page is seen anew in a real browser, in a paper of sixteen pages.

    python -m tests.bench.desk_live [--saves 20]

Each time a word of a story is changed and the file saved; the clock stops when the browser has painted the new picture on
the page view, at a size at which the page fills the window. Prints milliseconds. Asserts nothing.
"""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import mean, median

from playwright.sync_api import sync_playwright

from tests.proof.browser.conftest import CHROMIUM, FLAGS, SCREEN
from tests.proof.browser.running_desk import RunningDesk
from tests.proof.sixteen import write_sixteen

STORY, PAGE = "stories/tram-2.md", "6"
SHOWN = """([number, before]) => {
  const sheet = document.querySelector(`[data-page="${number}"][data-shown]`);
  window.seen = new Promise((resolve) => {
    const look = () => {
      if (sheet.dataset.shown === before) requestAnimationFrame(look);
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now() / 1000)));
    };
    look();
  });
}"""


def main() -> None:
    """Runs it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.desk_live")
    parser.add_argument("--saves", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        desk = RunningDesk(write_sixteen(Path(name) / "paper").parent).start()
        try:
            desk.wait_until_ready(180)
            page = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS).new_context(viewport=SCREEN).new_page()
            page.goto(desk.address)
            page.goto(f"{desk.origin}/#/page/{PAGE}")
            page.wait_for_selector(f'[data-page="{PAGE}"][data-shown]', timeout=60_000)
            taken = []
            for number in range(asked.saves):
                desk.wait_until_ready(60)
                before = page.eval_on_selector(f'[data-page="{PAGE}"]', "(sheet) => sheet.dataset.shown")
                page.evaluate(SHOWN, [PAGE, before])
                desk.save(STORY, lambda text, number=number: _edited(text, number))  # type: ignore[misc]
                saved = time.time()
                taken.append(page.evaluate("() => window.seen") - saved)
        finally:
            desk.stop()
    told = f"mean {1000 * mean(taken):.0f} ms, median {1000 * median(taken):.0f}, most {1000 * max(taken):.0f}"
    print(f"{len(taken)} saves of one story of sixteen pages, from save to new picture: {told}")


def _edited(text: str, number: int) -> str:
    """The story with its first paragraph beginning with another word each time."""
    head, _, body = text.partition("\n---\n")
    words = body.lstrip().split(" ")
    words = words[1:] if words[0].startswith("Edit") else words
    return f"{head}\n---\n\nEdit{number:02d} {' '.join(words)}"


if __name__ == "__main__":
    main()
