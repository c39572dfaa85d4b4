"""A content stream cut into instructions: the operands as they are written, the operator, and an inline picture's data.

One pattern takes a whole instruction. That is five times as fast as token by token, and most operands are read only where
they matter. Nothing is refused: what fits no rule of PDF is handed on as the operator `?`.
"""

import re
from collections.abc import Iterator

from layout.preflight import limits

Instruction = tuple[bytes, bytes, bytes]  # operands, operator, data

_STRING = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\))*+\)"
_OPERAND = (
    rb"[\s\x00+\-.\d\[\]]++"  # numbers, and arrays' brackets
    rb"|/[^\s\x00()<>\[\]{}/%]*+"
    rb"|<<|>>|<[0-9A-Fa-f\s]*+>"
    rb"|" + _STRING + rb"|%[^\r\n]*+"
    rb"|(?:true|false|null)(?![^\s\x00()<>\[\]{}/%])"
)
_INSTRUCTION = re.compile(rb"((?:" + _OPERAND + rb")*+)([A-Za-z'\"][A-Za-z0-9*'\"]*+|.|\Z)", re.DOTALL)
_END_OF_PICTURE = re.compile(rb"[\s\x00]EI(?![^\s\x00()<>\[\]{}/%])")
_NUMBER = re.compile(rb"[+-]?(?:\d++\.?\d*+|\.\d++)")
_WORD = re.compile(
    rb"/[^\s\x00()<>\[\]{}/%]*+|<<|>>|<[0-9A-Fa-f\s]*+>|" + _STRING + rb"|[\[\]]|[+-]?(?:\d++\.?\d*+|\.\d++)|true|false|null"
)
_IN_STRING = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|\r|\n|.)|\r\n?", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b"", b"\r": b"", b"\n": b""}
_SHOWN = re.compile(rb"<([0-9A-Fa-f\s]*+)>|(" + _STRING + rb")|([+-]?(?:\d++\.?\d*+|\.\d++))")


def instructions(data: bytes) -> Iterator[Instruction]:
    """The stream's instructions in turn. An inline picture comes as one, with the operator `EI`."""
    position, end = 0, len(data)
    match_at = _INSTRUCTION.match
    while position < end:
        found = match_at(data, position)
        assert found is not None, "the pattern takes any byte"
        operands, operator = found.groups()
        position = found.end()
        if operator == b"ID":
            stop = _END_OF_PICTURE.search(data, position)
            payload = data[position + 1 : stop.start()] if stop else data[position + 1 :]
            position = stop.end() if stop else end
            yield operands, b"EI", payload
        elif operator == b"BI":
            continue
        elif operator:
            yield operands, operator if operator[0] in _STARTS else b"?", b""
        elif operands.strip():
            yield operands, b"?", b""


_STARTS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'\"")


def numbers(operands: bytes) -> list[float]:
    """All numbers among operands, each within the greatest that is taken for one: four hundred digits make no infinity."""
    try:
        found = [float(word) for word in operands.split()]
    except ValueError:
        found = [float(word) for word in _NUMBER.findall(_strings_out(operands))]
    if found and (max(found) > limits.NUMBER or min(found) < -limits.NUMBER):
        return [_within(number) for number in found]
    return found


def _within(number: float) -> float:
    """The number, or the nearest that is taken for one; what is no number at all, too."""
    return max(-limits.NUMBER, min(limits.NUMBER, number))


def _strings_out(operands: bytes) -> bytes:
    return re.sub(_STRING + rb"|/[^\s\x00()<>\[\]{}/%]*+|%[^\r\n]*+", b" ", operands)


def last_name(operands: bytes) -> str:
    """The last name among operands, without its slash."""
    _, slash, name = operands.rpartition(b"/")
    return as_name(name.split(None, 1)[0] if name.split() else b"") if slash else ""


def as_name(name: bytes) -> str:
    """A name's text, its `#20` undone: ISO 32000-2, 7.3.5."""
    if b"#" in name:
        name = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), name)
    return name.decode("utf-8", "replace")


def shown(operands: bytes) -> tuple[bytes, float]:
    """What a text-showing operator shows: the codes, and the sum of the kerns among them, in thousandths of the size."""
    if b"(" not in operands:
        kerns = 0.0
        codes = []
        for piece in operands.split(b"<")[1:] if b"[" not in operands else operands.partition(b"[")[2].split(b"<"):
            hexed, closed, kern = piece.rpartition(b">")
            if closed:
                codes.append(hexed)
            kern = kern.strip(b" \r\n\t[]")
            if kern:
                try:
                    kerns += float(kern)
                except ValueError:
                    kerns += sum(numbers(kern))
        return _unhexed(b"".join(codes)), _within(kerns)
    return _shown_slowly(operands)


def _shown_slowly(operands: bytes) -> tuple[bytes, float]:
    codes, kerns = [], 0.0
    for hexed, string, number in _SHOWN.findall(operands):
        if number:
            kerns += float(number)
        else:
            codes.append(string_of(string) if string else _unhexed(hexed))
    return b"".join(codes), _within(kerns)


def _unhexed(digits: bytes) -> bytes:
    try:
        return bytes.fromhex(digits.decode("ascii") + "0" * (len(digits) % 2))
    except ValueError:
        plain = b"".join(digits.split())
        return bytes.fromhex(plain.decode("ascii") + "0" * (len(plain) % 2))


def string_of(written: bytes) -> bytes:
    """A literal string's bytes: ISO 32000-2, 7.3.4.2."""
    inside = written[1:-1]
    return _IN_STRING.sub(_one_byte, inside) if b"\\" in inside or b"\r" in inside else inside


def _one_byte(found: "re.Match[bytes]") -> bytes:
    escaped = found[1]
    if escaped is None:
        return b"\n"
    if escaped[:1].isdigit() and escaped[0] < 0x38:
        return bytes([int(escaped, 8) & 0xFF])
    return _ESCAPED.get(escaped, escaped)


def picture_entries(operands: bytes) -> dict[str, list[str]]:
    """An inline picture's dictionary: each key with its values as written, an array's one by one, names without their slash."""
    entries: dict[str, list[str]] = {}
    key, depth = "", 0
    for word in _WORD.findall(operands):
        if word in (b"[", b"<<"):
            depth += 1
        elif word in (b"]", b">>"):
            depth -= 1
            key = "" if depth <= 0 else key
        elif not key and word.startswith(b"/"):
            key = as_name(word[1:])
            entries[key] = []
        elif key:
            entries[key].append(as_name(word[1:]) if word.startswith(b"/") else word.decode("latin-1"))
            key = "" if depth <= 0 else key
    return entries
