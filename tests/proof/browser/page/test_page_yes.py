"""Yes to a page from its own view: what is offered on the present page, on an old version, and on a page that is gone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.proof.browser.made_up import digest, violations
from tests.proof.browser.page.on_page import posted, press, seen, seen_page
from tests.proof.browser.ten_pages import ANN, BEN
from tests.proof.browser.traced import RealPaper, TracedDesk


def test_a_release_is_taken_back_from_the_page(traced: TracedDesk, shown: Page, herald: RealPaper) -> None:
    back = shown.locator(".panel").get_by_role("button", name="Take the release back")
    expect(back).to_be_hidden()
    released = {**BEN, "proof": herald.pages["1"].key, "differs": False, "why": []}
    traced.tell_pages(shown, _1={"state": "released", "released": released})
    back.click()
    shown.get_by_role("dialog").get_by_role("button", name="Take the release back").click()
    assert posted(shown, traced) == ("/api/pages/1/unrelease", {"proof": herald.pages["1"].key})


def test_an_old_version_is_neither_signed_nor_told_of_as_the_present_page(
    traced: TracedDesk, opened: Callable[[str], Page], edited: RealPaper
) -> None:
    traced.knows(edited)
    key = edited.pages["1"].key
    page = opened(f"#/page/1?proof={key}")
    panel = page.locator(".panel")
    expect(panel).to_contain_text(f"Version {key[:4]} {key[4:8]} is shown, which is not the present page.")
    for name in ("Approve", "Release", "Proof pulled"):
        expect(panel.get_by_role("button", name=name)).to_be_hidden()
    expect(page.locator(".chip:visible")).to_have_count(0)
    expect(panel.locator(".lists")).to_be_hidden()
    for each in "arR":
        page.locator("#said").evaluate("(said) => said.replaceChildren()")
        press(page, each)
        expect(page.locator("#said")).to_contain_text("Only the present page is approved and released")
    assert traced.posts == []
    press(page, "p")  # of what is shown a proof may have been pulled
    asked = page.get_by_role("dialog", name="Say that a proof of page 1 was pulled?")
    expect(asked).to_contain_text(f"the version that is shown here, file {key[:4]} {key[4:8]}")
    expect(asked).to_contain_text("What is made of the page now is another version.")
    asked.get_by_role("button", name="It was pulled").click()
    assert posted(page, traced) == ("/api/pages/1/printed", {"proof": key})
    assert not violations(page)
    panel.get_by_role("link", name="Back to the present page").click()
    expect(panel.get_by_role("button", name="Approve")).to_be_visible()
    expect(panel.locator(".chip").first).to_be_visible()


def test_keys_act_on_the_block_that_is_marked(traced: TracedDesk, shown: Page) -> None:
    press(shown, ".", "E")
    assert posted(shown, traced)[0] == "/api/stories/bridge/open"
    press(shown, "n")
    expect(shown.locator("dialog.asked .where")).to_have_text("Block A")
    press(shown, "Escape", "j")
    seen_page(shown, "3")


def test_the_galley_of_the_marked_block_opens(shown: Page) -> None:
    press(shown, ".", "G")
    expect(shown.locator(".view.galley")).to_be_attached()
    assert shown.evaluate("location.hash") == "#/galley/bridge"


def test_a_page_that_is_no_longer_in_the_issue_leads_back(traced: TracedDesk, shown: Page, herald: RealPaper) -> None:
    traced.tell(shown, pages=[each.facts for number, each in herald.pages.items() if number != "1"])
    expect(shown.locator(".missing")).to_contain_text("Page 1 is no longer in the issue.")
    expect(shown.locator(".chip:visible")).to_have_count(0)
    expect(shown.get_by_role("button", name="Approve")).to_have_count(0)
    assert not violations(shown)
    press(shown, "a", "PageDown", ".")
    assert traced.posts == []
    traced.tell(shown, pages=[each.facts for each in herald.pages.values()])
    expect(shown.get_by_role("button", name="Approve")).to_be_visible()
    traced.tell(shown, pages=[each.facts for number, each in herald.pages.items() if number != "1"])
    shown.get_by_role("link", name="Back to the flatplan").click()
    expect(shown.locator(".view.flatplan [role=grid]")).to_be_visible()


def test_a_wrong_text_is_told_where_the_page_stands(traced: TracedDesk, shown: Page) -> None:
    traced.tell(shown, making={**traced.state["making"], "refused": True})
    expect(shown.locator(".panel .out-of-date")).to_have_text("The text is wrong: these are the pages of the save before")
    press(shown, "a")
    expect(shown.locator("#said")).to_contain_text("Mend the text first")
    assert traced.posts == []
    assert not violations(shown)


@pytest.mark.parametrize("size", [(820, 1180), (1024, 700)])
def test_a_tablet_shows_how_the_page_stands_without_the_panel(
    traced: TracedDesk, browser: Browser, herald: RealPaper, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=True, is_mobile=True)
    traced.state["pages"][0] = {**herald.pages["1"].facts, "state": "overset", "over": 7, "errors": 1, "warnings": 2}
    page = traced.open(context, "#/page/1")
    seen(page)
    slim = page.locator(".slim")
    expect(page.locator(".panel")).to_be_hidden()
    expect(slim).to_contain_text("Overset7 lines over3 problems")
    approve = slim.get_by_role("button", name="Approve")
    expect(approve).to_be_in_viewport()
    assert (approve.bounding_box() or {"height": 0})["height"] >= 44
    expect(page.locator(".caption")).not_to_contain_text("Keys")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not violations(page)
    page.get_by_role("button", name="Side panel").tap()
    expect(page.locator(".panel")).to_be_visible()
    context.close()


def test_a_key_compares_by_the_same_rule_as_the_link(traced: TracedDesk, shown: Page) -> None:
    expect(shown.locator(".panel .ways a", has_text="Compare")).to_have_attribute("href", "#/compare/1")
    traced.tell_pages(shown, _1={"signed": ANN, "state": "signed"})
    press(shown, "c")
    assert shown.evaluate("location.hash") == "#/compare/1"


def test_the_panel_tells_of_a_release_what_the_flatplan_tells(
    traced: TracedDesk, opened: Callable[[str], Page], herald: RealPaper
) -> None:
    page = opened("#/page/1")
    key = herald.pages["1"].key
    released = {**BEN, "proof": key, "differs": True, "why": []}
    traced.tell_pages(page, _1={"state": "released", "released": released, "proof": key, "made": digest("made now")})
    notice = page.locator(".panel .notice")
    expect(notice.locator("li")).to_have_text(["What it is, is being looked for\u2026"])
    assert not violations(page)
    told = notice.inner_text()
    page.evaluate("location.hash = '#/?page=1'")
    expect(page.locator(".deskbar .notice")).to_be_visible()
    assert page.locator(".deskbar .notice").inner_text().split() == told.split()
