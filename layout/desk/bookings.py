"""The ads on the pages against the booking list: what was sold and stands nowhere, what stands and was never sold.

In: the issue with its bookings. Out: a warning each; the paper can be printed, but somebody will not pay. An ad that stands more
often than it was sold holds the page on which it is one too many.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Set

from layout.base.messages import page_order
from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity
from layout.base.values import dataclass
from layout.content.bookings import Booking
from layout.content.issue import Ad, Block, Issue, PagePlan
from layout.content.page_numbers import printed_pages
from layout.content.yaml_nodes import clip
from layout.desk.numbers import pages_of


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
    booked = _by_number(issue)
    for placed in _ads(issue.pages):
        if placed.ad.booking in booked:
            yield from _check_page(placed, booked[placed.ad.booking])
        else:
            yield _unbooked(placed, booked)
    standing = Counter(placed.ad.booking for placed in _ads((*issue.pages, *issue.others)))
    for bookings in booked.values():
        if standing[bookings[0].number] < len(bookings):
            yield _missing(bookings, standing[bookings[0].number])


def check_twice(issue: Issue, kept: Set[str] = frozenset()) -> dict[str, list[Problem]]:
    """By page number: ads that stand there beyond the times that they were booked, in the paper's order. `kept`: printed numbers
    of pages that are plated as they once were, whatever would stand on them now. Nothing where the issue names no list."""
    found: dict[str, list[Problem]] = {}
    pages = sorted((*issue.pages, *issue.others), key=lambda page: page_order(page.number))
    placed = [each for each in _ads(pages) if not kept >= {*pages_of(each.page.number)}]
    for number, bookings in _by_number(issue).items():
        standing = [each for each in placed if each.ad.booking == number]
        on = [each.page.number for each in standing]
        for each in standing[len(bookings) :]:
            found.setdefault(each.page.number, []).append(_twice(each.ad.booking, len(bookings), on, each.where))
    return found


def told_twice(number: str, booked: int, on: Iterable[str]) -> str:
    """Of an ad that stands too often. `booked`: how often, 0 where there is no list; `on`: the pages, as they are called."""
    pages = [*on]
    stands = f"stands {_times(len(pages))}: on page {', '.join(pages[:-1])} and on page {pages[-1]}"
    return f"the ad {clip(number)} {f'is booked {_times(booked)} and ' if booked else ''}{stands}"


def _by_number(issue: Issue) -> dict[str, list[Booking]]:
    booked: dict[str, list[Booking]] = {}
    for booking in issue.bookings or ():
        booked.setdefault(booking.number, []).append(booking)
    return booked


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


def _missing(bookings: list[Booking], stands: int) -> Problem:
    """A booking stands once; a number that is booked twice stands twice."""
    first, wanted = bookings[0], len(bookings)
    number = clip(first.number)
    missing = "stands on no page" if not stands else f"is booked {_times(wanted)} and stands {_times(stands)}"
    whose = f" ({clip(first.advertiser)})" if first.advertiser else ""
    on = f" It is booked for page {first.page}." if first.page else ""
    remedy = f"Draw its place: `{{ad: ads/FILE, booking: {number}}}`.{on}"
    return _warning("ad-unplaced", f"the ad {number}{whose} {missing}", remedy, first.where)


def _twice(number: str, booked: int, on: Iterable[str], where: InFile) -> Problem:
    text, remedy = told_twice(number, booked, on), "Take one out, or have it booked again."
    return Problem("ad-twice", Severity.ERROR, text, remedy, where, may_allow=True)


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
