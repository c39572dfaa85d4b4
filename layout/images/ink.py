"""Pictures as ink, as values: nothing here opens a file, so that pages without pictures need no picture library."""

from dataclasses import dataclass
from enum import StrEnum

from layout.images.crop import Crop


class Inking(StrEnum):
    """Which plates a separated picture prints on."""

    CMYK = "cmyk"
    GREY = "grey"  # black alone


@dataclass(frozen=True, slots=True)
class PressInk:
    """What decides a separation: the press's CMYK profile (b"": a plain conversion), the greatest total ink (2.2: 220 %)."""

    profile: bytes
    limit: float = 2.2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands: what of it shows (in fractions), how large in points, and whether on the black plate alone."""

    crop: Crop
    width: float
    height: float
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Separated:
    """A picture as ink: a JPEG of one (grey) or four channels, in which 255 is solid ink. Sizes in pixels."""

    jpeg: bytes
    width: int
    height: int
    inking: Inking
