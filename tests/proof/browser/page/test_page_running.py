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


def test_a_note_on_a_headline_and_on_a_picture_go_with_them(desk: RunningDesk) -> None:
    proof, trace = desk.page("2")["proof"], trace_of(desk, "2")
    head = next(each for each in trace.lines if each.kind == "headline" and each.block == "T")
    art = next(each for each in trace.art if each.name == "tram.jpg")
    x, y, width, height = art.area
    points = [head.words[-1].x + 5, head.baseline - 5], [x + width / 4, y + height / 2]
    word, point = (desk.post("/api/notes", {"page": "2", "proof": proof, "point": each, "text": "See"}) for each in points)
    assert (word["story"], word["part"], word["quote"]) == ("tram", "headline", "hospital")
    assert (point["art"], point["block"]) == ("tram.jpg", "T")
    desk.save(
        "stories/tram.md", lambda text: text.replace("Night tram to stop at hospital", "Night tram will stop at the new hospital")
    )
    desk.wait_for_state(lambda state: desk_is_done(state) and state["pages"][1]["proof"] != proof)
    now, notes = trace_of(desk, "2"), {each["id"]: each for each in desk.get("/api/notes")["notes"]}
    set_now = next(
        each for line in now.lines if line.kind == "headline" for each in line.words if each.text.startswith("hospital")
    )
    assert notes[word["id"]]["found"] == "moved"
    assert is_near(notes[word["id"]]["area"][0], set_now.x, 1)
    area = next(each for each in now.art if each.name == "tram.jpg").area
    assert is_near(notes[point["id"]]["area"][0], area[0] + area[2] / 4, 1)
    assert is_near(notes[point["id"]]["area"][1], area[1] + area[3] / 2, 1)


def desk_is_done(state: State) -> bool:
    return not state["making"]["busy"] and not state["making"]["stale"]


def trace_of(desk: RunningDesk, page: str = "1") -> Trace:
    """The page's, as it is now."""
    trace = read_trace(json.dumps(desk.get(f"/api/proofs/{desk.page(page)['proof']}/trace")).encode())
    assert trace is not None
    return trace


def pinned_at(desk: RunningDesk, page: Page) -> str:
    """The pin stands at the word `deferral`, by the desk's word, by the page's trace and on screen; the page's proof."""
    trace = trace_of(desk)
    line, word = words_of_line(trace, "deferral")
    (note,) = desk.get("/api/notes")["notes"]
    assert is_near(note["area"][0], trace.lines[line].words[word].x, 1)
    assert is_near(note["area"][1], trace.lines[line].area[1], 4)
    x, y = at(page, note["area"][0], note["area"][1] + note["area"][3])
    until(page, f"Math.abs(document.querySelector('.flag.pin .under').getBoundingClientRect().left - {x}) < 3")
    until(page, f"Math.abs(document.querySelector('.flag.pin').getBoundingClientRect().bottom - {y}) < 2")
    left, _ = at(page, trace.lines[line].words[0].x, 0)  # beside the line, so that nothing of it is hidden
    until(page, f"document.querySelector('.flag.pin').getBoundingClientRect().right <= {left} + 0.5")
    return str(desk.page("1")["proof"])
