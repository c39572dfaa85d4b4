"""A finished page turned into operators, its marks in painting order."""

from collections.abc import Iterator
from itertools import groupby

from layout.lines.line import Line
from layout.pages.display import LegMark, Page, TextMark
from layout.pdf.boxes import boxes_of
from layout.pdf.canvas import SheetCanvas
from layout.pdf.document import Painted
from layout.pdf.inks import Inks
from layout.pdf.marks import paint_mark, paint_texts
from layout.pdf.objects import deflated
from layout.pdf.text import cast_for


def paint_page(page: Page, inks: Inks) -> Painted:
    """Paint a page once, for as many files as it goes into."""
    cast = cast_for(_lines(page))
    canvas = SheetCanvas(boxes_of(page), cast)
    for kind, marks in groupby(page.marks, type):
        if kind is TextMark:
            paint_texts([mark for mark in marks if isinstance(mark, TextMark)], canvas)
        else:
            for mark in marks:
                paint_mark(mark, canvas, inks)
    return Painted(canvas.boxes, deflated(canvas.operators()), cast.glyphs, canvas.spots)


def _lines(page: Page) -> Iterator[Line]:
    for mark in page.marks:
        if isinstance(mark, LegMark):
            for placed in mark.lines:
                yield placed.line
        elif isinstance(mark, TextMark):
            yield mark.text.line
