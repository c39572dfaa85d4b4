import pytest

from layout.base.printable import printable


@pytest.mark.parametrize("text", ["", "Grün, 12 pt", "木の葉", "it's 100 %"])
def test_text_that_prints_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\x1b[31mb", "a?[31mb"),
        ("a\x9b2Jb", "a?2Jb"),
        ("a\u202eb", "a?b"),
        ("a\ud800b", "a?b"),
        ("a\nb\tc\xa0d", "a b c d"),
        ("\0", "?"),
    ],
)
def test_what_steers_a_terminal_becomes_a_question_mark_and_spaces_become_plain(text: str, plain: str) -> None:
    assert printable(text) == plain
    assert printable(text).isprintable()
