"""Small cases, and what comes of every way to pull their levers: each is typed into the page by hand and set with nothing giving.

What the engine finds is held against the best of these. Typed in, a lever is a headline or a rung that the block names, a photo's
depth in lines, a quote or a deck told away, a paragraph not filed, a border drawn elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from random import Random

from layout.content.issue import Block, Lever
from layout.content.story import Story
from layout.images.picture import Art
from layout.lines.shape import Faces
from layout.pages.display import ImageMark, Kind, TextMark
from layout.pages.outcome import Composed
from tests.copyfit.copy import Likes, draft
from tests.copyfit.holes import Hole, NoNaturalDepth, filling, outcome_of, pictured, set_pages
from tests.pages.desk import faces, house, page, place

SHEET = "sheet: {trim: 350mm x 390mm}"
SLOTS = 96
FIRST_ROWS = 6  # white above the blocks, so that all of them have their gap
LEVERS = ("headline", "flex: 2 lines", "photo: 12%", "rung: 1", "quote", "deck", "may-cut")
LEAST_SLOTS = 3  # of a block and of a photo

Misfit = tuple[int, int]
"""Lines over and lines short; of several blocks the sums. Less is better."""


@dataclass(frozen=True)
class Small:
    """One block, or two of which one stands on the other. `levers` may give, beside `lines`."""

    told: str
    blocks: tuple[Block, ...]
    stories: tuple[Story, ...]
    holes: tuple[Hole, ...]
    levers: tuple[str, ...]
    art: Mapping[Path, Art]

    @property
    def house(self) -> str:
        """The house in which all of them may be pulled."""
        return f"{SHEET}\nfit: [{', '.join(('lines', *self.levers))}]"

    def composed(self, fonts: Faces) -> Composed:
        """The page as the engine sets it."""
        blocks = {block.letter: block for block in self.blocks}
        return set_pages((page("1", drawing(self.holes), **blocks),), self.stories, self.house, fonts, self.art)


def small_case(seed: int, most_levers: int) -> Small:
    """One or two blocks whose copy is up to a seventh too long or too short."""
    chance = Random(f"small {seed}")
    columns = chance.randint(2, 4)
    count = chance.choice((1, 1, 2))
    levers = tuple(chance.sample([each for each in LEVERS if not _pages_own(each, count)], most_levers))
    levers = tuple(sorted(levers, key=LEVERS.index))
    blocks: list[Block] = []
    stories: list[Story] = []
    holes: list[Hole] = []
    art: dict[Path, Art] = {}
    top = FIRST_ROWS
    for letter in "AB"[:count]:
        depth = chance.randint(26, 38)
        hole = Hole(letter, 0, columns, top, top + depth, 2)
        top += depth
        block, story, pictures = _filed(chance, f"{seed}{letter.lower()}", hole, levers)
        blocks.append(block)
        stories.append(story)
        holes.append(hole)
        art.update(pictures)
    told = f"seed {seed}: {columns} columns, {' and '.join(str(hole.depth) for hole in holes)} slots; {', '.join(levers)}"
    return Small(told, tuple(blocks), tuple(stories), tuple(holes), levers, art)


def _pages_own(lever: str, blocks: int) -> bool:
    """Flex needs a neighbour; and where heads stand one over another their order on the page limits the rungs."""
    return lever.startswith("flex") if blocks == 1 else lever.startswith("rung")


def _filed(chance: Random, name: str, hole: Hole, levers: Sequence[str]) -> tuple[Block, Story, Mapping[Path, Art]]:
    for again in range(20):
        likes = Likes(headlines=(2, 2), deck=0.9, quote=0.9, crossheads=(0, 1), photo=hole.depth > 24 and again < 6)
        copy = draft(7, f"{name}{again or ''}", likes)
        photos, art = pictured(chance, copy, hole) if copy.photos else ((), {})
        options: dict[str, object] = {"photos": photos} if photos else {}
        if copy.quote is not None and hole.columns * hole.depth > 70:
            options["quote"] = chance.choice(("auto", None))
        block = place(copy.slug, **options)
        try:
            story = filling(copy, block, hole, round(hole.depth * chance.uniform(0.87, 1.15)), faces(), art)
        except NoNaturalDepth:
            continue
        return replace(block, letter=hole.letter), story, art
    raise NoNaturalDepth(name)


def drawing(holes: Sequence[Hole]) -> str:
    """The page on which those holes stand."""
    rows = ["......"] * SLOTS
    for hole in holes:
        for row in range(hole.top, hole.foot):
            rows[row] = ("." * hole.first + hole.letter * hole.columns).ljust(6, ".")
    return "\n".join(rows)


def found_by_engine(case: Small, fonts: Faces) -> Misfit:
    """What is over and short on the page as the engine sets it."""
    composed = case.composed(fonts)
    outcomes = [outcome_of(composed, block.letter) for block in case.blocks]
    return sum(each.lines_over for each in outcomes), sum(each.lines_short for each in outcomes)


def best_by_hand(case: Small, fonts: Faces) -> Misfit:
    """The best that comes of trying everything."""
    return min(_with_border(case, fonts, move) for move in _moves(case))


def _moves(case: Small) -> range:
    most = 2 if any(lever.startswith("flex") for lever in case.levers) else 0
    return range(-most, most + 1)


def _with_border(case: Small, fonts: Faces, move: int) -> Misfit:
    """The best of every block by itself, the border between them moved."""
    over = short = 0
    for index, hole in enumerate(case.holes):
        top = hole.top + (move if index == 1 else 0)
        foot = hole.foot + (move if index == 0 and len(case.holes) > 1 else 0)
        if foot - top < hole.gap + LEAST_SLOTS:
            return 1_000_000, 1_000_000
        moved = replace(hole, top=top, foot=foot)
        best = min(_ways(case, index, moved, fonts))
        over, short = over + best[0], short + best[1]
    return over, short


def _ways(case: Small, index: int, hole: Hole, fonts: Faces) -> Iterator[Misfit]:
    """What comes of each combination of one block's levers."""
    block, story = case.blocks[index], case.stories[index]
    base = _set(block, story, hole, case, fonts)
    yield _misfit(base, hole)
    names = {lever.partition(":")[0] for lever in case.levers}
    for headline, rung, lines, quote, deck, cut in product(
        (None, *((head,) for head in story.head.headlines)) if "headline" in names else (None,),
        (-1, 0, 1) if "rung" in names else (0,),
        _photo_depths(base, block, story, hole, case, fonts) if "photo" in names else (None,),
        (block.quote, "none" if block.quote else "auto") if "quote" in names and story.quote is not None else (block.quote,),
        (None, "") if "deck" in names and story.head.deck else (None,),
        range(sum(paragraph.may_cut for paragraph in story.body) + 1) if "may-cut" in names else (0,),
    ):
        pulled = replace(block, headline=headline, quote=quote, deck=deck)
        size = 0.0
        if rung:
            style = house(SHEET).styles["headline"]
            asked = [each.size for each in style.rungs].index(style.by_columns[hole.columns - 1]) + rung
            size = style.rungs[asked].size
            pulled = replace(pulled, size=asked + 1)
        if lines is not None and pulled.photos:
            pulled = replace(pulled, photos=(replace(pulled.photos[0], lines=lines),))
        composed = _set(pulled, _without_marked(story, cut), hole, case, fonts)
        if _errors(composed) <= _errors(base) and (not rung or _head_size(composed) == size):
            yield _misfit(composed, hole)


def _set(block: Block, story: Story, hole: Hole, case: Small, fonts: Faces) -> Composed:
    bare = replace(block, fit=(Lever("lines"),))
    return set_pages((page("1", drawing([hole]), **{hole.letter: bare}),), (story,), SHEET, fonts, case.art)


def _misfit(composed: Composed, hole: Hole) -> Misfit:
    outcome = outcome_of(composed, hole.letter)
    return outcome.lines_over, outcome.lines_short


def _errors(composed: Composed) -> int:
    return sum(problem.severity == "error" and problem.code not in ("overset", "short") for problem in composed.problems)


def _head_size(composed: Composed) -> float:
    marks = (mark for mark in composed.pages[0].marks if isinstance(mark, TextMark) and mark.text.kind is Kind.HEADLINE)
    return next((mark.text.line.words[0].size for mark in marks), 0.0)


def _without_marked(story: Story, count: int) -> Story:
    """The story without its last marked paragraphs."""
    marked = [index for index, paragraph in enumerate(story.body) if paragraph.may_cut]
    gone = set(marked[len(marked) - count :])
    return replace(story, body=tuple(paragraph for index, paragraph in enumerate(story.body) if index not in gone))


def _photo_depths(base: Composed, block: Block, story: Story, hole: Hole, case: Small, fonts: Faces) -> Sequence[int | None]:
    """The depths in lines that the photo may have: up to 12 % of the picture's own more or less. The first is none."""
    area = _picture(base)
    if area is None or not block.photos:
        return (None,)
    guess = round(area / 10.5)
    for lines in range(guess, guess + 9):  # the caption stands under it
        photos = (replace(block.photos[0], lines=lines),)
        if _picture(_set(replace(block, photos=photos), story, hole, case, fonts)) == area:
            most = int(0.12 * area / 10.5 + 1e-6)
            return (None, *(lines + more for more in range(-most, most + 1) if more and lines + more >= LEAST_SLOTS))
    return (None,)


def _picture(composed: Composed) -> float | None:
    """A picture's depth in points."""
    return next((round(mark.area.height, 3) for mark in composed.pages[0].marks if isinstance(mark, ImageMark)), None)
