"""Pointers as a reader follows them: refers, and the pages that somebody typed into copy, refers and furniture.

In: pages as read, and which stories the refers mean. Out: pointers to a page that the issue
has not, or on which the story is not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import Continuation, Refers, StoryPiece
from layout.content.page_numbers import printed_pages, split_number
from layout.content.story import Role, Story
from layout.desk.plan import Plan
from layout.pages.display import ImageMark, Kind
from layout.passing.findings import Rule, finding
from layout.passing.page_pointers import mentions, pointers
from layout.passing.page_reading import ReadPage, Shown, joined, letters, marks_of, number_pattern, spoken

REFER = Rule("refer-wrong", Severity.ERROR, "a pointer to a page that the issue has not, or on which the story is not")
UNSURE = Rule("refer-unsure", Severity.WARNING, "a page in brackets that the issue has not, which may be another work's")

ENOUGH = 60  # letters by which a story's beginning is known among a column of briefs
_SECTION_PARTS = re.compile(r"\s*(?:&|,|/|\bund\b|\band\b|\bet\b|\by\b)\s*")
_ON = re.compile(r"[\s,:|\u2013\u2014\u00b7-]*(?:(?:on|auf|see|siehe|sur|en|en la|à la|ab|from)\b\s*)?\Z")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the issue has: every printed number in small letters, and the highest count of each section."""

    known: frozenset[str]
    highest: Mapping[str, int]
    whole: bool

    def lacks(self, number: str) -> bool:
        """True where the issue can't have that page: not named, and no gap in its pages."""
        split = split_number(number)
        if number in self.known or split is None or not self.whole or split[0] not in self.highest:
            return False
        return split[1] > self.highest[split[0]] or split[1] < 1

    @property
    def told(self) -> str:
        """How many pages, for a message."""
        return f"this issue has {len(self.known)} page{'s' if len(self.known) > 1 else ''}"


class Cell(NamedTuple):
    """One refer as printed: the line that gives its page, the number, the text under it."""

    where: Shown
    number: str
    text: str


def numbers_of(plan: Plan) -> Numbers:
    """Every page's number, those that were not asked for among them."""
    known = [
        number.casefold()
        for page in (*plan.issue.pages, *plan.issue.others)
        for number in printed_pages(page.number) or (page.number,)
    ]
    highest: dict[str, int] = {}
    for number in known:
        split = split_number(number)
        if split is not None:
            highest[split[0]] = max(split[1], highest.get(split[0], 0))
    return Numbers(frozenset(known), highest, not plan.issue.cut)


def check_refers(read: ReadPage, plan: Plan, made: Mapping[str, ReadPage], numbers: Numbers) -> Iterator[Problem]:
    """A page's strips of refers."""
    words = [pattern for each in plan.house.words.values() if (pattern := number_pattern(each.page)) is not None]
    issue_page = next((page for page in plan.issue.pages if page.number == read.page.number), None)
    for block in issue_page.blocks if issue_page is not None else ():
        if not isinstance(block.what, Refers):
            continue
        lines = [line for line in read.kinds(Kind.REFER) if line.source.block == block.letter]
        stories = {item.slug: (item.text, plan.issue.stories.get(item.slug)) for item in block.what.items}
        for cell in _cells(lines, words):
            slug = _meant(cell, stories)
            text = f"a refer on page {read.page.number} says \u201c{cell.where.text}\u201d"
            where = OnPage(read.page.number, cell.where.area)
            remedy = "Place refers by their stories' slugs, which look the page up."
            if numbers.lacks(cell.number):
                yield finding(REFER, f"{text}, but {numbers.told}", remedy, where, slug)
            elif slug and not _stands(slug, plan, made, cell.number):
                yield finding(REFER, f"{text}, but '{slug}' does not stand there", remedy, where, slug)
            for typed in mentions(cell.text):
                if typed.number != cell.number:
                    told = f"{text} and in its text \u201c{typed.text}\u201d"
                    yield finding(REFER, told, "Take the page out of its text.", where, slug)


def _cells(lines: Sequence[Shown], words: Sequence[re.Pattern[str]]) -> Iterator[Cell]:
    """A strip's refers: each line that gives a page, and the lines under it down to the next such line."""
    heads = [(line, match[1]) for line in lines if (match := _first(words, line.text)) is not None]
    for head, number in heads:
        level = head.area.bottom
        row = sorted(other.area.right for other, _ in heads if abs(other.area.bottom - level) < 1.0)
        left = max((right for right in row if right < head.area.right - 1.0), default=float("-inf"))
        under = min((other.area.bottom for other, _ in heads if other.area.bottom > level + 1.0), default=float("inf"))
        texts = [
            line.text
            for line in lines
            if level + 1.0 < line.area.bottom < under - 1.0 and left - 1.0 <= line.area.x < head.area.right
        ]
        yield Cell(head, number, joined(texts))


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.fullmatch(spoken(text)))), None)


def _meant(cell: Cell, stories: Mapping[str, tuple[str, Story | None]]) -> str:
    """The story that a refer's text means; empty where the text is nobody's."""
    printed = letters(cell.text)
    for slug, (text, story) in stories.items():
        heads = (text,) if text else (*story.head.headlines, *story.head.jump) if story is not None else ()
        if printed and any(letters(head) == printed for head in heads):
            return slug
    return ""


def _stands(slug: str, plan: Plan, made: Mapping[str, ReadPage], number: str) -> bool:
    """True where a piece of the story stands on that page: by its type if it was made, else by the plan."""
    read = made.get(number)
    if read is None:
        return plan.page_of.get(slug, number).casefold() == number or number in _planned_on(plan, slug)
    places = list(marks_of(read, slug))
    if places:
        return any(read.half(area.x).casefold() == number for area in places)
    story = plan.issue.stories.get(slug)
    return story is None or _opens_in(story, read)


def _planned_on(plan: Plan, slug: str) -> set[str]:
    return {
        number.casefold()
        for page in (*plan.issue.pages, *plan.issue.others)
        for block in page.blocks
        if isinstance(block.what, StoryPiece | Continuation) and block.what.slug == slug
        for number in printed_pages(page.number) or (page.number,)
    }


def _opens_in(story: Story, read: ReadPage) -> bool:
    """True where a story's first words stand among type that belongs to no story: briefs, notices."""
    opening = next((letters(part.text) for part in story.body if part.role in (Role.BODY, Role.LIST_ITEM)), "")
    if not opening:
        opening = letters(" ".join(story.head.headlines[:1]))
    loose = letters(" ".join(run.text for run in read.runs if not run.source.story))
    return not opening or opening[:ENOUGH] in loose


def check_furniture(read: ReadPage, plan: Plan, made: Mapping[str, ReadPage], numbers: Numbers) -> Iterator[Problem]:
    """Pages that the nameplate, its ears, its skybox and the banner name: contents typed by hand."""
    lines = list(read.furniture(Kind.NAMEPLATE, Kind.BANNER))
    remedy = "Type the page anew with each issue, or use a block of `refers:`, which look it up."
    shown = _teased(read, made)
    for line in lines:
        for typed in mentions(line.text):
            where = OnPage(read.page.number, line.area)
            text = f"the {line.kind} of page {read.page.number} says \u201c{line.text}\u201d"
            section = _section_before(line.text, typed.start, plan)
            if numbers.lacks(typed.number):
                yield finding(REFER, f"{text}, but {numbers.told}", remedy, where)
            elif section and section not in _sections(plan.sections.get(_as_printed(typed.number, plan), "")):
                yield finding(REFER, f"{text}, but that page's section is another", remedy, where)
            elif shown and line.kind is Kind.NAMEPLATE and not section and typed.number not in shown:
                pages = " and ".join(number.upper() for number in shown)
                yield finding(REFER, f"{text}, but the picture beside it is that of page {pages}", remedy, where)


def _teased(read: ReadPage, made: Mapping[str, ReadPage]) -> tuple[str, ...]:
    """The pages on which the furniture's picture stands with its story; none where there is no such picture."""
    teasers = {mark.path for mark in read.drawn if isinstance(mark, ImageMark) and not mark.source.block}
    return tuple(
        number
        for number, other in made.items()
        for mark in other.drawn
        if mark.path in teasers and mark.source.block and other.half(mark.area.x).casefold() == number
    )


def _section_before(text: str, start: int, plan: Plan) -> str:
    """The section named right before a page's number; empty where what stands there is no section."""
    before = _ON.sub("", spoken(text[:start]))
    known = {part for section in plan.sections.values() for part in _sections(section)}
    return before if before in known else ""


def _sections(section: str) -> frozenset[str]:
    """A section's name and its parts: `Culture & Sport` is three."""
    name = spoken(section)
    return frozenset(part for part in (name, *_SECTION_PARTS.split(name)) if part)


def _as_printed(number: str, plan: Plan) -> str:
    return next((printed for printed in plan.sections if printed.casefold() == number), number)


def check_copy(read: ReadPage, numbers: Numbers) -> Iterator[Problem]:
    """Pointers typed into copy: to a page that there is not. On which page a story stands, copy does not say by its slug."""
    for run in read.runs:
        if run.kind in (Kind.FOLIO, Kind.NAMEPLATE, Kind.BANNER, Kind.REFER, Kind.JUMP_LINE):
            continue
        for pointer in pointers(run.text):
            if numbers.lacks(pointer.number):
                rule = REFER if pointer.sure else UNSURE
                text = f"page {read.page.number} says \u201c{pointer.text}\u201d, but {numbers.told}"
                where = OnPage(read.page.number, run.area)
                yield finding(rule, text, "Mend the page, or take the pointer out.", where, run.source.story)
