"""A finished PDF judged against a press.

In: the bytes of a file from anywhere, the press, and what is expected of the file. Out: every finding, and what each page is made
of. Refuses nothing and raises nothing: a file that can't be read is a finding.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from layout.base.printable import printable
from layout.base.problems import Severity
from layout.design.press import Press
from layout.preflight.boxes import read_boxes
from layout.preflight.check_colour import check_colour, check_mono
from layout.preflight.check_edge import check_edge
from layout.preflight.check_file import check_file
from layout.preflight.check_fonts import check_fonts
from layout.preflight.check_images import check_images
from layout.preflight.check_ink import check_ink, computed_ink
from layout.preflight.check_intent import check_intent
from layout.preflight.check_lines import check_lines
from layout.preflight.check_page import check_page, group_severity
from layout.preflight.check_type import check_type
from layout.preflight.cover import cover
from layout.preflight.expected import Expected, InkOfPage, Measured
from layout.preflight.fault import Fault
from layout.preflight.finding import PageFacts, Preflighted
from layout.preflight.findings import tell
from layout.preflight.interpreter import interpret, interpret_page
from layout.preflight.marks import PaintedType
from layout.preflight.objects import WRONG
from layout.preflight.reader import Opened, opened
from layout.preflight.sheet import Sheet, shares
from layout.preflight.state import Shelf

ANY = Expected()
_STOPPED = "stopped"
_TO_CONVERT = frozenset({"colour-rgb", "colour-calibrated", "colour-lab", "colour-icc"})
# What reading a malformed thing can come to that nobody foresaw, in this package and in those that it stands on.
_UNFORESEEN = (*WRONG, AssertionError, EOFError, MemoryError, OSError, SyntaxError, struct.error, zlib.error)


def preflight(data: bytes, press: Press, expected: Expected = ANY, ink: Measured | None = None) -> Preflighted:
    """All that the press would send the file back for. `ink` renders the file; without it, ink is computed from the marks."""
    faults: list[Fault] = []
    read: list[_Read] = []
    try:
        _look_at(data, press, expected, faults, read)
    except _UNFORESEEN as error:
        where = f" on page {len(read) + 1}" if read else ""
        text = f"the file can't be read to its end: what stands{where} is malformed ({type(error).__name__})"
        faults.append(Fault("file-damaged", text, kind=_STOPPED, severity=Severity.ERROR))
    facts = []
    rendered = _rendered(ink, data, faults)
    in_colour = _in_colour(faults)
    if rendered is not None:
        faults += _computed(read, rendered, expected)
    for page in read:
        found = rendered.get(page.ink.page) if rendered is not None else None
        faults += _check_ink(page, found, press, in_colour.get(page.ink.page, []))
        facts.append(_facts(page, found))
    return Preflighted(tell(faults, expected), tuple(facts))


class _Read(NamedTuple):
    """What is kept of a page once its marks are judged."""

    size: tuple[float, float]
    mono: bool
    ink: InkOfPage
    fonts: tuple[str, ...]


def _look_at(data: bytes, press: Press, expected: Expected, faults: list[Fault], read: list[_Read]) -> None:
    """Everything but what a render shows. It adds to the lists as it goes, so that what it found before it stops is told."""
    with opened(data) as (file, found):
        faults += found
        if file is None:
            return
        faults += check_file(file, press, expected)
        if not expected.ad:
            faults += check_intent(file, press)
        for sheet in _sheets(file, press, expected):
            faults += _check(sheet)
            read.append(_Read(sheet.boxes.size, sheet.mono, computed_ink(sheet), _fonts(sheet)))
        if file.lzw and not any(fault.rule == "file-lzw" for fault in faults):
            faults.append(Fault("file-lzw", "a stream of the file is packed by LZW"))
        if file.lacking or file.budget.bytes < 0:
            text = "the file's streams, fonts and tables hold more than is read, or can't be unpacked"
            faults.append(Fault("limit-stream", text))


def _rendered(ink: Measured | None, data: bytes, faults: list[Fault]) -> dict[int, InkOfPage] | None:
    """The pages' ink as a render shows it; None where none is to be made.

    What was too much to be read, or stopped its reader, is not given to a renderer.
    """
    if ink is None or any(fault.rule.startswith("limit-") or fault.kind == _STOPPED for fault in faults):
        return None
    return {page.page: page for page in ink(data)}


def _sheets(file: Opened, press: Press, expected: Expected) -> Iterator[Sheet]:
    shelf = Shelf(file, interpret)
    for number, page in enumerate(file.pages, start=1):
        boxes = read_boxes(page)
        shelf.begin_page()
        drawn = interpret_page(page, boxes.matrix, boxes.media, shelf)
        ground = cover(drawn, boxes.trim, boxes.printed, file)
        yield Sheet(number, page, file, boxes, drawn, ground, press, expected)


def _check(sheet: Sheet) -> Iterator[Fault]:
    for noted in sheet.drawn.noted:
        yield Fault(
            noted.rule, noted.text, sheet.number, noted.box, noted.thing, noted.text, severity=group_severity(noted.rule, sheet)
        )
    if sheet.ground.stopped:
        yield sheet.fault(
            "limit-marks", "more is painted over each other than is followed; not all of the page's ink was looked at"
        )
    yield from check_page(sheet)
    yield from check_edge(sheet)
    yield from check_fonts(sheet)
    yield from check_colour(sheet)
    yield from check_images(sheet)
    yield from check_lines(sheet)
    yield from check_type(sheet)


def _fonts(sheet: Sheet) -> tuple[str, ...]:
    return tuple(sorted({mark.face.plain_name for mark in sheet.drawn.marks if isinstance(mark, PaintedType)}))


def _check_ink(page: _Read, rendered: InkOfPage | None, press: Press, in_colour: list[Fault]) -> list[Fault]:
    """`in_colour`: the page's faults of colour."""
    found = [one for one in check_ink(rendered or page.ink, press) if not _is_converted(one, in_colour)]
    if rendered is not None and page.mono and not any(one.rule == "colour-mono" for one in in_colour):
        found += check_mono(rendered)
    return found


def _in_colour(faults: list[Fault]) -> dict[int, list[Fault]]:
    by_page: dict[int, list[Fault]] = {}
    for one in faults:
        if one.rule.startswith("colour-"):
            by_page.setdefault(one.page, []).append(one)
    return by_page


def _is_converted(ink: Fault, faults: list[Fault]) -> bool:
    """True where the ink lies on a colour that has to be converted first: what comes of that is not known yet."""
    boxes = [one.box for one in faults if one.rule in _TO_CONVERT]
    return any(box is None or ink.box is None or shares(box, ink.box) for box in boxes)


def _computed(read: list[_Read], rendered: dict[int, InkOfPage], expected: Expected) -> Iterator[Fault]:
    """A file of whose pages only some could be, or were, rendered. Of an ad the first page is placed."""
    asked = [page.ink.page for page in read[: 1 if expected.ad else len(read)]]
    count = sum(page not in rendered for page in asked)
    if count:
        text = f"the ink of {count} of {len(asked)} pages" if len(asked) > 1 else "the page's ink"
        yield Fault("ink-computed", f"{text} was not measured on the plates but computed from the marks")


def _facts(page: _Read, rendered: InkOfPage | None) -> PageFacts:
    width, height = page.size
    ink = rendered or page.ink
    measured = "computed" if rendered is None else "tiffsep"
    size = (round(width, 3), round(height, 3))
    inks, fonts = tuple(map(printable, ink.inks)), tuple(map(printable, page.fonts))
    return PageFacts(ink.page, *size, inks, round(ink.most, 4), ink.most_at, measured, fonts)
