"""Allowances that silence nothing are told."""

from dataclasses import replace

from layout.base.problems import OnPage, Problem, Severity
from layout.content.issue import Allowed
from layout.desk.allowances import apply_allowances, unused_allowances
from tests.desk.drawing import HERE, make_issue, make_page, story

FOUND = Problem("tombstone", Severity.WARNING, "two heads side by side", "Move one.", OnPage("1"))


def issue(rule: str, why: str = "meant"):
    drawn = make_page("1", "AAABBB", A=story("a"), B=story("b", "B"))
    return make_issue(replace(drawn, allow=(Allowed(rule, why, HERE),)))


def test_one_that_silenced_something_is_used() -> None:
    allowed = issue("tombstone")
    assert unused_allowances(apply_allowances([FOUND], allowed), allowed, ["1"]) == []


def test_a_code_spelt_wrong_is_told_where_it_stands() -> None:
    allowed = issue("tombstones")
    (told,) = unused_allowances(apply_allowances([FOUND], allowed), allowed, ["1"])
    assert (told.code, told.severity, told.where) == ("allow-unused", Severity.WARNING, HERE)


def test_one_for_what_may_not_be_allowed_is_told() -> None:
    over = replace(FOUND, code="overset", severity=Severity.ERROR)
    allowed = issue("overset")
    assert len(unused_allowances(apply_allowances([over], allowed), allowed, ["1"])) == 1


def test_pages_that_were_not_built_are_not_asked() -> None:
    allowed = issue("tombstones")
    assert unused_allowances([], allowed, []) == []
