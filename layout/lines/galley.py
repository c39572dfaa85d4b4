"""A paragraph's break opportunities laid end to end, one flat entry each, for the breaker's inner loop."""

from bisect import bisect_right
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


def lay_out(tokens: tuple[Token, ...], stocks: list[Stock], indent: float, *, emergency: bool = False) -> Galley:
    """The galley of `tokens`, of which token i is of stocks[i]; a token of several founts belongs to its first one's stock."""
    stock = stocks[0]
    tracking = stock.tracking
    room = 0.0 if stock.justified else RAGGED_ROOM * stock.fount.size
    opportunities: list[Opportunity] = []
    add = opportunities.append
    gaps: list[float] = []
    firsts: list[int] = []
    inner: dict[int, tuple[Break, ...]] = {}
    first_hang = 0.0 if indent else tokens[0].hang_left
    add((0.0, 0.0, 0.0, first_hang - indent, 0.0, 0.0, 0.0, 0))
    x = stretch = shrink = 0.0
    end_x = end_stretch = end_shrink = 0.0
    before: Token | None = None
    kerns = stock.kerns
    count = 1
    for index, token in enumerate(tokens):
        if before is not None:
            if stocks[index] is not stock:
                stock = stocks[index]
                kerns = stock.kerns
            pair = before.last + token.first
            gap, (more, more_stretch, more_shrink) = kerns[pair] if pair in kerns else stock.space_between(pair)
            gaps.append(gap)
            x += more
            stretch += more_stretch
            shrink += more_shrink
            add((end_x, end_stretch, end_shrink, x + token.hang_left, stretch, shrink, 0.0, 0))
            count += 1
        before = token
        firsts.append(count)
        _text, _runs, _words, _gaps, _glyphs, whole, breaks, _hang, hang_right, _first, _last, _missing = token
        if emergency:
            breaks = inner[index] = stock.emergency_breaks(token)
        for _cut, kind, end, out, less, begin, begin_stretch, begin_shrink in breaks:
            cost, hyphen = _COSTS[kind]
            add(
                (x + end - tracking, room + stretch + out, shrink + less,
                 x + begin, stretch + begin_stretch, shrink + begin_shrink, cost, hyphen)
            )  # fmt: skip
        count += len(breaks)
        x += whole[0]
        stretch += whole[1]
        shrink += whole[2]
        end_x = x - hang_right - tracking
        end_stretch = room + stretch
        end_shrink = shrink
    gaps.append(0.0)
    add((end_x, end_stretch, end_shrink, x, stretch, shrink, 0.0, 0))
    return Galley(tokens, opportunities, gaps, firsts, inner)
