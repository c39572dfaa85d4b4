"""The plan: every page's letters as areas in columns and slots, slugs as stories, jumps as chains."""

from collections.abc import Mapping
from dataclasses import field

from layout.base.values import dataclass
from layout.content.issue import Block, Issue, PagePlan
from layout.content.story import Story
from layout.design.grid import Grid
from layout.design.house import House, Master


@dataclass(frozen=True, slots=True)
class Extent:
    """The part of one grid column that a block owns: slots from `top` up to, not including, `foot`. `column` counts from 0."""

    column: int
    top: int
    foot: int


@dataclass(frozen=True, slots=True)
class PlannedBlock:
    """A block with its area. `extents` runs left to right, one a column; equal tops and feet make a rectangle.

    `gap`: how many slots at its top belong to the gap above it (0 under furniture). `story`: what it carries, if a story.
    `jump_to`, `jump_from`: the printed page numbers for its markers, empty for none.
    """

    block: Block
    extents: tuple[Extent, ...]
    gap: int
    story: Story | None = None
    jump_to: str = ""
    jump_from: str = ""

    @property
    def letter(self) -> str:
        """The letter it is drawn with."""
        return self.block.letter

    @property
    def top(self) -> int:
        """The highest slot."""
        return min(extent.top for extent in self.extents)

    @property
    def foot(self) -> int:
        """The slot after the lowest."""
        return max(extent.foot for extent in self.extents)

    @property
    def first_column(self) -> int:
        """The leftmost column, from 0."""
        return self.extents[0].column

    @property
    def columns(self) -> int:
        """How many columns wide it is."""
        return len(self.extents)

    @property
    def is_rectangle(self) -> bool:
        """True where all its columns share top and foot."""
        return len({(extent.top, extent.foot) for extent in self.extents}) == 1


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page with its master and its blocks, top to bottom and left to right.

    `grid` is the house's; of a spread, both pages' columns in one. `left_hand`: an even page (its outer side is the left).
    """

    plan: PagePlan
    master: Master
    grid: Grid
    first_slot: int
    left_hand: bool
    mono: bool
    blocks: tuple[PlannedBlock, ...]
    variables: Mapping[str, str]
    """Every name that templates of this page may use, dates excepted."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a chain: a page's printed number and a block's letter."""

    page: str
    letter: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A story's way through the issue, in reading order. A story that does not jump is a chain of one piece."""

    story: Story
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Issue and house brought together. `page_of` gives the printed page on which each story begins, `sections` a page's section.

    Both know every page of the issue, also where only some were asked for.
    """

    issue: Issue
    house: House
    pages: tuple[PlannedPage, ...]
    chains: tuple[Chain, ...]
    page_of: Mapping[str, str]
    sections: Mapping[str, str] = field(default_factory=dict)
