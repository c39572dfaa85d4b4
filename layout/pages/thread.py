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
from layout.pages.flow import Flowed, Foot, Give, Stream
from layout.pages.legs import jump_leg, jump_line, leg_marks, square_mark
from layout.pages.parts import Part
from layout.pages.quote import QuoteCopy
from layout.pages.quote_neighbours import Neighbour, OwnWords, neighbours_price, reach_of
from layout.pages.quote_places import THOROUGH, QuotePlace, Search, Spot, quote_places

LEVELLED_AT_ONCE = 24  # rows: copy that leaves more is short whatever is done, and is levelled when it is settled
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

    `quotes_out` are the parts whose quote found no place. `stream`: the copy's items, as they flow.
    """

    parts: tuple[Part, ...]
    runs: tuple[Run, ...]
    flowed: Flowed
    cost: float
    stream: Stream
    quotes: dict[int, tuple[Mark, ...]] = field(default_factory=dict)
    quoted: Quoted = frozenset()
    quotes_out: frozenset[int] = frozenset()
    taken: int | None = None
    standing: frozenset[str] = frozenset()

    @property
    def empty(self) -> int:
        """Rows that stay empty in the last part's legs; none where copy is over."""
        return (self.taken or 0) + self.flowed.empty


class _Asked(NamedTuple):
    """A quote that a part is to carry, near a leg and slot if it was set in there."""

    piece: int
    quote: QuoteCopy
    near: Spot | None


def thread(parts: Sequence[Part], copy: Copy, give: Give, *, end_mark: bool) -> Threaded:
    """The copy through all parts at the least cost, its last legs made level."""
    return finish(find_way(tuple(parts), copy, Stream(copy.items, give)), copy, end_mark=end_mark)


def find_way(parts: tuple[Part, ...], copy: Copy, stream: Stream, search: Search = THOROUGH) -> Way:
    """The cheapest way for the copy, `stream`, through all parts; each quote stands at the best of the places searched."""
    way = _with_quotes(_way(parts, copy, stream), copy, search)
    return _levelled(way) if way.flowed.short <= LEVELLED_AT_ONCE else way


def finish(way: Way, copy: Copy, *, end_mark: bool) -> Threaded:
    """The way's last legs made level, and all of it as marks."""
    return _finished(_levelled(way), copy, end_mark=end_mark)


def _with_quotes(way: Way, copy: Copy, search: Search) -> Way:
    """The chain with its quotes, one after another; and the parts whose quote finds no place."""
    out: set[int] = set()
    wanted: list[_Asked | SetIn] = [
        *(_Asked(piece, part.quote, None) for piece, part in enumerate(way.parts) if part.quote is not None),
        *(copy.set_in if copy.set_in and way.flowed.placed else ()),
    ]
    for each in wanted:
        asked = each if isinstance(each, _Asked) else _beside_text(way, each)
        placed = _placed(way, copy, asked, search)
        if placed is None:
            out.add(asked.piece)
        else:
            way = replace(placed, standing=way.standing | {asked.quote.text})
    return replace(way, quotes_out=frozenset(out)) if out else way


def _placed(way: Way, copy: Copy, asked: _Asked, search: Search) -> Way | None:
    """The chain with one quote more, at the cheapest of its places; None where there is none."""
    best: tuple[Way, QuotePlace] | None = None
    piece = asked.piece
    own = OwnWords(asked.quote.text)
    for place in quote_places(way.parts[piece], asked.quote, asked.near, search):
        if best is not None and place.price >= best[0].cost:
            continue
        parts = (*way.parts[:piece], replace(way.parts[piece], package=place.package), *way.parts[piece + 1 :])
        legs_of = frozenset((piece, leg, place.slots[0]) for leg in range(*place.legs))
        tried = _way(parts, copy, way.stream, way.quoted | legs_of)
        cost = tried.cost + place.price
        if best is None or cost < best[0].cost:
            cost += neighbours_price(place, own, _lines_near(tried, copy, piece, place))
        if best is None or cost < best[0].cost:
            best = replace(tried, cost=cost), place
    if best is None:
        return None
    found, place = best
    return replace(found, quotes={**way.quotes, piece: (*way.quotes.get(piece, ()), *place.marks(way.parts[piece]))})


def _lines_near(way: Way, copy: Copy, piece: int, place: QuotePlace) -> Iterator[Neighbour]:
    """The lines of a part that stand near a quote."""
    row = 0
    for run in way.runs:
        if run.piece == piece:
            top, foot = reach_of(place, run.leg)
            down = row - run.slot
            for at, step, line in way.flowed.between(max(run.slot, top) + down, min(run.slot + run.rows, foot) + down):
                yield Neighbour(run.leg, at - down, (step.setting, line), copy.kinds[step.item] is Kind.CROSSHEAD)
        row += run.rows


def _beside_text(way: Way, set_in: SetIn) -> _Asked:
    """A set-in quote, asked for where its text stands; where that is over, at the chain's last line."""
    placed = next((each for each in way.flowed.placed if each.item >= set_in.item), None) or way.flowed.placed[-1]
    run = way.runs[placed.run]
    return _Asked(run.piece, set_in.quote, (run.leg, run.slot + placed.row))


def _way(parts: tuple[Part, ...], copy: Copy, stream: Stream, quoted: Quoted = frozenset()) -> Way:
    runs = tuple(run._replace(quoted=(run.piece, run.leg, run.slot + run.rows) in quoted) for run in _runs(parts))
    flowed = stream.through(runs)
    return Way(parts, runs, flowed, flowed.cost + _level_heads(copy, flowed, runs), stream, quoted=quoted)


def _level_heads(copy: Copy, flowed: Flowed, runs: Sequence[Run]) -> float:
    """What it costs where two crossheads stand on one row."""
    chain = flowed.chain
    on_rows = [
        (runs[chain.run_of[row]], row - chain.start_of[row])
        for step in flowed.steps
        if copy.kinds[step.item] is Kind.CROSSHEAD
        for row in range(step.start, step.start + flowed.inside(step))
    ]
    rows = [(run.piece, run.slot + row) for run, row in on_rows]
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


def _levelled(way: Way) -> Way:
    """The last part's legs made level, if copy is too little for them: the first legs stay the longer ones."""
    short = way.flowed.short
    if not short or way.flowed.over or way.taken is not None:
        return way
    piece = len(way.parts) - 1
    for spare in range(short, max(short - MOST_LEVELLED, 0), -1):
        runs = way.runs
        for _ in range(spare):
            runs = _without_row(runs, _deepest(runs, piece))
        flowed = way.stream.through(runs, Foot.EVEN)
        if not flowed.over:
            return _evened(_in_runs(way, runs, flowed, spare))
    return replace(way, taken=0)


def _evened(way: Way) -> Way:
    """Rows that one leg needed for a crosshead, and the others did not, are taken from the others."""
    kept: set[int] = set()
    while way.flowed.short:
        deepest = _deepest(way.runs, len(way.parts) - 1, frozenset(kept))
        if deepest is None:
            break
        runs = _without_row(way.runs, deepest)
        flowed = way.stream.through(runs, Foot.EVEN)
        if flowed.over:
            kept.add(way.runs[deepest].leg)
        else:
            way = _in_runs(way, runs, flowed, 1)
    return way


def _in_runs(way: Way, runs: tuple[Run, ...], flowed: Flowed, taken: int) -> Way:
    """The way with so many rows taken out."""
    cost = way.cost - way.flowed.cost + flowed.cost
    return replace(way, runs=runs, flowed=flowed, cost=cost, taken=(way.taken or 0) + taken)


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


def _finished(way: Way, copy: Copy, *, end_mark: bool) -> Threaded:
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
        way.empty,
        words_before + words_before[-1:] * (len(way.parts) - len(words_before)),
        way.quotes_out,
        way.runs,
    )


def _foot(part: Part, leg: int, slots: list[int]) -> int:
    if leg == jump_leg(part):
        return part.package.room.legs[leg].free[-1][1] - 1
    return max(slots, default=-1)
