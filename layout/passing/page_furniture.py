"""The furniture as printed: each page's folio its own number, the issue's number where it stands, ears with their words in them.

In: pages as read, and the plan of their masters. Out: what names another page or another issue, braces that were never filled,
and an ear with nothing in it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from layout.base.problems import OnPage, Problem, Severity
from layout.design.house import Folio, FolioLook
from layout.desk.plan import Plan, PlannedPage
from layout.pages.display import Kind
from layout.passing.findings import Rule, finding
from layout.passing.page_dates import Calendar, without_dates
from layout.passing.page_reading import FURNITURE, ReadPage, Shown, number_pattern, spoken

FOLIO = Rule("folio-wrong", Severity.ERROR, "a folio without its page's number, or with another's; the issue's number wrong")
BRACES = Rule("brace-printed", Severity.ERROR, "a name in braces that was printed and not filled")
EAR = Rule("ear-empty", Severity.WARNING, "an ear of the nameplate with nothing in it, or with its head alone")

_NUMBER = re.compile(r"(?<![\w.,])[a-z]{0,3}\d{1,4}(?![\w]|[.,]\d)")
_BARE = re.compile(r"\W*([a-z]{0,3}\d{1,3})\W*\Z")
_ISSUE_NUMBER = re.compile(r"(?<!\w)(?:no|nr|n\u00b0|n\u00ba|núm|numéro|número|issue|ausgabe)\b\.?\s?(\d[\d.,' ]*)")
_BRACES = re.compile(r"\{[.#]?[A-Za-z][\w -]*(?::[^{}]*)?\}")
_OF_STORIES = re.compile(r"\{(?:page|date(?::[^{}]*)?|\.[\w -]+)\}")  # copy is no template: a writer's own brace is the writer's
_FILLED = frozenset((*FURNITURE, Kind.REFER, Kind.JUMP_LINE, Kind.LABEL, Kind.AD_LABEL))


def check_folio(read: ReadPage, planned: PlannedPage, plan: Plan, calendar: Calendar | None) -> Iterator[Problem]:
    """The page's own number in its folio, where its master prints one; on a spread each half's."""
    folio = planned.master.folio
    near = plan.issue.date or date.min
    lines = list(read.furniture(Kind.FOLIO))
    texts = [without_dates(spoken(line.text), calendar, near) if calendar else spoken(line.text) for line in lines]
    shown = _shown_by(folio) if folio is not None else ()
    numbered = any("{page}" in text or _BARE.match(spoken(text)) for text in shown)
    told: set[str] = set()
    for line, text in zip(lines, texts, strict=True):
        printed, own = _only_a_number(text, plan, numbered=numbered), read.half(line.area.x)
        if printed and printed != own.casefold():
            told.add(own)
            what = f"the folio of page {own} says \u201c{line.text}\u201d"
            yield finding(FOLIO, what, "Take the number from the page: {page}.", OnPage(read.page.number, line.area))
    for number in read.numbers if any("{page}" in text for text in shown) else ():
        half = [text for line, text in zip(lines, texts, strict=True) if read.half(line.area.x) == number]
        if number not in told and not any(number.casefold() in _NUMBER.findall(text) for text in half):
            what = f"page {number} does not show its number in its folio"
            yield finding(FOLIO, what, "Give the master's folio room for {page}.", OnPage(read.page.number))


def _only_a_number(text: str, plan: Plan, *, numbered: bool) -> str:
    """The page's number that a line gives and nothing else; empty for none, and for the issue's own number."""
    words = [pattern for each in plan.house.words.values() if (pattern := number_pattern(each.page)) is not None]
    found = next((match for pattern in words if (match := pattern.fullmatch(text.strip()))), None)
    found = found or (_BARE.match(text) if numbered else None)
    return "" if found is None or _digits(found[1]) == _digits(plan.issue.number) != "" else found[1]


def check_number(read: ReadPage, number: str) -> Iterator[Problem]:
    """The issue's number wherever the furniture gives it. One figure more or less is another number: `No. 1` is a boast."""
    own = _digits(number)
    for line in read.furniture(Kind.FOLIO, Kind.NAMEPLATE) if own else ():
        for match in _ISSUE_NUMBER.finditer(spoken(line.text)):
            printed = _digits(match[1])
            if printed != own and len(printed) == len(own) > 1:
                what = f"the {line.kind} of page {read.page.number} says \u201c{line.text}\u201d, but this is number {number}"
                yield finding(FOLIO, what, "Take the number from the issue: {number}.", OnPage(read.page.number, line.area))


def check_numbers_differ(reads: Sequence[ReadPage]) -> Iterator[tuple[str, Problem]]:
    """Two pages of one number, told of the later one."""
    seen: set[str] = set()
    for read in reads:
        for number in read.numbers:
            if number.casefold() in seen:
                what = f"two pages are numbered {number}"
                problem = finding(FOLIO, what, "Give each page a number of its own.", OnPage(read.page.number))
                yield read.page.number, problem
        seen |= {number.casefold() for number in read.numbers}


def check_braces(read: ReadPage) -> Iterator[Problem]:
    """Names that are still in their braces."""
    for run in read.runs:
        if "{" in run.text:
            pattern = _BRACES if run.kind in _FILLED or not run.source.story else _OF_STORIES
            for match in pattern.finditer(run.text):
                what = f"page {read.page.number} prints \u201c{match[0]}\u201d"
                remedy = "Write the name as the issue has it; `{{` is printed as a brace."
                yield finding(BRACES, what, remedy, OnPage(read.page.number, run.area), run.source.story)


def check_ears(read: ReadPage, planned: PlannedPage) -> Iterator[Problem]:
    """The ears beside a name: whatever is smaller than it and stands in the page's left or right half."""
    plate = planned.master.nameplate
    if plate is None or plate.panel or not plate.ears:
        return
    lines = list(read.furniture(Kind.NAMEPLATE))
    if plate.art is None:  # the largest line is the name; it reads from top to foot, ears stand beside it
        name = max(lines, key=lambda line: line.size, default=None)
        lines = [line for line in lines if line is not name]
    for template, side, in_half in zip(plate.ears, ("left", "right"), _halves(read, lines), strict=False):
        yield from _ear(read, template, side, in_half)


def _halves(read: ReadPage, lines: Sequence[Shown]) -> tuple[list[Shown], list[Shown]]:
    middle = read.page.width / 2
    return (
        [line for line in lines if line.area.x + line.area.width / 2 < middle],
        [line for line in lines if line.area.x + line.area.width / 2 >= middle],
    )


def _ear(read: ReadPage, template: str, side: str, printed: Sequence[Shown]) -> Iterator[Problem]:
    wanted = [line.strip() for line in template.splitlines() if line.strip()]
    remedy = "Give its variables a text in the issue, or take the ear out of the house."
    if wanted and not printed:
        yield finding(EAR, f"the {side} ear of page {read.page.number} is empty", remedy, OnPage(read.page.number))
    elif len(wanted) > 1 and len(printed) == 1 and spoken(printed[0].text) == spoken(wanted[0]):
        what = f"the {side} ear of page {read.page.number} is \u201c{printed[0].text}\u201d and nothing under it"
        yield finding(EAR, what, remedy, OnPage(read.page.number, printed[0].area))


def _shown_by(folio: Folio) -> tuple[str, ...]:
    """The texts of a folio that its look prints."""
    match folio.look:
        case FolioLook.BAR:
            return tuple(text for text in (folio.outer or folio.left, folio.inner or folio.right, folio.centre) if text)
        case FolioLook.PANEL:
            return tuple(text for text in (folio.outer, folio.inner, folio.centre) if text)
        case FolioLook.STRIP:
            return tuple(text for text in (folio.left, folio.centre, folio.right) if text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
