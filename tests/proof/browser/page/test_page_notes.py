"""Notes on the page: what the dialog says they are on, and where their pins stand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from layout.proof.trace import TracedLine
from tests.proof.browser.made_up import Facts, note_facts, violations
from tests.proof.browser.page.on_page import at, click_word, middle, posted, press, rest, seen, wheel
from tests.proof.browser.traced import RealPaper, TracedDesk, is_near, words_of_line

Opened = Callable[[str], Page]


def line_of(herald: RealPaper, kind: str, text: str, page: str = "1") -> TracedLine:
    return next(each for each in herald.pages[page].trace.lines if each.kind == kind and text in each.text)


def asked_at(page: Page, x: float, y: float, number: str = "1") -> str:
    """The dialog's title for that point."""
    rest(page)
    page.mouse.click(*at(page, x, y, number))
    press(page, "n")
    return page.locator("dialog.asked h2").inner_text()


@pytest.mark.parametrize(
    ("kind", "text", "word", "title"),
    [
        ("headline", "Council votes", 1, "Note on the word “votes” in the headline of the story bridge, page 1"),
        ("deck", "After three defeats", 2, "Note on the word “defeats” in the deck of the story bridge, page 1"),
        ("kicker", "Waterfront", 0, "Note on the word “Waterfront” in the kicker of the story bridge, page 1"),
        ("caption", "Both halves", 3, "Note on the word “Ada” in the caption of the story bridge, page 1"),
        ("byline", "Maren", 0, "Note on the word “Maren” in the byline of the story bridge, page 1"),
        ("crosshead", "Libraries to stay", 3, "Note on the word “open” in the headline of the story library-hours, page 1"),
        ("nameplate", "Harbour Herald", 0, "Note on a point on page 1"),
        ("folio", "Tuesday", 1, "Note on a point on page 1"),
        ("refer", "The four islands", 1, "Note on a point on page 1"),
    ],
)
def test_the_dialog_says_what_will_be_pinned(
    shown: Page, herald: RealPaper, traced: TracedDesk, kind: str, text: str, word: int, title: str
) -> None:
    line = line_of(herald, kind, text)
    assert asked_at(shown, *middle(line, word)) == title
    if "point" in title:
        expect(shown.locator("dialog .where")).to_contain_text("A point on the page")
    shown.locator("#note-text").fill("?")
    shown.get_by_role("button", name="Keep the note").click()
    body = posted(shown, traced)[1]
    assert line.words[word].x <= body["point"][0] <= line.words[word].x + line.words[word].width


def test_a_crosshead_of_the_body_and_a_quote_are_named(opened: Opened, herald: RealPaper) -> None:
    page = opened("#/page/2")
    title = asked_at(page, *middle(line_of(herald, "quote", "by from the ward", "2"), 3), "2")
    assert title == "Note on the word “ward” in the quote of the story tram, page 2"
    press(page, "Escape")
    assert (
        asked_at(page, *middle(line_of(herald, "crosshead", "Sand on the rails", "2"), 0), "2")
        == "Note on the word “Sand” in the story tram, page 2"
    )


def test_a_note_on_a_picture_is_pinned_where_it_was_clicked_and_says_which(shown: Page, traced: TracedDesk) -> None:
    assert asked_at(shown, 300.0, 600.0) == "Note on the picture bridge.jpg, page 1"
    shown.locator("#note-text").fill("Crooked")
    shown.get_by_role("button", name="Keep the note").click()
    body = posted(shown, traced)[1]
    assert is_near(body["point"][0], 300, 3)
    assert is_near(body["point"][1], 600, 3)


def test_the_panel_says_which_picture_or_part(traced: TracedDesk, opened: Opened) -> None:
    notes = [
        note_facts(1, art="bridge.jpg", block="A", area=[300.0, 600.0, 0.0, 0.0]),
        note_facts(2, story="bridge", part="deck", quote="dues"),
    ]
    traced.answers["/api/notes"] = {"revision": 1, "notes": notes}
    page = opened("#/page/1")
    expect(page.locator(".panel .notes li").nth(0)).to_contain_text("On the picture bridge.jpg")
    expect(page.locator(".panel .notes li").nth(1)).to_contain_text("On the deck")


def test_the_panel_says_what_lies_at_a_point_and_a_note_that_is_done_is_quoted(traced: TracedDesk, opened: Opened) -> None:
    point = {"area": [400.0, 90.0, 0.0, 0.0], "areas": [[400.0, 90.0, 0.0, 0.0]]}
    traced.answers["/api/notes"] = {
        "revision": 1,
        "notes": [note_facts(1, lies="nameplate \u201cHarbour Herald\u201d", text="High?", **point)],
    }
    page = opened("#/page/1")
    expect(page.locator(".panel .notes")).to_contain_text("On the nameplate \u201cHarbour Herald\u201d")
    page.get_by_role("button", name="Done: High?").click()
    expect(page.locator("#said")).to_have_text("Done: \u201cHigh?\u201d, page 1.")


def word_note(line: TracedLine, word: int, **more: object) -> Facts:
    x, width, _ = line.words[word]
    return note_facts(1, story="bridge", area=[x, line.area[1], width, line.size], **more)


@pytest.mark.parametrize("notches", [0, 4, 9])
@pytest.mark.parametrize(
    ("kind", "text", "word"), [("body", "silent", -1), ("headline", "Council votes", 3), ("caption", "Both halves", 3)]
)
def test_a_pin_hides_nothing_of_its_line(
    traced: TracedDesk, opened: Opened, herald: RealPaper, kind: str, text: str, word: int, notches: int
) -> None:
    trace = herald.pages["1"].trace
    line = trace.lines[words_of_line(trace, "silent")[0]] if word < 0 else line_of(herald, kind, text)
    word = words_of_line(trace, "silent")[1] if word < 0 else word
    traced.answers["/api/notes"] = {"revision": 1, "notes": [word_note(line, word)]}
    page = opened("#/page/1")
    page.mouse.move(*at(page, line.words[0].x, line.baseline))
    if notches:
        wheel(page, 0, -120, notches)
    pin = page.locator(".flag.pin").bounding_box()
    under = page.locator(".flag.pin .under").bounding_box()
    assert pin
    assert under
    left, _ = at(page, line.words[0].x, 0)
    x, foot = at(page, line.words[word].x, line.area[1] + line.size)
    assert pin["x"] + pin["width"] <= left + 0.5
    assert is_near(under["x"], x, 2)
    assert is_near(under["y"], foot, 4)
    assert under["y"] > at(page, 0, line.baseline)[1]


def test_a_note_whose_word_is_gone_has_its_pin_and_is_shown(traced: TracedDesk, opened: Opened, herald: RealPaper) -> None:
    trace = herald.pages["1"].trace
    at_line, word = words_of_line(trace, "silent")
    traced.answers["/api/notes"] = {
        "revision": 1,
        "notes": [word_note(trace.lines[at_line], word, found="gone", quote="quiet", text="Why?")],
    }
    page = opened("#/page/1")
    expect(page.locator(".flag.pin.gone")).to_have_count(1)
    page.get_by_role("button", name="Show where: Why?").click()
    expect(page.locator(".marking .flash")).to_have_count(1)
    assert violations(page) == []


def test_the_word_is_still_there_to_be_clicked(traced: TracedDesk, opened: Opened, herald: RealPaper) -> None:
    trace = herald.pages["1"].trace
    at_line, word = words_of_line(trace, "silent")
    traced.answers["/api/notes"] = {"revision": 1, "notes": [word_note(trace.lines[at_line], word)]}
    page = opened("#/page/1")
    click_word(page, trace, "silent")
    expect(page.locator(".panel .chosen mark")).to_have_text("silent")


def test_on_a_tablet_a_pin_is_found_by_a_finger(traced: TracedDesk, browser: Browser, herald: RealPaper) -> None:
    trace = herald.pages["1"].trace
    at_line, word = words_of_line(trace, "silent")
    traced.answers["/api/notes"] = {"revision": 1, "notes": [word_note(trace.lines[at_line], word)]}
    context = browser.new_context(
        viewport={"width": 1024, "height": 768}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    try:
        page = traced.open(context, "#/page/1")
        seen(page)
        box = page.locator(".flag.pin").bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        found = "([x, y]) => document.elementFromPoint(x, y)?.closest('.flag.pin') !== null"
        for across, down in ((-20, 0), (20, 0), (0, -20), (0, 20)):
            assert page.evaluate(found, [x + across, y + down])
    finally:
        context.close()


def test_pins_of_points_stand_near_them_in_the_white_and_apart(traced: TracedDesk, opened: Opened, herald: RealPaper) -> None:
    name = line_of(herald, "nameplate", "Harbour Herald")
    points = [middle(name, 0), middle(name, 1), middle(name, 1)]
    notes = [note_facts(at, area=[*point, 0.0, 0.0]) for at, point in enumerate(points, start=1)]
    traced.answers["/api/notes"] = {"revision": 1, "notes": notes}
    page = opened("#/page/1")
    pins = page.locator(".flag.pin.near")
    expect(pins).to_have_count(3)
    for closer in (0, 1):
        page.mouse.move(*at(page, *points[0]))
        wheel(page, 0, -120, closer)
        boxes = [pins.nth(index).bounding_box() for index in range(3)]
        for box, (x, y) in zip(boxes, points, strict=True):
            assert box
            there = at(page, x, y)
            assert abs(box["x"] + 10 - there[0]) < 90
            assert abs(box["y"] + 10 - there[1]) < 90
            (x0, y0), (x1, _) = at(page, 0, 0), at(page, 100, 0)  # asked once: there are thousands of words
            scale = (x1 - x0) / 100
            for line in herald.pages["1"].trace.lines:
                top, foot = y0 + scale * (line.baseline - 0.75 * line.size), y0 + scale * (line.baseline + 0.25 * line.size)
                for word in line.words:
                    left, right = x0 + scale * word.x, x0 + scale * (word.x + word.width)
                    assert not (left < box["x"] + 20 and box["x"] < right and top < box["y"] + 20 and box["y"] < foot), word.text
        one, other = boxes[1:]
        assert one
        assert other
        assert max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"])) >= 19
