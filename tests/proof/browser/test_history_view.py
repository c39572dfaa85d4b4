"""The history on screen: turns within a second are one line, what one save did is one line, and what changed is told."""

from playwright.sync_api import Page, expect

from tests.proof.browser.made_up import Facts, MadeUpDesk, Stage, page_facts, refusing


def event(number: int, what: str, at: str, changed: str = "") -> Facts:
    said = {
        "lapsed": "The sign-off of page 1 by Ann lapsed.",
        "restored": "The sign-off of page 1 by Ann holds again.",
        "differs": "Page 1 now differs from what Ruth released.",
    }[what]
    return {"id": number, "at": f"2026-11-26T{at}Z", "by": "", "what": what, "page": "1", "note": None, "proof": "", "said": said,
            "changed": changed}  # fmt: skip


def test_a_sign_off_that_turned_within_a_second_is_one_line_and_says_what_changed(stage: Stage) -> None:
    desk = MadeUpDesk(page_facts("1"))
    turns = [("restored", "20:05:01.9"), ("lapsed", "20:05:01.2"), ("restored", "20:05:00.6"), ("lapsed", "20:05:00.0")]
    events = [event(9 - index, what, at) for index, (what, at) in enumerate(turns)]
    events.append(event(3, "lapsed", "19:00:00", "The text of 'tram' changed."))
    desk.answers["/api/history"] = {"revision": 1, "events": events}
    page = desk.show(stage, "#/history")
    expect(page.locator(".events .said")).to_have_text(
        [
            "The sign-off of page 1 by Ann holds again. That changed 4 times in a moment, while the page was being saved.",
            "The sign-off of page 1 by Ann lapsed. The text of 'tram' changed.",
        ]
    )


def test_a_lapse_that_stood_for_seconds_has_its_line(stage: Stage) -> None:
    desk = MadeUpDesk(page_facts("1"))
    desk.answers["/api/history"] = {
        "events": [event(9, "restored", "20:05:04"), event(8, "lapsed", "20:05:00", "A word changed.")]
    }
    page = desk.show(stage, "#/history")
    expect(page.locator(".events .said")).to_have_text(
        ["The sign-off of page 1 by Ann holds again.", "The sign-off of page 1 by Ann lapsed. A word changed."]
    )
    expect(page.locator(".events time")).to_have_text(["21:05:04", "21:05:00"])  # both are of one minute


def test_a_line_of_a_minute_of_its_own_has_no_seconds(stage: Stage) -> None:
    desk = MadeUpDesk(page_facts("1"))
    desk.answers["/api/history"] = {"events": [event(9, "restored", "20:06:04"), event(8, "lapsed", "20:05:00")]}
    page = desk.show(stage, "#/history")
    expect(page.locator(".events time")).to_have_text(["21:06", "21:05"])


def test_an_edit_of_a_page_that_was_signed_and_released_is_one_line_with_its_reason_once(stage: Stage) -> None:
    desk = MadeUpDesk(page_facts("1"))
    both = [event(9, "differs", "20:05:00.1", "A word changed."), event(8, "lapsed", "20:05:00", "A word changed.")]
    desk.answers["/api/history"] = {"events": both}
    page = desk.show(stage, "#/history")
    said = "The sign-off of page 1 by Ann lapsed. Page 1 now differs from what Ruth released. A word changed."
    expect(page.locator(".events .said")).to_have_text([said])
    choices = page.locator("#filter-what option")
    expect(choices).to_have_text(["Everything (1)", "Differs from the release (1)", "Sign-off lapsed (1)"])
    page.select_option("#filter-what", "lapsed")
    expect(page.locator(".events .said")).to_have_text([said])


def noted(number: int) -> Facts:
    told = event(number, "lapsed", "19:00:00")
    return {**told, "by": "Ann", "what": "noted", "said": f"wrote note {number}"}


def with_a_gap(stage: Stage) -> tuple[MadeUpDesk, Page]:
    """The events 1 to 100 are shown and 151 to 250; those between were refused."""
    desk = MadeUpDesk(page_facts("1"))
    desk.answers["/api/history"] = {"events": [noted(number) for number in range(100, 0, -1)]}
    page = desk.show(stage, "#/history")
    expect(page.locator(".events li")).to_have_count(100)
    desk.answers["/api/history?before=151"] = refusing(503, "Not now.", "Wait.")
    desk.tell_list(page, "history", {"events": [noted(number) for number in range(250, 150, -1)]})
    expect(page.locator("#complaint")).to_contain_text("Not now.")
    return desk, page


def test_events_between_that_could_not_be_had_are_asked_for_again(stage: Stage) -> None:
    desk, page = with_a_gap(stage)
    expect(page.locator(".events li").first).to_contain_text("wrote note 250")
    desk.answers["/api/history?before=151"] = {"events": [noted(number) for number in range(150, 50, -1)]}
    desk.answers["/api/history?before=152"] = {"events": [noted(number) for number in range(151, 51, -1)]}
    desk.tell_list(page, "history", {"events": [noted(number) for number in range(251, 151, -1)]})
    expect(page.locator(".events li")).to_have_count(251)


def test_what_failed_to_join_is_asked_for_at_the_next_state(stage: Stage) -> None:
    desk, page = with_a_gap(stage)
    desk.answers["/api/history?before=151"] = {"events": [noted(number) for number in range(150, 50, -1)]}
    desk.tell(page)
    expect(page.locator(".events li")).to_have_count(250)


def test_enter_opens_the_page_of_the_line_that_is_chosen_and_of_no_other(stage: Stage) -> None:
    desk = MadeUpDesk(page_facts("1"))
    desk.answers["/api/history"] = {"events": [noted(1)]}
    page = desk.show(stage, "#/history")
    expect(page.locator(".events li")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Choose a line first: . marks the next one.")
    assert page.evaluate("location.hash") == "#/history"
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#/page/1"
