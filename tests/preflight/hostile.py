"""Files that were made to choke whoever reads them, each with the rules that it is told by."""

import io
import zlib
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from tests.preflight.breaks import in_space, place, spot
from tests.preflight.files import HEIGHT, WIDTH, Draft, glyphs, good

Spoil = Callable[[Draft], object]


def _bomb(length: int, byte: bytes = b"\0") -> bytes:
    """Zlib that unpacks to so many bytes, made piece by piece."""
    packer = zlib.compressobj(9)
    piece = byte * (1_000_000 // len(byte))
    out = [packer.compress(piece) for _ in range(length // len(piece))]
    return b"".join(out) + packer.flush()


def _packed(draft: Draft, data: bytes, **entries: object) -> Stream:
    made = Stream(draft.pdf, data)
    made.Filter = Name.FlateDecode
    for key, value in entries.items():
        made[f"/{key}"] = value
    return draft.pdf.make_indirect(made)


def _form(draft: Draft, name: str, data: bytes) -> Stream:
    made = _packed(draft, data, Subtype=Name.Form, BBox=Array([0, 0, WIDTH, HEIGHT]))
    draft.resource("XObject", name, made)
    draft.add(f"/{name} Do")
    return made


def _image(draft: Draft, data: bytes, size: tuple[int, int], **entries: object) -> Stream:
    told = {"Subtype": Name.Image, "BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK, **entries}
    made = _packed(draft, data, Width=size[0], Height=size[1], **told)
    draft.resource("XObject", "New", made)
    draft.add("36 0 0 18 160 100 cm /New Do")
    return made


def _jpeg(draft: Draft, data: bytes, size: tuple[int, int], **entries: object) -> None:
    made = _image(draft, b"", size, **entries)
    made.write(data, filter=Name.DCTDecode)


def _a_jpeg(size: tuple[int, int] = (100, 50), **options: object) -> bytes:
    written = io.BytesIO()
    Image.new("CMYK", size, (30, 30, 30, 0)).save(written, "JPEG", **options)
    return written.getvalue()


def _claimed(data: bytes, width: int, height: int) -> bytes:
    """A JPEG whose frame says that it is of another size."""
    place = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
    return data[: place + 5] + height.to_bytes(2) + width.to_bytes(2) + data[place + 9 :]


def _laughs(draft: Draft) -> None:
    """Fifteen forms, each painting the next ten times: ten to the fifteenth marks."""
    below = draft.form("L0", "0 0 0 0.2 k 20 100 40 40 re f")
    for level in range(1, 15):
        told = Dictionary(XObject=Dictionary(Below=draft.pdf.make_indirect(below)))
        below = draft.form(f"L{level}", "/Below Do " * 10, Resources=told)
    draft.add("/L14 Do")


def _circle(draft: Draft) -> None:
    made = draft.form("Circle", "/Circle Do")
    made.Resources = draft.page.Resources
    draft.add("/Circle Do")


def _deep(draft: Draft) -> None:
    below = draft.form("D0", "0 0 0 0.2 k 20 100 40 40 re f")
    for level in range(1, 60):
        below = draft.form(
            f"D{level}", "/Below Do", Resources=Dictionary(XObject=Dictionary(Below=draft.pdf.make_indirect(below)))
        )
    draft.add("/D59 Do")


def _tree_in_a_circle(draft: Draft) -> None:
    draft.pdf.Root.Pages.Kids.append(draft.pdf.Root.Pages)


def _one_page_many_times(draft: Draft) -> None:
    draft.page.Contents = draft.pdf.make_stream(b"")
    draft.pdf.Root.Pages.Kids = Array([draft.page.obj] * 20_000)
    draft.pdf.Root.Pages.Count = 20_000


def _parents_in_a_circle(draft: Draft) -> None:
    del draft.page["/MediaBox"]
    draft.pdf.Root.Pages.Parent = draft.pdf.Root.Pages


def _object_bomb(draft: Draft) -> None:
    """An object stream, which qpdf unpacks whole as soon as an object in it is asked for."""
    data = _bomb(600_000_000, b" ")

    def change(written: bytes) -> bytes:
        head = b"%%PDF-1.6\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        head = head.replace(b"%%", b"%")
        stream = (
            b"5 0 obj\n<</Type/ObjStm/N 1/First 10/Filter/FlateDecode/Length %d>>\nstream\n" % len(data)
            + data
            + b"\nendstream\nendobj\n"
        )
        table = head + stream
        rows = [(0, 0, 255), (1, 9, 0), (2, 5, 0), (0, 0, 0), (0, 0, 0), (1, len(head), 0), (1, len(table), 0)]
        packed = b"".join(kind.to_bytes(1) + where.to_bytes(4) + more.to_bytes(1) for kind, where, more in rows)
        xref = b"6 0 obj\n<</Type/XRef/W[1 4 1]/Size 7/Root 1 0 R/Length %d>>\nstream\n" % len(packed)
        return table + xref + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(table)

    draft.finish.append(change)


def _xmp_laughs(draft: Draft) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    draft.xmp = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l11;</x>'


def _deep_xmp(draft: Draft) -> None:
    draft.xmp = "<title>" * 100_000 + "</title>" * 100_000


def _spaces_on_spaces(draft: Draft) -> None:
    space: object = Name.DeviceCMYK
    for level in range(60):
        space = Array([Name.Indexed, space, 0, String("a")]) if level % 2 else spot(f"S{level}", space)
    in_space(draft, space, "0")


def _endless_widths(draft: Draft) -> None:
    draft.page.Resources.Font.Body.DescendantFonts[0].W = Array([0, 65535, 500] * 30_000)


def _many_rectangles(draft: Draft) -> None:
    draft.content += f"0.2 0 0 0 k 0 0 {WIDTH} {HEIGHT} re f\n" * 100_000


def _many_lines_of_type(draft: Draft) -> None:
    draft.content += "/Knock gs BT 0 0 0 1 k /Body 9 Tf 30 330 Td\n" + f"0 0 Td {glyphs('Body', 'T')} Tj\n" * 300_000 + "ET\n"


def _many_pictures(draft: Draft) -> None:
    place(draft, 200)
    draft.content += "".join(f"q {290 - n % 97} 0 0 {390 - n % 89} 0 0 cm /New Do Q\n" for n in range(20_000))


def _many_spots(draft: Draft) -> None:
    for number in range(2_000):
        draft.resource("ColorSpace", f"S{number}", spot(f"Spot {number}"))
        draft.add(f"/S{number} cs 0.5 scn 20 100 40 40 re f")


def _glyph_of_itself(draft: Draft) -> None:
    drawing = draft.pdf.make_indirect(draft.stream(b"600 0 d0 BT /Own 1 Tf (aaaa) Tj ET"))
    font = draft.pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 1, 1],
            FontMatrix=[1, 0, 0, 1, 0, 0],
            CharProcs=Dictionary(a=drawing),
            Encoding=Dictionary(Differences=Array([97, Name.a])),
            FirstChar=97,
            LastChar=97,
            Widths=[1],
        )
    )
    font.Resources = Dictionary(Font=Dictionary(Own=font))
    draft.resource("Font", "Own", font)
    draft.add("/Over gs BT 0 0 0 1 k /Own 9 Tf 20 150 Td (a) Tj ET")


def _pattern_of_itself(draft: Draft) -> None:
    tile = draft.stream(b"/Pattern cs /Own scn 0 0 5 5 re f", PatternType=1, PaintType=1, TilingType=1, XStep=5, YStep=5)
    tile.BBox = Array([0, 0, 5, 5])
    whole = draft.pdf.make_indirect(tile)
    whole.Resources = Dictionary(Pattern=Dictionary(Own=whole))
    draft.resource("Pattern", "Own", whole)
    draft.add("/Pattern cs /Own scn 20 100 40 40 re f")


def _numbers_beyond(draft: Draft) -> None:
    huge = "9" * 400
    draft.add(f"{huge} 0 0 {huge} 0 0 cm 0 0 0 1 k 0 0 {huge} {huge} re f BT /Body {huge} Tf {huge} 0 Td <0001> Tj ET /Photo Do")
    draft.add("0 0 0 0 0 0 cm 0 0 9 9 re f /Photo Do BT /Body 9 Tf <0001> Tj ET")


def _a_pixel_bomb(draft: Draft) -> None:
    _image(draft, _bomb(300_000_000), (8000, 8000))


def _a_box_of_nothing(draft: Draft) -> None:
    draft.page.MediaBox = draft.page.TrimBox = draft.page.BleedBox = Array([0, 0, 0.001, 900_000_000])


def _wrong_kinds(draft: Draft) -> None:
    draft.page.Resources.Font.Body = Array([1, 2])
    draft.page.Resources.ExtGState = Name.Wrong
    draft.page.Annots = Dictionary(Wrong=1)
    draft.page.Rotate = String("left")
    draft.page.TrimBox = Array([Name.a, Name.b, Name.c, Name.d])
    draft.pdf.Root.Names = Array([])
    draft.pdf.Root.OutputIntents = Array([1, Name.a, Dictionary(S=Name.GTS_PDFX, DestOutputProfile=Name.none)])


def _lzw(stream: Stream) -> Stream:
    """Each code of twelve bits stands for a string one longer than the one before."""
    codes = [256, 0, *range(258, 4090)] * 80
    width, bits = 9, []
    for code in codes:
        width = width if code == 256 else max(9, (code + 1).bit_length())
        bits.append(f"{code:0{width}b}")
    joined = "".join(bits)
    stream.write(int(joined + "0" * (-len(joined) % 8), 2).to_bytes((len(joined) + 7) // 8), filter=Name.LZWDecode)
    return stream


def _absurd_mode(draft: Draft) -> None:
    draft.add(f"BT {'9' * 400} Tr /Body 9 Tf 20 150 Td <0001> Tj ET BT /Body 9 Tf [<0001> {'9' * 400} <0001> -{'9' * 400}] TJ ET")


def _absurd_index(draft: Draft) -> None:
    draft.resource("ColorSpace", "Table", Array([Name.Indexed, Name.DeviceCMYK, 1, String(b"\0" * 8)]))
    draft.add(f"/Table cs {'9' * 400} sc 20 100 40 40 re f -{'9' * 400} sc 20 100 40 40 re f")


def _tables(draft: Draft, table: Stream) -> None:
    for number in range(10):
        space = draft.pdf.make_indirect(Array([Name.Indexed, Name.DeviceCMYK, 255, table]))
        draft.resource("ColorSpace", f"T{number}", space)
        draft.add(f"/T{number} cs 0 sc 20 100 40 40 re f")


def _many_tables(draft: Draft) -> None:
    """As many tables of the greatest length as the operators allow, each packed into nothing."""
    packed = zlib.compress(bytes(8_192))
    for number in range(20_000):
        base = Array([Name.DeviceN, Array([Name(f"/I{ink}") for ink in range(32)]), Name.DeviceCMYK, Dictionary(FunctionType=4)])
        space = Array([Name.Indexed, base, 255, _packed(draft, packed)])
        draft.resource("ColorSpace", f"T{number}", draft.pdf.make_indirect(space))
    draft.content += "".join(f"/T{number} cs\n" for number in range(20_000))


def _sampled(draft: Draft, data: bytes, times: int, *, direct: bool = False) -> Stream:
    told = {"FunctionType": 0, "Domain": Array([0, 1]), "Range": Array([0, 1] * 4), "Size": Array([65536]), "BitsPerSample": 8}
    made = _packed(draft, data, **told)
    function = Dictionary(FunctionType=3, Domain=[0, 1], Functions=[made], Bounds=[], Encode=[0, 1]) if direct else made
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 1, 1]), Function=function)
    draft.resource("Shading", "Blend", shading)
    draft.content += "/Blend sh\n" * times
    return made


def _noise() -> bytes:
    return zlib.compress(b"".join(number.to_bytes(4) for number in range(65_536)))


def _function_of_itself(draft: Draft) -> None:
    function = draft.pdf.make_indirect(Dictionary(FunctionType=3, Domain=[0, 1], Bounds=[], Encode=[0, 1]))
    function.Functions = Array([function] * 1000)
    draft.resource("Shading", "Blend", Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Function=function))
    draft.add("/Blend sh")


def _wide_font(draft: Draft) -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.X, FirstChar=0, Widths=Array([500] * 60_000))


def _many_states(draft: Draft) -> None:
    draft.state("Set", Font=Array([draft.pdf.make_indirect(_wide_font(draft)), 9]))
    draft.content += "/Set gs\n" * 10_000


def _many_fonts(draft: Draft) -> None:
    """Fonts of sixty-five thousand widths in a few bytes each."""
    for number in range(1_000):
        below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.X, W=Array([0, 65535, 500]))
        told = {"Subtype": Name.Type0, "BaseFont": Name.X, "Encoding": Name("/Identity-H"), "DescendantFonts": Array([below])}
        draft.resource("Font", f"F{number}", draft.pdf.make_indirect(Dictionary(Type=Name.Font, **told)))
        draft.add(f"BT /F{number} 9 Tf 20 150 Td <0001> Tj ET")


HOSTILE: dict[str, tuple[Spoil, set[str]]] = {
    "nothing at all": (lambda d: d.finish.append(lambda data: b""), {"file-unreadable"}),
    "a header and no more": (lambda d: d.finish.append(lambda data: b"%PDF-1.6\n"), {"file-unreadable"}),
    "a header and noise": (lambda d: d.finish.append(lambda data: b"%PDF-1.6\n" + bytes(range(256)) * 4000), {"file-unreadable"}),
    "half a file": (lambda d: d.finish.append(lambda data: data[: len(data) // 2]), {"file-unreadable", "file-damaged"}),
    "a content stream that unpacks to 600 MB": (lambda d: _form(d, "Bomb", _bomb(600_000_000)), {"limit-stream"}),
    "a content stream of 39 MB of operators": (lambda d: _form(d, "Long", _bomb(39_000_000, b"q Q ")), {"limit-operators"}),
    "a content stream of 39 MB of brackets": (lambda d: _form(d, "Open", _bomb(39_000_000, b"((((")), {"limit-operators"}),
    "a content stream of 39 MB of one array": (lambda d: _form(d, "Array", _bomb(39_000_000, b"[ 1 ")), set()),
    "a content stream that unpacks by LZW to 600 MB": (lambda d: _lzw(_form(d, "Bomb", b"")), {"limit-stream"}),
    "a table of colours that unpacks by LZW to 600 MB": (
        lambda d: _tables(d, _lzw(_packed(d, b""))),
        {"limit-stream"},
    ),
    "a gradient that unpacks by LZW to 600 MB": (lambda d: _lzw(_sampled(d, b"", 20)), {"limit-stream"}),
    "a list of glyphs that unpacks by LZW to 600 MB": (
        lambda d: setattr(d.page.Resources.Font.Body.DescendantFonts[0], "CIDToGIDMap", _lzw(_packed(d, b""))),
        {"limit-stream"},
    ),
    "a list of glyphs that unpacks to 120 MB": (
        lambda d: setattr(d.page.Resources.Font.Body.DescendantFonts[0], "CIDToGIDMap", _packed(d, _bomb(120_000_000))),
        {"font-glyph"},
    ),
    "ten tables of colours on a stream of 120 MB": (lambda d: _tables(d, _packed(d, _bomb(120_000_000, b"\xff"))), {"ink-most"}),
    "ten tables of colours on a stream of 600 MB": (lambda d: _tables(d, _packed(d, _bomb(600_000_000))), {"limit-stream"}),
    "twenty thousand tables of 8 kB": (_many_tables, {"limit-stream"}),
    "twenty gradients of 120 MB": (lambda d: _sampled(d, _bomb(120_000_000, b"\xff"), 20), {"ink-most"}),
    "a thousand gradients of 65,536 colours": (lambda d: _sampled(d, _noise(), 1_000, direct=True), {"limit-operators"}),
    "a function made of a thousand of itself": (_function_of_itself, {"limit-operators"}),
    "a state with a font of 60,000 widths, set ten thousand times": (_many_states, set()),
    "a thousand fonts of 65,000 widths": (_many_fonts, {"limit-stream"}),
    "a mode of type of four hundred digits": (_absurd_mode, set()),
    "a colour's index of four hundred digits": (_absurd_index, set()),
    "a path of a million points": (lambda d: _form(d, "Path", _bomb(20_000_000, b"1 1 m 9 9 l ")), {"limit-operators"}),
    "ten to the fifteenth forms": (_laughs, {"limit-operators"}),
    "a form that paints itself": (_circle, {"content-damaged"}),
    "sixty forms within each other": (_deep, {"limit-depth"}),
    "a page tree in a circle": (_tree_in_a_circle, {"file-damaged", "file-unreadable"}),
    "one page twenty thousand times": (_one_page_many_times, {"file-damaged", "limit-pages", "file-unreadable"}),
    "parents in a circle": (_parents_in_a_circle, {"page-media", "file-damaged", "file-unreadable"}),
    "an object stream that unpacks to 600 MB": (_object_bomb, {"file-unreadable", "file-damaged", "file-empty"}),
    "entities that unfold to gigabytes": (_xmp_laughs, {"file-standard"}),
    "metadata a hundred thousand elements deep": (_deep_xmp, {"file-standard"}),
    "sixty colour spaces on each other": (_spaces_on_spaces, {"content-damaged"}),
    "widths given thirty thousand times": (_endless_widths, set()),
    "a hundred thousand rectangles over each other": (_many_rectangles, {"limit-marks"}),
    "three hundred thousand lines of type": (_many_lines_of_type, {"limit-marks"}),
    "twenty thousand pictures": (_many_pictures, {"limit-marks"}),
    "two thousand spot inks": (_many_spots, {"colour-spot"}),
    "a glyph that shows itself": (_glyph_of_itself, {"font-type3"}),
    "a pattern that is filled with itself": (_pattern_of_itself, {"content-damaged"}),
    "numbers beyond any page": (_numbers_beyond, set()),
    "a thousand graphics states": (lambda d: setattr(d, "content", "q " * 1000 + d.content), {"limit-depth"}),
    "a page a hundred miles high": (_a_box_of_nothing, {"page-sheet"}),
    "nothing of the kind that it should be": (_wrong_kinds, {"content-missing"}),
    "a picture of 64 million pixels": (_a_pixel_bomb, {"limit-pixels"}),
    "a picture that unpacks to 600 MB": (lambda d: _image(d, _bomb(600_000_000), (100, 50)), {"image-damaged"}),
    "a picture of 36 million pixels": (lambda d: _image(d, _bomb(144_000_000), (6000, 6000)), {"limit-pixels"}),
    "a picture of no pixels": (lambda d: _image(d, b"", (0, 0)), {"image-damaged"}),
    "a picture with a minus": (lambda d: _image(d, b"", (-5, -5)), {"image-damaged"}),
    "a JPEG that says 60,000 x 60,000": (
        lambda d: _jpeg(d, _claimed(_a_jpeg(), 60_000, 60_000), (60_000, 60_000)),
        {"limit-pixels"},
    ),
    "a JPEG of another size than it says": (lambda d: _jpeg(d, _claimed(_a_jpeg(), 6_000, 6_000), (100, 50)), {"image-damaged"}),
    "a JPEG cut off": (lambda d: _jpeg(d, _a_jpeg((800, 400))[:3000], (800, 400)), {"image-damaged"}),
    "a JPEG of noise": (lambda d: _jpeg(d, b"\xff\xd8\xff" + bytes(5000), (100, 50)), {"image-damaged"}),
    "a JPEG that is none": (lambda d: _jpeg(d, b"%!PS-Adobe", (100, 50)), {"image-damaged"}),
    "a JPEG of 39 million pixels": (lambda d: _jpeg(d, _a_jpeg((6500, 6000)), (6500, 6000)), {"ink-most"}),
    "a progressive JPEG of 39 million": (
        lambda d: _jpeg(d, _claimed(_a_jpeg((650, 600), progressive=True), 6500, 6000), (6500, 6000)),
        {"limit-pixels"},
    ),
    "an RGB JPEG that is said to be CMYK": (
        lambda d: _jpeg(d, (lambda w: (Image.new("RGB", (100, 50)).save(w, "JPEG"), w.getvalue())[1])(io.BytesIO()), (100, 50)),
        {"image-damaged"},
    ),
    "a font of noise": (
        lambda d: d.page.Resources.Font.Body.DescendantFonts[0].FontDescriptor.FontFile2.write(b"\0\1\0\0" + b"\xff" * 9000),
        {"font-damaged"},
    ),
    "a font that unpacks to 600 MB": (
        lambda d: setattr(
            d.page.Resources.Font.Body.DescendantFonts[0].FontDescriptor, "FontFile2", _packed(d, _bomb(600_000_000))
        ),
        {"font-damaged"},
    ),
    "a CFF font of noise": (
        lambda d: d.page.Resources.Font.Serif.DescendantFonts[0].FontDescriptor.FontFile3.write(b"\1\0\4\4" + b"\xff" * 9000),
        {"font-damaged"},
    ),
    "a profile that unpacks to 600 MB": (
        lambda d: setattr(d.pdf.Root.OutputIntents[0], "DestOutputProfile", _packed(d, _bomb(600_000_000))),
        {"intent-invalid"},
    ),
    "a profile of noise": (lambda d: d.pdf.Root.OutputIntents[0].DestOutputProfile.write(b"\xff" * 300), {"intent-invalid"}),
    "an inline picture without end": (lambda d: d.add("BI /W 100 /H 50 /CS /CMYK /BPC 8 ID " + "x" * 9000), set()),
    "a picture under a hundred filters": (
        lambda d: setattr(_image(d, b"", (100, 50)), "Filter", Array([Name.FlateDecode] * 100)),
        {"image-damaged"},
    ),
    "arrays ten thousand deep": (
        lambda d: d.finish.append(lambda data: data.replace(b"/BleedBox [", b"/BleedBox " + b"[" * 10_000, 1)),
        {"file-damaged", "file-unreadable"},
    ),
}


def hostile(name: str) -> bytes:
    """One of them."""
    draft = good()
    HOSTILE[name][0](draft)
    return draft.bytes()
