"""Text that is no story: briefs run on one under another, and fixed notices."""

from dataclasses import replace

from layout.base.values import dataclass
from layout.content.story import Role, Span, Spans, Story
from layout.design.styles import TextStyle
from layout.lines.paragraph import Opening, prepare
from layout.pages.case import as_set
from layout.pages.chain import Item, ItemKind
from layout.pages.copy import Copy
from layout.pages.display import Kind
from layout.pages.stone import Stone

LABEL_SLOTS = 2  # the first item of briefs or of a notice stands so far under the label
BRIEF_RULE = (0.5, 5.2)  # weight, and how far above the next brief's slot it hangs


@dataclass(frozen=True, slots=True)
class BriefCopy:
    """Briefs as one copy. `heads` are the tags at which a brief begins, over which a thin rule hangs but at a leg's top."""

    copy: Copy
    heads: frozenset[int]


def briefs_copy(stone: Stone, stories: tuple[Story, ...]) -> BriefCopy:
    """Each brief's headline on one line, its text flush under it, a white slot between two briefs."""
    case = stone.case
    items: list[Item] = []
    kinds: list[Kind] = []
    paragraphs: list[int] = []
    styles: list[TextStyle] = []
    heads: set[int] = set()
    missing: dict[str, None] = {}
    head_style = case.style("brief-headline")
    for story in stories:
        own = case.for_language(story.language)
        texts: list[tuple[Spans, TextStyle, Kind, int]] = []
        if story.head.headlines:
            texts.append(((Span(as_set(story.head.headlines[0], head_style)),), head_style, Kind.CROSSHEAD, -1))
        for index, paragraph in enumerate(story.body):
            if paragraph.role is not Role.QUOTE:
                texts.append((paragraph.spans, own.style("brief"), Kind.BODY, index))
        for number, (spans, style, kind, index) in enumerate(texts):
            prepared = prepare(spans, style, own.language, own.faces, Opening(0.0))
            missing.update(dict.fromkeys(prepared.missing))
            white = 1 if number == 0 and items else 0
            if number == 0:
                heads.add(len(items))
            kind_of = ItemKind.HEAD if kind is Kind.CROSSHEAD else ItemKind.TEXT
            items.append(Item(kind_of, prepared, white=white, keep=2 if kind_of is ItemKind.HEAD else 0))
            kinds.append(kind)
            paragraphs.append(index)
            styles.append(style)
    copy = Copy(tuple(items), tuple(kinds), tuple(paragraphs), tuple(styles), None, tuple(missing))
    return BriefCopy(copy, frozenset(heads))


def notice_copy(stone: Stone, paragraphs: tuple[Spans, ...]) -> Copy:
    """A fixed notice's paragraphs, flush, in the notice style where it keeps body's leading, else in body."""
    case = stone.case
    body = case.style("body")
    style = case.style("notice") if case.has_style("notice") else body
    if style.leading != stone.grid.baseline:
        style = replace(style, leading=stone.grid.baseline)
    items = []
    missing: dict[str, None] = {}
    for spans in paragraphs:
        prepared = prepare(spans, style, case.language, case.faces, Opening(0.0))
        missing.update(dict.fromkeys(prepared.missing))
        items.append(Item(ItemKind.TEXT, prepared))
    count = len(items)
    return Copy(tuple(items), (Kind.NOTICE,) * count, tuple(range(count)), (style,) * count, None, tuple(missing))
