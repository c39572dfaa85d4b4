"""Checks of the fonts that a page shows type in: in the file, readable, with every glyph that is shown. ISO 15930-7."""

from collections.abc import Iterator

from layout.preflight.fault import Fault
from layout.preflight.font_glyphs import missing_codes, read_glyphs, room_for, without_system
from layout.preflight.marks import PaintedType
from layout.preflight.matrix import Box
from layout.preflight.sheet import Sheet
from layout.preflight.typefaces import Typeface

_COURIER = "Courier"


def check_fonts(sheet: Sheet) -> Iterator[Fault]:
    """Each font of the page once, with the place where it is first shown."""
    first: dict[int, tuple[Typeface, Box]] = {}
    for mark in sheet.drawn.marks:
        if isinstance(mark, PaintedType) and mark.seen:  # what is not painted needs no font: ISO 15930-7
            first.setdefault(id(mark.face), (mark.face, mark.box))
    for face, box in first.values():
        yield from _check(sheet, face, box)


def _check(sheet: Sheet, face: Typeface, box: Box) -> Iterator[Fault]:
    name = face.plain_name
    if name.startswith(_COURIER):
        yield Fault("font-courier", f"type is set in {name}", sheet.number, box, name, name)
    if face.kind == "Type3":
        yield Fault("font-type3", f"the font {name} is of Type 3: its glyphs are drawings", sheet.number, box, name, name)
        return
    if face.program is None:
        yield Fault("font-unembedded", f"the font {name} is not in the file", sheet.number, box, name, name)
        return
    glyphs = face.glyphs or read_glyphs(face, sheet.file)
    if face.glyphs is None and sheet.file.may_keep(room_for(glyphs)):
        face.glyphs = glyphs
    wrong = glyphs.wrong or without_system(face)
    if wrong:
        yield Fault("font-damaged", f"the font {name} {wrong}", sheet.number, box, name, name)
        return
    missing = missing_codes(face, glyphs)
    if missing:
        codes = ", ".join(f"{code:04X}" if face.wide else f"{code:02X}" for code in sorted(missing)[:5])
        text = f"the font {name} lacks {len(missing)} of the glyphs that are shown (codes {codes})"
        yield Fault("font-glyph", text, sheet.number, box, name, name)
