"""The lists and the flatplan over a running desk: what is saved, noted and signed comes to every browser."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.proof.browser.conftest import SCREEN, watch
from tests.proof.browser.made_up import until, violations
from tests.proof.browser.running_desk import RunningDesk

SCHOOL = "stories/school.md"  # stands on page 1 alone
CHOIR = "stories/choir.md"  # and this on page 4
SLOW = 20_000  # milliseconds: pages are made while other tests run

Edit = Callable[[str, Callable[[str], str]], None]


@pytest.fixture
def edited(desk: RunningDesk) -> Iterator[Edit]:
    """Save a file, and put it back as it was at the end."""
    before: dict[str, str] = {}

    def edit(path: str, change: Callable[[str], str]) -> None:
        before.setdefault(path, (desk.paper / path).read_text(encoding="utf-8"))
        desk.save(path, change)

    yield edit
    for path, text in before.items():
        if (desk.paper / path).read_text(encoding="utf-8") != text:
            number = desk.state["making"]["number"]
            desk.save(path, lambda _, text=text: text)
            desk.wait_for_state(lambda state, number=number: state["making"]["number"] > number)
    desk.wait_for_state(lambda state: not state["refused"] and not state["making"]["busy"] and not state["making"]["stale"])


@pytest.fixture
def other(desk: RunningDesk, browser: Browser) -> Iterator[Page]:
    """Another browser at the same desk."""
    context = browser.new_context(viewport=SCREEN, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    watch(page, faults)
    page.goto(desk.address)
    page.wait_for_selector("#making .ready, #making .busy")
    yield page
    context.close()
    assert not faults


def see(page: Page, view: str) -> None:
    page.evaluate("(view) => { location.hash = view; }", view)


def card(page: Page, number: str):
    return page.locator(f'[role=gridcell][data-page="{number}"]')


def select(page: Page, number: str) -> None:
    card(page, number).wait_for()
    page.evaluate('(number) => document.querySelector(`[role=gridcell][data-page="${number}"]`).focus()', number)


def longer(text: str) -> str:
    """So many words more that no page has room for them."""
    more = "\n\n".join(
        f"The lamps were lit again in the evening of day {day}, and the boats came home by them, one after the other."
        for day in range(12)
    )
    return f"{text.rstrip()}\n\n{more}\n"


def test_a_save_changes_the_thumbnail_of_its_page_and_no_other_card(page: Page, edited: Edit) -> None:
    until(page, "document.querySelectorAll('.card img').length === 4")
    page.evaluate("""() => {
        window.others = [...document.querySelectorAll('.card:not([data-page="1"]), .card:not([data-page="1"]) *')];
        window.own = document.querySelector('[data-page="1"]');
        window.old = window.own.querySelector('img').dataset.proof;
    }""")
    edited(SCHOOL, lambda text: text.replace("old", "odd", 1))
    until(page, "document.querySelector('[data-page=\"1\"] img').dataset.proof !== window.old", SLOW / 1000)
    assert page.evaluate("window.others.every((node) => node.isConnected)")
    assert page.evaluate("window.own.isConnected")
    expect(card(page, "1")).not_to_have_class(re.compile(r"\bold\b"), timeout=SLOW)


def test_what_is_over_comes_to_the_flatplan_the_problems_and_the_galley(page: Page, edited: Edit) -> None:
    edited(SCHOOL, longer)
    expect(card(page, "1").locator(".chip")).to_have_text("Overset", timeout=SLOW)
    expect(page.locator(".sum")).to_contain_text("1 overset (+")
    see(page, "#/problems?page=1&kind=fit")
    row = page.locator(".fits tr.over")
    expect(row).to_contain_text("school")
    expect(row.locator(".told")).to_have_css("color", "rgb(163, 18, 15)")
    expect(page.locator(".item").first).to_contain_text("Error")
    assert violations(page) == []
    see(page, "#/galley/school")
    expect(page.locator(".leg.overset li").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Cut "))).to_be_visible()
    assert violations(page) == []


def test_a_wrong_text_is_told_over_the_last_good_pages_until_it_is_mended(page: Page, edited: Edit) -> None:
    edited(SCHOOL, lambda text: text.replace("---\n", "---\nheadlin: [\n", 1))
    banner = page.locator(".refusal")
    expect(banner).to_contain_text("school.md", timeout=SLOW)
    expect(banner.locator(".remedy").first).not_to_be_empty()
    expect(card(page, "1").locator("img")).to_be_visible()
    assert violations(page) == []
    edited(SCHOOL, lambda text: text.replace("headlin: [\n", ""))
    expect(banner).to_have_count(0, timeout=SLOW)


def test_two_browsers_see_each_others_notes(page: Page, other: Page) -> None:
    select(page, "2")
    page.keyboard.press("n")
    page.keyboard.type("Which tram is it?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_have_text("Note on page 2 kept.")
    expect(card(page, "2").locator(".count.note")).to_have_attribute("title", "1 open note")
    expect(card(other, "2").locator(".count.note")).to_have_attribute("title", "1 open note")
    see(other, "#/notes")
    written = other.locator("article", has_text="Which tram is it?")
    expect(written).to_be_visible()
    other.keyboard.press(".")
    other.keyboard.press("y")
    other.keyboard.type("The 212")
    other.keyboard.press("Control+Enter")
    see(page, "#/notes")
    expect(page.locator("article .replies")).to_contain_text("The 212")
    assert violations(page) == []
    other.keyboard.press("d")
    expect(page.locator("article")).to_have_count(0)
    see(page, "#/")
    expect(card(page, "2").locator(".count.note")).to_have_count(0)
    see(other, "#/history")
    expect(other.locator(".events li").first).to_contain_text("is done")


def test_a_sign_off_lapses_with_an_edit_and_holds_again_when_that_is_undone(page: Page, desk: RunningDesk, edited: Edit) -> None:
    select(page, "4")
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    expect(card(page, "4").locator(".chip")).to_have_text("Signed")
    edited(CHOIR, lambda text: text.replace("shipyard", "dockyard"))
    expect(card(page, "4").locator("p.signed")).to_contain_text("lapsed", timeout=SLOW)
    expect(page.locator(".deskbar .notice")).to_contain_text("lapsed: the page has changed")
    expect(page.locator(".deskbar .notice a")).to_have_attribute("href", "#/compare/4?before=signed")
    assert violations(page) == []
    edited(CHOIR, lambda text: text.replace("dockyard", "shipyard"))
    expect(card(page, "4").locator(".chip")).to_have_text("Signed", timeout=SLOW)
    see(page, "#/history")
    expect(page.locator(".events")).to_contain_text("holds again: the page is as it was signed.")
    assert violations(page) == []


def test_a_released_page_tells_what_would_differ(page: Page, edited: Edit) -> None:
    select(page, "4")
    page.keyboard.press("r")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("[Rr]elease")).click()
    expect(card(page, "4").locator(".chip")).to_have_text("Released", timeout=SLOW)
    edited(CHOIR, lambda text: text.replace("shipyard", "dockyard"))
    notice = page.locator(".deskbar .notice.released")
    expect(notice).to_contain_text("made now, it would differ", timeout=SLOW)
    expect(notice.locator("li").first).not_to_contain_text("being looked for", timeout=SLOW)
    expect(card(page, "4").locator("p.signed")).to_contain_text("would differ now")
    assert violations(page) == []
    edited(CHOIR, longer)
    expect(card(page, "4").locator(".figure.over")).to_contain_text("made now: +", timeout=SLOW)
    see(page, "#/page/4")
    expect(page.locator(".panel .notice")).to_contain_text("Made now:")
    expect(page.locator(".panel .figures, .panel .problems li.error")).to_have_count(0)
    expect(page.locator(".page-desk .flag")).to_have_count(0)  # what is shown has none of these problems
    assert violations(page) == []
    page.keyboard.press("a")
    expect(page.locator(".other-version")).to_contain_text("This is what would be released now", timeout=SLOW)
    expect(page.locator(".panel .problems li.error")).not_to_have_count(0)


def test_the_desk_comes_back_by_itself_and_nothing_is_lost(page: Page, desk: RunningDesk) -> None:
    select(page, "3")
    page.keyboard.press("n")
    page.keyboard.type("Before the restart")
    page.keyboard.press("Control+Enter")
    expect(card(page, "3").locator(".count.note")).to_be_visible()
    desk.kill()
    expect(page.locator("#connection")).to_be_visible(timeout=SLOW)
    desk.start()
    expect(page.locator("#connection")).to_be_hidden(timeout=2 * SLOW)
    see(page, "#/notes")
    expect(page.locator("article", has_text="Before the restart")).to_be_visible(timeout=SLOW)
