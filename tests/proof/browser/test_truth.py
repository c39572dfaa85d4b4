"""What the desk says when it is not reached, when a text is wrong, and when one goes on: nothing that no longer holds."""

import pytest
from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import MadeUpDesk, Stage, note_facts, refusing, until, violations
from tests.proof.browser.ten_pages import card, press

GREY = "rgb(92, 90, 84)"


def test_a_desk_that_is_not_reached_is_not_up_to_date(shown: Page) -> None:
    expect(shown.locator("#making")).to_have_text("Up to date")
    shown.evaluate("window.desk.tell('error')")
    expect(shown.locator("#making")).to_have_text("Not connected since 21:04")
    expect(shown.get_by_role("button", name="Approve")).to_be_disabled()
    expect(shown.get_by_role("button", name="Release", exact=True)).to_be_disabled()
    expect(card(shown, "3").locator(".chip")).to_have_css("color", GREY)
    assert violations(shown) == []
    shown.keyboard.press("a")
    expect(shown.locator("#said")).to_contain_text("Not connected.")
    shown.evaluate("window.desk.tell('ping')")
    expect(shown.locator("#making")).to_have_text("Up to date")
    expect(shown.get_by_role("button", name="Approve")).to_be_enabled()


@pytest.mark.parametrize("key", ["a", "r", "p", "n"])
def test_of_a_desk_that_is_gone_one_cause_is_told_whatever_it_said_last(shown: Page, made_up: MadeUpDesk, key: str) -> None:
    made_up.tell(shown, making={**made_up.state["making"], "failed": "The program that makes the pages has ended."})
    shown.evaluate("window.desk.tell('error')")
    detail = shown.locator(".deskbar .detail")
    expect(detail).to_have_text(
        "Not connected: this is how it stood \u00b7 2 warnings \u00b7 preflight passed \u00b7 deadline 21:45, in 41 min"
    )
    shown.keyboard.press(key)
    expect(shown.locator("#said")).to_have_text("Not connected. Nothing can be recorded until the desk is back.")
    assert shown.locator("dialog[open]").count() == 0
    assert made_up.posts == []
    shown.evaluate("window.desk.tell('ping')")
    expect(detail).to_contain_text("the pages could not be made")


@pytest.mark.parametrize("standing", ["stale", "refused"])
def test_all_that_may_no_longer_hold_is_grey(shown: Page, made_up: MadeUpDesk, standing: str) -> None:
    three = card(shown, "3")
    made_up.tell(shown, making={**made_up.state["making"], standing: True})
    for part in (".chip", ".figure.over", ".count.error"):
        expect(three.locator(part)).to_have_css("color", GREY)
    assert violations(shown) == []
    made_up.tell(shown, making={**made_up.state["making"], standing: False})
    expect(three.locator(".chip")).not_to_have_css("color", GREY)


def test_a_dialog_goes_with_its_view(shown: Page) -> None:
    press(shown, "ArrowRight", "ArrowRight")
    shown.keyboard.press("a")
    expect(shown.locator("dialog.asked")).to_be_visible()
    shown.evaluate("location.hash = '#/history'")
    shown.wait_for_selector(".view.history > *", state="attached")
    expect(shown.locator("dialog")).to_have_count(1)  # the help, closed
    expect(shown.locator("dialog[open]")).to_have_count(0)
    until(shown, "document.activeElement.id === 'view'")


def test_the_help_goes_with_its_view(shown: Page) -> None:
    shown.keyboard.press("?")
    expect(shown.locator("#help")).to_be_visible()
    shown.evaluate("location.hash = '#/history'")
    expect(shown.locator("#help")).to_be_hidden()


def test_a_complaint_goes_with_its_view(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.answers["POST /api/pages/11/approve"] = refusing(409, "The page has changed.", "Look at it.")
    press(shown, "End")
    shown.keyboard.press("a")
    shown.keyboard.press("Enter")
    expect(shown.locator("#complaint")).to_be_visible()
    shown.evaluate("location.hash = '#/history'")
    expect(shown.locator("#complaint")).to_be_hidden()


def test_without_a_database_no_note_is_begun(made_up: MadeUpDesk, stage: Stage) -> None:
    made_up.answers["/api/notes"] = {"revision": 1, "notes": [note_facts(1)]}
    page = made_up.show(stage, "#/notes")
    expect(page.get_by_role("button", name="Done")).to_be_enabled()
    why = "The database of notes and sign-offs can\u2019t be reached: nothing is recorded."
    made_up.tell(page, making={**made_up.state["making"], "unrecorded": why})
    for name in ("Done", "Reply", "Write a note"):
        expect(page.get_by_role("button", name=name)).to_be_disabled()
    page.keyboard.press("n")
    expect(page.locator("#said")).to_have_text(why)
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert violations(page) == []
