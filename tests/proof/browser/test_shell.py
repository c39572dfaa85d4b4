"""The shell round the views, and what the browser knows of the desk's lists."""

import pytest
from playwright.sync_api import expect

from tests.proof.browser.made_up import MadeUpDesk, Stage, page_facts, until

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
