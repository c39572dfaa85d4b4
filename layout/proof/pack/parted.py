"""Desks that work on copies of the files: what paper tells of pages that were released at another desk, as the browser does.

In: pages as they are made here, the stories' pages, what the records say. Out: problems. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence

from layout.base.problems import OnPage, Problem, Severity
from layout.proof.elsewhere import Here, is_elsewhere
from layout.proof.facts import Item, StoryFacts
from layout.proof.live.copies import MadePage, apart_of, near_of
from layout.proof.records.values import Present, Release


def told_of_copies(
    pages: Sequence[MadePage], stories: Mapping[str, StoryFacts], present: Present, here: Mapping[str, str], place: str
) -> Iterator[Problem]:
    """How the pages stand to what was released at another desk. `here`: the proofs that are frozen in this folder, by page;
    `place`: which folder that is."""
    elsewhere: dict[str, Release] = {}
    for number, standing in present.pages.items():
        said = standing.released
        if said is not None and is_elsewhere(said, Here(place, here.get(number, ""))):
            elsewhere[number] = said
    for page in pages if elsewhere else ():
        near = [
            each for each in near_of(page.number, pages, stories, here) if each.made is not None
        ]  # paper may be of some pages
        yield from map(_problem, apart_of(page, near, elsewhere, here))


def _problem(item: Item) -> Problem:
    return Problem(item.code, Severity(item.severity), item.message, item.remedy, OnPage(item.page), item.story)
