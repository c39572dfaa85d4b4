"""The few tables of a font file that choosing a font needs, read straight from the file.

Source: OpenType 1.9, "The OpenType font file", `name`, `OS/2`, `head`, `hhea`, `GSUB`. A whole-file parser takes milliseconds a
font; a newspaper's font folder holds forty, and a build uses eight.
"""

import struct
from pathlib import Path
from typing import BinaryIO

from layout.base.values import dataclass

SFNT_VERSIONS = (b"\x00\x01\x00\x00", b"true", b"OTTO")

_NAME_IDS = (1, 2, 6, 16, 17)
_WINDOWS_ENGLISH = 0x409
_OBLIQUE_OR_ITALIC = 0x0201  # fsSelection bits 0 (italic) and 9 (oblique)
_MOST_NAME_BYTES = 1 << 20


class UnreadableFont(ValueError):
    """The file is not a font that can be used; the message says why, in words for the editor."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a font file says of itself. `embedding` is OS/2 fsType, `has_cff` tells PostScript outlines from TrueType's."""

    path: Path
    family: str
    style: str
    postscript_name: str
    weight: int
    italic: bool
    embedding: int
    has_cff: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """Vertical measures in font units."""

    units_per_em: int
    cap_height: int
    x_height: int
    ascender: int
    descender: int


def read_card(path: Path) -> Card:
    """The file's card. Raises UnreadableFont, or OSError where the file cannot be read."""
    with path.open("rb", buffering=0) as file:
        try:
            tables = _directory(file)
            names = _names(_table(file, tables, b"name"))
            os2 = _table(file, tables, b"OS/2")
            weight, _width, embedding = struct.unpack_from(">HHH", os2, 4)
            (selection,) = struct.unpack_from(">H", os2, 62)
        except (struct.error, IndexError) as error:
            raise UnreadableFont("its tables are damaged") from error
    family = names.get(16) or names.get(1, "")
    if not family:
        raise UnreadableFont("it does not name its family")
    return Card(
        path=path,
        family=family,
        style=names.get(17) or names.get(2, ""),
        postscript_name=names.get(6) or path.stem,
        weight=int(weight),
        italic=bool(selection & _OBLIQUE_OR_ITALIC),
        embedding=int(embedding),
        has_cff=b"CFF " in tables,
    )


def tables_of(data: bytes) -> dict[bytes, tuple[int, int]]:
    """Each table's offset and length in the font `data`."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4s4xII", data, 12 + 16 * index) for index in range(count))
    return {tag: (offset, length) for tag, offset, length in records}


def read_measures(data: bytes) -> Measures:
    """The vertical measures of the font `data`; old OS/2 tables without cap and x height get the usual 0.7 and 0.5 em."""
    tables = tables_of(data)
    (units_per_em,) = struct.unpack_from(">H", data, tables[b"head"][0] + 18)
    ascender, descender = struct.unpack_from(">hh", data, tables[b"hhea"][0] + 4)
    os2, os2_length = tables[b"OS/2"]
    x_height = cap_height = 0
    if os2_length >= 90:  # sxHeight and sCapHeight came with version 2
        x_height, cap_height = struct.unpack_from(">hh", data, os2 + 86)
    return Measures(units_per_em, cap_height or round(0.7 * units_per_em), x_height or units_per_em // 2, ascender, descender)


def read_features(data: bytes) -> frozenset[str]:
    """The tags of the font's OpenType features."""
    tables = tables_of(data)
    tags: set[str] = set()
    for table in (b"GSUB", b"GPOS"):
        if table not in tables:
            continue
        start = tables[table][0]
        (features,) = struct.unpack_from(">H", data, start + 6)
        (count,) = struct.unpack_from(">H", data, start + features)
        tags.update(
            data[at : at + 4].decode("latin-1") for at in range(start + features + 2, start + features + 2 + 6 * count, 6)
        )
    return frozenset(tags)


def _directory(file: BinaryIO) -> dict[bytes, tuple[int, int]]:
    head = file.read(12 + 16 * 40)  # forty tables; no text font has as many
    if head[:4] not in SFNT_VERSIONS:
        raise UnreadableFont("it is neither a TrueType nor an OpenType font")
    return tables_of(head)


def _table(file: BinaryIO, tables: dict[bytes, tuple[int, int]], tag: bytes) -> bytes:
    if tag not in tables:
        raise UnreadableFont(f"it has no '{tag.decode('latin-1')}' table")
    offset, length = tables[tag]
    file.seek(offset)
    return file.read(min(length, _MOST_NAME_BYTES))


def _names(table: bytes) -> dict[int, str]:
    """The names that tell fonts apart: Windows English first, then any Windows language, then Macintosh."""
    _version, count, storage = struct.unpack_from(">HHH", table)
    best: dict[int, tuple[int, str]] = {}
    for index in range(count):
        platform, _encoding, language, name_id, length, offset = struct.unpack_from(">6H", table, 6 + 12 * index)
        if name_id not in _NAME_IDS:
            continue
        raw = table[storage + offset : storage + offset + length]
        if platform == 3 or platform == 0:
            rank, text = (0 if language == _WINDOWS_ENGLISH else 1), raw.decode("utf-16-be", "replace")
        else:
            rank, text = 2, raw.decode("mac-roman", "replace")
        if name_id not in best or rank < best[name_id][0]:
            best[name_id] = (rank, text)
    return {name_id: text for name_id, (_rank, text) in best.items()}
