"""Checks of a page's boxes, and of what must not be on any page. ISO 15930-7."""

from collections.abc import Iterator

from layout.base.problems import Severity
from layout.base.units import to_mm
from layout.design.press import PrintersMarks, Standard
from layout.preflight.check_file import actions_in
from layout.preflight.fault import Fault
from layout.preflight.marks import PaintedPicture, PaintedType
from layout.preflight.matrix import Box, area_of, box_under
from layout.preflight.objects import get, get_dictionary, get_name, get_number, get_numbers, items
from layout.preflight.sheet import Sheet, shares

_SAME = 0.5  # points: sizes that differ by less are the same, whatever unit a program rounds in
_NEAR = 0.1  # points: how far a box may stand out of another
_WHOLE_PAGE = 0.9  # of the trim's area
_PRINTED, _HIDDEN = 1 << 2, 1 << 1  # an annotation's flags: ISO 32000-2, table 167
_HARMLESS = ("TrapNet", "PrinterMark")  # ISO 15930-7: annotations that are the printer's own


def check_page(sheet: Sheet) -> Iterator[Fault]:
    """Boxes, turning, emptiness, effects, annotations, marks outside, type outside the live area."""
    yield from _boxes(sheet)
    yield from _size(sheet)
    yield from _bleed(sheet)
    yield from _turning(sheet)
    yield from _content(sheet)
    yield from _annotations(sheet)
    yield from _outside(sheet)
    yield from _live(sheet)


def _boxes(sheet: Sheet) -> Iterator[Fault]:
    boxes = sheet.boxes
    if not boxes.has_media:
        yield sheet.fault("page-media", "the page has no MediaBox, or one without extent")
    if not boxes.has_trim and boxes.art is None:
        yield sheet.fault("page-trim", "the page has neither a TrimBox nor an ArtBox")
    trim = boxes.trim
    pairs = [("TrimBox", trim, "BleedBox", boxes.bleed), ("TrimBox", trim, "CropBox", boxes.crop)]
    pairs.append(("BleedBox", boxes.bleed or trim, "MediaBox", boxes.media))
    for name, inner, outer_name, outer in pairs:
        if outer is not None and not _within(inner, outer):
            yield sheet.fault("page-nested", f"the {name} stands out of the {outer_name}", inner, outer_name)


def _within(inner: Box, outer: Box) -> bool:
    low = inner[0] >= outer[0] - _NEAR and inner[1] >= outer[1] - _NEAR
    return low and inner[2] <= outer[2] + _NEAR and inner[3] <= outer[3] + _NEAR


def _size(sheet: Sheet) -> Iterator[Fault]:
    size, expected, limit = sheet.boxes.size, sheet.expected.size, sheet.press.sheet
    if expected is not None and max(abs(size[0] - expected[0]), abs(size[1] - expected[1])) > _SAME:
        yield sheet.fault("page-size", f"the page is {_named(size)}; it should be {_named(expected)}")
    if limit is not None and (size[0] > limit[0] + _SAME or size[1] > limit[1] + _SAME):
        text = f"the page is {_named(size)}; the press '{sheet.press.name}' takes {_named(limit)} at most"
        yield sheet.fault("page-sheet", text)


def _named(size: tuple[float, float]) -> str:
    return f"{to_mm(size[0]):.1f} x {to_mm(size[1]):.1f} mm"


def _bleed(sheet: Sheet) -> Iterator[Fault]:
    """Enough on every edge that is cut, and nowhere more than is taken."""
    trim, bleed, press = sheet.boxes.trim, sheet.boxes.printed, sheet.press
    sides = {"left": trim[0] - bleed[0], "top": trim[1] - bleed[1], "right": bleed[2] - trim[2], "foot": bleed[3] - trim[3]}
    least, most = min(side for name, side in sides.items() if name != sheet.expected.fold), max(sides.values())
    if most > press.bleed + _SAME:
        text = f"the bleed is {to_mm(most):.1f} mm; the press '{press.name}' takes {to_mm(press.bleed):.1f} mm"
        yield sheet.fault("page-bleed-most", text)
    elif least < press.bleed_least - _NEAR:
        text = f"the bleed is {to_mm(max(0.0, least)):.1f} mm; the press '{press.name}' wants {to_mm(press.bleed_least):.1f} mm"
        yield sheet.fault("page-bleed-least", text)


def _turning(sheet: Sheet) -> Iterator[Fault]:
    if sheet.boxes.unit != 1.0:
        text = f"the page's unit is {sheet.boxes.unit:g} points (UserUnit): a RIP that does not know it prints another size"
        yield sheet.fault("page-unit", text)
    if sheet.boxes.turned:
        yield sheet.fault("page-turned", f"the page is turned by {sheet.boxes.turned} degrees (Rotate)")
    read = [mark for _, mark in sheet.printed() if isinstance(mark, PaintedType) and mark.seen]
    mirrored = sum(mark.codes for mark in read if mark.mirrored)
    if mirrored * 2 > sum(mark.codes for mark in read):
        yield sheet.fault("page-mirrored", "most of the page's type is to be read in a mirror")


def _content(sheet: Sheet) -> Iterator[Fault]:
    seen = [mark for _, mark in sheet.printed() if not isinstance(mark, PaintedType) or mark.seen]
    if not seen:
        yield sheet.fault("page-empty", "nothing is painted on the page")
    elif len(seen) == 1 and isinstance(seen[0], PaintedPicture) and not sheet.expected.ad:
        share = area_of(seen[0].box), sheet.boxes.size
        if share[0].width * share[0].height > _WHOLE_PAGE * share[1][0] * share[1][1]:
            yield sheet.fault("page-one-picture", "the page is nothing but one picture", seen[0].box, seen[0].name)
    if get(sheet.page, "Trans") is not None:
        yield sheet.fault("page-effects", "the page has an effect for a change of pages (Trans)")
    yield from actions_in(get(sheet.page, "AA"), "AA", sheet.number)
    group = get_dictionary(sheet.page, "Group")
    if get_name(group, "S") == "Transparency":
        rule, text = "transparency-group", "the page is a transparency group"
        yield Fault(rule, text, sheet.number, thing="Group", severity=group_severity(rule, sheet))


def group_severity(rule: str, sheet: Sheet) -> Severity | None:
    """A group in which nothing is see-through prints as it is; but PDF/X-1a allows none at all: ISO 15930-4."""
    refused = rule == "transparency-group" and sheet.press.standard is Standard.X1A
    return Severity.ERROR if refused else None


def _annotations(sheet: Sheet) -> Iterator[Fault]:
    for note in items(get(sheet.page, "Annots"), most=10_000):
        kind, edges = get_name(note, "Subtype"), get_numbers(note, "Rect")
        if kind in _HARMLESS or len(edges) != 4:
            continue
        left, right = sorted((edges[0], edges[2]))
        low, high = sorted((edges[1], edges[3]))
        box = box_under(sheet.boxes.matrix, (left, low, right, high))
        if shares(box, sheet.boxes.printed):
            text = f"an annotation ({kind or 'of no kind'}) lies on the {'ad' if sheet.expected.ad else 'page'}"
            if sheet.expected.ad and _shows(note):
                text += "; it is to be seen, but it will not be printed: only the page's own content is placed"
            yield sheet.fault("page-annotation", text, box, kind)


def _shows(note: object) -> bool:
    """True for an annotation that a reader would print: ISO 32000-2, table 167."""
    flags = int(get_number(note, "F") or 0)
    return bool(flags & _PRINTED) and not flags & _HIDDEN and get_dictionary(note, "AP") is not None


def _outside(sheet: Sheet) -> Iterator[Fault]:
    if sheet.press.marks is not PrintersMarks.NONE:
        return
    printed = sheet.boxes.printed
    for mark in sheet.drawn.marks:
        if not shares(mark.box, printed) and (not isinstance(mark, PaintedType) or mark.seen) and not mark.paint.white:
            yield sheet.fault("page-marks", "something is painted outside the page and its bleed", mark.box)


def _live(sheet: Sheet) -> Iterator[Fault]:
    live = sheet.press.live
    if live is None:
        return
    width, height = sheet.boxes.size
    left, top = (width - live[0]) / 2, (height - live[1]) / 2
    area = (left, top, left + live[0], top + live[1])
    for _, mark in sheet.printed():
        if isinstance(mark, PaintedType) and mark.seen and not _within(mark.box, area):
            text = f"type stands outside the live area of {_named(live)}"
            yield sheet.fault("page-live", text, mark.box, mark.face.plain_name)
