"""A story's text as words that can be told apart: letters and digits alone, as quotes, dashes, capitals and hyphens are the
typesetter's. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

# A word holds single apostrophes, hyphens, full stops and commas between letters or digits, `--` parts two.
_WORD = re.compile(r"[^\W_]+(?:['’.,\u2010\u2011\u00ad-](?=[^\W_])[^\W_]+)*[\u0300-\u036f]*")


class Word(NamedTuple):
    """A word of a paragraph: characters `start` to `stop`; `letters` are what it is told apart by."""

    start: int
    stop: int
    letters: str


def letters_of(text: str) -> str:
    """Letters and digits, without capitals, accents and ligatures: `Straße` is `strasse`."""
    if text.isascii():
        return "".join(filter(str.isalnum, text)).lower()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())))


def words_of(paragraph: str) -> tuple[Word, ...]:
    """The paragraph's words in their order."""
    found = (Word(match.start(), match.end(), letters_of(match[0])) for match in _WORD.finditer(paragraph))
    return tuple(word for word in found if word.letters)


def word_at(words: Sequence[Word], offset: int) -> int:
    """The index of the word at that character, or of the next one, or of the last; -1 where there are none."""
    for index, word in enumerate(words):
        if offset < word.stop:
            return index
    return len(words) - 1
