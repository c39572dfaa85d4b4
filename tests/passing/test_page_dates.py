"""The day as the furniture prints it. The issue is of Tuesday, 24 November 2026."""

from datetime import date

import pytest

from layout.pages.display import Kind
from layout.passing.page_dates import calendar_of, dates_in
from tests.pages.desk import Laid, filed, laid, page, place
from tests.passing.page_desk import codes, retyped

HOUSE = """\
sheet: {trim: 350mm x 278.3mm}
language: LANGUAGE
masters:
  front:
    nameplate: {text: "{title}", lines: 12, ears: ["Weather\\nRain by noon", "City edition\\nFour pages"]}
    folio: {look: strip, left: "{date}", centre: "Read since 1871", right: "No. {number}"}
"""


def front(language: str = "en-GB") -> Laid:
    return laid(
        page("1", "AAAAAA x40", "front", A=place("a")), stories=(filed("a", 400),), text=HOUSE.replace("LANGUAGE", language)
    )


def dated(text: str, language: str = "en-GB") -> list[str]:
    """What is found where the strip says that."""
    paper = front(language)
    printed = next(
        line.line.text
        for mark in paper.page().marks
        if (line := getattr(mark, "text", None)) is not None and "2026" in line.line.text
    )
    return codes(paper, retyped(paper.page(), Kind.FOLIO, text, printed))


@pytest.mark.parametrize("language", ["en-GB", "en-US", "de", "fr", "es", "it", "pl", "fi"])
def test_the_date_that_the_issue_prints_is_right_in_every_language(language: str) -> None:
    assert codes(front(language)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en-GB", "Monday 23 November 2026"),
        ("en-GB", "Tuesday 24 November 2025"),
        ("en-GB", "24 October 2026"),
        ("en-GB", "24th Oct. 2026"),
        ("en-US", "Tuesday, November 23, 2026"),
        ("en-US", "TUESDAY, NOVEMBER 17, 2026"),
        ("en-GB", "17/11/2026"),
        ("en-GB", "2026-11-17"),
        ("en-GB", "No. 6 | Tuesday 17 November"),
        ("de", "Montag, 23. November 2026"),
        ("de", "Sonnabend, 21. November 2026"),
        ("de", "17.11.2026"),
        ("fr", "lundi 23 novembre 2026"),
        ("fr", "Dimanche 1er novembre 2026"),
        ("es", "lunes, 23 de noviembre de 2026"),
    ],
)
def test_another_day_s_date_in_the_folio_holds_the_page(language: str, text: str) -> None:
    assert dated(text, language) == ["issue-date-wrong"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en-GB", "Tuesday 24 November 2026"),
        ("en-US", "Tuesday, November 24, 2026"),
        ("en-GB", "24/11/2026"),
        ("en-US", "11/24/2026"),
        ("en-GB", "Tue 24 Nov 2026"),
        ("en-GB", "24–30 November 2026"),
        ("en-GB", "Tuesday 24 – Monday 30 November 2026"),
        ("en-GB", "24 November – 4 December 2026"),
        ("en-GB", "Founded 12 May 1871"),
        ("en-GB", "No. 7, £1.20, 24.11"),
        ("de", "Dienstag/Mittwoch, 24./25. November 2026"),
        ("de", "24. bis 30. November 2026"),
        ("de", "Di., 24. Nov. 2026"),
        ("fr", "mardi 24 novembre 2026"),
        ("es", "martes, 24 de noviembre de 2026"),
    ],
)
def test_the_issue_s_own_date_and_a_founding_day_do_not(language: str, text: str) -> None:
    assert dated(text, language) == []


def test_a_later_day_beside_the_right_date_is_an_announcement_and_one_before_it_is_stale() -> None:
    paper = front()
    assert codes(paper, retyped(paper.page(), Kind.FOLIO, "Next issue 1 December 2026", "1871")) == []
    assert codes(paper, retyped(paper.page(), Kind.FOLIO, "Printed 1 November 2026", "1871")) == ["issue-date-wrong"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en-GB", "Wednesday 24 November 2026"),
        ("en-GB", "Wed. 24 November"),
        ("de", "Mittwoch, 24. November 2026"),
        ("de", "Mo., 24.11. Montag, 24. November 2026"),
        ("fr", "lundi 24 novembre 2026"),
        ("es", "lunes, 24 de noviembre de 2026"),
    ],
)
def test_a_weekday_that_the_date_does_not_fall_on_holds_the_page(language: str, text: str) -> None:
    assert dated(text, language) == ["weekday-wrong"]


def test_an_ear_that_is_a_date_is_read_as_today_s_and_one_that_announces_is_not() -> None:
    paper = front()
    ear = "Rain by noon"
    assert codes(paper, retyped(paper.page(), Kind.NAMEPLATE, "23 November 2026", ear)) == ["issue-date-wrong"]
    assert codes(paper, retyped(paper.page(), Kind.NAMEPLATE, "Fair on 5 December 2026", ear)) == []
    assert codes(paper, retyped(paper.page(), Kind.NAMEPLATE, "Fair on Saturday 5 December", ear)) == []


def test_a_weekday_stacked_on_its_date_in_an_ear_is_read_with_it_and_one_over_the_weather_is_not() -> None:
    paper = front()
    over = retyped(paper.page(), Kind.NAMEPLATE, "Wednesday", "Weather")
    assert codes(paper, over) == []
    assert codes(paper, retyped(over, Kind.NAMEPLATE, "24 November 2026", "Rain by noon")) == ["weekday-wrong"]
    right = retyped(paper.page(), Kind.NAMEPLATE, "Tuesday", "Weather")
    assert codes(paper, retyped(right, Kind.NAMEPLATE, "24 November 2026", "Rain by noon")) == []


def test_what_stands_in_copy_is_not_the_furniture_s() -> None:
    story = filed("a", "On Monday 23 November 2026 it rained.", 400)
    paper = laid(page("1", "AAAAAA x40", "front", A=place("a")), stories=(story,), text=HOUSE.replace("LANGUAGE", "en-GB"))
    assert codes(paper) == []


def test_a_date_without_a_year_is_the_nearest_one() -> None:
    (found,) = dates_in("3 january", calendar_of("en"), date(2026, 12, 30))
    assert found.days == (date(2027, 1, 3),)


def test_no_date_is_read_out_of_other_figures() -> None:
    for text in ("31 february 2026", "192.168.1.12", "040/12-34-5678", "may 48", "no. 16,180", "99.99.2026"):
        assert dates_in(text, calendar_of("en"), date(2026, 11, 24)) == []
