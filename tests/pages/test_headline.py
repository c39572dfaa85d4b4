"""Headlines: which text, which rung, broken where."""

import pytest

from layout.pages.case import rung_for
from layout.pages.headline import FULL_ENOUGH, SetHeadline, break_anyhow, break_balanced, set_headline
from tests.pages.desk import MEASURE, case

TWO, THREE = 293.9, 447.2  # columns of the grid, in points
LADDER = [72, 60, 54, 48, 42, 36, 30, 24, 18, 14]

# Plain heads of the kind that come in every night.
HEADS = (
    "Council votes to widen the harbour road after a winter of complaints",
    "Mayor says the bridge will open in spring",
    "Fishermen ask for a later tide table at the quay",
    "Old school to become a library for both shores",
    "Storm takes the roof of the ferry hall and two sheds",
    "Teachers hope for smaller classes under the new plan",
    "Rain fills the reservoir for the first time in nine years",
)


def set_in(width: float, *texts: str, size: int = 36) -> SetHeadline:
    style = case().style("headline")
    return set_headline(case(), texts, style, width, LADDER.index(size))


def lines(headline: SetHeadline) -> list[str]:
    return [line.text for line in headline.lines]


@pytest.mark.parametrize("text", HEADS[1:])
@pytest.mark.parametrize("width", [MEASURE, TWO, THREE])
def test_lines_are_even_and_stay_in_their_width(text: str, width: float) -> None:
    headline = set_in(width, text, size=18 if width == MEASURE else 30)
    assert " ".join(lines(headline)) == text
    assert all(line.width <= width for line in headline.lines)
    assert len(headline.lines) <= 3
    widths = [line.width for line in headline.lines]
    assert min(widths) > 0.4 * max(widths)


def test_a_headline_is_never_hyphenated() -> None:
    for text in HEADS:
        assert not any(line.hyphenated for line in set_in(TWO, text).lines)


def test_no_line_ends_in_an_article_or_a_preposition_where_another_break_is_to_be_had() -> None:
    weak = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "from", "with", "and", "or"}
    for text in HEADS:
        for width in (TWO, THREE):
            for line in lines(set_in(width, text, size=30))[:-1]:
                assert line.split()[-1].lower() not in weak, line


def test_no_word_is_left_alone_on_the_last_line() -> None:
    for text in HEADS:
        for size in (24, 30, 36):
            found = lines(set_in(TWO, text, size=size))
            assert len(found) == 1 or len(found[-1].split()) > 1, found


def test_a_head_that_needs_too_many_lines_takes_the_next_smaller_rung() -> None:
    headline = set_in(TWO, HEADS[0], size=60)
    assert headline.asked_rung == LADDER.index(60)
    assert headline.rung > headline.asked_rung
    assert headline.style.size == LADDER[headline.rung]
    assert len(headline.lines) <= 3
    assert headline.fits
    assert set_in(TWO, HEADS[0], size=LADDER[headline.rung - 1]).rung == headline.rung, "the first rung that takes it"


def test_another_text_is_taken_before_a_smaller_rung() -> None:
    headline = set_in(TWO, HEADS[0], "Harbour road to be widened", size=48)
    assert (headline.choice, headline.rung) == (1, LADDER.index(48))


def test_of_texts_that_read_well_the_first_is_taken() -> None:
    texts = ("Council votes to widen the harbour road", "Harbour road to be made wider at last")
    assert set_in(THREE, *texts, size=48).choice == 0
    assert set_in(THREE, *reversed(texts), size=48).choice == 0


def test_a_text_that_would_leave_most_of_its_width_white_yields_to_one_that_fills_it() -> None:
    headline = set_in(THREE, "Road", "Council votes for the road", size=36)
    assert headline.choice == 1
    assert max(line.width for line in headline.lines) >= FULL_ENOUGH * THREE


def test_what_fits_nowhere_is_set_at_the_smallest_rung_and_said_so() -> None:
    headline = set_in(MEASURE, " ".join(HEADS), size=18)
    assert not headline.fits
    assert headline.style.size == LADDER[-1]
    assert all(line.width <= MEASURE for line in headline.lines)
    assert " ".join(lines(headline)) == " ".join(HEADS)


def test_a_word_wider_than_its_column_is_broken_inside_the_column() -> None:
    headline = set_in(MEASURE, "x" * 300, size=18)
    assert not headline.fits
    assert all(line.width <= MEASURE for line in headline.lines)
    assert sum(line.text.count("x") for line in headline.lines) == 300


def test_a_head_without_words_has_no_lines() -> None:
    assert set_in(TWO, " ").lines == ()


def test_what_stands_between_asterisks_is_in_italics() -> None:
    headline = set_in(THREE, "Divers find the *Patience* off the bar", size=30)
    assert " ".join(lines(headline)) == "Divers find the Patience off the bar"
    italic = [word.text for line in headline.lines for word in line.words if word.face.italic]
    assert italic == ["Patience"]


def test_a_balanced_deck_keeps_to_the_fewest_lines_that_read_well() -> None:
    style = case().style("deck")
    text = "Trustees weigh a sale after losing a third of the fund in one bad winter"
    found = break_balanced(case(), text, style, TWO, 3)
    assert found is not None
    assert [line.text for line in found] == ["Trustees weigh a sale after losing", "a third of the fund in one bad winter"]
    assert break_balanced(case(), text * 9, style, TWO, 3) is None


def test_lines_made_anyhow_lose_no_letter() -> None:
    style = case().style("deck")
    text = "A deck of wörds, «quoted», and " + "w" * 200
    found = break_anyhow(case(), text, style, MEASURE)
    assert all(line.width <= MEASURE + 0.01 for line in found)
    joined = "".join(line.text.replace("\u00ad", "") for line in found)
    assert joined.count("w") == 201
    assert "wörds" in joined


def test_the_rung_follows_the_columns() -> None:
    style = case().style("headline")
    assert [style.rungs[rung_for(style, columns)].size for columns in range(1, 8)] == [18, 30, 36, 48, 60, 72, 72]
