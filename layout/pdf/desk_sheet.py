"""A sheet for the desk's own printer while it is drawn: type, rules, panels, discs, and press pages made smaller.

In: set lines and places in points, y down from the sheet's top left. Out: a painted sheet that is bound as any page. Press pages,
painted now or from a finished file, stand on it as they are, each once in the file however often and however small it is shown.
"""

from itertools import groupby

from layout.base.colour import BLACK, PAPER, Cmyk, Ink
from layout.base.geometry import Area
from layout.base.values import dataclass
from layout.images.placed_pdf import PlacedPage
from layout.lines.line import Line
from layout.pages.display import Kind, SetLine, Source
from layout.pdf.boxes import Boxes
from layout.pdf.canvas import SheetCanvas
from layout.pdf.colour import fill, stroke
from layout.pdf.numbers import numbers
from layout.pdf.paint import painted_on
from layout.pdf.painted import Painted, Placed
from layout.pdf.text import cast_for, paint_lines

RED = Cmyk(0.0, 1.0, 1.0, 0.0)
TINT = Cmyk(0.0, 0.0, 0.0, 0.08)  # the lightest that a laser printer still shows as even

_DESK = Source()
_ROUND = 0.5523  # of the radius: how far a Bezier curve's handles reach for a quarter of a circle


@dataclass(frozen=True, slots=True)
class _Shape:
    """Operators, but for the ink; `inks`: area and line, None for none."""

    path: str
    area: Ink | None
    line: Ink | None
    weight: float = 0.5


@dataclass(frozen=True, slots=True)
class _Shown:
    """A press page made smaller: its form, and the operators that place it, up to the form's name."""

    form: Placed | PlacedPage
    operators: str


class DeskSheet:
    """One sheet. What is put on it later lies above what was put on it before."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._marks: list[SetLine | _Shape | _Shown] = []

    def type(self, line: Line, x: float, baseline: float, ink: Ink = BLACK) -> None:
        """A line from its left edge."""
        if line.words:
            self._marks.append(SetLine(line, x, baseline, ink, Kind.LABEL, _DESK))

    def type_right(self, line: Line, right: float, baseline: float, ink: Ink = BLACK) -> None:
        """A line ranged to its right edge."""
        self.type(line, right - line.width, baseline, ink)

    def type_centred(self, line: Line, middle: float, baseline: float, ink: Ink = BLACK) -> None:
        """A line around its middle."""
        self.type(line, middle - line.width / 2, baseline, ink)

    def rule(self, start: tuple[float, float], end: tuple[float, float], weight: float = 0.5, ink: Ink = BLACK) -> None:
        """A straight line."""
        path = f"{numbers(start[0], self.height - start[1])} m {numbers(end[0], self.height - end[1])} l"
        self._marks.append(_Shape(path, None, ink, weight))

    def panel(self, area: Area, ink: Ink = TINT) -> None:
        """A filled rectangle."""
        self._marks.append(_Shape(self._rectangle(area), ink, None))

    def frame(self, area: Area, weight: float = 0.5, ink: Ink = BLACK) -> None:
        """A rectangle's outline."""
        self._marks.append(_Shape(self._rectangle(area), None, ink, weight))

    def disc(self, middle: tuple[float, float], radius: float, area: Ink | None = RED, line: Ink | None = None) -> None:
        """A round spot, filled or as a ring."""
        x, y, reach = middle[0], self.height - middle[1], radius * _ROUND
        quarters = (
            (x + radius, y + reach, x + reach, y + radius, x, y + radius),
            (x - reach, y + radius, x - radius, y + reach, x - radius, y),
            (x - radius, y - reach, x - reach, y - radius, x, y - radius),
            (x + reach, y - radius, x + radius, y - reach, x + radius, y),
        )
        path = " ".join([f"{numbers(x + radius, y)} m", *(f"{numbers(*quarter)} c" for quarter in quarters), "h"])
        self._marks.append(_Shape(path, area, line, 0.75))

    def page(self, page: Painted | PlacedPage, area: Area) -> None:
        """A press page, or the page of a finished file, cut at its trim, evenly scaled into the area from its top left corner."""
        trim = page.boxes.trim if isinstance(page, Painted) else (0.0, 0.0, page.width, page.height)
        left, bottom, right, top = trim
        scale = min(area.width / (right - left), area.height / (top - bottom))
        x, y = area.x - left * scale, self.height - area.y - top * scale
        # ISO 32000-2, 8.10.1: a form begins in the state of whoever paints it; a press page expects that of a page's beginning.
        state = f"q {fill(BLACK)} {stroke(BLACK)} 1 w"
        place = f"{scale:.6f} 0 0 {scale:.6f} {numbers(x, y)} cm"
        if isinstance(page, Painted):
            self._marks.append(_Shown(Placed(page, trim, 0.0, 0.0), f"{state} {place}"))
        else:  # it shows its bleed too
            cut = numbers(x, y, page.width * scale, page.height * scale)
            self._marks.append(_Shown(page, f"{state} {cut} re W n {place}"))

    def painted(self) -> Painted:
        """The sheet as operators."""
        whole = (0.0, 0.0, self.width, self.height)
        canvas = SheetCanvas(Boxes(whole, whole, whole), cast_for(each.line for each in self._marks if isinstance(each, SetLine)))
        shown: dict[str, Placed] = {}
        for kind, run in groupby(self._marks, type):
            marks = list(run)
            if kind is SetLine:
                lines = [each for each in marks if isinstance(each, SetLine)]
                canvas.begin_text(lines)
                canvas.paint(f"q\n{paint_lines(lines, 0.0, self.height, canvas.cast)}\nQ")
            for mark in marks:
                match mark:
                    case _Shape():
                        canvas.paint(_drawn(mark))
                    case _Shown(form=form, operators=operators):
                        if isinstance(form, Placed):
                            shown[form.name] = form
                        name = form.name if isinstance(form, Placed) else canvas.ad(form)
                        canvas.paint(f"{operators} /{name} Do Q")
                    case _:
                        pass
        return painted_on(canvas, tuple(shown.values()))

    def _rectangle(self, area: Area) -> str:
        return f"{numbers(area.x, self.height - area.bottom, area.width, area.height)} re"


def on_black(ink: Ink) -> Ink:
    """What type is set in on a panel of that ink."""
    return PAPER if ink in (BLACK, RED) else BLACK


def _drawn(shape: _Shape) -> str:
    said = [fill(shape.area)] if shape.area is not None else []
    if shape.line is not None:
        said.append(f"{stroke(shape.line)} {numbers(shape.weight)} w")
    paint = "B" if shape.area is not None and shape.line is not None else "f" if shape.area is not None else "S"
    return " ".join([*said, shape.path, paint])
