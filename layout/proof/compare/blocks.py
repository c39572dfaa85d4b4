"""Which block of the one version is which of the other, and how it moved."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from layout.proof.compare.change import Change, Kind, What
from layout.proof.compare.passages import around
from layout.proof.trace import Rectangle, Trace, TracedBlock, TracedGrid

SEEN = 0.05  # points; less is rounding

AD = "ad"
KINDS = {"text": "notice"}
"""Kinds of blocks that a page's maker calls otherwise."""
STORY, FROM = "story", "from"


class Pair(NamedTuple):
    """A block before and after; None on the side where there is none. `by`: how far it went as a whole, sized or not.
    `kept`: its shape is the same, so that what stands in it should have gone with it."""

    was: TracedBlock | None
    now: TracedBlock | None
    by: tuple[float, float]
    kept: bool

    @property
    def one(self) -> TracedBlock:
        """The block, as it is after where it is there."""
        found = self.now or self.was
        assert found is not None, "a pair is of one block at least"
        return found


PAGE = Pair(None, None, (0.0, 0.0), True)
"""Of type and pictures that stand in no block."""


class Ground(NamedTuple):
    """What lines are seen against: the pairs by the letter after ("" for type of no block), and the grid's step in points."""

    blocks: Mapping[str, Pair]
    baseline: float


def pair_blocks(was: Sequence[TracedBlock], now: Sequence[TracedBlock]) -> tuple[Pair, ...]:
    """By letter and content, then by content alone, then, of what is no story, by letter or place; in the order of `now`, and
    what is gone behind."""
    left = list(was)
    found: dict[int, TracedBlock] = {}
    for key in (_letter_and_content, _content, _story, _letter, _place, _only_kind):
        _pair_by(key, left, now, found)
    pairs = [_pair(found.get(index), block) for index, block in enumerate(now)]
    return (*pairs, *(Pair(block, None, (0.0, 0.0), False) for block in left))


def _pair_by(
    key: Callable[[TracedBlock], object], left: list[TracedBlock], now: Sequence[TracedBlock], found: dict[int, TracedBlock]
) -> None:
    for index, block in enumerate(now):
        wanted = key(block)
        if index in found or wanted is None:
            continue
        for each in left:
            if key(each) == wanted:
                found[index] = each
                left.remove(each)
                break


def _letter_and_content(block: TracedBlock) -> object:
    return block.letter, block.what, block.stories, block.booking


def _content(block: TracedBlock) -> object:
    if block.stories:
        return block.what, block.stories
    return (AD, block.booking) if block.booking else None


def _story(block: TracedBlock) -> object:
    return block.stories if block.what in (STORY, FROM) else None


def _letter(block: TracedBlock) -> object:
    return None if block.what in (STORY, FROM) else (block.letter, block.what)


def _place(block: TracedBlock) -> object:
    if block.what in (STORY, FROM) or not block.areas:
        return None
    x, y, _width, _height = around(block.areas)
    return block.what, round(x), round(y)


def _only_kind(block: TracedBlock) -> object:
    return block.what if block.what in ("briefs", "refers") else None


def _pair(was: TracedBlock | None, now: TracedBlock) -> Pair:
    if was is None:
        return Pair(None, now, (0.0, 0.0), False)
    ways = [(there[0] - here[0], there[1] - here[1]) for here, there in zip(was.areas, now.areas, strict=False)]
    by = ways[0] if ways else (0.0, 0.0)
    together = all(near(way, by) for way in ways)
    return Pair(was, now, by, together and [area[2:] for area in was.areas] == [area[2:] for area in now.areas])


def near(one: Sequence[float], other: Sequence[float]) -> bool:
    """True if nobody sees a difference."""
    return all(abs(a - b) <= SEEN for a, b in zip(one, other, strict=True))


def named(block: TracedBlock) -> str:
    """The block as a sentence calls it."""
    if block.what == AD:
        return f"the ad {block.booking}" if block.booking else f"the ad in block {block.letter}"
    if block.what in (STORY, FROM):
        return f"block {block.letter} ('{block.stories[0]}')"
    return f"block {block.letter} ({KINDS.get(block.what, block.what)})"


def block_changes(pairs: Sequence[Pair], before: Trace, after: Trace) -> Iterator[Change]:
    """Blocks new, gone, moved, of another size, under another letter."""
    for pair in pairs:
        match pair:
            case Pair(None, TracedBlock() as now):
                yield _block(now, What.NEW, f"{named(now)} is new", (), now.areas)
            case Pair(TracedBlock() as was, None):
                yield _block(was, What.GONE, f"{named(was)} is gone", was.areas, ())
            case Pair(TracedBlock() as was, TracedBlock() as now):
                yield from _moves(pair, was, now, (before.grid, after.grid))


def _moves(pair: Pair, was: TracedBlock, now: TracedBlock, grids: tuple[TracedGrid, TracedGrid]) -> Iterator[Change]:
    if was.letter != now.letter:
        said = f"{named(now)} was drawn with the letter {was.letter}; nothing printed changes by it"
        yield _block(now, What.LETTERED, said, was.areas, now.areas)
    went = [] if near(pair.by, (0.0, 0.0)) else [f"moved {way(pair.by, was.areas[0], now.areas[0], grids)}"]
    grew = [] if pair.kept else [_growth(was.areas, now.areas, grids)]
    if went or grew:
        what = What.SIZED if grew else What.MOVED
        yield _block(now, what, f"{named(now)} {' and '.join([*went, *grew])}", was.areas, now.areas)


def _block(
    block: TracedBlock, what: What, said: str, was_areas: tuple[Rectangle, ...], now_areas: tuple[Rectangle, ...]
) -> Change:
    kind = Kind.AD if block.what == AD and what in (What.NEW, What.GONE, What.SIZED) else Kind.MOVED
    story = block.stories[0] if block.what in (STORY, FROM) else ""
    return Change(kind, what, said, story=story, block=block.letter, was_areas=was_areas, now_areas=now_areas)


def way(by: Sequence[float], was: Rectangle, now: Rectangle, grids: tuple[TracedGrid, TracedGrid]) -> str:
    """How far, in lines and columns where they come out even, else in points."""
    dx, dy = by
    parts = []
    if abs(dy) > SEEN:
        parts.append(f"{'down' if dy > 0 else 'up'} {lines_of(abs(dy), grids[1].baseline)}")
    if abs(dx) > SEEN:
        columns = [_column(area[0], grid) for area, grid in zip((was, now), grids, strict=True)]
        there, here = columns[1], columns[0]
        far = f"{abs(dx):.1f} points" if there is None or here is None or there == here else counted(abs(there - here), "column")
        parts.append(f"{far} to the {'right' if dx > 0 else 'left'}")
    return " and ".join(parts)


def counted(number: int, what: str) -> str:
    """`1 line`, `2 lines`."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def lines_of(length: float, baseline: float) -> str:
    """The length in lines of the page's grid, where it comes out even."""
    lines = length / baseline if baseline > 0 else 0.0
    even = round(lines) >= 1 and abs(lines - round(lines)) * baseline <= SEEN * max(1, round(lines) / 10)
    return counted(round(lines), "line") if even else f"{length:.1f} points"


def _column(x: float, grid: TracedGrid) -> int | None:
    return next((index for index, (left, _width) in enumerate(grid.columns) if abs(left - x) <= 0.5), None)


def _growth(was: Sequence[Rectangle], now: Sequence[Rectangle], grids: tuple[TracedGrid, TracedGrid]) -> str:
    nothing = ((0.0, 0.0, 0.0, 0.0),)
    old, new = around(was or nothing), around(now or nothing)
    parts = []
    if abs(new[2] - old[2]) > SEEN:
        columns = _columns(new, grids[1]) - _columns(old, grids[0])
        far = counted(abs(columns), "column") if columns else f"{abs(new[2] - old[2]):.1f} points"
        parts.append(f"{far} {'wider' if new[2] > old[2] else 'narrower'}")
    if abs(new[3] - old[3]) > SEEN:
        parts.append(f"{lines_of(abs(new[3] - old[3]), grids[1].baseline)} {'deeper' if new[3] > old[3] else 'shallower'}")
    return f"is {' and '.join(parts)}" if parts else "has another shape"


def _columns(area: Rectangle, grid: TracedGrid) -> int:
    left, right = area[0] - 0.5, area[0] + area[2] + 0.5
    return sum(x >= left and x + width <= right for x, width in grid.columns)
