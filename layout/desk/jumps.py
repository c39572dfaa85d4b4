"""Jumps become chains: `jump:` and `from:` keys followed from each story's beginning.

In: the issue's pages as written. Out: for each story its pieces in reading order, by page index and letter.
Refuses: a jump that nothing takes up, a `from:` that nothing leads to, loops, two pieces of one story on a page.
"""

from collections.abc import Iterator, Mapping, Sequence

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import Block, Continuation, PagePlan, StoryPiece
from layout.desk.numbers import pages_of


@dataclass(frozen=True, slots=True)
class Spot:
    """A block that carries a piece of a story: the index of its page, and the block."""

    page: int
    block: Block

    @property
    def slug(self) -> str:
        """Whose piece it is."""
        assert isinstance(self.block.what, StoryPiece | Continuation), "only stories have pieces"
        return self.block.what.slug

    @property
    def begins(self) -> bool:
        """True for the story's beginning."""
        return isinstance(self.block.what, StoryPiece)


Way = tuple[Spot, ...]


def story_ways(pages: Sequence[PagePlan], told: int) -> tuple[tuple[Way, ...], list[Problem]]:
    """Every story's pieces in reading order, in the order in which the stories begin.

    Faults are reported of the first `told` pages; of the others only the numbers are wanted.
    """
    spots = tuple(_spots(pages))
    problems = [*_misplaced(pages[:told]), *_crowded([spot for spot in spots if spot.page < told], pages)]
    walk = _Walk(pages, spots)
    ways = tuple(walk.follow(spot) for spot in spots if spot.begins)
    walk.report_unreached()
    return ways, problems + [problem for page, problem in walk.faults if page < told]


def page_index(pages: Sequence[PagePlan]) -> Mapping[str, int]:
    """Every printed page, and every spread's double number, with its place in the issue; the first one counts."""
    index: dict[str, int] = {}
    for place, page in enumerate(pages):
        for number in (page.number, *pages_of(page.number)):
            index.setdefault(number, place)
    return index


class _Walk:
    """One walk over all chains: it remembers which continuations were reached, and by what."""

    def __init__(self, pages: Sequence[PagePlan], spots: Sequence[Spot]) -> None:
        self.pages = pages
        self.spots = spots
        self.index = page_index(pages)
        self.continuations = {(spot.slug, spot.page): spot for spot in spots if not spot.begins}
        self.reached: dict[tuple[str, int], Spot] = {}
        self.faults: list[tuple[int, Problem]] = []

    def follow(self, start: Spot) -> Way:
        """The pieces from `start` on; it ends where the story does, or at the first fault."""
        way = [start]
        while (target := self._next(way[-1])) is not None:
            key = (target.slug, target.page)
            if target in way:
                self._fault("jump-loop", way[-1], f"'{start.slug}' jumps in a circle", "Let its last piece end without 'jump:'.")
                break
            if key in self.reached:
                self._fault(
                    "jump-twice",
                    way[-1],
                    f"two pieces of '{start.slug}' jump to page {self.pages[target.page].number}",
                    "Let one piece follow another: each 'from:' takes up one jump.",
                )
                break
            self.reached[key] = way[-1]
            way.append(target)
        return tuple(way)

    def report_unreached(self) -> None:
        """Continuations that no beginning leads to: the head of a lost chain, or a circle."""
        astray = {problem.story for _, problem in self.faults if problem.code in ("jump-page", "jump-unmatched", "jump-own-page")}
        for key, spot in self.continuations.items():
            if key in self.reached or (spot.slug in astray and not self._is_jumped_to(spot)):
                continue
            if not self._is_jumped_to(spot):
                self._fault(
                    "jump-from-nowhere",
                    spot,
                    f"page {self.pages[spot.page].number} carries on '{spot.slug}', but no piece of it jumps there",
                    f"Write 'jump: {pages_of(self.pages[spot.page].number)[0]}' on {self._before(spot)}, "
                    f"or 'story: {spot.slug}' if it begins here.",
                    "from",
                )
                self.reached[key] = spot
                self.follow(spot)
        for key, spot in self.continuations.items():
            if key not in self.reached and spot.slug not in astray:
                self._fault(
                    "jump-loop", spot, f"'{spot.slug}' jumps in a circle that has no beginning", "Let a 'story:' block begin it."
                )
                self._mark_circle(spot)

    def _mark_circle(self, spot: Spot) -> None:
        """Every piece of a circle counts as told with the first."""
        key = (spot.slug, spot.page)
        while key in self.continuations and key not in self.reached:
            self.reached[key] = spot
            key = (spot.slug, self.index.get(self.continuations[key].block.jump or "", -1))

    def _next(self, spot: Spot) -> Spot | None:
        """The piece that takes up this one's jump."""
        target = spot.block.jump
        if target is None:
            return None
        place = self.index.get(target)
        number = target.lower().removeprefix("page").strip()
        if place is None and number != target and number in self.index:
            what = f"'{spot.slug}' jumps to '{target}', which is no page's number"
            self._fault("jump-page", spot, what, f"Write the number alone: 'jump: {number}'.")
            return None
        if place is None:
            self._fault(
                "jump-page",
                spot,
                f"'{spot.slug}' jumps to page {target}, but the issue has no such page",
                f"Write the number of one of the issue's pages{self._taken_up(spot) or did_you_mean(target, self.index)}",
            )
            return None
        if place == spot.page:
            self._fault(
                "jump-own-page",
                spot,
                f"'{spot.slug}' jumps to its own page, {target}",
                "Name another page; one piece of a story a page.",
            )
            return None
        taken_up = self.continuations.get((spot.slug, place))
        if taken_up is None:
            self._fault(
                "jump-unmatched",
                spot,
                f"'{spot.slug}' jumps to page {target}, but no block there carries it on",
                f"Place 'from: {spot.slug}' on page {target}, or take the jump away{self._taken_up(spot) or '.'}",
            )
        return taken_up

    def _taken_up(self, spot: Spot) -> str:
        """For the end of a remedy: the page on which the story does go on."""
        pages = [self.pages[page].number for slug, page in self.continuations if slug == spot.slug and page != spot.page]
        return f"; '{spot.slug}' goes on on page {pages[0]}." if pages else ""

    def _before(self, spot: Spot) -> str:
        """The piece that probably comes before a lost one: the last one that does not jump, else the story's beginning."""
        others = [other for other in self.spots if other.slug == spot.slug and other.page != spot.page]
        ends = [other for other in others if other.block.jump is None] or [other for other in others if other.begins]
        if not ends:
            return "the piece before it, which no page has yet"
        return f"the piece before it (block {ends[-1].block.letter} on page {self.pages[ends[-1].page].number})"

    def _is_jumped_to(self, spot: Spot) -> bool:
        return any(
            other.slug == spot.slug and other.block.jump is not None and self.index.get(other.block.jump) == spot.page
            for other in self.continuations.values()
        )

    def _fault(self, code: str, spot: Spot, message: str, remedy: str, key: str = "jump") -> None:
        where = spot.block.marks.get(key, spot.block.where)
        self.faults.append((spot.page, Problem(code, Severity.ERROR, message, remedy, where, spot.slug)))


def _spots(pages: Sequence[PagePlan]) -> Iterator[Spot]:
    for place, page in enumerate(pages):
        for block in page.blocks:
            if isinstance(block.what, StoryPiece | Continuation):
                yield Spot(place, block)


def _misplaced(pages: Sequence[PagePlan]) -> Iterator[Problem]:
    """Jumps on what cannot go on."""
    for page in pages:
        for block in page.blocks:
            if block.jump is not None and not isinstance(block.what, StoryPiece | Continuation):
                where = block.marks.get("jump", block.where)
                yield Problem(
                    "jump-misplaced",
                    Severity.ERROR,
                    f"block {block.letter} on page {page.number} jumps, but only a story can",
                    "Take 'jump:' away.",
                    where,
                )


def _crowded(spots: Sequence[Spot], pages: Sequence[PagePlan]) -> Iterator[Problem]:
    """One piece of a story a page."""
    first: dict[tuple[str, int], InFile] = {}
    for spot in spots:
        key = (spot.slug, spot.page)
        if key in first:
            yield Problem(
                "story-twice-on-page",
                Severity.ERROR,
                f"page {pages[spot.page].number} holds two pieces of '{spot.slug}'",
                "Draw them as one block (a dogleg, if need be); one piece of a story a page.",
                spot.block.where,
                spot.slug,
            )
        else:
            first[key] = spot.block.where
