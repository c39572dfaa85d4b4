"""One font file, opened and measured."""

from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Any

from layout.base.values import dataclass


class Outlines(StrEnum):
    """How a font draws its letters, which decides how it is embedded."""

    GLYF = "glyf"
    CFF = "cff"


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A font file, opened. Vertical measures in em, from the font's own tables; `cut` is its optical cut, may be empty.

    Compared by identity: the library opens each file once.
    """

    name: str  # PostScript name, unique within a library
    path: Path
    family: str
    cut: str
    weight: int
    italic: bool
    outlines: Outlines
    units_per_em: int
    cap_height: float
    x_height: float
    ascender: float
    descender: float  # negative
    data: bytes = field(repr=False)
    shaper: Any = field(repr=False)  # the uharfbuzz.Font; only fonts/ and lines/shape.py look inside
    features: frozenset[str]
