"""A paragraph as typed laid against the same paragraph as set: through hyphens, capitals, typographic quotes and dashes, and over
the pages that it is jumped to. Pure.

Only letters and digits are compared. What was set may have more at its beginning (a dateline, a list's number), may lack some at
its beginning (an earlier page whose trace is not there) or at its end (overset). Among briefs it stands with the others'
paragraphs of the same number.
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from layout.proof.records.words import letters_of
from layout.proof.trace import Rectangle, Trace, TracedLine

_REACHES = (60, 30, 15)  # letters on either side by which a place is known, where the texts are not the same
_BODY = frozenset({"body", "crosshead"})


class SetWord(NamedTuple):
    """A word as set, or a part of one. `line` and `word` count from 0 in the page's trace; `at`: its first letter among all those
    of the paragraph that are set."""

    page: str
    line: int
    word: int
    at: int
    area: Rectangle


class Setting:
    """All that is set of one paragraph, in reading order."""

    def __init__(self) -> None:
        self.words: list[SetWord] = []
        self.letters = ""

    def add(self, page: str, number: int, line: TracedLine) -> None:
        """The next line of the paragraph."""
        parts: list[str] = []
        at = len(self.letters)
        _, top, _, height = line.area
        for index, word in enumerate(line.words):
            letters = letters_of(word.text)
            if letters:
                self.words.append(SetWord(page, number, index, at, (word.x, top, word.width, height)))
                parts.append(letters)
                at += len(letters)
        self.letters += "".join(parts)

    def words_at(self, typed: str, offset: int, length: int) -> tuple[SetWord, ...]:
        """Those characters of the paragraph as typed, as far as they are set on one page; of none, the word that follows or is
        last. None where they are not set."""
        whole = letters_of(typed)
        start = len(letters_of(typed[:offset]))
        stop = len(letters_of(typed[: offset + length]))
        if start == stop:
            start, stop = (start, start + 1) if start < len(whole) else (start - 1, start)
        shift = _shift(whole, self.letters, start, stop)
        if shift is None or not self.words:
            return ()
        first, last = (self._word_at(each + shift) for each in (start, stop - 1))
        parts = self.words[first : last + 1]
        return tuple(each for each in parts if each.page == parts[0].page)

    def _word_at(self, letter: int) -> int:
        return bisect_right(self.words, letter, key=lambda word: word.at) - 1


def set_of(story: str, traces: Mapping[str, Trace]) -> dict[int, Setting]:
    """By paragraph, all that is set of a story's body on these pages, in their order."""
    settings: dict[int, Setting] = {}
    for page, trace in traces.items():
        for number, line in enumerate(trace.lines):
            if reads_set(line) and story in stories_of(trace, line):
                settings.setdefault(line.paragraph, Setting()).add(page, number, line)
    return settings


def stories_of(trace: Trace, line: TracedLine) -> tuple[str, ...]:
    """Whose line it may be: of a line among briefs, any of theirs. What it says tells them apart."""
    return (line.story,) if line.story else _among_briefs(trace, line.block)


def _among_briefs(trace: Trace, letter: str) -> tuple[str, ...]:
    return next((block.stories for block in trace.blocks if block.letter == letter and block.what == "briefs"), ())


def reads_set(line: TracedLine) -> bool:
    """Whether it is a line of a story's body. Not its drop cap: the word that it opens reads as if it were whole."""
    return line.paragraph >= 0 and line.leg > 0 and line.kind in _BODY


def typed_at(setting: Setting, typed: str, wanted: tuple[int, int]) -> int:
    """The character of the paragraph as typed where the set word of that line and number begins; -1 where it is not found."""
    index = next((number for number, each in enumerate(setting.words) if (each.line, each.word) >= wanted), -1)
    if index < 0:
        return -1
    start = setting.words[index].at
    stop = setting.words[index + 1].at if index + 1 < len(setting.words) else len(setting.letters)
    shift = _shift(setting.letters, letters_of(typed), start, stop)
    return -1 if shift is None else _character(typed, start + shift)


def _character(typed: str, letter: int) -> int:
    """Where that letter, counted from 0, stands among the characters."""
    low, high = 0, len(typed)
    while low < high:  # the first character by whose end there are more letters than that
        middle = (low + high) // 2
        if len(letters_of(typed[: middle + 1])) > letter:
            high = middle
        else:
            low = middle + 1
    return low


def _shift(text: str, other: str, start: int, stop: int) -> int | None:
    """How much further on text[start:stop] stands in the other text; None where it is not known to stand there.

    By as much of what stands around it as is found there, and stands in either text once.
    """
    if other.startswith(text):
        return 0
    if text.startswith(other):
        return 0 if stop <= len(other) else None
    for reach in _REACHES:
        first = max(0, start - reach)
        for low, high in ((first, stop + reach), (start, stop + 2 * reach), (max(0, start - 2 * reach), stop)):
            around = text[low:high]
            at = other.find(around)
            if at >= 0 and other.find(around, at + 1) < 0 and text.find(around) == text.rfind(around):
                return at - low
    return None
