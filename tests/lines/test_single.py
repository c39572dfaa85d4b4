"""Single lines and the words of headlines."""

from dataclasses import replace

import pytest

from layout.content.story import Span
from layout.design.styles import Align, Caps, FontSpec, Rung, TextStyle
from layout.lines.shape import Faces
from layout.lines.single import line_of, natural_width, set_line, shape_text

LABEL = TextStyle("label", FontSpec("Libre Franklin", 700), 10, 10.5)


def test_a_single_line_is_never_broken_nor_stretched(faces: Faces) -> None:
    line = set_line((Span("Far too long a label for the room that it has"),), LABEL, "en-GB", faces, 40.0)
    assert line.width > 40
    assert line.scale == 1
    assert line.space == 0
    assert line.ends_paragraph
    assert line.text == "Far too long a label for the room that it has"


@pytest.mark.parametrize(("align", "share"), [(Align.LEFT, 0.0), (Align.CENTRE, 0.5), (Align.RIGHT, 1.0), (Align.JUSTIFY, 0.0)])
def test_a_single_line_is_ranged_in_its_measure(faces: Faces, align: Align, share: float) -> None:
    line = set_line((Span("Insights"),), LABEL, "en-GB", faces, 200.0, align)
    assert line.left == pytest.approx((200 - line.width) * share)


def test_a_tracked_line_is_as_wide_as_its_visible_part(faces: Faces) -> None:
    plain = set_line((Span("ADVERTISEMENT"),), LABEL, "en-GB", faces, 200.0)
    tracked = set_line((Span("ADVERTISEMENT"),), replace(LABEL, tracking=60.0), "en-GB", faces, 200.0)
    assert tracked.tracking == pytest.approx(0.6)
    assert tracked.width == pytest.approx(plain.width + 12 * 0.6)


def test_capitals_are_set_where_the_style_wants_them(faces: Faces) -> None:
    line = set_line((Span("Straße nach Süden"),), replace(LABEL, caps=Caps.ALL), "de-DE", faces, 200.0)
    assert line.text == "STRASSE NACH SÜDEN"


def test_a_slice_of_a_headline_is_a_line_of_its_words(faces: Faces) -> None:
    style = TextStyle("headline", FontSpec("Source Serif 4", 600), 48, 47.25, tracking=-10)
    shaped = shape_text((Span("Nine years on, the bridge gets its vote"),), style, "en-GB", faces)
    assert [word.text for word in shaped.words] == ["Nine", "years", "on,", "the", "bridge", "gets", "its", "vote"]
    first, second = line_of(shaped, 0, 4, 600.0, Align.LEFT), line_of(shaped, 4, 8, 600.0, Align.LEFT)
    assert first.text == "Nine years on, the"
    assert second.text == "bridge gets its vote"
    assert not first.ends_paragraph
    assert second.ends_paragraph
    assert first.tracking == pytest.approx(-0.48)
    assert first.width == pytest.approx(natural_width(shaped, 0, 4))
    assert first.gaps[-1] == 0


def test_a_rung_brings_its_own_font_and_size(faces: Faces) -> None:
    style = TextStyle("headline", FontSpec("Source Serif 4", 700), 24, 26.25)
    shaped = shape_text((Span("Vote"),), style, "en-GB", faces, Rung(60, 63, -12, FontSpec("Source Serif 4", 600)))
    assert shaped.words[0].face.name == "SourceSerif4Display-Semibold"
    assert shaped.words[0].size == 60
    assert shaped.tracking == pytest.approx(-0.72)


def test_no_words_make_an_empty_line(faces: Faces) -> None:
    line = set_line((), LABEL, "en-GB", faces, 100.0)
    assert line.words == ()
    assert line.gaps == ()
    assert line.width == 0


def test_letters_kern_across_a_word_space(faces: Faces) -> None:
    style = TextStyle("headline", FontSpec("Source Serif 4", 600), 48, 47.25)
    kerned = shape_text((Span("by Tor"),), style, "en-GB", faces)
    plain = shape_text((Span("no on"),), style, "en-GB", faces)
    assert kerned.gaps[0] < plain.gaps[0]
