"""The best breaks of a headline's words: which lines read well together, and what each fault in them costs.

In: shaped words, a width, a number of lines. Out: where the lines end, exactly the cheapest. Costs are in one coin: 1 is a fault
that every reader sees, a lone word or a line that ends in "of".
"""

from typing import NamedTuple

from layout.lines.single import ShapedText
from layout.pages.headline_words import ends_weakly, of_one_number, weak_endings

FULL_ENOUGH = 0.75  # of the width, for the longest line: less looks like a mistake
TIGHT = 0.985  # of the width: more, and the head touches its neighbour's gutter
EVEN = 1.02  # lines aim a little above their mean width, so that the last one is rather the shorter

HANGING_COST = 1.0  # a line that ends in an article or a preposition, or between a number and its unit
LONE_WORD_COST = 1.0  # a last line of one word, where there are more lines; any line of one word that is not full enough
HOLLOW_COST = 0.5  # a line under HOLLOW of the lines' mean, not the last
HOLLOW = 0.6
STUB_COST = 0.4  # a last line under STUB of the lines' mean
STUB = 0.5
SHORT_COST = 4.0  # times the share of the width by which the longest line is not full enough
TIGHT_COST = 0.1
MORE_LINES_COST = 0.5  # each line more than the words need

CLOSE = 1e-9  # points: widths are differences of sums


class Ruler(NamedTuple):
    """A head's words as units that no line break parts. Positions are between units, from 0.

    A line from one position up to another runs from `begins[first]` to `ends[last]`, in points, tracked. `cuts[position]` is the
    index of the word before which a line may break there; `hangs`, `splits` tell what a break there would do (a weak ending, a
    number without its unit); `single[index]`: the unit is one word.
    """

    begins: tuple[float, ...]
    ends: tuple[float, ...]
    cuts: tuple[int, ...]
    hangs: tuple[bool, ...]
    splits: tuple[bool, ...]
    single: tuple[bool, ...]

    @property
    def units(self) -> int:
        """How many lines these words could stand on at most."""
        return len(self.cuts) - 1

    @property
    def whole(self) -> float:
        """The width of all of it on one line, in points."""
        return self.ends[-1] - self.begins[0]

    def width(self, first: int, last: int) -> float:
        """The width of a line between two positions, in points."""
        return self.ends[last] - self.begins[first]


class Breaking(NamedTuple):
    """Lines that end at these positions of the ruler, and what they cost."""

    ends: tuple[int, ...]
    cost: float

    @property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """Each line's two positions."""
        return tuple(zip((0, *self.ends[:-1]), self.ends, strict=True))


class Manner(NamedTuple):
    """What is asked of the lines beside being even: heads are to be full, not tight, not hollow; a deck's lines just even."""

    display: bool


HEAD, DECK = Manner(display=True), Manner(display=False)


def ruler_of(shaped: ShapedText, language: str) -> Ruler | None:
    """The words measured once for every breaking; None where there are none."""
    if not shaped.words:
        return None
    begins, ends, cuts = [0.0], [0.0], [0]
    single = []
    x, tracking, alone = 0.0, shaped.tracking, True
    last = len(shaped.words) - 1
    for index, (word, gap) in enumerate(zip(shaped.words, shaped.gaps, strict=True)):
        x += word.width + tracking * len(word.glyphs)
        if index == last or (gap and index not in shaped.tied):
            ends.append(x - tracking)
            begins.append(x + gap + tracking)
            cuts.append(index + 1)
            single.append(alone)
            alone = True
        elif gap:
            alone = False
        if gap:
            x += gap + tracking
    weak = weak_endings(language)
    inner = [(shaped.words[cut - 1].text, shaped.words[cut].text) for cut in cuts[1:-1]]
    hangs = (False, *[ends_weakly(before, weak) for before, _ in inner], False)
    splits = (False, *[of_one_number(before, after, language) for before, after in inner], False)
    return Ruler(tuple(begins), tuple(ends), tuple(cuts), hangs, splits, tuple(single))


def fewest_lines(ruler: Ruler, width: float) -> int | None:
    """How many lines the words need at least; None where one is wider than a line."""
    count, start = 1, 0
    for last in range(1, ruler.units + 1):
        if ruler.width(start, last) - width <= CLOSE:
            continue
        start = last - 1
        if ruler.width(start, last) - width > CLOSE:
            return None
        count += 1
    return count


def best_breaking(ruler: Ruler, width: float, most: int, manner: Manner = HEAD) -> Breaking | None:
    """The cheapest breaking of all on at most so many lines; None if it needs more. A deck: on its fewest lines, or one more."""
    least = fewest_lines(ruler, width)
    if least is None or least > most:
        return None
    best: Breaking | None = None
    for count in range(least, (most if manner.display else min(most, least + 1)) + 1):
        price = MORE_LINES_COST * (count - least)
        if best is not None and best.cost <= (price if manner.display else HANGING_COST):
            break
        found = _of_lines(ruler, width, count, manner)
        if found is not None and (best is None or found.cost + price < best.cost):
            best = Breaking(found.ends, found.cost + price)
    return best


def target_width(ruler: Ruler, width: float, count: int) -> float:
    """The width that each of so many lines should have."""
    return min(ruler.whole / count * EVEN, width)


def line_cost(ruler: Ruler, line: tuple[int, int], width: float, count: int, manner: Manner) -> float:
    """What one of `count` lines costs by itself."""
    first, last = line
    set_width, target = ruler.ends[last] - ruler.begins[first], target_width(ruler, width, count)
    cost = ((set_width - target) / width) ** 2
    if manner.display and set_width > TIGHT * width:
        cost += TIGHT_COST
    if count == 1:
        return cost
    lone = last - first == 1 and ruler.single[first]
    if last == ruler.units:
        return cost + LONE_WORD_COST * lone + STUB_COST * (set_width < STUB * target)
    if not manner.display:
        return cost + HANGING_COST * ruler.hangs[last]
    cost += HANGING_COST * (ruler.hangs[last] or ruler.splits[last])
    if lone and set_width < FULL_ENOUGH * width:
        return cost + LONE_WORD_COST
    return cost + HOLLOW_COST * (set_width < HOLLOW * target)


_Way = tuple[float, float, tuple[int, ...]]
"""A way to have come to a position: its cost, how full its longest line is (no more than full enough counts), its lines' ends."""


def _of_lines(ruler: Ruler, width: float, count: int, manner: Manner) -> Breaking | None:
    """The cheapest breaking on exactly so many lines: a dynamic program over (line, position), which keeps of each position every
    way that is cheaper or fuller than the others."""
    units, begins, ends = ruler.units, ruler.begins, ruler.ends
    enough = FULL_ENOUGH * width if manner.display else 0.0
    reached: dict[int, list[_Way]] = {0: [(0.0, 0.0, ())]}
    for behind in range(count - 1, -1, -1):
        following: dict[int, list[_Way]] = {}
        for start, ways in reached.items():
            for stop in range(start + 1, units - behind + 1) if behind else (units,):
                set_width = ends[stop] - begins[start]
                if set_width - width > CLOSE:
                    break
                price = line_cost(ruler, (start, stop), width, count, manner)
                for cost, longest, way in ways:
                    _keep(following.setdefault(stop, []), (cost + price, max(longest, min(set_width, enough)), (*way, stop)))
        reached = following
    finished = [(cost + SHORT_COST * (enough - longest) / width, way) for cost, longest, way in reached.get(units, ())]
    if not finished:
        return None
    cost, way = min(finished)
    return Breaking(way, cost)


def _keep(ways: list[_Way], new: _Way) -> None:
    """Add a way, unless another is as cheap and as full; drop those that are no better than it."""
    if any(cost <= new[0] and longest >= new[1] for cost, longest, _ in ways):
        return
    ways[:] = [way for way in ways if way[0] < new[0] or way[1] > new[1]]
    ways.append(new)
