"""A page's trace: what stands where on it, as plain values that outlive the program and go to browsers as JSON.

In: a finished page and its plan. Out: a Trace. Overlays, hit-testing, notes that follow their words and
comparing read traces, never pages: a version that was kept is a PDF and its trace. No path and no line of a file stands in it:
the same ink may come from a file whose lines have moved.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, assert_never

from layout.base.geometry import Area
from layout.base.values import dataclass
from layout.content.issue import Ad, Briefs, Continuation, Notice, PictureAlone, Refers, StoryPiece, Table, What
from layout.desk.plan import PlannedBlock, PlannedPage
from layout.lines.line import Line
from layout.pages.display import (
    DrawingMark,
    HoleMark,
    ImageMark,
    LegMark,
    Mark,
    Page,
    PdfMark,
    RuleMark,
    SetLine,
    TextMark,
    TintMark,
)
from layout.pages.outcome import BlockOutcome

Rectangle = tuple[float, float, float, float]
"""x, y, width, height in points, from the trim's top left."""

FORM = 1
"""Of the JSON; a trace of another form is not read."""


class TracedWord(NamedTuple):
    """A word as set: its left edge and its width in points. The gap to the next one is the word space."""

    x: float
    width: float
    text: str


class TracedLine(NamedTuple):
    """A line of type. `kind`: a display.Kind. `paragraph`: index in the story's body, -1 for none.

    `number` counts the lines of its block's legs from 1, in reading order; 0 for type outside legs. `leg` counts the block's legs
    from 1; 0 outside. `hyphenated`: the hyphen at its end is the line break's.
    """

    block: str
    story: str
    kind: str
    paragraph: int
    leg: int
    number: int
    baseline: float
    size: float
    hyphenated: bool
    words: tuple[TracedWord, ...]

    @property
    def text(self) -> str:
        """As it reads, a break's hyphen too."""
        return " ".join(word.text for word in self.words)

    @property
    def area(self) -> Rectangle:
        """From the cap height, about, to the descenders."""
        left, last = self.words[0].x, self.words[-1]
        return left, self.baseline - 0.75 * self.size, last.x + last.width - left, self.size


class TracedArt(NamedTuple):
    """A picture, a drawing, an ad or a hole. `what`: `image`, `drawing`, `ad` or `hole`; `name`: its file's, without folders.

    `digest` tells two files of one name apart; "" where nobody took it.
    """

    block: str
    story: str
    what: str
    name: str
    area: Rectangle
    crop: Rectangle = (0.0, 0.0, 1.0, 1.0)
    digest: str = ""


class TracedBlock(NamedTuple):
    """A block as drawn on the dummy. `what`: its key in the issue (`story`, `from`, `ad`, `briefs`, `picture`, `table`, `refers`,
    `text`). `areas`: one rectangle for columns of equal depth side by side; `legs`: the areas of its text; `over`: how many lines
    of it there is no room for."""

    letter: str
    what: str
    stories: tuple[str, ...]
    areas: tuple[Rectangle, ...]
    legs: tuple[Rectangle, ...]
    booking: str = ""
    jump_to: str = ""
    jump_from: str = ""
    over: int = 0


class TracedGrid(NamedTuple):
    """The page's grid: each column's left edge and width; the first baseline, the way to the next, how many; the live area."""

    columns: tuple[tuple[float, float], ...]
    first_baseline: float
    baseline: float
    slots: int
    live: Rectangle


@dataclass(frozen=True, slots=True)
class Trace:
    """One page. Lengths in points, y down from the trim's top left. `rules` and `tints` are areas; the pages that refers and jump
    lines name stand in `lines`, as type."""

    page: str
    section: str
    width: float
    height: float
    bleed: float
    left_hand: bool
    grid: TracedGrid
    blocks: tuple[TracedBlock, ...]
    lines: tuple[TracedLine, ...]
    art: tuple[TracedArt, ...]
    rules: tuple[Rectangle, ...] = ()
    tints: tuple[Rectangle, ...] = ()


def trace_page(
    page: Page, planned: PlannedPage, digests: Mapping[Path, str] | None = None, over: Mapping[str, int] | None = None
) -> Trace:
    """What stands where. `digests`: of pictures' and ads' files, as far as they are known; `over`: by block letter, how many
    lines there is no room for. Pure."""
    grid = planned.grid
    sheet = grid.sheet
    live = _rounded(sheet.left, sheet.top, sheet.width - sheet.left - sheet.right, sheet.height - sheet.top - sheet.bottom)
    columns = tuple((round(grid.column_x(each), 2), round(grid.column_width, 2)) for each in range(grid.columns))
    lines = tuple(_lines(page.marks))
    legs = [mark for mark in page.marks if isinstance(mark, LegMark)]
    return Trace(
        page.number,
        page.section,
        round(page.width, 2),
        round(page.height, 2),
        round(page.bleed, 2),
        planned.left_hand,
        TracedGrid(columns, round(grid.baseline_of(0), 2), round(grid.baseline, 3), grid.slots, live),
        tuple(_block(each, planned, legs, (over or {}).get(each.letter, 0)) for each in planned.blocks),
        lines,
        tuple(_art(page.marks, digests or {})),
        tuple(_rule(mark) for mark in page.marks if isinstance(mark, RuleMark)),
        tuple(_area(mark.area) for mark in page.marks if isinstance(mark, TintMark)),
    )


def lines_over(blocks: Iterable[BlockOutcome], page: str) -> dict[str, int]:
    """By the letters of that page's blocks, how many lines there is no room for; those with room for all of them are left out."""
    return {each.block: each.lines_over for each in blocks if each.page == page and each.lines_over}


def trace_json(trace: Trace) -> bytes:
    """The trace as JSON, the same bytes for the same trace."""
    facts = {
        "form": FORM,
        "page": trace.page,
        "section": trace.section,
        "size": [trace.width, trace.height],
        "bleed": trace.bleed,
        "left_hand": trace.left_hand,
        "grid": trace.grid._asdict(),
        "blocks": [each._asdict() for each in trace.blocks],
        "lines": [each._asdict() for each in trace.lines],
        "art": [each._asdict() for each in trace.art],
        "rules": trace.rules,
        "tints": trace.tints,
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def read_trace(data: bytes) -> Trace | None:
    """The trace of that JSON; None where it is of another form or damaged."""
    try:
        facts = json.loads(data)
        if facts["form"] != FORM:
            return None
        width, height = facts["size"]
        return Trace(
            facts["page"],
            facts["section"],
            width,
            height,
            facts["bleed"],
            facts["left_hand"],
            _read_grid(facts["grid"]),
            tuple(_read_block(each) for each in facts["blocks"]),
            tuple(_read_line(each) for each in facts["lines"]),
            tuple(TracedArt(**_tuples(each)) for each in facts["art"]),
            tuple(_rectangle(each) for each in facts["rules"]),
            tuple(_rectangle(each) for each in facts["tints"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _lines(marks: Iterable[Mark]) -> Iterator[TracedLine]:
    """Legs first, as they are read, then type outside of them."""
    legs: dict[str, int] = {}
    numbers: dict[str, int] = {}
    others: list[TracedLine] = []
    for mark in marks:
        match mark:
            case LegMark(lines=lines, source=source):
                legs[source.block] = legs.get(source.block, 0) + 1
                for each in lines:
                    block = each.source.block or source.block
                    numbers[block] = numbers.get(block, 0) + 1
                    traced = _line(each, block, legs[source.block], numbers[block])
                    if traced is not None:
                        yield traced
            case TextMark(text=each):
                traced = _line(each, each.source.block, 0, 0)
                if traced is not None:
                    others.append(traced)
            case _:
                continue
    yield from others


def _line(each: SetLine, block: str, leg: int, number: int) -> TracedLine | None:
    """None for a line without a word."""
    words = tuple(_words(each.line, each.x))
    if not words:
        return None
    size = round(max(word.size for word in each.line.words), 2)
    source = each.source
    return TracedLine(
        block,
        source.story,
        str(each.kind),
        source.paragraph,
        leg,
        number,
        round(each.baseline, 2),
        size,
        each.line.hyphenated,
        words,
    )


def _words(line: Line, x: float) -> Iterator[TracedWord]:
    """Runs that touch are one word."""
    at = x + line.left
    start, text = at, ""
    for word, gap in zip(line.words, line.gaps, strict=True):
        text += word.text
        at += (word.width + line.tracking * len(word.glyphs)) * line.scale
        if gap:
            if text.strip():
                yield TracedWord(round(start, 2), round(at - start, 2), text)
            at += (gap + line.space + line.tracking) * line.scale
            start, text = at, ""
    if text.strip():
        yield TracedWord(round(start, 2), round(at - start, 2), text)


def _block(planned: PlannedBlock, page: PlannedPage, legs: Iterable[LegMark], over: int) -> TracedBlock:
    stories, what, booking = _carried(planned.block.what)
    return TracedBlock(
        planned.letter,
        what,
        stories,
        tuple(_extent_areas(planned, page)),
        tuple(_area(leg.area) for leg in legs if leg.source.block == planned.letter),
        booking,
        planned.jump_to,
        planned.jump_from,
        over,
    )


def _carried(what: What) -> tuple[tuple[str, ...], str, str]:
    """Slugs, the block's key in the issue, the booking."""
    match what:
        case StoryPiece(slug=slug):
            return (slug,), "story", ""
        case Continuation(slug=slug):
            return (slug,), "from", ""
        case Briefs(slugs=slugs):
            return slugs, "briefs", ""
        case Ad(booking=booking):
            return (), "ad", booking
        case PictureAlone():
            return (), "picture", ""
        case Table():
            return (), "table", ""
        case Refers(items=items):
            return tuple(item.slug for item in items), "refers", ""
        case Notice():
            return (), "text", ""
        case other:
            assert_never(other)


def _extent_areas(planned: PlannedBlock, page: PlannedPage) -> Iterator[Rectangle]:
    """Neighbouring columns of one depth are one rectangle."""
    grid = page.grid
    runs: list[list[int]] = []
    depths: list[tuple[int, int]] = []
    for extent in planned.extents:
        if depths and depths[-1] == (extent.top, extent.foot) and runs[-1][-1] == extent.column - 1:
            runs[-1].append(extent.column)
        else:
            runs.append([extent.column])
            depths.append((extent.top, extent.foot))
    for run, (top, foot) in zip(runs, depths, strict=True):
        y = grid.slot_top(top)
        yield _rounded(grid.column_x(run[0]), y, grid.span_width(len(run), run[0]), grid.slot_top(foot) - y)


def _art(marks: Iterable[Mark], digests: Mapping[Path, str]) -> Iterator[TracedArt]:
    for mark in marks:
        match mark:
            case ImageMark(area, path, crop, _, source):
                shown = _rounded(*crop, digits=4)
                yield TracedArt(source.block, source.story, "image", path.name, _area(area), shown, digests.get(path, ""))
            case DrawingMark(area, path, source):
                digest = digests.get(path, "")
                yield TracedArt(source.block, source.story, "drawing", path.name, _area(area), digest=digest)
            case PdfMark(area, path, _, source):
                yield TracedArt(source.block, source.story, "ad", path.name, _area(area), digest=digests.get(path, ""))
            case HoleMark(area, why, source):
                yield TracedArt(source.block, source.story, "hole", why, _area(area))
            case _:
                continue


def _rule(mark: RuleMark) -> Rectangle:
    """The rule's own ink."""
    half = mark.weight / 2
    left, right = sorted((mark.x0, mark.x1))
    top, bottom = sorted((mark.y0, mark.y1))
    if right - left >= bottom - top:
        return _rounded(left, top - half, right - left, mark.weight)
    return _rounded(left - half, top, mark.weight, bottom - top)


def _area(area: Area) -> Rectangle:
    return _rounded(area.x, area.y, area.width, area.height)


def _rounded(x: float, y: float, width: float, height: float, digits: int = 2) -> Rectangle:
    return round(x, digits), round(y, digits), round(width, digits), round(height, digits)


def _read_grid(facts: Mapping[str, Any]) -> TracedGrid:
    columns = tuple((float(x), float(width)) for x, width in facts["columns"])
    return TracedGrid(columns, facts["first_baseline"], facts["baseline"], facts["slots"], _rectangle(facts["live"]))


def _read_block(facts: Mapping[str, Any]) -> TracedBlock:
    areas, legs = (tuple(_rectangle(each) for each in facts[name]) for name in ("areas", "legs"))
    return TracedBlock(**{**facts, "stories": tuple(facts["stories"]), "areas": areas, "legs": legs})


def _read_line(facts: Mapping[str, Any]) -> TracedLine:
    return TracedLine(**{**facts, "words": tuple(TracedWord(*each) for each in facts["words"])})


def _tuples(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}


def _rectangle(value: Iterable[float]) -> Rectangle:
    x, y, width, height = value
    return float(x), float(y), float(width), float(height)
