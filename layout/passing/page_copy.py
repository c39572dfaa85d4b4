"""Nothing lost on the way: every letter that was filed stands on a page or was told as overset.

In: pages as read, the plan's stories, what became of the blocks. Out: paragraphs of which a part is nowhere. Compared are letters
and figures alone, so that typography, hyphens and the way of the legs do not matter. Nothing is said of a story with a piece on a
page that was not made, or placed twice, or over without its overset told.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from layout.base.problems import Problem, Severity
from layout.content.issue import Briefs
from layout.content.story import Paragraph, Role, Story
from layout.desk.plan import Chain, Plan
from layout.pages.display import Kind
from layout.pages.outcome import BlockOutcome
from layout.passing.findings import Rule, finding
from layout.passing.page_reading import ReadPage, joined, letters

LOST = Rule("text-lost", Severity.ERROR, "copy that is on no page and was not told as overset")

_TEXT = (Kind.BODY, Kind.CROSSHEAD)
Blocks = Mapping[tuple[str, str], BlockOutcome]


def check_copy_whole(reads: Sequence[ReadPage], plan: Plan, blocks: Sequence[BlockOutcome]) -> Iterator[tuple[str, Problem]]:
    """Stories and briefs, each told on the page where it ends."""
    outcomes = {(block.page, block.block): block for block in blocks}
    made = {read.page.number for read in reads}
    printed = _printed(reads)
    placed = Counter(chain.story.slug for chain in plan.chains)
    for chain in plan.chains:
        slug = chain.story.slug
        if placed[slug] == 1 and not chain.story.cut and _all_known(chain, made, outcomes):
            over = _overset(chain, outcomes)
            for index, paragraph in enumerate(chain.story.body):
                if paragraph.role is not Role.QUOTE:
                    set_ = joined((*printed.get((slug, index), ()), *over.get(index, ())))
                    if (problem := _lost(chain.story, paragraph, set_, opens=_opens(chain.story, index))) is not None:
                        yield chain.pieces[-1].page, problem
    for read in reads:
        for problem in _briefs(read, plan, outcomes):
            yield read.page.number, problem


def _printed(reads: Sequence[ReadPage]) -> Mapping[tuple[str, int], list[str]]:
    """What is printed of each paragraph of each story, in the order of the pages."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for read in reads:
        for run in read.runs:
            if run.kind in _TEXT and run.source.story:
                found[run.source.story, run.source.paragraph].append(run.text)
    return found


def _all_known(chain: Chain, made: Collection[str], blocks: Blocks) -> bool:
    """True where every piece was made, and what is over is told line by line."""
    for piece in chain.pieces:
        outcome = blocks.get((piece.page, piece.letter))
        if piece.page not in made or outcome is None or (outcome.lines_over and not outcome.overset):
            return False
    return True


def _overset(chain: Chain, blocks: Blocks) -> Mapping[int, list[str]]:
    over: dict[int, list[str]] = defaultdict(list)
    for piece in chain.pieces:
        for line in blocks[piece.page, piece.letter].overset:
            over[line.paragraph].append(line.text)
    return over


def _opens(story: Story, index: int) -> str:
    """What is set before a paragraph's own words: the dateline, an item's number."""
    paragraph = story.body[index]
    if paragraph.role is Role.LIST_ITEM:
        return "" if paragraph.ordinal is None else str(paragraph.ordinal)
    first = next((place for place, each in enumerate(story.body) if each.role is Role.BODY), -1)
    return letters(story.head.dateline) if index == first else ""


def _lost(story: Story, paragraph: Paragraph, printed: str, *, opens: str) -> Problem | None:
    """What is missing of a paragraph; None where all of it is there, or it may go and went as a whole."""
    wanted, found = letters(paragraph.text), letters(printed)
    if found in (wanted, opens + wanted) or sorted(found) in (sorted(wanted), sorted(opens + wanted)):
        return None
    if paragraph.may_cut and not found:
        return None
    return _missing(story.slug, paragraph, wanted, found.removeprefix(opens))


def _missing(slug: str, paragraph: Paragraph, wanted: str, found: str) -> Problem | None:
    if len(found) >= len(wanted):
        return None  # something more is there, not less
    same = next((index for index, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]), len(found))
    return _told(slug, paragraph, same)


def _told(slug: str, paragraph: Paragraph, after: int) -> Problem:
    words = _words_from(paragraph.text, after)
    text = f"a part of '{slug}' is on no page and not told as overset, from \u201c{words}\u201d"
    remedy = "This is a fault of the builder: print the page only when you have read it."
    return finding(LOST, text, remedy, paragraph.where, slug)


def _words_from(text: str, count: int) -> str:
    """A few words from the one in which the letter after `count` letters stands."""
    seen, words = 0, text.split()
    for index, word in enumerate(words):
        seen += len(letters(word))
        if seen > count:
            return " ".join(words[index : index + 5])
    return " ".join(words[-5:])


def _briefs(read: ReadPage, plan: Plan, blocks: Blocks) -> Iterator[Problem]:
    """Briefs stand in one stream: each paragraph is looked for after the one before it."""
    page = next((each for each in plan.pages if each.plan.number == read.page.number), None)
    for planned in page.blocks if page is not None else ():
        what = planned.block.what
        outcome = blocks.get((read.page.number, planned.letter))
        if not isinstance(what, Briefs) or outcome is None or (outcome.lines_over and not outcome.overset):
            continue
        texts = [run.text for run in read.runs if run.source.block == planned.letter and run.kind is Kind.BODY]
        over = [line.text for line in outcome.overset if line.kind is Kind.BODY]
        stream = letters(joined((*texts, *over)))
        at = 0
        for slug in what.slugs:
            story = plan.issue.stories.get(slug)
            for paragraph in story.body if story is not None and not story.cut else ():
                wanted = letters(paragraph.text)
                found = stream.find(wanted, at)
                if found >= 0:
                    at = found + len(wanted)
                elif paragraph.role is not Role.QUOTE and not paragraph.may_cut:
                    yield _told(slug, paragraph, 0)
