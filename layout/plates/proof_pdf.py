"""Pictures of pages as a PDF to look at: each at its page's true size, with a slug line under it, outside the trim."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from layout.base.values import dataclass

if TYPE_CHECKING:
    import pikepdf

_SLUG = 16.0  # points of paper under the trim
_SLUG_TYPE = 8.0


@dataclass(frozen=True, slots=True)
class ProofPage:
    """One page: its size in points, its picture as an RGB JPEG, and what is written under it."""

    width: float
    height: float
    jpeg: bytes
    slug: str


def proof_pdf(pages: Iterable[ProofPage]) -> bytes:
    """The PDF. Its TrimBox is the page; same pages, same bytes."""
    import pikepdf  # late: a plain build needs no proofs

    with pikepdf.new() as document:
        for page in pages:
            _add(document, page)
        stream = io.BytesIO()
        document.save(stream, deterministic_id=True)
        return stream.getvalue()


def _add(document: "pikepdf.Pdf", page: ProofPage) -> None:
    from pikepdf import Dictionary, Name, Rectangle

    width, height = round(page.width, 3), round(page.height, 3)
    added = document.add_blank_page(page_size=(width, height + _SLUG))
    added.mediabox = Rectangle(0, -_SLUG, width, height)
    added.trimbox = Rectangle(0, 0, width, height)
    # One of the 14 fonts that every viewer has: this file is for eyes, and is never printed from.
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    added.Resources = Dictionary(XObject=Dictionary(P=_picture(document, page.jpeg)), Font=Dictionary(F=font))
    words = page.slug.encode("cp1252", "replace").hex()
    marks = f"q {width} 0 0 {height} 0 0 cm /P Do Q BT /F {_SLUG_TYPE} Tf 0.3 g 6 {_SLUG_TYPE - _SLUG + 2} Td <{words}> Tj ET"
    added.Contents = document.make_stream(marks.encode("ascii"))


def _picture(document: "pikepdf.Pdf", jpeg: bytes) -> "pikepdf.Object":
    from pikepdf import Name
    from PIL import Image

    with Image.open(io.BytesIO(jpeg)) as image:
        width, height = image.size
    return document.make_stream(
        jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceRGB,  # every viewer takes it for sRGB, which it is
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
