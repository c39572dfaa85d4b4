"""Templates: names filled in, dates in the paper's language."""

from datetime import date

import pytest

from layout.base.problems import InFile
from layout.design.templates import fill

HERE = InFile("issue.yaml", 7, 3)
DAY = date(2026, 11, 3)
VALUES = {"title": "Harbour Herald", "price": "£1.20", "page": "007", "weather": "Rain"}


def filled(text: str, language: str = "en-GB") -> str:
    printed, problems = fill(text, VALUES, DAY, language, HERE)
    assert problems == ()
    return printed


def test_names_are_filled_in_as_they_were_typed() -> None:
    assert filled("{title}: {price}, page {page}") == "Harbour Herald: £1.20, page 007"


def test_two_braces_are_one() -> None:
    assert filled("{{title}} costs {price}") == "{title} costs £1.20"


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en-GB", "Tuesday 3 November 2026"),
        ("de-DE", "Dienstag 3 November 2026"),
        ("fr-FR", "mardi 3 novembre 2026"),
        ("pl", "wtorek 3 listopada 2026"),
        ("en-XX", "Tuesday 3 November 2026"),
        ("tlh", "Tuesday 3 November 2026"),
    ],
)
def test_dates_are_in_the_papers_language(language: str, printed: str) -> None:
    assert filled("{date:%A %d %B %Y}", language) == printed


def test_a_month_without_a_day_has_its_own_form() -> None:
    assert filled("{date:%B %Y}", "pl") == "listopad 2026"


def test_a_day_keeps_its_zero_only_among_figures() -> None:
    assert filled("{date:%d.%m.%Y} {date:%Y%m%d} {date:%-d/%-m/%y} {date:%d %b}") == "03.11.2026 20261103 3/11/26 3 Nov"


def test_a_date_without_a_form_is_the_languages_long_one() -> None:
    assert filled("{date}", "de") == "Dienstag, 3. November 2026"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("{wether}", "variable-missing", "did you mean 'weather'"),
        ("{date:%H}", "template-date", "%A"),
        ("{title:3}", "template-form", "{title}"),
        ("{title", "template-brace", "{{"),
        ("{}", "variable-missing", "vars"),
    ],
)
def test_what_cannot_be_filled_is_a_problem_and_stays_as_typed(text: str, code: str, said: str) -> None:
    printed, problems = fill(text, VALUES, DAY, "en", HERE)
    assert printed == text or code == "template-date"
    assert [problem.code for problem in problems] == [code]
    assert said in problems[0].remedy
    assert problems[0].where == HERE


def test_an_issue_without_a_date_says_so() -> None:
    printed, problems = fill("{title} {date}", VALUES, None, "en", HERE)
    assert printed == "Harbour Herald "
    assert [problem.code for problem in problems] == ["date-missing"]
