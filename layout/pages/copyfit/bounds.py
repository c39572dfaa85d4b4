"""What a copy could at best come to in a number of rows: lines over, lines short, and the price of its paragraphs' lengths.

Never more than what comes of it in truth, so that whatever looks worse than the best found need not be set.
"""

from math import inf
from typing import NamedTuple

from layout.lines.paragraph import Measures, variants
from layout.pages.chain import Item, ItemKind
from layout.pages.copy import Copy
from layout.pages.copyfit.pulls import FLAW_SHARE
from layout.pages.flow import PUSH_ROWS, Give
from layout.pages.flow_prices import BLANK_COST, DEMERIT_SCALE, VARIANT_COST

UNEVEN_COST = 1_000.0  # legs that do not end level: worth a border or a crop, never a word
DOUBTFUL = 2  # lines by which a paragraph beside a drop cap, or running on into another measure, may be off either way


Score = tuple[int, int, float]
"""How bad a fit is: misfit, of it lines over, and the price of levers and flaws. Less is better; (0, 0, ...) is full."""

WORST: Score = (1_000_000, 1_000_000, inf)
OVER_WEIGHT = 3
"""A line over is as bad as so many lines short: it must be cut tonight. But nobody cuts a head to leave a hole for one line."""
FAULT_WEIGHT = 7
"""A picture cropped too far is as bad as so many lines short; one without room three times as bad: it holds the page."""
SPOILT_WEIGHT = 1_000
WORD_PRICE = 10_000.0
"""Of ways with as many lines over the one with the fewest words over, whatever it pulls: those are what the desk must cut."""


class Bounds(NamedTuple):
    """A copy's fewest and most rows; and what each total of lines costs at the least, the white above crossheads not counted.

    `white` is how much of that there may be.
    """

    least: int
    most: int
    prices: dict[int, float]
    white: int

    def flaws(self, least: int, most: int, legs: int) -> float:
        """The least price of copy that fills `least` to `most` rows to less than a line a leg."""
        best = FLAW_SHARE * BLANK_COST  # with a row pushed empty inside the chain
        for lines, price in self.prices.items():
            if lines <= most and lines + self.white > least - legs:
                best = min(best, FLAW_SHARE * price + uneven(max(least - lines - self.white, 0)))
        return best


def scored(over: int, short: int, legs: int, price: float) -> Score:
    """The score of copy with so many lines over and rows empty; less than a line a leg empty is full."""
    return OVER_WEIGHT * over + (short if short >= legs else 0), over, price


def spoilt(score: Score) -> Score:
    """The score of a block that was full as drawn: nobody lets another's copy spoil it."""
    misfit, over, price = score
    return SPOILT_WEIGHT * misfit, SPOILT_WEIGHT * over, price


def uneven(short: int) -> float:
    """What legs cost that do not end level."""
    return UNEVEN_COST if short else 0.0


def bounds_of(copy: Copy, measures: frozenset[float], give: Give, legs: int) -> Bounds:
    """The bounds of a copy in legs of those measures."""
    prices = {0: 0.0}
    white = 0
    for item in copy.items:
        counts = _counts(item, measures, give)
        following: dict[int, float] = {}
        for lines, price in prices.items():
            for count, more in counts.items():
                known = following.get(lines + count)
                if known is None or price + more < known:
                    following[lines + count] = price + more
        prices = following
        white += item.white
    heads = sum(item.kind is ItemKind.HEAD for item in copy.items)
    pushed = (PUSH_ROWS + 1) * legs + PUSH_ROWS * heads
    return Bounds(min(prices), max(prices) + white + pushed, prices, white)


def _counts(item: Item, measures: frozenset[float], give: Give) -> dict[int, float]:
    """The numbers of lines that an item may take, with their prices."""
    counts: dict[int, float] = {}
    for measure in measures:
        settings = variants(item.prepared, Measures((), measure))
        cheapest = min(setting.cost for setting in settings.values())
        for lines, setting in settings.items():
            extra = (setting.cost - cheapest) * DEMERIT_SCALE
            if extra and (give is Give.NOTHING or item.kind is ItemKind.HEAD):
                continue
            counts[lines] = min(counts.get(lines, extra + VARIANT_COST), extra + VARIANT_COST if extra else 0.0)
    if item.drop_cap[1] or (len(measures) > 1 and item.kind is ItemKind.TEXT):
        return dict.fromkeys(range(max(min(counts) - DOUBTFUL, 0), max(counts) + DOUBTFUL + 1), 0.0)
    return counts
