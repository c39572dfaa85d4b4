"""The search for what to give, against trying everything."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest

from layout.content.issue import Lever, PagePlan
from layout.content.story import Paragraph, Story
from layout.desk.fit_policy import LeverName
from layout.desk.plan import PlannedBlock
from layout.desk.planning import make_plan
from layout.pages.case import Case
from layout.pages.copyfit.borders import Border, movable_borders, moved_block
from layout.pages.copyfit.bounds import WORST, Score, spoilt
from layout.pages.copyfit.chain_search import ChainSearch
from layout.pages.copyfit.compositor import Attempt, Compositor, faults
from layout.pages.copyfit.options import as_drawn, price_in, shape_of
from layout.pages.copyfit.page_search import PageSearch
from layout.pages.copyfit.pulls import CopyPulls, PhotoPull, PiecePulls, Pulls, copy_price, price_of
from layout.pages.copyfit.units import StoryUnit
from layout.pages.stone import Stone
from tests.desk.drawing import PRESS, make_issue
from tests.pages.desk import SHALLOW, faces, filed, filed_photo, filed_quote, house, page, photo, picture, place

FULL = tuple(
    Lever(*lever.split(": "))
    for lever in ("lines", "headline", "flex: 1 lines", "photo: 6%", "rung: 1", "quote", "deck", "may-cut", "tracking: 0.5%")
)
HEADS = ("Harbour office opens its doors again on Monday morning", "Harbour office opens")


def story(slug: str, seed: int) -> Story:
    """A short story with everything that can give."""
    chosen = random.Random(seed)
    body = [chosen.randint(14, 50) for _ in range(chosen.randint(3, 5))]
    made = filed(
        slug,
        *body,
        headlines=HEADS,
        deck="Ruth Amsel keeps the keys and the tide tables for both shores",
        quote=filed_quote(),
        photos=(filed_photo(caption="A boat."),),
    )
    paragraphs: list[Paragraph] = list(made.body)
    paragraphs[-2] = replace(paragraphs[-2], may_cut=True)
    return replace(made, body=tuple(paragraphs))


def small_page(seed: int) -> tuple[PagePlan, tuple[Story, ...]]:
    """Two stories one over another, or two over one, in two or three columns."""
    chosen = random.Random(seed)
    above, below = chosen.randint(13, 22), chosen.randint(12, 20)
    drawing = chosen.choice(("AA....", "AAA...")), chosen.choice(("BB....", "BBB..."))
    width = min(len(row.rstrip(".")) for row in drawing)
    rows = ("A" * width).ljust(6, "."), ("B" * width).ljust(6, ".")
    blocks = {
        "A": place(
            "a", fit=FULL, size=8, photos=photo(cols=1) if chosen.random() < 0.5 else None, quote=chosen.choice(("auto", None))
        ),
        "B": place("b", fit=FULL, size=9),
    }
    depth = above + below
    return page("1", f"{rows[0]} x{above}\n{rows[1]} x{below}\n...... x{40 - depth}", **blocks), (
        story("a", seed),
        story("b", seed + 1),
    )


ART = picture(width=900, height=800)


def every_piece(compositor: Compositor, planned: PlannedBlock) -> Iterator[PiecePulls]:
    """Every pull that the policy allows, by plain loops."""
    policy = compositor.policies[0]
    shots = compositor.shots[0]
    drawn = as_drawn(compositor, 0, planned).part
    depths: list[list[PhotoPull]] = []
    for shot in shots:
        placed = next((each for each in drawn.package.photos if each.shot is shot), None)
        if placed is None:
            depths.append([PhotoPull()])
            continue
        most = int(policy.photo * placed.area.height / drawn.stone.grid.baseline + 1e-6)
        depths.append(
            [PhotoPull(shot.photo.path.name, more, placed.slots + more if more else 0) for more in range(-most, most + 1)]
        )
    quoted = planned.block.quote == "auto"
    for choice, rungs, quote, deck, photos in product(
        (None, 0, 1), range(-policy.rung, policy.rung + 1), (None, not quoted), (True, False), product(*depths)
    ):
        yield PiecePulls(choice, rungs, photos, quote, deck)


def counted(search: ChainSearch, here: Attempt, score: Score) -> Score:
    """As the page counts it: no area makes a fault or crops a picture further than its share, nothing full as drawn is spoilt."""
    drawn = search.drawn(search.blocks).attempt
    share = search.compositor.policies[0].photo
    photos = zip(drawn.parts[0].package.photos, here.parts[0].package.photos, strict=False)
    if here.faults > drawn.faults or any(abs(b.area.height - a.area.height) > share * b.area.height + 0.01 for b, a in photos):
        return WORST
    return spoilt(score) if drawn.is_full else score


def least(search: ChainSearch, planned: PlannedBlock) -> Score:
    """The best score of a block in an area, everything tried."""
    compositor = search.compositor
    drawn = search.drawn((planned,))
    full = search.drawn(search.blocks).attempt.is_full
    if drawn.attempt.is_full and not drawn.attempt.short:
        return counted(search, drawn.attempt, drawn.score)
    best = drawn.score
    policy = compositor.policies[0]
    for pulls in every_piece(compositor, planned):
        if full and replace(pulls, photos=()) != PiecePulls():
            continue  # what fits as drawn changes no word, for level legs or for another's sake
        part = compositor.part(0, planned, pulls)
        headline = part.package.headline
        low, high = compositor.head_sizes[0]
        if faults(part) > faults(drawn.attempt.parts[0]) or headline is None or not headline.fits:
            continue
        if pulls.rungs and (headline.rung != headline.asked_rung + pulls.rungs or not low <= headline.style.size <= high):
            continue
        for copy in (CopyPulls(cut, tracking) for cut in (0, 1) for tracking in (-5.0, 0.0, 5.0)):
            if full and copy != CopyPulls():
                continue
            attempt = compositor.attempt((part,), Pulls((pulls,), copy))
            best = min(best, search.weighed(attempt, price_in(compositor, 0, planned, pulls) + copy_price(policy, copy)))
    return counted(search, drawn.attempt, best)


def tried_all(units: Mapping[str, StoryUnit], blocks: Sequence[PlannedBlock], borders: Sequence[Border]) -> Score:
    """The best score of a page: every move of every border, with every lever of every block."""
    best: Score = WORST
    for moves in product(*(range(-border.most, border.most + 1) for border in borders)):
        misfit, over, price = 0, 0, sum(price_of(units["A"].policy, LeverName.FLEX, move) for move in moves)
        for block in blocks:
            moved = moved_block(block, borders, moves)
            part = WORST if moved is None else least(units[block.letter].search, moved)
            misfit, over, price = misfit + part[0], over + part[1], price + part[2]
        best = min(best, (misfit, over, price))
    return best


@pytest.mark.parametrize("seed", range(40))
def test_the_search_finds_what_trying_everything_finds(seed: int) -> None:
    drawn, stories = small_page(seed)
    plan, _ = make_plan(make_issue(drawn, stories=stories), house(SHALLOW), PRESS)
    assert plan is not None
    case = Case(plan.house, faces(), "en-GB")
    planned = plan.pages[0]
    stone = Stone(case, planned.grid, ART, "1")
    searches = {
        block.letter: ChainSearch(Compositor(chain.story, [stone], (block,)), (block,))
        for chain, block in zip(plan.chains, planned.blocks, strict=True)
    }
    units = {letter: StoryUnit(search) for letter, search in searches.items()}
    borders = movable_borders(planned, lambda block: 1)
    found = PageSearch(planned, dict(units), borders).best()
    wanted = tried_all({letter: StoryUnit(search) for letter, search in searches.items()}, planned.blocks, borders)
    assert found.complete
    assert found.score[:2] == wanted[:2]
    assert found.score[2] == pytest.approx(wanted[2])


def test_what_is_kept_of_a_room_is_not_taken_for_other_levers() -> None:
    """Two headlines leave a short story the same room: as drawn it may stay short, but no lever is pulled for nothing."""
    two = filed("a", 20, headlines=("Harbour office opens", "Harbour office closes"))
    drawn = page("1", "AA.... x30\n...... x10", A=place("a", size=8, fit=FULL))
    plan, _ = make_plan(make_issue(drawn, stories=(two,)), house(SHALLOW), PRESS)
    assert plan is not None
    stone = Stone(Case(plan.house, faces(), "en-GB"), plan.pages[0].grid, {}, "1")
    blocks = plan.pages[0].blocks
    search = ChainSearch(Compositor(two, [stone], blocks), blocks)
    still = as_drawn(search.compositor, 0, blocks[0])
    pulls = PiecePulls(headline=1)
    other = still._replace(pulls=pulls, part=search.compositor.part(0, blocks[0], pulls))
    assert shape_of(still.part) == shape_of(other.part)
    assert search.score([still], CopyPulls()) < WORST
    assert search.score([other], CopyPulls())[:2] == WORST[:2]
