"""Finished pages with something wrong on them, which the engine itself would not do."""

from collections.abc import Callable
from dataclasses import replace

from layout.base.problems import Problem
from layout.pages.display import Kind, LegMark, Mark, Page, SetLine, TextMark
from layout.passing.page_rules import read_pages
from tests.pages.desk import Laid

Change = Callable[[Mark], Mark]


def found(laid: Laid, *pages: Page, **further: object) -> list[Problem]:
    """What is found on an issue's pages, those given here in the place of its own."""
    changed = {page.number: page for page in pages}
    read = [changed.get(page.number, page) for page in laid.composed.pages]
    return [problem for problems in read_pages(laid.plan, read, **further).values() for problem in problems]  # type: ignore[arg-type]


def codes(laid: Laid, *pages: Page, **further: object) -> list[str]:
    """The codes of it."""
    return [problem.code for problem in found(laid, *pages, **further)]


def with_marks(page: Page, change: Change) -> Page:
    """The page with each mark changed."""
    return replace(page, marks=tuple(change(mark) for mark in page.marks))


def retyped(page: Page, kind: Kind, text: str, old: str = "") -> Page:
    """The page with the lines of a kind (that contain `old`) saying something else."""

    def change(mark: Mark) -> Mark:
        if isinstance(mark, TextMark) and mark.text.kind is kind and old in mark.text.line.text:
            return TextMark(saying(mark.text, text))
        return mark

    return with_marks(page, change)


def saying(line: SetLine, text: str) -> SetLine:
    """A line in other words, as wide as before."""
    first = line.line.words[0]
    return line._replace(line=line.line._replace(words=(first._replace(text=text),), gaps=(0.0,), hyphenated=False))


def moved(page: Page, letter: str, right: float = 0.0, down: float = 0.0) -> Page:
    """The page with a block's type somewhere else."""

    def move(line: SetLine) -> SetLine:
        return line._replace(x=line.x + right, baseline=line.baseline + down)

    def change(mark: Mark) -> Mark:
        match mark:
            case TextMark(text=line) if line.source.block == letter:
                return TextMark(move(line))
            case LegMark(source=source, area=area) if source.block == letter:
                area = replace(area, x=area.x + right, y=area.y + down)
                return replace(mark, area=area, lines=tuple(move(line) for line in mark.lines))
            case _:
                return mark

    return with_marks(page, change)
