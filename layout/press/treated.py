"""What was done to each picture of a build on its way to ink, for the report: in the order of the pages and of their marks."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from layout.base.units import to_mm
from layout.images.told import treatment_facts, treatment_sentence
from layout.pages.display import ImageMark, Page
from layout.pdf.inks import Inks, picture_key


def treated_pictures(pages: Sequence[Page], inks: Inks, root: Path) -> tuple[Mapping[str, object], ...]:
    """JSON's values for each picture in its place; files as seen from `root`. What could not be had is among the problems."""
    return tuple(
        _facts(mark, page, inks, root)
        for page in pages
        for mark in page.marks
        if isinstance(mark, ImageMark) and picture_key(mark, page) in inks.pictures
    )


def _facts(mark: ImageMark, page: Page, inks: Inks, root: Path) -> Mapping[str, object]:
    made = inks.pictures[picture_key(mark, page)]
    area = mark.area
    path = mark.path
    return {
        "page": page.number,
        "story": mark.source.story or None,
        "file": path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name,
        "area_mm": [round(to_mm(length), 2) for length in (area.x, area.y, area.width, area.height)],
        **treatment_facts(made),
        "done": treatment_sentence(made),
    }
