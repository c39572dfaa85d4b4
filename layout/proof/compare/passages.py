"""A page's type as passages: paragraphs, heads, captions, rows of tables, each as words with the places they are set at.

Hyphens that line breaks put are taken out again. A word of several parts (`washing-up`) is one token a part, wherever it is
broken, so that a break at a word's own hyphen is no change.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from layout.proof.trace import Rectangle, TracedLine

DROP_CAP = "drop-cap"
TABLE = "table"
BODY = "body"

_PARTS = re.compile(r"[^-‐–—/]*[-‐–—/]+|[^-‐–—/]+")
_BREAK_HYPHENS = "-‐\u00ad"


class Token(NamedTuple):
    """A word, or a part of one up to a hyphen, dash or slash. `joined`: no space before it; None at a line's beginning.
    `places`: (line, word) of the passage that it is set in; two or more where a line break cuts it."""

    text: str
    joined: bool | None
    places: tuple[tuple[int, int], ...]


class Passage(NamedTuple):
    """Type that reads as one. `starts[i]`: where line i begins, as (token, letter in it); one more for the end."""

    kind: str
    paragraph: int
    block: str
    lines: tuple[TracedLine, ...]
    tokens: tuple[Token, ...]
    starts: tuple[tuple[int, int], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The tokens' text: what is compared."""
        return tuple([token.text for token in self.tokens])

    @property
    def text(self) -> str:
        """As it reads."""
        return "".join(spaced(self.tokens))

    def areas(self, first: int, last: int) -> tuple[Rectangle, ...]:
        """Where tokens `first` to before `last` stand: a rectangle for each line."""
        reach: dict[int, tuple[int, int]] = {}
        for token in self.tokens[first:last]:
            for line, word in token.places:
                left, right = reach.get(line, (word, word))
                reach[line] = min(left, word), max(right, word)
        return tuple([_words_area(self.lines[line], *words) for line, words in reach.items()])


def spaced(tokens: Sequence[Token]) -> list[str]:
    """Each token's text with the space before it. The part after one that ends in a hyphen at a line's end is its other half."""
    texts = []
    before = ""
    for token in tokens:
        joined = token.joined
        if joined is None:
            joined = len(before) > 1 and before[-1] in "-‐–—/"
        texts.append(token.text if joined or not before else f" {token.text}")
        before = token.text
    return texts


def passages(lines: Iterable[TracedLine], owners: Mapping[str, str]) -> dict[str, tuple[Passage, ...]]:
    """The passages by owner: `story SLUG`, or for type of no story `owners[block letter]`."""
    grouped: dict[str, list[TracedLine]] = {}
    for line in lines:
        owner = f"story {line.story}" if line.story else owners.get(line.block, owners[""])
        grouped.setdefault(owner, []).append(line)
    return {owner: tuple(_passages(group)) for owner, group in grouped.items()}


def _passages(lines: Sequence[TracedLine]) -> Iterator[Passage]:
    """Drop caps are given to the paragraphs they open."""
    caps = {line.paragraph: line for line in lines if line.kind == DROP_CAP}
    run: list[TracedLine] = []
    for line in lines:
        if line.kind == DROP_CAP:
            continue
        if run and not _goes_on(run[-1], line):
            yield _passage(run, caps)
            run = []
        run.append(line)
    if run:
        yield _passage(run, caps)
    for cap in caps.values():
        yield _passage([cap], {})


def _goes_on(before: TracedLine, line: TracedLine) -> bool:
    """True if the line reads on from the one before it."""
    if (before.kind, before.paragraph) != (line.kind, line.paragraph) or bool(before.leg) != bool(line.leg):
        return False
    if line.leg:
        return True
    if before.block != line.block:
        return False
    if line.kind == TABLE:
        return before.baseline == line.baseline
    return before.size == line.size and before.baseline < line.baseline


def _passage(run: list[TracedLine], caps: dict[int, TracedLine]) -> Passage:
    first = run[0]
    cap = caps.pop(first.paragraph, None) if first.kind == BODY else None
    lines = (cap, *run) if cap is not None else tuple(run)
    tokens, starts = _tokens(lines)
    return Passage(first.kind, first.paragraph, first.block, lines, tokens, starts)


def _tokens(lines: Sequence[TracedLine]) -> tuple[tuple[Token, ...], tuple[tuple[int, int], ...]]:
    tokens: list[Token] = []
    starts: list[tuple[int, int]] = []
    cut = False
    for index, line in enumerate(lines):
        starts.append((len(tokens) - 1, len(tokens[-1].text)) if cut else (len(tokens), 0))
        for number, word in enumerate(line.words):
            for part, text in enumerate(_PARTS.findall(word.text)):
                place = (index, number)
                if cut and not number and not part:
                    last = tokens[-1]
                    tokens[-1] = Token(last.text + text, last.joined, (*last.places, place))
                else:
                    tokens.append(Token(text, True if part else (False if number else None), (place,)))
        cut = (line.hyphenated or line.kind == DROP_CAP) and index + 1 < len(lines)
        if cut and line.hyphenated:
            last = tokens[-1]
            tokens[-1] = last._replace(text=last.text.rstrip(_BREAK_HYPHENS) or last.text)
    starts.append((len(tokens), 0))
    return tuple(tokens), tuple(starts)


def _words_area(line: TracedLine, first: int, last: int) -> Rectangle:
    """Of the words `first` to `last` of the line, both included."""
    _x, top, _width, height = line.area
    left, right = line.words[first], line.words[last]
    return left.x, round(top, 2), round(right.x + right.width - left.x, 2), round(height, 2)


def joined_areas(lines: Sequence[TracedLine]) -> tuple[Rectangle, ...]:
    """Lines that follow one another in a leg, as one rectangle a run."""
    runs: list[list[TracedLine]] = []
    for line in lines:
        if not (runs and _follows(runs[-1][-1], line)):
            runs.append([])
        runs[-1].append(line)
    return tuple([around([line.area for line in run]) for run in runs])


def _follows(before: TracedLine, line: TracedLine) -> bool:
    """True if the line stands right under the one before it."""
    beside = before.words[0].x > line.words[-1].x or line.words[0].x > before.words[-1].x + before.words[-1].width
    return before.block == line.block and 0 < line.baseline - before.baseline < 2.2 * before.size and not beside


def around(areas: Sequence[Rectangle]) -> Rectangle:
    """The least rectangle that holds them all."""
    left, top = min(area[0] for area in areas), min(area[1] for area in areas)
    right, foot = max(area[0] + area[2] for area in areas), max(area[1] + area[3] for area in areas)
    return round(left, 2), round(top, 2), round(right - left, 2), round(foot - top, 2)


def line_spans(passage: Passage) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where each line begins and ends, as (token, letter in it)."""
    return list(pairwise(passage.starts))


def cap_apart(passage: Passage, other: Passage) -> Passage:
    """The passage with its drop cap as a word of its own, if the other one begins with that word: `A`, not `Aclassroom`."""
    if passage.lines[0].kind != DROP_CAP or not other.tokens or len(passage.starts) < 3:
        return passage
    cap, first = other.tokens[0].text, passage.tokens[0]
    if passage.starts[1] != (0, len(cap)) or not first.text.startswith(cap) or other.lines[0].kind == DROP_CAP:
        return passage
    parted = (
        Token(cap, None, tuple(place for place in first.places if place[0] == 0)),
        Token(first.text[len(cap) :], None, tuple(place for place in first.places if place[0] != 0)),
    )
    starts = ((0, 0), *((token, letter - len(cap)) if token == 0 else (token, letter) for token, letter in passage.starts[1:]))
    moved = (starts[0], *((token + 1, letter) for token, letter in starts[1:]))
    return passage._replace(tokens=(*parted, *passage.tokens[1:]), starts=moved)
