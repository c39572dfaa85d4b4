"""The colours that a PDF function runs through, as far as they can be told without drawing it. ISO 32000-2, 7.10."""

from pikepdf import Array, Stream

from layout.preflight import limits
from layout.preflight.objects import get, get_number, get_numbers, items, key_of
from layout.preflight.reader import Opened

_MOST_SAMPLES = 65_536
_MOST_COLOURS = 2 * _MOST_SAMPLES  # of a function made of others
_MOST_COMPONENTS = 32  # ISO 32000-1, annex C
_A_COLOUR, _A_COMPONENT = 60, 32  # bytes that Python takes for a list, and for a number in it

Colours = list[list[float]]


class Functions:
    """The functions of one file, each sampled one unpacked once."""

    def __init__(self, file: Opened) -> None:
        self._file = file
        self._known: dict[tuple[int, int], Colours] = {}

    def colours(self, function: object, depth: int = 0) -> Colours:
        """Colours between which all others lie, components 0 to 1; empty where they can't be told (a calculator function).

        Each function and each colour costs as much as an operator, whoever asks: they are looked at one by one.
        """
        self._file.budget.operators -= 1
        if depth > limits.DEPTH or self._file.budget.operators < 0:
            return []
        if isinstance(function, Array):  # one function a component
            single = [self.colours(part, depth + 1) for part in items(function, most=_MOST_COMPONENTS)]
            if not all(all(part) and part for part in single):
                return []
            # All at their most at once may happen nowhere: rather that than less ink than there is.
            first = [[colour[0] for colour in part] for part in single]
            return [[max(values) for values in first], [min(values) for values in first]]
        match int(get_number(function, "FunctionType") or 0):
            case 2:
                return self._paid([get_numbers(function, "C0") or [0.0], get_numbers(function, "C1") or [1.0]])
            case 3:
                found: Colours = []
                for part in items(get(function, "Functions"), most=1000):
                    found += self.colours(part, depth + 1)[: max(0, _MOST_COLOURS - len(found))]
                return found
            case 0 if isinstance(function, Stream):
                return self._paid(self._sampled(function))
            case _:
                return []

    def _paid(self, colours: Colours) -> Colours:
        self._file.budget.operators -= len(colours)
        return colours

    def _sampled(self, function: Stream) -> Colours:
        key = key_of(function)
        if key is not None and key in self._known:
            return self._known[key]
        found = self._read(function)
        size = sum(_A_COLOUR + _A_COMPONENT * len(colour) for colour in found)
        if key is not None and self._file.may_keep(size):
            self._known[key] = found
        return found

    def _read(self, function: Stream) -> Colours:
        ranges = get_numbers(function, "Range")
        count = len(ranges) // 2
        bits = int(get_number(function, "BitsPerSample") or 0)
        if not 0 < count <= _MOST_COMPONENTS or bits not in (8, 16):
            return []
        data = self._file.needed(function)[: _MOST_SAMPLES * count * bits // 8]
        values = data[:: bits // 8]  # of 16 bits the higher eight
        decode = get_numbers(function, "Decode") or ranges
        spans = [(decode[2 * place], decode[2 * place + 1] - decode[2 * place]) for place in range(min(count, len(decode) // 2))]
        samples = {values[start : start + count] for start in range(0, len(values) - count + 1, count)}
        return [[low + span * value / 255 for value, (low, span) in zip(sample, spans, strict=False)] for sample in samples]
