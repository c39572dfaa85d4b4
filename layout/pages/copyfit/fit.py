"""Copyfitting: every chain and every page, with as little given as makes them fit.

A story that stands on one page is fitted together with what shares a movable border with it. One that jumps is fitted by
itself, in the areas as drawn: else one page could not be made without all that stands on the others
(docs/decisions/fitting-by-page.md).
"""

from collections.abc import Mapping, Sequence
from functools import partial
from math import inf
from typing import assert_never

from layout.base.values import dataclass
from layout.content.issue import Briefs, PhotoPlace, PictureAlone
from layout.desk.fit_policy import policy_for
from layout.desk.plan import Chain, Plan, PlannedBlock, PlannedPage
from layout.lines.standing import Standing
from layout.pages.copyfit.borders import Border, hanging_together, movable_borders, moved_page
from layout.pages.copyfit.chain_search import ChainSearch
from layout.pages.copyfit.compositor import Attempt, Blocks, Compositor
from layout.pages.copyfit.page_search import PageSearch, Shared
from layout.pages.copyfit.units import BriefsUnit, PictureUnit, StoryUnit
from layout.pages.outcome import Borders
from layout.pages.single import briefs_block
from layout.pages.stone import Stone
from layout.pages.stories import Stones, find_pieces

AnyUnit = StoryUnit | BriefsUnit | PictureUnit

NEAR = 0.01  # points: two heads of one size


@dataclass(frozen=True, slots=True)
class Fitted:
    """The pages with their borders moved, in order; and each chain, set, in the plan's order, as far as its pages are made.

    `borders` says of each block, by page and letter, whether its borders could move. `unfinished`: pages whose search was given
    up, so that the best that was found stands.
    """

    pages: tuple[PlannedPage, ...]
    attempts: tuple[Attempt, ...]
    borders: Mapping[tuple[str, str], Borders]
    unfinished: tuple[str, ...]


def fit(plan: Plan, stones: Stones) -> Fitted:
    """The plan's chains and pages, fitted. `stones` are the pages that are being made, by number."""
    searches = [search for chain in plan.chains if (search := _search(chain, stones)) is not None]
    _keep_order(searches, stones)
    moved: dict[str, PlannedPage] = {}
    borders: dict[tuple[str, str], Borders] = {}
    unfinished: list[str] = []
    for number, (stone, page) in stones.items():
        units = _units(plan, stone, page, searches)
        lines = movable_borders(page, partial(_gives, units))
        borders |= {(number, letter): Borders.GIVE for border in lines for letter in border.letters}
        for group in hanging_together(lines):
            on_borders = {letter: units[letter] for border in group for letter in sorted(border.letters)}
            if not any(_wants(unit) for unit in on_borders.values()):
                continue
            shared = _shared(plan, (stone, page), on_borders, group)
            unfinished += [] if shared.complete else [number]
            page = moved_page(page, group, shared.moves)
        moved[number] = page
    attempts = tuple(search.best(_blocks(search, moved)) for search in searches)
    if all(search.compositor.stones[0].case.faces.standing is None for search in searches):
        for search in searches:  # nothing of it is asked for again, and it would live until the collector runs
            search.forget()
    return Fitted(tuple(moved.values()), attempts, borders, tuple(dict.fromkeys(unfinished)))


def _shared(plan: Plan, at: tuple[Stone, PlannedPage], units: Mapping[str, AnyUnit], borders: Sequence[Border]) -> Shared:
    """How a page is shared best; in a live process what came of it before, if nothing on it is other than it was."""
    stone, page = at
    search = PageSearch(page, units, borders)
    standing = stone.case.faces.standing
    if standing is None:
        return search.best()
    made_of = page, stone.case.house, [_made_of(plan, unit) for unit in units.values()]
    return standing.named(("page", stone.page, tuple(units)), made_of, search.best)


def _made_of(plan: Plan, unit: AnyUnit) -> object:
    """What a block is made of, beside what its page tells of it."""
    match unit:
        case StoryUnit():
            compositor = unit.search.compositor
            return compositor.story, compositor.dress, tuple(compositor.head_sizes)
        case BriefsUnit(drawn=planned):
            assert isinstance(planned.block.what, Briefs), "briefs stand in a block of briefs"
            return [plan.issue.stories.get(slug) for slug in planned.block.what.slugs]
        case PictureUnit(art=art):
            return art
        case other:
            assert_never(other)


def _search(chain: Chain, stones: Stones) -> ChainSearch | None:
    pieces = find_pieces(chain, stones)
    if not pieces:
        return None
    blocks = tuple(planned for _, planned in pieces)
    compositor = Compositor(chain.story, [stone for stone, _ in pieces], blocks)
    standing = pieces[0][0].case.faces.standing
    return ChainSearch(compositor, blocks) if standing is None else _standing_search(compositor, blocks, standing)


def _standing_search(compositor: Compositor, blocks: Blocks, standing: Standing) -> ChainSearch:
    """A search that knows what was set when the page was last made: all of it, or, if only the text was edited, its packages."""
    name = tuple((stone.page, planned.letter) for stone, planned in zip(compositor.stones, blocks, strict=True))
    dress = compositor.dress
    compositor.take(standing.named(("dress", name), dress, lambda: compositor.dressed))
    areas = [planned.extents for planned in blocks]
    search = standing.named(("story", name), (compositor.story, dress, areas), lambda: ChainSearch(compositor, blocks))
    search.begin_again()
    return search


def _keep_order(searches: Sequence[ChainSearch], stones: Stones) -> None:
    """Tells each chain how far its heads may go: none becomes larger than one over it, or as large as one beside it."""
    heads: dict[str, list[tuple[ChainSearch, int, int, float]]] = {number: [] for number in stones}
    for search in searches:
        for piece, part in enumerate(search.drawn(search.blocks).attempt.parts):
            headline = part.package.headline
            if headline is not None:
                heads[part.stone.page].append((search, piece, part.package.planned.top, headline.style.size))
    for on_page in heads.values():
        for search, piece, top, size in on_page:
            # Two heads may both move: each at most half the way to the other.
            smaller = [(s + size) / 2 + (NEAR if t == top else 0.0) for _, _, t, s in on_page if t >= top and s < size]
            larger = [(s + size) / 2 - NEAR for _, _, t, s in on_page if t <= top and s > size]
            smaller += [s for _, _, t, s in on_page if t > top and s == size]
            larger += [size for other, at, t, s in on_page if t <= top and s <= size and (other, at) != (search, piece)]
            search.compositor.head_sizes[piece] = (max(smaller, default=0.0), min(larger, default=inf))


def _units(plan: Plan, stone: Stone, page: PlannedPage, searches: Sequence[ChainSearch]) -> dict[str, AnyUnit]:
    """The page's blocks that can stand in another area, by letter."""
    units: dict[str, AnyUnit] = {}
    for search in searches:
        first = search.blocks[0]
        if search.compositor.stones[0].page == stone.page and not first.jump_to and not first.jump_from:
            units[first.letter] = StoryUnit(search)
    for planned in page.blocks:
        policy = policy_for(planned.block, stone.case.house)
        match planned.block.what:
            case Briefs() as briefs:
                units[planned.letter] = BriefsUnit(briefs_block(plan, stone, planned, briefs), policy)
            case PictureAlone(photo=photo) if policy.photo and photo.at is not PhotoPlace.BEHIND:
                units[planned.letter] = PictureUnit(stone, planned, policy)
    return units


def _gives(units: Mapping[str, AnyUnit], block: PlannedBlock) -> int:
    return units[block.letter].policy.flex if block.letter in units else 0


def _wants(unit: AnyUnit) -> bool:
    """True if a block as drawn is over or short, or a story's legs don't end level."""
    match unit:
        case StoryUnit():
            drawn = unit.search.drawn(unit.search.blocks).attempt
            return not drawn.is_full or bool(drawn.short)
        case BriefsUnit():
            return unit.bound(unit.drawn)[:2] != (0, 0)
        case PictureUnit():
            return False
        case other:
            assert_never(other)


def _blocks(search: ChainSearch, moved: Mapping[str, PlannedPage]) -> tuple[PlannedBlock, ...]:
    """A chain's blocks where their pages have them now."""
    return tuple(
        next(block for block in moved[stone.page].blocks if block.letter == drawn.letter)
        for stone, drawn in zip(search.compositor.stones, search.blocks, strict=True)
    )
