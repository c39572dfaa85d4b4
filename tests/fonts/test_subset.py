"""Fonts cut down: the glyphs asked for stay under their ids, all others are empty."""

import io

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from layout.design.styles import FontSpec
from layout.fonts.face import Face
from layout.fonts.library import load_library, shipped_fonts
from layout.fonts.subset import advance, subset


def face_of(family: str) -> Face:
    library, _problems = load_library([shipped_fonts()])
    return library.face(FontSpec(family), 9)


def glyphs_of(face: Face, text: str) -> list[int]:
    return [face.shaper.get_nominal_glyph(ord(sign)) for sign in text]


def test_a_postscript_face_comes_back_as_its_bare_table_with_its_glyph_ids() -> None:
    face = face_of("Source Serif 4")
    wanted = glyphs_of(face, "Hamburg")
    data = subset(face, wanted)
    assert data[:2] == b"\x01\x00"
    assert len(data) < len(face.data) / 20
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    whole = TTFont(io.BytesIO(face.data))
    before, after = whole["CFF "].cff[0].CharStrings, fonts[0].CharStrings
    order = fonts[0].charset
    for glyph in wanted:
        drawn, original = RecordingPen(), RecordingPen()
        after[order[glyph]].draw(drawn)
        before[whole.getGlyphName(glyph)].draw(original)
        assert drawn.value == original.value
        assert drawn.value


def test_a_truetype_face_comes_back_as_a_font_file_with_its_glyph_ids() -> None:
    face = face_of("Libre Franklin")
    wanted = glyphs_of(face, "Hamburg é")
    small, whole = TTFont(io.BytesIO(subset(face, wanted))), TTFont(io.BytesIO(face.data))
    assert not {"GSUB", "GPOS", "fpgm", "prep", "cvt ", "name"} & set(small.keys())
    for glyph in wanted:
        name, original = small.getGlyphOrder()[glyph], whole.getGlyphName(glyph)
        assert small["hmtx"][name][0] == whole["hmtx"][original][0]
        assert small["glyf"][name].getCoordinates(small["glyf"])[0] == whole["glyf"][original].getCoordinates(whole["glyf"])[0]


@pytest.mark.parametrize("family", ["Source Serif 4", "Libre Franklin"])
def test_the_same_glyphs_give_the_same_bytes_in_any_order(family: str) -> None:
    face = face_of(family)
    wanted = glyphs_of(face, "Hamburg")
    assert subset(face, wanted) == subset(face, reversed(wanted)) == subset(face_of(family), {*wanted})


def test_an_advance_is_in_font_units() -> None:
    face = face_of("Source Serif 4")
    assert advance(face, glyphs_of(face, " ")[0]) == 235
