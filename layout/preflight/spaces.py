"""Colour spaces of a file, as the inks that they lay down and the rules that they break."""

from pikepdf import Array, Name, Stream, String

from layout.base.values import dataclass
from layout.preflight import limits
from layout.preflight.objects import WRONG, get, get_dictionary, get_number, items, key_of, name_of
from layout.preflight.reader import Opened

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
ALL = "All"  # ISO 32000-2, 8.6.6.4: on every plate
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}  # in inline pictures
_CALIBRATED = {"CalRGB": 3, "CalGray": 1}
_ENTRIES = 256  # ISO 32000-2, 8.6.6.3: an index goes up to 255
_WIDEST = 32  # components; ISO 32000-1, annex C


@dataclass(frozen=True, slots=True)
class Broken:
    """A colour rule that a space breaks, and what about it does."""

    rule: str
    what: str


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space. `inks` names the plate of each component; empty where the components are no inks.

    `white_is` is the component value that leaves paper. `base` and `table` are those of an Indexed space, `base` that of an
    uncoloured Pattern too.
    """

    kind: str
    components: int
    inks: tuple[str, ...] = ()
    white_is: float = 0.0
    broken: tuple[Broken, ...] = ()
    base: "Space | None" = None
    table: bytes = b""

    def lay(self, values: list[float]) -> tuple[tuple[str, float], ...] | None:
        """How much of each ink a colour lays down, 0 to 1; None where that hangs on a conversion."""
        if self.kind == "Indexed" and self.base is not None:
            return self.base.lay(self.entry(int(values[0]))) if values else None
        if self.kind == "DeviceGray":
            return _some([("Black", 1.0 - values[0])]) if values else None
        if not self.inks or len(values) != len(self.inks):
            return None
        if self.inks == (ALL,):
            return _some([(ink, values[0]) for ink in PROCESS])
        return _some([(ink, value) for ink, value in zip(self.inks, values, strict=True) if ink != "None"])

    def entry(self, index: int) -> list[float]:
        """The colour at an index of the table, its components 0 to 1; an index beyond is the nearest: ISO 32000-2, 8.6.6.3."""
        count = self.base.components if self.base else 0
        index = max(0, min(index, len(self.table) // max(1, count) - 1))
        return [value / 255 for value in self.table[index * count : (index + 1) * count]]

    def is_white(self, values: list[float]) -> bool:
        """True for the colour that leaves paper, or would if it were converted."""
        if self.kind == "Indexed" and self.base is not None:
            return bool(values) and self.base.is_white(self.entry(int(values[0])))
        return bool(values) and self.kind != "Lab" and all(abs(value - self.white_is) < 0.005 for value in values)

    def first(self) -> list[float]:
        """The colour that a space begins with: ISO 32000-2, 8.6.5.1 and 8.6.6."""
        if self.inks and self.kind in ("Separation", "DeviceN"):
            return [1.0] * self.components
        return [0.0] * (self.components - 1) + [1.0] if self.kind == "DeviceCMYK" else [0.0] * self.components


def _some(laid: list[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    return tuple((ink, min(1.0, amount)) for ink, amount in laid if amount > 0.002)


GREY = Space("DeviceGray", 1, ("Black",), 1.0, (Broken("colour-gray", "DeviceGray"),))
RGB = Space("DeviceRGB", 3, (), 1.0, (Broken("colour-rgb", "DeviceRGB"),))
CMYK = Space("DeviceCMYK", 4, PROCESS)
PATTERN = Space("Pattern", 0)
UNKNOWN = Space("unknown", 0, (), 0.0, (Broken("content-damaged", "a colour space that is not there"),))
DEVICE = {"DeviceGray": GREY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "Pattern": PATTERN}


class Spaces:
    """The colour spaces of one file, each looked at once."""

    def __init__(self, file: Opened) -> None:
        self._file = file
        self._known: dict[tuple[int, int], Space] = {}
        self._tables: dict[tuple[int, int], bytes] = {}

    def find(self, value: object, resources: object, depth: int = 0) -> Space:
        """The space that a name or an array stands for, in the light of the resources that hold where it is used."""
        if depth > limits.DEPTH:
            return UNKNOWN
        if isinstance(value, (str, Name)):
            return self._named(value if isinstance(value, str) else name_of(value), resources, depth)
        key = key_of(value)
        if key is not None and key in self._known:
            return self._known[key]
        space = self._from_array(value, resources, depth) if isinstance(value, Array) else UNKNOWN
        if key is not None:
            self._known[key] = space
        return space

    def _named(self, name: str, resources: object, depth: int) -> Space:
        name = _SHORT.get(name, name)
        own = get_dictionary(resources, "ColorSpace")
        if name in DEVICE:
            # ISO 32000-2, 8.6.5.6: a default space takes the device space's place
            default = get(own, "Default" + name[6:]) if own is not None and name != "Pattern" else None
            return self.find(default, None, depth + 1) if default is not None else DEVICE[name]
        found = get(own, name)
        return UNKNOWN if found is None or name_of(found) == name else self.find(found, resources, depth + 1)

    def _from_array(self, value: Array, resources: object, depth: int) -> Space:
        parts = items(value)
        family = _SHORT.get(name_of(parts[0]), name_of(parts[0])) if parts else ""
        rest = parts[1:]
        if family in DEVICE and family != "Pattern":
            return self._named(family, resources, depth)
        if family in _CALIBRATED:
            broken = (Broken("colour-calibrated", family),)
            return Space(family, _CALIBRATED[family], (), 1.0, broken)
        if family == "Lab":
            return Space("Lab", 3, (), 0.0, (Broken("colour-lab", "Lab"),))
        if family == "ICCBased" and rest:
            return _icc_based(rest[0])
        if family == "Pattern":
            return Space("Pattern", 0, base=self.find(rest[0], resources, depth + 1) if rest else None)
        if family == "Indexed" and len(rest) >= 3:
            base = self.find(rest[0], resources, depth + 1)
            return Space("Indexed", 1, (), 0.0, base.broken, base, self._table(rest[2])[: _ENTRIES * base.components])
        if family in ("Separation", "DeviceN") and len(rest) >= 3:
            return self._spots(family, rest, resources, depth)
        return UNKNOWN

    def _table(self, value: object) -> bytes:
        """The longest table that a string or a stream can hold; an empty one where it can't be read."""
        if not isinstance(value, Stream):
            return _bytes_of(value)[: _ENTRIES * _WIDEST]
        key = key_of(value)
        if key is not None and key in self._tables:
            return self._tables[key]
        table = self._file.needed(value)[: _ENTRIES * _WIDEST]
        if not self._file.may_keep(len(table)):
            self._file.lacking = True
            return b""
        if key is not None:
            self._tables[key] = table
        return table

    def _spots(self, family: str, rest: list[object], resources: object, depth: int) -> Space:
        names = tuple(name_of(name) for name in items(rest[0])) if family == "DeviceN" else (name_of(rest[0]),)
        alternate = self.find(rest[1], resources, depth + 1)
        told = f"the alternate of {family} {' + '.join(names)}"
        # Grey as an alternate is never used for more than black: no press minds it.
        broken = [Broken(b.rule, f"{b.what}, {told}") for b in alternate.broken if b.rule != "colour-gray"]
        broken += [Broken("colour-spot", name) for name in names if name not in (*PROCESS, ALL, "None")]
        broken += [Broken("colour-registration", "Separation All")] if ALL in names else []
        return Space(family, len(names), names, 0.0, tuple(broken))


def _icc_based(profile: object) -> Space:
    count = int(get_number(profile, "N") or 0)
    kind = {1: "grey", 3: "RGB", 4: "CMYK"}.get(count, "unknown")
    inks = PROCESS if count == 4 else ()  # the profile is refused; what ink there is counts all the same
    return Space("ICCBased", count, inks, 0.0 if count == 4 else 1.0, (Broken("colour-icc", f"ICCBased, {kind}"),))


def _bytes_of(value: object) -> bytes:
    try:
        return bytes(value) if isinstance(value, String) else b""
    except (*WRONG, MemoryError):
        return b""
