"""Everything that is wrong, as one list: problems of every kind brought to the page, the block, the story and the person.

In: problems as judged, and what is known of the paper. Out: items, each with a key that stays from build to build.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.content.story import Story
from layout.passing.copy_rules import COPY_RULES
from layout.passing.design_lint import DESIGN_RULES
from layout.passing.fit_table import MISFITS
from layout.passing.page_rules import PAGE_RULES
from layout.proof.facts import Item, Kind
from layout.proof.live.paths import from_root
from layout.proof.trace import Rectangle, Trace

_BY = re.compile(r"(?:by|von|par|por|di|da|door|av|af)\s+(?=\S)", re.IGNORECASE)
_WEIGHTS = tuple(Severity)
_FOLLOWING = frozenset({"story-missing", "letter-empty", "letter-undrawn"})  # mostly of a file that can't be read
_DIGITS = re.compile(r"\d+")
_COPY = frozenset(rule.code for rule in (*COPY_RULES, *PAGE_RULES))
_DESIGN = frozenset(rule.code for rule in DESIGN_RULES)


@dataclass(frozen=True, slots=True)
class Spot:
    """A block on a page."""

    page: str
    block: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Where things are: the paper's root, its stories, their slugs by the path of their file as shown, the blocks by the places
    in the issue that speak of them, each page's trace, what is over or short."""

    root: str
    stories: Mapping[str, Story] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)
    spots: Mapping[tuple[str, int], Spot] = field(default_factory=dict)
    traces: Mapping[str, Trace] = field(default_factory=dict)
    misfits: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Lines over (above 0) or short (below 0), by page and block, and by page and story."""
    over: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """In which paragraph the first line is that did not fit, by page and story."""


def kind_of(problem: Problem) -> Kind:
    """Who finds a fault of a page: known by its code."""
    code = problem.code
    if code in MISFITS:
        return Kind.FIT
    if code in _COPY:
        return Kind.COPY
    if code in _DESIGN:
        return Kind.DESIGN
    return Kind.AD if code.startswith("ad-") else Kind.PAGE


def person_of(byline: str) -> str:
    """The name in a byline: `By Rhona Castell` is Rhona Castell."""
    return _BY.sub("", byline.strip(), count=1)


def items_of(problems: Iterable[tuple[Kind, Problem, str]], directory: Directory) -> tuple[Item, ...]:
    """The items, in the order of the problems. Each comes with its kind and the page on which it was told ("": none)."""
    seen: Counter[str] = Counter()
    found: list[Item] = []
    for kind, problem, told_on in problems:
        bare = _item(kind, problem, told_on, directory)
        stem = "\0".join((kind, bare.code, bare.page, bare.block, bare.story, bare.path, _DIGITS.sub("#", bare.message)))
        seen[stem] += 1
        key = hashlib.blake2b(f"{stem}\0{seen[stem]}".encode(), digest_size=12).hexdigest()
        found.append(bare._replace(key=key))
    return tuple(found)


def gravest_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors, then warnings, then notes, each in the order told: what is wrong before what only follows of it. Among errors, what
    can't be read before what is missed because of it."""
    return tuple(sorted(problems, key=lambda each: (_WEIGHTS.index(each.severity), each.code in _FOLLOWING)))


def _item(kind: Kind, problem: Problem, told_on: str, directory: Directory) -> Item:
    where = problem.where
    path, line, column = (where.path, where.line, where.column) if isinstance(where, InFile) else ("", 0, 0)
    slug = problem.story or directory.slugs.get(path, "")
    page, block, area = _place(problem, slug, told_on, directory)
    story = directory.stories.get(slug)
    if kind is Kind.FIT and story is not None and not path:
        path, line, column = story.where.path, _breaks_off(story, page, directory), 1
    return Item(
        key="",
        kind=kind,
        code=problem.code,
        severity=str(problem.severity),
        message=_with_file(problem, slug, from_root(path, directory.root)),
        remedy=problem.remedy,
        page=page,
        block=block,
        story=slug,
        person=person_of(story.head.byline) if story is not None else "",
        area=area,
        path=from_root(path, directory.root),
        line=line,
        column=column,
        lines=_lines(page, block, slug, directory) if kind is Kind.FIT else 0,
    )


def _with_file(problem: Problem, slug: str, path: str) -> str:
    """What is said of a picture names the story, and the line of its file, that asks for it."""
    if not (problem.code.startswith("picture-") and slug and path and isinstance(problem.where, InFile)):
        return problem.message
    return f"{problem.message} (story '{slug}', {path.rpartition('/')[2]}:{problem.where.line})"


def _lines(page: str, block: str, slug: str, directory: Directory) -> int:
    misfits = directory.misfits
    return misfits.get((page, block), misfits.get((page, slug), 0) if slug else 0)


def _place(problem: Problem, slug: str, told_on: str, directory: Directory) -> tuple[str, str, Rectangle | None]:
    """Page, block and area on paper, as far as they can be known."""
    where = problem.where
    if isinstance(where, OnPage):
        area = where.area
        if area is None:
            return where.page, "", None
        rectangle = (round(area.x, 2), round(area.y, 2), round(area.width, 2), round(area.height, 2))
        return where.page, _block_at(rectangle, directory.traces.get(where.page)), rectangle
    spot = directory.spots.get((where.path, where.line))
    if spot is not None:
        return spot.page, spot.block, _area_of_block(spot, directory.traces)
    found = _place_of_line(slug, where.line, told_on, directory) if slug else None
    return found or (told_on, "", None)


def _place_of_line(slug: str, line: int, told_on: str, directory: Directory) -> tuple[str, str, Rectangle | None] | None:
    """Where on paper the paragraph stands that has that line of the story's file; a line of its head: where the story begins."""
    story = directory.stories.get(slug)
    if story is None:
        return None
    paragraph = max((at for at, each in enumerate(story.body) if each.where.line <= line), default=-1)
    traces = [directory.traces[told_on]] if told_on in directory.traces else []
    traces += [trace for number, trace in directory.traces.items() if number != told_on]
    for trace in traces:
        lines = [each for each in trace.lines if each.story == slug and each.paragraph == paragraph]
        if lines:
            block, leg = lines[0].block, lines[0].leg
            together = [each.area for each in lines if (each.block, each.leg) == (block, leg)]
            return trace.page, block, _around(together)
    return _place_unseen(slug, paragraph, traces)


def _breaks_off(story: Story, page: str, directory: Directory) -> int:
    """The line of its file with the paragraph from which it is over, else with the last that stands on the page: there it is cut,
    or goes on."""
    trace = directory.traces.get(page)
    there = [line.paragraph for line in trace.lines if line.story == story.slug and line.leg] if trace is not None else []
    last = directory.over.get((page, story.slug), max(there, default=-1))
    return story.body[last].where.line if 0 <= last < len(story.body) else story.where.line


def _place_unseen(slug: str, paragraph: int, traces: Sequence[Trace]) -> tuple[str, str, Rectangle | None] | None:
    """Of a paragraph that is over, and stands nowhere: the block in which the story breaks off before it. None for its head."""
    before = [
        (line.paragraph, trace.page, line.block)
        for trace in traces
        for line in trace.lines
        if line.story == slug and line.leg and 0 <= line.paragraph < paragraph
    ]
    if not before:
        return None
    _, page, block = max(before, key=lambda each: each[0])
    return page, block, None


def _area_of_block(spot: Spot, traces: Mapping[str, Trace]) -> Rectangle | None:
    trace = traces.get(spot.page)
    areas = [area for each in trace.blocks if each.letter == spot.block for area in each.areas] if trace is not None else []
    return _around(areas) if areas else None


def _block_at(area: Rectangle, trace: Trace | None) -> str:
    """The letter of the block that has the area's middle."""
    x, y = area[0] + area[2] / 2, area[1] + area[3] / 2
    for block in trace.blocks if trace is not None else ():
        if any(left <= x <= left + width and top <= y <= top + height for left, top, width, height in block.areas):
            return block.letter
    return ""


def _around(areas: Sequence[Rectangle]) -> Rectangle:
    left, top = min(area[0] for area in areas), min(area[1] for area in areas)
    right, bottom = max(area[0] + area[2] for area in areas), max(area[1] + area[3] for area in areas)
    return round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2)
