"""Advertisements: placed at their own size on the foot of their letter's area, never stretched."""

from collections.abc import Mapping
from pathlib import Path

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.base.units import mm, to_mm
from layout.base.values import dataclass
from layout.content.issue import Ad, Box
from layout.design.styles import Align
from layout.desk.plan import PlannedBlock, PlannedPage
from layout.images.picture import Art, Drawing, PdfPage, Picture
from layout.pages.case import as_set, place
from layout.pages.display import DrawingMark, HoleMark, ImageMark, Kind, Mark, PdfMark, Source
from layout.pages.frame import frame_marks
from layout.pages.package import block_area
from layout.pages.stone import Stone

WIDTH_LIMIT = mm(1.0)
LABEL_ABOVE = 3.0  # the word over an ad, above its top


@dataclass(frozen=True, slots=True)
class PlacedAd:
    """An ad's marks and what is wrong with it."""

    marks: tuple[Mark, ...]
    problems: tuple[Problem, ...]


def ad_depths(page: PlannedPage, art: Mapping[Path, Art]) -> dict[str, float]:
    """The depth in points of each ad of a page that could be probed and fits its letter's width, by letter."""
    depths: dict[str, float] = {}
    for block in page.blocks:
        if isinstance(block.block.what, Ad):
            found = art.get(block.block.what.file)
            width = page.grid.span_width(block.columns, block.first_column)
            if found is not None and abs(ad_size(found, width)[0] - width) <= WIDTH_LIMIT:
                depths[block.letter] = ad_size(found, width)[1]
    return depths


def ad_size(art: Art, width: float) -> tuple[float, float]:
    """An ad's own size in points. A picture that knows no resolution is taken to be as wide as its place."""
    match art:
        case Picture():
            if not art.ppi:
                return width, width * art.height / art.width
            return art.width * 72 / art.ppi, art.height * 72 / art.ppi
        case PdfPage() | Drawing():
            return art.width, art.height


def place_ad(stone: Stone, planned: PlannedBlock, source: Source) -> PlacedAd:
    """The ad on its letter's foot, the word over it, a frame if the block asks for one; a marked hole where it can't be had."""
    what = planned.block.what
    assert isinstance(what, Ad), "only ads are placed as ads"
    grid, art = stone.grid, stone.art.get(what.file)
    area = block_area(stone, planned)
    hole = HoleMark(area, f"no ad: {what.file.name} {what.booking}".strip(), source)
    if art is None:
        return PlacedAd((hole,), ())
    width, depth = ad_size(art, area.width)
    if abs(width - area.width) > WIDTH_LIMIT:
        return PlacedAd((hole,), (_wrong_size(stone, planned, what, ("wide", width, area.width)),))
    foot = grid.baseline_of(planned.foot - 1)
    top = foot - depth
    if top < grid.slot_top(planned.top) - 0.01:
        return PlacedAd((hole,), (_wrong_size(stone, planned, what, ("deep", depth, foot - area.y)),))
    placed = Area(area.x, top, width, depth)
    marks = [_mark(art, placed, source), *_label(stone, placed, source)]
    if planned.block.box is Box.RULE:
        rules = stone.case.house.rules
        marks += frame_marks(placed, rules.box, stone.case.style("body").colour, source)
    return PlacedAd(tuple(marks), ())


def _mark(art: Art, area: Area, source: Source) -> Mark:
    match art:
        case Picture():
            return ImageMark(area, art.path, (0.0, 0.0, 1.0, 1.0), False, source)
        case Drawing():
            return DrawingMark(area, art.path, source)
        case PdfPage():
            return PdfMark(area, art.path, art.page, source)


def _label(stone: Stone, area: Area, source: Source) -> list[Mark]:
    style = stone.case.style("ad-label")
    line = stone.case.line(as_set(stone.case.words.advertisement, style), style, area.width, Align.RIGHT)
    return [place(line, area.x, area.y - LABEL_ABOVE, Kind.AD_LABEL, ink=style.colour, source=source)]


def _wrong_size(stone: Stone, planned: PlannedBlock, ad: Ad, sizes: tuple[str, float, float]) -> Problem:
    """`sizes`: which way (wide, deep), the ad's own, its place's."""
    way, own, room = sizes
    other = f"less {way}" if own > room else f"as {way} as that"
    return Problem(
        "ad-size",
        Severity.ERROR,
        f"ad {ad.booking or ad.file.name} is {to_mm(own):.1f} mm {way}, its place {planned.letter} is {to_mm(room):.1f} mm",
        f"An ad is never stretched: ask for one that is {other}, or draw its place as {way} as it is.",
        OnPage(stone.page, block_area(stone, planned)),
    )
