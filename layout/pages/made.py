"""A block, made: its marks, how deep its legs came, and what is to be told of it."""

from collections.abc import Mapping
from dataclasses import field

from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.pages.display import Mark
from layout.pages.outcome import BlockOutcome, PlacedHead


@dataclass(frozen=True, slots=True)
class Made:
    """A block's marks and news. `ground` lies under everything on the page.

    `feet` is the last slot used in each grid column (absent: the block's own foot). `barred`: it stands under a standing head
    and hangs from a bar.
    """

    letter: str
    outcome: BlockOutcome
    ground: tuple[Mark, ...] = ()
    marks: tuple[Mark, ...] = ()
    feet: Mapping[int, int] = field(default_factory=dict)
    barred: bool = False
    problems: tuple[Problem, ...] = ()
    head: PlacedHead | None = None
