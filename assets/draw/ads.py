"""Sets the Herald's two advertisements as CMYK PDFs: `python assets/draw/ads.py [--fonts folder] [--profile file]`."""

from __future__ import annotations

import argparse
import io
import sys
import uuid
from pathlib import Path

import numpy as np
import pikepdf
from fontTools import ttLib
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, ImageCms
from reportlab import rl_config
from reportlab.lib.colors import CMYKColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import type_case  # noqa: E402

REPO = HERE.parents[1]
COLUMN, GUTTER = 140.55, 12.76
INK_LIMIT = 2.18  # what newsprint-220 promises
CAP = 2.10  # before JPEG, which adds a few percent in single pixels
FACES = {
    "DisplayLightItalic": "SourceSerif4Display-LightIt",
    "DisplayLight": "SourceSerif4Display-Light",
    "DisplaySemibold": "SourceSerif4Display-Semibold",
    "SubheadLight": "SourceSerif4Subhead-Light",
    "Text": "SourceSerif4SmText-Regular",
    "Sans": "LibreFranklin-Regular",
    "SansMedium": "LibreFranklin-Medium",
    "SansBold": "LibreFranklin-Bold",
}

BLACK = CMYKColor(0, 0, 0, 1)
WHITE = CMYKColor(0, 0, 0, 0)
BRAND = CMYKColor(1, 0.60, 0, 0.20)


def columns(count: int) -> float:
    """The width of so many columns with their gutters."""
    return count * COLUMN + (count - 1) * GUTTER


class Sheet:
    """One advertisement: y runs up from its foot, lengths are points."""

    def __init__(self, path: Path, width: float, depth: float, title: str):
        self.width, self.depth = width, depth
        whole = (0, 0, width, depth)
        self.pen = Canvas(
            str(path),
            pagesize=(width, depth),
            invariant=1,
            pageCompression=1,
            trimBox=whole,
            bleedBox=whole,
            artBox=None,
            initialFontName="Text",
            enforceColorSpace="CMYK",
        )
        self.pen.setTitle(title)
        self.pen.setAuthor("Broadsheet")
        self.pen.setOverprintMask(1)

    def ink(self, colour: CMYKColor) -> None:
        """Fill and stroke in a colour; black alone overprints, everything else knocks out."""
        alone = colour == BLACK
        self.pen.setFillOverprint(alone)
        self.pen.setStrokeOverprint(alone)
        self.pen.setFillColor(colour)
        self.pen.setStrokeColor(colour)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        face: str,
        size: float,
        colour: CMYKColor = BLACK,
        at: str = "left",
        track: float = 0,
    ) -> float:
        """A kerned line; `track` in em. Gives the line's width."""
        wide = self.measure(words, face, size, track)
        left = x - {"left": 0, "centre": wide / 2, "right": wide}[at]
        self.ink(colour)
        font = pdfmetrics.getFont(face)
        self.pen.setFont(face, size)
        for step, letter in zip(_advances(words, font, size, track), words):
            self.pen.drawString(left, y, letter)
            left += step
        return wide

    def measure(self, words: str, face: str, size: float, track: float = 0) -> float:
        return sum(_advances(words, pdfmetrics.getFont(face), size, track)) - track * size

    def rule(self, x0: float, y0: float, x1: float, y1: float, weight: float, colour: CMYKColor = BLACK) -> None:
        self.ink(colour)
        self.pen.setLineWidth(weight)
        self.pen.line(x0, y0, x1, y1)

    def panel(self, x: float, y: float, wide: float, deep: float, colour: CMYKColor) -> None:
        self.ink(colour)
        self.pen.rect(x, y, wide, deep, stroke=0, fill=1)

    def frame(self, inset: float, weight: float) -> None:
        self.ink(BLACK)
        self.pen.setLineWidth(weight)
        self.pen.rect(inset, inset, self.width - 2 * inset, self.depth - 2 * inset, stroke=1, fill=0)

    def shape(self, start, *curves, colour: CMYKColor) -> None:
        """A closed path of straight (x, y) and Bezier (six numbers) pieces."""
        self.ink(colour)
        path = self.pen.beginPath()
        path.moveTo(*start)
        for piece in curves:
            path.lineTo(*piece) if len(piece) == 2 else path.curveTo(*piece)
        path.close()
        self.pen.drawPath(path, stroke=0, fill=1)

    def done(self) -> None:
        self.pen.showPage()
        self.pen.save()


def _advances(words: str, font: TTFont, size: float, track: float) -> list[float]:
    """Each letter's step, kerned; ReportLab itself does not kern."""
    shaper = SHAPERS.get(font.fontName)
    steps = [font.face.charWidths.get(ord(ch), font.face.defaultWidth) / 1000 for ch in words]
    if shaper:
        steps = [s + k for s, k in zip(steps, shaper(words))]
    return [(s + track) * size for s in steps]


SHAPERS: dict[str, object] = {}


def truetype(path: Path) -> str | io.BytesIO:
    """A font that ReportLab can embed: it takes no CFF outlines, so these are redrawn in quadratic curves."""
    if path.suffix.lower() != ".otf":
        return str(path)
    font = ttLib.TTFont(path, recalcTimestamp=False)
    glyphs, drawn = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, max_err=0.5, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = ttLib.newTable("loca")
    font["glyf"] = glyf = ttLib.newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = font.getGlyphOrder(), drawn
    for name, (step, _) in list(font["hmtx"].metrics.items()):
        drawn[name].recalcBounds(glyf)
        font["hmtx"].metrics[name] = (step, getattr(drawn[name], "xMin", 0))
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    limits.maxZones = 1
    for field in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions".split()
    ):
        setattr(limits, field, 0)
    limits.maxComponentElements = 0
    font["post"].formatType = 3.0
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    font.sfntVersion = "\000\001\000\000"
    out = io.BytesIO()
    font.save(out)
    out.seek(0)
    return out


def kerning(path: Path):
    """A function that gives the kern after each letter, in em, by HarfBuzz with ligatures off."""
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(str(path)))
    font, em = hb.Font(face), face.upem

    def kerns(words: str) -> list[float]:
        plain, kerned = [], []
        for out, on in ((plain, False), (kerned, True)):
            run = hb.Buffer()
            run.add_str(words)
            run.guess_segment_properties()
            hb.shape(
                font,
                run,
                {"kern": on, "liga": False, "clig": False, "dlig": False, "calt": False, "ccmp": False, "locl": False},
            )
            out.extend(p.x_advance / em for p in run.glyph_positions)
        return [k - p for k, p in zip(kerned, plain)]

    return kerns


def separated(path: Path, profile: Path, crop: tuple[int, int, int, int], wide: int) -> bytes:
    """The crop as a CMYK JPEG `wide` pixels across, no pixel above the limit."""
    picture = Image.open(path).convert("RGB").crop(crop)
    picture = picture.resize((wide, round(picture.height * wide / picture.width)), Image.Resampling.LANCZOS)
    turn = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        str(profile),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    ink = np.asarray(ImageCms.applyTransform(picture, turn), np.float32) / 255
    room = np.clip(CAP - ink[..., 3:], 0, None)
    colours = ink[..., :3] * np.minimum(1, room / np.maximum(ink[..., :3].sum(2, keepdims=True), 1e-6))
    capped = np.concatenate([colours, ink[..., 3:]], 2)
    out = io.BytesIO()
    Image.fromarray(np.round(capped * 255).astype(np.uint8), "CMYK").save(out, "JPEG", quality=94, subsampling=0)
    greatest = np.asarray(Image.open(io.BytesIO(out.getvalue())), np.float32).sum(2).max() / 255
    assert greatest <= INK_LIMIT, f"{path.name}: {greatest:.0%} ink after JPEG"
    return out.getvalue()


def marine(folder: Path, profile: Path) -> None:
    """Two columns: a packet line's winter crossings; picture above, a black foot, a thin frame."""
    sheet = Sheet(folder / "A1207-marine.pdf", columns(2), 289.0, "Marlow & Finch Packets: Winter crossings")
    w, h = sheet.width, sheet.depth
    deep = 138.0
    rows = round(2000 * deep / w)
    jpeg = separated(REPO / "assets/pictures/packet.jpg", profile, (0, 0, 2000, rows), 1000)
    file = folder / ".packet.jpg"
    file.write_bytes(jpeg)
    sheet.pen.drawImage(str(file), 0, h - deep, w, deep)
    middle = w / 2
    sheet.text(middle, h - deep - 38, "Winter crossings", "DisplayLightItalic", 32, BRAND, "centre", -0.004)
    sheet.text(
        middle,
        h - deep - 57,
        "Two nights to the snow, one cabin with a stove",
        "SubheadLight",
        11.8,
        BLACK,
        "centre",
    )
    sheet.rule(middle - 20, h - deep - 69, middle + 20, h - deep - 69, 2, BRAND)
    sheet.text(middle, h - deep - 88, "from £148 a berth, breakfast aboard", "SansMedium", 9, BLACK, "centre")
    sheet.text(middle, h - deep - 102, "Sailings Tuesday and Friday from Customs Quay", "Sans", 8, BLACK, "centre")
    sheet.panel(0, 0, w, 32, BLACK)
    sheet.text(middle, 12.4, "MARLOW & FINCH PACKETS", "SansBold", 10.2, WHITE, "centre", 0.12)
    sheet.frame(0.25, 0.5)
    sheet.done()
    file.unlink()


def bank(folder: Path, profile: Path) -> None:
    """One column, black only: a building society's savings bond in a double frame."""
    sheet = Sheet(folder / "A1215-bank.pdf", columns(1), 260.0, "Tidewater Building Society: two-year bond")
    w, h = sheet.width, sheet.depth
    middle = w / 2
    sheet.frame(0.75, 1.5)
    sheet.frame(4.0, 0.5)
    _door(sheet, middle, h - 39)
    for i, line in enumerate(("A house is", "mostly", "patience.")):
        sheet.text(middle, h - 77 - i * 23, line, "DisplayLight", 23, BLACK, "centre", -0.004)
    sheet.rule(middle - 14, h - 135, middle + 14, h - 135, 0.5)
    wide = sheet.measure("4.15", "DisplaySemibold", 42) + 2 + sheet.measure("%", "DisplaySemibold", 21)
    step = sheet.text(middle - wide / 2, h - 175, "4.15", "DisplaySemibold", 42)
    sheet.text(middle - wide / 2 + step + 2, h - 175 + 13.9, "%", "DisplaySemibold", 21)
    sheet.text(middle, h - 188, "gross a year, for two years", "SansMedium", 8, BLACK, "centre")
    for i, line in enumerate(("From £500. Interest each November.", "No withdrawals before it is due.")):
        sheet.text(middle, h - 201 - i * 9, line, "Sans", 6.8, BLACK, "centre")
    sheet.panel(4, 4, w - 8, 38, BLACK)
    sheet.text(middle, 26, "TIDEWATER", "SansBold", 10.5, WHITE, "centre", 0.16)
    sheet.text(middle, 13.5, "Building Society, since 1874", "SansBold", 8, WHITE, "centre")
    sheet.done()


def as_x4(path: Path, profile: Path) -> None:
    """The advertisement as PDF/X-4 (ISO 15930-7): what it was made for, and who made it when, stand in it."""
    when = "2026-11-20T10:00:00+00:00"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        intent = pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFX,
            OutputConditionIdentifier="newsprint-220",
            Info="Coldset newsprint, 220 %",
            DestOutputProfile=pikepdf.Stream(pdf, profile.read_bytes(), N=4, Alternate=pikepdf.Name.DeviceCMYK),
        )
        pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])
        pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
        title = str(pdf.docinfo["/Title"])
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            told.register_xml_namespace("http://www.npes.org/pdfx/ns/id/", "pdfxid")
            told["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
            told["pdf:Trapped"] = "False"
            told["dc:title"] = title
            for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
                told[key] = when
            identity = "uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, path.name))
            told["xmpMM:DocumentID"] = told["xmpMM:InstanceID"] = identity
            told["xmpMM:VersionID"], told["xmpMM:RenditionClass"] = "1", "default"
        pdf.save(path, force_version="1.6", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def _door(sheet: Sheet, x: float, y: float) -> None:
    """A front door with a fanlight, the society's sign."""
    sheet.ink(BLACK)
    pen = sheet.pen
    pen.setLineWidth(0.9)
    pen.rect(x - 8, y - 8, 16, 24, stroke=1, fill=0)
    path = pen.beginPath()
    path.moveTo(x - 8, y + 16)
    path.curveTo(x - 8, y + 27, x + 8, y + 27, x + 8, y + 16)
    pen.drawPath(path, stroke=1, fill=0)
    pen.setLineWidth(0.6)
    for dx, dy in ((-5.2, 6.5), (0, 8.3), (5.2, 6.5)):
        pen.line(x, y + 16, x + dx, y + 16 + dy)
    for dx in (-5.5, 1.1):
        pen.rect(x + dx, y + 5, 4.4, 8, stroke=1, fill=0)
        pen.rect(x + dx, y - 5.5, 4.4, 7.5, stroke=1, fill=0)
    pen.setLineWidth(1.4)
    pen.line(x - 12, y - 8.3, x + 12, y - 8.3)
    pen.line(x - 15, y - 10.6, x + 15, y - 10.6)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--out", type=Path, default=REPO / "issues/herald/ads")
    ask.add_argument("--fonts", type=Path, default=type_case.REPO_FONTS, help="the folder below which the fonts lie")
    ask.add_argument("--profile", type=Path, help="the CMYK profile; absent: newsprint-220.icc anywhere below assets")
    asked = ask.parse_args()
    profile = asked.profile or next(iter(sorted((REPO / "assets").rglob("newsprint-220.icc"))), None)
    if profile is None or not profile.is_file():
        print(f"no newsprint-220.icc below {REPO / 'assets'}; put it there or point --profile at it", file=sys.stderr)
        return 1
    types = type_case.TypeCase(asked.fonts)
    try:
        found = {name: types.find(file) for name, file in FACES.items()}
    except type_case.FontMissing as fault:
        print(fault, file=sys.stderr)
        return 1
    rl_config.useA85 = 0
    for name, path in found.items():
        pdfmetrics.registerFont(TTFont(name, truetype(path)))
        SHAPERS[name] = kerning(path)
    asked.out.mkdir(parents=True, exist_ok=True)
    for advertisement in (marine, bank):
        advertisement(asked.out, profile)
    for path in sorted(asked.out.glob("*.pdf")):
        as_x4(path, profile)
    return 0


if __name__ == "__main__":
    sys.exit(main())
