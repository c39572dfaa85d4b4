"""The history on screen: turns within a minute are one line, and what changed is told."""

from playwright.sync_api import expect

from tests.proof.browser.made_up import Facts, MadeUpDesk, Stage, page_facts


def event(number: int, what: str, at: str, changed: str = "") -> Facts:
    said = {"lapsed": "The sign-off of page 1 by Ann lapsed.", "restored": "The sign-off of page 1 by Ann holds again."}[what]
    return {"id": number, "at": f"2026-11-26T{at}Z", "by": "", "what": what, "page": "1", "note": None, "proof": "", "said": said,
            "changed": changed}  # fmt: skip


def test_a_sign_off_that_turned_within_a_minute_is_one_line_and_says_what_changed(stage: Stage) -> None:
    desk = MadeUpDesk(page_facts("1"))
    turns = [("restored", "20:05:30"), ("lapsed", "20:05:20"), ("restored", "20:05:10"), ("lapsed", "20:05:00")]
    events = [event(9 - index, what, at) for index, (what, at) in enumerate(turns)]
    events.append(event(3, "lapsed", "19:00:00", "The story 'tram' reads otherwise."))
    desk.answers["/api/history"] = {"revision": 1, "events": events}
    page = desk.show(stage, "#/history")
    expect(page.locator(".events .said")).to_have_text(
        [
            "The sign-off of page 1 by Ann holds again. It turned 4 times within moments, as the page was saved.",
            "The sign-off of page 1 by Ann lapsed. The story 'tram' reads otherwise.",
        ]
    )
