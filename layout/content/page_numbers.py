"""Page numbers as they are written: "3", "A3", a spread's "4-5" or "A4-A5", a run of pages asked for, "3-6"."""

import re

_NUMBER = re.compile(r"([A-Za-z]{0,3})([0-9]{1,4})\Z")


def split_number(number: str) -> tuple[str, int] | None:
    """Section and count of one page; None where it is no page's number."""
    match = _NUMBER.match(number)
    return (match[1], int(match[2])) if match else None


def printed_pages(number: str) -> tuple[str, ...] | None:
    """The one or two pages of a page's number; None where it is neither a page nor a spread of an even page and the next."""
    parts = [part.strip() for part in number.split("-")]
    first = split_number(parts[0])
    if first is None or len(parts) > 2:
        return None
    if len(parts) == 1:
        return (parts[0],)
    last = split_number(parts[1])
    if last is None or last[0] not in ("", first[0]) or last[1] != first[1] + 1 or first[1] % 2:
        return None
    return parts[0], f"{first[0]}{last[1]}"


def is_asked(number: str, asked: str) -> bool:
    """True if a page (or either page of a spread) is what was asked for: itself, or part of a run."""
    if number == asked:
        return True
    pages = [split_number(page) for page in printed_pages(number) or (number,)]
    ends = [split_number(part.strip()) for part in asked.split("-")]
    if len(ends) > 2 or None in ends or ends[0] is None or ends[-1] is None:
        return False
    low, high = ends[0], ends[-1]
    if high[0] not in ("", low[0]):
        return False
    return any(page is not None and page[0] == low[0] and low[1] <= page[1] <= high[1] for page in pages)
