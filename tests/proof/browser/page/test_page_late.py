"""A picture that comes late, or never: until the new one is there the old one is not shown as fresh."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.proof.browser.made_up import until, violations
from tests.proof.browser.page.on_page import at, lead, press, rest, wheel
from tests.proof.browser.traced import RealPaper, TracedDesk

BUSY = {"status": 503, "headers": {"Retry-After": "20"}, "content_type": "application/json", "body": '{"problem": "Busy."}'}
GONE = {"status": 404, "content_type": "application/json",
        "body": '{"problem": "This version is not kept.", "remedy": "Look at another."}'}  # fmt: skip
FASTER = """() => {
  window.later = window.setTimeout;
  window.setTimeout = (fn, time, ...more) => window.later(fn, time / 50, ...more);
}"""
ON_ITS_WAY = "Out of date: the new picture is on its way"


class Refused:
    """Pictures under a pattern are refused until `let_go`; `count` of them."""

    def __init__(self, page: Page, pattern: str, answer: dict[str, object] | None) -> None:
        self.page, self.pattern, self.count, self.answer = page, pattern, 0, answer
        page.route(pattern, self._refuse)

    def _refuse(self, route: Route) -> None:
        self.count += 1
        if self.answer is None:
            return route.abort()
        return route.fulfill(**self.answer)  # type: ignore[arg-type]

    def let_go(self) -> None:
        self.page.unroute(self.pattern)


def tell_new(traced: TracedDesk, page: Page, edited: RealPaper, answer: dict[str, object] | None) -> tuple[str, Refused]:
    """The edited paper is told of, but the picture of its page 1 is refused."""
    traced.knows(edited)
    key = edited.pages["1"].key
    refused = Refused(page, f"**/api/proofs/{key}/page/*", answer)
    traced.tell(page, pages=[each.facts for each in edited.pages.values()])
    return key, refused


def test_a_picture_that_can_not_be_had_is_asked_for_until_it_comes(
    traced: TracedDesk, opened: Callable[[str], Page], edited: RealPaper
) -> None:
    page = opened("#/page/1")
    page.evaluate(FASTER)
    key, refused = tell_new(traced, page, edited, None)
    sheet = page.locator('.sheet[data-page="1"]')
    expect(sheet.locator(".veil")).to_be_visible()
    expect(sheet.locator(".veil")).to_have_text(ON_ITS_WAY)
    expect(sheet).to_have_class(re.compile(r"\bold\b"))
    assert not violations(page)
    for _ in range(400):
        if refused.count > 5:
            break
        page.wait_for_timeout(10)
    assert refused.count > 5
    assert sheet.get_attribute("data-shown") != key
    lead(page, "#/page/1?block=A")  # another address of the same page: it stays said
    expect(sheet.locator(".veil")).to_be_visible()
    refused.let_go()
    page.wait_for_selector(f'.sheet[data-shown="{key}"]')
    expect(sheet.locator(".veil")).to_be_hidden()
    expect(sheet).not_to_have_class(re.compile(r"\bold\b"))
    page.evaluate("() => { window.setTimeout = window.later; }")


def test_when_the_desk_is_reached_again_a_picture_is_asked_for_at_once(
    traced: TracedDesk, opened: Callable[[str], Page], edited: RealPaper
) -> None:
    page = opened("#/page/1")
    key, refused = tell_new(traced, page, edited, BUSY)
    expect(page.locator('.sheet[data-page="1"] .veil')).to_be_visible()
    refused.let_go()
    assert refused.count == 1, "a busy desk has asked for twenty seconds"
    page.evaluate("window.desk.tell('error')")
    page.evaluate("window.desk.tell('ping')")
    page.wait_for_selector(f'.sheet[data-shown="{key}"]')


def test_a_picture_that_never_comes_is_told_of_and_the_sheet_keeps_saying_so(
    traced: TracedDesk, opened: Callable[[str], Page], edited: RealPaper
) -> None:
    page = opened("#/page/1")
    _, refused = tell_new(traced, page, edited, GONE)
    expect(page.locator("#complaint")).to_contain_text(
        "The picture of page 1 can\u2019t be had. This version is not kept. Look at another."
    )
    lead(page, "#/page/1?block=A")
    expect(page.locator("#complaint")).to_be_hidden()
    expect(page.locator('.sheet[data-page="1"] .veil')).to_have_text("Out of date: the new picture can\u2019t be had")
    expect(page.locator('.sheet[data-page="1"] .veil')).to_be_visible()
    assert refused.count == 1
    refused.let_go()


def test_one_tile_that_is_late_does_not_hold_the_new_picture_back(
    traced: TracedDesk, opened: Callable[[str], Page], edited: RealPaper
) -> None:
    page = opened("#/page/1")
    page.mouse.move(*at(page, 300, 300))
    wheel(page, 0, -120, 6)
    key = edited.pages["1"].key
    traced.knows(edited)
    refused = Refused(page, f"**/api/proofs/{key}/tile/**", BUSY)
    traced.tell(page, pages=[each.facts for each in edited.pages.values()])
    page.wait_for_selector(f'.sheet[data-shown="{key}"]')
    assert page.locator(f'.picture[data-key="{key}"] img').count() == 1
    refused.let_go()
    page.evaluate("window.desk.tell('error')")
    page.evaluate("window.desk.tell('ping')")
    until(page, f"document.querySelectorAll('.picture[data-key=\"{key}\"] img').length > 1")
    rest(page)
    press(page, "0")


def test_pauses_grow_and_heed_what_the_desk_asks_for(shown: Page) -> None:
    found = shown.evaluate("""() => import("/static/js/patience.js").then(({ isPassing, pauseAfter }) => [
      [0, 1, 2, 9].map((tries) => pauseAfter(tries, {})), [pauseAfter(0, { after: 3 }), pauseAfter(0, { after: 600 })],
      [429, 500, 503, undefined].map((status) => isPassing({ status })), [401, 404, 409].map((status) => isPassing({ status })),
    ])""")
    assert found == [[700, 1400, 2800, 20000], [3000, 20000], [True] * 4, [False] * 3]
