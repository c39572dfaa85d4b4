"""Ads judged before a page is made up: each file on its own, with its booking number.

In: the plan, the files as measured, the press. Out: what each ad is, what is wrong by page, and the files that are not placed: a
marked hole stands in their place.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from layout.base.geometry import Area
from layout.base.problems import InFile, Problem, Severity, has_errors
from layout.base.units import to_mm
from layout.base.values import dataclass
from layout.content.bookings import Booking
from layout.content.issue import Ad
from layout.design.press import Press
from layout.desk.plan import PlannedBlock, PlannedPage
from layout.images.picture import Art, PdfPage, Picture
from layout.pages.ads import ad_size
from layout.preflight.expected import Expected
from layout.press.found import with_thing
from layout.press.photo_ppi import POINTS_AN_INCH, check_ppi
from layout.production.order import Order, Paper
from layout.production.preflighting import preflighted

BOOKED_CLOSE = 1.5  # points, half a millimetre: the booked size as ad systems round it


@dataclass(frozen=True, slots=True)
class AdFacts:
    """An ad where it stands. `sha256`: of its file, "" where it could not be read; `width`, `height` in points, 0 unknown."""

    page: str
    block: str
    booking: str
    file: str
    sha256: str
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class JudgedAds:
    """All ads of the pages. `problems` by page number, at the lines that name them; `files`: all of theirs; `refused`: those that
    must not be placed."""

    facts: tuple[AdFacts, ...]
    problems: Mapping[str, tuple[Problem, ...]]
    files: frozenset[Path]
    refused: frozenset[Path]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An ad in its block."""

    page: PlannedPage
    planned: PlannedBlock
    ad: Ad

    @property
    def where(self) -> InFile:
        return self.planned.block.marks.get("ad", self.planned.block.where)

    @property
    def name(self) -> str:
        return f"ad {self.ad.booking} ({self.ad.file.name})" if self.ad.booking else f"ad {self.ad.file.name}"


def judge_ads(paper: Paper, art: Mapping[Path, Art], order: Order) -> JudgedAds:
    """Judge every ad that could be measured; those that could not are told by whoever measured them."""
    facts: list[AdFacts] = []
    told: list[tuple[_Placed, list[Problem]]] = []
    first: dict[str, _Placed] = {}
    for placed in _ads(paper):
        found = art.get(placed.ad.file)
        data = _content(placed.ad.file) if found is not None else b""
        digest = hashlib.sha256(data).hexdigest() if data else ""
        facts.append(_facts(placed, found, digest))
        if found is None or not data:
            continue
        twin = first.setdefault(digest, placed) if placed.ad.booking else placed
        told.append((placed, [*_check_same(placed, twin), *_check_file(placed, found, data, paper, order)]))
    refused: dict[Path, _Placed] = {}
    for placed, problems in told:
        if has_errors(problems):
            refused.setdefault(placed.ad.file, placed)
    by_page: dict[str, tuple[Problem, ...]] = {page.plan.number: () for page in paper.plan.pages}
    for placed, problems in told:
        if placed.ad.file in refused and not has_errors(problems):
            problems = [*problems, _refused_elsewhere(placed, refused[placed.ad.file])]
        by_page[placed.page.plan.number] += tuple(problems)
    return JudgedAds(tuple(facts), by_page, frozenset(placed.ad.file for placed in _ads(paper)), frozenset(refused))


def check_unchanged(ads: JudgedAds, paper: Paper) -> dict[str, list[Problem]]:
    """By page number: ads whose files were exchanged while the pages were made: what was judged is not what is printed."""
    judged = {(each.page, each.block): each.sha256 for each in ads.facts}
    found: dict[str, list[Problem]] = {page.plan.number: [] for page in paper.plan.pages}
    now: dict[Path, str] = {}
    for placed in _ads(paper):
        path, number = placed.ad.file, placed.page.plan.number
        digest = judged.get((number, placed.planned.letter), "")
        if digest and path not in ads.refused:
            now.setdefault(path, hashlib.sha256(_content(path)).hexdigest())
            if now[path] != digest:
                text = f"{placed.name} was exchanged while the pages were made"
                found[number].append(Problem("ad-exchanged", Severity.ERROR, text, "Build again.", placed.where))
    return found


def _check_file(placed: _Placed, art: Art, data: bytes, paper: Paper, order: Order) -> Iterator[Problem]:
    """All that is wrong with the ad's file."""
    yield from _check_booked(placed, art, paper)
    if isinstance(art, PdfPage):
        yield from _judged(placed, data, paper.press, order)
    elif isinstance(art, Picture):
        coarse = check_ppi(placed.name, art, _ppi(art, _room(placed)), paper.press, placed.where)
        if coarse is not None:
            yield coarse


def _refused_elsewhere(placed: _Placed, other: _Placed) -> Problem:
    """The same file can't be printed in another place: it is left out here too, and nobody shall look for the reason."""
    text = f"{placed.name} is not placed here either: on page {other.page.plan.number} the same file is refused"
    remedy = "Mend what is told of it there, or give this place a file of its own."
    return Problem("ad-refused", Severity.ERROR, text, remedy, placed.where)


def _ads(paper: Paper) -> Iterator[_Placed]:
    for page in paper.plan.pages:
        for planned in page.blocks:
            if isinstance(planned.block.what, Ad):
                yield _Placed(page, planned, planned.block.what)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _facts(placed: _Placed, art: Art | None, digest: str) -> AdFacts:
    width, height = ad_size(art, _room(placed)) if art is not None else (0.0, 0.0)
    ad = placed.ad
    return AdFacts(placed.page.plan.number, placed.planned.letter, ad.booking, ad.file.name, digest, width, height)


def _room(placed: _Placed) -> float:
    """The width of its place."""
    return placed.page.grid.span_width(placed.planned.columns, placed.planned.first_column)


def _check_same(placed: _Placed, first: _Placed) -> Iterator[Problem]:
    """One file under two numbers: somebody's ad was saved over another's."""
    if first.ad.booking and placed.ad.booking and first.ad.booking != placed.ad.booking:
        text = f"{placed.name} on page {placed.page.plan.number} is the same file, byte for byte, as {first.name}"
        remedy = "Look at both: one of them was probably saved under the other's name."
        yield Problem("ad-same", Severity.WARNING, text, remedy, placed.where)


def _check_booked(placed: _Placed, art: Art, paper: Paper) -> Iterator[Problem]:
    """Its own size against the one that was sold."""
    bookings = [each for each in paper.issue.bookings or () if each.number == placed.ad.booking and each.size is not None]
    width, height = ad_size(art, _room(placed))
    if bookings and not any(_fits(booking, width, height) for booking in bookings):
        sold = bookings[0].size
        assert sold is not None, "bookings without a size were left out"
        text = f"{placed.name} is {_size(width, height)}; {_size(*sold)} was sold"
        remedy = "Ask for it in the size that was sold, or correct the booking."
        yield Problem("ad-booked", Severity.ERROR, text, remedy, placed.where)


def _fits(booking: Booking, width: float, height: float) -> bool:
    return booking.size is not None and all(
        abs(own - sold) <= BOOKED_CLOSE for own, sold in zip((width, height), booking.size, strict=True)
    )


def _size(width: float, height: float) -> str:
    return f"{to_mm(width):.1f} x {to_mm(height):.1f} mm"


def _judged(placed: _Placed, data: bytes, press: Press, order: Order) -> Iterator[Problem]:
    """What preflight finds in its file, in the words of the desk."""
    expected = Expected(mono=frozenset({1}) if placed.page.mono else frozenset(), ad=True)
    for finding in preflighted(data, press, expected, order.store, order.jobs).findings:
        if finding.page <= 1:  # the first page is placed, what is wrong with others is nobody's matter
            text = f"{placed.name}{_place(finding.area)}: {with_thing(finding)}"
            yield Problem(finding.rule, finding.severity, text, finding.remedy, placed.where)


def _ppi(picture: Picture, room: float) -> float:
    """Pixels an inch at its own size."""
    return picture.width * POINTS_AN_INCH / ad_size(picture, room)[0]


def _place(area: Area | None) -> str:
    return f", {round(to_mm(area.x))} mm from its left and {round(to_mm(area.y))} mm from its top" if area is not None else ""
