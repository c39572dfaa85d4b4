"""`allow:` silences a check where somebody has said why; the report keeps the reason. Of errors only those that say so."""

from collections.abc import Iterable
from dataclasses import replace

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.content.issue import Allowed, Block, Issue, PagePlan


def apply_allowances(problems: Iterable[Problem], issue: Issue) -> list[Problem]:
    """The problems, those that are allowed turned into notes that give the reason."""
    return [_allowed(problem, issue) for problem in problems]


def _allowed(problem: Problem, issue: Issue) -> Problem:
    if problem.severity is not Severity.WARNING and not (problem.severity is Severity.ERROR and problem.may_allow):
        return problem
    for allowed in _allowances_for(problem, issue):
        if allowed.rule == problem.code:
            return replace(problem, severity=Severity.NOTE, message=f"{problem.message}; allowed: {allowed.why}")
    return problem


def _allowances_for(problem: Problem, issue: Issue) -> Iterable[Allowed]:
    yield from issue.allow
    for page in issue.pages:
        if not _concerns_page(problem, page):
            continue
        yield from page.allow
        for block in page.blocks:
            if _concerns_block(problem, block):
                yield from block.allow


def _concerns_page(problem: Problem, page: PagePlan) -> bool:
    match problem.where:
        case OnPage(number):
            return number == page.number
        case InFile():
            return problem.where == page.where or any(_concerns_block(problem, block) for block in page.blocks)


def _concerns_block(problem: Problem, block: Block) -> bool:
    """A problem belongs to a block by its story, or by the line on which the block or one of its keys stands."""
    slugs = getattr(block.what, "slugs", (getattr(block.what, "slug", ""),))
    if problem.story:
        return problem.story in slugs
    return problem.where == block.where or problem.where in block.marks.values()
