"""Problems as one list."""

from dataclasses import replace
from pathlib import Path

import pytest

from layout.base.geometry import Area
from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.content.story import Head, Paragraph, Role, Span, Story
from layout.proof.facts import Kind
from layout.proof.live.as_json import item_json, said
from layout.proof.live.items import Directory, Spot, gravest_first, items_of, kind_of, person_of
from layout.proof.live.paths import from_root, issue_key
from layout.proof.trace import Trace, TracedBlock, TracedGrid, TracedLine, TracedWord


def _problem(code: str, where: InFile | OnPage, message: str = "it is wrong", story: str = "") -> Problem:
    return Problem(code, Severity.WARNING, message, "Mend it.", where, story)


def _directory() -> Directory:
    body = tuple(Paragraph(Role.BODY, (Span("x"),), InFile("paper/stories/a.md", line)) for line in (5, 7, 9))
    story = Story("a", Head(("A head",), byline="By Ann Carrow"), body, InFile("paper/stories/a.md", 1))
    words = (TracedWord(10.0, 30.0, "x"),)
    lines = tuple(
        TracedLine("T", "a", "body", paragraph, 1, paragraph + 1, 50.0 + 10 * paragraph, 9.0, False, words)
        for paragraph in (0, 1)
    )
    block = TracedBlock("T", "story", ("a",), ((0.0, 0.0, 50.0, 200.0),), ())
    grid = TracedGrid((), 8.0, 10.5, 19, (0.0, 0.0, 1.0, 1.0))
    trace = Trace("2", "", 100.0, 200.0, 0.0, True, grid, (block,), lines, ())
    spots = {("paper/issue.yaml", 14): Spot("2", "T")}
    return Directory("paper", {"a": story}, {"paper/stories/a.md": "a"}, spots, {"2": trace}, {("2", "T"): 3})


def test_a_line_of_a_story_is_found_on_paper_with_who_wrote_it() -> None:
    (item,) = items_of([(Kind.COPY, _problem("word-doubled", InFile("paper/stories/a.md", 8, 3)), "")], _directory())
    assert (item.page, item.block, item.story, item.person) == ("2", "T", "a", "Ann Carrow")
    assert (item.path, item.line, item.column) == ("stories/a.md", 8, 3)
    assert item.area == (10.0, 53.25, 30.0, 9.0)


def test_a_line_of_the_issue_is_found_at_its_block() -> None:
    (item,) = items_of([(Kind.AD, _problem("ad-booked", InFile("paper/issue.yaml", 14, 7)), "2")], _directory())
    assert (item.page, item.block, item.area) == ("2", "T", (0.0, 0.0, 50.0, 200.0))


def test_a_place_on_paper_names_its_block_and_a_misfit_its_lines() -> None:
    where = OnPage("2", Area(10.0, 20.0, 5.0, 5.0))
    (item,) = items_of([(Kind.FIT, _problem("overset", where, story="a"), "2")], _directory())
    assert (item.page, item.block, item.lines, item.area) == ("2", "T", 3, (10.0, 20.0, 5.0, 5.0))


def test_two_of_the_same_have_keys_of_their_own_and_figures_do_not_count() -> None:
    told = [(Kind.COPY, _problem("word-doubled", OnPage("2"), text), "2") for text in ("7 lines over", "9 lines over", "other")]
    keys = [item.key for item in items_of(told, _directory())]
    assert len(set(keys)) == 3
    again = items_of([(Kind.COPY, _problem("word-doubled", OnPage("2"), "12 lines over"), "2")], _directory())
    assert again[0].key == keys[0]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("overset", Kind.FIT),
        ("word-doubled", Kind.COPY),
        ("folio-wrong", Kind.COPY),
        ("river", Kind.DESIGN),
        ("ad-booked", Kind.AD),
        ("picture-coarse", Kind.PAGE),
    ],
)
def test_a_problem_is_of_the_kind_that_finds_it(code: str, kind: Kind) -> None:
    assert kind_of(_problem(code, OnPage("1"))) is kind


@pytest.mark.parametrize(
    ("byline", "person"),
    [("By Ann Carrow", "Ann Carrow"), ("Rhona Castell", "Rhona Castell"), ("VON Eva Lund", "Eva Lund"), ("", ""), ("By", "By")],
)
def test_a_person_is_the_byline_without_its_by(byline: str, person: str) -> None:
    assert person_of(byline) == person


def test_no_path_of_the_machine_is_told() -> None:
    assert from_root("/srv/paper/stories/a.md", "/srv/paper") == "stories/a.md"
    assert from_root("/etc/passwd", "/srv/paper") == "passwd"
    assert from_root("", "/srv/paper") == ""


def test_an_issue_is_named_by_folder_file_and_edition() -> None:
    assert issue_key(Path("/srv/papers/tonight/issue.yaml"), "") == "papers/tonight/issue.yaml"
    assert issue_key(Path("/srv/papers/tonight/issue.yaml"), "Late") == "papers/tonight/issue.yaml#Late"


def test_errors_come_before_warnings_and_what_follows_of_them_behind() -> None:
    def problem(code: str, severity: Severity) -> Problem:
        return Problem(code, severity, code, "Mend it.", InFile("paper/issue.yaml", 1))

    told = [
        problem("photo-unused", Severity.WARNING),
        problem("story-missing", Severity.ERROR),
        problem("front-matter", Severity.ERROR),
    ]
    assert [each.code for each in gravest_first(told)] == ["front-matter", "story-missing", "photo-unused"]


def test_a_paragraph_that_is_over_is_listed_where_its_story_breaks_off() -> None:
    where = InFile("paper/stories/a.md", 9)
    (item,) = items_of([(Kind.COPY, _problem("paragraph-doubled", where), "1")], _directory())
    assert (item.page, item.block, item.area) == ("2", "T", None)


def test_a_misfit_leads_to_the_file_where_the_story_breaks_off() -> None:
    (item,) = items_of([(Kind.FIT, _problem("overset", OnPage("2"), story="a"), "2")], _directory())
    assert (item.path, item.line) == ("stories/a.md", 7)
    over = replace(_directory(), over={("2", "a"): 2})
    (item,) = items_of([(Kind.FIT, _problem("overset", OnPage("2"), story="a"), "2")], over)
    assert item.line == 9


def test_what_is_told_begins_with_a_capital_without_its_page_and_what_is_typed_is_quoted() -> None:
    assert said("page A3: the paragraph ends in a hyphen") == "The paragraph ends in a hyphen"
    assert said("Write `house:` and `pages:`.") == "Write “house:” and “pages:”."
    assert said("Take the ` marks out.") == "Take the ` marks out."
    assert said("page 3 was released") == "Page 3 was released"
    assert said("") == ""
    (item,) = items_of([(Kind.COPY, _problem("word-doubled", OnPage("2"), "page 1: `x` it is"), "2")], _directory())
    told = item_json(item._replace(remedy="write `y`"))
    assert (told["message"], told["remedy"]) == ("“x” it is", "Write “y”")


def test_a_picture_that_is_missing_is_named_with_its_story_and_file() -> None:
    problem = _problem("picture-missing", InFile("paper/stories/a.md", 3, 8), "there is no file 'photos/tram.jpg'")
    (item,) = items_of([(Kind.PAGE, problem, "2")], _directory())
    assert item.message == "there is no file 'photos/tram.jpg' (story 'a', a.md:3)"
