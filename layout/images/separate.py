"""A picture turned to ink at the size where it stands."""

from dataclasses import dataclass
from enum import StrEnum


class Inking(StrEnum):
    """Which plates a separated picture prints on."""

    CMYK = "cmyk"
    GREY = "grey"  # black alone


@dataclass(frozen=True, slots=True)
class Separated:
    """A picture as ink: a JPEG of one (grey) or four channels, in which 255 is solid ink. Sizes in pixels."""

    jpeg: bytes
    width: int
    height: int
    inking: Inking
