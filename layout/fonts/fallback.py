"""Faces that stand in for single characters which a face lacks."""

from layout.fonts.face import Face
from layout.fonts.library import CUTS, Entry, Library


def covering_face(library: Library, face: Face, character: str) -> Face | None:
    """The nearest face that has `character`: the same family's other cuts first, then any family; None if no font has it."""
    for entry in sorted((entry for entry in library.entries if entry.may_embed), key=lambda entry: _distance(entry, face)):
        candidate = library.open(entry)
        if covers(candidate, character):
            return candidate
    return None


def covers(face: Face, character: str) -> bool:
    """True if the face has a glyph for the character."""
    return face.shaper.get_nominal_glyph(ord(character)) is not None


def _distance(entry: Entry, face: Face) -> tuple[bool, bool, int, int, str]:
    cuts = abs(CUTS.index(entry.cut) - CUTS.index(face.cut))
    weights = abs(entry.card.weight - face.weight)
    return (entry.family != face.family, entry.card.italic != face.italic, weights, cuts, entry.card.postscript_name)
