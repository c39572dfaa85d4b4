"""What an art director marks at single lines: stubs, crossheads at a leg's end, word spaces beyond the house's limit."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.design.house import Standards
from layout.lines.line import Line
from layout.pages.display import Kind, Page, SetLine
from layout.passing.design_view import BlockView, LegPiece, PageView, percent
from layout.passing.findings import Rule, finding

LINE_STUB = Rule("line-stub", Severity.WARNING, "a line that stands alone: at a leg's top, as a whole leg, or of one short word")
CROSSHEAD_LOW = Rule("crosshead-low", Severity.WARNING, "a crosshead with fewer than three lines under it in its leg")
WORD_SPACE = Rule("word-space", Severity.WARNING, "a line whose word spaces are wider than the house's most")

SHORT_WORD = 3  # letters of a last line's only word, up to which it looks like a slip; the stop is not counted
WIDOW = 0.6  # of its measure that a paragraph's last line fills to pass at a leg's top: many papers let the fuller ones stand
UNDER_CROSSHEAD = 3  # lines
SHOWN = 46  # characters of a line in a message

_OPENING = re.compile("“(.+?) …”")


Strained = frozenset[tuple[str, str]]
"""The paragraphs that are told to be loose as a whole: the story's slug, and the letters of its first words."""


def strained_paragraphs(pages: Sequence[Page]) -> Strained:
    """What was told of loose paragraphs while the pages were set, each on its story's first page, by the words it quotes."""
    told = {(problem.story, problem.message) for page in pages for problem in page.problems if problem.code == "line-loose"}
    opened = ((story, _OPENING.search(message)) for story, message in told)
    return frozenset((story, _letters(match[1])) for story, match in opened if match is not None)


def _letters(text: str) -> str:
    """Letters and figures alone: typed and set text differ in quotes, dashes and spaces."""
    return "".join(letter for letter in text if letter.isalnum())


def judge_lines(view: PageView, standards: Standards, strained: Strained) -> Iterator[Problem]:
    """All that is to be said of a page's single lines; the spaces of `strained` paragraphs are told already."""
    for block in view.blocks.values():
        yield from _wide(view, block, standards, strained)
        if not block.is_story or view.is_misfit(block):
            continue
        for before, piece in pairwise([None, *block.pieces]):
            assert piece is not None, "only the first has none before it"
            yield from _stubs(view, block, before, piece)
            yield from _low_crossheads(view, block, piece)


def _stubs(view: PageView, block: BlockView, before: LegPiece | None, piece: LegPiece) -> Iterator[Problem]:
    lines = piece.lines
    if len(lines) == 1 and len(block.pieces) > 1:
        text = f"{block.name}: a leg of one line, “{_shown(lines[0].line)}”"
        remedy = "Give the picture or the quote a line less or more, or cut a few words."
        yield finding(LINE_STUB, text, remedy, _place(view, lines[0], piece), block.story)
    elif before is not None and _is_widow(before, piece):
        text = f"{block.name}: a paragraph's last line alone at a leg's top, “{_shown(lines[0].line)}”"
        remedy = "Cut or write a few words in that paragraph."
        yield finding(LINE_STUB, text, remedy, _place(view, lines[0], piece), block.story)
    for above, line in pairwise(lines):
        if _is_lone_word(above, line):
            text = f"{block.name}: a paragraph ends in a line of one short word, “{_shown(line.line)}”"
            remedy = f"Cut a word in the line above it, “{_shown(above.line)}”, or write one more."
            yield finding(LINE_STUB, text, remedy, _place(view, line, piece), block.story)


def _is_widow(before: LegPiece, piece: LegPiece) -> bool:
    """The end of a paragraph that began in another leg, and short."""
    first, last = piece.lines[0], before.lines[-1]
    return (
        first.kind is Kind.BODY
        and first.line.ends_paragraph
        and first.source.paragraph == last.source.paragraph
        and not last.line.ends_paragraph
        and first.line.width < WIDOW * piece.area.width
    )


def _is_lone_word(above: SetLine, line: SetLine) -> bool:
    """The only word of a paragraph's last line, so short that it looks like a slip."""
    if not line.line.ends_paragraph or line.kind is not Kind.BODY or above.source.paragraph != line.source.paragraph:
        return False
    text = line.line.text
    return " " not in text and sum(letter.isalnum() for letter in text) <= SHORT_WORD


def _low_crossheads(view: PageView, block: BlockView, piece: LegPiece) -> Iterator[Problem]:
    for index, line in enumerate(piece.lines):
        if line.kind is not Kind.CROSSHEAD:
            continue
        under = len(piece.lines) - 1 - index
        following = piece.lines[index + 1 :]
        if under < UNDER_CROSSHEAD and all(each.kind is not Kind.CROSSHEAD for each in following):
            lines = {0: "no line", 1: "one line", 2: "two lines"}[under]
            text = f"{block.name}: only {lines} under the crosshead “{_shown(line.line)}” at its leg's end"
            remedy = "Cut or write a few words before it, or move the crosshead to another paragraph."
            yield finding(CROSSHEAD_LOW, text, remedy, _place(view, line, piece), block.story)


def _wide(view: PageView, block: BlockView, standards: Standards, strained: Strained) -> Iterator[Problem]:
    """The block's lines over the limit, told once, at the widest."""
    limit = standards.word_space
    wide = [
        (space, line, piece)
        for piece in block.pieces
        for line in piece.lines
        if (space := word_space(line.line)) > limit
        and not line.line.ends_paragraph
        and not (strained and _is_strained(block, line, strained))
    ]
    if not wide:
        return
    space, line, piece = max(wide, key=lambda each: each[0])
    more = f" ({len(wide)} lines of the block are over the limit)" if len(wide) > 1 else ""
    wanted = f"the house's most is {percent(limit)}{more}"
    text = f"{block.name}: word spaces of {percent(space)} of an em in “{_shown(line.line)}”; {wanted}"
    remedy = "Change a word in the line or in the ones before it, or let a word in it be divided ('hyphenation:')."
    yield finding(WORD_SPACE, text, remedy, _place(view, line, piece), block.story)


def _is_strained(block: BlockView, line: SetLine, strained: Strained) -> bool:
    story, index = block.planned.story, line.source.paragraph
    if story is None or not 0 <= index < len(story.body):
        return False
    text = _letters(story.body[index].text)
    return any(slug == story.slug and text.startswith(opening) for slug, opening in strained)


def word_space(line: Line) -> float:
    """A line's word space, in em; 0 for a line of one word. Its spaces are widened by the same, so one stands for all."""
    if len(line.words) < 2:
        return 0.0
    gap = line.gaps[0] or max(line.gaps)
    return (gap + line.space + line.tracking) * line.scale / line.words[0].size if gap else 0.0


def _shown(line: Line) -> str:
    text = line.text.replace("\u00ad", "-")
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()} …"


def _place(view: PageView, line: SetLine, piece: LegPiece) -> OnPage:
    grid = view.grid
    return OnPage(view.page.number, Area(piece.area.x, line.baseline - grid.drop, piece.area.width, grid.baseline))
