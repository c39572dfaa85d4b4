"""One page of a file under judgement: what the checks look at."""

from collections.abc import Iterator

from pikepdf import Object

from layout.base.values import dataclass
from layout.design.press import Press
from layout.preflight.boxes import Boxes
from layout.preflight.expected import Expected
from layout.preflight.fault import Fault
from layout.preflight.ground import Ground
from layout.preflight.marks import Drawn, Mark
from layout.preflight.matrix import Box
from layout.preflight.reader import Opened

EDGE = 0.01  # points: boxes that share less than this share nothing


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, its number in the file from 1, its marks, what they cover, and the press that it is for."""

    number: int
    page: Object
    file: Opened
    boxes: Boxes
    drawn: Drawn
    ground: Ground
    press: Press
    expected: Expected

    @property
    def mono(self) -> bool:
        """True if the page may carry black alone."""
        return self.number in self.expected.mono or self.press.colour_pages == frozenset()

    def printed(self) -> Iterator[tuple[int, Mark]]:
        """The marks that are printed, each with its place in painting order: those outside the bleed are cut off."""
        box = self.boxes.printed
        for place, mark in enumerate(self.drawn.marks):
            if shares(mark.box, box):
                yield place, mark

    def fault(self, rule: str, text: str, box: Box | None = None, thing: str = "") -> Fault:
        """A fault on this page."""
        return Fault(rule, text, self.number, box, thing)


def shares(one: Box, other: Box) -> bool:
    """True if two boxes share more than an edge; a line without thickness shares what it crosses."""
    return one[0] < other[2] - EDGE and other[0] < one[2] + EDGE and one[1] < other[3] - EDGE and other[1] < one[3] + EDGE
