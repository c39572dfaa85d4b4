"""The marks of a page, each kind in its manner."""

from collections.abc import Sequence
from typing import assert_never

from layout.pages.display import DrawingMark, HoleMark, ImageMark, LegMark, Mark, PdfMark, RuleMark, TextMark, TintMark
from layout.pdf.canvas import SheetCanvas
from layout.pdf.frames import paint_leg
from layout.pdf.inks import Inks
from layout.pdf.numbers import numbers
from layout.pdf.text import paint_lines


def paint_mark(mark: Mark, canvas: SheetCanvas, inks: Inks) -> None:
    """Paint one mark at its place."""
    match mark:
        case LegMark():
            paint_leg(mark, canvas)
        case TextMark():
            paint_texts([mark], canvas)
        case RuleMark():
            _paint_rule(mark, canvas)
        case TintMark():
            _paint_tint(mark, canvas)
        case ImageMark() | DrawingMark() | PdfMark() | HoleMark():
            pass
        case _:
            assert_never(mark)


def paint_texts(marks: Sequence[TextMark], canvas: SheetCanvas) -> None:
    """Paint lines of type that follow each other in one text object."""
    for mark in marks:
        canvas.note(mark.text.ink)
    boxes = canvas.boxes
    # the media's corner is the origin: x0 across from the trim's left edge, y0 down from its top
    lines = paint_lines([mark.text for mark in marks], -boxes.x(0.0), boxes.y(0.0), canvas.cast)
    canvas.paint(f"q\n{lines}\nQ")


def _paint_rule(rule: RuleMark, canvas: SheetCanvas) -> None:
    boxes = canvas.boxes
    start = numbers(boxes.x(rule.x0), boxes.y(rule.y0))
    end = numbers(boxes.x(rule.x1), boxes.y(rule.y1))
    canvas.paint(f"{canvas.stroke_ink(rule.ink)} {numbers(rule.weight)} w {start} m {end} l S")


def _paint_tint(tint: TintMark, canvas: SheetCanvas) -> None:
    area, boxes = tint.area, canvas.boxes
    corner = numbers(boxes.x(area.x), boxes.y(area.bottom), area.width, area.height)
    canvas.paint(f"{canvas.fill_ink(tint.ink)} {corner} re f")
