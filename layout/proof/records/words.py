"""A story's text as words that can be told apart: by letters and digits alone, for quotes, dashes, capitals and hyphens are the
typesetter's. Pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

PARAGRAPH = "¶"  # between paragraphs, among the letters of words; no word is like it
_LONGEST = 80  # characters; what is longer is several words
_LETTER = r"[^\W_][\u0300-\u036f]*"
# A word may hold single apostrophes, hyphens, full stops, commas and soft hyphens between letters; `--` parts two.
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’.,\u2010\u2011\u00ad-](?:{_LETTER})+)*")


class Word(NamedTuple):
    """A word of a paragraph: characters `start` to `stop`; `letters` are what it is told apart by."""

    start: int
    stop: int
    letters: str


def letters_of(text: str) -> str:
    """Letters and digits, without capitals, accents and ligatures: `Straße` is `strasse`."""
    if text.isascii():
        return text.lower() if text.isalnum() else "".join(filter(str.isalnum, text)).lower()
    plain = unicodedata.normalize("NFKD", "".join(filter(str.isalnum, text))).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", plain)))


def words_of(paragraph: str) -> list[Word]:
    """The paragraph's words in their order."""
    words: list[Word] = []
    for match in _WORD.finditer(paragraph):
        first, last = match.span()
        for start in range(first, last, _LONGEST):
            stop = min(start + _LONGEST, last)
            letters = letters_of(paragraph[start:stop])
            if letters:
                words.append(Word(start, stop, letters))
    return words


class Running:
    """A story's words one after the other, a PARAGRAPH before, between and after its paragraphs."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.letters: list[str] = [PARAGRAPH]
        self.spans: list[tuple[int, int, int]] = [(0, 0, 0)]
        """Of each: its paragraph, its first character, the one after its last; a PARAGRAPH's are of what begins there."""
        self.begins: list[int] = []
        """Where each paragraph's first word is, or would be."""
        for number, text in enumerate(paragraphs):
            self.begins.append(len(self.letters))
            for start, stop, letters in words_of(text):
                self.letters.append(letters)
                self.spans.append((number, start, stop))
            self.letters.append(PARAGRAPH)
            self.spans.append((number, len(text), len(text)))

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where each word stands, in order."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, letters in enumerate(self.letters):
            places[letters].append(at)
        return places

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], list[int]]:
        """Where each two neighbours stand: the first one's place."""
        pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for at, pair in enumerate(zip(self.letters, self.letters[1:], strict=False)):
            pairs[pair].append(at)
        return pairs

    def place_of(self, paragraph: int, offset: int) -> int:
        """Where the word of that paragraph is that covers or follows the character; -1 where the paragraph is no more."""
        if not 0 <= paragraph < len(self.begins):
            return -1
        at = self.begins[paragraph]
        while self.letters[at] != PARAGRAPH and self.spans[at][2] <= offset:
            at += 1
        return at
