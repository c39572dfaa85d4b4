"""Holes for copy: a page drawn in letters slot by slot, and a story cut until it fills a hole of a given depth by itself.

A hole's natural depth is that at which its story comes out full with no lever at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from layout.content.issue import Block, PagePlan, PhotoOptions, PhotoPlace
from layout.content.story import Story
from layout.images.picture import Art, Picture
from layout.lines.shape import Faces
from layout.pages.compose import compose
from layout.pages.outcome import BlockOutcome, Composed
from tests.copyfit.copy import HERE, Draft
from tests.desk.drawing import PRESS, make_issue
from tests.pages.desk import house, make_plan, page, place

GUTTER, COLUMN, LINE = 12.76, 140.55, 10.5
WORDS_A_LINE = 6
MOST_DEEP = 0.42  # of a hole that its picture may take
MOST_TRIES = 24
DEEP = "sheet: {trim: 350mm x 900mm}\nfit: []"
"""A house as every other, but with room for a hole of any depth, in which nothing gives."""

PLACES = {
    2: ((2, "top"), (2, "top"), (2, "bottom"), (2, "above")),
    3: ((2, "top-right"), (2, "top-right"), (2, "top-left"), (3, "top"), (2, "bottom-right"), (3, "above")),
    4: (
        (2, "top-right"),
        (2, "top-right"),
        (3, "top-right"),
        (2, "top-left"),
        (2, "top"),
        (2, "bottom-right"),
        (2, "bottom-left"),
    ),
    5: ((2, "top-right"), (3, "top-right"), (3, "top-right"), (2, "top-left"), (3, "top"), (2, "bottom-right"), (2, "middle")),
    6: ((2, "top-right"), (3, "top-right"), (3, "top-right"), (2, "top-left"), (2, "top"), (3, "bottom-right"), (2, "middle")),
}
"""By a block's columns: how wide its photo may be, and where it stands."""
PROPORTIONS = ((3, 2), (3, 2), (4, 3), (16, 9), (1, 1), (4, 5), (2, 1))


class NoNaturalDepth(Exception):
    """No length of the story fills the hole with nothing giving."""


@dataclass(frozen=True)
class Hole:
    """A block's columns, counted from 0, and the slots of its area, both from the top of the drawing; `gap` of them are white."""

    letter: str
    first: int
    columns: int
    top: int
    foot: int
    gap: int

    @property
    def depth(self) -> int:
        """The slots under its gap."""
        return self.foot - self.top - self.gap


def holes_of(drawing: str, between: int = 2) -> list[Hole]:
    """The rectangles of a drawing, in the order in which they are met."""
    rows: list[str] = []
    for line in drawing.splitlines():
        letters, _, times = line.partition(" x")
        rows += [letters] * int(times or 1)
    found: list[Hole] = []
    for letter in dict.fromkeys(letter for row in rows for letter in row if letter != "."):
        own = [index for index, row in enumerate(rows) if letter in row]
        row = rows[own[0]]
        found.append(Hole(letter, row.index(letter), row.count(letter), own[0], own[-1] + 1, between if own[0] else 0))
    return found


def alone(hole: Hole, depth: int, slots: int) -> str:
    """The drawing of a page on which that hole stands by itself, at the top, so many slots deep."""
    row = "." * hole.first + hole.letter * hole.columns
    return f"{row.ljust(6, '.')} x{depth}\n...... x{slots - depth}"


def pictured(chance: Random, draft: Draft, hole: Hole) -> tuple[tuple[PhotoOptions, ...], dict[Path, Art]]:
    """A photo for the hole that leaves room for text: how it is asked for, and the picture."""
    tries = [(*chance.choice(PLACES[hole.columns]), chance.choice(PROPORTIONS)) for _ in range(12)]
    flat = (*PLACES[hole.columns][0], (5, 2))
    columns, at, (across, down) = next((each for each in tries if _rows(each[0], each[2]) < MOST_DEEP * hole.depth), flat)
    file = draft.photos[0].path
    pixels = Picture(file, 400 * across + chance.randint(0, 90), 400 * down, "RGB", 0.0)
    return (PhotoOptions(HERE, file, columns, PhotoPlace(at)),), {file: pixels}


def _rows(columns: int, proportions: tuple[int, int]) -> float:
    """How deep a picture so wide is, in lines."""
    across, down = proportions
    return (columns * COLUMN + (columns - 1) * GUTTER) * down / across / LINE


def placed(chance: Random, draft: Draft, photos: tuple[PhotoOptions, ...]) -> Block:
    """The block that carries a draft, its quote in or out."""
    options: dict[str, object] = {}
    if draft.quote is not None and chance.random() < 0.5:
        options["quote"] = "auto"
    if chance.random() < 0.08:
        options["style"] = "feature"
    return place(draft.slug, photos=photos, **options)


def set_pages(
    pages: tuple[PagePlan, ...], stories: tuple[Story, ...], text: str, faces: Faces, art: Mapping[Path, Art]
) -> Composed:
    """An issue of those pages in a house of that text, composed."""
    plan, problems = make_plan(make_issue(*pages, stories=stories), house(text), PRESS)
    assert plan is not None, problems
    return compose(plan, faces, art)


def outcome_of(composed: Composed, letter: str) -> BlockOutcome:
    """A block's; of a story that jumps its last piece's."""
    return [outcome for outcome in composed.blocks if outcome.block == letter][-1]


def is_full(outcome: BlockOutcome) -> bool:
    """Nothing over, and less than a line a leg short."""
    return not outcome.lines_over and not outcome.lines_short


def filling(draft: Draft, block: Block, hole: Hole, depth: int, faces: Faces, art: Mapping[Path, Art]) -> Story:
    """The draft in as many words as fill a hole so deep with nothing giving."""
    slots = house(DEEP).grid.slots
    drawn = page("1", alone(hole, depth, slots), **{hole.letter: replace(block, fit=())})
    least, most = 30, 3_400
    words = min(max(hole.columns * depth * WORDS_A_LINE * 2 // 3, least), most)
    for _ in range(MOST_TRIES):
        story = draft.story(words)
        outcome = outcome_of(set_pages((drawn,), (story,), DEEP, faces, art), hole.letter)
        if is_full(outcome):
            return story
        if outcome.lines_over:
            most = min(most, words)
            step = -max(outcome.words_over, 3)
        else:
            least = max(least, words)
            step = max(outcome.lines_short * WORDS_A_LINE - 3 * hole.columns, 3)
        words = words + step if least < words + step < most else (least + most) // 2
        if most - least < 2:
            break
    raise NoNaturalDepth(f"{draft.slug}, {depth} slots")
