"""Pages to be marked: drawn and set as the engine sets them, then changed by hand where it would never go wrong so."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from layout.base.problems import OnPage, Problem, Severity
from layout.pages.display import LegMark, Page, SetLine
from layout.passing.design_lint import DESIGN_RULES, judge_design
from tests.pages.desk import Laid

Edit = Callable[[list[SetLine]], Sequence[SetLine]]


def marks_on(laid: Laid, *codes: str, page: Page | None = None) -> list[Problem]:
    """What is marked on a laid paper's pages under those codes (none: under all), on `page` in its first one's stead."""
    pages = (page, *laid.composed.pages[1:]) if page is not None else laid.composed.pages
    found = [problem for problems in judge_design(laid.plan, pages).values() for problem in problems]
    for problem in found:
        assert problem.severity is Severity.WARNING
        assert isinstance(problem.where, OnPage)
        assert problem.message
        assert problem.remedy
    assert {problem.code for problem in found} <= {rule.code for rule in DESIGN_RULES}
    return [problem for problem in found if not codes or problem.code in codes]


def with_leg(laid: Laid, index: int, edit: Edit, letter: str = "A") -> Page:
    """The first page with the lines of one leg changed, and the leg as deep as they are; nothing is told of its copy."""
    page = laid.page()
    leg = laid.legs(letter)[index]
    lines = tuple(edit(list(leg.lines)))
    depth = lines[-1].baseline - lines[0].baseline + laid.grid().baseline
    top = lines[0].baseline - laid.grid().drop
    changed = LegMark(replace(leg.area, y=top, height=depth), lines, leg.source)
    return replace(page, problems=(), marks=tuple(changed if mark is leg else mark for mark in page.marks))


def area_of(problem: Problem):
    """The marked place."""
    assert isinstance(problem.where, OnPage)
    assert problem.where.area is not None
    return problem.where.area
