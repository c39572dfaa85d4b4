"""Over and short of every block that carries text, the worst first: a table for people, one object for programs.

In: the blocks of composed pages, the plan that they were composed of, and the problems as judged, which say what the desk allows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from layout.base.messages import page_order
from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import Ad, Block, Briefs, Continuation, Notice, PictureAlone, Refers, StoryPiece, Table
from layout.desk.plan import Plan
from layout.pages.outcome import BlockOutcome
from layout.passing.aligned import Columns, Row, aligned, wrapped
from layout.passing.fit import Fit, block_facts, carries_text, counted, fit_of, fit_words, leeway_words

MISFITS = ("overset", "short")
"""The codes of the problems that say the same as this table."""

_RANK = {Fit.OVER: 0, Fit.SHORT: 1, Fit.FULL: 2}
_COLUMNS = Columns(
    ("place", "story", "lines", "fit", "-/+", "borders"),
    right=frozenset({2}),
    gives=((1, 24), (3, 24), (1, 12), (3, 12)),
    under=1,
)


@dataclass(frozen=True, slots=True)
class FitRow:
    """A block that carries text. `carries`: its story's slug, or `(briefs)`, `(notice)`, `(table)`.

    `baseline`: a line's depth in points. `allowed`: somebody answers for it that it is over or short.
    """

    block: BlockOutcome
    carries: str
    baseline: float
    allowed: bool = False

    @property
    def is_off(self) -> bool:
        """True while the desk has to do something about it."""
        return fit_of(self.block) is not Fit.FULL and not self.allowed


def fit_rows(blocks: Iterable[BlockOutcome], plan: Plan, problems: Iterable[Problem] = ()) -> tuple[FitRow, ...]:
    """Those over first, by lines; then those short; then the full ones in the paper's order."""
    planned = {(page.plan.number, each.letter): each.block for page in plan.pages for each in page.blocks}
    baselines = {page.plan.number: page.grid.baseline for page in plan.pages}
    allowed = _allowed(problems)
    rows = [
        FitRow(
            block,
            block.story or _carried(planned.get((block.page, block.block))),
            baselines.get(block.page, plan.house.grid.baseline),
            (block.page, block.story) in allowed,
        )
        for block in blocks
        if carries_text(block)
    ]
    return tuple(sorted(rows, key=_badness))


def fit_table(rows: Sequence[FitRow], width: int = 100, *, verbose: bool = False) -> str:
    """The table, and a line that sums it up. `width`: of the terminal, in characters; `verbose`: each leg too."""
    if not rows:
        return summary(rows)
    table = aligned(_COLUMNS, [Row(_cells(row), tuple(_under(row, verbose=verbose))) for row in rows], width)
    return "\n".join([table, "", *wrapped(summary(rows), width)])


def summary(rows: Sequence[FitRow]) -> str:
    """`2 blocks over (+9 lines, about 61 words), 1 short (4 lines, about 25 words), 23 full`."""
    if not rows:
        return "no block carries text"
    over, short, full = ([row.block for row in rows if fit_of(row.block) is fit] for fit in Fit)
    told: list[tuple[int, str]] = []
    if over:
        lines, words = sum(block.lines_over for block in over), sum(block.words_over for block in over)
        told.append((len(over), f"over (+{_sum(lines, words)})"))
    if short:
        lines, words = sum(block.lines_short for block in short), sum(block.hole_words for block in short)
        told.append((len(short), f"short ({_sum(lines, words)})"))
    if full:
        told.append((len(full), "full"))
    (first, how), *others = told
    return ", ".join([f"{counted(first, 'block')} {how}", *(f"{count} {how}" for count, how in others)])


def fit_facts(issue: Mapping[str, str], rows: Sequence[FitRow]) -> dict[str, object]:
    """The same for programs; a block's keys are those of report.json. `fit`: nothing is over or short but what is allowed."""
    blocks = [row.block for row in rows]
    return {
        "issue": dict(issue),
        "fit": not any(row.is_off for row in rows),
        "lines_over": sum(block.lines_over for block in blocks),
        "words_over": sum(block.words_over for block in blocks),
        "lines_short": sum(block.lines_short for block in blocks),
        "hole_words": sum(block.hole_words for block in blocks),
        "blocks": [_facts(row) for row in rows],
    }


def _allowed(problems: Iterable[Problem]) -> frozenset[tuple[str, str]]:
    """Page and story of each misfit that is only a note: somebody has said why."""
    return frozenset(
        (each.where.page, each.story)
        for each in problems
        if each.code in MISFITS and each.severity is Severity.NOTE and isinstance(each.where, OnPage)
    )


def _carried(block: Block | None) -> str:
    """What a block that carries no story carries."""
    if block is None:
        return ""
    match block.what:
        case StoryPiece(slug=slug) | Continuation(slug=slug):
            return slug
        case Briefs():
            return "(briefs)"
        case Notice():
            return "(notice)"
        case Table():
            return "(table)"
        case Refers():
            return "(refers)"
        case PictureAlone():
            return "(picture)"
        case Ad():
            return "(ad)"
        case other:
            assert_never(other)


def _badness(row: FitRow) -> tuple[int, int, tuple[str, int]]:
    """What is worse comes first, and of equals what the reader meets first; `sorted` keeps a page's own order."""
    block = row.block
    return _RANK[fit_of(block)], -(block.lines_over or block.lines_short), page_order(block.page)


def _cells(row: FitRow) -> tuple[str, ...]:
    block = row.block
    fit = fit_words(block, row.baseline) + ("; allowed" if row.allowed and fit_of(block) is not Fit.FULL else "")
    leeway, borders = (leeway_words(block), str(block.borders)) if block.legs else ("", "")
    return f"{block.page} {block.block}", row.carries, str(block.lines), fit, leeway, borders


def _under(row: FitRow, *, verbose: bool) -> Iterator[str]:
    """What stands under a row: where it runs over, what gave, its legs."""
    block = row.block
    if block.first_words_over:
        yield f"from \u201c{block.first_words_over}\u201d"
    if block.levers:
        yield f"gave: {', '.join(block.levers)}"
    if verbose and block.legs:
        yield f"legs: {' '.join(f'{leg.used}/{leg.rows}' for leg in block.legs if leg.rows)}; {counted(block.words, 'word')}"


def _sum(lines: int, words: int) -> str:
    return counted(lines, "line") + (f", about {counted(words, 'word')}" if words else "")


def _facts(row: FitRow) -> dict[str, object]:
    facts = block_facts(row.block, row.baseline)
    if not row.block.story:
        facts["carries"] = row.carries.strip("()")
    if row.allowed and fit_of(row.block) is not Fit.FULL:
        facts["allowed"] = True
    return facts
