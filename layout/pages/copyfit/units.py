"""The blocks whose borders may move, each with what comes of another area: a story, briefs, a picture on its own."""

from layout.base.geometry import TOLERANCE
from layout.content.issue import PictureAlone
from layout.desk.fit_policy import FitPolicy, LeverName
from layout.desk.plan import Extent, PlannedBlock
from layout.images.picture import Art, Picture
from layout.pages.copyfit.bounds import WORST, Score, scored, spoilt
from layout.pages.copyfit.chain_search import AreaSearch, ChainSearch, Rows
from layout.pages.copyfit.compositor import Attempt, faults, score_of
from layout.pages.copyfit.pulls import price_of
from layout.pages.flow import Stream
from layout.pages.room import room_of
from layout.pages.single import TextBlock, picture_alone
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
            return self._weighed(area, area.bound)
        rows = self.search.rows
        if rows is None:
            return 0, 0, 0.0
        known = self._closed.get(planned.extents)
        if known is None:
            known = self._closed[planned.extents] = self._promised(planned, rows)
        return spoilt(known) if self.search.drawn(self.search.blocks).attempt.is_full else known

    def _weighed(self, area: AreaSearch, score: Score) -> Score:
        """The score as the page counts it: an area that makes a fault is none, and what is full as drawn is not to be spoilt."""
        drawn = self.search.drawn(self.search.blocks).attempt
        if area.drawn.faults > drawn.faults or self._crops(area.drawn, drawn):
            return WORST
        return spoilt(score) if drawn.is_full else score

    def _crops(self, here: Attempt, drawn: Attempt) -> bool:
        """True where the area makes a picture shallower than the policy lets it be."""
        before = drawn.parts[0].package.photos
        pairs = zip(before, here.parts[0].package.photos, strict=False)
        return any(abs(b.area.height - a.area.height) > self.policy.photo * b.area.height + TOLERANCE for b, a in pairs)

    def _promised(self, planned: PlannedBlock, rows: Rows) -> Score:
        """What the rows of an area could at best do; nothing is known where the block as drawn has a fault, which it may mend."""
        part = self.search.drawn(self.search.blocks).attempt.parts[0]
        if faults(part) or part.package.photos or part.quote is not None:
            return 0, 0, 0.0  # a picture gives way itself, a quote that finds no place frees its rows
        grid = self.search.compositor.stones[0].grid
        legs = zip(room_of(planned, grid).legs, self._rows, part.package.room.legs, strict=True)
        more = sum(max(leg.rows - before, -own.rows) for leg, before, own in legs)
        return scored(max(rows.fewest_over - more, 0), rows.fewest_short + more, len(self._rows), 0.0)

    def so_far(self, planned: PlannedBlock) -> Score:
        """The best that has been found for an area; the worst where nothing has."""
        area = self._open.get(planned.extents)
        return self._weighed(area, area.score) if area is not None else WORST

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
        score = score_of(way, part.package.room.text_legs, 0.0)
        self._full = score[0] == 0 if planned is self.drawn else self._full
        self._scores[planned.extents] = spoilt(score) if self._full else score


class PictureUnit:
    """A picture on its own: it is cropped to its block, within the policy's share."""

    def __init__(self, stone: Stone, drawn: PlannedBlock, policy: FitPolicy) -> None:
        self.stone = stone
        self.drawn = drawn
        self.policy = policy
        self._as_drawn = picture_alone(stone, drawn)
        self._scores: dict[Areas, Score] = {drawn.extents: (0, 0, 0.0)}

    @property
    def art(self) -> Art | None:
        """The picture as measured."""
        what = self.drawn.block.what
        file = what.photo.file if isinstance(what, PictureAlone) else None
        return self.stone.art.get(file) if file is not None else None

    def bound(self, planned: PlannedBlock) -> Score:
        """What comes of an area: the price of its crop; the worst where too much would go."""
        known = self._scores.get(planned.extents)
        if known is None:
            known = self._scores[planned.extents] = self._score(planned)
        return known

    def _score(self, planned: PlannedBlock) -> Score:
        before, after, art = self._as_drawn, picture_alone(self.stone, planned), self.art
        if before is None or after is None or not isinstance(art, Picture) or len(after.problems) > len(before.problems):
            return WORST
        if abs(after.area.height - before.area.height) > self.policy.photo * before.area.height + TOLERANCE:
            return WORST
        return 0, 0, price_of(self.policy, LeverName.PHOTO, after.slots - before.slots)

    def so_far(self, planned: PlannedBlock) -> Score:
        """As `bound`."""
        return self.bound(planned)

    def settled(self, planned: PlannedBlock) -> bool:
        """Nothing needs trying."""
        return True

    def step(self, planned: PlannedBlock) -> None:
        """Nothing needs trying."""
