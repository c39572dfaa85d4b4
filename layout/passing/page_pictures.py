"""Pictures as printed: none twice, and captions no wider than what they stand under.

In: finished pages. Out: pictures that stand twice in the issue. Not meant are the house's own drawings, a writer's small
portrait, an ad that was booked twice, a teaser of what stands inside, and two details of one picture that share nothing.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.pages.display import DrawingMark, ImageMark, Kind, Page, TextMark
from layout.passing.findings import Rule, finding
from layout.passing.page_reading import ReadPage, type_area

TWICE = Rule("picture-twice", Severity.ERROR, "the same picture printed twice in the issue")
CAPTION = Rule("caption-wide", Severity.WARNING, "a caption that runs wider than its picture")

MUG = (100.0, 130.0)  # points: a portrait no larger is a writer's signature and may stand by each of the writer's pieces
CAPTION_UNDER = 40.0  # points under a drawing within which its caption begins; without one it is an ornament
HANGS_OUT = 2.0  # points by which a caption's punctuation may hang out of its picture's edge

Ads = Mapping[str, frozenset[str]]
"""By page number, the letters under which an ad stands."""


class Print(NamedTuple):
    """A picture where it is printed. `teaser`: in the furniture."""

    page: Page
    mark: ImageMark | DrawingMark
    teaser: bool


def check_pictures(
    reads: Sequence[ReadPage], ads: Ads, digests: Mapping[Path, str] | None, kept: Set[str] = frozenset()
) -> Iterator[tuple[str, Problem]]:
    """Pictures of one file, or of files of one digest, told of the later one. `kept`: printed numbers of pages that are plated as
    they once were, whatever would stand on them now."""
    printed: dict[str, list[Print]] = {}
    for read in reads:
        letters = ads.get(read.page.number, frozenset())
        for each in pictures_of(read.page, letters):
            mark = each.mark
            if kept and read.half(mark.area.x) in kept:
                continue
            key = digests.get(mark.path, str(mark.path)) if digests is not None else str(mark.path)
            before = next((other for other in printed.get(key, ()) if _same(other, each)), None)
            if before is not None:
                yield read.page.number, _twice(before, each)
            printed.setdefault(key, []).append(each)


def pictures_of(page: Page, ads: Set[str]) -> Iterator[Print]:
    """Every picture that readers take for one. `ads`: the letters under which an ad stands."""
    for mark in page.marks:
        if isinstance(mark, ImageMark | DrawingMark) and mark.source.block not in ads and _counts(page, mark):
            yield Print(page, mark, not mark.source.block)


def _counts(page: Page, mark: ImageMark | DrawingMark) -> bool:
    """True of a picture that readers take for one: no portrait of a writer, no drawing without a caption."""
    match mark:
        case ImageMark(area=area, grey=grey):
            return not (grey and area.width <= MUG[0] and area.height <= MUG[1])
        case DrawingMark(area=area):
            lines = (each.text for each in page.marks if isinstance(each, TextMark) and each.text.source == mark.source)
            under = [type_area(line) for line in lines if line.kind in (Kind.CAPTION, Kind.CREDIT)]
            return any(0 < each.bottom - area.bottom < CAPTION_UNDER and _level(each, area) for each in under)


def _level(one: Area, other: Area) -> bool:
    return one.x < other.right and other.x < one.right


def _same(one: Print, other: Print) -> bool:
    """True where two prints of a file are one too many."""
    if one.teaser or other.teaser:
        return one.teaser is not other.teaser and one.page is other.page
    if isinstance(one.mark, ImageMark) and isinstance(other.mark, ImageMark):
        return Area(*one.mark.crop).overlaps(Area(*other.mark.crop))
    return True


def _twice(before: Print, again: Print) -> Problem:
    names = dict.fromkeys((again.mark.path.name, before.mark.path.name))
    here = before.page is again.page
    text = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are one picture and'} printed twice: on page "
    text += f"{again.page.number}" if here else f"{before.page.number} and on page {again.page.number}"
    where = OnPage(again.page.number, again.mark.area)
    return finding(TWICE, text, "Take another picture for one of them.", where, again.mark.source.story)


def check_captions(read: ReadPage) -> Iterator[Problem]:
    """Captions under a photo of their own block. A drawing may be narrower than its place: of it nothing is said."""
    pictures: dict[str, list[Area]] = {}
    drawings = {mark.source.block for mark in read.drawn if not isinstance(mark, ImageMark)}
    for mark in read.drawn:
        pictures.setdefault(mark.source.block, []).append(mark.area)
    for line in read.kinds(Kind.CAPTION):
        block = line.source.block
        if block in drawings or block not in pictures:
            continue
        if not any(area.x - HANGS_OUT <= line.area.x and line.area.right <= area.right + HANGS_OUT for area in pictures[block]):
            text = f"block {block}: the caption line \u201c{line.text}\u201d is wider than its picture"
            where, remedy = OnPage(read.page.number, line.area), "Write the long word otherwise, or give it more columns."
            yield finding(CAPTION, text, remedy, where, line.source.story)
