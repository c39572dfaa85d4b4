"""A page covered with its marks, as far as that is needed: a page of black type alone needs no cells."""

from layout.preflight.ground import Ground
from layout.preflight.marks import Drawn, Mark, Paint, PaintedArea, PaintedLine, PaintedPicture, PaintedType
from layout.preflight.matrix import Box, common
from layout.preflight.painter import Painter, printing_order
from layout.preflight.reader import Opened


def cover(drawn: Drawn, trim: Box, printed: Box, file: Opened) -> Ground:
    """Paint the page's marks in their order, where there is more than type and lines on it."""
    asking = {place for place, mark in enumerate(drawn.marks) if _asks(mark)}
    covering = [mark for mark in drawn.marks if isinstance(mark, (PaintedArea, PaintedPicture)) and common(mark.box, printed)]
    if not covering:
        return _plain(drawn, printed)
    painter = Painter(trim, file)
    for place, mark in enumerate(drawn.marks):
        clipped = common(mark.box, trim)
        if clipped is None:
            continue
        if not painter.afford(mark, clipped, asking=place in asking):
            break
        if place in asking:
            painter.under[place] = painter.look(mark.strips() if isinstance(mark, PaintedLine) else [clipped])
        painter.paint(mark, clipped)
    return painter.ground(drawn)


def _asks(mark: Mark) -> bool:
    """True for marks that are judged by what lies below them: white ones, and black ones that do not overprint."""
    if not isinstance(mark, (PaintedType, PaintedLine)):
        return False
    return mark.paint.white or (not mark.overprints and is_black(mark.paint))


def is_black(paint: Paint) -> bool:
    """True for black ink alone, and full."""
    return len(paint.laid) == 1 and paint.laid[0][0] == "Black" and paint.laid[0][1] > 0.98


def _plain(drawn: Drawn, printed: Box) -> Ground:
    """A page of type and lines alone: as much ink as the colour with most has."""
    seen = [mark for mark in drawn.marks if common(mark.box, printed) and not (isinstance(mark, PaintedType) and not mark.seen)]
    most = max(seen, key=lambda mark: mark.paint.total, default=None)
    if most is None:
        return Ground((), 0.0, 0.0)
    total = most.paint.total
    return Ground(printing_order({ink for mark in seen for ink, _ in mark.paint.laid}), total, total, most.box, most.box)
