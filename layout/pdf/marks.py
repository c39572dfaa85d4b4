"""The marks of a page, each kind in its manner."""

from collections.abc import Sequence
from typing import assert_never

from layout.base.colour import BLACK
from layout.base.geometry import Area
from layout.images.ink import Inking, Separated
from layout.images.placed_pdf import PlacedPage
from layout.pages.display import DrawingMark, HoleMark, ImageMark, LegMark, Mark, Page, PdfMark, RuleMark, TextMark, TintMark
from layout.pdf.bleed import bled_window
from layout.pdf.canvas import SheetCanvas
from layout.pdf.colour import fill, stroke
from layout.pdf.drawings import Drawn
from layout.pdf.frames import paint_leg
from layout.pdf.holes import paint_hole
from layout.pdf.inks import AdKey, DrawingKey, Inks, picture_key
from layout.pdf.numbers import numbers
from layout.pdf.overprint import rule_prints_over, tint_prints_over
from layout.pdf.text import paint_lines


def paint_mark(mark: Mark, page: Page, canvas: SheetCanvas, inks: Inks) -> None:
    """Paint one mark at its place; what it takes from a file is in `inks`."""
    match mark:
        case LegMark():
            paint_leg(mark, canvas)
        case TextMark():
            paint_texts([mark], canvas)
        case RuleMark():
            _paint_rule(mark, canvas)
        case TintMark():
            _paint_tint(mark, canvas)
        case ImageMark():
            _paint_picture(mark, inks.pictures[picture_key(mark, page)], canvas)
        case DrawingMark():
            _paint_drawing(mark, inks.drawings[DrawingKey(mark.path, page.mono)], canvas)
        case PdfMark():
            _paint_ad(mark, inks.ads[AdKey(mark.path, mark.page)], page, canvas)
        case HoleMark():
            paint_hole(mark, (), canvas)
        case _:
            assert_never(mark)


def paint_texts(marks: Sequence[TextMark], canvas: SheetCanvas) -> None:
    """Paint lines of type that follow each other in one text object."""
    lines = [mark.text for mark in marks]
    black = canvas.begin_text(lines)
    boxes = canvas.boxes
    # the media's corner is the origin: x0 across from the trim's left edge, y0 down from its top
    operators = paint_lines(lines, -boxes.x(0.0), boxes.y(0.0), canvas.cast, black)
    canvas.paint(f"q\n{operators}\nQ")


def _paint_rule(rule: RuleMark, canvas: SheetCanvas) -> None:
    boxes = canvas.boxes
    if canvas.black is not None:
        canvas.overprint(rule_prints_over(rule, canvas.black))
    start = numbers(boxes.x(rule.x0), boxes.y(rule.y0))
    end = numbers(boxes.x(rule.x1), boxes.y(rule.y1))
    canvas.paint(f"{canvas.stroke_ink(rule.ink)} {numbers(rule.weight)} w {start} m {end} l S")


def _paint_tint(tint: TintMark, canvas: SheetCanvas) -> None:
    area, boxes = tint.area, canvas.boxes
    if canvas.black is not None:
        canvas.overprint(tint_prints_over(tint, canvas.black))
    corner = numbers(boxes.x(area.x), boxes.y(area.bottom), area.width, area.height)
    canvas.paint(f"{canvas.fill_ink(tint.ink)} {corner} re f")


def _paint_picture(mark: ImageMark, picture: Separated, canvas: SheetCanvas) -> None:
    """A picture over its area. Art in one bit is a stencil: it prints in the present colour where it has ink."""
    area = mark.area
    canvas.knock_out()
    if picture.inking is Inking.LINE_ART:
        canvas.paint(f"q {fill(BLACK)}")
        _paint_form(canvas.picture(picture), area, (area.width, area.height), canvas)
        canvas.paint("Q")
    else:
        _paint_form(canvas.picture(picture), area, (area.width, area.height), canvas)


def _paint_form(name: str, area: Area, scale: tuple[float, float], canvas: SheetCanvas) -> None:
    """A form or picture from the page's resources, its lower left corner on the area's."""
    boxes = canvas.boxes
    place = numbers(scale[0], 0, 0, scale[1], boxes.x(area.x), boxes.y(area.bottom))
    canvas.paint(f"q {place} cm /{name} Do Q")


def _paint_ad(mark: PdfMark, ad: PlacedPage, page: Page, canvas: SheetCanvas) -> None:
    """An ad at its own size, its top left corner on the area's; what of it prints over is its own affair.

    Where it stands on the page's trim its bleed shows too; elsewhere it is cut at its trim.
    """
    canvas.knock_out()
    area = Area(mark.area.x, mark.area.y, ad.width, ad.height)
    # ISO 32000-2, 8.10.1: a form begins in the state of whoever paints it. The ad was made to begin as a page does, in black and
    # with lines of one point; what it leaves unsaid must not be what our last rule said.
    canvas.paint(f"q {fill(BLACK)} {stroke(BLACK)} 1 w")
    if any(ad.bleed.all):
        window = bled_window(area, page)
        corner = numbers(canvas.boxes.x(window.x), canvas.boxes.y(window.bottom), window.width, window.height)
        canvas.paint(f"{corner} re W n")
    _paint_form(canvas.ad(ad), area, (1.0, 1.0), canvas)
    canvas.paint("Q")


def _paint_drawing(mark: DrawingMark, drawn: Drawn, canvas: SheetCanvas) -> None:
    """A drawing as large as fits its area, in the area's middle."""
    area, boxes = mark.area, canvas.boxes
    scale = min(area.width / drawn.width, area.height / drawn.height)
    canvas.knock_out()
    operators = drawn.operators if canvas.black is not None else drawn.knocking_out
    left = boxes.x(area.x + (area.width - drawn.width * scale) / 2)
    bottom = boxes.y(area.bottom - (area.height - drawn.height * scale) / 2)
    # Six decimals for the scale alone: three would move a drawing of 1000 points by half a point.
    canvas.paint(f"q {scale:.6f} 0 0 {scale:.6f} {numbers(left, bottom)} cm\n{operators}\nQ")
