"""Cases for the oracles: stories that are too long for their holes, in every kind of block that a story can stand in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from random import Random

from layout.content.issue import Block, Box, PagePlan
from layout.content.story import Story
from layout.images.picture import Art
from layout.lines.shape import Faces
from layout.pages.outcome import BlockOutcome, Composed
from tests.copyfit.copy import Draft, Likes, draft, shortened, words_of
from tests.copyfit.holes import COLUMN, GUTTER, LINE, WORDS_A_LINE, Hole, NoNaturalDepth, filling, outcome_of, pictured, set_pages
from tests.copyfit.truth import untruths
from tests.pages.desk import carry_on, faces, page, place

SHEET = "sheet: {trim: 350mm x 390mm}"
SLOTS = 96
NEIGHBOUR = 28  # slots under A, their gap counted
POLICIES = (
    (),
    ("lines",),
    ("lines", "headline"),
    ("lines", "headline", "flex: 4 lines"),
    ("lines", "photo: 12%"),
    ("lines", "headline", "rung: 1"),
    ("lines", "quote", "deck"),
    ("lines", "may-cut"),
    ("lines", "tracking: 1%"),
    ("lines", "headline", "flex: 4 lines", "photo: 12%", "rung: 1", "quote", "deck", "may-cut", "tracking: 1%"),
)


@dataclass(frozen=True)
class Case:
    """An issue whose story A is judged. `filed` are all its stories, A's first; `told` says in words what it is."""

    told: str
    pages: tuple[PagePlan, ...]
    filed: tuple[Story, ...]
    house: str
    art: Mapping[Path, Art]
    jumps: bool

    def without_left_out(self, composed: Composed) -> "Case":
        """The same without the paragraphs of A that were left out: what is over is counted in what is printed."""
        first, *others = self.filed
        gone = sum(problem.code == "paragraph-left-out" for problem in composed.problems)
        marked = [index for index, paragraph in enumerate(first.body) if paragraph.may_cut]
        left_out = marked[len(marked) - gone :]
        kept = tuple(paragraph for index, paragraph in enumerate(first.body) if index not in left_out)
        return replace(self, filed=(replace(first, body=kept), *others))

    def composed(self, fonts: Faces, cut: int = 0) -> Composed:
        """The issue, the last words of A cut."""
        first, *others = self.filed
        return set_pages(self.pages, (shortened(first, cut), *others), self.house, fonts, self.art)

    def outcome(self, fonts: Faces, cut: int = 0) -> BlockOutcome:
        """A's, at its last piece."""
        return outcome_of(self.composed(fonts, cut), "A")


def case_of(seed: int) -> Case:
    """A random one: one to six legs, alone, over a neighbour, or jumping to a second page."""
    chance = Random(f"case {seed}")
    columns, depth = chance.randint(1, 6), chance.randint(20, 62)
    policy = chance.choice((*POLICIES, POLICIES[-1], POLICIES[-1], POLICIES[-1]))
    jumps, below = chance.random() < 0.2, chance.random() < 0.5
    hole = Hole("A", 0, columns, 0, depth, 0)
    likes = Likes(
        headlines=(1, 4), may_cut=chance.choice((0, 2, 2)), lists=chance.choice((0.0, 0.0, 0.15)), photo=chance.random() < 0.6
    )
    copy = draft(seed, f"a{seed}", likes)
    options, art = _looks(chance, copy, hole, jumps=jumps)
    rows = [f"{('A' * columns).ljust(6, '.')} x{depth}"]
    others: list[Story] = []
    blocks: dict[str, Block] = {"A": place(copy.slug, **options)}
    neighbour = _neighbour(seed, columns) if below and depth < SLOTS - 30 else None
    if neighbour is not None:
        rows.append(f"{('B' * columns).ljust(6, '.')} x{NEIGHBOUR}")
        others.append(neighbour)
        blocks["B"] = place(neighbour.slug)
        depth += NEIGHBOUR
    rows.append(f"...... x{SLOTS - depth}")
    pages = [page("1", "\n".join(rows), **blocks)]
    rows_of_text = columns * max(hole.depth - 8, 4) - _pictured_rows(options, art)
    if jumps:
        second, deep = chance.randint(1, 6), chance.randint(16, 40)
        pages.append(page("2", f"{('A' * second).ljust(6, '.')} x{deep}\n...... x{SLOTS - deep}", A=carry_on(copy.slug)))
        rows_of_text += second * max(deep - 6, 6)
    words = max(int(rows_of_text * WORDS_A_LINE * chance.choice((0.95, 1.0, 1.05, 1.1, 1.4))), 40)
    told = f"seed {seed}: {columns} columns, {hole.depth} slots, {', '.join(policy) or 'nothing'} may give"
    told += f"{', jumping' if jumps else ''}{', over a neighbour' if 'B' in blocks else ''}; {_worded(options)}"
    house = f"{SHEET}\nfit: [{', '.join(policy)}]"
    return Case(told, tuple(pages), (copy.story(words), *others), house, art, jumps)


def _neighbour(seed: int, columns: int) -> Story | None:
    """A story that fills the block under A by itself; None where none does."""
    hole = Hole("B", 0, columns, 0, NEIGHBOUR, 2)
    copy = draft(seed, f"b{seed}", Likes(photo=False))
    try:
        return filling(copy, place(copy.slug), hole, hole.depth, faces(), {})
    except NoNaturalDepth:
        return None


def _looks(chance: Random, copy: Draft, hole: Hole, *, jumps: bool) -> tuple[dict[str, object], dict[Path, Art]]:
    """What A is asked to look like, and its picture."""
    options: dict[str, object] = {}
    art: dict[Path, Art] = {}
    if copy.photos and hole.columns > 1 and hole.depth > 26:
        options["photos"], art = pictured(chance, copy, hole)
    if chance.random() < 0.12:
        options["headline"] = ()
    if copy.quote is not None and chance.random() < 0.6:
        options["quote"] = "auto"
    options["style"] = chance.choice(("", "", "", "feature", "opinion"))
    if chance.random() < 0.15 and "photos" not in options:
        options["columns"] = chance.randint(1, max(hole.columns, 2))
    if chance.random() < 0.15:
        options["box"] = chance.choice(list(Box))
    if jumps:
        options["jump"] = "2"
    return options, art


def _pictured_rows(options: Mapping[str, object], art: Mapping[Path, Art]) -> int:
    """About how many rows a photo takes."""
    for photo in options.get("photos", ()):  # type: ignore[attr-defined]
        picture = art[photo.file]
        width = photo.columns * COLUMN + (photo.columns - 1) * GUTTER
        return int(photo.columns * (width * picture.height / picture.width / LINE + 4))  # type: ignore[union-attr]
    return 0


def _worded(options: Mapping[str, object]) -> str:
    told = []
    for name, value in options.items():
        if name == "photos":
            (photo,) = value  # type: ignore[misc]
            told.append(f"photo {photo.at} in {photo.columns}")
        elif value not in ("", None):
            told.append(f"{name} {value or 'none'}")
    return ", ".join(told)


def overset_faults(case: Case, fonts: Faces) -> tuple[BlockOutcome, list[str]]:
    """How the story came out; and what is wrong with the words that are told as over.

    Cutting them from the story's end makes it fit. Cutting fewer by the words of a line (told words by told lines, rounded up)
    does not.
    """
    first = case.filed[0]
    composed = case.composed(fonts)
    outcome = outcome_of(composed, "A")
    faults = [] if case.jumps else list(untruths(composed, outcome, first))
    if not outcome.lines_over:
        return outcome, faults
    over, lines = outcome.words_over, outcome.lines_over
    case = case.without_left_out(composed)
    first = case.filed[0]
    everything = words_of(first)
    if over > everything:
        faults.append(f"{over} words over, of {everything}")
    left = case.outcome(fonts, over)
    if left.lines_over:
        faults.append(
            f"{over} words (+{lines} lines) told as over, but without them +{left.lines_over} ({left.words_over} words)"
        )
    fewer = over - ceil(over / lines)
    if fewer > 0 and not case.outcome(fonts, fewer).lines_over:
        faults.append(f"{over} words (+{lines} lines) over, but {fewer} are enough")
    return outcome, faults


def least_cut(case: Case, fonts: Faces, told: int) -> int:
    """The fewest words, up to those told, whose cut makes A fit, found by trying each: slow, for a look at one case."""
    return next((cut for cut in range(told + 1) if not case.outcome(fonts, cut).lines_over), -1)
