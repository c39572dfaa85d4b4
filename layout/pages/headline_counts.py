"""The copy desk's own measure of a head: counts, of which a lower-case letter is one.

A head used to be written to a count and not to a width: most lower-case letters 1, `f l i t j` and punctuation 1/2, `m w` 1 1/2,
capitals 1 1/2, `M W` 2, `I` 1/2, a space 1/2 ("flit-j", so in the US Navy's journalists' manual, NAVEDTRA 14130, where a word
space is 1; other desks' schedules give it 1/2). An editor who is told "1.5 counts over" knows what to take out. What a count is
worth in points is taken from the face itself at its size, so that a head of average letters counts as it measures.
"""

from math import ceil, floor
from string import ascii_lowercase, ascii_uppercase

from layout.content.story import Span
from layout.design.styles import Caps, TextStyle
from layout.pages.case import Case
from layout.pages.headline_shape import CLOSE

_HALF = frozenset("flitjI.,;:!'’‘“”\"()[]| ")
_WIDE = frozenset("mw")
_WIDEST = frozenset("MW—")


def unit_count(text: str) -> float:
    """The text's counts by the schedule above; a figure counts 1, a question mark 1 1/2, a dash 2."""
    return sum(_counts_of(sign) for sign in text)


def points_of_count(case: Case, style: TextStyle) -> float:
    """What one count takes in this style at its size, in points, tracked: the alphabet's set width over its counts; of a style
    that sets capitals the capitals'."""
    alphabet = ascii_uppercase if style.caps is Caps.ALL else ascii_lowercase
    width = case.faces.fount(style, Span(""), case.language).width(alphabet)
    tracked = width + style.tracking / 1000 * style.size * len(alphabet)
    return tracked / unit_count(alphabet)


def counts_over(points: float, count: float) -> float:
    """How many counts must go for so many points to go: whole halves, rounded up; 0 for what fits. `count`: one in points."""
    return 0.0 if points <= CLOSE else max(ceil(points / count * 2 - 1e-6), 1) / 2


def counts_in(points: float, count: float) -> float:
    """So many points in counts, to the nearest half."""
    return floor(points / count * 2 + 0.5) / 2


def counts_held(points: float, count: float) -> float:
    """How many counts go into so many points: whole halves, rounded down."""
    return floor(points / count * 2 + 1e-6) / 2


def _counts_of(sign: str) -> float:
    if sign in _HALF:
        return 0.5
    if sign in _WIDEST:
        return 2.0
    return 1.5 if sign in _WIDE or sign.isupper() or sign == "?" else 1.0
