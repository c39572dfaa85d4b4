"""Copyfit, told in numbers: stories put into holes of their natural depth and up to six in a hundred more or less.

    python -m tests.bench.copyfit [--stories 100] [--seed 1] [--photos stories|pages] [--text FILE] [--write] [--misses]

A story's natural depth is that at which it comes out full with nothing giving. Pages are drawn first, two to four stories each,
side by side or stacked without white; then each story is cut so that its hole is its natural depth times a factor drawn evenly
from 0.94 to 1.06, in whole lines. The pages are set with nothing giving, then with one lever more at a time, in the order of
`docs/issue-format.md`.

A story is full where nothing is over and less than a line a leg stays empty, rows inside the story counted; flush where no row at
all does. It is level where no leg ends two rows or more above its foot.

`--text` takes the stories' words from a file with a paragraph a line. `--write` puts the tables into docs/copyfit.md; `--misses`
tells each story that did not come out.
"""

import argparse
import gc
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from random import Random

from layout.content.issue import Block, PagePlan
from layout.content.story import Story
from layout.fonts.library import load_library, shipped_fonts
from layout.images.picture import Art
from layout.lines.shape import Faces
from layout.pages.outcome import BlockOutcome
from tests.bench.quality import Quality, quality_of
from tests.copyfit.copy import Likes, draft
from tests.copyfit.holes import Hole, NoNaturalDepth, filling, holes_of, is_full, outcome_of, pictured, placed, set_pages
from tests.copyfit.truth import feet_untruths, legs_of, untruths, whites_at_feet
from tests.pages.bounds import collisions
from tests.pages.desk import house, page

DOC = Path(__file__).parents[2] / "docs" / "copyfit.md"
BEGIN, END = "<!-- holes: python -m tests.bench.copyfit --write -->", "<!-- /holes -->"
SLOTS = 122  # of the master `inside`
SPREAD = 0.06
LEVERS = ("lines", "headline", "flex: 4 lines", "photo: 12%", "rung: 1", "quote", "deck", "may-cut", "tracking: 1%")
TIERS = (0, 2, 3, 4, 5, 6, 7, 8, 9)
"""How many of the levers may be used."""
LAYOUTS = (
    ("AAAAAA", "BBBBBB"),
    ("AAAAAA", "BBBCCC"),
    ("AAAAAA", "BBCCCC"),
    ("AAABBB", "CCCCCC"),
    ("AAAABB", "CCCCBB"),
    ("AABBBB", "AACCCC"),
    ("AAAABB", "CCCDDD"),
    ("AAAAAA", "BBBBBB", "CCCCCC"),
    ("AAAAAA", "BBBCCC", "DDDDDD"),
    ("AAAAAA", "BBBBCC", "DDDDCC"),
    ("AABBBB", "AACCCC", "DDDDDD"),
    ("AAABBB", "CCCDDD"),
)
USED = {
    "lines": r"a line (longer|shorter)",
    "headline": r"headline \d",
    "flex": r"border|flex",
    "photo": r"\.jpg [+-]\d",
    "rung": r"rung",
    "quote": r"quote (put|left)",
    "deck": r"deck",
    "may-cut": r"marked paragraph",
    "tracking": r"tracking",
}
"""By lever, how a block's outcome tells that it was used."""


@dataclass(frozen=True)
class Drawn:
    """A page with its copy, the seed that it was drawn from."""

    seed: int
    plan: PagePlan
    holes: tuple[Hole, ...]
    stories: tuple[Story, ...]
    art: Mapping[Path, Art]
    natural: tuple[int, ...]


@dataclass(frozen=True)
class Came:
    """How a story came out."""

    drawn: Drawn
    hole: Hole
    outcome: BlockOutcome
    whites: tuple[int, ...]
    """The rows that stand empty at the feet of its legs, of those that reach down to its own."""
    legs: int
    """Those that have room for text."""
    lies: tuple[str, ...]

    @property
    def empty(self) -> int:
        """Rows that its legs left empty, as told or as seen."""
        return max(sum(leg.rows - leg.used for leg in self.outcome.legs), sum(self.whites))

    @property
    def full(self) -> bool:
        """Nothing over, less than a line a leg empty."""
        return is_full(self.outcome) and self.empty < self.legs


@dataclass(frozen=True)
class Tier:
    """All stories with some levers."""

    came: tuple[Came, ...]
    quality: Quality
    seconds: tuple[float, ...]
    collisions: tuple[str, ...]
    """Type and pictures that stand on each other."""

    @property
    def lies(self) -> list[str]:
        """All that is told and isn't so, and what stands on each other."""
        return [*(lie for each in self.came for lie in each.lies), *self.collisions]

    @property
    def full(self) -> int:
        return sum(each.full for each in self.came)

    @property
    def flush(self) -> int:
        return sum(each.full and not each.empty for each in self.came)

    @property
    def level(self) -> int:
        return sum(each.full and max(each.whites, default=0) < 2 for each in self.came)


def main() -> None:
    """Runs it."""
    asked = _asked()
    faces = Faces(load_library([shipped_fonts()])[0])
    drawn = list(draw(asked.stories, asked.seed, Wish(asked.photos == "stories", Likes(text=asked.text)), faces))
    gc.collect()
    gc.disable()
    tiers = [run(drawn, count, faces) for count in TIERS]
    text = report(drawn, tiers, asked.seed)
    print(text)
    if asked.misses:
        print("\n".join(misses(tiers[-1])))
    if asked.write:
        _write(text)
    lies = [lie for tier in tiers for lie in tier.lies]
    if lies:
        sys.exit("\n".join(["what is told is not what stands on the page:", *lies[:20]]))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.copyfit")
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--photos", choices=("stories", "pages"), default="stories")
    parser.add_argument("--text", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", action="store_true")
    return parser.parse_args()


USUAL = Likes()


@dataclass(frozen=True)
class Wish:
    """Whether every story has a photo, or only one a page; what else stories have."""

    photos: bool = True
    likes: Likes = USUAL


def draw(stories: int, seed: int, wish: Wish, faces: Faces) -> Iterator[Drawn]:
    """Pages with so many stories together."""
    number = 1_000 * seed
    while stories > 0:
        made = drawn_page(number, stories if stories > 5 else -stories, wish, faces)
        stories -= len(made.holes)
        number += 1
        yield made


def drawn_page(seed: int, left: int, wish: Wish, faces: Faces) -> Drawn:
    """A page of at most so many stories; of exactly so many, or of two that leave two, where `left` is below nothing."""
    chance = Random(f"page {seed}")
    counts = {2, 3, 4} if left > 0 else {count for count in (2, 3, 4) if count == -left or -left - count >= 2} or {2}
    rows = chance.choice([rows for rows in LAYOUTS if len(set("".join(rows))) in counts])
    depths = _depths(chance, len(rows))
    drawing = "\n".join(f"{row} x{depth}" for row, depth in zip(rows, depths, strict=True))
    holes = tuple(holes_of(drawing))
    only = chance.choice(holes).letter
    blocks: dict[str, Block] = {}
    filed: list[Story] = []
    art: dict[Path, Art] = {}
    natural: list[int] = []
    for hole in holes:
        depth = round(hole.depth / chance.uniform(1 - SPREAD, 1 + SPREAD))
        likes = replace(wish.likes, photo=wish.photos or hole.letter == only)
        block, story, pictures = _filled(chance, seed, hole, depth, likes, faces)
        blocks[hole.letter] = block
        filed.append(story)
        art.update(pictures)
        natural.append(depth)
    plan = page(str(seed), drawing, "inside", **blocks)
    return Drawn(seed, plan, holes, tuple(filed), art, tuple(natural))


def _filled(
    chance: Random, seed: int, hole: Hole, depth: int, likes: Likes, faces: Faces
) -> tuple[Block, Story, Mapping[Path, Art]]:
    """A story of that natural depth; another one where no length of the first has it."""
    for again in range(20):
        copy = draft(seed, f"s{seed}{hole.letter.lower()}{again or ''}", likes)
        photos, art = pictured(chance, copy, hole) if likes.photo else ((), {})
        block = placed(chance, copy, photos)
        try:
            return block, filling(copy, block, hole, depth, faces, art), art
        except NoNaturalDepth:
            continue
    raise NoNaturalDepth(f"page {seed}, {hole}")


def _depths(chance: Random, rows: int) -> list[int]:
    """The depths of a page's rows."""
    while True:
        shares = [chance.uniform(0.75, 1.25) for _ in range(rows)]
        depths = [round(SLOTS * share / sum(shares)) for share in shares]
        depths[-1] += SLOTS - sum(depths)
        if min(depths) >= 34:
            return depths


def run(drawn: Sequence[Drawn], levers: int, faces: Faces) -> Tier:
    """Every page by itself with the first so many levers."""
    text = f"fit: [{', '.join(LEVERS[:levers])}]"
    grid = house(text).grid
    came: list[Came] = []
    qualities: list[Quality] = []
    seconds: list[float] = []
    on_each_other: list[str] = []
    for each in drawn:
        start = time.process_time()
        composed = set_pages((each.plan,), each.stories, text, faces, each.art)
        seconds.append(time.process_time() - start)
        qualities.append(quality_of(composed.pages))
        for hole, story in zip(each.holes, each.stories, strict=True):
            outcome = outcome_of(composed, hole.letter)
            whites = tuple(whites_at_feet(composed.pages[0], grid, hole.letter))
            found = (*untruths(composed, outcome, story), *feet_untruths(composed.pages[0], grid, outcome))
            legs = legs_of(composed.pages[0], outcome)
            came.append(Came(each, hole, outcome, whites, legs, tuple(f"{story.slug}, {levers} levers: {lie}" for lie in found)))
        on_each_other += collisions(composed.pages[0])
    return Tier(tuple(came), _sum(qualities), tuple(seconds), tuple(on_each_other))


def _sum(qualities: Sequence[Quality]) -> Quality:
    return Quality(*(sum(getattr(each, field.name) for each in qualities) for field in fields(Quality)))


def report(drawn: Sequence[Drawn], tiers: Sequence[Tier], seed: int) -> str:
    """The tables."""
    stories = len(tiers[0].came)
    lines = [f"{stories} stories on {len(drawn)} pages, seed {seed}.", ""]
    lines += ["| what may give | full | of these level | flush | lines over | lines short | seconds a page, mean | most |"]
    lines += ["| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for count, tier, before in zip(TIERS, tiers, (0, *TIERS), strict=False):
        name = f"{'+ ' if before else ''}{', '.join(f'`{lever}`' for lever in LEVERS[before:count])}" or "nothing"
        over = sum(each.outcome.lines_over for each in tier.came)
        short = sum(each.outcome.lines_short for each in tier.came)
        mean, most = sum(tier.seconds) / len(tier.seconds), max(tier.seconds)
        lines.append(f"| {name} | {tier.full} | {tier.level} | {tier.flush} | {over} | {short} | {mean:.3f} | {most:.3f} |")
    lines += ["", "| lever | stories that used it, with all allowed |", "| --- | ---: |"]
    used = Counter(kind for each in tiers[-1].came for kind in dict.fromkeys(map(lever_kind, each.outcome.levers)))
    lines += [f"| {name} | {used.pop(name, 0)} |" for name in USED]
    lines += [f"| {name} | {count} |" for name, count in sorted(used.items())]
    lines += ["", "| quality | nothing gives | everything may |", "| --- | ---: | ---: |"]
    first, last = tiers[0].quality, tiers[-1].quality
    lines.append(f"| lines with a word space over half an em | {_share(first)} | {_share(last)} |")
    for name, what in (("ladders", "ladders of three"), ("end_hyphens", "hyphens at a leg's end"), ("widows", "widows")):
        lines.append(f"| {what} | {getattr(first, name)} | {getattr(last, name)} |")
    lines.append(f"| lines, legs | {first.lines}, {first.legs} | {last.lines}, {last.legs} |")
    return "\n".join(lines)


def _share(quality: Quality) -> str:
    return f"{100 * quality.loose / quality.lines:.2f} %"


def lever_kind(told: str) -> str:
    """Which lever an outcome's words tell of; the words themselves where they tell of none."""
    return next((name for name, words in USED.items() if re.search(words, told)), re.sub(r"\d+", "N", told))


def misses(tier: Tier) -> Iterator[str]:
    """Every story that did not come out, with where to find it."""
    for each in tier.came:
        if not each.full:
            hole, outcome = each.hole, each.outcome
            told = f"over {outcome.lines_over}, short {outcome.lines_short}, white {list(each.whites)}"
            natural = each.drawn.natural[each.drawn.holes.index(hole)]
            where = f"page {each.drawn.seed} {hole.letter}: {hole.columns} columns, {hole.depth} slots, natural {natural}"
            yield f"{where}: {told}; {', '.join(outcome.levers) or 'no lever'}"


def _write(text: str) -> None:
    """Into the doc, between its two comments."""
    doc = DOC.read_text(encoding="utf-8")
    before, _, rest = doc.partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        sys.exit(f"{DOC} has no {BEGIN} ... {END}")
    DOC.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
