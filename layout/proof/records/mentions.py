"""Who is spoken to in a note: `@anna`, `@Anna Berg` where somebody is called that, `@ann` where one person only begins so. Pure.

Known names are looked up by their first word and their length, so that a note takes no longer where a thousand people are known.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from layout.base.values import dataclass
from layout.proof.records.limits import MENTIONS, NAME, folded_name

# Not within a word: an address of mail speaks to nobody. A name ends in a letter or a digit, not in the sentence's full stop.
_AT = re.compile(r"(?<![\w.@/])@(?=\w)")
_ONE_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_FIRST = re.compile(r"\w+")
_WINDOW = 4 * NAME  # characters in which a name is looked for: it may be typed with letters that are composed, and many spaces


class Names(NamedTuple):
    """Who can be spoken to, and who no longer: whoever is `gone` is known by the whole name alone, so that nobody else is taken
    for them, and is not asked."""

    people: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Directory:
    """`names` by folded name, "" for those who are gone; `lengths` of folded names by their first word, the longest first;
    `order`: the folded names of those who can be spoken to."""

    names: dict[str, str]
    lengths: dict[str, list[int]]
    order: list[str]


def names_of(users: Mapping[str, bool], spoke: Iterable[str]) -> Names:
    """Of all who may come in, or might once, with whether that is over, and of whoever has said something. By the alphabet."""
    gone = {folded_name(name) for name, over in users.items() if over}
    people: dict[str, str] = {}
    for name in (*users, *spoke):
        folded = folded_name(name)
        if folded and folded not in gone:
            people.setdefault(folded, name)
    lost = (name for name, over in users.items() if over)
    return Names(tuple(sorted(people.values(), key=str.casefold)), tuple(sorted(lost, key=str.casefold)))


def mentioned(text: str, names: Names) -> tuple[str, ...]:
    """Who is spoken to, each once, in the order of the text; as many as a note speaks to. Somebody who can be is given as `names`
    has them, the longest name that fits, or the only one that begins so; another is the word after the `@`."""
    known = _directory(names)
    found: dict[str, str] = {}
    for match in _AT.finditer(text):
        name = _known_at(text, match.end(), known)
        if name is None:
            word = _ONE_WORD.match(text, match.end())
            name = _only_one(word[0][:NAME], known) if word else ""
        if name:
            found.setdefault(folded_name(name), name)
        if len(found) == MENTIONS:
            break
    return tuple(found.values())


def _directory(names: Names) -> _Directory:
    known: dict[str, str] = {}
    lengths: dict[str, set[int]] = {}
    for name, shown in (*((name, name) for name in names.people), *((name, "") for name in names.gone)):
        folded = folded_name(name)
        first = _FIRST.match(folded)
        if first is not None and folded not in known:
            known[folded] = shown
            lengths.setdefault(first[0], set()).add(len(folded))
    order = sorted(folded for folded, name in known.items() if name)
    return _Directory(known, {first: sorted(each, reverse=True) for first, each in lengths.items()}, order)


def _only_one(word: str, known: _Directory) -> str:
    """The name of the only person whose name begins with that word; else of the only one whose name begins with these letters;
    the word itself where there is none, or several."""
    folded = folded_name(word)
    for begun in (f"{folded} ", folded):
        at = bisect_left(known.order, begun)
        fit = [name for name in known.order[at : at + 2] if name.startswith(begun)]
        if fit:
            return known.names[fit[0]] if len(fit) == 1 else word
    return word


def _known_at(text: str, start: int, known: _Directory) -> str | None:
    """Whose whole name stands there, "" for somebody who is gone; None where nobody's does."""
    window = folded_name(text[start : start + _WINDOW])
    first = _FIRST.match(window)
    for length in known.lengths.get(first[0], ()) if first is not None else ():
        ends = length >= len(window) or not (window[length].isalnum() or window[length] == "_")
        if ends and window[:length] in known.names:
            return known.names[window[:length]]
    return None
