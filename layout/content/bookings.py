"""The booking list: which ads were sold for an issue, as the ad department's system writes it out.

In: a CSV file with a head row. Out: its bookings, each with its line, and every fault. Columns are found by their names:
`booking` must be there; `page`, `size` (`102mm x 150mm`) and `advertiser` may be; others are passed over. Comma, semicolon and
tab divide.
"""

import csv
import io
from pathlib import Path

from layout.base.problems import InFile, Problem, Severity
from layout.base.units import LINES, parse_size
from layout.content.issue import Booking as Booking
from layout.content.page_numbers import split_number
from layout.content.text_file import one_line, read_text_file, shown
from layout.content.yaml_nodes import clip

MOST_BOOKINGS = 10_000
_DIVIDERS = (",", ";", "\t")


def read_bookings(path: Path) -> tuple[tuple[Booking, ...] | None, list[Problem]]:
    """The list's bookings; None where it can't be read as one."""
    text, problems = read_text_file(path)
    if text is None:
        return None, problems
    name = shown(path)
    head = text.partition("\n")[0]
    divider = max(_DIVIDERS, key=head.count)
    try:
        reader = csv.reader(io.StringIO(text), delimiter=divider, strict=True)
        rows = [(reader.line_num, [one_line(cell) for cell in row]) for row in reader]
    except csv.Error as error:
        message = f"the booking list breaks off: {error}"
        return None, [*problems, _error("bookings-wrong", message, "Write it out again as CSV.", InFile(name, reader.line_num))]
    columns = [cell.lower() for cell in rows[0][1]] if rows else []
    if "booking" not in columns:
        message = f"the booking list has no column `booking`, but {clip(', '.join(columns)) or 'nothing'}"
        remedy = "Let its first line name the columns: booking,page,size,advertiser."
        return None, [*problems, _error("bookings-wrong", message, remedy, InFile(name, 1))]
    found: list[Booking] = []
    for line, row in rows[1:]:
        facts = dict(zip(columns, row, strict=False))
        if any(row):
            booking, faults = _booking(facts, InFile(name, line))
            found += [booking] if booking is not None else []
            problems += faults
    if len(found) > MOST_BOOKINGS:
        message = f"the booking list has {len(found)} bookings; one issue's are meant, {MOST_BOOKINGS} at most"
        return None, [_error("bookings-wrong", message, "Write out this issue's bookings alone.", InFile(name, 1))]
    return tuple(found), problems


def _booking(facts: dict[str, str], where: InFile) -> tuple[Booking | None, list[Problem]]:
    number = facts.get("booking", "")
    if not number:
        return None, [_error("booking-wrong", "a booking has no number", "Give it one, or take the line out.", where)]
    problems: list[Problem] = []
    page = facts.get("page", "")
    if page and split_number(page) is None:
        message = f"booking {clip(number)} is for page '{clip(page)}', which is no page's number"
        problems.append(_error("booking-wrong", message, "Write it as in 3 or A3; nothing for any page.", where))
        page = ""
    size = _size(facts.get("size", ""))
    if size is None and facts.get("size"):
        message = f"the size of booking {clip(number)} is '{clip(facts['size'])}'"
        problems.append(_error("booking-wrong", message, "Write width and height as in 102mm x 150mm.", where))
    return Booking(number, where, page, size, facts.get("advertiser", "")), problems


def _size(text: str) -> tuple[float, float] | None:
    """`102mm x 150mm`, or `102 x 150 mm`, in points."""
    size = parse_size(text)
    if size is None or any(length.unit in LINES for length in size):
        return None
    width, height = size[0].points(1.0), size[1].points(1.0)
    return (width, height) if width > 0 and height > 0 else None


def _error(code: str, message: str, remedy: str, where: InFile) -> Problem:
    return Problem(code, Severity.ERROR, message, remedy, where)
