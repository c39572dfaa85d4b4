"""A new paper, and tonight's issue from yesterday's."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from layout.build import build
from layout.production.checking import check
from layout.production.order import Order, Verdict
from layout.starter.lay_out import lay_out_issue, lay_out_paper

YESTERDAY = """\
# yaml-language-server: $schema=../.schema/issue.json
house: ../house.yaml      # the paper's look
date: 2026-12-31
number: "18,999"
stories: [stories, ../wire]
pages:
  - page: 1
    master: front
    dummy: |
      AAXX
    place:
      A: {story: bridge, size: 1}
      X: {ad: ads/A1.svg, booking: A1}   # until June
  - page: 2
    master: inside
    dummy: |
      BBNY
    place:
      B:
        story: ferry
        photo: {cols: 2}

        label: Harbour
      # the masthead stays
      N: {text: {story: about}}
      Y: {ad: "../ads/A2.svg"}
  - {page: 3, master: inside, dummy: "CCDD x1", place: {C: {story: c}, D: {ad: x.svg}}}
  - page: 4
    master: inside
    dummy: |
      EEEE
    place: {E: {story: e},
      F: {story: f}}
"""


@pytest.fixture
def yesterday(tmp_path: Path) -> Path:
    (tmp_path / "house.yaml").write_text("title: The Test\ngrid: {columns: 4}\n")
    (tmp_path / "wire").mkdir()
    (tmp_path / "monday" / "stories").mkdir(parents=True)
    (tmp_path / "monday" / "stories" / "about.md").write_text("---\nheadline: About\n---\nUs.\n")
    (tmp_path / "monday" / "issue.yaml").write_text(YESTERDAY)
    return tmp_path / "monday" / "issue.yaml"


def test_a_new_paper_builds_at_once_without_a_word_of_complaint(tmp_path: Path) -> None:
    laid, problems = lay_out_paper(tmp_path / "paper")
    assert problems == []
    assert all(path.is_file() for path in laid)
    built = build(Order(tmp_path / "paper" / "issue" / "issue.yaml"))
    assert [problem.message for problem in built.problems] == []
    assert built.verdict is Verdict.FIT
    assert len(built.pages) == 4


def test_its_files_satisfy_the_schemas_that_lie_beside_them(tmp_path: Path) -> None:
    lay_out_paper(tmp_path)
    for name, path in (("house", tmp_path / "house.yaml"), ("issue", tmp_path / "issue" / "issue.yaml")):
        schema = json.loads((tmp_path / ".schema" / f"{name}.json").read_text())
        jsonschema.validate(yaml.load(path.read_text(), yaml.BaseLoader), schema)
        modeline = path.read_text().split("\n")[0]
        assert (path.parent / modeline.rpartition("=")[2]).resolve() == (tmp_path / ".schema" / f"{name}.json").resolve()


def test_a_file_that_is_there_is_never_overwritten_and_then_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "issue").mkdir()
    (tmp_path / "issue" / "issue.yaml").write_text("mine")
    laid, problems = lay_out_paper(tmp_path)
    assert (laid, [problem.code for problem in problems]) == ((), ["file-there"])
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["issue.yaml"]
    assert (tmp_path / "issue" / "issue.yaml").read_text() == "mine"


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "issue").write_text("a file")
    assert [problem.code for problem in lay_out_paper(tmp_path)[1]] == ["file-there"]
    assert [problem.code for problem in lay_out_paper(tmp_path / "issue" / "deeper")[1]] == ["file-there"]


def test_tonight_keeps_the_flatplan_and_waits_for_copy(yesterday: Path) -> None:
    tonight = yesterday.parent.parent / "tuesday"
    laid, problems = lay_out_issue(tonight, yesterday)
    assert problems == []
    assert sorted(path.relative_to(tonight).as_posix() for path in laid) == ["issue.yaml", "stories/.gitkeep", "stories/about.md"]
    assert (
        (tonight / "issue.yaml").read_text()
        == """\
# yaml-language-server: $schema=../.schema/issue.json
# Made from ../monday/issue.yaml. A letter that is drawn and not placed waits for its copy.
house: ../house.yaml      # the paper's look
date: 2027-01-01
number: "19,000"
stories: [stories, ../wire]
pages:
  - page: 1
    master: front
    dummy: |
      AAXX
    place:
      # A: {story: bridge, size: 1}
      X: {ad: ../monday/ads/A1.svg, booking: A1}   # until June
  - page: 2
    master: inside
    dummy: |
      BBNY
    place:
      # B:
      #   story: ferry
      #   photo: {cols: 2}

      #   label: Harbour
      # the masthead stays
      N: {text: {story: about}}
      Y: {ad: "../ads/A2.svg"}
  - {page: 3, master: inside, dummy: "CCDD x1", place: {C: {story: c}, D: {ad: x.svg}}}
  - page: 4
    master: inside
    dummy: |
      EEEE
    place:
      # {E: {story: e},
      # F: {story: f}}
"""
    )


def test_check_then_tells_which_letters_wait(yesterday: Path) -> None:
    tonight = yesterday.parent.parent / "tuesday"
    lay_out_issue(tonight, yesterday)
    problems = check(Order(tonight / "issue.yaml", pages="1-2")).problems
    waiting = [problem.message for problem in problems if problem.code == "letter-empty"]
    assert waiting == [
        "page 1 draws the letter A, but places nothing under it",
        "page 2 draws the letter B, but places nothing under it",
    ]


def test_a_folder_deeper_down_still_finds_house_and_ads(yesterday: Path) -> None:
    tonight = yesterday.parent.parent / "2027" / "01-01"
    lay_out_issue(tonight, yesterday)
    text = (tonight / "issue.yaml").read_text()
    assert "$schema=../../.schema/issue.json\n" in text
    assert "house: ../../house.yaml " in text
    assert "{ad: ../../monday/ads/A1.svg, booking" in text
    assert '{ad: "../../ads/A2.svg"}' in text
    assert "stories: [stories, ../../wire]" in text


def test_tonight_must_lie_inside_the_paper(yesterday: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    laid, problems = lay_out_issue(tmp_path_factory.mktemp("elsewhere"), yesterday)
    assert (laid, [problem.code for problem in problems]) == ((), ["folder-outside"])


def test_an_edition_and_a_broken_file_are_refused(yesterday: Path) -> None:
    for text, code in (("extends: issue.yaml\npages: []\n", "issue-not-whole"), ("just words\n", "issue-not-whole")):
        yesterday.write_text(text)
        assert [problem.code for problem in lay_out_issue(yesterday.parent.parent / "t", yesterday)[1]] == [code]
    yesterday.write_text("pages: [\n")
    assert lay_out_issue(yesterday.parent.parent / "t", yesterday)[1]
    assert not (yesterday.parent.parent / "t").exists()
