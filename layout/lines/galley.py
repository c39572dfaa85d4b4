"""A paragraph's break opportunities laid end to end, one flat entry each, for the breaker's inner loop."""

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from layout.lines.breaks import BREAK_COSTS, Opportunity
from layout.lines.tokens import Break, Kind, Stock, Token

_HYPHENS = {Kind.COMPOUND: 1, Kind.HYPHEN: 2, Kind.EMERGENCY: 2}
_COSTS = {kind: (BREAK_COSTS[kind], _HYPHENS.get(kind, 0)) for kind in Kind}
RAGGED_ROOM = 3.3  # em: how far a ragged line may fall short before it costs as much as a doubled word space


class Place(NamedTuple):
    """Where a break stands: before a token, or inside it after `cut` signs."""

    token: int
    cut: int
    kind: Kind


class Galley(NamedTuple):
    """`opportunities`, the first the paragraph's beginning, the last its end; `gaps[i]` is the word space after token i.

    `firsts[i]` is the index of the first opportunity that belongs to token i: those inside it, then the space behind it.
    """

    tokens: tuple[Token, ...]
    opportunities: list[Opportunity]
    gaps: list[float]
    firsts: list[int]
    inner: dict[int, tuple[Break, ...]]
    """Breaks of tokens that differ from the tokens' own (emergencies)."""

    def place(self, index: int) -> Place:
        """Where opportunity `index` stands."""
        if index == 0:
            return Place(0, 0, Kind.SPACE)
        token = bisect_right(self.firsts, index) - 1
        breaks = self.inner.get(token, self.tokens[token].breaks)
        at = index - self.firsts[token]
        if at < len(breaks):
            return Place(token, breaks[at].cut, breaks[at].kind)
        return Place(token + 1, 0, Kind.END if token == len(self.tokens) - 1 else Kind.SPACE)


def lay_out(tokens: tuple[Token, ...], stocks: list[Stock], ends: tuple[float, float], *, emergency: bool = False) -> Galley:
    """The galley of `tokens`, of which token i is of stocks[i]; a token of several founts belongs to its first one's stock.

    `ends` are the indent before the first and the room kept free after the last, in points.
    """
    indent, closing = ends
    tracking = stocks[0].tracking
    room = 0.0 if stocks[0].justified else RAGGED_ROOM * stocks[0].fount.size
    inner = {index: stocks[index].emergency_breaks(token) for index, token in enumerate(tokens)} if emergency else {}
    gaps: list[float] = []
    first_hang = 0.0 if indent else tokens[0].hang_left
    opportunities: list[Opportunity] = [(0.0, 0.0, 0.0, first_hang - indent, 0.0, 0.0, 0.0, 0)]
    add = opportunities.append
    x = stretch = shrink = end = 0.0
    last = ""
    for index, (token, stock) in enumerate(zip(tokens, stocks, strict=True)):
        width, token_stretch, token_shrink, hang_left, hang_right, first, next_last, breaks = token.outline
        if last:
            gap, gap_width, gap_stretch, gap_shrink = stock.kerns[last + first]
            gaps.append(gap)
            outer, inside = stretch + room, shrink
            x += gap_width
            stretch += gap_stretch
            shrink += gap_shrink
            add((end, outer, inside, x + hang_left, stretch, shrink, 0.0, 0))
        last = next_last
        if inner:
            breaks = inner[index]
        if breaks:
            before, outer = x - tracking, stretch + room
            for _cut, kind, to, out, less, begin, more, tighter in breaks:
                cost, hyphen = _COSTS[kind]
                add((before + to, outer + out, shrink + less, x + begin, stretch + more, shrink + tighter, cost, hyphen))
        x += width
        stretch += token_stretch
        shrink += token_shrink
        end = x - hang_right - tracking
    add((end + closing, stretch + room, shrink, x, stretch, shrink, 0.0, 0))
    counts = [1 + len(breaks) for breaks in inner.values()] if inner else [1 + len(token.breaks) for token in tokens]
    return Galley(tokens, opportunities, [*gaps, 0.0], list(accumulate(counts, initial=1))[:-1], inner)
