"""Word by word: what stands for what."""

from hypothesis import given
from hypothesis import strategies as st

from layout.proof.compare.words import Span, changed_spans, increasing

WORDS = st.lists(st.sampled_from("a b c d e f".split()), max_size=40)


def applied(was: list[str], now: list[str]) -> list[str]:
    made, at = [], 0
    for span in changed_spans(was, now):
        made += [*was[at : span.was_from], *now[span.now_from : span.now_to]]
        at = span.was_to
    return [*made, *was[at:]]


@given(WORDS, WORDS)
def test_the_spans_turn_the_one_text_into_the_other(was: list[str], now: list[str]) -> None:
    assert applied(was, now) == now


@given(WORDS, WORDS)
def test_spans_are_in_order_and_none_is_empty(was: list[str], now: list[str]) -> None:
    at = (0, 0)
    for span in changed_spans(was, now):
        assert span.size > 0
        assert span.was_from >= at[0]
        assert span.now_from >= at[1]
        assert was[at[0] : span.was_from] == now[at[1] : span.now_from]
        at = (span.was_to, span.now_to)


@given(WORDS)
def test_a_text_is_the_same_as_itself(words: list[str]) -> None:
    assert changed_spans(words, words) == ()


def test_one_word_for_another_is_one_span() -> None:
    assert changed_spans("the tram stops here".split(), "the ferry stops here".split()) == (Span(1, 2, 1, 2),)


def test_a_word_left_between_long_edits_is_part_of_one_edit() -> None:
    was, now = "one two three of four five six".split(), "red blue green of black white grey".split()
    assert changed_spans(was, now) == (Span(0, 7, 0, 7),)


def test_texts_far_apart_still_turn_into_one_another() -> None:
    was = [f"w{index % 7}" for index in range(900)]
    now = [f"w{index % 5}" for index in range(800)] + ["once"]
    assert applied(["once", *was], now) == now


@given(st.lists(st.integers(0, 30), max_size=30))
def test_a_longest_increasing_run_increases(values: list[int]) -> None:
    run = [values[index] for index in increasing(values)]
    assert run == sorted(set(run))
