"""Printing conditions by their registered names, as output intents and profiles' descriptions write them.

The names are those of the ICC's registry of characterization data (registry.color.org), with the profiles that are handed out for
them. What is not among them is not judged.
"""

import re

_HEADER = 128  # ICC.1, 7.2: the header's bytes; the table of tags follows
_MOST_TAGS = 200
_CONDITIONS: tuple[tuple[str, str], ...] = (
    (r"fogra\s*0?39|iso ?coated[ _]v2", "FOGRA39"),
    (r"fogra\s*(\d\d)l?\b", r"FOGRA\1"),
    (r"pso[ _]?coated[ _]?v3", "FOGRA51"),
    (r"pso[ _]?uncoated[ _]?v3", "FOGRA52"),
    (r"pso[ _]lwc[ _]improved", "FOGRA45"),
    (r"(?:iso|ifra)?newspaper[ _]?26|\bifra ?26", "IFRA26"),
    (r"cgats[ _]?tr[ _]?0*(\d+)", r"CGATS TR \1"),
    (r"swop ?2006.*\b3\b", "CGATS TR 3"),
    (r"swop ?2006.*\b5\b", "CGATS TR 5"),
    (r"gracol ?2006", "CGATS TR 6"),
    (r"crpc[ _-]?([1-7])\b", r"CRPC\1"),
    (r"gracol ?2013", "CRPC6"),
    (r"swop ?2013", "CRPC5"),
)


def registered(text: str) -> str:
    """The registered condition that a text names; empty where it names none."""
    for pattern, name in _CONDITIONS:
        found = re.search(pattern, text.lower())
        if found is not None:
            return found.expand(name) if found.re.groups else name
    return ""


def description(profile: bytes) -> str:
    """What an ICC profile calls itself ('desc'): ICC.1:2001-04, 6.5.17, and ICC.1:2010, 10.13. Empty where that can't be read."""
    count = int.from_bytes(profile[_HEADER : _HEADER + 4], "big")
    for number in range(min(count, _MOST_TAGS)):
        entry = profile[_HEADER + 4 + 12 * number :][:12]
        if entry[:4] == b"desc":
            start, length = int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
            return _text(profile[start : start + length])
    return ""


def _text(tag: bytes) -> str:
    if tag[:4] == b"desc":
        return tag[12 : 12 + int.from_bytes(tag[8:12], "big")].rstrip(b"\0").decode("latin-1")
    if tag[:4] == b"mluc" and int.from_bytes(tag[8:12], "big") > 0:
        length, start = int.from_bytes(tag[20:24], "big"), int.from_bytes(tag[24:28], "big")
        return tag[start : start + length].decode("utf-16-be", "replace")
    return ""
