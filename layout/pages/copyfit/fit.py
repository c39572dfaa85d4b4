"""Copyfitting: every chain and every page, with as little given as makes them fit.

A story that stands on one page is fitted together with what shares a movable border with it. One that jumps is fitted by
itself, in the areas as drawn: else one page could not be made without all that stands on the others
(docs/decisions/fitting-by-page.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

from layout.base.values import dataclass
from layout.content.issue import Briefs, PictureAlone
from layout.desk.fit_policy import FitPolicy, policy_of
from layout.desk.plan import Chain, Plan, PlannedBlock, PlannedPage
from layout.lines.standing import Standing
from layout.pages.copyfit.borders import movable_borders, moved_block
from layout.pages.copyfit.chain_search import ChainSearch
from layout.pages.copyfit.compositor import Attempt, Blocks, Compositor
from layout.pages.copyfit.page_search import PageSearch, Shared, Unit
from layout.pages.copyfit.units import BriefsUnit, PictureUnit, StoryUnit
from layout.pages.outcome import Borders
from layout.pages.single import briefs_block
from layout.pages.stone import Stone
from layout.pages.stories import Stones, find_pieces

NEAR = 0.01  # points: two heads of one size


@dataclass(frozen=True, slots=True)
class Fitted:
    """The pages with their borders moved, in order; and each chain, set, in the plan's order, as far as its pages are made.

    `borders` says of each block, by page and letter, whether its borders could move. `unfinished`: pages whose search was given
    up.
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
        lines = movable_borders(page, lambda block, units=units: _gives(block, units))  # type: ignore[misc]
        borders |= {(number, letter): Borders.GIVE for border in lines for letter in border.letters}
        on_borders = {letter: units[letter] for border in lines for letter in sorted(border.letters)}
        moves: tuple[int, ...] = (0,) * len(lines)
        if any(_wants(units[letter], page) for letter in on_borders):
            shared = _shared(plan, (stone, page), PageSearch(page, on_borders, lines))
            moves = shared.moves
            unfinished += [] if shared.complete else [number]
        blocks = [moved_block(block, lines, moves) or block for block in page.blocks]
        moved[number] = replace(page, blocks=tuple(blocks)) if any(moves) else page
    attempts = tuple(search.best(_blocks(search, moved)) for search in searches)
    return Fitted(tuple(moved.values()), attempts, borders, tuple(unfinished))


def _shared(plan: Plan, at: tuple[Stone, PlannedPage], search: PageSearch) -> Shared:
    """How a page is shared best; in a live process what came of it before, if nothing on it is other than it was."""
    stone, page = at
    standing = stone.case.faces.standing
    if standing is None:
        return search.best()
    made_of = page, stone.case.house, [_made_of(plan, stone, unit) for unit in search.units.values()]
    return standing.named(("page", stone.page), made_of, search.best)


def _made_of(plan: Plan, stone: Stone, unit: Unit) -> object:
    """What a block is made of, beside what its page tells of it."""
    match unit:
        case StoryUnit():
            compositor = unit.search.compositor
            return compositor.story, compositor.dress, tuple(compositor.head_sizes)
        case BriefsUnit(drawn=planned):
            assert isinstance(planned.block.what, Briefs), "briefs stand in a block of briefs"
            return [plan.issue.stories.get(slug) for slug in planned.block.what.slugs]
        case PictureUnit(photo=photo):
            return stone.art.get(photo.file) if photo.file is not None else None
    return object()  # never the same


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
            smaller = [s if t > top else s + NEAR for _, _, t, s in on_page if (t >= top and s < size) or (t > top and s == size)]
            larger = [s if t < top else s - NEAR for _, _, t, s in on_page if (t <= top and s > size) or (t < top and s == size)]
            search.compositor.head_sizes[piece] = (max(smaller, default=0.0), min(larger, default=inf))


def _units(plan: Plan, stone: Stone, page: PlannedPage, searches: Sequence[ChainSearch]) -> dict[str, Unit]:
    """The page's blocks that can stand in another area, by letter."""
    units: dict[str, Unit] = {}
    for search in searches:
        first = search.blocks[0]
        if search.compositor.stones[0].page == stone.page and not first.jump_to and not first.jump_from:
            units[first.letter] = StoryUnit(search)
    for planned in page.blocks:
        policy = _policy(stone, planned)
        match planned.block.what:
            case Briefs() as briefs:
                units[planned.letter] = BriefsUnit(briefs_block(plan, stone, planned, briefs), policy)
            case PictureAlone(photo=photo) if policy.photo:
                units[planned.letter] = PictureUnit(stone, planned, photo, policy)
    return units


def _policy(stone: Stone, planned: PlannedBlock) -> FitPolicy:
    return policy_of(planned.block.fit if planned.block.fit is not None else stone.case.house.fit)


def _gives(block: PlannedBlock, units: Mapping[str, Unit]) -> int:
    return units[block.letter].policy.flex if block.letter in units else 0


def _wants(unit: Unit, page: PlannedPage) -> bool:
    """True if a block as drawn is over or short, or its legs don't end level."""
    match unit:
        case StoryUnit():
            drawn = unit.search.drawn(unit.search.blocks)
            return drawn.score[:2] != (0, 0) or bool(drawn.attempt.short)
        case BriefsUnit():
            return unit.bound(unit.drawn)[:2] != (0, 0)
    return False


def _blocks(search: ChainSearch, moved: Mapping[str, PlannedPage]) -> tuple[PlannedBlock, ...]:
    """A chain's blocks where their pages have them now."""
    return tuple(
        next(block for block in moved[stone.page].blocks if block.letter == drawn.letter)
        for stone, drawn in zip(search.compositor.stones, search.blocks, strict=True)
    )
