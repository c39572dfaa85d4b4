"""Letters' shapes: what each reaches, and what white two of them leave."""

import pytest

from layout.design.styles import FontSpec
from layout.fonts.face import Face
from layout.fonts.library import load_library, shipped_fonts
from layout.fonts.silhouette import BANDS, reach, silhouette


@pytest.fixture(scope="module", params=["Libre Franklin", "Source Serif 4"])
def face(request: pytest.FixtureRequest) -> Face:
    library, _problems = load_library([shipped_fonts()])
    return library.face(FontSpec(request.param, 400), 48.0)


def glyph(face: Face, letter: str) -> int:
    found: int = face.shaper.get_nominal_glyph(ord(letter))
    return found


@pytest.mark.parametrize("letter", "HoAgü4")
def test_a_silhouette_reaches_as_far_as_the_glyphs_extents(face: Face, letter: str) -> None:
    shape, extents = silhouette(face, glyph(face, letter)), face.shaper.get_glyph_extents(glyph(face, letter))
    assert min(shape.left.values()) == pytest.approx(extents.x_bearing, abs=2)
    assert max(shape.right.values()) == pytest.approx(extents.x_bearing + extents.width, abs=2)
    band = face.units_per_em / BANDS
    assert max(shape.left) * band <= extents.y_bearing <= (max(shape.left) + 1) * band + 2


def test_a_space_has_no_shape_and_reaches_nothing(face: Face) -> None:
    space = silhouette(face, glyph(face, " "))
    assert space == ({}, {})
    assert reach(space, silhouette(face, glyph(face, "H"))) is None


def test_round_letters_reach_less_far_into_each_other_than_their_widths(face: Face) -> None:
    slant, stem = silhouette(face, glyph(face, "A")), silhouette(face, glyph(face, "H"))
    into = reach(slant, stem)
    assert into == pytest.approx(max(slant.right.values()) - min(stem.left.values()), abs=30), "both stand wide at the foot"
    above = reach(silhouette(face, glyph(face, "T")), silhouette(face, glyph(face, ".")))
    assert above is not None
    assert above < max(silhouette(face, glyph(face, "T")).right.values()) - 100, "a stop nestles under a bar"
