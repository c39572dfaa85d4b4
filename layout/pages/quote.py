"""Pull quotes: one leg wide under a short bar, or across two legs between rules; whole slots, the first and the last white."""

from math import ceil

from layout.base.values import dataclass
from layout.design.grid import Grid
from layout.design.styles import TextStyle
from layout.lines.line import Line
from layout.pages.case import Case, place
from layout.pages.display import Kind, Mark, RuleMark, Source
from layout.pages.head import CAP_LINE
from layout.pages.headline import break_balanced

BAR = (28.35, 2.0)  # width and weight of the bar over a quote in one leg
UNDER_BAR = 8.0
HUNG = 3.5  # by how much the opening mark hangs out of a quote in one leg
NAME_DROP = 14.0  # from a quote's last baseline to the name's, at least
RULE_TOP = 10.0  # of a quote across two legs: its upper rule, under its first slot's top
UNDER_RULE = 13.0
NAME_ABOVE_RULE = 6.5


@dataclass(frozen=True, slots=True)
class QuoteCopy:
    """What is quoted and who said it."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class SetQuote:
    """A quote's lines and its depth in slots; `wide` runs across two legs."""

    lines: tuple[Line, ...]
    by: Line | None
    style: TextStyle
    slots: int
    wide: bool


def set_quote(case: Case, grid: Grid, copy: QuoteCopy, width: float, *, wide: bool) -> SetQuote | None:
    """The quote broken evenly for that width; None where it needs more lines than its style has, or its name a wider one."""
    style = case.style("quote-wide" if wide else "quote")
    lines = break_balanced(case, f'"{copy.text}"', style, width, style.max_lines)
    by = case.line(copy.by, case.style("quote-by"), width) if copy.by else None
    if lines is None or (by is not None and by.width > width):
        return None
    last = _first_baseline(case, grid, style, wide=wide) + (len(lines) - 1) * style.leading
    if wide:
        name = last + (NAME_DROP + 3.5 if by is not None else 0.0)
        slots = ceil((name + NAME_ABOVE_RULE - 1.0) / grid.baseline) + 1
    else:
        name_slot = ceil((last + NAME_DROP - grid.drop) / grid.baseline)
        slots = name_slot + 2 if by is not None else ceil((last + style.size / 4) / grid.baseline) + 1
    return SetQuote(lines, by, style, slots, wide)


def quote_marks(case: Case, grid: Grid, quote: SetQuote, at: tuple[float, float, int], source: Source) -> list[Mark]:
    """The quote's marks; `at` is left edge, width and first slot."""
    x, width, slot = at
    top = grid.slot_top(slot)
    marks: list[Mark] = []
    ink = quote.style.colour
    if quote.wide:
        foot = grid.slot_top(slot + quote.slots - 1)
        weight = case.house.rules.cutoff
        black = case.style("body").colour
        marks += [RuleMark(x, y, x + width, y, weight, black, source) for y in (top + RULE_TOP, foot)]
    else:
        y = grid.slot_top(slot + 1) + CAP_LINE * grid.baseline + BAR[1] / 2
        marks.append(RuleMark(x, y, x + BAR[0], y, BAR[1], case.house.colours.get("brand", ink), source))
    first = top + _first_baseline(case, grid, quote.style, wide=quote.wide)
    mark_width = _mark_width(case, quote)
    for index, line in enumerate(quote.lines):
        left = x - HUNG if index == 0 and not quote.wide else x + (mark_width if index and quote.wide else 0.0)
        marks.append(place(line, left, first + index * quote.style.leading, Kind.QUOTE, ink=ink, source=source))
    if quote.by is not None:
        by_ink = case.style("quote-by").colour
        left = x + (mark_width if quote.wide else 0.0)
        baseline = foot - NAME_ABOVE_RULE if quote.wide else grid.baseline_of(slot + quote.slots - 2)
        marks.append(place(quote.by, left, baseline, Kind.QUOTE, ink=by_ink, source=source))
    return marks


def _first_baseline(case: Case, grid: Grid, style: TextStyle, *, wide: bool) -> float:
    """From the quote's first slot's top to its first baseline."""
    cap = case.cap_height(style)
    if wide:
        return RULE_TOP + UNDER_RULE + cap
    return grid.baseline * (1 + CAP_LINE) + BAR[1] + UNDER_BAR + cap


def _mark_width(case: Case, quote: SetQuote) -> float:
    """The width of the opening mark, by which the further lines of a wide quote are set in."""
    return case.line(quote.lines[0].text[:1], quote.style, 100.0).width
