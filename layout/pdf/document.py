"""Painted pages bound into one file."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFString,
)

from layout.base.colour import Spot
from layout.fonts.face import Face
from layout.images.ink import Separated
from layout.images.placed_pdf import PlacedPage
from layout.pdf.boxes import Box, Boxes
from layout.pdf.colour import separation
from layout.pdf.fonts import FontsOfFile
from layout.pdf.forms import embed_ad, embed_picture
from layout.pdf.numbers import number
from layout.pdf.objects import Stream, put

PRODUCER = "Broadsheet"
VERSION = (1, 6)  # what PDF/X-4 stands on
_NO_DATE = datetime(
    2000, 1, 1, tzinfo=UTC
)  # a file without a date of its own: PDF/X wants one, and a clock would change the bytes


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What a file says of itself. `language` is a BCP 47 tag; `date` stands as creation and modification date."""

    title: str
    author: str = ""
    creator: str = PRODUCER
    date: datetime = _NO_DATE
    language: str = ""


@dataclass(frozen=True, slots=True)
class Painted:
    """A page turned into operators, not yet in a file. `content` is deflated; the rest is what its resources must name."""

    boxes: Boxes
    content: bytes
    glyphs: Mapping[Face, Mapping[int, str]]
    spots: Mapping[str, Spot] = field(default_factory=dict)
    pictures: Mapping[str, Separated] = field(default_factory=dict)
    ads: Mapping[str, PlacedPage] = field(default_factory=dict)


def bind(pages: Sequence[Painted], info: PdfInfo) -> bytes:
    """One PDF of the pages."""
    document = PDFDocument(compression=0, invariant=1, pdfVersion=VERSION, lang=info.language or None)
    document.info = _Info(info)
    fonts = FontsOfFile(document)
    for page in pages:
        document.addPage(_page(page, fonts, document))
    fonts.write()
    document._ID = _identifier(pages, info)  # type: ignore[attr-defined]  # ReportLab would make it from its own clock
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
        resources["ColorSpace"] = PDFDictionary({name: _spot(name, spot, document) for name, spot in painted.spots.items()})
    forms = {name: embed_picture(name, picture, document) for name, picture in painted.pictures.items()}
    forms |= {name: embed_ad(name, ad, document) for name, ad in painted.ads.items()}
    if forms:
        resources["XObject"] = PDFDictionary(forms)
    return PDFDictionary(resources)


def _spot(name: str, spot: Spot, document: PDFDocument) -> PDFObjectReference:
    known = f"Spot.{name}"
    if known not in document.idToObject:
        put(document, separation(spot), known)
    return PDFObjectReference(known)


def _array(box: Box) -> PDFArray:
    return PDFArray([number(edge) for edge in box])


def _identifier(pages: Sequence[Painted], info: PdfInfo) -> bytes:
    """The file's identifier: ISO 32000-2, 14.4 asks for one that differs where files differ, so it is made from the content."""
    digest = hashlib.sha256(repr(info).encode())
    for page in pages:
        digest.update(page.content)
    name = digest.hexdigest()[:32].encode()
    return b"[<" + name + b"><" + name + b">]"


class _Page(PDFPage):
    """A page with the boxes that ReportLab writes but does not declare."""

    TrimBox: PDFArray
    BleedBox: PDFArray


class _Info(PDFInfo):
    """The information dictionary, without ReportLab's stand-ins for what nobody said."""

    def __init__(self, info: PdfInfo) -> None:
        super().__init__()
        self.said = info

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary, as ReportLab asks for it while it writes."""
        said = self.said
        date = PDFString(said.date.strftime("D:%Y%m%d%H%M%S") + _offset(said.date))
        texts = {"Title": said.title, "Author": said.author, "Creator": said.creator, "Producer": PRODUCER}
        entries: dict[str, object] = {key: PDFString(text) for key, text in texts.items() if text}
        entries |= {"CreationDate": date, "ModDate": date, "Trapped": PDFName("False")}
        return bytes(PDFDictionary(entries).format(document))


def _offset(date: datetime) -> str:
    """The date's distance from UTC as PDF writes it: ISO 32000-2, 7.9.4."""
    offset = date.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset is not None else 0
    return "Z" if not minutes else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}'{abs(minutes) % 60:02d}'"
