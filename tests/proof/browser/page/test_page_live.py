"""Beside the page, and how it changes by itself: problems, notes, new pictures under the same zoom, facing pages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import Stage, digest, item_facts, note_facts, violations
from tests.proof.browser.page.on_page import (
    REAL,
    at,
    click_word,
    posted,
    press,
    rest,
    seen,
    seen_page,
    sheet_box,
    stage_box,
    tell_paper,
    wheel,
    zoom,
)
from tests.proof.browser.traced import RealPaper, TracedDesk, is_near, words_of_line

WATCHED = """() => {
  window.changes = 0;
  const watcher = new MutationObserver((all) => { window.changes += all.length; });
  watcher.observe(document.querySelector(".page-desk"), { subtree: true, childList: true, characterData: true });
}"""


def test_the_panel_collapses_and_the_page_has_its_room(shown: Page) -> None:
    before = sheet_box(shown)
    press(shown, "e")
    expect(shown.locator(".panel")).to_be_hidden()
    rest(shown)
    stage = stage_box(shown)
    assert stage["x"] + stage["width"] == 1440
    assert is_near(sheet_box(shown)["x"] + before["width"] / 2, stage["x"] + stage["width"] / 2, 1)
    press(shown, "e")
    expect(shown.locator(".panel")).to_be_visible()


def test_the_panel_says_where_another_headline_was_taken(
    traced: TracedDesk, opened: Callable[[str], Page], herald: RealPaper
) -> None:
    levers = {"C": ["headline 2 of 3", "a quote taken out"], "A": ["a quote taken out"]}
    fits = [{**each, "levers": levers.get(each["block"], [])} for each in herald.fits]
    traced.answers["/api/items"] = {"revision": 1, "items": [], "fits": fits}
    panel = opened("#/page/1").locator(".panel")
    expect(panel.get_by_role("row", name="Block C, fish-hall")).to_contain_text("headline 2 of 3")
    expect(panel.locator(".taken")).to_have_count(1)


def test_a_problem_is_flagged_and_shown_where_it_is(traced: TracedDesk, opened: Callable[[str], Page], herald: RealPaper) -> None:
    leg = next(block for block in herald.pages["1"].trace.blocks if block.letter == "C").legs[0]
    items = [
        item_facts(1, area=[leg[0], leg[1] + 40, leg[2], 12.0], block="C", story="fish-hall"),
        item_facts(2, area=None, block="B", message="Headline \u201cB\u201d is thin"),
        item_facts(3, page="2"),
    ]
    traced.answers["/api/items"] = {"revision": 1, "items": items, "fits": herald.fits}
    page = opened("#/page/1")
    expect(page.locator(".flag")).to_have_text(["1", "2"])
    expect(page.locator(".panel h2").first).to_have_text("Problems (2)")
    press(page, "m")
    expect(page.locator(".flag")).to_have_count(0)
    press(page, "m")
    page.get_by_role("button", name="Figures differ, 1").click()
    expect(page.locator(".marking .flash")).to_have_count(1)
    rest(page)
    stage, (x, y) = stage_box(page), at(page, leg[0] + leg[2] / 2, leg[1] + 46)
    assert is_near(x, stage["x"] + stage["width"] / 2, 40)
    assert is_near(y, stage["y"] + stage["height"] / 2, 40)
    assert zoom(page) > REAL
    expect(page.locator('.row-button[aria-current="true"]')).to_contain_text("Figures differ, 1")
    flag = page.locator(".flag").first.bounding_box()
    assert flag
    assert is_near(flag["y"] + flag["height"], at(page, leg[0], leg[1] + 40)[1], 2)
    assert is_near(flag["x"] + flag["width"], at(page, leg[0], leg[1] + 40)[0], 2), "it stands beside the words, not on them"


def test_an_address_leads_to_a_problem(traced: TracedDesk, opened: Callable[[str], Page], herald: RealPaper) -> None:
    traced.answers["/api/items"] = {
        "revision": 1,
        "items": [item_facts(7, area=[700.0, 1100.0, 100.0, 20.0])],
        "fits": herald.fits,
    }
    page = opened("#/page/1?at=700,1100,100,20&item=item-7")
    rest(page)
    expect(page.locator('.row-button[aria-current="true"]')).to_contain_text("Figures differ, 7")
    assert zoom(page) > REAL
    x, y = at(page, 750, 1110)
    assert 400 < x < 1000
    assert 200 < y < 700


def test_notes_stand_at_their_places_and_are_done(traced: TracedDesk, opened: Callable[[str], Page], herald: RealPaper) -> None:
    note = note_facts(4, area=[100.0, 800.0, 40.0, 9.0], quote="fell silent", text="Quiet? <b>bold</b>")
    traced.answers["/api/notes"] = {"revision": 1, "notes": [note]}
    page = opened("#/page/1")
    expect(page.locator(".flag.pin")).to_have_count(1)
    expect(page.locator(".panel .notes .said")).to_have_text("Quiet? <b>bold</b>")
    page.get_by_role("button", name="Done: Quiet?").click()
    assert posted(page, traced)[0] == "/api/notes/4/done"
    traced.tell_list(page, "notes", {"revision": 2, "notes": [{**note, "done": {"by": "Ann Lee", "at": "2026-11-26T20:00:00Z"}}]})
    expect(page.locator(".panel .notes li.done")).to_have_count(1)
    expect(page.get_by_role("button", name="Open again: Quiet?")).to_be_visible()


def test_a_new_picture_comes_under_the_same_zoom(
    traced: TracedDesk, opened: Callable[[str], Page], herald: RealPaper, edited: RealPaper
) -> None:
    traced.knows(edited)
    page = opened("#/page/1")
    trace = herald.pages["1"].trace
    line, _ = words_of_line(trace, "silent")
    page.mouse.move(*at(page, trace.lines[line].words[0].x + 60, trace.lines[line].baseline))
    wheel(page, 0, -120, 6)
    click_word(page, trace, "silent")
    before, old, new = sheet_box(page), herald.pages["1"].key, edited.pages["1"].key
    traced.hold(new)
    traced.tell(page, pages=[each.facts for each in edited.pages.values()])
    page.wait_for_selector(f'.sheet[data-proof="{new}"]')
    assert page.locator(".sheet").get_attribute("data-shown") == old, "the old picture stands until the new one is there"
    assert page.locator(f'.picture[data-key="{old}"] img').count() > 1
    traced.let_go(new)
    seen(page, new)
    assert page.locator(".picture").count() == 1
    assert sheet_box(page) == before
    expect(page.locator(".panel .chosen h2")).to_contain_text("bridge")
    expect(page.locator(".marking .block.chosen")).to_have_attribute("data-letter", "A")
    expect(page.locator(".panel .chosen mark")).to_have_text("silent")


def test_figures_are_marked_while_they_are_out_of_date(traced: TracedDesk, shown: Page) -> None:
    expect(shown.locator(".out-of-date")).to_have_count(0)
    traced.tell_pages(shown, _1={"stale": True})
    expect(shown.locator(".panel .out-of-date")).to_be_visible()
    assert shown.locator(".panel .figures .figure.old").count() > 0
    traced.tell_pages(shown, _1={"stale": False})
    expect(shown.locator(".out-of-date")).to_have_count(0)


def test_a_change_elsewhere_leaves_the_page_alone(traced: TracedDesk, shown: Page) -> None:
    shown.evaluate(WATCHED)
    traced.tell_pages(shown, _2={"proof": digest("other"), "over": 3})
    expect(shown.locator("#view")).to_be_visible()
    shown.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert shown.evaluate("window.changes") == 0


def test_the_spread_joins_facing_pages_at_the_fold_and_both_are_live(
    traced: TracedDesk, opened: Callable[[str], Page], edited: RealPaper
) -> None:
    traced.knows(edited)
    page = opened("#/page/2")
    press(page, "s")
    page.wait_for_selector('.sheet[data-page="3"][data-shown]')
    rest(page)
    left, right = sheet_box(page, "2"), sheet_box(page, "3")
    assert is_near(left["x"] + left["width"], right["x"], 0.6)
    assert left["y"] == right["y"]
    stage = stage_box(page)
    assert left["x"] >= stage["x"]
    assert right["x"] + right["width"] <= stage["x"] + stage["width"]
    tell_paper(traced, page, edited)
    expect(page.locator('.sheet[data-page="3"]')).to_have_attribute("data-shown", edited.pages["3"].key)
    press(page, "PageDown")
    seen_page(page, "4")
    press(page, "s")
    expect(page.locator(".sheet")).to_have_count(1)


def test_the_facing_page_lies_beside(opened: Callable[[str], Page]) -> None:
    page = opened("#/page/3")
    press(page, "f")
    page.wait_for_selector('.sheet[data-page="2"][data-shown]')
    rest(page)
    left, right = sheet_box(page, "2"), sheet_box(page, "3")
    assert right["x"] - left["x"] - left["width"] > 8
    press(page, "f")
    expect(page.locator(".sheet")).to_have_count(1)
    press(page, "PageDown")
    seen_page(page, "4")
    expect(page.get_by_role("button", name="Spread")).to_be_disabled()


def test_a_version_that_is_not_the_present_one_says_so(
    traced: TracedDesk, opened: Callable[[str], Page], edited: RealPaper
) -> None:
    traced.knows(edited)
    page = opened(f"#/page/1?proof={edited.pages['1'].key}")
    expect(page.locator(".other-version")).to_contain_text("not the present one")
    expect(page.locator(".sheet")).to_have_attribute("data-shown", edited.pages["1"].key)
    page.get_by_role("link", name="Show the present page").click()
    expect(page.locator(".other-version")).to_be_hidden()


def test_a_page_that_is_not_there_says_so(traced: TracedDesk, stage: Stage) -> None:
    page = traced.show(stage, "#/page/77")
    expect(page.get_by_text("This issue has no page 77.")).to_be_visible()


@pytest.mark.parametrize("keys", ["", "bwuvdti"])
def test_the_accessibility_checker_finds_nothing(
    traced: TracedDesk, opened: Callable[[str], Page], herald: RealPaper, keys: str
) -> None:
    traced.answers["/api/items"] = {"revision": 1, "items": [item_facts(1, severity="error"), item_facts(2)], "fits": herald.fits}
    traced.answers["/api/notes"] = {"revision": 1, "notes": [note_facts(1, area=[100.0, 800.0, 40.0, 9.0])]}
    traced.answers["plates"] = lambda body: (409, {"problem": "There are no plates.", "remedy": "Install Ghostscript."})
    page = opened("#/page/1")
    click_word(page, herald.pages["1"].trace, "silent")
    press(page, *keys)
    rest(page)
    assert not violations(page)


def test_a_page_that_was_never_made_says_so(traced: TracedDesk, stage: Stage, herald: RealPaper) -> None:
    traced.state["pages"][0] = {**herald.pages["1"].facts, "proof": "", "ink": "", "state": "building"}
    page = traced.show(stage, "#/page/1")
    expect(page.get_by_text("Page 1 is being made for the first time.")).to_be_visible()
    traced.tell(page, pages=[each.facts for each in herald.pages.values()])
    seen(page)
    expect(page.locator(".table .missing")).to_be_hidden()
