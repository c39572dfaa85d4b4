"""Approve, withdraw, release from the flatplan: what is asked, what is said, what is sent."""

import pytest
from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import MadeUpDesk, Stage, digest, refusing, until, violations
from tests.proof.browser.ten_pages import ANN, BEN, DIFFERS, card, paper, press, selected


def test_a_faultless_page_is_signed_by_two_keys_and_not_by_one(shown: Page, made_up: MadeUpDesk) -> None:
    press(shown, "End")
    shown.keyboard.press("a")
    asked = shown.get_by_role("dialog", name="Approve page 11?")
    expect(asked.get_by_role("button", name="Approve")).to_be_focused()
    assert violations(shown) == []
    assert made_up.posts == []
    shown.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    assert made_up.posts == []
    shown.keyboard.press("a")
    shown.keyboard.press("Enter")
    expect(shown.locator("#said")).to_contain_text(
        f"Page 11 approved. Signed: ink {digest('ink 11')[:4]} {digest('ink 11')[4:8]}."
    )
    assert made_up.posts == [("/api/pages/11/approve", {"proof": digest("proof 11")})]


def test_errors_and_open_notes_are_asked_about_before_signing(shown: Page, made_up: MadeUpDesk) -> None:
    press(shown, "ArrowRight", "ArrowRight")
    shown.keyboard.press("a")
    dialog = shown.get_by_role("dialog", name="Approve page 3?")
    expect(dialog).to_contain_text("7 lines over.1 error on the page.2 open notes.")
    expect(dialog).to_contain_text(f"ink {digest('ink 3')[:4]} {digest('ink 3')[4:8]}")
    assert violations(shown) == []
    shown.keyboard.press("Enter")  # on Cancel, where the focus is
    expect(dialog).to_have_count(0)
    assert made_up.posts == []
    assert selected(shown) == "3"
    shown.keyboard.press("a")
    shown.get_by_role("button", name="Approve all the same").click()
    expect(shown.locator("dialog.asked")).to_have_count(0)
    assert made_up.posts == [("/api/pages/3/approve", {"proof": digest("proof 3")})]


def test_a_signed_page_is_withdrawn_only_when_that_is_meant(shown: Page, made_up: MadeUpDesk) -> None:
    press(shown, "ArrowRight")
    shown.keyboard.press("a")
    expect(shown.get_by_role("dialog", name="Withdraw the sign-off of page 2?")).to_contain_text("Signed by Ann Lee 20:41")
    shown.keyboard.press("Escape")
    shown.keyboard.press("a")
    shown.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
    expect(shown.locator("dialog.asked")).to_have_count(0)
    assert [path for path, _ in made_up.posts] == ["/api/pages/2/withdraw"]


OVERTAKEN = {"what": "signed", "by": "Nora Night", "at": "2026-11-26T19:50:00Z"}


def test_a_sign_off_that_a_later_one_replaced_says_so_on_the_bar_and_before_release(shown: Page, made_up: MadeUpDesk) -> None:
    """Page 2 is signed; what was signed later was taken back in the copy, so that the older sign-off holds again."""
    made_up.tell_pages(shown, _2={"overtaken": OVERTAKEN})
    press(shown, "ArrowRight")
    told = "A later version was signed at 20:50 by Nora Night: this one was signed at 20:41 by Ann Lee, and by nobody since."
    expect(shown.locator(".deskbar .notices")).to_contain_text(told)
    shown.keyboard.press("r")
    expect(shown.get_by_role("dialog", name="Release page 2?").locator(".against")).to_contain_text(told)
    assert violations(shown) == []


def test_what_would_be_released_now_and_nobody_signed_since_another_release_says_so(shown: Page, made_up: MadeUpDesk) -> None:
    released = {**BEN, "at": "2026-11-26T19:55:00Z", "proof": digest("proof 2"), "differs": True, "why": ["A word."]}
    overtaken = {"what": "released", "by": "Ben Cho", "at": released["at"]}
    made_up.tell_pages(shown, _2={"made": "e" * 64, "released": released, "overtaken": overtaken})
    press(shown, "ArrowRight")
    told = "Another version was released at 20:55 by Ben Cho: what would be released now was signed at 20:41 by Ann Lee"
    expect(shown.locator(".deskbar .notices")).to_contain_text(f"{told}, and by nobody since.")


def test_release_says_what_the_press_gets(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press("r")
    dialog = shown.get_by_role("dialog", name="Release page 1?")
    expect(dialog).to_contain_text("Nobody has signed it as it is now.")
    expect(dialog).to_contain_text(f"file {digest('proof 1')[:4]}")
    assert violations(shown) == []
    dialog.get_by_role("button", name="Approve, and release").click()
    expect(shown.locator("#said")).to_have_text("Page 1 released.")
    assert [path for path, _ in made_up.posts] == ["/api/pages/1/approve", "/api/pages/1/release"]
    assert all(body == {"proof": digest("proof 1")} for _, body in made_up.posts)


def test_a_page_with_errors_is_not_released(shown: Page, made_up: MadeUpDesk) -> None:
    press(shown, "ArrowRight", "ArrowRight")
    shown.keyboard.press("r")
    expect(shown.get_by_role("dialog", name="Page 3 can\u2019t be released yet")).to_contain_text("1 error on the page.")
    assert violations(shown) == []
    shown.keyboard.press("Enter")
    expect(shown.locator("dialog.asked")).to_have_count(0)
    assert made_up.posts == []


def test_a_signed_page_is_released_as_it_was_signed(shown: Page, made_up: MadeUpDesk) -> None:
    press(shown, "ArrowRight")
    shown.keyboard.press("r")
    shown.keyboard.press("Enter")
    expect(shown.locator("#said")).to_have_text("Page 2 released.")
    assert made_up.posts == [("/api/pages/2/release", {"proof": digest("proof 2")})]
    made_up.tell_pages(
        shown, _2={"state": "released", "released": {**BEN, "proof": digest("proof 2"), "differs": False, "why": []}}
    )
    shown.keyboard.press("r")
    expect(shown.locator("#said")).to_have_text("Page 2 is released as it is.")


def test_a_proof_that_was_pulled_is_said_when_that_is_meant(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press("p")
    asked = shown.get_by_role("dialog", name="Say that a proof of page 1 was pulled?")
    expect(asked).to_be_visible()
    shown.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    assert made_up.posts == []
    shown.keyboard.press("p")
    asked.get_by_role("button", name="It was pulled").click()
    expect(shown.locator("#said")).to_contain_text("Page 1: proof pulled")
    assert made_up.posts == [("/api/pages/1/printed", {"proof": digest("proof 1")})]


def test_a_page_that_is_being_made_is_not_signed(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.tell_pages(shown, _1={"stale": True})
    shown.keyboard.press("a")
    expect(shown.locator("#said")).to_contain_text("Page 1 is being made.")
    assert made_up.posts == []


def test_a_refusal_of_the_server_is_shown(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.answers["POST /api/pages/11/approve"] = refusing(
        409, "The page has changed since you looked at it.", "Look at it as it is now."
    )
    press(shown, "End")
    shown.keyboard.press("a")
    shown.keyboard.press("Enter")
    expect(shown.locator("#complaint")).to_contain_text("The page has changed since you looked at it. Look at it as it is now.")


def test_a_lapsed_sign_off_leads_to_what_changed(shown: Page) -> None:
    card(shown, "4").click()
    notice = shown.locator(".deskbar .notice")
    expect(notice).to_contain_text("Signed by Ann Lee 20:41, lapsed: the page has changed.")
    expect(notice.get_by_role("link")).to_have_attribute("href", "#/compare/4?before=signed")


def test_a_released_page_that_would_differ_gives_the_reasons_and_the_ways(shown: Page, made_up: MadeUpDesk) -> None:
    card(shown, "7").click()
    notice = shown.locator(".deskbar .notice")
    assert notice.locator("li").all_inner_texts() == DIFFERS["why"]
    now = notice.get_by_role("link", name="Show what it would be now")
    expect(now).to_have_attribute("href", f"#/page/7?proof={digest('proof 7')}")
    expect(notice.get_by_role("link", name="Compare with it")).to_have_attribute("href", "#/compare/7?before=released")
    assert violations(shown) == []
    expect(notice).to_contain_text("Made now: all copy fits, preflight passed.")
    expect(shown.locator(".deskbar .detail")).not_to_contain_text("preflight")


@pytest.mark.parametrize(("key", "does"), [("a", "approve"), ("r", "release")])
def test_what_is_not_shown_is_not_signed_and_the_keys_lead_to_it(shown: Page, made_up: MadeUpDesk, key: str, does: str) -> None:
    card(shown, "7").click()
    shown.keyboard.press(key)
    until(shown, f"location.hash === '#/page/7?proof={digest('proof 7')}'")
    expect(shown.locator("#said")).to_contain_text(f"This is what it would be now: {does} it here.")
    expect(shown.locator("dialog[open]")).to_have_count(0)
    assert made_up.posts == []


def test_a_page_whose_picture_is_late_is_not_signed(shown: Page, made_up: MadeUpDesk) -> None:
    shown.wait_for_selector(f'[data-page="1"] img[data-proof="{digest("proof 1")}"]')
    made_up.hold(digest("new 1"))
    made_up.tell_pages(shown, _1={"proof": digest("new 1")})
    approve = shown.locator(".deskbar").get_by_role("button", name="Approve")
    expect(approve).to_have_attribute("aria-disabled", "true")
    shown.keyboard.press("a")
    expect(shown.locator("#said")).to_contain_text("The picture of page 1 is older than the page.")
    assert made_up.posts == []
    made_up.let_go(digest("new 1"))
    expect(approve).not_to_have_attribute("aria-disabled", "true")


def test_without_a_database_nothing_is_recorded_and_that_is_said(shown: Page, made_up: MadeUpDesk) -> None:
    why = "The database of notes and sign-offs can\u2019t be reached: nothing is recorded."
    made_up.tell(shown, making={**made_up.state["making"], "unrecorded": why})
    expect(shown.locator("#making")).to_have_text(why)
    expect(shown.locator("#making .lost")).to_have_count(1)
    for name in ("Approve", "Release", "Note", "Proof pulled"):
        expect(shown.locator(".deskbar").get_by_role("button", name=name, exact=True)).to_be_disabled()
    assert violations(shown) == []
    shown.keyboard.press("a")
    expect(shown.locator("#said")).to_have_text(why)
    card(shown, "2").click()
    for key in "arR":
        shown.keyboard.press(key)
    expect(shown.locator("dialog[open]")).to_have_count(0)
    assert made_up.posts == []
    made_up.tell(shown, making={**made_up.state["making"], "unrecorded": ""})
    expect(shown.locator("#making")).to_have_text("Up to date")


def test_a_page_that_the_printer_has_and_that_differs_now_says_so(shown: Page, made_up: MadeUpDesk) -> None:
    sent = {"at": "2026-11-26T20:00:00Z", "where": "Hull", "differs": True}
    made_up.tell_pages(shown, _1={"sent": sent})
    expect(card(shown, "1").locator(".signed .lapsed")).to_have_text("Sent 21:00, differs now")
    expect(shown.locator(".deskbar .notices")).to_contain_text("Sent 21:00 to Hull, differs now: the press has another version.")
    expect(card(shown, "8-9").locator(".signed")).not_to_contain_text("differs now")


def test_a_released_page_whose_sign_off_was_withdrawn_says_so(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.tell_pages(shown, _8_9={"signed": None})
    expect(card(shown, "8-9").locator(".signed .lapsed")).to_have_text("Sign-off withdrawn")
    card(shown, "8-9").click()
    expect(shown.locator(".deskbar .notices")).to_contain_text("Released and sent, but nobody\u2019s sign-off stands under it")


def test_a_release_is_taken_back_when_that_is_meant(shown: Page, made_up: MadeUpDesk) -> None:
    back = shown.locator(".deskbar").get_by_role("button", name="Take the release back")
    expect(back).to_be_hidden()  # page 1 is not released
    card(shown, "7").click()
    back.click()
    asked = shown.get_by_role("dialog", name="Take the release of page 7 back?")
    expect(asked).to_contain_text("Released by Ben Okafor 20:50")
    assert violations(shown) == []
    shown.keyboard.press("Enter")  # on "Leave it released", where the focus is
    expect(asked).to_have_count(0)
    assert made_up.posts == []
    shown.keyboard.press("R")
    asked.get_by_role("button", name="Take the release back").click()
    expect(shown.locator("#said")).to_have_text("Page 7: the release is taken back.")
    assert made_up.posts == [("/api/pages/7/unrelease", {"proof": digest("old 7")})], "not the one that is made now"


def test_a_release_that_the_disk_has_lost_is_taken_back_from_where_that_is_told(shown: Page, made_up: MadeUpDesk) -> None:
    gone = {"by": "Ben Okafor", "at": "2026-11-26T19:50:00Z", "proof": digest("old 1")}
    made_up.tell_pages(shown, _1={"gone": gone})
    told = shown.locator(".deskbar .notices")
    expect(told).to_contain_text(
        "Released by Ben Okafor 20:50, but released.json has no word of it any longer: it is not frozen."
    )
    told.get_by_role("button", name="Take the release back").click()
    shown.get_by_role("dialog").get_by_role("button", name="Take the release back").click()
    expect(shown.locator("#said")).to_have_text("Page 1: the release is taken back.")
    assert made_up.posts == [("/api/pages/1/unrelease", {"proof": digest("old 1")})]


def test_who_may_not_release_is_not_offered_to_take_it_back(stage: Stage) -> None:
    page = MadeUpDesk(*paper(), role="approve").show(stage)
    card(page, "7").click()
    expect(page.get_by_role("button", name="Take the release back")).to_be_hidden()


def test_a_page_that_was_sent_is_taken_back_with_a_word_to_the_press(shown: Page) -> None:
    card(shown, "8-9").click()
    shown.keyboard.press("R")
    expect(shown.get_by_role("dialog")).to_contain_text("tell the press")
    shown.keyboard.press("Escape")


def test_of_a_released_page_no_lapsed_sign_off_is_told(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.tell_pages(shown, _7={"lapsed": ANN})
    card(shown, "7").click()
    expect(shown.locator(".deskbar .notices")).to_contain_text("What would be released now is not signed.")
    expect(shown.locator(".deskbar .notices")).not_to_contain_text("lapsed")


@pytest.mark.parametrize(
    ("number", "main"), [("1", ["Approvea"]), ("2", ["Releaser"]), ("3", []), ("5", []), ("6", []), ("7", []), ("10", [])]
)
def test_the_next_step_is_dark_only_where_nothing_stands_against_it(shown: Page, number: str, main: list[str]) -> None:
    if number != "1":
        card(shown, number).click()
    assert shown.locator(".deskbar .does button.main").all_inner_texts() == main


def test_a_wrong_text_is_mended_before_anything_is_approved(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.tell(shown, making={**made_up.state["making"], "refused": True, "stale": True})
    made_up.tell_pages(shown, _1={"stale": True})
    expect(shown.locator(".deskbar .detail")).to_contain_text("The text is wrong: these are the pages of the save before")
    expect(shown.locator(".deskbar button.main")).to_have_count(0)
    shown.keyboard.press("a")
    expect(shown.locator("#said")).to_contain_text("Mend the text first")
    assert made_up.posts == []
    assert violations(shown) == []


def test_a_reader_is_offered_nothing_that_he_may_not_do(stage: Stage) -> None:
    made_up = MadeUpDesk(*paper(), role="read")
    page = made_up.show(stage)
    assert page.locator(".deskbar .does button:visible").all_inner_texts() == ["Openo", "Comparec", "Platesx"]
    page.keyboard.press("a")
    expect(page.locator("#complaint")).to_contain_text("Your role does not let you approve pages.")
    page.keyboard.press("n")
    expect(page.locator("#complaint")).to_contain_text("Your role does not let you write notes.")
    assert made_up.posts == []


def test_while_a_text_is_wrong_a_signed_page_is_released_and_no_other(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.tell(shown, making={**made_up.state["making"], "refused": True, "stale": True})
    made_up.tell_pages(shown, **{f"_{number}": {"stale": True} for number in ("1", "2", "11")})
    shown.keyboard.press("r")
    expect(shown.locator("#said")).to_contain_text("only a page is released that is signed as it stands and has passed preflight")
    press(shown, "ArrowRight")
    release = shown.locator(".deskbar").get_by_role("button", name="Release", exact=True)
    expect(release).not_to_have_attribute("aria-disabled", "true")
    expect(release).to_have_class("main")
    shown.keyboard.press("r")
    dialog = shown.get_by_role("dialog", name="Release page 2?")
    expect(dialog).to_contain_text("The text is wrong: the page is built alone")
    assert violations(shown) == []
    dialog.get_by_role("button", name="Release").click()
    expect(shown.locator("#said")).to_have_text("Page 2 released.")
    assert made_up.posts == [("/api/pages/2/release", {"proof": digest("proof 2")})]


def test_while_a_text_is_wrong_no_signed_page_without_preflight_is_released(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.tell(shown, making={**made_up.state["making"], "refused": True, "stale": True})
    made_up.tell_pages(shown, _2={"preflighted": "waiting"})
    press(shown, "ArrowRight")
    shown.keyboard.press("r")
    expect(shown.locator("#said")).to_contain_text("Mend the text first")
    assert made_up.posts == []


def test_while_a_page_is_built_for_the_press_every_browser_says_so(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.tell_pages(shown, _2={"releasing": True})
    expect(card(shown, "2").locator(".standing")).to_contain_text("Releasing\u2026")
    card(shown, "2").click()
    expect(shown.locator(".deskbar").get_by_role("button", name="Release", exact=True)).to_be_disabled()


def test_a_page_released_at_another_desk_is_neither_released_nor_taken_back_here(shown: Page, made_up: MadeUpDesk) -> None:
    why = "It was released at another desk, over a copy of these files."
    there = {**BEN, "proof": digest("there"), "differs": False, "file_differs": False, "elsewhere": True, "why": [why]}
    made_up.tell_pages(shown, _2={"state": "released", "released": there, "signed": None})
    expect(card(shown, "2").locator(".standing")).to_contain_text("Released at another desk")
    card(shown, "2").click()
    expect(shown.locator(".deskbar .notices")).to_have_text(why)
    expect(shown.get_by_role("button", name="Take the release back")).to_be_hidden()
    shown.keyboard.press("R")
    expect(shown.locator("#said")).to_contain_text("was released at another desk: release it, or take that back, there.")
    assert made_up.posts == []


def test_of_a_released_page_whose_file_alone_would_be_another_that_is_told(shown: Page, made_up: MadeUpDesk) -> None:
    same = {**BEN, "proof": digest("proof 2"), "differs": False, "file_differs": True, "why": ["It prints the same."]}
    made_up.tell_pages(shown, _2={"state": "released", "released": same})
    card(shown, "2").click()
    expect(shown.locator(".deskbar .notices")).to_have_text("It prints the same.")


def test_a_released_page_that_the_issue_has_no_longer_is_let_go_from_the_flatplan(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.tell(shown, released_without_page=[{"number": "12", **BEN, "proof": digest("proof 12")}])
    told = shown.locator(".without-page")
    expect(told).to_contain_text("Page 12 is released by Ben Okafor, but the issue has it no longer")
    told.get_by_role("button", name="Take the release back").click()
    asked = shown.get_by_role("dialog", name="Take the release of page 12 back?")
    asked.get_by_role("button", name="Take the release back").click()
    expect(shown.locator("dialog.asked")).to_have_count(0)
    assert made_up.posts == [("/api/pages/12/unrelease", {"proof": digest("proof 12")})]
    made_up.tell(shown, released_without_page=[])
    expect(told).to_have_text("")
