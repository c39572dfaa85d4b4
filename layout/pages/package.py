"""A story's package in its block: head, pictures and byline placed, and the room that is left for its text.

In: a planned block and what is to stand in it. Out: marks at their places and the free slots of each leg. Text is not touched.
"""

from dataclasses import replace
from math import ceil
from typing import NamedTuple

from layout.base.colour import PAPER
from layout.base.geometry import Area
from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.content.issue import Box, PhotoPlace
from layout.design.styles import Align
from layout.desk.plan import PlannedBlock
from layout.pages.case import as_set, place
from layout.pages.display import DrawingMark, HoleMark, ImageMark, Kind, Mark, Source, TextMark, TintMark
from layout.pages.frame import frame_marks
from layout.pages.head import CAP_LINE, AskedHead, HeadCopy, HeadPlace, SetHead, panel_rise
from layout.pages.headline import SetHeadline
from layout.pages.photo import LEAST_SLOTS, PackagePlace, Shot, bare_photo, mug_photo, package_slots, panel_caption, set_photo
from layout.pages.room import Room, Run, is_boxed, room_of
from layout.pages.stone import Stone

MUG_BESIDE = (72.0, 90.0)  # a signed column's mug over two legs or more, flush right
MUG_ABOVE = (57.6, 72.0)  # over one leg
MUG_CLEAR = 8.0
SIGNED_SLOTS = 10  # under the block's top the text of a signed column starts, so that stacked columns look alike
BEHIND_SIDE, BEHIND_SLOTS = 12.0, 1  # how far a head is inset in the picture behind it
GROUNDS = (ImageMark, DrawingMark, HoleMark)  # what a picture behind a head is drawn as
TOP_PLACES = (PhotoPlace.TOP, PhotoPlace.TOP_LEFT, PhotoPlace.TOP_RIGHT)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it, and the role or place printed under the name; empty for none."""

    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class PackageCopy:
    """Everything of a piece but its text. `mug` stands beside a signed column's head."""

    head: HeadCopy
    byline: Byline
    shots: tuple[Shot, ...]
    mug: Shot | None = None


class PlacedPhoto(NamedTuple):
    """A picture among a block's legs: the depth of its package in slots, and the picture's own area."""

    shot: Shot
    slots: int
    area: Area


@dataclass(frozen=True, slots=True)
class Package:
    """A made-up block. `room` is what is free for text; `ground` lies under everything (a tint, a picture behind the head).

    `headline` is the one taken of what was `asked`, `photos` the pictures that stand among the legs, as they were placed.
    """

    planned: PlannedBlock
    source: Source
    ground: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    room: Room
    problems: tuple[Problem, ...] = ()
    levers: tuple[str, ...] = ()
    headline: SetHeadline | None = None
    asked: AskedHead | None = None
    photos: tuple[PlacedPhoto, ...] = ()


def make_package(stone: Stone, planned: PlannedBlock, copy: PackageCopy, source: Source) -> Package:
    """Pictures above, head, pictures under it, in the middle, at the foot, byline: in that order each takes its slots."""
    room = room_of(planned, stone.grid)
    package = Package(planned, source, tuple(box_marks(stone, planned, source)), (), room, _unheeded(stone, planned, room))
    for shot in _at(copy, PhotoPlace.BEHIND):
        package = _with_ground(stone, package, shot)
    slot = package.room.top
    above, beside = _at(copy, PhotoPlace.ABOVE), _at(copy, PhotoPlace.BESIDE)
    if head_legs(planned, room)[1] == 1 or copy.mug is not None:  # nothing is beside one leg, or where a mug is already
        above, beside = above + beside, []
    for shot in above:
        package, slot = _shot(stone, package, shot, slot)
    for shot in beside:
        package, _ = _shot(stone, package, shot, slot)
    if copy.mug is not None:
        package = _signed_head(stone, package, copy, slot)
    else:
        package = _head(stone, package, copy, slot, max((_legs_for(shot, package)[1] for shot in beside), default=0))
    for shot in copy.shots:
        if shot.options.at in TOP_PLACES:
            package, _ = _shot(stone, package, shot, 0)
    for shot in copy.shots:
        if shot.options.at.value.startswith(("middle", "bottom")):
            package, _ = _shot(stone, package, shot, 0)
    return _byline(stone, package, copy.byline)


def box_marks(stone: Stone, planned: PlannedBlock, source: Source) -> list[Mark]:
    """The rule or tint of a boxed block: edges on column edges and slot tops, at the page's foot on the last baseline.

    Where kickers are reversed out of panels, a tint begins level with those beside it.
    """
    if not is_boxed(planned):
        return []
    area = block_area(stone, planned)
    house = stone.case.house
    if planned.block.box is Box.TINT:
        rise = min(panel_rise(stone.case, stone.grid), area.y)
        raised = replace(area, y=area.y - rise, height=area.height + rise)
        return [TintMark(raised, house.tint, source)] if house.tint is not None else []
    return frame_marks(area, house.rules.box, stone.case.style("body").colour, source)


def block_area(stone: Stone, planned: PlannedBlock) -> Area:
    """A rectangle's place on the page, its gap left out. On a page without margins it reaches from trim to trim."""
    grid = stone.grid
    x = grid.column_x(planned.first_column)
    top = grid.place_top(planned.top + planned.gap)
    foot = grid.baseline_of(grid.slots - 1) if planned.foot == grid.slots else grid.slot_top(planned.foot)
    return Area(x, top, grid.span_width(planned.columns, planned.first_column), foot - top)


def head_legs(planned: PlannedBlock, room: Room) -> tuple[int, int]:
    """First leg and number of legs that the headline covers: all of a rectangle's; of a dogleg the widest arm of its top row."""
    if planned.is_rectangle:
        return 0, len(room.legs)
    best, start = (0, 0), 0
    tops = [extent.top == planned.top for extent in planned.extents]
    for index in range(len(tops) + 1):
        if index < len(tops) and tops[index]:
            continue
        if index - start > best[1]:
            best = (start, index - start)
        start = index + 1
    return best


def _at(copy: PackageCopy, where: PhotoPlace) -> list[Shot]:
    return [shot for shot in copy.shots if shot.options.at is where]


def _legs_for(shot: Shot, package: Package) -> tuple[int, int]:
    """First leg and number of legs of a picture: those asked for, of all legs or, about a head, of those under it."""
    at = shot.options.at
    first, count = 0, len(package.room.legs)
    if at in TOP_PLACES or at in (PhotoPlace.ABOVE, PhotoPlace.BESIDE):
        first, count = head_legs(package.planned, package.room)
    legs = min(shot.options.columns or (count if at in (PhotoPlace.ABOVE, PhotoPlace.TOP) else 1), count)
    match at:
        case PhotoPlace.TOP_LEFT | PhotoPlace.MIDDLE_LEFT | PhotoPlace.BOTTOM_LEFT | PhotoPlace.ABOVE:
            return first, legs
        case PhotoPlace.TOP | PhotoPlace.MIDDLE | PhotoPlace.BOTTOM:
            return first + (count - legs) // 2, legs
        case PhotoPlace.BESIDE if count > 1:
            legs = min(legs, count - 1)
    return first + count - legs, legs


def _run_for(shot: Shot, room: Room, legs: tuple[int, int], slot: int) -> Run | None:
    """The free slots that a picture may take, from `slot` on; None where there are too few."""
    runs = [(max(top, slot), foot) for top, foot in room.common(*legs) if foot - max(top, slot) >= LEAST_SLOTS]
    if not runs:
        return None
    where = shot.options.at.value
    if where.startswith("middle"):
        return max(runs, key=lambda run: run[1] - run[0])
    return runs[-1] if where.startswith("bottom") else runs[0]


def _shot(stone: Stone, package: Package, shot: Shot, slot: int) -> tuple[Package, int]:
    """A picture in the package, at `slot` or under it. Returns the slot after it and its white."""
    room = package.room
    first, legs = _legs_for(shot, package)
    run = _run_for(shot, room, (first, legs), slot)
    if run is None:
        return replace(package, problems=(*package.problems, _no_room(stone, package, shot))), slot
    top, foot = run
    x, width = room.span(first, legs)
    columns = max(round(width / stone.grid.column_width), 1)
    at = PackagePlace(x, width, top, foot - top, columns)
    slots = min(package_slots(stone.case, stone.grid, shot, at), foot - top)
    where = shot.options.at.value
    slot = foot - slots if where.startswith("bottom") else top
    if where.startswith("middle"):
        slot = top + (foot - top - slots) // 2
    done = set_photo(stone.case, stone.grid, shot, replace(at, slot=slot, slots=slots), package.source)
    white_above = 0 if slot == top else 1
    room = room.without(first, legs, slot - white_above, slot + slots + 1)
    marks, problems = (*package.marks, *done.marks), (*package.problems, *done.problems)
    photos = (*package.photos, PlacedPhoto(shot, slots, done.area))
    return replace(package, room=room, marks=marks, problems=problems, photos=photos), slot + slots + 1


def _no_room(stone: Stone, package: Package, shot: Shot) -> Problem:
    name, letter = shot.photo.path.name, package.planned.letter
    text = f"block {letter} has no room for {name} {shot.options.at}"
    return stone.error("photo-no-room", text, "Draw the block deeper, or place the photo otherwise.", package.source.story)


def _unheeded(stone: Stone, planned: PlannedBlock, room: Room) -> tuple[Problem, ...]:
    """What a block asks for and cannot have."""
    block = planned.block
    problems: list[Problem] = []
    if block.columns is not None and block.columns != len(room.legs):
        text = f"block {planned.letter} asks for {block.columns} legs, but is set in {len(room.legs)}"
        remedy = "Ask for legs as wide as a word; a dogleg has its columns' own, and no leg crosses a fold."
        problems.append(stone.error("columns-impossible", text, remedy))
    if block.box is not None and not planned.is_rectangle:
        text = f"block {planned.letter} is a dogleg and can't have a box"
        problems.append(stone.error("box-dogleg", text, "Draw it as a rectangle, or take the box away."))
    return tuple(problems)


def _with_ground(stone: Stone, package: Package, shot: Shot) -> Package:
    """A picture that fills the block; the head stands on it, inset on all sides. One picture, and behind a rectangle."""
    area = block_area(stone, package.planned)
    if any(isinstance(mark, GROUNDS) for mark in package.ground) or not package.planned.is_rectangle or area.height <= 0:
        return replace(package, problems=(*package.problems, _no_room(stone, package, shot)))
    mark, problems = bare_photo(shot, area, package.source)
    caption, told = panel_caption(stone.case, shot, area, package.planned.columns, package.source)
    side = min(BEHIND_SIDE, area.width / 8)
    legs = tuple(
        replace(
            leg,
            x=leg.x + side * (index == 0),
            measure=leg.measure - side * ((index == 0) + (index == len(package.room.legs) - 1)),
        )
        for index, leg in enumerate(package.room.legs)
    )
    room = replace(package.room, legs=legs, top=package.room.top + BEHIND_SLOTS)
    room = room.without(0, len(legs), 0, room.top)
    return replace(package, ground=(*package.ground, mark, *caption), room=room, problems=(*package.problems, *problems, *told))


def _head(stone: Stone, package: Package, copy: PackageCopy, slot: int, legs_beside: int) -> Package:
    first, legs = head_legs(package.planned, package.room)
    legs = max(legs - legs_beside, 1)
    x, width = package.room.span(first, legs)
    columns = max(round(width / stone.grid.column_width), 1)
    under_head = any(shot.options.at in TOP_PLACES for shot in copy.shots)
    at = HeadPlace(x, width, columns, slot, under_head)
    set_ = stone.head(copy.head, at, package.source)
    if _at(copy, PhotoPlace.BEHIND):
        set_ = replace(set_, marks=tuple(_reversed(mark) for mark in set_.marks))
    return _with_head(stone, package, copy, set_, (first, legs, slot))


def _reversed(mark: Mark) -> Mark:
    """A head's line in no ink, as it stands on a picture."""
    return TextMark(mark.text._replace(ink=PAPER)) if isinstance(mark, TextMark) else mark


def _with_head(stone: Stone, package: Package, copy: PackageCopy, head: SetHead, at: tuple[int, int, int]) -> Package:
    """The package with the head's marks in it and its slots taken; `at` is its first leg, how many, and its first slot."""
    problems, levers = list(package.problems), list(package.levers)
    first, legs, slot = at
    feet = [leg.free[-1][1] if leg.free else slot for leg in package.room.legs[first : first + legs]]
    room = package.room.without(first, legs, package.room.top, slot + head.slots)
    marks = head.marks
    if slot + head.slots > min(feet):
        limit = stone.grid.slot_top(min(feet))
        marks = tuple(mark for mark in marks if _lowest(mark) <= limit)
        text = f"block {package.planned.letter} has {max(min(feet) - slot, 0)} lines for a head of {head.slots}"
        remedy = "Draw it deeper, or give it a shorter head, a smaller size or a smaller picture."
        problems.append(stone.error("head-no-room", text, remedy, package.source.story))
    chosen = head.headline
    story = package.source.story
    if chosen is not None:
        if chosen.choice:
            levers.append(f"headline {chosen.choice + 1} of {len(copy.head.headlines)}")
        if chosen.rung != chosen.asked_rung:
            levers.append(f"rung {chosen.style.size:g} pt")
        if not chosen.fits:
            problems.append(
                stone.error(
                    "headline-too-long",
                    f"block {package.planned.letter}: no headline of '{story}' fits on {chosen.style.max_lines} lines, even at "
                    f"{chosen.style.size:g} pt",
                    "Write a shorter headline, first in the story's list or on the block.",
                    story,
                )
            )
    if "deck" in head.long:
        problems.append(
            stone.warning("deck-too-long", f"block {package.planned.letter}: the deck runs long", "Shorten it.", story)
        )
    problems += [_cut_off(stone, package, what) for what in head.cut]
    package = replace(package, headline=chosen, asked=head.asked)
    return replace(package, room=room, marks=(*package.marks, *marks), problems=tuple(problems), levers=tuple(levers))


def _lowest(mark: Mark) -> float:
    """The foot of a head's mark: a line's baseline, a panel's lower edge."""
    return mark.text.baseline if isinstance(mark, TextMark) else mark.area.bottom if isinstance(mark, TintMark) else 0.0


def _cut_off(stone: Stone, package: Package, what: str) -> Problem:
    """A line that is too long for its place and ends in an ellipsis."""
    text = f"block {package.planned.letter}: the {what} is too long for its line and was cut"
    return stone.error("line-cut", text, f"Shorten the {what}.", package.source.story)


def _signed_head(stone: Stone, package: Package, copy: PackageCopy, slot: int) -> Package:
    """A signed column: the headline beside the writer's mug (over one leg: under it); the text always starts at one depth."""
    grid, planned = stone.grid, package.planned
    assert copy.mug is not None, "a signed head has a mug"
    first, legs = head_legs(planned, package.room)
    x, width = package.room.span(first, legs)
    mug_width, mug_depth = MUG_ABOVE if legs == 1 else MUG_BESIDE
    mug_slots = ceil((mug_depth + MUG_CLEAR) / grid.baseline)
    run = next(iter(package.room.common(first, legs)), (slot, slot))
    if width < mug_width or mug_slots > run[1] - slot:
        package = replace(package, problems=(*package.problems, _no_room(stone, package, copy.mug)))
        return _head(stone, package, copy, slot, 0)
    top = grid.slot_top(slot) + CAP_LINE * grid.baseline
    mug = mug_photo(copy.mug, Area(x + width - mug_width, top, mug_width, mug_depth), package.source)
    package = replace(package, marks=(*package.marks, mug))
    if legs == 1:
        return _head(stone, package, copy, slot + mug_slots, 0)
    at = HeadPlace(x, width - mug_width - MUG_CLEAR, legs, slot)
    head = stone.head(copy.head, at, package.source)
    return _with_head(stone, package, copy, replace(head, slots=max(head.slots, SIGNED_SLOTS)), (first, legs, slot))


def _byline(stone: Stone, package: Package, byline: Byline) -> Package:
    """The writer's name over the first leg's text, and under it the role."""
    rows = [(role, text) for role, text in (("byline", byline.name), ("byline-role", byline.role)) if text.strip()]
    if not byline.name.strip():
        return package
    leg, grid, case = package.room.legs[0], stone.grid, stone.case
    top = next((top for top, foot in leg.free if foot - top > len(rows)), None)
    if top is None:
        text = f"block {package.planned.letter} has no room for the byline"
        problem = stone.error("byline-no-room", text, "Draw it deeper, or write 'byline: none'.", package.source.story)
        return replace(package, problems=(*package.problems, problem))
    marks: list[Mark] = []
    problems = list(package.problems)
    for index, (role, text) in enumerate(rows):
        style = case.style(role)
        line, whole = case.fitted(as_set(text, style), style, leg.measure, Align.LEFT)
        marks.append(place(line, leg.x, grid.baseline_of(top + index), Kind.BYLINE, ink=style.colour, source=package.source))
        problems += [] if whole else [_cut_off(stone, package, "byline")]
    room = package.room.without(0, 1, top, top + len(marks) + 1)
    return replace(package, room=room, marks=(*package.marks, *marks), problems=tuple(problems))
