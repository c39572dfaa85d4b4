"""The press profile: what the printer takes. It refuses what can't be printed; it never changes the drawing.

Every number is the printer's own; the defaults are those of coldset newsprint, and docs/printing.md says where printers differ.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from layout.base.problems import InFile
from layout.base.values import dataclass


class Standard(StrEnum):
    """The kind of PDF that the printer wants."""

    X4 = "x-4"  # ISO 15930-7: PDF 1.6. Live transparency is allowed there, and never used here
    X1A = "x-1a"  # ISO 15930-4, PDF/X-1a:2003: PDF 1.4


class PrintersMarks(StrEnum):
    """What is printed outside the trim."""

    NONE = "none"
    CROP = "crop"  # crop marks, register marks and a slug line


class Trucks(StrEnum):
    """How a double truck (two facing pages made up as one) is handed over."""

    WHOLE = "whole"
    HALVES = "halves"


class Imposition(StrEnum):
    """What is handed over beside the single pages."""

    NONE = "none"
    PAIRS = "pairs"  # facing pages side by side: 2-3, 4-5
    SPREADS = "spreads"  # printer spreads of a folded section: 8-1, 2-7, 6-3, 4-5


@dataclass(frozen=True, slots=True)
class PhotoPpi:
    """Effective resolution of photos, in pixels an inch: what they are brought to, what is warned of, what is refused."""

    target: float = 200.0
    least: float = 150.0
    refused: float = 100.0


@dataclass(frozen=True, slots=True)
class LineArtPpi:
    """Effective resolution of art in one bit, in pixels an inch: warned of below `least`, refused below `refused`."""

    least: float = 800.0
    refused: float = 550.0


@dataclass(frozen=True, slots=True)
class TypeLimits:
    """Sizes in points below which type is refused: any; body; set in more than one ink; reversed out of one ink (bold)."""

    least: float = 5.0
    body: float = 7.0
    inks: float = 10.0
    reversed: float = 8.0


@dataclass(frozen=True, slots=True)
class LineLimits:
    """Weights of printed lines in points: refused below `refused`, warned of below `least`."""

    least: float = 0.5
    refused: float = 0.25


@dataclass(frozen=True, slots=True)
class BlackOverprint:
    """Black type smaller than `type`, black rules thinner than `rules` (points), and all body type print over what lies below."""

    type: float = 12.0
    rules: float = 2.0


@dataclass(frozen=True, slots=True)
class Press:
    """One printer. Lengths in points; `most_ink` 0 to 4.

    `sheet`: the electronic page, the largest width and height that is taken; None where the profile sets no limit. `live`: the
    width and height, centred in the page, outside which no type may stand. `colour_pages` None: all; else the numbers of the
    pages that may carry colour. `profile`: the ICC file of its inks on its paper, if there is one; `condition`: the name of
    that printing condition in the output intent. `bleed`: the most that is taken, `bleed_least`: the least that is wanted.
    `screen`: lines an inch, 0 unknown; `sharpen`: how much pictures are sharpened for it, 0 to 2. `needs` names the keys that
    the profile leaves to the user and that are still empty. `places`: where each key's value stands in the file.
    """

    name: str
    where: InFile
    standard: Standard = Standard.X4
    profile: Path | None = None
    condition: str = ""
    most_ink: float = 2.2
    sheet: tuple[float, float] | None = None
    live: tuple[float, float] | None = None
    bleed: float = 0.0
    bleed_least: float = 0.0
    marks: PrintersMarks = PrintersMarks.NONE
    colour_pages: frozenset[str] | None = None
    spots: tuple[str, ...] = ()
    photo_ppi: PhotoPpi = PhotoPpi()
    line_art_ppi: LineArtPpi = LineArtPpi()
    type: TypeLimits = TypeLimits()
    lines: LineLimits = LineLimits()
    overprint: BlackOverprint = BlackOverprint()
    screen: float = 0.0
    sharpen: float = 0.0
    trucks: Trucks = Trucks.WHOLE
    impose: Imposition = Imposition.NONE
    file_name: str = "{code}_{date:%Y%m%d}_{edition}_{page:3}_{version}.pdf"
    longest_name: int = 31
    needs: tuple[str, ...] = ()
    places: Mapping[str, InFile] = field(default_factory=dict, compare=False)

    def prints_colour(self, page: str) -> bool:
        """True where the page of that printed number may carry colour."""
        return self.colour_pages is None or page in self.colour_pages
