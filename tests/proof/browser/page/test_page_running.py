"""The page over a running desk: a save comes to the picture by itself, and a note stands at the word that was chosen."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from layout.proof.trace import Trace, read_trace
from tests.proof.browser.made_up import until
from tests.proof.browser.page.on_page import at, click_word, press, rest, seen, sheet_box, wheel
from tests.proof.browser.running_desk import RunningDesk, State
from tests.proof.browser.traced import is_near, words_of_line


def test_a_save_changes_the_picture_and_nothing_else(desk: RunningDesk, enter: Callable[[str], Page]) -> None:
    page = enter("#/page/1")
    seen(page)
    page.mouse.move(*at(page, 200, 300))
    wheel(page, 0, -120, 5)
    before, old = sheet_box(page), page.locator(".sheet").get_attribute("data-shown")
    desk.save("stories/bridge.md", lambda text: text.replace("The council chamber fell", "The old council chamber fell"))
    page.wait_for_selector(f'.sheet:not([data-proof="{old}"])', timeout=30_000)
    rest(page)
    assert page.locator(".sheet").get_attribute("data-shown") == desk.page("1")["proof"] != old
    assert sheet_box(page) == before
    press(page, "0")
    rest(page)
    page.mouse.move(*at(page, 100, 800))
    expect(page.locator(".caption")).to_contain_text("bridge")


def test_a_note_stands_at_the_word_that_was_chosen_and_follows_it(desk: RunningDesk, enter: Callable[[str], Page]) -> None:
    page = enter("#/page/1")
    seen(page)
    click_word(page, trace_of(desk), "deferral")
    press(page, "n")
    page.locator("#note-text").fill("Every deferral?")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".panel .notes .said")).to_have_text("Every deferral?")
    before = pinned_at(desk, page)
    desk.save(
        "stories/bridge.md", lambda text: text.replace("when the last hand", "when at long last, and very slowly, the last hand")
    )
    desk.wait_for_state(lambda state: desk_is_done(state) and state["pages"][0]["proof"] != before)
    seen(page)
    pinned_at(desk, page)
    page.get_by_role("button", name="Done: Every deferral?").click()
    expect(page.locator(".panel .notes li.done")).to_have_count(1)


def desk_is_done(state: State) -> bool:
    return not state["making"]["busy"] and not state["making"]["stale"]


def trace_of(desk: RunningDesk) -> Trace:
    """Page 1's, as it is now."""
    trace = read_trace(json.dumps(desk.get(f"/api/proofs/{desk.page('1')['proof']}/trace")).encode())
    assert trace is not None
    return trace


def pinned_at(desk: RunningDesk, page: Page) -> str:
    """The pin stands at the word `deferral`, by the desk's word, by the page's trace and on screen; the page's proof."""
    trace = trace_of(desk)
    line, word = words_of_line(trace, "deferral")
    (note,) = desk.get("/api/notes")["notes"]
    assert is_near(note["area"][0], trace.lines[line].words[word].x, 1)
    assert is_near(note["area"][1], trace.lines[line].area[1], 4)
    x, y = at(page, note["area"][0], note["area"][1])
    until(page, f"Math.abs(document.querySelector('.flag.pin').getBoundingClientRect().right - {x}) < 2")
    until(page, f"Math.abs(document.querySelector('.flag.pin').getBoundingClientRect().bottom - {y}) < 2")
    return str(desk.page("1")["proof"])
