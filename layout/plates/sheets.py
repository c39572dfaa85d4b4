"""The sheets of a PDF: how large each page is as it is seen, upright, and where its trim lies on it."""

import io
from typing import TYPE_CHECKING

from layout.base.geometry import Area
from layout.base.quiet import unprinted
from layout.base.values import dataclass
from layout.plates.unrendered import NotRendered, Reason, damaged

if TYPE_CHECKING:
    import pikepdf

_DEEPEST = 50  # nodes of a page tree; deeper ones are loops
_NO_TRIM = 0.5  # points; a trim thinner than this is none

# What pikepdf raises on boxes that are no boxes, beside its own fault.
_BOX_FAULTS = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is seen, upright: `page` counted from 1; the media's size, and the trim on it, in points."""

    page: int
    width: float
    height: float
    trim: Area
    unit: float = 1.0  # a unit of its user space in points (ISO 32000-2, 7.7.3.3: UserUnit)


def read_sheets(pdf: bytes) -> tuple[Sheet | NotRendered, ...] | NotRendered:
    """All the sheets of a file, in order; a fault where the file as a whole, or in its place where a page, has no size."""
    import pikepdf  # late: a plain build needs no proofs

    try:
        with unprinted("pikepdf"), pikepdf.open(io.BytesIO(pdf)) as document:
            return tuple(_sheet(page, number) for number, page in enumerate(document.pages, 1)) or damaged("it has no page")
    except pikepdf.PasswordError:
        return NotRendered(Reason.LOCKED, "the PDF asks for a password", "Save it without a password.")
    except (pikepdf.PdfError, *_BOX_FAULTS) as fault:
        # qpdf begins with the name of what it reads, which is a place in memory here.
        return damaged(str(fault).partition(">: ")[2].partition("\n")[0] or "it is too damaged to be read")


def _sheet(page: "pikepdf.Page", number: int) -> Sheet | NotRendered:
    try:
        unit = float(page.obj.get("/UserUnit", 1))
        turn = round(_rotation(page)) % 360
        media, trim = _box(page.mediabox), _box(page.trimbox)
    except _BOX_FAULTS:
        return damaged(f"page {number} has no size", number)
    left, bottom, right, top = media
    width, height = right - left, top - bottom
    if min(width, height) <= 0 or unit <= 0:
        return damaged(f"page {number} has no size", number)
    cut = (max(trim[0], left), max(trim[1], bottom), min(trim[2], right), min(trim[3], top))
    if cut[2] - cut[0] < _NO_TRIM or cut[3] - cut[1] < _NO_TRIM:
        cut = media
    upright = Area(cut[0] - left, top - cut[3], cut[2] - cut[0], cut[3] - cut[1])
    return _turned(Sheet(number, width * unit, height * unit, _scaled(upright, unit), unit), turn)


def _rotation(page: "pikepdf.Page") -> float:
    """ISO 32000-2, 7.7.3.4: a page's rotation may stand in any node above it."""
    node: pikepdf.Object | None = page.obj
    for _ in range(_DEEPEST):
        if node is None:
            break
        value = node.get("/Rotate")
        if value is not None:
            return float(value)
        node = node.get("/Parent")
    return 0.0


def _box(box: "pikepdf.Object") -> tuple[float, float, float, float]:
    """ISO 32000-2, 7.9.5: any two opposite corners, in any order."""
    x1, y1, x2, y2 = (float(number) for number in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _scaled(area: Area, unit: float) -> Area:
    return Area(area.x * unit, area.y * unit, area.width * unit, area.height * unit)


def _turned(sheet: Sheet, turn: int) -> Sheet:
    """The sheet turned clockwise by `turn` degrees, as a viewer shows it; other than quarters are none."""
    width, height, trim = sheet.width, sheet.height, sheet.trim
    match turn:
        case 90:
            area = Area(height - trim.bottom, trim.x, trim.height, trim.width)
            return Sheet(sheet.page, height, width, area, sheet.unit)
        case 180:
            area = Area(width - trim.right, height - trim.bottom, trim.width, trim.height)
            return Sheet(sheet.page, width, height, area, sheet.unit)
        case 270:
            area = Area(trim.y, width - trim.right, trim.height, trim.width)
            return Sheet(sheet.page, height, width, area, sheet.unit)
        case _:
            return sheet
