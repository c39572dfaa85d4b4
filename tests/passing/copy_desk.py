"""Copy as a test types it, read as the desk reads it before a page goes."""

from dataclasses import replace
from pathlib import Path

from layout.base.problems import InFile, Problem
from layout.content.issue import Block, Issue, PhotoOptions
from layout.content.markdown import read_inline
from layout.content.reading import Reading
from layout.content.story import Head, Paragraph, Photo, Role, Story
from layout.desk.allowances import apply_allowances
from layout.desk.planning import make_plan
from layout.passing.findings import Found
from layout.passing.read_copy import read_copy
from tests.desk.drawing import PRESS, make_house, make_issue, make_page, story

WHERE = InFile("stories/bridge.md", 9, 1)


def body(*texts: str, role: Role = Role.BODY) -> tuple[Paragraph, ...]:
    """Paragraphs as the newsroom types them, one a line of the file; `## ` and `- ` as in a story."""
    found: list[Paragraph] = []
    for index, text in enumerate(texts):
        of, words = role, text
        if text.startswith("## "):
            of, words = Role.CROSSHEAD, text[3:]
        elif text.startswith("- "):
            of, words = Role.LIST_ITEM, text[2:]
        where = InFile(WHERE.path, WHERE.line + 2 * index, 1)
        found.append(Paragraph(of, read_inline(words, where, Reading()), where))
    return tuple(found)


def filed(*texts: str, language: str = "", slug: str = "bridge", **head: object) -> Story:
    """A story with those paragraphs; `head` are parts of its Head."""
    given = {"headlines": ("The bridge gets its vote",), **head}
    where = InFile(f"stories/{slug}.md", 1, 1)
    marks = {"headline": InFile(where.path, 2, 1)}
    return Story(slug, Head(**given), body(*texts), where, language=language, marks=marks)  # type: ignore[arg-type]


def read_issue(issue: Issue, language: str = "en-GB") -> Found:
    """What is found in an issue's copy."""
    plan, _ = make_plan(issue, make_house(language=language), PRESS)
    assert plan is not None
    return read_copy(plan)


def issue_of(*stories: Story, blocks: tuple[Block, ...] = ()) -> Issue:
    """One page: each story in a column of its own, or those blocks."""
    placed = blocks or tuple(story(each.slug, letter) for each, letter in zip(stories, "ABCDEF", strict=False))
    width = 6 // len(placed)
    drawing = "".join(block.letter * width for block in placed).ljust(6, placed[-1].letter)
    page = make_page("1", drawing, **{block.letter: block for block in placed})
    return make_issue(page, stories=stories)


def told(*texts: str, language: str = "", **head: object) -> list[Problem]:
    """What is found in one story."""
    found = read_issue(issue_of(filed(*texts, language=language, **head)))
    assert set(found) <= {"1"}
    return found.get("1", [])


def codes(*texts: str, language: str = "", **head: object) -> list[str]:
    """The codes of what is found in one story."""
    return [problem.code for problem in told(*texts, language=language, **head)]


def photo(name: str, caption: str = "The bridge at dusk.", credit: str = "City archive", **more: object) -> Photo:
    """A photo as filed."""
    where = InFile(WHERE.path, 5, 5)
    return replace(Photo(Path(name), read_inline(caption, where, Reading()), credit, where), **more)  # type: ignore[arg-type]


def with_photo(shot: Photo, **asked: object) -> Issue:
    """An issue that prints a story with one photo."""
    options = PhotoOptions(InFile("issue.yaml", 21, 9), **asked)  # type: ignore[arg-type]
    bridge = replace(filed("The bridge was built."), photos=(shot,))
    return issue_of(bridge, blocks=(story("bridge", photos=(options,)),))


def after_allowing(issue: Issue) -> list[str]:
    """The severities of what is found, after `allow:`."""
    found = read_issue(issue)
    return [str(problem.severity) for problems in found.values() for problem in apply_allowances(problems, issue)]
