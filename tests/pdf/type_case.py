"""Words and lines made by hand for the tests: shaped by HarfBuzz, broken by first fit."""

import functools

import uharfbuzz

from layout.base.colour import BLACK, Ink
from layout.base.geometry import Area
from layout.design.styles import FontSpec
from layout.fonts.face import Face
from layout.fonts.library import Library, load_library, shipped_fonts
from layout.lines.line import Line, Word
from layout.pages.display import Kind, LegMark, Mark, Page, SetLine, Source, TextMark

NOWHERE = Source()


@functools.cache
def library() -> Library:
    return load_library([shipped_fonts()])[0]


def face(family: str = "Source Serif 4", size: float = 9, weight: int = 400, italic: bool = False) -> Face:
    return library().face(FontSpec(family, weight, italic), size)


@functools.cache
def word(text: str, face: Face, size: float, features: tuple[str, ...] = ()) -> Word:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.shaper, buffer, dict.fromkeys(features, True))
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = [info.cluster for info in infos]
    clusters, codes, width = [], "", 0
    for at, (info, position) in enumerate(zip(infos, positions, strict=True)):
        later = [start for start in starts if start > info.cluster]
        first = at == 0 or starts[at - 1] != info.cluster
        clusters.append(text[info.cluster : min(later, default=len(text))] if first else "")
        codes += f"<{info.codepoint:04X}>"
        kern = face.shaper.get_glyph_h_advance(info.codepoint) - position.x_advance
        if kern:
            codes += str(round(kern * 1000 / face.units_per_em))
        width += position.x_advance
    glyphs = tuple(info.codepoint for info in infos)
    return Word(text, face, size, width * size / face.units_per_em, glyphs, tuple(clusters), codes.replace("><", ""))


def blank_width(face: Face, size: float) -> float:
    return float(face.shaper.get_glyph_h_advance(face.shaper.get_nominal_glyph(32)) * size / face.units_per_em)


def line(text: str, face: Face, size: float, measure: float = 0.0, hyphenated: bool = False) -> Line:
    """One line; justified to `measure`, or natural without one."""
    words = tuple(word(part, face, size) for part in text.split())
    blank = blank_width(face, size)
    gaps = (*(blank for _ in words[1:]), 0.0)
    natural = sum(part.width for part in words) + sum(gaps)
    space = (measure - natural) / (len(words) - 1) if measure and len(words) > 1 else 0.0
    return Line(words, gaps, space, 0.0, 1.0, 0.0, measure or natural, hyphenated, False)


def broken(text: str, face: Face, size: float, measure: float) -> list[Line]:
    """Lines by first fit, justified, the last one natural."""
    rows: list[list[str]] = [[]]
    used = 0.0
    for part in text.split():
        width = word(part, face, size).width + blank_width(face, size)
        if rows[-1] and used + width > measure:
            rows.append([])
            used = 0.0
        rows[-1].append(part)
        used += width
    return [line(" ".join(row), face, size, measure if row is not rows[-1] else 0.0) for row in rows]


def set_line(line: Line, x: float, baseline: float, ink: Ink = BLACK, kind: Kind = Kind.BODY) -> SetLine:
    return SetLine(line, x, baseline, ink, kind, NOWHERE)


def leg(lines: list[Line], x: float, y: float, measure: float, leading: float = 10.5) -> LegMark:
    placed = tuple(set_line(row, x, y + 8.0 + leading * at) for at, row in enumerate(lines))
    return LegMark(Area(x, y, measure, leading * len(lines)), placed, NOWHERE)


def text_mark(text: str, face: Face, size: float, x: float, baseline: float, ink: Ink = BLACK) -> TextMark:
    return TextMark(set_line(line(text, face, size), x, baseline, ink, Kind.HEADLINE))


def page(*marks: Mark, width: float = 400.0, height: float = 500.0, bleed: float = 0.0, number: str = "1") -> Page:
    return Page(number, "News", width, height, bleed, False, marks)
