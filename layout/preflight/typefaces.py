"""The fonts of a file: how codes become glyphs, how wide they run, and whether the glyphs are in the file at all."""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Stream

from layout.preflight.objects import (
    get,
    get_dictionary,
    get_name,
    get_number,
    get_numbers,
    get_stream,
    items,
    name_of,
    number_of,
)

_PROGRAMS = ("FontFile", "FontFile2", "FontFile3")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|semib|demi|extrab|ultra", re.IGNORECASE)
_MOST_CODES = 65_536
_MOST_FILLED = 4 * _MOST_CODES  # by ranges: they may be said to cover everything again and again
_GUESS = 500.0  # thousandths: the width where a file states none


class Widths(dict[int, float]):
    """Widths by code in thousandths of the size; `rest` for every other code."""

    rest: float = 0.0

    def __missing__(self, code: int) -> float:
        return self.rest


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What is known of an embedded font program. `wrong` says what is wrong with it, as the end of a sentence.

    `cids`: those that a font keyed by CIDs has. `through`: the glyph of each CID in two bytes, where the font has such a list.
    `maps`: its tables of characters by platform and encoding.
    """

    wrong: str
    count: int = 0
    cids: frozenset[int] | None = None
    through: bytes | None = None
    maps: Mapping[tuple[int, int], Mapping[int, int]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Typeface:
    """A font of the file. `used` gathers the codes that are shown, as they are written.

    `program` is the embedded font file; `scale` what a Type 3 font's own matrix makes of its size, 1 for all others.
    """

    name: str
    kind: str
    wide: bool = False
    identity: bool = False
    widths: Widths = field(default_factory=Widths)
    program: Stream | None = None
    font: Object | None = None
    descendant: Object | None = None
    bold: bool = False
    scale: float = 1.0
    used: set[bytes] = field(default_factory=set)
    drawings: dict[int, Stream] | None = None
    glyphs: Glyphs | None = None

    @property
    def plain_name(self) -> str:
        """The name without a subset's six letters."""
        return _SUBSET.sub("", self.name)

    def codes(self, shown: bytes) -> tuple[int, ...] | bytes:
        """The codes in a shown string."""
        return struct.unpack(f">{len(shown) // 2}H", shown[: len(shown) & ~1]) if self.wide else shown

    def used_codes(self) -> set[int]:
        """All codes that are shown, each once."""
        return {code for shown in self.used for code in self.codes(shown)}


def read_typeface(font: object) -> Typeface:
    """The font that a dictionary describes; whatever it lacks stays empty."""
    kind = get_name(font, "Subtype") or "unknown"
    name = get_name(font, "BaseFont") or get_name(font, "Name") or "unnamed"
    if not isinstance(font, Dictionary):
        return Typeface("unnamed", "unknown")
    if kind == "Type0":
        return _composite(font, name)
    if kind == "Type3":
        matrix = get_numbers(font, "FontMatrix")
        scale = abs(matrix[3]) * 1000 if len(matrix) == 6 else 1.0
        widths = _simple_widths(font, 1.0 if len(matrix) != 6 else abs(matrix[0]) * 1000)
        return Typeface(name, kind, widths=widths, font=font, scale=scale)
    descriptor = get_dictionary(font, "FontDescriptor")
    return Typeface(
        name, kind, widths=_simple_widths(font, 1.0), program=_program(descriptor), font=font, bold=_is_bold(name, descriptor)
    )


def _composite(font: Dictionary, name: str) -> Typeface:
    below = items(get(font, "DescendantFonts"))
    descendant = below[0] if below and isinstance(below[0], Dictionary) else None
    descriptor = get_dictionary(descendant, "FontDescriptor")
    coding = get(font, "Encoding")
    return Typeface(
        name,
        get_name(descendant, "Subtype") or "Type0",
        wide=True,
        identity=isinstance(coding, Name) and name_of(coding).startswith("Identity-"),
        widths=_cid_widths(descendant),
        program=_program(descriptor),
        font=font,
        descendant=descendant,
        bold=_is_bold(name, descriptor),
    )


def _program(descriptor: object) -> Stream | None:
    return next((found for key in _PROGRAMS if (found := get_stream(descriptor, key)) is not None), None)


def _is_bold(name: str, descriptor: object) -> bool:
    weight = get_number(descriptor, "FontWeight") or 0
    flags = int(get_number(descriptor, "Flags") or 0)
    # ISO 32000-2, table 121: bit 19 is ForceBold
    return bool(_BOLD.search(name)) or weight >= 600 or bool(flags & 1 << 18)


def _simple_widths(font: Dictionary, scale: float) -> Widths:
    first = int(get_number(font, "FirstChar") or 0)
    widths = Widths()
    for place, value in enumerate(items(get(font, "Widths"), most=_MOST_CODES)):
        widths[first + place] = (number_of(value) or 0.0) * scale
    missing = get_number(get_dictionary(font, "FontDescriptor"), "MissingWidth")
    widths.rest = missing if missing is not None and widths else 0.0 if widths else _GUESS
    return widths


def _cid_widths(descendant: object) -> Widths:
    """ISO 32000-2, 9.7.4.3: `c [w1 w2 ...]` and `first last w` in turn."""
    widths = Widths()
    default = get_number(descendant, "DW")
    widths.rest = 1000.0 if default is None else default
    listed = items(get(descendant, "W"), most=3 * _MOST_CODES)
    place = filled = 0
    while place + 1 < len(listed):
        first = int(number_of(listed[place]) or 0)
        if isinstance(listed[place + 1], Array):
            for step, value in enumerate(items(listed[place + 1], most=_MOST_CODES)):
                widths[first + step] = number_of(value) or 0.0
            place += 2
        elif place + 2 < len(listed):
            last = min(int(number_of(listed[place + 1]) or 0), _MOST_CODES)
            width = number_of(listed[place + 2]) or 0.0
            widths.update(dict.fromkeys(range(max(0, first), last + 1), width))
            filled += max(0, last - first)
            place += 3
        else:
            break
        if filled > _MOST_FILLED:
            break
    return widths


def glyph_program(face: Typeface, code: int) -> Stream | None:
    """The drawing of a Type 3 font's code."""
    if face.drawings is None:
        drawn = get(face.font, "CharProcs")
        named = differences(face)
        face.drawings = {code: found for code, name in named.items() if (found := get_stream(drawn, name)) is not None}
    return face.drawings.get(code)


def differences(face: Typeface) -> dict[int, str]:
    """The glyph names that a font's own encoding gives to codes: ISO 32000-2, 9.6.5."""
    code, found = 0, {}
    for item in items(get(get_dictionary(face.font, "Encoding"), "Differences")):
        if isinstance(item, Name):
            found[code] = name_of(item)
            code += 1
        else:
            code = int(number_of(item) or 0)
    return found
