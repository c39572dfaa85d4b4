"""What became of each block and each jump: the facts that reports and the desk's messages are made of."""

from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.pages.display import Page


@dataclass(frozen=True, slots=True)
class BlockOutcome:
    """How a block came out. Lines are set lines of text; over and short are counted over all its legs."""

    page: str
    block: str
    story: str
    lines: int
    lines_over: int = 0
    words_over: int = 0
    lines_short: int = 0
    first_words_over: str = ""
    levers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JumpOutcome:
    """Where a story goes on, after how many of its words."""

    story: str
    from_page: str
    to_page: str
    after_words: int


@dataclass(frozen=True, slots=True)
class Composed:
    """Everything that composing yields. Problems that belong to a page stand in the page too."""

    pages: tuple[Page, ...]
    blocks: tuple[BlockOutcome, ...]
    jumps: tuple[JumpOutcome, ...]
    problems: tuple[Problem, ...]
