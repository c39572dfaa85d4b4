"""PDF objects of files that may hold anything anywhere: each getter gives the kind that is asked for, or None.

pikepdf raises for a wrong kind; here a wrong kind is as good as absent, and the checks say what is absent.
"""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from layout.preflight import limits

WRONG = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    ArithmeticError,
    RuntimeError,
    pikepdf.PdfError,
)


def get(holder: object, key: str) -> object | None:
    """The entry of a dictionary or of a stream's dictionary; None if there is none."""
    try:
        if isinstance(holder, (Dictionary, Stream)):
            return holder.get(f"/{key}")
    except WRONG:
        pass
    return None


def get_dictionary(holder: object, key: str) -> Object | None:
    """The entry if it is a dictionary or a stream."""
    value = get(holder, key)
    return value if isinstance(value, (Dictionary, Stream)) else None


def get_stream(holder: object, key: str) -> Stream | None:
    """The entry if it is a stream."""
    value = get(holder, key)
    return value if isinstance(value, Stream) else None


def get_name(holder: object, key: str) -> str:
    """The entry if it is a name, without its slash; else an empty text."""
    return name_of(get(holder, key))


def get_number(holder: object, key: str) -> float | None:
    """The entry if it is a number."""
    return number_of(get(holder, key))


def get_numbers(holder: object, key: str) -> list[float]:
    """The entry if it is an array of numbers; else an empty list."""
    return numbers_of(get(holder, key))


def name_of(value: object) -> str:
    """A name without its slash; an empty text for anything else."""
    try:
        return str(value)[1:] if isinstance(value, Name) else ""
    except WRONG:
        return ""


def number_of(value: object) -> float | None:
    """A number as float; None for anything else, and for what no page has room for."""
    if isinstance(value, (bool, Object)) or value is None:
        return None
    try:
        number = float(value)  # type: ignore[arg-type]  # int, Decimal or what else the library makes of a number
    except WRONG:
        return None
    return number if abs(number) < limits.NUMBER else None


def numbers_of(value: object) -> list[float]:
    """An array of numbers as floats; an empty list if anything else is in it."""
    found = [number_of(item) for item in items(value)]
    return [number for number in found if number is not None] if None not in found else []


def items(value: object, most: int = 100_000) -> list[object]:
    """An array's items; an empty list for anything else, and for an array of more than `most`."""
    try:
        if isinstance(value, Array) and len(value) <= most:
            return [value[index] for index in range(len(value))]
    except WRONG:
        pass
    return []


def entries(value: object) -> Iterator[tuple[str, object]]:
    """A dictionary's entries, the keys without their slash, in the order of the keys."""
    try:
        keys = sorted(value.keys()) if isinstance(value, (Dictionary, Stream)) else []
    except WRONG:
        keys = []
    for key in keys:
        found = get(value, key[1:])
        if found is not None:
            yield key[1:], found


def text_of(value: object) -> str:
    """A string's text; an empty one for anything else."""
    try:
        return str(value) if isinstance(value, pikepdf.String) else ""
    except WRONG:
        return ""


def key_of(value: object) -> tuple[int, int] | None:
    """The object and generation number of an indirect object; None for a direct one."""
    try:
        found = value.objgen if isinstance(value, Object) else (0, 0)
    except WRONG:
        return None
    return (found[0], found[1]) if found[0] else None
