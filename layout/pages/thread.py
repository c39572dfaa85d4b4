"""A story threaded through its pieces: copy flowed over all of them at once, its quote placed, its last legs made level.

In: the parts of a chain in reading order, and the copy. Out: legs as marks, for each part, and what became of the whole. What
does not fit is counted, in lines and words, never dropped in silence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import NamedTuple

from layout.base.values import dataclass
from layout.pages.chain import Run
from layout.pages.copy import Copy, SetIn
from layout.pages.display import Kind, Mark
from layout.pages.flow import Flowed, Foot, Give, flow
from layout.pages.legs import jump_leg, jump_line, leg_marks, square_mark
from layout.pages.parts import Part
from layout.pages.quote import QuoteCopy
from layout.pages.quote_neighbours import Neighbour, neighbours_price
from layout.pages.quote_places import THOROUGH, QuotePlace, Search, Spot, quote_places

MOST_LEVELLED = 4  # tries at level legs; each gives them a row more, which a crosshead may have needed
LEVEL_HEADS_COST = 300.0  # two crossheads on one row in legs of one block


@dataclass(frozen=True, slots=True)
class Threaded:
    """A chain, set. `marks[i]` are part i's legs, quote and jump line, `lines[i]` how many lines stand in it.

    `feet[i]` is the last slot used in each of its legs (-1: none). `short` counts the rows that the copy does not fill.
    `words_before[i]` words stand before part i's end; `quotes_out` are the parts whose quote found no place. `runs` is
    the room that the copy flowed through.
    """

    marks: tuple[tuple[Mark, ...], ...]
    feet: tuple[tuple[int, ...], ...]
    lines: tuple[int, ...]
    flowed: Flowed
    short: int
    words_before: tuple[int, ...]
    quotes_out: frozenset[int]
    runs: tuple[Run, ...] = ()


Quoted = frozenset[tuple[int, int, int]]
"""Where pull quotes stand: part, leg, and the first slot taken."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way for a chain to stand: its parts with their room, a quote's marks by part, the runs and what flowed into them.

    `quotes_out` are the parts whose quote found no place.
    """

    parts: tuple[Part, ...]
    runs: tuple[Run, ...]
    flowed: Flowed
    cost: float
    quotes: dict[int, tuple[Mark, ...]] = field(default_factory=dict)
    quoted: Quoted = frozenset()
    quotes_out: frozenset[int] = frozenset()


class _Asked(NamedTuple):
    """A quote that a part is to carry, near a leg and slot if it was set in there."""

    piece: int
    quote: QuoteCopy
    near: Spot | None


def thread(parts: Sequence[Part], copy: Copy, give: Give, *, end_mark: bool) -> Threaded:
    """The copy through all parts at the least cost, its last legs made level."""
    return finish(find_way(tuple(parts), copy, give), copy, give, end_mark=end_mark)


def find_way(parts: tuple[Part, ...], copy: Copy, give: Give, search: Search = THOROUGH) -> Way:
    """The cheapest way for the copy through all parts; each quote stands at the best of the places searched."""
    return _with_quotes(_way(parts, copy, give), copy, give, search)


def finish(way: Way, copy: Copy, give: Give, *, end_mark: bool) -> Threaded:
    """The way's last legs made level, and all of it as marks."""
    empty = way.flowed.empty
    if way.flowed.short and not way.flowed.over:
        way = _levelled(way, copy, give, way.flowed.short)
    return _finished(way, copy, empty, end_mark=end_mark)


def _with_quotes(way: Way, copy: Copy, give: Give, search: Search) -> Way:
    """The chain with its quotes, one after another; and the parts whose quote finds no place."""
    out: set[int] = set()
    wanted: list[_Asked | SetIn] = [
        *(_Asked(piece, part.quote, None) for piece, part in enumerate(way.parts) if part.quote is not None),
        *(copy.set_in if way.flowed.placed else ()),
    ]
    for each in wanted:
        asked = each if isinstance(each, _Asked) else _beside_text(way, each)
        placed = _placed(way, (copy, give), asked, search)
        if placed is None:
            out.add(asked.piece)
        else:
            way = placed
    return replace(way, quotes_out=frozenset(out)) if out else way


def _placed(way: Way, made: tuple[Copy, Give], asked: _Asked, search: Search) -> Way | None:
    """The chain with one quote more, at the cheapest of its places; None where there is none."""
    best: tuple[Way, QuotePlace] | None = None
    piece = asked.piece
    copy, give = made
    for place in quote_places(way.parts[piece], asked.quote, asked.near, search):
        parts = (*way.parts[:piece], replace(way.parts[piece], package=place.package), *way.parts[piece + 1 :])
        legs_of = frozenset((piece, leg, place.slots[0]) for leg in range(*place.legs))
        tried = _way(parts, copy, give, way.quoted | legs_of)
        beside = neighbours_price(place, asked.quote.text, _lines_of(tried, copy, piece))
        cost = tried.cost + place.price + beside
        if best is None or cost < best[0].cost:
            best = replace(tried, cost=cost), place
    if best is None:
        return None
    found, place = best
    return replace(found, quotes={**way.quotes, piece: (*way.quotes.get(piece, ()), *place.marks(way.parts[piece]))})


def _lines_of(way: Way, copy: Copy, piece: int) -> Iterator[Neighbour]:
    """Every line of a part, as a quote sees it."""
    for placed in way.flowed.placed:
        run = way.runs[placed.run]
        if run.piece == piece:
            yield Neighbour(run.leg, run.slot + placed.row, placed.line, copy.kinds[placed.item] is Kind.CROSSHEAD)


def _beside_text(way: Way, set_in: SetIn) -> _Asked:
    """A set-in quote, asked for where its text stands; where that is over, at the chain's last line."""
    placed = next((each for each in way.flowed.placed if each.item >= set_in.item), None) or way.flowed.placed[-1]
    run = way.runs[placed.run]
    return _Asked(run.piece, set_in.quote, (run.leg, run.slot + placed.row))


def _way(parts: tuple[Part, ...], copy: Copy, give: Give, quoted: Quoted = frozenset()) -> Way:
    runs = tuple(run._replace(quoted=(run.piece, run.leg, run.slot + run.rows) in quoted) for run in _runs(parts))
    flowed = flow(copy.items, runs, give)
    return Way(parts, runs, flowed, flowed.cost + _level_heads(copy, flowed, runs), quoted=quoted)


def _level_heads(copy: Copy, flowed: Flowed, runs: Sequence[Run]) -> float:
    """What it costs where two crossheads stand on one row."""
    rows = [
        (runs[placed.run].piece, runs[placed.run].slot + placed.row)
        for placed in flowed.placed
        if copy.kinds[placed.item] is Kind.CROSSHEAD
    ]
    return LEVEL_HEADS_COST * (len(rows) - len(set(rows)))


def _runs(parts: Sequence[Part]) -> Iterator[Run]:
    """The chain's free runs of slots, in reading order; a jump line takes the last slot of its part."""
    for piece, part in enumerate(parts):
        jumping = jump_leg(part)
        for index, leg in enumerate(part.package.room.legs):
            for number, (top, foot) in enumerate(leg.free):
                rows = foot - top - (1 if index == jumping and number == len(leg.free) - 1 else 0)
                if rows > 0:
                    yield Run(piece, index, top, rows, leg.measure)


def _levelled(way: Way, copy: Copy, give: Give, short: int) -> Way:
    """The last part's legs made level for copy that is `short` rows too little: the first legs stay the longer ones."""
    piece = len(way.parts) - 1
    for spare in range(short, max(short - MOST_LEVELLED, 0), -1):
        runs = way.runs
        for _ in range(spare):
            runs = _without_row(runs, _deepest(runs, piece))
        flowed = flow(copy.items, runs, give, Foot.EVEN)
        if not flowed.over:
            return _evened(replace(way, runs=runs, flowed=flowed), copy, give)
    return way


def _evened(way: Way, copy: Copy, give: Give) -> Way:
    """Rows that one leg needed for a crosshead, and the others did not, are taken from the others."""
    kept: set[int] = set()
    while way.flowed.short:
        deepest = _deepest(way.runs, len(way.parts) - 1, frozenset(kept))
        if deepest is None:
            break
        runs = _without_row(way.runs, deepest)
        flowed = flow(copy.items, runs, give, Foot.EVEN)
        if flowed.over:
            kept.add(way.runs[deepest].leg)
        else:
            way = replace(way, runs=runs, flowed=flowed)
    return way


def _deepest(runs: Sequence[Run], piece: int, kept: frozenset[int] = frozenset()) -> int | None:
    """The last run of the leg that ends lowest in a piece, of several the last; legs in `kept` do not count."""
    ends = {run.leg: index for index, run in enumerate(runs) if run.piece == piece and run.leg not in kept}
    return max(ends.values(), key=lambda index: (runs[index].slot + runs[index].rows, index), default=None)


def _without_row(runs: tuple[Run, ...], index: int | None) -> tuple[Run, ...]:
    """The runs with a row less in one of them; one without rows is none."""
    if index is None:
        return runs
    rows = runs[index].rows - 1
    return (*runs[:index], *([runs[index]._replace(rows=rows)] if rows else []), *runs[index + 1 :])


def _finished(way: Way, copy: Copy, short: int, *, end_mark: bool) -> Threaded:
    """`short`: the rows that the copy left empty before the legs were made level."""
    by_leg = way.flowed.by_leg(way.runs)
    marks: list[tuple[Mark, ...]] = []
    feet: list[tuple[int, ...]] = []
    lines: list[int] = []
    for piece, part in enumerate(way.parts):
        legs = [by_leg.get((piece, leg), ()) for leg in range(len(part.package.room.legs))]
        made: list[Mark] = list(way.quotes.get(piece, ()))
        for leg, entries in enumerate(legs):
            made += leg_marks(part, leg, entries, copy)
        jumping = jump_leg(part)
        if jumping is not None:
            made.append(jump_line(part, jumping))
        elif end_mark and piece == len(way.parts) - 1 and not way.flowed.over:
            made += square_mark(part, legs, copy)
        marks.append(tuple(made))
        feet.append(tuple(_foot(part, leg, [slot for _, slot in entries]) for leg, entries in enumerate(legs)))
        lines.append(sum(len(entries) for entries in legs))
    words_before = way.flowed.words_before or (0,)
    return Threaded(
        tuple(marks),
        tuple(feet),
        tuple(lines),
        way.flowed,
        short,
        words_before + words_before[-1:] * (len(way.parts) - len(words_before)),
        way.quotes_out,
        way.runs,
    )


def _foot(part: Part, leg: int, slots: list[int]) -> int:
    if leg == jump_leg(part):
        return part.package.room.legs[leg].free[-1][1] - 1
    return max(slots, default=-1)
