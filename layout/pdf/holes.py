"""A marked hole: a frame, a cross and the reason, so that nobody plates it unseen."""

from layout.base.colour import BLACK
from layout.fonts.face import Face
from layout.lines.line import Word
from layout.pages.display import HoleMark, Kind, SetLine
from layout.pdf.canvas import SheetCanvas
from layout.pdf.colour import stroke
from layout.pdf.numbers import numbers
from layout.pdf.plain_type import plain_line, plain_space, plain_words
from layout.pdf.text import paint_lines

SIZE = 7.0
LEADING = 8.5
_INSET = 4.0
_PAPER_ROUND = 1.5  # how far the cross is kept off the reason


def set_reason(hole: HoleMark, small: Face) -> tuple[SetLine, ...]:
    """The hole's reason in small type from its top left corner, broken where the hole's width asks for it."""
    area = hole.area
    blank = plain_space(small, SIZE)
    rows: list[list[Word]] = [[]]
    used = 0.0
    for word in plain_words(hole.why, small, SIZE):
        if rows[-1] and used + word.width > area.width - 2 * _INSET:
            rows.append([])
            used = 0.0
        rows[-1].append(word)
        used += word.width + blank
    most = max(int((area.height - 2 * _INSET) / LEADING), 1)
    lines = [plain_line(row, blank) for row in rows[:most] if row]
    top = area.y + _INSET + SIZE * small.ascender
    place = (hole.source, Kind.LABEL)
    return tuple(SetLine(line, area.x + _INSET, top + LEADING * row, BLACK, place[1], place[0]) for row, line in enumerate(lines))


def paint_hole(hole: HoleMark, reason: tuple[SetLine, ...], canvas: SheetCanvas) -> None:
    """The frame, one point thick inside the hole, both diagonals, and the reason on white."""
    area, boxes = hole.area, canvas.boxes
    left, right = boxes.x(area.x) + 0.5, boxes.x(area.right) - 0.5
    top, bottom = boxes.y(area.y) - 0.5, boxes.y(area.bottom) + 0.5
    frame = numbers(left, bottom, right - left, top - bottom)
    cross = f"{numbers(left, bottom)} m {numbers(right, top)} l {numbers(left, top)} m {numbers(right, bottom)} l"
    canvas.knock_out()
    canvas.paint(f"q\n{stroke(BLACK)} 1 w {frame} re {cross} S\nQ")
    if reason:
        width = max(line.line.width for line in reason) + 2 * _PAPER_ROUND
        height = LEADING * len(reason) + 2 * _PAPER_ROUND
        corner = (boxes.x(area.x) + _INSET - _PAPER_ROUND, boxes.y(area.y) - _INSET + _PAPER_ROUND - height)
        lines = paint_lines(reason, -boxes.x(0.0), boxes.y(0.0), canvas.cast)
        canvas.paint(f"q\n0 0 0 0 k {numbers(*corner, width, height)} re f\n{lines}\nQ")
