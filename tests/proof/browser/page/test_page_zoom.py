"""Zoom, pan, turn, and how sharp the page is: by wheel, trackpad, keys and fingers."""

from playwright.sync_api import Browser, Page, expect

from tests.proof.browser.made_up import staged, until
from tests.proof.browser.page.on_page import (
    REAL,
    WIDTH,
    at,
    contrast,
    middle,
    place,
    point_on,
    press,
    pressed,
    rest,
    seen,
    seen_page,
    sheet_box,
    stage_box,
    wheel,
    zoom,
)
from tests.proof.browser.traced import RealPaper, TracedDesk, is_near, words_of_line

RULER = """() => {
  const ruler = document.createElement("i");
  ruler.style.cssText = "position: absolute; width: 350mm";
  document.body.append(ruler);
  const { width } = ruler.getBoundingClientRect();
  ruler.remove();
  return width;
}"""


def test_a_page_is_seen_whole_at_first(shown: Page) -> None:
    box, stage = sheet_box(shown), stage_box(shown)
    assert box["y"] > stage["y"]
    assert box["y"] + box["height"] < stage["y"] + stage["height"]
    assert is_near(box["x"] + box["width"] / 2, stage["x"] + stage["width"] / 2, 1)
    assert pressed(shown, "Whole page")


def test_the_wheel_zooms_at_the_pointer(shown: Page) -> None:
    for target in ((300.0, 500.0), (900.0, 1300.0), (500.0, 800.0)):
        where = at(shown, *target)
        shown.mouse.move(*where)
        before = zoom(shown)
        wheel(shown, 0, -120, 3)
        assert zoom(shown) > before * 1.7
        x, y = point_on(shown, where)
        assert is_near(x, target[0], 1.5 / zoom(shown)), (x, target)
        assert is_near(y, target[1], 1.5 / zoom(shown)), (y, target)
        press(shown, "0")
        rest(shown)


def test_a_trackpad_pans_and_its_pinch_zooms(shown: Page) -> None:
    press(shown, "1")
    rest(shown)
    before = sheet_box(shown)
    shown.mouse.move(700, 450)
    wheel(shown, 3.5, 20)
    after = sheet_box(shown)
    assert is_near(after["y"], before["y"] - 20, 1)
    assert is_near(after["width"], before["width"], 0.5)
    under = point_on(shown, (700, 450))
    shown.keyboard.down("Control")
    wheel(shown, 0, -20)
    shown.keyboard.up("Control")
    assert sheet_box(shown)["width"] > after["width"] * 1.1
    assert is_near(point_on(shown, (700, 450))[0], under[0], 1.5)


def test_a_drag_pans_and_chooses_nothing(shown: Page) -> None:
    press(shown, "1")
    rest(shown)
    before = sheet_box(shown)
    shown.mouse.move(700, 450)
    shown.mouse.down()
    shown.mouse.move(640, 400, steps=4)
    shown.mouse.up()
    rest(shown)
    after = sheet_box(shown)
    assert is_near(after["x"], before["x"] - 60, 1)
    assert is_near(after["y"], before["y"] - 50, 1)
    expect(shown.locator(".panel .chosen")).to_be_hidden()


def test_keys_zoom(shown: Page) -> None:
    whole = zoom(shown)
    press(shown, "+")
    rest(shown)
    assert is_near(zoom(shown) / whole, 1.5, 0.01)
    press(shown, "-")
    rest(shown)
    assert is_near(zoom(shown) / whole, 1, 0.01)
    press(shown, "1")
    rest(shown)
    assert is_near(zoom(shown), REAL, 0.01)
    expect(shown.locator(".rail .zoom")).to_have_text("100 %")
    press(shown, "2")
    rest(shown)
    stage = stage_box(shown)
    assert is_near(sheet_box(shown)["width"], stage["width"] - 56, 2)
    press(shown, "0")
    rest(shown)
    assert is_near(zoom(shown), whole, 0.01)


def test_a_millimetre_is_a_millimetre_at_real_size(shown: Page) -> None:
    press(shown, "1")
    rest(shown)
    ruler = shown.evaluate(RULER)
    assert is_near(sheet_box(shown)["width"], ruler, 0.6)  # a Herald's page is 350 mm wide


def test_double_click_comes_near_and_goes_back(shown: Page) -> None:
    whole = zoom(shown)
    shown.mouse.dblclick(*at(shown, 500, 300))
    rest(shown)
    assert zoom(shown) > 2 * whole
    shown.mouse.dblclick(700, 450)
    rest(shown)
    assert is_near(zoom(shown), whole, 0.01)


def test_arrows_pan_where_something_is_hidden_and_turn_pages_where_nothing_is(shown: Page) -> None:
    press(shown, "1")
    rest(shown)
    before = sheet_box(shown)
    press(shown, "ArrowDown", "ArrowRight")
    rest(shown)
    after = sheet_box(shown)
    assert after["y"] == before["y"] - 80
    assert after["x"] == before["x"] - 80
    assert place(shown) == "#/page/1"
    press(shown, "0")
    rest(shown)
    press(shown, "ArrowRight")
    seen_page(shown, "2")
    press(shown, "ArrowLeft")
    seen_page(shown, "1")


def test_page_keys_turn_pages_and_stop_at_the_ends(shown: Page) -> None:
    for number in ("2", "3", "4"):
        press(shown, "PageDown")
        seen_page(shown, number)
    press(shown, "PageDown")
    expect(shown.locator("#said")).to_have_text("This is the last page.")
    press(shown, "PageUp")
    seen_page(shown, "3")
    expect(shown.locator(".rail select")).to_have_value("3")


def test_space_reads_on_down_the_page(shown: Page) -> None:
    press(shown, "2")
    rest(shown)
    before = sheet_box(shown)
    press(shown, " ")
    rest(shown)
    assert sheet_box(shown)["y"] < before["y"] - 300
    press(shown, "Shift+ ")
    rest(shown)
    assert is_near(sheet_box(shown)["y"], before["y"], 1)


def test_the_place_on_a_page_is_kept(shown: Page) -> None:
    shown.mouse.move(*at(shown, 700, 300))
    wheel(shown, 0, -120, 4)
    before = sheet_box(shown)
    press(shown, "PageDown")
    seen_page(shown, "2")
    press(shown, "0")
    press(shown, "PageUp")
    seen_page(shown, "1")
    rest(shown)
    for name, value in sheet_box(shown).items():
        assert is_near(value, before[name], 1.5), name


def test_type_is_sharp_at_400_percent(shown: Page, herald: RealPaper, traced: TracedDesk) -> None:
    traced.blank = False
    press(shown, "m")
    line = next(each for each in herald.pages["1"].trace.lines if each.kind == "body" and each.block == "A" and each.leg == 2)
    shown.mouse.move(*at(shown, line.words[0].x + 20, line.baseline))
    wheel(shown, 0, -120, 11)
    assert zoom(shown) > 4 * REAL
    level = max(int(asked.split()[2]) for asked in traced.asked if " tile " in asked)
    assert level >= 4  # 768 dots an inch: 400 % of 96 and more
    area = (line.words[0].x, line.baseline - 8, 90.0, 10.0)
    shown.mouse.move(5, 300)
    sharp = contrast(shown, area)
    shown.evaluate(
        "document.querySelectorAll('.picture img:not(.whole)').forEach((tile) => { tile.style.visibility = 'hidden'; })"
    )
    soft = contrast(shown, area)
    assert sharp > 0.6, sharp
    assert sharp > 1.4 * soft, (sharp, soft)


def test_only_tiles_in_sight_are_asked_for(shown: Page, traced: TracedDesk) -> None:
    assert not [asked for asked in traced.asked if " tile " in asked], "a page that is seen whole on a plain screen needs no tile"
    shown.mouse.move(*at(shown, 150, 800))
    wheel(shown, 0, -120, 8)
    finest = max(int(asked.split()[2]) for asked in traced.asked if " tile " in asked)
    tiles = [asked for asked in traced.asked if f" tile {finest} " in asked]
    across = WIDTH / (512 * 72 / (48 * 2**finest))
    assert len(tiles) == len(set(tiles))
    assert 4 <= len(tiles) <= 30 < across * across * 1.4, (len(tiles), finest)


def test_panning_far_forgets_the_tiles_that_were_left(shown: Page, traced: TracedDesk) -> None:
    shown.mouse.move(*at(shown, 150, 100))
    wheel(shown, 0, -120, 12)
    shown.wait_for_timeout(250)  # a hand's pause between two gestures
    for _ in range(12):
        wheel(shown, 2.5, 700)
    asked = [each for each in traced.asked if " tile " in each]
    assert len(asked) > 120
    assert shown.locator(".picture img").count() <= 97


def test_fingers_pinch_drag_and_tap(traced: TracedDesk, browser: Browser, herald: RealPaper) -> None:
    for stage in staged(browser, viewport={"width": 1024, "height": 1366}, has_touch=True):
        page = traced.show(stage, "#/page/1")
        seen(page)
        session = page.context.new_cdp_session(page)

        def touch(kind: str, *points: tuple[float, float]) -> None:
            fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})  # noqa: B023 # used in this turn alone

        whole, under = zoom(page), point_on(page, (550, 600))
        touch("touchStart", (500, 600), (600, 600))
        for by in range(1, 11):
            touch("touchMove", (500 - 10 * by, 600), (600 + 10 * by, 600))
        touch("touchEnd")
        rest(page)
        assert is_near(zoom(page) / whole, 3, 0.25)
        assert is_near(point_on(page, (550, 600))[0], under[0], 4)
        before = sheet_box(page)
        touch("touchStart", (500, 600))
        for by in range(1, 6):
            touch("touchMove", (500, 600 - 20 * by))
        touch("touchEnd")
        rest(page)
        assert is_near(sheet_box(page)["y"], before["y"] - 100, 16)  # less what a finger may tremble
        press(page, "0")
        rest(page)
        trace = herald.pages["1"].trace
        line, word = words_of_line(trace, "silent")
        page.touchscreen.tap(*at(page, *middle(trace.lines[line], word)))
        expect(page.locator(".caption")).to_contain_text("bridge")


def test_tiles_that_left_the_view_are_not_waited_for(shown: Page, traced: TracedDesk, herald: RealPaper) -> None:
    dropped: list[str] = []
    shown.on("requestfailed", lambda request: dropped.append(request.url))
    shown.mouse.move(*at(shown, 500, 400))
    traced.hold(herald.pages["1"].key)
    shown.evaluate("window.came = 0; addEventListener('wheel', () => { window.came += 1; })")
    for _ in range(6):
        shown.mouse.wheel(0, -120)
    shown.wait_for_selector(".stage[data-loading]")
    until(shown, "window.came >= 6 && !document.querySelector('.stage').hasAttribute('data-moving')")
    with shown.expect_event("requestfailed"):
        press(shown, "0")
    until(shown, "!document.querySelector('.stage').hasAttribute('data-loading')")
    assert all("/tile/" in address for address in dropped)
    traced.held.clear()
