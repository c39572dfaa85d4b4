"""A noted word is found again: as it was, moved, edited, or gone; and never another one unseen."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.proof.records.anchoring import Found, Stand, follow, pin, pin_word
from layout.proof.records.values import InStory
from layout.proof.records.words import letters_of, words_of

STORY = (
    "The ferry to the islands was late again on Monday -- the fourth time this month.",
    "Captain Ulla Brandt said that the fog had come in “like a wall”, and that nobody was to blame.",
    "Passengers were given coffee, and 340 of them a voucher.",
    "Yes.",
    "The company will pay 12.50 a head.",
)


def pinned(word: str, paragraphs: tuple[str, ...] = STORY, paragraph: int | None = None) -> InStory:
    number = paragraph if paragraph is not None else next(index for index, text in enumerate(paragraphs) if word in text)
    found = pin("ferry", paragraphs, number, paragraphs[number].index(word))
    assert found is not None
    assert found.word == word
    return found


def followed(anchor: InStory, paragraphs: tuple[str, ...]) -> tuple[str, Stand]:
    """The word there, and the stand."""
    (stand,) = follow([anchor], paragraphs)
    if stand.paragraph < 0:
        return "", stand
    return paragraphs[stand.paragraph][stand.offset : stand.offset + stand.length], stand


def edited(paragraph: int, was: str, now: str) -> tuple[str, ...]:
    assert was in STORY[paragraph]
    return (*STORY[:paragraph], STORY[paragraph].replace(was, now), *STORY[paragraph + 1 :])


@pytest.mark.parametrize("word", ["ferry", "The", "month", "Brandt", "fog", "340", "Yes", "12.50", "head"])
def test_in_an_unchanged_story_each_word_is_here(word: str) -> None:
    anchor = pinned(word)
    assert followed(anchor, STORY) == (word, Stand(anchor.paragraph, anchor.offset, len(word), Found.HERE))


def test_a_word_goes_with_its_paragraph() -> None:
    assert followed(pinned("fog"), ("A new beginning.", STORY[2], *STORY[:2])) == ("fog", Stand(3, 34, 3, Found.HERE))


def test_quotes_dashes_and_capitals_are_the_typesetters() -> None:
    now = edited(1, "“like a wall”", "'LIKE A WALL'")
    assert followed(pinned("fog"), now)[1].found is Found.HERE
    assert followed(pinned("Monday"), edited(0, " -- ", " – "))[1].found is Found.HERE


def test_a_word_put_in_beside_moves_it_along() -> None:
    word, stand = followed(pinned("fog"), edited(1, "the fog", "the thick grey fog"))
    assert (word, stand.found) == ("fog", Found.MOVED)


@pytest.mark.parametrize(
    ("was", "now"), [("Brandt", "Brand"), ("340", "430"), ("coffee", "tea"), ("12.50", "14"), ("The ferry", "A ferry")]
)
def test_a_word_that_was_edited_keeps_its_place(was: str, now: str) -> None:
    anchor = pinned(was.split()[0] if was != "The ferry" else "The")
    word, stand = followed(anchor, edited(anchor.paragraph, was, now))
    assert (word, stand.found) == (now.split()[0], Found.EDITED)


def test_the_same_word_elsewhere_is_not_taken_for_one_that_was_edited() -> None:
    now = edited(1, "the fog", "a fog")
    word, stand = followed(pinned("the", STORY, 1), now)
    assert (word, stand.found) == ("a", Found.EDITED)


def test_several_words_for_one_are_all_told() -> None:
    word, stand = followed(pinned("coffee"), edited(2, "given coffee", "given hot tea"))
    assert (word, stand.found) == ("hot tea", Found.EDITED)


def test_a_word_of_a_clause_that_was_taken_out_is_gone_from_where_it_stood() -> None:
    now = edited(1, " had come in “like a wall”, and", ";")
    word, stand = followed(pinned("come"), now)
    assert (word, stand.found, stand.paragraph) == ("", Found.GONE, 1)
    assert now[1][stand.offset :].startswith("that nobody")


def test_a_clause_that_one_word_stands_for_is_gone() -> None:
    now = edited(1, "had come in “like a wall”, and", "came; he held")
    assert followed(pinned("like"), now)[1].found is Found.GONE


def test_a_word_that_was_taken_out_is_gone_from_where_it_stood() -> None:
    now = edited(2, "were given coffee, and", "were given")
    word, stand = followed(pinned("coffee"), now)
    assert (word, stand.found) == ("", Found.GONE)
    assert (stand.paragraph, now[2][stand.offset :].split()[0]) == (2, "340")


def test_a_word_whose_paragraph_was_taken_out_is_gone() -> None:
    assert followed(pinned("fog"), (STORY[0], *STORY[2:])) == ("", Stand(-1, 0, 0, Found.GONE))
    assert followed(pinned("fog"), ()) == ("", Stand(-1, 0, 0, Found.GONE))


def test_a_paragraph_parted_in_two_and_joined_again() -> None:
    apart = (STORY[0], *STORY[1].split(", and ", 1), *STORY[2:])
    word, stand = followed(pinned("nobody"), apart)
    assert (word, stand.paragraph, stand.found) == ("nobody", 2, Found.MOVED)
    together = (STORY[0] + " " + STORY[1], *STORY[2:])
    word, stand = followed(pinned("Captain"), together)
    assert (word, stand.paragraph, stand.found) == ("Captain", 0, Found.MOVED)


def test_of_two_that_read_the_same_the_nearer_is_shown_as_moved() -> None:
    twice = (STORY[1], *STORY[:3])
    anchor = pinned("fog")
    word, stand = followed(anchor, (STORY[1], STORY[1], *STORY[2:]))
    assert (word, stand.paragraph, stand.found) == ("fog", 1, Found.HERE)  # where it was
    word, stand = followed(anchor, twice)
    assert (word, stand.found) == ("fog", Found.MOVED)


def test_a_paragraph_of_one_word_is_here_where_it_was_and_moved_elsewhere() -> None:
    anchor = pinned("Yes")
    assert followed(anchor, STORY)[1].found is Found.HERE
    assert followed(anchor, ("New.", *STORY))[1] == Stand(4, 0, 3, Found.MOVED)


def test_a_place_between_words_is_the_next_word_or_the_last() -> None:
    assert [pin("s", STORY, 0, offset).word for offset in (0, 3, 44, 60, 1_000)] == ["The", "ferry", "Monday", "fourth", "month"]  # type: ignore[union-attr]
    assert [pin_word("s", STORY, 2, number).word for number in (0, 3, 5)] == ["Passengers", "coffee", "340"]  # type: ignore[union-attr]


def test_where_there_is_no_word_nothing_is_pinned() -> None:
    assert pin("s", ("–",), 0, 0) is None
    assert pin("s", STORY, 9, 0) is None
    assert pin("s", STORY, -1, 0) is None
    assert pin_word("s", STORY, 0, 99) is None
    assert pin_word("s", STORY, 0, -1) is None


@given(
    st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=60), max_size=4), st.integers(0, 4), st.integers(0, 60)
)
def test_any_text_at_all_is_followed_within_its_bounds(before: list[str], after: list[str], paragraph: int, offset: int) -> None:
    anchor = pin("s", before, paragraph, offset)
    if anchor is None:
        return
    (there,) = follow([anchor], before)
    assert there == Stand(paragraph, anchor.offset, len(anchor.word), Found.HERE)
    (stand,) = follow([anchor], after)
    if stand.paragraph >= 0:
        assert 0 <= stand.offset <= stand.offset + stand.length <= len(after[stand.paragraph])
    assert (stand.length > 0) == (stand.found is not Found.GONE)


@given(st.text())
def test_words_are_in_order_and_hold_all_letters_and_digits(text: str) -> None:
    words = words_of(text)
    assert "".join(word.letters for word in words) == letters_of(text)
    assert all(first.stop <= then.start for first, then in pairwise(words))


# Random edits. A story's words know who they are, so that the true place of the noted one is known after any edits.

Told = list[list[tuple[int, str]]]  # paragraphs of words: (who, text)
_RARE = [f"{first}{rest}" for first in "bdfgklmnprst" for rest in ("ander", "obel", "ilk", "urm", "eff", "ossin", "arte", "iv")]
_COMMON = ["the", "of", "and", "to", "a", "in", "was", "that", "it", "on"]


@st.composite
def stories(draw: st.DrawFn) -> tuple[Told, random.Random]:
    dice = random.Random(draw(st.integers(0, 2**32)))
    number = iter(range(100_000))
    return [
        [(next(number), dice.choice(_COMMON) if dice.random() < 0.4 else dice.choice(_RARE)) for _ in range(dice.randint(1, 60))]
        for _ in range(dice.randint(1, 12))
    ], dice


def as_text(story: Told) -> tuple[str, ...]:
    return tuple(" ".join(word for _, word in paragraph) + "." for paragraph in story)


def who_stands(story: Told, stand: Stand) -> int:
    """The word that covers that character."""
    at = 0
    for who, word in story[stand.paragraph]:
        if at == stand.offset:
            return who
        at += len(word) + 1
    return -1


def edit(story: Told, dice: random.Random, kept: set[int]) -> Told:
    """Some edits at random; words whose number is in `kept` stay, one after the other where they were so."""
    now = [list(paragraph) for paragraph in story]
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(now))
        paragraph = now[at]
        spot = dice.randrange(len(paragraph) + 1)
        inside = 0 < spot < len(paragraph) and paragraph[spot - 1][0] in kept and paragraph[spot][0] in kept
        match dice.randrange(5):
            case 0 if not inside:
                paragraph[spot:spot] = [(-1, dice.choice(_RARE + _COMMON)) for _ in range(dice.randint(1, 12))]
            case 1:
                stop = spot + dice.randint(1, 10)
                paragraph[spot:stop] = [each for each in paragraph[spot:stop] if each[0] in kept]
            case 2:
                now.insert(dice.randrange(len(now) + 1), [(-1, dice.choice(_RARE + _COMMON)) for _ in range(dice.randint(1, 40))])
            case 3:
                now.insert(dice.randrange(len(now)), now.pop(at))
            case _ if spot < len(paragraph) and paragraph[spot][0] not in kept:
                paragraph[spot] = (-1, dice.choice(_RARE + _COMMON))
    return now


@given(stories())
@settings(max_examples=400)
def test_a_note_stays_on_its_word_as_long_as_it_and_some_neighbours_live(drawn: tuple[Told, random.Random]) -> None:
    story, dice = drawn
    paragraph = dice.randrange(len(story))
    index = dice.randrange(len(story[paragraph]))
    around = story[paragraph][max(0, index - 3) : index + 4]
    if sum(word in _RARE for _, word in around) < 3:
        return
    anchor = pin_word("s", as_text(story), paragraph, index)
    assert anchor is not None
    now = edit(story, dice, {who for who, _ in around})
    if {who for who, _ in around} - {who for each in now for who, _ in each}:
        return  # an edit took them out after all
    (stand,) = follow([anchor], as_text(now))
    assert stand.found is not Found.GONE
    assert who_stands(now, stand) == story[paragraph][index][0]


@given(stories())
@settings(max_examples=400)
def test_here_is_said_only_where_all_that_was_noted_reads_as_it_did(drawn: tuple[Told, random.Random]) -> None:
    story, dice = drawn
    paragraph = dice.randrange(len(story))
    index = dice.randrange(len(story[paragraph]))
    anchor = pin_word("s", as_text(story), paragraph, index)
    assert anchor is not None
    now = as_text(edit(story, dice, set()))
    (stand,) = follow([anchor], now)
    if stand.found is Found.HERE:
        text = now[stand.paragraph]
        assert text[: stand.offset].endswith(anchor.before)
        assert text[stand.offset :].startswith(anchor.word + anchor.after)


def test_a_long_story_with_many_notes_is_followed_in_a_blink() -> None:
    """5,000 words, 200 notes, every paragraph edited: under 100 ms."""
    dice = random.Random(1)
    words = ["".join(dice.choices("abcdefghijklmnop", k=dice.randint(2, 9))) for _ in range(1_500)]
    chances = [1 / (rank + 1) for rank in range(len(words))]
    story = [" ".join(dice.choices(words, chances, k=50)) + "." for _ in range(100)]
    anchors = [pin("s", story, dice.randrange(100), dice.randrange(250)) for _ in range(200)]
    now = [" ".join("edited" if dice.random() < 0.1 else word for word in text.split()) for text in story]

    def seconds() -> float:
        began = time.process_time()
        stands = follow([each for each in anchors if each], now)
        assert sum(stand.found is not Found.GONE for stand in stands) >= 190
        return time.process_time() - began

    assert min(seconds() for _ in range(5)) < 0.1


@given(stories())
@settings(max_examples=200)
def test_a_word_that_was_replaced_keeps_its_place_while_its_neighbours_live(drawn: tuple[Told, random.Random]) -> None:
    story, dice = drawn
    paragraph = dice.randrange(len(story))
    index = dice.randrange(len(story[paragraph]))
    around = story[paragraph][max(0, index - 4) : index + 5]
    if index < 4 or index + 4 >= len(story[paragraph]) or sum(word in _RARE for _, word in around) < 5:
        return
    anchor = pin_word("s", as_text(story), paragraph, index)
    assert anchor is not None
    story[paragraph][index] = (story[paragraph][index][0], "entirely-new")
    now = edit(story, dice, {who for who, _ in around})
    if {who for who, _ in around} - {who for each in now for who, _ in each}:
        return
    (stand,) = follow([anchor], as_text(now))
    assert stand.found is Found.EDITED
    assert who_stands(now, stand) == story[paragraph][index][0]
