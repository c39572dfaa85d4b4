"""What paper tells of pages that were released at another desk, over a copy of the files."""

from typing import NamedTuple

from layout.base.problems import OnPage, Severity
from layout.proof.facts import StoryFacts
from layout.proof.pack.parted import told_of_copies
from layout.proof.records.values import PageStanding, Present, Release

HERE, THERE = "1" * 32, "2" * 32


class Made(NamedTuple):
    number: str
    proof: str
    ink: str


PAGES = [Made(number, letter * 64, letter * 32) for number, letter in (("1", "a"), ("2", "b"), ("3", "c"))]
STORIES = {"bridge": StoryFacts("bridge", "", "", "", (), (), (), stands=("1", "3", "9"))}


def _told(ink: str, number: str = "1") -> list[tuple[str, str, Severity]]:
    released = Release("Ann", "2026-11-26T20:00:00Z", "f" * 64, ink, THERE)
    present = Present(pages={number: PageStanding(number, released=released)})
    told = [*told_of_copies(PAGES, STORIES, present, {}, HERE)]
    return [(each.where.page, each.code, each.severity) for each in told if isinstance(each.where, OnPage)]


def test_paper_tells_what_the_browser_does_where_the_copies_have_parted() -> None:
    assert _told("a" * 32) == []
    assert _told("e" * 32) == [
        ("1", "page-released", Severity.WARNING),
        ("3", "released-elsewhere", Severity.ERROR),
    ]


def test_on_paper_of_some_pages_nothing_is_told_of_those_that_are_not_made() -> None:
    assert _told("e" * 32, "9") == []
