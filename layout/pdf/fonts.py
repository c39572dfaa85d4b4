"""Faces as PDF fonts: two-byte codes that are glyph ids, outlines cut down to what was placed.

Type0 with Identity-H; the descendant is a CIDFontType2 (TrueType outlines) or CIDFontType0 (a bare CFF table). Same glyphs, same
bytes: the subset's tag is made from its glyph ids.
"""

import hashlib
import struct
from collections.abc import Iterable, Mapping

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName, PDFObjectReference

from layout.fonts.face import Face, Outlines
from layout.fonts.sfnt import tables_of
from layout.fonts.subset import advance, subset
from layout.pdf.numbers import number
from layout.pdf.objects import Stream, Written, compressed, put

_SYMBOLIC, _FIXED, _SERIF, _ITALIC = 4, 1, 2, 64
_MOST_IN_A_BLOCK = 100  # Adobe Technical Note 5014, 6.5: no more entries between beginbfchar and endbfchar


class FontsOfFile:
    """The fonts of one PDF. Ask for every page's first, then `write`: a face's outlines are embedded once.

    Where pages disagree on the text of a glyph, the face gets a second font dictionary with another ToUnicode, same outlines. One
    font file that was opened twice is one face; two files that give themselves the same name are two.
    """

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._variants: dict[Face, list[dict[int, str]]] = {}
        self._named: dict[str, list[Face]] = {}

    def reference(self, face: Face, glyphs: Mapping[int, str]) -> PDFObjectReference:
        """The font in which `glyphs` stand for their texts."""
        face = self._first_opened(face)
        variants = self._variants.setdefault(face, [])
        for at, variant in enumerate(variants):
            if all(variant.get(glyph, text) == text for glyph, text in glyphs.items()):
                variant.update(glyphs)
                return PDFObjectReference(self._name(face, at))
        variants.append(dict(glyphs))
        return PDFObjectReference(self._name(face, len(variants) - 1))

    def write(self) -> None:
        """Put every font that was asked for into the document."""
        for face, variants in self._variants.items():
            glyphs = sorted({glyph for variant in variants for glyph in variant})
            name = PDFName(f"{_tag(face, glyphs)}+{face.name}")
            descendant = put(self._document, self._descendant(face, glyphs, name))
            for at, variant in enumerate(variants):
                text = put(self._document, compressed(_to_unicode(variant)))
                head = f"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H/DescendantFonts["
                put(self._document, Written(head, descendant, "]/ToUnicode ", text, ">>"), self._name(face, at))

    def _first_opened(self, face: Face) -> Face:
        """The face, or the one of the same file that was asked for before."""
        if face in self._variants:
            return face
        faces = self._named.setdefault(face.name, [])
        known = next((each for each in faces if each.data == face.data), None)
        if known is None:
            faces.append(face)
        return known or face

    def _name(self, face: Face, variant: int) -> str:
        """The name of the font among the document's objects."""
        return f"Font.{face.name}.{self._named[face.name].index(face)}.{variant}"

    def _descendant(self, face: Face, glyphs: list[int], name: str) -> Written:
        kind = "CIDFontType0" if face.outlines is Outlines.CFF else "CIDFontType2/CIDToGIDMap/Identity"
        head = f"<</Type/Font/Subtype/{kind}/BaseFont{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        descriptor = put(self._document, self._descriptor(face, glyphs, name))
        return Written(head, "/FontDescriptor ", descriptor, f"/DW 1000/W{_widths(face, glyphs)}>>")

    def _descriptor(self, face: Face, glyphs: list[int], name: str) -> Written:
        program = put(self._document, _program(face, glyphs))
        key = "/FontFile3 " if face.outlines is Outlines.CFF else "/FontFile2 "
        return Written(f"<</Type/FontDescriptor/FontName{name}{_measures(face)}{key}", program, ">>")


def _tag(face: Face, glyphs: Iterable[int]) -> str:
    """Six capitals that tell this subset from others of the face."""
    digest = hashlib.sha256(f"{face.name} {' '.join(map(str, glyphs))}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _program(face: Face, glyphs: list[int]) -> Stream:
    data = subset(face, glyphs)
    if face.outlines is Outlines.CFF:
        return compressed(data, {"Subtype": PDFName("CIDFontType0C")})
    return compressed(data, {"Length1": len(data)})


def _measures(face: Face) -> str:
    """What a descriptor says of the face's size and looks, in thousandths of an em."""
    tables, data = tables_of(face.data), face.data
    box = struct.unpack_from(">4h", data, tables[b"head"][0] + 36)
    slant, fixed = 0.0, 0
    if b"post" in tables:
        (slant_bits,) = struct.unpack_from(">i", data, tables[b"post"][0] + 4)
        (fixed,) = struct.unpack_from(">I", data, tables[b"post"][0] + 12)
        slant = slant_bits / 65536
    family, serif = struct.unpack_from(">BB", data, tables[b"OS/2"][0] + 32)
    flags = _SYMBOLIC | (_FIXED if fixed else 0) | (_ITALIC if face.italic else 0)
    if family == 2 and 2 <= serif <= 10:  # PANOSE: Latin text with serifs
        flags |= _SERIF
    corners = " ".join(str(_thousandths(value, face)) for value in box)
    heights = f"/Ascent {round(face.ascender * 1000)}/Descent {round(face.descender * 1000)}"
    heights += f"/CapHeight {round(face.cap_height * 1000)}/XHeight {round(face.x_height * 1000)}"
    stem = round(50 + (face.weight / 65) ** 2)  # no table says it; viewers use it only to make up a missing font
    return f"/Flags {flags}/FontBBox[{corners}]/ItalicAngle {number(slant)}{heights}/StemV {stem}"


def _thousandths(units: int, face: Face) -> int:
    return round(units * 1000 / face.units_per_em)


def _widths(face: Face, glyphs: list[int]) -> str:
    """The advances of all glyphs, in runs of neighbours: ISO 32000-2, 9.7.4.3."""
    parts: list[str] = []
    after = -1
    for glyph in glyphs:
        if glyph != after:
            parts.append(f"{']' if parts else ''}{glyph}[")
        parts.append(number(advance(face, glyph) * 1000 / face.units_per_em) + " ")
        after = glyph + 1
    return "[" + "".join(parts).replace(" ]", "]").rstrip() + "]]" if parts else "[]"


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """The character map that says what text each glyph stands for. ISO 32000-2, 9.10.3."""
    known = [f"<{glyph:04X}><{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(texts.items()) if text]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000><FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(known), _MOST_IN_A_BLOCK):
        block = known[start : start + _MOST_IN_A_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode("ascii")
