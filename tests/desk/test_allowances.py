"""A check may be silenced where somebody says why."""

from dataclasses import replace

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.content.issue import Allowed
from layout.desk.allowances import apply_allowances
from tests.desk.drawing import HERE, make_issue, make_page, story


def warning(page: str, slug: str = "", code: str = "tombstone") -> Problem:
    return Problem(code, Severity.WARNING, "two heads side by side", "Move one.", OnPage(page), slug)


ALLOWED = (Allowed("tombstone", "a pair on purpose", HERE),)
BLOCK = story("a", allow=ALLOWED)
ON_BLOCK = make_issue(make_page("1", "AAABBB", A=BLOCK, B=story("b", "B")), make_page("2", "AAAAAA", A=story("c")))


def severities(*problems: Problem, issue: object = ON_BLOCK) -> list[str]:
    return [str(problem.severity) for problem in apply_allowances(problems, issue)]  # type: ignore[arg-type]


def test_an_allowed_warning_becomes_a_note_with_the_reason() -> None:
    (problem,) = apply_allowances([warning("1", "a")], ON_BLOCK)
    assert problem.severity is Severity.NOTE
    assert problem.message == "two heads side by side; allowed: a pair on purpose"


def test_a_block_allows_for_itself_alone() -> None:
    assert severities(warning("1", "b"), warning("2", "c"), warning("1", "a", "orphan")) == ["warning"] * 3


def test_a_page_and_the_issue_allow_for_all_that_is_theirs() -> None:
    pages = (replace(ON_BLOCK.pages[1], allow=ALLOWED),)
    assert severities(warning("2", "c"), warning("2"), warning("1", "b"), issue=replace(ON_BLOCK, pages=pages)) == [
        "note",
        "note",
        "warning",
    ]
    assert severities(warning("9"), issue=replace(ON_BLOCK, allow=ALLOWED)) == ["note"]


def test_an_error_is_never_allowed() -> None:
    assert severities(replace(warning("1", "a"), severity=Severity.ERROR)) == ["error"]


def test_a_problem_in_the_file_belongs_to_the_block_on_whose_line_it_stands() -> None:
    place = InFile("issue.yaml", 77, 9)
    block = replace(BLOCK, marks={"photo": place})
    issue = make_issue(make_page("1", "AAAAAA", A=block))
    assert severities(replace(warning("1"), where=place), issue=issue) == ["note"]
