"""Blocks that are not stories: briefs, notices, refers, tables, pictures on their own, ads."""

from dataclasses import dataclass, replace
from math import ceil

from layout.base.geometry import Area
from layout.base.problems import Problem
from layout.content.issue import Refer
from layout.content.story import Role, Span, Spans, Story
from layout.design.styles import Align, TextStyle
from layout.desk.plan import PlannedBlock
from layout.lines.paragraph import Opening, prepare
from layout.pages.case import as_set, place
from layout.pages.copy import Copy
from layout.pages.display import Kind, Mark, RuleMark, Source, TintMark
from layout.pages.chain import Item, ItemKind
from layout.pages.head import CAP_LINE, HeadCopy
from layout.pages.headline import break_balanced
from layout.pages.package import Byline, PackageCopy
from layout.pages.stone import Stone

LABEL_SLOTS = 2  # the first item of briefs or of a notice stands so far under the label
BRIEF_RULE = (0.4, 5.2)  # weight, and how far above the next brief's slot it hangs
REFER_PADDING = 7.0
REFER_TEXT_SLOT = 2
REFER_LINES = 3
REFER_BAR_TOP = 9.0  # the tint begins with the bar, so far above the first slot


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


def plain_head(label: str) -> PackageCopy:
    """A package that has nothing but a label, under which the text begins in the third slot."""
    return PackageCopy(HeadCopy((), label=label), Byline(), ())


def notice_copy(stone: Stone, paragraphs: tuple[Spans, ...]) -> Copy:
    """A fixed notice's paragraphs, flush, in the notice style where it keeps body's leading, else in body."""
    case = stone.case
    body = case.style("body")
    style = case.style("notice") if case.has_style("notice") else body
    if style.leading != stone.grid.baseline:
        style = replace(style, leading=stone.grid.baseline)
    items = []
    missing: dict[str, None] = {}
    for index, spans in enumerate(paragraphs):
        prepared = prepare(spans, style, case.language, case.faces, Opening(0.0))
        missing.update(dict.fromkeys(prepared.missing))
        items.append(Item(ItemKind.TEXT, prepared))
    count = len(items)
    return Copy(tuple(items), (Kind.NOTICE,) * count, tuple(range(count)), (style,) * count, None, tuple(missing))


@dataclass(frozen=True, slots=True)
class ReferLine:
    """One refer, looked up: its section, its page as printed, its texts, the first that fits being printed."""

    refer: Refer
    section: str
    page: str
    texts: tuple[str, ...]


def refers_marks(
    stone: Stone, planned: PlannedBlock, refers: tuple[ReferLine, ...], source: Source
) -> tuple[list[Mark], list[Problem]]:
    """A strip of pointers on the tint, one a column: section, page, and a line or two or three."""
    grid, case = stone.grid, stone.case
    top_slot = planned.top + planned.gap
    x, width = grid.column_x(planned.first_column), grid.span_width(planned.columns, planned.first_column)
    top = grid.slot_top(top_slot) - (REFER_BAR_TOP if planned.gap else 0.0)
    foot = grid.baseline_of(planned.foot - 1)
    marks: list[Mark] = []
    if case.house.tint is not None:
        marks.append(TintMark(Area(x, top, width, foot - top), case.house.tint, source))
    problems: list[Problem] = []
    across = min(len(refers), planned.columns) or 1
    down = ceil(len(refers) / across)
    depth = (planned.foot - top_slot) // down
    for index, refer in enumerate(refers):
        column, row = index % across, index // across
        left, room = _refer_place(stone, planned, column, across)
        slot = top_slot + row * depth
        marks += _refer(stone, refer, (left, room, slot), source, problems)
        if column:
            rule_x = left - (grid.gutter / 2)
            y0, y1 = grid.slot_top(slot) + CAP_LINE * grid.baseline, grid.baseline_of(slot + depth - 2)
            marks.append(RuleMark(rule_x, y0, rule_x, y1, BRIEF_RULE[0], case.style("body").colour, source))
    return marks, problems


def _refer_place(stone: Stone, planned: PlannedBlock, column: int, across: int) -> tuple[float, float]:
    """Left edge and width of a refer: on the grid's columns where they divide evenly, padded at the strip's ends."""
    grid = stone.grid
    per = planned.columns // across
    first = planned.first_column + column * per
    count = per if column < across - 1 else planned.columns - column * per
    left, width = grid.column_x(first), grid.span_width(count, first)
    if column == 0:
        left, width = left + REFER_PADDING, width - REFER_PADDING
    if column == across - 1:
        width -= REFER_PADDING
    return left, width


def _refer(stone: Stone, refer: ReferLine, at: tuple[float, float, int], source: Source, problems: list[Problem]) -> list[Mark]:
    left, width, slot = at
    grid, case = stone.grid, stone.case
    section, page, text = case.style("refer-section"), case.style("refer-page"), case.style("refer-text")
    first = grid.slot_top(slot) + CAP_LINE * grid.baseline + case.cap_height(section)
    marks: list[Mark] = [
        place(
            case.line(as_set(refer.section, section), section, width), left, first, Kind.REFER, ink=section.colour, source=source
        ),
        place(
            case.line(case.words.page.replace("{page}", refer.page), page, width, Align.RIGHT),
            left,
            first,
            Kind.REFER,
            ink=page.colour,
            source=source,
        ),
    ]
    broken = (break_balanced(case, each, text, width, REFER_LINES) for each in refer.texts)
    lines = next((each for each in broken if each is not None), None)
    if lines is None:
        problems.append(
            stone.warning(
                "refer-too-long",
                f"the refer to '{refer.refer.slug}' needs more than three lines",
                "Give it a shorter text: {story: SLUG, text: ...}.",
                refer.refer.slug,
            )
        )
        lines = (break_balanced(case, refer.texts[-1], text, width, 9) or ())[:REFER_LINES]
    start = grid.slot_top(slot + REFER_TEXT_SLOT) + CAP_LINE * grid.baseline + case.cap_height(text)
    for index, line in enumerate(lines):
        marks.append(place(line, left, start + index * text.leading, Kind.REFER, ink=text.colour, source=source))
    return marks
