"""Names of proof files: any page's number and any ink's name made into a name that every disk takes."""

import re
from collections.abc import Iterable

_LONGEST = 60
_ODD = re.compile(r"[^\w-]+")


def plain(name: str) -> str:
    """Letters, digits, `-` and `_` of a name: `PANTONE 186 C` becomes `PANTONE_186_C`, `../x` becomes `x`."""
    return _ODD.sub("_", name).strip("_")[:_LONGEST] or "unnamed"


def plain_names(names: Iterable[str]) -> dict[str, str]:
    """The plain name of each, no two alike even where a disk knows no capitals."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for name in names:
        base, count = plain(name), 1
        candidate = base
        while candidate.lower() in taken:
            count += 1
            candidate = f"{base}-{count}"
        taken.add(candidate.lower())
        found[name] = candidate
    return found
