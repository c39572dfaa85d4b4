"""What an art director marks at the legs: too shallow or too deep, and air at their feet."""

from collections.abc import Iterator

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.base.units import to_mm
from layout.content.issue import Ad, Table
from layout.design.house import Standards
from layout.passing.design_view import SLACK, BlockView, LegPiece, PageView, around, beside, column_of
from layout.passing.findings import Rule, finding

LEG_SHORT = Rule("leg-short", Severity.WARNING, "legs of a story that are shallower than the house's least")
LEG_LONG = Rule("leg-long", Severity.WARNING, "a leg deeper than the house's most, with nothing in it but text")
LEG_AIR = Rule("leg-air", Severity.WARNING, "a leg that ends lines above those beside it")

BESIDE_FULL = 0.5  # of the house's least: what a leg under a picture may come down to, where another of its story is full
UNEVEN = 1.5  # slots between the feet of neighbouring legs from which on there is air; one is the setting's own
BYLINE_AND_WHITE = 1.5  # slots between a byline and the text under it, at most


def judge_legs(view: PageView, standards: Standards) -> Iterator[Problem]:
    """All that is to be said of the depth of a page's legs."""
    for block in view.blocks.values():
        if view.is_misfit(block):
            continue  # the copy is to be cut or written first
        if block.is_story and not block.is_boxed:
            yield from _short(view, block, standards)
        if block.is_story:
            yield from _long(view, block, standards)
        yield from _air(view, block)


def _short(view: PageView, block: BlockView, standards: Standards) -> Iterator[Problem]:
    """Pieces that the eye leaves as soon as it has entered them.

    The quotes in a leg count as part of it, a byline over it too, and a line too little is a line that another leg has. A
    story in one leg is as deep as it is long: the eye never has to climb back to a leg's top.
    """
    if len(block.legs) < 2:
        return
    seen = _seen_legs(view, block)
    if not seen:
        return
    one_is_full = max(area.height for area in seen) >= standards.leg_least - view.grid.baseline
    least = standards.leg_least * (BESIDE_FULL if one_is_full else 1.0)
    shallow = [area for area in seen if area.height < least - view.grid.baseline]
    if shallow:
        depth = min(area.height for area in shallow)
        beside_full = " beside fuller ones" if one_is_full else ""
        text = f"{block.name}: {_count(len(shallow))} only {_cm(depth)} deep; the house wants {_cm(least)}{beside_full}"
        remedy = "Draw the block deeper and narrower, set it in fewer legs ('columns:'), or give its picture fewer lines."
        yield finding(LEG_SHORT, text, remedy, OnPage(view.page.number, around(shallow)), block.story)


def _seen_legs(view: PageView, block: BlockView) -> list[Area]:
    """The legs as a reader sees them: parted by pictures, not by quotes; the first with the byline over it."""
    seen: list[Area] = []
    last: LegPiece | None = None
    for piece in block.pieces:
        area = piece.area
        if last is not None and last.leg == piece.leg and not _parted(block, seen[-1], area):
            seen[-1] = around([seen[-1], area])
        else:
            reach = BYLINE_AND_WHITE * view.grid.baseline
            over = [line for line in block.bylines if beside(line, area) > 0 and -SLACK < area.y - line.bottom < reach]
            seen.append(around([*_column(block, over), area]) if over else area)
        last = piece
    return seen


def _column(block: BlockView, bylines: list[Area]) -> list[Area]:
    """The whole byline, name and role, of which the last line stands over a leg."""
    lines = [line for line in block.bylines if any(beside(line, other) > 0 for other in bylines)]
    return [Area(line.x, line.y, 0.0, line.height) for line in lines]


def _parted(block: BlockView, above: Area, below: Area) -> bool:
    return any(beside(area, below) > SLACK and above.bottom - SLACK <= area.y <= below.y for area in block.pictures)


def _long(view: PageView, block: BlockView, standards: Standards) -> Iterator[Problem]:
    """Pieces in which nothing but text meets the eye for too long."""
    long = [piece.area for piece in block.pieces if piece.area.height > standards.leg_most + view.grid.baseline]
    if long:
        depth = max(area.height for area in long)
        most = _cm(standards.leg_most)
        text = f"{block.name}: {_count(len(long))} {_cm(depth)} deep without a break; the house's most is {most}"
        remedy = "Draw the block wider and less deep, or break its legs with a picture or a quote."
        yield finding(LEG_LONG, text, remedy, OnPage(view.page.number, around(long)), block.story)


def _count(legs: int) -> str:
    return "a leg is" if legs == 1 else f"{legs} legs are"


def _cm(points: float) -> str:
    return f"{to_mm(points) / 10:.1f} cm".replace(".0 cm", " cm")


def _air(view: PageView, block: BlockView) -> Iterator[Problem]:
    """Legs that end lines above the lowest of their block, where all of them run down to one foot and nothing stands under them.

    What the block as a whole has too little is told as `short`; a fact box or a notice is as deep as it is.
    """
    if len(block.legs) < 2 or block.is_boxed or isinstance(block.planned.block.what, Ad | Table) or _is_notice(block):
        return
    grid = view.grid
    feet: dict[int, list[Area]] = {}
    for leg in block.legs:
        feet.setdefault(_planned_foot(block, column_of(grid, leg.area.x)), []).append(leg.area)
    for legs in feet.values():
        lowest = max(area.bottom for area in legs)
        for area in legs:
            air = _hole_under(block, area, lowest)
            if air > UNEVEN * grid.baseline:
                hole = Area(area.x, area.bottom, area.width, air)
                text = f"{block.name}: a leg ends {round(air / grid.baseline)} lines above those beside it"
                remedy = "Write or cut a few words, or move the picture or quote that parts the legs."
                yield finding(LEG_AIR, text, remedy, OnPage(view.page.number, hole), block.story)


def _hole_under(block: BlockView, leg: Area, lowest: float) -> float:
    """The white from a leg's foot down to the lowest of those beside it, or to its jump line; none over a picture or a quote."""
    hole = Area(leg.x, leg.bottom, leg.width, lowest - leg.bottom)
    if any(beside(each, hole) > 0 and leg.bottom - SLACK < each.y < lowest for each in (*block.pictures, *block.quotes)):
        return 0.0
    jump = [line.y for line in block.jump_lines if beside(line, hole) > 0 and line.y > leg.bottom - SLACK]
    return min([lowest, *jump]) - leg.bottom


def _is_notice(block: BlockView) -> bool:
    return block.is_listing and not hasattr(block.planned.block.what, "slugs")


def _planned_foot(block: BlockView, column: int) -> int:
    """The slot at which the block ends in a column; of bastard legs all end alike."""
    return next((extent.foot for extent in block.planned.extents if extent.column == column), block.planned.foot)
