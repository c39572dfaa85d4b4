"""The page composer: a plan becomes finished pages.

In: the plan, the faces, every picture and ad as probed. Out: pages as display lists, and what became of each block and jump.
Refuses nothing: what does not fit is told in lines and words, what cannot be had leaves a marked hole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from layout.base.problems import OnPage, Problem, Severity
from layout.content.issue import Ad
from layout.desk.numbers import pages_of
from layout.desk.plan import Plan, PlannedBlock, PlannedPage
from layout.images.picture import Art
from layout.lines.shape import Faces
from layout.pages.ads import ad_depths, check_depths
from layout.pages.borders import move_borders
from layout.pages.case import Case
from layout.pages.copyfit.fit import fit
from layout.pages.display import Mark, Page
from layout.pages.furniture import folio_marks, furniture_marks, moved
from layout.pages.made import Made
from layout.pages.mono import in_black
from layout.pages.outcome import BlockOutcome, Borders, Composed, JumpOutcome
from layout.pages.rules import rule_marks
from layout.pages.single import make_single
from layout.pages.stone import Stone
from layout.pages.stories import make_chain
from layout.pages.templates import filled_page, page_fill


def compose(plan: Plan, faces: Faces, art: Mapping[Path, Art]) -> Composed:
    """Every page of the plan. Same arguments, same pages."""
    case = Case(plan.house, faces, plan.house.language)
    drawn = plan.pages
    pages = [filled_page(plan, move_borders(page, ad_depths(page, art))) for page in drawn]
    stones = [Stone(case, page.grid, art, page.plan.number) for page in pages]
    fitted = fit(plan, {stone.page: (stone, page) for stone, page in zip(stones, pages, strict=True)})
    after_ads, pages = pages, list(fitted.pages)
    plan = replace(plan, pages=fitted.pages)
    made: dict[tuple[str, str], Made] = {}
    jumps: list[JumpOutcome] = []
    for attempt in fitted.attempts:
        first = attempt.parts[0]
        spot = first.stone.page, first.package.planned.letter
        blocks, told = make_chain(plan, attempt, fitted.borders.get(spot, Borders.FIXED))
        made.update(blocks)
        jumps += told
    for stone, page in zip(stones, pages, strict=True):
        for planned in page.blocks:
            if (stone.page, planned.letter) not in made:
                made[stone.page, planned.letter] = make_single(plan, stone, planned)
    finished = [
        _with_told(
            _page(plan, stone, page, made),
            [*check_depths(stone, before, page), *([_search_stopped(stone)] if stone.page in fitted.unfinished else [])],
        )
        for stone, before, page in zip(stones, drawn, pages, strict=True)
    ]
    outcomes = tuple(_outcomes((drawn, after_ads, pages), made, fitted.borders))
    problems = tuple(problem for page in finished for problem in page.problems)
    heads = (made[stone.page, block.letter].head for stone, page in zip(stones, pages, strict=True) for block in page.blocks)
    return Composed(tuple(finished), outcomes, tuple(jumps), problems, tuple(head for head in heads if head is not None))


def _search_stopped(stone: Stone) -> Problem:
    text = "the search for the best borders was stopped; the best that was found stands"
    remedy = "Let fewer borders move ('fit:' on a block), or draw the page nearer to its copy."
    return Problem("fit-stopped", Severity.NOTE, text, remedy, OnPage(stone.page))


def _page(plan: Plan, stone: Stone, page: PlannedPage, made: Mapping[tuple[str, str], Made]) -> Page:
    """A page's marks in painting order: furniture, grounds, rules, then block by block as it is read."""
    blocks = [made[stone.page, planned.letter] for planned in page.blocks]
    feet = {(block.letter, column): foot for block in blocks for column, foot in block.feet.items()}
    barred = frozenset(block.letter for block in blocks if block.barred)
    marks = furniture_marks(stone, page, page_fill(plan, page))
    marks += _folios(plan, stone, page)
    for block in blocks:
        marks += block.ground
    marks += rule_marks(stone, page, barred, feet)
    for block in blocks:
        marks += block.marks
    problems = tuple(_here(problem, stone.page) for block in blocks for problem in block.problems)
    sheet = page.grid.sheet
    printed = in_black(marks) if page.mono else tuple(marks)
    return Page(page.plan.number, page.plan.section, sheet.width, sheet.height, sheet.bleed, page.mono, printed, problems)


def _folios(plan: Plan, stone: Stone, page: PlannedPage) -> list[Mark]:
    """The page's folio; of a spread that of either page."""
    if not page.grid.fold_after:
        return folio_marks(stone, page, page_fill(plan, page))
    marks: list[Mark] = []
    grid = plan.house.grid
    for index, number in enumerate(pages_of(page.plan.number)):
        variables = {**page.variables, "page": number}
        side = replace(page, grid=grid, left_hand=index == 0, variables=variables)
        made = folio_marks(replace(stone, grid=grid), side, page_fill(plan, side))
        marks += [moved(mark, index * grid.sheet.width) for mark in made]
    return marks


def _with_told(page: Page, problems: Iterable[Problem]) -> Page:
    """The page with what is told of it as a whole."""
    return replace(page, problems=(*page.problems, *problems))


def _here(problem: Problem, page: str) -> Problem:
    """A block's problem; one without a place of its own stands on the page."""
    return problem if problem.where is not None else replace(problem, where=OnPage(page))


def _outcomes(
    stages: tuple[Sequence[PlannedPage], Sequence[PlannedPage], Sequence[PlannedPage]],
    made: Mapping[tuple[str, str], Made],
    borders: Mapping[tuple[str, str], Borders],
) -> Iterator[BlockOutcome]:
    """Every block's, with what moved its borders. `stages`: the pages as drawn, with their ads, and fitted."""
    for before, with_ads, after in zip(*stages, strict=True):
        for was, between, planned in zip(before.blocks, with_ads.blocks, after.blocks, strict=True):
            spot = after.plan.number, planned.letter
            outcome = made[spot].outcome
            levers = list(outcome.levers)
            if not isinstance(planned.block.what, Ad):
                levers += _moved_by("by an ad's own depth", _depth(between) - _depth(was))
                levers += _moved_by("a border moved", _depth(planned) - _depth(between))
            yield replace(outcome, levers=tuple(levers), borders=borders.get(spot, outcome.borders))


def _depth(planned: PlannedBlock) -> int:
    return planned.foot - planned.top


def _moved_by(what: str, lines: int) -> Iterator[str]:
    if lines:
        yield f"{what}: {abs(lines)} line{'s' if abs(lines) > 1 else ''} {'deeper' if lines > 0 else 'shallower'}"
