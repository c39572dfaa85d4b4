"""Tables in plain text: columns aligned for a terminal, long cells wrapped in their column."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from layout.base.printable import printable
from layout.base.values import dataclass

GAP = "  "
LEAST = 12  # characters of the lines under a row


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: its cells, and lines that belong under it; both may hold text from anywhere."""

    cells: tuple[str, ...]
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns. `right`: those of figures, ranged right; `under`: the column at whose left edge lines under a row begin.

    `gives`: columns that wrap where the table is too wide, each down to so many characters, the first first.
    """

    heads: tuple[str, ...]
    right: frozenset[int] = frozenset()
    gives: tuple[tuple[int, int], ...] = ()
    under: int = 0


def aligned(columns: Columns, rows: Sequence[Row], width: int) -> str:
    """The table, its heads first; no line wider than `width` characters where its columns can give so much."""
    cells = [columns.heads, *(tuple(printable(cell) for cell in row.cells) for row in rows)]
    widths = _widths(columns, cells, width)
    left = sum(widths[: columns.under]) + len(GAP) * columns.under
    lines = list(_lines(columns, columns.heads, widths))
    for row, shown in zip(rows, cells[1:], strict=True):
        lines += _lines(columns, shown, widths)
        for under in row.under:
            lines += [" " * left + line for line in wrapped(printable(under), max(width - left, LEAST), indent="  ")]
    return "\n".join(lines)


def shown_width(text: str) -> int:
    """How many places of a terminal a text takes: East Asian letters two, accents that stand on others none."""
    return len(text) if text.isascii() else sum(_places(letter) for letter in text)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """The text in lines of at most `width` places, all but the first indented."""
    if shown_width(text) <= width:
        return [text]
    wide = max(shown_width(text) / max(len(text), 1), 1.0)  # textwrap counts letters, not places
    return wrap(text, max(int(width / wide), 1), subsequent_indent=indent) or [""]


def _places(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _widths(columns: Columns, cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Each column as wide as its widest cell, those that give made narrower where the table is too wide."""
    widths = [max(map(shown_width, column)) for column in zip(*cells, strict=True)]
    for index, least in columns.gives:
        beyond = sum(widths) + len(GAP) * (len(widths) - 1) - width
        if beyond > 0:
            widths[index] = max(widths[index] - beyond, min(widths[index], least))
    return widths


def _lines(columns: Columns, cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """A row, over as many lines as its deepest cell has."""
    deep = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*deep, fillvalue=""):
        padded = (
            " " * (width - shown_width(part)) + part if index in columns.right else part + " " * (width - shown_width(part))
            for index, (part, width) in enumerate(zip(parts, widths, strict=True))
        )
        yield GAP.join(padded).rstrip()
