"""Templates on a page: the furniture's texts, and whatever strings the issue gives a block, filled with the page's own names.

Stories are never templates: what the newsroom files prints as it stands.
"""

from collections.abc import Callable
from dataclasses import replace

from layout.base.problems import InFile
from layout.content.issue import Block, Notice, PhotoOptions, PictureAlone, Refers, Table, What
from layout.content.story import Spans
from layout.design.templates import fill
from layout.desk.plan import Plan, PlannedPage

Fill = Callable[[str], str]


def page_fill(plan: Plan, page: PlannedPage) -> Fill:
    """A function that fills a template for that page. Unknown names have been told by the desk; they print as typed."""
    where = InFile(plan.house.where.path)

    def filled(text: str) -> str:
        done, _ = fill(text, page.variables, plan.issue.date, plan.house.language, where)
        return done

    return filled


def filled_page(plan: Plan, page: PlannedPage) -> PlannedPage:
    """The page with the strings of its blocks filled."""
    filled = page_fill(plan, page)
    blocks = tuple(replace(planned, block=_block(planned.block, filled)) for planned in page.blocks)
    return replace(page, blocks=blocks)


def _block(block: Block, filled: Fill) -> Block:
    def maybe(text: str | None) -> str | None:
        return None if text is None else filled(text)

    return replace(
        block,
        what=_what(block.what, filled),
        headline=None if block.headline is None else tuple(filled(text) for text in block.headline),
        kicker=maybe(block.kicker),
        deck=maybe(block.deck),
        byline=maybe(block.byline),
        label=maybe(block.label),
        quote=maybe(block.quote),
        photos=None if block.photos is None else tuple(_photo(photo, filled) for photo in block.photos),
    )


def _what(what: What, filled: Fill) -> What:
    match what:
        case Notice(paragraphs=paragraphs):
            return Notice(tuple(_spans(spans, filled) for spans in paragraphs))
        case Refers(items=items):
            return Refers(tuple(replace(item, text=filled(item.text), section=filled(item.section)) for item in items))
        case Table():
            return replace(what, title=filled(what.title))
        case PictureAlone(photo=photo):
            return PictureAlone(_photo(photo, filled))
        case _:
            return what


def _photo(photo: PhotoOptions, filled: Fill) -> PhotoOptions:
    return replace(
        photo,
        caption=None if photo.caption is None else _spans(photo.caption, filled),
        credit=None if photo.credit is None else filled(photo.credit),
    )


def _spans(spans: Spans, filled: Fill) -> Spans:
    return tuple(replace(span, text=filled(span.text)) for span in spans)
