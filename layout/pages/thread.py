"""A story threaded through its pieces: copy flowed over all of them at once, its quote placed, its last legs made level.

In: the parts of a chain in reading order, and the copy. Out: legs as marks, for each part, and what became of the whole. What
does not fit is counted, in lines and words, never dropped in silence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from layout.pages.chain import Run
from layout.pages.copy import Copy
from layout.pages.display import Kind, Mark
from layout.pages.flow import Flowed, Give, flow
from layout.pages.legs import jump_leg, jump_line, leg_marks, square_mark
from layout.pages.parts import Part
from layout.pages.quote_places import quote_places

FIRST_WORDS = 8  # how many of the words left over are told
MOST_LEVELLED = 4  # tries at level legs; each gives them a row more, which a crosshead may have needed
LEVEL_HEADS_COST = 300.0  # two crossheads on one row in legs of one block


@dataclass(frozen=True, slots=True)
class Threaded:
    """A chain, set. `marks[i]` are part i's legs, quote and jump line, `lines[i]` how many lines stand in it.

    `feet[i]` is the last slot used in each of its legs (-1: none). `short` counts the rows that the copy does not fill.
    `words_before[i]` words stand before part i's end; `quotes_out` are the parts whose quote found no place.
    """

    marks: tuple[tuple[Mark, ...], ...]
    feet: tuple[tuple[int, ...], ...]
    lines: tuple[int, ...]
    flowed: Flowed
    first_words_over: str
    short: int
    words_before: tuple[int, ...]
    quotes_out: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way for a chain to stand: its parts with their room, a quote's marks by part, the runs and what flowed into them."""

    parts: tuple[Part, ...]
    runs: tuple[Run, ...]
    flowed: Flowed
    cost: float
    quotes: dict[int, tuple[Mark, ...]] = field(default_factory=dict)


def thread(parts: Sequence[Part], copy: Copy, give: Give, *, end_mark: bool) -> Threaded:
    """The copy through all parts at the least cost; a quote stands at the best of a few places."""
    best = min(_ways(tuple(parts), copy, give), key=lambda way: way.cost)
    short = best.flowed.short
    if short and not best.flowed.over:
        best = _levelled(best, copy, give, short)
    return _finished(best, copy, short, end_mark=end_mark)


def first_words(text: str) -> str:
    """The first few words of what was left over, as the desk is told them; a break hyphen joins its halves."""
    return " ".join(text.replace("\u00ad ", "").split()[:FIRST_WORDS])


def _ways(parts: tuple[Part, ...], copy: Copy, give: Give) -> Iterator[_Way]:
    """The ways worth trying: with the quote at each of its places, or without one."""
    quoted = next((index for index, part in enumerate(parts) if part.quote is not None), None)
    places = list(quote_places(parts[quoted])) if quoted is not None else []
    if quoted is None or not places:
        yield _way(parts, copy, give)
        return
    for place in places:
        tried = (*parts[:quoted], replace(parts[quoted], package=place.package), *parts[quoted + 1 :])
        way = _way(tried, copy, give)
        yield replace(way, quotes={quoted: place.marks}, cost=way.cost + place.price)


def _way(parts: tuple[Part, ...], copy: Copy, give: Give) -> _Way:
    runs = tuple(_runs(parts))
    flowed = flow(copy.items, runs, give)
    return _Way(parts, runs, flowed, flowed.cost + _level_heads(copy, flowed, runs))


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


def _levelled(way: _Way, copy: Copy, give: Give, short: int) -> _Way:
    """The last part's legs made level for copy that is `short` rows too little."""
    for spare in range(short, max(short - MOST_LEVELLED, 0), -1):
        runs = _less(way.runs, len(way.parts) - 1, spare)
        flowed = flow(copy.items, runs, give)
        if not flowed.over:
            return replace(way, runs=runs, flowed=flowed)
    return way


def _less(runs: Sequence[Run], piece: int, rows_less: int) -> tuple[Run, ...]:
    """The runs with so many rows less in one piece, taken where its legs are deepest; the first legs stay the longer ones."""
    rows = [run.rows for run in runs]
    for _ in range(rows_less):
        last_runs = {run.leg: index for index, run in enumerate(runs) if run.piece == piece and rows[index]}
        if not last_runs:
            break
        rows[max(last_runs.values(), key=lambda index: (runs[index].slot + rows[index], index))] -= 1
    return tuple(run._replace(rows=left) for run, left in zip(runs, rows, strict=True) if left > 0)


def _finished(way: _Way, copy: Copy, short: int, *, end_mark: bool) -> Threaded:
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
        first_words(way.flowed.over_text),
        short,
        words_before + words_before[-1:] * (len(way.parts) - len(words_before)),
        frozenset(piece for piece, part in enumerate(way.parts) if part.quote is not None and piece not in way.quotes),
    )


def _foot(part: Part, leg: int, slots: list[int]) -> int:
    if leg == jump_leg(part):
        return part.package.room.legs[leg].free[-1][1] - 1
    return max(slots, default=-1)
