"""One good file, made by hand, and what it takes to spoil it in one way at a time."""

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream, String

from layout.base.problems import InFile
from layout.design.press import Press, Standard

WIDTH, HEIGHT = 300.0, 400.0
PRESS = Press("Test press", InFile("press.yaml"), condition="Newsprint")
X1A = Press("Old press", InFile("press.yaml"), standard=Standard.X1A, condition="Newsprint")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>
<xmp:CreateDate>2026-11-24T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2026-11-24T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>2026-11-24T00:00:00Z</xmp:MetadataDate>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Page 1</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""

# Black type that overprints, on paper and on a tint; a rule; a picture of 200 ppi; line art of 1200 dpi; type of two inks at
# 10 pt; bold type reversed out of black at 8 pt; a form with more of the same.
_CONTENT = """
q 0.2 0 0 0 k 20 300 120 60 re f Q
q 0 0 0 1 k 20 260 120 20 re f Q
q 0 0 0 1 K 0.5 w 20 250 m 280 250 l S Q
/Over gs
BT 0 0 0 1 k /Body 9 Tf 20 380 Td {body} Tj ET
BT 0 0 0 1 k /Body 9 Tf 30 330 Td {body} Tj ET
/Knock gs
BT 0 1 0.8 0 k /Body 10 Tf 160 380 Td {body} Tj ET
BT 0 0 0 0 k /Bold 8 Tf 30 266 Td {bold} Tj ET
q 72 0 0 36 160 300 cm /Photo Do Q
q 0 0 0 1 k 36 0 0 36 240 300 cm /Art Do Q
/Form Do
"""


@dataclass
class Draft:
    """A file while it is made: `content` is what the page paints, `finish` what is done to the written bytes."""

    pdf: pikepdf.Pdf
    page: pikepdf.Page
    content: str
    xmp: str = _XMP
    version: str = "1.6"
    finish: list[Callable[[bytes], bytes]] = field(default_factory=list)
    save: dict[str, object] = field(default_factory=dict)

    def add(self, operators: str) -> None:
        """Paint something more, in a state of its own."""
        self.content += f"q {operators} Q\n"

    def resource(self, kind: str, name: str, thing: object) -> None:
        """Put something among the page's resources."""
        if f"/{kind}" not in self.page.Resources:
            self.page.Resources[f"/{kind}"] = Dictionary()
        self.page.Resources[f"/{kind}"][f"/{name}"] = thing

    def state(self, name: str, **entries: object) -> None:
        """A graphics state."""
        self.resource("ExtGState", name, Dictionary(**entries))

    def stream(self, data: bytes, **entries: object) -> Stream:
        """A stream, deflated."""
        made = Stream(self.pdf, _deflated(data))
        made.Filter = Name.FlateDecode
        for key, value in entries.items():
            if value is not None:
                made[f"/{key}"] = value
        return made

    def image(self, name: str, data: bytes, size: tuple[int, int], space: object = Name.DeviceCMYK, **entries: object) -> Stream:
        """A picture of plain samples, 8 bits unless said otherwise."""
        told = {"Subtype": Name.Image, "Width": size[0], "Height": size[1], "BitsPerComponent": 8, "ColorSpace": space, **entries}
        made = self.stream(data, **told)
        self.resource("XObject", name, self.pdf.make_indirect(made))
        return made

    def form(self, name: str, operators: str, **entries: object) -> Stream:
        """A form as large as the page."""
        told = {"Subtype": Name.Form, "BBox": Array([0, 0, WIDTH, HEIGHT]), **entries}
        made = self.stream(operators.encode(), **told)
        self.resource("XObject", name, self.pdf.make_indirect(made))
        return made

    def bytes(self) -> bytes:
        """The file."""
        self.page.Contents = self.pdf.make_stream(self.content.encode("latin-1"))
        if self.xmp:
            self.pdf.Root.Metadata = Stream(self.pdf, self.xmp.encode())
            self.pdf.Root.Metadata.Type, self.pdf.Root.Metadata.Subtype = Name.Metadata, Name.XML
        written = io.BytesIO()
        told = {
            "compress_streams": False,
            "stream_decode_level": pikepdf.StreamDecodeLevel.none,
            "static_id": True,
            "force_version": self.version,
            "object_stream_mode": pikepdf.ObjectStreamMode.disable,
            **self.save,
        }
        self.pdf.save(written, **told)
        data = written.getvalue()
        for change in self.finish:
            data = change(data)
        return data


@cache
def _deflated(data: bytes) -> bytes:
    return zlib.compress(data, 1)


def good() -> Draft:
    """The file without a fault, under PDF/X-4 and PRESS."""
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    box = Array([0, 0, WIDTH, HEIGHT])
    page.TrimBox, page.BleedBox = box, box
    draft = Draft(pdf, page, _CONTENT.format(body=glyphs("Body", "The ferry is late"), bold=glyphs("Bold", "Weather")))
    page.Resources = Dictionary()
    for name in ("Body", "Bold", "Serif"):
        draft.resource("Font", name, _font(draft, name))
    draft.state("Over", op=True, OP=True, OPM=1)
    draft.state("Knock", op=False, OP=False, OPM=1)
    draft.image("Photo", bytes([120, 90, 60, 20]) * (200 * 100), (200, 100))
    _art(draft)
    draft.form("Form", f"BT 0 0 0 1 k /Serif 7 Tf 20 220 Td {glyphs('Serif', 'In a form')} Tj ET", Resources=page.Resources)
    pdf.docinfo["/Title"], pdf.docinfo["/Trapped"] = "Page 1", Name("/False")
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String("D:20261124000000Z")
    pdf.Root.OutputIntents = Array([intent(draft)])
    return draft


def good_x1a() -> Draft:
    """The same under PDF/X-1a:2003."""
    draft = good()
    draft.version, draft.xmp = "1.4", ""
    draft.pdf.docinfo["/GTS_PDFXVersion"] = draft.pdf.docinfo["/GTS_PDFXConformance"] = "PDF/X-1a:2003"
    return draft


def intent(draft: Draft, condition: str = "Newsprint", profile: bytes | None = None) -> Dictionary:
    """An output intent with its profile."""
    data = profile if profile is not None else (files("broadsheet_assets") / "icc" / "newsprint-220.icc").read_bytes()
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition),
        DestOutputProfile=draft.pdf.make_indirect(draft.stream(data, N=4)),
    )


def _art(draft: Draft) -> None:
    draft.image("Art", b"\xaa" * (75 * 600), (600, 600), None, ImageMask=True, BitsPerComponent=1)


_FACES = {
    "Body": "libre-franklin/LibreFranklin_400Regular.ttf",
    "Bold": "libre-franklin/LibreFranklin_700Bold.ttf",
    "Serif": "source-serif-4/SourceSerif4SmText-Regular.otf",
}


@cache
def _face(name: str) -> tuple[bytes, dict[int, str], list[str], bytes]:
    data = (files("broadsheet_fonts") / _FACES[name]).read_bytes()
    font = TTFont(io.BytesIO(data))
    bare = font.reader["CFF "] if "CFF " in font else b""
    return data, font.getBestCmap(), font.getGlyphOrder(), bare


def glyphs(name: str, text: str) -> str:
    """A text as the glyph numbers of a face, written as a hex string."""
    _, letters, order, _ = _face(name)
    numbers = {glyph: number for number, glyph in enumerate(order)}
    return "<" + "".join(f"{numbers[letters[ord(letter)]]:04X}" for letter in text) + ">"


def _font(draft: Draft, name: str) -> Dictionary:
    data, _, _, bare = _face(name)
    is_cff = bool(bare)
    program = draft.pdf.make_indirect(draft.stream(bare if is_cff else data))
    if is_cff:
        program.Subtype = Name.CIDFontType0C
    called = Name("/ABCDEF+" + _FACES[name].rpartition("/")[2].rpartition(".")[0])
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=called, Flags=4, ItalicAngle=0, Ascent=800, Descent=-200, StemV=80)
    descriptor["/FontFile3" if is_cff else "/FontFile2"] = program
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0 if is_cff else Name.CIDFontType2,
        BaseFont=called,
        DW=550,
        FontDescriptor=descriptor,
    )
    below.CIDSystemInfo = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    if not is_cff:
        below.CIDToGIDMap = Name.Identity
    told = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=called, Encoding=Name("/Identity-H"), DescendantFonts=Array([below])
    )
    return draft.pdf.make_indirect(told)


def lzw(data: bytes) -> bytes:
    """Data packed by LZW in the plainest manner: nine bits a byte, the table cleared before it needs ten."""
    codes: list[int] = []
    for start in range(0, len(data), 200):
        codes += [256, *data[start : start + 200]]
    bits = "".join(f"{code:09b}" for code in (*codes, 257))
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8)
