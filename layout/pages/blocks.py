"""What a block is to carry, settled: whose headline, which pictures, which markers; the block's own words before the story's."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from layout.base.values import dataclass
from layout.content.issue import Block, Continuation, PhotoOptions, Refer
from layout.content.story import Photo, Story
from layout.desk.fit_policy import policy_for
from layout.desk.photos import ChosenPhoto
from layout.desk.plan import Plan, PlannedBlock
from layout.images.picture import Art
from layout.pages.case import Case
from layout.pages.head import HeadCopy
from layout.pages.package import Byline, PackageCopy
from layout.pages.photo import Shot
from layout.pages.quote import QuoteCopy
from layout.pages.refers import ReferLine


@dataclass(frozen=True, slots=True)
class Manners:
    """What a block's manner switches on for its text."""

    drop_cap: bool = False
    end_mark: bool = False
    mug: bool = False


def manners_of(case: Case, style: str) -> Manners:
    """The switches of `style: NAME`; all off without one."""
    manner = case.house.manners.get(style)
    return Manners() if manner is None else Manners(manner.drop_cap, manner.end_mark, manner.mug)


def levers_of(case: Case, block: Block) -> frozenset[str]:
    """What may give in a block: its own `fit:`, else the house's."""
    policy = block.fit if block.fit is not None else case.house.fit
    return frozenset(lever.name for lever in policy)


def package_copy(
    case: Case, planned: PlannedBlock, story: Story, shots: tuple[Shot, ...], art: Mapping[Path, Art]
) -> PackageCopy:
    """A story piece's head, byline, pictures and mug."""
    block = planned.block
    mug = None
    if manners_of(case, block.style).mug and story.mug is not None and not isinstance(block.what, Continuation):
        options = PhotoOptions(story.mug.where, story.mug.path)
        mug = Shot(story.mug, options, art.get(story.mug.path))
    policy = policy_for(block, case.house)
    return PackageCopy(replace(_head(case, planned, story), give=policy.rung), _byline(block, story), shots, mug)


def _head(case: Case, planned: PlannedBlock, story: Story) -> HeadCopy:
    block, head = planned.block, story.head
    label = block.label or ""
    if isinstance(block.what, Continuation):
        marker = case.words.jump_from.replace("{page}", planned.jump_from)
        role = "jump-headline" if case.has_style("jump-headline") else "headline"
        headlines = block.headline or head.jump or head.headlines
        return HeadCopy(headlines, label, "", block.deck or "", block.size, role, marker=block.kicker or marker)
    return HeadCopy(
        block.headline if block.headline is not None else head.headlines,
        label,
        "" if label else _own(block.kicker, head.kicker),
        _own(block.deck, head.deck),
        block.size,
    )


def headline_count(planned: PlannedBlock, story: Story) -> int:
    """How many headlines a piece may choose from."""
    block, head = planned.block, story.head
    if block.headline is not None:
        return len(block.headline)
    return len(head.jump or head.headlines) if isinstance(block.what, Continuation) else len(head.headlines)


def _own(block: str | None, story: str) -> str:
    return story if block is None else block


def _byline(block: Block, story: Story) -> Byline:
    if isinstance(block.what, Continuation):
        return Byline(block.byline or "")
    if block.byline is not None:
        return Byline(block.byline)
    return Byline(story.head.byline, story.head.role)


def quote_copy(block: Block, story: Story) -> QuoteCopy | None:
    """The quote that a block asks for: the story's (`auto`), its own words, or none."""
    if block.quote is None or block.quote in ("none", ""):
        return None
    return story_quote(story) if block.quote == "auto" else QuoteCopy(block.quote, "")


def story_quote(story: Story) -> QuoteCopy | None:
    """The story's own quote."""
    return QuoteCopy(story.quote.text, story.quote.by) if story.quote is not None else None


def shots_of(chosen: Iterable[ChosenPhoto], art: Mapping[Path, Art]) -> tuple[Shot, ...]:
    """The pictures that a block prints, with what their files were found to be."""
    shots: list[Shot] = []
    for each in chosen:
        asked = each.asked
        photo = each.filed or Photo(each.path, asked.caption or (), asked.credit or "", asked.where)
        shots.append(Shot(photo, asked, art.get(each.path)))
    return tuple(shots)


def refer_line(plan: Plan, refer: Refer) -> ReferLine:
    """A refer with its page, its page's section and its text looked up."""
    page = plan.page_of.get(refer.slug, "")
    story = plan.issue.stories.get(refer.slug)
    texts = (refer.text,) if refer.text else (story.head.headlines if story is not None else ())
    return ReferLine(refer, refer.section or plan.sections.get(page, ""), page, texts or (refer.slug,))


def own_picture(options: PhotoOptions, art: Mapping[Path, Art]) -> Shot | None:
    """A picture on its own; None where no file is named."""
    if options.file is None:
        return None
    photo = Photo(options.file, options.caption or (), options.credit or "", options.where)
    return Shot(photo, replace(options, columns=None), art.get(options.file))
