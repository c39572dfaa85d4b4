"""A story over two pages: the search for what to give in it, against trying everything."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

import pytest

from layout.content.issue import Lever, PagePlan
from layout.content.story import Story
from layout.desk.fit_policy import LeverName
from layout.desk.plan import PlannedBlock
from layout.desk.planning import make_plan
from layout.images.crop import lost
from layout.pages.case import Case
from layout.pages.copyfit.bounds import Score
from layout.pages.copyfit.chain_search import ChainSearch
from layout.pages.copyfit.compositor import Compositor, faults
from layout.pages.copyfit.options import as_drawn, price_in
from layout.pages.copyfit.pulls import CopyPulls, PhotoPull, PiecePulls, Pulls, copy_price
from layout.pages.parts import Part
from layout.pages.photo import MOST_LOST
from layout.pages.room import Room
from layout.pages.stone import Stone
from layout.pages.templates import filled_page
from tests.desk.drawing import PRESS, make_issue
from tests.pages.copyfit.drawn_pages import ART, DECK, DEEP, HEADS, PULLED, stand
from tests.pages.desk import Laid, carry_on, faces, filed, filed_photo, filed_quote, house, laid, page, photo, place

JUMPED = ("Harbour office", "Harbour office opens its doors again")
LEVERS = ("lines", "headline", "photo: 6%", "rung: 1", "deck", "may-cut")
LEAST_DEPTH = 3  # lines of a picture

Way = tuple[float, Part, PiecePulls]
"""What a piece's levers cost, the piece made up, and the levers."""


def jumping(seed: int) -> tuple[tuple[PagePlan, PagePlan], Story]:
    """A story that begins on one page and ends on the next, with some of the levers, some pictures."""
    chance = random.Random(seed)
    fit = tuple(Lever(*lever.split(": ")) for lever in LEVERS if chance.random() < 0.75)
    depths = chance.randint(14, 22), chance.randint(14, 22)
    columns = chance.choice((2, 3)), chance.choice((2, 3))
    pictured = [photo(chance.choice(("top-right", "middle", "bottom-right")), cols=1) if chance.random() < 0.5 else None]
    pictured.append(photo("top-right", cols=1, name="b.jpg") if chance.random() < 0.4 else None)
    blocks = (
        place("a", fit=fit, size=8, jump="2", photos=pictured[0]),
        carry_on("a", fit=fit, size=9, photos=pictured[1]),
    )
    drawings = [f"{('A' * wide).ljust(6, '.')} x{deep}\n...... x{96 - deep}" for wide, deep in zip(columns, depths, strict=True)]
    drawn = page("1", drawings[0], A=blocks[0]), page("2", drawings[1], A=blocks[1])
    words = sum(deep * wide for deep, wide in zip(depths, columns, strict=True)) * chance.uniform(2.2, 3.8)
    made = filed(
        "a",
        *[round(words / 5 * chance.uniform(0.7, 1.3)) for _ in range(5)],
        headlines=HEADS[:2],
        jump=JUMPED,
        deck=DECK,
        photos=(filed_photo(caption="A boat."), filed_photo("b.jpg", caption="A boat.")),
    )
    return drawn, replace(made, body=(*made.body[:-1], replace(made.body[-1], may_cut=True)))


def searched(seed: int) -> ChainSearch:
    """The chain's search, nothing found yet."""
    drawn, story = jumping(seed)
    plan, _ = make_plan(make_issue(*drawn, stories=(story,)), house(DEEP), PRESS)
    assert plan is not None
    case = Case(plan.house, faces(), "en-GB")
    pages = [filled_page(plan, planned) for planned in plan.pages]
    stones = [Stone(case, planned.grid, ART, planned.plan.number) for planned in pages]
    blocks = tuple(planned.blocks[0] for planned in pages)
    return ChainSearch(Compositor(plan.chains[0].story, stones, blocks), blocks)


def every_pull(compositor: Compositor, piece: int, planned: PlannedBlock, *, space_only: bool) -> Iterator[PiecePulls]:
    """Every pull that the policy allows in a piece, by plain loops."""
    policy, drawn = compositor.policies[piece], as_drawn(compositor, piece, planned).part
    depths = product(*every_depth(compositor, piece, drawn))
    if space_only:
        yield from (PiecePulls(photos=photos) for photos in depths)
        return
    choices = (None, 0, 1) if LeverName.HEADLINE in policy else (None,)
    decks = (True, False) if LeverName.DECK in policy and not piece else (True,)
    for choice, rungs, deck, photos in product(choices, range(-policy.rung, policy.rung + 1), decks, list(depths)):
        yield PiecePulls(choice, rungs, photos, None, deck)


def every_depth(compositor: Compositor, piece: int, drawn: Part) -> Iterator[list[PhotoPull]]:
    """The depths of each of a piece's pictures, as far as the policy goes and not too much is cropped away."""
    share, baseline = compositor.policies[piece].photo, drawn.stone.grid.baseline
    for shot in compositor.shots[piece]:
        pulls = [PhotoPull()]
        placed = next((each for each in drawn.package.photos if each.shot is shot), None)
        if placed is not None:
            most = int(share * placed.area.height / baseline + 1e-6)
            before = lost(shot.art, placed.area.width, placed.area.height, shot.options.crop)
            for more in set(range(-most, most + 1)) - {0}:
                gone = lost(shot.art, placed.area.width, placed.area.height + more * baseline, shot.options.crop)
                if placed.slots + more >= LEAST_DEPTH and gone <= max(MOST_LOST, before):
                    pulls.append(PhotoPull(shot.photo.path.name, more, placed.slots + more))
        yield pulls


def every_room(search: ChainSearch, piece: int, *, space_only: bool) -> Iterable[Way]:
    """The cheapest way to every room that a piece can leave."""
    compositor, planned = search.compositor, search.blocks[piece]
    drawn = as_drawn(compositor, piece, planned).part
    rooms: dict[Room, Way] = {}
    for pulls in every_pull(compositor, piece, planned, space_only=space_only):
        part = compositor.part(piece, planned, pulls)
        headline = part.package.headline
        if faults(part) > faults(drawn) or headline is None or not headline.fits:
            continue
        if pulls.rungs and headline.rung != headline.asked_rung + pulls.rungs:
            continue
        price = price_in(compositor, piece, planned, pulls)
        if part.package.room not in rooms or price < rooms[part.package.room][0]:
            rooms[part.package.room] = price, part, pulls
    return rooms.values()


def tried_all(search: ChainSearch) -> Score:
    """The best score of the chain: every room of one piece with every room of the other, with and without what may be cut."""
    compositor, drawn = search.compositor, search.drawn(search.blocks)
    full = drawn.attempt.is_full
    if full and not drawn.attempt.short:
        return drawn.score
    cuts = (0, 1) if not full and LeverName.MAY_CUT in compositor.policies[0] else (0,)
    best = drawn.score
    rooms = [every_room(search, piece, space_only=full) for piece in (0, 1)]
    for (price, first, pulled), (more, second, pulled_there), cut in product(*rooms, cuts):
        attempt = compositor.attempt((first, second), Pulls((pulled, pulled_there), CopyPulls(cut)))
        best = min(best, search.weighed(attempt, price + more + copy_price(compositor.policies[0], CopyPulls(cut))))
    return best


@pytest.mark.parametrize("seed", range(24))
def test_a_jumping_story_is_fitted_as_trying_everything_would(seed: int) -> None:
    search = searched(seed)
    area = search.area(search.blocks)
    while not area.settled:
        area.step()
    wanted = tried_all(search)
    assert area.score[:2] == wanted[:2]
    assert area.score[2] == pytest.approx(wanted[2])


def test_the_jumping_stories_want_something() -> None:
    """What the other test rests on: most of its stories are over or short as drawn, and some come to fit."""
    over = short = mended = 0
    for seed in range(24):
        search = searched(seed)
        drawn, best = search.drawn(search.blocks).attempt, search.best(search.blocks)
        over += drawn.over > 0
        short += not drawn.over and not drawn.is_full
        mended += best.is_full and not drawn.is_full
    assert over >= 6
    assert short >= 4
    assert mended >= 6


LINE = "Rain fell on the quay."
FULL_OF = 900  # paragraphs of a line, more than any page holds


def over_two_pages(paragraphs: int, fit: tuple[Lever, ...], quote: str | None) -> Laid:
    """A story of paragraphs of a line, over two pages."""
    drawing = "AA.... x40\n...... x56"
    quoted = filed_quote(f"A bridge is a {PULLED}")
    made = filed("a", *[LINE] * paragraphs, headlines=("Harbour office",), quote=quoted, jump=("Harbour office opens",))
    pages = (
        page("1", drawing, A=place("a", size=8, jump="2", fit=fit, quote=quote)),
        page("2", drawing, A=carry_on("a", fit=fit)),
    )
    return laid(*pages, stories=(made,), text=DEEP)


@pytest.mark.parametrize("quote", ["auto", None])
def test_a_story_that_jumps_has_its_quote_once_at_most_however_much_is_wanting(quote: str | None) -> None:
    full = over_two_pages(FULL_OF, (), quote)
    rows = sum(full.depths("A", "1")) + sum(full.depths("A", "2"))
    stood = []
    for short in range(6, 33, 2):
        found = over_two_pages(rows - short, (Lever("lines"), Lever("quote")), quote)
        stood.append(sum(stand(found, "A", PULLED, number) for number in "12"))
    assert max(stood) <= 1
    assert quote is None or min(stood) == 1, "where it was asked for it stays"
