"""Who is who on the page, and where one can go from it: hover, choose, note, jump, galley, editor; by keys alone too."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import violations
from tests.proof.browser.page.on_page import (
    at,
    click_word,
    lead,
    middle,
    place,
    posted,
    press,
    rest,
    seen_page,
    stage_box,
    tell_paper,
    zoom,
)
from tests.proof.browser.traced import RealPaper, TracedDesk, is_near, words_of_line


def test_hover_names_the_block_its_story_and_the_line(shown: Page, herald: RealPaper) -> None:
    trace = herald.pages["1"].trace
    line = next(each for each in trace.lines if each.block == "A" and each.number == 20)
    shown.mouse.move(*at(shown, *middle(line, 1)))
    caption = shown.locator(".caption")
    fit = herald.fit("1", "A")
    expect(caption).to_contain_text("A")
    expect(caption).to_contain_text("bridge")
    expect(caption).to_contain_text("Council votes at last to build the bridge")
    expect(caption).to_contain_text(f"{fit['lines']} lines")
    expect(caption).to_contain_text(f"{fit['words']} words")
    expect(caption).to_contain_text("fits")
    expect(caption).to_contain_text("jumps to page 3")
    expect(caption).to_contain_text(fit["levers"][0])
    expect(caption).to_contain_text("Line 20, leg 2: word spaces")
    expect(shown.locator(".marking .block.hovered")).to_have_attribute("data-letter", "A")
    shown.mouse.move(*at(shown, 800, 1200))
    expect(caption).to_contain_text("Advertisement A1207")
    expect(caption).to_contain_text("A1207-marine.pdf")


def test_a_click_chooses_the_word_and_tells_where_it_leads(shown: Page, herald: RealPaper) -> None:
    click_word(shown, herald.pages["1"].trace, "silent")
    chosen = shown.locator(".panel .chosen")
    expect(chosen.locator("mark")).to_have_text("silent")
    expect(chosen.locator("h2")).to_contain_text("bridge")
    expect(chosen.get_by_role("link", name="Galley")).to_have_attribute("href", "#/galley/bridge?line=2")
    expect(chosen.locator(".places a")).to_have_text(["Page 1, block A", "Page 3, block B"])
    expect(chosen.locator('.places a[aria-current="location"]')).to_have_text("Page 1, block A")
    press(shown, "Escape")
    expect(chosen).to_be_hidden()
    assert place(shown) == "#/page/1"


def test_a_galley_counts_through_all_pieces_of_the_story(opened: Callable[[str], Page], herald: RealPaper) -> None:
    page = opened("#/page/3?story=bridge")
    trace = herald.pages["3"].trace
    line = next(each for each in trace.lines if each.story == "bridge" and each.number == 5)
    rest(page)
    page.mouse.click(*at(page, *middle(line, 1), "3"))
    number = herald.fit("1", "A")["lines"] + 5
    expect(page.locator(".panel .chosen").get_by_role("link", name="Galley")).to_have_attribute(
        "href", f"#/galley/bridge?line={number}"
    )


def test_open_in_the_editor_asks_for_the_paragraph(shown: Page, herald: RealPaper, traced: TracedDesk) -> None:
    click_word(shown, herald.pages["1"].trace, "silent")
    press(shown, "E")
    path, body = posted(shown, traced)
    assert path == "/api/stories/bridge/open"
    assert body["paragraph"] == 0


def test_a_block_that_is_over_is_opened_where_it_is_over(
    opened: Callable[[str], Page], edited: RealPaper, traced: TracedDesk
) -> None:
    traced.knows(edited)
    page = opened("#/page/1")
    tell_paper(traced, page, edited)
    block = next(each for each in edited.pages["1"].trace.blocks if "school" in each.stories)
    over = edited.fit("1", block.letter)["paragraph_over"]
    assert over > 0
    lead(page, f"#/page/1?block={block.letter}")
    chosen = page.locator(".panel .chosen")
    expect(chosen).to_contain_text("school")
    press(page, "E")
    assert posted(page, traced) == ("/api/stories/school/open", {"paragraph": over})
    chosen.get_by_role("button", name="Open in editor").click()
    assert posted(page, traced, 2) == ("/api/stories/school/open", {"paragraph": over})


def test_a_note_is_written_at_the_very_word(shown: Page, herald: RealPaper, traced: TracedDesk) -> None:
    trace = herald.pages["1"].trace
    click_word(shown, trace, "silent")
    press(shown, "n")
    expect(shown.get_by_role("dialog")).to_have_accessible_name("Note on the word \u201csilent\u201d in the story bridge, page 1")
    shown.locator("#note-text").fill("Silent, or quiet?")
    shown.get_by_role("button", name="Keep the note").click()
    path, body = posted(shown, traced)
    line, word = words_of_line(trace, "silent")
    x, y = middle(trace.lines[line], word)
    assert path == "/api/notes"
    assert (body["page"], body["story"], body["paragraph"]) == ("1", "bridge", 0)
    assert body["proof"] == herald.pages["1"].key
    assert is_near(body["point"][0], x, 0.1)
    assert abs(body["point"][1] - y) < 4


def test_a_jump_is_followed_there_and_back(shown: Page, herald: RealPaper) -> None:
    click_word(shown, herald.pages["1"].trace, "silent")
    press(shown, "j")
    seen_page(shown, "3")
    expect(shown.locator(".marking .block.chosen")).to_have_attribute("data-letter", "B")
    press(shown, "J")
    seen_page(shown, "1")
    expect(shown.locator(".marking .block.chosen")).to_have_attribute("data-letter", "A")


def test_a_click_on_the_jump_line_follows_it(shown: Page, herald: RealPaper) -> None:
    line = next(each for each in herald.pages["1"].trace.lines if each.kind == "jump-line" and each.block == "C")
    shown.mouse.click(*at(shown, *middle(line, 1)))
    seen_page(shown, "2")
    expect(shown.locator(".marking .block.chosen")).to_have_attribute("data-letter", "F")
    line = next(each for each in herald.pages["2"].trace.lines if each.text == "From page 1" and each.block == "F")
    rest(shown)
    shown.mouse.click(*at(shown, *middle(line, 0), "2"))
    seen_page(shown, "1")


def test_an_address_leads_to_a_paragraph(opened: Callable[[str], Page], herald: RealPaper) -> None:
    page = opened("#/page/1?story=bridge&paragraph=2")
    line = next(each for each in herald.pages["1"].trace.lines if each.story == "bridge" and each.paragraph == 2)
    expect(page.locator(".marking .flash")).to_have_count(1)
    rest(page)
    x, y = at(page, line.words[0].x, line.baseline)
    stage = stage_box(page)
    assert stage["x"] < x < stage["x"] + stage["width"]
    assert stage["y"] < y < stage["y"] + stage["height"]
    assert zoom(page) > 1.2


def test_blocks_are_walked_in_reading_order_by_keys_alone(shown: Page, herald: RealPaper) -> None:
    trace = herald.pages["1"].trace
    for block in trace.blocks:
        press(shown, ".")
        name = shown.evaluate("document.activeElement.textContent")
        assert name.startswith(f"Block {block.letter}, "), name
        expect(shown.locator(".marking .block.focused")).to_have_attribute("data-letter", block.letter)
    press(shown, ",")
    assert shown.evaluate("document.activeElement.textContent").startswith(f"Block {trace.blocks[-2].letter}, ")
    press(shown, ",", ",", ",", ",", ",")
    first = shown.evaluate("document.activeElement.textContent")
    fit = herald.fit("1", "A")
    assert "story bridge: \u201cCouncil votes at last to build the bridge\u201d" in first
    assert f"{fit['lines']} lines, {fit['words']} words, fits" in first
    assert "jumps to page 3" in first
    press(shown, "Enter")
    expect(shown.locator(".panel .chosen h2")).to_contain_text("bridge")
    press(shown, "]", "]", "}")
    expect(shown.locator(".panel .chosen mark")).to_have_text(
        next(line for line in trace.lines if line.block == "A" and line.number == 2).words[1].text
    )
    press(shown, "[")
    expect(shown.locator(".table > [role=status].for-readers")).to_contain_text("Line 1:")
    press(shown, "j")
    seen_page(shown, "3")


def test_everything_is_reached_with_tab(shown: Page) -> None:
    names: list[str] = []
    shown.evaluate("document.activeElement.blur()")
    for _ in range(90):
        press(shown, "Tab")
        name = shown.evaluate(
            "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || '').trim()"
        )
        if name in names[:1] and len(names) > 10:
            break
        names.append(name)
    told = " | ".join(names)
    for wanted in ("Closer", "Whole page", "Frames", "Block A, story bridge", "Block X, Advertisement", "Approve", "Compare"):
        assert wanted in told, (wanted, told)


def test_a_brief_is_told_from_its_neighbours(shown: Page, herald: RealPaper) -> None:
    trace = herald.pages["1"].trace
    line = next(each for each in trace.lines if each.block == "E" and "weekdays" in each.text)
    shown.mouse.click(*at(shown, *middle(line, 0)))
    expect(shown.locator(".panel .chosen .places a")).to_have_text(["Page 1, block E"])
    expect(shown.locator(".panel .chosen").get_by_role("link", name="Galley")).to_have_attribute(
        "href", f"#/galley/library-hours?line={line.number}"
    )


def test_what_can_be_done_is_offered_where_the_panel_is_closed(shown: Page, herald: RealPaper) -> None:
    press(shown, "e")
    rest(shown)
    click_word(shown, herald.pages["1"].trace, "silent")
    shown.get_by_role("button", name="What can be done here").click()
    expect(shown.locator(".panel .chosen mark")).to_have_text("silent")


def test_without_an_editor_the_reason_is_told_and_the_path_can_be_copied(
    traced: TracedDesk, opened: Callable[[str], Page], herald: RealPaper
) -> None:
    closed = "No editor is set up. Start the desk with --editor."
    traced.answers["/api/stories"] = {
        slug: {**story, "links": {"file": None, "closed": closed}} for slug, story in herald.stories.items()
    }
    page = opened("#/page/1")
    click_word(page, herald.pages["1"].trace, "silent")
    button = page.locator(".panel .chosen").get_by_role("button", name="Open in editor")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_attribute("title", closed)
    press(page, "E")
    expect(page.locator("#said")).to_have_text(closed)
    assert traced.posts == []
    page.get_by_role("button", name="Copy the path").click()
    expect(page.locator("#said")).to_contain_text("stories/bridge.md")
    assert not violations(page)
