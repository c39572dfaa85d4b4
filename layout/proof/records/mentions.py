"""Who is spoken to in a note: `@anna`, `@Anna Berg` where somebody is called that. Pure.

Known names are looked up by their first word and their length, so that a note takes no longer where a thousand people are known.
"""

import re
from collections.abc import Iterable

from layout.base.values import dataclass
from layout.proof.records.limits import MENTIONS, NAME, folded_name

# Not within a word: an address of mail speaks to nobody. A name ends in a letter or a digit, not in the sentence's full stop.
_AT = re.compile(r"(?<![\w.@/])@(?=\w)")
_ONE_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_FIRST = re.compile(r"\w+")
_WINDOW = 4 * NAME  # characters in which a name is looked for: it may be typed with letters that are composed, and many spaces


@dataclass(frozen=True, slots=True)
class _Directory:
    """`names` by folded name; `lengths` of folded names by their first word, the longest first."""

    names: dict[str, str]
    lengths: dict[str, list[int]]


def mentioned(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The names, each once, in the order of the text; as many as a note speaks to. One of `names` is given as it is written
    there, the longest that fits; another is the word after the `@`."""
    known = _directory(names)
    found: dict[str, str] = {}
    for match in _AT.finditer(text):
        name = _known_at(text, match.end(), known)
        if not name:
            word = _ONE_WORD.match(text, match.end())
            name = word[0][:NAME] if word else ""
        if name:
            found.setdefault(folded_name(name), name)
        if len(found) == MENTIONS:
            break
    return tuple(found.values())


def _directory(names: Iterable[str]) -> _Directory:
    known: dict[str, str] = {}
    lengths: dict[str, set[int]] = {}
    for name in names:
        folded = folded_name(name)
        first = _FIRST.match(folded)
        if first is not None and known.setdefault(folded, name) is name:
            lengths.setdefault(first[0], set()).add(len(folded))
    return _Directory(known, {first: sorted(each, reverse=True) for first, each in lengths.items()})


def _known_at(text: str, start: int, known: _Directory) -> str:
    window = folded_name(text[start : start + _WINDOW])
    first = _FIRST.match(window)
    for length in known.lengths.get(first[0], ()) if first is not None else ():
        ends = length >= len(window) or not (window[length].isalnum() or window[length] == "_")
        if ends and window[:length] in known.names:
            return known.names[window[:length]]
    return ""
