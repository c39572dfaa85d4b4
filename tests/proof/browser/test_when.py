"""Times as the desk tells them: what the modules of the flatplan make of deadlines and of the hours at which notes are due."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.proof.browser.made_up import MadeUpDesk, Stage, page_facts, staged

CLOCK = "2026-11-26T21:04:05+01:00"


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    for stage in staged(browser, timezone_id="Asia/Tokyo"):  # what a browser takes for its own time must not matter
        MadeUpDesk(page_facts("1")).show(stage)
        yield stage


def call(stage: Stage, module: str, function: str, *given: Any) -> Any:
    script = f"([module, given]) => import(module).then(({{ {function} }}) => {function}(...given))"
    return stage.page.evaluate(script, [f"/static/js/views/{module}.js", list(given)])


def in_minutes(stage: Stage, iso: str) -> Any:
    return stage.page.evaluate(
        "([iso, clock]) => import('/static/js/views/when.js').then(({ minutesUntil }) => minutesUntil(iso, new Date(clock)))",
        [iso, CLOCK],
    )


def test_minutes_are_counted_as_a_clock_shows_them(stage: Stage) -> None:
    told = ["2026-11-26T21:30:00+01:00", "2026-11-26T20:04:59Z", "2026-11-26T21:03:59+01:00"]
    assert [in_minutes(stage, iso) for iso in told] == [26, 0, -1]


def test_a_deadline_is_told_by_its_hour_unless_a_day_was_given(stage: Stage) -> None:
    when = "import('/static/js/views/when.js')"
    script = f"([page, clock]) => {when}.then(({{ deadlineIn }}) => deadlineIn(page, clock, new Date(clock)))"
    told = lambda deadline: stage.page.evaluate(script, [page_facts("1", deadline=deadline), CLOCK])  # noqa: E731
    assert told("0.15") == {"time": "00:15", "minutes": 191}
    assert told("2026-11-28T21:04") == {"time": "Sat 28 Nov 21:04", "minutes": 2880}
    assert [told(each) for each in ("", "when the lead is in")] == [None, None]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "now"),
        (41, "in 41 min"),
        (65, "in 1 h 5 min"),
        (1126, "in 18 h 46 min"),
        (120, "in 2 h"),
        (-12, "12 min ago"),
        (4000, "in 2 days"),
    ],
)
def test_how_long_is_said_shortly(stage: Stage, minutes: int, said: str) -> None:
    assert call(stage, "when", "untilSaid", minutes) == said


def test_spreads_are_those_of_every_section(stage: Stage) -> None:
    pages = [page_facts("1"), page_facts("2"), page_facts("3"), page_facts("4-5"), page_facts("6")]
    pages += [{**page_facts(number), "number": f"B{number}"} for number in ("1", "2", "3")]
    spreads = call(stage, "spreads", "spreadsOf", pages)
    assert [[page["number"] for page in spread] for spread in spreads] == [
        ["1"],
        ["2", "3"],
        ["4-5"],
        ["6"],
        ["B1"],
        ["B2", "B3"],
    ]


def test_the_word_that_a_line_begins_with_is_counted_through_its_paragraph(stage: Stage) -> None:
    texts = [("The coun-", 0, True), ("cil \u2014 met at", 0, False), ("nine. It's", 0, False), ("Two", 1, False)]
    lines = [{"text": text, "paragraph": paragraph, "kind": "body", "hyphenated": broken} for text, paragraph, broken in texts]
    script = "(lines) => import('/static/js/views/galleylines.js').then(({ wordAt }) => lines.map((line) => wordAt(lines, line)))"
    assert stage.page.evaluate(script, lines) == [0, 1, 4, 0]


def test_a_time_is_read_in_the_zone_in_which_it_is_told(stage: Stage) -> None:
    """Signed in summer time, looked at in winter time, eleven hours later."""
    clock = "2026-10-25T09:00:00+01:00"
    assert call(stage, "when", "timeAt", "2026-10-24T22:00:00+02:00", clock) == "Sat 24 Oct 22:00"
    assert call(stage, "when", "dayAt", "2026-10-24T23:30:00+02:00", clock) == "Sat 24 Oct"
    assert call(stage, "when", "timeAt", "2026-10-25T00:10:00+02:00", clock) == "00:10"
    assert call(stage, "when", "timeAt", "2026-10-25T07:00:00Z", clock) == "08:00"
