"""Pictures and ads as objects of a file, each once however often it is placed."""

from typing import assert_never

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName, PDFObjectReference

from layout.images.ink import Inking, Separated
from layout.images.placed_pdf import PlacedPage
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
    names = [name, *(f"{name}.{at}" for at in range(1, len(ad.objects)))]
    for own, parts in zip(names, ad.objects, strict=True):
        pieces = (part if isinstance(part, bytes) else PDFObjectReference(names[part]) for part in parts)
        put(document, Written(*pieces), own)
    return PDFObjectReference(name)
