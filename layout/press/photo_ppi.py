"""Whether pictures are fine enough for where they stand: effective resolution, after cropping and scaling."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from layout.base.problems import OnPage, Problem, Severity
from layout.design.press import Press
from layout.images.picture import Art, Picture
from layout.pages.display import ImageMark, Page

POINTS_AN_INCH = 72.0
ONE_BIT = "1"  # a picture's mode


def check_resolution(page: Page, art: Mapping[Path, Art], press: Press) -> Iterator[Problem]:
    """A warning below the press's least resolution, an error below what it refuses; art in one bit has limits of its own."""
    for mark in page.marks:
        if isinstance(mark, ImageMark) and isinstance(picture := art.get(mark.path), Picture):
            limits = press.line_art_ppi if picture.mode == ONE_BIT else press.photo_ppi
            found = effective_ppi(mark, picture)
            if found < limits.least:
                refused = found < limits.refused
                wanted = limits.refused if refused else limits.least
                wish = (
                    f"of art in one bit the press wants {wanted:.0f}"
                    if picture.mode == ONE_BIT
                    else f"the press wants {wanted:.0f}"
                )
                text = f"{mark.path.name} has {found:.0f} pixels an inch in its place; {wish} at least"
                remedy = _remedy(found / limits.least, picture)
                severity = Severity.ERROR if refused else Severity.WARNING
                yield Problem("picture-coarse", severity, text, remedy, OnPage(page.number, mark.area), mark.source.story)


def _remedy(share: float, picture: Picture) -> str:
    """What helps a picture that has `share` of the pixels wanted."""
    if picture.mode == ONE_BIT:
        return f"Print it in {share:.0%} of that width, scan it finer, or ask for it as an SVG or a PDF."
    return f"Print it in {share:.0%} of that width, crop less of it, or ask for a larger file."


def effective_ppi(mark: ImageMark, picture: Picture) -> float:
    """Pixels an inch in the mark's place, of the direction that has fewer."""
    across = picture.width * mark.crop[2] / mark.area.width
    down = picture.height * mark.crop[3] / mark.area.height
    return min(across, down) * POINTS_AN_INCH
