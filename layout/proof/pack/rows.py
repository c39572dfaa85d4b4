"""The rows of the budget: a page's blocks as they came out, and its ads as booked and as measured.

In: a page as made, its plan, the whole making. Out: rows in the page's order. Pure.
"""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace

from layout.base.units import to_mm
from layout.content.issue import Ad, Briefs, Continuation, Notice, PictureAlone, Refers, StoryPiece, Table, What
from layout.desk.plan import PlannedBlock, PlannedPage
from layout.pages.display import DrawingMark, ImageMark, Page
from layout.pages.outcome import PlacedHead
from layout.passing.fit import fit_of, fit_words
from layout.passing.fit_table import FitRow, fit_rows
from layout.production.making import Made
from layout.production.order import Paper
from layout.proof.pack.dossier import AdRow, Brief, BudgetRow


def budget_rows(page: Page, planned: PlannedPage, made: Made, frozen: Set[tuple[str, str]]) -> Iterator[BudgetRow]:
    """The page's blocks without its ads, as the page runs, with their text as it is now. `frozen`: the blocks, by page and
    letter, that a released page shows as they were."""
    composed = made.composed
    own = [block for block in composed.blocks if block.page == page.number]
    fits = {row.block.block: row for row in fit_rows(own, made.paper.plan, page.problems)}
    heads = {head.block: head for head in composed.heads if head.page == page.number}
    pictures = Counter(mark.source.block for mark in page.marks if isinstance(mark, ImageMark | DrawingMark))
    for block in planned.blocks:
        if not isinstance(block.block.what, Ad):
            head = _headline(block, heads.get(block.letter))
            row = _row(block, fits.get(block.letter), head, pictures[block.letter], made.paper)
            yield replace(row, frozen=(page.number, block.letter) in frozen)


def _row(block: PlannedBlock, fit: FitRow | None, headline: str, pictures: int, paper: Paper) -> BudgetRow:
    what = block.block.what
    slug = what.slug if isinstance(what, StoryPiece | Continuation) else ""
    begins = isinstance(what, StoryPiece) and block.story is not None
    byline = block.block.byline if block.block.byline is not None else block.story.head.byline if block.story else ""
    briefs = what.slugs if isinstance(what, Briefs) else ()
    bare = BudgetRow(
        block=block.letter,
        carries=fit.carries if fit is not None else slug or _carried(what),
        headline=headline,
        byline=byline if begins else "",
        pictures=pictures,
        jump_to=block.jump_to,
        jump_from=block.jump_from,
        briefs=tuple(_brief(each, paper) for each in briefs if each in paper.issue.stories),
    )
    return bare if fit is None else _fitted(bare, fit)


def _carried(what: What) -> str:
    """What a block without text carries, as the fit table calls the others."""
    match what:
        case PictureAlone():
            return "(picture)"
        case Refers():
            return "(refers)"
        case Table():
            return "(table)"
        case Notice():
            return "(notice)"
        case Briefs():
            return "(briefs)"
        case _:
            return ""


def _fitted(row: BudgetRow, fit: FitRow) -> BudgetRow:
    block = fit.block
    return replace(
        row,
        words=block.words,
        lines=block.lines,
        fit=fit_of(block),
        told=fit_words(block, fit.baseline),
        over=block.lines_over,
        words_over=block.words_over,
        short=block.lines_short,
        hole_words=block.hole_words,
        allowed=fit.allowed,
    )


def _headline(block: PlannedBlock, head: PlacedHead | None) -> str:
    """As it was set; where it was not, as it was filed."""
    if head is not None and head.taken.fits:
        return " ".join(line.text for line in head.taken.lines)
    if block.block.headline:
        return block.block.headline[0]
    story = block.story
    if story is None or isinstance(block.block.what, Continuation):
        return ""
    return next(iter(story.head.headlines), "")


def _brief(slug: str, paper: Paper) -> Brief:
    story = paper.issue.stories[slug]
    return Brief(slug, next(iter(story.head.headlines), ""), sum(len(paragraph.text.split()) for paragraph in story.body))


def ad_rows(planned: PlannedPage, made: Made) -> Iterator[AdRow]:
    """The page's ads."""
    bookings = {each.number: each for each in made.paper.issue.bookings or ()}
    for ad in made.ads.facts:
        if ad.page == planned.plan.number:
            booking = bookings.get(ad.booking)
            sold = _size(*booking.size) if booking is not None and booking.size is not None else ""
            size = _size(ad.width, ad.height) if ad.width else ""
            yield AdRow(ad.block, ad.booking, ad.file, size, sold, booking.advertiser if booking is not None else "")


def _size(width: float, height: float) -> str:
    return f"{to_mm(width):.1f} × {to_mm(height):.1f} mm"
