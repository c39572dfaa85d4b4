"""The shell round the views, and what the browser knows of the desk's lists."""

import pytest
from playwright.sync_api import Browser, expect

from tests.proof.browser.made_up import ORIGIN, MadeUpDesk, Stage, page_facts, refusing, until, violations

OVERTAKEN = """async () => {
  const { Client } = await import("/static/js/client.js");
  const client = new Client();
  const asked = [];
  client.get = () => new Promise((resolve, reject) => asked.push({ resolve, reject }));
  client.state = { revisions: { history: 1 } };
  const first = client.list("history").catch(() => "failed");
  client.state = { revisions: { history: 2 } };
  const second = client.list("history");
  asked[1].resolve("found");
  asked[0].reject(new Error("late"));
  return [await first, await second, await client.list("history"), asked.length];
}"""
LATE = """async () => {
  const { watchedList } = await import("/static/js/views/watchedlist.js");
  const [asked, taken, complained] = [[], [], []];
  const list = () => new Promise((resolve, reject) => asked.push({ resolve, reject }));
  const client = { list, complain: (error) => complained.push(error.message) };
  const watched = watchedList(client, "notes", (found) => taken.push(found));
  const done = [1, 2, 3, 4, 5].map(() => watched.update());
  asked[4].resolve("new");
  await done[4];
  asked[0].resolve("old");
  asked[1].reject(new Error("late"));
  const again = watched.update();
  asked[5].resolve("new");
  await again;
  const wrong = watched.update();
  asked[6].reject(new Error("wrong"));
  await wrong;
  const left = watched.update();
  watched.end();
  asked[7].resolve("newer");
  await left;
  return { taken, complained };
}"""


@pytest.fixture
def made_up() -> MadeUpDesk:
    return MadeUpDesk(page_facts("1"))


@pytest.mark.parametrize("address", ["#/constructor", "#/toString", "#/__proto__", "#/nothing"])
def test_an_address_of_no_view_shows_the_flatplan(made_up: MadeUpDesk, stage: Stage, address: str) -> None:
    page = made_up.show(stage, "#/problems")
    page.evaluate("(address) => { location.hash = address; }", address)
    expect(page.get_by_role("gridcell").first).to_be_visible()
    assert page.title().startswith("Flatplan")


def test_an_address_that_is_typed_wrong_is_a_page_that_is_not_there(made_up: MadeUpDesk, stage: Stage) -> None:
    page = made_up.show(stage, "#/page/%")
    until(page, "document.title.startsWith('Page %')")
    page.keyboard.press("g")
    page.keyboard.press("f")
    expect(page.get_by_role("gridcell").first).to_be_visible()


def test_a_late_failure_does_not_drop_the_newer_list(made_up: MadeUpDesk, stage: Stage) -> None:
    assert made_up.show(stage, "#/").evaluate(OVERTAKEN) == ["failed", "found", "found", 2]


def test_a_view_takes_no_answer_that_was_overtaken_or_that_it_has(made_up: MadeUpDesk, stage: Stage) -> None:
    assert made_up.show(stage, "#/").evaluate(LATE) == {"taken": ["new"], "complained": ["wrong"]}


SAID_IN_THE_HEADER = """() => {
  const said = document.getElementById("said").getBoundingClientRect();
  const over = [...document.querySelectorAll("#view, #issue, #tabs a, #making, #clock")]
    .filter((node) => {
      const box = node.getBoundingClientRect();
      return box.left < said.right && box.right > said.left && box.top < said.bottom - 4 && box.bottom > said.top;
    });
  return [said.width > 50, over.map((node) => node.id || node.textContent)];
}"""


@pytest.mark.parametrize("width", [700, 820, 1024, 1280, 1440, 1920])
def test_what_is_said_covers_nothing_that_is_read(made_up: MadeUpDesk, stage: Stage, width: int) -> None:
    stage.page.set_viewport_size({"width": width, "height": 900})
    page = made_up.show(stage, "#/")
    page.wait_for_selector("[role=gridcell]")
    told = "This is version 1a2b 3c4d. Only the present page is approved and released: show that first."
    page.evaluate("(told) => { document.getElementById('said').textContent = told; }", told)
    assert page.evaluate(SAID_IN_THE_HEADER) == [True, []]
    stage.page.set_viewport_size({"width": 1440, "height": 900})


def test_what_was_said_goes_with_its_view_unless_it_was_said_of_going(made_up: MadeUpDesk, stage: Stage) -> None:
    page = made_up.show(stage, "#/problems")
    page.keyboard.press("G")
    expect(page.locator("#said")).to_have_text("Choose a line first: . marks the next one.")
    page.evaluate("location.hash = '#/history'")
    page.wait_for_selector(".view.history > *", state="attached")
    expect(page.locator("#said")).to_have_text("Choose a line first: . marks the next one.")  # within a second
    page.evaluate("window.now = performance.now; performance.now = () => window.now.call(performance) + 1500")
    page.evaluate("location.hash = '#/problems'")
    page.wait_for_selector(".view.problems > *", state="attached")
    expect(page.locator("#said")).to_be_empty(timeout=1000)  # by itself it would stay for six
    page.evaluate("delete performance.now")


def test_a_button_runs_and_hears_what_else_it_is_given(made_up: MadeUpDesk, stage: Stage) -> None:
    heard = made_up.show(stage, "#/").evaluate("""() => import("/static/js/dom.js").then(({ button }) => {
      const heard = [];
      const node = button("One", () => heard.push("run"), { on: { focus: () => heard.push("focus") } });
      node.dispatchEvent(new Event("focus"));
      node.click();
      return heard;
    })""")
    assert heard == ["focus", "run"]


@pytest.mark.parametrize("view", ["#/", "#/page/1"])
def test_the_keys_open_at_their_top_and_are_those_that_the_role_may_press(stage: Stage, view: str) -> None:
    page = MadeUpDesk(page_facts("1"), role="read").show(stage, view)
    page.wait_for_selector("[role=gridcell], .panel h1", state="attached")
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('help').scrollTop") == 0
    expect(page.get_by_role("heading", name="Keys")).to_be_in_viewport(ratio=1)
    listed = page.locator("#help dd").all_inner_texts()
    assert not [
        told
        for told in listed
        if any(word in told.lower() for word in ("approve", "release it", "take the", "note on", "pulled on"))
    ]
    assert any("Compare" in told for told in listed)
    assert violations(page) == []
    page.keyboard.press("Escape")
    page = MadeUpDesk(page_facts("1"), role="release").show(stage, view)
    page.wait_for_selector("[role=gridcell], .panel h1", state="attached")
    page.keyboard.press("?")
    assert "Release it to the press" in page.locator("#help dd").all_inner_texts()
    page.keyboard.press("Escape")


def test_who_is_no_longer_known_is_led_to_the_login_page_at_once(made_up: MadeUpDesk, browser: Browser) -> None:
    context = browser.new_context()
    made_up.answers["POST /api/pages/1/approve"] = refusing(401, "The desk does not know this browser.", "Log in.")
    made_up.answers["/login"] = {}
    page = made_up.open(context)
    page.wait_for_selector("[role=gridcell]")
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{ORIGIN}/login")
    context.close()


def test_who_is_no_longer_known_and_is_writing_is_told_so_with_a_way(made_up: MadeUpDesk, browser: Browser) -> None:
    context = browser.new_context()
    made_up.answers["POST /api/notes"] = refusing(401, "The desk does not know this browser.", "Log in.")
    page = made_up.open(context)
    page.wait_for_selector("[role=gridcell]")
    page.keyboard.press("n")
    page.keyboard.type("Half a thought")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#making")).to_have_text("Logged out")
    expect(page.locator("#connection").get_by_text("Log in again")).to_have_attribute("href", "/login")
    expect(page.locator("dialog textarea")).to_have_value("Half a thought")
    expect(page.locator(".deskbar").get_by_text("Approve")).to_be_disabled()
    context.close()


@pytest.mark.parametrize("width", [768, 820])
def test_the_header_of_an_upright_tablet_is_one_row(made_up: MadeUpDesk, stage: Stage, width: int) -> None:
    stage.page.set_viewport_size({"width": width, "height": 1024})
    page = made_up.show(stage, "#/")
    page.wait_for_selector("[role=gridcell]")
    assert page.evaluate("document.getElementById('bar').offsetHeight") <= 64
    expect(page.locator("#help-button")).to_be_in_viewport(ratio=1)
    stage.page.set_viewport_size({"width": 1440, "height": 900})
