"""A leg as a ReportLab Frame that holds one Flowable: the leg's lines, broken and placed before."""

from layout.pages.display import LegMark
from layout.pdf.canvas import SheetCanvas
from layout.pdf.overprint import BlackType
from layout.pdf.platypus import Flowable, Frame
from layout.pdf.text import paint_lines


class LegFlowable(Flowable):
    """The lines of a leg. It fills its frame and is never split: where a leg ends was decided when it was composed."""

    canv: SheetCanvas

    def __init__(self, leg: LegMark, black: BlackType | None) -> None:
        super().__init__()
        self.leg = leg
        self.black = black
        self.width = leg.area.width
        self.height = leg.area.height

    def draw(self) -> None:
        """Paint the lines; the origin is the frame's lower left corner."""
        area = self.leg.area
        self.canv.paint(paint_lines(self.leg.lines, area.x, area.bottom, self.canv.cast, self.black))


def paint_leg(leg: LegMark, canvas: SheetCanvas) -> None:
    """Paint a leg by its frame."""
    area = leg.area
    left, bottom = canvas.boxes.x(area.x), canvas.boxes.y(area.bottom)
    frame = Frame(left, bottom, area.width, area.height, leftPadding=0, bottomPadding=0, rightPadding=0, topPadding=0)
    black = canvas.begin_text(leg.lines)
    frame.addFromList([LegFlowable(leg, black)], canvas)
