"""The proof desk on a bad night: a hundred saves in a minute, twenty browsers, notes all the while, a server killed.

    python -m tests.bench.desk_load [--saves 100] [--seconds 60] [--browsers 20]

Every save writes its number into a story; so a page's proof tells which save it was made from. Twenty browsers show the flatplan,
and each is looked at again and again: what it shows, and whether it says that this is up to date. Afterwards three things are
counted, each of which must be none: notes that were acknowledged and are gone; looks at a page that was older than the last save
while the browser said that it was up to date; browsers that do not show the last save at the end. Prints them; the exit status
is their sum, capped.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright

from tests.proof.browser.conftest import CHROMIUM, FLAGS
from tests.proof.browser.running_desk import RunningDesk
from tests.proof.sixteen import write_sixteen

STORY, PAGE = "stories/tram-2.md", "6"
MARK = "zqsave"  # begins the word that tells a save's number
NOTICED = 0.5  # seconds after which a save must have been noticed: until then nobody can know of it
STATE = """(number) => {
  const card = document.querySelector(`[data-page="${number}"]`);
  const says = document.body.classList;
  return {now: Date.now() / 1000, stale: says.contains('stale'), lost: says.contains('not-connected'),
    old: !card || card.classList.contains('old'), proof: card?.querySelector('img')?.dataset.proof ?? ''};
}"""


class Look(NamedTuple):
    """What a browser showed at a moment. `fresh`: it said that this is up to date."""

    at: float
    browser: int
    proof: str
    fresh: bool


class Night:
    """What happened."""

    def __init__(self) -> None:
        self.saves: list[float] = []  # when each was done
        self.looks: list[Look] = []
        self.notes: list[str] = []  # acknowledged
        self.refused = 0
        self.back = 0.0  # seconds from the kill to the first state of the new server


def main() -> int:
    """Runs it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.desk_load")
    parser.add_argument("--saves", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--browsers", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        desk = RunningDesk(write_sixteen(Path(name) / "paper").parent).start()
        try:
            desk.wait_until_ready(180)
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            pages = [_entered(chromium.new_context().new_page(), desk) for _ in range(asked.browsers)]
            night = _night(desk, pages, asked)
            return _told(night, desk, pages, asked)
        finally:
            desk.stop()


def _entered(page: Page, desk: RunningDesk) -> Page:
    page.goto(desk.address)
    page.wait_for_selector(f'[data-page="{PAGE}"] img', timeout=60_000)
    return page


def _night(desk: RunningDesk, pages: list[Page], asked: argparse.Namespace) -> Night:
    night = Night()
    ended = threading.Event()
    writer = threading.Thread(target=_write_notes, args=(desk, night, ended))
    saver = threading.Thread(target=_save, args=(desk, night, asked))
    saver.start()
    writer.start()
    while saver.is_alive():
        _look(night, pages)
    ended.set()
    writer.join()
    end = time.time() + 60
    while time.time() < end and not all(_last(look, night, desk) for look in night.looks[-len(pages) :]):
        _look(night, pages)
        time.sleep(0.2)
    return night


def _save(desk: RunningDesk, night: Night, asked: argparse.Namespace) -> None:
    """Saves at even times; in the middle the server is killed and started again."""
    start = time.monotonic()
    for number in range(asked.saves):
        time.sleep(max(0.0, start + number * asked.seconds / asked.saves - time.monotonic()))
        desk.save(STORY, lambda text, number=number: _marked(text, number))  # type: ignore[misc]
        night.saves.append(time.time())
        if number == asked.saves // 2:
            desk.kill()
            began = time.monotonic()
            desk.start()
            desk.wait_for_state(lambda state: bool(state["pages"]), 60)
            night.back = time.monotonic() - began


def _marked(text: str, number: int) -> str:
    """The story with its first paragraph's first word telling the number of the save."""
    head, _, body = text.partition("\n---\n")
    words = body.lstrip().split(" ")
    words = words[1:] if words[0].startswith(MARK) else words
    return f"{head}\n---\n\n{MARK}{number:03d} {' '.join(words)}"


def _write_notes(desk: RunningDesk, night: Night, ended: threading.Event) -> None:
    number = 0
    while not ended.wait(0.25):
        text = f"note {number} of the night"
        if number % 25 == 0:
            desk._cookie = ""  # another browser writes on: no person may write as fast as all of them
        number += 1
        try:
            desk.post("/api/notes", {"page": PAGE, "text": text})
        except (OSError, AssertionError, ValueError):
            night.refused += 1  # the server was gone: nothing was acknowledged
        else:
            night.notes.append(text)


def _look(night: Night, pages: list[Page]) -> None:
    for number, page in enumerate(pages):
        seen: dict[str, Any] = page.evaluate(STATE, PAGE)
        fresh = bool(seen["proof"]) and not (seen["stale"] or seen["lost"] or seen["old"])
        night.looks.append(Look(seen["now"], number, seen["proof"], fresh))


_known: dict[str, int] = {}


def _save_of(proof: str, desk: RunningDesk) -> int:
    """The number of the save from which a proof was made; -1: none yet."""
    if not proof:
        return -1
    if proof not in _known:
        text = json.dumps(desk.get(f"/api/proofs/{proof}/trace"))
        at = text.find(MARK)
        _known[proof] = int(text[at + len(MARK) : at + len(MARK) + 3]) if at >= 0 else -1
    return _known[proof]


def _last(look: Look, night: Night, desk: RunningDesk) -> bool:
    return look.fresh and _save_of(look.proof, desk) == len(night.saves) - 1


def _told(night: Night, desk: RunningDesk, pages: list[Page], asked: argparse.Namespace) -> int:
    lies = [look for look in night.looks if look.fresh and _save_of(look.proof, desk) < _due(look, night)]
    there = {note["text"] for note in desk.get("/api/notes")["notes"]}
    lost = [text for text in night.notes if text not in there]
    behind = [look.browser for look in night.looks[-len(pages) :] if not _last(look, night, desk)]
    shown = {_save_of(look.proof, desk) for look in night.looks}
    seconds = night.saves[-1] - night.saves[0]
    print(f"{asked.saves} saves in {seconds:.0f} s, {len(pages)} browsers, {len(night.looks)} looks at them")
    print(f"{len(shown)} of the saves were seen; the killed server's successor answered after {night.back:.1f} s")
    print(f"notes acknowledged {len(night.notes)}, refused while the server was gone {night.refused}, lost {len(lost)}")
    print(f"looks at which it said that all is up to date: {sum(look.fresh for look in night.looks)}")
    print(f"looks at an older page that was said to be up to date: {len(lies)}")
    print(f"browsers that do not show the last save at the end: {len(behind)}")
    return min(len(lies) + len(lost) + len(behind), 100)


def _due(look: Look, night: Night) -> int:
    """The newest save that could be known of at that moment."""
    return sum(done <= look.at - NOTICED for done in night.saves) - 1


if __name__ == "__main__":
    sys.exit(main())
