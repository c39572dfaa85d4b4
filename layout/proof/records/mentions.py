"""Who is spoken to in a note: `@anna`, `@Anna Berg` where somebody is called that. Pure."""

import re
from collections.abc import Iterable

from layout.proof.records.limits import MENTIONS, NAME, folded_name

# Not within a word: an address of mail speaks to nobody. A name ends in a letter or a digit, not in the sentence's full stop.
_AT = re.compile(r"(?<![\w.@/])@(?=\w)")
_ONE_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def mentioned(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The names, each once, in the order of the text. One of `names` is given as it is written there, the longest that fits;
    another is the word after the `@`."""
    known = sorted(names, key=len, reverse=True)
    found: dict[str, str] = {}
    for match in _AT.finditer(text):
        name = _known_at(text, match.end(), known)
        if not name:
            word = _ONE_WORD.match(text, match.end())
            name = word[0][:NAME] if word else ""
        if name:
            found.setdefault(folded_name(name), name)
    return tuple(found.values())[:MENTIONS]


def _known_at(text: str, start: int, known: Iterable[str]) -> str:
    for name in known:
        stop = start + len(name)
        ends = stop >= len(text) or not (text[stop].isalnum() or text[stop] == "_")
        if ends and folded_name(text[start:stop]) == folded_name(name):
            return name
    return ""
