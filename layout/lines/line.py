"""Set type: words shaped once, lines that are slices of them.

Named tuples, not frozen dataclasses: a paper has 100,000 of them, and a frozen dataclass takes four times as long to make.
"""

from typing import NamedTuple

from layout.fonts.face import Face


class Word(NamedTuple):
    """A shaped run of one face at one size, with no space inside. Width in points, kerned, untracked.

    `clusters[i]` is the text that glyph i stands for (a ligature's letters together; empty for a further glyph of the same
    cluster). `codes` is the inside of a PDF TJ array that draws it: hexadecimal strings of two-byte glyph ids and kerns.
    """

    text: str
    face: Face
    size: float
    width: float
    glyphs: tuple[int, ...]
    clusters: tuple[str, ...]
    codes: str


class Line(NamedTuple):
    """One set line. Lengths in points.

    `gaps[i]` is the natural space after words[i] (0: none, the words touch, or the last); `space` is added to every gap that is
    not 0; `tracking` is added after every glyph, spaces too; `scale` stretches everything (1 = natural). `left` is where the
    first glyph starts from the measure's left edge (indent, protrusion, ranging); `width` the set width from there.
    `hyphenated`: the last word ends in a hyphen that the line break put there.
    """

    words: tuple[Word, ...]
    gaps: tuple[float, ...]
    space: float
    tracking: float
    scale: float
    left: float
    width: float
    hyphenated: bool
    ends_paragraph: bool

    @property
    def text(self) -> str:
        """The line as it reads, a break hyphen written as U+00AD."""
        parts = [f"{word.text} " if gap else word.text for word, gap in zip(self.words, self.gaps, strict=True)]
        text = "".join(parts).rstrip(" ")
        return text[:-1] + "\u00ad" if self.hyphenated and text[-1:] in "-\u2010" else text
