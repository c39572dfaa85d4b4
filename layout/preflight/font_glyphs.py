"""Whether an embedded font program can be read, and has the glyphs that are shown.

Told for composite fonts with Identity encoding (nearly all that programs write today) and for simple TrueType fonts; in simple
Type 1 fonts only a code that is named `.notdef` is found.
"""

import struct
from typing import NamedTuple

from pikepdf import Name, Stream

from layout.preflight.cff import BROKEN, read_cff
from layout.preflight.objects import get, get_dictionary, get_name, get_number, name_of
from layout.preflight.reader import Opened
from layout.preflight.typefaces import Glyphs, Typeface, differences

_SFNT = (b"\0\1\0\0", b"true", b"OTTO")
_SYMBOLIC = 4  # ISO 32000-2, table 121: bit 3
_CODECS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}
_NOTDEF = ".notdef"
_TABLES = 200
_AN_ENTRY = 80  # bytes, about, that Python takes for one of a set or a table


class Sfnt(NamedTuple):
    """A TrueType or OpenType program's tables."""

    tables: dict[bytes, bytes]

    @property
    def glyphs(self) -> int:
        """How many glyphs it has."""
        return int.from_bytes(self.tables[b"maxp"][4:6])


def read_glyphs(face: Typeface, file: Opened) -> Glyphs:
    """What a font program of the file holds, or what is wrong with it."""
    data = file.decoded(face.program) if face.program is not None else None
    if data is None:
        return Glyphs("can't be unpacked")
    through = _through(face, file)
    try:
        if data[:4] in _SFNT:
            return _read_open_type(face, _read_sfnt(data), through)
        if data[:1] == b"\1":
            cff = read_cff(data)
            return Glyphs("", cff.glyphs, cff.cids, through)
    except (*BROKEN, KeyError, struct.error):
        return Glyphs("is damaged")
    return Glyphs("" if data[:2] in (b"%!", b"\x80\x01") else "is no font program")


def room_for(glyphs: Glyphs) -> int:
    """Bytes, about, that it takes to keep them."""
    mapped = sum(len(table) for table in glyphs.maps.values())
    return len(glyphs.through or b"") + _AN_ENTRY * (len(glyphs.cids or ()) + mapped)


def _read_open_type(face: Typeface, sfnt: Sfnt, through: bytes | None) -> Glyphs:
    if b"CFF " in sfnt.tables:
        cff = read_cff(sfnt.tables[b"CFF "])
        return Glyphs("", cff.glyphs, cff.cids, through)
    if not {b"glyf", b"loca", b"maxp", b"head"} <= set(sfnt.tables):
        return Glyphs("lacks a table that every TrueType font has")
    maps = {} if face.wide else _maps(sfnt.tables.get(b"cmap", b""))
    return Glyphs("", sfnt.glyphs, None, through, maps)


def without_system(face: Typeface) -> str:
    """ISO 32000-2, table 115: a composite font says which characters its codes number, and some RIPs set nothing without that."""
    if face.wide and get_dictionary(face.descendant, "CIDSystemInfo") is None:
        return "does not say what its codes stand for (CIDSystemInfo)"
    return ""


def missing_codes(face: Typeface, glyphs: Glyphs) -> set[int]:
    """The codes that are shown and have no glyph of their own."""
    used = face.used_codes()
    if face.wide:
        return _missing_cids(face, glyphs, used) if face.identity and glyphs.count else set()
    named = differences(face)
    absent = {code for code in used if named.get(code) == _NOTDEF}
    return absent | _missing_in_maps(face, glyphs, used - set(named)) if face.kind == "TrueType" else absent


def _missing_cids(face: Typeface, glyphs: Glyphs, used: set[int]) -> set[int]:
    if glyphs.cids is not None and face.kind == "CIDFontType0":
        return {cid for cid in used if cid == 0 or cid not in glyphs.cids}
    through = glyphs.through
    if through is None:
        return {cid for cid in used if not 0 < cid < glyphs.count}
    return {cid for cid in used if not 0 < int.from_bytes(through[2 * cid : 2 * cid + 2]) < glyphs.count}


def _through(face: Typeface, file: Opened) -> bytes | None:
    """The glyph of each CID, where the font lists them."""
    table = get(face.descendant, "CIDToGIDMap")
    data = file.needed(table) if isinstance(table, Stream) else b""
    return data[: min(2 * 65_536, len(data) & ~1)] or None


def _read_sfnt(data: bytes) -> Sfnt:
    """OpenType specification, 'The OpenType Font File': the directory, and the tables that it names."""
    (count,) = struct.unpack(">H", data[4:6])
    tables = {}
    for number in range(min(count, _TABLES)):
        tag, _, offset, length = struct.unpack(">4sLLL", data[12 + 16 * number : 28 + 16 * number])
        if offset + length > len(data):
            raise ValueError("a table that ends after the font")
        tables[tag] = data[offset : offset + length]
    return Sfnt(tables)


def _missing_in_maps(face: Typeface, glyphs: Glyphs, used: set[int]) -> set[int]:
    """ISO 32000-2, 9.6.5.4: a symbolic font goes by its own table, any other by its encoding and Unicode."""
    maps = glyphs.maps
    encoding = get(face.font, "Encoding")
    named = name_of(encoding) if isinstance(encoding, Name) else get_name(encoding, "BaseEncoding")
    flags = int(get_number(get_dictionary(face.font, "FontDescriptor"), "Flags") or 0)
    codec = _CODECS.get(named)
    if codec is not None and not flags & _SYMBOLIC and (3, 1) in maps:
        unicode_map = maps[3, 1]
        letters = {code: bytes([code]).decode(codec, "ignore") for code in used}
        return {code for code, letter in letters.items() if not unicode_map.get(ord(letter) if letter else 0)}
    own = [maps[key] for key in ((3, 0), (1, 0)) if key in maps]
    if not own or not flags & _SYMBOLIC:
        return set()
    return {code for code in used if not any(table.get(code) or table.get(0xF000 + code) for table in own)}


def _maps(cmap: bytes) -> dict[tuple[int, int], dict[int, int]]:
    if len(cmap) < 4:
        return {}
    found = {}
    (count,) = struct.unpack(">H", cmap[2:4])
    for number in range(min(count, _TABLES)):
        platform, encoding, offset = struct.unpack(">HHL", cmap[4 + 8 * number : 12 + 8 * number])
        found[platform, encoding] = _subtable(cmap[offset:])
    return found


def _subtable(table: bytes) -> dict[int, int]:
    (form,) = struct.unpack(">H", table[:2])
    if form == 0:
        return dict(enumerate(table[6:262]))
    if form == 6:
        first, count = struct.unpack(">HH", table[6:10])
        return dict(enumerate(struct.unpack(f">{count}H", table[10 : 10 + 2 * count]), first))
    return _segments(table) if form == 4 else {}


def _segments(table: bytes) -> dict[int, int]:
    """Format 4: ranges of characters, each with a distance to its glyphs or a place in the list behind."""
    twice = int.from_bytes(table[6:8])
    words = struct.unpack(f">{len(table) // 2}H", table[: len(table) & ~1])
    count = twice // 2
    ends, starts = words[7 : 7 + count], words[8 + count : 8 + 2 * count]
    deltas, offsets = words[8 + 2 * count : 8 + 3 * count], words[8 + 3 * count : 8 + 4 * count]
    found: dict[int, int] = {}
    if sum(max(0, end - start) for end, start in zip(ends, starts, strict=True)) > 0xFFFF:
        raise ValueError("ranges that overlap")
    for place, (end, start, delta, offset) in enumerate(zip(ends, starts, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if not offset:
                found[code] = (code + delta) & 0xFFFF
                continue
            where = 8 + 3 * count + place + offset // 2 + code - start
            glyph = words[where] if where < len(words) else 0
            found[code] = (glyph + delta) & 0xFFFF if glyph else 0
    return found
