"""The canvas that pages are painted on: ReportLab's, recording one page's operators and what they need.

Painting and filing are two steps, so that a page which goes into its own press PDF and into the proof is painted once.
"""

import hashlib
import io

from reportlab.pdfgen.canvas import Canvas

from layout.base.colour import Ink, Spot
from layout.images.ink import Separated
from layout.images.placed_pdf import PlacedPage
from layout.pdf.boxes import Boxes
from layout.pdf.colour import fill, space_name, stroke
from layout.pdf.text import Cast


class SheetCanvas(Canvas):
    """One page while it is painted. Coordinates are PDF's, from the media's lower left corner."""

    _code: list[str]  # ReportLab's own list of operators

    def __init__(self, boxes: Boxes, cast: Cast) -> None:
        super().__init__(io.BytesIO(), pagesize=boxes.media[2:], pageCompression=0, invariant=1)
        self.boxes = boxes
        self.cast = cast
        self.spots: dict[str, Spot] = {}
        self.pictures: dict[str, Separated] = {}
        self.ads: dict[str, PlacedPage] = {}

    def _make_preamble(self) -> None:
        """No preamble: ReportLab's selects an unembedded Helvetica on every page."""
        self._preamble = ""

    def paint(self, operators: str) -> None:
        """Add operators as they are."""
        self._code.append(operators)

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
