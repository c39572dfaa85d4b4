"""A table in its block: its title on the grid, its rows in agate, and what the desk is told where they do not fit."""

from layout.base.problems import OnPage, Problem, Severity
from layout.content.issue import Table
from layout.desk.plan import PlannedBlock
from layout.pages.case import place
from layout.pages.display import HoleMark, Kind, Mark
from layout.pages.made import Made
from layout.pages.outcome import BlockOutcome
from layout.pages.package import Package, block_area
from layout.pages.stone import Stone
from layout.pages.table import TableCopy, read_table, table_marks

TABLE_AIR = 1  # line that a table may leave empty: its own lines are no multiple of the grid's


def make_table(stone: Stone, package: Package, room: tuple[int, int]) -> Made:
    """The table between two slots of its package, the second not counted."""
    planned = package.planned
    what = planned.block.what
    assert isinstance(what, Table), "a table"
    copy = read_table(what.file)
    if isinstance(copy, str):
        area = block_area(stone, planned)
        hole = (HoleMark(area, f"no table: {what.file.name}", package.source),) if area.height > 0 else ()
        where = planned.block.marks.get("table", planned.block.where)
        problem = Problem("table-broken", Severity.ERROR, f"{what.file.name}: {copy}", "Give a CSV or TSV file in UTF-8.", where)
        outcome = BlockOutcome(stone.page, planned.letter, "", 0)
        return Made(planned.letter, outcome, package.ground, hole, problems=(problem,))
    title, problems = _title(stone, package, what.title, room)
    problems += _ragged(stone, planned, copy)
    slot, end = room[0] + len(title), room[1]
    rows, foot, fits = table_marks(stone, copy, (package.room.x, package.room.width, slot, end), package.source)
    if not fits:
        text = f"block {planned.letter}: the table is wider than its place; cells were cut"
        problems.append(stone.error("table-wide", text, "Draw the block wider, or take columns out of the table."))
    outcome = _outcome(stone, package, copy, foot - end)
    problems += _fit_problems(stone, package, outcome)
    marks = (*package.marks, *title, *rows)
    told = (*package.problems, *problems)
    return Made(planned.letter, outcome, package.ground, marks, barred=bool(planned.block.label), problems=told)


def _ragged(stone: Stone, planned: PlannedBlock, copy: TableCopy) -> list[Problem]:
    """The first row that has not as many cells as the head: its figures would stand under the wrong words."""
    cells = len(copy.rows[0])
    row = next((number for number, row in enumerate(copy.rows, start=1) if len(row) != cells), 0)
    if not row:
        return []
    text = f"block {planned.letter}: row {row} of the table has {len(copy.rows[row - 1])} cells, but its head has {cells}"
    return [stone.warning("table-ragged", text, "Give each row a cell for each column; an empty one is a comma or a tab.")]


def _title(stone: Stone, package: Package, text: str, room: tuple[int, int]) -> tuple[list[Mark], list[Problem]]:
    """The title, if there is one and a slot for it."""
    if not text or room[0] >= room[1]:
        return [], []
    style = stone.case.style("table-title")
    line, whole = stone.case.fitted(text, style, package.room.width)
    baseline = stone.grid.baseline_of(room[0])
    mark = place(line, package.room.x, baseline, Kind.TABLE, ink=style.colour, source=package.source)
    if whole:
        return [mark], []
    message = f"block {package.planned.letter}: the table's title is too long for its line and was cut"
    return [mark], [stone.error("title-too-long", message, "Shorten it.")]


def _outcome(stone: Stone, package: Package, copy: TableCopy, beyond: int) -> BlockOutcome:
    """How it came out; `beyond` is by how many slots the table passes its place."""
    over, short = max(beyond, 0), max(-beyond, 0)
    short = short if short > TABLE_AIR else 0
    return BlockOutcome(stone.page, package.planned.letter, "", len(copy.rows), over, lines_short=short)


def _fit_problems(stone: Stone, package: Package, outcome: BlockOutcome) -> list[Problem]:
    where = OnPage(stone.page, block_area(stone, package.planned))
    if outcome.lines_over:
        text = f"block {outcome.block}: the table is {outcome.lines_over} lines deeper than its place"
        remedy = "Draw the block deeper or wider, or take rows out of the table."
        return [Problem("overset", Severity.ERROR, text, remedy, where)]
    if outcome.lines_short:
        text = f"block {outcome.block}: the table leaves {outcome.lines_short} lines empty"
        return [Problem("short", Severity.WARNING, text, "Draw the block smaller, or give the table more rows.", where)]
    return []
