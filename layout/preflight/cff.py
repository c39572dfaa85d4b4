"""What a CFF font program holds: how many glyphs, and which CIDs. Adobe Technical Note 5176."""

import itertools

from layout.base.values import dataclass

BROKEN = (IndexError, ValueError, OverflowError)  # what reading past the end comes to
_CHARSET, _CHARSTRINGS, _ROS = 15, 17, 1230
_MOST_GLYPHS = 65_535


@dataclass(frozen=True, slots=True)
class Cff:
    """`cids` by glyph; None where the font is keyed by names, and a CID is a glyph's number."""

    glyphs: int
    cids: frozenset[int] | None


def read_cff(data: bytes) -> Cff:
    """The font's glyphs. Raises one of BROKEN where the program is cut off or no CFF."""
    if data[0] != 1:
        raise ValueError("no CFF of version 1")
    _, place = _index(data, data[2])
    dictionaries, _ = _index(data, place)
    top = _dictionary(dictionaries[0])
    drawings, _ = _index(data, int(top[_CHARSTRINGS][0]), contents=False)
    count = len(drawings)
    if _ROS not in top:
        return Cff(count, None)
    start = int(top.get(_CHARSET, [0])[0])
    return Cff(count, frozenset(_charset(data, start, count)) if start > 2 else None)


def _index(data: bytes, place: int, *, contents: bool = True) -> tuple[list[bytes], int]:
    """The items of an INDEX and where it ends; without `contents` only as many empty ones."""
    count = int.from_bytes(_cut(data, place, 2))
    if not count:
        return [], place + 2
    width = data[place + 2]
    if not 1 <= width <= 4:
        raise ValueError("an INDEX with offsets of no size")
    table = _cut(data, place + 3, width * (count + 1))
    base = place + 2 + len(table)
    end = base + int.from_bytes(table[-width:])
    if end > len(data):
        raise ValueError("an INDEX that ends after the font")
    if not contents:
        return [b""] * count, end
    offsets = [int.from_bytes(table[start : start + width]) for start in range(0, len(table), width)]
    return [data[base + one : base + two] for one, two in itertools.pairwise(offsets)], end


def _cut(data: bytes, place: int, length: int) -> bytes:
    found = data[place : place + length]
    if place < 0 or len(found) < length:
        raise ValueError("cut off")
    return found


def _dictionary(data: bytes) -> dict[int, list[float]]:
    """A DICT: operators, those of two bytes as 12xx, with their operands. Reals are skipped: none is asked for."""
    found: dict[int, list[float]] = {}
    operands: list[float] = []
    place = 0
    while place < len(data):
        first = data[place]
        place += 1
        if first <= 21:
            if first == 12:
                first = 1200 + data[place]
                place += 1
            found[first], operands = operands, []
        elif first in (28, 29):
            length = 2 if first == 28 else 4
            operands.append(int.from_bytes(_cut(data, place, length), signed=True))
            place += length
        elif first == 30:
            while data[place] & 0x0F != 0x0F:
                place += 1
            place += 1
            operands.append(0.0)
        elif first <= 246:
            operands.append(first - 139)
        elif first <= 254:
            sign, base = (1, 247) if first <= 250 else (-1, 251)
            operands.append(sign * ((first - base) * 256 + data[place] + 108))
            place += 1
    return found


def _charset(data: bytes, place: int, count: int) -> list[int]:
    form, place = data[place], place + 1
    cids = [0]
    if form == 0:
        cids += [int.from_bytes(_cut(data, place + 2 * step, 2)) for step in range(count - 1)]
        return cids
    left = 1 if form == 1 else 2
    while len(cids) < min(count, _MOST_GLYPHS):
        first = int.from_bytes(_cut(data, place, 2))
        more = int.from_bytes(_cut(data, place + 2, left))
        cids += range(first, first + more + 1)
        place += 2 + left
    return cids[:count]
