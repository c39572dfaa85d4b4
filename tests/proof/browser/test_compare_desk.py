"""Comparing at a real desk: what is signed, saved, exchanged and released, as the editor sees it."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import until
from tests.proof.browser.running_desk import RunningDesk

ANOTHER_AD = b"q 0 0 0 0.4 k 120 62 60 20 re f Q"


def settled(desk: RunningDesk, proof: str) -> str:
    """The proof of page 1 when it is another than that one, and nothing is being made."""
    desk.wait_for_state(lambda state: state["pages"][0]["made"] not in ("", proof) and not state["making"]["stale"])
    return str(desk.page("1")["made"])


def test_an_exchanged_ad_then_a_word_are_told_against_what_was_signed_and_released(
    desk: RunningDesk, paper: Path, enter: Callable[[str], Page]
) -> None:
    signed = desk.page("1")["proof"]
    for action in ("approve", "release"):
        desk.post(f"/api/pages/1/{action}", {"proof": signed})
    ad = paper / "ads" / "A1207-marine.pdf"
    with pikepdf.open(ad) as file:
        file.pages[0].contents_add(ANOTHER_AD)
        file.save(ad.with_suffix(".part"))
    ad.with_suffix(".part").replace(ad)
    exchanged = settled(desk, signed)
    view = enter("#/compare/1")
    expect(view.locator(".same-words")).to_have_text("No editorial word changed.")
    expect(view.locator(".change .said")).to_have_text(["The ad A1207 is another file under the same name."])

    desk.save("stories/bridge.md", lambda text: text.replace("fell silent", "went very quiet"))
    settled(desk, exchanged)
    expect(view.locator(".change del").first).to_have_text("taken out: fell silent", timeout=20_000)
    expect(view.locator(".same-words")).to_have_count(0)
    released = desk.wait_for_state(lambda state: len(state["pages"][0]["released"]["why"]) > 1)["pages"][0]["released"]
    assert released["differs"]
    assert released["why"][:2] == [
        "The text of 'bridge' changed: 3 words of paragraph 1 were changed.",
        "The ad A1207 is another file under the same name.",
    ]

    view.keyboard.press("h")
    until(
        view, "document.querySelector('.leaf canvas') !== null && !document.querySelector('.table').hasAttribute('data-loading')"
    )
    coloured = """() => {
        const canvas = document.querySelector(".leaf canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let [was, now, both] = [0, 0, 0];
        for (let at = 0; at < data.length; at += 4) {
            if (data[at] - data[at + 2] > 60) was += 1;
            else if (data[at + 2] - data[at] > 60) now += 1;
            else if (data[at] < 250) both += 1;
        }
        return [was, now, both];
    }"""
    was, now, both = view.evaluate(coloured)
    assert was > 100
    assert now > 1000
    assert both > 20 * (was + now)
