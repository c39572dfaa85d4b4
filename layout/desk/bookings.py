"""The ads on the pages against the booking list: what was sold and stands nowhere, what stands and was never sold.

In: the issue with its bookings. Out: a warning each; the paper can be printed, but somebody will not pay.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity
from layout.base.values import dataclass
from layout.content.bookings import Booking
from layout.content.issue import Ad, Block, Issue, PagePlan
from layout.content.page_numbers import printed_pages
from layout.content.yaml_nodes import clip


@dataclass(frozen=True, slots=True)
class _Placed:
    """An ad where it stands."""

    page: PagePlan
    block: Block
    ad: Ad

    @property
    def where(self) -> InFile:
        return self.block.marks.get("booking", self.block.marks.get("ad", self.block.where))


def check_bookings(issue: Issue) -> Iterator[Problem]:
    """Nothing where the issue names no list."""
    if issue.bookings is None:
        return
    booked: dict[str, list[Booking]] = {}
    for booking in issue.bookings:
        booked.setdefault(booking.number, []).append(booking)
    for placed in _ads(issue.pages):
        if placed.ad.booking in booked:
            yield from _check_page(placed, booked[placed.ad.booking])
        else:
            yield _unbooked(placed, booked)
    standing = Counter(placed.ad.booking for placed in _ads((*issue.pages, *issue.others)))
    for bookings in booked.values():
        yield from _check_count(bookings, standing[bookings[0].number])


def _ads(pages: Iterable[PagePlan]) -> Iterator[_Placed]:
    for page in pages:
        for block in page.blocks:
            if isinstance(block.what, Ad):
                yield _Placed(page, block, block.what)


def _unbooked(placed: _Placed, booked: Iterable[str]) -> Problem:
    number, page = placed.ad.booking, placed.page.number
    if not number:
        text = f"the ad {placed.ad.file.name} on page {page} has no booking number"
        return _warning("ad-unbooked", text, "Write `booking:` beside it, as in the booking list.", placed.where)
    text = f"the ad {clip(number)} on page {page} is not in the booking list"
    return _warning("ad-unbooked", text, f"Correct its number, or have it booked{did_you_mean(number, booked)}", placed.where)


def _check_count(bookings: list[Booking], stands: int) -> Iterator[Problem]:
    """A booking stands once; a number that is booked twice stands twice."""
    first, wanted = bookings[0], len(bookings)
    number = clip(first.number)
    if stands < wanted:
        missing = "stands on no page" if not stands else f"is booked {_times(wanted)} and stands {_times(stands)}"
        whose = f" ({clip(first.advertiser)})" if first.advertiser else ""
        on = f" It is booked for page {first.page}." if first.page else ""
        remedy = f"Draw its place: `{{ad: ads/FILE, booking: {number}}}`.{on}"
        yield _warning("ad-unplaced", f"the ad {number}{whose} {missing}", remedy, first.where)
    elif stands > wanted:
        text = f"the ad {number} is booked {_times(wanted)} and stands {_times(stands)}"
        yield _warning("ad-twice", text, "Take one out, or have it booked again.", first.where)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _check_page(placed: _Placed, bookings: list[Booking]) -> Iterator[Problem]:
    numbers = printed_pages(placed.page.number) or (placed.page.number,)
    wanted = [booking.page for booking in bookings]
    if all(wanted) and not set(wanted) & set(numbers):
        stands = f"the ad {clip(placed.ad.booking)} stands on page {placed.page.number}"
        text = f"{stands}; it is booked for page {' and '.join(wanted)}"
        yield _warning("ad-page", text, "Move it, or have the booking changed.", placed.where)


def _warning(code: str, text: str, remedy: str, where: InFile) -> Problem:
    return Problem(code, Severity.WARNING, text, remedy, where)
