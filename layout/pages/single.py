"""The blocks that stand by themselves: briefs, pictures, tables, refers, notices, ads."""

from dataclasses import replace
from typing import assert_never

from layout.base.values import dataclass
from layout.content.issue import Ad, Briefs, Continuation, Notice, PhotoPlace, PictureAlone, Refers, StoryPiece, Table
from layout.desk.plan import Plan, PlannedBlock
from layout.pages.ads import place_ad
from layout.pages.blocks import levers_of, own_picture, refer_line
from layout.pages.copy import Copy
from layout.pages.display import HoleMark, LegMark, Mark, RuleMark, Source
from layout.pages.fit_told import SetCopy, fit_problems, text_outcome
from layout.pages.flow import Give
from layout.pages.head import HeadCopy
from layout.pages.items import BRIEF_RULE, LABEL_SLOTS, briefs_copy, notice_copy
from layout.pages.made import Made
from layout.pages.outcome import BlockOutcome
from layout.pages.package import Byline, Package, PackageCopy, block_area, make_package
from layout.pages.parts import Part
from layout.pages.photo import LEAST_SLOTS, PackagePlace, SetPhoto, Shot, set_photo
from layout.pages.refers import refers_ground, refers_marks
from layout.pages.stone import Stone
from layout.pages.stories import column_feet
from layout.pages.table_block import make_table
from layout.pages.thread import Threaded, thread


def make_single(plan: Plan, stone: Stone, planned: PlannedBlock) -> Made:
    """A block that is not part of a story's chain."""
    source = Source(planned.letter)
    stone = stone.with_case(stone.case.in_manner(planned.block.style))
    match planned.block.what:
        case Ad():
            ad = place_ad(stone, planned, source)
            return Made(planned.letter, _outcome(stone, planned), marks=ad.marks, problems=ad.problems)
        case Briefs() as briefs:
            return _text_block(briefs_block(plan, stone, planned, briefs))
        case Notice(paragraphs=paragraphs):
            return _text_block(TextBlock(stone, planned, notice_copy(stone, paragraphs)))
        case Refers(items=items):
            lines = tuple(refer_line(plan, refer) for refer in items)
            marks, problems = refers_marks(stone, planned, lines, source)
            ground = refers_ground(stone, planned, source)
            outcome = _outcome(stone, planned)
            return Made(planned.letter, outcome, ground, tuple(marks), barred=True, problems=tuple(problems))
        case PictureAlone():
            return _picture(stone, planned, source)
        case Table():
            package = _headed(stone, planned, source)
            return make_table(stone, package, _free(package))
        case StoryPiece(slug=slug) | Continuation(slug=slug):
            return Made(planned.letter, _outcome(stone, planned), marks=_hole(stone, planned, f"no story: {slug}", source))
        case other:
            assert_never(other)


def _outcome(stone: Stone, planned: PlannedBlock) -> BlockOutcome:
    return BlockOutcome(stone.page, planned.letter, "", 0)


def _headed(stone: Stone, planned: PlannedBlock, source: Source) -> Package:
    """A package with the block's own label and headline, and room for text under them."""
    block = planned.block
    head = HeadCopy(block.headline or (), block.label or "", block.kicker or "", block.deck or "", block.size)
    package = make_package(stone, planned, PackageCopy(head, Byline(block.byline or ""), ()), source)
    if head.label and not head.headlines:
        room = package.room
        package = replace(package, room=room.without(0, len(room.legs), room.top, room.top + LABEL_SLOTS))
    return package


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of text that is no story: its copy, and the items at which a brief begins."""

    stone: Stone
    drawn: PlannedBlock
    copy: Copy
    ruled: frozenset[int] = frozenset()

    @property
    def give(self) -> Give:
        """What may give in it."""
        return Give.LINES if "lines" in levers_of(self.stone.case, self.drawn.block) else Give.NOTHING

    def part(self, planned: PlannedBlock) -> Part:
        """The block in an area, waiting for its text."""
        return Part(self.stone, _headed(self.stone, planned, Source(planned.letter)))


def briefs_block(plan: Plan, stone: Stone, planned: PlannedBlock, briefs: Briefs) -> TextBlock:
    """Briefs, as many as there are stories for."""
    stories = tuple(plan.issue.stories[slug] for slug in briefs.slugs if slug in plan.issue.stories)
    stone = stone.with_case(stone.case.in_manner(planned.block.style))
    made = briefs_copy(stone, stories)
    return TextBlock(stone, planned, made.copy, made.heads)


def _text_block(text: TextBlock) -> Made:
    stone, planned = text.stone, text.drawn
    part = text.part(planned)
    package = part.package
    threaded = thread([part], text.copy, text.give, end_mark=False)
    outcome = text_outcome([part], 0, SetCopy(text.copy, text.give, False, threaded))
    if isinstance(planned.block.what, Notice):  # as much white as there is under a notice is meant
        outcome = replace(outcome, lines_short=0, hole_words=0)
    missing = [
        replace(stone.error("glyph-missing", _no_glyph(planned, character), "Write it otherwise."), may_allow=True)
        for character in text.copy.missing
    ]
    rules = _brief_rules(part, threaded, text.ruled)
    return Made(
        planned.letter,
        outcome,
        package.ground,
        (*package.marks, *rules, *threaded.marks[0]),
        column_feet(part, threaded.feet[0]),
        bool(planned.block.label) or isinstance(planned.block.what, Briefs),
        (*package.problems, *missing, *fit_problems(part, outcome)),
        part.head,
    )


def _no_glyph(planned: PlannedBlock, character: str) -> str:
    return f"block {planned.letter}: no font has the character '{character}'"


def _brief_rules(part: Part, threaded: Threaded, ruled: frozenset[int]) -> list[Mark]:
    """A thin rule over every brief but the first of a leg. `ruled`: the items at which a brief begins."""
    marks: list[Mark] = []
    grid = part.stone.grid
    ink = part.stone.case.style("body").colour
    weight, above = BRIEF_RULE
    legs = [mark for mark in threaded.marks[0] if isinstance(mark, LegMark)]
    lines = [(leg, line) for leg in legs for line in leg.lines]
    for placed, (leg, line) in zip(threaded.flowed.placed, lines, strict=True):
        if placed.item in ruled and placed.row_of_item == 0 and line is not leg.lines[0]:
            y = line.baseline - grid.drop - above
            marks.append(RuleMark(leg.area.x, y, leg.area.right, y, weight, ink, part.package.source))
    return marks


def _picture(stone: Stone, planned: PlannedBlock, source: Source) -> Made:
    what = planned.block.what
    assert isinstance(what, PictureAlone), "a picture on its own"
    shot = own_picture(what.photo, stone.art)
    if shot is not None and what.photo.at is PhotoPlace.BEHIND:
        return _poster(stone, planned, shot, source)
    package = _headed(stone, planned, source)
    if shot is None:
        return Made(planned.letter, _outcome(stone, planned))
    done = _set_alone(stone, package, shot)
    if done is None:
        hole = _hole(stone, planned, f"no room: {shot.photo.path.name}", source)
        problem = stone.error(
            "photo-no-room", f"block {planned.letter} has no room for {shot.photo.path.name}", "Draw it deeper."
        )
        return Made(planned.letter, _outcome(stone, planned), marks=hole, problems=(*package.problems, problem))
    return Made(
        planned.letter,
        _outcome(stone, planned),
        package.ground,
        (*package.marks, *done.marks),
        barred=bool(planned.block.label),
        problems=(*package.problems, *done.problems),
        head=Part(stone, package).head,
    )


def picture_alone(stone: Stone, planned: PlannedBlock) -> SetPhoto | None:
    """A block's own picture as it would be set in an area; None where it has none, or no room."""
    what = planned.block.what
    shot = own_picture(what.photo, stone.art) if isinstance(what, PictureAlone) else None
    stone = stone.with_case(stone.case.in_manner(planned.block.style))
    return _set_alone(stone, _headed(stone, planned, Source(planned.letter)), shot) if shot is not None else None


def _set_alone(stone: Stone, package: Package, shot: Shot) -> SetPhoto | None:
    """The picture under its block's head; None where there is no room."""
    room = package.room
    top, foot = _free(package)
    if foot - top < LEAST_SLOTS:
        return None
    at = PackagePlace(room.x, room.width, top, foot - top, package.planned.columns)
    return set_photo(stone.case, stone.grid, shot, at, package.source)


def _free(package: Package) -> tuple[int, int]:
    """The slots that are free in all legs, the first and the one after the last."""
    return next(iter(package.room.common(0, len(package.room.legs))), (package.room.foot, package.room.foot))


def _hole(stone: Stone, planned: PlannedBlock, why: str, source: Source) -> tuple[Mark, ...]:
    """The whole block as a marked hole."""
    area = block_area(stone, planned)
    return (HoleMark(area, why, source),) if area.height > 0 else ()


def _poster(stone: Stone, planned: PlannedBlock, shot: Shot, source: Source) -> Made:
    """A picture that fills its block, with the block's own headline reversed on it."""
    block = planned.block
    head = HeadCopy(block.headline or (), block.label or "", block.kicker or "", block.deck or "", block.size)
    package = make_package(stone, planned, PackageCopy(head, Byline(), (shot,)), source)
    outcome = replace(_outcome(stone, planned), levers=package.levers)
    return Made(planned.letter, outcome, package.ground, package.marks, problems=package.problems, head=Part(stone, package).head)
