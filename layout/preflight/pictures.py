"""The pictures of a file: their facts from the dictionary, without a pixel decoded."""

from typing import NamedTuple

from pikepdf import Name, Stream

from layout.base.values import dataclass
from layout.preflight.objects import get, get_number, get_numbers, items, name_of
from layout.preflight.spaces import Space, Spaces

_SHORT_KEYS = {"W": "Width", "H": "Height", "CS": "ColorSpace", "BPC": "BitsPerComponent", "F": "Filter", "IM": "ImageMask"}
_SHORT_FILTERS = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}


class Size(NamedTuple):
    """Pixels across and down."""

    width: int
    height: int

    @property
    def pixels(self) -> int:
        """All of them."""
        return self.width * self.height


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture as its dictionary has it. `stencil`: one bit that says where the current colour goes.

    `decode` is empty where the components run as usual. `stream` is None for an inline picture, whose bytes are in `inline`.
    """

    size: Size
    bits: int
    space: Space | None
    stencil: bool
    filters: tuple[str, ...]
    decode: tuple[float, ...] = ()
    soft: bool = False
    alternates: bool = False
    opi: bool = False
    stream: Stream | None = None
    inline: bytes = b""

    @property
    def one_bit(self) -> bool:
        """True for line art: one bit, and no more than two colours."""
        return self.stencil or (self.bits == 1 and (self.space is None or self.space.components == 1))


def read_picture(stream: Stream, resources: object, spaces: Spaces) -> Picture:
    """The picture in a stream."""
    found = get(stream, "Filter")
    filters = (name_of(found),) if isinstance(found, Name) else tuple(name_of(item) for item in items(found))
    stencil = get(stream, "ImageMask") is True
    space = get(stream, "ColorSpace")
    bits = int(get_number(stream, "BitsPerComponent") or (1 if stencil else 8))
    # ISO 32000-2, table 87: a stencil has no colour space, and a JPEG 2000 may keep its own
    known = spaces.find(space, resources) if space is not None and not stencil else None
    return Picture(
        Size(max(0, int(get_number(stream, "Width") or 0)), max(0, int(get_number(stream, "Height") or 0))),
        bits,
        known,
        stencil,
        filters,
        tuple(get_numbers(stream, "Decode")),
        get(stream, "SMask") is not None or (get_number(stream, "SMaskInData") or 0) > 0,
        get(stream, "Alternates") is not None,
        get(stream, "OPI") is not None,
        stream,
    )


def read_inline(entries: dict[str, list[str]], data: bytes, resources: object, spaces: Spaces) -> Picture:
    """The picture that stands in a content stream: ISO 32000-2, 8.9.7."""
    told = {_SHORT_KEYS.get(key, key): values for key, values in entries.items()}
    stencil = told.get("ImageMask") == ["true"]
    named = told.get("ColorSpace", [])
    space = None if stencil or not named else _inline_space(named, resources, spaces)
    size = Size(_whole(told.get("Width")), _whole(told.get("Height")))
    filters = tuple(_SHORT_FILTERS.get(name, name) for name in told.get("Filter", []))
    return Picture(size, _whole(told.get("BitsPerComponent")) or (1 if stencil else 8), space, stencil, filters, inline=data)


def _inline_space(named: list[str], resources: object, spaces: Spaces) -> Space:
    if named[0] in ("I", "Indexed") and len(named) >= 2:
        base = spaces.find(named[1], resources)
        return Space("Indexed", 1, (), 0.0, base.broken, base)
    return spaces.find(named[0], resources)


def _whole(values: list[str] | None) -> int:
    try:
        return max(0, min(10**6, int(float(values[0])))) if values else 0
    except (ValueError, OverflowError):
        return 0
