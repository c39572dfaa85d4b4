"""A story's galley on screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import (
    Facts,
    MadeUpDesk,
    Stage,
    digest,
    galley_line,
    note_facts,
    page_facts,
    until,
    violations,
)


def galley(over: bool = False) -> Facts:
    ending = (
        [galley_line(4, "the end.", 1, over=True), galley_line(5, "Out.", 2, over=True)]
        if over
        else [galley_line(4, "the end.", 1, page="2", block="B")]
    )
    lines = [
        galley_line(1, "The council of the har-", 0, hyphenated=True),
        galley_line(2, "bour town met.", 0),
        galley_line(3, "It went on to", 1, leg=2, above={"lines": 2, "what": "picture"}),
        *ending,
    ]
    blocks = [
        {"page": "1", "block": "A", "words": 9, "lines_over": 0},
        {"page": "2", "block": "B", "words": 3, "lines_over": 2 if over else 0},
    ]
    return {
        "story": "bridge",
        "fit": not over,
        "advice": "cut 4 words (2 lines) from the end" if over else "",
        "blocks": blocks,
        "lines": lines,
        "path": "stories/bridge.md",
        "paragraph_lines": [9, 11, 13],
    }


TRACE = {
    "form": 1,
    "page": "1",
    "section": "News",
    "size": [992.0, 1417.0],
    "bleed": 0.0,
    "left_hand": False,
    "blocks": [],
    "art": [],
    "rules": [],
    "tints": [],
    "grid": {
        "columns": [[14.0, 140.0]],
        "first_baseline": 50.0,
        "baseline": 10.5,
        "slots": 126,
        "live": [14.0, 40.0, 900.0, 1300.0],
    },
    "lines": [
        {
            "block": "A",
            "number": 1,
            "baseline": 100.0,
            "size": 9.0,
            "kind": "body",
            "leg": 1,
            "story": "bridge",
            "paragraph": 0,
            "hyphenated": False,
            "words": [[14.0, 20.0, "The"], [36.0, 50.0, "council"]],
        },
        {
            "block": "A",
            "number": 2,
            "baseline": 110.5,
            "size": 9.0,
            "kind": "body",
            "leg": 1,
            "story": "bridge",
            "paragraph": 0,
            "hyphenated": False,
            "words": [[14.0, 30.0, "bour"]],
        },
    ],
}


@pytest.fixture
def made_up() -> MadeUpDesk:
    desk = MadeUpDesk(page_facts("1"), page_facts("2"))
    desk.answers |= {
        "/api/stories/bridge/galley": galley(),
        "/api/stories": {
            "bridge": {
                "headline": "Nine years on",
                "byline": "Maren Holloway",
                "path": "stories/bridge.md",
                "places": [{"page": "1", "block": "A"}],
                "links": {"file": None},
            }
        },
        f"/api/proofs/{digest('proof 1')}/trace": TRACE,
        "/api/notes": {
            "revision": 1,
            "notes": [note_facts(1, story="bridge", paragraph=1, text="Which end?", area=[1, 2, 3, 4])],
        },
    }
    return desk


@pytest.fixture
def shown(made_up: MadeUpDesk, stage: Stage) -> Page:
    page = made_up.show(stage, "#/galley/bridge")
    page.wait_for_selector(".leg li")
    return page


def test_lines_are_numbered_by_leg_and_page(shown: Page) -> None:
    expect(shown.get_by_role("heading", level=1)).to_have_text("Nine years on")
    expect(shown.locator(".about")).to_have_text("bridge \u00b7 Maren Holloway \u00b7 4 lines \u00b7 12 words")
    assert shown.locator(".leg h2").all_inner_texts() == [
        "Page 1, block A, leg 1",
        "Page 1, block A, leg 2",
        "Page 2, block B, leg 1",
    ]
    assert shown.locator(".leg .number").all_inner_texts() == ["1", "2", "3", "4"]
    expect(shown.locator('li[data-key="3"] .above')).to_have_text("(2 lines: picture)")


def test_what_is_over_is_red_with_the_advice(made_up: MadeUpDesk, stage: Stage) -> None:
    made_up.answers["/api/stories/bridge/galley"] = galley(over=True)
    page = made_up.show(stage, "#/galley/bridge")
    page.wait_for_selector(".leg.overset")
    expect(page.locator("p.fit")).to_have_text("+2 lines over")
    cut = page.get_by_role("button", name="Cut 4 words (2 lines) from the end")
    expect(cut).to_be_in_viewport()
    assert [each.get_attribute("class") for each in page.locator(".leg").all()] == ["leg", "leg", "leg overset"]
    tops = page.eval_on_selector_all(".leg", "(all) => all.map((each) => [each.offsetTop, each.offsetLeft])")
    assert tops == sorted(tops)  # what is over stands at the end
    cut.click()
    expect(page.locator(".overset")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.querySelector('.number').textContent") == "+4"
    assert page.locator(".leg.overset .number").all_inner_texts() == ["+4", "+5"]
    assert page.evaluate("getComputedStyle(document.querySelector('.leg.overset .text')).color") == "rgb(163, 18, 15)"
    assert violations(page) == []
    page.locator('li[data-key="5"]').click()
    until(page, "location.hash === '#/page/2?block=B'")


def test_paragraphs_are_told_apart_by_an_indent(made_up: MadeUpDesk, stage: Stage) -> None:
    lines = [
        galley_line(1, "The council met", 0),
        galley_line(2, "at nine.", 0),
        galley_line(3, "It went on.", 1, leg=2),
        galley_line(4, "A vote", 2, kind="crosshead"),
        galley_line(5, "Nine for it.", 3),
        galley_line(6, "Two against.", 4, over=True),
    ]
    made_up.answers["/api/stories/bridge/galley"] = {**galley(), "lines": lines}
    page = made_up.show(stage, "#/galley/bridge")
    page.wait_for_selector('li[data-key="6"]')
    indents = page.locator(".leg .text").evaluate_all(
        "(all) => all.map((each) => parseFloat(getComputedStyle(each).textIndent) > 10)"
    )
    assert indents == [False, False, True, False, False, True]


def test_the_headline_is_told_to_be_one_of_several(made_up: MadeUpDesk, stage: Stage) -> None:
    made_up.answers["/api/stories"]["bridge"]["taken"] = [2, 3]
    page = made_up.show(stage, "#/galley/bridge")
    expect(page.locator(".about")).to_have_text(
        "bridge \u00b7 Maren Holloway \u00b7 headline 2 of 3 \u00b7 4 lines \u00b7 12 words"
    )


@pytest.mark.parametrize("key", ["n", "Enter"])
def test_where_no_line_is_chosen_a_key_does_nothing_and_says_so(shown: Page, key: str) -> None:
    shown.keyboard.press(key)
    expect(shown.locator("#said")).to_have_text("Choose a line first: click on it, or . marks the next one.")
    assert (shown.locator("dialog[open]").count(), shown.evaluate("location.hash")) == (0, "#/galley/bridge")


def test_legs_stand_beside_one_another(shown: Page) -> None:
    boxes = [each.bounding_box() for each in shown.locator(".leg").all()]
    assert len(boxes) == 3
    first, second = boxes[0] or {}, boxes[1] or {}
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] < second["x"]


def test_a_line_leads_to_its_place_on_the_page(shown: Page) -> None:
    shown.keyboard.press(".")
    shown.keyboard.press(".")
    shown.keyboard.press("Enter")
    until(shown, "location.hash === '#/page/1?at=14.0,103.8,30.0,9.0&block=A'")


def test_notes_stand_beside_their_paragraph(shown: Page) -> None:
    pinned = shown.locator('li[data-key="3"] .pinned a')
    expect(pinned).to_have_text("Note: Which end?")
    expect(pinned).to_have_attribute("href", "#/page/1?note=1&at=1,2,3,4")


def test_a_note_on_a_line_goes_to_its_first_word(shown: Page, made_up: MadeUpDesk) -> None:
    for key in (".", ".", "n"):
        shown.keyboard.press(key)
    shown.keyboard.type("Is it?")
    shown.keyboard.press("Control+Enter")
    until(shown, "!document.querySelector('dialog.asked')")
    sent = {"page": "1", "proof": digest("proof 1"), "story": "bridge", "paragraph": 0, "word": 4, "text": "Is it?"}
    assert made_up.posts == [("/api/notes", {**sent, "once": made_up.posts[0][1]["once"]})]


def test_v_opens_the_editor_at_the_paragraph(shown: Page, made_up: MadeUpDesk) -> None:
    for key in (".", ".", ".", "E"):
        shown.keyboard.press(key)
    expect(shown.locator("#said")).to_have_text("bridge is opened in the editor.")
    assert made_up.posts == [("/api/stories/bridge/open", {"paragraph": 1})]


def test_it_follows_every_save_and_keeps_its_place(shown: Page, made_up: MadeUpDesk) -> None:
    shown.keyboard.press(".")
    shown.keyboard.press(".")
    shown.evaluate("window.line = document.activeElement")
    made_up.tell(shown, making={**made_up.state["making"], "stale": True})
    assert shown.evaluate("document.getElementById('view').classList.contains('out-of-date')")
    made_up.answers["/api/stories/bridge/galley"] = galley(over=True)
    made_up.tell_list(shown, "items", made_up.answers["/api/items"])
    made_up.tell(shown, making={**made_up.state["making"], "stale": False})
    expect(shown.locator("p.fit")).to_have_text("+2 lines over")
    assert shown.evaluate("document.activeElement === window.line && window.line.dataset.key === '2'")
    assert not shown.evaluate("document.getElementById('view').classList.contains('out-of-date')")


def test_a_story_that_no_page_carries_is_told(made_up: MadeUpDesk, stage: Stage) -> None:
    made_up.answers["/api/stories/gone/galley"] = (
        404,
        {"problem": "No page carries that story.", "remedy": "Go back to the flatplan."},
    )
    page = made_up.show(stage, "#/galley/gone")
    expect(page.locator(".none")).to_have_text("No page carries that story. Go back to the flatplan.")


def test_without_a_story_all_are_listed(made_up: MadeUpDesk, stage: Stage) -> None:
    page = made_up.show(stage, "#/galley")
    page.wait_for_selector(".stories a")
    assert violations(page) == []
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    until(page, "location.hash === '#/galley/bridge'")


def test_it_is_accessible(shown: Page) -> None:
    assert violations(shown) == []


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ({"paragraph": 0, "block": "A", "line": 2, "word": 4}, 2),  # as the desk knows it from the page
        ({"paragraph": 0, "word": 4}, 1),  # `harbour` begins there
        ({"paragraph": 0, "word": 5}, 2),
        ({"paragraph": 1, "word": 5}, 4),  # over
        ({"paragraph": 2, "word": 0}, 5),
        ({"paragraph": 1}, 3),  # of before: where the paragraph begins
    ],
)
def test_a_note_stands_at_the_line_on_which_its_word_is(made_up: MadeUpDesk, stage: Stage, place: Facts, line: int) -> None:
    made_up.answers["/api/stories/bridge/galley"] = galley(over=True)
    made_up.answers["/api/notes"] = {"revision": 1, "notes": [note_facts(1, story="bridge", text="Here?", **place)]}
    page = made_up.show(stage, "#/galley/bridge")
    expect(page.locator(f'li[data-key="{line}"] .pinned a')).to_contain_text("Here?")
    expect(page.locator(".pinned a")).to_have_count(1)


def test_a_note_on_the_head_stands_over_the_lines(made_up: MadeUpDesk, stage: Stage) -> None:
    noted = note_facts(1, story="bridge", part="headline", quote="votes", text="Voted?", block="A")
    made_up.answers["/api/notes"] = {"revision": 1, "notes": [noted]}
    page = made_up.show(stage, "#/galley/bridge")
    expect(page.locator(".of-head a")).to_have_text("Note: Headline \u201cvotes\u201d: Voted?")
    assert violations(page) == []
