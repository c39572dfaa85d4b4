"""Lines of plain type set without shaping: what a machine says on a page, to the printer and not to the reader."""

from collections.abc import Sequence

from layout.fonts.face import Face
from layout.fonts.glyphs import glyph_of
from layout.fonts.subset import advance
from layout.lines.line import Line, Word


def plain_words(text: str, face: Face, size: float) -> list[Word]:
    """The words of a text, letter by letter. What the face lacks becomes a question mark."""
    return [_word(word, face, size) for word in text.split()]


def plain_space(face: Face, size: float) -> float:
    """The width of the face's space in points."""
    return _word(" ", face, size).width


def plain_line(words: Sequence[Word], space: float) -> Line:
    """The words on one line from its left edge."""
    gaps = (*(space for _ in words[1:]), 0.0)
    return Line(tuple(words), gaps, 0.0, 0.0, 1.0, 0.0, sum(word.width for word in words) + sum(gaps), False, True)


def _word(text: str, face: Face, size: float) -> Word:
    known = [(sign, glyph_of(face, sign)) for sign in text]
    letters = [(sign, glyph) if glyph is not None else ("?", glyph_of(face, "?") or 0) for sign, glyph in known]
    width = sum(advance(face, glyph) for _, glyph in letters) * size / face.units_per_em
    signs = tuple(sign for sign, _ in letters)
    glyphs = tuple(glyph for _, glyph in letters)
    return Word("".join(signs), face, size, width, glyphs, signs, "<" + "".join(f"{glyph:04X}" for glyph in glyphs) + ">")
