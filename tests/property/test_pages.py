"""Random stories on random dummies: what must hold of every page, whatever stands on it."""

from dataclasses import dataclass, replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.base.geometry import Area
from layout.content.issue import Block, Box, PagePlan, PhotoPlace
from layout.content.story import Head, Paragraph, Role, Span, Story
from layout.lines.shape import Faces
from layout.lines.words import typographic
from layout.pages.compose import compose
from layout.pages.display import Kind, LegMark, Mark, RuleMark, TextMark, TintMark
from tests.pages.bounds import boxes, source, strays
from tests.pages.desk import Laid, carry_on, faces, filed_photo, filed_quote, laid, page, photo, picture, place

SEEDED = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
IN_LEGS = (Kind.BODY, Kind.CROSSHEAD)
SEEDS = st.integers(0, 1_000_000)
HANG = 5.0  # points by which punctuation may stand in the margin
WORDS = (
    "the a of and to in harbour office Monday winter repairs well-known bridge vote council's nine years on “quite” it’s £24,000"
    " 10.30 extraordinarily Donaudampfschiff responsibilities (perhaps) end. no, Ruth Amsel tide tables flood barge nets crew —"
    " notwithstanding rain quay ferry I if shore deep-sea re-open 'tis \"so\" light ... autumn's interdepartmental"
).split()
DUMMIES = (
    "AAABBB x40",
    "AAAAAA x18\nBBBCCC x22",
    "AABBCC x40",
    "BBBBBB x11\nAAAACC x29",
    "A..BBB x40",
    "AAABBB x20\nAAAACC x20",
    "BBAACC x20\nAAAACC x20",
    "AABAAA x14\nAAAAAA x26",
    "AAAAAA x20\nBBAACC x20",
)


@dataclass(frozen=True)
class Paper:
    """Pages as drawn, and what is filed for them."""

    pages: tuple[PagePlan, ...]
    stories: tuple[Story, ...]


def paper_of(seed: int) -> Paper:
    """One to four pages of random blocks; the story under A jumps through all of them. All from a seed: a failure names it."""
    chance = Random(seed)
    count = chance.randint(1, 4)
    pages, filed = [], [story(chance, "main", 40)]
    for number in range(1, count + 1):
        drawn = chance.choice(DUMMIES)
        blocks: dict[str, Block] = {}
        for letter in sorted(set(drawn) & set("ABC")):
            slug = "main" if letter == "A" else f"{letter.lower()}{number}"
            filed += [story(chance, slug, 14)] if letter != "A" else []
            options = looks(chance)
            if letter == "A":
                options.pop("style", None)
                if number < count:
                    options["jump"] = str(number + 1)
            blocks[letter] = carry_on(slug, **options) if letter == "A" and number > 1 else place(slug, **options)
        pages.append(page(str(number), drawn, **blocks))
    return Paper(tuple(pages), tuple(filed))


def looks(chance: Random) -> dict[str, object]:
    """What a block is asked to look like."""
    options: dict[str, object] = {}
    if chance.random() < 0.5:
        options["photos"] = photo(chance.choice([each for each in PhotoPlace if each is not PhotoPlace.BEHIND]), lines=6)
    if chance.random() < 0.25:
        options["columns"] = chance.randint(1, 3)
    if chance.random() < 0.25:
        options["box"] = chance.choice(list(Box))
    if chance.random() < 0.2:
        options["quote"] = "auto"
    return {**options, "style": chance.choice(["", "", "", "opinion", "feature"])}


def story(chance: Random, slug: str, most: int) -> Story:
    """A story of one paragraph and up to so many more."""
    others = [Role.BODY, Role.BODY, Role.BODY, Role.CROSSHEAD, Role.LIST_ITEM]
    roles = [Role.BODY] + [chance.choice(others) for _ in range(chance.randint(0, most))]
    here = filed_photo().where
    body = tuple(Paragraph(role, spans(chance, 4 if role is Role.CROSSHEAD else 110), here) for role in roles)
    head = Head(("A headline of some words",), byline=chance.choice(["", "Ruth Amsel"]))
    return Story(slug, head, body, here, photos=(filed_photo(),), quote=filed_quote())


def spans(chance: Random, most: int) -> tuple[Span, ...]:
    """Up to three runs of words, the second bold, the third italic."""
    runs = [" ".join(chance.choices(WORDS, k=chance.randint(1, most))) for _ in range(chance.choice([1, 1, 1, 2, 3]))]
    ends = [" "] * (len(runs) - 1) + [""]
    return tuple(Span(run + end, bold=n == 1, italic=n == 2) for n, (run, end) in enumerate(zip(runs, ends, strict=True)))


def composed(paper: Paper) -> Laid:
    return laid(*paper.pages, stories=paper.stories, art=picture())


def legs(found: Laid) -> list[tuple[str, LegMark]]:
    return [(each.number, mark) for each in found.composed.pages for mark in each.marks if isinstance(mark, LegMark)]


@SEEDED
@given(SEEDS)
def test_what_holds_of_every_page(seed: int) -> None:
    paper = paper_of(seed)
    found = composed(paper)
    assert strays(found) == []
    _stands_on_the_grid(found)
    _legs_lie_apart(found)
    _nothing_stands_on_anything(found)
    _fills_its_measure(found)
    for story in paper.stories:
        _prints_each_word_once(found, story)


def _stands_on_the_grid(found: Laid) -> None:
    for number, leg in legs(found):
        grid = found.grid(number)
        for line in leg.lines:
            rows = (line.baseline - grid.baseline_of(0)) / grid.baseline
            assert abs(rows - round(rows)) * grid.baseline < 0.05


def _legs_lie_apart(found: Laid) -> None:
    for each in found.composed.pages:
        rows: list[tuple[Area, str]] = []
        for mark in each.marks:
            if isinstance(mark, LegMark):
                rows += [(Area(mark.area.x, line.baseline - 6, mark.area.width, 6), source(mark)) for line in mark.lines]
        for index, (one, _) in enumerate(rows):
            assert not any(one.overlaps(other) for other, _ in rows[index + 1 :])


def _nothing_stands_on_anything(found: Laid) -> None:
    """Heads, bylines, captions, quotes and pictures against each other and against the legs."""
    for each in found.composed.pages:
        placed = [(mark, box.inset(0.6, 1.2, 0.6, 1.2)) for mark, box in boxes(each) if not isinstance(mark, RuleMark | TintMark)]
        solid = [(mark, box) for mark, box in placed if not (isinstance(mark, TextMark) and mark.text.kind in IN_LEGS)]
        for mark, box in solid:
            kind = mark.text.kind if isinstance(mark, TextMark) else type(mark).__name__
            for other, another in placed:
                assert other is mark or kind is Kind.DROP_CAP or not box.overlaps(another) or _is_cap(other), kind


def _is_cap(mark: Mark) -> bool:
    return isinstance(mark, TextMark) and mark.text.kind is Kind.DROP_CAP


def _fills_its_measure(found: Laid) -> None:
    for _, leg in legs(found):
        for line in leg.lines:
            if line.kind is not Kind.BODY or line.line.ends_paragraph or not any(line.line.gaps) or not line.line.space:
                continue
            assert abs(line.line.left + line.line.width - leg.area.width) < HANG, line.line.text


def _prints_each_word_once(found: Laid, story: Story) -> None:
    """In order, over all pieces, without the tail that is told as over."""
    blocks = [block for block in found.composed.blocks if block.story == story.slug]
    printed = "".join(
        letters(line.line.text) for block in blocks for leg in found.legs(block.block, block.page) for line in leg.lines
    )
    as_set = [word for paragraph in story.body for word in _words_as_set(story, paragraph)]
    whole = letters("".join(as_set))
    assert whole.startswith(printed), (printed[-30:], whole[len(printed) - 30 : len(printed) + 10])
    over = letters("".join(line.text for line in blocks[-1].overset))
    assert printed + over == whole
    assert bool(blocks[-1].words_over) == bool(blocks[-1].lines_over) == bool(over)
    assert blocks[-1].words_over <= len(as_set)
    assert (blocks[-1].lines_over == 0) is (printed == whole)


def _words_as_set(story: Story, paragraph: Paragraph) -> list[str]:
    text = "".join(span.text for span in typographic(paragraph.spans, "en-GB"))
    if paragraph.role is Role.LIST_ITEM:
        text = f"\u2022 {text}"
    return text.split(" ")


def letters(text: str) -> str:
    """The text without spaces and without the hyphens that line breaks put there; capitals and lengths of dashes do not count."""
    return "".join(text.replace("\u00ad", "").replace("\u2014", "\u2013").split()).casefold()


@settings(SEEDED, max_examples=8)
@given(SEEDS)
def test_a_changed_word_moves_nothing_outside_its_story(seed: int) -> None:
    paper, chance = paper_of(seed), Random(seed)
    story = chance.choice(paper.stories)
    index = chance.randrange(len(story.body))
    first, *others = story.body[index].spans
    changed = replace(story.body[index], spans=(replace(first, text=f"Unquestionably {first.text}"), *others))
    after = replace(story, body=(*story.body[:index], changed, *story.body[index + 1 :]))
    stories = tuple(after if each.slug == story.slug else each for each in paper.stories)
    one, other = composed(paper), composed(replace(paper, stories=stories))
    for block in one.composed.blocks:
        if block.story != story.slug:
            spot = block.block, block.page
            assert rounded(one, *spot) == rounded(other, *spot)


@settings(SEEDED, max_examples=3)
@given(SEEDS)
def test_the_same_paper_gives_the_same_pages(seed: int) -> None:
    found = composed(paper_of(seed))
    again = compose(found.plan, Faces(faces().library), picture())
    assert [_told(each.marks) for each in again.pages] == [_told(each.marks) for each in found.composed.pages]
    assert again.blocks == found.composed.blocks


def rounded(found: Laid, letter: str, number: str) -> list[str]:
    """A block's geometry and text, the rules between columns left out: they end with the shorter of their sides."""
    return _told(tuple(found.marks(letter, number)))


def _told(marks: tuple[Mark, ...]) -> list[str]:
    whole = [mark for mark in marks if not (isinstance(mark, RuleMark) and not mark.source.block)]
    told = []
    for mark, box in boxes(_Marks(tuple(whole))):
        what = mark.text.line.text if isinstance(mark, TextMark) else type(mark).__name__
        told.append(f"{what} {box.x:.2f} {box.y:.2f} {box.width:.2f} {box.height:.2f}")
    return told


@dataclass(frozen=True)
class _Marks:
    marks: tuple[Mark, ...]
