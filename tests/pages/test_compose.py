"""Whole pages: painting order, news of every block, and that no block minds another's words."""

from dataclasses import replace

from layout.content.issue import Box
from layout.pages.compose import compose
from layout.pages.display import ImageMark, LegMark, TintMark
from tests.pages.desk import (
    Laid,
    ad,
    briefs,
    carry_on,
    faces,
    filed,
    filed_photo,
    laid,
    page,
    pdf_ad,
    photo,
    picture,
    place,
    words,
)

ISSUE = (
    page(
        "1", "AAABBC x20\nAAADDC x12\nXXXDDC x8", A=place("a", jump="2"), B=place("b"), C=briefs("c", "d"), D=place("e"), X=ad()
    ),
    page("2", "AABBBB x40", A=carry_on("a"), B=place("f", photos=photo("top", 2), box=Box.TINT)),
)
STORIES = (
    filed("a", *[70] * 9),
    filed("b", 120),
    filed("c", 20),
    filed("d", 25),
    filed("e", 80),
    filed("f", 200, photos=(filed_photo(),)),
)
ART = {**pdf_ad(447.17, 60.0), **picture()}


def made(*changed: object) -> Laid:
    by_slug = {story.slug: story for story in (*STORIES, *changed)}  # type: ignore[attr-defined]
    return laid(*ISSUE, stories=tuple(by_slug.values()), art=ART)


def rounded(found: Laid, number: str, letter: str) -> list[str]:
    """A block's geometry and text, rounded to a hundredth of a point."""
    told: list[str] = []
    for mark in found.marks(letter, number):
        if isinstance(mark, LegMark):
            told += [f"{line.x:.2f} {line.baseline:.2f} {line.line.width:.2f} {line.line.text}" for line in mark.lines]
        elif hasattr(mark, "area"):
            told.append(f"{type(mark).__name__} {mark.area.x:.2f} {mark.area.y:.2f} {mark.area.width:.2f} {mark.area.height:.2f}")
        elif hasattr(mark, "text"):
            told.append(f"{mark.text.x:.2f} {mark.text.baseline:.2f} {mark.text.line.text}")
        else:
            told.append(f"{mark.x0:.2f} {mark.y0:.2f} {mark.x1:.2f} {mark.y1:.2f}")
    return told


def test_the_same_issue_gives_the_same_pages() -> None:
    one = made()
    assert compose(one.plan, faces(), ART) == one.composed


def test_every_block_has_its_news_in_the_pages_order() -> None:
    told = [(block.page, block.block, block.story) for block in made().composed.blocks]
    assert told == [
        ("1", "A", "a"),
        ("1", "B", "b"),
        ("1", "C", ""),
        ("1", "D", "e"),
        ("1", "X", ""),
        ("2", "A", "a"),
        ("2", "B", "f"),
    ]


def test_a_word_more_in_a_story_moves_nothing_outside_it() -> None:
    before = made()
    for slug, blocks in (("a", {("1", "A"), ("2", "A")}), ("b", {("1", "B")}), ("f", {("2", "B")})):
        story = next(story for story in STORIES if story.slug == slug)
        first = story.body[0]
        longer = replace(first, spans=(replace(first.spans[0], text=f"Extraordinarily, {words(9, 3)} {first.text}"),))
        after = made(replace(story, body=(longer, *story.body[1:])))
        for block in before.composed.blocks:
            spot = (block.page, block.block)
            same = rounded(before, *spot) == rounded(after, *spot)
            assert same is (spot not in blocks), spot


def test_grounds_lie_under_everything_of_every_block() -> None:
    marks = made().page("2").marks
    tint = next(index for index, mark in enumerate(marks) if isinstance(mark, TintMark))
    first = next(index for index, mark in enumerate(marks) if isinstance(mark, LegMark | ImageMark))
    assert tint < first


def test_problems_of_a_page_stand_in_the_page_and_in_the_whole() -> None:
    found = made()
    assert list(found.composed.problems) == [problem for page in found.composed.pages for problem in page.problems]


def test_a_piece_whose_letter_is_not_drawn_is_passed_over() -> None:
    pages = (page("1", "AA.... x40", A=place("a", jump="2")), page("2", "BB.... x40", A=carry_on("a"), B=place("b")))
    found = laid(*pages, stories=(filed("a", 90), filed("b", 90)))
    assert found.depths("A", "1")
    assert [block.block for block in found.composed.blocks] == ["A", "B"]


def test_a_story_that_is_not_filed_leaves_a_marked_hole() -> None:
    drawn = page("1", "AA.... x40", A=place("a"))
    found = laid(drawn)
    plan = replace(
        found.plan,
        chains=(),
        pages=tuple(replace(each, blocks=tuple(replace(b, story=None) for b in each.blocks)) for each in found.plan.pages),
    )
    alone = compose(plan, faces(), {})
    assert [type(mark).__name__ for mark in alone.pages[0].marks] == ["HoleMark"]


def test_legs_of_different_blocks_never_overlap() -> None:
    for each in made().composed.pages:
        legs = [mark.area for mark in each.marks if isinstance(mark, LegMark)]
        assert not any(one.overlaps(other) for index, one in enumerate(legs) for other in legs[index + 1 :])


def test_a_spreads_legs_stay_on_their_pages() -> None:
    found = laid(
        page("4-5", "AAAAAABBBBBB x10\nCCCCCCCCCCCC x10", A=place("a"), B=place("b"), C=place("c", columns=5)),
        stories=(filed("a", 400), filed("b", 400), filed("c", 900)),
    )
    grid = found.grid("4-5")
    fold = grid.sheet.width / 2
    for letter in "ABC":
        for leg in found.legs(letter, "4-5"):
            assert leg.area.right <= fold - grid.sheet.right + 0.01 or leg.area.x >= fold + grid.sheet.left - 0.01
    assert found.lines("C", "4-5")[0].x < fold
