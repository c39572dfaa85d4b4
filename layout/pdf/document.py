"""Painted pages bound into one file: plain PDF, or PDF/X-4 or PDF/X-1a:2003 where it is for a press.

Nothing is done to the file afterwards: what a standard asks for is written as it comes.
"""

import hashlib
from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFPage,
)

from layout.base.colour import Spot
from layout.design.press import Standard
from layout.pdf.bookmarks import Bookmark, put_bookmarks
from layout.pdf.boxes import Box
from layout.pdf.colour import separation
from layout.pdf.condition import Condition, output_intent
from layout.pdf.fonts import FontsOfFile
from layout.pdf.forms import borrowed_space, embed_ad, embed_picture
from layout.pdf.info import PRODUCER, Information, PdfInfo, xmp
from layout.pdf.numbers import number, numbers
from layout.pdf.objects import Stream, Written, put
from layout.pdf.overprint import STATES
from layout.pdf.painted import Painted, Placed

__all__ = ["PRODUCER", "Condition", "Painted", "PdfInfo", "bind"]

VERSION = (1, 6)  # what PDF/X-4 stands on: ISO 15930-7
VERSION_X1A = (1, 4)  # ISO 15930-4
# Nothing of a later version is in such a file: fonts are two-byte CIDs (1.3), streams and the cross-reference table are plain.


def bind(
    pages: Sequence[Painted], info: PdfInfo, condition: Condition | None = None, bookmarks: Sequence[Bookmark] = ()
) -> bytes:
    """One PDF of the pages. With a condition it is PDF/X for it; without, a plain file, as the proof is.

    `bookmarks` are for a plain file.
    """
    standard = condition.standard if condition is not None else None
    version = VERSION_X1A if standard is Standard.X1A else VERSION
    document = PDFDocument(compression=0, invariant=1, pdfVersion=version, lang=info.language or None)
    document.info = Information(info, standard)
    identity = _identity(pages, info, condition)
    if condition is not None:
        metadata = xmp(info, identity) if standard is Standard.X4 else None
        root = _Catalog(document, PDFArray([output_intent(condition, document)]), metadata)
        document.Catalog = root  # type: ignore[attr-defined]  # ReportLab's stubs leave it open
    fonts = FontsOfFile(document)
    placed = {}
    for at, page in enumerate(pages):
        bound = _page(page, fonts, document)
        document.addPage(bound)
        placed[at] = document.Reference(bound)  # type: ignore[no-untyped-call]  # ReportLab's stubs leave it open
    fonts.write()
    if bookmarks:
        put_bookmarks(document, bookmarks, placed)
    document._ID = f"[<{identity}><{identity}>]".encode()  # type: ignore[attr-defined]  # ReportLab would make it from its own clock
    return bytes(document.GetPDFData(None))


def _page(painted: Painted, fonts: FontsOfFile, document: PDFDocument) -> PDFPage:
    page = _Page()
    page.Contents = Stream(painted.content, {"Filter": PDFName("FlateDecode")})
    page.Resources = _resources(painted, fonts, document)
    page.MediaBox = _array(painted.boxes.media)
    page.TrimBox = _array(painted.boxes.trim)
    page.BleedBox = _array(painted.boxes.bleed)
    return page


def _resources(painted: Painted, fonts: FontsOfFile, document: PDFDocument) -> PDFDictionary:
    resources: dict[str, object] = {}
    if painted.glyphs:
        resources["Font"] = PDFDictionary({face.name: fonts.reference(face, glyphs) for face, glyphs in painted.glyphs.items()})
    if painted.spots:
        spaces = {name: borrowed_space(each.ad, each.space, document) for name, each in painted.borrowed.items()}
        resources["ColorSpace"] = PDFDictionary(
            {name: spaces.get(name) or _spot(name, spot, document) for name, spot in painted.spots.items()}
        )
    if painted.switches:
        resources["ExtGState"] = PDFDictionary({name: _state(name, document) for name in STATES})
    forms = {name: embed_picture(name, picture, document) for name, picture in painted.pictures.items()}
    forms |= {name: embed_ad(name, ad, document) for name, ad in painted.ads.items()}
    forms |= {placed.name: _embed_page(placed, fonts, document) for placed in painted.placed}
    if forms:
        resources["XObject"] = PDFDictionary(forms)
    return PDFDictionary(resources)


def _embed_page(placed: Placed, fonts: FontsOfFile, document: PDFDocument) -> PDFObjectReference:
    """A page of a sheet as a form: the same operators as in a file of its own, seen through its window."""
    if placed.name not in document.idToObject:
        entries: dict[str, object] = {
            "Type": PDFName("XObject"),
            "Subtype": PDFName("Form"),
            "BBox": f"[{numbers(*placed.window)}]",
            "Resources": _resources(placed.page, fonts, document),
            "Filter": PDFName("FlateDecode"),
        }
        put(document, Stream(placed.page.content, entries), placed.name)
    return PDFObjectReference(placed.name)


def _spot(name: str, spot: Spot, document: PDFDocument) -> PDFObjectReference:
    known = f"Spot.{name}"
    if known not in document.idToObject:
        put(document, separation(spot), known)
    return PDFObjectReference(known)


def _state(name: str, document: PDFDocument) -> PDFObjectReference:
    known = f"State.{name}"
    if known not in document.idToObject:
        put(document, Written(STATES[name]), known)
    return PDFObjectReference(known)


def _array(box: Box) -> PDFArray:
    return PDFArray([number(edge) for edge in box])


def _identity(pages: Sequence[Painted], info: PdfInfo, condition: Condition | None) -> str:
    """32 hexadecimal digits. ISO 32000-2, 14.4: they differ where files differ, so they are made from the content."""
    digest = hashlib.sha256(repr(info).encode())
    if condition is not None:
        digest.update(repr(condition).encode())
    for page in pages:
        digest.update(f"{page.boxes}{page.digest}".encode())
        digest.update("".join(placed.name for placed in page.placed).encode())
    return digest.hexdigest()[:32]


class _Catalog(PDFCatalog):
    """The document's root with the output intent that ReportLab's has no place for."""

    __NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents"]  # noqa: RUF012  # ReportLab's own way of saying it
    __Refs__ = PDFCatalog.__NoDefault__

    def __init__(self, document: PDFDocument, intents: PDFArray, metadata: Stream | None) -> None:
        self.__dict__.update(document.Catalog.__dict__)  # type: ignore[attr-defined]  # ReportLab's stubs leave it open
        self.OutputIntents = intents
        self.Metadata = metadata


class _Page(PDFPage):
    """A page with the boxes that ReportLab writes but does not declare."""

    TrimBox: PDFArray
    BleedBox: PDFArray
