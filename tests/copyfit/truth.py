"""What a block's outcome says, held against what stands on the page."""

from collections.abc import Iterator

from layout.content.story import Role, Story
from layout.design.grid import Grid
from layout.pages.display import LegMark, Page, RuleMark, TintMark
from layout.pages.outcome import BlockOutcome, Composed
from tests.pages.bounds import boxes, source

BETWEEN = 2  # blank lines over a block that has another above it


def untruths(composed: Composed, outcome: BlockOutcome, story: Story) -> Iterator[str]:
    """Everything that is told of a story's only block and isn't so: each is a sentence."""
    legs = [
        mark
        for page in composed.pages
        for mark in page.marks
        if isinstance(mark, LegMark) and (page.number, mark.source.block) == (outcome.page, outcome.block)
    ]
    lines = [line for leg in legs for line in leg.lines]
    if len(lines) != outcome.lines:
        yield f"{outcome.lines} lines are told, {len(lines)} stand there"
    if outcome.lines_over and outcome.lines_short:
        yield "over and short at once"
    if bool(outcome.lines_over) is not bool(outcome.words_over):
        yield f"{outcome.lines_over} lines over, {outcome.words_over} words"
    begun = {line.source.paragraph for line in lines}
    ended = {line.source.paragraph for line in lines if line.line.ends_paragraph}
    texts = [index for index, paragraph in enumerate(story.body) if paragraph.role is not Role.QUOTE]
    if not outcome.lines_over:
        gone = [index for index in texts if index not in ended and not story.body[index].may_cut]
        if gone:
            yield f"told to fit, but paragraphs {gone} are not there whole"
    half = [index for index in texts if index in begun - ended]
    if len(half) > (1 if outcome.lines_over else 0):
        yield f"paragraphs {half} are there in part"
    if outcome.legs:
        yield from _empty_rows(outcome)


def _empty_rows(outcome: BlockOutcome) -> Iterator[str]:
    """What is told of the legs against what is told of the whole."""
    empty = [leg.rows - leg.used for leg in outcome.legs]
    if min(empty) < 0:
        yield f"legs with less than no room: {outcome.legs}"
    if outcome.lines_short and outcome.lines_short != sum(empty):
        yield f"{outcome.lines_short} lines short, but {sum(empty)} rows are empty in its legs"
    roomy = sum(leg.rows > 0 for leg in outcome.legs)
    if not outcome.lines_short and not outcome.lines_over and sum(empty) >= max(roomy, 1):
        yield f"told to be full, but {sum(empty)} rows are empty in {roomy} legs with room"


def whites_at_feet(page: Page, grid: Grid, letter: str) -> list[int]:
    """The empty rows between the last line of each leg of a block and its foot, as they stand on the page.

    The foot is found from what stands below: another block, or the page's last row. Legs with something of their own block under
    them are left out.
    """
    placed = [(source(mark), box) for mark, box in boxes(page) if not isinstance(mark, RuleMark | TintMark)]
    tops = {block: min(box.y for other, box in placed if other == block) for block, _ in placed}
    found: list[int] = []
    for leg in page.marks:
        if not isinstance(leg, LegMark) or leg.source.block != letter:
            continue
        baseline = leg.lines[-1].baseline
        below = [
            (box.y, block)
            for block, box in placed
            if box.y > baseline + 0.1 and box.x < leg.area.right - 1 and box.right > leg.area.x + 1
        ]
        _, nearest = min(below, default=(0.0, ""))
        if nearest == letter:
            continue
        last = round((baseline - grid.baseline_of(0)) / grid.baseline)
        foot = int((tops[nearest] - grid.slot_top(0)) / grid.baseline + 0.1) - BETWEEN if nearest else grid.slots
        found.append(foot - 1 - last)
    return found


def legs_of(page: Page, outcome: BlockOutcome) -> int:
    """How many legs of a block have room for text: as told, and as many as carry some at least."""
    carrying = sum(isinstance(mark, LegMark) and mark.source.block == outcome.block for mark in page.marks)
    return max(carrying, sum(leg.rows > 0 for leg in outcome.legs))


def feet_untruths(page: Page, grid: Grid, outcome: BlockOutcome) -> Iterator[str]:
    """What is told of a full block's feet, and isn't so."""
    if outcome.lines_over or outcome.lines_short:
        return
    whites = whites_at_feet(page, grid, outcome.block)
    legs = legs_of(page, outcome)
    if sum(whites) >= legs or any(white < 0 for white in whites):
        yield f"told to be full, but of its {legs} legs some end {whites} rows above its foot"
    empty = sum(leg.rows - leg.used for leg in outcome.legs)
    if len(whites) == len(outcome.legs) and sum(whites) > empty:  # others may stand white over a picture or a quote
        yield f"{empty} rows are told as empty, but {sum(whites)} are white at the feet of its legs"
