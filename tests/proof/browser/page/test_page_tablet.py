"""The page on a tablet, held either way, and on a small laptop: what is needed is reached without looking for it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.proof.browser.made_up import violations
from tests.proof.browser.page.on_page import press, seen, zoom
from tests.proof.browser.ten_pages import BEN
from tests.proof.browser.traced import RealPaper, TracedDesk

SMALL = """() => [...document.querySelectorAll(".rail button, .rail select, .slim button, #bar button, #tabs a")]
  .filter((node) => node.checkVisibility() && Math.min(node.offsetWidth, node.offsetHeight) < 43.5)
  .map((node) => [node.textContent, node.offsetWidth, node.offsetHeight])"""
ACTIONS = ("Note", "Withdraw", "Release again", "Take the release back", "Proof pulled", "Compare", "Plates", "Side panel")


@pytest.fixture(params=[(1024, 768), (768, 1024)])
def tablet(request: pytest.FixtureRequest, traced: TracedDesk, browser: Browser, herald: RealPaper) -> Iterator[Page]:
    """Page 1, signed and released, under fingers."""
    width, height = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    released = {**BEN, "proof": herald.pages["1"].key, "differs": False, "why": []}
    traced.state["pages"][0] = {**herald.pages["1"].facts, "state": "released", "released": released, "signed": BEN}
    page = traced.open(context, "#/page/1")
    seen(page)
    yield page
    context.close()


def test_all_that_may_be_done_is_in_sight_and_under_fingers(tablet: Page) -> None:
    foot = tablet.locator(".slim")
    for name in ACTIONS:
        expect(foot.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    assert tablet.evaluate(SMALL) == []
    assert tablet.evaluate("document.querySelector('.rail').offsetWidth") <= 144
    assert tablet.evaluate("document.querySelector('#bar').offsetHeight") <= 64  # one row
    expect(tablet.locator("#help-button")).to_be_in_viewport(ratio=1)
    assert tablet.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert zoom(tablet) * 72 / 96 >= 0.31  # of real size
    assert not violations(tablet)


def test_the_panel_opens_over_the_page_and_its_buttons_stay(tablet: Page) -> None:
    tablet.locator(".slim").get_by_role("button", name="Side panel").tap()
    panel, foot = tablet.locator(".panel").bounding_box(), tablet.locator(".slim").bounding_box()
    assert panel is not None
    assert foot is not None
    assert panel["y"] + panel["height"] <= foot["y"] + 1
    expect(tablet.locator(".slim").get_by_role("button", name="Compare")).to_be_in_viewport(ratio=1)
    assert not violations(tablet)
    tablet.locator(".slim").get_by_role("button", name="Side panel").tap()
    expect(tablet.locator(".panel")).to_be_hidden()


def test_what_colours_mean_is_in_sight(tablet: Page) -> None:
    press(tablet, "w", "v", "t")
    for name in ("spaces", "overset", "bounds"):
        expect(tablet.locator(f'[data-legend="{name}"] summary')).to_be_in_viewport(ratio=1)
    legend = tablet.locator('[data-legend="spaces"]')
    if legend.get_attribute("open") is None:
        legend.locator("summary").tap()
    expect(legend.locator('tr[data-class="loose"]')).to_be_in_viewport(ratio=1)
    assert not violations(tablet)


def test_on_a_small_laptop_legends_and_the_side_panel_are_in_sight(traced: TracedDesk, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page = traced.open(context, "#/page/1")
    seen(page)
    press(page, *"bwvtk")
    for name in ("spaces", "overset", "bounds", "columns"):
        expect(page.locator(f'[data-legend="{name}"]')).to_be_in_viewport(ratio=1)
    expect(page.locator(".rail").get_by_role("button", name="Side panel")).to_be_in_viewport(ratio=1)
    assert not violations(page)
    context.close()
