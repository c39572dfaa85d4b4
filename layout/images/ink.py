"""Pictures as ink, as values: nothing here opens a file, so that pages without pictures need no picture library."""

from enum import StrEnum

from layout.base.values import dataclass
from layout.images.crop import Crop


class Inking(StrEnum):
    """Which plates a separated picture prints on, and how finely."""

    CMYK = "cmyk"
    GREY = "grey"  # black alone
    LINE_ART = "line-art"  # black alone, in one bit: there is ink or there is none


@dataclass(frozen=True, slots=True)
class PressInk:
    """What decides a separation: the press's CMYK profile (b"": a plain conversion), the greatest total ink (2.2: 220 %).

    `ppi`: the pixels an inch that photos are brought to in their places; `screen`: lines an inch, 0 unknown; `sharpen`: how much
    photos are sharpened for it, 0 to 2.
    """

    profile: bytes
    limit: float = 2.2
    ppi: float = 200.0
    screen: float = 0.0
    sharpen: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands: what of it shows (in fractions), how large in points, and whether on the black plate alone."""

    crop: Crop
    width: float
    height: float
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Treatment:
    """What was done to a picture on its way to ink, for the report.

    `mode`: of the file, in Pillow's words ("RGB", "CMYK", "L", "1", "LAB"); `bits` a channel; `profile`: what its embedded
    profile calls itself, "" where it has none; `damaged`: that profile could not be used; `kept`: it came as ink and keeps its
    own separation; `other_press`: that was made for another press, by its profile. `shown`: width and height in pixels of the
    part that shows, as they were in the file; `ppi`: pixels an inch in the place, as printed. Ink 0 to 4, of the one pixel that
    has most: `ink_before` when it was separated, `ink` as it is in the file that is printed. `capped`: ink was taken away for
    the press's limit. `sharpened`: 0 to 2.
    """

    mode: str = ""
    bits: int = 8
    profile: str = ""
    damaged: bool = False
    kept: bool = False
    other_press: bool = False
    shown: tuple[int, int] = (0, 0)
    ppi: float = 0.0
    ink_before: float = 0.0
    ink: float = 0.0
    capped: bool = False
    sharpened: float = 0.0


@dataclass(frozen=True, slots=True)
class Separated:
    """A picture as ink. Sizes in pixels.

    `jpeg` is what stands in the PDF's stream. CMYK and GREY: a JPEG of four channels in which 255 is solid ink; in GREY the
    first three are empty. LINE_ART: deflated (zlib) rows of one bit a pixel from the top down, the leftmost pixel in the highest
    bit, each row padded to whole bytes; a bit of 0 is ink, as an image mask with the usual Decode [0 1] paints it (ISO 32000-2,
    8.9.6.2).
    """

    jpeg: bytes
    width: int
    height: int
    inking: Inking
    treatment: Treatment = Treatment()
