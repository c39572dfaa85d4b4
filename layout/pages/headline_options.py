"""What became of every head that a story offers, at every rung that it may take, told in counts: for the editor who rewrites it.

In: what `set_headline` is asked. Out: an option for each text and rung, broken as well as it can be; of one that does not fit,
the breaks that leave least to be cut.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from layout.base.values import dataclass
from layout.design.styles import TextStyle
from layout.lines.single import ShapedText
from layout.pages.case import Case, at_rung, rungs_of
from layout.pages.headline import AS_ASKED, Give, allowed_rungs, choose, rung_cost, shape_head
from layout.pages.headline_counts import counts_held, counts_in, counts_over, points_of_count
from layout.pages.headline_shape import (
    FULL_ENOUGH,
    HEAD,
    HOLLOW,
    STUB,
    TIGHT,
    Breaking,
    Ruler,
    best_breaking,
    fewest_lines,
    line_cost,
    ruler_of,
    target_width,
)

# In counts, for a head that does not fit: one long line over is harder to mend than two; a few counts are best in one line.
LONG_OVER = 0.05  # times the square of a line's counts over
LINE_OVER = 0.1
SHAPE_OF_OVER = 0.5  # times a line's cost: the head will be written again anyway


class OptionLine(NamedTuple):
    """A line as broken: its words, its width in counts (to the nearest half), how many must go for it to fit (0: it fits)."""

    text: str
    counts: float
    over: float


@dataclass(frozen=True, slots=True)
class HeadlineOption:
    """One text at one rung. `choice` and `rung` from 0, `steps` rungs under the one asked for (negative: over it); `size` in
    points; `holds`: the counts that a line holds there.

    `faults` are what a reader would see, each a phrase ("a lone word on line 2"); `cost` as of a set headline, 0 where it does
    not fit. `taken`: this is what stands on the page.
    """

    choice: int
    text: str
    rung: int
    steps: int
    size: float
    fits: bool
    taken: bool
    holds: float
    lines: tuple[OptionLine, ...]
    faults: tuple[str, ...]
    cost: float = 0.0


def headline_options(  # noqa: PLR0913  # what `set_headline` is asked
    case: Case, texts: Sequence[str], style: TextStyle, width: float, asked: int, give: Give = AS_ASKED
) -> tuple[HeadlineOption, ...]:
    """Every text at every allowed rung, in the story's order, larger rungs first; what `set_headline` takes is marked. Where that
    is a smaller rung than any allowed, the text taken is told at that rung too."""
    best = choose(case, texts, style, width, asked, give)
    taken = (best.choice, best.rung) if best is not None else (len(texts) - 1, len(rungs_of(style)) - 1)
    rungs = allowed_rungs(style, asked, give)
    told = []
    for choice, text in enumerate(texts):
        more = (taken[1],) if choice == taken[0] and taken[1] not in rungs else ()
        told += [_option(case, (choice, text), style, width, (rung, asked)) for rung in (*rungs, *more)]
    return as_taken(told, *taken)


def as_taken(options: Sequence[HeadlineOption], choice: int, rung: int) -> tuple[HeadlineOption, ...]:
    """The options with that text at that rung marked as taken, and no other: for a head that fitting has chosen."""
    return tuple(replace(option, taken=(option.choice, option.rung) == (choice, rung)) for option in options)


def _option(case: Case, told: tuple[int, str], style: TextStyle, width: float, at: tuple[int, int]) -> HeadlineOption:
    """One text at one rung, not marked. `told`: which text, and its words; `at`: the rung, and the one asked for."""
    (choice, text), (rung, asked) = told, at
    sized = at_rung(style, rungs_of(style)[rung])
    count = points_of_count(case, sized)
    shaped = shape_head(case, text, style, rungs_of(style)[rung])
    ruler = ruler_of(shaped, case.language)
    holds = counts_held(width, count)
    option = HeadlineOption(choice, text, rung, rung - asked, sized.size, False, False, holds, (), ("no words in it",))
    if ruler is None:
        return option
    best = best_breaking(ruler, width, style.max_lines)
    breaking = best or _least_over(ruler, width, style.max_lines, count)
    lines = tuple(_line(shaped, ruler, line, width, count) for line in breaking.lines)
    if best is None:
        return replace(option, lines=lines, faults=(_told_over(lines, sized.size),))
    faults = tuple(faults_of(ruler, shaped, best, width, count))
    return replace(option, fits=True, lines=lines, faults=faults, cost=best.cost + rung_cost(rung, asked))


def faults_of(ruler: Ruler, shaped: ShapedText, breaking: Breaking, width: float, count: float) -> list[str]:
    """What a head's shape leaves to be desired, line by line; what costs it, in words. `count`: one count in points."""
    lines = breaking.lines
    target = target_width(ruler, width, len(lines))
    told: list[str] = []
    for number, (first, last) in enumerate(lines, start=1):
        set_width = ruler.width(first, last)
        before_break = shaped.words[ruler.cuts[last] - 1].text
        ends = last == ruler.units
        lone = len(lines) > 1 and last - first == 1 and ruler.single[first] and (ends or set_width < FULL_ENOUGH * width)
        if lone:
            told.append(f"a lone word on line {number}")
        if ruler.hangs[last]:
            told.append(f"line {number} ends in '{before_break}'")
        if ruler.splits[last]:
            told.append(f"line {number} parts '{before_break} {shaped.words[ruler.cuts[last]].text}'")
        if not lone and len(lines) > 1 and set_width < (STUB if ends else HOLLOW) * target:
            told.append(f"line {number} is much shorter than its fellows")
        if set_width > TIGHT * width:
            told.append(f"line {number} is tight")
    longest = max(ruler.width(*line) for line in lines)
    if longest < FULL_ENOUGH * width:
        short = max(counts_in(FULL_ENOUGH * width - longest, count), 0.5)
        told.append(f"{_counts(short)} short of three quarters")
    if len(lines) > (fewest_lines(ruler, width) or len(lines)):
        told.append("a line more than it needs, to read better")
    return told


def _told_over(lines: Sequence[OptionLine], size: float) -> str:
    """`line 2 is 1.5 counts over at 36 pt`; of several lines `line 1 is 2, line 3 0.5 counts over at 36 pt`."""
    over = [(number, line.over) for number, line in enumerate(lines, start=1) if line.over]
    *others, (last, much) = over
    told = [f"line {number} {counts:g}" for number, counts in others] + [f"line {last} {_counts(much)}"]
    first = over[0][0]
    return f"{', '.join(told)} over at {size:g} pt".replace(f"line {first} ", f"line {first} is ", 1)


def _counts(number: float) -> str:
    """`1 count`, `1.5 counts`."""
    return "1 count" if number == 1 else f"{number:g} counts"


def _line(shaped: ShapedText, ruler: Ruler, line: tuple[int, int], width: float, count: float) -> OptionLine:
    first, last = ruler.cuts[line[0]], ruler.cuts[line[1]]
    words = zip(shaped.words[first:last], shaped.gaps[first:last], strict=True)
    text = "".join([f"{word.text} " if gap else word.text for word, gap in words]).rstrip(" ")
    set_width = ruler.width(*line)
    return OptionLine(text, counts_in(set_width, count), counts_over(set_width - width, count))


def _least_over(ruler: Ruler, width: float, most: int, count: float) -> Breaking:
    """The breaks of a head that does not fit which leave least to be cut, on as many lines as may be: exactly the cheapest."""
    lines = min(most, ruler.units)
    reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for behind in range(lines - 1, -1, -1):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (price, way) in reached.items():
            for stop in range(start + 1, ruler.units - behind + 1) if behind else (ruler.units,):
                new = (price + over_cost(ruler, (start, stop), width, lines, count), (*way, stop))
                following[stop] = min(following.get(stop, new), new)
        reached = following
    price, way = reached[ruler.units]
    return Breaking(way, price)


def over_cost(ruler: Ruler, line: tuple[int, int], width: float, lines: int, count: float) -> float:
    """What a line of a head that does not fit costs: the counts that are over, and little else."""
    over = max(ruler.width(*line) - width, 0.0) / count
    shape = SHAPE_OF_OVER * line_cost(ruler, line, width, lines, HEAD)
    return over + LONG_OVER * over * over + LINE_OVER * (over > 0) + shape
