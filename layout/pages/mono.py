"""A page in black alone: what is drawn in colour becomes black, or a grey as dark as the colour looks.

In: marks. Out: the same with their inks on the black plate. Pictures and drawings are turned when they are separated; an ad is
never changed.
"""

from collections.abc import Iterable
from dataclasses import replace

from layout.base.colour import BLACK, Cmyk, Ink, Spot
from layout.pages.display import LegMark, Mark, RuleMark, SetLine, TextMark, TintMark

_THIN = 2.0  # points: a rule of less is lost when it is screened
_PALE = 0.15  # of black: what is paler in type and rules was meant as the paper's white, or nearly


def in_black(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks on the black plate alone."""
    return tuple(_blackened(mark) for mark in marks)


def grey_of(ink: Ink) -> Cmyk:
    """The black that is as dark as the ink. Of the process inks each weighs as its complement does in ITU-R BT.601's luma."""
    mixture = ink.alternative.tint(ink.strength) if isinstance(ink, Spot) else ink
    dark = 0.299 * mixture.cyan + 0.587 * mixture.magenta + 0.114 * mixture.yellow
    return Cmyk(0.0, 0.0, 0.0, round(min(dark + mixture.black, 1.0), 2))


def _blackened(mark: Mark) -> Mark:
    match mark:
        case LegMark(lines=lines):
            return replace(mark, lines=tuple(_solid(line) for line in lines))
        case TextMark(text=text):
            return TextMark(_solid(text))
        case TintMark(ink=ink):
            return replace(mark, ink=grey_of(ink))
        case RuleMark(ink=ink, weight=weight):
            return replace(mark, ink=_black_or_paper(ink) if weight < _THIN else grey_of(ink))
        case _:
            return mark


def _solid(line: SetLine) -> SetLine:
    """Type is never screened: it is black, or the paper's white."""
    return line._replace(ink=_black_or_paper(line.ink))


def _black_or_paper(ink: Ink) -> Cmyk:
    return BLACK if grey_of(ink).black > _PALE else Cmyk(0.0, 0.0, 0.0, 0.0)
