"""The words that are told as over: cut from the story's end they make it fit, a line's words fewer do not."""

import pytest

from layout.content.story import Story
from layout.lines.shape import Faces
from tests.copyfit.cases import case_of, overset_faults
from tests.copyfit.copy import draft, shortened, words_of
from tests.pages.desk import faces

FAST, ALL = 25, 200


def _found(first: int, wanted: int, fonts: Faces) -> tuple[int, list[str]]:
    """So many stories that are over, from a seed on; and what is wrong with what is told of them, or of those that fit."""
    seed, over = first, 0
    wrong: list[str] = []
    while over < wanted:
        case = case_of(seed)
        outcome, faults = overset_faults(case, fonts)
        over += bool(outcome.lines_over)
        wrong += [f"{case.told}: {fault}" for fault in faults]
        seed += 1
    return seed - first, wrong


def _words(story: Story) -> list[str]:
    """A dash between spaces is none."""
    return [word for paragraph in story.body for word in paragraph.text.split() if any(map(str.isalnum, word))]


def test_words_are_cut_as_a_writer_cuts_them() -> None:
    story = draft(1, "a").story(300)
    for count in (1, 7, 40, 41, 42, words_of(story) - 1):
        cut = shortened(story, count)
        assert words_of(cut) == words_of(story) - count
        assert _words(cut) == _words(story)[:-count]
    assert shortened(story, words_of(story)).body == ()


def test_cutting_the_words_told_as_over_makes_a_few_stories_fit() -> None:
    _, wrong = _found(0, FAST, faces())
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_cutting_the_words_told_as_over_makes_two_hundred_stories_fit() -> None:
    _, wrong = _found(0, ALL, faces())
    assert not wrong, "\n".join(wrong)
