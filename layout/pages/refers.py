"""Refers: a strip of pointers to what stands inside, with sections and page numbers looked up."""

from math import ceil

from layout.base.geometry import Area
from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.content.issue import Refer
from layout.design.styles import Align
from layout.desk.plan import PlannedBlock
from layout.lines.line import Line
from layout.pages.case import as_set, place
from layout.pages.display import Kind, Mark, RuleMark, Source, TextMark, TintMark
from layout.pages.head import CAP_LINE
from layout.pages.headline import break_anyhow, break_balanced
from layout.pages.stone import Stone

PADDING = 7.0  # at the strip's ends
BAR_TOP = 9.0  # the tint begins with the bar, so far above the first slot
TEXT_SLOT = 2  # the text begins in the third slot
MOST_LINES = 3
CLEAR = 4.0  # between a section and its page
RULE = 0.5


@dataclass(frozen=True, slots=True)
class ReferLine:
    """One refer, looked up: its section, its page as printed, its texts, of which the first that fits is printed."""

    refer: Refer
    section: str
    page: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one refer stands."""

    x: float
    width: float
    slot: int


def refers_marks(
    stone: Stone, planned: PlannedBlock, refers: tuple[ReferLine, ...], source: Source
) -> tuple[list[Mark], list[Problem]]:
    """The refers side by side; more of them than columns stand in rows. The tint under them is `refers_ground`."""
    grid, ink = stone.grid, stone.case.style("body").colour
    top_slot = planned.top + planned.gap
    marks: list[Mark] = []
    problems: list[Problem] = []
    across = min(len(refers), planned.columns) or 1
    depth = (planned.foot - top_slot) // max(ceil(len(refers) / across), 1)
    for index, refer in enumerate(refers):
        row, column = divmod(index, across)
        at = _place(stone, planned, (column, across), top_slot + row * depth)
        made, found = _refer(stone, refer, at, source)
        inside = [mark for mark in made if mark.text.baseline <= grid.slot_top(at.slot + depth)]
        marks += inside
        problems += found
        if len(inside) < len(made):
            message = f"block {planned.letter} has {depth} lines for the refer to '{refer.refer.slug}'"
            problems.append(stone.error("refer-no-room", message, "Draw it deeper, or with fewer refers.", refer.refer.slug))
        if column and depth > 2:
            x = at.x - grid.gutter / 2
            y0, y1 = grid.slot_top(at.slot) + CAP_LINE * grid.baseline, grid.baseline_of(at.slot + depth - 2)
            marks.append(RuleMark(x, y0, x, y1, RULE, ink, source))
    return marks, problems


def refers_ground(stone: Stone, planned: PlannedBlock, source: Source) -> tuple[Mark, ...]:
    """The strip's tint, from the top of the bar that it hangs from."""
    tint, grid = stone.case.house.tint, stone.grid
    if tint is None:
        return ()
    x, width = grid.column_x(planned.first_column), grid.span_width(planned.columns, planned.first_column)
    top = grid.slot_top(planned.top + planned.gap) - (BAR_TOP if planned.gap else 0.0)
    return (TintMark(Area(x, top, width, grid.baseline_of(planned.foot - 1) - top), tint, source),)


def _place(stone: Stone, planned: PlannedBlock, which: tuple[int, int], slot: int) -> _Place:
    """A refer's place, padded at the strip's ends: whole grid columns where they divide evenly, else equal parts."""
    grid = stone.grid
    column, across = which
    per, over = divmod(planned.columns, across)
    first = planned.first_column + column * per
    x, width = grid.column_x(first), grid.span_width(per, first)
    if over:
        whole = grid.span_width(planned.columns, planned.first_column)
        width = (whole - (across - 1) * grid.gutter) / across
        x = grid.column_x(planned.first_column) + column * (width + grid.gutter)
    if column == 0:
        x, width = x + PADDING, width - PADDING
    if column == across - 1:
        width -= PADDING
    return _Place(x, width, slot)


def _refer(stone: Stone, refer: ReferLine, at: _Place, source: Source) -> tuple[list[TextMark], list[Problem]]:
    grid, case = stone.grid, stone.case
    section, page, text = case.style("refer-section"), case.style("refer-page"), case.style("refer-text")
    problems: list[Problem] = []
    where, _ = case.fitted(case.words.page.replace("{page}", refer.page), page, at.width, Align.RIGHT)
    what, whole = case.fitted(as_set(refer.section, section), section, where.left - CLEAR)
    if not whole:
        message = f"the section '{refer.section}' leaves no room for the page beside it"
        remedy = "Give the refer a shorter section: {story: SLUG, section: ...}."
        problems.append(stone.warning("refer-too-long", message, remedy, refer.refer.slug))
    lines, found = _text(stone, refer, at)
    first = grid.slot_top(at.slot) + CAP_LINE * grid.baseline + case.cap_height(section)
    start = grid.slot_top(at.slot + TEXT_SLOT) + CAP_LINE * grid.baseline + case.cap_height(text)
    marks = [
        place(what, at.x, first, Kind.REFER, ink=section.colour, source=source),
        place(where, at.x, first, Kind.REFER, ink=page.colour, source=source),
    ]
    for index, line in enumerate(lines):
        marks.append(place(line, at.x, start + index * text.leading, Kind.REFER, ink=text.colour, source=source))
    return marks, problems + found


def _text(stone: Stone, refer: ReferLine, at: _Place) -> tuple[tuple[Line, ...], list[Problem]]:
    """The first of the refer's texts that fits; the first lines of the last one, and a problem, where none does."""
    case, style = stone.case, stone.case.style("refer-text")
    for text in refer.texts:
        lines = break_balanced(case, text, style, at.width, MOST_LINES)
        if lines is not None:
            return lines, []
    message = f"the refer to '{refer.refer.slug}' needs more than {MOST_LINES} lines"
    remedy = "Give it a shorter text: {story: SLUG, text: ...}."
    lines = break_anyhow(case, refer.texts[-1], style, at.width)
    return lines[:MOST_LINES], [stone.error("refer-too-long", message, remedy, refer.refer.slug)]
