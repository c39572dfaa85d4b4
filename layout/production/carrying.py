"""Which words of which story stand on each page as it is set now, under the numbers by which the press gets the pages.

In: pages as composed, read from their lines of type. Out: each page's text. A story that is placed twice is left out: which of
its pieces belong together is not known.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from layout.base.values import dataclass
from layout.content.issue import Refers
from layout.desk.plan import Chain, PlannedBlock
from layout.lines.words import SOFT_HYPHEN
from layout.pages.display import Kind
from layout.passing.page_reading import ReadPage, joined, letters, number_pattern, read_page, spoken, text_of
from layout.pdf.trucks import handed_over
from layout.press.carried import Carried, PageText, Pointer
from layout.production.making import Made

_TEXT = frozenset((Kind.BODY, Kind.CROSSHEAD))
_WORD = re.compile(r"[^\s/\-\u2010-\u2015]+[/\-\u2010-\u2015]*")  # a line may be broken behind each of these


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands of a piece on a page: how many words, and what it is marked with."""

    number: str
    words: tuple[str, ...]
    jump_to: str
    jump_from: str


def texts_now(made: Made, slugs: Set[str] | None = None) -> Mapping[str, PageText]:
    """Every page's text, also of those that were composed for a story's sake alone. `slugs`: the stories that matter; then of
    others nothing is said, nor of refers on pages that carry none of them."""
    plan, press = made.paper.plan, made.paper.press
    chains = [chain for chain in placed_once(plan.chains) if slugs is None or chain.story.slug in slugs]
    theirs = {piece.page for chain in chains for piece in chain.pieces}
    parted = {page.number: handed_over(page, press) for page in made.composed.pages}
    reads = {number: [*map(read_page, parts)] for number, parts in parted.items() if slugs is None or number in theirs}
    blocks = {(page.plan.number, planned.letter): planned for page in plan.pages for planned in page.blocks}
    patterns = [pattern for words in plan.house.words.values() if (pattern := number_pattern(words.jump_from)) is not None]
    pieces: dict[str, list[Carried]] = {part.number: [] for parts in parted.values() for part in parts}
    for chain in chains:
        parts = [
            _part(read, blocks[piece.page, piece.letter], chain.story.slug, patterns)
            for piece in chain.pieces
            if (piece.page, piece.letter) in blocks
            for read in reads.get(piece.page, ())
        ]
        for number, carried in _counted(chain.story.slug, parts):
            pieces[number].append(carried)
    refers = {
        read.page.number: tuple(_refers(read, whole, blocks, plan.page_of)) for whole, parts in reads.items() for read in parts
    }
    return {number: PageText(tuple(own), refers.get(number, ())) for number, own in pieces.items()}


def placed_once(chains: Sequence[Chain]) -> Iterator[Chain]:
    """The stories that stand in one place."""
    placed = Counter(chain.story.slug for chain in chains)
    return (chain for chain in chains if placed[chain.story.slug] == 1)


def _part(read: ReadPage, planned: PlannedBlock, slug: str, patterns: Sequence[re.Pattern[str]]) -> _Part:
    own = [line for line in read.lines if line.source.story == slug and line.source.block == planned.letter]
    onward = any(line.kind is Kind.JUMP_LINE and letters(line.text) for line in own)
    back = any(pattern.fullmatch(spoken(line.text)) for line in own if line.kind is Kind.KICKER for pattern in patterns)
    words = words_of(_lines(read, slug, planned.letter))
    return _Part(read.page.number, words, planned.jump_to if onward else "", planned.jump_from if back else "")


def _lines(read: ReadPage, slug: str, letter: str) -> Iterator[str]:
    for leg in read.legs:
        if leg.source.story == slug and leg.source.block == letter:
            yield from (text_of(line.line) for line in leg.lines if line.kind in _TEXT)


def words_of(lines: Iterable[str]) -> tuple[str, ...]:
    """The words of lines, whatever the lines are broken at."""
    text = joined(lines).replace(SOFT_HYPHEN, "")
    return tuple(word for word in _WORD.findall(text) if letters(word))


def _counted(slug: str, parts: Sequence[_Part]) -> Iterator[tuple[str, Carried]]:
    """The pieces with their places in the whole story, by page number; what has neither words nor a mark is none."""
    words = tuple(word for part in parts for word in part.words)
    begin = 0
    for part in parts:
        end = begin + len(part.words)
        if part.words or part.jump_to or part.jump_from:
            yield part.number, Carried(slug, words, begin, end, part.jump_to, part.jump_from)
        begin = end


def _refers(
    read: ReadPage, whole: str, blocks: Mapping[tuple[str, str], PlannedBlock], pages: Mapping[str, str]
) -> Iterator[Pointer]:
    """The refers of the blocks that print any here."""
    for letter in dict.fromkeys(line.source.block for line in read.kinds(Kind.REFER)):
        planned = blocks.get((whole, letter))
        if planned is not None and isinstance(planned.block.what, Refers):
            yield from (Pointer(item.slug, pages[item.slug]) for item in planned.block.what.items if item.slug in pages)
