"""A story's package in its block: head, pictures and byline placed, and the room that is left for its text.

In: a planned block and what is to stand in it. Out: marks at their places and the free slots of each leg. Text is not touched.
"""

from dataclasses import dataclass, replace

from layout.base.geometry import Area
from layout.base.problems import Problem
from layout.content.issue import PhotoPlace
from layout.content.story import Span
from layout.design.styles import Align
from layout.desk.plan import PlannedBlock
from layout.pages.case import as_set, place
from layout.pages.display import Kind, Mark, RuleMark, Source, TintMark
from layout.pages.head import CAP_LINE, HeadCopy, HeadPlace, SetHead, set_head
from layout.pages.photo import PackagePlace, Shot, bare_photo, mug_photo, package_slots, panel_caption, set_photo
from layout.pages.room import Room, room_of
from layout.pages.stone import Stone

MUG_BESIDE = (72.0, 90.0)  # a signed column's mug over two legs or more, flush right
MUG_ABOVE = (57.6, 72.0)  # over one leg
MUG_CLEAR = 8.0
SIGNED_SLOTS = 10  # under the block's top the text of a signed column starts, so that stacked columns look alike
BEHIND_SIDE, BEHIND_SLOTS = 12.0, 1  # how far a head is inset in the picture behind it
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


@dataclass(frozen=True, slots=True)
class Package:
    """A made-up block. `room` is what is free for text; `ground` lies under everything (a tint, a picture behind the head)."""

    planned: PlannedBlock
    source: Source
    ground: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    room: Room
    problems: tuple[Problem, ...] = ()
    levers: tuple[str, ...] = ()


def make_package(stone: Stone, planned: PlannedBlock, copy: PackageCopy, source: Source) -> Package:
    """Pictures above, head, pictures under it, in the middle, at the foot, byline: in that order each takes its slots."""
    room = room_of(planned, stone.grid)
    package = Package(planned, source, tuple(box_marks(stone, planned, source)), (), room)
    behind = [shot for shot in copy.shots if shot.options.at is PhotoPlace.BEHIND]
    if behind:
        package = _with_ground(stone, package, behind[0])
    slot = package.room.top
    for shot in _at(copy, PhotoPlace.ABOVE):
        package, slot = _shot(stone, package, shot, slot)
    beside = _at(copy, PhotoPlace.BESIDE)
    for shot in beside:
        package, _ = _shot(stone, package, shot, slot)
    if copy.mug is not None:
        package = _signed_head(stone, package, copy)
    else:
        package = _head(stone, package, copy, slot, sum(_legs_of(shot, package.room) for shot in beside))
    for shot in copy.shots:
        if shot.options.at in TOP_PLACES:
            package, _ = _shot(stone, package, shot, _first_free(package.room, *_legs_for(shot, package.room)))
    for shot in copy.shots:
        if shot.options.at.value.startswith(("middle", "bottom")):
            package, _ = _shot(stone, package, shot, None)
    return _byline(stone, package, copy.byline)


def box_marks(stone: Stone, planned: PlannedBlock, source: Source) -> list[Mark]:
    """The rule or tint of a boxed block: edges on column edges and slot tops, at the page's foot on the last baseline."""
    if planned.block.box is None:
        return []
    area = block_area(stone, planned)
    house = stone.case.house
    if planned.block.box.value == "tint":
        return [TintMark(area, house.tint, source)] if house.tint is not None else []
    weight, ink = house.rules.box, stone.case.style("body").colour
    half = weight / 2
    x0, y0, x1, y1 = area.x + half, area.y + half, area.right - half, area.bottom - half
    corners = ((x0, y0, x1, y0), (x1, y0, x1, y1), (x1, y1, x0, y1), (x0, y1, x0, y0))
    return [
        RuleMark(
            a - half * (b == d) * (1 if a < c else -1),
            b - half * (a == c) * (1 if b < d else -1),
            c + half * (b == d) * (1 if a < c else -1),
            d + half * (a == c) * (1 if b < d else -1),
            weight,
            ink,
            source,
        )
        for a, b, c, d in corners
    ]


def block_area(stone: Stone, planned: PlannedBlock) -> Area:
    """A rectangle's place on the page, its gap left out."""
    grid = stone.grid
    x = grid.column_x(planned.first_column)
    top = grid.slot_top(planned.top + planned.gap)
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


def _legs_of(shot: Shot, room: Room) -> int:
    """How many legs wide a picture is: as asked, but never more than there are."""
    default = len(room.legs) if shot.options.at in (PhotoPlace.ABOVE, PhotoPlace.TOP) else 1
    return min(shot.options.columns or default, len(room.legs))


def _legs_for(shot: Shot, room: Room) -> tuple[int, int]:
    """First leg and number of legs under a picture."""
    legs, all_legs = _legs_of(shot, room), len(room.legs)
    match shot.options.at:
        case PhotoPlace.TOP_LEFT | PhotoPlace.MIDDLE_LEFT | PhotoPlace.BOTTOM_LEFT | PhotoPlace.ABOVE:
            return 0, legs
        case PhotoPlace.TOP | PhotoPlace.MIDDLE | PhotoPlace.BOTTOM:
            return (all_legs - legs) // 2, legs
        case _:
            return all_legs - legs, legs


def _first_free(room: Room, first: int, legs: int) -> int:
    """The first slot that is free in all of some legs."""
    return max((leg.free[0][0] if leg.free else room.foot) for leg in room.legs[first : first + legs])


def _shot(stone: Stone, package: Package, shot: Shot, slot: int | None) -> tuple[Package, int]:
    """A picture in the package; `slot` None: where its place says. Returns the slot after it and its white."""
    room = package.room
    first, legs = _legs_for(shot, room)
    x, width = room.span(first, legs)
    columns = max(round(width / stone.grid.column_width), 1)
    top = _first_free(room, first, legs)
    foot = min((leg.free[-1][1] if leg.free else room.foot) for leg in room.legs[first : first + legs])
    slots = package_slots(stone.case, stone.grid, shot, width, columns)
    slots = max(min(slots, foot - (slot if slot is not None else top)), 3)
    where = shot.options.at.value
    if slot is None:
        slot = foot - slots if where.startswith("bottom") else max(top + (foot - top - slots) // 2, top)
    done = set_photo(stone.case, stone.grid, shot, PackagePlace(x, width, slot, slots, columns), package.source)
    white_above = 0 if slot == top else 1
    room = room.without(first, legs, slot - white_above, slot + slots + 1)
    package = replace(package, room=room, marks=(*package.marks, *done.marks), problems=(*package.problems, *done.problems))
    return package, slot + slots + 1


def _with_ground(stone: Stone, package: Package, shot: Shot) -> Package:
    """A picture that fills the block; the head stands on it, inset on all sides."""
    area = block_area(stone, package.planned)
    mark, problems = bare_photo(shot, area, package.source)
    caption = panel_caption(stone.case, shot, area, package.planned.columns, package.source)
    legs = tuple(
        replace(
            leg,
            x=leg.x + BEHIND_SIDE * (index == 0),
            measure=leg.measure - BEHIND_SIDE * (index in (0, len(package.room.legs) - 1)),
        )
        for index, leg in enumerate(package.room.legs)
    )
    room = replace(package.room, legs=legs, top=package.room.top + BEHIND_SLOTS)
    room = room.without(0, len(legs), 0, room.top)
    return replace(package, ground=(*package.ground, mark, *caption), room=room, problems=(*package.problems, *problems))


def _head(stone: Stone, package: Package, copy: PackageCopy, slot: int, legs_beside: int) -> Package:
    first, legs = head_legs(package.planned, package.room)
    legs = max(legs - legs_beside, 1)
    x, width = package.room.span(first, legs)
    columns = max(round(width / stone.grid.column_width), 1)
    under_head = any(shot.options.at in TOP_PLACES for shot in copy.shots)
    set_ = set_head(stone.case, stone.grid, copy.head, HeadPlace(x, width, columns, slot, under_head), package.source)
    room = package.room.without(first, legs, package.room.top, slot + set_.slots)
    return _with_head(stone, replace(package, room=room), copy, set_)


def _with_head(stone: Stone, package: Package, copy: PackageCopy, head: SetHead) -> Package:
    problems, levers = list(package.problems), list(package.levers)
    chosen = head.headline
    story = package.source.story
    if chosen is not None:
        if len(copy.head.headlines) > 1:
            levers.append(f"headline {chosen.choice + 1} of {len(copy.head.headlines)}")
        if chosen.rung > chosen.asked_rung:
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
    problems += [
        stone.warning(f"{what}-too-long", f"block {package.planned.letter}: the {what} runs long", f"Shorten the {what}.", story)
        for what in head.long
    ]
    problems += [_cut_off(stone, package, what) for what in head.cut]
    return replace(package, marks=(*package.marks, *head.marks), problems=tuple(problems), levers=tuple(levers))


def _cut_off(stone: Stone, package: Package, what: str) -> Problem:
    """A line that is too long for its place and ends in an ellipsis."""
    text = f"block {package.planned.letter}: the {what} is too long for its line and was cut"
    return stone.error(f"{what}-too-long", text, f"Shorten the {what}.", package.source.story)


def _signed_head(stone: Stone, package: Package, copy: PackageCopy) -> Package:
    """A signed column: the headline beside the writer's mug (over one leg: under it); the text always starts at one depth."""
    room, grid = package.room, stone.grid
    assert copy.mug is not None, "a signed head has a mug"
    cap_line = grid.slot_top(room.top) + CAP_LINE * grid.baseline
    if len(room.legs) == 1:
        width, height = MUG_ABOVE
        mug = mug_photo(copy.mug, Area(room.x + room.width - width, cap_line, width, height), package.source)
        beside, columns = room.width - width - MUG_CLEAR, 1
    else:
        width, height = MUG_BESIDE
        mug = mug_photo(copy.mug, Area(room.x + room.width - width, cap_line, width, height), package.source)
        beside, columns = room.width - width - MUG_CLEAR, len(room.legs)
    head = set_head(stone.case, grid, copy.head, HeadPlace(room.x, beside, columns, room.top), package.source)
    slots = max(head.slots, SIGNED_SLOTS)
    room = room.without(0, len(room.legs), room.top, room.top + slots)
    package = _with_head(stone, replace(package, room=room), copy, head)
    return replace(package, marks=(*package.marks, mug))


def _byline(stone: Stone, package: Package, byline: Byline) -> Package:
    if not byline.name or not package.room.legs[0].free:
        return package
    leg, grid, case = package.room.legs[0], stone.grid, stone.case
    top = leg.free[0][0]
    marks: list[Mark] = []
    rows = [("byline", byline.name), ("byline-role", byline.role)]
    for index, (role, text) in enumerate((role, text) for role, text in rows if text):
        style = case.style(role)
        line = case.line((Span(as_set(text, style)),), style, leg.measure, Align.LEFT)
        marks.append(place(line, leg.x, grid.baseline_of(top + index), Kind.BYLINE, ink=style.colour, source=package.source))
    room = package.room.without(0, 1, top, top + len(marks) + 1)
    return replace(package, room=room, marks=(*package.marks, *marks))
