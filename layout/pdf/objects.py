"""PDF objects that ReportLab has not, or not quite: streams that are compressed once and closed with a line end."""

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName, PDFObject, PDFObjectReference
from reportlab.pdfbase.pdfdoc import format as as_bytes

try:
    from deflate import zlib_compress as _compress
except ImportError:  # an optional dependency: libdeflate makes the same streams in a third of the time
    from zlib import compress as _compress  # type: ignore[assignment]  # same call, other names of arguments

LEVEL = 4  # of libdeflate: a page in 2 ms instead of 4 at level 6, and 7 % larger


def deflated(data: bytes) -> bytes:
    """`data` as a zlib stream."""
    return bytes(_compress(data, LEVEL))


class Stream(PDFObject):
    """A stream whose bytes are already encoded by the filters that `entries` names.

    ReportLab's own stream writes `endstream` right behind the data; ISO 32000-2, 7.3.8.1 wants a line end there, and PDF/X
    preflights look for it.
    """

    __RefOnly__ = 1

    def __init__(self, data: bytes, entries: dict[str, object] | None = None) -> None:
        self.data = data
        self.entries = dict(entries or {})

    def format(self, document: PDFDocument) -> bytes:
        """The stream with its dictionary, as ReportLab asks for it while it writes."""
        entries = {**self.entries, "Length": len(self.data)}
        head = b"".join(b"/%b %b" % (key.encode(), as_bytes(value, document)) for key, value in entries.items())
        return b"<<" + head + b">>\nstream\n" + self.data + b"\nendstream\n"


class Written(PDFObject):
    """An object in its written form, cut at the references. Ten times as fast as building dictionaries for ReportLab to write."""

    __RefOnly__ = 1

    def __init__(self, *parts: bytes | str | PDFObjectReference) -> None:
        self.parts = parts

    def format(self, document: PDFDocument) -> bytes:
        """The object, its references numbered as in this document."""
        return b"".join(as_bytes(part, document) for part in self.parts)


def compressed(data: bytes, entries: dict[str, object] | None = None) -> Stream:
    """A stream of `data`, deflated."""
    return Stream(deflated(data), {**(entries or {}), "Filter": PDFName("FlateDecode")})


def put(document: PDFDocument, thing: PDFObject, name: str | None = None) -> PDFObjectReference:
    """Make `thing` an object of its own and return the reference to it; under a name it can be referred to before it is there."""
    reference: PDFObjectReference = document.Reference(thing, name)  # type: ignore[no-untyped-call]  # ReportLab's stubs leave it open
    return reference
