"""Pictures and ads as objects of a file, each once however often it is placed."""

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName, PDFObjectReference

from layout.images.ink import Inking, Separated
from layout.images.placed_pdf import PlacedPage
from layout.pdf.colour import PROCESS_BLACK, separation
from layout.pdf.objects import Stream, Written, put


def embed_picture(name: str, picture: Separated, document: PDFDocument) -> PDFObjectReference:
    """The picture in the document, put there when it is first asked for."""
    if name in document.idToObject:
        return PDFObjectReference(name)
    space: object = PDFName("DeviceCMYK")
    if picture.inking is Inking.GREY:
        # One channel on the black plate. DeviceGray would do the same on most RIPs; a Separation does it by definition.
        space = _process_black(document)
    entries: dict[str, object] = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": space,
        "BitsPerComponent": 8,
        "Filter": PDFName("DCTDecode"),
    }
    return put(document, Stream(picture.jpeg, entries), name)


def embed_ad(name: str, ad: PlacedPage, document: PDFDocument) -> PDFObjectReference:
    """The ad's form in the document with all that it needs, put there when it is first asked for."""
    if name in document.idToObject:
        return PDFObjectReference(name)
    names = [name, *(f"{name}.{at}" for at in range(1, len(ad.objects)))]
    for own, parts in zip(names, ad.objects, strict=True):
        pieces = (part if isinstance(part, bytes) else PDFObjectReference(names[part]) for part in parts)
        put(document, Written(*pieces), own)
    return PDFObjectReference(name)


def _process_black(document: PDFDocument) -> PDFObjectReference:
    name = "Spot.ProcessBlack"
    if name in document.idToObject:
        return PDFObjectReference(name)
    return put(document, separation(PROCESS_BLACK), name)
