"""Type for the desk's own sheets: lines shaped, measured, broken and cut to a width.

In: any text, a style, a width in points. Out: set lines that are never wider. What no font has shows as the face's own empty box,
so that nothing falls out unseen.
"""

from collections.abc import Iterator

from layout.base.printable import printable
from layout.base.values import dataclass
from layout.content.story import Span
from layout.design.styles import TextStyle
from layout.lines.line import Line, Word
from layout.lines.shape import Faces
from layout.lines.words import typographic

ELLIPSIS = "\u2026"
_AFTER = "-_/\u2013\u2014.,"  # a long word without blanks breaks behind one of these, if one is near the line's end
_NEAR = 0.5  # of the line's letters


@dataclass(frozen=True, slots=True)
class DeskType:
    """The founts, and the language whose quotes and features hold."""

    faces: Faces
    language: str

    def read(self, text: str) -> str:
        """A text of the paper's own, with its quotes and dashes as printed, on one line."""
        return "".join(span.text for span in typographic((Span(printable(text)),), self.language)).strip()

    def line(self, text: str, style: TextStyle) -> Line:
        """The text on one line at its natural width."""
        fount = self.faces.fount(style, Span(""), self.language)
        tracking = style.tracking / 1000 * style.size
        words: list[Word] = []
        gaps: list[float] = []
        for part in printable(text).split():
            found = fount.words(part)
            words += found
            gaps += [*(0.0 for _ in found[1:]), fount.space]
        gaps[-1:] = [0.0] if gaps else []
        glyphs = sum(len(word.glyphs) for word in words) + sum(1 for gap in gaps if gap)
        width = sum(word.width for word in words) + sum(gaps) + tracking * max(glyphs - 1, 0)
        return Line(tuple(words), tuple(gaps), 0.0, tracking, 1.0, 0.0, width, hyphenated=False, ends_paragraph=True)

    def fitted(self, text: str, style: TextStyle, width: float) -> Line:
        """The text on one line, cut with an ellipsis where it is wider than `width`."""
        line = self.line(text, style)
        if line.width <= width:
            return line
        low, high = 0, len(text)
        while low < high:  # the most letters that leave room for the ellipsis
            middle = (low + high + 1) // 2
            fits = self.line(text[:middle].rstrip() + ELLIPSIS, style).width <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        cut = self.line(text[:low].rstrip() + ELLIPSIS, style)
        return cut if cut.width <= width else self.line("", style)

    def lines(self, text: str, style: TextStyle, width: float, most: int = 1000) -> tuple[Line, ...]:
        """The text broken to `width`, `most` lines at most, the last one cut where it goes on. None for no text."""
        rows = list(self._rows(printable(text), style, width))
        if len(rows) <= most:
            return tuple(self.line(row, style) for row in rows)
        rest = " ".join(rows[most - 1 :])
        return (*(self.line(row, style) for row in rows[: most - 1]), self.fitted(rest, style, width))

    def _rows(self, text: str, style: TextStyle, width: float) -> Iterator[str]:
        """The first row that fits, then the next: these are notes, no columns of a paper."""
        fount = self.faces.fount(style, Span(""), self.language)
        tracking = style.tracking / 1000 * style.size
        row, used = "", 0.0
        for word in text.split():
            for part in self._parts(word, style, width):
                wide = fount.width(part) + tracking * fount.glyph_count(part)
                gap = fount.space + tracking if row else 0.0
                if row and used + gap + wide > width:
                    yield row
                    row, used, gap = "", 0.0, 0.0
                row, used = f"{row} {part}" if row else part, used + gap + wide
        if row:
            yield row

    def _parts(self, word: str, style: TextStyle, width: float) -> Iterator[str]:
        """A word in pieces that are no wider than a line: itself, or an endless slug cut up."""
        while len(word) > 1 and self.line(word, style).width > width:
            low, high = 1, len(word) - 1
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (middle, high) if self.line(word[:middle], style).width <= width else (low, middle - 1)
            behind = max(word.rfind(sign, 0, low) for sign in _AFTER) + 1
            cut = behind if behind >= low * _NEAR else low
            yield word[:cut]
            word = word[cut:]
        yield word
