"""Pages of any PDF as pictures for orientation, drawn by pdfium. Colours are a viewer's guess: for ink see separations.py.

In: a PDF. Out: for each page a PNG, or why there is none. A hostile file cannot harm the caller: it is drawn by a child process
with limits of time and memory.
"""

import io
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from layout.base.passing_folder import passing_folder
from layout.base.values import dataclass
from layout.base.whole_file import named
from layout.plates.running import LIMITS, Limits, Ran, TimedOut, import_path, run_limited
from layout.plates.sheets import Sheet, read_sheets
from layout.plates.unrendered import NotRendered, Reason, damaged, unstarted

DPI = 72.0
MOST_PIXELS = 12_000_000  # a page; larger ones are drawn more coarsely. A tabloid page at 150 dpi has 5 million
_WHOLE = 1 - 1e-6  # pdfium rounds up, and 200.00001 pixels are 200
_BATCH = 200  # pages a child; a command line has an end
_PYTHON = (sys.executable, "-P", "-m", "layout.plates.pdfium")  # -P: no modules from the folder that it runs in
_STARTED = "started"  # a file that the child leaves as soon as it runs: see pdfium.py, which is not imported here
_MOST_FAILURES = 3  # pages that kill their child, each after its time; what follows is not tried


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page's whole media as it is seen, upright: an RGB PNG, its size in pixels, and pixels an inch (fewer than asked for where
    the page is very large)."""

    sheet: Sheet
    png: bytes
    width: int
    height: int
    dpi: float


def draw_pages(
    pdf: bytes, dpi: float = DPI, pages: Sequence[int] | None = None, limits: Limits = LIMITS
) -> tuple[DrawnPage | NotRendered, ...]:
    """A picture of each of `pages` (counted from 1; None: all), in that order. One NotRendered where the file can't be read."""
    sheets = read_sheets(pdf)
    if isinstance(sheets, NotRendered):
        return (sheets,)
    asked = range(1, len(sheets) + 1) if pages is None else pages
    chosen = [sheets[page - 1] if 0 < page <= len(sheets) else damaged("it has no such page", page) for page in asked]
    drawable = {sheet.page: sheet for sheet in chosen if isinstance(sheet, Sheet)}
    with passing_folder("broadsheet-raster-") as folder:
        with named(folder / "in.pdf"):
            (folder / "in.pdf").write_bytes(pdf)
        faults = _draw_all(folder, drawable, dpi, limits)
        return tuple(
            sheet if isinstance(sheet, NotRendered) else faults.get(sheet.page) or _picture(folder, sheet, dpi)
            for sheet in chosen
        )


def _draw_all(folder: Path, sheets: dict[int, Sheet], dpi: float, limits: Limits) -> dict[int, NotRendered]:
    """Draw what can be drawn; a page that kills its child is left out, and another child goes on behind it."""
    faults: dict[int, NotRendered] = {}
    left = list(sheets)
    while left and len(faults) < _MOST_FAILURES:
        batch = left[:_BATCH]
        scales = [f"{page}:{_dpi(sheets[page], dpi) / 72 * sheets[page].unit * _WHOLE:.10g}" for page in batch]
        (folder / _STARTED).unlink(missing_ok=True)
        command = [*_PYTHON, str(folder / "in.pdf"), str(folder), *scales]
        ran = run_limited(command, folder, limits, {"PYTHONPATH": import_path()})
        if not (folder / _STARTED).is_file():
            return faults | {page: unstarted(_why(ran, limits), page) for page in left}
        if isinstance(ran, Ran) and ran.code == 0:
            left = left[_BATCH:]
            continue
        drawn = [page for page in left if (folder / f"{page}.png").is_file()]
        behind = left[left.index(drawn[-1]) + 1 :] if drawn else left
        if not behind:  # it fell over after its last page
            break
        faults[behind[0]] = _fault(ran, behind[0], limits)
        left = behind[1:]
    return faults


def _why(ran: Ran | TimedOut, limits: Limits) -> str:
    if isinstance(ran, TimedOut):
        return f"it was not ready after {limits.seconds:g} s"
    return (ran.told.strip().splitlines() or [f"it ended with {ran.code}"])[-1]


def _fault(ran: Ran | TimedOut, page: int, limits: Limits) -> NotRendered:
    if isinstance(ran, TimedOut):
        message = f"page {page} took longer than {limits.seconds:g} s to draw"
        return NotRendered(Reason.SLOW, message, "Simplify the page: save it anew, flattened or as a picture.", page)
    return damaged(f"page {page} stopped the program that draws it", page)


def _dpi(sheet: Sheet, wanted: float) -> float:
    """What is wanted, or what keeps the page below the greatest number of pixels."""
    return min(wanted, 72 * math.sqrt(MOST_PIXELS / (sheet.width * sheet.height)))


def _picture(folder: Path, sheet: Sheet, dpi: float) -> DrawnPage | NotRendered:
    from PIL import Image  # late: a plain build needs no proofs

    path = folder / f"{sheet.page}.png"
    if not path.is_file():
        return damaged(f"page {sheet.page} can't be drawn", sheet.page)
    png = path.read_bytes()
    with Image.open(io.BytesIO(png)) as image:
        return DrawnPage(sheet, png, image.width, image.height, _dpi(sheet, dpi))
