"""Editions: only what differs, laid over the issue."""

from pathlib import Path

import pytest

from layout.base.problems import InFile, Problem
from layout.content.issue import Issue, StoryPiece
from layout.content.read_issue import read_issue

ISSUE = """\
house: house.yaml
date: 2026-11-24
edition: City
vars: {price: £1.20, weather: Rain}
pages:
  - page: 1
    master: front
    dummy: |
      ABC x4
    place:
      A: {story: bridge, size: 1, jump: 3, label: News}
      B: {story: budget, kicker: Money}
      C: {story: ferry}
  - page: 3
    master: inside
    rows: 4
    place:
      A: {from: bridge, at: 1-2 x 1-4}
      B: {story: school, at: 3 x 1-4}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stories").mkdir()
    (tmp_path / "house.yaml").write_text("title: X\n", encoding="utf-8")
    (tmp_path / "issue.yaml").write_text(ISSUE, encoding="utf-8")
    for slug in ("bridge", "budget", "ferry", "school", "final"):
        (tmp_path / "stories" / f"{slug}.md").write_text(f"---\nheadline: {slug}\n---\ntext\n", encoding="utf-8")
    return tmp_path


def late(folder: Path, text: str) -> tuple[Issue, list[Problem]]:
    (folder / "late.yaml").write_text(f"extends: issue.yaml\nedition: Late\n{text}", encoding="utf-8")
    issue, problems = read_issue(folder, edition="Late")
    assert issue is not None
    return issue, problems


def test_what_an_edition_does_not_say_is_as_in_the_issue(folder: Path) -> None:
    city, _ = read_issue(folder)
    issue, problems = late(folder, "vars: {weather: Snow}\n")
    assert problems == []
    assert city is not None
    assert (issue.edition, issue.vars) == ("Late", {"price": "£1.20", "weather": "Snow"})
    assert issue.pages == city.pages


def test_blocks_go_by_letter(folder: Path) -> None:
    issue, problems = late(folder, "pages:\n  - page: 1\n    place: {A: {story: final}, B: {kicker: Cash, box: rule}, C: none}\n")
    assert problems == []
    first = {block.letter: block for block in issue.pages[0].blocks}
    assert set(first) == {"A", "B"}
    assert first["A"].what == StoryPiece("final")
    assert (first["A"].jump, first["A"].label) == (None, None)
    assert (first["B"].what, first["B"].kicker, first["B"].box) == (StoryPiece("budget"), "Cash", "rule")
    assert first["A"].where.path.endswith("late.yaml")
    assert first["B"].marks["story"].path.endswith("issue.yaml")
    assert issue.unused == ("ferry",)


def test_a_new_dummy_keeps_the_blocks_that_are_still_drawn(folder: Path) -> None:
    issue, problems = late(folder, "pages:\n  - page: 1\n    dummy: |\n      ABB x2\n  - page: 3\n    dummy: |\n      A x2\n")
    assert problems == []
    assert [[block.letter for block in page.blocks] for page in issue.pages] == [["A", "B"], ["A"]]
    assert (issue.pages[1].rows, issue.pages[1].at) == (None, {})
    assert issue.pages[0].dummy is not None
    assert issue.pages[0].dummy.rows == ("ABB", "ABB")


def test_a_new_page_stands_where_its_number_belongs(folder: Path) -> None:
    issue, problems = late(
        folder, "pages:\n  - page: 2\n    master: inside\n    dummy: |\n      A\n    place: {A: {story: final}}\n"
    )
    assert problems == []
    assert [page.number for page in issue.pages] == ["1", "2", "3"]


def test_an_edition_may_be_read_by_its_own_file_and_extend_another(folder: Path) -> None:
    late(folder, "vars: {weather: Snow}\n")
    (folder / "later.yaml").write_text("extends: late.yaml\nedition: Later\nnumber: 2\n", encoding="utf-8")
    issue, problems = read_issue(folder / "later.yaml")
    assert problems == []
    assert issue is not None
    assert (issue.edition, issue.number, issue.vars["weather"], len(issue.pages)) == ("Later", "2", "Snow", 2)


def test_the_issues_own_edition_is_the_issue(folder: Path) -> None:
    issue, problems = read_issue(folder, edition="City")
    assert problems == []
    assert issue is not None
    assert issue.edition == "City"


def test_an_edition_that_is_not_there_is_a_problem(folder: Path) -> None:
    late(folder, "")
    _, problems = read_issue(folder, edition="Lat")
    assert [problem.code for problem in problems] == ["edition-unknown"]
    assert "did you mean 'Late'" in problems[0].remedy


def test_editions_that_extend_each_other_are_a_problem(folder: Path) -> None:
    (folder / "a.yaml").write_text("extends: b.yaml\nedition: A\n", encoding="utf-8")
    (folder / "b.yaml").write_text("extends: a.yaml\nedition: B\n", encoding="utf-8")
    _, problems = read_issue(folder / "a.yaml")
    assert "extends-loop" in [problem.code for problem in problems]


@pytest.mark.parametrize("named", ["isue.yaml", "../issue.yaml", "/etc/passwd", '"a\\0b"'])
def test_an_issue_to_extend_must_lie_beside_the_edition(folder: Path, named: str) -> None:
    (folder.parent / "issue.yaml").write_text(ISSUE, encoding="utf-8")
    (folder / "a.yaml").write_text(f"extends: {named}\nedition: A\n", encoding="utf-8")
    _, problems = read_issue(folder / "a.yaml")
    assert "extends-missing" in [problem.code for problem in problems]


def test_a_key_with_nothing_behind_it_takes_nothing_away(folder: Path) -> None:
    city, _ = read_issue(folder)
    issue, problems = late(folder, "vars:\npages:\n  - page: 1\n    place:\n  - page: 3\n    place:\n      B:\n")
    assert problems == []
    assert city is not None
    assert issue.vars == city.vars
    assert [[block.letter for block in page.blocks] for page in issue.pages] == [["A", "B", "C"], ["A", "B"]]


def test_a_letter_that_is_taken_away_is_known_to_be_white(folder: Path) -> None:
    issue, problems = late(folder, "pages: [{page: 1, place: {C: none}}]\n")
    assert problems == []
    assert [block.letter for block in issue.pages[0].blocks] == ["A", "B"]
    assert issue.pages[0].white == {"C"}


def test_faults_of_an_edition_s_own_keys_stand_in_its_file(folder: Path) -> None:
    _, problems = late(
        folder, "extra: 1\npages:\n  - page: 1\n    place:\n      A: {size: large, lable: x}\n      B: {story: a, ad: b}\n"
    )
    assert {(p.code, Path(p.where.path).name) for p in problems if isinstance(p.where, InFile)} == {
        ("key-unknown", "late.yaml"),
        ("number-wrong", "late.yaml"),
        ("block-double", "late.yaml"),
    }
