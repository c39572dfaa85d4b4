"""Tables in agate: tabular figures, three lines to two of the grid's, white every fifth row, aligned on the point."""

import csv
from itertools import pairwise
from pathlib import Path

from layout.base.geometry import TOLERANCE
from layout.base.values import dataclass
from layout.design.styles import Align, TextStyle
from layout.pages.case import Case, place
from layout.pages.display import Kind, Mark, RuleMark, Source
from layout.pages.head import CAP_LINE
from layout.pages.stone import Stone

HEAD_RULE = 0.5
MOSTLY = 0.6  # of a column's cells are figures: it is ranged right
GROUP = 5  # rows between two white ones
COLUMN_CLEAR = 4.0  # between two columns of figures
WORDS_CLEAR = 13.0  # from a column of figures to words: else the figures are read with the wrong ones
LEAST_WIDTH = 10.0  # of a column of words
MOST_BYTES = 1_000_000

_Column = tuple[float, float, Align, float]
"""Left edge, width, how it is ranged, and in figures the room after the point."""
"""Left edge, width and how its cells are ranged."""


@dataclass(frozen=True, slots=True)
class TableCopy:
    """A table's rows as text; the first is its head."""

    rows: tuple[tuple[str, ...], ...]


def read_table(path: Path) -> TableCopy | str:
    """The rows of a CSV or TSV file in UTF-8; a sentence where it can't be had."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return f"it can't be read: {error.strerror or 'no access'}"
    if len(data) > MOST_BYTES:
        return f"it is larger than {MOST_BYTES // 1000} kB"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "it is not in UTF-8"
    delimiter = "\t" if path.suffix.lower() in (".tsv", ".tab") else ","
    try:
        rows = tuple(tuple(cell.strip() for cell in row) for row in csv.reader(text.splitlines(), delimiter=delimiter) if row)
    except csv.Error as error:
        return f"it is no table: {error}"
    if len(rows) < 2:
        return "it has no rows under its head"
    return TableCopy(rows)


def table_marks(stone: Stone, copy: TableCopy, at: tuple[float, float, int, int], source: Source) -> tuple[list[Mark], int, bool]:
    """The table at left edge, width, first slot and the slot after the last: its marks, the slot that it would end before, and
    whether it is as wide as its place. Rows that go deeper, and what is wider, are left out."""
    x, width, slot, end = at
    case, grid = stone.case, stone.grid
    style, head_style = case.style("table"), case.style("table-head")
    places, fits = _columns(case, copy, x, width)
    foot = grid.slot_top(end)
    baseline = grid.slot_top(slot) + CAP_LINE * grid.baseline + case.cap_height(head_style)
    marks: list[Mark] = []
    for number, row in enumerate(copy.rows):
        this = head_style if number == 0 else style
        if number:
            baseline += style.leading * (1.5 if (number - 1) % GROUP == 0 else 1.0)
        for cell, (left, room, align, after) in zip(row, places, strict=False):
            if cell and baseline <= foot:
                free = after - _after_point(case, cell, style) if number and align is Align.RIGHT else 0.0
                line, whole = case.fitted(_with_minus(cell), this, room - free, align)
                fits = fits and whole
                marks.append(place(line, left, baseline, Kind.TABLE, ink=this.colour, source=source))
        if number == 0 and baseline + style.leading / 2 <= foot:
            y = baseline + style.leading / 2 - HEAD_RULE
            marks.append(RuleMark(x, y, x + width, y, HEAD_RULE, this.colour, source))
    return marks, slot + int((baseline - grid.slot_top(slot)) / grid.baseline) + 1, fits


def _columns(case: Case, copy: TableCopy, x: float, width: float) -> tuple[list[_Column], bool]:
    """The columns, and whether all have room: words range left and give or take what is over, figures range right."""
    count = max(len(row) for row in copy.rows)
    cells = [[row[column] if column < len(row) else "" for row in copy.rows] for column in range(count)]
    figures = [_of_figures(column[1:]) for column in cells]
    style = case.style("table")
    after = [max(_after_point(case, cell, style) for cell in column[1:]) for column in cells]
    widths = [
        _widest(case, column, room if of_figures else 0.0) + 0.5
        for column, room, of_figures in zip(cells, after, figures, strict=True)
    ]
    clears = [WORDS_CLEAR if one and not other else COLUMN_CLEAR for one, other in pairwise(figures)] + [0.0]
    spare = width - sum(widths) - sum(clears)
    texts = [index for index, is_figure in enumerate(figures) if not is_figure] or [0]
    if spare < 0:
        widths[texts[0]] = max(widths[texts[0]] + spare, LEAST_WIDTH)
    else:
        each = spare / count
        widths = [each_width + each for each_width in widths]
    places: list[_Column] = []
    left = x
    for column_width, is_figure, room, clear in zip(widths, figures, after, clears, strict=True):
        if left + column_width > x + width + TOLERANCE:
            return places, False
        places.append((left, column_width, Align.RIGHT if is_figure else Align.LEFT, room))
        left += column_width + clear
    return places, True


def _of_figures(cells: list[str]) -> bool:
    """True for a column of figures; a letter here and there (P for postponed) leaves it one."""
    filled = [cell for cell in cells if cell]
    return sum(map(_is_figure, filled)) >= MOSTLY * len(filled) > 0


def _widest(case: Case, column: list[str], after: float) -> float:
    """The width that a column's cells need, head included, where figures keep `after` points after their units."""
    style, head_style = case.style("table"), case.style("table-head")
    head, *cells = column
    figures = (case.line(cell, style, 500.0).width + max(after - _after_point(case, cell, style), 0.0) for cell in cells)
    return max(case.line(head, head_style, 500.0).width, *figures)


def _after_point(case: Case, cell: str, style: TextStyle) -> float:
    """The width of a figure's point and what follows it; 0 for a whole number and for words."""
    point = max(cell.rfind("."), cell.rfind(","))
    return case.line(cell[point:], style, 100.0).width if point >= 0 and _is_figure(cell) else 0.0


def _with_minus(cell: str) -> str:
    """A figure below nought has a minus, whatever was typed."""
    return "\u2212" + cell[1:] if cell.startswith("-") and _is_figure(cell) else cell


def _is_figure(cell: str) -> bool:
    return cell.lstrip("+-−–").replace(".", "").replace(",", "").replace(":", "").replace("%", "").isdigit()
