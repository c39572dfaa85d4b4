"""How a line fills its measure: scale, tracking and word space shared out.

Out: scale s, tracking t and extra word space e, for s * (words + gaps + spaces * e + (glyphs - 1) * t) = measure.
"""

from typing import NamedTuple

MOST_SCALE = 0.02  # of the letters' width, either way; more shows as fat and lean letters
MOST_TRACKING = 0.008  # em, either way
MOST_SHRINK = 0.25  # of the word space
LOOSE_SPACE = 0.75  # em; beyond it a line is tracked further, up to
EMERGENCY_TRACKING = 0.03  # em
LONE_WORD_TRACKING = 0.06  # em, for a line without a word space


class Fill(NamedTuple):
    """What is done to a line: `space` points added to each word space, `tracking` points after each glyph, `scale` of everything."""

    space: float
    tracking: float
    scale: float


NATURAL = Fill(0.0, 0.0, 1.0)


def give(width: float, glyphs: int, size: float) -> float:
    """The points by which letters alone may stretch or shrink."""
    return MOST_SCALE * width + MOST_TRACKING * size * glyphs


def fill(spare: float, width: float, counts: tuple[int, int], spaces: float, size: float) -> Fill:
    """How `spare` points (negative: too many) are shared out. `counts`: glyphs (spaces too) and word spaces; `spaces`: their sum."""
    glyphs, gaps = counts
    between = max(glyphs - 1, 0)
    letters = MOST_SCALE * width + MOST_TRACKING * size * between
    total = letters + (spaces if spare > 0 else MOST_SHRINK * spaces)
    share = max(-1.0, min(1.0, spare / total)) if total > 0 else 0.0
    scale = round(1 + MOST_SCALE * share, 4)
    tracking = round(MOST_TRACKING * size * share, 3)
    if gaps == 0:
        if between:
            most = LONE_WORD_TRACKING * size
            tracking = max(-MOST_TRACKING * size, min(most, ((width + spare) / scale - width) / between))
        return Fill(0.0, tracking, scale)
    space = ((width + spare) / scale - width - tracking * between) / gaps
    loose = space + spaces / gaps - LOOSE_SPACE * size
    if loose > 0:
        more = min(loose * gaps / between, EMERGENCY_TRACKING * size - tracking)
        tracking = round(tracking + more, 3)
        space = ((width + spare) / scale - width - tracking * between) / gaps
    return Fill(space, tracking, scale)
