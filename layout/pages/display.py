"""A finished page as a plain value: the only hinge between composing and every kind of output."""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from layout.base.colour import Ink
from layout.base.geometry import Area
from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.lines.line import Line


class Kind(StrEnum):
    """What a piece of text is, in the trade's words."""

    BODY = "body"
    CROSSHEAD = "crosshead"
    HEADLINE = "headline"
    KICKER = "kicker"
    DECK = "deck"
    BYLINE = "byline"
    LABEL = "label"
    CAPTION = "caption"
    CREDIT = "credit"
    QUOTE = "quote"
    DROP_CAP = "drop-cap"
    JUMP_LINE = "jump-line"
    TABLE = "table"
    NOTICE = "notice"
    REFER = "refer"
    FOLIO = "folio"
    NAMEPLATE = "nameplate"
    BANNER = "banner"
    AD_LABEL = "ad-label"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a mark comes from: the block's letter, the story's slug, the paragraph's index in the story's body (-1: none)."""

    block: str = ""
    story: str = ""
    paragraph: int = -1


class SetLine(NamedTuple):
    """A line at its place: x of its measure's left edge, y of its baseline. A named tuple, as the line itself, for its number."""

    line: Line
    x: float
    baseline: float
    ink: Ink
    kind: Kind
    source: Source


@dataclass(frozen=True, slots=True)
class LegMark:
    """One leg of text: its area and its lines in reading order. Becomes a ReportLab Frame."""

    area: Area
    lines: tuple[SetLine, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class TextMark:
    """One line of type outside the legs: a headline's line, a folio."""

    text: SetLine


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A straight printed line from one point to another, `weight` points thick, centred on its points."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float
    ink: Ink
    source: Source


@dataclass(frozen=True, slots=True)
class TintMark:
    """A filled rectangle."""

    area: Area
    ink: Ink
    source: Source


@dataclass(frozen=True, slots=True)
class ImageMark:
    """A picture in its place. `crop` is what of it shows: x, y, width, height as fractions of the upright picture."""

    area: Area
    path: Path
    crop: tuple[float, float, float, float]
    grey: bool
    source: Source


@dataclass(frozen=True, slots=True)
class DrawingMark:
    """An SVG drawing, scaled evenly into its place."""

    area: Area
    path: Path
    source: Source


@dataclass(frozen=True, slots=True)
class PdfMark:
    """A page of a PDF in its place, at its own size. `page` counts from 0."""

    area: Area
    path: Path
    page: int
    source: Source


@dataclass(frozen=True, slots=True)
class HoleMark:
    """A hole where something could not be had, marked so that nobody plates it unseen; `why` is printed in it."""

    area: Area
    why: str
    source: Source


Mark = LegMark | TextMark | RuleMark | TintMark | ImageMark | DrawingMark | PdfMark | HoleMark


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page. `number` as printed; sizes in points; marks in painting order."""

    number: str
    section: str
    width: float
    height: float
    bleed: float
    mono: bool
    marks: tuple[Mark, ...]
    problems: tuple[Problem, ...] = ()
