"""The flatplan on screen: what it says, what every key does, and that a change touches its own card alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.proof.browser.made_up import MadeUpDesk, Stage, digest, until, violations
from tests.proof.browser.ten_pages import ANN, card, place, press, selected

WATCHED = """() => {
  const pageOf = (node) => (node instanceof Element ? node : node.parentElement)?.closest("[data-page]")?.dataset.page ?? "none";
  window.before = [...document.querySelectorAll(".card, .card *")].filter((node) => pageOf(node) !== "3");
  window.touched = new Set();
  new MutationObserver((all) => all.forEach(({ target }) => window.touched.add(pageOf(target))))
    .observe(document.querySelector(".spreads"), { subtree: true, childList: true, attributes: true, characterData: true });
}"""

BOXES = """() => {
  const { scrollTop } = document.querySelector(".scroll");
  return [...document.querySelectorAll(".card .picture")].map((each) => each.getBoundingClientRect())
    .map(({ x, y, width, height }) => [x, y + scrollTop, width, height].map((each) => Math.round(each * 10)).join(" "));
}"""


def test_pages_lie_in_the_readers_spreads(shown: Page) -> None:
    rows = shown.eval_on_selector_all(
        "[role=row]", "(rows) => rows.map((row) => [...row.children].map((cell) => cell.dataset.page).join(' '))"
    )
    assert rows == ["1", "2 3", "4 5", "6 7", "8-9", "10 11"]


def test_the_sum_says_how_the_paper_stands(shown: Page) -> None:
    expect(shown.locator(".sum")).to_have_text(
        "10 pages: 3 ready, 1 signed, 1 released, differs now, 1 sent, 1 building, 1 short (4 lines), 2 overset (+9 lines), "
        "1 sign-off lapsed, 2 open notes, "
        "past deadline: page 6, next deadline 21:15 (page 3) in 11 min"
    )


def test_a_released_page_that_differs_now_is_red_in_the_sum_and_on_its_card(shown: Page, made_up: MadeUpDesk) -> None:
    red = "rgb(163, 18, 15)"
    expect(shown.locator(".sum .part", has_text="differs now")).to_have_css("color", red)
    bar = "getComputedStyle(document.querySelector('[data-page=\"7\"] .picture'), '::after').backgroundColor"
    assert shown.evaluate(bar) == red
    released = {**made_up.state["pages"][6]["released"], "differs": False}
    made_up.tell_pages(shown, _7={"released": released}, _8_9={"state": "released", "sent": None})
    expect(shown.locator(".sum")).to_contain_text("1 signed, 2 released, 1 building")
    assert shown.evaluate(bar) == "rgb(20, 54, 92)"
    made_up.tell_pages(shown, _7={"released": {**released, "differs": True}})
    expect(shown.locator(".sum")).to_contain_text("1 released, 1 released, differs now, 1 building")


def test_errors_under_a_yes_are_red_in_the_sum_and_on_the_card(shown: Page, made_up: MadeUpDesk) -> None:
    released = made_up.state["pages"][6]["released"]
    made_up.tell_pages(shown, _7={"released": {**released, "differs": False, "errors": 2}})
    told, counted = card(shown, "7").locator(".standing .over"), shown.locator(".sum .part", has_text="2 errors on page 7")
    for each in (told, counted):
        expect(each).to_have_css("color", "rgb(163, 18, 15)")
    expect(told).to_have_text("2 errors")
    made_up.tell_pages(shown, _2={"errors": 1})
    expect(shown.locator(".sum")).to_contain_text("3 errors on pages 2, 7")


def test_a_page_released_elsewhere_that_is_another_here_says_so(shown: Page, made_up: MadeUpDesk) -> None:
    released = {**made_up.state["pages"][6]["released"], "differs": False, "elsewhere": True, "another": True}
    made_up.tell_pages(shown, _7={"released": released})
    expect(card(shown, "7").locator(".signed .lapsed")).to_contain_text(", this copy is another")
    expect(shown.locator(".sum")).to_contain_text("1 released, differs now")


def test_what_would_be_made_now_is_told_apart_from_the_deadline(shown: Page, made_up: MadeUpDesk) -> None:
    seven = card(shown, "7")
    made_up.tell_pages(shown, _7={"warnings": 1, "notes": 4, "over": 2})
    expect(seven.locator(".counts")).to_have_text("4 open notes, made now:1 warning, ")
    expect(seven.locator(".figure.over")).to_have_text("made now: +2 lines")
    expect(seven.locator(".deadline")).to_have_text("deadline 20:30")


def test_a_deadline_is_amber_when_it_comes_and_red_when_it_is_past(shown: Page) -> None:
    expect(card(shown, "3").locator(".deadline")).to_have_class("deadline soon")
    expect(card(shown, "6").locator(".deadline")).to_have_class("deadline past")
    expect(card(shown, "6").locator(".deadline")).to_contain_text("14 min ago")
    expect(card(shown, "1").locator(".deadline")).to_have_text("deadline 21:45 in 41 min")
    expect(card(shown, "1").locator(".deadline")).to_have_class("deadline")
    expect(card(shown, "11").locator(".deadline")).to_have_text("deadline 23:40 in 2 h 36 min")
    expect(card(shown, "7").locator(".deadline")).to_have_class("deadline")  # it is released: no longer late


def test_the_desks_clock_counts_and_not_the_browsers(made_up: MadeUpDesk, browser: Browser) -> None:
    """A tablet in another zone, seven hours behind."""
    context = browser.new_context(timezone_id="America/Chicago")
    page = made_up.open(context)
    expect(card(page, "1").locator(".deadline")).to_have_text("deadline 21:45 in 41 min")
    expect(card(page, "2").locator("p.signed")).to_have_text("Signed 20:41 Ann Lee")
    context.close()


def test_a_card_says_who_signed_released_and_sent(shown: Page) -> None:
    expect(card(shown, "2").locator("p.signed")).to_have_text("Signed 20:41 Ann Lee")
    expect(card(shown, "4").locator("p.signed")).to_have_text("Signed 20:41 Ann Lee, lapsed")
    expect(card(shown, "7").locator("p.signed")).to_have_text("Released 20:50 Ben Okafor, would differ now")
    expect(card(shown, "8-9").locator("p.signed")).to_contain_text("Sent 21:00")
    expect(card(shown, "3").locator(".counts")).to_have_text("2 open notes, 1 error, ")
    expect(card(shown, "3").locator(".standing")).to_have_text("Overset +7 lines")


def test_a_thumbnail_shows_the_page_as_it_is_cut(shown: Page) -> None:
    """Of a sheet that is 14 points larger on every side."""
    found = shown.evaluate("""() => {
      const box = (name) => document.querySelector(`[data-page="1"] ${name}`).getBoundingClientRect();
      const [picture, image] = [box(".picture"), box("img")];
      return [(picture.left - image.left) / picture.width, image.width / picture.width, image.height / picture.height];
    }""")
    assert found == pytest.approx([14 / 992, 1020 / 992, 1445 / 1417], abs=0.01)


def test_arrows_move_in_two_dimensions(shown: Page) -> None:
    assert selected(shown) == "1"
    assert press(shown, "ArrowRight", "ArrowRight") == "3"
    assert press(shown, "ArrowLeft") == "2"
    assert press(shown, "Home") == "1"
    below = press(shown, "ArrowDown")
    boxes = [card(shown, number).bounding_box() for number in ("1", below)]
    assert boxes[1]["y"] > boxes[0]["y"] + 50
    assert abs(boxes[1]["x"] - boxes[0]["x"]) < boxes[0]["width"]
    assert press(shown, "ArrowUp") == "1"
    assert press(shown, "End") == "11"
    assert press(shown, "ArrowRight") == "11"


@pytest.mark.parametrize(
    ("keys", "leads"),
    [
        (["o"], "#/page/1"),
        (["Enter"], "#/page/1"),
        (["x"], "#/plates/1"),
        (["c"], "#/compare/1"),
    ],
)
def test_a_key_leads_to_a_view_of_the_page(shown: Page, keys: list[str], leads: str) -> None:
    for key in keys:
        shown.keyboard.press(key)
    assert place(shown) == leads


def test_a_tap_selects_and_the_second_opens(made_up: MadeUpDesk, browser: Browser) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 768, "height": 1024})
    page = made_up.open(context)
    card(page, "2").tap()
    assert selected(page) == "2"
    assert place(page) == "#/"
    expect(page.locator(".deskbar h2")).to_have_text("Page 2 News")
    small = page.eval_on_selector_all(
        ".deskbar button, .sizes button", "(all) => all.filter((each) => !each.hidden && each.offsetHeight < 44).length"
    )
    assert small == 0
    card(page, "2").tap()
    assert place(page) == "#/page/2"
    context.close()


def test_plus_and_minus_change_the_size_and_nought_fits(shown: Page) -> None:
    width = lambda: card(shown, "1").bounding_box()["width"]  # type: ignore[index] # noqa: E731
    fitting = width()
    shown.keyboard.press("+")
    larger = width()
    assert larger > fitting
    shown.keyboard.press("-")
    shown.keyboard.press("-")
    assert width() < fitting
    shown.keyboard.press("0")
    assert width() == fitting
    assert selected(shown) == "1"


def test_the_help_lists_every_key(shown: Page) -> None:
    shown.keyboard.press("?")
    listed = shown.locator("#help dt").all_inner_texts()
    for key in ("o", "n", "a", "r", "c", "x", "p", "+", "-", "?"):
        assert any(key in each for each in listed), key
    assert violations(shown) == []
    shown.keyboard.press("Escape")
    assert selected(shown) == "1"


def test_a_change_touches_its_own_card_alone(shown: Page, made_up: MadeUpDesk) -> None:
    until(shown, "document.querySelectorAll('.card img').length === 9")
    press(shown, "ArrowRight")
    shown.evaluate(WATCHED)
    made_up.tell_pages(shown, _3={"proof": digest("new 3"), "over": 3})
    expect(card(shown, "3").locator(".standing")).to_have_text("Overset +3 lines")
    shown.wait_for_selector(f'[data-page="3"] img[data-proof="{digest("new 3")}"]')
    assert shown.evaluate("[...window.touched]") == ["3"]
    assert shown.evaluate("window.before.every((node) => node.isConnected)")
    assert selected(shown) == "2"


def test_the_old_thumbnail_stays_and_is_marked_until_the_new_one_is_there(shown: Page, made_up: MadeUpDesk) -> None:
    old, new = digest("proof 3"), digest("newer 3")
    shown.wait_for_selector(f'[data-page="3"] img[data-proof="{old}"]')
    made_up.hold(new)
    made_up.tell_pages(shown, _3={"proof": new})
    expect(card(shown, "3")).to_have_class(re.compile(r"\bold\b"))
    expect(card(shown, "3").locator(".veil")).to_be_visible()
    expect(card(shown, "3").locator("img")).to_have_attribute("data-proof", old)
    made_up.let_go(new)
    expect(card(shown, "3").locator("img")).to_have_attribute("data-proof", new)
    expect(card(shown, "3").locator(".veil")).to_be_hidden()


def test_while_pages_are_made_no_node_of_a_card_is_exchanged(shown: Page, made_up: MadeUpDesk) -> None:
    until(shown, "document.querySelectorAll('.card img').length === 9")
    shown.evaluate("window.before = [...document.querySelectorAll('.card, .card *')]")
    everything = {f"_{each['number'].replace('-', '_')}": {"stale": True} for each in made_up.state["pages"]}
    made_up.tell_pages(shown, **everything)
    expect(card(shown, "11")).to_have_class("card stale")
    expect(card(shown, "11").locator(".veil")).to_be_visible()
    made_up.tell_pages(shown, **{name: {"stale": False} for name in everything})
    expect(card(shown, "11")).to_have_class("card")
    assert shown.evaluate("window.before.every((node) => node.isConnected)")


def test_figures_of_an_older_save_are_grey(shown: Page, made_up: MadeUpDesk) -> None:
    colour = "getComputedStyle(document.querySelector('[data-page=\"3\"] .figure.over')).color"
    red = shown.evaluate(colour)
    made_up.tell(shown, making={**made_up.state["making"], "stale": True, "busy": True})
    assert shown.evaluate(colour) != red
    made_up.tell(shown, making={**made_up.state["making"], "stale": False})
    assert shown.evaluate(colour) == red


def test_only_what_matters_is_said_aloud(shown: Page, made_up: MadeUpDesk) -> None:
    made_up.tell_pages(shown, _1={"state": "building", "stale": True})
    made_up.tell_pages(shown, _1={"state": "ready", "stale": False, "proof": digest("new 1")})
    expect(shown.locator("#said")).to_be_empty()
    made_up.tell_pages(shown, _2={"state": "ready", "signed": None, "lapsed": ANN})
    expect(shown.locator("#said")).to_have_text("Page 2: the sign-off by Ann Lee has lapsed.")


@pytest.mark.parametrize("screen", [(1440, 900), (1366, 768), (1024, 768), (768, 1024)])
def test_choosing_a_page_moves_none_and_changes_the_size_of_none(
    made_up: MadeUpDesk, stage: Stage, screen: tuple[int, int]
) -> None:
    made_up.state["pages"] = made_up.state["pages"][3:8]  # few: there is room in which they could grow
    seven = made_up.state["pages"][3]
    seven["released"] = {**seven["released"], "why": [f"Reason {number}." for number in range(12)]}
    stage.page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page = made_up.show(stage)
    page.wait_for_selector("[role=gridcell]")
    boxes = [page.evaluate(BOXES)]
    for _ in range(4):
        press(page, "ArrowRight")
        boxes.append(page.evaluate(BOXES))
    card(page, "7").click()
    expect(page.locator(".deskbar .notice li")).to_have_count(12)
    assert [each for each in boxes if each != boxes[0]] == []
    parts = "[...document.querySelectorAll('.deskbar, .deskbar .notices')]"
    assert page.evaluate(f"{parts}.every((each) => each.scrollWidth <= each.clientWidth)")
    assert violations(page) == []
    stage.page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.parametrize("view", ["page", "compare", "plates"])
def test_the_page_that_was_looked_at_last_is_the_selected_one(shown: Page, view: str) -> None:
    press(shown, "ArrowRight")
    for number in ("3", "4"):
        shown.evaluate(f"location.replace('#/{view}/{number}')")
        expect(shown).to_have_title(re.compile(f" {number} "))
    shown.evaluate("location.hash = '#/problems'")
    shown.wait_for_selector(".view.problems")
    shown.evaluate("location.hash = '#/'")
    shown.wait_for_selector("[role=gridcell]")
    assert selected(shown) == "4"


def test_on_the_way_back_the_page_is_still_selected(shown: Page) -> None:
    press(shown, "End")
    shown.keyboard.press("g")
    shown.keyboard.press("n")
    shown.wait_for_selector(".view.notes .sum")
    shown.keyboard.press("Escape")
    shown.wait_for_selector("[role=gridcell]")
    until(shown, "document.activeElement.dataset.page === '11'")


@pytest.fixture
def sized(stage: Stage) -> Iterator[Callable[[int, int], None]]:
    """Give the browser's window another size."""
    yield lambda width, height: stage.page.set_viewport_size({"width": width, "height": height})
    stage.page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.parametrize("width", [700, 768, 1024, 2560])
def test_it_lays_itself_out_at_every_width(
    made_up: MadeUpDesk, stage: Stage, sized: Callable[[int, int], None], width: int
) -> None:
    sized(width, 1440 if width > 2000 else 900)
    page = made_up.show(stage)
    page.wait_for_selector("[role=gridcell]")
    page.keyboard.press("-")
    assert page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"
    )
    assert page.evaluate(
        "(() => { const scroll = document.querySelector('.scroll'); return scroll.scrollWidth <= scroll.clientWidth; })()"
    )
    cut = "(all) => all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent)"
    assert page.eval_on_selector_all(".card .deadline", cut) == []


def test_at_twice_the_size_everything_can_be_reached(
    made_up: MadeUpDesk, stage: Stage, sized: Callable[[int, int], None]
) -> None:
    """1440 x 900 at 200 % is as large as this."""
    sized(720, 450)
    page = made_up.show(stage)
    press(page, "End")
    expect(card(page, "11").locator(".name")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Approve")).to_be_in_viewport()


def test_it_is_accessible(shown: Page) -> None:
    assert violations(shown) == []
    expect(shown.get_by_role("grid", name="Pages, by spread")).to_be_visible()
    assert "Page 3 News Overset" in " ".join(card(shown, "3").inner_text().split())


def test_the_selected_card_has_one_frame_and_it_shows_the_focus(shown: Page) -> None:
    press(shown, "ArrowRight")
    frames = """(number) => {
      const card = document.querySelector(`.card[data-page="${number}"]`);
      return [getComputedStyle(card).outlineColor, getComputedStyle(card.querySelector(".picture")).boxShadow];
    }"""
    outline, frame = shown.evaluate(frames, "2")
    assert outline == "rgba(0, 0, 0, 0)"
    assert "rgb(11, 98, 214)" in frame  # the colour of the focus
    shown.locator("#help-button").focus()
    assert "rgb(20, 54, 92)" in shown.evaluate(frames, "2")[1]


def test_a_lapse_is_red_wherever_it_is_told(shown: Page) -> None:
    card(shown, "4").click()
    red = "rgb(163, 18, 15)"
    expect(shown.locator(".sum .lapsed")).to_have_css("color", red)
    expect(card(shown, "4").locator(".signed .lapsed")).to_have_css("color", red)
    expect(shown.locator(".deskbar .notice")).to_have_css("border-left-color", red)
    shown.evaluate("location.hash = '#/page/4'")
    expect(shown.locator(".panel .notice")).to_have_css("border-left-color", red)


def test_what_is_out_of_date_hides_nothing_of_the_picture(shown: Page, made_up: MadeUpDesk) -> None:
    shown.wait_for_selector('[data-page="1"] img')
    made_up.tell_pages(shown, _1={"stale": True})
    veil, picture = card(shown, "1").locator(".veil"), card(shown, "1").locator(".picture").bounding_box()
    expect(veil).to_be_visible()
    box = veil.bounding_box()
    assert box is not None
    assert picture is not None
    assert box["y"] >= picture["y"] + picture["height"]
    assert violations(shown) == []
