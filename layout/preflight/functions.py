"""The colours that a PDF function runs through, as far as they can be told without drawing it. ISO 32000-2, 7.10."""

from pikepdf import Array, Stream

from layout.preflight import limits
from layout.preflight.objects import WRONG, get, get_number, get_numbers, items

_MOST_SAMPLES = 65_536


def colours_of(function: object, depth: int = 0) -> list[list[float]]:
    """Colours between which all others lie, components 0 to 1; empty where they can't be told (a calculator function)."""
    if depth > limits.DEPTH:
        return []
    if isinstance(function, Array):  # one function a component
        single = [colours_of(part, depth + 1) for part in items(function, most=32)]
        if not all(single):
            return []
        # All at their most at once may happen nowhere: rather that than less ink than there is.
        return [[max(colour[0] for colour in part) for part in single], [min(colour[0] for colour in part) for part in single]]
    match int(get_number(function, "FunctionType") or 0):
        case 2:
            return [get_numbers(function, "C0") or [0.0], get_numbers(function, "C1") or [1.0]]
        case 3:
            parts = items(get(function, "Functions"), most=1000)
            return [colour for part in parts for colour in colours_of(part, depth + 1)]
        case 0 if isinstance(function, Stream):
            return _sampled(function)
        case _:
            return []


def _sampled(function: Stream) -> list[list[float]]:
    ranges = get_numbers(function, "Range")
    count = len(ranges) // 2
    bits = int(get_number(function, "BitsPerSample") or 0)
    if not count or bits not in (8, 16):
        return []
    try:
        data = bytes(function.read_bytes())[: _MOST_SAMPLES * count * bits // 8]
    except (*WRONG, MemoryError):
        return []
    values = data[:: bits // 8]  # of 16 bits the higher eight
    decode = get_numbers(function, "Decode") or ranges
    spans = [(decode[2 * place], decode[2 * place + 1] - decode[2 * place]) for place in range(min(count, len(decode) // 2))]
    samples = [values[start : start + count] for start in range(0, len(values) - count + 1, count)]
    return [[low + span * value / 255 for value, (low, span) in zip(sample, spans, strict=False)] for sample in set(samples)]
