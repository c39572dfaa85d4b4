"""A finished page turned into operators, its marks in painting order."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import groupby

from layout.design.press import BlackOverprint
from layout.lines.line import Line
from layout.pages.display import DrawingMark, HoleMark, ImageMark, LegMark, Mark, Page, PdfMark, SetLine, TextMark
from layout.pdf.boxes import Fold, boxes_of
from layout.pdf.canvas import SheetCanvas
from layout.pdf.holes import paint_hole, set_reason
from layout.pdf.inks import FromFile, Inks
from layout.pdf.marks import paint_mark, paint_texts
from layout.pdf.objects import deflated
from layout.pdf.painted import Painted, Placed
from layout.pdf.text import cast_for

Reasons = Mapping[HoleMark, tuple[SetLine, ...]]


def paint_page(page: Page, inks: Inks, overprint: BlackOverprint | None = None, fold: Fold = Fold.NONE) -> Painted:
    """Paint a page once, for as many files as it goes into.

    `overprint`: what of the black prints over what lies below it; None: all knocks out. `fold`: the edge at which half of a
    double truck has its other half, and no bleed.
    """
    marks = [_or_hole(mark, page, inks) for mark in page.marks]
    holes = [mark for mark in marks if isinstance(mark, HoleMark)]
    reasons: Reasons = {hole: set_reason(hole, inks.small) for hole in holes} if inks.small is not None else {}
    cast = cast_for(_lines(marks, reasons))
    canvas = SheetCanvas(boxes_of(page, fold), cast, overprint)
    for kind, run in groupby(marks, type):
        if kind is TextMark:
            paint_texts([mark for mark in run if isinstance(mark, TextMark)], canvas)
            continue
        for mark in run:
            if isinstance(mark, HoleMark):
                paint_hole(mark, reasons.get(mark, ()), canvas)
            else:
                paint_mark(mark, page, canvas, inks)
    return painted_on(canvas)


def painted_on(canvas: SheetCanvas, placed: tuple[Placed, ...] = ()) -> Painted:
    """All that stands on a canvas; of a sheet with the pages that are `placed` on it."""
    operators = canvas.operators()
    return Painted(
        boxes=canvas.boxes,
        content=deflated(operators),
        digest=hashlib.blake2b(operators, digest_size=16).hexdigest(),
        glyphs=canvas.cast.glyphs,
        spots=canvas.spots,
        pictures=canvas.pictures,
        ads=canvas.ads,
        switches=canvas.black is not None,
        placed=placed,
    )


def _or_hole(mark: Mark, page: Page, inks: Inks) -> Mark:
    """The mark, or a marked hole where its file could not be had."""
    if not isinstance(mark, FromFile) or inks.has(mark, page):
        return mark
    what = {ImageMark: "picture", DrawingMark: "drawing", PdfMark: "advertisement"}[type(mark)]
    return HoleMark(mark.area, f"no {what}: {mark.path.name}", mark.source)


def _lines(marks: list[Mark], reasons: Reasons) -> Iterator[Line]:
    for mark in marks:
        match mark:
            case LegMark():
                for placed in mark.lines:
                    yield placed.line
            case TextMark():
                yield mark.text.line
            case HoleMark():
                for placed in reasons.get(mark, ()):
                    yield placed.line
            case _:
                pass
