"""How a line fills its measure: scale, tracking and word space shared out.

Out: scale s, tracking t and extra word space e, for s * (words + gaps + spaces * e + (glyphs - 1) * t) = measure.
"""

from typing import NamedTuple

MOST_SCALE = 0.02  # of the letters' width, either way; more shows as fat and lean letters
MOST_TRACKING = 0.008  # em, either way
MOST_SHRINK = 0.28  # of the word space
LOOSE = ((0.5, 0.016), (0.75, 0.03))  # em: where the word space would be wider than the first, tracking may go up to the second
SCALE_STEPS, TRACKING_STEPS = 10_000, 1_000  # scales and trackings are rounded to such parts, of 1 and of a point
LONE_WORD_TRACKING = 0.06  # em, for a line without a word space


class Fill(NamedTuple):
    """What is done to a line: `space` points for each word space, `tracking` points after each glyph, `scale` of everything."""

    space: float
    tracking: float
    scale: float


def give(width: float, glyphs: int, size: float) -> float:
    """The points by which letters alone may stretch or shrink."""
    return MOST_SCALE * width + MOST_TRACKING * size * glyphs


def fill(spare: float, width: float, counts: tuple[int, int], spaces: float, size: float) -> Fill:
    """How `spare` points (negative: too many) are shared out. `counts`: glyphs (spaces too), word spaces; `spaces`: their sum."""
    glyphs, gaps = counts
    between = glyphs - 1 if glyphs else 0
    letters = MOST_SCALE * width + MOST_TRACKING * size * between
    total = letters + (spaces if spare > 0 else MOST_SHRINK * spaces)
    share = spare / total if total > 0 else 0.0
    if not -1.0 <= share <= 1.0:
        share = 1.0 if share > 0 else -1.0
    scale = round((1 + MOST_SCALE * share) * SCALE_STEPS) / SCALE_STEPS
    tracking = round(MOST_TRACKING * size * share * TRACKING_STEPS) / TRACKING_STEPS
    if gaps == 0:
        if between:
            most = LONE_WORD_TRACKING * size
            tracking = max(-MOST_TRACKING * size, min(most, ((width + spare) / scale - width) / between))
        return Fill(0.0, tracking, scale)
    space = ((width + spare) / scale - width - tracking * between) / gaps
    for widest, most in LOOSE:
        loose = space + spaces / gaps + tracking - widest * size / scale
        if loose <= 0 or between <= gaps:
            break
        # What tracking takes from the word spaces it gives back to each of them once.
        tracking = min(tracking + loose * gaps / (between - gaps), max(tracking, most * size))
        tracking = round(tracking * TRACKING_STEPS) / TRACKING_STEPS
        space = ((width + spare) / scale - width - tracking * between) / gaps
    return Fill(space, tracking, scale)
