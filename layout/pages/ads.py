"""Advertisements: placed at their own size on the foot of their letter's area, never stretched.

In: a planned block and its ad as probed. Out: its marks, and what does not suit its place: its size, its bleed. Refuses an ad
that is not as wide as its place, or deeper.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from layout.base.geometry import AT_THE_TRIM, TOLERANCE, Area, Edges
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

SIZE_LIMIT = mm(1.0)  # how far an ad's width may be off its place's, and its depth off a page without margins
WHITE_LINES = 2  # of the grid that may stay white over an ad: what is more, neither its place nor its neighbours can use
SIDES = ("left", "top", "right", "foot")
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
            if found is not None and abs(ad_size(found, width)[0] - width) <= SIZE_LIMIT:
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


def check_depths(stone: Stone, drawn: PlannedPage, page: PlannedPage) -> Iterator[Problem]:
    """White over ads that are shallower than their places. `drawn`: the page before its borders were moved.

    What stands over an ad in all its columns took what the ad left; where something is wanting there, all of it stays white.
    """
    grid = stone.grid
    feet = {(extent.column, extent.foot) for block in drawn.blocks for extent in block.extents}
    depths = ad_depths(page, stone.art)
    for was, planned in zip(drawn.blocks, page.blocks, strict=True):
        if planned.letter not in depths:
            continue
        covered = all((extent.column, was.top) in feet for extent in was.extents)
        depth, place = depths[planned.letter], block_area(stone, was)
        top = grid.place_top((planned if covered else was).top + planned.gap)
        white = grid.baseline_of(planned.foot - 1) - depth - top
        if white > WHITE_LINES * grid.baseline + TOLERANCE:
            text = (
                f"{_name(planned)} is {to_mm(depth):.1f} mm deep, its place {planned.letter} is {to_mm(place.height):.1f} mm: "
                f"{to_mm(white):.1f} mm stay white over it"
            )
            remedy = "Draw its place as deep as it is, with something over it, or ask for one that is as deep as its place."
            yield Problem("ad-size", Severity.WARNING, text, remedy, OnPage(stone.page, block_area(stone, planned)))


def place_ad(stone: Stone, planned: PlannedBlock, source: Source) -> PlacedAd:
    """The ad on its letter's foot, the word over it, a frame if the block asks for one; a marked hole where it can't be had.

    An ad that covers a page to its upper trim leaves no room for the word.
    """
    what = planned.block.what
    assert isinstance(what, Ad), "only ads are placed as ads"
    grid, art = stone.grid, stone.art.get(what.file)
    area = block_area(stone, planned)
    hole = HoleMark(area, f"no ad: {what.file.name} {what.booking}".strip(), source)
    if art is None:
        return PlacedAd((hole,), ())
    width, depth = ad_size(art, area.width)
    if abs(width - area.width) > SIZE_LIMIT:
        return PlacedAd((hole,), (_wrong_size(stone, planned, ("wide", width, area.width)),))
    foot = grid.baseline_of(planned.foot - 1)
    top = foot - depth
    # A page without margins is cut where the ad is: a millimetre may fall away. Elsewhere it would lie on what is above.
    if top < grid.place_top(planned.top) - (SIZE_LIMIT if grid.at_trim(planned.top) else TOLERANCE):
        return PlacedAd((hole,), (_wrong_size(stone, planned, ("deep", depth, foot - area.y)),))
    placed = Area(area.x, top, width, depth)
    problems = (*_unsized(stone, planned, art, placed), *_unbled(stone, planned, art, placed))
    marks = [_mark(art, placed, source), *_label(stone, placed, source)]
    if planned.block.box is Box.RULE:
        rules = stone.case.house.rules
        marks += frame_marks(placed, rules.box, stone.case.style("body").colour, source)
    return PlacedAd(tuple(marks), problems)


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
    if area.y - LABEL_ABOVE - stone.case.cap_height(style) < 0:
        return []
    line = stone.case.line(as_set(stone.case.words.advertisement, style), style, area.width, Align.RIGHT)
    return [place(line, area.x, area.y - LABEL_ABOVE, Kind.AD_LABEL, ink=style.colour, source=source)]


def _wrong_size(stone: Stone, planned: PlannedBlock, sizes: tuple[str, float, float]) -> Problem:
    """`sizes`: which way (wide, deep), the ad's own, its place's."""
    way, own, room = sizes
    other = f"less {way}" if own > room else f"as {way} as that"
    text = f"{_name(planned)} is {to_mm(own):.1f} mm {way}, its place {planned.letter} is {to_mm(room):.1f} mm"
    remedy = f"An ad is never stretched: ask for one that is {other}, or draw its place as {way} as it is."
    return Problem("ad-size", Severity.ERROR, text, remedy, OnPage(stone.page, block_area(stone, planned)))


def _unsized(stone: Stone, planned: PlannedBlock, art: Art, placed: Area) -> Iterator[Problem]:
    """A picture without a resolution: it fits every place, also one that nobody sold."""
    if isinstance(art, Picture) and not art.ppi:
        text = (
            f"{_name(planned)} says no size of its own, for it names no resolution: it was made as wide as its place, "
            f"{to_mm(placed.width):.1f} mm, and so {to_mm(placed.height):.1f} mm deep"
        )
        remedy = "Ask for a PDF, or for a picture saved with its pixels an inch; or look whether that is what was sold."
        yield Problem("ad-no-size", Severity.WARNING, text, remedy, OnPage(stone.page, placed))


def _unbled(stone: Stone, planned: PlannedBlock, art: Art, placed: Area) -> Iterator[Problem]:
    """An ad at the trim of a page that has bleed: it wants as much; and one that was to stand there, and does not quite."""
    sheet, place = stone.grid.sheet, block_area(stone, planned)
    if sheet.bleed <= 0:
        return
    own = art.bleed if isinstance(art, PdfPage) else Edges()
    wanted = place.reaches(sheet.width, sheet.height, AT_THE_TRIM)
    reached = placed.reaches(sheet.width, sheet.height, AT_THE_TRIM)
    bleeds = {name: bleed for name, there, bleed in zip(SIDES, reached, own.all, strict=True) if there}
    missing = [name for name, bleed in bleeds.items() if bleed < AT_THE_TRIM]
    least = min(bleeds.values(), default=sheet.bleed)
    short = [name for name, meant, there in zip(SIDES, wanted, reached, strict=True) if meant and not there]
    where = OnPage(stone.page, placed)
    remedy = f"Ask for it as a PDF with a BleedBox of {to_mm(sheet.bleed):g} mm round its trim, and drawn on into it."
    if missing:
        text = f"{_name(planned)} reaches the trim and has no bleed there: {_listed(missing)}"
        yield Problem("ad-bleed", Severity.WARNING, text, remedy, where)
    elif least < sheet.bleed - AT_THE_TRIM:
        text = f"{_name(planned)} reaches the trim and has {to_mm(least):.1f} mm of bleed, the page {to_mm(sheet.bleed):.1f} mm"
        yield Problem("ad-bleed", Severity.WARNING, text, remedy, where)
    if short and placed.y - place.y <= WHITE_LINES * stone.grid.baseline:  # what is more is told as its size
        text = f"{_name(planned)} ends short of the trim: {_listed(short)}; a white strip is left there"
        remedy = f"Ask for it in the place's own size, {to_mm(place.width):.1f} x {to_mm(place.height):.1f} mm."
        yield Problem("ad-bleed", Severity.WARNING, text, remedy, where)


def _name(planned: PlannedBlock) -> str:
    what = planned.block.what
    assert isinstance(what, Ad), "only ads are named as ads"
    return f"ad {what.booking or what.file.name}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([*([", ".join(words[:-1])] if len(words) > 1 else []), words[-1]])
