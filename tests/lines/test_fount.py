"""Words shaped: kerning, ligatures and the codes that a PDF draws them with."""

import re
from dataclasses import replace

import pytest

from layout.content.story import Span
from layout.design.styles import FontSpec, TextStyle
from layout.fonts.silhouette import reach, silhouette
from layout.fonts.subset import advance
from layout.lines.fount import DISPLAY, LEAST_WHITE, Fount
from layout.lines.shape import Faces


@pytest.fixture(scope="module")
def fount(faces: Faces, body: TextStyle) -> Fount:
    return faces.fount(body, Span(""), "en-GB")


def drawn(codes: str) -> list[float | str]:
    """The array's glyph codes and numbers, one by one."""
    found: list[float | str] = []
    for glyphs, number in re.findall(r"<([0-9a-f]*)>|(-?[\d.]+)", codes):
        found.extend(re.findall("....", glyphs) if glyphs else [float(number)])
    return found


@pytest.mark.parametrize("text", ["Harbour", "AVToday’s", "office", "e\u0302x\u0323", "Tü.", "1998", "Привет"])
def test_the_codes_draw_the_word_as_wide_as_it_says(fount: Fount, text: str) -> None:
    (word,) = fount.words(text)
    width = 0.0
    for item in drawn(word.codes):
        width += advance(word.face, int(item, 16)) * 1000 / word.face.units_per_em if isinstance(item, str) else -item
    assert width * word.size / 1000 == pytest.approx(word.width, abs=1e-6)
    assert [int(item, 16) for item in drawn(word.codes) if isinstance(item, str)] == list(word.glyphs)


@pytest.mark.parametrize("text", ["Harbour", "office", "fluffiest", "re\u0301sume\u0301", "café", "e\u0302x\u0323"])
def test_the_clusters_join_to_the_text(fount: Fount, text: str) -> None:
    (word,) = fount.words(text)
    assert len(word.clusters) == len(word.glyphs)
    assert "".join(word.clusters) == text


def test_a_ligature_stands_for_its_letters(fount: Fount) -> None:
    (word,) = fount.words("office")
    assert word.clusters == ("o", "ffi", "c", "e")


def test_the_width_up_to_a_letter_ends_at_the_whole_width(fount: Fount) -> None:
    for text in ("Harbour", "office"):
        width, glyphs = fount.width_up_to(text, len(text))
        assert width == pytest.approx(fount.width(text))
        assert glyphs == fount.glyph_count(text)


def test_invisible_signs_take_no_room(fount: Fount) -> None:
    assert fount.width("har\u00adbour") == fount.width("harbour")
    assert fount.words("har\u00adbour")[0].text == "harbour"


def test_bold_and_italic_come_from_their_own_files(faces: Faces, body: TextStyle) -> None:
    names = [
        faces.fount(body, span, "en-GB").face.name
        for span in (Span("x"), Span("x", bold=True), Span("x", italic=True), Span("x", bold=True, italic=True))
    ]
    assert names == [
        "SourceSerif4SmText-Regular",
        "SourceSerif4SmText-Bold",
        "SourceSerif4SmText-It",
        "SourceSerif4SmText-BoldIt",
    ]


def white_in(faces: Faces, style: TextStyle, text: str) -> float:
    """The least white between the two letters of `text`, in em, tracking counted."""
    fount = faces.fount(style, Span(""), "en-GB")
    (word,) = fount.words(text)
    advances = fount.advances(text)
    assert advances is not None
    into = reach(*(silhouette(word.face, glyph) for glyph in word.glyphs))
    assert into is not None
    return (advances[0] - into) / word.face.units_per_em + style.tracking / 1000


@pytest.mark.parametrize("pair", ["RA", "PT", "KA", "Fä", "Tä", "Vö"])
def test_letters_of_a_headline_never_touch_however_tight_it_is_tracked(faces: Faces, pair: str) -> None:
    style = TextStyle("headline", FontSpec("Libre Franklin", 900), 96, 94.5, tracking=-25)
    assert white_in(faces, style, pair) >= LEAST_WHITE - 1e-9
    assert white_in(faces, replace(style, tracking=-40), pair) >= LEAST_WHITE - 1e-9


def test_letters_that_stand_clear_keep_their_fonts_distance_and_so_does_text(faces: Faces) -> None:
    display = TextStyle("headline", FontSpec("Libre Franklin", 900), 96, 94.5, tracking=-25)
    shaper = faces.fount(display, Span(""), "en-GB").face.shaper
    assert faces.fount(display, Span(""), "en-GB").words("IN")[0].width == pytest.approx(
        sum(shaper.get_glyph_h_advance(shaper.get_nominal_glyph(ord(letter))) for letter in "IN") * 96 / 1000, rel=0.01
    )
    for pair in ("RA", "PT"):
        small = faces.fount(replace(display, size=DISPLAY - 1), Span(""), "en-GB").words(pair)[0]
        large = faces.fount(display, Span(""), "en-GB").words(pair)[0]
        assert small.width / small.size < large.width / large.size
