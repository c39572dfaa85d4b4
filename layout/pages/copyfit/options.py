"""The ways in which one piece of a chain may stand: every combination of its levers that makes another room for the text.

Of combinations that leave the same room the cheapest is kept, as no other could ever be taken. What would make a fault (a head
without room, a picture that loses more than may be cropped) is none.
"""

from collections.abc import Iterator
from itertools import product
from operator import itemgetter
from typing import NamedTuple

from layout.desk.fit_policy import LeverName
from layout.desk.plan import PlannedBlock
from layout.images.crop import lost
from layout.images.picture import Picture
from layout.pages.blocks import headline_count, quote_copy
from layout.pages.case import rungs_of
from layout.pages.copyfit.compositor import Compositor, faults
from layout.pages.copyfit.pulls import PhotoPull, PiecePulls, piece_price
from layout.pages.legs import jump_leg
from layout.pages.package import PlacedPhoto
from layout.pages.parts import Part
from layout.pages.photo import LEAST_SLOTS, MOST_LOST
from layout.pages.quote_places import quote_rows

MOST_WAYS = 1_500  # for a piece to stand; where there are more, of several pictures one gives at a time
MOST_HEADLINES = 8  # of a story's list that are tried
SHAPE_PRICE = 1_000.0  # of a headline's cost, in which a lone word or a hanging preposition is 1
SHAPE_DIGITS = 3  # of a measure in points

Shape = tuple[object, ...]
"""What a chain's flow sees of a part: equal shapes take the same copy in the same way."""


class Option(NamedTuple):
    """One way for a piece to stand: its levers and their price, the piece made up, and how many rows of text it holds.

    Where a quote will stand in it, `least` counts its depth as taken; it may yet find no place.
    """

    price: float
    pulls: PiecePulls
    part: Part
    least: int
    most: int


def as_drawn(compositor: Compositor, piece: int, planned: PlannedBlock) -> Option:
    """The piece with no lever pulled."""
    return _option(0.0, PiecePulls(), compositor.part(piece, planned, PiecePulls()))


class Choices:
    """Every way worth trying for a piece in an area, the cheapest first, each made up when it is asked for.

    The piece as drawn is the first. `space_only`: pictures give, words don't.
    """

    def __init__(self, compositor: Compositor, piece: int, planned: PlannedBlock, *, space_only: bool = False) -> None:
        self._compositor, self._piece, self._planned = compositor, piece, planned
        self._drawn = as_drawn(compositor, piece, planned)
        self._made: list[Option | None] = [self._drawn]
        self._shapes = {shape_of(self._drawn.part)}
        words = [(None, 0, None, True)] if space_only else list(_words(compositor, piece, planned, self._drawn.part))
        photos = _photos(compositor, piece, self._drawn.part)
        if len(words) * len(photos) > MOST_WAYS:
            photos = [each for each in photos if sum(bool(photo.more) for photo in each) <= 1]
        pulled = [PiecePulls(choice, rungs, each, quote, deck) for (choice, rungs, quote, deck), each in product(words, photos)]
        priced = [(price_in(compositor, piece, planned, pulls), pulls) for pulls in pulled]
        self._ways = [(0.0, PiecePulls()), *sorted(priced, key=itemgetter(0))[:MOST_WAYS]]
        self.prices = [price for price, _ in self._ways]

    def option(self, index: int) -> Option | None:
        """One of them; None where it can't be, or leaves the same room as a cheaper one."""
        while len(self._made) <= index:
            self._made.append(self._make(*self._ways[len(self._made)]))
        return self._made[index]

    def every(self) -> tuple[Option, ...]:
        """All of them."""
        self.option(len(self._ways) - 1)
        return tuple(option for option in self._made if option is not None)

    def by_rows(self, most: int) -> tuple[Option, ...]:
        """All of them, or where those are more than so many, of each depth of room the cheapest, and of these the deepest."""
        every = self.every()
        if len(every) <= most:
            return every
        cheapest: dict[int, Option] = {}
        for option in every:
            cheapest.setdefault(option.most, option)
        drawn, *others = sorted(cheapest.values(), key=lambda option: (option is not every[0], -option.most))
        return (drawn, *others[: most - 1])

    def _make(self, price: float, pulls: PiecePulls) -> Option | None:
        part = self._compositor.part(self._piece, self._planned, pulls)
        if not _is_sound(self._compositor, self._piece, part, self._drawn.part, pulls):
            return None
        shape = shape_of(part)
        if shape in self._shapes:
            return None
        self._shapes.add(shape)
        return _option(price, pulls, part)


def price_in(compositor: Compositor, piece: int, planned: PlannedBlock, pulls: PiecePulls) -> float:
    """What a piece's levers cost, and with them a headline of worse shape than the one it would have."""
    headline = compositor.part(piece, planned, PiecePulls()).package.headline
    usual = headline.choice if headline is not None else 0
    worse = compositor.head_cost(piece, planned, pulls) - compositor.head_cost(piece, planned, PiecePulls())
    return piece_price(compositor.policies[piece], pulls, usual) + SHAPE_PRICE * max(worse, 0.0)


def shape_of(part: Part) -> Shape:
    """The part's legs, their slots counted from its room's top, and what else stands in them."""
    room = part.package.room
    legs = tuple(
        (round(leg.measure, SHAPE_DIGITS), tuple((top - room.top, foot - room.top) for top, foot in leg.free))
        for leg in room.legs
    )
    return legs, bool(part.jump_to), part.quote


def _option(price: float, pulls: PiecePulls, part: Part) -> Option:
    rows = sum(leg.rows for leg in part.package.room.legs) - (jump_leg(part) is not None)
    taken = quote_rows(part, part.quote) if part.quote is not None else 0
    return Option(price, pulls, part, rows - taken, rows)


def _words(
    compositor: Compositor, piece: int, planned: PlannedBlock, drawn: Part
) -> Iterator[tuple[int | None, int, bool | None, bool]]:
    """Headline, rungs, quote and deck in every combination that the policy allows."""
    policy, story = compositor.policies[piece], compositor.story
    headline = drawn.package.headline
    count = min(headline_count(planned, story), MOST_HEADLINES) if headline is not None else 0
    choices = [None, *range(count)] if LeverName.HEADLINE in policy and count > 1 else [None]
    rungs = range(-policy.rung, policy.rung + 1) if headline is not None else range(1)
    if headline is not None:
        last = len(rungs_of(drawn.package.asked.style)) - 1 if drawn.package.asked is not None else 0
        rungs = range(max(-policy.rung, -headline.asked_rung), min(policy.rung, last - headline.asked_rung) + 1)
    quotes: list[bool | None] = [None]
    asked = quote_copy(planned.block, story) is not None
    optional = story.quote is not None and planned.block.quote in (None, "auto")
    # One quote a story: it comes in only where the story does not jump.
    if LeverName.QUOTE in policy and optional and (asked or len(compositor.stones) == 1):
        quotes.append(not asked)
    decks = [True, False] if LeverName.DECK in policy and compositor.has_deck(piece, planned) else [True]
    yield from product(choices, rungs, quotes, decks)


def _photos(compositor: Compositor, piece: int, drawn: Part) -> list[tuple[PhotoPull, ...]]:
    """The depths that the piece's pictures may have, within the policy's share and what may be cropped away."""
    share = compositor.policies[piece].photo
    if not share or not drawn.package.photos:
        return [()]
    placed = {id(photo.shot): photo for photo in drawn.package.photos}
    baseline = drawn.stone.grid.baseline
    return list(product(*[_depths(placed.get(id(shot)), share, baseline) for shot in compositor.shots[piece]]))


def _depths(photo: PlacedPhoto | None, share: float, baseline: float) -> list[PhotoPull]:
    """The pulls of one picture: none where its depth is the desk's own wish, or nothing of it can be cropped."""
    pulls = [PhotoPull()]
    if photo is None or not isinstance(photo.shot.art, Picture) or photo.shot.options.lines is not None:
        return pulls
    art, crop, area = photo.shot.art, photo.shot.options.crop, photo.area
    most = int(share * area.height / baseline + 1e-6)
    before = lost(art, area.width, area.height, crop)
    for more in range(-most, most + 1):
        if more and photo.slots + more >= LEAST_SLOTS:
            gone = lost(art, area.width, area.height + more * baseline, crop)
            if gone <= max(MOST_LOST, before):
                pulls.append(PhotoPull(photo.shot.photo.path.name, more, photo.slots + more))
    return pulls


def _is_sound(compositor: Compositor, piece: int, part: Part, drawn: Part, pulls: PiecePulls) -> bool:
    """False where the levers make a fault, do not do what was asked of them, or set heads on the page out of their order."""
    headline = part.package.headline
    if faults(part) > faults(drawn):
        return False
    if headline is None:
        return True
    if not pulls.rungs:
        return headline.fits
    smallest, largest = compositor.head_sizes[piece]
    return headline.fits and headline.rung == headline.asked_rung + pulls.rungs and smallest <= headline.style.size <= largest
