"""What an art director marks at the pictures: no main one, too little art, a picture in the middle of a leg."""

from collections.abc import Iterator

from layout.base.geometry import Area
from layout.base.problems import OnPage, Problem, Severity
from layout.design.house import Standards
from layout.passing.design_view import SLACK, BlockView, PageView, beside, percent
from layout.passing.findings import Rule, finding

ART_DOMINANT = Rule("art-dominant", Severity.WARNING, "a page without a main picture")
ART_LITTLE = Rule("art-little", Severity.WARNING, "a page of which too little is pictures")
PICTURE_MID_LEG = Rule("picture-mid-leg", Severity.WARNING, "a picture with text of one leg above and below it")

LEAST_NEWSHOLE = 0.5  # of the live area: with less left to it by the ads, a page has no room for a picture that leads
MOST_LISTINGS = 0.5  # of the newshole: with more in briefs, tables and notices it is a page to look things up on
LEAST_DOMINANT = 0.08  # of the newshole that a main picture takes: on six columns about three by three; less does not lead


def judge_art(view: PageView, standards: Standards) -> Iterator[Problem]:
    """All that is to be said of a page's pictures."""
    for block in view.blocks.values():
        yield from _mid_leg(view, block)
    newshole = _newshole(view)
    if not _wants_art(view, newshole):
        return
    pictures = sorted(view.pictures, key=_size, reverse=True)
    problem = _dominant(view, pictures, newshole, standards)
    if problem is not None:
        yield problem
    if pictures:
        yield from _little(view, newshole, standards)


def _size(area: Area) -> float:
    return area.width * area.height


def _newshole(view: PageView) -> float:
    """The space under the furniture that is not sold, in square points."""
    ads = sum(_size(area) for block in view.blocks.values() if block.is_ad for area in block.pictures)
    return _size(view.live) - ads


def _wants_art(view: PageView, newshole: float) -> bool:
    """True for a page of stories: not one that is mostly sold, nor one of results and briefs."""
    listings = sum(_size(view.extents(block)) for block in view.blocks.values() if block.is_listing)
    has_story = any(block.is_story for block in view.blocks.values())
    live = _size(view.live)
    return has_story and live > 0 and newshole >= LEAST_NEWSHOLE * live and listings <= MOST_LISTINGS * newshole


def _dominant(view: PageView, pictures: list[Area], newshole: float, standards: Standards) -> Problem | None:
    """What keeps the largest picture from leading the page; `pictures` from the largest on."""
    remedy = "Give one picture clearly more columns or lines ('photo:') than any other."
    number = view.page.number
    if not pictures:
        remedy = "Give a story a picture, or allow the rule for a page that is meant to be text."
        return finding(ART_DOMINANT, "the page has no picture", remedy, OnPage(number))
    first, share = pictures[0], _size(pictures[0]) / newshole
    if len(pictures) > 1 and _size(first) < standards.dominant * _size(pictures[1]):
        times = _size(first) / _size(pictures[1])
        alike = (
            "are of one size"
            if times < 1.05
            else f"differ little: {times:.1f} to 1, where the house wants {standards.dominant:g}"
        )
        text = f"the page has no main picture: its two largest {alike}"
        return finding(ART_DOMINANT, text, remedy, OnPage(number, pictures[1]))
    if share < LEAST_DOMINANT:
        text = f"the page has no main picture: its largest takes {percent(share)} of the newshole, too little to lead the eye"
        return finding(ART_DOMINANT, text, remedy, OnPage(number, first))
    return None


def _little(view: PageView, newshole: float, standards: Standards) -> Iterator[Problem]:
    """The page's art, captions and mugs with it, against what the house wants."""
    editorial = [block for block in view.blocks.values() if not block.is_ad]
    art = sum(_size(area) for block in editorial for area in (*block.pictures, *block.mugs, *_under(block)))
    if art < standards.art_least * newshole:
        text = f"pictures take {percent(art / newshole)} of the newshole, and the house wants {percent(standards.art_least)}"
        remedy = "Give a picture more room or a story one more; the house's number is 'standards: {art-least: ...}'."
        yield finding(ART_LITTLE, text, remedy, OnPage(view.page.number))


def _under(block: BlockView) -> Iterator[Area]:
    """The captions' room under each picture, as wide as the picture; none where captions stand in their pictures."""
    for picture in block.pictures:
        below = [area for area in block.captions if beside(area, picture) > 0 and 0 <= area.y - picture.bottom < picture.height]
        if below:
            yield Area(picture.x, picture.bottom, picture.width, max(area.bottom for area in below) - picture.bottom)


def _mid_leg(view: PageView, block: BlockView) -> Iterator[Problem]:
    """Pictures over which a leg's text has to jump. In a story of one leg the text can go on nowhere else: there it may."""
    if not block.is_story or len(block.legs) < 2:
        return
    for picture in block.pictures:
        broken = [
            leg.area
            for leg in block.legs
            if beside(leg.area, picture) > SLACK and leg.area.y < picture.y and leg.area.bottom > picture.bottom
        ]
        if broken:
            legs = "a leg" if len(broken) == 1 else f"{len(broken)} legs"
            text = f"{block.name}: its picture stands in mid-leg, so that the text of {legs} jumps over it"
            remedy = "Place it at the top or the foot of its legs ('at: top-right', 'at: bottom-left')."
            yield finding(PICTURE_MID_LEG, text, remedy, OnPage(view.page.number, picture), block.story)
