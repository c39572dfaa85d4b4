"""What a comparison costs: it grows with the words, and not with their square."""

import random
import time

import pytest

from layout.proof.compare.as_json import comparison_facts
from layout.proof.compare.comparing import compare_traces
from layout.proof.trace import Trace
from tests.proof.compare.paper import story_page

MOST = 0.3  # seconds of the processor, the best of three tries on a machine that may be busy


def copy(seed: int, words: int, vocabulary: int, paragraph: int) -> list[str]:
    chance = random.Random(seed)
    drawn = [f"w{int(chance.paretovariate(0.6)) % vocabulary}" for _ in range(words)]
    return [" ".join(drawn[at : at + paragraph]) for at in range(0, words, paragraph)]


def long_page(paragraphs: list[str]) -> Trace:
    """Legs as deep as it takes."""
    trace = story_page(paragraphs, measure=60, depth=900)
    assert sum(len(line.words) for line in trace.lines) >= 4_900  # a word cut by a hyphen is two
    return trace


def edited(paragraphs: list[str], seed: int) -> list[str]:
    chance = random.Random(seed)
    return [
        " ".join(word if chance.random() < 0.8 else f"n{chance.randrange(999)}" for word in each.split()) for each in paragraphs
    ]


def seconds(was: Trace, now: Trace) -> float:
    tries = []
    for _ in range(3):
        begun = time.process_time()
        comparison_facts(compare_traces(was, now))
        tries.append(time.process_time() - begun)
        if tries[-1] < MOST:
            break
    return min(tries)


@pytest.mark.parametrize("paragraph", [8, 40, 200, 5000])
@pytest.mark.parametrize("vocabulary", [3, 4000])
def test_wholly_different_pages_of_5000_words_are_compared_in_bounds(vocabulary: int, paragraph: int) -> None:
    was, now = (long_page(copy(seed, 5000, vocabulary, paragraph)) for seed in (1, 2))
    assert seconds(was, now) < MOST


@pytest.mark.parametrize("paragraph", [40, 5000])
def test_a_fifth_of_all_words_edited_is_compared_in_bounds(paragraph: int) -> None:
    paragraphs = copy(1, 5000, 4000, paragraph)
    assert seconds(long_page(paragraphs), long_page(edited(paragraphs, 3))) < MOST


def test_all_paragraphs_turned_about_are_compared_in_bounds() -> None:
    paragraphs = copy(1, 5000, 4000, 40)
    assert seconds(long_page(paragraphs), long_page(paragraphs[::-1])) < MOST


def test_more_paragraphs_than_a_page_has_lines_cost_as_much_for_each() -> None:
    was, now = (long_page(copy(seed, 5000, 4000, 1)) for seed in (1, 2))
    assert seconds(was, now) < 4 * MOST
