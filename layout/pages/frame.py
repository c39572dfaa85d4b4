"""A frame of rules round an area."""

from layout.base.colour import Ink
from layout.base.geometry import Area
from layout.pages.display import Mark, RuleMark, Source


def frame_marks(area: Area, weight: float, ink: Ink, source: Source) -> list[Mark]:
    """Four rules, their outer edges on the area's edges."""
    half = weight / 2
    left, top, right, foot = area.x + half, area.y + half, area.right - half, area.bottom - half
    return [
        RuleMark(area.x, top, area.right, top, weight, ink, source),
        RuleMark(area.x, foot, area.right, foot, weight, ink, source),
        RuleMark(left, area.y, left, area.bottom, weight, ink, source),
        RuleMark(right, area.y, right, area.bottom, weight, ink, source),
    ]
