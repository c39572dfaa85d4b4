"""The form of the pack's sheets: paper, margins, type, running heads and feet. Every part is drawn on it.

In: the dossier, the paper's size. Out: sheets to draw on, and in the end all of them as one PDF. Lengths in points, y down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from layout.base.colour import BLACK
from layout.base.geometry import Area
from layout.base.units import mm
from layout.base.values import dataclass
from layout.design.styles import Caps, FontSpec, TextStyle
from layout.lines.line import Line
from layout.pdf.bookmarks import Bookmark
from layout.pdf.desk_sheet import RED, DeskSheet
from layout.pdf.desk_type import DeskType
from layout.pdf.document import PdfInfo, bind
from layout.proof.pack.dossier import HASH, Dossier, PackPage

SIDE, TOP, FOOT = mm(14), mm(12), mm(12)  # laser printers leave 4 to 6 mm white; a binder's holes take 12
HEAD, FEET = 32.0, 22.0  # what the running head and foot take of the live area
GUTTER = 12.0
BAR, THIN, HAIR = 2.0, 0.5, 0.25  # the paper's own weights of rules


class PaperSize(StrEnum):
    """What lies in the desk's printer. ISO 216."""

    A4 = "A4"
    A3 = "A3"


class Part(StrEnum):
    """The parts of the pack, in their order."""

    BUDGET = "Budget"
    THUMBNAILS = "Thumbnails"
    GALLEYS = "Galleys"
    PAGES = "Page proofs"
    CHECKLIST = "Checklist"


_SIZES = {PaperSize.A4: (mm(210), mm(297)), PaperSize.A3: (mm(297), mm(420))}
_SCALES = {PaperSize.A4: 1.0, PaperSize.A3: 1.2}  # A3 hangs on the wall, and is read from a step away


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet's size and the scale of its type. `turned`: it lies on its side."""

    size: PaperSize
    turned: bool = False

    @property
    def width(self) -> float:
        """Of the sheet."""
        return _SIZES[self.size][1 if self.turned else 0]

    @property
    def height(self) -> float:
        """Of the sheet."""
        return _SIZES[self.size][0 if self.turned else 1]

    @property
    def scale(self) -> float:
        """Of all type and all distances between lines."""
        return _SCALES[self.size]

    @property
    def left(self) -> float:
        """The live area's left edge."""
        return SIDE

    @property
    def right(self) -> float:
        """The live area's right edge."""
        return self.width - SIDE

    @property
    def live(self) -> float:
        """The live area's width."""
        return self.right - self.left

    @property
    def top(self) -> float:
        """Under the running head."""
        return TOP + HEAD * self.scale

    @property
    def bottom(self) -> float:
        """Over the running foot."""
        return self.height - FOOT - FEET * self.scale

    def column(self, at: int, count: int, gutter: float = GUTTER) -> tuple[float, float]:
        """Left edge and width of one of `count` columns, `at` from 0."""
        width = (self.live - gutter * (count - 1)) / count
        return self.left + at * (width + gutter), width


class Leaf:
    """A sheet with its form, and how far down it is filled."""

    def __init__(self, form: Form, part: Part) -> None:
        self.form = form
        self.part = part
        self.draw = DeskSheet(form.width, form.height)
        self.y = form.top

    def has(self, depth: float) -> bool:
        """Whether so much is left of it."""
        return self.y + depth <= self.form.bottom


class Desk:
    """The pack while it is drawn: its sheets so far, its type."""

    def __init__(self, dossier: Dossier, size: PaperSize, type_: DeskType) -> None:
        self.dossier = dossier
        self.size = size
        self.type = type_
        self.leaves: list[Leaf] = []
        self.marks: list[tuple[Part, int, list[tuple[str, int]]]] = []

    def part(self, part: Part) -> None:
        """From here on sheets belong to that part."""
        self.marks.append((part, len(self.leaves), []))

    def mark(self, title: str) -> None:
        """A bookmark in the present part, to the sheet that was begun last."""
        self.marks[-1][2].append((title, len(self.leaves) - 1))

    def leaf(self, what: str = "", turned: bool = False) -> Leaf:
        """A new sheet of the present part; `what`: what stands on it, for its head."""
        form = Form(self.size, turned)
        leaf = Leaf(form, self.marks[-1][0])
        self.leaves.append(leaf)
        draw, scale = leaf.draw, form.scale
        draw.rule((form.left, TOP + BAR / 2), (form.right, TOP + BAR / 2), BAR)
        base = TOP + 14 * scale
        right = self.type.fitted(f"{leaf.part}: {what}" if what else leaf.part.value, sans(8.5 * scale, 700), form.live * 0.45)
        draw.type_right(right, form.right, base)
        room = form.live - right.width - GUTTER
        title = self.type.fitted(self.type.read(self.dossier.title), serif(10.5 * scale, 600), room)
        draw.type(title, form.left, base)
        room -= title.width + 8 * scale
        if room > 40:
            day = self.shortest([self.type.read(each) for each in self.dossier.days], sans(8 * scale), room)
            draw.type(day, form.left + title.width + 8 * scale, base)
        draw.rule((form.left, TOP + 20 * scale), (form.right, TOP + 20 * scale), THIN)
        return leaf

    def width(self, text: str, style: TextStyle) -> float:
        """Of a text on one line."""
        return self.type.line(text, style).width

    def largest(self, text: str, styles: Iterable[TextStyle], width: float) -> Line:
        """The text in the first style in which it fits; in the last one cut, if it must be."""
        line = self.type.line("", sans(1.0))
        for style in styles:
            line = self.type.fitted(text, style, width)
            if self.width(text, style) <= width:
                break
        return line

    def shortest(self, texts: Iterable[str], style: TextStyle, width: float) -> Line:
        """The first of the texts that fits, each shorter than the one before; the last one cut, if it must be."""
        line = self.type.line("", style)
        for text in texts:
            line = self.type.line(text, style)
            if line.width <= width:
                return line
            line = self.type.fitted(text, style, width)
        return line

    def bound(self, info: PdfInfo) -> bytes:
        """All sheets with their feet, as one PDF with bookmarks."""
        for at, leaf in enumerate(self.leaves, start=1):
            self._foot(leaf, at)
        bookmarks = [Bookmark(part.value, sheet, tuple(under)) for part, sheet, under in self.marks if sheet < len(self.leaves)]
        return bind([leaf.draw.painted() for leaf in self.leaves], info, bookmarks=bookmarks)

    def _foot(self, leaf: Leaf, at: int) -> None:
        form, draw, style = leaf.form, leaf.draw, sans(7.5 * leaf.form.scale)
        base = form.height - FOOT - 2
        draw.rule((form.left, base - 10 * form.scale), (form.right, base - 10 * form.scale), THIN)
        draw.type(self.type.line(f"Made {self.dossier.when}", style), form.left, base)
        draw.type_centred(self.type.line(f"Build {self.dossier.build[:HASH]}", style), form.width / 2, base)
        draw.type_right(self.type.line(f"Sheet {at} of {len(self.leaves)}", sans(7.5 * form.scale, 700)), form.right, base)


def show_page(desk: Desk, leaf: Leaf, page: PackPage, area: Area) -> None:
    """The page in its area, which has its proportions; the parts of a truck that are shown by themselves meet at the fold."""
    width = area.width / len(page.shown)
    for at, part in enumerate(page.shown):
        own = Area(area.x + at * width, area.y, width, area.height)
        if part.drawn is not None:
            leaf.draw.page(part.drawn, own)
            continue
        line = desk.type.fitted("The released file can't be shown", sans(8 * leaf.form.scale), own.width - 4)
        leaf.draw.type_centred(line, own.x + own.width / 2, own.y + own.height / 2)


def put_lines(draw: DeskSheet, lines: Sequence[Line], place: tuple[float, float], leading: float, red: bool = False) -> float:
    """Lines under each other, the first baseline at `place`; the baseline after the last."""
    x, y = place
    for line in lines:
        draw.type(line, x, y, RED if red else BLACK)
        y += leading
    return y


def sans(size: float, weight: int = 400, tracking: float = 0.0) -> TextStyle:
    """Libre Franklin, for all that the desk says itself."""
    return TextStyle(f"sans {size} {weight} {tracking}", FontSpec("Libre Franklin", weight), size, size * 1.25, tracking=tracking)


def serif(size: float, weight: int = 400) -> TextStyle:
    """Source Serif, for the paper's own text; its cut follows the size."""
    return TextStyle(f"serif {size} {weight}", FontSpec("Source Serif 4", weight), size, size * 1.25)


def italic(style: TextStyle) -> TextStyle:
    """The same in italics."""
    return replace(style, name=f"{style.name} italic", font=replace(style.font, italic=True))


def all_caps(style: TextStyle) -> TextStyle:
    """The same in capitals."""
    return replace(style, name=f"{style.name} capitals", caps=Caps.ALL)


def label(scale: float) -> TextStyle:
    """Small capitals-like heads of columns and fields."""
    return all_caps(sans(6.2 * scale, 600, tracking=40))
