"""A story's head: label, kicker, headline and deck over its legs, in whole slots.

All of it floats inside and is rounded up once, at its end, so that the text below starts on the page's grid.
"""

from dataclasses import replace
from math import ceil

from layout.base.colour import Ink
from layout.base.geometry import Area
from layout.base.values import dataclass
from layout.design.grid import Grid
from layout.design.styles import TextStyle
from layout.lines.line import Line
from layout.pages.case import Case, as_set, at_rung, place, rung_for, rungs_of
from layout.pages.display import Kind, Mark, Source, TintMark
from layout.pages.fold import before_fold
from layout.pages.headline import SIDE_BEARING, Give, SetHeadline, break_anyhow, break_balanced, set_headline

CAP_LINE = 2.0 / 10.5  # of a slot, from its top: where a capital of body stands, and every head's and picture's top
KICKER_DROP = 15.75  # from a kicker's capitals down to the headline's
LABEL_DROP = 21.0  # likewise from a standing head's
DESCENT = 0.25  # em of room under a headline's last baseline
UNDER_HEAD = 2.75  # and this much below that, before rounding up to whole slots
UNDER_DECK = 7.5  # white under a deck's last baseline, at least
MOST_DECK_LINES = 12  # of a deck that runs long, while its lines can be made even
LABEL_CLEAR = 12.0  # between a label and the marker of a jump on its line
PANEL_PADDING = 5.0  # beside a kicker reversed out of a panel
ACCENT, PANEL_UNDER = 0.3, 0.22  # em of the panel over its capitals (the dots of an umlaut stand 0.2 em high) and under them
UNDER_DESCENDERS = 4.0  # points between a large headline's descenders and what stands under it
LEAST_WHITE = 14.0  # between a headline's last baseline and the capitals of its deck, or a picture's top


@dataclass(frozen=True, slots=True)
class HeadCopy:
    """What stands above a story's text; empty where nothing does. Where there is a label, no kicker is printed.

    `size` is the rung asked for, from 1; None: by the width; `rungs` goes so many further down from there, negative: up.
    `choice` is the headline to take, from 0; None: as it reads best, on up to `give` rungs further down.
    `marker` says where a story began; it stands on the label's line, or in the kicker's place.
    """

    headlines: tuple[str, ...]
    label: str = ""
    kicker: str = ""
    deck: str = ""
    size: int | None = None
    headline_role: str = "headline"
    choice: int | None = None
    marker: str = ""
    rungs: int = 0
    give: int = 0


@dataclass(frozen=True, slots=True)
class AskedHead:
    """A headline as it was asked for: texts, style with its ladder, width, rung, and by how many rungs it may give."""

    texts: tuple[str, ...]
    style: TextStyle
    width: float
    rung: int
    give: Give


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """Where a head stands: left edge, width, how many grid columns that is, and the slot it begins in."""

    x: float
    width: float
    columns: int
    slot: int
    before_picture: bool = False


@dataclass(frozen=True, slots=True)
class SetHead:
    """A set head: its marks, its depth in slots, and the headline as it was chosen (None for none).

    `long`: what runs longer than it may, as `deck`; `cut`: what of that could not even be printed whole.
    """

    marks: tuple[Mark, ...]
    slots: int
    headline: SetHeadline | None
    long: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    asked: AskedHead | None = None


def set_head(case: Case, grid: Grid, copy: HeadCopy, at: HeadPlace, source: Source) -> SetHead:
    """Label or kicker, headline, deck: one under another from the cap line of the first slot."""
    cap_line = grid.slot_top(at.slot) + CAP_LINE * grid.baseline
    marks, offset, cut = _over_headline(case, copy, (at.x, cap_line, before_fold(grid, at.x, at.width)), source)
    headline = asked = None
    slots = ceil(offset / grid.baseline)
    if any(text.strip() for text in copy.headlines):
        asked = asked_head(case, copy, at)
        headline = _headline(case, copy, asked)
        marks += _headline_marks(case, headline, at.x, cap_line + offset, source)
        slots = head_slots(case, headline, offset, grid.baseline)
    if headline is not None and (copy.deck.strip() or at.before_picture):
        slots += _white_under(case, headline, offset, slots * grid.baseline) < _least_white(headline)
    if not copy.deck.strip():
        return SetHead(tuple(marks), slots, headline, cut=tuple(cut), asked=asked)
    deck_marks, deck_slots, fits = _deck(case, grid, copy.deck, replace(at, slot=at.slot + slots), source)
    return SetHead((*marks, *deck_marks), slots + deck_slots, headline, () if fits else ("deck",), tuple(cut), asked)


def _over_headline(
    case: Case, copy: HeadCopy, at: tuple[float, float, float], source: Source
) -> tuple[list[Mark], float, list[str]]:
    """Label, kicker or marker; how far down they move the headline; which of them were cut. `at` as for `set_small`.

    A marker stands at the label's right, in a leg too narrow for both below it, and without a label in the kicker's place.
    """
    x, cap_top, width = at
    role, small = ("label", copy.label) if copy.label else ("kicker", copy.marker or copy.kicker)
    if not small:
        return [], 0.0, []
    marks, whole = set_small(case, small, role, at, source)
    cut = [] if whole else [role]
    if not copy.label or not copy.marker:
        return marks, LABEL_DROP if copy.label else KICKER_DROP, cut
    marker = _small_width(case, copy.marker, "kicker")
    if _small_width(case, copy.label, "label") + LABEL_CLEAR + marker <= width:
        beside, _ = set_small(case, copy.marker, "kicker", (x + width - marker, cap_top, marker), source)
        return [*marks, *beside], LABEL_DROP, cut
    below, whole = set_small(case, copy.marker, "kicker", (x, cap_top + KICKER_DROP, width), source)
    return [*marks, *below], 2 * KICKER_DROP, cut if whole else [*cut, "kicker"]


def _small_width(case: Case, text: str, role: str) -> float:
    """How wide a label or kicker is, its panel counted in."""
    style = case.style(role)
    bare = case.line(as_set(text, style), style, 0.0).width
    return bare + (2 * PANEL_PADDING if style.panel is not None else 0.0)


def _white_under(case: Case, headline: SetHeadline, offset: float, depth: float) -> float:
    """From a headline's last baseline to the cap line of the slot after a head of that depth."""
    style = headline.style
    return depth - offset - case.cap_height(style) - (max(len(headline.lines), 1) - 1) * style.leading


def _least_white(headline: SetHeadline) -> float:
    """Under a headline's last baseline: its descenders stand clear of what comes next."""
    return max(LEAST_WHITE, DESCENT * headline.style.size + UNDER_DESCENDERS)


def head_slots(case: Case, headline: SetHeadline, offset: float, baseline: float) -> int:
    """The depth of a headline with `offset` points of kicker or label above it, in whole slots."""
    style = headline.style
    lines = max(len(headline.lines), 1)
    depth = offset + case.cap_height(style) + (lines - 1) * style.leading + DESCENT * style.size + UNDER_HEAD
    return ceil(depth / baseline - 1e-6)


def set_small(case: Case, text: str, role: str, at: tuple[float, float, float], source: Source) -> tuple[list[Mark], bool]:
    """A label or kicker on one line, and whether it holds all of it. `at`: left edge, the capitals' top, width.

    Reversed where its style has a panel.
    """
    x, cap_top, width = at
    style = case.style(role)
    line, whole = case.fitted(as_set(text, style), style, width - (2 * PANEL_PADDING if style.panel is not None else 0.0))
    kind = Kind.LABEL if role == "label" else Kind.KICKER
    baseline = cap_top + case.cap_height(style)
    if style.panel is None:
        return [place(line, x, baseline, kind, ink=style.colour, source=source)], whole
    top = cap_top - ACCENT * style.size
    panel = Area(x, top, line.width + 2 * PANEL_PADDING, baseline + PANEL_UNDER * style.size - top)
    reversed_line = place(line, x + PANEL_PADDING, baseline, kind, ink=style.colour, source=source)
    return [TintMark(panel, style.panel, source), reversed_line], whole


def panel_rise(case: Case, grid: Grid) -> float:
    """By how much a kicker's panel rises over the top of its slot; 0 for a kicker without one."""
    style = case.style("kicker")
    return max(ACCENT * style.size - CAP_LINE * grid.baseline, 0.0) if style.panel is not None else 0.0


def asked_head(case: Case, copy: HeadCopy, at: HeadPlace) -> AskedHead:
    """The headline that a head asks for at its place."""
    style = case.style(copy.headline_role)
    rungs = rungs_of(style)
    asked = min(copy.size, len(rungs)) - 1 if copy.size is not None else rung_for(style, at.columns)
    return AskedHead(copy.headlines, style, at.width, asked, Give(copy.give))


def _headline(case: Case, copy: HeadCopy, asked: AskedHead) -> SetHeadline:
    rung = min(max(asked.rung + copy.rungs, 0), len(rungs_of(asked.style)) - 1)
    texts = asked.texts if copy.choice is None else (asked.texts[copy.choice],)
    chosen = set_headline(case, texts, asked.style, asked.width, rung, Give(0) if copy.rungs else asked.give)
    return replace(chosen, choice=chosen.choice if copy.choice is None else copy.choice, asked_rung=asked.rung)


def _headline_marks(case: Case, headline: SetHeadline, x: float, cap_top: float, source: Source) -> list[Mark]:
    style = headline.style
    first = cap_top + case.cap_height(style)
    left = x - SIDE_BEARING * style.size
    return [
        place(line, left, first + index * style.leading, Kind.HEADLINE, ink=style.colour, source=source)
        for index, line in enumerate(headline.lines)
    ]


def _deck(case: Case, grid: Grid, text: str, at: HeadPlace, source: Source) -> tuple[list[Mark], int, bool]:
    ladder = case.style("deck")
    columns = min(at.columns, ladder.max_columns or at.columns)
    whole = before_fold(grid, at.x, at.width)
    width = min(at.width * columns / at.columns, whole)
    for rung in rungs_of(ladder)[rung_for(ladder, at.columns) :]:
        style = at_rung(ladder, rung)
        lines = break_balanced(case, text, style, width, ladder.max_lines)
        if lines is not None:
            break
    fits = lines is not None
    if lines is None:
        lines = break_balanced(case, text, style, whole, MOST_DECK_LINES) or break_anyhow(case, text, style, whole)
    first = grid.slot_top(at.slot) + CAP_LINE * grid.baseline + case.cap_height(style)
    marks = _lines_down(lines, (at.x, first, style.leading), Kind.DECK, style.colour, source)
    depth = case.cap_height(style) + (len(lines) - 1) * style.leading  # from the cap line to the last baseline
    slots = ceil((CAP_LINE * grid.baseline + depth + UNDER_DECK) / grid.baseline)
    if at.before_picture:  # a picture is dark at once, where text begins under its capitals
        slots += slots * grid.baseline - depth < LEAST_WHITE
    return marks, slots, fits


def _lines_down(lines: tuple[Line, ...], at: tuple[float, float, float], kind: Kind, ink: Ink, source: Source) -> list[Mark]:
    x, first, leading = at
    return [place(line, x, first + index * leading, kind, ink=ink, source=source) for index, line in enumerate(lines)]
