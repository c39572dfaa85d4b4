"""A story's galley: its lines as set, numbered through all its pieces and legs, those that are over marked.

In: composed pages, the plan that they were composed of, a slug. Out: the galley, as text for people and as JSON's values. Of a
story among briefs the galley is that of their block. Refuses nothing; a slug that no page carries gives none.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.printable import printable
from layout.base.values import dataclass
from layout.content.issue import Briefs
from layout.desk.plan import Piece, Plan
from layout.pages.display import DrawingMark, HoleMark, ImageMark, Kind, LegMark, Mark, Page, SetLine, TextMark
from layout.pages.outcome import BlockOutcome, Composed
from layout.passing.fit import Fit, block_facts, counted, fit_of, fit_words, leeway_words

BREAK_HYPHEN = "\u00ad"  # Line.text writes so a hyphen that the line break put there
OVER_MARK = "+"
LEAST_DIGITS = 4  # of a line's number
_RULE = "\u2500" * 8


class Between(NamedTuple):
    """Slots of a leg that carry no line of the story, and what stands in them: `white`, `picture` or `quote`."""

    slots: int
    what: str


class GalleyLine(NamedTuple):
    """A line as set, its hyphen at the end too. `number` counts from 1 through the whole story; `above`: what it stands under.

    `hyphenated`: the hyphen at its end is the line break's, no letter of the text.
    """

    number: int
    text: str
    kind: Kind
    paragraph: int
    hyphenated: bool
    above: Between | None = None


class GalleyLeg(NamedTuple):
    """A leg with its lines. `leg` counts from 1, of `legs`; `white`: empty slots at its foot."""

    page: str
    block: str
    leg: int
    legs: int
    lines: tuple[GalleyLine, ...]
    white: int


@dataclass(frozen=True, slots=True)
class Galley:
    """A story's lines in reading order. `over` are those that did not fit; `blocks` its blocks as they came out, the first first.

    `carries`: its slug, or `briefs` with the block's letter where it runs among briefs. `baseline`: a line's depth in points.
    """

    slug: str
    carries: str
    blocks: tuple[BlockOutcome, ...]
    legs: tuple[GalleyLeg, ...]
    over: tuple[GalleyLine, ...]
    baseline: float

    @property
    def ending(self) -> BlockOutcome:
        """The block in which it is over or short; else its last."""
        return next((block for block in self.blocks if fit_of(block) is not Fit.FULL), self.blocks[-1])


def make_galley(composed: Composed, plan: Plan, slug: str) -> Galley | None:
    """The galley of the story of that slug; None where no page carries it."""
    pieces, story = _pieces(plan, slug)
    return _galley(composed, plan, _Copy(slug, pieces, story, "briefs"))


def notice_galley(composed: Composed, plan: Plan, page: str, letter: str) -> Galley | None:
    """The galley of a notice, by its page and block; None where that page was not made."""
    return _galley(composed, plan, _Copy("", [(page, letter)], "", "notice"))


class _Copy(NamedTuple):
    """What is to be read: its slug, the pages and blocks in which it stands, `story` as its marks name it; where that is "",
    `what` it is."""

    slug: str
    pieces: Sequence[tuple[str, str]]
    story: str
    what: str


def _galley(composed: Composed, plan: Plan, copy: _Copy) -> Galley | None:
    outcomes = {(block.page, block.block): block for block in composed.blocks}
    blocks = tuple(outcomes[piece] for piece in copy.pieces if piece in outcomes)
    if not blocks:
        return None
    pages = {page.number: page for page in composed.pages}
    baselines = {page.plan.number: page.grid.baseline for page in plan.pages}
    legs: list[GalleyLeg] = []
    for block in blocks:
        if block.page in pages:
            legs += _legs(pages[block.page], block, copy.story, baselines[block.page], sum(len(leg.lines) for leg in legs))
    count = sum(len(leg.lines) for leg in legs)
    left_over = [line for block in blocks for line in block.overset]
    over = tuple(
        GalleyLine(number, _as_set(line.text), line.kind, line.paragraph, line.text.endswith(BREAK_HYPHEN))
        for number, line in enumerate(left_over, start=count + 1)
    )
    carries = copy.slug if copy.story else f"{copy.what} of block {blocks[0].block}"
    return Galley(copy.slug, carries, blocks, tuple(legs), over, baselines[blocks[0].page])


def galley_text(galley: Galley) -> str:
    """The galley for people, every line with its number; at its end what to do."""
    told = [_opening(galley)]
    count = sum(len(leg.lines) for leg in galley.legs) + len(galley.over)
    digits = max(len(str(count)), LEAST_DIGITS)
    last: GalleyLine | None = None
    for leg in galley.legs:
        told += ["", f"page {leg.page}, block {leg.block}, leg {leg.leg} of {leg.legs}"]
        for line in leg.lines:
            if line.above is not None:
                told.append(_between(line.above, digits))
            told.append(_numbered(line, last, digits))
            last = line
        if leg.white:
            told.append(_between(Between(leg.white, "white"), digits))
    if galley.over:
        told += ["", f"{_RULE} {fit_words(galley.ending, galley.baseline)} {_RULE}"]
    for line in galley.over:
        told.append(_numbered(line, last, digits, OVER_MARK))
        last = line
    what = advice(galley.ending)
    return "\n".join([*told, "", what] if what else told)


def galley_facts(issue: Mapping[str, str], galley: Galley) -> dict[str, object]:
    """The same for programs; a block's keys are those of report.json."""
    ending = galley.ending
    placed = [_line_facts(line, leg) for leg in galley.legs for line in leg.lines]
    return {
        "issue": dict(issue),
        "story": galley.slug,
        "fit": fit_of(ending) is Fit.FULL,
        "advice": advice(ending),
        "blocks": [block_facts(block, galley.baseline) for block in galley.blocks],
        "lines": [*placed, *(_line_facts(line, None) for line in galley.over)],
    }


def advice(block: BlockOutcome) -> str:
    """`cut 23 words (2 lines) before the crosshead “Costs”, or 24 from the end`, `write about 25 words more`, or nothing."""
    match fit_of(block):
        case Fit.OVER:
            lines = counted(block.lines_over, "line")
            begins = f", from \u201c{printable(block.first_words_over)}\u201d" if block.first_words_over else ""
            if block.words_before:
                head = f"before the crosshead \u201c{printable(block.cut_before)}\u201d"
                return f"cut {counted(block.words_before, 'word')} ({lines}) {head}, or {block.words_over} from the end{begins}"
            cut = f"cut {counted(block.words_over, 'word')} ({lines})" if block.words_over else f"cut {lines}"
            return f"{cut} from the end{begins}"
        case Fit.SHORT:
            lines = counted(block.lines_short, "line")
            if not block.hole_words:
                return f"write {lines} more"
            return f"write about {counted(block.hole_words, 'word')} more ({lines})"
        case Fit.FULL:
            return ""


def _pieces(plan: Plan, slug: str) -> tuple[list[tuple[str, str]], str]:
    """Page and letter of each block that carries the story, in reading order; and the story's name on their marks."""
    chained: Sequence[Piece] = next((chain.pieces for chain in plan.chains if chain.story.slug == slug), ())
    if chained:
        return [(piece.page, piece.letter) for piece in chained], slug
    for page in plan.pages:
        for planned in page.blocks:
            what = planned.block.what
            if isinstance(what, Briefs) and slug in what.slugs:
                return [(page.plan.number, planned.letter)], ""
    return [], slug


def _legs(page: Page, block: BlockOutcome, story: str, baseline: float, before: int) -> Iterator[GalleyLeg]:
    """A block's legs that have text; `before`: how many lines of the story stand before it."""
    own = [mark for mark in page.marks if _mark_of(mark) == (block.block, story)]
    marks = [mark for mark in own if isinstance(mark, LegMark) and mark.lines]
    roomy = [leg for leg in block.legs if leg.rows]  # no leg is told that a picture fills
    used = [index for index, leg in enumerate(roomy) if leg.used]
    if len(used) != len(marks):  # a leg that holds a jump line alone has no text
        roomy, used = [], list(range(len(marks)))
    number = before
    for index, mark in zip(used, marks, strict=True):
        lines = tuple(_lines(mark, own, baseline, number))
        number += len(lines)
        white = max(roomy[index].rows - roomy[index].used, 0) if roomy else 0
        yield GalleyLeg(page.number, block.block, index + 1, len(roomy) or len(marks), lines, white)


def _mark_of(mark: Mark) -> tuple[str, str]:
    """Block and story that a mark belongs to."""
    source = mark.text.source if isinstance(mark, TextMark) else mark.source
    return source.block, source.story


def _lines(leg: LegMark, own: Sequence[Mark], baseline: float, number: int) -> Iterator[GalleyLine]:
    """A leg's lines; `own`: all marks of its block, for what stands between them."""
    last: SetLine | None = None
    for each in leg.lines:
        number += 1
        text = each.line.text
        empty = round((each.baseline - last.baseline) / baseline) - 1 if last is not None else 0
        above = None
        if last is not None and empty > 0:
            gap = Area(leg.area.x, last.baseline, leg.area.width, each.baseline - last.baseline)
            above = Between(empty, _what_stands(gap, own, baseline))
        yield GalleyLine(number, _as_set(text), each.kind, each.source.paragraph, text.endswith(BREAK_HYPHEN), above)
        last = each


def _what_stands(gap: Area, own: Sequence[Mark], baseline: float) -> str:
    """What stands between two lines of a leg, the first one's baseline and the second's."""
    for mark in own:
        match mark:
            case TextMark(text=line) if line.kind is Kind.QUOTE and gap.overlaps(
                Area(line.x, line.baseline - baseline, max(line.line.width, 1.0), baseline)
            ):
                return "quote"
            case ImageMark(area=area) | DrawingMark(area=area) | HoleMark(area=area) if gap.overlaps(area):
                return "picture"
            case _:
                continue
    return "white"


def _as_set(text: str) -> str:
    """A line's text as it is seen on paper."""
    return text[:-1] + "-" if text.endswith(BREAK_HYPHEN) else text


def _opening(galley: Galley) -> str:
    """What the galley is of, and how it came out."""
    lines, words = sum(len(leg.lines) for leg in galley.legs), sum(block.words for block in galley.blocks)
    counts = [counted(lines, "line"), counted(words, "word")] if words else [counted(lines, "line")]
    told = f"{printable(galley.carries)}: {', '.join(counts)}; {fit_words(galley.ending, galley.baseline)}"
    leeway = leeway_words(galley.ending)
    return told if leeway == "0" else f"{told}; by paragraphs of other lengths {leeway}"


def _numbered(line: GalleyLine, last: GalleyLine | None, digits: int, mark: str = " ") -> str:
    """A line with its number; a new paragraph's first indented, a crosshead as it is written in the story's file."""
    begins = last is not None and last.paragraph != line.paragraph and last.kind is not Kind.CROSSHEAD
    head = "## " if line.kind is Kind.CROSSHEAD else "  " if begins else ""
    return f"{line.number:{digits}} {mark} {head}{printable(line.text)}".rstrip()


def _between(between: Between, digits: int) -> str:
    what = f" of {between.what}" if between.what == "white" else f": {between.what}"
    return f"{' ' * digits}   ({counted(between.slots, 'line')}{what})"


def _line_facts(line: GalleyLine, leg: GalleyLeg | None) -> dict[str, object]:
    """A line with its place; `leg` None: it is over."""
    facts: dict[str, object] = {
        "number": line.number,
        "text": line.text,
        "kind": str(line.kind),
        "paragraph": line.paragraph,
        "hyphenated": line.hyphenated,
        "over": leg is None,
    }
    if leg is not None:
        facts |= {"page": leg.page, "block": leg.block, "leg": leg.leg}
    if line.above is not None:
        facts["above"] = {"lines": line.above.slots, "what": line.above.what}
    return facts
