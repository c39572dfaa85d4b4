"""What soft proofs and plates share: each page of the paper through Ghostscript, what is told where that fails, and PNGs."""

import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from layout.base.messages import page_order
from layout.base.problems import OnPage, Problem, Severity
from layout.plates.separations import Plates, Rendering, in_order, work_on_plates
from layout.plates.unrendered import NotRendered, Reason, as_problem

if TYPE_CHECKING:
    from PIL import Image

Made = TypeVar("Made")


def made_of_pages(
    pdfs: Mapping[str, bytes], work: Callable[[str, Plates], Made], rendering: Rendering, jobs: int
) -> tuple[dict[str, Made], tuple[Problem, ...]]:
    """What `work` makes of each page's number and plates (`pdfs`: the first page of each file counts, by the page's printed
    number), in the paper's order, `jobs` pages at a time. A page that can't be rendered is left out, with its problem; without
    Ghostscript nothing is made, and told once."""
    pages = sorted(pdfs, key=page_order)
    made: dict[str, Made] = {}
    problems: list[Problem] = []
    for page, found in zip(pages, in_order(lambda page: _made(page, pdfs[page], work, rendering), pages, jobs), strict=True):
        if isinstance(found, NotRendered):
            problems.append(as_problem(found, page))
            if found.reason is Reason.MISSING:
                return {}, tuple(problems)
            continue
        made[page], complaint = found
        if complaint:
            problems.append(_incomplete(page, complaint))
    return made, tuple(problems)


def png(picture: "Image.Image", dpi: float, *, srgb: bool = False, level: int = 6) -> bytes:
    """The picture as a PNG that says how large it is, and whether its colours are sRGB's. `level` of compression, 1 to 9."""
    from PIL import PngImagePlugin  # late: a plain build needs no proofs

    colour = PngImagePlugin.PngInfo()
    if srgb:
        colour.add(b"sRGB", b"\x01")  # PNG 11.3.2.5: relative colorimetric; the paper's grey is in the numbers
    stream = io.BytesIO()
    picture.save(stream, "PNG", dpi=(dpi, dpi), pnginfo=colour, compress_level=level)
    return stream.getvalue()


def _made(page: str, pdf: bytes, work: Callable[[str, Plates], Made], rendering: Rendering) -> tuple[Made, str] | NotRendered:
    """The first page's, and what Ghostscript complained of."""
    return next(iter(work_on_plates(pdf, lambda plates: (work(page, plates), plates.complaint), rendering, pages=[1])))


def _incomplete(page: str, complaint: str) -> Problem:
    """The page was rendered, but Ghostscript found a fault in it."""
    text = f"the page may be incomplete in its proofs: Ghostscript says '{complaint}'"
    return Problem("page-incomplete", Severity.WARNING, text, "Compare the proof with the page.", OnPage(page))
