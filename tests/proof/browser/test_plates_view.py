"""The plates view in a browser, on a page whose ink is known place by place."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from layout.proof.pictures.plate_room import PlateRoom, Proofed
from tests.plates.sheets_of_ink import newsprint
from tests.proof.browser.made_up import violations
from tests.proof.pictures.known_page import BARE, BLEED, HEAVY, PICTURE, SPOT, SPOTTED, TYPE, kept_in, known_page
from tests.proof.pictures.plates_desk import PlatesDesk, serving
from tests.proof.pictures.test_drawer_faults import until

_OTHER_PAGE = known_page().replace(b"%%EOF", b"%%EOF\n%")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatesDesk]:
    folder = tmp_path_factory.mktemp("desk")
    proofs = []
    for pdf in (known_page(), _OTHER_PAGE, b"%PDF-1.7\n%%EOF"):
        key, path = kept_in(folder, pdf)
        proofs.append(Proofed("1", key, path, newsprint()))
    proofs[1] = replace(proofs[1], press=replace(newsprint(), profile=None))
    with serving(PlatesDesk(PlateRoom(folder / "plates"), proofs)) as this:
        yield this


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext, desk: PlatesDesk) -> Iterator[Page]:
    """The view of page 1, with all its plates shown; no complaint of the browser's may be heard meanwhile."""
    faults: list[str] = []
    desk.show(next(iter(desk.proofs)))
    page = window.new_page()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{desk.address}/#/plates/1")
    shown(page, "0 1 2 3 4")
    yield page
    page.close()
    refusals = ("409", "503")  # of the desk's, which Chromium writes down
    assert [fault for fault in faults if not any(status in fault for status in refusals)] == []


def seen(page: Page, area: tuple[float, float, float, float]) -> list[float]:
    """The mean colour of an area on the canvas."""
    x, y, width, height = area
    scale = 101.6 / 72
    left, top, right, foot = (round(side * scale) for side in (x + 2, y + 2, x + width - 2, y + height - 2))
    mean: list[float] = page.evaluate(
        """([left, top, width, height]) => {
            const context = document.querySelector(".sheet canvas").getContext("2d");
            const { data } = context.getImageData(left, top, width, height);
            const sums = [0, 0, 0];
            data.forEach((value, at) => { if (at % 4 < 3) sums[at % 4] += value; });
            return sums.map((sum) => sum / (width * height));
        }""",
        [left, top, right - left, foot - top],
    )
    return mean


def width_of(page: Page) -> float:
    """The sheet's, in CSS pixels."""
    return float(page.evaluate("document.querySelector('.sheet').getBoundingClientRect().width"))


def shown(page: Page, what: str) -> None:
    expect(page.locator(f"[data-shown='{what}']")).to_be_visible()


def here(page: Page, ink: str) -> str:
    return page.locator(f".here [data-ink='{ink}'] td").inner_text()


def point_at(page: Page, area: tuple[float, float, float, float]) -> None:
    """The pointer, in the middle of an area."""
    box = page.locator(".sheet").bounding_box()
    assert box is not None
    scale = box["width"] / 306.3
    page.mouse.move(box["x"] + (area[0] + area[2] / 2) * scale, box["y"] + (area[1] + area[3] / 2) * scale)


def test_all_plates_together_stand_on_the_papers_grey(page: Page) -> None:
    assert seen(page, BARE) == pytest.approx([200, 198, 191], abs=4)
    page.keyboard.press("w")
    expect(page.get_by_role("button", name="Newsprint white")).to_have_attribute("aria-pressed", "false")
    assert seen(page, BARE) == [255, 255, 255]
    page.keyboard.press("w")
    assert seen(page, BARE) == pytest.approx([200, 198, 191], abs=4)


def test_a_key_puts_a_plate_on_and_off(page: Page) -> None:
    paper = seen(page, BARE)
    assert min(paper) - min(seen(page, SPOTTED)) > 60
    page.keyboard.press("5")
    shown(page, "0 1 2 3")
    assert seen(page, SPOTTED) == paper
    page.keyboard.press("k")
    shown(page, "0 1 2")
    assert seen(page, TYPE) == paper
    assert seen(page, PICTURE) != paper
    expect(page.get_by_role("button", name="Black", exact=True)).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("z")
    shown(page, "0 1 2 3 4")


def test_plates_one_by_one(page: Page) -> None:
    page.keyboard.press("]")
    shown(page, "0")
    red, _, blue = seen(page, HEAVY)
    assert blue - red > 80
    page.keyboard.press("[")
    shown(page, "4")
    page.get_by_role("button", name="Black alone").click()
    shown(page, "3")
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="Inks as grey")).to_have_attribute("aria-pressed", "true")


def test_the_soft_proof_and_the_map_of_ink(page: Page) -> None:
    page.keyboard.press("s")
    shown(page, "softproof")
    expect(page.get_by_role("button", name="Soft proof")).to_have_attribute("aria-pressed", "true")
    assert seen(page, BARE) == pytest.approx([200, 198, 191], abs=3)
    page.keyboard.press("i")
    shown(page, "inkmap")
    assert seen(page, HEAVY) == pytest.approx([200, 0, 20], abs=1)
    expect(page.locator(".bands")).to_contain_text("over 220 %")
    page.keyboard.press("c")
    shown(page, "0 1 2 3 4")


def test_plates_laid_over_one_another_are_about_what_the_profile_sees(page: Page) -> None:
    """Single inks exactly; mixtures as well as filters can: within a tenth."""
    together = [seen(page, area) for area in (SPOTTED, PICTURE, BARE)]
    page.keyboard.press("s")
    shown(page, "softproof")
    proof = [seen(page, area) for area in (SPOTTED, PICTURE, BARE)]
    assert together[2] == pytest.approx(proof[2], abs=1)
    assert together[0] == pytest.approx(proof[0], abs=8)
    assert together[1] == pytest.approx(proof[1], abs=32)


def test_the_inks_under_the_pointer_are_told_too_much_in_red(page: Page) -> None:
    point_at(page, HEAVY)
    assert [here(page, ink) for ink in ("Cyan", "Magenta", "Yellow", "Black", SPOT, "total")] == [
        f"{share}\u00a0%" for share in (100, 90, 80, 0, 0, 270)
    ]
    expect(page.locator(".here .over")).to_contain_text("over the limit")
    point_at(page, SPOTTED)
    assert [here(page, ink) for ink in (SPOT, "total")] == ["100\u00a0%", "100\u00a0%"]
    expect(page.locator(".here .over")).to_have_count(0)
    page.mouse.move(5, 400)
    assert here(page, "total") == "\u2013"


def test_without_a_pointer_the_middle_is_measured(page: Page) -> None:
    page.keyboard.press(".")  # the first place above the limit, in the middle then
    page.keyboard.press("h")
    expect(page.locator(".here [data-ink=total] td")).to_have_text("270\u00a0%")
    expect(page.locator(".cross")).to_be_visible()
    page.keyboard.press("h")
    assert here(page, "total") == "\u2013"


def test_a_place_above_the_limit_is_listed_and_shown(page: Page) -> None:
    places = page.locator(".places button")
    expect(places).to_have_count(1)
    across, down = ((HEAVY[0] + HEAVY[2] / 2 - BLEED) / 72 * 25.4, (HEAVY[1] + HEAVY[3] / 2 - BLEED) / 72 * 25.4)
    assert f"{round(across)} mm from the left, {round(down)} mm from the top" in places.inner_text()
    places.focus()
    page.keyboard.press("Enter")
    expect(places).to_have_attribute("aria-current", "true")
    expect(places).to_be_focused()
    assert until(lambda: width_of(page) > 900)
    frame, stage = page.locator(".frame.chosen").bounding_box(), page.locator(".stage").bounding_box()
    assert frame is not None
    assert stage is not None
    assert frame["x"] + frame["width"] / 2 == pytest.approx(stage["x"] + stage["width"] / 2, abs=30)
    assert frame["y"] + frame["height"] / 2 == pytest.approx(stage["y"] + stage["height"] / 2, abs=30)


def test_a_place_that_is_shown_tells_its_inks(page: Page) -> None:
    inks = ("Cyan", "Magenta", "Yellow", "Black", SPOT, "total")
    heavy = [f"{share}\u00a0%" for share in (100, 90, 80, 0, 0, 270)]
    page.locator("[data-most]").click()
    assert [here(page, ink) for ink in inks] == heavy
    page.keyboard.press("0")
    assert until(lambda: width_of(page) < 700)
    point_at(page, BARE)
    assert here(page, "total") == "0\u00a0%"
    page.keyboard.press(".")
    assert [here(page, ink) for ink in inks] == heavy


def test_zoom_by_keys_and_by_the_wheel(page: Page) -> None:
    page.keyboard.press("1")
    assert until(lambda: abs(width_of(page) - 306.3 * 96 / 72) < 1)
    page.keyboard.press("2")
    assert until(lambda: width_of(page) > 700)
    page.keyboard.press("0")
    assert until(lambda: width_of(page) < 700)
    before = width_of(page)
    page.mouse.move(400, 400)
    page.mouse.wheel(0, -240)
    assert until(lambda: width_of(page) > before * 1.2)


def test_everything_is_reached_by_keyboard_and_has_a_name(page: Page) -> None:
    names = page.locator(".side button").evaluate_all("(all) => all.map((each) => (each.ariaLabel || each.textContent).trim())")
    assert all(names)
    assert len(set(names)) == len(names)
    page.locator(".side a").focus()
    reached = set()
    for _ in range(len(names)):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(document.activeElement.ariaLabel || document.activeElement.textContent).trim()"))
    assert reached == set(names)
    black = page.get_by_role("button", name="Black", exact=True)
    black.focus()
    page.keyboard.press("Space")
    shown(page, "0 1 2 4")
    expect(black).to_be_focused()
    page.keyboard.press("?")
    for said in ("Black on or off", "Soft proof", "Total ink", "Newsprint white, or pure white"):
        expect(page.locator("#help")).to_contain_text(said)
    page.keyboard.press("Escape")


def test_another_proof_of_the_page_brings_its_plates_and_what_was_chosen_stays(page: Page, desk: PlatesDesk) -> None:
    _, other, broken = desk.proofs
    page.keyboard.press("c")
    shown(page, "1 2 3 4")
    width = page.locator(".sheet").evaluate("(sheet) => sheet.style.width")
    desk.show(other)
    expect(page.locator(".modes .remedy")).to_contain_text("names no ICC profile")
    expect(page.get_by_role("button", name="Soft proof")).to_be_disabled()
    shown(page, "1 2 3 4")
    assert page.locator(".sheet").evaluate("(sheet) => sheet.style.width") == width
    desk.show(broken)
    expect(page.locator(".waiting")).to_contain_text("the PDF can't be rendered")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    expect(page.locator(".side")).to_have_class(re.compile("old"))


def test_a_page_that_was_not_made_is_told(page: Page) -> None:
    page.keyboard.press("PageDown")
    expect(page.locator(".waiting")).to_contain_text("Page 2 has not been made yet.")
    page.keyboard.press("Escape")
    shown(page, "0 1 2 3 4")


@pytest.mark.parametrize("key", ["z", "i", "s"])
def test_an_accessibility_checker_finds_nothing(page: Page, key: str) -> None:
    page.keyboard.press(key)
    assert violations(page) == []


def test_the_next_page_is_looked_at_in_the_same_way(page: Page) -> None:
    page.keyboard.press("i")
    shown(page, "inkmap")
    page.keyboard.press("PageDown")
    expect(page.locator("h1")).to_contain_text("Page 2")
    page.keyboard.press("PageUp")
    shown(page, "inkmap")


def test_what_is_on_its_way_is_not_asked_for_twice(page: Page) -> None:
    held: list[Route] = []
    page.route("**/softproof", lambda route: held.append(route))
    page.keyboard.press("s")
    page.keyboard.press("l")
    page.keyboard.press("s")
    for _ in range(200):
        if held:
            break
        page.wait_for_timeout(10)
    assert len(held) == 1
    held[0].continue_()
    shown(page, "softproof")
    assert len(held) == 1


def test_a_busy_desk_is_asked_again(page: Page) -> None:
    refused: list[Route] = []

    def busy(route: Route) -> None:
        refused.append(route)
        if len(refused) > 1:
            return route.fallback()
        return route.fulfill(status=503, content_type="application/json", body='{"problem": "The desk is busy.", "remedy": ""}')

    page.route("**/inkmap", busy)
    page.keyboard.press("i")
    shown(page, "inkmap")
    assert len(refused) == 2
