"""Layouts that nobody should draw, and somebody will: never a traceback, and nothing outside its block."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from layout.base.problems import InFile
from layout.content.issue import Box, Notice, PhotoPlace, PictureAlone, Refer, Refers, Table
from layout.content.story import Span
from layout.pages.display import ImageMark, RuleMark, TintMark
from tests.pages.bounds import collisions, strays
from tests.pages.desk import (
    SHALLOW,
    Laid,
    ad,
    block,
    briefs,
    carry_on,
    filed,
    filed_photo,
    filed_quote,
    house,
    laid,
    page,
    pdf_ad,
    photo,
    picture,
    place,
    words,
)

HERE = InFile("issue.yaml", 1, 1)
ART = {**picture(), **picture("b.jpg"), **picture("mug.jpg", 800, 1000)}
FULL = filed(
    "a",
    110,
    90,
    "## Repairs go on",
    80,
    "- A thing on a list",
    photos=(filed_photo(), filed_photo("b.jpg")),
    mug=filed_photo("mug.jpg", ""),
    kicker="Harbour",
    deck="A deck of some words that say more than the headline",
    byline="Ruth Amsel",
    role="Keeper of the keys",
    quote=filed_quote(),
)
BOXES = (None, Box.RULE, Box.TINT)
STYLES = ("", "opinion", "feature")


def sound(found: Laid, *places: PhotoPlace) -> None:
    """Nothing leaves its block, nothing stands on another; but on a picture behind it a head may."""
    grounds = (RuleMark, TintMark, ImageMark) if PhotoPlace.BEHIND in places else (RuleMark, TintMark)
    assert strays(found) == []
    assert [told for page in found.composed.pages for told in collisions(page, grounds)] == []


def shallow(depth: int, drawn: str) -> str:
    """A drawing's one row so many slots deep, the rest of the page white."""
    return f"{drawn} x{depth}\n...... x{40 - depth}" if depth < 40 else f"{drawn} x40"


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 5, 7, 9, 12])
@pytest.mark.parametrize("at", list(PhotoPlace))
def test_blocks_of_a_few_slots(depth: int, at: PhotoPlace) -> None:
    blocks = {
        "A": place("a", photos=photo(at)),
        "B": place("a", box=Box.RULE, photos=photo(at)),
        "C": place("a", style="opinion", photos=photo(at)),
        "D": place("a", style="feature", quote="auto", box=Box.TINT, photos=photo(at)),
    }
    sound(laid(page("1", shallow(depth, "AABBCD"), **blocks), stories=(FULL,), art=ART), at)


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
@pytest.mark.parametrize("box", BOXES)
def test_every_kind_of_block_boxed_and_shallow(depth: int, box: Box | None, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Club,P\nRovers,14\n" * 3, encoding="utf-8")
    blocks = {
        "A": block(Table(table, "A title"), box=box, label="Football"),
        "B": block(PictureAlone(photo(caption=(Span(words(30)),), credit="Archive")[0]), box=box, headline=("A head of it",)),
        "C": block(Refers((Refer("a", HERE), Refer("b", HERE))), box=box),
        "D": briefs("a", "b", box=box, label="In brief"),
        "E": block(Notice(((Span(words(40)),),)), box=box),
        "F": ad(box=box),
    }
    found = laid(
        page("1", shallow(depth, "ABCDEF"), **blocks), stories=(FULL, filed("b", 30)), art={**ART, **pdf_ad(140.5, 30.0)}
    )
    assert strays(found, pdf_ad(140.5, 30.0)) == []


def test_a_huge_headline_over_one_column() -> None:
    long = "Incomprehensibly enormous Donaudampfschifffahrtsgesellschaft headline"
    story = filed("a", 200, headlines=(long,), kicker=words(20), deck=words(90), byline=words(30), role=words(30))
    found = laid(page("1", "AB.... x40", A=place("a", size=1), B=place("a", size=1, headline=("x" * 90,))), stories=(story,))
    sound(found)
    assert {"headline-too-long", "line-cut", "deck-too-long"} <= set(found.codes)


@pytest.mark.parametrize("count", [1, 2, 3, 9, 60])
@pytest.mark.parametrize("box", BOXES)
def test_more_legs_than_a_block_can_have(count: int, box: Box | None) -> None:
    blocks = {
        "A": place("a", columns=count, box=box, photos=photo("top", count)),
        "B": place("a", columns=count, box=box, style="opinion", photos=photo("middle", 2)),
        "C": place("a", columns=count, box=box, style="feature", quote="auto"),
    }
    sound(laid(page("1", "AABBBC x40", **blocks), stories=(FULL,), art=ART))


@pytest.mark.parametrize("style", STYLES)
def test_empty_stories(style: str) -> None:
    pages = (
        page("1", "AABBBC x40", A=place("a", jump="2", style=style), B=place("b", style=style), C=briefs("b", "a")),
        page("2", "AABBBC x40", A=carry_on("a"), B=briefs(), C=block(Notice(()))),
    )
    found = laid(*pages, stories=(filed("a", headlines=()), filed("b", "", " ", headlines=("",))))
    sound(found)
    assert "jump-empty" in found.codes


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("box", BOXES)
def test_a_story_of_one_word_of_300_letters(style: str, box: Box | None) -> None:
    block = place("a", style=style, box=box, headline=("x" * 300,), deck="d" * 300, kicker="k" * 300, byline="b" * 300)
    story = filed("a", "x" * 300)
    sound(laid(page("1", "AABBBC x40", A=block, B=place("a", style=style), C=place("a", style=style)), stories=(story,)))


@pytest.mark.parametrize("at", list(PhotoPlace))
def test_captions_of_500_words(at: PhotoPlace) -> None:
    story = filed("a", 100, photos=(filed_photo(caption=words(500), credit=words(30)),))
    blocks = {"A": place("a", photos=photo(at)), "B": place("a", photos=photo(at, 2), box=Box.TINT)}
    found = laid(page("1", "AABBB. x40", **blocks), stories=(story,), art=ART)
    assert strays(found) == []
    assert {"caption-too-long", "credit-too-long"} <= set(found.codes) or at is PhotoPlace.BEHIND


@pytest.mark.parametrize("quote", ["auto", words(200), "x" * 200, "none", " "])
def test_quotes_that_do_not_fit(quote: str) -> None:
    blocks = {letter: place("a", quote=quote) for letter in "ABCD"}
    sound(laid(page("1", "AABBBC x30\nDDDDDD x10", **blocks), stories=(FULL,)))


def test_two_hundred_jumps() -> None:
    def piece(number: int, slug: str):
        jump = {"jump": str(number + 1)} if number < 200 else {}
        return place(slug, **jump) if number == 1 else carry_on(slug, **jump)

    pages = [page(str(n), "AB.... x20\nCC.... x20", A=piece(n, "a"), B=piece(n, "b"), C=place("c")) for n in range(1, 201)]
    found = laid(*pages, stories=(filed("a", *[100] * 60), filed("b", *[100] * 9), filed("c", 90)))
    assert strays(found) == []
    assert len(found.composed.jumps) == 398
    joined = " ".join(line for number in range(1, 201) for line in found.text("A", str(number)) if "page" not in line.casefold())
    assert "jump-empty" in found.codes
    assert len(joined) > 10_000


DOGLEGS = (
    "AABBBB x20\nAAAABB x20",
    "BBAACC x20\nAAAACC x20",
    "AABBAA x20\nAAAAAA x20",
    "AAAACC x20\nBBAACC x20",
    "AAAAAA x20\nAABBAA x20",
    "AAAAAA x20\nBBAADD x20",
    "AAAAAA x2\nAABBAA x38",
    "BBAAAA x3\nAAAAAA x37",
    "AABBBB x38\nAAAABB x2",
)


@pytest.mark.parametrize("drawn", DOGLEGS)
@pytest.mark.parametrize("style", STYLES)
def test_doglegs_with_everything_in_them(drawn: str, style: str) -> None:
    others = {letter: place("b") for letter in "BCD" if letter in drawn}
    for at in PhotoPlace:
        asked = place("a", style=style, quote="auto", photos=photo(at, 2), box=Box.RULE)
        sound(laid(page("1", drawn, A=asked, **others), stories=(FULL, filed("b", 200)), art=ART), at)


def test_two_photos_anywhere() -> None:
    for one in PhotoPlace:
        for other in PhotoPlace:
            drawn = page(
                "1", shallow(20, "AAABB."), A=place("a", photos=photo(one) + photo(other)), B=place("a", photos=photo(one, 2))
            )
            sound(laid(drawn, stories=(FULL,), art=ART), one, other)


def odd_houses() -> Iterator[tuple[str, str]]:
    yield "one column", "grid: {columns: 1}"
    yield "twelve columns", "grid: {columns: 12}"
    yield "lines of 7 pt", "grid: {baseline: 7pt}"
    yield "narrow columns", "grid: {columns: 24, gutter: 3mm}"
    yield "a wide gutter", "grid: {columns: 2, gutter: 20mm}"
    yield "a small sheet", "sheet: {trim: 80mm x 120mm, margins: 5mm}\ngrid: {columns: 2}"
    yield "a tabloid", "sheet: {trim: 280mm x 400mm}\ngrid: {columns: 5}"


@pytest.mark.parametrize("text", [text for _, text in odd_houses()], ids=[name for name, _ in odd_houses()])
@pytest.mark.parametrize("master", ["front", "inside", "feature", "blank"])
def test_houses_with_odd_grids(text: str, master: str) -> None:
    grid = house(text).grid
    half = max(grid.columns // 2, 1)
    top = "A" * half + "B" * (grid.columns - half)
    rows = max((grid.slots - house(text).masters[master].first_slot) // 14, 1)
    blocks = {
        "A": place("a", jump="2", photos=photo(), quote="auto"),
        "B": place("b", style="feature", label="Culture", photos=photo("bottom")),
        "C": place("c", style="opinion"),
        "D": briefs("d", "e"),
    }
    drawn = f"{top} x{rows}\n{'C' * grid.columns} x2\n{'D' * grid.columns} x1"
    first = page("1", drawn, master, **{letter: each for letter, each in blocks.items() if letter in drawn})
    refers = block(Refers((Refer("a", HERE), Refer("b", HERE))))
    second = page("2", f"{'A' * grid.columns} x2\n{'R' * grid.columns} x1", master, A=carry_on("a"), R=refers)
    stories = (FULL, filed("b", 400), filed("c", 30, mug=FULL.mug), filed("d", 30), filed("e", 40))
    found = laid(first, second, stories=stories, text=text, art=ART)
    assert strays(found) == []


@pytest.mark.parametrize("drawn", ["AAAABBBBCCCC x20", "BBAAAAAAAACC x20", "BBBBBBAAACCC x10\nAAAAAAAAACCC x10"])
@pytest.mark.parametrize(
    "options", [{}, {"columns": 1}, {"columns": 3}, {"box": Box.RULE}, {"style": "opinion"}, {"style": "feature"}]
)
def test_spreads(drawn: str, options: dict[str, object]) -> None:
    for master in ("inside", "feature", "front"):
        blocks = {
            "A": place("a", photos=photo("top"), quote="auto", **options),
            "B": place("b", **options),
            "C": place("c", **options),
        }
        sound(laid(page("4-5", drawn, master, **blocks), stories=(FULL, filed("b", 300), filed("c", 400)), art=ART))


def test_pictures_and_stories_that_are_not_there() -> None:
    blocks = {
        "A": place("nobody", photos=photo()),
        "B": block(PictureAlone(photo()[0])),
        "C": ad(),
        "D": place("a", photos=photo()),
    }
    found = laid(page("1", "AABBCC x20\nDDDDDD x20", **blocks), stories=(FULL,))
    assert strays(found) == []


def test_a_house_without_room_for_a_block_of_text_says_so() -> None:
    found = laid(page("1", shallow(4, "A....."), A=place("a")), stories=(FULL,), text=SHALLOW)
    assert {"byline-no-room", "overset"} & set(found.codes)
