"""The press profile: what the printer takes. It refuses what can't be printed; it never changes the drawing."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from layout.base.problems import InFile


class Standard(StrEnum):
    """The kind of PDF that the printer wants."""

    X4 = "x-4"
    X1A = "x-1a"


@dataclass(frozen=True, slots=True)
class PhotoPpi:
    """Effective resolution of photos, in pixels an inch: what they are brought to, what is warned of, what is refused."""

    target: float = 200.0
    least: float = 150.0
    refused: float = 100.0


@dataclass(frozen=True, slots=True)
class Press:
    """One printer. Lengths in points; `most_ink` 0 to 4.

    `sheet`: the largest width and height, None where the profile sets no limit. `colour_pages` None: all; else the numbers
    of the pages that may carry colour. `profile`: the ICC file of its inks on its paper, if there is one.
    """

    name: str
    where: InFile
    standard: Standard = Standard.X4
    profile: Path | None = None
    most_ink: float = 2.2
    sheet: tuple[float, float] | None = None
    bleed: float = 0.0
    colour_pages: frozenset[str] | None = None
    spots: tuple[str, ...] = ()
    photo_ppi: PhotoPpi = PhotoPpi()
    file_name: str = "{code}_{date:%Y%m%d}_{edition}_{page:3}_{version}.pdf"

    def prints_colour(self, page: str) -> bool:
        """True where the page of that printed number may carry colour."""
        return self.colour_pages is None or page in self.colour_pages
