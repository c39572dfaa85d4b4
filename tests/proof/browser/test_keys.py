"""A key that records, leads or zooms means one thing in every view; what other keyboards type with AltGr is heard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import MadeUpDesk, violations

VIEWS = {
    "#/": "Flatplan", "#/page/1": "Page 1", "#/problems": "Problems", "#/notes": "Notes", "#/history": "History",
    "#/galley/bridge": "Galley bridge", "#/compare/1": "Compare 1", "#/plates/1": "Plates 1",
}  # fmt: skip
MEANS = {
    "a": "approve", "r": "release it", "R": "release back", "p": "proof was pulled", "n": "note", "x": "its plates",
    "o": "open the page", "E": "editor", "G": "galley", "y": "reply", ".": "next", ",": "before", "?": "help", "Esc": "back",
    "0": "whole page|show all|as large as fits", "1": "real size|next choice", "2": "full width|next choice",
    "+": "closer|larger|load", "-": "farther|smaller", "g f": "flatplan", "g p": "problems", "g n": "notes", "g h": "history",
}  # fmt: skip
"""What the help says of such a key wherever it is one, a pattern. Other keys show or hide what one view alone has."""

WITH_ALTGR = """(key) => document.body.dispatchEvent(new KeyboardEvent("keydown",
  { key, ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true, cancelable: true }))"""

COUNT_TIMERS = """() => {
  window.timed = 0;
  window.setTimeout = new Proxy(setTimeout, { apply: (...call) => { window.timed += 1; return Reflect.apply(...call); } });
}"""


def helped(page: Page, view: str) -> dict[str, str]:
    """Each key of a view, with what its help says of it, in small letters."""
    page.evaluate("(view) => { location.hash = view; }", view)
    expect(page).to_have_title(re.compile(VIEWS[view]))
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    rows = page.evaluate(
        """() => [...document.querySelectorAll("#help dl > div")].map((row) =>
            [[...row.querySelectorAll("kbd")].map((key) => key.textContent), row.querySelector("dd").textContent])"""
    )
    page.keyboard.press("Escape")
    return {key: does.lower() for keys, does in rows for key in keys}


def test_a_key_that_records_leads_or_zooms_means_the_same_in_every_view(page: Page) -> None:
    told = {view: helped(page, view) for view in VIEWS}
    assert [
        (view, key, does)
        for view, keys in told.items()
        for key, does in keys.items()
        if key in MEANS and not re.search(MEANS[key], does)
    ] == []  # fmt: skip
    assert MEANS.keys() <= {key for keys in told.values() for key in keys}


def test_no_view_has_a_key_twice(page: Page) -> None:
    for view in VIEWS:
        helped(page, view)
        page.keyboard.press("?")
        keys = page.locator("#help dl kbd").all_inner_texts()
        page.keyboard.press("Escape")
        assert sorted(keys) == sorted(set(keys)), view


@pytest.mark.parametrize("key", ["[", "]", "{", "}", "@"])
def test_a_sign_that_a_keyboard_types_with_altgr_is_heard(page: Page, key: str) -> None:
    page.evaluate(
        """() => import("/static/js/keys.js").then(({ Keys }) => {
            const signs = [..."[]{}@"].map((key) => ({ key, does: key, run: () => { document.title = `heard ${key}`; } }));
            new Keys(signs);
        })"""
    )
    page.evaluate(WITH_ALTGR, key)
    expect(page).to_have_title(f"heard {key}")


def test_a_shortcut_of_the_browser_is_left_to_it(page: Page) -> None:
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    page.keyboard.press("Control+a")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    assert asked == []


def test_the_first_key_of_a_pair_waits_in_sight_however_long(shown: Page, made_up: MadeUpDesk) -> None:
    shown.evaluate(COUNT_TIMERS)
    shown.keyboard.press("g")
    assert shown.evaluate("window.timed") == 0  # no time ends it
    expect(shown.locator("#waiting")).to_have_text("g\u2026fGo to flatplanpGo to problemsnGo to noteshGo to historyEscStay here")
    assert violations(shown) == []
    shown.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true }))")
    shown.keyboard.press("n")
    shown.wait_for_selector(".view.notes")
    expect(shown.locator("#waiting")).to_be_empty()
    assert shown.locator("dialog[open]").count() == 0


@pytest.mark.parametrize(("second", "said"), [("Escape", ""), ("a", "g a is no key: nothing was done.")])
def test_the_second_of_a_pair_is_no_command_of_its_own(shown: Page, second: str, said: str) -> None:
    place = shown.evaluate("location.hash")
    shown.keyboard.press("g")
    shown.keyboard.press(second)
    expect(shown.locator("#waiting")).to_be_empty()
    expect(shown.locator("#said")).to_have_text(said)
    assert (shown.locator("dialog[open]").count(), shown.evaluate("location.hash")) == (0, place)


def test_a_hand_ends_the_wait(shown: Page) -> None:
    shown.keyboard.press("g")
    shown.locator(".sum").click()
    expect(shown.locator("#waiting")).to_be_empty()
    shown.keyboard.press("n")
    expect(shown.get_by_role("dialog", name="Note on page 1")).to_be_visible()
