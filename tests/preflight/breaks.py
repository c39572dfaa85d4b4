"""For each rule, the least that breaks it in the good file. What is added stands where nothing else does: below y 240."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from layout.design.press import Press, PrintersMarks
from layout.preflight.expected import Expected, Measured
from tests.preflight.files import HEIGHT, PRESS, WIDTH, Draft, glyphs, good, intent, lzw

ANY = Expected()


@dataclass(frozen=True)
class Break:
    """What is done to the good file, and for whom it is a fault."""

    rule: str
    spoil: Callable[[Draft], object]
    press: Press = PRESS
    expected: Expected = ANY
    make: Callable[[], Draft] = good
    ink: Measured | None = None

    def data(self) -> bytes:
        """The spoilt file."""
        draft = self.make()
        self.spoil(draft)
        return draft.bytes()


def replaced(old: bytes, new: bytes) -> Callable[[Draft], None]:
    """Bytes of the written file exchanged for as many others."""

    def spoil(draft: Draft) -> None:
        def change(data: bytes) -> bytes:
            assert old in data
            return data.replace(old, new)

        draft.finish.append(change)

    return spoil


def set_type(
    draft: Draft, size: float, colour: str = "0 0 0 1 k", face: str = "Body", where: str = "20 150", state: str = "Over"
) -> None:
    """A line of type."""
    draft.add(f"/{state} gs BT {colour} /{face} {size} Tf {where} Td {glyphs(face, 'Tide')} Tj ET")


def fill(draft: Draft, colour: str, box: str = "20 100 100 40", before: str = "") -> None:
    """A filled rectangle."""
    draft.add(f"/Knock gs {before} {colour} {box} re f")


def rule(draft: Draft, weight: float, colour: str = "0 0 0 1 K", y: float = 90.0) -> None:
    """A line across."""
    draft.add(f"/Over gs {colour} {weight} w 20 {y} m 280 {y} l S")


def place(draft: Draft, ppi: float, **entries: object) -> None:
    """A picture at so many pixels an inch, its samples a light tint."""
    space = entries.pop("space", Name.DeviceCMYK)
    count = {Name.DeviceRGB: 3, Name.DeviceGray: 1}.get(space, 4)
    data = entries.pop("data", bytes([60] * count) * (100 * 50))
    draft.image("New", data, (100, 50), space, **entries)
    side = 100 * 72 / ppi
    draft.add(f"{side:.4f} 0 0 {side / 2:.4f} 160 100 cm /New Do")


def in_space(draft: Draft, space: object, values: str) -> None:
    """A rectangle in a colour space."""
    draft.resource("ColorSpace", "Other", space)
    fill(draft, f"/Other cs {values} scn")


def spot(name: str, alternate: object = Name.DeviceCMYK, solid: tuple[float, ...] = (0, 0.9, 0.8, 0)) -> Array:
    """A Separation."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0] * len(solid), C1=list(solid))
    return Array([Name.Separation, Name(f"/{name}"), alternate, tint])


def _encrypt(draft: Draft) -> None:
    draft.save = {
        "encryption": pikepdf.Encryption(owner="printer", user="", R=4, aes=True),
        "static_id": False,
        "stream_decode_level": None,
    }


def _lock(draft: Draft) -> None:
    draft.save = {
        "encryption": pikepdf.Encryption(owner="printer", user="reader", R=4, aes=True),
        "static_id": False,
        "stream_decode_level": None,
    }


def _cut_off(draft: Draft) -> None:
    draft.finish.append(lambda data: data[: data.rindex(b"startxref")])


def _empty_file(draft: Draft) -> None:
    draft.pdf.Root.Pages.Kids, draft.pdf.Root.Pages.Count = Array([]), 0


def _second_page(draft: Draft) -> None:
    draft.page.Contents = draft.pdf.make_stream(draft.content.encode("latin-1"))
    draft.pdf.pages.append(draft.page)


def _javascript(draft: Draft) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('tide')"))
    draft.pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("one"), script])))


def _action(draft: Draft) -> None:
    draft.pdf.Root.OpenAction = Dictionary(S=Name.Named, N=Name.Print)


def _embedded(draft: Draft) -> None:
    draft.pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a.txt"), Dictionary(Type=Name.Filespec)])))


def _layers(draft: Draft) -> None:
    layer = draft.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    draft.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def _lzw(draft: Draft) -> None:
    made = draft.form("Packed", "")
    made.write(lzw(b"0 0 0 0.3 k 20 100 40 40 re f "), filter=Name.LZWDecode)
    draft.add("/Packed Do")


def _lzw_picture(draft: Draft) -> None:
    made = draft.image("New", b"", (100, 50))
    made.write(lzw(bytes([60] * 4) * 5000), filter=Name.LZWDecode)
    draft.add("36 0 0 18 160 100 cm /New Do")


def _profile(draft: Draft, change: Callable[[bytes], bytes]) -> None:
    stream = draft.pdf.Root.OutputIntents[0].DestOutputProfile
    stream.write(change(stream.read_bytes()))


def _intent_of_page(draft: Draft) -> None:
    draft.page.OutputIntents = Array([intent(draft, "Coated")])


def _turn_over(draft: Draft) -> None:
    draft.content = f"q -1 0 0 1 {WIDTH} 0 cm {draft.content} Q\n"


def _one_picture(draft: Draft) -> None:
    draft.image("Whole", bytes([60] * 4) * (720 * 960), (720, 960))
    draft.content = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Whole Do Q"


def _annotation(draft: Draft) -> None:
    draft.page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([20, 100, 80, 120]))])


def _mark_outside(draft: Draft) -> None:
    draft.page.MediaBox = Array([-30, -30, WIDTH + 30, HEIGHT + 30])
    draft.add("0 0 0 1 K 0.5 w -20 0 m -8 0 l S")


def _postscript(draft: Draft) -> None:
    draft.resource("XObject", "Old", draft.pdf.make_indirect(draft.stream(b"showpage", Subtype=Name.PS)))
    draft.add("/Old Do")


def _descriptor(draft: Draft, name: str = "Body") -> pikepdf.Object:
    return draft.page.Resources.Font[f"/{name}"].DescendantFonts[0].FontDescriptor


def _unembed(draft: Draft) -> None:
    del _descriptor(draft)["/FontFile2"]


def _damage_font(draft: Draft) -> None:
    program = _descriptor(draft).FontFile2
    program.write(program.read_bytes()[:2000])


def _type3(draft: Draft) -> None:
    drawing = draft.pdf.make_indirect(draft.stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f"))
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 500, 700],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(box=drawing),
        Encoding=Dictionary(Differences=Array([97, Name("/box")])),
        FirstChar=97,
        LastChar=97,
        Widths=[600],
        Resources=Dictionary(),
    )
    draft.resource("Font", "Drawn", draft.pdf.make_indirect(font))
    draft.add("/Over gs BT 0 0 0 1 k /Drawn 9 Tf 20 150 Td (aa) Tj ET")


def _courier(draft: Draft) -> None:
    _descriptor(draft).FontName = Name("/ABCDEF+Courier")
    draft.page.Resources.Font.Body.BaseFont = Name("/ABCDEF+Courier")


def _icc(draft: Draft) -> None:
    stream = draft.pdf.Root.OutputIntents[0].DestOutputProfile
    in_space(draft, Array([Name.ICCBased, stream]), "0 0.2 0.2 0")


def _art(draft: Draft, ppi: float) -> None:
    draft.image("Lines", b"\xaa" * (13 * 100), (100, 100), None, ImageMask=True, BitsPerComponent=1)
    draft.add(f"0 0 0 1 k {7200 / ppi:.4f} 0 0 {7200 / ppi:.4f} 160 100 cm /Lines Do")


def _jpx(draft: Draft) -> None:
    made = draft.image("New", b"", (100, 50))
    made.write(b"\0\0\0\x0cjP  \r\n\x87\n", filter=Name.JPXDecode)
    draft.add("36 0 0 18 160 100 cm /New Do")


def _cut_picture(draft: Draft) -> None:
    place(draft, 200, data=bytes(1000))


def _state(draft: Draft, use: str = "0.2 0 0 0 k 20 100 40 40 re f", **entries: object) -> None:
    draft.state("New", **entries)
    draft.add(f"/New gs {use}")


def _soft_mask(draft: Draft) -> None:
    mask = draft.form("Mask", "", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    _state(draft, SMask=Dictionary(S=Name.Luminosity, G=mask))


def _group(draft: Draft) -> None:
    draft.form("Grouped", "0.2 0 0 0 k 20 100 40 40 re f", Group=Dictionary(S=Name.Transparency))
    draft.add("/Grouped Do")


def _reversed(draft: Draft, size: float, ground: str, face: str = "Bold") -> None:
    fill(draft, ground)
    set_type(draft, size, "0 0 0 0 k", face, "30 110", "Knock")


def _on_tint(draft: Draft) -> None:
    fill(draft, "0.4 0 0 0 k")
    set_type(draft, 9, where="30 110", state="Knock")


def _rule_on_tint(draft: Draft) -> None:
    fill(draft, "0.4 0 0 0 k")
    draft.add("/Knock gs 0 0 0 1 K 1 w 30 120 m 110 120 l S")


def _white_over(draft: Draft) -> None:
    fill(draft, "0 0 0 0.6 k")
    set_type(draft, 12, "0 0 0 0 k", "Bold", "30 110", "Over")


def _hot_pixel(draft: Draft) -> None:
    """A pixel of 260 % in a picture of a light tint: no square millimetre notices."""
    data = bytearray([60] * 4) * 5000
    data[4 * 2525 : 4 * 2525 + 4] = bytes([166, 166, 166, 166])
    place(draft, 200, data=bytes(data))


def _condition(draft: Draft, name: str) -> None:
    draft.pdf.Root.OutputIntents[0].OutputConditionIdentifier = String(name)


def _bleeding(draft: Draft, operators: str) -> None:
    draft.page.MediaBox = draft.page.BleedBox = Array([-9, -9, WIDTH + 9, HEIGHT + 9])
    draft.add(f"/Knock gs {operators}")


_WITH_BLEED = replace(PRESS, bleed=9.0, bleed_least=9.0)

BREAKS: tuple[Break, ...] = (
    Break("file-unreadable", lambda d: d.finish.append(lambda data: b"GIF89a" + data[8:])),
    Break("file-damaged", _cut_off),
    Break("file-encrypted", _encrypt),
    Break("file-encrypted", _lock),
    Break("file-empty", _empty_file),
    Break("file-pages", _second_page),
    Break("file-version", lambda d: setattr(d, "version", "1.7")),
    Break("file-standard", lambda d: setattr(d, "xmp", d.xmp.replace("PDF/X-4<", "PDF/X-4p<"))),
    Break("file-info", lambda d: setattr(d, "xmp", d.xmp.replace("xmp:ModifyDate", "xmp:Other"))),
    Break("file-trapped", lambda d: d.pdf.docinfo.__setitem__("/Trapped", Name("/True"))),
    Break("file-id", lambda d: d.finish.append(lambda data: data.replace(b"/ID [", b"/XX ["))),
    Break("file-javascript", _javascript),
    Break("file-actions", _action),
    Break("file-embedded", _embedded),
    Break("file-layers", _layers),
    Break("file-lzw", _lzw),
    Break("file-lzw", _lzw_picture),
    Break("intent-missing", lambda d: d.pdf.Root.__delitem__("/OutputIntents")),
    Break("intent-profile", lambda d: d.pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile")),
    Break("intent-invalid", lambda d: _profile(d, lambda data: data[:12] + b"mntr" + data[16:])),
    Break("intent-invalid", lambda d: _profile(d, lambda data: data[:16] + b"RGB " + data[20:])),
    Break("intent-invalid", lambda d: _profile(d, lambda data: data[:5000])),
    Break("intent-several", _intent_of_page),
    Break("intent-condition", lambda d: setattr(d.pdf.Root.OutputIntents[0], "OutputConditionIdentifier", String("Coated"))),
    Break("intent-mismatch", lambda d: _condition(d, "FOGRA39"), press=replace(PRESS, condition="FOGRA39")),
    Break("page-media", lambda d: d.finish.append(lambda data: data.replace(b"/MediaBox", b"/MediaBux"))),
    Break("page-trim", lambda d: d.page.__delitem__("/TrimBox")),
    Break("page-nested", lambda d: setattr(d.page, "CropBox", Array([10, 10, WIDTH, HEIGHT]))),
    Break("page-size", lambda d: None, expected=Expected(size=(WIDTH, HEIGHT + 5))),
    Break("page-sheet", lambda d: None, press=replace(PRESS, sheet=(WIDTH - 5, HEIGHT))),
    Break("page-bleed-least", lambda d: None, press=_WITH_BLEED),
    Break("page-bleed-most", lambda d: setattr(d.page, "TrimBox", Array([6, 6, WIDTH - 6, HEIGHT - 6]))),
    Break("page-unit", lambda d: setattr(d.page, "UserUnit", 1.1)),
    Break("page-turned", lambda d: setattr(d.page, "Rotate", 90)),
    Break("page-mirrored", _turn_over),
    Break("page-empty", lambda d: setattr(d, "content", "q Q")),
    Break("page-one-picture", _one_picture),
    Break("page-effects", lambda d: setattr(d.page, "Trans", Dictionary())),
    Break("page-annotation", _annotation),
    Break("page-marks", _mark_outside),
    Break("page-bleed-stops", lambda d: _bleeding(d, "0.2 0 0 0 k 0 100 40 40 re f"), press=_WITH_BLEED),
    Break("page-edge", lambda d: set_type(d, 9, where="20 2"), press=replace(PRESS, marks=PrintersMarks.CROP)),
    Break("page-live", lambda d: set_type(d, 9, where="20 2"), press=replace(PRESS, live=(WIDTH - 20, HEIGHT - 20))),
    Break("content-damaged", lambda d: d.add("foo")),
    Break("content-damaged", lambda d: setattr(d, "content", d.content + "Q")),
    Break("content-missing", lambda d: d.add("/Nothing Do")),
    Break("content-missing", lambda d: d.add("BT /Nothing 9 Tf 20 150 Td (a) Tj ET")),
    Break("content-postscript", _postscript),
    Break("font-unembedded", _unembed),
    Break("font-damaged", _damage_font),
    Break("font-damaged", lambda d: d.page.Resources.Font.Body.DescendantFonts[0].__delitem__("/CIDSystemInfo")),
    Break("font-glyph", lambda d: d.add("/Over gs BT 0 0 0 1 k /Body 9 Tf 20 150 Td <0000> Tj ET")),
    Break("font-glyph", lambda d: d.add("/Over gs BT 0 0 0 1 k /Serif 9 Tf 20 150 Td <FFF0> Tj ET")),
    Break("font-type3", _type3),
    Break("font-courier", _courier),
    Break("colour-rgb", lambda d: fill(d, "0.2 0.4 0.6 rg")),
    Break("colour-rgb", lambda d: place(d, 200, space=Name.DeviceRGB)),
    Break("colour-rgb", lambda d: in_space(d, Array([Name.Indexed, Name.DeviceRGB, 1, String("abcdef")]), "1")),
    Break("colour-rgb", lambda d: in_space(d, spot("Black", Name.DeviceRGB, (0, 0, 0)), "0.5")),
    Break("colour-gray", lambda d: fill(d, "0.5 g")),
    Break(
        "colour-calibrated", lambda d: in_space(d, Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.09])]), "0.5 0.5 0.5")
    ),
    Break("colour-lab", lambda d: in_space(d, Array([Name.Lab, Dictionary(WhitePoint=[0.95, 1, 1.09])]), "50 10 10")),
    Break("colour-icc", _icc),
    Break("colour-spot", lambda d: in_space(d, spot("Tide Red"), "0.8")),
    Break("colour-registration", lambda d: in_space(d, spot("All", solid=(0.5,) * 4), "0.3")),
    Break("colour-mono", lambda d: None, expected=Expected(mono=frozenset({1}))),
    Break("image-ppi-refused", lambda d: place(d, 99)),
    Break("image-ppi-least", lambda d: place(d, 149)),
    Break("art-ppi-refused", lambda d: _art(d, 549)),
    Break("art-ppi-least", lambda d: _art(d, 799)),
    Break("image-jpx", _jpx),
    Break("image-16bit", lambda d: place(d, 200, BitsPerComponent=16, data=bytes([60] * 8) * 5000)),
    Break("image-alternates", lambda d: place(d, 200, Alternates=Array([Dictionary()]))),
    Break("image-opi", lambda d: place(d, 200, OPI=Dictionary())),
    Break("image-damaged", _cut_picture),
    Break("state-transfer", lambda d: _state(d, TR=Dictionary(FunctionType=2, Domain=[0, 1], N=2))),
    Break("state-halftone", lambda d: _state(d, HT=Dictionary(HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round))),
    Break("state-black", lambda d: _state(d, UCR=Dictionary(FunctionType=2, Domain=[0, 1], N=2))),
    Break("transparency-alpha", lambda d: _state(d, ca=0.5)),
    Break("transparency-blend", lambda d: _state(d, BM=Name.Multiply)),
    Break("transparency-mask", _soft_mask),
    Break("transparency-mask", lambda d: place(d, 200, SMask=d.image("Soft", bytes(5000), (100, 50), Name.DeviceGray))),
    Break("transparency-group", _group),
    Break("line-refused", lambda d: rule(d, 0)),
    Break("line-refused", lambda d: fill(d, "0 0 0 1 k", "20 90 200 0.2", "/Over gs")),
    Break("line-refused", lambda d: d.add("/Over gs 0.1 0 0 0.1 0 0 cm 0 0 0 1 K 2 w 200 900 m 2800 900 l S")),
    Break("line-least", lambda d: rule(d, 0.4)),
    Break("line-rich-black", lambda d: rule(d, 1, "0.6 0 0 1 K")),
    Break("type-least", lambda d: set_type(d, 4.5)),
    Break(
        "type-least",
        lambda d: d.add(f"/Over gs 0.5 0 0 0.5 0 0 cm BT 0 0 0 1 k /Body 9 Tf 40 300 Td {glyphs('Body', 'Tide')} Tj ET"),
    ),
    Break("type-inks", lambda d: set_type(d, 9, "0 1 0.8 0 k", state="Knock")),
    Break("type-rich-black", lambda d: set_type(d, 24, "0.5 0.3 0.2 1 k", state="Knock")),
    Break("type-reversed", lambda d: _reversed(d, 7, "0 0 0 1 k")),
    Break("type-reversed-light", lambda d: _reversed(d, 9, "0 0 0 1 k", "Body")),
    Break("type-reversed-inks", lambda d: _reversed(d, 9, "0.8 0.6 0 0 k")),
    Break("overprint-type", _on_tint),
    Break("overprint-rule", _rule_on_tint),
    Break("overprint-white", _white_over),
    Break("ink-most", lambda d: fill(d, "0.8 0.7 0.6 0.2 k")),
    Break("ink-peak", _hot_pixel),
    Break("ink-computed", lambda d: None, ink=lambda data: []),
)
