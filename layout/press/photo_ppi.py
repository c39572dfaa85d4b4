"""Whether pictures are fine enough for where they stand: effective resolution, after cropping and scaling."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.design.press import Press
from layout.images.picture import Art, Picture
from layout.pages.display import ImageMark, Page

POINTS_AN_INCH = 72.0
_FEW = 10.0  # pixels an inch: fewer are told with their fractions
_HOPELESS = 0.05  # of the pixels wanted: nobody prints a picture so much smaller
ONE_BIT = "1"  # a picture's mode
COARSE = "picture-coarse"  # the code of its problem


def check_resolution(page: Page, art: Mapping[Path, Art], press: Press) -> Iterator[Problem]:
    """A warning below the press's least resolution, an error below what it refuses; art in one bit has limits of its own."""
    for mark in page.marks:
        if isinstance(mark, ImageMark) and isinstance(picture := art.get(mark.path), Picture):
            problem = check_ppi(mark.path.name, picture, effective_ppi(mark, picture), press, OnPage(page.number, mark.area))
            if problem is not None:
                yield replace(problem, story=mark.source.story)


def check_ppi(name: str, picture: Picture, found: float, press: Press, where: InFile | OnPage) -> Problem | None:
    """What is wrong with a picture that has `found` pixels an inch in its place; None where it is fine enough."""
    one_bit = picture.mode == ONE_BIT
    limits = press.line_art_ppi if one_bit else press.photo_ppi
    if found >= limits.least:
        return None
    refused = found < limits.refused
    wanted = limits.refused if refused else limits.least
    wish = f"{'of art in one bit ' if one_bit else ''}the press wants {wanted:.0f}"
    text = f"{name} has {found:{'.0f' if found >= _FEW else '.2g'}} pixels an inch in its place; {wish} at least"
    severity = Severity.ERROR if refused else Severity.WARNING
    return Problem("picture-coarse", severity, text, _remedy(found / limits.least, picture), where)


def _remedy(share: float, picture: Picture) -> str:
    """What helps a picture that has `share` of the pixels wanted."""
    if share < _HOPELESS:
        return "Ask for a larger file, and see that the right one was meant."
    if picture.mode == ONE_BIT:
        return f"Print it in {share:.0%} of that width, scan it finer, or ask for it as an SVG or a PDF."
    return f"Print it in {share:.0%} of that width, crop less of it, or ask for a larger file."


def effective_ppi(mark: ImageMark, picture: Picture) -> float:
    """Pixels an inch in the mark's place, of the direction that has fewer."""
    across = picture.width * mark.crop[2] / mark.area.width
    down = picture.height * mark.crop[3] / mark.area.height
    return min(across, down) * POINTS_AN_INCH
