"""The plan: issue and house brought together.

In: an issue and its house as read. Out: every page's letters as areas, slugs as stories, jumps as chains; and every fault found.
Refuses nothing: what can be planned is planned, so that the proof desk can show a half-typed page; the commands decide to stop.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from layout.base.nearest import did_you_mean
from layout.base.problems import Problem, Severity
from layout.base.values import dataclass
from layout.content.dummy import letters_of
from layout.content.issue import Block, Briefs, Continuation, Dummy, Issue, PagePlan, StoryPiece
from layout.content.story import Story
from layout.design.grid import Grid
from layout.design.house import House, Master
from layout.design.press import Press
from layout.desk.areas import (
    Area,
    Shape,
    as_area,
    check_shape,
    drawn_shapes,
    given_shapes,
    row_edges,
    row_place,
    spread_grid,
)
from layout.desk.bookings import check_bookings
from layout.desk.checks import check_issue, check_planned_page
from layout.desk.fit_policy import check_policies
from layout.desk.jumps import Way, story_ways
from layout.desk.numbers import is_left_hand, is_spread, pages_of
from layout.desk.photos import check_photos
from layout.desk.plan import Chain, Piece, Plan, PlannedBlock, PlannedPage
from layout.desk.press_checks import check_press
from layout.desk.variables import check_ordered

Markers = Mapping[str, tuple[str, str]]
"""By letter: the printed pages that a piece goes on to and comes from."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """What every page is planned from."""

    issue: Issue
    house: House
    press: Press


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page of which the areas are known, and nothing else yet."""

    plan: PagePlan
    master: Master
    grid: Grid
    areas: Mapping[str, Area]


def make_plan(issue: Issue, house: House, press: Press) -> tuple[Plan | None, list[Problem]]:
    """The plan of every page that could be planned (None where there is none), and every problem.

    Where only some pages were asked for, the others' drawings are looked up for page numbers, and those of their blocks are
    planned that carry on what begins on the pages asked for: a story's last piece takes all that is left.
    """
    pages = (*issue.pages, *issue.others)
    asked = len(issue.pages)
    ways, problems = story_ways(pages, asked)
    problems += [*check_issue(issue), *check_policies(issue, house), *check_press(issue, house, press)]
    problems += [*check_ordered(issue, house), *check_bookings(issue)]
    ways = tuple(way for way in ways if any(spot.page < asked for spot in way))
    for way in ways:
        if (story := issue.stories.get(way[0].slug)) is not None:
            problems += check_photos(way, story)
    drawn: dict[int, _Drawn] = {}
    for index, page in enumerate(pages):
        result, found = _draw(page, house)
        problems += found if index < asked else []
        if result is not None:
            drawn[index] = result
    markers = _markers(ways, drawn)
    paper = _Paper(issue, house, press)
    planned: list[PlannedPage] = []
    for index, result in drawn.items():
        if index < asked:
            planned.append(_planned(result, paper, markers.get(index, {})))
            problems += check_planned_page(planned[-1], house)
        elif index in markers:
            planned.append(_planned(_only(result, markers[index]), paper, markers[index]))
    if not planned:
        return None, problems
    sections = {number: page.section for page in pages for number in (page.number, *pages_of(page.number))}
    return Plan(issue, house, tuple(planned), tuple(_chains(ways, pages, issue)), _first_pages(drawn), sections), problems


def _only(drawn: _Drawn, letters: Iterable[str]) -> _Drawn:
    """A page with some of its blocks."""
    kept = tuple(block for block in drawn.plan.blocks if block.letter in letters)
    return replace(drawn, plan=replace(drawn.plan, blocks=kept))


def _draw(page: PagePlan, house: House) -> tuple[_Drawn | None, list[Problem]]:
    """The page's areas, if its master and its drawing are there."""
    master = house.masters.get(page.master)
    if master is None:
        known = ", ".join(house.masters) or "none"
        remedy = f"The house has: {known}{did_you_mean(page.master, house.masters)}"
        what = f"page {page.number} wants the master '{page.master}', which the house has not"
        return None, [Problem("master-unknown", Severity.ERROR, what, remedy, page.marks.get("master", page.where))]
    grid = spread_grid(house.grid) if is_spread(page.number) else house.grid
    between = house.between if master.between is None else master.between
    rows, shapes, problems = _shapes(page, house, grid.columns)
    available = grid.slots - master.first_slot
    if rows > available:
        text = f"page {page.number} is drawn in {rows} rows, but only {available} lines are left under its furniture"
        problems.append(Problem("dummy-deep", Severity.ERROR, text, "Draw fewer rows; they share the lines equally.", page.where))
    if rows == 0 or rows > available:
        return None, problems
    edges = row_edges(rows, master.first_slot, grid.slots)
    areas = {letter: as_area(shape, edges, between) for letter, shape in shapes.items()}
    problems += _check_letters(page, shapes, areas)
    return _Drawn(page, master, grid, areas), problems


def _shapes(page: PagePlan, house: House, columns: int) -> tuple[int, dict[str, Shape], list[Problem]]:
    """How many rows the page has, and its letters' shapes."""
    dummy, problems = _dummy_of(page, house)
    if dummy is not None:
        shapes, found = drawn_shapes(dummy, columns)
        return len(dummy.rows), shapes, problems + found + _check_placed(page, dummy, shapes)
    if not page.rows:
        return 0, {}, problems
    shapes, found = given_shapes(page, columns)
    return page.rows, shapes, problems + found


def _dummy_of(page: PagePlan, house: House) -> tuple[Dummy | None, list[Problem]]:
    if page.drawing:
        where = page.marks.get("dummy", page.where)
        dummy = house.dummies.get(page.drawing)
        if dummy is not None:
            return replace(dummy, where=where, lines=()), []
        known = ", ".join(house.dummies) or "none"
        text = f"page {page.number} wants the dummy '{page.drawing}', which the house has not"
        remedy = f"The house has: {known}{did_you_mean(page.drawing, house.dummies)}"
        return None, [Problem("dummy-unknown", Severity.ERROR, text, remedy, where)]
    if page.dummy is None and "dummy" in page.marks:
        return None, []  # a row of it can't be read, which has been told with its place
    if page.dummy is None and not page.rows:
        text = f"page {page.number} has no dummy"
        remedy = "Draw it under 'dummy: |', name one of the house's, or say 'rows:' and give each block an 'at:'."
        return None, [Problem("dummy-missing", Severity.ERROR, text, remedy, page.where)]
    return page.dummy, []


def _check_placed(page: PagePlan, dummy: Dummy, shapes: Mapping[str, Shape]) -> list[Problem]:
    """Letters drawn but not placed."""
    placed = {block.letter for block in page.blocks} | page.white
    placed |= {letter.swapcase() for letter in placed if letter not in shapes}  # `c:` for `C:` is told where it stands
    return [
        Problem(
            "letter-empty",
            Severity.ERROR,
            f"page {page.number} draws the letter {letter}, but places nothing under it",
            f"Write '{letter}:' under 'place', or draw '.' for white.",
            row_place(dummy, shape[0].first),
        )
        for letter, shape in shapes.items()
        if letter not in placed
    ]


def _check_letters(page: PagePlan, shapes: Mapping[str, Shape], areas: Mapping[str, Area]) -> list[Problem]:
    """Blocks placed but not drawn, of a shape that their kind cannot have, or without room."""
    problems: list[Problem] = []
    for block in page.blocks:
        area = areas.get(block.letter)
        if area is None:
            drawn = letters_of(page.dummy.rows) if page.dummy is not None else ()
            if shapes and block.letter not in drawn and not page.rows:  # a letter with a fault of its own has said enough
                text = f"page {page.number} places the letter {block.letter}, but does not draw it"
                meant = block.letter.swapcase()
                asked = f"; did you mean '{meant}'?" if meant in shapes else "."
                remedy = f"Draw {block.letter} in the dummy (it has {', '.join(shapes)}), or take the placement away{asked}"
                problems.append(Problem("letter-undrawn", Severity.ERROR, text, remedy, block.where))
            continue
        problems += check_shape(block, shapes[block.letter], block.where)
        if any(extent.foot - extent.top <= area.gap for extent in area.extents):
            text = f"block {block.letter} on page {page.number} has no line left under its gap"
            problems.append(Problem("block-shallow", Severity.ERROR, text, "Draw it in more rows.", block.where))
    return problems


def _markers(ways: Sequence[Way], drawn: Mapping[int, _Drawn]) -> Mapping[int, Markers]:
    """What each piece's jump lines say, by page index."""
    markers: dict[int, dict[str, tuple[str, str]]] = {}
    for way in ways:
        printed = [_printed_page(drawn[spot.page], spot.block) if spot.page in drawn else "" for spot in way]
        for place, spot in enumerate(way):
            goes_to = printed[place + 1] if place + 1 < len(way) else ""
            comes_from = printed[place - 1] if place else ""
            markers.setdefault(spot.page, {})[spot.block.letter] = (goes_to, comes_from)
    return markers


def _printed_page(drawn: _Drawn, block: Block) -> str:
    """The page on which a block begins: of a spread, the one that its first column lies on."""
    numbers = pages_of(drawn.plan.number)
    area = drawn.areas.get(block.letter)
    beyond_fold = len(numbers) == 2 and area is not None and area.extents[0].column >= drawn.grid.fold_after
    return numbers[1] if beyond_fold else numbers[0]


def _planned(drawn: _Drawn, paper: _Paper, markers: Markers) -> PlannedPage:
    page = drawn.plan
    blocks: list[PlannedBlock] = []
    for block in page.blocks:
        area = drawn.areas.get(block.letter)
        if area is not None:
            jump_to, jump_from = markers.get(block.letter, ("", ""))
            blocks.append(PlannedBlock(block, area.extents, area.gap, _story_of(block, paper.issue), jump_to, jump_from))
    return PlannedPage(
        plan=page,
        master=drawn.master,
        grid=drawn.grid,
        first_slot=drawn.master.first_slot,
        left_hand=is_left_hand(page.number),
        mono=_is_mono(page, paper.press),
        blocks=tuple(sorted(blocks, key=lambda block: (block.top, block.first_column))),
        variables=page_variables(paper.issue, paper.house, page),
    )


def _is_mono(page: PagePlan, press: Press) -> bool:
    """Black only: where the page says so, or says nothing and the press prints no colour on all of it."""
    if page.colour is not None:
        return page.colour == "mono"
    return not all(press.prints_colour(number) for number in pages_of(page.number))


def page_variables(issue: Issue, house: House, page: PagePlan) -> Mapping[str, str]:
    """Every name that a page's templates may use, dates excepted."""
    return {
        "volume": "",
        **issue.vars,
        **page.vars,
        "title": issue.title or house.title,
        "number": issue.number,
        "edition": issue.edition,
        "page": page.number,
        "section": page.section,
    }


def _story_of(block: Block, issue: Issue) -> Story | None:
    return issue.stories.get(block.what.slug) if isinstance(block.what, StoryPiece | Continuation) else None


def _chains(ways: Sequence[Way], pages: Sequence[PagePlan], issue: Issue) -> Iterator[Chain]:
    for way in ways:
        story = issue.stories.get(way[0].slug)
        if story is not None:
            yield Chain(story, tuple(Piece(pages[spot.page].number, spot.block.letter) for spot in way))


def _first_pages(drawn: Mapping[int, _Drawn]) -> Mapping[str, str]:
    """The printed page on which each story stands first; a beginning counts before a brief."""
    pages: dict[str, str] = {}
    as_brief: dict[str, str] = {}
    for page in drawn.values():
        for block in page.plan.blocks:
            if isinstance(block.what, StoryPiece):
                pages.setdefault(block.what.slug, _printed_page(page, block))
            elif isinstance(block.what, Briefs):
                for slug in block.what.slugs:
                    as_brief.setdefault(slug, _printed_page(page, block))
    return {**as_brief, **pages}
