"""A block's fit: in the editor's words, and as plain values for programs.

In: a block as it came out, and the depth of a grid line in points. A column centimetre is a centimetre of one leg, a line's depth
that of the grid.
"""

from enum import StrEnum

from layout.base.units import POINTS
from layout.pages.outcome import BlockOutcome


class Fit(StrEnum):
    """How copy stands to its hole."""

    OVER = "over"
    SHORT = "short"
    FULL = "full"


def fit_of(block: BlockOutcome) -> Fit:
    """Over, short or full; less than a line a leg short is full."""
    return Fit.OVER if block.lines_over else Fit.SHORT if block.lines_short else Fit.FULL


def carries_text(block: BlockOutcome) -> bool:
    """True where the block has lines, room for them, or a story: no ad, no picture alone."""
    return bool(block.lines or block.lines_over or block.lines_short or block.story or any(leg.rows for leg in block.legs))


def fit_words(block: BlockOutcome, baseline: float) -> str:
    """`+7 lines (about 46 words) over, 2.6 col. cm`; `4 lines short (holds about 25 words), 1.5 col. cm`; `full`."""
    match fit_of(block):
        case Fit.OVER:
            about = f" (about {counted(block.words_over, 'word')})" if block.words_over else ""
            return f"+{counted(block.lines_over, 'line')}{about} over, {column_cm(block.lines_over, baseline):.1f} col. cm"
        case Fit.SHORT:
            holds = f" (holds about {counted(block.hole_words, 'word')})" if block.hole_words else ""
            return f"{counted(block.lines_short, 'line')} short{holds}, {column_cm(block.lines_short, baseline):.1f} col. cm"
        case Fit.FULL:
            return "full" if block.lines else "no text"


def leeway_words(block: BlockOutcome) -> str:
    """By how many lines its story could become shorter or longer by paragraphs of other lengths alone: `-3/+5`; `0` for none."""
    if not block.shrink and not block.stretch:
        return "0"
    return f"{f'-{block.shrink}' if block.shrink else '0'}/{f'+{block.stretch}' if block.stretch else '0'}"


def column_cm(lines: int, baseline: float) -> float:
    """The depth of some lines in one leg, in centimetres, to a tenth."""
    return round(lines * baseline / POINTS["cm"], 1)


def counted(count: int, what: str) -> str:
    """`1 line`, `7 lines`."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def block_facts(block: BlockOutcome, baseline: float) -> dict[str, object]:
    """The block as JSON's values: what every block has, then what means something for this one."""
    facts: dict[str, object] = {
        "page": block.page,
        "block": block.block,
        "story": block.story,
        "lines": block.lines,
        "lines_over": block.lines_over,
        "words_over": block.words_over,
        "lines_short": block.lines_short,
        "first_words_over": block.first_words_over,
        "levers": list(block.levers),
    }
    if carries_text(block):
        facts |= {
            "legs": [[leg.used, leg.rows] for leg in block.legs],
            "words": block.words,
            "shrink": block.shrink,
            "stretch": block.stretch,
            "borders": str(block.borders),
        }
    match fit_of(block):
        case Fit.OVER:
            facts["column_cm_over"] = column_cm(block.lines_over, baseline)
            facts |= {"cut_before": block.cut_before, "words_before": block.words_before} if block.words_before else {}
        case Fit.SHORT:
            facts["column_cm_short"] = column_cm(block.lines_short, baseline)
            facts["hole_words"] = block.hole_words
        case Fit.FULL:
            pass
    return facts
