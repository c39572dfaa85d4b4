"""What is known of a paper that was made, as the values that are told: pages, fit rows, stories, and where everything is.

In: the paper, its composed pages, their traces. Out: facts. Pure.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from layout.base.problems import Problem
from layout.content.issue import Block, Briefs, Continuation, Issue, Refers, StoryPiece
from layout.desk.numbers import is_left_hand, is_spread, pages_of
from layout.desk.plan import Plan
from layout.pages.outcome import BlockOutcome, PlacedHead
from layout.passing.fit import fit_of, fit_words, leeway_words
from layout.passing.fit_table import FitRow, fit_rows
from layout.production.order import Order, Paper
from layout.production.printing import PrintedPage
from layout.proof.facts import FitFacts, IssueFacts, PageFacts, StoryFacts, StoryPlace
from layout.proof.live.items import Directory, Spot
from layout.proof.live.paths import from_root, issue_key
from layout.proof.trace import Rectangle, Trace


def issue_facts(paper: Paper, order: Order) -> IssueFacts:
    """Which paper this is."""
    issue = paper.issue
    date = issue.date.isoformat() if issue.date is not None else ""
    key = issue_key(order.issue, order.edition)
    house = paper.house
    return IssueFacts(key, paper.title, date, issue.edition, issue.number, house.language, house.standards.word_space)


def page_facts(printed: PrintedPage, deadline: str, rows: Sequence[FitRow]) -> PageFacts:
    """A page that is not printed yet, or whose proof is put in by the caller. `rows`: its own."""
    page = printed.page
    off = [row.block for row in rows if row.is_off]
    return PageFacts(
        page.number,
        page.section,
        deadline,
        is_spread(page.number),
        is_left_hand(page.number),
        (round(page.width, 2), round(page.height, 2)),
        media_of(printed),
        over=sum(block.lines_over for block in off),
        short=sum(block.lines_short for block in off),
    )


def media_of(printed: PrintedPage) -> Rectangle:
    """The file's whole sheet in points, from the trim's top left; before it was printed, the page with its bleed."""
    page, boxes = printed.page, printed.boxes
    if boxes is None:
        bleed = page.bleed
        return (-bleed, -bleed, page.width + 2 * bleed, page.height + 2 * bleed)
    left, bottom, right, top = boxes.media
    x, y = left - boxes.trim[0], boxes.trim[3] - top
    return round(x, 2), round(y, 2), round(right - left, 2), round(top - bottom, 2)


def fit_facts_of(rows: Iterable[FitRow]) -> tuple[FitFacts, ...]:
    """The fit table, row by row."""
    return tuple(_fit(row) for row in rows)


def rows_of(
    blocks: Iterable[BlockOutcome], plan: Plan, problems: Iterable[Problem], numbers: Sequence[str]
) -> tuple[FitRow, ...]:
    """The rows of the pages of those numbers."""
    return fit_rows((block for block in blocks if block.page in numbers), plan, problems)


def _fit(row: FitRow) -> FitFacts:
    block = row.block
    return FitFacts(
        block.page,
        block.block,
        row.carries,
        str(fit_of(block)),
        fit_words(block, row.baseline),
        block.lines,
        block.lines_over,
        block.words_over,
        block.lines_short,
        block.hole_words,
        block.words,
        block.first_words_over,
        leeway_words(block) if block.legs else "",
        str(block.borders) if block.legs else "",
        tuple(block.levers),
        tuple((leg.used, leg.rows) for leg in block.legs),
        tuple(line.text for line in block.overset),
        row.allowed,
        _paragraph_over(block),
    )


def _paragraph_over(block: BlockOutcome) -> int:
    return block.overset[0].paragraph if block.overset else -1


def story_facts(paper: Paper, heads: Iterable[PlacedHead] = ()) -> dict[str, StoryFacts]:
    """Every story that some page carries, by its slug. `heads`: as they were set."""
    places: dict[str, list[StoryPlace]] = {}
    for chain in paper.plan.chains:
        places[chain.story.slug] = [StoryPlace(piece.page, piece.letter) for piece in chain.pieces]
    for page in paper.plan.pages:
        for planned in page.blocks:
            for slug in _slugs(planned.block):
                own = places.setdefault(slug, [])
                place = StoryPlace(page.plan.number, planned.letter)
                if place not in own:
                    own.append(place)
    stories, root = paper.issue.stories, str(paper.house.root)
    stand, refer = _printed_pages(paper.issue, _slugs), _printed_pages(paper.issue, _pointed_to)
    set_heads = {(head.page, head.block, head.story): head for head in heads if head.taken.fits}
    printed = {slug: set_heads.get((*own[0], slug)) for slug, own in places.items()}
    return {
        slug: StoryFacts(
            slug,
            _headline(printed[slug]) or next(iter(story.head.headlines), ""),
            story.head.byline,
            from_root(story.where.path, root),
            tuple(paragraph.where.line for paragraph in story.body),
            tuple(paragraph.text for paragraph in story.body),
            tuple(places[slug]),
            _taken(printed[slug]),
            tuple(stand.get(slug, ())),
            tuple(refer.get(slug, ())),
        )
        for slug, story in stories.items()
        if slug in places
    }


def _headline(head: PlacedHead | None) -> str:
    return " ".join(line.text for line in head.taken.lines) if head is not None else ""


def _taken(head: PlacedHead | None) -> tuple[int, int] | None:
    return (head.taken.choice + 1, len(head.asked.texts)) if head is not None and len(head.asked.texts) > 1 else None


def directory_of(paper: Paper, traces: Mapping[str, Trace], rows: Iterable[FitRow]) -> Directory:
    """Where things are."""
    stories = paper.issue.stories
    misfits: dict[tuple[str, str], int] = {}
    over: dict[tuple[str, str], int] = {}
    for row in rows:
        lines = row.block.lines_over or -row.block.lines_short
        misfits[row.block.page, row.block.block] = lines
        if row.block.story:
            misfits.setdefault((row.block.page, row.block.story), lines)
        if row.block.story and row.block.overset:
            over[row.block.page, row.block.story] = _paragraph_over(row.block)
    return Directory(
        str(paper.house.root),
        stories,
        {story.where.path: slug for slug, story in stories.items()},
        dict(_spots(paper.plan)),
        traces,
        misfits,
        over,
    )


def _spots(plan: Plan) -> Iterator[tuple[tuple[str, int], Spot]]:
    """The lines of the issue that speak of a block, or of a page. A line may speak of several blocks: the first counts."""
    found: dict[tuple[str, int], Spot] = {}
    for page in plan.pages:
        for block in (planned.block for planned in page.blocks):
            for where in (block.where, *block.marks.values()):
                found.setdefault((where.path, where.line), Spot(page.plan.number, block.letter))
    for page in plan.pages:
        for where in (page.plan.where, *page.plan.marks.values()):
            found.setdefault((where.path, where.line), Spot(page.plan.number, ""))
    yield from found.items()


def _printed_pages(issue: Issue, slugs: Callable[[Block], tuple[str, ...]]) -> dict[str, dict[str, None]]:
    """By story, the printed pages that have to do with it, each once: of all pages of the issue, also of those not asked for."""
    found: dict[str, dict[str, None]] = {}
    for page in (*issue.pages, *issue.others):
        for slug in (slug for block in page.blocks for slug in slugs(block)):
            found.setdefault(slug, {}).update(dict.fromkeys(pages_of(page.number)))
    return found


def _pointed_to(block: Block) -> tuple[str, ...]:
    return tuple(each.slug for each in block.what.items) if isinstance(block.what, Refers) else ()


def _slugs(block: Block) -> tuple[str, ...]:
    match block.what:
        case StoryPiece(slug=slug) | Continuation(slug=slug):
            return (slug,)
        case Briefs(slugs=slugs):
            return slugs
        case _:
            return ()
