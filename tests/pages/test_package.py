"""A block made up: head, pictures, mug and byline in their places, and the text around them."""

import pytest

from layout.content.issue import Box, PhotoPlace
from layout.pages.display import HoleMark, ImageMark, Kind, RuleMark, TintMark
from tests.pages.desk import (
    SHALLOW,
    Laid,
    carry_on,
    drawing,
    filed,
    filed_photo,
    filed_quote,
    laid,
    page,
    photo,
    picture,
    place,
    words,
)

# Three legs, sixteen slots, a picture of five: `H` head, `P` picture, `c` caption, `t` text. Beside a head it is two legs wide.
PLACES = """
   top-right           top      top-left        middle   middle-left  middle-right
         ...           ...           ...           ...           ...           ...
         ...           ...           ...           ...           ...           ...
         H..           H..           H..           H..           H..           H..
         ...           ...           ...           ...           ...           ...
         ttP           PPP           Ptt           ttt           ttt           ttt
         ttP           PPP           Ptt           ttt           ttt           ttt
         ttP           PPP           Ptt           t.t           .tt           tt.
         ttP           PPP           Ptt           tPt           Ptt           ttP
         ttc           c..           ctt           tPt           Ptt           ttP
         tt.           ...           .tt           tPt           Ptt           ttP
         ttt           ttt           ttt           tPt           Ptt           ttP
         ttt           ttt           ttt           tct           ctt           ttc
         ttt           ttt           ttt           t.t           .tt           tt.
         ttt           ttt           ttt           ttt           ttt           ttt
         ttt           ttt           ttt           ttt           ttt           ttt
         ttt           ttt           ttt           ttt           ttt           ttt

      bottom   bottom-left  bottom-right         above        beside        behind
         ...           ...           ...           PPP           .PP           PPP
         ...           ...           ...           PPP           HPP           PPP
         H..           H..           H..           PPP           .PP           PPP
         ...           ...           ...           PPP           HPP           HPP
         ttt           ttt           ttt           c..           tc.           PPP
         ttt           ttt           ttt           ...           t..           ttt
         ttt           ttt           ttt           ...           ttt           ttt
         ttt           ttt           ttt           ...           ttt           ttt
         ttt           ttt           ttt           H..           ttt           ttt
         ttt           ttt           ttt           ...           ttt           ttt
         t.t           .tt           tt.           ttt           ttt           ttt
         tPt           Ptt           ttP           ttt           ttt           ttt
         tPt           Ptt           ttP           ttt           ttt           ttt
         tPt           Ptt           ttP           ttt           ttt           ttt
         tPt           Ptt           ttP           ttt           ttt           ttt
         tct           ctt           ttc           ttt           ttt           ttt
"""


def expected(at: PhotoPlace) -> str:
    for table in PLACES.strip("\n").split("\n\n"):
        names, *rows = (line.split() for line in table.splitlines())
        if at in names:
            return "\n".join(f"{row[names.index(at)]}..." for row in rows)
    raise AssertionError(f"{at} is not drawn")


@pytest.mark.parametrize("at", list(PhotoPlace))
def test_a_photo_stands_where_its_place_says_and_text_runs_around_it(at: PhotoPlace) -> None:
    columns = 2 if at is PhotoPlace.BESIDE else None
    block = place("a", photos=photo(at, columns, lines=5))
    found = laid(page("1", "AAA... x16\n...... x24", A=block), stories=(STORY,), art=picture())
    assert found.sketch() == expected(at)


STORY = filed("a", 500, photos=(filed_photo(), filed_photo("b.jpg")))


def sketch(drawn: str, stories: tuple = (STORY,), **blocks: object) -> str:
    return laid(page("1", drawn, **blocks), stories=stories, art={**picture(), **picture("b.jpg"), **picture("mug.jpg")}).sketch()  # type: ignore[arg-type]


def test_two_photos_under_a_head_stand_one_under_another() -> None:
    both = photo("top-right", lines=4) + photo("top-right", lines=3)
    assert sketch("AA.... x16\n...... x24", A=place("a", photos=both)) == drawing(
        """
        ......
        ......
        H.....
        ......
        tP....
        tP....
        tP....
        tc....
        t.....
        tP....
        tP....
        tc....
        t.....
        tt....
        tt....
        tt....
        """
    )


def test_two_photos_in_the_middle_find_a_place_each() -> None:
    both = photo("middle", 1, lines=4) + photo("middle", 1, lines=4)
    found = laid(page("1", "A..... x40", A=place("a", photos=both)), stories=(STORY,), art={**picture(), **picture("b.jpg")})
    first, second = found.areas()
    assert not first.overlaps(second)
    assert "photo-no-room" not in found.codes


def test_a_photo_beside_the_head_of_one_leg_stands_above_it() -> None:
    assert sketch("A..... x12\n...... x28", A=place("a", photos=photo("beside", lines=4))).splitlines()[:5] == [
        "P.....",
        "P.....",
        "P.....",
        "c.....",
        "......",
    ]


def test_a_photo_is_never_wider_than_the_legs_there_are() -> None:
    found = laid(page("1", "AA.... x20\n...... x20", A=place("a", photos=photo("top", 9))), stories=(STORY,), art=picture())
    assert found.areas()[0].width == pytest.approx(293.9, abs=0.1)


@pytest.mark.parametrize("at", [each for each in PhotoPlace if each is not PhotoPlace.BEHIND])
def test_a_photo_without_room_is_an_error_and_not_printed(at: PhotoPlace) -> None:
    found = laid(page("1", "AA.... x2\n...... x38", A=place("a", photos=photo(at))), stories=(STORY,), art=picture())
    assert "photo-no-room" in found.codes
    assert found.areas() == []


@pytest.mark.parametrize("at", list(PhotoPlace))
def test_a_photo_deeper_than_its_block_is_cropped_to_it(at: PhotoPlace) -> None:
    deep = place("a", photos=photo(at, lines=90))
    found = laid(page("1", "AA.... x12\n...... x28", A=deep), stories=(STORY,), art=picture())
    grid = found.grid()
    for area in found.areas():
        assert area.y >= grid.slot_top(0)
        assert area.bottom <= grid.slot_top(12) + 0.01


def test_about_the_head_of_a_dogleg_photos_keep_to_the_legs_under_it() -> None:
    for at, columns in (
        (PhotoPlace.ABOVE, [0, 1]),
        (PhotoPlace.TOP, [0, 1]),
        (PhotoPlace.TOP_RIGHT, [1]),
        (PhotoPlace.BESIDE, [1]),
    ):
        block = place("a", photos=photo(at, lines=4))
        drawn = page("1", "AABBBB x20\nAAAAAA x20", A=block, B=place("b"))
        found = laid(drawn, stories=(STORY, filed("b", 900)), art=picture())
        area = found.areas()[0]
        grid = found.grid()
        assert (area.x, area.right) == pytest.approx(
            (grid.column_x(columns[0]), grid.column_x(columns[-1]) + grid.column_width)
        ), at
        assert area.bottom < grid.slot_top(20)


def test_an_ls_columns_are_read_left_to_right_each_from_its_top() -> None:
    drawn = "AABBBB x8\nAAAABB x8\n...... x24"
    assert sketch(drawn, (STORY, filed("b", 900)), A=place("a"), B=place("b")) == drawing(
        """
        ......
        ......
        H.....
        ttH...
        tt....
        tttttt
        tttttt
        tttttt
        tt..tt
        tt..tt
        tttttt
        tttttt
        tttttt
        tttttt
        tttttt
        tttttt
        """
    )


def in_reading_order(found: Laid) -> bool:
    printed = " ".join(found.text(kind=Kind.BODY)).replace("\u00ad ", "").split()
    return printed == (words(900) + ".").split()[: len(printed)]


@pytest.mark.parametrize(
    ("drawn", "covered"),
    [
        ("AABBBB x20\nAAAAAA x20", [0, 1]),  # L
        ("BBAACC x20\nAAAAAA x20", [2, 3]),  # T
        ("AABAAA x20\nAAAAAA x20", [3, 4, 5]),  # U: the wider arm
        ("AAAAAA x20\nAABBBB x20", [0, 1, 2, 3, 4, 5]),
        ("AAAAAA x20\nBBAACC x20", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_a_doglegs_head_covers_its_top_row_and_its_text_reads_left_to_right(drawn: str, covered: list[int]) -> None:
    others = {letter: place("b") for letter in "BC" if letter in drawn}
    story = filed("a", 900, headlines=("A headline that is long enough to run over all of the legs that it covers here",))
    found = laid(page("1", drawn, A=place("a", size=8), **others), stories=(story,))
    grid = found.grid()
    headline = found.lines(kind=Kind.HEADLINE)[0]
    assert headline.x == pytest.approx(grid.column_x(covered[0]) - 0.48)
    assert max(line.line.width for line in found.lines(kind=Kind.HEADLINE)) <= grid.span_width(len(covered))
    tops = {round(leg.area.x): found.slot(leg.area.y) for leg in found.legs()}
    uncovered = [column for column in range(6) if column not in covered and round(grid.column_x(column)) in tops]
    for column in uncovered:
        assert tops[round(grid.column_x(column))] in (0.0, 22.0), "a raw wrap begins at its arm's own top"
    assert [leg.area.x for leg in found.legs()] == sorted(leg.area.x for leg in found.legs())
    assert in_reading_order(found)


def test_text_stands_under_the_byline_in_the_first_leg_and_beside_it_in_the_others() -> None:
    story = filed("a", 500, byline="Ruth Amsel", role="Keeper of the keys")
    assert sketch("AAA... x10\n...... x30", (story,), A=place("a")) == drawing(
        """
        ......
        ......
        H.....
        ......
        Btt...
        Btt...
        .tt...
        ttt...
        ttt...
        ttt...
        """
    )


def test_a_byline_that_finds_no_line_is_an_error() -> None:
    story = filed("a", 500, byline="Ruth Amsel", role="Keeper")
    found = laid(page("1", "AA.... x4\n...... x36", A=place("a")), stories=(story,))
    assert "byline-no-room" in found.codes
    assert found.lines(kind=Kind.BYLINE) == []


def test_a_head_deeper_than_its_block_is_an_error_and_stays_inside() -> None:
    story = filed("a", 100, kicker="Harbour", deck=words(20))
    for depth in range(1, 9):
        found = laid(page("1", f"AA.... x{depth}\n...... x{40 - depth}", A=place("a")), stories=(story,))
        assert "head-no-room" in found.codes
        assert all(line.baseline <= found.grid().slot_top(depth) for line in found.lines())
    assert "head-no-room" not in laid(page("1", "AA.... x11\n...... x29", A=place("a")), stories=(story,)).codes


SIGNED = filed("a", 300, mug=filed_photo("mug.jpg", ""), byline="Ruth Amsel", headlines=("The keys of the harbour",))


def test_a_signed_columns_mug_stands_flush_right_of_its_head_and_its_text_starts_at_one_depth() -> None:
    for headlines in (("The keys",), ("The keys of the harbour office and of its tide tables",)):
        story = filed("a", 300, mug=SIGNED.mug, headlines=headlines)
        block = place("a", style="opinion", label="Opinion")
        found = laid(page("1", "AA.... x40", A=block), stories=(story,), art=picture("mug.jpg", 800, 1000))
        mug = next(mark for mark in found.marks() if isinstance(mark, ImageMark))
        grid = found.grid()
        assert (mug.area.width, mug.area.height) == (72.0, 90.0)
        assert mug.area.right == pytest.approx(grid.column_x(1) + grid.column_width)
        assert mug.area.y == pytest.approx(grid.slot_top(0) + 2.0)
        assert mug.grey
        assert [found.slot(leg.area.y) for leg in found.legs()] == [10.0, 10.0]
        assert all(line.x + line.line.width <= mug.area.x - 8 + 0.01 for line in found.lines(kind=Kind.HEADLINE))


def test_over_one_leg_the_mug_stands_above_the_head() -> None:
    found = laid(page("1", "A..... x40", A=place("a", style="opinion")), stories=(SIGNED,), art=picture("mug.jpg", 800, 1000))
    mug = next(mark for mark in found.marks() if isinstance(mark, ImageMark))
    assert (mug.area.width, mug.area.height) == (57.6, 72.0)
    headline = found.lines(kind=Kind.HEADLINE)[0]
    assert headline.baseline - 0.67 * 24 > mug.area.bottom
    assert headline.line.width <= found.grid().column_width


def test_a_mug_and_a_photo_above_do_not_meet() -> None:
    story = filed("a", 300, mug=SIGNED.mug, photos=(filed_photo(),))
    block = place("a", style="opinion", photos=photo("above", lines=5))
    found = laid(page("1", "AA.... x40", A=block), stories=(story,), art={**picture(), **picture("mug.jpg")})
    first, second = found.areas()
    assert not first.overlaps(second)


def test_a_photo_beside_a_signed_head_stands_above_it() -> None:
    story = filed("a", 300, mug=SIGNED.mug, photos=(filed_photo(),))
    block = place("a", style="opinion", photos=photo("beside", lines=5))
    found = laid(page("1", "AAA... x40", A=block), stories=(story,), art={**picture(), **picture("mug.jpg")})
    beside, mug = found.areas()
    assert beside.bottom < mug.y


def test_a_mug_without_room_is_an_error() -> None:
    found = laid(page("1", "AA.... x7\n...... x33", A=place("a", style="opinion")), stories=(SIGNED,), art=picture("mug.jpg"))
    assert "photo-no-room" in found.codes
    assert found.areas() == []


def test_a_box_of_a_rule_closes_and_lies_on_column_edges_and_slot_tops() -> None:
    found = laid(page("1", "AA.... x20\n...... x20", A=place("a", box=Box.RULE)), stories=(STORY,))
    rules = [mark for mark in found.marks() if isinstance(mark, RuleMark)]
    grid = found.grid()
    assert len(rules) == 4
    left, right = min(rule.x0 for rule in rules), max(rule.x1 for rule in rules)
    top, foot = min(rule.y0 for rule in rules), max(rule.y1 for rule in rules)
    assert (left, right) == pytest.approx((grid.column_x(0), grid.column_x(1) + grid.column_width))
    assert (top, foot) == pytest.approx((grid.slot_top(0), grid.slot_top(20)))
    assert all(line.baseline < grid.slot_top(19) for line in found.lines())


def test_a_tint_lies_under_its_block() -> None:
    found = laid(page("1", "AA.... x20\n...... x20", A=place("a", box=Box.TINT)), stories=(STORY,))
    tint = found.marks()[0]
    assert isinstance(tint, TintMark)
    assert found.slot(tint.area.y) == 0
    assert found.slot(tint.area.bottom) == 20


def test_a_tint_begins_level_with_the_kickers_panel_beside_it() -> None:
    text = f"{SHALLOW}\nstyles: {{kicker: {{panel: ink, colour: paper}}}}"
    beside = filed("b", 60, kicker="Ferry")
    found = laid(page("1", "AABBBB x20", A=place("a", box=Box.TINT), B=place("b")), stories=(filed("a", 60), beside), text=text)
    tops = [next(mark.area.y for mark in found.marks(letter) if isinstance(mark, TintMark)) for letter in "AB"]
    assert tops[0] == pytest.approx(tops[1])


def test_a_dogleg_asked_for_a_box_or_legs_of_its_own_is_told() -> None:
    drawn = "AABBBB x20\nAAAAAA x20"
    boxed = laid(page("1", drawn, A=place("a", box=Box.TINT), B=place("b")), stories=(STORY,))
    assert "box-dogleg" in boxed.codes
    assert not any(isinstance(mark, TintMark) for mark in boxed.marks())
    assert "columns-impossible" in laid(page("1", drawn, A=place("a", columns=3), B=place("b")), stories=(STORY,)).codes


def test_a_photo_behind_a_head_fills_the_block_and_lies_under_everything() -> None:
    block = place("a", photos=photo("behind"))
    found = laid(page("1", "AA.... x20\n...... x20", A=block), stories=(filed("a", photos=(filed_photo(),)),), art=picture())
    ground = found.marks()[0]
    assert isinstance(ground, ImageMark)
    assert ground.area.width == pytest.approx(293.9, abs=0.1)
    assert (found.slot(ground.area.y), found.slot(ground.area.bottom)) == (0, 20)
    assert found.lines(kind=Kind.HEADLINE)[0].x > ground.area.x + 10


def test_a_dogleg_or_a_second_picture_behind_a_head_is_an_error() -> None:
    dogleg = page("1", "AABBBB x20\nAAAAAA x20", A=place("a", photos=photo("behind")), B=place("b"))
    assert "photo-no-room" in laid(dogleg, stories=(STORY,), art=picture()).codes
    two = page("1", "AA.... x40", A=place("a", photos=photo("behind") + photo("behind", name="b.jpg")))
    assert "photo-no-room" in laid(two, stories=(STORY,), art={**picture(), **picture("b.jpg")}).codes


def test_a_missing_picture_leaves_a_marked_hole() -> None:
    found = laid(page("1", "AA.... x40", A=place("a", photos=photo())), stories=(STORY,))
    hole = next(mark for mark in found.marks() if isinstance(mark, HoleMark))
    assert "boat.jpg" in hole.why


def test_photos_without_a_file_are_the_storys_next_ones_along_its_pieces() -> None:
    anything = photo(name="x.jpg")[0]
    asked = (type(anything)(anything.where, None, 1, anything.at),)
    found = laid(
        page("1", "AA.... x40", A=place("a", photos=asked, jump="2")),
        page("2", "AA.... x40", A=carry_on("a", photos=asked)),
        stories=(filed("a", *[90] * 8, photos=STORY.photos),),
        art={**picture(), **picture("b.jpg")},
    )
    names = [mark.path.name for number in "12" for mark in found.marks("A", number) if isinstance(mark, ImageMark)]
    assert names == ["boat.jpg", "b.jpg"]


def test_the_blocks_own_words_come_before_the_storys() -> None:
    story = filed("a", 90, kicker="Harbour", deck="A deck.", byline="Ruth Amsel", quote=filed_quote())
    block = place("a", headline=("Another headline",), kicker="", deck="Another deck.", byline="")
    found = laid(page("1", "AA.... x40", A=block), stories=(story,))
    assert found.text(kind=Kind.HEADLINE) == ["Another headline"]
    assert found.text(kind=Kind.DECK) == ["Another deck."]
    assert found.text(kind=Kind.KICKER) == found.text(kind=Kind.BYLINE) == found.text(kind=Kind.QUOTE) == []


def test_a_continuation_has_its_marker_its_jump_head_and_no_byline() -> None:
    story = filed("a", *[90] * 8, jump=("Office vote",), byline="Ruth Amsel", deck="A deck.", kicker="Harbour")
    pages = (page("1", "AA.... x40", A=place("a", jump="2")), page("2", "AA.... x40", A=carry_on("a")))
    found = laid(*pages, stories=(story,))
    assert found.text("A", "2", Kind.KICKER) == ["From page 1"]
    assert found.text("A", "2", Kind.HEADLINE) == ["Office vote"]
    assert found.text("A", "2", Kind.BYLINE) == found.text("A", "2", Kind.DECK) == []
