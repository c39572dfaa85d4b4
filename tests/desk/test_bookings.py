"""What was sold against what stands on the pages."""

from dataclasses import replace
from pathlib import Path

from layout.base.problems import InFile, Problem, Severity
from layout.content.bookings import Booking
from layout.content.issue import Ad, Issue
from layout.desk.bookings import check_bookings, check_twice
from tests.desk.drawing import make_issue, make_page

MARINE, THEATRE = Ad(Path("marine.pdf"), "A1207"), Ad(Path("theatre.pdf"), "A1210")


def booking(number: str, line: int = 2, page: str = "", advertiser: str = "") -> Booking:
    return Booking(number, InFile("bookings.csv", line), page, None, advertiser)


def issue_with(*bookings: Booking, ads: tuple[tuple[str, Ad], ...]) -> Issue:
    pages = [make_page(number, "XXXXXX", X=ad) for number, ad in ads]
    return replace(make_issue(*pages), bookings=bookings)


def told(issue: Issue) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in check_bookings(issue)]


def test_ads_that_stand_as_they_were_sold_are_no_matter() -> None:
    issue = issue_with(booking("A1207", page="1"), booking("A1210", 3), ads=(("1", MARINE), ("2", THEATRE)))
    assert told(issue) == []


def test_without_a_list_nothing_is_compared() -> None:
    assert told(make_issue(make_page("1", "XXXXXX", X=MARINE))) == []


def test_an_ad_that_was_sold_and_stands_nowhere_is_told_at_its_line() -> None:
    problems: list[Problem] = list(
        check_bookings(issue_with(booking("A1207"), booking("A1210", 3, "2", "Royal"), ads=(("1", MARINE),)))
    )
    assert [(problem.code, problem.message, problem.where) for problem in problems] == [
        ("ad-unplaced", "the ad A1210 (Royal) stands on no page", InFile("bookings.csv", 3))
    ]
    assert "page 2" in problems[0].remedy


def test_an_ad_that_was_never_sold_is_told_with_the_number_that_was_meant() -> None:
    problems = list(check_bookings(issue_with(booking("A1208"), ads=(("1", MARINE),))))
    assert [problem.code for problem in problems] == ["ad-unbooked", "ad-unplaced"]
    assert "A1208" in problems[0].remedy


def test_an_ad_without_a_number_is_told() -> None:
    assert told(issue_with(ads=(("1", Ad(Path("own.pdf"))),))) == [
        ("ad-unbooked", "the ad own.pdf on page 1 has no booking number")
    ]


def test_an_ad_on_another_page_than_was_sold_is_told() -> None:
    issue = issue_with(booking("A1207", page="3"), ads=(("1", MARINE),))
    assert told(issue) == [("ad-page", "the ad A1207 stands on page 1; it is booked for page 3")]


def test_either_page_of_a_spread_will_do() -> None:
    spread = make_page("2-3", "XXXXXXXXXXXX", X=MARINE)
    assert told(replace(make_issue(spread), bookings=(booking("A1207", page="3"),))) == []


def test_a_number_sold_twice_stands_twice() -> None:
    twice = (booking("A1207", 2, "1"), booking("A1207", 3, "2"))
    assert told(issue_with(*twice, ads=(("1", MARINE), ("2", MARINE)))) == []
    assert told(issue_with(*twice, ads=(("1", MARINE),))) == [("ad-unplaced", "the ad A1207 is booked 2 times and stands once")]
    assert told(issue_with(twice[0], ads=(("1", MARINE), ("2", MARINE)))) == [
        ("ad-page", "the ad A1207 stands on page 2; it is booked for page 1"),
    ]


def test_an_ad_that_stands_more_often_than_it_was_sold_holds_the_later_page() -> None:
    issue = issue_with(booking("A1207"), ads=(("1", MARINE), ("2", THEATRE), ("3", MARINE)))
    ((number, (problem,)),) = check_twice(issue).items()
    assert (number, problem.code, problem.severity, problem.may_allow) == ("3", "ad-twice", Severity.ERROR, True)
    assert problem.message == "the ad A1207 is booked once and stands 2 times: on page 1 and on page 3"
    assert check_twice(issue_with(booking("A1207"), booking("A1207", 3), ads=(("1", MARINE), ("3", MARINE)))) == {}


def test_what_would_stand_on_a_page_that_is_plated_as_it_once_was_stands_twice_with_nothing() -> None:
    issue = issue_with(booking("A1207"), ads=(("1", MARINE), ("2-3", MARINE)))
    assert list(check_twice(issue, {"1"})) == list(check_twice(issue, {"2", "3"})) == []
    assert list(check_twice(issue, {"2"})) == ["2-3"]


def test_pages_that_were_not_asked_for_count_as_places() -> None:
    issue = issue_with(booking("A1207"), ads=(("1", MARINE),))
    assert told(replace(issue, pages=(), others=issue.pages)) == []
