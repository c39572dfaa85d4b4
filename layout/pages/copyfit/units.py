"""The blocks whose borders may move, each with what comes of another area: a story, briefs, a picture on its own."""

from layout.base.values import dataclass
from layout.content.issue import PhotoOptions
from layout.desk.fit_policy import FitPolicy, LeverName
from layout.desk.plan import Extent, PlannedBlock
from layout.images.crop import lost
from layout.images.picture import Picture
from layout.pages.copyfit.bounds import WORST, Score, scored, spoilt, uneven
from layout.pages.copyfit.chain_search import AreaSearch, ChainSearch, Rows
from layout.pages.copyfit.compositor import faults
from layout.pages.copyfit.pulls import FLAW_SHARE, price_of
from layout.pages.flow import Stream
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
        self._open: dict[Areas, AreaSearch] = {}
        self._closed: dict[Areas, Score] = {}
        grid = search.compositor.stones[0].grid
        self._rows = [leg.rows for leg in room_of(search.blocks[0], grid).legs]

    def bound(self, planned: PlannedBlock) -> Score:
        """The best that is known of an area; where it was not looked at, what its more or fewer rows could at best do."""
        area = self._open.get(planned.extents)
        if area is not None:
            return self._weighed(area.bound)
        rows = self.search.rows
        if rows is None:
            return 0, 0, 0.0
        known = self._closed.get(planned.extents)
        if known is None:
            known = self._closed[planned.extents] = self._promised(planned, rows)
        return self._weighed(known)

    def _weighed(self, score: Score) -> Score:
        return spoilt(score) if self.search.drawn(self.search.blocks).attempt.is_full else score

    def _promised(self, planned: PlannedBlock, rows: Rows) -> Score:
        """What the rows of an area could at best do; nothing is known where the block as drawn has a fault, which it may mend."""
        if faults(self.search.drawn(self.search.blocks).attempt.parts[0]):
            return 0, 0, 0.0
        grid = self.search.compositor.stones[0].grid
        changes = [leg.rows - before for leg, before in zip(room_of(planned, grid).legs, self._rows, strict=True)]
        # A picture that fills its leg gives way itself.
        pictured = self._pictured()
        least = sum(min(change, 0) if index in pictured else change for index, change in enumerate(changes))
        most = sum(max(change, 0) if index in pictured else change for index, change in enumerate(changes))
        short = rows.fewest_short + least
        return scored(max(rows.fewest_over - most, 0), short, len(self._rows), 0.0)

    def _pictured(self) -> set[int]:
        """The legs in which a picture stands."""
        package = self.search.drawn(self.search.blocks).attempt.parts[0].package
        areas = [photo.area for photo in package.photos]
        legs = enumerate(package.room.legs)
        return {index for index, leg in legs if any(a.x < leg.x + leg.measure and leg.x < a.right for a in areas)}

    def so_far(self, planned: PlannedBlock) -> Score:
        """The best that has been found for an area; the worst where nothing has."""
        area = self._open.get(planned.extents)
        return self._weighed(area.score) if area is not None else WORST

    def settled(self, planned: PlannedBlock) -> bool:
        """True if the best of an area is known."""
        area = self._open.get(planned.extents)
        return area is not None and area.settled

    def step(self, planned: PlannedBlock) -> None:
        """Opens an area, or tries another way in it."""
        area = self._open.get(planned.extents)
        if area is None:
            self._open[planned.extents] = self.search.area((planned,))
        else:
            area.step()


class BriefsUnit:
    """Briefs: their copy has no levers but its paragraphs' lengths."""

    def __init__(self, text: TextBlock, policy: FitPolicy) -> None:
        self.policy = policy
        self.drawn = text.drawn
        self._text = text
        self._stream = Stream(text.copy.items, text.give)
        self._full = False
        self._scores: dict[Areas, Score] = {}
        self.step(self.drawn)

    def bound(self, planned: PlannedBlock) -> Score:
        """What comes of an area; nothing is known before it has been tried."""
        return self._scores.get(planned.extents, (0, 0, 0.0))

    def so_far(self, planned: PlannedBlock) -> Score:
        """What comes of an area; the worst where it has not been tried."""
        return self._scores.get(planned.extents, WORST)

    def settled(self, planned: PlannedBlock) -> bool:
        """True if the area has been tried."""
        return planned.extents in self._scores

    def step(self, planned: PlannedBlock) -> None:
        """Tries an area."""
        part = self._text.part(planned)
        way = find_way((part,), self._text.copy, self._stream)
        flowed = way.flowed
        price = FLAW_SHARE * (way.cost - flowed.end_cost) + uneven(way.empty)
        score = scored(flowed.over, way.empty, part.package.room.text_legs, price)
        self._full = score[0] == 0 if planned is self.drawn else self._full
        self._scores[planned.extents] = spoilt(score) if self._full else score


@dataclass(frozen=True, slots=True)
class PictureUnit:
    """A picture on its own: it is cropped to its block, within the policy's share."""

    stone: Stone
    drawn: PlannedBlock
    photo: PhotoOptions
    policy: FitPolicy

    def bound(self, planned: PlannedBlock) -> Score:
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

    def so_far(self, planned: PlannedBlock) -> Score:
        """As `bound`."""
        return self.bound(planned)

    def settled(self, planned: PlannedBlock) -> bool:
        """Nothing needs trying."""
        return True

    def step(self, planned: PlannedBlock) -> None:
        """Nothing needs trying."""
