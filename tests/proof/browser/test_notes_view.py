"""Notes on screen: the list, and the dialog in which they are written."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.proof.browser.made_up import (
    Facts,
    MadeUpDesk,
    Stage,
    digest,
    note_facts,
    page_facts,
    refusing,
    until,
    violations,
)

BEN_DONE = {"by": "Ben Okafor", "at": "2026-11-26T20:00:00Z"}
NOTES = [
    note_facts(1, text="No time set", page="2"),
    note_facts(
        2,
        text="@Ann Lee check the figure",
        to=["Ann Lee"],
        due="21:20",
        story="bridge",
        paragraph=2,
        quote="84",
        around=["years ago the bridge was put at ", " million, a little over half of it"],
        area=[10.0, 20.0, 30.0, 9.0],
        found="moved",
    ),
    note_facts(3, text="Too late already", due="20:55", page="2", by="Cato Ruiz"),
    note_facts(4, text="Settled", done=BEN_DONE),
    note_facts(5, text="Newest", by="Ann Lee", replies=[{"by": "Ben Okafor", "at": "2026-11-26T20:01:00Z", "text": "<b>No</b>"}]),
]


@pytest.fixture
def made_up() -> MadeUpDesk:
    desk = MadeUpDesk(page_facts("1"), page_facts("2", section="Sport"))
    desk.answers["/api/notes"] = {"revision": 1, "notes": NOTES}
    return desk


@pytest.fixture
def shown(made_up: MadeUpDesk, stage: Stage) -> Page:
    page = made_up.show(stage, "#/notes")
    page.wait_for_selector(".notelist article")
    return page


@pytest.fixture
def dialog(made_up: MadeUpDesk, stage: Stage) -> Locator:
    """To write a note on page 1."""
    page = made_up.show(stage, "#/")
    page.wait_for_selector("[role=gridcell]")
    page.keyboard.press("n")
    return page.get_by_role("dialog", name="Note on page 1")


def listed(page: Page) -> list[int]:
    return page.eval_on_selector_all(".notelist article", "(all) => all.map((each) => Number(each.dataset.note))")


def note(page: Page, number: int) -> Locator:
    return page.locator(f'article[data-note="{number}"]')


def focused(page: Page) -> Any:
    return page.evaluate("Number(document.activeElement.dataset.note)")


def test_what_is_due_comes_first(shown: Page) -> None:
    assert listed(shown) == [3, 2, 5, 1]
    expect(shown.locator(".sum")).to_have_text("4 open notes, 1 overdue, next due in 16 min, 1 done")
    expect(note(shown, 3).locator(".due")).to_have_text("overdue 20:55 9 min ago")
    expect(note(shown, 2).locator(".due")).to_have_class("due soon")


def test_a_note_says_where_it_stands_and_what_was_answered(shown: Page) -> None:
    expect(note(shown, 2).locator("blockquote")).to_contain_text("years ago the bridge was put at 84 million")
    expect(note(shown, 2).locator(".found")).to_have_text("moved with its words")
    expect(note(shown, 2).locator(".text strong")).to_have_text("@Ann Lee")
    expect(note(shown, 5).locator(".replies")).to_have_text("Ben Okafor 21:01 <b>No</b>")
    expect(note(shown, 2).locator("a.to")).to_have_attribute("href", "#/page/1?note=2&at=10,20,30,9")


def test_notes_on_points_are_told_apart(shown: Page, made_up: MadeUpDesk) -> None:
    point = {"area": [1.0, 2.0, 0.0, 0.0], "areas": [[1.0, 2.0, 0.0, 0.0]]}
    lies = ["nameplate \u201cHarbour Herald\u201d", "ad A1207", "foot left", ""]
    notes = [note_facts(number, lies=each, block="X" if number == 2 else "", **point) for number, each in enumerate(lies, 1)]
    made_up.tell_list(shown, "notes", {"revision": 2, "notes": notes})
    expect(shown.locator("a.to span")).to_have_text(["a point", "foot left", "ad A1207", "nameplate \u201cHarbour Herald\u201d"])


def test_done_ones_are_shown_when_asked(shown: Page) -> None:
    shown.keyboard.press("0")
    assert listed(shown) == [3, 2, 5, 1, 4]
    expect(note(shown, 4).locator(".by")).to_contain_text("done by Ben Okafor 21:00")
    shown.select_option("#filter-standing", "done")
    assert listed(shown) == [4]


def test_at_shows_those_to_me_and_by_me(shown: Page) -> None:
    shown.keyboard.press("@")
    assert listed(shown) == [2, 5]
    assert shown.evaluate("location.hash") == "#/notes?standing=open&who=%40me"
    shown.keyboard.press("@")
    assert listed(shown) == [3, 2, 5, 1]


def test_page_and_person_narrow_the_list(shown: Page) -> None:
    shown.keyboard.press("2")
    shown.keyboard.press("2")
    assert listed(shown) == [3, 1]
    shown.select_option("#filter-who", "Cato Ruiz")
    assert listed(shown) == [3]


def test_keys_go_through_the_list_and_to_the_place(shown: Page) -> None:
    shown.keyboard.press(".")
    assert focused(shown) == 3
    shown.keyboard.press("ArrowDown")
    assert focused(shown) == 2
    shown.keyboard.press(",")
    assert focused(shown) == 3
    shown.keyboard.press(".")
    shown.keyboard.press("Enter")
    assert shown.evaluate("location.hash") == "#/page/1?note=2&at=10,20,30,9"


def test_e_leads_to_the_galley(shown: Page) -> None:
    for key in (".", ".", "G"):
        shown.keyboard.press(key)
    assert shown.evaluate("location.hash") == "#/galley/bridge"


def with_done(*numbers: int) -> Facts:
    """The list, once these are done."""
    return {"revision": 2, "notes": [{**each, "done": BEN_DONE} if each["id"] in numbers else each for each in NOTES]}


def chosen(page: Page) -> list[int]:
    return page.eval_on_selector_all(".notelist [aria-current]", "(all) => all.map((each) => Number(each.dataset.note))")


def sent(desk: MadeUpDesk) -> list[str]:
    return [path for path, _ in desk.posts]


def test_d_twice_ends_where_it_began(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press(".")
    shown.keyboard.press("d")
    expect(shown.locator("#said")).to_have_text("Done: \u201cToo late already\u201d, page 2.")
    made_up.tell_list(shown, "notes", with_done(3))
    expect(shown.locator(".sum")).to_contain_text("2 done")
    assert listed(shown) == [3, 2, 5, 1]
    assert chosen(shown) == [focused(shown)] == [3]
    expect(note(shown, 3).get_by_role("button", name="Not done")).to_be_visible()
    expect(shown.locator("#filter-standing option:checked")).to_have_text("Open (3)")
    shown.keyboard.press("d")
    expect(shown.locator("#said")).to_have_text("Open again: \u201cToo late already\u201d, page 2.")
    assert sent(made_up) == ["/api/notes/3/done", "/api/notes/3/undone"]


def test_d_twice_ends_where_it_began_before_the_list_has_come(shown: Page, made_up: MadeUpDesk) -> None:
    for key in (".", "d", "d"):
        shown.keyboard.press(key)
    expect(shown.locator("#said")).to_contain_text("Open again")
    assert sent(made_up) == ["/api/notes/3/done", "/api/notes/3/undone"]


def test_what_is_done_goes_once_another_note_is_chosen(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press(".")
    shown.keyboard.press("d")
    expect(shown.locator("#said")).to_contain_text("Done")
    made_up.tell_list(shown, "notes", with_done(3))
    expect(note(shown, 3).get_by_role("button", name="Not done")).to_be_visible()
    shown.keyboard.press(".")
    assert listed(shown) == [2, 5, 1]
    assert chosen(shown) == [focused(shown)] == [2]
    assert violations(shown) == []


@pytest.mark.parametrize("key", ["d", "y", "Enter", "G"])
def test_where_no_note_is_chosen_a_key_does_nothing_and_says_so(shown: Page, made_up: MadeUpDesk, key: str) -> None:
    shown.keyboard.press(key)
    expect(shown.locator("#said")).to_have_text("Choose a note first: click on it, or . marks the next one.")
    assert (sent(made_up), shown.locator(".reply:visible").count(), shown.evaluate("location.hash")) == ([], 0, "#/notes")


def test_a_chosen_note_stays_the_chosen_one_when_the_focus_goes_elsewhere(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press(".")
    shown.keyboard.press(".")
    shown.locator(".sum").click()
    assert chosen(shown) == [2]
    assert shown.evaluate("getComputedStyle(document.querySelector('.notelist [aria-current]')).outlineWidth") == "2px"
    shown.keyboard.press("d")
    expect(shown.locator("#said")).to_have_text("Done: \u201c@Ann Lee check the figure\u201d, page 1.")
    assert sent(made_up) == ["/api/notes/2/done"]


def test_a_chosen_note_that_the_list_is_narrowed_past_is_chosen_no_longer(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press(".")
    shown.select_option("#filter-page", "1")
    assert (listed(shown), chosen(shown)) == ([2, 5], [])
    shown.locator(".sum").click()
    shown.keyboard.press("d")
    expect(shown.locator("#said")).to_contain_text("Choose a note first")
    assert sent(made_up) == []


def test_r_replies_and_a_half_written_reply_outlives_a_change(shown: Page, made_up: MadeUpDesk) -> None:
    for key in (".", ".", "y"):
        shown.keyboard.press(key)
    shown.keyboard.type("Asked the co")
    made_up.tell_list(shown, "notes", {"revision": 2, "notes": [note_facts(6, due="21:06"), *NOTES]})
    until(shown, "document.querySelectorAll('.notelist article').length === 5")
    shown.keyboard.type("uncil")
    shown.keyboard.press("Escape")
    assert focused(shown) == 2
    shown.keyboard.press("y")
    shown.keyboard.press("Control+Enter")
    expect(shown.locator("#said")).to_have_text("Reply kept.")
    assert [(path, body["text"]) for path, body in made_up.posts] == [("/api/notes/2/reply", "Asked the council")]
    assert violations(shown) == []


def test_another_ones_note_comes_by_itself(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.tell_list(shown, "notes", {"revision": 2, "notes": [*NOTES, note_facts(9, text="From the sub")]})
    expect(note(shown, 9)).to_contain_text("From the sub")


def test_a_note_is_written_with_a_name_and_a_time(dialog: Locator, made_up: MadeUpDesk) -> None:
    page = dialog.page
    assert page.evaluate("document.activeElement.id") == "note-text"
    page.keyboard.type("Ask @an")
    expect(dialog.get_by_role("option")).to_have_text(["Ann Lee", "Ann Marlowe"])
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("option", name="Ann Marlowe")).to_have_attribute("aria-selected", "true")
    pointed_at = page.evaluate("document.activeElement.getAttribute('aria-activedescendant')")
    assert pointed_at == dialog.get_by_role("option").nth(1).get_attribute("id")
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("option")).to_have_count(0)
    page.keyboard.type("about the tide")
    page.keyboard.press("Tab")
    page.keyboard.type("21:30")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Note on page 1 kept.")
    sent = {"page": "1", "proof": digest("proof 1"), "text": "Ask @Ann Marlowe about the tide", "due": "21:30"}
    assert made_up.posts == [("/api/notes", {**sent, "once": made_up.posts[0][1]["once"]})]
    assert page.evaluate("document.activeElement.dataset.page") == "1"


def test_ctrl_enter_keeps_the_note_from_the_field_of_the_time(dialog: Locator, made_up: MadeUpDesk) -> None:
    page = dialog.page
    page.keyboard.type("Look")
    page.locator("#note-due").press_sequentially("21:30")
    page.locator("#note-due").press("Control+Enter")
    expect(page.locator("#said")).to_have_text("Note on page 1 kept.")
    assert [body["due"] for _, body in made_up.posts] == ["21:30"]


def test_a_time_that_is_past_today_is_told_to_be_tomorrows(dialog: Locator) -> None:
    page = dialog.page
    page.locator("#note-due").fill("3:50")
    expect(page.locator("#note-due-when")).to_have_text("tomorrow 03:50")
    assert violations(page) == []
    page.locator("#note-due").fill("21:30")
    expect(page.locator("#note-due-when")).to_be_empty()


def test_a_name_that_nobody_has_is_told_and_kept_when_that_is_meant(dialog: Locator, made_up: MadeUpDesk) -> None:
    page = dialog.page
    page.keyboard.type("@Nobody and @Ann Lee: look, or write to desk@herald.test")
    page.locator("#note-text").press("Control+Enter")
    expect(page.locator("#note-text-wrong")).to_contain_text(
        "Nobody is called Nobody here; known: Ann Lee, Ann Marlowe, Ben Okafor."
    )
    assert made_up.posts == []
    page.locator("#note-text").press("Control+Enter")
    expect(page.locator("#said")).to_have_text("Note on page 1 kept.")
    assert len(made_up.posts) == 1


def test_escape_closes_the_names_first_and_keeps_the_draft(dialog: Locator) -> None:
    page = dialog.page
    page.keyboard.type("Wait for @b")
    expect(dialog.get_by_role("option")).to_have_text(["Ben Okafor"])
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("n")
    expect(page.locator("#note-text")).to_have_value("Wait for @b")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    expect(page.locator("#note-text")).to_have_value("")  # another page, another draft


def test_what_is_wrong_is_said_at_its_field(dialog: Locator, made_up: MadeUpDesk) -> None:
    page = dialog.page
    page.locator("#note-due").fill("soon")
    page.keyboard.press("Enter")
    expect(page.locator("#note-text-wrong")).to_have_text("Write what is to be done.")
    expect(page.locator("#note-due-wrong")).to_have_text("Write the time as 21:30.")
    assert page.evaluate("document.activeElement.id") == "note-text"
    assert made_up.posts == []
    page.keyboard.type("Now it says something")
    expect(page.locator("#note-text-wrong")).to_be_empty()
    page.locator("#note-due").fill("")
    made_up.answers["POST /api/notes"] = refusing(413, "The note is too long.", "Shorten it.")
    page.locator("#note-text").press("Control+Enter")
    expect(page.locator("#note-text-wrong")).to_have_text("The note is too long. Shorten it.")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    made_up.answers["POST /api/notes"] = refusing(400, "That hour is none.", "Take another.", field="due")
    page.locator("#note-text").press("Control+Enter")
    expect(page.locator("#note-due-wrong")).to_have_text("That hour is none. Take another.")
    assert page.evaluate("document.activeElement.id") == "note-due"
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#note-text")).to_have_value("Now it says something")


def test_a_note_is_sent_again_under_its_own_name_until_it_is_worded_otherwise(dialog: Locator, made_up: MadeUpDesk) -> None:
    page = dialog.page
    made_up.answers["POST /api/notes"] = refusing(503, "The records can\u2019t be had.", "Try again.")
    page.keyboard.type("Look")
    for count in (1, 2):
        page.locator("#note-text").press("Control+Enter")
        until(page, "document.querySelector('dialog button.main').disabled === false")
        assert len(made_up.posts) == count
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.locator("#note-text").press("Control+Enter")
    expect(page.locator("#note-text-wrong")).not_to_be_empty()
    page.locator("#note-text").press_sequentially(" here")
    expect(page.locator("#note-text-wrong")).to_be_empty()
    page.locator("#note-text").press("Control+Enter")
    expect(page.locator("#note-text-wrong")).not_to_be_empty()
    names = [body["once"] for _, body in made_up.posts]
    assert len(names) == 4
    assert len(set(names[:3])) == 1
    assert names[3] != names[0]


def test_a_full_store_of_the_browser_does_not_keep_a_note_from_being_written(dialog: Locator, made_up: MadeUpDesk) -> None:
    page = dialog.page
    page.evaluate("window.setItem = Storage.prototype.setItem; null")
    page.evaluate("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; null")
    try:
        page.keyboard.type("Look")
        page.locator("#note-text").press("Control+Enter")
        expect(page.locator("#said")).to_have_text("Note on page 1 kept.")
        page.keyboard.press("g")
        page.keyboard.press("n")
        expect(page.locator(".view.notes")).to_be_visible()
    finally:
        page.evaluate("Storage.prototype.setItem = window.setItem; null")
    assert made_up.posts[0][1]["text"] == "Look"


def test_from_the_list_a_note_asks_for_its_page(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press("n")
    written = shown.get_by_role("dialog", name="Write a note")
    written.get_by_label("Page").select_option("2")
    written.get_by_label(re.compile("^Note")).fill("The results are last week's")
    written.get_by_role("button", name="Keep the note").click()
    expect(written).to_have_count(0)
    assert made_up.posts[0][1]["page"] == "2"
    assert made_up.posts[0][1]["proof"] == digest("proof 2")


@pytest.mark.parametrize("width", [700, 1440])
def test_it_is_accessible_at_every_width(made_up: MadeUpDesk, stage: Stage, width: int) -> None:
    stage.page.set_viewport_size({"width": width, "height": 900})
    page = made_up.show(stage, "#/notes?standing=")
    page.wait_for_selector(".notelist article")
    assert violations(page) == []
    assert page.evaluate("document.getElementById('view').scrollWidth <= innerWidth")
    stage.page.set_viewport_size({"width": 1440, "height": 900})


def event(number: int, **more: Any) -> Facts:
    plain = {
        "id": number,
        "at": "2026-11-26T20:00:00Z",
        "by": "Ann Lee",
        "what": "approved",
        "page": "1",
        "note": None,
        "proof": "",
        "said": "signed page 1",
    }
    return {**plain, **more}


def test_the_history_is_loaded_in_parts_and_grows_by_itself(made_up: MadeUpDesk, stage: Stage) -> None:
    events = [event(number, page="2" if number % 2 else "1") for number in range(250, 0, -1)]
    events[0] = event(250, by="", what="lapsed", said="The sign-off of page 1 by Ann lapsed: the page changed.")
    made_up.answers |= {
        "/api/history": {"events": events[:100]},
        "/api/history?before=151": {"events": events[100:200]},
        "/api/history?before=51": {"events": events[200:]},
    }
    page = made_up.show(stage, "#/history")
    page.wait_for_selector(".events li")
    expect(page.locator(".events li").first).to_contain_text("21:00:00Page 1The sign-off of page 1 by Ann lapsed")
    assert page.locator(".events li").count() == 100
    page.keyboard.press("+")
    until(page, "document.querySelectorAll('.events li').length === 200")
    page.keyboard.press("+")
    until(page, "document.querySelectorAll('.events li').length === 250")
    expect(page.get_by_role("button", name="Load what is older")).to_be_hidden()
    made_up.tell_list(page, "history", {"events": [event(251, said="released page 1", what="released"), *events[:99]]})
    until(page, "document.querySelectorAll('.events li').length === 251")
    expect(page.locator(".events li").first).to_contain_text("Ann Lee released page 1")
    page.keyboard.press("1")
    until(page, "document.querySelectorAll('.events li').length === 126")
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#/page/1"


def test_the_history_is_accessible(made_up: MadeUpDesk, stage: Stage) -> None:
    made_up.answers["/api/history"] = {"events": [event(2, what="released"), event(1, what="lapsed")]}
    page = made_up.show(stage, "#/history")
    page.wait_for_selector(".events li")
    assert violations(page) == []


def test_a_note_says_that_its_word_was_edited_or_taken_out(made_up: MadeUpDesk, stage: Stage) -> None:
    word: Facts = {"quote": "drawings", "around": ["the first ", " since"], "story": "bridge", "paragraph": 2}
    noted = [
        note_facts(8, **word, found="edited", now="sketches"),
        note_facts(9, **word, found="gone"),
    ]
    made_up.answers["/api/notes"] = {"revision": 1, "notes": noted}
    page = made_up.show(stage, "#/notes")
    expect(note(page, 8).locator(".found")).to_have_text("the word “drawings” was changed; “sketches” stands there now")
    expect(note(page, 9).locator(".found")).to_have_text("the word “drawings” was taken out; it stood in paragraph 3")


def test_a_note_says_which_part_or_picture_it_is_on(made_up: MadeUpDesk, stage: Stage) -> None:
    of_bridge: Facts = {
        "quote": "votes",
        "around": ["Council ", " at last"],
        "story": "bridge",
        "part": "headline",
        "area": [1, 2, 3, 4],
    }
    noted = [
        note_facts(6, **of_bridge),
        note_facts(7, **of_bridge, found="gone"),
        note_facts(8, art="tram.jpg", block="T", area=[1, 2, 0, 0], found="moved"),
        note_facts(9, art="tram.jpg", block="T", area=[1, 2, 0, 0], found="gone"),
        note_facts(10, block="R", area=[1, 2, 0, 0]),
        note_facts(11, area=[1, 2, 0, 0]),
        note_facts(12),
    ]
    made_up.answers["/api/notes"] = {"revision": 1, "notes": noted}
    page = made_up.show(stage, "#/notes")
    expect(note(page, 6).locator("a.to")).to_have_text("Page 1bridgeheadline")
    expect(note(page, 7).locator(".found")).to_have_text("the word “votes” was taken out of the headline")
    expect(note(page, 8).locator("a.to")).to_have_text("Page 1picture tram.jpg")
    expect(note(page, 8).locator(".found")).to_have_text("moved with the picture")
    expect(note(page, 9).locator(".found")).to_have_text("the picture was taken out; this is where it stood")
    expect(note(page, 10).locator("a.to")).to_have_text("Page 1block R")
    expect(note(page, 11).locator("a.to")).to_have_text("Page 1a point")
    expect(note(page, 12).locator("a.to")).to_have_text("Page 1")
    assert violations(page) == []
