"""A finished PDF judged against a press.

In: the bytes of a file from anywhere, the press, and what is expected of the file. Out: every finding, and what each page is made
of. Refuses nothing and raises nothing: a file that can't be read is a finding.
"""

from collections.abc import Iterator, Sequence

from layout.design.press import Press
from layout.preflight.boxes import read_boxes
from layout.preflight.check_colour import check_colour
from layout.preflight.check_file import check_file
from layout.preflight.check_fonts import check_fonts
from layout.preflight.check_images import check_images
from layout.preflight.check_ink import check_ink, ink_of_sheet
from layout.preflight.check_intent import check_intent
from layout.preflight.check_lines import check_lines
from layout.preflight.check_page import check_page
from layout.preflight.check_type import check_type
from layout.preflight.cover import cover
from layout.preflight.expected import Expected, InkOfPage, Measured
from layout.preflight.fault import Fault
from layout.preflight.finding import PageFacts, Preflighted
from layout.preflight.findings import tell
from layout.preflight.interpreter import interpret, interpret_page
from layout.preflight.marks import PaintedType
from layout.preflight.reader import Opened, opened
from layout.preflight.sheet import Sheet
from layout.preflight.state import Shelf

ANY = Expected()


def preflight(data: bytes, press: Press, expected: Expected = ANY, ink: Measured | None = None) -> Preflighted:
    """All that the press would send the file back for. `ink` renders the file; without it, ink is computed from the marks."""
    with opened(data) as (file, faults):
        if file is None:
            return Preflighted(tell(faults, expected), ())
        faults += check_file(file, press, expected)
        if not expected.ad:
            faults += check_intent(file, press)
        facts = []
        rendered = _rendered(ink, data)
        for sheet in _sheets(file, press, expected, measured=bool(rendered)):
            found = rendered.get(sheet.number)
            inked = ink_of_sheet(sheet, found)
            faults += _check(sheet, inked)
            facts.append(_facts(sheet, inked, "computed" if found is None else "tiffsep"))
        if file.lzw and not any(fault.rule == "file-lzw" for fault in faults):
            faults.append(Fault("file-lzw", "A stream of the file is packed by LZW."))
        return Preflighted(tell(faults, expected), tuple(facts))


def _rendered(ink: Measured | None, data: bytes) -> dict[int, InkOfPage]:
    pages: Sequence[InkOfPage] = ink(data) if ink is not None else ()
    return {page.page: page for page in pages}


def _sheets(file: Opened, press: Press, expected: Expected, *, measured: bool) -> Iterator[Sheet]:
    shelf = Shelf(file, interpret)
    for number, page in enumerate(file.pages, start=1):
        boxes = read_boxes(page)
        shelf.begin_page()
        drawn = interpret_page(page, boxes.matrix, boxes.media, shelf)
        ground = cover(drawn, boxes.trim, boxes.printed, file, measured=measured)
        yield Sheet(number, page, file, boxes, drawn, ground, press, expected)


def _check(sheet: Sheet, ink: InkOfPage) -> Iterator[Fault]:
    for noted in sheet.drawn.noted:
        yield Fault(noted.rule, noted.text, sheet.number, noted.box, noted.thing, noted.text)
    if sheet.ground.stopped:
        yield sheet.fault(
            "limit-marks", "More is painted over each other than is followed; not all of the page's ink was looked at."
        )
    yield from check_page(sheet)
    yield from check_fonts(sheet)
    yield from check_colour(sheet)
    yield from check_images(sheet)
    yield from check_lines(sheet)
    yield from check_type(sheet)
    yield from check_ink(sheet, ink)


def _facts(sheet: Sheet, ink: InkOfPage, measured: str) -> PageFacts:
    width, height = sheet.boxes.size
    fonts = {mark.face.plain_name for mark in sheet.drawn.marks if isinstance(mark, PaintedType)}
    return PageFacts(
        sheet.number,
        round(width, 3),
        round(height, 3),
        ink.inks,
        round(ink.most, 4),
        ink.most_at,
        measured,
        tuple(sorted(fonts)),
    )
