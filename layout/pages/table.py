"""Tables in agate: tabular figures, three lines to two of the grid's, white every fifth row, aligned on the point."""

import csv
from dataclasses import dataclass
from pathlib import Path

from layout.design.styles import Align, TextStyle
from layout.pages.case import Case, place
from layout.pages.display import Kind, Mark, RuleMark, Source
from layout.pages.head import CAP_LINE
from layout.pages.stone import Stone

HEAD_RULE = 0.25
GROUP = 5  # rows between two white ones
COLUMN_CLEAR = 4.0  # between two columns of figures
MOST_ROWS = 400
MOST_BYTES = 1_000_000


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


def table_slots(stone: Stone, copy: TableCopy) -> int:
    """The table's depth in whole slots."""
    style = stone.case.style("table")
    return -(-int(_depth(copy, style) + 0.5) // int(stone.grid.baseline)) if copy.rows else 0


def table_marks(stone: Stone, copy: TableCopy, at: tuple[float, float, int], source: Source) -> tuple[list[Mark], int]:
    """The table at left edge, width and first slot; returns its marks and the slot after it."""
    x, width, slot = at
    case, grid = stone.case, stone.grid
    style, head_style = case.style("table"), case.style("table-head")
    places = _columns(case, copy, style, x, width)
    baseline = grid.slot_top(slot) + CAP_LINE * grid.baseline + case.cap_height(head_style)
    marks: list[Mark] = []
    for number, row in enumerate(copy.rows):
        this = head_style if number == 0 else style
        for cell, (left, room, align) in zip(row, places, strict=False):
            if cell:
                line = case.line(cell, this, room, align)
                marks.append(place(line, left, baseline, Kind.TABLE, ink=this.colour, source=source))
        if number == 0:
            y = baseline + style.leading / 2 - HEAD_RULE
            marks.append(RuleMark(x, y, x + width, y, HEAD_RULE, this.colour, source))
            baseline += style.leading / 2
        elif number % GROUP == 0:
            baseline += style.leading / 2
        baseline += style.leading
    used = baseline - style.leading - grid.slot_top(slot)
    return marks, slot + int(used / grid.baseline) + 1


def _depth(copy: TableCopy, style: TextStyle) -> float:
    rows = len(copy.rows)
    return (rows + 0.5 + (rows - 1) // GROUP / 2) * style.leading


def _columns(case: Case, copy: TableCopy, style: TextStyle, x: float, width: float) -> list[tuple[float, float, Align]]:
    """Left edge, width and alignment of each column: words range left and take what is over, figures range right."""
    count = max(len(row) for row in copy.rows)
    cells = [[row[column] if column < len(row) else "" for row in copy.rows] for column in range(count)]
    figures = [all(_is_figure(cell) for cell in column[1:] if cell) and any(column[1:]) for column in cells]
    widths = [max((case.line(cell, style, width).width for cell in column if cell), default=0.0) + 0.5 for column in cells]
    clear = COLUMN_CLEAR * (count - 1)
    spare = width - sum(widths) - clear
    texts = [index for index, is_figure in enumerate(figures) if not is_figure] or [0]
    if spare < 0:
        widths[texts[0]] = max(widths[texts[0]] + spare, 10.0)
    else:
        each = spare / count
        widths = [each_width + each for each_width in widths]
    places = []
    left = x
    for column_width, is_figure in zip(widths, figures, strict=True):
        places.append((left, column_width, Align.RIGHT if is_figure else Align.LEFT))
        left += column_width + COLUMN_CLEAR
    return places


def _is_figure(cell: str) -> bool:
    return cell.lstrip("+-−–").replace(".", "").replace(",", "").replace(":", "").replace("%", "").isdigit()
