"""Problems as lines for people."""

from layout.base.geometry import Area
from layout.base.messages import count_line, first_line, page_order, sorted_problems
from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.units import mm


def problem(where: InFile | OnPage, severity: Severity = Severity.ERROR) -> Problem:
    return Problem("story-missing", severity, "no such story", "Write one.", where)


def test_a_place_in_a_file_has_line_and_column_where_they_are_known() -> None:
    assert first_line(problem(InFile("issue.yaml", 14, 7))) == "issue.yaml:14:7: error: no such story [story-missing]"
    assert first_line(problem(InFile("issue.yaml", 14))) == "issue.yaml:14: error: no such story [story-missing]"
    assert first_line(problem(InFile("issue.yaml"))) == "issue.yaml: error: no such story [story-missing]"


def test_a_place_on_paper_is_given_in_millimetres() -> None:
    where = OnPage("3", Area(mm(24), mm(118), mm(10), mm(10)))
    assert first_line(problem(where, Severity.WARNING)) == "page 3 (24 mm, 118 mm): warning: no such story [story-missing]"
    assert first_line(problem(OnPage("3"))) == "page 3: error: no such story [story-missing]"
    assert "(0 mm, 118 mm)" in first_line(problem(OnPage("3", Area(mm(-0.3), mm(118), mm(10), mm(10)))))


def test_problems_stand_in_the_order_of_their_places_and_each_once() -> None:
    on_page = problem(OnPage("10"))
    early = problem(OnPage("9"))
    late_line = problem(InFile("issue.yaml", 100, 1))
    line = problem(InFile("issue.yaml", 20, 1), Severity.NOTE)
    worse = problem(InFile("issue.yaml", 20, 1), Severity.ERROR)
    assert sorted_problems([on_page, early, late_line, line, worse, line]) == (worse, line, late_line, early, on_page)


def test_problems_are_counted_in_words() -> None:
    here = InFile("x")
    found = [problem(here), problem(here), problem(here, Severity.WARNING)]
    assert count_line(found) == "2 errors, 1 warning"
    assert count_line([]) == "no problems"


def test_the_nearest_word_is_offered_and_a_far_one_is_not() -> None:
    assert did_you_mean("flood-2", ["flood", "fire"]) == "; did you mean 'flood'?"
    assert did_you_mean("Headline", ["headline"]) == "; did you mean 'headline'?"
    assert did_you_mean("xyzzy", ["flood", "fire"]) == "."


def test_spreads_stand_in_the_order_of_the_paper() -> None:
    assert sorted(["10", "4-5", "6", "B1", "A2", "1"], key=page_order) == ["1", "4-5", "6", "10", "A2", "B1"]
