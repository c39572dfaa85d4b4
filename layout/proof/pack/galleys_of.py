"""Every story's galley with its lines as they were set, ready to be drawn in any size.

In: composed pages, their plan, the pages that are ordered. Out: galleys in the paper's order; those over or short among them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from layout.base.printable import printable
from layout.content.issue import Briefs, Continuation, Notice, StoryPiece
from layout.desk.plan import Plan
from layout.lines.line import Line
from layout.pages.display import Kind, LegMark, Page, TextMark
from layout.pages.outcome import Composed
from layout.passing.fit import counted, fit_of, fit_words
from layout.passing.galley import Galley, advice, make_galley, notice_galley
from layout.proof.pack.dossier import GalleyHead, GalleyRow, PackGalley, RowLook
from layout.proof.pack.galley_heads import head_of

_NONE: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType({})
_Place = tuple[str, str]  # page and block
_NO_LINE = 9.0, 140.0  # size and measure where not one line was set


def galleys_of(
    composed: Composed, plan: Plan, numbers: Set[str], overtaken: Mapping[tuple[str, str], tuple[str, ...]] = _NONE
) -> tuple[PackGalley, ...]:
    """Of each story that stands on one of the pages `numbers`, and each notice; a block of briefs is one galley.

    `overtaken`: by page and letter the blocks on released pages that would come out otherwise now, with those pages' numbers.
    """
    pages = {page.number: page for page in composed.pages}
    found: dict[str, PackGalley] = {}
    for name, make in _galleys(composed, plan, numbers):
        galley = make() if name not in found else None
        if galley is not None:
            stays = [number for each in galley.blocks for number in overtaken.get((each.page, each.block), ())]
            found[name] = replace(_as_pack(galley, plan, pages), overtaken=_overtaken(list(dict.fromkeys(stays))))
    return tuple(found.values())


def _galleys(composed: Composed, plan: Plan, numbers: Set[str]) -> Iterator[tuple[str, Callable[[], Galley | None]]]:
    """A name that is the same for what shares a galley, and what makes that."""
    for page in plan.pages:
        if page.plan.number not in numbers:
            continue
        for planned in page.blocks:
            match planned.block.what:
                case StoryPiece(slug=slug) | Continuation(slug=slug):
                    yield slug, partial(make_galley, composed, plan, slug)
                case Briefs(slugs=slugs) if slugs:
                    yield f"{page.plan.number} {planned.letter}", partial(make_galley, composed, plan, slugs[0])
                case Notice():
                    name = f"{page.plan.number} {planned.letter}"
                    yield name, partial(notice_galley, composed, plan, page.plan.number, planned.letter)
                case _:
                    continue


def _as_pack(galley: Galley, plan: Plan, pages: dict[str, Page]) -> PackGalley:
    legs = list(_marks(galley, pages))
    story = galley.slug if galley.carries == galley.slug else ""
    heads = {(block.page, block.block): head_of(block, story, pages) for block in galley.blocks}
    rows = list(_rows(galley, legs, heads, _drop_caps(galley, pages)))
    body = [each for leg in legs for each in leg.lines if each.kind in (Kind.BODY, Kind.NOTICE) and each.line.words]
    size = body[-1].line.words[0].size if body else _NO_LINE[0]
    ending = galley.ending
    lines, words = sum(len(leg.lines) for leg in galley.legs), sum(block.words for block in galley.blocks)
    return PackGalley(
        slug=printable(galley.carries),
        place=_place(galley),
        head=heads[galley.blocks[0].page, galley.blocks[0].block],
        counts=f"{counted(lines, 'line')}, {counted(words, 'word')}" if words else counted(lines, "line"),
        fit=fit_of(ending),
        told=fit_words(ending, galley.baseline),
        advice=advice(ending),
        rows=tuple(rows),
        size=size,
        measure=max((leg.area.width for leg in legs), default=_NO_LINE[1]),
    )


def _place(galley: Galley) -> str:
    """`page 1, block A; goes on on page 3, block B`."""
    first, *others = (f"page {block.page}, block {block.block}" for block in galley.blocks)
    return "; ".join([first, *(f"goes on on {place}" for place in others)])


def _overtaken(numbers: Sequence[str]) -> str:
    """`page 1 is released and stays as it is`."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"page {numbers[0]} is released and stays as it is"
    return f"pages {', '.join(numbers[:-1])} and {numbers[-1]} are released and stay as they are"


def _marks(galley: Galley, pages: dict[str, Page]) -> Iterator[LegMark]:
    """The legs of the galley as they stand on their pages, one for each of the galley's own."""
    for block in galley.blocks:
        story = galley.slug if galley.carries == galley.slug else ""
        for mark in pages[block.page].marks if block.page in pages else ():
            if isinstance(mark, LegMark) and mark.lines and (mark.source.block, mark.source.story) == (block.block, story):
                yield mark


def _drop_caps(galley: Galley, pages: dict[str, Page]) -> dict[_Place, Line]:
    """The letter that stands before a block's first line, by page and block: it is no part of that line."""
    found: dict[_Place, Line] = {}
    for page in {block.page: None for block in galley.blocks if block.page in pages}:
        for mark in pages[page].marks:
            if isinstance(mark, TextMark) and mark.text.kind is Kind.DROP_CAP and mark.text.source.story == galley.slug:
                found[page, mark.text.source.block] = mark.text.line
    return found


def _rows(
    galley: Galley, marks: Sequence[LegMark], heads: Mapping[_Place, GalleyHead], drop_caps: dict[_Place, Line]
) -> Iterator[GalleyRow]:
    place: _Place | None = None
    for leg, mark in zip(galley.legs, marks, strict=True):
        if place is not None and place != (leg.page, leg.block):
            yield _remark(f"page {leg.page}, block {leg.block}")
            yield from _head(heads[leg.page, leg.block])
        place = leg.page, leg.block
        for line, placed in zip(leg.lines, mark.lines, strict=True):
            if line.above is not None:
                yield _remark(_between(line.above.what, line.above.slots))
            lead = drop_caps.pop(place, None)
            is_head = line.kind is Kind.CROSSHEAD
            yield GalleyRow(line.number, placed.line, placed.x - mark.area.x, over=False, lead=lead, crosshead=is_head)
        if leg.white:
            yield _remark(_between("white", leg.white))
    if galley.over:
        yield _remark(fit_words(galley.ending, galley.baseline), over=True)
    set_ = [line.line for block in galley.blocks for line in block.overset]
    for line, type_ in zip(galley.over, set_, strict=True):
        yield GalleyRow(line.number, type_, 0.0, over=True, told=line.text, crosshead=line.kind is Kind.CROSSHEAD)


def _head(head: GalleyHead) -> Iterator[GalleyRow]:
    """Over the part of a story that stands elsewhere."""
    for told, look in ((head.kicker, RowLook.KICKER), (head.headline, RowLook.HEADLINE), (head.deck, RowLook.DECK)):
        if told:
            yield GalleyRow(0, None, 0.0, over=False, told=told, look=look)


def _remark(told: str, over: bool = False) -> GalleyRow:
    return GalleyRow(0, None, 0.0, over, told, look=RowLook.REMARK)


def _between(what: str, slots: int) -> str:
    return f"{counted(slots, 'line')} of {what}" if what == "white" else f"{what}, {counted(slots, 'line')}"
