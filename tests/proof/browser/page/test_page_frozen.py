"""A released page that would come out otherwise now: what is on the screen is of one version, and that one is signed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import Facts, item_facts, note_facts, until, violations
from tests.proof.browser.page.on_page import at, lead, place, posted, press, seen
from tests.proof.browser.ten_pages import BEN
from tests.proof.browser.traced import RealPaper, TracedDesk, words_of_line

Opened = Callable[[str], Page]


def printed(paper: RealPaper, text: str) -> Facts:
    """Where that word stands on page 1, as `/api/notes` tells of a released page."""
    trace = paper.pages["1"].trace
    line, word = words_of_line(trace, text)
    x, width, _ = trace.lines[line].words[word]
    _, y, _, height = trace.lines[line].area
    return {"page": "1", "area": [x, y, width, height], "areas": [[x, y, width, height]], "found": "here", "now": ""}


@pytest.fixture
def frozen(traced: TracedDesk, opened: Opened, herald: RealPaper, edited: RealPaper) -> Page:
    """Page 1 released as filed, and edited since: its school is over."""
    traced.knows(edited)
    shown, made = herald.pages["1"], edited.pages["1"]
    released = {**BEN, "proof": shown.key, "differs": True, "why": ["The story school is longer."]}
    facts = {
        **made.facts,
        "proof": shown.key,
        "made": made.key,
        "state": "released",
        "made_state": "overset",
        "released": released,
        "errors": 1,
        "warnings": 2,
    }
    traced.state["pages"][0] = facts
    items = [
        item_facts(1, area=None, block="B", story="school"),
        item_facts(2, severity="error", block="B", story="school", area=None),
        item_facts(3, kind="released", code="page-released", block="", story="", area=None),
        item_facts(
            4, kind="released", code="released-jump", severity="error", message="Its jump line is false", block="", area=None
        ),
    ]
    traced.answers["/api/items"] = {"revision": 1, "items": items, "fits": edited.fits}
    point = [500.0, 800.0, 0.0, 0.0]
    there, silent = printed(herald, "fell"), printed(herald, "silent")
    notes = [
        note_facts(1, area=[100.0, 800.0, 40.0, 9.0], story="bridge", quote="fell", found="moved", released=[there]),
        note_facts(2, area=point, released=[{**there, "area": point}]),
        note_facts(3, area=[120.0, 800.0, 40.0, 9.0], story="bridge", paragraph=0, quote="whole"),
        note_facts(4, page="3", story="bridge", quote="silent", released=[{**silent, "found": "edited", "now": "quiet"}]),
    ]
    traced.answers["/api/notes"] = {"revision": 1, "notes": notes}
    return opened("#/page/1")


def test_all_figures_are_of_the_version_that_is_shown(frozen: Page, herald: RealPaper, edited: RealPaper) -> None:
    panel = frozen.locator(".panel")
    expect(panel.locator(".standing")).to_contain_text(f"File {herald.pages['1'].key[:4]}")
    expect(panel.locator(".standing .chip")).to_have_text("Released")
    expect(panel.locator(".standing")).not_to_contain_text("Ink")
    expect(panel.locator(".figures, table:visible")).to_have_count(0)
    expect(panel.locator(".problems:visible .message")).to_have_text(["Its jump line is false"])
    expect(panel.locator(".notice")).to_contain_text("That version is shown, and goes to the press; made now, it would differ:")
    expect(panel.locator(".notice")).to_contain_text("Made now: ")
    expect(frozen.locator(".flag:not(.pin)")).to_have_count(1)
    expect(frozen.locator(".flag.pin")).to_have_count(3)  # but for the word that came after the release
    block = next(block for block in herald.pages["1"].trace.blocks if "school" in block.stories)
    lines = [line for line in herald.pages["1"].trace.lines if line.block == block.letter and line.number]
    assert edited.fit("1", block.letter)["lines_over"], "made now, it is over"
    leg = block.legs[0]
    frozen.mouse.move(*at(frozen, leg[0] + leg[2] / 2, leg[1] + leg[3] / 2))
    expect(frozen.locator(".caption")).to_contain_text(f"{len(lines)} lines")
    for other in ("over", "words", "Levers"):
        expect(frozen.locator(".caption .figure, .caption .levers").filter(has_text=other)).to_have_count(0)
    press(frozen, "v")
    expect(frozen.locator('[data-legend="overset"]')).to_contain_text("Of this version the copy fit is not known.")
    assert not violations(frozen)


def test_a_note_stands_on_the_released_page_where_its_word_is_printed(frozen: Page, herald: RealPaper, edited: RealPaper) -> None:
    notes = frozen.locator(".panel .notes li")
    became = ["It is not printed on the released page.", "\u201cquiet\u201d is printed there for it."]
    expect(notes.locator(".found")).to_have_text(became)
    left, top, width, _ = printed(herald, "fell")["area"]
    notes.filter(has_text="Note 1").get_by_role("button", name="Show").click()
    flash = frozen.locator(".marking .flash")
    expect(flash).to_have_count(1)
    x, y, across = (float(str(flash.get_attribute(name))) for name in ("x", "y", "width"))
    assert left - 4 < x < left
    assert top - 4 < y < top
    assert width < across < width + 8
    lead(frozen, "#/page/1?note=4&at=700,900,30,9")
    top = printed(herald, "silent")["area"][1]
    until(frozen, f"Math.abs(Number(document.querySelector('.marking .flash')?.getAttribute('y')) - {top}) < 4")
    assert place(frozen) == "#/page/1?note=4&at=700,900,30,9"
    assert not violations(frozen)
    notes.filter(has_text="Note 3").get_by_role("link", name="Show in what would be made now").click()
    seen(frozen, edited.pages["1"].key)
    expect(flash).to_have_count(1)


def test_a_note_on_a_word_that_came_later_leads_to_what_would_be_made_now(frozen: Page, edited: RealPaper) -> None:
    lead(frozen, "#/page/1?note=3&at=120,800,40,9")
    seen(frozen, edited.pages["1"].key)
    assert f"proof={edited.pages['1'].key}" in place(frozen)
    expect(frozen.locator(".marking .flash")).to_have_count(1)


@pytest.mark.parametrize(("key", "does"), [("a", "approve"), ("r", "release")])
def test_a_yes_leads_first_to_what_it_is_said_to(
    frozen: Page, traced: TracedDesk, edited: RealPaper, key: str, does: str
) -> None:
    made = edited.pages["1"].key
    press(frozen, key)
    expect(frozen.locator("#said")).to_contain_text(
        f"Page 1 was shown as it was released. This is what it would be now: {does} it here."
    )
    assert place(frozen) == f"#/page/1?proof={made}"
    seen(frozen, made)
    assert traced.posts == []


def test_what_would_be_now_is_told_with_its_own_figures_and_may_be_signed(
    frozen: Page, traced: TracedDesk, herald: RealPaper, edited: RealPaper
) -> None:
    facts, made = edited.pages["1"].facts, edited.pages["1"].key
    frozen.locator(".panel").get_by_role("link", name="Show what it would be now").click()
    seen(frozen, made)
    panel = frozen.locator(".panel")
    expect(panel.locator(".standing .chip")).to_have_text("Overset")
    expect(frozen.locator(".other-version")).to_contain_text("This is what would be released now, not what was released.")
    expect(panel.locator(".figures")).to_contain_text(f"{facts['over']} lines over1 error2 warnings")
    expect(panel.locator(".standing")).to_contain_text(f"Ink {facts['ink'][:4]}")
    expect(panel.locator(".notice")).to_contain_text("What is shown here differs from it:")
    expect(panel.locator(".notice")).not_to_contain_text("goes to the press")
    expect(panel.locator(".problems li")).to_have_count(2)
    expect(frozen.locator(".flag.pin")).to_have_count(3)  # but for the word that stands on another page now
    assert not violations(frozen)
    press(frozen, "a")
    frozen.get_by_role("dialog", name="Approve page 1?").get_by_role("button", name="Approve all the same").click()
    assert posted(frozen, traced) == ("/api/pages/1/approve", {"proof": made})
    traced.tell_pages(frozen, _1={"errors": 0, "signed": BEN})
    press(frozen, "r")
    frozen.get_by_role("dialog", name="Release page 1 again?").get_by_role("button", name="Release again").click()
    assert posted(frozen, traced, 2) == ("/api/pages/1/release", {"proof": made})


def test_a_problem_of_what_would_be_now_leads_there(frozen: Page, edited: RealPaper) -> None:
    frozen.evaluate("location.hash = '#/page/1?item=item-2'")
    made = edited.pages["1"].key
    seen(frozen, made)
    assert f"proof={made}" in place(frozen)
    expect(frozen.locator('.panel [data-item="item-2"]')).to_have_attribute("aria-current", "true")


def test_what_is_made_anew_meanwhile_is_not_signed_unseen(frozen: Page, traced: TracedDesk, edited: RealPaper) -> None:
    press(frozen, "a")
    seen(frozen, edited.pages["1"].key)
    traced.tell_pages(frozen, _1={"made": "f" * 64})
    expect(frozen.locator(".panel .of-other")).to_contain_text("which is not the present page")
    press(frozen, "a")
    expect(frozen.locator("dialog[open]")).to_have_count(0)
    expect(frozen.locator(".panel .of-other").get_by_role("link", name="Show what it would be now")).to_have_attribute(
        "href", f"#/page/1?proof={'f' * 64}"
    )
    assert traced.posts == []


def test_a_page_is_not_signed_under_an_older_picture(
    traced: TracedDesk, opened: Opened, herald: RealPaper, edited: RealPaper
) -> None:
    traced.knows(edited)
    page, made = opened("#/page/1"), edited.pages["1"].key
    approve = page.locator(".panel").get_by_role("button", name="Approve")
    expect(approve).not_to_have_attribute("aria-disabled", "true")
    traced.hold(made)
    traced.tell_pages(page, _1={**edited.pages["1"].facts, "proof": made})
    expect(approve).to_have_attribute("aria-disabled", "true")
    press(page, "a")
    expect(page.locator("#said")).to_contain_text("The picture of page 1 is older than the page.")
    assert traced.posts == []
    traced.let_go(made)
    seen(page, made)
    expect(approve).not_to_have_attribute("aria-disabled", "true")


def test_what_is_worst_stands_first_and_is_flagged_so(traced: TracedDesk, opened: Opened, herald: RealPaper) -> None:
    items = [
        item_facts(1, area=[100.0, 300.0, 50.0, 10.0]), item_facts(2, area=[100.0, 500.0, 50.0, 10.0]),
        item_facts(3, severity="error", message="Seven lines over.", area=[100.0, 700.0, 50.0, 10.0]),
    ]  # fmt: skip
    traced.answers["/api/items"] = {"revision": 1, "items": items, "fits": herald.fits}
    page = opened("#/page/1")
    expect(page.locator(".panel .problems .message")).to_have_text(
        ["Seven lines over.", "Figures differ, 1", "Figures differ, 2"]
    )
    expect(page.locator(".panel .problems .flag-number").first).to_have_text("1")
    expect(page.locator(".flag.error")).to_have_text("1")


def test_a_problem_of_any_file_is_opened_from_the_panel(traced: TracedDesk, opened: Opened, herald: RealPaper) -> None:
    items = [
        item_facts(1, severity="error", message="there is no file", path="issue.yaml", line=24, story="", opens=True),
        item_facts(2, path="photos/tram.jpg", line=0, story="", opens=False),
    ]
    traced.answers["/api/items"] = {"revision": 1, "items": items, "fits": herald.fits}
    page = opened("#/page/1")
    first = page.locator(".panel .problems li").first
    expect(first.locator(".file")).to_contain_text("issue.yaml:24")
    first.get_by_role("button", name="Open in editor: issue.yaml:24").click()
    assert posted(page, traced) == ("/api/items/item-1/open", {})
    expect(page.locator("#said")).to_have_text("issue.yaml is opened in the editor.")
    expect(page.locator(".panel .problems .opens")).to_have_count(1)
    assert not violations(page)


def test_a_proof_that_was_pulled_is_one_of_what_is_shown(frozen: Page, traced: TracedDesk, herald: RealPaper) -> None:
    press(frozen, "p")
    expect(frozen.get_by_role("dialog")).to_contain_text("What is made of the page now is another version.")
    press(frozen, "Enter")
    assert posted(frozen, traced) == ("/api/pages/1/printed", {"proof": herald.pages["1"].key})
