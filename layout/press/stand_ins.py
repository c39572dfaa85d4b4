"""Pages on which one font stands in for another: nobody has asked for that look, so they are not fit for press.

In: the house, the library, finished pages. Out: an error on each page that is set in a font that stands in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from layout.base.problems import Problem, Severity
from layout.design.house import House
from layout.design.styles import FontSpec, TextStyle
from layout.fonts.library import Library
from layout.lines.line import Word
from layout.pages.display import LegMark, Page, TextMark

BOLD = 700

StandIns = Mapping[tuple[Path, float], Problem]
"""By font file and size: what is wrong with text that is set so."""


def stand_ins(house: House, library: Library) -> StandIns:
    """Every font that stands in for a family that isn't there, or that may not be used, at the sizes of the house's styles."""
    found: dict[tuple[Path, float], Problem] = {}
    of_family: dict[str, Problem] = {}
    for style in house.styles.values():
        for spec, size in _specs(style):
            entry, problem = library.choose(spec, size, house.family_marks.get(spec.family, house.where))
            if problem is not None and problem.severity is Severity.ERROR:
                # Of its weights the first one speaks for the family.
                found[entry.card.path, round(size, 3)] = of_family.setdefault(f"{problem.code} {spec.family}", problem)
    return found


def check_fonts(pages: Sequence[Page], standing: StandIns) -> dict[str, list[Problem]]:
    """By page number, the errors of the fonts that stand in on it."""
    found: dict[str, list[Problem]] = {page.number: [] for page in pages}
    if standing:
        for page in pages:
            used = {(word.face.path, round(word.size, 3)) for word in _words(page)}
            found[page.number] = list(dict.fromkeys(problem for key, problem in standing.items() if key in used))
    return found


def _specs(style: TextStyle) -> Iterator[tuple[FontSpec, float]]:
    """The fonts and sizes of a style: its own and its ladder's, with the bold and the italic that its text may hold."""
    for font, size in ((style.font, style.size), *((rung.font, rung.size) for rung in style.rungs)):
        for weight in (font.weight, BOLD):
            for italic in (font.italic, not font.italic):
                yield replace(font, weight=weight, italic=italic), size


def _words(page: Page) -> Iterator[Word]:
    for mark in page.marks:
        match mark:
            case LegMark(lines=lines):
                for line in lines:
                    yield from line.line.words
            case TextMark(text=text):
                yield from text.line.words
            case _:
                continue
