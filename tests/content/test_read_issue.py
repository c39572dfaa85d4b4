"""The issue: the example of the format read whole, faults with their places, pages asked for."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from layout.base.problems import InFile, Problem
from layout.content.issue import (
    Ad,
    Box,
    Briefs,
    Continuation,
    GridArea,
    Issue,
    Lever,
    Notice,
    PhotoPlace,
    PictureAlone,
    Refers,
    StoryPiece,
    Table,
)
from layout.content.read_issue import read_issue
from layout.content.story import Span

ISSUE = """\
# yaml-language-server: $schema=../.schema/issue.json
house: ../house.yaml
date: 2026-11-24
number: 007
edition: City
stories: stories
vars: {price: £1.20, weather: "Rain, 9°C", count: 10:30, yes: no}
pages:
  - page: 1
    master: front
    section: News
    colour: full
    deadline: "21:30"
    dummy: |
      AAAABB x4
      AAAACC x3

      DDEEXX x2
    place:
      A: {story: bridge, size: 1, photo: {cols: 3, focus: [0.5, 0.4]}, jump: 3}
      B: {story: budget, box: tint, quote: auto, rule: none}
      C: {briefs: [quay-fire, cup-draw], label: In brief}
      D: {refers: [bridge, {story: budget, text: More, section: Money}]}
      E: {text: ["Printed by *us*", Second]}
      X: {ad: ../ads/marine.pdf, booking: A1207}
  - page: 2
    master: inside
    dummy: front-4
    place:
      A: {picture: photos/a.jpg, headline: none, kicker: ""}
      B: {table: tables/tides.csv, title: Tides}
      C: {text: {story: masthead}}
    allow: [{rule: tombstone, why: It is the season}]
  - page: 3
    master: inside
    rows: 12
    place:
      J: {from: bridge, headline: [Long, Short], photo: [{file: p.jpg, cols: 2, at: bottom-left, lines: 22}], at: 1-4 x 1-12}
      K: {story: trawler, photo: none, columns: 2, style: opinion, fit: [lines, flex: 4 lines, photo: 12%], at: 5 x 1-12}
"""
STORIES = ("bridge", "budget", "quay-fire", "cup-draw", "masthead", "trawler", "spare")

Paper = Callable[..., tuple[Issue, list[Problem]]]


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """A paper's folder with an issue in it; called with the issue's text, it reads it."""
    folder = tmp_path / "monday"
    (folder / "stories").mkdir(parents=True)
    (tmp_path / "house.yaml").write_text("title: Harbour Herald\n", encoding="utf-8")
    for slug in STORIES:
        (folder / "stories" / f"{slug}.md").write_text(f"---\nheadline: Of {slug}\n---\nText of {{{slug}}}.\n", encoding="utf-8")

    def read(text: str = ISSUE, **asked: object) -> tuple[Issue, list[Problem]]:
        (folder / "issue.yaml").write_text(text, encoding="utf-8")
        issue, problems = read_issue(folder, **asked)  # type: ignore[arg-type]
        assert issue is not None
        return issue, problems

    return read


def faults(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(p.code, p.where.line, p.where.column) for p in problems if isinstance(p.where, InFile)]


def test_the_head_of_an_issue_is_read(paper: Paper, tmp_path: Path) -> None:
    issue, problems = paper()
    assert problems == []
    assert (issue.date, issue.number, issue.edition, issue.title) == (date(2026, 11, 24), "007", "City", "Harbour Herald")
    assert issue.vars == {"price": "£1.20", "weather": "Rain, 9°C", "count": "10:30", "yes": "no"}
    assert issue.house == (tmp_path / "house.yaml").resolve()
    assert [page.number for page in issue.pages] == ["1", "2", "3"]


def test_the_stories_that_pages_name_are_read_and_the_others_listed(paper: Paper) -> None:
    issue, _ = paper()
    assert set(issue.stories) == set(STORIES) - {"spare"}
    assert issue.unused == ("spare",)
    assert issue.stories["bridge"].head.headlines == ("Of bridge",)


def test_a_dummy_is_rows_with_their_lines(paper: Paper) -> None:
    page = paper()[0].pages[0]
    assert page.dummy is not None
    assert page.dummy.rows == ("AAAABB",) * 4 + ("AAAACC",) * 3 + ("DDEEXX",) * 2
    assert page.dummy.lines == (15, 15, 15, 15, 16, 16, 16, 18, 18)
    assert (page.section, page.colour, page.deadline, page.master) == ("News", "full", "21:30", "front")


def test_every_kind_of_block_is_read(paper: Paper, tmp_path: Path) -> None:
    issue, _ = paper()
    first = {block.letter: block for block in issue.pages[0].blocks}
    assert first["A"].what == StoryPiece("bridge")
    assert (first["A"].size, first["A"].jump) == (1, "3")
    assert first["A"].photos is not None
    assert (first["A"].photos[0].columns, first["A"].photos[0].focus, first["A"].photos[0].file) == (3, (0.5, 0.4), None)
    assert (first["B"].box, first["B"].quote, first["B"].rule) == (Box.TINT, "auto", False)
    assert first["C"].what == Briefs(("quay-fire", "cup-draw"))
    assert first["C"].label == "In brief"
    assert isinstance(first["D"].what, Refers)
    assert [(refer.slug, refer.text, refer.section) for refer in first["D"].what.items] == [
        ("bridge", "", ""),
        ("budget", "More", "Money"),
    ]
    assert first["E"].what == Notice(((Span("Printed by "), Span("us", italic=True)), (Span("Second"),)))
    assert first["X"].what == Ad((tmp_path / "ads/marine.pdf").resolve(), "A1207")


def test_pictures_tables_and_notices_are_read(paper: Paper, tmp_path: Path) -> None:
    page = paper()[0].pages[1]
    second = {block.letter: block for block in page.blocks}
    assert page.dummy is None
    assert page.drawing == "front-4"
    assert isinstance(second["A"].what, PictureAlone)
    assert second["A"].what.photo.file == (tmp_path / "monday/photos/a.jpg").resolve()
    assert (second["A"].headline, second["A"].kicker, second["A"].deck) == ((), "", None)
    assert second["B"].what == Table((tmp_path / "monday/tables/tides.csv").resolve(), "Tides")
    assert second["C"].what == Notice(((Span("Text of {{masthead}}."),),))
    assert [(allowed.rule, allowed.why) for allowed in page.allow] == [("tombstone", "It is the season")]


def test_areas_stand_in_for_a_drawing(paper: Paper) -> None:
    page = paper()[0].pages[2]
    assert (page.rows, page.dummy, page.drawing) == (12, None, "")
    assert page.at == {"J": GridArea(1, 4, 1, 12), "K": GridArea(5, 5, 1, 12)}
    third = {block.letter: block for block in page.blocks}
    assert third["J"].what == Continuation("bridge")
    assert third["J"].headline == ("Long", "Short")
    assert third["J"].photos is not None
    assert (third["J"].photos[0].at, third["J"].photos[0].lines) == (PhotoPlace.BOTTOM_LEFT, 22)
    assert (third["K"].photos, third["K"].columns, third["K"].style) == ((), 2, "opinion")
    assert third["K"].fit == (Lever("lines"), Lever("flex", "4 lines"), Lever("photo", "12%"))
    assert third["K"].marks["fit"].line == 39


def test_variables_go_before_the_issues_own(paper: Paper) -> None:
    assert paper(variables={"price": "free"})[0].vars["price"] == "free"


PAGE = "house: ../house.yaml\ndate: 2026-11-24\npages:\n  - page: 1\n    master: front\n    dummy: |\n      AB x4\n"


@pytest.mark.parametrize(
    ("text", "code", "place", "said"),
    [
        (PAGE + "    place: {A: {story: bridge, heading: x}}\n", "key-unknown", (8, 32), "did you mean 'headline'"),
        (
            PAGE + "    place: {A: {story: bridge, headline: Mayor quits, council says}}\n",
            "value-missing",
            (8, 55),
            "quote the text",
        ),
        (PAGE + "    place: {A: {story: bridge, story: budget}}\n", "key-twice", (8, 32), "one of the two"),
        (PAGE + "    place: {A: {story: bridge, ad: x.pdf}}\n", "block-double", (8, 32), "letter of its own"),
        (PAGE + "    place: {A: {headline: x}}\n", "block-empty", (8, 13), "`story:`"),
        (PAGE + "    place: {AB: {story: bridge}}\n", "letter-wrong", (8, 13), "one letter"),
        (PAGE + "    place: {A: bridge}\n", "wrong-kind", (8, 13), "{story: bridge}"),
        (PAGE + "    place: [A, B]\n", "wrong-kind", (8, 12), "a mapping"),
        (PAGE + "    place: {A: {story: bridge, photo: {at: topright}}}\n", "choice-wrong", (8, 44), "did you mean 'top-right'"),
        (PAGE + "    place: {A: {story: bridge, photo: yes}}\n", "photo-wrong", (8, 39), "{cols: 2}"),
        (PAGE + "    place: {A: {story: bridge, photo: {crop: [0, 0, 2, 1]}}}\n", "number-wrong", (8, 53), "0.5"),
        (PAGE + "    place: {A: {story: bridge, photo: {crop: [0.5, 0, 0.6, 1]}}}\n", "crop-outside", (8, 46), "fractions"),
        (PAGE + "    place: {A: {story: bridge, photo: {focus: [1]}}}\n", "number-wrong", (8, 47), "focus"),
        (PAGE + "    place: {A: {story: bridge, box: tnt}}\n", "choice-wrong", (8, 37), "did you mean 'tint'"),
        (PAGE + "    place: {A: {story: bridge, size: big}}\n", "number-wrong", (8, 38), "size: 1"),
        (PAGE + "    place: {A: {story: bridge, at: 1-2}}\n", "at-wrong", (8, 36), "1-4 x 1-7"),
        (PAGE + "    place: {A: {story: bridge, at: 1 x 1}}\n", "page-two-forms", (6, 5), "one form"),
        (PAGE + "    rows: 4\n", "page-two-forms", (8, 5), "Take `rows:` out"),
        (PAGE + "    place: {A: {ad: ../../../etc/passwd}}\n", "path-outside", (8, 21), "root: .."),
        (PAGE + "    place: {A: {ad: /etc/passwd}}\n", "path-wrong", (8, 21), "photos/name.jpg"),
        (PAGE + "    place: {A: {ad: 'https://x.y/z.pdf'}}\n", "path-wrong", (8, 21), "photos/name.jpg"),
        (PAGE + '    place: {A: {ad: "a\\0b"}}\n', "path-wrong", (8, 21), "seen from this file"),
        (PAGE + "    place: {A: {text: {story: mast}}}\n", "story-missing", (8, 31), "did you mean 'masthead'"),
        (PAGE + "    place: {A: {story: bridge, allow: [{rule: x}]}}\n", "key-missing", (8, 40), "why"),
        (PAGE + "    colour: grey\n", "choice-wrong", (8, 13), "full, mono"),
        (PAGE + "    vars: {a: [b]}\n", "wrong-kind", (8, 15), "text"),
        (PAGE.replace("page: 1", "page: one"), "page-number", (4, 11), "4-5"),
        (PAGE.replace("page: 1", "page: 5-6"), "page-number", (4, 11), "even page"),
        (PAGE.replace("page: 1\n    master", "master"), "key-missing", (4, 5), "page"),
        (PAGE.replace("AB x4", "A B"), "dummy-row", (7, 0), "without spaces"),
        (PAGE.replace("AB x4", "A1 x4"), "dummy-row", (7, 0), "letters"),
        (PAGE.replace("AB x4", "AB x999"), "dummy-row", (7, 0), "x1"),
        (PAGE.replace("2026-11-24", "24.11.2026"), "date-wrong", (2, 7), "2026-11-24"),
        (PAGE.replace("2026-11-24", "2026-02-30"), "date-wrong", (2, 7), "2026-11-24"),
        (PAGE.replace("date: 2026-11-24\n", ""), "key-missing", (1, 1), "date"),
        (PAGE.replace("../house", "../huose"), "house-missing", (1, 8), "seen from this file"),
        (PAGE + "stories: storys\n", "stories-missing", (8, 10), "folder"),
        (PAGE + "stories: [stories, stories]\n", "slug-twice", (8, 20), "another name"),
        (PAGE + "<<: {a: b}\n", "yaml-merge", (8, 1), "like"),
        (PAGE + "number: !!int 3\n", "yaml-tag", (8, 9), "quotes"),
        (PAGE + "number: *n\n", "yaml-alias", (8, 9), "quotes"),
        (PAGE + "---\nx: 1\n", "yaml-documents", (8, 1), "one document"),
        (PAGE + "\tnumber: 3\n", "yaml-syntax", (8, 1), "spaces"),
        (PAGE + "number: a: b\n", "yaml-syntax", (8, 10), "quotes"),
        (PAGE + "number: 'x\n", "yaml-syntax", (8, 9), "quote"),
        (PAGE + "number: \x07\n", "control-character", (8, 9), "Delete"),
    ],
)
def test_a_fault_is_said_with_its_place_and_its_remedy(
    paper: Paper, text: str, code: str, place: tuple[int, int], said: str
) -> None:
    _, problems = paper(text)
    assert (code, *place) in faults(problems)
    told = next(problem for problem in problems if problem.code == code)
    assert said.lower() in told.remedy.lower()
    assert told.message


def test_all_faults_are_reported_at_once(paper: Paper) -> None:
    _, problems = paper(
        PAGE.replace("date: 2026-11-24", "dat: x") + "    place: {A: {story: bridge, size: big}, B: {ad: ../../../x}}\n"
    )
    assert [problem.code for problem in problems] == ["key-missing", "key-unknown", "number-wrong", "path-outside"]


def test_what_stands_before_a_fault_of_syntax_is_read(paper: Paper) -> None:
    issue, problems = paper(PAGE + "    place:\n      A: {story: bridge}\n      B: {story: [\n")
    assert [problem.code for problem in problems] == ["yaml-syntax"]
    assert [block.letter for block in issue.pages[0].blocks] == ["A"]


def test_a_link_out_of_the_paper_is_refused(paper: Paper, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.md"
    outside.write_text("secret", encoding="utf-8")
    (tmp_path / "monday/stories/leak.md").symlink_to(outside)
    (tmp_path / "monday/ads").symlink_to(tmp_path.parent)
    issue, problems = paper(PAGE + "    place: {A: {story: leak}, B: {ad: ads/x.pdf}}\n")
    assert [problem.code for problem in problems] == ["path-outside", "path-outside"]
    assert "leak" not in issue.stories


def test_what_stands_in_a_files_place_is_told_as_what_it_is(paper: Paper, tmp_path: Path) -> None:
    stories = tmp_path / "monday/stories"
    (stories / "circle.md").symlink_to(stories / "circle.md")
    (stories / "nothing.md").symlink_to(stories / "nowhere")
    os.mkfifo(stories / "pipe.md")
    for slug, code, said in (
        ("circle", "file-missing", "this link leads to no file"),
        ("nothing", "file-missing", "this link leads to no file"),
        ("pipe", "file-unreadable", "this is a pipe, a socket or a device, not a file"),
    ):
        _, problems = paper(PAGE + f"    place: {{A: {{story: {slug}}}}}\n")
        assert [(problem.code, problem.message) for problem in problems] == [(code, said)]
    (tmp_path / "monday/circle.pdf").symlink_to(tmp_path / "monday/circle.pdf")
    _, problems = paper(PAGE + "    place: {A: {ad: circle.pdf}}\n")
    assert not [problem for problem in problems if "leads out of" in problem.message]


def test_a_house_may_name_a_root_above_it(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("title: X\nroot: ..\n", encoding="utf-8")
    _, problems = paper(PAGE + "    place: {A: {ad: ../../ads/x.pdf}, B: {ad: ../../../ads/x.pdf}}\n")
    assert faults(problems) == [("path-outside", 8, 47)]


def test_pages_asked_for_are_read_alone_with_what_they_continue(paper: Paper) -> None:
    broken = ISSUE.replace("table: tables/tides.csv", "tabel: x")
    issue, problems = paper(broken, pages=frozenset({"3"}))
    assert problems == []
    assert [page.number for page in issue.pages] == ["1", "3"]
    assert [page.number for page in issue.others] == ["2"]
    assert issue.unused == ("spare",)
    issue, problems = paper(broken, pages=frozenset({"1"}))
    assert problems == []
    assert [page.number for page in issue.pages] == ["1"]
    assert set(issue.stories) == {"bridge", "budget", "quay-fire", "cup-draw"}
    assert [problem.code for problem in paper(broken)[1]] == ["key-unknown"]


def test_a_run_of_pages_may_be_asked_for(paper: Paper) -> None:
    issue, problems = paper(pages=frozenset({"1-2"}))
    assert [page.number for page in issue.pages] == ["1", "2"]
    assert problems == []


def test_a_page_that_is_not_there_is_a_problem(paper: Paper) -> None:
    _, problems = paper(pages=frozenset({"1", "9"}))
    assert [problem.code for problem in problems] == ["page-unknown"]
    assert problems[0].remedy == "Its pages are 1, 2, 3."


def test_a_missing_issue_is_a_problem(tmp_path: Path) -> None:
    issue, problems = read_issue(tmp_path)
    assert issue is None
    assert [problem.code for problem in problems] == ["file-missing"]


def test_paths_are_shown_relative_to_the_current_folder(paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "monday/stories/bridge.md").write_text("---\nheadlin: x\n---\ntext\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "monday/issue.yaml").write_text(PAGE + "    place: {A: {story: bridge, sizes: 1}}\n", encoding="utf-8")
    _, problems = read_issue(Path("monday/issue.yaml"))
    assert [problem.where.path for problem in problems if isinstance(problem.where, InFile)] == [
        "monday/issue.yaml",
        "monday/stories/bridge.md",
    ]


def test_slugs_without_brackets_are_told_and_taken_as_meant(paper: Paper) -> None:
    issue, problems = paper(ISSUE.replace("{briefs: [quay-fire, cup-draw], label: In brief}", '{briefs: "quay-fire, cup-draw"}'))
    assert [(p.code, p.remedy) for p in problems] == [("wrong-kind", "Write it in brackets: `briefs: [quay-fire, cup-draw]`.")]
    assert next(block for block in issue.pages[0].blocks if block.letter == "C").what == Briefs(("quay-fire", "cup-draw"))


def test_typographic_quotes_round_a_value_are_told(paper: Paper) -> None:
    _, problems = paper(ISSUE.replace("date: 2026-11-24", "date: \u201c2026-11-24\u201d"))
    assert [p.code for p in problems] == ["date-wrong"]
    assert "Quotes are straight in YAML" in problems[0].remedy
