"""Whether pictures are fine enough for where they stand: effective resolution, after cropping and scaling."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from layout.base.problems import OnPage, Problem, Severity
from layout.design.press import Press
from layout.images.picture import Art, Picture
from layout.pages.display import ImageMark, Page

POINTS_AN_INCH = 72.0


def check_resolution(page: Page, art: Mapping[Path, Art], press: Press) -> Iterator[Problem]:
    """A warning below the press's least resolution, an error below what it refuses."""
    for mark in page.marks:
        if isinstance(mark, ImageMark) and isinstance(picture := art.get(mark.path), Picture):
            found = effective_ppi(mark, picture)
            if found < press.photo_ppi.least:
                refused = found < press.photo_ppi.refused
                wanted = press.photo_ppi.refused if refused else press.photo_ppi.least
                text = f"{mark.path.name} has {found:.0f} pixels an inch in its place; the press wants {wanted:.0f} at least"
                remedy = (
                    f"Print it in {found / press.photo_ppi.least:.0%} of that width, crop less of it, or ask for a larger file."
                )
                severity = Severity.ERROR if refused else Severity.WARNING
                yield Problem("picture-coarse", severity, text, remedy, OnPage(page.number, mark.area), mark.source.story)


def effective_ppi(mark: ImageMark, picture: Picture) -> float:
    """Pixels an inch in the mark's place, of the direction that has fewer."""
    across = picture.width * mark.crop[2] / mark.area.width
    down = picture.height * mark.crop[3] / mark.area.height
    return min(across, down) * POINTS_AN_INCH
