"""Pictures and ads as objects of a file, each once however often it is placed."""

from typing import assert_never

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName, PDFObjectReference

from layout.images.ink import Inking, Separated
from layout.images.placed_pdf import Parts, PlacedPage
from layout.pdf.objects import Stream, Written, put


def embed_picture(name: str, picture: Separated, document: PDFDocument) -> PDFObjectReference:
    """The picture in the document, put there when it is first asked for."""
    if name in document.idToObject:
        return PDFObjectReference(name)
    entries: dict[str, object] = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": picture.width,
        "Height": picture.height,
        **_encoding(picture.inking),
    }
    return put(document, Stream(picture.jpeg, entries), name)


def _encoding(inking: Inking) -> dict[str, object]:
    """How the picture's samples are to be read."""
    match inking:
        case Inking.CMYK | Inking.GREY:
            # A picture that prints on black alone has all four planes, three of them empty: printers refuse DeviceGray, and a
            # Separation named Black is taken for a spot by some.
            return {"ColorSpace": PDFName("DeviceCMYK"), "BitsPerComponent": 8, "Filter": PDFName("DCTDecode")}
        case Inking.LINE_ART:
            return {"ImageMask": "true", "BitsPerComponent": 1, "Filter": PDFName("FlateDecode")}
        case _:
            assert_never(inking)


def embed_ad(name: str, ad: PlacedPage, document: PDFDocument) -> PDFObjectReference:
    """The ad's form in the document with all that it needs, put there when it is first asked for."""
    if name in document.idToObject:
        return PDFObjectReference(name)
    for at, parts in enumerate(ad.objects):
        put(document, _written(name, parts), _part(name, at))
    return PDFObjectReference(name)


def borrowed_space(name: str, space: Parts, document: PDFDocument) -> PDFObjectReference:
    """A colour space of the ad of that name, which is in the document, for others to print with."""
    return put(document, _written(name, space))


def _part(name: str, at: int) -> str:
    """The name in the document of an ad's object; the first is the form itself."""
    return f"{name}.{at}" if at else name


def _written(name: str, parts: Parts) -> Written:
    return Written(*(part if isinstance(part, bytes) else PDFObjectReference(_part(name, part)) for part in parts))
