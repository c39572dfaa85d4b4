"""The blocks whose borders may move, each with what comes of another area: a story, briefs, a picture on its own."""

from layout.base.values import dataclass
from layout.content.issue import PhotoOptions
from layout.desk.fit_policy import FitPolicy, LeverName
from layout.desk.plan import Extent, PlannedBlock
from layout.images.crop import lost
from layout.images.picture import Picture
from layout.pages.copyfit.chain_search import WORST, ChainSearch, Score, uneven
from layout.pages.copyfit.pulls import price_of
from layout.pages.package import block_area
from layout.pages.photo import MOST_LOST
from layout.pages.room import room_of
from layout.pages.single import TextBlock
from layout.pages.stone import Stone
from layout.pages.thread import find_way

Areas = tuple[Extent, ...]


class StoryUnit:
    """A story that stands in one block alone."""

    def __init__(self, search: ChainSearch) -> None:
        self.search = search
        self.policy = search.compositor.policies[0]
        self._legs = len(room_of(search.blocks[0], search.compositor.stones[0].grid).legs)

    def known(self, planned: PlannedBlock) -> Score | None:
        """The best that comes of an area, if it has been tried."""
        return self.search.known((planned,))

    def score(self, planned: PlannedBlock) -> Score:
        """The best that comes of an area."""
        return self.search.best((planned,)).score

    def bound(self, planned: PlannedBlock) -> Score:
        """What the rows that an area has more or fewer could at best do for it: where nothing is known of it, nothing."""
        drawn = self.search.blocks[0]
        rows = self.search.rows
        if rows is None:
            return 0, 0, 0.0
        grid = self.search.compositor.stones[0].grid
        more = sum(leg.rows for leg in room_of(planned, grid).legs) - sum(leg.rows for leg in room_of(drawn, grid).legs)
        short = rows.fewest_short + more
        return max(rows.fewest_over - more, 0), short if short >= self._legs else 0, 0.0


class BriefsUnit:
    """Briefs: their copy has no levers but its paragraphs' lengths."""

    def __init__(self, text: TextBlock, policy: FitPolicy) -> None:
        self.policy = policy
        self.drawn = text.drawn
        self._text = text
        self._scores: dict[Areas, Score] = {}

    def known(self, planned: PlannedBlock) -> Score | None:
        """What comes of an area, if it has been tried."""
        return self._scores.get(planned.extents)

    def score(self, planned: PlannedBlock) -> Score:
        """What comes of an area."""
        known = self.known(planned)
        if known is None:
            part = self._text.part(planned)
            flowed = find_way((part,), self._text.copy, self._text.give).flowed
            legs = len(part.package.room.legs)
            price = flowed.cost - flowed.end_cost + uneven(flowed.short)
            known = self._scores[planned.extents] = flowed.over, flowed.short if flowed.short >= legs else 0, price
        return known

    def bound(self, planned: PlannedBlock) -> Score:
        """Nothing is known of an area before it has been tried."""
        return 0, 0, 0.0


@dataclass(frozen=True, slots=True)
class PictureUnit:
    """A picture on its own: it is cropped to its block, within the policy's share."""

    stone: Stone
    drawn: PlannedBlock
    photo: PhotoOptions
    policy: FitPolicy

    def known(self, planned: PlannedBlock) -> Score | None:
        """What comes of an area."""
        return self.score(planned)

    def score(self, planned: PlannedBlock) -> Score:
        """What comes of an area: the price of its crop; the worst where too much would go."""
        more = planned.foot - planned.top - (self.drawn.foot - self.drawn.top)
        area, drawn = block_area(self.stone, planned), block_area(self.stone, self.drawn)
        art = self.stone.art.get(self.photo.file) if self.photo.file is not None else None
        if not more:
            return 0, 0, 0.0
        if not isinstance(art, Picture) or abs(area.height - drawn.height) > self.policy.photo * drawn.height:
            return WORST
        before = lost(art, drawn.width, drawn.height, self.photo.crop)
        if lost(art, area.width, area.height, self.photo.crop) > max(MOST_LOST, before):
            return WORST
        return 0, 0, price_of(self.policy, LeverName.PHOTO, more)

    def bound(self, planned: PlannedBlock) -> Score:
        """As `score`."""
        return self.score(planned)
