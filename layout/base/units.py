"""Lengths as people write them, in points."""

import re
from typing import Final

from layout.base.values import dataclass

POINTS: Final = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pica": 12.0, "px": 0.75}
LINES: Final = ("line", "lines")

_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-zA-Z]+)\s*\Z")

_SIZE = re.compile(r"\s*([0-9.]+)\s*([a-z]*)\s*[x×]\s*([0-9.]+)\s*([a-z]+)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Length:
    """A length with its unit. `lines` are lines of the page's baseline grid."""

    number: float
    unit: str

    def points(self, baseline: float) -> float:
        """The length in points, where a grid line is `baseline` points deep."""
        if self.unit in LINES:
            return self.number * baseline
        return self.number * POINTS[self.unit]


def parse_length(text: str) -> Length | None:
    """`48mm`, `9pt`, `2pica`, `1in`, `4 lines`; None for anything else, a bare number too."""
    match = _LENGTH.match(text)
    if match is None:
        return None
    unit = match[2].lower()
    if unit not in POINTS and unit not in LINES:
        return None
    return Length(float(match[1]), unit)


def parse_size(text: str) -> tuple[Length, Length] | None:
    """A width and a height, `102mm x 150mm` or `102 x 150 mm`; None for anything else."""
    match = _SIZE.match(text)
    if match is None:
        return None
    width, height = parse_length(f"{match[1]}{match[2] or match[4]}"), parse_length(f"{match[3]}{match[4]}")
    return (width, height) if width is not None and height is not None else None


def mm(number: float) -> float:
    """Millimetres in points."""
    return number * POINTS["mm"]


def to_mm(points: float) -> float:
    """Points in millimetres."""
    return points / POINTS["mm"]
