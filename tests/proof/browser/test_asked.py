"""Whoever is named in a note is told; names are completed by keys."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import Facts, MadeUpDesk, Stage, note_facts, page_facts, violations

NAMED = [
    note_facts(1, text="@Ann Lee check", to=["Ann Lee"], asked=["Ann Lee"]),
    note_facts(2, text="@Ann Lee, @Ben Okafor", to=["Ann Lee", "Ben Okafor"], asked=["Ben Okafor"]),
    note_facts(3, text="@Ann Lee look", to=["Ann Lee"], done={"by": "Ann Lee", "at": "2026-11-26T20:00:00Z"}),
]


@pytest.fixture
def made_up() -> MadeUpDesk:
    desk = MadeUpDesk(page_facts("1"), page_facts("2"))
    desk.answers["/api/notes"] = {"revision": 1, "notes": NAMED}
    people, gone = ["Abe Approve", "Ann Lee", "Ann Marlowe", "Ben Okafor"], ["Ann Clark", "Cora Lind"]
    desk.answers["/api/people"] = {"people": people, "gone": gone}
    return desk


@pytest.fixture
def shown(made_up: MadeUpDesk, stage: Stage) -> Page:
    page = made_up.show(stage, "#/")
    page.wait_for_selector("[role=gridcell]")
    return page


def tell(made_up: MadeUpDesk, page: Page, *notes: Facts) -> None:
    made_up.tell_list(page, "notes", {"revision": 2, "notes": [*NAMED, *notes]})


def test_the_tab_counts_what_is_asked_of_me_and_not_answered(shown: Page, made_up: MadeUpDesk) -> None:
    tab = shown.locator("#tabs").get_by_role("link", name=re.compile("^Notes"))
    expect(tab).to_have_accessible_name("Notes 1 to you")
    assert violations(shown) == []
    made_up.tell_list(shown, "notes", {"revision": 2, "notes": NAMED[1:]})
    expect(tab).to_have_accessible_name("Notes")


def test_a_new_one_is_told_at_once_in_every_view(shown: Page, made_up: MadeUpDesk) -> None:
    expect(shown.locator("#tabs .asked-count")).to_be_visible()
    new = note_facts(
        9, text="@Ann Lee, is that so?", to=["Ann Lee"], asked=["Ann Lee"], page="2", story="bridge", part="headline", quote="x"
    )
    tell(made_up, shown, new)
    expect(shown.locator("#said")).to_have_text("Ben Okafor to you, page 2, bridge, headline: \u201c@Ann Lee, is that so?\u201d")
    expect(shown.locator("#tabs .asked-count")).to_have_text("2 to you")


def test_what_i_ask_myself_or_others_is_not_told(shown: Page, made_up: MadeUpDesk) -> None:
    expect(shown.locator("#tabs .asked-count")).to_be_visible()
    shown.evaluate("document.getElementById('said').textContent = ''")
    tell(
        made_up,
        shown,
        note_facts(9, by="Ann Lee", to=["Ann Lee"], asked=["Ann Lee"]),
        note_facts(10, to=["Ben Okafor"], asked=["Ben Okafor"]),
    )
    expect(shown.locator("#tabs .asked-count")).to_have_text("2 to you")
    expect(shown.locator("#said")).to_be_empty()


@pytest.mark.parametrize(
    ("typed", "keys", "text"),
    [
        ("Ask @an", ["ArrowDown", "Enter"], "Ask @Ann Marlowe "),
        ("@AB", ["Tab"], "@Abe Approve "),
        ("@oka", ["Enter"], "@Ben Okafor "),  # by another word of the name
        ("@an", ["Escape"], "@an"),
    ],
)
def test_names_are_completed_by_keys(shown: Page, typed: str, keys: list[str], text: str) -> None:
    shown.keyboard.press("n")
    field = shown.locator("#note-text")
    field.press_sequentially(typed)
    expect(shown.get_by_role("listbox", name="People")).to_be_visible()
    assert violations(shown) == []
    for key in keys:
        shown.keyboard.press(key)
    expect(field).to_have_value(text)
    expect(shown.get_by_role("dialog")).to_be_visible()
    assert shown.evaluate("document.activeElement.id") == "note-text"


def sent(made_up: MadeUpDesk) -> list[Any]:
    return [body["text"] for _, body in made_up.posts]


def test_as_much_of_a_name_as_one_person_has_is_enough(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press("n")
    shown.locator("#note-text").fill("@abe, look")
    shown.locator("#note-text").press("Control+Enter")
    expect(shown.get_by_role("dialog")).to_have_count(0)
    assert sent(made_up) == ["@abe, look"]


def test_of_a_name_that_several_have_more_is_asked_for(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press("n")
    shown.locator("#note-text").fill("@Ann, look")
    shown.locator("#note-text").press("Control+Enter")
    expect(shown.locator("#note-text-wrong")).to_contain_text("@Ann may be Ann Lee or Ann Marlowe: write more of the name.")
    assert sent(made_up) == []


def test_who_can_not_come_in_any_more_is_named_before_the_note_is_kept(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press("n")
    shown.locator("#note-text").fill("@ann clark and @Abe: whose figure? @Cora?")
    shown.locator("#note-text").press("Control+Enter")
    expect(shown.locator("#note-text-wrong")).to_have_text(
        "Ann Clark can't come in any more and will not see this. Nobody is called Cora here; "
        "known: Abe Approve, Ann Lee, Ann Marlowe, Ben Okafor. Keep the note again if that is meant."
    )
    assert sent(made_up) == []
    shown.locator("#note-text").press("Control+Enter")
    expect(shown.get_by_role("dialog")).to_have_count(0)
    assert len(sent(made_up)) == 1


def test_the_button_that_leaves_a_note_says_what_it_does(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press("n")
    leave = shown.get_by_role("dialog").get_by_role("button").last
    expect(leave).to_have_text("Cancel")
    shown.locator("#note-text").fill("Half a thought")
    expect(leave).to_have_text("Keep as draft")
    leave.click()
    expect(shown.locator("#said")).to_have_text("The note is kept as a draft: a note at the same place goes on with it.")
    shown.keyboard.press("n")
    expect(shown.locator("#note-text")).to_have_value("Half a thought")
    shown.locator("#note-text").fill("")
    expect(leave).to_have_text("Cancel")
    leave.click()
    assert sent(made_up) == []


def test_the_button_that_leaves_an_answer_says_so_too(made_up: MadeUpDesk, stage: Stage) -> None:
    page = made_up.show(stage, "#/notes")
    page.wait_for_selector(".notelist article")
    page.keyboard.press(".")
    page.keyboard.press("y")
    leave = page.locator("form.reply:not([hidden]) .buttons button").last
    expect(leave).to_have_text("Cancel")
    page.keyboard.type("Half")
    expect(leave).to_have_text("Keep as draft")
    leave.click()
    page.keyboard.press("y")
    expect(page.locator("form.reply:not([hidden]) textarea")).to_have_value("Half")
