"""Text styles: how each kind of text looks, sizes and leadings in points."""

from collections.abc import Mapping
from enum import StrEnum

from layout.base.colour import BLACK, Ink
from layout.base.values import dataclass


class Align(StrEnum):
    """How lines stand in their measure."""

    JUSTIFY = "justify"
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class Figures(StrEnum):
    """Which figures a style takes, where the font has them."""

    OLD_STYLE = "old-style"
    LINING = "lining"
    TABULAR = "tabular"  # tabular lining


class Caps(StrEnum):
    """Letters as typed, all capitals, or capitals and small capitals."""

    NONE = "none"
    ALL = "all"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class FontSpec:
    """Which font is meant: a family's full name, weight 100 to 900, upright or italic. The optical cut follows the size."""

    family: str
    weight: int = 400
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """One size of a style's ladder. `tracking` in thousandths of an em."""

    size: float
    leading: float
    tracking: float
    font: FontSpec


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One kind of text.

    `tracking` in thousandths of an em, `indent` in points for first lines of following paragraphs.
    `rungs` (largest first) is the ladder of a style that chooses its size; `by_columns[n-1]` is then the size for a
    block n columns wide (the last entry serves wider ones), `max_lines` what it may take, `max_columns` how wide it may run.
    """

    name: str
    font: FontSpec
    size: float
    leading: float
    align: Align = Align.LEFT
    hyphens: bool = False
    indent: float = 0.0
    tracking: float = 0.0
    colour: Ink = BLACK
    caps: Caps = Caps.NONE
    figures: Figures = Figures.LINING
    rungs: tuple[Rung, ...] = ()
    by_columns: tuple[float, ...] = ()
    max_lines: int = 3
    max_columns: int = 0
    """0: the whole width."""
    panel: Ink | None = None
    """A panel of this ink behind the line, as behind a reversed kicker."""


Styles = Mapping[str, TextStyle]
