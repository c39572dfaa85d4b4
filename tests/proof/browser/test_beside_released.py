"""A story edited on a released front: the real desk says on which page what is lost, and does not let that page go."""

import json
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any

from playwright.sync_api import Page, expect

from tests.proof.browser.running_desk import RunningDesk, State

STORY = "stories/bridge.md"
CUT = 47  # words of the story's beginning, which stands on page 1


def cut(text: str) -> str:
    """The story without some words amid a paragraph of page 1."""
    head, rule, body = text.partition("\n---\n")
    words = body.split(" ")
    return f"{head}{rule}{' '.join(words[:60] + words[60 + CUT :])}"


def page_of(state: State, number: str) -> Any:
    return next(each for each in state["pages"] if each["number"] == number)


def released(number: str) -> Callable[[State], bool]:
    return lambda state: bool(page_of(state, number)["released"])


def refusal(desk: RunningDesk, number: str) -> Any:
    """What the desk answers to who would release the page as it is now."""
    connection: HTTPConnection = desk.connect()
    headers = {"Cookie": desk.enter(), "Origin": desk.origin, "Content-Type": "application/json"}
    connection.request("POST", f"/api/pages/{number}/release", json.dumps({"proof": desk.page(number)["made"]}), headers)
    answer = connection.getresponse()
    found = json.loads(answer.read())
    connection.close()
    assert answer.status == 409, found
    return found


def test_words_lost_at_a_released_front_are_told_of_the_inside_which_is_not_released(
    desk: RunningDesk, enter: Callable[[str], Page]
) -> None:
    now = {"proof": desk.page("1")["made"]}
    desk.post("/api/pages/1/approve", now)
    desk.post("/api/pages/1/release", now)
    desk.wait_for_state(released("1"))
    desk.wait_until_ready()
    page = enter("#/problems")
    told = page.locator(".problems .item").filter(has_text="between page 1 as released and page 3")
    expect(told).to_have_count(0)
    before = (desk.paper / STORY).read_text(encoding="utf-8")
    desk.save(STORY, cut)
    expect(told).to_have_count(1, timeout=10_000)
    expect(told).to_contain_text("words of 'bridge' are lost")
    expect(told).to_contain_text("Undo the edit, or release page 1 again.")
    desk.wait_until_ready()
    assert (desk.page("3")["state"], desk.page("1")["state"]) == ("broken", "released")
    said = refusal(desk, "3")
    assert "are lost between page 1 as released and page 3" in json.dumps(said)
    page.goto(f"{desk.origin}/#/page/3")
    expect(page.locator(".view.page")).to_contain_text("are lost between page 1 as released and page 3")
    release = page.get_by_role("button", name="Release", exact=True)
    expect(release).not_to_have_attribute("aria-disabled", "true", timeout=20_000)  # its picture is the present one
    page.keyboard.press("r")
    expect(page.get_by_role("dialog", name="Page 3 can\u2019t be released yet")).to_contain_text("1 error on the page.")
    page.keyboard.press("Enter")
    page.goto(f"{desk.origin}/#/problems")
    expect(told).to_have_count(1)
    desk.save(STORY, lambda text: before)
    expect(told).to_have_count(0, timeout=10_000)
    desk.wait_until_ready()
    assert desk.page("3")["state"] == "ready"
