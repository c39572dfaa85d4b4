"""Single glyphs of a face, for what is set character by character."""

from layout.fonts.face import Face


def glyph_of(face: Face, character: str) -> int | None:
    """The face's own glyph for the character, no feature applied; None where it has none."""
    glyph = face.shaper.get_nominal_glyph(ord(character))
    return None if glyph is None else int(glyph)
