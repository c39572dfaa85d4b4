"""A paragraph's break opportunities laid end to end, one flat entry each, for the breaker's inner loop."""

from itertools import pairwise
from typing import NamedTuple

from layout.lines.breaks import BREAK_COSTS, Opportunity
from layout.lines.tokens import Break, Kind, Stock, Token

_HYPHENS = {Kind.COMPOUND: 1, Kind.HYPHEN: 2, Kind.EMERGENCY: 2}
_COSTS = [(BREAK_COSTS[kind], _HYPHENS.get(kind, 0)) for kind in sorted(Kind)]
RAGGED_ROOM = 3.3  # em: how far a ragged line may fall short before it costs as much as a doubled word space


class Galley(NamedTuple):
    """`opportunities`, the first the paragraph's beginning, the last its end; `gaps[i]` is the word space after token i."""

    opportunities: list[Opportunity]
    gaps: list[float]


def lay_out(tokens: tuple[Token, ...], stocks: list[Stock], ends: tuple[float, float], *, emergency: bool = False) -> Galley:
    """The galley of `tokens`, of which token i is of stocks[i]; a token of several founts belongs to its first one's stock.

    `ends` are the indent before the first and the room kept free after the last, in points.
    """
    indent, closing = ends
    tracking = stocks[0].tracking
    room = 0.0 if stocks[0].justified else RAGGED_ROOM * stocks[0].fount.size
    outlines = [token.outline for token in tokens]
    if emergency:
        outlines = [(*outline[:7], breaks) for outline, breaks in zip(outlines, emergency_breaks(tokens, stocks), strict=True)]
    gaps: list[float] = []
    first_hang = 0.0 if indent else tokens[0].hang_left
    opportunities: list[Opportunity] = [(0.0, 0.0, 0.0, first_hang - indent, 0.0, 0.0, 0.0, 0)]
    add, costs = opportunities.append, _COSTS
    x = stretch = shrink = end = 0.0
    last = ""
    for outline, stock in zip(outlines, stocks, strict=True):
        width, token_stretch, token_shrink, hang_left, hang_right, first, next_last, breaks = outline
        if last:
            gap, gap_width, gap_stretch, gap_shrink = stock.kerns[last + first]
            gaps.append(gap)
            outer, inside = stretch + room, shrink
            x += gap_width
            stretch += gap_stretch
            shrink += gap_shrink
            add((end, outer, inside, x + hang_left, stretch, shrink, 0.0, 0))
        last = next_last
        if breaks:
            before, outer = x - tracking, stretch + room
            for _cut, kind, to, out, less, begin, more, tighter in breaks:
                cost, hyphen = costs[kind]
                add((before + to, outer + out, shrink + less, x + begin, stretch + more, shrink + tighter, cost, hyphen))
        x += width
        stretch += token_stretch
        shrink += token_shrink
        end = x - hang_right - tracking
    add((end + closing, stretch + room, shrink, x, stretch, shrink, 0.0, 0))
    gaps.append(0.0)
    return Galley(opportunities, gaps)


def word_spaces(tokens: tuple[Token, ...], stocks: list[Stock]) -> list[float]:
    """The galley's `gaps` alone."""
    outlines = [token.outline for token in tokens]
    signs = [before[6] + after[5] for before, after in pairwise(outlines)]
    if stocks.count(stocks[0]) == len(stocks):  # nearly always
        kerns = stocks[0].kerns
        return [*[kerns[pair][0] for pair in signs], 0.0]
    return [*[stock.kerns[pair][0] for stock, pair in zip(stocks[1:], signs, strict=True)], 0.0]


def emergency_breaks(tokens: tuple[Token, ...], stocks: list[Stock]) -> list[tuple[Break, ...]]:
    """Each token's breaks, if words may be broken anywhere."""
    return [stock.emergency_breaks(token) for token, stock in zip(tokens, stocks, strict=True)]
