"""The plates of a PDF's pages: what each ink prints, at each place, as Ghostscript's `tiffsep` renders it.

In: a PDF, and how finely to render. Out: for each page its plates, or why there are none. Refused: pages of more pixels than
memory is given. Ghostscript is an optional program (AGPL: called from outside, never linked); where it is missing, the answer
says how to install it. Overprint is rendered as the press prints it: black that overprints a tint counts as both.
"""

import os
import tempfile
import time
import urllib.parse
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from layout.base.geometry import Area
from layout.base.passing_folder import passing_folder
from layout.base.values import dataclass
from layout.base.whole_file import named
from layout.plates.running import LIMITS, Limits, TimedOut, find_program, run_limited
from layout.plates.sheets import Sheet, read_sheets
from layout.plates.unrendered import NotRendered, Reason, damaged, ghostscript_missing

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Levels = NDArray[numpy.uint8]

Given = TypeVar("Given")
Result = TypeVar("Result")

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
INK_DPI = 152.4  # 6 pixels a millimetre, so that a square millimetre is 36 whole pixels
MOST_BYTES = 256_000_000  # of one page's plates together; a broadsheet spread at INK_DPI has 70 million
_MOST_SPOTS = 56  # tiffsep's own limit is 64 plates; its default of 10 turns the eleventh spot into process inks
_PICTURE_FAULTS = (OSError, ValueError, SyntaxError, EOFError)  # of Pillow, on half a TIFF
_FAULTS = ("Error", "Unrecoverable", "Max spot colorants")  # how Ghostscript's lines begin that tell of what is not rendered
_MOST_FAILURES = 3  # pages that can't be rendered, each maybe after its time; what follows is not tried
_MOST_TOLD = 160  # characters of a complaint
_PROGRAMS = ("gs", "gswin64c", "gswin32c")


@dataclass(frozen=True, slots=True)
class Rendering:
    """How pages are rendered: pixels an inch; each the mean of `smooth` x `smooth` finer ones (tiffsep itself smoothes nothing:
    right for counting ink, ragged to look at); whether the mixture of all inks in process inks is wanted too; the limits."""

    dpi: float = INK_DPI
    smooth: int = 1
    mixed: bool = False
    limits: Limits = LIMITS


@dataclass(frozen=True, slots=True, eq=False)
class Plate:
    """One ink of one page: rows x columns, 0 no ink, 255 solid."""

    name: str
    ink: "Levels"


@dataclass(frozen=True, slots=True, eq=False)
class Plates:
    """One page taken apart: Cyan, Magenta, Yellow, Black, then the spots by name; all of one size, the sheet's whole media.

    `mixed`: rows x columns x 4, the page in process inks with each spot as its alternate mixture; None unless it was asked for.
    `complaint`: what Ghostscript found wrong while it rendered (parts of the page may be missing), or nothing.
    """

    sheet: Sheet
    dpi: float
    plates: tuple[Plate, ...]
    mixed: "Levels | None" = None
    complaint: str = ""

    def trim(self) -> tuple[slice, slice]:
        """The rows and columns of the pixels inside the trim."""
        rows, columns = self.plates[0].ink.shape
        scale, trim = self.dpi / 72, self.sheet.trim
        top = rows - (self.sheet.height - trim.y) * scale  # Ghostscript lets whole pixels stand on the sheet's foot
        return _span(top, top + trim.height * scale, rows), _span(trim.x * scale, trim.right * scale, columns)

    def area(self, row: int, column: int, height: int, width: int) -> Area:
        """The place of some pixels, counted from the trim's first, in points from the trim's top left."""
        size = 72 / self.dpi
        return Area(column * size, row * size, width * size, height * size)


def find_ghostscript() -> str | None:
    """The program's path, if it is installed."""
    return next((found for name in _PROGRAMS if (found := find_program(name)) is not None), None)


def work_on_plates(
    pdf: bytes | Path,
    work: Callable[[Plates], Result],
    rendering: Rendering,
    pages: Sequence[int] | None = None,
    jobs: int = 1,
) -> Iterator[Result | NotRendered]:
    """What `work` makes of each page's plates (`pages`: counted from 1; None: all), in that order, `jobs` pages at a time.

    The work is done beside the rendering of other pages. After a few pages that fail, and after the time that a file has, the
    rest is not tried: a file whose every page takes for ever has as many pages as it likes.
    """
    program = find_ghostscript()
    if program is None:
        yield ghostscript_missing()
        return
    content = _content(pdf)
    sheets = read_sheets(content) if isinstance(content, bytes) else content
    if isinstance(sheets, NotRendered) or isinstance(content, NotRendered):
        yield sheets if isinstance(sheets, NotRendered) else damaged("it can't be read")
        return
    with passing_folder("broadsheet-plates-") as folder:
        press = _Press(program, folder / "in.pdf", rendering, time.monotonic() + rendering.limits.together, Event())
        with named(press.pdf):
            press.pdf.write_bytes(content)
        asked = range(1, len(sheets) + 1) if pages is None else pages
        chosen = [sheets[page - 1] if 0 < page <= len(sheets) else damaged("it has no such page", page) for page in asked]
        failures = 0
        for sheet, made in zip(chosen, in_order(lambda sheet: _worked(press, sheet, work), chosen, jobs), strict=True):
            if isinstance(sheet, NotRendered):
                yield sheet
            elif (
                failures >= _MOST_FAILURES
            ):  # whatever other threads made of it meanwhile: the same answer for any number of jobs
                yield _given_up(sheet)
            else:
                failures += isinstance(made, NotRendered) and made.reason in (Reason.SLOW, Reason.DAMAGED)
                if failures >= _MOST_FAILURES:
                    press.stopped.set()
                yield made


def in_order(work: Callable[[Given], Result], items: Sequence[Given], jobs: int) -> Iterator[Result]:
    """`work` done on the items by `jobs` threads, its results in the items' order. Results may be large: of those that were not
    taken yet, no more than `jobs` and one are begun."""
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        waiting: deque[Future[Result]] = deque()
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@dataclass(frozen=True, slots=True)
class _Press:
    program: str
    pdf: Path
    rendering: Rendering
    deadline: float  # by time.monotonic(), for all pages together
    stopped: Event  # no further page is to be begun


def _content(pdf: bytes | Path) -> bytes | NotRendered:
    if isinstance(pdf, bytes):
        return pdf
    try:
        return pdf.read_bytes()
    except OSError as fault:
        return damaged(fault.strerror or "it can't be read")


def _worked(press: _Press, sheet: Sheet | NotRendered, work: Callable[[Plates], Result]) -> Result | NotRendered:
    plates = sheet if isinstance(sheet, NotRendered) else _rendered(press, sheet)
    return plates if isinstance(plates, NotRendered) else work(plates)


def _rendered(press: _Press, sheet: Sheet) -> Plates | NotRendered:
    limits, left = press.rendering.limits, press.deadline - time.monotonic()
    if press.stopped.is_set():
        return _given_up(sheet)
    if left <= 0:
        return _too_slow(sheet, f"the pages before page {sheet.page} took longer than {limits.together:g} s together to render")
    pixels = sheet.width * sheet.height * (press.rendering.dpi / 72) ** 2
    if pixels * len(PROCESS) > MOST_BYTES:
        return _too_large(sheet, f"{pixels / 1e6:.0f} million pixels at {press.rendering.dpi:g} dpi")
    with tempfile.TemporaryDirectory(prefix="page-", dir=press.pdf.parent) as name:
        folder = Path(name)
        seconds = min(limits.seconds, left)
        ran = run_limited(_command(press, sheet.page), folder, replace(limits, seconds=seconds))
        if isinstance(ran, TimedOut):
            return _too_slow(sheet, f"page {sheet.page} took longer than {seconds:.3g} s to render")
        if ran.code != 0 or not (folder / "p.tif").is_file():
            return damaged(_complaint(ran.told) or f"Ghostscript stopped on page {sheet.page}", sheet.page)
        try:
            return _read(folder, sheet, press.rendering, _complaint(ran.told))
        except _PICTURE_FAULTS:  # a plate that could not be written: an ink with a name longer than a file's
            return damaged(_complaint(ran.told) or f"Ghostscript left no whole plates of page {sheet.page}", sheet.page)


def _command(press: _Press, page: int) -> list[str]:
    rendering = press.rendering
    return [
        press.program,
        *("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-sCompression=none"),
        f"-r{rendering.dpi * rendering.smooth:.10g}",
        f"-dDownScaleFactor={rendering.smooth}",
        # As the plates print: black with OPM 1 leaves the other inks, DeviceN too, and in transparency groups as well.
        "-dOverprint=/simulate",
        f"-dMaxSpots={_MOST_SPOTS}",
        f"-dFirstPage={page}",
        f"-dLastPage={page}",
        "-sOutputFile=p.tif",
        str(press.pdf),
    ]


def _complaint(told: str) -> str:
    """What Ghostscript found wrong, in one line: the first fault that it stars, and the first line that tells more of it."""
    lines = [line.strip() for line in told.splitlines() if line.strip() and "Output may be incorrect" not in line]
    starred = [line.strip("* ") for line in lines if line.startswith("*")]
    faults = [line for line in [*starred, *lines] if line.startswith(_FAULTS)]
    if not faults:
        return ""
    more = [line for line in lines if not line.startswith(("*", "Unrecoverable"))]
    text = ": ".join(part.removeprefix("Error:").strip(" .") for part in [faults[0], *more[:1]])
    return text if len(text) <= _MOST_TOLD else f"{text[:_MOST_TOLD]}…"


def _read(folder: Path, sheet: Sheet, rendering: Rendering, complaint: str) -> Plates | NotRendered:
    files = {_ink_name(name): folder / name for name in os.listdir(folder) if name.startswith("p(") and name.endswith(").tif")}
    names = [*PROCESS, *sorted(set(files) - set(PROCESS))]
    expected = tuple(round(side * rendering.dpi / 72) for side in (sheet.height, sheet.width))
    size = _size(folder / "p.tif")
    if max(abs(size[0] - expected[0]), abs(size[1] - expected[1])) > 2:
        return damaged(f"page {sheet.page} came out at another size than its boxes say", sheet.page)
    if size[0] * size[1] * len(names) > MOST_BYTES:
        return _too_large(sheet, f"{len(names)} plates of {size[0] * size[1] / 1e6:.0f} million pixels")
    if any(name not in files for name in PROCESS):
        return damaged(f"page {sheet.page} came out without all its plates", sheet.page)
    plates = tuple(Plate(name, _pixels(files[name], inverted=True)) for name in names)
    mixed = _pixels(folder / "p.tif", inverted=False) if rendering.mixed else None
    return Plates(sheet, rendering.dpi, plates, mixed, complaint)


def _ink_name(file: str) -> str:
    """An ink's name from `p(PANTONE 186 C).tif`; Ghostscript writes what no file name may hold as %2F."""
    raw = urllib.parse.unquote_to_bytes(os.fsencode(file)[2:-5])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _size(path: Path) -> tuple[int, int]:
    from PIL import Image  # late: a plain build needs no proofs

    with Image.open(path) as image:
        return image.height, image.width


def _pixels(path: Path, inverted: bool) -> "Levels":
    """A plate's file has 0 for solid ink; the mixture's (a CMYK TIFF) has 255."""
    import numpy  # late: a plain build needs no proofs
    from PIL import Image

    with Image.open(path) as image:
        levels = numpy.asarray(image, dtype=numpy.uint8)
    return numpy.subtract(255, levels, dtype=numpy.uint8) if inverted else levels


def _too_slow(sheet: Sheet, message: str) -> NotRendered:
    return NotRendered(Reason.SLOW, message, "Simplify the page: save it anew, flattened or as a picture.", sheet.page)


def _given_up(sheet: Sheet) -> NotRendered:
    message = f"page {sheet.page} was not rendered: {_MOST_FAILURES} pages before it could not be"
    return NotRendered(Reason.UNTRIED, message, "Mend those first.", sheet.page)


def _too_large(sheet: Sheet, what: str) -> NotRendered:
    remedy = "Check the page's size, and that the drawing's unit is the one that was meant."
    return NotRendered(Reason.LARGE, f"page {sheet.page} has {what}: more than is rendered", remedy, sheet.page)


def _span(start: float, end: float, most: int) -> slice:
    first = min(max(round(start), 0), most - 1)
    return slice(first, min(max(round(end), first + 1), most))
