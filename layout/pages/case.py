"""The case that a page is set from: the house's styles, its faces, and the language of the copy in hand."""

import re
from collections.abc import Hashable
from dataclasses import field, replace
from typing import Any

from layout.base.colour import Ink
from layout.base.geometry import TOLERANCE
from layout.base.values import dataclass
from layout.content.story import Span, Spans
from layout.design.house import House, Words
from layout.design.styles import Align, Caps, Rung, TextStyle
from layout.lines.line import Line
from layout.lines.shape import Faces
from layout.lines.single import set_line
from layout.pages.display import Kind, SetLine, Source, TextMark

ELLIPSIS = "\u2026"
_EMPHASIS = re.compile(r"\*([^*\s][^*]*)\*")


@dataclass(frozen=True, slots=True)
class Case:
    """House, faces and language together. `manner` is a block's `style:`; its own styles come before the plain ones."""

    house: House
    faces: Faces
    language: str
    manner: str = ""
    captions: dict[Hashable, Any] = field(default_factory=dict, compare=False)
    """Captions that were set already: copyfitting sets one picture many times."""

    def style(self, role: str) -> TextStyle:
        """The text style for a role: `opinion-headline` before `headline` where the manner is `opinion`."""
        styles = self.house.styles
        if self.manner:
            own = styles.get(self.manner) if role == "body" else styles.get(f"{self.manner}-{role}")
            if own is not None:
                return own
        return styles[role]

    def has_style(self, role: str) -> bool:
        """True if the house or the manner has a style of that name."""
        return role in self.house.styles or f"{self.manner}-{role}" in self.house.styles

    @property
    def words(self) -> Words:
        """What the paper prints by itself, in the copy's language, else in the paper's."""
        by_language = self.house.words
        for tag in (self.language, self.language.split("-")[0], self.house.language, self.house.language.split("-")[0]):
            if tag in by_language:
                return by_language[tag]
        return next(iter(by_language.values()))

    def for_language(self, language: str) -> "Case":
        """The same case for copy in another language (empty: the paper's own)."""
        return replace(self, language=language or self.house.language)

    def in_manner(self, manner: str) -> "Case":
        """The same case for a block in that manner."""
        return replace(self, manner=manner)

    def line(self, text: str | Spans, style: TextStyle, measure: float, align: Align | None = None) -> Line:
        """One unbroken line."""
        spans = (Span(text),) if isinstance(text, str) else text
        return set_line(spans, style, self.language, self.faces, measure, align)

    def fitted(self, text: str, style: TextStyle, measure: float, align: Align | None = None) -> tuple[Line, bool]:
        """One line no wider than its measure, and whether it holds all of the text: too much is cut off behind an ellipsis."""
        line = self.line(text, style, measure, align)
        if line.width <= measure + TOLERANCE:
            return line, True
        fits, too_long = 0, len(text)
        while too_long - fits > 1:
            length = (fits + too_long) // 2
            if self.line(text[:length].rstrip() + ELLIPSIS, style, measure).width <= measure:
                fits = length
            else:
                too_long = length
        return self.line(text[:fits].rstrip() + ELLIPSIS if fits else "", style, measure, align), False

    def cap_height(self, style: TextStyle | Rung) -> float:
        """The height of a capital, in points."""
        return self.faces.library.face(style.font, style.size).cap_height * style.size


def at_rung(style: TextStyle, rung: Rung) -> TextStyle:
    """The style at one size of its ladder."""
    return replace(style, size=rung.size, leading=rung.leading, tracking=rung.tracking, font=rung.font)


def rung_for(style: TextStyle, columns: int) -> int:
    """The index of the rung that `by-columns` gives for a block so many columns wide; 0 for a style without a ladder."""
    if not style.rungs or not style.by_columns:
        return 0
    size = style.by_columns[min(columns, len(style.by_columns)) - 1]
    sizes = [rung.size for rung in style.rungs]
    return min(range(len(sizes)), key=lambda index: abs(sizes[index] - size))


def rungs_of(style: TextStyle) -> tuple[Rung, ...]:
    """The style's ladder; a style with one size is a ladder of one rung."""
    return style.rungs or (Rung(style.size, style.leading, style.tracking, style.font),)


def as_set(text: str, style: TextStyle) -> str:
    """The text as the style wants its letters: capitals where it says so."""
    return text.upper() if style.caps is Caps.ALL else text


def emphasised(text: str) -> Spans:
    """A head's or deck's text with what stands between asterisks in italics, as a ship's name is."""
    parts = _EMPHASIS.split(text)
    if len(parts) == 1:
        return (Span(text),)
    return tuple(Span(part, italic=bool(index % 2)) for index, part in enumerate(parts) if part)


# A mark has so many parts: a value of them would only be taken apart again.
def place(line: Line, x: float, baseline: float, kind: Kind, *, ink: Ink, source: Source) -> TextMark:  # noqa: PLR0913
    """A line of type outside the legs, at its place."""
    return TextMark(SetLine(line, x, baseline, ink, kind, source))
