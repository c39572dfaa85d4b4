"""How a block of text came out, counted: lines, words, legs, what is over and short; and what the desk is told of that."""

from collections.abc import Sequence
from dataclasses import replace

from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.lines.paragraph import Measures, variants
from layout.pages.copy import Copy
from layout.pages.copyfit.overset import Overset
from layout.pages.flow import Give
from layout.pages.legs import jump_leg
from layout.pages.outcome import BlockOutcome, Borders, LegOutcome, OversetLine
from layout.pages.package import block_area
from layout.pages.parts import Part
from layout.pages.thread import Threaded

WORDS_A_LINE = 6  # where none is set that could be counted


@dataclass(frozen=True, slots=True)
class SetCopy:
    """Copy with what may give in it, set."""

    copy: Copy
    give: Give
    end_mark: bool
    threaded: Threaded


def text_outcome(
    parts: Sequence[Part], index: int, made: SetCopy, levers: Sequence[str] = (), borders: Borders = Borders.FIXED
) -> BlockOutcome:
    """How one part of a chain came out; what is over or short is told of the last."""
    part, threaded = parts[index], made.threaded
    package = part.package
    last = index == len(parts) - 1
    lines = threaded.lines[index]
    words = threaded.words_before[index] - (threaded.words_before[index - 1] if index else 0)
    short = threaded.short if last and threaded.short >= package.room.text_legs else 0
    shrink, stretch = _give_of(parts, index, made)
    outcome = BlockOutcome(
        part.stone.page,
        package.planned.letter,
        package.source.story,
        lines,
        lines_short=short,
        levers=tuple(levers),
        legs=_legs(part, _slots(part, index, threaded)),
        words=words,
        hole_words=round(short * (words / lines if lines else WORDS_A_LINE)),
        shrink=shrink,
        stretch=stretch,
        borders=borders,
    )
    # Where the story goes on to a page that is not being made, what is left over is that page's.
    return _with_overset(outcome, made) if last and not part.jump_to and threaded.flowed.over else outcome


def _with_overset(outcome: BlockOutcome, made: SetCopy) -> BlockOutcome:
    flowed, copy = made.threaded.flowed, made.copy
    overset = Overset(copy, made.threaded.runs, made.give, made.end_mark, flowed)
    cut, head = overset.from_end(), overset.crosshead
    return replace(
        outcome,
        lines_over=flowed.over,
        words_over=cut.words,
        first_words_over=cut.begins,
        cut_before=" ".join(token.text for token in copy.items[head].prepared.tokens) if head is not None else "",
        words_before=overset.before_crosshead(),
        overset=tuple(OversetLine(line.text, copy.kinds[item], copy.paragraphs[item], line) for item, line in flowed.over_lines),
    )


def _slots(part: Part, index: int, threaded: Threaded) -> list[list[int]]:
    """The slots of the lines in each leg of a part."""
    by_leg = threaded.flowed.by_leg(threaded.runs)
    return [[slot for _, slot in by_leg.get((index, leg), ())] for leg in range(len(part.package.room.legs))]


def _legs(part: Part, slots: Sequence[Sequence[int]]) -> tuple[LegOutcome, ...]:
    """Each leg's rows, a jump line's not among them, and how many of them are used: in each run those down to its last line."""
    jumping = jump_leg(part)
    legs: list[LegOutcome] = []
    for index, (leg, taken) in enumerate(zip(part.package.room.legs, slots, strict=True)):
        used = sum(max((slot + 1 - top for slot in taken if top <= slot < foot), default=0) for top, foot in leg.free)
        legs.append(LegOutcome(leg.rows - (index == jumping), used))
    return tuple(legs)


def _give_of(parts: Sequence[Part], index: int, made: SetCopy) -> tuple[int, int]:
    """By how many lines the paragraphs that begin in a part could be shorter and longer than they are set."""
    threaded, items = made.threaded, made.copy.items
    if made.give is Give.NOTHING:
        return 0, 0
    lines: dict[int, int] = {}
    measures: dict[int, float] = {}
    for placed in threaded.flowed.placed:
        lines[placed.item] = lines.get(placed.item, 0) + 1
        run = threaded.runs[placed.run]
        if placed.row_of_item == 0 and run.piece == index:
            measures[placed.item] = run.measure
    for item, _ in threaded.flowed.over_lines:
        lines[item] = lines.get(item, 0) + 1
        if index == len(parts) - 1:
            measures.setdefault(item, threaded.runs[-1].measure if threaded.runs else 0.0)
    shrink = stretch = 0
    for item, measure in measures.items():
        counts = variants(items[item].prepared, Measures((), measure))
        shrink += max(lines[item] - min(counts), 0)
        stretch += max(max(counts) - lines[item], 0)
    return shrink, stretch


def fit_problems(part: Part, outcome: BlockOutcome) -> list[Problem]:
    """What the desk is told of a block that is over or short, in lines and words."""
    where = OnPage(part.stone.page, block_area(part.stone, part.package.planned))
    what = f"block {outcome.block}, story '{outcome.story}'" if outcome.story else f"block {outcome.block}"
    if outcome.lines_over:
        lines = _count(outcome.lines_over)
        text = f"{what}: +{lines} (about {outcome.words_over} words) over, from \u201c{outcome.first_words_over}\u201d"
        remedy = f"Cut {outcome.words_over} words, give the block more room, or let it jump with 'jump: PAGE'."
        return [Problem("overset", Severity.ERROR, text, remedy, where, outcome.story)]
    if outcome.lines_short:
        text = f"{what}: {_count(outcome.lines_short)} short"
        remedy = f"Write about {outcome.hole_words} words more, give a picture more depth, or draw the block smaller."
        bare = bool(outcome.story) and not outcome.lines  # nobody means a hole of a whole block
        return [Problem("short", Severity.ERROR if bare else Severity.WARNING, text, remedy, where, outcome.story)]
    return []


def _count(lines: int) -> str:
    return f"{lines} line{'s' if lines > 1 else ''}"
