"""Rivers: word spaces that lie over one another line after line, until the eye sees a white thread running down a leg.

In: the legs' lines. Only loose lines are looked at, in runs that are long enough; so a page without rivers costs next to nothing.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.lines.line import Line
from layout.pages.display import Kind, SetLine
from layout.passing.design_lines import word_space
from layout.passing.design_view import BlockView, LegPiece, PageView
from layout.passing.findings import Rule, finding

RIVER = Rule("river", Severity.WARNING, "word spaces over one another on five lines or more")

LEAST_LINES = 5  # that a river runs through
LEAST_SPACE = 0.33  # em: narrower word spaces are not seen as white, wherever they stand
LEAST_WHITE = 2.0  # em of white in all: five spaces of 0.4, or six of a third. Of less, a reader looking for it sees nothing
MOST_DRIFT = 0.3  # em by which the middle of a space may lie beside that of the one above it
LEAST_COMMON = 0.6  # of the narrower of two spaces, by which they must lie over each other


class Space(NamedTuple):
    """A word space: its edges in points across the page, and of the thread down to it how many spaces, how wide in all, and the
    row of the first."""

    left: float
    right: float
    run: int
    white: float
    top: int


def judge_rivers(view: PageView) -> Iterator[Problem]:
    """The rivers in a page's legs."""
    for block in view.blocks.values():
        for piece in block.pieces:
            for run in _loose_runs(piece.lines):
                yield from _rivers(view, block, piece, run)


def _loose_runs(lines: Sequence[SetLine]) -> Iterator[Sequence[SetLine]]:
    """Lines of text one under another, all of them loose enough for their spaces to be seen."""
    start = 0
    for end in range(len(lines) + 1):
        if end < len(lines) and lines[end].kind is Kind.BODY and word_space(lines[end].line) >= LEAST_SPACE:
            continue
        if end - start >= LEAST_LINES:
            yield lines[start:end]
        start = end + 1


def _rivers(view: PageView, block: BlockView, piece: LegPiece, lines: Sequence[SetLine]) -> Iterator[Problem]:
    """Threads in a run of loose lines, each told where it has become long enough, once."""
    above: list[Space] = []
    found: dict[int, tuple[int, float, float]] = {}
    for row, line in enumerate(lines):
        size = line.line.words[0].size
        here = []
        for left, right in _spaces(line.line, line.x):
            over = max(
                (space for space in above if _runs_on(space, left, right, size)), key=lambda space: space.run, default=None
            )
            run, white, top = (over.run + 1, over.white, over.top) if over is not None else (1, 0.0, row)
            white += right - left
            here.append(Space(left, right, run, white, top))
            if run >= LEAST_LINES and white >= LEAST_WHITE * size and run > found.get(top, (0, 0.0, 0.0))[0]:
                found[top] = (run, left, right)
        above = here
    for top, (run, left, right) in found.items():
        yield _river(view, block, lines[top : top + run], (left + right) / 2)


def _spaces(line: Line, x: float) -> Iterator[tuple[float, float]]:
    """The left and right edges of a line's word spaces."""
    x += line.left
    for word, gap in zip(line.words, line.gaps, strict=True):
        x += (word.width + line.tracking * len(word.glyphs)) * line.scale
        if gap:
            wide = (gap + line.space + line.tracking) * line.scale
            yield x, x + wide
            x += wide


def _runs_on(space: Space, left: float, right: float, size: float) -> bool:
    """True if a space carries on the thread of one in the line above."""
    common = min(space.right, right) - max(space.left, left)
    drift = abs((space.left + space.right) - (left + right)) / 2
    return common >= LEAST_COMMON * min(space.right - space.left, right - left) and drift <= MOST_DRIFT * size


def _river(view: PageView, block: BlockView, lines: Sequence[SetLine], middle: float) -> Problem:
    grid = view.grid
    top = lines[0].baseline - grid.drop
    area = Area(middle - grid.baseline, top, 2 * grid.baseline, lines[-1].baseline - top + grid.baseline - grid.drop)
    first = lines[0].line.text.replace("\u00ad", "-")
    text = f"{block.name}: a river of white runs through {len(lines)} lines, from “{first}” on"
    remedy = "Change a word in one of those lines, so that its spaces move."
    return finding(RIVER, text, remedy, OnPage(view.page.number, area), block.story)
