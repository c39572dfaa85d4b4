"""An SVG drawing as operators in flat inks.

In: an SVG file that was found printable. Out: operators that draw it at its own size from the origin up; or why not. svglib turns
the file into a ReportLab drawing; its RGB becomes ink while it is drawn. Small black shapes, as outlined type is, and thin black
lines print over what lies below them, as the paper's own type and rules do.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from math import sqrt
from pathlib import Path
from typing import Any

from reportlab.lib.colors import CMYKColor, Color

from layout.base.colour import Cmyk
from layout.base.held import Held
from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.design.press import BlackOverprint
from layout.images.faults import DECODER_FAULTS, Filed
from layout.images.ink import PressInk
from layout.images.svg import measure_drawing
from layout.pages.mono import grey_of
from layout.pdf.boxes import Boxes
from layout.pdf.canvas import SheetCanvas
from layout.pdf.colour import fill, stroke
from layout.pdf.overprint import is_black, switch
from layout.pdf.text import Cast

_NO_TYPE = Cast({}, {}, frozenset())
_SET_ASIDE = re.compile(r"Can't handle color|Unable to find a clipping|Unsupported shape type|Unable to parse transform")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_SMALL = BlackOverprint()  # at the drawing's own size: how large it is placed, and by which press it prints, is told later
_SHORTEST_DASH = 0.01  # points
_CORNER = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing's operators, its lower left corner at the origin; its own size in points."""

    operators: str
    width: float
    height: float

    @property
    def knocking_out(self) -> str:
        """The operators where nothing is to print over: they switch to no state that the page would have to know."""
        return self.operators.replace(f"{switch(over=True)}\n", "")


def draw_svg(path: Path, press: PressInk, filed: Filed, *, mono: bool = False) -> tuple[Drawn | None, list[Problem]]:
    """The drawing in ink, or in black alone (`mono`); or why it cannot be printed."""
    try:
        measured, problems = measure_drawing(path, filed)
        if measured is None:
            return None, problems
        return _drawn(path, press, filed, mono)
    except FileNotFoundError:
        return None, [filed.missing()]
    except DECODER_FAULTS:
        return None, [filed.broken("the drawing is damaged")]


def _drawn(path: Path, press: PressInk, filed: Filed, mono: bool) -> tuple[Drawn | None, list[Problem]]:
    # Imported late: svglib takes 80 ms to import, and many an issue carries no drawing.
    from reportlab.graphics import renderPDF
    from svglib.svglib import svg2rlg

    with _heard() as said:
        drawing = svg2rlg(str(path))
    if said:
        return None, [filed.refused(*_meaning(text)) for text in dict.fromkeys(said)]
    if drawing is None or drawing.width <= 0 or drawing.height <= 0:
        return None, [filed.broken("it cannot be read as an SVG drawing")]
    canvas = _InkCanvas(press, mono)
    renderPDF.draw(drawing, canvas, 0, 0)
    if canvas.refused:
        return None, [filed.refused(what, remedy) for what, remedy in canvas.refused.items()]
    return Drawn(canvas.operators().decode("latin-1").strip(), drawing.width, drawing.height), []


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What svglib says of things that it sets aside: it draws on without them, and nobody would miss them before the paper."""
    import logging  # late, with svglib: where there is no drawing, nothing is logged

    said: list[str] = []
    thread = threading.get_ident()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread and record.filename == "svglib.py":
                text = record.getMessage()
                said.extend([text] if _SET_ASIDE.match(text) else [])

    log, root, ear = logging.getLogger("svglib.svglib"), logging.getLogger(), Ear(logging.WARNING)
    with _told_to_us():
        log.addHandler(ear)
        root.addHandler(ear)  # one of its messages goes there
        try:
            yield said
        finally:
            root.removeHandler(ear)
            log.removeHandler(ear)


@contextmanager
def _tell_us() -> Iterator[None]:
    """svglib's log says its warnings, and says them to nobody but who listens to it here."""
    import logging

    log = logging.getLogger("svglib.svglib")
    before = log.level, log.propagate
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield
    finally:
        log.setLevel(before[0])
        log.propagate = before[1]


_told_to_us = Held(_tell_us)  # several drawings may be read at once


def _meaning(said: str) -> tuple[str, str]:
    """What svglib said, as people say it, and what to do."""
    _, _, what = said.rpartition(": ")
    if said.startswith("Can't handle color"):
        if what.startswith("url("):
            return "paints with a gradient, a pattern or something that is not there", "Use flat colours."
        return f"has a colour that is not read, '{what[:40]}'", "Write its colours as #rrggbb."
    if "clipping" in said:
        return "is clipped by something that is not a path or a rectangle", "Cut the shapes themselves."
    return "turns or moves something in a way that is not read", "Save it as a plain SVG."


class _InkCanvas(SheetCanvas):
    """A canvas on which every colour becomes ink, and on which nothing can be written or seen through."""

    # ReportLab's own, kept from q to Q
    _currentMatrix: tuple[float, float, float, float, float, float]
    _lineWidth: float
    _fillColorObj: Cmyk | None
    _strokeColorObj: Cmyk | None

    def __init__(self, press: PressInk, mono: bool) -> None:
        super().__init__(Boxes(_CORNER, _CORNER, _CORNER), _NO_TYPE)
        self.press = press
        self.mono = mono
        self.refused: dict[str, str] = {}
        self._fillColorObj = self._strokeColorObj = None

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:  # ReportLab's name
        """Colour for areas."""
        self._fillColorObj = self._ink(aColor, alpha)
        self.paint(fill(self._fillColorObj))

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:  # ReportLab's name
        """Colour for lines."""
        self._strokeColorObj = self._ink(aColor, alpha)
        self.paint(stroke(self._strokeColorObj))

    def setFillAlpha(self, a: float | None) -> None:  # ReportLab's name
        """Refused: see-through areas do not print."""
        self._note_opacity(a)

    def setStrokeAlpha(self, a: float | None) -> None:  # ReportLab's name
        """Refused: see-through lines do not print."""
        self._note_opacity(a)

    def setDash(self, array: Any = (), phase: float = 0) -> None:  # ReportLab's name
        """Dashes; none where they are too short to be written: ISO 32000-2, 8.4.3.6 forbids a pattern of noughts."""
        dashes = array if isinstance(array, list | tuple) else [array]
        super().setDash(list(dashes) if any(dash >= _SHORTEST_DASH for dash in dashes) else [], phase)

    def drawPath(self, aPath: Any, stroke: int = 1, fill: int = 0, fillMode: Any = None) -> None:  # ReportLab's name
        """A shape of lines and curves."""
        numbers = [float(part) for part in _NUMBER.findall(aPath.getCode())]
        sides = [max(line) - min(line) for line in (numbers[::2], numbers[1::2]) if line]
        self._print_over(stroke, fill, min(sides, default=0.0))
        super().drawPath(aPath, stroke=stroke, fill=fill, fillMode=fillMode)

    def rect(self, x: float, y: float, width: float, height: float, stroke: float = 1, fill: float = 0) -> None:  # noqa: PLR0913
        """A rectangle."""
        self._print_over(stroke, fill, min(abs(width), abs(height)))
        super().rect(x, y, width, height, stroke, fill)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line."""
        self._print_over(1, 0, 0.0)
        super().line(x1, y1, x2, y2)

    def ellipse(self, x1: float, y1: float, x2: float, y2: float, stroke: float = 1, fill: float = 0) -> None:  # noqa: PLR0913
        """An ellipse between two corners."""
        self._print_over(stroke, fill, min(abs(x2 - x1), abs(y2 - y1)))
        super().ellipse(x1, y1, x2, y2, stroke, fill)

    def _print_over(self, stroke: float, fill: float, least: float) -> None:
        """Let the next shape print over, if all that is painted of it is black and small; `least` is its shorter side.

        ReportLab's renderer puts each shape between q and Q, so nothing has to be switched back.
        """
        a, b, c, d, _, _ = self._currentMatrix
        scale = sqrt(abs(a * d - b * c))
        over = not fill or (is_black(self._fillColorObj) and least * scale < _SMALL.type)
        over = over and (not stroke or (is_black(self._strokeColorObj) and self._lineWidth * scale < _SMALL.rules))
        if over and (fill or stroke):
            self.paint(switch(over=True))

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
        from layout.images.press_ink import flat_ink, held_flat  # late: Pillow is wanted by drawings alone, not by every page

        if isinstance(colour, CMYKColor):
            ink = held_flat(Cmyk(colour.cyan, colour.magenta, colour.yellow, colour.black), self.press.limit)
        else:
            ink = flat_ink(colour.red, colour.green, colour.blue, self.press)
        return grey_of(ink) if self.mono else ink
