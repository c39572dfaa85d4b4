"""Random stories on random dummies: what must hold of every page, whatever stands on it."""

from dataclasses import dataclass, replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.base.geometry import Area
from layout.content.issue import Block, Box, PhotoPlace
from layout.content.story import Head, Paragraph, Role, Span, Story
from layout.lines.shape import Faces
from layout.lines.words import typographic
from layout.pages.compose import compose
from layout.pages.display import Kind, LegMark, Mark, RuleMark, TextMark
from tests.pages.bounds import boxes, source, strays
from tests.pages.desk import Laid, carry_on, faces, filed_photo, filed_quote, laid, page, photo, picture, place

SEEDED = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
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
FEATURES = st.sampled_from(["", "", "", "opinion", "feature"])


@st.composite
def stories(draw: st.DrawFn, slug: str, most: int) -> Story:
    """A story of one to `most` paragraphs. Its words come from a seed: drawn one by one they would be few."""
    chance = Random(draw(st.integers(0, 10_000)))
    roles = [Role.BODY] + [
        chance.choice([Role.BODY, Role.BODY, Role.BODY, Role.CROSSHEAD, Role.LIST_ITEM])
        for _ in range(draw(st.integers(0, most)))
    ]
    here = filed_photo().where
    body = tuple(Paragraph(role, spans(chance, 4 if role is Role.CROSSHEAD else 110), here) for role in roles)
    head = Head(("A headline of some words",), byline=chance.choice(["", "Ruth Amsel"]))
    return Story(slug, head, body, here, photos=(filed_photo(),), quote=filed_quote())


def spans(chance: Random, most: int) -> tuple[Span, ...]:
    """Up to three runs of words, the second bold, the third italic."""
    runs = [" ".join(chance.choices(WORDS, k=chance.randint(1, most))) for _ in range(chance.choice([1, 1, 1, 2, 3]))]
    ends = [" "] * (len(runs) - 1) + [""]
    return tuple(Span(run + end, bold=n == 1, italic=n == 2) for n, (run, end) in enumerate(zip(runs, ends, strict=True)))


@dataclass(frozen=True)
class Paper:
    """Pages as drawn, and what is filed for them."""

    pages: tuple
    stories: tuple[Story, ...]

    def __repr__(self) -> str:
        drawn = [
            f"{each.number}: {'/'.join(each.dummy.rows[::10])} {[(b.letter, b.style, b.jump) for b in each.blocks]}"
            for each in self.pages
        ]
        return f"{drawn} {[(story.slug, len(story.body)) for story in self.stories]}"


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """One to four pages; the story under A jumps through all of them."""
    count = draw(st.integers(1, 4))
    pages, filed = [], [draw(stories("main", 40))]
    for number in range(1, count + 1):
        drawn = draw(st.sampled_from(DUMMIES))
        blocks: dict[str, Block] = {}
        for letter in sorted(set(drawn) & set("ABC")):
            slug = "main" if letter == "A" else f"{letter.lower()}{number}"
            if letter != "A":
                filed.append(draw(stories(slug, 14)))
            options = draw(looks(is_main=letter == "A"))
            if letter == "A" and number < count:
                options["jump"] = str(number + 1)
            begins = letter != "A" or number == 1
            blocks[letter] = place(slug, **options) if begins else carry_on(slug, **options)
        pages.append(page(str(number), drawn, **blocks))
    return Paper(tuple(pages), tuple(filed))


@st.composite
def looks(draw: st.DrawFn, *, is_main: bool) -> dict[str, object]:
    options: dict[str, object] = {}
    if draw(st.booleans()):
        options["photos"] = photo(draw(st.sampled_from([each for each in PhotoPlace if each is not PhotoPlace.BEHIND])), lines=6)
    if draw(st.integers(0, 3)) == 0:
        options["columns"] = draw(st.integers(1, 3))
    if draw(st.integers(0, 3)) == 0:
        options["box"] = draw(st.sampled_from(list(Box)))
    if draw(st.integers(0, 4)) == 0:
        options["quote"] = "auto"
    if not is_main:
        options["style"] = draw(FEATURES)
    return options


def composed(paper: Paper) -> Laid:
    return laid(*paper.pages, stories=paper.stories, art=picture())


def legs(found: Laid) -> list[tuple[str, LegMark]]:
    return [(each.number, mark) for each in found.composed.pages for mark in each.marks if isinstance(mark, LegMark)]


@SEEDED
@given(papers())
def test_what_holds_of_every_page(paper: Paper) -> None:
    found = composed(paper)
    assert strays(found) == []
    _stands_on_the_grid(found)
    _legs_lie_apart(found)
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
    begun, length = 0, 0
    for word in as_set:
        begun += length < len(printed)
        length += len(letters(word))
    assert blocks[-1].words_over == len(as_set) - begun
    assert (blocks[-1].lines_over == 0) is (printed == whole)


def _words_as_set(story: Story, paragraph: Paragraph) -> list[str]:
    text = "".join(span.text for span in typographic(paragraph.spans, "en-GB"))
    if paragraph.role is Role.LIST_ITEM:
        text = f"\u2022 {text}"
    return text.split(" ")


def letters(text: str) -> str:
    """The text without spaces and without the hyphens that line breaks put there; capitals do not count."""
    return "".join(text.replace("\u00ad", "").split()).casefold()


@settings(SEEDED, max_examples=8)
@given(papers(), st.data())
def test_a_changed_word_moves_nothing_outside_its_story(paper: Paper, data: st.DataObject) -> None:
    story = data.draw(st.sampled_from(paper.stories))
    index = data.draw(st.integers(0, len(story.body) - 1))
    paragraph = story.body[index]
    first = paragraph.spans[0]
    changed = replace(paragraph, spans=(replace(first, text=f"Unquestionably {first.text}"), *paragraph.spans[1:]))
    after = replace(story, body=(*story.body[:index], changed, *story.body[index + 1 :]))
    others = tuple(after if each.slug == story.slug else each for each in paper.stories)
    one, other = composed(paper), composed(replace(paper, stories=others))
    for block in one.composed.blocks:
        if block.story != story.slug:
            spot = block.block, block.page
            assert rounded(one, *spot) == rounded(other, *spot)


@settings(SEEDED, max_examples=3)
@given(papers())
def test_the_same_paper_gives_the_same_pages(paper: Paper) -> None:
    found = composed(paper)
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
