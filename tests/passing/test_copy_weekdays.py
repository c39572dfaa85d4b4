"""A weekday beside a date is the date's. The issue's day is Tuesday, 24 November 2026."""

from dataclasses import replace

import pytest

from layout.base.problems import Severity
from tests.passing.copy_desk import codes, filed, issue_of, read_issue, told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It opens on Wednesday, 24 November 2026.", ""),
        ("It opens on Wednesday, November 24, 2026.", "en-US"),
        ("It opens on Wednesday the 24th of November 2026.", ""),
        ("It opens on Wed 24 Nov 2026 at ten.", ""),
        ("It opens on Wednesday, 24/11/2026, at ten.", ""),
        ("It opens on 24 November 2026 (Wednesday).", ""),
        ("Am Mittwoch, 24. November 2026, beginnt es.", "de"),
        ("Am Mittwoch, dem 24. November 2026, beginnt es.", "de"),
        ("Am Mittwoch, 24.11.2026, beginnt es.", "de"),
        ("Beginn: Mi., 24. Nov. 2026, um 10 Uhr.", "de"),
        ("Le mercredi 24 novembre 2026, à dix heures.", "fr"),
        ("Ce lundi 1er décembre 2026, à dix heures.", "fr"),
        ("El miércoles 24 de noviembre de 2026 abre.", "es"),
        ("It sank on Tuesday, 14 April 1912.", ""),
    ],
)
def test_a_date_with_its_year_on_another_weekday_holds_its_page(text: str, language: str) -> None:
    (problem,) = told(text, language=language)
    assert (problem.code, problem.severity) == ("weekday-wrong", Severity.ERROR)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It opens on Tuesday, 24 November 2026.", ""),
        ("It opens on Tuesday, November 24, 2026.", "en-US"),
        ("It opens on Tuesday, 24/11/2026, at ten.", ""),
        ("It opens on Tuesday, 11/24/2026, at ten.", "en-US"),
        ("It opens on 24 November 2026 (Tuesday).", ""),
        ("Am Dienstag, dem 24. November 2026, beginnt es.", "de"),
        ("Beginn: Di., 24. Nov. 2026, um 10 Uhr.", "de"),
        ("Le mardi 24 novembre 2026, à dix heures.", "fr"),
        ("El martes 24 de noviembre de 2026 abre.", "es"),
        ("It sank on Monday, 15 April 1912.", ""),
        ("They marched on Sunday, 9 January 1905, as Russia counted.", ""),
        ("They marched on Sunday, 22 January 1905.", ""),
        ("He told The Sun, 24 November 2026, that it was over.", ""),
        ("Am Montag um 16.10 Uhr, am Dienstag, 20.31 Uhr, war es aus.", "de"),
        ("On Monday 24 people came, on Tuesday 5 marched.", ""),
    ],
)
def test_a_date_on_its_weekday_is_not_told(text: str, language: str) -> None:
    assert codes(text, language=language) == []


def test_a_date_without_a_year_is_meant_in_the_nearest() -> None:
    (problem,) = told("It opens on Saturday, 4 December.")
    assert (problem.code, problem.severity) == ("weekday-doubtful", Severity.WARNING)
    assert "4 December 2026 is a Friday" in problem.message
    assert codes("It opens on Friday, 4 December.") == []
    assert codes("It opens on Monday, 4 January.") == []  # of 2027
    assert codes("Am Montag, 3. Januar, beginnt es.", language="de") == ["weekday-doubtful"]


def test_a_date_of_a_year_that_the_story_names_is_history() -> None:
    assert codes("In 1944 the ships came.", "On Tuesday, 6 June, they landed.") == []
    assert codes("In 1945 the ships came.", "On Tuesday, 6 June, they landed.") == ["weekday-doubtful"]


def test_without_an_issue_s_date_only_years_are_judged() -> None:
    issue = replace(issue_of(filed("On Saturday, 4 December, and on Saturday, 4 December 2026.")), date=None)
    assert [problem.code for problem in read_issue(issue)["1"]] == ["weekday-wrong"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It opens on 31 November.", ""),
        ("It opened on the 30th of February.", ""),
        ("It opens on 29 February 2027.", ""),
        ("Am 31. Juni beginnt es.", "de"),
        ("Le 31 septembre, on ouvre.", "fr"),
        ("El 31 de abril abre.", "es"),
    ],
)
def test_a_day_that_no_calendar_has_is_told(text: str, language: str) -> None:
    assert codes(text, language=language) == ["date-impossible"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It opens on 30 November and 31 December.", ""),
        ("It opened on 29 February 2028 and on 29 February.", ""),
        ("Third was number 31 June Whitfield.", ""),
        ("Am 30. Juni und 31. Juli beginnt es.", "de"),
        ("It rose by 3.31 Sept points.", ""),
    ],
)
def test_a_month_s_last_day_is_not_told(text: str, language: str) -> None:
    assert codes(text, language=language) == []


@pytest.mark.parametrize(
    "text",
    ["It opens on Wednesday 26/11 at ten.", "It opens on 26 November (a Monday).", "It opens on 26 November, a Monday, at ten."],
)
def test_a_date_in_figures_and_a_weekday_behind_its_date_are_judged(text: str) -> None:
    assert codes(text) == ["weekday-doubtful"]


@pytest.mark.parametrize(
    "text",
    [
        "It opens on Thursday 26/11 at ten.",
        "It opens on Thursday 11/26 at ten.",
        "It opens on 26 November (a Thursday).",
        "It is open from Monday 24/7, as it was on Tuesday 9/11.",
        "It opens on Wednesday 45/11, if ever.",
        "The odds on Black Friday 13/8 were short.",
    ],
)
def test_figures_that_are_right_or_no_date_are_not_told(text: str) -> None:
    assert codes(text) == []


def test_a_year_far_from_a_date_does_not_excuse_it() -> None:
    date_of_2030 = "It opens on Wednesday, 4 December."
    assert codes(date_of_2030, "Nobody wants it before 2030.") == ["weekday-doubtful"]
    assert codes("Nobody wants it before 2030.", date_of_2030) == ["weekday-doubtful"]
    assert codes("In 1944 the ships came.", "One.", "Two.", "Three.", "On Tuesday, 6 June, they land.") == ["weekday-doubtful"]


def test_a_year_near_a_date_excuses_it() -> None:
    assert codes("In 2030 it comes: it opens on Wednesday, 4 December.") == []
    assert codes("In 1944 the ships came.", "One.", "Two.", "On Tuesday, 6 June, they landed.") == []
    assert codes("It rained.", "One.", "Two.", "Three.", "On Tuesday, 6 June, they landed.", deck="The summer of 1944") == []
