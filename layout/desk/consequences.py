"""Faults that only follow from another: where a file broke off, what is missing behind the break is not missing; where a slug
is misspelt, its story does not lose its way.

In: the problems of planning. Out: those that stand by themselves. One slip of the pen is one message.
"""

from collections.abc import Iterable, Iterator

from layout.base.nearest import nearest
from layout.base.problems import Problem
from layout.content.issue import Issue
from layout.design.house import House

_OF_STORY = frozenset({"headline-missing", "quote-missing", "photo-none-left", "photo-unused"})
_OF_HOUSE = frozenset(
    {
        "master-unknown", "dummy-unknown", "dummy-width", "dummy-deep", "letter-undrawn", "letter-empty", "block-shallow",
        "style-unknown", "size-off-ladder", "photo-wide", "variable-missing", "variable-unused", "fit-unknown", "fit-amount",
        "area-off-page", "press-sheet", "press-bleed", "press-live", "press-type", "press-line",
        "press-spot", "press-ink", "name-long", "name-twice",
    }
)  # fmt: skip
"""What a house that broke off may have an answer to, further down."""


def without_consequences(problems: Iterable[Problem], issue: Issue, house: House) -> Iterator[Problem]:
    """The problems of planning that don't follow from a file that broke off or couldn't be read."""
    told = list(problems)
    cut_stories = {slug for slug, story in issue.stories.items() if story.cut}
    misspelt = {problem.story for problem in told if problem.code == "story-missing"}
    meant = {nearest(slug, issue.stories) for slug in misspelt}
    for problem in told:
        if issue.cut or (house.cut and problem.code in _OF_HOUSE):
            continue
        if problem.code in _OF_STORY and problem.story in cut_stories:
            continue
        if (problem.code, problem.story) in {("jump-from-nowhere", slug) for slug in misspelt}:
            continue
        if (problem.code, problem.story) in {("jump-unmatched", slug) for slug in meant}:
            continue
        yield problem
