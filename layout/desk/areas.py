"""The dummy as areas: letters become extents in columns and slots.

In: the drawn rows (or the `at:` areas) and the page's grid. Out: for each letter one extent a column, and its gap.
Refuses: rows of the wrong width, split letters, shapes that are neither rectangle nor L, T or U, areas that overlap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from layout.base.problems import InFile, Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import Block, Continuation, Dummy, GridArea, PagePlan, StoryPiece
from layout.design.grid import Grid
from layout.desk.plan import Extent

WHITE = "."
_MOST_ARMS = 3  # a T or a U: two wings and what lies between them


@dataclass(frozen=True, slots=True)
class Run:
    """The rows that a letter takes in one column: from `first` up to, not including, `after`; all counted from 0."""

    column: int
    first: int
    after: int


Shape = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """What a letter owns on the page: one extent a column from left to right, and the gap at its top, in slots."""

    extents: tuple[Extent, ...]
    gap: int


def drawn_shapes(dummy: Dummy, columns: int) -> tuple[dict[str, Shape], list[Problem]]:
    """Each letter's runs, left to right; letters that are split are left out."""
    rows = [(row, row_place(dummy, index), index) for index, row in enumerate(dummy.rows) if len(row) != columns]
    problems = [
        _error(
            "dummy-width",
            f"row {index + 1} of the dummy is {len(row)} characters wide, but the page has {columns} columns",
            "Draw one character a column: a letter, or '.' for white.",
            place,
        )
        for row, place, index in {(row, place): (row, place, index) for row, place, index in reversed(rows)}.values()
    ]
    if problems or not dummy.rows:
        return {}, problems
    shapes: dict[str, Shape] = {}
    for letter in sorted({letter for row in dummy.rows for letter in row} - {WHITE}):
        shape = _shape_of(letter, dummy.rows)
        if shape is None:
            first_row = next(index for index, row in enumerate(dummy.rows) if letter in row)
            problems.append(
                _error(
                    "letter-split",
                    f"the letter {letter} is drawn in more than one part",
                    "Give each part a letter of its own; the columns of one letter must touch.",
                    row_place(dummy, first_row),
                )
            )
        else:
            shapes[letter] = shape
    return shapes, problems


def given_shapes(page: PagePlan, columns: int) -> tuple[dict[str, Shape], list[Problem]]:
    """The same from a page's `at:` areas."""
    rows = page.rows or 0
    shapes: dict[str, Shape] = {}
    problems: list[Problem] = []
    blocks = {block.letter: block for block in page.blocks}
    for letter, area in page.at.items():
        where = blocks[letter].marks.get("at", blocks[letter].where) if letter in blocks else page.where
        if not (1 <= area.first_column <= area.last_column <= columns and 1 <= area.first_row <= area.last_row <= rows):
            problems.append(
                _error(
                    "area-off-page",
                    f"block {letter} stands at {_as_written(area)}, but the page has {columns} columns and {rows} rows",
                    "Count columns and rows from 1; both ends are included.",
                    where,
                )
            )
            continue
        shape = tuple(Run(column, area.first_row - 1, area.last_row) for column in range(area.first_column - 1, area.last_column))
        other = next((name for name, taken in shapes.items() if _overlap(shape, taken)), None)
        if other is not None:
            problems.append(
                _error("area-overlap", f"blocks {other} and {letter} overlap", "Move one of them: one cell, one block.", where)
            )
        else:
            shapes[letter] = shape
    return shapes, problems


def check_shape(block: Block, shape: Shape, where: InFile) -> list[Problem]:
    """Anything may be a rectangle; stories may be doglegs too."""
    if len({(run.first, run.after) for run in shape}) == 1:
        return []
    if not isinstance(block.what, StoryPiece | Continuation):
        return [
            _error(
                "letter-not-rectangle",
                f"block {block.letter} is not a rectangle; only a story may be a dogleg",
                "Draw it as a rectangle.",
                where,
            )
        ]
    arms = [key for key, _ in groupby((run.first, run.after) for run in shape)]
    level = len({first for first, _ in arms}) == 1 or len({after for _, after in arms}) == 1
    if level and len(arms) <= _MOST_ARMS:
        return []
    return [
        _error(
            "letter-not-dogleg",
            f"block {block.letter} is neither a rectangle nor an L, T or U",
            "Let all its columns begin on one row or end on one row, in three steps at most.",
            where,
        )
    ]


def row_edges(rows: int, first_slot: int, slots: int) -> tuple[int, ...]:
    """The slot on which each row begins, and the one after the last: equal rows, the first ones taking what is over."""
    depth, over = divmod(slots - first_slot, rows)
    edges = [first_slot]
    for row in range(rows):
        edges.append(edges[-1] + depth + (1 if row < over else 0))
    return tuple(edges)


def as_area(shape: Shape, edges: Sequence[int], between: int) -> Area:
    """A shape in slots. Text of every column may begin at its extent's top plus the gap.

    In the top row furniture is above, and there is no gap. A dogleg's column that begins lower down lies under another block:
    where the block itself has no gap, that column's extent begins lower by it.
    """
    top = min(run.first for run in shape)
    gap = between if top > 0 else 0
    extents = tuple(
        Extent(run.column, edges[run.first] + (between - gap if run.first > top else 0), edges[run.after]) for run in shape
    )
    return Area(extents, gap)


def row_place(dummy: Dummy, row: int) -> InFile:
    """Where a row of the dummy is drawn."""
    return replace(dummy.where, line=dummy.lines[row]) if row < len(dummy.lines) else dummy.where


def spread_grid(grid: Grid) -> Grid:
    """Both facing pages as one grid: the fold takes both inner margins."""
    sheet = grid.sheet
    return replace(
        grid,
        sheet=replace(sheet, width=2 * sheet.width),
        columns=2 * grid.columns,
        fold_after=grid.columns,
        fold_gap=sheet.right + sheet.left,
    )


def _shape_of(letter: str, rows: Sequence[str]) -> Shape | None:
    """The letter's runs, or None where it is split."""
    cells: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        for column, drawn in enumerate(row):
            if drawn == letter:
                cells.setdefault(column, []).append(index)
    shape = tuple(Run(column, cells[column][0], cells[column][-1] + 1) for column in sorted(cells))
    if any(run.after - run.first != len(cells[run.column]) for run in shape):
        return None
    touching = all(
        right.column == left.column + 1 and right.first < left.after and left.first < right.after
        for left, right in pairwise(shape)
    )
    return shape if touching else None


def _overlap(one: Shape, other: Shape) -> bool:
    taken: Mapping[int, Run] = {run.column: run for run in other}
    return any(run.column in taken and run.first < taken[run.column].after and taken[run.column].first < run.after for run in one)


def _as_written(area: GridArea) -> str:
    return f"{area.first_column}-{area.last_column} x {area.first_row}-{area.last_row}"


def _error(code: str, message: str, remedy: str, where: InFile) -> Problem:
    return Problem(code, Severity.ERROR, message, remedy, where)
