"""Two pages beside each other: one of them is the current one, that is seen, and it never becomes another silently."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import PATIENCE, until, violations
from tests.proof.browser.page.on_page import place, press, rest, seen, seen_page, sheet_box, stage_box
from tests.proof.browser.traced import RealPaper, TracedDesk

Opened = Callable[[str], Page]


@pytest.fixture
def spread(opened: Opened) -> Page:
    """Pages 2 and 3, of which 3 is the current one."""
    page = opened("#/page/3")
    press(page, "s")
    page.wait_for_selector('.sheet[data-page="2"][data-shown]')
    until(page, "document.querySelector('.walk h2').textContent.includes('2 and 3')")
    rest(page)
    return page


def test_the_current_page_is_marked_and_nothing_lies_over_it(spread: Page) -> None:
    label, other = (spread.locator(f'.sheet[data-page="{number}"] .whose') for number in "32")
    expect(label).to_have_text("Page 3")
    assert label.evaluate("(node) => getComputedStyle(node).fontWeight") == "700"
    assert other.evaluate("(node) => getComputedStyle(node).fontWeight") == "400"
    box = label.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= sheet_box(spread, "3")["y"] + 0.5
    assert box["y"] >= stage_box(spread)["y"]
    assert not violations(spread)
    press(spread, "s")
    expect(label).to_be_hidden()  # alone there is nothing to be told apart


def test_the_walk_begins_on_the_current_page(spread: Page, herald: RealPaper) -> None:
    press(spread, ".")
    assert spread.evaluate("document.activeElement.textContent").startswith("Page 3. Block A, ")
    assert place(spread) == "#/page/3"


def test_going_on_to_the_facing_page_makes_it_the_current_one_and_says_so(spread: Page) -> None:
    before = sheet_box(spread, "2")
    press(spread, ".", ",")
    until(spread, "location.hash === '#/page/2'")
    expect(spread.locator("#said")).to_have_text("Page 2 is the current page now.")
    expect(spread.locator(".panel h1")).to_contain_text("Page 2")
    expect(spread.locator('.sheet[data-page="2"]')).not_to_have_class("sheet facing")
    assert spread.evaluate("document.activeElement.textContent").startswith("Page 2. ")
    rest(spread)
    assert sheet_box(spread, "2") == before  # nothing moves under the eye


def test_a_line_of_the_facing_page_is_announced_and_seen(spread: Page, herald: RealPaper) -> None:
    press(spread, "1")
    rest(spread)
    trace = herald.pages["2"].trace
    letter = next(line.block for line in reversed(trace.lines) if line.number)
    spread.locator(".walk button", has_text=f"Page 2. Block {letter}, ").focus()
    until(spread, "location.hash === '#/page/2'")
    press(spread, "]")
    rest(spread)
    line, stage = spread.locator('.sheet[data-page="2"] .marking .line.chosen').bounding_box(), stage_box(spread)
    assert line is not None
    assert stage["x"] <= line["x"] <= stage["x"] + stage["width"]
    assert stage["y"] <= line["y"]
    assert line["y"] + line["height"] <= stage["y"] + stage["height"]


def test_back_from_the_galley_the_block_is_still_chosen(traced: TracedDesk, opened: Opened, herald: RealPaper) -> None:
    traced.answers["/api/stories/bridge/galley"] = {"lines": [], "blocks": [], "fit": True, "advice": "", "path": ""}
    page = opened("#/page/1")
    press(page, ".", "Enter", "]")
    expect(page.locator(".panel .chosen")).to_contain_text("Line 1, leg 1")
    press(page, "G")
    page.wait_for_selector(".view.galley", state="attached")
    press(page, "Escape")
    seen_page(page, "1")
    expect(page.locator(".panel .chosen h2")).to_contain_text("bridge")
    expect(page.locator(".panel .chosen")).to_contain_text("Line 1, leg 1")
    press(page, "j")
    seen_page(page, "3")
    page.evaluate("location.hash = '#/'")
    page.wait_for_selector("[role=gridcell]")
    page.evaluate("location.hash = '#/page/1'")
    seen(page)
    expect(page.locator(".panel .chosen")).to_be_hidden()


def wrong(number: int) -> dict[str, object]:
    """What a text is refused for."""
    told = {"message": "There is no such key.", "remedy": "Mend it.", "path": "issue.yaml"}
    return {**told, "line": number, "column": 1, "story": "", "key": f"k{number}"}


TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def wait_for(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until that is so with all at rest; a stage hears of its size a frame after the banner has come."""
    end = time.monotonic() + PATIENCE
    page.evaluate(TWO_FRAMES)
    rest(page)
    while not holds():
        assert time.monotonic() < end, (sheet_box(page), stage_box(page))
        page.wait_for_timeout(20)
        rest(page)


def is_whole(page: Page) -> bool:
    """Whether all of the sheet is on the stage."""
    sheet, stage = sheet_box(page), stage_box(page)
    return sheet["y"] >= stage["y"] and sheet["y"] + sheet["height"] <= stage["y"] + stage["height"]


def test_a_banner_moves_nothing_of_what_somebody_has_come_near(traced: TracedDesk, opened: Opened) -> None:
    page = opened("#/page/1")
    press(page, "1")
    rest(page)
    before = sheet_box(page)
    traced.tell(page, refused=[wrong(3)])
    expect(page.locator(".refusal")).to_be_visible()
    wait_for(page, lambda: sheet_box(page) == before)
    traced.tell(page, refused=[])
    wait_for(page, lambda: sheet_box(page) == before)


def test_a_page_that_is_seen_whole_stays_whole_under_a_banner(traced: TracedDesk, opened: Opened) -> None:
    page = opened("#/page/1")
    before = sheet_box(page)
    traced.tell(page, refused=[wrong(3), wrong(4), wrong(5)])
    folded = page.locator(".refusal details")
    expect(folded.locator("summary")).to_have_text("and 2 more")
    expect(page.locator(".refusal li:visible")).to_have_count(1)
    wait_for(page, lambda: is_whole(page))
    stage = stage_box(page)["height"]
    folded.locator("summary").click()
    expect(page.locator(".refusal li:visible")).to_have_count(3)
    until(page, f"document.querySelector('.stage').clientHeight < {stage}")
    wait_for(page, lambda: is_whole(page))
    traced.tell(page, refused=[wrong(4), wrong(5)])
    expect(page.locator(".refusal li:visible")).to_have_count(2)  # what was unfolded stays so
    traced.tell(page, refused=[])
    wait_for(page, lambda: sheet_box(page) == before)
    page.set_viewport_size({"width": 1440, "height": 700})
    until(page, f"document.querySelector('.sheet').getBoundingClientRect().height < {before['height'] - 50}")
    page.set_viewport_size({"width": 1440, "height": 900})
    until(page, f"Math.abs(document.querySelector('.sheet').getBoundingClientRect().height - {before['height']}) < 2")
