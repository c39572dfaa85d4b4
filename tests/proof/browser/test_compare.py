"""Comparing on screen: three ways to see, one list to read, and the keys between them."""

import io
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, Request, Route, expect

from layout.proof.compare.as_json import comparison_facts
from layout.proof.compare.comparing import compare_traces
from layout.proof.trace import Trace, TracedArt
from tests.proof.browser.made_up import Facts, MadeUpDesk, Stage, digest, page_facts, until, violations
from tests.proof.compare.paper import block, body, line, page

PARAGRAPHS = (
    "the council fell silent when the clerk read out every deferral since the first drawings",
    "work on the eastern foundation is to begin in March once the eel passage is over",
)
EDITED = (PARAGRAPHS[0], PARAGRAPHS[1].replace("in March", "later, in April"))
SIZE = (930.0, 1240.0)
NOW, EDIT, SIGNED, GONE = (digest(name) for name in ("now", "edit", "signed", "gone"))


def trace(copy: tuple[str, ...], ad: str, slot: int = 0) -> Trace:
    sold, story = block("X", booking="A1207", at=(3, 60), depth=20), block("A", ["tram"], at=(0, slot))
    head = line("Tram stops at the hospital", "headline", (320, 60), ("A", "tram"), size=36.0)
    return page([sold, story], [*body(copy, story), head], [TracedArt("X", "", "ad", ad, sold.areas[0])])


TRACES = {NOW: trace(EDITED, "new.pdf", slot=4), EDIT: trace(PARAGRAPHS, "new.pdf"), SIGNED: trace(PARAGRAPHS, "old.pdf")}
INK = {NOW: (30, 30, 60, 60), EDIT: (30, 30, 60, 60), SIGNED: (20, 30, 50, 60)}  # what is black on each picture


def version(key: str, at: str, *done: tuple[str, str], kept: bool = True) -> Facts:
    marks = [{"proof": key, "what": what, "by": "Ben Okafor", "at": when, "holds": True} for what, when in done]
    labels = (["now"] if key == NOW else []) + [what for what, _when in done]
    told = {
        "key": key,
        "ink": key,
        "first_at": f"2026-11-26T{at}:00Z",
        "since": f"2026-11-26T{at}:00Z",
        "labels": labels,
        "marks": marks,
        "kept": kept,
    }
    return {**told, "said": ""}


VERSIONS = [
    version(NOW, "20:00") | {"said": "The text of 'tram' changed."},
    version(EDIT, "19:30", ("printed", "2026-11-26T19:31:00Z")),
    version(SIGNED, "19:00", ("signed", "2026-11-26T19:10:00Z")),
    version(GONE, "18:00", kept=False),
]


def compared(before: str, after: str) -> Facts:
    return {
        "before": before,
        "after": after,
        "same_ink": False,
        **comparison_facts(compare_traces(TRACES[before], TRACES[after]), False),
    }


class VersionsDesk(MadeUpDesk):
    """Pages of 93 by 124 pixels, with one black square each."""

    def answer(self, route: Route, request: Request) -> None:
        path = urlsplit(request.url).path
        if not path.endswith("/page/96"):
            super().answer(route, request)
            return
        picture = Image.new("RGB", (93, 124), "white")
        ImageDraw.Draw(picture).rectangle(INK[path.split("/")[3]], fill="black")
        data = io.BytesIO()
        picture.save(data, "PNG")
        route.fulfill(content_type="image/png", body=data.getvalue())


@pytest.fixture
def desk() -> MadeUpDesk:
    desk = VersionsDesk(page_facts("1", proof=NOW, size=list(SIZE), media=[0.0, 0.0, *SIZE]), page_facts("2"))
    desk.answers["/api/pages/1/versions"] = {"versions": VERSIONS}
    desk.answers["/api/pages/2/versions"] = {"versions": VERSIONS[:1]}
    for before in TRACES:
        for after in TRACES:
            desk.answers[f"/api/pages/1/compare?before={before}&after={after}"] = compared(before, after)
    return desk


def shown(desk: MadeUpDesk, stage: Stage, view: str = "#/compare/1") -> Page:
    page = desk.show(stage, view)
    until(
        page, "document.querySelector('.told h2')?.textContent && document.querySelector('.told h2').textContent !== 'Comparing…'"
    )
    return page


@pytest.fixture
def view(desk: MadeUpDesk, stage: Stage) -> Page:
    page = shown(desk, stage)
    page.wait_for_selector(".change")
    page.wait_for_selector(".leaf.complete")
    return page


def chosen(page: Page, which: str) -> str:
    return str(page.eval_on_selector(f"#compare-{which}", "(select) => select.selectedOptions[0].textContent"))


def eyes(page: Page) -> list[str]:
    return [str(each) for each in page.eval_on_selector_all(".world", "(worlds) => worlds.map((world) => world.style.transform)")]


def pixel(page: Page, x: int, y: int) -> list[int]:
    """Of the ghost."""
    script = "(canvas, [x, y]) => [...canvas.getContext('2d').getImageData(x, y, 1, 1).data].slice(0, 3)"
    return list(page.eval_on_selector(".leaf canvas", script, [x, y]))


def test_what_was_signed_is_compared_with_now_at_first(view: Page) -> None:
    assert chosen(view, "before") == "20:00, signed by Ben Okafor 20:10"
    assert chosen(view, "after") == "Now, since 21:00 – The text of 'tram' changed"
    expect(view.locator("figcaption")).to_have_text(["Before: 20:00, signed by Ben Okafor 20:10", "After: Now, since 21:00"])
    expect(view.locator(".told h2")).to_have_text("1 story's words, 1 place where lines break elsewhere, 2 moves, 1 ad")


def test_the_list_names_every_version_with_its_time_and_what_was_done(view: Page) -> None:
    before = ["20:30, proof pulled 20:31", "20:00, signed by Ben Okafor 20:10", "19:00, no longer kept"]
    expect(view.locator("#compare-before option")).to_have_text(before)
    now = "Now, since 21:00 – The text of 'tram' changed"
    expect(view.locator("#compare-after option")).to_have_text([now, *before])


def test_versions_of_one_minute_are_told_apart_by_their_seconds(desk: MadeUpDesk, stage: Stage) -> None:
    twin = {**VERSIONS[1], "first_at": "2026-11-26T20:00:31Z", "since": "2026-11-26T20:00:31Z", "marks": []}
    desk.answers["/api/pages/1/versions"] = {"versions": [VERSIONS[0], twin, VERSIONS[2]]}
    view = shown(desk, stage)
    expect(view.locator("#compare-before option").first).to_have_text("21:00:31")


def test_a_version_that_came_back_counts_from_then_and_its_first_making_is_told_apart(desk: MadeUpDesk, stage: Stage) -> None:
    back = {**VERSIONS[0], "first_at": "2026-11-26T18:00:00Z", "said": ""}
    desk.answers["/api/pages/1/versions"] = {"versions": [back, *VERSIONS[1:]]}
    view = shown(desk, stage)
    expect(view.locator("#compare-after option").first).to_have_text("Now, since 21:00, first made 19:00")


def test_what_was_released_stands_under_the_time_of_its_release(desk: MadeUpDesk, stage: Stage) -> None:
    """Also where the page was that again since, as an edit was undone."""
    back = version(EDIT, "19:30", ("released", "2026-11-26T18:30:00Z")) | {"first_at": "2026-11-26T17:50:00Z"}
    desk.answers["/api/pages/1/versions"] = {"versions": [VERSIONS[0], back, VERSIONS[2], VERSIONS[3]]}
    view = shown(desk, stage)
    told = ["20:00, signed by Ben Okafor 20:10", "Released 19:30, first made 18:50", "19:00, no longer kept"]
    expect(view.locator("#compare-before option")).to_have_text(told)


def test_a_word_that_changed_is_struck_out_and_its_like_put_in(view: Page) -> None:
    expect(view.locator(".change del")).to_have_text(["taken out: March"])
    expect(view.locator(".change ins").first).to_have_text("put in: later,")


def test_an_exchanged_ad_says_that_no_editorial_word_changed(desk: MadeUpDesk, stage: Stage) -> None:
    view = shown(desk, stage, f"#/compare/1?before={SIGNED}&after={EDIT}")
    expect(view.locator(".same-words")).to_have_text("No editorial word changed.")
    expect(view.locator(".change .said")).to_have_text(["The ad A1207 is another file: new.pdf, not old.pdf."])


def test_brackets_step_through_the_versions(view: Page) -> None:
    view.keyboard.press("]")
    assert chosen(view, "before") == "20:30, proof pulled 20:31"
    view.keyboard.press("[")
    assert chosen(view, "before") == "20:00, signed by Ben Okafor 20:10"
    view.keyboard.press("[")
    expect(view.locator(".nothing")).to_contain_text("no longer kept")
    view.keyboard.press("[")
    expect(view.locator("#said")).to_have_text("There is no older version.")
    view.keyboard.press("]")
    view.wait_for_selector(".change")
    view.keyboard.press("{")
    assert chosen(view, "after") == "20:30, proof pulled 20:31"
    assert f"after={EDIT}" in view.url


def test_one_zoom_and_one_pan_serve_both_sides(view: Page) -> None:
    box = view.locator(".stage").nth(1).bounding_box()
    assert box is not None
    view.mouse.move(box["x"] + 200, box["y"] + 200)
    before = eyes(view)
    view.mouse.wheel(0, -360)
    until(view, f"document.querySelector('.world').style.transform !== {before[0]!r}")
    view.mouse.down()
    view.mouse.move(box["x"] + 260, box["y"] + 230, steps=4)
    view.mouse.up()
    until(view, "new Set([...document.querySelectorAll('.world')].map((world) => world.style.transform)).size === 1")
    view.keyboard.press("0")
    until(view, f"document.querySelector('.world').style.transform === {before[0]!r}")
    assert len(set(eyes(view))) == 1


def test_j_and_k_go_from_change_to_change_and_both_sides_show_it(view: Page) -> None:
    whole = eyes(view)
    view.keyboard.press(".")
    first = view.locator(".change[aria-current]")
    expect(first).to_be_focused()
    expect(first).to_contain_text("Words")
    expect(view.locator(".leaf.before .mark.chosen")).to_have_count(1)
    expect(view.locator(".leaf.after .mark.chosen.text")).not_to_have_count(0)
    assert eyes(view) != whole
    view.keyboard.press(".")
    expect(view.locator(".change[aria-current]")).to_have_count(1)
    view.keyboard.press(",")
    expect(view.locator(".change[aria-current] .kind.text")).to_have_count(1)


def test_a_click_on_a_mark_leads_to_its_words(view: Page) -> None:
    box = view.locator(".leaf.after .mark.ad").first.bounding_box()
    assert box is not None
    view.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(view.locator(".change[aria-current]")).to_contain_text("The ad A1207 is another file")


def test_a_click_in_the_list_goes_to_the_place(view: Page) -> None:
    view.get_by_role("button", name="The ad A1207 is another file").click()
    expect(view.locator(".leaf.before .mark.chosen.ad")).to_have_count(1)
    expect(view.locator(".leaf.after .mark.chosen.ad")).to_have_count(1)


def test_the_slider_follows_arrows_range_and_hand(view: Page) -> None:
    view.keyboard.press("l")
    expect(view.locator(".stage")).to_have_count(1)
    slider = view.get_by_role("slider")
    expect(slider).to_have_value("50")
    view.keyboard.press("ArrowRight")
    expect(slider).to_have_value("52")
    view.keyboard.press("Shift+ArrowLeft")
    expect(slider).to_have_value("42")
    slider.fill("80")
    assert view.eval_on_selector(".handle", "(handle) => handle.style.left") == "80%"
    expect(slider).to_have_attribute("aria-valuetext", "80 per cent before, 20 per cent after")
    handle, table = view.locator(".handle").bounding_box(), view.locator(".stage").bounding_box()
    assert handle is not None
    assert table is not None
    view.mouse.move(handle["x"] + 22, handle["y"] + 40)
    view.mouse.down()
    view.mouse.move(table["x"] + table["width"] / 4, handle["y"] + 40, steps=4)
    view.mouse.up()
    expect(slider).to_have_value("25")


def test_left_of_the_slider_is_before_and_right_of_it_after(view: Page) -> None:
    view.keyboard.press("l")
    until(view, "[...document.querySelectorAll('.leaf')].every((leaf) => leaf.style.clipPath !== '')")
    clips = view.eval_on_selector_all(".leaf", "(leaves) => leaves.map((leaf) => leaf.style.clipPath)")
    assert "calc(100% -" in clips[0]
    assert clips[1].endswith("px)")
    view.keyboard.press("s")
    until(view, "[...document.querySelectorAll('.leaf')].every((leaf) => leaf.style.clipPath === '')")


def test_the_ghost_is_orange_where_it_was_blue_where_it_is_and_grey_where_both_are(view: Page) -> None:
    view.keyboard.press("h")
    view.wait_for_selector(".leaf canvas")
    assert pixel(view, 25, 45) == [213, 94, 0]
    assert pixel(view, 55, 45) == [0, 114, 178]
    both = pixel(view, 40, 45)
    assert both[0] == both[1] == both[2]
    assert 120 < both[0] < 160
    assert pixel(view, 5, 5) == [255, 255, 255]
    expect(view.get_by_role("list", name="Colours")).to_contain_text("Only before")


def test_the_colours_of_the_marks_are_told_beside_the_page(view: Page) -> None:
    kinds = view.locator(".kinds li")
    marked = view.evaluate("[...new Set([...document.querySelectorAll('.mark')].map((mark) => mark.classList[1]))].length")
    expect(kinds).to_have_count(marked)
    expect(kinds.first).to_have_text("Words")
    assert violations(view) == []
    view.keyboard.press("m")
    expect(kinds.first).to_be_hidden()
    view.keyboard.press("m")


def test_marks_go_and_come_back_but_for_the_one_that_is_chosen(view: Page) -> None:
    seen = view.locator(".mark:visible")
    assert seen.count() > 2
    view.keyboard.press("m")
    expect(seen).to_have_count(0)
    view.keyboard.press(".")
    expect(seen).not_to_have_count(0)
    view.keyboard.press("m")
    assert view.locator(".mark.moved:visible").count() > 0


def test_a_new_make_is_compared_by_itself_while_the_way_stays(desk: MadeUpDesk, view: Page) -> None:
    view.keyboard.press("h")
    desk.answers["/api/pages/1/versions"] = {"versions": [version(EDIT, "19:30") | {"labels": ["now"]}, *VERSIONS[2:]]}
    desk.tell_pages(view, _1={"proof": EDIT})
    expect(view.locator(".same-words")).to_be_visible()
    expect(view.locator(".stages.ghost")).to_have_count(1)


def test_a_version_that_is_on_record_a_moment_late_is_waited_for(desk: MadeUpDesk, view: Page) -> None:
    late = [{"versions": VERSIONS[2:]}]
    newest = {"versions": [version(EDIT, "19:30") | {"labels": ["now"]}, *VERSIONS[2:]]}
    desk.answers["/api/pages/1/versions"] = lambda body: late.pop() if late else newest
    desk.tell_pages(view, _1={"proof": EDIT})
    expect(view.locator(".same-words")).to_be_visible()


def test_a_page_with_one_version_says_so(desk: MadeUpDesk, stage: Stage) -> None:
    view = shown(desk, stage, "#/compare/2")
    expect(view.locator(".nothing")).to_have_text("There is one version of this page so far: nothing to compare it with.")


def test_a_refusal_of_the_desk_stands_where_the_words_would(desk: MadeUpDesk, stage: Stage) -> None:
    refused = (404, {"problem": "This version of the page is not kept any longer.", "remedy": "Compare with another one."})
    desk.answers[f"/api/pages/1/compare?before={SIGNED}&after={NOW}"] = lambda body: refused
    view = shown(desk, stage)
    expect(view.locator(".told h2")).to_have_text("This version of the page is not kept any longer. Compare with another one.")


def test_words_of_a_story_are_words_and_never_markup(desk: MadeUpDesk, stage: Stage) -> None:
    facts = compared(SIGNED, NOW)
    evil = "<img src=x onerror=alert(1)>"
    facts["stories"][0]["headline"] = evil
    facts["stories"][0]["changes"][0] |= {"said": evil, "pieces": [{"was": evil, "now": evil}]}
    desk.answers[f"/api/pages/1/compare?before={SIGNED}&after={NOW}"] = facts
    view = shown(desk, stage)
    expect(view.locator(".changes h3").first).to_contain_text(evil)
    expect(view.locator(".told img")).to_have_count(0)


@pytest.mark.parametrize("way", ["side", "slider", "ghost"])
def test_nothing_hinders_those_who_do_not_see_or_use_a_mouse(desk: MadeUpDesk, stage: Stage, way: str) -> None:
    view = shown(desk, stage, f"#/compare/1?way={way}")
    view.wait_for_selector(".change")
    assert violations(view) == []


@pytest.mark.parametrize("way", ["side", "slider", "ghost"])
def test_a_picture_that_can_not_be_had_is_said_where_it_would_be(desk: MadeUpDesk, stage: Stage, way: str) -> None:
    told = '{"problem": "This version of the page is not kept.", "remedy": "Look at another version."}'
    pictures = f"**/api/proofs/{NOW}/page/*"
    stage.page.route(pictures, lambda route: route.fulfill(status=404, content_type="application/json", body=told))
    view = shown(desk, stage, f"#/compare/1?way={way}")
    missing = view.locator(".leaf.failed .veil")
    expect(missing).to_have_text("The picture can\u2019t be had. This version of the page is not kept. Look at another version.")
    expect(missing).to_be_visible()
    expect(view.locator(".leaf canvas")).to_have_count(0)  # no ghost: what failed to come was not deleted
    assert violations(view) == []
    view.unroute(pictures)


def test_a_ghost_knows_nothing_there_from_not_had(desk: MadeUpDesk, stage: Stage) -> None:
    found = shown(desk, stage).evaluate(
        """async (now) => {
      const { GhostQueue } = await import("/static/js/compare/ghost.js");
      const image = new Image();
      image.src = `/api/proofs/${now}/page/96`;
      await image.decode();
      const ask = async (status, place) => {
        const refusal = Object.assign(new Error("no"), { status });
        const picture = (address) => (address.includes("/b/") ? Promise.reject(refusal) : Promise.resolve(image));
        const queue = { ask: (address) => ({ picture: picture(address), stop() {} }) };
        return new GhostQueue(queue, "a", "b").ask(`/api/proofs/ghost/${place}`).picture
          .then((one) => one.tagName, () => "refused");
      };
      return [await ask(404, "tile/1/0/0"), await ask(409, "tile/1/0/0"), await ask(404, "page/96")];
    }""",
        NOW,
    )
    assert found == ["CANVAS", "refused", "refused"]


def test_a_version_that_never_comes_on_record_is_asked_for_some_times_and_no_more(desk: MadeUpDesk, view: Page) -> None:
    view.evaluate("""() => {
      window.pauses = [];
      window.later = setTimeout;
      window.setTimeout = (fn, time, ...more) => { window.pauses.push(time); return window.later(fn, time / 100, ...more); };
    }""")
    asked = []
    desk.answers["/api/pages/1/versions"] = lambda body: asked.append(1) or {"versions": VERSIONS[1:]}
    desk.tell_pages(view, _1={"proof": digest("never")})
    until(view, "window.pauses.includes(12800)")
    until(view, "new Promise((done) => window.later(() => done(true), 400))")
    assert [each for each in view.evaluate("window.pauses") if each in {400, 800, 1600, 3200, 6400, 12800, 25600}] == [
        400, 800, 1600, 3200, 6400, 12800,
    ]  # fmt: skip
    assert len(asked) == 7
    view.evaluate("() => { window.setTimeout = window.later; }")


def test_a_signed_page_is_not_compared_with_itself(desk: MadeUpDesk, stage: Stage) -> None:
    signed = ("signed", "2026-11-26T20:10:00Z")
    now = version(NOW, "20:00", signed)
    desk.answers["/api/pages/1/versions"] = {"versions": [now, *VERSIONS[1:2], VERSIONS[2]]}
    view = shown(desk, stage)
    assert chosen(view, "before") == "20:30, proof pulled 20:31"
    alike = {**version(EDIT, "19:30", signed), "ink": NOW}  # another file of the same print
    desk.answers["/api/pages/1/versions"] = {"versions": [VERSIONS[0], alike, version(SIGNED, "19:00")]}
    view = shown(desk, stage, "#/compare/2")
    view = shown(desk, stage)
    assert chosen(view, "before") == "20:00"


def test_what_was_pulled_last_goes_by_its_own_name(desk: MadeUpDesk, stage: Stage) -> None:
    view = shown(desk, stage, "#/compare/1?before=pulled")
    assert chosen(view, "before") == "20:30, proof pulled 20:31"
