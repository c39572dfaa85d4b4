"""Headlines: which of the story's heads, at which rung of the ladder, broken where.

In: texts, longest first, a style with its ladder, a width. Out: the lines. Never hyphenated, never squeezed; what does not break
well is not an error here: the best of what there is comes back, with a note of what was given up.
"""

from collections.abc import Sequence
from dataclasses import replace

from layout.base.values import dataclass
from layout.design.styles import Align, Rung, TextStyle
from layout.lines.line import Line
from layout.lines.paragraph import Measures, prepare, set_paragraph
from layout.lines.single import ShapedText, line_of, natural_width, shape_text
from layout.pages.case import Case, as_set, at_rung, emphasised, rungs_of

FULL_ENOUGH = 0.75  # of the width, for the longest line: less looks like a mistake
EVEN = 1.02  # lines aim a little above their mean width, so that the last one is rather the shorter
SIDE_BEARING = 0.02  # em: a head is pulled left so that its stem, not its bearing, stands on the column's edge

HANGING_COST = 1.0  # a line that ends in an article or a preposition
LONE_WORD_COST = 1.0  # a last line of one word, where there are more lines
HOLLOW_COST = 0.5  # a line under HOLLOW of the longest
HOLLOW = 0.6
STUB_COST = 0.4  # a last line under half of the longest

_WEAK_ENDINGS = {
    "en": "a an the of in on at to for by from with as and or but nor into over under after before its his her their is are was",
    "de": "der die das den dem des ein eine einen einem einer eines im in am an auf aus bei mit nach von vom vor zu zum zur und"
    " oder für über unter um durch ohne gegen ins beim sein ihr",
    "fr": "le la les un une des de du d' à au aux en et ou par pour sur sous dans avec sans chez ce cette son sa ses leur",
}


@dataclass(frozen=True, slots=True)
class SetHeadline:
    """A broken headline: its lines, the style at the rung taken, which text (from 0), and whether the rung had to give."""

    lines: tuple[Line, ...]
    style: TextStyle
    choice: int
    rung: int
    asked_rung: int
    fits: bool


@dataclass(frozen=True, slots=True)
class _Breaking:
    ends: tuple[int, ...]
    cost: float
    longest: float


def set_headline(case: Case, texts: Sequence[str], style: TextStyle, width: float, asked: int) -> SetHeadline:
    """The first text that fits at the rung asked for (an index of the ladder) and fills its width; else the first that fits; else
    a smaller rung. `fits` is False where even the smallest rung needs more than `max_lines`."""
    ladder = rungs_of(style)
    for rung in range(asked, len(ladder)):
        fitting = [(choice, *_try(case, text, style, ladder[rung], width)) for choice, text in enumerate(texts)]
        good = [entry for entry in fitting if entry[2] is not None]
        if not good:
            continue
        best = min(good, key=lambda entry: _badness(entry[1], entry[2], width))  # of equals the first in the story's list
        choice, shaped, breaking = best
        assert breaking is not None, "only texts that break are good"
        lines = _slices(shaped, breaking.ends, width)
        return SetHeadline(lines, at_rung(style, ladder[rung]), choice, rung, asked, fits=True)
    return _forced(case, texts, style, width, asked)


def break_balanced(case: Case, text: str, style: TextStyle, width: float, most: int) -> tuple[Line, ...] | None:
    """A deck or a refer in at most so many lines, as even as its words allow; None if it needs more."""
    shaped = shape_text(emphasised(as_set(text, style)), style, case.language, case.faces)
    breaking = _best(shaped, case.language, width, most)
    if breaking is None:
        return None
    return _slices(shaped, breaking.ends, width)


def break_anyhow(case: Case, text: str, style: TextStyle, width: float) -> tuple[Line, ...]:
    """On as many lines as it takes; a word that is wider than a line is broken. For what is an error already."""
    prepared = prepare(emphasised(as_set(text, style)), replace(style, align=Align.LEFT), case.language, case.faces)
    return set_paragraph(prepared, Measures((), width)).lines


def _try(case: Case, text: str, style: TextStyle, rung: Rung, width: float) -> tuple[ShapedText, _Breaking | None]:
    sized = at_rung(style, rung)
    shaped = shape_text(emphasised(as_set(text, style)), sized, case.language, case.faces)
    return shaped, _best(shaped, case.language, width, style.max_lines)


def _badness(shaped: ShapedText, breaking: _Breaking | None, width: float) -> float:
    """0 for a head that reads well, so that the story's order decides; else by how much it does not."""
    assert breaking is not None, "only heads that break are weighed"
    short = max(FULL_ENOUGH - breaking.longest / width, 0.0)
    broken = breaking.cost if breaking.cost >= STUB_COST else 0.0
    starts = (0, *breaking.ends[:-1])
    widths = [natural_width(shaped, start, end) for start, end in zip(starts, breaking.ends, strict=True)]
    hollow = sum(each < HOLLOW * breaking.longest for each in widths[:-1])
    return 2.0 * short + broken + HOLLOW_COST * hollow


def _best(shaped: ShapedText, language: str, width: float, most: int) -> _Breaking | None:
    """The best breaking on the fewest lines; on one line more where the fewest read badly."""
    words = _units(shaped)
    least = _fewest_lines(words, shaped, width)
    if least is None or least > most:
        return None
    best: _Breaking | None = None
    for count in range(least, min(most, least + 1) + 1):
        found = _best_of(words, shaped, language, width, count)
        if found is not None and (best is None or found.cost + 0.5 < best.cost):
            best = found
        if best is not None and best.cost < HANGING_COST:
            break
    return best


def _units(shaped: ShapedText) -> tuple[int, ...]:
    """The indices after which a line may end: words that have a space behind them, and the last."""
    last = len(shaped.words) - 1
    return tuple(index for index, gap in enumerate(shaped.gaps) if (gap > 0 and index not in shaped.tied) or index == last)


def _fewest_lines(units: tuple[int, ...], shaped: ShapedText, width: float) -> int | None:
    count, start = 1, 0
    for index, unit in enumerate(units):
        if natural_width(shaped, start, unit + 1) <= width:
            continue
        if index == 0 or units[index - 1] + 1 == start:
            return None
        start = units[index - 1] + 1
        if natural_width(shaped, start, unit + 1) > width:
            return None
        count += 1
    return count


def _best_of(units: tuple[int, ...], shaped: ShapedText, language: str, width: float, count: int) -> _Breaking | None:
    """The most even breaking on exactly so many lines: a dynamic program over (line, break)."""
    if count > len(units):
        return None
    whole = natural_width(shaped, 0, units[-1] + 1)
    target = min(whole / count * EVEN, width)
    reached: dict[int, tuple[float, tuple[int, ...], float]] = {0: (0.0, (), 0.0)}
    for line in range(count):
        following: dict[int, tuple[float, tuple[int, ...], float]] = {}
        last = line == count - 1
        for start, (cost, ends, longest) in reached.items():
            for unit in units[-1:] if last else units[:-1]:
                end = unit + 1
                if end <= start:
                    continue
                set_width = natural_width(shaped, start, end)
                if set_width > width:
                    break
                total = cost + _line_cost(shaped, (start, end), (set_width, target, width), language, last=last and count > 1)
                known = following.get(end)
                if known is None or total < known[0]:
                    following[end] = (total, (*ends, end), max(longest, set_width))
        reached = following
    if units[-1] + 1 not in reached:
        return None
    cost, ends, longest = reached[units[-1] + 1]
    return _Breaking(ends, cost, longest)


def _line_cost(
    shaped: ShapedText, line: tuple[int, int], widths: tuple[float, float, float], language: str, *, last: bool
) -> float:
    start, end = line
    set_width, target, width = widths
    cost = ((set_width - target) / width) ** 2
    if last:
        lone = not any(gap > 0 for gap in shaped.gaps[start : end - 1])
        return cost + LONE_WORD_COST * lone + STUB_COST * (set_width < target / 2)
    return cost + HANGING_COST * (end < len(shaped.words) and _hangs(shaped, end - 1, language))


def _hangs(shaped: ShapedText, index: int, language: str) -> bool:
    weak = _WEAK_ENDINGS.get(language.split("-")[0], "")
    return shaped.words[index].text.casefold().replace("’", "'") in weak.split()


def _slices(shaped: ShapedText, ends: tuple[int, ...], width: float) -> tuple[Line, ...]:
    starts = (0, *ends[:-1])
    return tuple(line_of(shaped, start, end, width, Align.LEFT) for start, end in zip(starts, ends, strict=True))


def _forced(case: Case, texts: Sequence[str], style: TextStyle, width: float, asked: int) -> SetHeadline:
    """The shortest text at the smallest rung, on as many lines as it takes."""
    ladder = rungs_of(style)
    rung = len(ladder) - 1
    sized = at_rung(style, ladder[rung])
    return SetHeadline(break_anyhow(case, texts[-1], sized, width), sized, len(texts) - 1, rung, asked, fits=False)
