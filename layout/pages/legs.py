"""Legs as marks: lines at their baselines, the drop cap beside the first ones, the end mark or the jump line after the last."""

from collections.abc import Sequence
from dataclasses import replace

from layout.base.geometry import Area
from layout.design.styles import Align
from layout.lines.line import Line
from layout.pages.case import place
from layout.pages.copy import DROP_CAP_LINES, END_MARK_SIZE, Copy
from layout.pages.display import Kind, LegMark, Mark, SetLine, TextMark, TintMark
from layout.pages.flow import Placed
from layout.pages.parts import Part

END_MARK_CLEAR = 5.0  # after the stop

Entry = tuple[Placed, int]
"""A placed line and its slot."""


def leg_marks(part: Part, leg: int, entries: Sequence[Entry], copy: Copy) -> list[Mark]:
    """One leg, from the first slot of its text to the last."""
    if not entries:
        return []
    place_of, grid, source = part.package.room.legs[leg], part.stone.grid, part.package.source
    lines: list[SetLine] = []
    marks: list[Mark] = []
    item, style, where = -1, copy.styles[0], source
    first, last = entries[0][1], entries[-1][1]
    baselines = grid.baselines(first, last)
    for placed, slot in entries:
        if placed.item != item:  # one Source for all lines of a paragraph
            item, style = placed.item, copy.styles[placed.item]
            where = replace(source, paragraph=copy.paragraphs[item])
        if copy.drop_cap is not None and placed.item == 0 and placed.row_of_item == 0:
            cap = copy.drop_cap
            foot = grid.baseline_of(slot + DROP_CAP_LINES - 1)
            marks.append(TextMark(SetLine(cap.line, place_of.x, foot, cap.style.colour, Kind.DROP_CAP, where)))
        line = placed.line
        if copy.drop_cap is not None and placed.item == 0 and placed.row_of_item == 0:
            line = _led_by(line, copy.drop_cap.lead)
        lines.append(SetLine(line, place_of.x, baselines[slot - first], style.colour, copy.kinds[placed.item], where))
    area = Area(place_of.x, grid.slot_top(first), place_of.measure, (last - first + 1) * grid.baseline)
    return [*marks, LegMark(area, tuple(lines), source)]


def _led_by(line: Line, lead: str) -> Line:
    """The line beside a drop cap, its first word standing for the letter too."""
    first, *rest = line.words
    clusters = (lead + first.clusters[0], *first.clusters[1:])
    return line._replace(words=(first._replace(text=lead + first.text, clusters=clusters), *rest))


def square_mark(part: Part, legs: Sequence[Sequence[Entry]], copy: Copy) -> list[Mark]:
    """The end mark after the very last line."""
    leg = max((index for index, entries in enumerate(legs) if entries), default=None)
    if leg is None:
        return []
    placed, slot = legs[leg][-1]
    place_of = part.package.room.legs[leg]
    after = placed.line.left + placed.line.width + END_MARK_CLEAR
    x = place_of.x + min(after, place_of.measure - END_MARK_SIZE)
    baseline = part.stone.grid.baseline_of(slot)
    area = Area(x, baseline - END_MARK_SIZE, END_MARK_SIZE, END_MARK_SIZE)
    return [TintMark(area, copy.styles[placed.item].colour, part.package.source)]


def jump_leg(part: Part) -> int | None:
    """The leg whose last slot the jump line takes: the last one with any room; None where there is none, or no jump."""
    legs = part.package.room.legs
    return next((index for index in reversed(range(len(legs))) if legs[index].free), None) if part.jump_to else None


def jump_line(part: Part, leg_index: int) -> Mark:
    """ "Continued on page 3", flush right in the last slot of a leg."""
    case, leg = part.stone.case, part.package.room.legs[leg_index]
    style = case.style("jump-line")
    text = case.words.jump_to.replace("{page}", part.jump_to)
    line, _ = case.fitted(text, style, leg.measure, Align.RIGHT)
    baseline = part.stone.grid.baseline_of(leg.free[-1][1] - 1)
    return place(line, leg.x, baseline, Kind.JUMP_LINE, ink=style.colour, source=part.package.source)
