"""Headlines: which of the story's heads, at which rung of the ladder, broken where.

In: texts, longest first, a style with its ladder, a width. Out: the lines. Never hyphenated, never squeezed; what does not break
well is not an error here: the best of what there is comes back, with a note of what was given up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from layout.base.values import dataclass
from layout.design.styles import Align, Rung, TextStyle
from layout.lines.line import Line
from layout.lines.paragraph import Measures, prepare, set_paragraph
from layout.lines.single import ShapedText, line_of, shape_text
from layout.pages.case import Case, as_set, at_rung, emphasised, rungs_of
from layout.pages.headline_shape import DECK, FULL_ENOUGH, Breaking, Ruler, best_breaking, ruler_of

__all__ = ["FULL_ENOUGH", "SIDE_BEARING", "Give", "SetHeadline", "break_anyhow", "break_balanced", "set_headline"]

SIDE_BEARING = 0.02  # em: a head is pulled left so that its stem, not its bearing, stands on the column's edge

RUNG_COST = 0.35  # each rung away from the one asked for: more than lines a little uneven, less than one that ends in "of"
AS_WELL = 0.2  # heads whose costs differ by less read equally well: the story's order decides


class Give(NamedTuple):
    """How many rungs further down and up the ladder than the one asked for a head may be set, for the sake of its shape."""

    down: int = 0
    up: int = 0


AS_ASKED = Give()


@dataclass(frozen=True, slots=True)
class SetHeadline:
    """A broken headline: its lines, the style at the rung taken, which text (from 0), and whether the rung had to give.

    `cost`: what its shape and its rung leave to be desired (headline_shape.py has the coin); of one that does not fit, nothing
    is told.
    """

    lines: tuple[Line, ...]
    style: TextStyle
    choice: int
    rung: int
    asked_rung: int
    fits: bool
    cost: float = 0.0


class Fitting(NamedTuple):
    """A text that fits at a rung: its words, the best of their breakings, and the cost of shape and rung."""

    choice: int
    rung: int
    shaped: ShapedText
    ruler: Ruler
    breaking: Breaking
    cost: float


def set_headline(  # noqa: PLR0913  # a head's five facts, and what the policy allows
    case: Case, texts: Sequence[str], style: TextStyle, width: float, asked: int, give: Give = AS_ASKED
) -> SetHeadline:
    """The head of the best shape, of all texts at the rung asked for (an index of the ladder) and as many rungs about it as
    `give` says, over every breaking; of those that read equally well the first of the story's list.

    Where nothing fits there, the first smaller rung at which something does. `fits` is False where even the smallest rung needs
    more than `max_lines`.
    """
    best = choose(case, texts, style, width, asked, give)
    if best is None:
        return _forced(case, texts, style, width, asked)
    lines = _slices(best.shaped, [best.ruler.cuts[end] for end in best.breaking.ends], width)
    sized = at_rung(style, rungs_of(style)[best.rung])
    return SetHeadline(lines, sized, best.choice, best.rung, asked, fits=True, cost=best.cost)


def choose(  # noqa: PLR0913  # as for `set_headline`
    case: Case, texts: Sequence[str], style: TextStyle, width: float, asked: int, give: Give = AS_ASKED
) -> Fitting | None:
    """What `set_headline` sets; None where nothing fits at any rung."""
    ladder = rungs_of(style)
    allowed = allowed_rungs(style, asked, give)
    for rungs in (allowed, *((rung,) for rung in range(allowed[-1] + 1, len(ladder)))):
        fitting = [
            found
            for choice, text in enumerate(texts)
            for rung in rungs
            if (found := _fitted(case, text, style, width, (choice, rung, asked))) is not None
        ]
        if fitting:
            return _best_of(fitting, asked)
    return None


def allowed_rungs(style: TextStyle, asked: int, give: Give) -> tuple[int, ...]:
    """The rungs about the one asked for that `give` allows, largest first, as far as the ladder goes."""
    return tuple(range(max(asked - give.up, 0), min(asked + give.down, len(rungs_of(style)) - 1) + 1))


def rung_cost(rung: int, asked: int) -> float:
    """The price of a rung that is not the one asked for."""
    return RUNG_COST * abs(rung - asked)


def shape_head(case: Case, text: str, style: TextStyle, rung: Rung) -> ShapedText:
    """A head's words at one rung, in the letters that its style wants."""
    return shape_text(emphasised(as_set(text, style)), at_rung(style, rung), case.language, case.faces)


def break_balanced(case: Case, text: str, style: TextStyle, width: float, most: int) -> tuple[Line, ...] | None:
    """A deck or a refer in at most so many lines, as even as its words allow; None if it needs more."""
    shaped = shape_text(emphasised(as_set(text, style)), style, case.language, case.faces)
    ruler = ruler_of(shaped, case.language)
    breaking = best_breaking(ruler, width, most, DECK) if ruler is not None else None
    if ruler is None or breaking is None:
        return None
    return _slices(shaped, [ruler.cuts[end] for end in breaking.ends], width)


def break_anyhow(case: Case, text: str, style: TextStyle, width: float) -> tuple[Line, ...]:
    """On as many lines as it takes; a word that is wider than a line is broken. For what is an error already."""
    prepared = prepare(emphasised(as_set(text, style)), replace(style, align=Align.LEFT), case.language, case.faces)
    return set_paragraph(prepared, Measures((), width)).lines


def _fitted(case: Case, text: str, style: TextStyle, width: float, at: tuple[int, int, int]) -> Fitting | None:
    """A text at a rung, if it fits there. `at`: which text it is, the rung, the rung asked for."""
    choice, rung, asked = at
    shaped = shape_head(case, text, style, rungs_of(style)[rung])
    ruler = ruler_of(shaped, case.language)
    breaking = best_breaking(ruler, width, style.max_lines) if ruler is not None else None
    if ruler is None or breaking is None:
        return None
    return Fitting(choice, rung, shaped, ruler, breaking, breaking.cost + rung_cost(rung, asked))


def _best_of(fitting: Sequence[Fitting], asked: int) -> Fitting:
    """The first text whose best rung is nearly as cheap as the cheapest of all; of equal rungs the nearer, then the larger."""
    enough = min(found.cost for found in fitting) + AS_WELL
    first = next(found.choice for found in fitting if found.cost <= enough)
    return min((found for found in fitting if found.choice == first), key=lambda found: (found.cost, abs(found.rung - asked)))


def _slices(shaped: ShapedText, ends: Iterable[int], width: float) -> tuple[Line, ...]:
    """The lines that end before the words with these indices."""
    ends = tuple(ends)
    starts = (0, *ends[:-1])
    return tuple(line_of(shaped, start, end, width, Align.LEFT) for start, end in zip(starts, ends, strict=True))


def _forced(case: Case, texts: Sequence[str], style: TextStyle, width: float, asked: int) -> SetHeadline:
    """The shortest text at the smallest rung, on as many lines as it takes."""
    ladder = rungs_of(style)
    rung = len(ladder) - 1
    sized = at_rung(style, ladder[rung])
    return SetHeadline(break_anyhow(case, texts[-1], sized, width), sized, len(texts) - 1, rung, asked, fits=False)
