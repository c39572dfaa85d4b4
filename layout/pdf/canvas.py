"""The canvas that pages are painted on: ReportLab's, recording one page's operators and what they need.

Painting and filing are two steps, so that a page which goes into its own press PDF and into the proof is painted once.
"""

import hashlib
import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from layout.base.colour import Ink, Spot
from layout.design.press import BlackOverprint
from layout.images.ink import Separated
from layout.images.placed_pdf import PlacedPage
from layout.pages.display import SetLine
from layout.pdf.boxes import Boxes
from layout.pdf.colour import fill, space_name, stroke
from layout.pdf.overprint import BlackType, line_prints_over, switch
from layout.pdf.text import Cast


class SheetCanvas(Canvas):
    """One page while it is painted. Coordinates are PDF's, from the media's lower left corner.

    `black` says what of the black prints over what lies below it; None: nothing is said of it, and all knocks out.
    """

    _code: list[str]  # ReportLab's own list of operators

    def __init__(self, boxes: Boxes, cast: Cast, black: BlackOverprint | None = None) -> None:
        super().__init__(io.BytesIO(), pagesize=boxes.media[2:], pageCompression=0, invariant=1)
        self.boxes = boxes
        self.cast = cast
        self.black = black
        self.prints_over = False  # a page begins with everything knocking out: ISO 32000-2, table 57
        self.spots: dict[str, Spot] = {}
        self.pictures: dict[str, Separated] = {}
        self.ads: dict[str, PlacedPage] = {}

    def _make_preamble(self) -> None:
        """No preamble: ReportLab's selects an unembedded Helvetica on every page."""
        self._preamble = ""

    def paint(self, operators: str) -> None:
        """Add operators as they are."""
        self._code.append(operators)

    def overprint(self, over: bool) -> None:
        """From here on marks print over, or knock out. For marks outside of any q and Q, on a page with `black`."""
        if over is not self.prints_over:
            self.prints_over = over
            self.paint(switch(over))

    def knock_out(self) -> None:
        """From here on marks knock out what lies below."""
        self.overprint(False)

    def begin_text(self, lines: Sequence[SetLine]) -> BlackType | None:
        """Note the lines' inks, and begin with what the first of them wants: how their black prints, for `paint_lines`."""
        for ink in {id(line.ink): line.ink for line in lines}.values():
            self.note(ink)
        if self.black is None:
            return None
        first = next((line for line in lines if line.line.words), None)
        if first is not None:
            self.overprint(line_prints_over(first, self.black))
        return BlackType(self.black, self.prints_over)

    def fill_ink(self, ink: Ink) -> str:
        """The operators for an ink's areas; a spot is noted for the page's resources."""
        self.note(ink)
        return fill(ink)

    def stroke_ink(self, ink: Ink) -> str:
        """The operators for an ink's lines; a spot is noted for the page's resources."""
        self.note(ink)
        return stroke(ink)

    def note(self, ink: Ink) -> None:
        """Make sure that the page knows the ink, if it is a spot."""
        if isinstance(ink, Spot):
            self.spots.setdefault(space_name(ink), ink)

    def picture(self, picture: Separated) -> str:
        """The name under which the page's resources have the picture: made from its bytes, so the same in every file."""
        name = "Im" + hashlib.blake2b(picture.jpeg, digest_size=8).hexdigest()
        self.pictures[name] = picture
        return name

    def ad(self, ad: PlacedPage) -> str:
        """The name under which the page's resources have the ad, made from what it holds."""
        digest = hashlib.blake2b(digest_size=8)
        for parts in ad.objects:
            for part in parts:
                digest.update(part if isinstance(part, bytes) else b" %d " % part)
        name = "Ad" + digest.hexdigest()
        self.ads[name] = ad
        return name

    def operators(self) -> bytes:
        """All that was painted."""
        return ("\n".join(self._code) + "\n").encode("latin-1")
