"""Marks in pairs, read from a text: quotation marks of every language's kind, straight ones, brackets.

In: a text. Out: its pairs, and the marks that found no partner. A straight mark closes whatever is open, as it is
set; “ opens in English and closes in German, » opens in Denmark and closes in France: which, the mark's neighbours say.
"""

import re
from typing import NamedTuple


class Marks(NamedTuple):
    """Places of marks in a text. `pairs` are outermost: opening mark, closing mark, where it opens."""

    unclosed: tuple[int, ...] = ()
    stray: tuple[int, ...] = ()
    pairs: tuple[tuple[str, str, int], ...] = ()
    doubtful: bool = False
    """True where a straight mark behind a figure may be inches."""


_QUOTE = re.compile(r'["“”„«»‟]')
_BEFORE_OPENING = frozenset("([{<–—-/|¡¿'‘‚…\u00a0\u202f„“«»\"*")
_BEHIND_CLOSING = frozenset(",.;:!?)]}…—–-")
_BEGINS = re.compile(r"\s*[(–—-]?\s*[\"“„«»”'‘‚‹›]")

_SINGLE = re.compile(r"['‘’‚]")
_ELIDED = re.compile(
    r"(?:\d|Ndrangheta|Allo|Ello|Arry|Enry|Enery|Eavy|Appy|Til|Tis|Twas|Twere|Twill|Cause|Cos|Em|Round|Bout|Tween|Neath|Nuff|Kay"
    r"|Abd|Ali|Amr|Aziz|Id|Isa|Umar|Uthman|Alawi|Iolani|[SNTRMDLstnmdr]\b|s-)",
)

_BRACKET = re.compile(r"[()\[\]{}]")
_SMILEY = re.compile(r"(?:(?<=[\s\"“„«»])|(?<![\s\S]))[:;=8][-o^'~]?[()\[\]](?=\s|$|[.,!?\"“”«»’'])")
_LIST_MARK = re.compile(r"(?:(?<=[\s(\[,;/–—-])|(?<![\s\S]))(?:\d{1,3}|[A-Za-zΑ-Ωα-ω]|[ivxIVX]{1,5})\.?\)")
_PARTNER = {")": "(", "]": "[", "}": "{"}


def begins_quoted(text: str) -> bool:
    """True of a paragraph that opens with a quotation mark."""
    return _BEGINS.match(text) is not None


def read_quotes(text: str) -> Marks | None:
    """Double quotation marks; None where there are none."""
    found = list(_QUOTE.finditer(text))
    return _Quotes(text).read(found) if found else None


class _Quotes:
    """Reads a text's double marks from front to back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[tuple[str, int]] = []
        self.left: list[int] = []
        self.stray: list[int] = []
        self.pairs: list[tuple[str, str, int]] = []
        self.inches = 0

    def read(self, found: list[re.Match[str]]) -> Marks:
        """All of them."""
        for match in found:
            self.mark(match[0], match.start())
        unclosed = (*self.left, *(at for _, at in self.open))
        doubtful = bool(self.inches) and bool(unclosed or self.stray)
        return Marks(unclosed, tuple(self.stray), tuple(self.pairs), doubtful)

    def mark(self, mark: str, at: int) -> None:
        """One mark."""
        before = self.text[at - 1] if at else " "
        after = self.text[at + 1] if at + 1 < len(self.text) else " "
        opens = not after.isspace() and (before.isspace() or (before in _BEFORE_OPENING and after not in _BEHIND_CLOSING))
        top = self.open[-1][0] if self.open else ""
        if mark in '"”' and before.isdigit():
            self.inches += 1
            if not top:
                return
        if self.opens(mark, top, opens=opens, loose=before.isspace() and after.isspace()):
            self.open.append((mark, at))
        elif self.open and not top == mark == "“":
            self.close(mark)
        elif self.open:
            self.stray.append(at)  # an opening mark where the closing one is meant
            self.open.pop()
        else:
            self.stray.append(at)

    def opens(self, mark: str, top: str, *, opens: bool, loose: bool) -> bool:
        """True if a mark opens. `opens`: it stands as an opening one does; `loose`: white on both sides."""
        match mark:
            case "„" | "‟":
                return True
            case "“":
                return opens or (loose and not top)
            case "«":
                return top != "»"
            case "»":
                return opens and top != "«"
            case _:
                return opens or (mark == '"' and loose and not top)

    def close(self, mark: str) -> None:
        """Close the innermost, or the one whose partner a mark can only be; what was open in that stays so."""
        fitting = {"»": "«»", "«": "»"}.get(mark, "")
        index = next((place for place in range(len(self.open) - 1, -1, -1) if self.open[place][0] in fitting), -1)
        while len(self.open) - 1 > index >= 0:
            self.left.append(self.open.pop()[1])
        opened, at = self.open.pop()
        if not self.open:
            self.pairs.append((opened, mark, at))


def read_singles(text: str) -> int | None:
    """Where a single quotation mark opens and no other can close it; None where there is none. Apostrophes are none."""
    opened: int | None = None
    for match in _SINGLE.finditer(text):
        at = match.start()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if before.isalnum() and after.isalnum():
            continue
        stands_open = (before.isspace() or before in _BEFORE_OPENING) and after.isupper()
        if match[0] != "’" and stands_open and not _ELIDED.match(text, at + 1):
            opened = at if opened is None else opened
        elif not before.isspace():
            opened = None
    return opened


def read_brackets(text: str) -> Marks | None:
    """Brackets, smileys and the marks of lists left out; None where there are none."""
    found = list(_BRACKET.finditer(text))
    if not found:
        return None
    smileys = {match.end() - 1 for match in _SMILEY.finditer(text)}
    of_lists = {match.end() - 1 for match in _LIST_MARK.finditer(text)}
    brackets = [(match[0], match.start()) for match in found if match.start() not in smileys]
    marks = _paired(brackets, of_lists)
    if marks.unclosed or marks.stray:  # `(see a) and b))`
        without = _paired([each for each in brackets if each[1] not in of_lists], set())
        return without if not without.unclosed and not without.stray else marks
    return marks


def _paired(brackets: list[tuple[str, int]], alone: set[int]) -> Marks:
    """Brackets in pairs; those in `alone` may close nothing."""
    opened: list[tuple[str, int]] = []
    stray: list[int] = []
    for mark, at in brackets:
        if mark in "([{":
            opened.append((mark, at))
        elif opened and opened[-1][0] == _PARTNER[mark]:
            opened.pop()
        elif at not in alone:
            stray.append(at)
    return Marks(tuple(at for _, at in opened), tuple(stray))
