"""Page numbers as text: "3", "A3", a spread's "4-5", and a choice of pages such as "1,3-4"."""

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"(.*?)(\d+)\Z")


def pages_of(number: str) -> tuple[str, ...]:
    """The printed pages that a page's number names: one, or a spread's two."""
    first, dash, last = (part.strip() for part in number.partition("-"))
    if not dash:
        return (first,)
    section, digits = split_number(last)
    return (first, last if section or digits < 0 else f"{split_number(first)[0]}{last}")


def split_number(page: str) -> tuple[str, int]:
    """Section letters and count: "A3" is ("A", 3); a number without digits counts -1."""
    match = _NUMBER.match(page)
    return (match[1], int(match[2])) if match else (page, -1)


def is_spread(number: str) -> bool:
    """True for two facing pages as one."""
    return len(pages_of(number)) == 2


def is_left_hand(number: str) -> bool:
    """Even pages lie left of the fold, and so does a spread's first."""
    return split_number(pages_of(number)[0])[1] % 2 == 0


def expand_choice(choice: str, known: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The page numbers of `known` that a choice such as "1,3-4,A2" names, in the order of `known`, and the parts that name none.

    Either page of a spread names the spread.
    """
    numbers = tuple(known)
    chosen: set[str] = set()
    strangers: list[str] = []
    for part in (piece.strip() for piece in choice.split(",")):
        if not part:
            continue
        named = {number for number in numbers if part == number or set(pages_of(number)) & set(_run(part))}
        chosen |= named
        if not named:
            strangers.append(part)
    return tuple(number for number in numbers if number in chosen), tuple(strangers)


def _run(part: str) -> tuple[str, ...]:
    """The single pages that "3" or "3-6" stands for."""
    ends = pages_of(part)
    section, low = split_number(ends[0])
    last_section, high = split_number(ends[-1])
    if len(ends) == 1 or section != last_section or low < 0 or high < low:
        return ends
    return tuple(f"{section}{count}" for count in range(low, high + 1))
