"""An issue measured: composed as for the press, and told how every block came out. Nothing is printed, nothing written.

In: an order. Out: the composed pages, their blocks, and every problem, judged as a build judges it. An issue whose text is wrong
is refused: nothing is composed then.
"""

from layout.base.messages import sorted_problems
from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.pages.outcome import BlockOutcome, Composed, PlacedHead
from layout.production.checking import check
from layout.production.making import make_up
from layout.production.order import Checked, Order, Paper


@dataclass(frozen=True, slots=True)
class Measured:
    """What measuring came to. `composed` and `paper` None: refused. `blocks`, `heads`: of the pages that are ordered."""

    checked: Checked
    composed: Composed | None
    blocks: tuple[BlockOutcome, ...]
    problems: tuple[Problem, ...]
    heads: tuple[PlacedHead, ...] = ()

    @property
    def paper(self) -> Paper | None:
        """The issue with all that it takes to make it up, if it was not refused."""
        return self.checked.paper if self.composed is not None else None


def measure(order: Order) -> Measured:
    """Read, plan, compose. What it kept for the next time lies in the order's store alone."""
    checked = check(order)
    paper = checked.paper
    if paper is None or checked.refused:
        return Measured(checked, None, (), checked.problems)
    up = make_up(paper, order)
    told = [*up.general, *(problem for page in up.pages for problem in page.problems)]
    problems = sorted_problems([*checked.problems, *order.judged(told, paper.issue)])
    numbers = {page.number for page in up.pages}
    blocks = tuple(block for block in up.composed.blocks if block.page in numbers)
    return Measured(checked, up.composed, blocks, problems, tuple(head for head in up.composed.heads if head.page in numbers))
