"""Type for the desk's own sheets."""

from hypothesis import given, settings
from hypothesis import strategies as st

from layout.fonts.library import load_library, shipped_fonts
from layout.lines.shape import Faces
from layout.pdf.desk_type import ELLIPSIS, DeskType
from layout.proof.pack.form import sans, serif

KIND = DeskType(Faces(load_library([shipped_fonts()])[0]), "en-GB")


@settings(max_examples=60)
@given(st.text(max_size=120), st.floats(12, 300))
def test_no_line_is_wider_than_asked_for(text: str, width: float) -> None:
    assert KIND.fitted(text, sans(8), width).width <= width + 0.01
    assert all(line.width <= width + 0.01 for line in KIND.lines(text, serif(9), width))


@settings(max_examples=60)
@given(st.lists(st.text(st.sampled_from("abcdef-_/"), min_size=1, max_size=60), max_size=12))
def test_broken_text_loses_no_letter(words: list[str]) -> None:
    lines = KIND.lines(" ".join(words), sans(8), 90.0)
    assert "".join(line.text.replace(" ", "") for line in lines) == "".join(words)


def test_what_is_cut_ends_in_an_ellipsis_and_what_fits_does_not() -> None:
    assert KIND.fitted("Council votes at last", sans(8), 40.0).text.endswith(ELLIPSIS)
    assert KIND.fitted("Council", sans(8), 400.0).text == "Council"
    assert [line.text for line in KIND.lines("one two three four", sans(8), 30.0, 2)][1].endswith(ELLIPSIS)


def test_letters_that_no_font_has_show_as_an_empty_box() -> None:
    line = KIND.line("東京 שלום", sans(8))
    assert line.width > 20
    for word in line.words:
        boxes = [word.face.shaper.get_glyph_extents(glyph) for glyph in word.glyphs]
        assert all(box is not None and box.width for box in boxes)  # something is printed for each
    assert any(0 in word.glyphs for word in line.words)


def test_a_long_slug_breaks_behind_a_hyphen() -> None:
    first = KIND.lines("council-votes-at-last-to-build", sans(8), 60.0)[0].text
    assert first.endswith("-")


def test_the_papers_own_text_gets_its_quotes() -> None:
    assert KIND.read('"Council\'s" vote') == "“Council’s” vote"
