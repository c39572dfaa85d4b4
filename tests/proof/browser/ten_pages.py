"""Ten pages in every state, and what tests of the flatplan ask of a browser that shows them."""

from playwright.sync_api import Locator, Page

from tests.proof.browser.made_up import Facts, digest, page_facts

ANN = {"by": "Ann Lee", "at": "2026-11-26T19:41:00Z"}
BEN = {"by": "Ben Okafor", "at": "2026-11-26T19:50:00Z"}
DIFFERS = {
    **BEN,
    "proof": digest("old 7"),
    "differs": True,
    "why": ["The jump ends on page 9 now.", "The advertisement X1 was exchanged."],
}
GOOD = {**BEN, "proof": digest("proof 8-9"), "differs": False, "why": []}


def paper() -> list[Facts]:
    """Ten pages in every state, at 21:04."""
    return [
        page_facts("1", deadline="21:45", warnings=2),
        page_facts("2", state="signed", signed=ANN),
        page_facts("3", state="overset", over=7, errors=1, notes=2, deadline="21:15"),
        page_facts("4", lapsed=ANN),
        page_facts("5", state="building", proof="", ink="", preflighted="waiting"),
        page_facts("6", state="short", short=4, deadline="20:50"),
        page_facts(
            "7", state="released", released=DIFFERS, deadline="20:30", lapsed=ANN, proof=digest("old 7"), made=digest("proof 7")
        ),
        page_facts(
            "8-9",
            state="sent",
            released=GOOD,
            signed=ANN,
            sent={"at": "2026-11-26T20:00:00Z", "where": "Hull", "differs": False},
        ),
        page_facts("10", state="overset", over=2),
        page_facts("11", deadline="23:40"),
    ]


def card(page: Page, number: str) -> Locator:
    return page.locator(f'[role=gridcell][data-page="{number}"]')


def selected(page: Page) -> str:
    """The one page that is selected, has the focus and can be reached with Tab."""
    found = page.evaluate("""() => [
        [...document.querySelectorAll('[role=gridcell][aria-selected=true]')].map((cell) => cell.dataset.page),
        [...document.querySelectorAll('[role=gridcell][tabindex="0"]')].map((cell) => cell.dataset.page),
        document.activeElement.dataset.page]""")
    assert found[0] == found[1] == [found[2]], found
    return str(found[2])


def press(page: Page, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return selected(page)


def place(page: Page) -> str:
    return page.evaluate("location.hash")
