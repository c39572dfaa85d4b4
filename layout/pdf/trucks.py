"""A double truck, two facing pages made up as one, taken apart at its fold.

In: a finished page "4-5". Out: pages "4" and "5", each with the marks that stand on it; what crosses the fold is on both, and
the fold cuts it off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from layout.base.geometry import TOLERANCE, Area
from layout.design.press import Imposition, Press, Trucks
from layout.desk.numbers import is_spread, pages_of
from layout.pages.display import LegMark, Mark, Page, RuleMark, SetLine, TextMark
from layout.pdf.boxes import Fold
from layout.pdf.inks import Inks
from layout.pdf.paint import paint_page
from layout.pdf.painted import Painted


def handed_over(page: Page, press: Press) -> tuple[Page, ...]:
    """The pages that the press gets for a page: itself, or a truck's two halves, by the numbers that `paint_parts` names."""
    return halves(page) if press.trucks is Trucks.HALVES and is_spread(page.number) else (page,)


def paint_parts(page: Page, inks: Inks, press: Press) -> Mapping[str, Painted]:
    """A page painted once, by its number; of a truck its halves too where the press wants them, or its sheets need them."""
    parts = {page.number: paint_page(page, inks, press.overprint)}
    if is_spread(page.number) and (press.trucks is Trucks.HALVES or press.impose is Imposition.SPREADS):
        for half, fold in zip(halves(page), (Fold.RIGHT, Fold.LEFT), strict=True):
            parts[half.number] = paint_page(half, inks, press.overprint, fold)
    return parts


def halves(truck: Page) -> tuple[Page, Page]:
    """The truck's two pages, left and right. Problems stay with both: a truck that is held is held as a whole."""
    width = truck.width / 2
    left, right = pages_of(truck.number)
    return (
        replace(truck, number=left, width=width, marks=tuple(_between(truck.marks, 0.0, width, truck.bleed, 0.0))),
        replace(truck, number=right, width=width, marks=tuple(_between(truck.marks, width, width, 0.0, truck.bleed))),
    )


def _between(marks: Iterable[Mark], start: float, width: float, before: float, after: float) -> Iterable[Mark]:
    """The marks that show from `start` on, moved there; `before` and `after`: the bleed on either side."""
    for mark in marks:
        left, right = _reach(mark)
        if right > start - before + TOLERANCE and left < start + width + after - TOLERANCE:
            yield _moved(mark, -start)


def _reach(mark: Mark) -> tuple[float, float]:
    """From where to where across the page a mark may have ink."""
    match mark:
        case TextMark(text=text):
            left = text.x + text.line.left
            over = max((word.size for word in text.line.words), default=0.0) / 4  # a slanted letter reaches out of its width
            return left - over, left + text.line.width + over
        case RuleMark(x0=x0, x1=x1, weight=weight):
            return min(x0, x1) - weight / 2, max(x0, x1) + weight / 2
        case _:
            return mark.area.x, mark.area.right


def _moved(mark: Mark, across: float) -> Mark:
    match mark:
        case TextMark(text=text):
            return TextMark(_line_moved(text, across))
        case LegMark(area=area, lines=lines):
            return replace(mark, area=_area_moved(area, across), lines=tuple(_line_moved(line, across) for line in lines))
        case RuleMark(x0=x0, x1=x1):
            return replace(mark, x0=x0 + across, x1=x1 + across)
        case _:
            return replace(mark, area=_area_moved(mark.area, across))


def _line_moved(line: SetLine, across: float) -> SetLine:
    return line._replace(x=line.x + across)


def _area_moved(area: Area, across: float) -> Area:
    return replace(area, x=area.x + across)
