"""Pages drawn by chance, each from a seed: stories one over another, side by side, round a corner, over briefs or a picture."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from layout.base.problems import Severity
from layout.content.issue import Block, Box, Lever, PagePlan, PhotoOptions, PictureAlone
from layout.content.story import Paragraph, Role, Span, Story
from layout.desk.plan import Plan, PlannedPage
from layout.desk.planning import make_plan
from layout.pages.case import Case
from layout.pages.copyfit.compositor import Compositor
from layout.pages.copyfit.options import as_drawn as no_pulls
from layout.pages.display import Kind
from layout.pages.stone import Stone
from layout.pages.templates import filled_page
from tests.desk.drawing import PRESS, make_issue
from tests.pages.desk import (
    Laid,
    block,
    briefs,
    faces,
    filed,
    filed_photo,
    filed_quote,
    house,
    laid,
    page,
    photo,
    picture,
    place,
    words,
)

DEEP = "sheet: {trim: 350mm x 390mm}"  # ninety-six slots
ART = {**picture(width=900, height=800), **picture("b.jpg", 1200, 800)}

PULLED = "promise"  # a word of the pull quote, and one of the quote that is set into the text
SET_IN = "mercy"

HEADS = ("Harbour office opens its doors again on Monday morning", "Harbour office opens", "Doors open at last")
DECK = "Ruth Amsel keeps the keys and the tide tables for both shores"
PLACES = ("top-right", "top-left", "top", "middle-right", "middle", "bottom-right", "bottom-left", "above", "beside")
LEVERS = ("lines", "headline", "flex", "photo", "rung: 1", "quote", "deck", "may-cut", "tracking: 0.5%")

MOST_DRAWN = 200

Drawn = tuple[PagePlan, tuple[Story, ...]]


class _Desk:
    """Draws one page: `rows` of letters, the blocks under them, the stories filed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.fit = _policy(self.chance)
        self.rows: list[str] = []
        self.blocks: dict[str, Block] = {}
        self.stories: list[Story] = []

    def stack(self, letters: str, columns: int, depths: Sequence[int]) -> list[str]:
        """Stories one over another."""
        for letter in letters:
            self.story(letter, columns)
        return [letter * columns for letter, depth in zip(letters, depths, strict=True) for _ in range(depth)]

    def story(self, letter: str, columns: int) -> None:
        """A block with a story of its own."""
        slug = letter.lower()
        self.stories.append(_story(slug, self.chance))
        self.blocks[letter] = _block(slug, self.chance, columns, self.fit)

    def short_items(self, letter: str) -> None:
        """A block of briefs."""
        slugs = f"{letter.lower()}1", f"{letter.lower()}2"
        self.stories += [filed(slug, self.chance.randint(10, 70)) for slug in slugs]
        self.blocks[letter] = briefs(*slugs, fit=self.fit)

    def picture(self, letter: str) -> None:
        """A picture alone, some with a headline of its own."""
        headline = ("The old boat",) if self.chance.random() < 0.5 else None
        self.blocks[letter] = block(PictureAlone(photo("top", name="b.jpg")[0]), fit=self.fit, headline=headline)

    def depths(self, count: int) -> list[int]:
        """Depths of so many blocks one over another."""
        least, most = (14, 32) if count < 3 else (16, 26)
        return [self.chance.randint(least, most) for _ in range(count)]


def _policy(chance: random.Random) -> tuple[Lever, ...]:
    amounts = {"flex": f"flex: {chance.choice((1, 2, 3))} lines", "photo": f"photo: {chance.choice((6, 12))}%"}
    chosen = [amounts.get(lever, lever) for lever in LEVERS if lever == "flex" or chance.random() < 0.7]
    if chance.random() < 0.5:
        chance.shuffle(chosen)
    return tuple(Lever(*lever.split(": ")) for lever in chosen)


def _story(slug: str, chance: random.Random) -> Story:
    body: list[str | int] = []
    for number in range(chance.randint(2, 6)):
        if number and chance.random() < 0.15:
            body.append("## Costs")
        body.append(chance.randint(12, 60))
    if chance.random() < 0.15:
        body.insert(chance.randint(0, len(body) - 1), "- A thing to mind and to keep")
    if chance.random() < 0.15:
        body.insert(chance.randint(1, len(body)), f"> The river has no {SET_IN}")
    made = filed(
        slug,
        *body,
        headlines=HEADS[: chance.choice((1, 2, 3))],
        deck=DECK if chance.random() < 0.6 else "",
        quote=filed_quote(f"A bridge is a {PULLED}") if chance.random() < 0.8 else None,
        photos=(
            filed_photo(caption="A boat."),
            filed_photo("b.jpg", caption="A boat at low tide on the quay before the men came back."),
        ),
        byline="Ann Lee" if chance.random() < 0.4 else "",
    )
    marked = chance.random() < 0.5 and made.body[-1].role is Role.BODY
    return replace(made, body=(*made.body[:-1], replace(made.body[-1], may_cut=marked)))


def _block(slug: str, chance: random.Random, columns: int, fit: tuple[Lever, ...]) -> Block:
    options: dict[str, object] = {"size": chance.choice((7, 8, 9)), "quote": chance.choice(("auto", None, "auto", "auto"))}
    if chance.random() < 0.2:
        options["box"] = chance.choice((Box.RULE, Box.TINT))
    if chance.random() < 0.2 and columns > 1:
        options["columns"] = chance.randint(1, 3)
    if chance.random() < 0.15:
        options["style"] = "opinion"
    return place(slug, fit=fit, photos=_photos(chance), **options)


def _photos(chance: random.Random) -> tuple[PhotoOptions, ...] | None:
    if chance.random() < 0.6:
        return None
    asked = photo(chance.choice(PLACES), cols=chance.choice((1, 1, 2)))
    if chance.random() < 0.2:
        asked += photo(chance.choice(PLACES), cols=1, name="b.jpg")
    return asked


def _two(desk: _Desk) -> None:
    desk.rows = desk.stack("AB", desk.chance.choice((2, 3, 4)), desk.depths(2))


def _three(desk: _Desk) -> None:
    desk.rows = desk.stack("ABC", desk.chance.choice((2, 3)), desk.depths(3))


def _dogleg(desk: _Desk) -> None:
    columns = desk.chance.choice((2, 3))
    above, below = desk.depths(2)
    desk.story("A", columns + 1)
    desk.story("B", columns)
    desk.rows = ["A" * (columns + 1)] * above + ["A" + "B" * columns] * below


def _over_briefs(desk: _Desk) -> None:
    above, below = desk.depths(2)
    columns = desk.chance.choice((2, 3))
    desk.rows = [*desk.stack("A", columns, [above]), *["B" * columns] * (below // 2 + 6)]
    desk.short_items("B")


def _over_picture(desk: _Desk) -> None:
    above, below = desk.depths(2)
    columns = desk.chance.choice((2, 3))
    desk.rows = [*desk.stack("A", columns, [above]), *["B" * columns] * (below + 4)]
    desk.picture("B")


def _four(desk: _Desk) -> None:
    """Two stacks whose borders share no block."""
    left, right = desk.stack("AB", 3, desk.depths(2)), desk.stack("CD", 3, desk.depths(2))
    desk.rows = _beside(left, right)


def _six(desk: _Desk) -> None:
    """Three stacks, in one of them briefs, beside each other."""
    stacks = [desk.stack(letters, 2, desk.depths(2)) for letters in ("AB", "CD", "EF")]
    if desk.chance.random() < 0.5:
        desk.stories = [story for story in desk.stories if story.slug != "f"]
        desk.short_items("F")
    desk.rows = _beside(_beside(stacks[0], stacks[1]), stacks[2])


def _crossed(desk: _Desk) -> None:
    """Two over two that meet on one line."""
    above, below = desk.depths(2)
    desk.rows = _beside(desk.stack("AB", 3, [above, below]), desk.stack("CD", 2, [above, below]))


def _beside(left: list[str], right: list[str]) -> list[str]:
    deep = max(len(left), len(right))
    filled = [[*rows, *["." * len(rows[0])] * (deep - len(rows))] for rows in (left, right)]
    return [a + b for a, b in zip(*filled, strict=True)]


SHAPES: tuple[Callable[[_Desk], None], ...] = (_two, _three, _dogleg, _over_briefs, _over_picture, _four, _six, _crossed)


@lru_cache(maxsize=100)
def drawn_page(seed: int) -> Drawn:
    """The page of that seed; its stories fill their blocks, but for up to an eighth more or less.

    It is drawn again where `rung:` alone, which lets a head take another size for its shape, makes it another page; and, of four
    pages three, where something lacks its room.
    """
    for attempt in range(MOST_DRAWN):
        drawn, stories = _drawn(_Desk(1_000 * seed + attempt), SHAPES[seed % len(SHAPES)])
        plain = as_drawn(drawn, stories)
        if head_sizes(plain) == _shaped_sizes(drawn, stories) and (seed // len(SHAPES) % 4 == 3 or not faults(plain)):
            return drawn, stories
    raise AssertionError(f"seed {seed}: no such page in {MOST_DRAWN}")


def _drawn(desk: _Desk, shape: Callable[[_Desk], None]) -> Drawn:
    shape(desk)
    rows = [row.ljust(6, ".") for row in desk.rows]
    drawn = page("1", "\n".join([*rows, f"...... x{96 - len(rows)}"]), **desk.blocks)
    wanted = {letter: desk.chance.uniform(0.87, 1.13) for letter in desk.blocks}
    stories = tuple(desk.stories)
    for _ in range(2):
        stories = _about_full(as_drawn(drawn, stories), stories, wanted)
    return drawn, stories


def planned_page(drawn: PagePlan, stories: tuple[Story, ...]) -> tuple[Plan, Stone, PlannedPage]:
    """The page as it comes to be fitted."""
    plan, _ = make_plan(make_issue(drawn, stories=stories), house(DEEP), PRESS)
    assert plan is not None
    planned = filled_page(plan, plan.pages[0])
    return plan, Stone(Case(plan.house, faces(), "en-GB"), planned.grid, ART, "1"), planned


def _shaped_sizes(drawn: PagePlan, stories: tuple[Story, ...]) -> dict[str, float]:
    """The sizes of the stories' heads with no lever pulled, at the rungs where they read best."""
    plan, stone, planned = planned_page(drawn, stories)
    sizes: dict[str, float] = {}
    for chain in plan.chains:
        area = next(each for each in planned.blocks if each.letter == chain.pieces[0].letter)
        headline = no_pulls(Compositor(chain.story, [stone], (area,)), 0, area).part.package.headline
        if headline is not None:
            sizes[area.letter] = headline.style.size
    return sizes


def head_sizes(found: Laid) -> dict[str, float]:
    """The stories' heads: their sizes by their blocks."""
    return {head.block: head.taken.style.size for head in found.composed.heads if head.story}


def stand(found: Laid, letter: str, word: str, number: str = "1") -> int:
    """How many quotes with that word stand in a block."""
    return sum(word in line for line in found.text(letter, number, Kind.QUOTE))


def faults(found: Laid) -> Counter[str]:
    """What is wrong with a page beside its texts' lengths, by code: errors, and pictures of which too much is cropped away."""
    codes = (each.code for each in found.composed.problems if each.severity is Severity.ERROR or each.code == "picture-cropped")
    return Counter(code for code in codes if code not in ("overset", "short"))


def _about_full(found: Laid, stories: tuple[Story, ...], wanted: dict[str, float]) -> tuple[Story, ...]:
    """The stories with as many words as fill their blocks, times what is wanted of each block."""
    shares: dict[str, float] = {}
    for out in found.composed.blocks:
        lines, rows = out.lines + out.lines_over, sum(leg.rows for leg in out.legs)
        if lines:
            shares[out.block] = rows * wanted[out.block] / lines
    return tuple(_lengthened(story, shares.get(story.slug[0].upper(), 1.0)) for story in stories)


def _lengthened(story: Story, share: float) -> Story:
    body: list[Paragraph] = []
    for index, paragraph in enumerate(story.body):
        if paragraph.role is Role.BODY:
            count = max(round(len(paragraph.text.split()) * share), 4)
            paragraph = replace(paragraph, spans=(Span(f"{words(count, 7 * index)}."),))
        body.append(paragraph)
    return replace(story, body=tuple(body))


def as_drawn(drawn: PagePlan, stories: tuple[Story, ...]) -> Laid:
    """The page with nothing that gives."""
    plain = replace(drawn, blocks=tuple(replace(each, fit=()) for each in drawn.blocks))
    return laid(plain, stories=stories, text=DEEP, art=ART)


def as_fitted(drawn: PagePlan, stories: tuple[Story, ...]) -> Laid:
    """The page with what its blocks say may give."""
    return laid(drawn, stories=stories, text=DEEP, art=ART)


@lru_cache(maxsize=100)
def both(seed: int) -> tuple[Laid, Laid]:
    """The page of a seed, as drawn and fitted."""
    drawn, stories = drawn_page(seed)
    return as_drawn(drawn, stories), as_fitted(drawn, stories)
