"""Quotations and brackets: what is opened is closed, and one story's marks are of one kind.

In: the copy. Out: marks without their partners, marks of two kinds as they would be printed, accents for apostrophes. Straight
marks are set by the program and so count as the language's own. A quotation that runs on over paragraphs opens each of them again
and closes in the last alone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from layout.base.problems import Problem
from layout.lines.words import usage_of
from layout.passing.copy_rules import APOSTROPHE, BRACKETS, QUOTES, QUOTES_MIXED, or_allow
from layout.passing.findings import Rule
from layout.passing.marks import Marks, begins_quoted, read_brackets, read_quotes, read_singles
from layout.passing.passages import Copy, Group, Part, Passage, Told, mother, quoted, tell

_ACCENT = re.compile(r"(?<=[^\W\d_])[´`](?=[^\W\d_])")
_SHORTENED_YEAR = re.compile(r"(?<!\w)‘\d\ds?(?!\w)(?![^‘]*’(?!\w))")
_UNREAD = frozenset({Part.FURNITURE, Part.ALT})
_PROSE = frozenset({Part.BODY, Part.LIST_ITEM, Part.SET_IN})
_TWO_KINDS = frozenset({"it", "es", "pt", "ca", "gl"})  # whose press sets « » for speech and “ ” for words
_BOTH = {("«", "»"), ("“", "”")}
_CITED = frozenset({("„", "“"), ("«", "»"), ("»", "«")})
"""In a text that is quoted with “ ”, one of these is a foreign quotation as it was written."""
_PARAGRAPHS_ON = 8  # so far on a bracket may close


def check_quotations(copy: Copy) -> Told:
    """Every passage's quotation marks and brackets, and every story's kinds of mark."""
    for group in copy.groups:
        yield from _check_group(group)


def _check_group(group: Group) -> Told:
    read: list[tuple[Passage, Marks]] = []
    brackets: list[tuple[Passage, Marks]] = []
    prose = [passage for passage in group.body if passage.part in _PROSE]
    notices = [passage for passage in group.passages if passage.part is Part.NOTICE]
    running = {id(passage): after for texts in (prose, notices) for passage, after in zip_longest(texts, texts[1:])}
    told_open: Passage | None = None
    for passage in group.passages:
        if passage.part in _UNREAD:
            continue
        after = running.get(id(passage))
        marks = read_quotes(passage.text)
        if marks is not None:
            read.append((passage, marks))
        problem = _quote_left(passage, marks, after)
        if problem is not None and not (passage is told_open and marks is not None and marks.stray):
            yield _told(QUOTES, passage, *problem)
            told_open = after  # where that one closes, it is no second fault
        found = read_brackets(passage.text)
        if found is not None and (found.unclosed or found.stray):
            brackets.append((passage, found))
        yield from _check_apostrophes(passage)
    yield from _check_brackets(brackets, prose + notices)
    yield from _check_kinds(read)


def _quote_left(passage: Passage, marks: Marks | None, after: Passage | None) -> tuple[int, str] | None:
    """Where a mark stands that has no partner, and what is wrong with it."""
    text = passage.text
    runs_on = after is not None and begins_quoted(after.text)
    if marks is not None and not marks.doubtful:
        if marks.stray:
            return marks.stray[0], "closes a quotation that was not opened"
        if marks.unclosed and not (runs_on and len(marks.unclosed) == 1):
            return marks.unclosed[-1], "opens a quotation that is not closed"
    single = None if runs_on else read_singles(text)
    return None if single is None else (single, "opens a quotation that is not closed")


def _told(rule: Rule, passage: Passage, at: int, what: str) -> tuple[str, Problem]:
    runs_on = " A quotation that runs on opens each paragraph again." if rule is QUOTES else ""
    remedy = f"Write its partner, or take it out.{runs_on}"
    return tell(rule, passage, f"{what}: {quoted(passage.text, at, at + 1)}", remedy + or_allow(rule))


def _check_brackets(found: Sequence[tuple[Passage, Marks]], prose: Sequence[Passage]) -> Told:
    """Brackets without partners; one that opens in a paragraph may close in one of the next."""
    order = {id(passage): index for index, passage in enumerate(prose)}
    closed: set[int] = set()
    for index, (passage, marks) in enumerate(found):
        if id(passage) in closed:
            continue
        if marks.unclosed and id(passage) in order:
            later = next(((other, its) for other, its in found[index + 1 :] if id(other) in order and its.stray), None)
            if later is not None and order[id(later[0])] - order[id(passage)] <= _PARAGRAPHS_ON:
                closed.add(id(later[0]))
                continue
        if marks.stray:
            yield _told(BRACKETS, passage, marks.stray[0], "closes a bracket that was not opened")
        else:
            yield _told(BRACKETS, passage, marks.unclosed[-1], "opens a bracket that is not closed")


def _check_kinds(read: Sequence[tuple[Passage, Marks]]) -> Told:
    """Marks of two kinds, as printed. Told once a story, at the first of the rarer kind."""
    kinds = [(kind, passage, at) for passage, marks in read for kind, at in _kinds(passage, marks)]
    counts = Counter(kind for kind, _, _ in kinds)
    if len(counts) < 2 or (set(counts) <= _BOTH and mother(kinds[0][1].language) in _TWO_KINDS):
        return
    usual = max(counts, key=lambda kind: counts[kind])
    if usual == ("“", "”") and all(count == 1 and kind in _CITED for kind, count in counts.items() if kind != usual):
        return
    kind, passage, at = next(each for each in kinds if each[0] != usual)
    text = f"quotes with {kind[0]} {kind[1]}, and the rest of what is printed with it with {usual[0]} {usual[1]}: "
    remedy = 'Use one kind of mark in a story; straight ones (") are set as the language wants them.' + or_allow(QUOTES_MIXED)
    yield tell(QUOTES_MIXED, passage, text + quoted(passage.text, at, at + 1), remedy)


def _kinds(passage: Passage, marks: Marks) -> Iterator[tuple[tuple[str, str], int]]:
    """The pairs that stand in no other, a straight mark as what it is set as."""
    usage = usage_of(passage.language)
    first, last = (mark.strip("\u202f\u00a0 ") for mark in usage.outer)
    for opened, closed, at in marks.pairs:
        yield (first if opened == '"' else opened, last if closed == '"' else closed), at


def _check_apostrophes(passage: Passage) -> Told:
    text = passage.text
    match = _ACCENT.search(text) if "´" in text or "`" in text else None
    if match is None and "‘" in text:
        match = _SHORTENED_YEAR.search(text)
    if match is not None:
        remedy = "Write a straight apostrophe ('), or ’." + or_allow(APOSTROPHE)
        shown = quoted(text, match.start(), match.end())
        yield tell(APOSTROPHE, passage, f"has “{match[0]}” where an apostrophe is meant: {shown}", remedy)
