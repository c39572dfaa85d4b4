"""What a file says of itself: its information dictionary, and for PDF/X-4 the same as XMP."""

from datetime import UTC, datetime
from html import escape  # xml.sax.saxutils has the same, and imports an HTTP client: 10 ms

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFName, PDFString

from layout.base.values import dataclass
from layout.design.press import Standard
from layout.pdf.objects import Stream

PRODUCER = "Broadsheet"
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


class Information(PDFInfo):
    """The information dictionary, without ReportLab's stand-ins for what nobody said."""

    def __init__(self, info: PdfInfo, standard: Standard | None) -> None:
        super().__init__()
        self.said = info
        self.standard = standard

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary, as ReportLab asks for it while it writes."""
        said = self.said
        date = PDFString(said.date.strftime("D:%Y%m%d%H%M%S") + _offset(said.date, "'"))
        texts = {"Title": said.title, "Author": said.author, "Creator": said.creator, "Producer": PRODUCER}
        entries: dict[str, object] = {key: PDFString(text) for key, text in texts.items() if text}
        entries |= {"CreationDate": date, "ModDate": date, "Trapped": PDFName("False")}
        if self.standard is Standard.X1A:
            # ISO 15930-4: of the 2003 edition this entry alone; GTS_PDFXConformance belongs to that of 2001. PDF/X-4 is known by
            # its XMP (ISO 15930-7).
            entries["GTS_PDFXVersion"] = PDFString("PDF/X-1a:2003")
        return bytes(PDFDictionary(entries).format(document))


def xmp(info: PdfInfo, identity: str) -> Stream:
    """The metadata of a PDF/X-4 file; `identity`: 32 hexadecimal digits that are made from its content.

    The stream is not compressed, so that a program that knows no PDF finds it.
    """
    date = info.date.strftime("%Y-%m-%dT%H:%M:%S") + _offset(info.date, ":")
    uuid = "uuid:" + "-".join((identity[:8], identity[8:12], identity[12:16], identity[16:20], identity[20:]))
    facts = {
        "pdfxid:GTS_PDFXVersion": "PDF/X-4",
        "pdf:Producer": PRODUCER,
        "pdf:Trapped": "False",
        "xmp:CreatorTool": info.creator,
        "xmp:CreateDate": date,
        "xmp:ModifyDate": date,
        "xmp:MetadataDate": date,
        "xmpMM:DocumentID": uuid,
        "xmpMM:InstanceID": uuid,
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
    }
    lines = [f"<{key}>{_text(value)}</{key}>" for key, value in facts.items() if value]
    lines.append(f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_text(info.title)}</rdf:li></rdf:Alt></dc:title>')
    if info.author:
        lines.append(f"<dc:creator><rdf:Seq><rdf:li>{_text(info.author)}</rdf:li></rdf:Seq></dc:creator>")
    return Stream(_PACKET.format("\n".join(lines)).encode(), {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})


# ISO 16684-1: the packet's identifier is the same in all files. It ends in "r": there is no room to write in.
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
{}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def _text(text: str) -> str:
    """As XML takes it: XML 1.0, 2.2, has no place for control characters, however they are written."""
    return escape("".join(sign for sign in text if sign >= " "), quote=False)


def _offset(date: datetime, between: str) -> str:
    """The date's distance from UTC. ISO 32000-2, 7.9.4, has an apostrophe between hours and minutes, XMP a colon."""
    offset = date.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset is not None else 0
    return "Z" if not minutes else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{between}{abs(minutes) % 60:02d}"
