"""A face cut down to the glyphs that were placed, ready to be embedded in a PDF; and its glyphs' advances."""

from collections.abc import Iterable

import uharfbuzz

from layout.fonts.face import Face, Outlines

# What a CIDFont in a PDF needs (ISO 32000-2, 9.9.1) is outlines and metrics; encoding, names and layout stay outside.
_DROPPED = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "JSTF",
    "MATH",
    "kern",
    "DSIG",
    "name",
    "OS/2",
    "post",
    "cmap",
    "STAT",
    "meta",
    "VORG",
    "gasp",
)


def subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """The font with these glyphs (and .notdef) alone, glyph ids as they were, hints and layout dropped.

    TrueType outlines come back as a whole font file, for a FontFile2 with CIDToGIDMap Identity; PostScript outlines as the bare
    CFF table, for a FontFile3 of subtype CIDFontType0C, where the character identifier is the glyph id.
    """
    plan = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    plan.flags = flags.NO_HINTING | flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
    if face.outlines is Outlines.CFF:
        # ISO 32000-2, 9.7.4.2: of a CFF that is not CID-keyed, the CID is the glyph's index. A CID-keyed one maps CIDs by its
        # charset, which therefore has to be made the identity.
        plan.flags |= getattr(flags, "CFF_IDENTITY_CHARSET", 0)  # HarfBuzz before 13 keeps CIDs as they are
    plan.glyph_set.update(glyphs)
    plan.drop_table_tag_set.update(_tag(tag) for tag in _DROPPED)
    small = uharfbuzz.subset(face.shaper.face, plan)
    if face.outlines is Outlines.CFF:
        return bytes(small.reference_table("CFF ").data)
    return bytes(small.blob.data)


def advance(face: Face, glyph: int) -> int:
    """The glyph's advance width in font units."""
    return int(face.shaper.get_glyph_h_advance(glyph))


def _tag(tag: str) -> int:
    """A table's tag as HarfBuzz's sets hold it."""
    return int.from_bytes(tag.ljust(4).encode("latin-1"), "big")
