"""What became of each block and each jump: the facts that reports and the desk's messages are made of."""

from dataclasses import field
from enum import StrEnum
from typing import NamedTuple

from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.lines.line import Line
from layout.pages.case import Case
from layout.pages.display import Kind, Page
from layout.pages.head import AskedHead
from layout.pages.headline import SetHeadline


class Borders(StrEnum):
    """Whether the borders above and below a block could move for it."""

    FIXED = "fixed"  # ads, furniture, blocks that can't give, or no `flex` in the policy
    GIVE = "give"


class LegOutcome(NamedTuple):
    """One leg: the slots that it has for text, and how many of them are used, white above crossheads counted."""

    rows: int
    used: int


@dataclass(frozen=True, slots=True)
class OversetLine:
    """A line that did not fit, as it would be set. `paragraph` is its index in the story's body; `line`: its type, None where
    nobody set it; two outcomes with faces opened at different times are equal all the same."""

    text: str
    kind: Kind
    paragraph: int
    line: Line | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BlockOutcome:
    """How a block came out. Lines are set lines of text; over and short are counted over all its legs.

    `words_over` are the fewest words, from the story's end, whose cut makes it fit, with every lever that the policy allows.
    `words` stand in it; `hole_words`: about how many more would fill it. `shrink` and `stretch`: by how many lines its whole
    story could become shorter or longer than it is set, by paragraphs of other lengths alone. `words_before`: the same as
    `words_over`, but cut right before the crosshead `cut_before`; 0 where that can't be. `overset`: the lines that did not fit.
    """

    page: str
    block: str
    story: str
    lines: int
    lines_over: int = 0
    words_over: int = 0
    lines_short: int = 0
    first_words_over: str = ""
    levers: tuple[str, ...] = ()
    legs: tuple[LegOutcome, ...] = ()
    words: int = 0
    hole_words: int = 0
    shrink: int = 0
    stretch: int = 0
    borders: Borders = Borders.FIXED
    cut_before: str = ""
    words_before: int = 0
    overset: tuple[OversetLine, ...] = ()


@dataclass(frozen=True, slots=True)
class JumpOutcome:
    """Where a story goes on, after how many of its words."""

    story: str
    from_page: str
    to_page: str
    after_words: int


@dataclass(frozen=True, slots=True)
class PlacedHead:
    """A block's headline: what was asked, from which case, and what was taken."""

    page: str
    block: str
    story: str
    case: Case
    asked: AskedHead
    taken: SetHeadline


@dataclass(frozen=True, slots=True)
class Composed:
    """Everything that composing yields. Problems that belong to a page stand in the page too."""

    pages: tuple[Page, ...]
    blocks: tuple[BlockOutcome, ...]
    jumps: tuple[JumpOutcome, ...]
    problems: tuple[Problem, ...]
    heads: tuple[PlacedHead, ...] = ()
