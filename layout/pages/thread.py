"""A story threaded through its pieces: copy flowed over all of them at once, legs levelled, jump lines set, quotes placed.

In: the packages of a chain in reading order and the copy. Out: legs as marks, a piece each, and what became of it. What does not fit is
counted, in lines and words, never dropped in silence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from layout.design.styles import Align
from layout.content.story import Span
from layout.pages.case import place
from layout.pages.copy import END_MARK_SIZE, Copy
from layout.pages.display import Kind, LegMark, Mark, SetLine, Source, TextMark, TintMark
from layout.pages.flow import Flowed, Placed, Run, flow
from layout.base.geometry import Area
from layout.pages.package import Package
from layout.pages.quote import QuoteCopy, SetQuote, quote_marks, set_quote
from layout.pages.stone import Stone

QUOTE_ABOVE, QUOTE_BELOW = 3, 5  # rows of text at least over and under a quote in its leg
QUOTE_TRIES = 6
FIRST_WORDS = 8  # how many of the words left over are told


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a chain: its page's stone, its package, the pages its markers name, the quote it may carry."""

    stone: Stone
    package: Package
    jump_to: str = ""
    quote: QuoteCopy | None = None


@dataclass(frozen=True, slots=True)
class Threaded:
    """A chain, set. `marks[i]` are part i's legs, quotes and jump line; `feet[i]` the last slot used in each of its legs (-1: none)."""

    marks: tuple[tuple[Mark, ...], ...]
    feet: tuple[tuple[int, ...], ...]
    lines: tuple[int, ...]
    flowed: Flowed
    first_words_over: str
    short: int
    quote_left_out: bool = False


def thread(parts: Sequence[Part], copy: Copy, *, end_mark: bool) -> Threaded:
    """The copy through all parts at the least cost, each part's quote at the best of a few places."""
    best: tuple[float, list[Part], list[list[Mark]], Flowed, list[Run]] | None = None
    quoted = next((index for index, part in enumerate(parts) if part.quote is not None), None)
    for candidate, quote_mark_list, price in _with_quotes(parts, quoted):
        runs = list(_runs(candidate))
        flowed = flow(copy.items, runs)
        cost = flowed.cost + price + _beside_price(candidate, copy, flowed, runs, quoted)
        if best is None or cost < best[0]:
            best = (cost, candidate, quote_mark_list, flowed, runs)
    assert best is not None, "a chain has at least one way to stand"
    _, chosen, quotes, flowed, runs = best
    short = flowed.short
    if flowed.short and not flowed.over:
        runs = _levelled(chosen, runs, flowed.short)
        flowed = flow(copy.items, runs)
    return _marks(chosen, quotes, copy, flowed, runs, short, end_mark=end_mark)


def _with_quotes(parts: Sequence[Part], quoted: int | None) -> Iterable[tuple[list[Part], list[list[Mark]], float]]:
    """The parts with the quote at each place worth trying, and the price of the place itself."""
    plain = [[] for _ in parts]  # type: list[list[Mark]]
    if quoted is None:
        yield list(parts), plain, 0.0
        return
    part = parts[quoted]
    found = False
    for package, marks, price in _quote_places(part):
        found = True
        tried = list(parts)
        tried[quoted] = replace(part, package=package)
        placed = [list(marks) if index == quoted else [] for index in range(len(parts))]
        yield tried, placed, price
    if not found:
        yield list(parts), plain, 0.0


def _quote_places(part: Part) -> Iterable[tuple[Package, list[Mark], float]]:
    """A few places for a quote: in the legs inside the block, about a third down their longest run."""
    assert part.quote is not None, "asked for a part with a quote"
    stone, package = part.stone, part.package
    room = package.room
    legs = len(room.legs)
    wide = legs == 2
    spans = [(0, 2)] if wide else [(leg, 1) for leg in ([0] if legs == 1 else range(1, legs))]
    for order, (first, count) in enumerate(spans):
        x, width = room.span(first, count)
        quote = set_quote(stone.case, stone.grid, part.quote, width, wide=wide)
        if quote is None:
            continue
        run = _common_run(package, first, count)
        if run is None or run[1] - run[0] < quote.slots + QUOTE_ABOVE + QUOTE_BELOW:
            continue
        for slot, price in _slots_to_try(run, quote):
            cut = replace(package, room=room.without(first, count, slot, slot + quote.slots))
            marks = quote_marks(stone.case, stone.grid, quote, (x, width, slot), package.source)
            yield cut, marks, price + 40.0 * order


def _common_run(package: Package, first: int, legs: int) -> tuple[int, int] | None:
    """The deepest run of slots free in all of some legs."""
    runs: list[tuple[int, int]] = []
    for top, foot in package.room.legs[first].free:
        for leg in package.room.legs[first + 1 : first + legs]:
            shared = [(max(top, a), min(foot, b)) for a, b in leg.free if min(foot, b) > max(top, a)]
            top, foot = max(shared, key=lambda run: run[1] - run[0], default=(0, 0))
        runs.append((top, foot))
    return max(runs, key=lambda run: run[1] - run[0], default=None)


def _slots_to_try(run: tuple[int, int], quote: SetQuote) -> list[tuple[int, float]]:
    first, last = run[0] + QUOTE_ABOVE, run[1] - QUOTE_BELOW - quote.slots
    wished = min(max(run[0] + (run[1] - run[0] - quote.slots) * 2 // 5, first), last)
    offsets = sorted(range(first - wished, last - wished + 1), key=abs)[:QUOTE_TRIES]
    return [(wished + offset, 15.0 * abs(offset)) for offset in offsets]


def _beside_price(parts: list[Part], copy: Copy, flowed: Flowed, runs: list[Run], quoted: int | None) -> float:
    """What it costs where two crossheads stand level in neighbouring legs, or one close beside the quote."""
    heads = [
        (runs[placed.run].piece, runs[placed.run].leg, runs[placed.run].slot + placed.row)
        for placed in flowed.placed
        if copy.kinds[placed.item] is Kind.CROSSHEAD
    ]
    level = sum(a[0] == b[0] and a[2] == b[2] for i, a in enumerate(heads) for b in heads[i + 1 :])
    return 300.0 * level


def _runs(parts: Sequence[Part]) -> Iterable[Run]:
    for piece, part in enumerate(parts):
        legs = part.package.room.legs
        for index, leg in enumerate(legs):
            for number, (top, foot) in enumerate(leg.free):
                last = index == len(legs) - 1 and number == len(leg.free) - 1
                rows = foot - top - (1 if last and part.jump_to else 0)
                if rows > 0:
                    yield Run(piece, index, top, rows, leg.measure)


def _levelled(parts: Sequence[Part], runs: list[Run], short: int) -> list[Run]:
    """The last part's legs made level for copy that is `short` rows too little: the first legs stay the longer ones."""
    last = len(parts) - 1
    feet = {index: part_run.slot + part_run.rows for index, part_run in enumerate(runs) if part_run.piece == last}
    if not feet:
        return runs
    foot = max(feet.values())
    legs = [index for index, end in feet.items() if end == foot]  # the runs that reach the block's foot
    trimmed = {index: runs[index].rows for index in legs}
    for _ in range(short):
        deepest = max(runs[index].slot + trimmed[index] for index in legs)
        candidates = [index for index in legs if runs[index].slot + trimmed[index] == deepest and trimmed[index] > 0]
        if not candidates:
            break
        trimmed[candidates[-1]] -= 1
    return [
        run._replace(rows=trimmed[index]) if index in trimmed else run
        for index, run in enumerate(runs)
        if trimmed.get(index, run.rows) > 0
    ]


def _marks(
    parts: Sequence[Part], quotes: list[list[Mark]], copy: Copy, flowed: Flowed, runs: list[Run], short: int, *, end_mark: bool
) -> Threaded:
    by_leg: dict[tuple[int, int], list[tuple[Placed, int]]] = {}
    for placed in flowed.placed:
        run = runs[placed.run]
        by_leg.setdefault((run.piece, run.leg), []).append((placed, run.slot + placed.row))
    marks: list[tuple[Mark, ...]] = []
    feet: list[tuple[int, ...]] = []
    lines: list[int] = []
    for piece, part in enumerate(parts):
        made: list[Mark] = []
        for leg in range(len(part.package.room.legs)):
            made += _leg_marks(part, leg, by_leg.get((piece, leg), []), copy)
        if end_mark and piece == len(parts) - 1 and not flowed.over:
            made += _end_mark(part, flowed, runs, copy)
        if part.jump_to:
            made.append(_jump_line(part))
        marks.append((*quotes[piece], *made))
        feet.append(tuple(_foot(part, leg, by_leg.get((piece, leg), [])) for leg in range(len(part.package.room.legs))))
        lines.append(sum(len(entries) for (owner, _), entries in by_leg.items() if owner == piece))
    return Threaded(tuple(marks), tuple(feet), tuple(lines), flowed, first_words(flowed.over_text), short)


def _foot(part: Part, leg: int, entries: list[tuple[Placed, int]]) -> int:
    foot = max((slot for _, slot in entries), default=-1)
    if part.jump_to and leg == len(part.package.room.legs) - 1:
        foot = max(foot, part.package.room.legs[leg].free[-1][1] - 1)
    return foot


def _leg_marks(part: Part, leg: int, entries: list[tuple[Placed, int]], copy: Copy) -> list[Mark]:
    if not entries:
        return []
    room_leg, grid, source = part.package.room.legs[leg], part.stone.grid, part.package.source
    lines: list[SetLine] = []
    extra: list[Mark] = []
    for placed, slot in entries:
        assert placed.line is not None, "only text flows in stories"
        style = copy.styles[placed.item]
        where = replace(source, paragraph=copy.paragraphs[placed.item])
        baseline = grid.baseline_of(slot)
        if placed.item == 0 and placed.index == 0 and copy.drop_cap is not None:
            extra.append(_drop_cap(copy, room_leg.x, grid.baseline_of(slot + 2), where))
        lines.append(SetLine(placed.line, room_leg.x, baseline, style.colour, copy.kinds[placed.item], where))
    first, last = entries[0][1], entries[-1][1]
    area = Area(room_leg.x, grid.slot_top(first), room_leg.measure, (last - first + 1) * grid.baseline)
    return [*extra, LegMark(area, tuple(lines), source)]


def _drop_cap(copy: Copy, x: float, baseline: float, source: Source) -> TextMark:
    cap = copy.drop_cap
    assert cap is not None, "asked for a drop cap"
    return TextMark(SetLine(cap.line, x, baseline, cap.style.colour, Kind.DROP_CAP, source))


def _end_mark(part: Part, flowed: Flowed, runs: list[Run], copy: Copy) -> list[Mark]:
    if not flowed.placed:
        return []
    placed = flowed.placed[-1]
    run = runs[placed.run]
    leg = part.package.room.legs[run.leg]
    assert placed.line is not None, "a story ends in a line"
    x = leg.x + placed.line.left + placed.line.width + 5.0
    baseline = part.stone.grid.baseline_of(run.slot + placed.row)
    area = Area(x, baseline - END_MARK_SIZE, END_MARK_SIZE, END_MARK_SIZE)
    return [TintMark(area, copy.styles[placed.item].colour, part.package.source)]


def _jump_line(part: Part) -> Mark:
    case, grid = part.stone.case, part.stone.grid
    leg = part.package.room.legs[-1]
    style = case.style("jump-line")
    text = case.words.jump_to.replace("{page}", part.jump_to)
    line = case.line((Span(text),), style, leg.measure, Align.RIGHT)
    baseline = grid.baseline_of(leg.free[-1][1] - 1)
    return place(line, leg.x, baseline, Kind.JUMP_LINE, ink=style.colour, source=part.package.source)


def first_words(text: str) -> str:
    """The first few words of what was left over, as the desk is told them; a break hyphen joins its halves."""
    return " ".join(text.replace("\u00ad ", "").split()[:FIRST_WORDS])
