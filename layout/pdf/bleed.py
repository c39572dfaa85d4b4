"""Marks that reach the trim drawn on into the bleed, so that a knife a little aside shows no white edge.

In: a finished page. Out: the same page; without bleed, the very one. To be called before pictures are separated. Type and
drawings stay: type does not reach an edge. A PDF ad brings its own bleed, which shows when it is painted: `bled_window`.
"""

from dataclasses import replace

from layout.base.geometry import AT_THE_TRIM, TOLERANCE, Area, Edges
from layout.pages.display import ImageMark, Mark, Page, RuleMark, TintMark


def bled(page: Page) -> Page:
    """The page with its tints, rules and pictures drawn on where they reach the trim."""
    if page.bleed <= 0:
        return page
    return replace(page, marks=tuple(_bled(mark, page) for mark in page.marks))


def bled_window(area: Area, page: Page) -> Area:
    """What shows of an ad that stands on an area with its trim: that, and the page's bleed where its edge is the page's own."""
    return _growth(area, page, AT_THE_TRIM).around(area)


def _bled(mark: Mark, page: Page) -> Mark:
    match mark:
        case TintMark(area=area):
            return replace(mark, area=_growth(area, page).around(area))
        case ImageMark(area=area):
            growth = _growth(area, page)
            grown = growth.around(area)
            return mark if grown == area else replace(mark, area=grown, crop=_grown_crop(mark, growth))
        case RuleMark(x0=x0, y0=y0, x1=x1, y1=y1) if x0 != x1 or y0 != y1:
            # only a rule that runs against the edge goes on; one along it is where it is meant to be
            across = y0 == y1
            (x0, x1) = (_end(x0, page.width, page.bleed), _end(x1, page.width, page.bleed)) if across else (x0, x1)
            (y0, y1) = (y0, y1) if across else (_end(y0, page.height, page.bleed), _end(y1, page.height, page.bleed))
            return replace(mark, x0=x0, y0=y0, x1=x1, y1=y1)
        case _:
            return mark


def _growth(area: Area, page: Page, within: float = TOLERANCE) -> Edges:
    """How far a mark grows on each side."""
    return Edges(*(page.bleed if there else 0.0 for there in area.reaches(page.width, page.height, within)))


def _end(place: float, edge: float, bleed: float) -> float:
    return -bleed if place <= TOLERANCE else edge + bleed if place >= edge - TOLERANCE else place


def _grown_crop(mark: ImageMark, growth: Edges) -> tuple[float, float, float, float]:
    """What the picture shows on its larger area: more of it, as far as there is more; else the same, a little larger."""
    x, y, wide, deep = mark.crop
    across, down = wide / mark.area.width, deep / mark.area.height
    x, wide = x - growth.left * across, wide + (growth.left + growth.right) * across
    y, deep = y - growth.top * down, deep + (growth.top + growth.bottom) * down
    share = min(1.0, 1 / wide, 1 / deep)
    x, wide = x + wide * (1 - share) / 2, wide * share
    y, deep = y + deep * (1 - share) / 2, deep * share
    return min(max(x, 0.0), 1 - wide), min(max(y, 0.0), 1 - deep), wide, deep
