"""`allow:` silences a check where somebody has said why; the report keeps the reason. Of errors only those that say so."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.content.issue import Allowed, Block, Issue, PagePlan, PictureAlone, Refers

ALLOWED = "; allowed: "


def apply_allowances(problems: Iterable[Problem], issue: Issue) -> list[Problem]:
    """The problems, those that are allowed turned into notes that give the reason."""
    return [_allowed(problem, issue) for problem in problems]


def unused_allowances(problems: Iterable[Problem], issue: Issue, numbers: Iterable[str]) -> list[Problem]:
    """A warning for every allowance that silenced nothing on the pages of those numbers: a slip, or no longer needed."""
    silenced = {(problem.code, problem.message.rpartition(ALLOWED)[2]) for problem in problems if ALLOWED in problem.message}
    asked = set(numbers)
    pages = [page for page in issue.pages if page.number in asked]
    allowed = [each for page in pages for each in (*page.allow, *(each for block in page.blocks for each in block.allow))]
    allowed += issue.allow if len(pages) == len(issue.pages) else ()
    return [_unused(each) for each in allowed if (each.rule, each.why) not in silenced]


def _unused(allowed: Allowed) -> Problem:
    text = f"nothing was found that '{allowed.rule}' would silence here"
    remedy = "Look at the code's spelling (docs/problems.md; not every error may be allowed), or take it away."
    return Problem("allow-unused", Severity.WARNING, text, remedy, allowed.where)


def _allowed(problem: Problem, issue: Issue) -> Problem:
    if problem.severity is not Severity.WARNING and not (problem.severity is Severity.ERROR and problem.may_allow):
        return problem
    for allowed in _allowances_for(problem, issue):
        if allowed.rule == problem.code:
            return replace(problem, severity=Severity.NOTE, message=f"{problem.message}{ALLOWED}{allowed.why}")
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
    """A problem belongs to a block by its story, or by the line on which the block, one of its keys or entries stands."""
    slugs = getattr(block.what, "slugs", (getattr(block.what, "slug", ""),))
    if problem.story:
        return problem.story in slugs
    return problem.where in (block.where, *block.marks.values(), *_entries(block))


def _entries(block: Block) -> Iterator[InFile]:
    """Where a block's photos and refers stand."""
    yield from (photo.where for photo in block.photos or ())
    match block.what:
        case PictureAlone(photo=photo):
            yield photo.where
        case Refers(items=items):
            yield from (refer.where for refer in items)
        case _:
            return
