"""A page as read."""

from layout.passing.page_reading import joined, letters, number_pattern, spoken, text_of
from tests.pages.desk import filed, laid, page, place


def test_a_line_is_read_as_it_says_itself() -> None:
    story = filed("a", "- an item, half-hearted", 200, "## A crosshead", 'He said "no" -- twice.', 120, dateline="HARBOUR TOWN")
    made = laid(page("1", "AAA... x40", A=place("a")), stories=(story,))
    lines = [line.line for line in made.lines("A")]
    assert any(line.hyphenated for line in lines)
    assert [text_of(line) for line in lines] == [line.text for line in lines]


def test_hyphens_of_line_breaks_are_taken_out_and_others_stay() -> None:
    assert joined(["half-", "hearted har\u00ad", "bour"]) == "half- hearted harbour"


def test_letters_are_what_no_typography_changes() -> None:
    assert letters("“Straße” — ﬁsh\u00ad, 1.20") == letters('"STRASSE" -- fish 1,20') == "strassefish120"


def test_the_house_s_words_are_known_again_in_print() -> None:
    pattern = number_pattern("Suite page\u00a0{page} !")
    assert pattern is not None
    found = pattern.fullmatch(spoken("SUITE PAGE A3\u202f!"))
    assert found is not None
    assert found[1] == "a3"
    assert number_pattern("More inside") is None
