"""A finished page, read as a reader sees it: its lines of type as text, run together where they belong together.

In: a page's marks. Out: what stands on it, with its place. Nothing is asked of how the page was composed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.values import dataclass
from layout.content.page_numbers import printed_pages
from layout.lines.line import Line
from layout.lines.words import SOFT_HYPHEN
from layout.pages.display import DrawingMark, ImageMark, Kind, LegMark, Page, PdfMark, SetLine, Source, TextMark

X_HEIGHT = 0.45  # em: what of a line surely holds ink over its baseline
FURNITURE = frozenset((Kind.FOLIO, Kind.NAMEPLATE, Kind.BANNER))
_NO_LETTERS = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")


class Run(NamedTuple):
    """Lines of one kind that follow one another in a block, a paragraph at most; `area` is their type's."""

    kind: Kind
    source: Source
    text: str
    area: Area


class Shown(NamedTuple):
    """One line of type outside the legs."""

    kind: Kind
    source: Source
    text: str
    area: Area
    size: float


Drawn = ImageMark | DrawingMark | PdfMark


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as read. `numbers`: the printed number of it, or of a spread's two halves. `runs` holds all type, legs and other."""

    page: Page
    numbers: tuple[str, ...]
    lines: tuple[Shown, ...]
    runs: tuple[Run, ...]
    legs: tuple[LegMark, ...]
    drawn: tuple[Drawn, ...]

    def half(self, x: float) -> str:
        """The printed number of the page on which that x lies."""
        return self.numbers[-1] if len(self.numbers) == 2 and x >= self.page.width / 2 else self.numbers[0]

    def kinds(self, *kinds: Kind) -> Iterator[Shown]:
        """The lines of those kinds outside the legs."""
        return (line for line in self.lines if line.kind in kinds)

    def furniture(self, *kinds: Kind) -> Iterator[Shown]:
        """The lines that belong to no block: of those kinds, or of all the furniture's."""
        wanted = kinds or FURNITURE
        return (line for line in self.lines if line.kind in wanted and not line.source.block and line.text)


def read_page(page: Page) -> ReadPage:
    """What stands on the page."""
    lines: list[Shown] = []
    legs: list[LegMark] = []
    drawn: list[Drawn] = []
    for mark in page.marks:
        match mark:
            case TextMark(text=line):
                lines.append(_shown(line))
            case LegMark():
                legs.append(mark)
            case ImageMark() | DrawingMark() | PdfMark():
                drawn.append(mark)
            case _:
                pass
    runs = (*_display_runs(lines), *_leg_runs(legs))
    numbers = printed_pages(page.number) or (page.number,)
    return ReadPage(page, numbers, tuple(lines), runs, tuple(legs), tuple(drawn))


def by_number(pages: Iterable[ReadPage]) -> dict[str, ReadPage]:
    """The pages by each of their printed numbers, which are read without regard to capitals."""
    return {number.casefold(): page for page in pages for number in page.numbers}


def text_of(line: Line) -> str:
    """A line as it reads. `Line.text` says the same; this is three times as fast, and a paper has thousands of lines."""
    gaps = line.gaps
    if gaps and not gaps[-1] and gaps.count(0.0) == 1:  # the usual line: a space after every word but the last
        text = " ".join([word.text for word in line.words])
    else:
        text = "".join([f"{word.text} " if gap else word.text for word, gap in zip(line.words, gaps, strict=True)]).rstrip(" ")
    return text[:-1] + SOFT_HYPHEN if line.hyphenated and text[-1:] in "-\u2010" else text


def type_area(line: SetLine) -> Area:
    """Where a line surely holds ink: its width, and from its baseline as high as a small letter."""
    size = line.line.words[0].size if line.line.words else 0.0
    return Area(line.x + line.line.left, line.baseline - X_HEIGHT * size, line.line.width, X_HEIGHT * size)


def letters(text: str) -> str:
    """A text's letters and figures alone, in one case: whatever typography may change is taken out."""
    bare = text if text.isascii() else unicodedata.normalize("NFKC", text).replace(SOFT_HYPHEN, "")
    return _NO_LETTERS.sub("", bare.casefold())


def spoken(text: str) -> str:
    """A line's words in one case, with plain apostrophes and spaces."""
    return _SPACES.sub(" ", text.replace("\u2019", "'").replace(SOFT_HYPHEN, "").casefold()).strip()


def number_pattern(template: str) -> re.Pattern[str] | None:
    """What a line of the house's words (`Continued on page {page}`) looks like in print; None where it gives no page."""
    before, found, after = template.partition("{page}")
    if not found:
        return None
    return re.compile(rf"{re.escape(spoken(before))}\s?([a-z]{{0,3}}\d{{1,4}})\s?{re.escape(spoken(after))}")


def marks_of(page: ReadPage, story: str) -> Iterator[Area]:
    """The places of a story's type on a page, legs first."""
    yield from (leg.area for leg in page.legs if leg.source.story == story and leg.lines)
    yield from (line.area for line in page.lines if line.source.story == story)


def by_block(runs: Iterable[Run]) -> Mapping[str, list[Run]]:
    """The runs by their block's letter."""
    found: dict[str, list[Run]] = {}
    for run in runs:
        found.setdefault(run.source.block, []).append(run)
    return found


def _shown(line: SetLine) -> Shown:
    size = line.line.words[0].size if line.line.words else 0.0
    return Shown(line.kind, line.source, text_of(line.line), type_area(line), size)


def _display_runs(lines: Sequence[Shown]) -> Iterator[Run]:
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and lines[index].source is lines[start].source and lines[index].kind is lines[start].kind:
            continue
        part = lines[start:index]
        if part:
            yield Run(part[0].kind, part[0].source, joined(line.text for line in part), part[0].area)
        start = index


def _leg_runs(legs: Sequence[LegMark]) -> Iterator[Run]:
    """Paragraphs as they stand in the legs; one that goes on in the next leg of its block is one run."""
    texts: list[str] = []
    first: SetLine | None = None
    for leg in legs:
        for line in leg.lines:
            if first is not None and (line.source != first.source or line.kind is not first.kind):
                yield Run(first.kind, first.source, joined(texts), type_area(first))
                texts, first = [], None
            if first is None:
                first = line
            texts.append(text_of(line.line))
            if line.line.ends_paragraph and first.source.paragraph < 0:
                yield Run(first.kind, first.source, joined(texts), type_area(first))
                texts, first = [], None
    if first is not None:
        yield Run(first.kind, first.source, joined(texts), type_area(first))


def joined(texts: Iterable[str]) -> str:
    """Lines run together, hyphens that line breaks put in taken out again."""
    text = "\n".join(texts)
    return text.replace(f"{SOFT_HYPHEN}\n", "").replace("\n", " ")
