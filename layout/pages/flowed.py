"""What became of copy in a chain of legs. It knows where each item stands; its lines are made when asked for.

While levers are weighed nobody asks: what is over, what is empty and what it costs decide, and those are counted without a line.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from layout.lines.line import Line
from layout.lines.paragraph import Setting, variants
from layout.pages.chain import Chain, Run


class Step(NamedTuple):
    """An item on the way that was chosen: its first row of the chain, and how it is set."""

    item: int
    start: int
    setting: Setting


class OverLine(NamedTuple):
    """A line that did not fit: its item, and as it would be set."""

    item: int
    line: Line


class Placed(NamedTuple):
    """A line in a run, `row` slots below the run's first. `row_of_item` counts the item's lines from 0."""

    item: int
    row_of_item: int
    run: int
    row: int
    line: Line


class Flowed:
    """The chain, filled. `steps`: its items in order. `cost` is that of the way, `end_cost` its part for what is over or short.

    `end`: the row after the last line; `short` rows stayed empty there.
    """

    def __init__(self, chain: Chain, steps: Sequence[Step], end: int, costs: tuple[float, float]) -> None:
        way, ending = costs
        self.chain = chain
        self.steps = tuple(steps)
        self.short = max(chain.rows - end, 0)
        self.cost = way + ending
        self.end_cost = ending

    @property
    def empty(self) -> int:
        """Rows that stay empty in the last piece's legs, at its end or pushed; none where copy is over."""
        return 0 if self.over else self.short + self.pushed

    @cached_property
    def over(self) -> int:
        """Lines that did not fit."""
        over = 0
        for _item, start, setting in reversed(self.steps):
            outside = start + len(setting) - self.chain.rows
            if outside <= 0:
                break
            over += min(outside, len(setting))
        return over

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Every line that has a place."""
        run_of, start_of = self.chain.run_of, self.chain.start_of
        placed: list[Placed] = []
        for step in self.steps:
            item, start, setting = step
            for index, line in enumerate(setting.lines[: self.inside(step)]):
                row = start + index
                placed.append(Placed(item, index, run_of[row], row - start_of[row], line))
        return tuple(placed)

    @cached_property
    def over_lines(self) -> tuple[OverLine, ...]:
        """The lines that did not fit."""
        return tuple(OverLine(step.item, line) for step in self.steps for line in step.setting.lines[self.inside(step) :])

    @cached_property
    def words_over(self) -> int:
        """How many words begin in the lines that did not fit."""
        return sum(s.setting.words_before(len(s.setting)) - s.setting.words_before(self.inside(s)) for s in self.steps)

    @cached_property
    def varied(self) -> int:
        """How many items took more or fewer lines than suits them best."""
        varied = 0
        for step in self.steps:
            every = variants(step.setting.prepared, step.setting.measures)
            best = min(every, key=lambda lines: every[lines].cost)
            varied += len(step.setting) != best
        return varied

    @cached_property
    def strained(self) -> tuple[int, ...]:
        """The items that could not be set within the limits: a line is too loose, or a word broken anywhere."""
        return tuple(step.item for step in self.steps if step.setting.strained and self.inside(step))

    @cached_property
    def pushed(self) -> int:
        """Rows of the last piece that stay empty at a leg's foot, because what comes next does not stand there well."""
        chain = self.chain
        last = chain.runs[-1].piece if chain.runs else 0
        pushed = end = 0
        for _item, start, setting in self.steps:
            if end < start <= chain.rows and chain.at_top(start):
                pushed += sum(chain.runs[chain.run_of[row]].piece == last for row in range(end, start))
            end = start + len(setting)
        return pushed

    @cached_property
    def words_before(self) -> tuple[int, ...]:
        """How many words stand before each piece's end."""
        ends = self.chain.piece_ends
        before: list[int] = []
        words = 0
        for _item, start, setting in self.steps:
            while len(before) < len(ends) and ends[len(before)] < start + len(setting):
                before.append(words + setting.words_before(max(ends[len(before)] - start, 0)))
            words += setting.words_before(len(setting))
        return tuple(before + [words] * (len(ends) - len(before)))

    def inside(self, step: Step) -> int:
        """How many lines of a step have a place."""
        return max(min(self.chain.rows - step.start, len(step.setting)), 0)

    def between(self, first: int, last: int) -> Iterator[tuple[int, Step, int]]:
        """What stands in the rows from `first` up to, not including, `last`: each row, its item's step, which of its lines."""
        for step in self.steps[max(bisect_right(self._starts, first) - 1, 0) :]:
            start = step.start
            if start >= last:
                return
            for row in range(max(start, first), min(start + len(step.setting), last)):
                yield row, step, row - start

    @cached_property
    def _starts(self) -> list[int]:
        return [step.start for step in self.steps]

    def by_leg(self, runs: Sequence[Run]) -> dict[tuple[int, int], list[tuple[Placed, int]]]:
        """What stands in each leg, by piece and leg, each line with its slot."""
        legs: dict[tuple[int, int], list[tuple[Placed, int]]] = {}
        for placed in self.placed:
            run = runs[placed.run]
            legs.setdefault((run.piece, run.leg), []).append((placed, run.slot + placed.row))
        return legs
