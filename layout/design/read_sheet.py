"""Sheet and grid read from a house: the page's size, its margins, its columns and lines."""

import re
from dataclasses import replace

from layout.base.units import Length, mm, to_mm
from layout.content.reading import Fields
from layout.design.grid import Grid, Sheet

DROP = 8.0 / 10.5
"""How far a baseline lies under its slot's top, as a share of the slot: body's capitals then stand 2 pt under the top."""

_USUAL = Sheet(mm(350), mm(500), mm(14), mm(15), mm(16), mm(15))
_USUAL_BASELINE = 10.5
_LEAST_BASELINE, _MOST_BASELINE = 7.0, 27.0  # the product's own 9 pt body and 14 pt folio stand on one line
_LEAST_PAGE, _MOST_PAGE = mm(40), mm(2000)
_LEAST_COLUMN = mm(8)  # narrower than any word
_BETWEEN_SIZES = re.compile(r"\s*[x×]\s*")


def read_sheet(fields: Fields) -> Sheet:
    """The sheet in points; what can't be read is as usual (350 x 500 mm)."""
    width, height = _trim(fields)
    top, right, bottom, left = _margins(fields)
    sheet = Sheet(width, height, top, right, bottom, left, fields.points("bleed", 1.0, 0.0))
    if width - left - right < _LEAST_PAGE / 2 or height - top - bottom < _LEAST_PAGE / 2:
        message = f"the margins leave no page of {to_mm(width):g} x {to_mm(height):g} mm"
        fields.reading.error("sheet-no-room", message, "Write smaller `margins`, or a larger `trim`.", fields.where)
        return replace(sheet, top=0.0, right=0.0, bottom=0.0, left=0.0)
    return sheet


def read_grid(fields: Fields, sheet: Sheet) -> Grid:
    """The grid in points."""
    baseline = fields.points("baseline", 1.0, _USUAL_BASELINE)
    if not _LEAST_BASELINE <= baseline <= _MOST_BASELINE:
        fields.reading.error(
            "grid-baseline",
            f"lines can't lie {baseline:g}pt apart",
            f"Write body's leading, {_LEAST_BASELINE:g}pt to {_MOST_BASELINE:g}pt: `baseline: 10.5pt`.",
            fields.at("baseline"),
        )
        baseline = _USUAL_BASELINE
    gutter = fields.points("gutter", baseline, mm(4.5))
    columns = fields.whole("columns", 1, 24) or 6
    grid = Grid(sheet, columns, gutter, baseline, fields.points("drop", baseline, DROP * baseline))
    if grid.column_width < _LEAST_COLUMN:
        message = (
            f"{columns} columns with gutters of {to_mm(gutter):.1f} mm leave {to_mm(grid.column_width):.1f} mm for each column"
        )
        fields.reading.error("grid-narrow", message, "Take fewer columns, or narrower gutters.", fields.at("columns"))
        return replace(grid, columns=1, gutter=0.0)
    if not 0 < grid.drop <= baseline:
        fields.reading.error(
            "grid-drop",
            f"a line's baseline can't lie {grid.drop:g}pt under its top",
            f"Write a `drop` of up to {baseline:g}pt.",
            fields.at("drop"),
        )
        return replace(grid, drop=DROP * baseline)
    return grid


def _trim(fields: Fields) -> tuple[float, float]:
    text = fields.maybe_text("trim")
    if text is None:
        return _USUAL.width, _USUAL.height
    parts = _BETWEEN_SIZES.split(text)
    if len(parts) != 2:
        fields.reading.error(
            "sheet-trim",
            f"`trim` takes a width and a height, not '{text[:40]}'",
            "Write them as in `trim: 350mm x 500mm`.",
            fields.at("trim"),
        )
        return _USUAL.width, _USUAL.height
    found = [fields.reading.length_of(part, "trim", fields.at("trim")) for part in parts]
    if found[0] is None or found[1] is None:
        return _USUAL.width, _USUAL.height
    width, height = found[0].points(1.0), found[1].points(1.0)
    if not (_LEAST_PAGE <= width <= _MOST_PAGE and _LEAST_PAGE <= height <= _MOST_PAGE):
        fields.reading.error(
            "sheet-trim",
            f"a page can't be {to_mm(width):g} x {to_mm(height):g} mm",
            "Write a width and a height of 40 mm to 2 m.",
            fields.at("trim"),
        )
        return _USUAL.width, _USUAL.height
    return width, height


def _margins(fields: Fields) -> tuple[float, float, float, float]:
    """Top, right, bottom, left. As in CSS: two lengths are top and bottom, then right and left; one is all four."""
    usual = _USUAL.top, _USUAL.right, _USUAL.bottom, _USUAL.left
    text = fields.maybe_text("margins")
    if text is None:
        return usual
    parts = text.split()
    if not 1 <= len(parts) <= 4:
        fields.reading.error(
            "sheet-margins",
            f"`margins` takes four lengths, not {len(parts)}",
            "Write top, right, bottom and left: `14mm 15mm 16mm 15mm`.",
            fields.at("margins"),
        )
        return usual
    found: list[Length] = []
    for part in parts:
        length = fields.reading.length_of(part, "margins", fields.at("margins"))
        if length is None:
            return usual
        found.append(length)
    points = [length.points(1.0) for length in found]
    top = points[0]
    right = points[1] if len(points) > 1 else top
    bottom = points[2] if len(points) > 2 else top
    return top, right, bottom, points[3] if len(points) > 3 else right
