"""The printer's template of file names, judged before any name is made of it.

In: the template. Out: what is wrong with it, and what to do. Refuses what would make a name that some disk on the way can't hold.
"""

import re
from collections.abc import Iterator

from layout.base.nearest import did_you_mean

FIELDS = ("code", "date", "edition", "number", "page", "version")
FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
ENDING = ".pdf"

Fault = tuple[str, str]
"""What is wrong, and the remedy."""

_DATE = re.compile(r"(?:[A-Za-z0-9._-]|%[YymdjVUWuwbBaA])+\Z")  # those of strftime that are letters and digits everywhere
_DIGITS = re.compile(r"[1-9]\Z")
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))})
"""Device names of Windows, with any ending. Source: Microsoft, Naming Files, Paths, and Namespaces."""


def unknown_field(template: str) -> Fault | None:
    """A name in braces that means nothing."""
    unknown = sorted({match[1] for match in FIELD.finditer(template)} - set(FIELDS))
    if not unknown:
        return None
    known = "code, date, edition, number, page and version"
    return f"the printer's file names use {{{_clip(unknown[0])}}}, which means nothing", (
        f"Use {known}{did_you_mean(unknown[0], FIELDS)}"
    )


def faults_of_template(template: str) -> Iterator[Fault]:
    """What is wrong with the template by itself."""
    rest = FIELD.sub("", template)
    if "{" in rest or "}" in rest:
        yield f"the printer's file names have a brace too many: '{_clip(template)}'", "Write each name in braces, as in {page:3}."
    for match in FIELD.finditer(template):
        name, form = match[1], match[2]
        if form is None:
            continue
        if name == "date" and not _DATE.match(form):
            yield f"the date in the printer's file names can't be '{_clip(form)}'", "Write it as in {date:%Y%m%d}."
        elif name == "page" and not _DIGITS.match(form):
            yield f"the page in the printer's file names can't have '{_clip(form)}' digits", "Write 1 to 9: {page:3}."
        elif name not in ("date", "page"):
            yield f"{{{name}}} in the printer's file names takes no '{_clip(form)}'", f"Write {{{name}}}."
    if "/" in rest or "\\" in rest:
        yield f"the printer's file names hold a folder: '{_clip(template)}'", "Write a name alone; a delivery names its folder."
    if not template.lower().endswith(ENDING):
        yield f"the printer's file names don't end in {ENDING}: '{_clip(template)}'", f"Let the template end in {ENDING}."


def fault_of_name(name: str) -> Fault | None:
    """What would make the name vanish on a disk, or keep it from being written there."""
    remedy = "Begin the press profile's `file-name` with {code}, say."
    stem = name.partition(".")[0]
    if name.startswith("."):
        return f"'{_clip(name)}' begins with a dot, and would be hidden on the printer's server", remedy
    if stem.upper() in _RESERVED:
        return f"'{_clip(name)}' can't be written on Windows, where '{stem}' is a device", remedy
    return None


def digits_of(form: str) -> int:
    """How many digits a page's number is padded to."""
    return int(form) if _DIGITS.match(form) else 0


def _clip(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
