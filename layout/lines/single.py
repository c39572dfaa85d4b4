"""Single lines: furniture, labels, credits; and the words of a headline, whose breaks are chosen elsewhere."""

from dataclasses import replace
from typing import NamedTuple

from layout.content.story import Span, Spans
from layout.design.styles import Align, Rung, TextStyle
from layout.lines.line import Line, Word
from layout.lines.shape import Faces
from layout.lines.tokens import Stock
from layout.lines.words import typographic


class ShapedText(NamedTuple):
    """Text shaped and not broken. Widths in points, untracked; `gaps[i]` is the natural space after words[i] (0: none, or the
    last). `tracking` is the style's, in points. After the words in `tied` a no-break space was typed."""

    words: tuple[Word, ...]
    gaps: tuple[float, ...]
    tracking: float = 0.0
    tied: frozenset[int] = frozenset()


def set_line(  # noqa: PLR0913  # what it is set in, and where it is ranged: one line of furniture needs both
    spans: Spans, style: TextStyle, language: str, faces: Faces, measure: float, align: Align | None = None
) -> Line:
    """One line, unbroken, at its natural width, ranged in its measure; it may be wider than that (Line.width says)."""
    shaped = shape_text(spans, style, language, faces)
    return line_of(shaped, 0, len(shaped.words), measure, align or style.align)


def shape_text(spans: Spans, style: TextStyle, language: str, faces: Faces, rung: Rung | None = None) -> ShapedText:
    """The text's words with the spaces between them, at `rung`'s font and size where one is given."""
    set_in = style if rung is None else _at(style, rung)
    if faces.standing is None:
        return _shaped(spans, set_in, language, faces)
    return faces.standing.paragraph(("line", spans, set_in, language), lambda: _shaped(spans, set_in, language, faces))


def _shaped(spans: Spans, style: TextStyle, language: str, faces: Faces) -> ShapedText:
    words: list[Word] = []
    gaps: list[float] = []
    tied: set[int] = set()
    pending: list[tuple[str, Stock]] = []

    def finish(space: float) -> None:
        if pending:
            token = pending[0][1].mixed(pending)
            tied.update(len(words) + index for index, gap in enumerate(token.gaps[:-1]) if gap)
            words.extend(token.words)
            gaps.extend(token.gaps)
            pending.clear()
        if gaps:
            gaps[-1] = space

    for span in typographic(spans, language):
        stock = faces.stock(style, span, language)
        for index, part in enumerate(span.text.split(" ")):
            if index:
                finish(stock.fount.space)
            if part:
                pending.append((part, stock))
    finish(0.0)
    if gaps:
        gaps[-1] = 0.0
    for index, gap in enumerate(gaps):
        if gap and words[index].face is words[index + 1].face and words[index].text and words[index + 1].text:
            gaps[index] += _kern(faces, style, language, words[index], words[index + 1])
    return ShapedText(tuple(words), tuple(gaps), style.tracking / 1000 * style.size, frozenset(tied))


def line_of(shaped: ShapedText, first: int, last: int, measure: float, align: Align) -> Line:
    """The words from `first` up to, not including, `last` as a line of natural width."""
    words = shaped.words[first:last]
    gaps = (*shaped.gaps[first : last - 1], 0.0) if words else ()
    width = natural_width(shaped, first, last)
    match align:
        case Align.RIGHT:
            left = measure - width
        case Align.CENTRE:
            left = (measure - width) / 2
        case _:
            left = 0.0
    return Line(words, gaps, 0.0, shaped.tracking, 1.0, left, width, hyphenated=False, ends_paragraph=last >= len(shaped.words))


def natural_width(shaped: ShapedText, first: int, last: int) -> float:
    """The width in points of the words from `first` up to `last`, tracked."""
    words = shaped.words[first:last]
    gaps = shaped.gaps[first : max(last - 1, first)]
    glyphs = sum(len(word.glyphs) for word in words) + sum(1 for gap in gaps if gap)
    return sum(word.width for word in words) + sum(gaps) + shaped.tracking * max(glyphs - 1, 0)


def _at(style: TextStyle, rung: Rung) -> TextStyle:
    return replace(style, font=rung.font, size=rung.size, leading=rung.leading, tracking=rung.tracking)


def _kern(faces: Faces, style: TextStyle, language: str, before: Word, after: Word) -> float:
    fount = faces.fount(style, Span(""), language)
    return fount.space_kern(before.text[-1] + after.text[0]) if fount.face is before.face else 0.0
