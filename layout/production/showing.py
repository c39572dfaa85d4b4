"""What every page shows that nobody wants twice in a paper: its pictures and its booked ads.

In: the pages as they are made now, and who knows the digests of files. Out: each page's art, by the number under which it is
handed over. Teasers are left away: they may show what stands inside.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from layout.base.geometry import Area
from layout.pages.display import DrawingMark, ImageMark, Page, PdfMark
from layout.passing.page_pictures import Print, pictures_of
from layout.pdf.trucks import handed_over
from layout.press.carried import PageArt, Pictured
from layout.production.judging import bookings_of
from layout.production.making import Made

Digest = Callable[[Path], str]
"""The SHA-256 of a file, "" where it can't be read."""

_WHOLE = (0.0, 0.0, 1.0, 1.0)


def digest_of(path: Path) -> str:
    """As Digest."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def art_now(made: Made, digest: Digest) -> Mapping[str, PageArt]:
    """The art of every page that is ordered."""
    ordered = {page.number for page in made.pages}
    known: dict[Path, str] = {}
    found: dict[str, PageArt] = {}
    for whole in made.composed.pages:
        if whole.number in ordered:
            bookings = bookings_of(made.paper.plan, whole.number)
            for part in handed_over(whole, made.paper.press):
                prints = [each for each in pictures_of(part, bookings.keys()) if not each.teaser]
                known |= {path: digest(path) for path in {each.mark.path for each in prints} - known.keys()}
                found[part.number] = PageArt(tuple(_pictured(each, known) for each in prints), tuple(_ads(part, bookings)))
    return found


def _pictured(each: Print, digests: Mapping[Path, str]) -> Pictured:
    mark = each.mark
    x, y, width, height = mark.crop if isinstance(mark, ImageMark) else _WHOLE
    return Pictured(mark.path.name, digests[mark.path], mark.source.story, (x, y, width, height), _rounded(mark.area))


def _ads(page: Page, bookings: Mapping[str, str]) -> Iterator[str]:
    """The numbers of the ads that stand there. Of one that was refused a hole does."""
    for letter in dict.fromkeys(mark.source.block for mark in page.marks if isinstance(mark, ImageMark | DrawingMark | PdfMark)):
        if bookings.get(letter):
            yield bookings[letter]


def _rounded(area: Area) -> tuple[float, float, float, float]:
    return round(area.x, 2), round(area.y, 2), round(area.width, 2), round(area.height, 2)
