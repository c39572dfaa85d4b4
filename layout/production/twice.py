"""What will be plated twice where a released page has part in it: a picture, a booked ad.

In: the art of all pages that are handed over, the released ones as they were frozen. Out: faults. Nothing is said of two pages
that were both made now, which is other rules' matter.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import Ad, Block, Issue
from layout.desk.bookings import told_twice
from layout.passing.page_pictures import TWICE
from layout.press.carried import PageArt, Pictured
from layout.production.faults import Fault


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows. `of`: the number of the page that it is, or that it is a half of."""

    number: str
    of: str
    released: bool
    art: PageArt

    @property
    def called(self) -> str:
        """In a message, behind the word page."""
        return f"{self.number} as released" if self.released else self.number


def pictures_twice(pages: Sequence[Shown]) -> Iterator[Fault]:
    """A fault for each picture of a page that a released one shows too."""
    released = [(place, each) for place, each in enumerate(pages) if each.released]
    for at, page in enumerate(pages):
        others = [each for place, each in released if place < at or not page.released]
        for picture in page.art.pictures:
            found = ((other, each) for other in others for each in other.art.pictures if _is_twice(page, picture, other, each))
            twin = next(found, None)
            if twin is not None:
                yield _told_of_picture(twin, (page, picture))


def _is_twice(page: Shown, picture: Pictured, other: Shown, each: Pictured) -> bool:
    """Whether the two show the same of one picture; on a truck's halves it may be one picture that goes over the fold."""
    if not picture.sha256 or picture.sha256 != each.sha256 or not Area(*picture.crop).overlaps(Area(*each.crop)):
        return False
    return page.of != other.of or (picture.crop, picture.area[1:]) != (each.crop, each.area[1:])


def _told_of_picture(released: tuple[Shown, Pictured], again: tuple[Shown, Pictured]) -> Fault:
    (frozen, one), (page, other) = released, again
    names = dict.fromkeys((other.file, one.file))
    said = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are one picture and'} printed twice: "
    said += f"on page {frozen.called} and on page {page.called}"
    at_released = _error(TWICE.code, said, _both(frozen.number, page.number), frozen.number, one.story)
    if page.released:
        return Fault((at_released, _error(TWICE.code, said, at_released.remedy, page.number, other.story)))
    remedy = f"Take another picture here; or give page {frozen.number} another, and release it again."
    return Fault((_error(TWICE.code, said, remedy, page.number, other.story),), (at_released,))


def ads_twice(pages: Sequence[Shown], issue: Issue) -> Iterator[Fault]:
    """A fault for each ad that stands more often than it is booked; one that no list has, than the issue draws it now."""
    booked = Counter(each.number for each in issue.bookings or ())
    for number in dict.fromkeys(each for page in pages if page.released for each in page.art.ads):
        places = _places(number, pages)
        drawn = [block for plan in (*issue.pages, *issue.others) for block in plan.blocks if _is_of(block, number)]
        too_many = len(places) - (booked[number] or max(len(drawn), 1))
        if too_many > 0:
            fault = _told_of_ad(number, booked[number], places, too_many)
            by_line = tuple(replace(fault.told[0], where=block.marks.get("booking", block.where)) for block in drawn)
            yield replace(fault, beside=(*fault.beside, *by_line))


def _places(number: str, pages: Sequence[Shown]) -> list[Shown]:
    """The pages on which the ad stands, each as often as it does. Over the fold of a truck it stands on both halves, and once."""
    found: list[Shown] = []
    for page in pages:
        before = sum(each.of == page.of for each in found)
        found += [page] * (page.art.ads.count(number) - before)
    return found


def _is_of(block: Block, number: str) -> bool:
    return isinstance(block.what, Ad) and block.what.booking == number


def _told_of_ad(number: str, booked: int, places: Sequence[Shown], too_many: int) -> Fault:
    """Held are the pages that are made now; where it would yet stand too often without them, the released ones too."""
    said = told_twice(number, booked, [each.called for each in places])
    frozen = list(dict.fromkeys(each.number for each in places if each.released))
    made = list(dict.fromkeys(each.number for each in places if not each.released))
    here = f"Take it out here; or take it out of page {' or '.join(frozen)}, and release that again."
    at_released = tuple(_error("ad-twice", said, _both(*frozen), page) for page in frozen)
    at_made = tuple(_error("ad-twice", said, here, page) for page in made)
    released_alone = sum(not each.released for each in places) < too_many
    return Fault((*at_released, *at_made)) if released_alone else Fault(at_made, at_released)


def _both(*pages: str) -> str:
    return f"Take the release of page {' or '.join(pages)} back, change that page, and release it as it is then."


def _error(code: str, text: str, remedy: str, page: str, story: str = "") -> Problem:
    return Problem(code, Severity.ERROR, text, remedy, OnPage(page), story, may_allow=True)
