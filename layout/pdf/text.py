"""Set lines as the operators that paint them.

In: lines at their places. Out: one BT ... ET, in which fonts, colour, scale and tracking are said only where they change. Every
gap holds a real space glyph, so that the text can be taken out of the file again as it was set.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from reportlab.pdfbase.pdfdoc import PDFName

from layout.base.colour import Ink
from layout.base.values import dataclass
from layout.fonts.face import Face
from layout.fonts.glyphs import glyph_of
from layout.fonts.subset import advance
from layout.lines.line import Line, Word
from layout.pages.display import SetLine
from layout.pdf.colour import fill
from layout.pdf.numbers import STEP, from_steps, number
from layout.pdf.overprint import BlackType, is_black, is_small, switch

SOFT_HYPHEN = "\u00ad"

_SEEN_SPACE = 0.155  # em; poppler sees a space from 0.15 on, whatever glyph stands there
KERN_STEPS = 10_000  # a tenth of a TJ's unit, 0.001 points at 9 points: kerns are rounded to such parts of an em
_NONE: frozenset[int] = frozenset()
_FACE, _SIZE = (itemgetter(Word._fields.index(name)) for name in ("face", "size"))  # by name a word's parts take twice as long


@dataclass(frozen=True, slots=True)
class Blank:
    """A face's word space: its glyph, the glyph's TJ string, its advance in em."""

    glyph: int
    code: str
    width: float


@dataclass(frozen=True, slots=True)
class Cast:
    """The type that a page is set from: each face's glyphs in use and the text that each stands for ("": only its word tells).

    `odd` holds the ids of words that spell something else than their glyphs say by themselves: they are painted with their text
    beside them. `blanks` has a space for each face.
    """

    glyphs: Mapping[Face, Mapping[int, str]]
    blanks: Mapping[Face, Blank]
    odd: frozenset[int]


def cast_for(lines: Iterable[Line]) -> Cast:
    """What has to be in the fonts for these lines. The first text that a glyph stands for is the glyph's own."""
    words = {id(word): word for line in lines for word in line.words}
    glyphs: dict[Face, dict[int, str]] = {}
    odd: set[int] = set()
    for face, of_face in _by_face(words.values()).items():
        drawn = list(chain.from_iterable([word.glyphs for word in of_face]))
        spelt = list(chain.from_iterable([word.clusters for word in of_face]))
        texts = dict(zip(drawn, spelt, strict=True))
        if "" in texts.values() or [*map(texts.__getitem__, drawn)] != spelt:
            texts, unlike = _first_texts(of_face)
            odd |= unlike
        glyphs[face] = texts
    blanks = {face: _blank(face) for face in glyphs}
    for face, blank in blanks.items():
        glyphs[face].setdefault(blank.glyph, " ")
    return Cast(glyphs, blanks, frozenset(odd))


def _by_face(words: Iterable[Word]) -> dict[Face, list[Word]]:
    found: dict[Face, list[Word]] = {}
    for word in words:
        if word.face in found:
            found[word.face].append(word)
        else:
            found[word.face] = [word]
    return found


def _first_texts(words: Iterable[Word]) -> tuple[dict[int, str], set[int]]:
    """The text of each glyph where words disagree, and the ids of the words that it does not spell."""
    texts: dict[int, str] = {}
    odd: set[int] = set()
    for word in words:
        for glyph, text in zip(word.glyphs, word.clusters, strict=True):
            if texts.setdefault(glyph, text) != text or not text:
                odd.add(id(word))
                texts[glyph] = texts[glyph] or text
    return texts, odd


def paint_lines(lines: Iterable[SetLine], x0: float, y0: float, cast: Cast, black: BlackType | None = None) -> str:
    """The operators for `lines`; `x0` and `y0` are the place of the present origin in the page's measures (y running down).

    `black` None: nothing is said of what prints over.
    """
    out = ["BT"]
    pen = _Pen()
    pen.over = black is not None and black.over
    for placed in lines:
        line = placed.line
        if not line.words:
            continue
        if placed.ink is not pen.ink and placed.ink != pen.ink:  # by value: the same page is the same bytes, however it was made
            pen.ink = placed.ink
            pen.black = is_black(placed.ink)
            out.append(fill(placed.ink))
        if black is not None and pen.over is not (pen.black and is_small(placed, black.press)):
            pen.over = not pen.over
            out.append(switch(pen.over))
        if line.scale != pen.scale:
            pen.scale = line.scale
            out.append(f"{number(line.scale * 100)} Tz")
        if line.tracking != pen.tracking:
            pen.tracking = line.tracking
            out.append(f"{number(line.tracking)} Tc")
        x, y = round((placed.x + line.left - x0) * STEP), round((y0 - placed.baseline) * STEP)
        out.append(f"{from_steps(x - pen.x)} {from_steps(y - pen.y)} Td")
        pen.x, pen.y = x, y
        if line.space < 0 and _is_tight(line):
            out.append(_span(line.text))
            _show(line._replace(hyphenated=False), pen, replace(cast, odd=_NONE), out)
            out.append("EMC")
        elif pen.goes_on(line) and not line.hyphenated and (not cast.odd or cast.odd.isdisjoint(map(id, line.words))):
            _show_plain(line, pen, cast, out)
        else:
            _show(line, pen, cast, out)
    out.append("ET")
    return "\n".join(out)


class _Pen:
    """What the text operators have said so far; places in steps."""

    __slots__ = ("black", "face", "ink", "over", "scale", "size", "tracking", "x", "y")

    def __init__(self) -> None:
        self.face: Face | None = None
        self.size = 0.0
        self.ink: Ink | None = None
        self.black = False
        self.over = False
        self.scale = 1.0
        self.tracking = 0.0
        self.x = 0
        self.y = 0

    def goes_on(self, line: Line) -> bool:
        """True if all words of the line are in the present face and size."""
        words = line.words
        return [*map(_FACE, words)].count(self.face) == len(words) == [*map(_SIZE, words)].count(self.size)


def _show_plain(line: Line, pen: _Pen, cast: Cast, out: list[str]) -> None:
    """The same as `_show` for a line that goes on as the pen is, which nearly all do: there is nothing to ask at each word."""
    assert pen.face is not None, "the line goes on in a face"
    blank = cast.blanks[pen.face]
    code, per_point = blank.code, KERN_STEPS / pen.size
    narrower = blank.width * KERN_STEPS - line.space * per_point
    parts: list[str] = []
    add = parts.append
    known_gap, spacing = 0.0, ""
    for word, gap in zip(line.words, line.gaps, strict=True):
        add(word.codes)
        if gap:
            if gap != known_gap:
                known_gap, spacing = gap, code + _kern(round(narrower - gap * per_point))
            add(spacing)
    _flush(parts, out)


def _show(line: Line, pen: _Pen, cast: Cast, out: list[str]) -> None:
    """Add the showing operators of one line: a TJ for each stretch of one face and size."""
    parts: list[str] = []
    face, size, odd = pen.face, pen.size, cast.odd
    hyphenated = line.words[-1] if line.hyphenated else None
    known_gap, blank = 0.0, ""
    for word, gap in zip(line.words, line.gaps, strict=True):
        _, its_face, its_size, _, _, _, codes = word  # unpacked: by name, this loop takes a third longer
        if its_face is not face or its_size != size:
            _flush(parts, out)
            face, size, known_gap = its_face, its_size, 0.0
            out.append(f"{PDFName(face.name)} {number(size)} Tf")
        if word is hyphenated or (odd and id(word) in odd):
            plain, spelt = _apart(word, hyphenated=word is hyphenated, odd=id(word) in odd)
            parts.append(plain)
            _flush(parts, out)
            out.append(spelt)
        else:
            parts.append(codes)
        if gap:
            if gap != known_gap:
                known_gap, blank = gap, _gap(gap + line.space, size, cast.blanks[its_face])
            parts.append(blank)
    _flush(parts, out)
    pen.face, pen.size = face, size


def _is_tight(line: Line) -> bool:
    """True if a word space is so narrow that a reader which goes by distance would run the words together."""
    size = line.words[0].size
    narrowest = min(filter(None, line.gaps), default=size)
    return (narrowest + line.space + 2 * line.tracking) * line.scale < _SEEN_SPACE * size


def _flush(parts: list[str], out: list[str]) -> None:
    """Turn what has gathered into an operator."""
    codes = "".join(parts)
    if codes:
        out.append("[" + codes.replace("><", "") + "]TJ")
    parts.clear()


def _gap(width: float, size: float, blank: Blank) -> str:
    """A space glyph and the kern that makes it `width` points wide. A kern to the right is negative in a TJ."""
    return blank.code + _kern(round((blank.width - width / size) * KERN_STEPS))


@functools.lru_cache(maxsize=1 << 14)
def _kern(steps: int) -> str:
    return from_steps(steps * (STEP * 1000 // KERN_STEPS)) if steps else ""


def _apart(word: Word, *, hyphenated: bool, odd: bool) -> tuple[str, str]:
    """A word's plain part, and the part that is painted with its text beside it: the break hyphen, or all of an odd word."""
    if odd:
        return "", _spelt(word.codes, word.text[:-1] + SOFT_HYPHEN if hyphenated else word.text)
    end = word.codes.rindex(">")
    start = word.codes.rindex("<")
    plain = word.codes[: end - 4] + ">" if start < end - 5 else word.codes[:start]
    return plain, _spelt(f"<{word.codes[end - 4 : end]}>", SOFT_HYPHEN)


def _spelt(codes: str, text: str) -> str:
    """Glyphs with the text that they stand for. ISO 32000-2, 14.9.4; a break hyphen is U+00AD there (14.8.2.2.3)."""
    return f"{_span(text)}\n[{codes}]TJ\nEMC"


def _span(text: str) -> str:
    """The beginning of a span with the text that it stands for."""
    return f"/Span<</ActualText<FEFF{text.encode('utf-16-be').hex().upper()}>>>BDC"


def _blank(face: Face) -> Blank:
    """The face's space. A face without one gets .notdef's width and glyph: nothing can be set from it anyway."""
    glyph = glyph_of(face, " ") or 0
    return Blank(glyph, f"<{glyph:04X}>", advance(face, glyph) / face.units_per_em)
