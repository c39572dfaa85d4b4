"""What a released page shows, and another one too: pictures and booked ads, without a file of them."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.content.bookings import Booking
from layout.content.issue import Ad, Allowed, Issue
from layout.design.press import Trucks
from layout.press.carried import PageArt, Pictured
from layout.production.faults import Fault, weighed
from layout.production.order import Order
from layout.production.showing import art_now, digest_of
from layout.production.twice import Shown, ads_twice, pictures_twice
from tests.desk.drawing import make_issue, make_page
from tests.pages.desk import ad, block, filed, filed_photo, laid, page, photo, picture, place

WHOLE = (0.0, 0.0, 1.0, 1.0)
LEFT, RIGHT = (0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 0.5, 1.0)
ONE_BRIDGE = Pictured("bridge.jpg", "b" * 64, "bridge", WHOLE, (10.0, 20.0, 300.0, 200.0))


def shown(number: str, *pictures: Pictured, released: bool = False, of: str = "", ads: tuple[str, ...] = ()) -> Shown:
    return Shown(number, of or number, released, PageArt(pictures, ads))


def on(fault: Fault) -> tuple[list[str], list[str]]:
    """The pages that are held for it, and those that have part in it."""
    held, beside = ([each.where.page for each in told if isinstance(each.where, OnPage)] for told in (fault.told, fault.beside))
    return held, beside


def test_a_picture_of_a_released_page_on_another_one_holds_that() -> None:
    (fault,) = pictures_twice([shown("1", ONE_BRIDGE, released=True), shown("4", replace(ONE_BRIDGE, story="rovers"))])
    assert on(fault) == (["4"], ["1"])
    (problem,) = fault.told
    assert (problem.code, problem.severity, problem.story) == ("picture-twice", Severity.ERROR, "rovers")
    assert problem.message == "bridge.jpg is printed twice: on page 1 as released and on page 4"
    assert problem.remedy == "Take another picture here; or give page 1 another, and release it again."


def test_on_two_released_pages_it_stands_on_both_and_is_told_once_of_each() -> None:
    (fault,) = pictures_twice([shown("1", ONE_BRIDGE, released=True), shown("4", ONE_BRIDGE, released=True)])
    assert on(fault) == (["1", "4"], [])
    assert fault.told[0].message == "bridge.jpg is printed twice: on page 1 as released and on page 4 as released"
    assert fault.told[0].remedy == "Take the release of page 1 or 4 back, change that page, and release it as it is then."


@pytest.mark.parametrize(
    ("released", "other"),
    [
        (ONE_BRIDGE, replace(ONE_BRIDGE, sha256="c" * 64)),
        (replace(ONE_BRIDGE, sha256=""), replace(ONE_BRIDGE, sha256="")),
        (replace(ONE_BRIDGE, crop=LEFT), replace(ONE_BRIDGE, crop=RIGHT)),
    ],
)
def test_other_bytes_are_another_picture_and_details_that_share_nothing_are_two(released: Pictured, other: Pictured) -> None:
    assert list(pictures_twice([shown("1", released, released=True), shown("4", other)])) == []


def test_of_two_pages_that_are_made_now_nothing_is_said_here() -> None:
    pages = [shown("1", released=True, ads=("A2",)), shown("2", ONE_BRIDGE, ads=("A1",)), shown("3", ONE_BRIDGE, ads=("A1",))]
    assert list(pictures_twice(pages)) == list(ads_twice(pages, make_issue())) == []


def test_one_picture_over_the_fold_of_a_truck_is_one_and_two_on_its_halves_are_two() -> None:
    left = shown("4", replace(ONE_BRIDGE, area=(600.0, 20.0, 300.0, 200.0)), of="4-5", released=True)
    over = replace(ONE_BRIDGE, area=(-200.0, 20.0, 300.0, 200.0))
    assert list(pictures_twice([left, shown("5", over, of="4-5")])) == []
    assert len([*pictures_twice([left, shown("5", replace(over, area=(50.0, 400.0, 300.0, 200.0)), of="4-5")])]) == 1
    assert len([*pictures_twice([left, shown("5", over, of="5")])]) == 1


def sold(*numbers: str) -> Issue:
    return replace(make_issue(), bookings=tuple(Booking(each, InFile("bookings.csv", 2), "", None, "") for each in numbers))


def test_an_ad_of_a_released_page_on_another_one_holds_that() -> None:
    pages = [shown("1", released=True, ads=("A1",)), shown("3", ads=("A1",))]
    (fault,) = ads_twice(pages, sold("A1"))
    assert on(fault) == (["3"], ["1"])
    assert fault.told[0].message == "the ad A1 is booked once and stands 2 times: on page 1 as released and on page 3"
    assert fault.told[0].remedy == "Take it out here; or take it out of page 1, and release that again."
    assert list(ads_twice(pages, sold("A1", "A1"))) == []


def test_two_released_pages_that_show_an_ad_too_often_are_told_both() -> None:
    pages = [shown("1", released=True, ads=("A1",)), shown("2", ads=("A1",)), shown("3", released=True, ads=("A1",))]
    (fault,) = ads_twice(pages, sold("A1"))
    assert on(fault) == (["1", "3", "2"], [])
    (fault,) = ads_twice(pages, sold("A1", "A1"))
    assert on(fault) == (["2"], ["1", "3"])


def test_an_ad_over_the_fold_of_a_truck_stands_once() -> None:
    halves = [shown("4", of="4-5", released=True, ads=("A1",)), shown("5", of="4-5", ads=("A1",))]
    assert list(ads_twice(halves, sold("A1"))) == []
    (fault,) = ads_twice([*halves, shown("6", ads=("A1",))], sold("A1"))
    assert on(fault) == (["6"], ["4"])


def test_an_ad_that_stands_twice_is_answered_for_in_its_own_block() -> None:
    pages = [shown("1", released=True, ads=("A1",)), shown("3", ads=("A1",))]
    plan = make_page("3", "XXXXXX", X=Ad(Path("a.pdf"), "A1"))
    (drawn,) = plan.blocks
    allowed = replace(drawn, allow=(Allowed("ad-twice", "a gift", InFile("issue.yaml", 9)),))
    issue = replace(make_issue(replace(plan, blocks=(allowed,))), bookings=sold("A1").bookings)
    (told,) = weighed(ads_twice(pages, issue), Order(Path("issue.yaml")), issue)
    assert (told.severity, told.where) == (Severity.NOTE, OnPage("3"))


def test_without_a_list_an_ad_may_stand_as_often_as_the_issue_draws_it() -> None:
    pages = [shown("1", released=True, ads=("A1",)), shown("3", ads=("A1",))]
    drawn = [make_page(number, "XXXXXX", X=Ad(Path("a.pdf"), "A1")) for number in ("1", "3")]
    assert list(ads_twice(pages, make_issue(*drawn))) == []
    (fault,) = ads_twice(pages, make_issue(drawn[1]))
    assert fault.told[0].message == "the ad A1 stands 2 times: on page 1 as released and on page 3"


def test_what_is_allowed_on_one_page_that_has_part_in_it_is_allowed_on_all() -> None:
    problem = Problem("picture-twice", Severity.ERROR, "twice", "do", OnPage("1"), may_allow=True)
    fault = Fault((problem,), (replace(problem, where=OnPage("4")),))
    order = Order(Path("issue.yaml"))
    assert weighed([fault, fault], order, make_issue(make_page("4", "X"))) == (problem,)
    for number in ("1", "4"):
        plan = replace(make_page(number, "X"), allow=(Allowed("picture-twice", "meant", InFile("issue.yaml", 9)),))
        (told,) = weighed([fault], order, make_issue(plan))
        assert (told.severity, told.message, told.where) == (Severity.NOTE, "twice; allowed: meant", OnPage("1"))


def test_a_page_s_pictures_are_known_by_their_bytes_and_its_ads_by_their_numbers(tmp_path: Path) -> None:
    boat = tmp_path / "boat.jpg"
    boat.write_bytes(b"a boat")
    made = laid(
        page("1", "AAAXXX x40", A=place("a", photos=photo("top", 2, str(boat))), X=block(Ad(Path("ad.jpg"), "A1"))),
        page("2", "XXXXXX x40", X=ad("ad.jpg")),
        page("3", "AAAAAA x40", A=place("b")),
        stories=(filed("a", 400, photos=(filed_photo(str(boat)),)), filed("b", 400)),
        art=picture(str(boat)) | picture("ad.jpg", height=300),
    )
    press = SimpleNamespace(trucks=Trucks.HALVES)
    paper: Any = SimpleNamespace(pages=made.composed.pages[:2], composed=made.composed)
    paper.paper = SimpleNamespace(plan=made.plan, press=press)
    found = art_now(paper, digest_of)
    assert list(found) == ["1", "2"]
    (one,) = found["1"].pictures
    assert (one.file, one.story, one.sha256[:8]) == ("boat.jpg", "a", "1cb78dba")
    assert (found["1"].ads, found["2"]) == (("A1",), PageArt())
