"""An SVG drawing as operators in flat inks.

In: an SVG file that was found printable. Out: operators that draw it at its own size from the origin up; or why not. svglib turns
the file into a ReportLab drawing; its RGB becomes ink while it is drawn.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reportlab.lib.colors import CMYKColor, Color

from layout.base.colour import Cmyk
from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.images.faults import DECODER_FAULTS, Filed
from layout.images.ink import PressInk
from layout.images.svg import measure_drawing
from layout.pdf.boxes import Boxes
from layout.pdf.canvas import SheetCanvas
from layout.pdf.colour import fill, stroke
from layout.pdf.text import Cast

_NO_TYPE = Cast({}, {}, frozenset())
_CORNER = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing's operators, its lower left corner at the origin; its own size in points."""

    operators: str
    width: float
    height: float


def draw_svg(path: Path, press: PressInk, filed: Filed) -> tuple[Drawn | None, list[Problem]]:
    """The drawing in ink; or why it cannot be printed."""
    try:
        measured, problems = measure_drawing(path, filed)
        if measured is None:
            return None, problems
        return _drawn(path, press, filed)
    except FileNotFoundError:
        return None, [filed.missing()]
    except DECODER_FAULTS:
        return None, [filed.broken("the drawing is damaged")]


def _drawn(path: Path, press: PressInk, filed: Filed) -> tuple[Drawn | None, list[Problem]]:
    # Imported late: svglib takes 80 ms to import, and many an issue carries no drawing.
    from reportlab.graphics import renderPDF
    from svglib.svglib import svg2rlg

    with _hushed():
        drawing = svg2rlg(str(path))
    if drawing is None or drawing.width <= 0 or drawing.height <= 0:
        return None, [filed.broken("it cannot be read as an SVG drawing")]
    canvas = _InkCanvas(press)
    renderPDF.draw(drawing, canvas, 0, 0)
    if canvas.refused:
        return None, [filed.refused(what, remedy) for what, remedy in canvas.refused.items()]
    return Drawn(canvas.operators().decode("latin-1").strip(), drawing.width, drawing.height), []


@contextmanager
def _hushed() -> Iterator[None]:
    """svglib logs what it sets aside; what matters of it has been refused before."""
    import logging  # late, with svglib: where there is no drawing, nothing is logged

    log = logging.getLogger("svglib.svglib")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


class _InkCanvas(SheetCanvas):
    """A canvas on which every colour becomes ink, and on which nothing can be written or seen through."""

    def __init__(self, press: PressInk) -> None:
        super().__init__(Boxes(_CORNER, _CORNER, _CORNER), _NO_TYPE)
        self.press = press
        self.refused: dict[str, str] = {}

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:  # ReportLab's name
        """Colour for areas."""
        self.paint(fill(self._ink(aColor, alpha)))

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:  # ReportLab's name
        """Colour for lines."""
        self.paint(stroke(self._ink(aColor, alpha)))

    def setFillAlpha(self, a: float | None) -> None:  # ReportLab's name
        """Refused: see-through areas do not print."""
        self._note_opacity(a)

    def setStrokeAlpha(self, a: float | None) -> None:  # ReportLab's name
        """Refused: see-through lines do not print."""
        self._note_opacity(a)

    def setFont(self, *_: object) -> None:  # ReportLab's name
        """Nothing: the renderer sets a font for every drawing, whether there is type in it or not."""

    def drawString(self, *_: object, **__: object) -> None:  # ReportLab's name
        """Refused: type in a drawing has no font of the paper's."""
        self.refused.setdefault("sets type with fonts of its own", "Convert its text to outlines.")

    def drawInlineImage(self, *_: object, **__: object) -> tuple[int, int]:  # ReportLab's name
        """Refused: pixels inside a drawing escape the separation."""
        self.refused.setdefault("holds a pixel picture", "Place the picture as a photo of its own, or draw it.")
        return 0, 0

    def _note_opacity(self, opacity: float | None) -> None:
        if opacity is not None and opacity < 1:
            self.refused.setdefault("is see-through in places", "Use flat colours without opacity.")

    def _ink(self, colour: Any, alpha: float | None) -> Cmyk:
        assert isinstance(colour, Color), "svglib gives every colour as a ReportLab colour"
        self._note_opacity(alpha if alpha is not None else colour.alpha)
        if isinstance(colour, CMYKColor):
            return Cmyk(colour.cyan, colour.magenta, colour.yellow, colour.black)
        from layout.images.press_ink import flat_ink  # late: Pillow is wanted by drawings alone, not by every page

        return flat_ink(colour.red, colour.green, colour.blue, self.press)
