"""The way of a line that leads from a number beside the page to its place on it, as clear of print as it can be. Pure.

In: a place, and where words stand on its page, in points of the page. Out: the height at which the line comes in.
"""

from collections.abc import Sequence

from layout.base.geometry import Area
from layout.proof.trace import Trace

_REACH = 60.0  # above and below a place: past the letters of a nameplate
_STEP = 0.5
_ABOVE, _BELOW = 0.72, 0.05  # of the type size, from the baseline: a line may lie under letters, where only some of them hang
_TOUCH = 0.5


def type_on(trace: Trace) -> tuple[Area, ...]:
    """Where lines of type stand, as high as their capitals."""
    return tuple(
        Area(
            line.words[0].x,
            line.baseline - _ABOVE * line.size,
            line.words[-1].x + line.words[-1].width - line.words[0].x,
            (_ABOVE + _BELOW) * line.size,
        )
        for line in trace.lines
    )


def height_of(place: Area, printed: Sequence[Area], left: bool) -> float:
    """At which height a line to the place comes in from the left of the page, or from the right: there where it crosses the least
    print, and then nearest to the place's middle. It goes on up or down beside the place."""
    x, middle = place.x if left else place.right, place.y + place.height / 2
    around = [each for each in printed if each.y < middle + _REACH and each.bottom > middle - _REACH]
    before = [each for each in around if (each.x < x - _TOUCH if left else each.right > x + _TOUCH)]
    crossed = [each for each in around if each.x < x < each.right and not each.y <= middle <= each.bottom]

    def cost(height: float) -> tuple[int, float]:
        top, bottom = min(height, place.y), max(height, place.bottom)
        across = sum(each.y < height < each.bottom for each in before)
        along = sum(each.y < bottom and each.bottom > top for each in crossed)
        return across + along, abs(height - middle)

    steps = int(_REACH / _STEP)
    return min((middle + step * _STEP for step in range(-steps, steps + 1)), key=cost)


def margin_of(place: Area, printed: Sequence[Area], left: bool) -> float:
    """How far in nothing is printed on that side: there the line may still slant."""
    if left:
        return min(place.x, min((each.x for each in printed), default=place.x))
    return max(place.right, max((each.right for each in printed), default=place.right))
