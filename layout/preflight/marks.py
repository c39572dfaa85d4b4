"""What was painted on a page, mark by mark, in painting order. Boxes in points from the trim's top left, y down."""

from dataclasses import dataclass, field
from typing import NamedTuple

from layout.preflight.matrix import SAME, Box, Matrix
from layout.preflight.pictures import Picture
from layout.preflight.spaces import Broken
from layout.preflight.typefaces import Typeface

_STRAIGHT = 0.1  # points by which a line's box may be thicker than the line

STROKE, FRAME, AS_AREA = "a stroke", "a frame", "a filled area"

Laid = tuple[tuple[str, float], ...]  # inks with their amounts, 0 to 1


class Paint(NamedTuple):
    """A colour as it goes on the paper. `known` is False where the inks hang on a conversion that the press would make."""

    laid: Laid
    known: bool
    white: bool
    cmyk: bool  # DeviceCMYK: overprint mode 1 leaves its zero inks alone
    spots: bool  # Separation or DeviceN: other plates are left alone
    broken: tuple[Broken, ...] = ()
    operator: str = ""

    @property
    def total(self) -> float:
        """All inks together."""
        return sum(amount for _, amount in self.laid)


class PaintedType(NamedTuple):
    """What one operator shows. `size` in points as printed; `codes` how many characters."""

    box: Box
    paint: Paint
    overprints: bool
    face: Typeface
    size: float
    seen: bool
    codes: int
    mirrored: bool


class PaintedLine(NamedTuple):
    """A stroke, or an area so narrow that it serves as one. `weight` in points as printed, where it is thinnest.

    `drawn` says how: one of STROKE, FRAME (a stroked rectangle) and AS_AREA.
    """

    box: Box
    paint: Paint
    overprints: bool
    weight: float
    drawn: str

    def strips(self) -> list[Box]:
        """The boxes of its straight parts: none for a line that runs across its box, whose box says little of it."""
        left, top, right, bottom = self.box
        thick = self.weight
        if min(right - left, bottom - top) <= thick + _STRAIGHT:
            return [self.box]
        if self.drawn != FRAME:
            return []
        sides = [(left, top, right, top + thick), (left, bottom - thick, right, bottom)]
        return [*sides, (left, top, left + thick, bottom), (right - thick, top, right, bottom)]


class PaintedArea(NamedTuple):
    """A filled area. `upright`: it fills its box. Else `outlines` has its parts' points, x and y apart, before `matrix`; empty
    where they were too many to be kept.
    """

    box: Box
    paint: Paint
    overprints: bool
    upright: bool
    outlines: tuple[tuple[list[float], list[float]], ...] = ()
    matrix: Matrix = SAME
    even_odd: bool = False


class PaintedPicture(NamedTuple):
    """A picture in its place. `matrix` brings the unit square there; `paint` is what a stencil is filled with."""

    box: Box
    paint: Paint
    overprints: bool
    picture: Picture
    matrix: Matrix
    name: str


Mark = PaintedType | PaintedLine | PaintedArea | PaintedPicture


class Noted(NamedTuple):
    """Something forbidden that is no mark: a rule, what about it, and where."""

    rule: str
    text: str
    thing: str
    box: Box | None


@dataclass(slots=True)
class Drawn:
    """A page as it was interpreted. `glyphs`: the codes of Type 3 fonts that were drawn already, by the font's identity."""

    marks: list[Mark] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    glyphs: dict[int, set[int]] = field(default_factory=dict)
    full: bool = False
