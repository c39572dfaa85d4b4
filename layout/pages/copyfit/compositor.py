"""A chain's compositor: sets one story again and again, with other levers and in other areas; what does not change is kept."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf
from typing import NamedTuple

from layout.base.problems import Severity
from layout.base.values import dataclass
from layout.content.story import Role, Story
from layout.desk.fit_policy import FitPolicy, LeverName, policy_for
from layout.desk.photos import choose_photos
from layout.desk.plan import Extent, PlannedBlock
from layout.pages.blocks import Manners, manners_of, package_copy, quote_copy, shots_of, story_quote
from layout.pages.copy import DROP_CAP_LINES, Copy, Markup, story_copy
from layout.pages.copyfit.bounds import FAULT_WEIGHT, WORD_PRICE, Score, scored, uneven
from layout.pages.copyfit.overset import Overset
from layout.pages.copyfit.pulls import FLAW_SHARE, CopyPulls, PiecePulls, Pulls
from layout.pages.display import Source
from layout.pages.flow import Give, Stream
from layout.pages.package import Package, PackageCopy, make_package
from layout.pages.parts import Part
from layout.pages.photo import Shot
from layout.pages.quote_places import QUICK, Search
from layout.pages.stone import Stone
from layout.pages.thread import Way, find_way

ANY_SIZE = (0.0, inf)

MOST_PACKAGES = 8_000  # of one chain: with all levers, those of fifty areas


class Dressed(NamedTuple):
    """Pieces made up, by piece, area and what gives in them; and the very pictures that stand in them."""

    shots: tuple[tuple[Shot, ...], ...]
    packages: dict[tuple[int, tuple[Extent, ...], PiecePulls], Package]


Blocks = tuple[PlannedBlock, ...]
"""The blocks of a chain's pieces, in the areas that are tried."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A chain, set in one way. `give` and `end_mark` are needed to finish it; `left_out`: the indices of marked paragraphs."""

    story: Story
    pulls: Pulls
    parts: tuple[Part, ...]
    copy: Copy
    way: Way
    give: Give
    end_mark: bool
    left_out: tuple[int, ...] = ()

    @property
    def over(self) -> int:
        """Lines that did not fit."""
        return self.way.flowed.over

    @property
    def short(self) -> int:
        """Rows left empty in the last piece."""
        return self.way.empty

    @property
    def legs(self) -> int:
        """How many legs of text the last piece has."""
        return self.parts[-1].package.room.text_legs

    @property
    def is_full(self) -> bool:
        """True if nothing is over, less than a line a leg empty, and every part of the package in its place."""
        return not self.over and self.short < self.legs and not self.faults

    @property
    def faults(self) -> int:
        """What is wrong with the pieces before any text stands in them."""
        return sum(map(faults, self.parts))

    @property
    def overset(self) -> Overset:
        """What is over, and how it would be cut."""
        return Overset(self.copy, self.way.runs, self.give, self.end_mark, self.way.flowed)

    def score(self, price: float) -> Score:
        """The attempt's score, its levers at that price."""
        misfit, over, price = score_of(self.way, self.legs, price)
        return misfit + FAULT_WEIGHT * self.faults, over, price


def score_of(way: Way, legs: int, price: float) -> Score:
    """The score of copy that stands so in so many legs, its levers at that price."""
    flowed = way.flowed
    cut = WORD_PRICE * flowed.words_over if flowed.over else 0.0
    flaws = FLAW_SHARE * (way.cost - flowed.end_cost) + uneven(way.empty)
    return scored(flowed.over, way.empty, legs, price + cut + flaws)


class Compositor:
    """One story's chain. `stones` and `blocks` are those of its pieces, in order; at least one."""

    def __init__(self, story: Story, stones: Sequence[Stone], blocks: Blocks) -> None:
        cases = [
            stone.case.for_language(story.language).in_manner(planned.block.style)
            for stone, planned in zip(stones, blocks, strict=True)
        ]
        self.story = story
        self._blocks = blocks
        self.stones = tuple(stone.with_case(case) for stone, case in zip(stones, cases, strict=True))
        self.policies: tuple[FitPolicy, ...] = tuple(
            policy_for(planned.block, case.house) for planned, case in zip(blocks, cases, strict=True)
        )
        self.give = Give.LINES if LeverName.LINES in self.policies[0] else Give.NOTHING
        self.manners: Manners = manners_of(cases[0], blocks[0].block.style)
        chosen = choose_photos((planned.block for planned in blocks), story)
        self.shots = tuple(shots_of(photos, stone.art) for photos, stone in zip(chosen, self.stones, strict=True))
        self.head_sizes = [ANY_SIZE] * len(blocks)
        """For each piece, between which sizes its headline may be moved: the order of heads on a page is the desk's."""
        self.dressed = Dressed(self.shots, {})
        self._head_costs: dict[tuple[int, int | None, int], float] = {}
        self._copies: dict[tuple[CopyPulls, bool], Copy] = {}
        self._bares: dict[int, PackageCopy] = {}
        self._streams: dict[int, Stream] = {}

    def take(self, dressed: Dressed) -> None:
        """Takes over what one that was made of the same, but for its text, has made up."""
        self.dressed, self.shots = dressed, dressed.shots

    @property
    def dress(self) -> tuple[object, ...]:
        """All that its packages are made of: everything but its text."""
        mug = self.story.mug
        places = [(stone.page, stone.grid, stone.case.house, stone.case.language, stone.case.manner) for stone in self.stones]
        art = [stone.art.get(mug.path) for stone in self.stones] if mug is not None else []
        blocks = [replace(planned, extents=(), story=None) for planned in self._blocks]
        return replace(self.story, body=()), blocks, self.shots, places, art

    @property
    def marked(self) -> tuple[int, ...]:
        """The paragraphs that may go, by their indices in the body, in reading order."""
        return tuple(index for index, paragraph in enumerate(self.story.body) if paragraph.may_cut)

    def can_cut(self, count: int) -> bool:
        """True if the last `count` marked paragraphs may go: some text is left, and no crosshead loses all of its own."""
        gone = self._left_out(count)
        left = [p.role for index, p in enumerate(self.story.body) if index not in gone]
        return Role.BODY in left and _bare_crossheads(left) <= _bare_crossheads([p.role for p in self.story.body])

    def copy(self, pulls: CopyPulls, *, drop_cap: bool) -> Copy:
        """The story's copy, set so."""
        known = self._copies.get((pulls, drop_cap))
        if known is None:
            markup = Markup(drop_cap, self.manners.end_mark, pulls.tracking, frozenset(self._left_out(pulls.cut)))
            stone = self.stones[0]
            known = self._copies[pulls, drop_cap] = story_copy(stone.case, self.story, stone.grid, markup)
        return known

    def _stream(self, copy: Copy) -> Stream:
        """The copy's items, as they flow."""
        known = self._streams.get(id(copy))
        if known is None:
            known = self._streams[id(copy)] = Stream(copy.items, self.give)
        return known

    def part(self, piece: int, planned: PlannedBlock, pulls: PiecePulls) -> Part:
        """One piece, made up and waiting for its text."""
        asked = quote_copy(planned.block, self.story)
        quote = asked if pulls.quote is None else story_quote(self.story) if pulls.quote else None
        return Part(self.stones[piece], self._package(piece, planned, replace(pulls, quote=None)), planned.jump_to, quote)

    def _package(self, piece: int, planned: PlannedBlock, pulls: PiecePulls) -> Package:
        key = (piece, planned.extents, pulls)
        packages = self.dressed.packages
        known = packages.get(key)
        if known is None:
            stone = self.stones[piece]
            copy = replace(self._bare(piece, planned), shots=self._deepened(piece, pulls))
            source = Source(planned.letter, self.story.slug)
            if len(packages) >= MOST_PACKAGES:
                packages.clear()
            known = packages[key] = make_package(stone, planned, _pulled(copy, pulls), source)
        elif known.planned.story is not planned.story:  # kept from before its text was edited
            known = packages[key] = replace(known, planned=planned)
        return known

    def head_cost(self, piece: int, planned: PlannedBlock, pulls: PiecePulls) -> float:
        """How badly a piece's headline is shaped (SetHeadline.cost): the same in every area, as they are all of one width."""
        key = piece, pulls.headline, pulls.rungs
        known = self._head_costs.get(key)
        if known is None:
            headline = self.part(piece, planned, PiecePulls(pulls.headline, pulls.rungs)).package.headline
            known = self._head_costs[key] = headline.cost if headline is not None else 0.0
        return known

    def has_deck(self, piece: int, planned: PlannedBlock) -> bool:
        """True if a deck stands in the piece's head."""
        return bool(self._bare(piece, planned).head.deck.strip())

    def _bare(self, piece: int, planned: PlannedBlock) -> PackageCopy:
        """Everything of a piece but its text and pictures, with no lever pulled."""
        known = self._bares.get(piece)
        if known is None:
            stone = self.stones[piece]
            known = self._bares[piece] = package_copy(stone.case, planned, self.story, (), stone.art)
        return known

    def _deepened(self, piece: int, pulls: PiecePulls) -> tuple[Shot, ...]:
        """The piece's pictures, those that give at a depth of their own."""
        shots = self.shots[piece]
        if not pulls.photos:
            return shots
        return tuple(
            replace(shot, options=replace(shot.options, lines=pull.depth)) if pull.depth else shot
            for shot, pull in zip(shots, pulls.photos, strict=True)
        )

    def attempt(self, parts: tuple[Part, ...], pulls: Pulls, search: Search = QUICK) -> Attempt:
        """The copy through the parts, with its quotes at the best of the places searched."""
        copy = self.copy(pulls.copy, drop_cap=self.manners.drop_cap)
        way = find_way(parts, copy, self._stream(copy), search)
        if copy.drop_cap is not None and sum(way.flowed.inside(step) for step in way.flowed.steps[:1]) < DROP_CAP_LINES:
            # The letter would hang into the next paragraph.
            copy = self.copy(pulls.copy, drop_cap=False)
            way = find_way(parts, copy, self._stream(copy), search)
        left_out = self._left_out(pulls.copy.cut)
        return Attempt(self.story, pulls, parts, copy, way, self.give, self.manners.end_mark, left_out)

    def _left_out(self, count: int) -> tuple[int, ...]:
        return self.marked[len(self.marked) - count :] if count else ()


def _pulled(copy: PackageCopy, pulls: PiecePulls) -> PackageCopy:
    head = copy.head
    if pulls.headline is not None:
        head = replace(head, choice=pulls.headline)
    if pulls.rungs:
        head = replace(head, rungs=pulls.rungs)
    if not pulls.deck:
        head = replace(head, deck="")
    return copy if head is copy.head else replace(copy, head=head)


def _bare_crossheads(roles: Sequence[Role]) -> int:
    """How many crossheads have no text under them."""
    texts = [role for role in roles if role is not Role.QUOTE]
    return sum(role is following is Role.CROSSHEAD for role, following in pairwise(texts)) + (texts[-1:] == [Role.CROSSHEAD])


def faults(part: Part) -> int:
    """What is wrong with a piece before any text stands in it: errors, and, a third as bad, pictures cropped too far."""
    errors = sum(each.severity is Severity.ERROR for each in part.package.problems)
    return 3 * errors + sum(each.code == "picture-cropped" for each in part.package.problems)
