"""A story's copy as items for the flow: dateline run in, drop cap taken out, white above crossheads, indents in their place."""

import re
from collections.abc import Sequence
from dataclasses import replace

from layout.base.values import dataclass
from layout.content.story import Paragraph, Role, Span, Spans, Story
from layout.design.grid import Grid
from layout.design.styles import TextStyle
from layout.fonts.silhouette import bearings
from layout.lines.line import Line
from layout.lines.paragraph import Opening, Prepared, prepare
from layout.pages.case import Case
from layout.pages.chain import Item, ItemKind
from layout.pages.display import Kind
from layout.pages.quote import QuoteCopy

DATELINE_DASH = " \u2014 "
DROP_CAP_LINES = 3
DROP_CAP_CLEAR = 1.5  # of white from its shape to that of the first letter beside it
DROP_CAP_WORDS = 4  # in small capitals at most, the one that it opens among them, and never more than stand on its first line
HEAD_KEEP = 3  # lines of text at least under a crosshead in its leg
END_MARK_SIZE = 4.2
END_MARK_ROOM = 11.0  # what the mark and the air before it take from the last line
_LETTERS = re.compile(r"\w[\w'\u2019]*")
LETTER_MARKS = "\"'“‘„»«"


@dataclass(frozen=True, slots=True)
class DropCap:
    """The first letter, three lines deep: its line, its style, and the width it takes from the lines beside it.

    `opening` counts the words beside it that stand in small capitals. `lead` is the letter and what divides it from the first
    word beside it: that word reads, and is found in the PDF, with it.
    """

    line: Line
    style: TextStyle
    width: float
    lead: str
    opening: int = DROP_CAP_WORDS


@dataclass(frozen=True, slots=True)
class SetIn:
    """A quote that the writer set into the text, before the item of that index."""

    item: int
    quote: QuoteCopy


@dataclass(frozen=True, slots=True)
class Copy:
    """A story's items, in order. `kinds[tag]` says what each is, `paragraphs[tag]` its index in the body. `missing`: characters
    that no face has."""

    items: tuple[Item, ...]
    kinds: tuple[Kind, ...]
    paragraphs: tuple[int, ...]
    styles: tuple[TextStyle, ...]
    drop_cap: DropCap | None
    missing: tuple[str, ...]
    set_in: tuple[SetIn, ...] = ()


@dataclass(frozen=True, slots=True)
class Markup:
    """How a story's copy is set: with a drop cap, with room for an end mark; tracked by so many thousandths of an em beyond its
    style's own; without the paragraphs of these indices."""

    drop_cap: bool = False
    end_mark: bool = False
    tracking: float = 0.0
    without: frozenset[int] = frozenset()


def story_copy(case: Case, story: Story, grid: Grid, markup: Markup) -> Copy:
    """The body of a story, shaped and ready to flow. Quotes set into the text stand beside it; the text runs on without them."""
    items: list[Item] = []
    kinds: list[Kind] = []
    paragraphs: list[int] = []
    styles: list[TextStyle] = []
    missing: dict[str, None] = {}
    kept = [index for index in range(len(story.body)) if index not in markup.without]
    texts = [index for index in kept if story.body[index].role is not Role.QUOTE]
    opening = next((index for index in texts if story.body[index].role is Role.BODY), -1)
    cap = _drop_cap(case, story.body[opening], grid) if markup.drop_cap and texts and opening == texts[0] else None
    after_head = True
    for index in texts:
        paragraph = story.body[index]
        style = _tracked(case.style(_role_style(paragraph.role)), markup.tracking)
        spans = _spans(story, paragraph, opens=index == opening, cap=cap)
        indent = 0.0 if after_head or paragraph.role is not Role.BODY else style.indent
        closing = END_MARK_ROOM if markup.end_mark and index == texts[-1] else 0.0
        prepared = prepare(spans, style, case.language, case.faces, Opening(indent, closing))
        missing.update(dict.fromkeys(prepared.missing))
        item = _item(paragraph.role, prepared, len(items), cap if index == texts[0] else None)
        if index == opening and cap is None and story.head.dateline:
            item = replace(item, marks=_tokens_of(prepared, len(story.head.dateline.split())))
        items.append(item)
        kinds.append(Kind.CROSSHEAD if paragraph.role is Role.CROSSHEAD else Kind.BODY)
        paragraphs.append(index)
        styles.append(style)
        after_head = paragraph.role is Role.CROSSHEAD
    return Copy(tuple(items), tuple(kinds), tuple(paragraphs), tuple(styles), cap, tuple(missing), _set_in(story, kept))


def _tokens_of(prepared: Prepared, words: int) -> int:
    """How many tokens hold the first words."""
    held = 0
    for index, token in enumerate(prepared.tokens):
        held += len(token.text.split())
        if held >= words:
            return index + 1
    return 0


def _tracked(style: TextStyle, thousandths: float) -> TextStyle:
    return replace(style, tracking=style.tracking + thousandths) if thousandths else style


def _set_in(story: Story, kept: Sequence[int]) -> tuple[SetIn, ...]:
    """The set-in quotes among the paragraphs kept, each with the index of the item that it stands before."""
    found: list[SetIn] = []
    items = 0
    for paragraph in (story.body[index] for index in kept):
        if paragraph.role is Role.QUOTE:
            found.append(SetIn(items, QuoteCopy(paragraph.text.strip().strip(LETTER_MARKS), "")))
        else:
            items += 1
    return tuple(found)


def _item(role: Role, prepared: Prepared, tag: int, cap: DropCap | None) -> Item:
    if role is Role.CROSSHEAD:
        return Item(ItemKind.HEAD, prepared, white=1 if tag else 0, keep=HEAD_KEEP)
    drop = (cap.width, DROP_CAP_LINES) if cap is not None else (0.0, 0)
    return Item(ItemKind.TEXT, prepared, drop_cap=drop, marks=1 if role is Role.LIST_ITEM else 0)


def _role_style(role: Role) -> str:
    match role:
        case Role.CROSSHEAD:
            return "crosshead"
        case Role.LIST_ITEM:
            return "list-item"
        case Role.BODY | Role.QUOTE:
            return "body"


def _spans(story: Story, paragraph: Paragraph, *, opens: bool, cap: DropCap | None) -> Spans:
    spans = paragraph.spans
    if paragraph.role is Role.LIST_ITEM:
        mark = f"{paragraph.ordinal}. " if paragraph.ordinal is not None else "\u2022 "
        return (Span(mark), *spans)
    if not opens:
        return spans
    if cap is not None:
        return _small_caps_opening(_without_first_letter(spans), cap.opening)
    if story.head.dateline:
        place = story.head.dateline
        typed = _LETTERS.sub(lambda word: word[0].capitalize(), place) if place.isupper() else place
        return (Span(typed, small_caps=True), Span(DATELINE_DASH), *spans)
    return spans


def _drop_cap(case: Case, first: Paragraph, grid: Grid) -> DropCap | None:
    letter = first.spans[0].text.lstrip()[:1] if first.spans else ""
    if not letter.isalpha() or not case.has_style("drop-cap"):
        return None
    style = case.style("drop-cap")
    depth = (DROP_CAP_LINES - 1) * grid.baseline + case.cap_height(case.style("body"))
    em_height = case.cap_height(style) / style.size
    sized = replace(style, size=depth / em_height)
    line = case.line(letter.upper(), sized, 200.0)
    silent = line._replace(words=tuple(word._replace(text="", clusters=("",) * len(word.clusters)) for word in line.words))
    after = first.text.lstrip()[1:2]
    left, right = _white_beside(line)
    beside, _ = _white_beside(
        case.line((Span(first.text.lstrip()[1:].lstrip()[:1], small_caps=True),), case.style("body"), 200.0)
    )
    width = line.width - left - right + DROP_CAP_CLEAR - beside
    silent = silent._replace(left=-left)
    opening = _opening_words(case, first.text.lstrip()[1:], grid.column_width - width)
    return DropCap(silent, sized, width, letter.upper() + (" " if after.isspace() else ""), opening)


def _white_beside(line: Line) -> tuple[float, float]:
    """The white that a line's first letter keeps on its left, and its last on its right, in points; 0 where there is none."""
    if not line.words:
        return 0.0, 0.0
    first, last = line.words[0], line.words[-1]
    return bearings(first.face, first.glyphs[0])[0] * first.size, bearings(last.face, last.glyphs[-1])[1] * last.size


def _opening_words(case: Case, text: str, room: float) -> int:
    """How many words beside a drop cap stand in small capitals: those that fit on the line beside it."""
    style = case.style("body")
    words = text.split(" ")[:DROP_CAP_WORDS]
    while len(words) > 1 and case.line((Span(" ".join(words), small_caps=True),), style, room).width > room:
        words.pop()
    return len(words)


def _without_first_letter(spans: Spans) -> Spans:
    first, *rest = spans
    return (replace(first, text=first.text.lstrip()[1:]), *rest)


def _small_caps_opening(spans: Spans, words: int) -> Spans:
    """The first words in small capitals, in whatever manner they stand."""
    opened: list[Span] = []
    left = words
    for span in spans:
        if left <= 0:
            opened.append(span)
            continue
        parts = span.text.split(" ")
        if len(parts) <= left:
            opened.append(replace(span, small_caps=True))
            left -= len(parts) - 1
            continue
        cut = len(" ".join(parts[:left]))
        opened.append(replace(span, text=span.text[:cut], small_caps=True))
        opened.append(replace(span, text=span.text[cut:]))
        left = 0
    return tuple(opened)
