"""Where a word may be divided: Liang's patterns from pyphen's dictionaries, a few exceptions before them.

The dictionaries are pyphen's files, unmodified; the matcher is our own, because it is asked for a paper's every new word (10 us
a word, a third of pyphen's). Source: F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pyphen

from layout.lines.shelf import digest_of

LEFT = 2  # letters before a hyphen
LEFT_BY_LANGUAGE = {"de": 3}  # German divides after two as well, but "Ha-fenamt" hides its joint
RIGHT = 3  # letters after it; in narrow legs two would give more breaks, but a line that begins "ed" reads badly
SHORTEST = LEFT + RIGHT

# What the patterns get wrong ("star-ted"), or what misleads the eye ("leg-ends"). A word without hyphens stays whole.
_EXCEPTIONS = {
    "en": "every-thing every-one every-where legend legends legendary news-paper news-papers re-port re-ported re-porter"
    " re-porters re-sult re-sults started ther-a-pist ther-a-pists week-night week-nights women",
}
_HEX = re.compile(r"\^\^([0-9a-f]{2})")


Levels = int
"""A pattern's numbers: LEVEL_BITS for each place from the first on, of which a number n sets the lowest n. So `|` leaves the
highest of several patterns' numbers, shifted to where they match."""

LEVEL_BITS = 10  # numbers go up to 9
_ODD_BITS = 0b01_0101_0101  # the highest bit of an odd number is one of these

_WINDOW = 4  # letters looked at together: a paper's words share their fours, and few patterns are longer


class Hyphenator:
    """One language's hyphenation, its answers kept. `exceptions` are the paper's own words, divided where they have hyphens."""

    def __init__(self, language: str, exceptions: Iterable[str] = ()) -> None:
        name = pyphen.language_fallback(language)
        self._left = LEFT_BY_LANGUAGE.get(language.partition("-")[0].lower(), LEFT)
        self._patterns: dict[str, str] = {}
        self._longest: dict[str, int] = {}
        self._windows: dict[str, tuple[Levels, int]] = {}
        self._values: dict[str, Levels] = {}
        self._known: dict[str, tuple[int, ...]] = {}
        self._dictionary = pyphen.LANGUAGES[name] if name is not None else None
        for word in (*_EXCEPTIONS.get(language.partition("-")[0].lower(), "").split(), *exceptions):
            self._known[word.replace("-", "").lower()] = _hyphens_in(word)
        self._own = repr(self._known)

    @property
    def made_from(self) -> str:
        """All that the answers are made from, as a key."""
        dictionary = digest_of(self._dictionary.read_bytes()) if self._dictionary is not None else ""
        return f"{dictionary} {self._left} {self._own}"

    def points(self, word: str) -> tuple[int, ...]:
        """The places where `word` (letters alone) may be divided, as counts of letters before the hyphen, ascending."""
        lower = word.lower()
        points = self._known.get(lower)
        if points is None:
            # A letter that changes its length in lower case would shift every point.
            divisible = len(lower) == len(word) and len(lower) >= SHORTEST
            points = self._known[lower] = self._match(lower) if divisible else ()
        return points

    def _load(self, dictionary: Path) -> None:
        """Reads a dictionary. Its first line is the encoding; comments and keywords hold capitals or spaces, so match nothing."""
        first, _, body = dictionary.read_bytes().partition(b"\n")
        encoding = first.decode("ascii").strip().replace("microsoft-cp1251", "cp1251")
        if b"^^" in body:
            text = _HEX.sub(lambda found: chr(int(found[1], 16)), body.decode(encoding, "replace"))
            body, encoding = text.encode("utf-8"), "utf-8"
        # Figures are ASCII in all these encodings, and bytes lose them thirty times as fast as text.
        keys = body.translate(None, b"0123456789").decode(encoding, "replace").split("\n")
        self._patterns = dict(zip(keys, body.decode(encoding, "replace").split("\n"), strict=True))
        longest = self._longest
        for key in keys:
            start, length = key[:_WINDOW], len(key)
            if length > _WINDOW and length > longest.get(start, 0):
                longest[start] = length

    def _match(self, word: str) -> tuple[int, ...]:
        """The points of a new word: of all patterns in it the highest number counts at each place, and odd ones divide."""
        if self._dictionary is not None and not self._patterns:  # read by the first new word: a build may have none
            self._load(self._dictionary)
        dotted = f".{word}."
        length = len(dotted)
        levels = shift = 0
        patterns, windows, values = self._patterns, self._windows, self._values
        for start in range(length - 1):
            window = dotted[start : start + _WINDOW]
            numbers, longest = windows.get(window) or self._look(window)
            levels |= numbers << shift
            if longest:
                for stop in range(start + _WINDOW + 1, min(start + longest, length) + 1):
                    key = dotted[start:stop]
                    if key in patterns:
                        levels |= (values.get(key) or self._read(key)) << shift
            shift += LEVEL_BITS
        highest = levels & ~(levels >> 1)  # the bit that has none above it; the lowest of a place ends the one before
        places = range(self._left + 1, length - RIGHT)
        return tuple([at - 1 for at in places if highest >> at * LEVEL_BITS & _ODD_BITS])

    def _look(self, window: str) -> tuple[Levels, int]:
        """The highest numbers of all patterns with which `window` begins, and the length of the longest that goes beyond it."""
        shorter = window[:-1]
        numbers = (self._windows.get(shorter) or self._look(shorter))[0] if shorter else 0
        if window in self._patterns:
            numbers |= self._read(window)
        seen = self._windows[window] = (numbers, self._longest.get(window, 0))
        return seen

    def _read(self, key: str) -> Levels:
        levels = at = 0
        for sign in self._patterns[key].strip("\r"):
            if sign.isdigit():
                levels |= ((1 << int(sign)) - 1) << at * LEVEL_BITS
            else:
                at += 1
        self._values[key] = levels
        return levels


def _hyphens_in(word: str) -> tuple[int, ...]:
    points: list[int] = []
    for part in word.split("-")[:-1]:
        points.append(len(part) + (points[-1] if points else 0))
    return tuple(points)
