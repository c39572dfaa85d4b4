"""A page turned into operators, not yet in a file; and what of it is printed, as a digest."""

import hashlib
from collections.abc import Mapping
from dataclasses import field

from layout.base.colour import Spot
from layout.base.values import dataclass
from layout.fonts.face import Face
from layout.images.ink import Separated
from layout.images.placed_pdf import Parts, PlacedPage
from layout.pdf.boxes import Box, Boxes


@dataclass(frozen=True, slots=True)
class Painted:
    """A page as operators. `content` is deflated; the rest is what its resources must name.

    `digest`: of the operators, before they were deflated. `switches`: they switch between printing over and knocking out.
    `placed`: pages that stand on this one, which is then a sheet: its own operators are their places and the printer's marks.
    `borrowed`: the spots, by the names of `spots`, that are to be as an ad on the sheet defines them.
    """

    boxes: Boxes
    content: bytes
    digest: str
    glyphs: Mapping[Face, Mapping[int, str]]
    spots: Mapping[str, Spot] = field(default_factory=dict)
    pictures: Mapping[str, Separated] = field(default_factory=dict)
    ads: Mapping[str, PlacedPage] = field(default_factory=dict)
    switches: bool = False
    placed: "tuple[Placed, ...]" = ()
    borrowed: "Mapping[str, Borrowed]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A colour space as an ad of that name has it, in the ad's written form."""

    ad: str
    space: Parts


@dataclass(frozen=True, slots=True)
class Placed:
    """A page on a sheet: what of its media shows, and how far it is moved across and up to stand in its place."""

    page: Painted
    window: Box
    across: float
    up: float

    @property
    def name(self) -> str:
        """The name of its form, made from what it shows."""
        return "Pg" + _digest(self.page.digest, self.window)[:16]


def ink_digest(painted: Painted) -> str:
    """A digest of what is printed: the same where title, date or text layer alone are others, another where any mark is.

    Printer's marks and slug lines do not count: they say when a page was made.
    """
    return ink_digests({"": painted})[""]


def ink_digests(pages: Mapping[str, Painted]) -> dict[str, str]:
    """The same of several pages; each font file is read through once."""
    faces: dict[Face, str] = {}
    return {name: _ink(page, faces) for name, page in pages.items()}


def _ink(page: Painted, faces: dict[Face, str]) -> str:
    if page.placed:
        return _digest(page.boxes, *((_ink(each.page, faces), each.window, each.across, each.up) for each in page.placed))
    for face in page.glyphs:
        if face not in faces:
            faces[face] = hashlib.blake2b(face.data, digest_size=16).hexdigest()
    drawn = sorted((face.name, faces[face], sorted(glyphs)) for face, glyphs in page.glyphs.items())
    # pictures and ads are named in the operators by digests of their bytes
    return _digest(page.boxes, page.digest, drawn, sorted(page.spots.items(), key=lambda spot: spot[0]))


def _digest(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()
