"""Stories threaded through their pieces: level legs, jumps and their markers, quotes, what is over and what is short."""

from itertools import pairwise

import pytest

from layout.content.issue import Box
from layout.pages.display import Kind, LegMark, RuleMark, TintMark
from tests.pages.desk import (
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


def test_short_copy_stands_in_level_legs_of_which_the_first_are_the_longer() -> None:
    for count in range(60, 200, 20):
        story = laid(page("1", "AAA... x40", A=place("a")), stories=(filed("a", count),))
        first, second, third = story.depths()
        assert first >= second >= third >= first - 1, story.depths()


def test_legs_beside_a_picture_at_the_foot_are_level_over_it() -> None:
    story = filed("a", 150, photos=(filed_photo(),))
    beside = laid(page("1", "AA.... x40", A=place("a", photos=photo("bottom-right", lines=8))), stories=(story,), art=picture())
    assert beside.depths() == [12, 11]
    assert beside.block().lines_short == 42


def test_legs_around_a_picture_in_the_middle_end_level_under_it() -> None:
    story = filed("a", 310, photos=(filed_photo(),))
    around = laid(page("1", "AA.... x40", A=place("a", photos=photo("middle-right", lines=8))), stories=(story,), art=picture())
    left, right = ({round(around.slot(line.baseline)) for line in leg.lines} for leg in around.legs())
    assert max(left) - max(right) in (0, 1)
    assert max(right) - min(right) + 1 == len(right) + 10, "eight slots of picture and a white one on either side"


def test_level_legs_give_a_crosshead_the_row_that_it_needs() -> None:
    for count in range(30, 130, 7):
        story = filed("a", count, "## Repairs go on", 20, "## The keys", 12)
        threaded = laid(page("1", "AAA... x40", A=place("a")), stories=(story,))
        assert "overset" not in threaded.codes, f"{count} words in 108 rows"
        assert len(threaded.text(kind=Kind.CROSSHEAD)) == 2
        assert threaded.block().lines_over == 0


def test_copy_that_is_over_is_told_in_lines_words_and_first_words() -> None:
    over = laid(page("1", "A..... x10\n...... x30", A=place("a")), stories=(filed("a", 100),))
    outcome, printed = over.block(), " ".join(over.text(kind=Kind.BODY)).replace("\u00ad ", "").split()
    everything = (words(100) + ".").split()
    assert outcome.words_over == len(everything) - len(printed)
    assert outcome.first_words_over.split() == everything[len(printed) :][:8]
    assert outcome.lines_over > 0
    problem = next(problem for problem in over.composed.problems if problem.code == "overset")
    assert f"+{outcome.lines_over} lines (about {outcome.words_over} words) over" in problem.message
    assert outcome.first_words_over in problem.message


def test_what_is_over_is_told_from_the_beginning_of_a_whole_word() -> None:
    divided = 0
    for start in range(30):
        singles = words(120, start).split()
        compounds = [f"{one}-{other}" for one, other in pairwise(singles)]
        over = laid(page("1", "A..... x10\n...... x30", A=place("a")), stories=(filed("a", " ".join(compounds)),))
        assert over.block().first_words_over.split()[0] in compounds
        divided += over.text(kind=Kind.BODY)[-1].endswith("-")
    assert divided, "a word is divided where the leg ends"


def test_a_hole_is_told_as_lines_short_summed_over_the_legs() -> None:
    drawn = page("1", "AA.... x20\n...... x20", A=place("a"))
    rows = sum(laid(drawn, stories=(filed("a", 900),)).depths())
    hole = laid(drawn, stories=(filed("a", 100),))
    assert hole.block().lines_short == rows - sum(hole.depths())
    assert "short" in hole.codes


def test_less_than_a_line_a_leg_is_full() -> None:
    drawn = page("1", "AA.... x20\n...... x20", A=place("a"))
    rows = sum(laid(drawn, stories=(filed("a", 900),)).depths())
    for short, told in ((0, 0), (1, 0), (2, 2), (3, 3)):
        story = laid(drawn, stories=(filed("a", *["Rain fell on the quay."] * (rows - short)),))
        assert sum(story.depths()) == rows - short
        assert story.block().lines_short == told


JUMPING = (
    page("1", "AABBBB x40", A=place("a", jump="3"), B=place("b", jump="2")),
    page("2", "BBB... x40", B=carry_on("b")),
    page("3", "AAAAAA x20\n...... x20", A=carry_on("a", jump="4", columns=4)),
    page("4", "AA.... x40", A=carry_on("a", box=Box.RULE)),
)


@pytest.fixture(scope="module")
def jumped() -> Laid:
    return laid(*JUMPING, stories=(filed("a", *[90] * 13), filed("b", *[110] * 12)))


def test_a_story_that_jumps_twice_reads_on_through_all_its_pieces(jumped: Laid) -> None:
    printed = [jumped.text("A", number, Kind.BODY) for number in ("1", "3", "4")]
    joined = " ".join(line for piece in printed for line in piece).replace("\u00ad ", "").split()
    assert joined == [word for paragraph in range(13) for word in (words(90, 7 * paragraph) + ".").split()]
    assert all(len(piece) >= 6 for piece in printed)


def test_every_piece_but_the_last_is_filled(jumped: Laid) -> None:
    for letter, number in (("A", "1"), ("B", "1"), ("A", "3")):
        feet = [round(jumped.slot(leg.area.bottom, number)) for leg in jumped.legs(letter, number)]
        foot = jumped.planned(letter, number).foot
        assert feet[-1] == foot - 1, "the jump line has the last slot of the last leg"
        assert all(foot - 1 <= each <= foot for each in feet[:-1]), "at most an orphan's row is left"


def test_both_markers_name_the_right_pages(jumped: Laid) -> None:
    assert jumped.text("A", "1", Kind.JUMP_LINE) == ["Continued on page 3"]
    assert jumped.text("B", "1", Kind.JUMP_LINE) == ["Continued on page 2"]
    assert jumped.text("A", "3", Kind.JUMP_LINE) == ["Continued on page 4"]
    assert jumped.text("A", "3", Kind.KICKER) == ["From page 1"]
    assert jumped.text("A", "4", Kind.KICKER) == ["From page 3"]
    assert jumped.text("A", "4", Kind.JUMP_LINE) == []


def test_the_jump_line_stands_flush_right_on_the_last_baseline(jumped: Laid) -> None:
    line = jumped.lines("A", "1", Kind.JUMP_LINE)[0]
    grid = jumped.grid()
    assert line.baseline == pytest.approx(grid.baseline_of(39))
    assert line.x + line.line.left + line.line.width == pytest.approx(grid.column_x(1) + grid.column_width)


def test_jumps_are_told_with_the_words_before_them(jumped: Laid) -> None:
    told = {(jump.story, jump.from_page, jump.to_page): jump.after_words for jump in jumped.composed.jumps}
    assert list(told) == [("a", "1", "3"), ("a", "3", "4"), ("b", "1", "2")]
    first = " ".join(jumped.text("A", "1", Kind.BODY)).replace("\u00ad ", "").split()
    assert told["a", "1", "3"] == len(first)


def test_text_resumes_in_its_new_measure(jumped: Laid) -> None:
    for number in ("1", "3", "4"):
        legs = jumped.legs("A", number)
        for leg in legs:
            full = [line for line in leg.lines if not line.line.ends_paragraph]
            assert all(abs(line.line.left + line.line.width - leg.area.width) < 4.0 for line in full)
    measures = [round(jumped.legs("A", number)[0].area.width) for number in ("1", "3", "4")]
    assert measures == [141, 217, 134], "a grid column, a bastard leg, a boxed one"


def test_a_continuation_without_text_is_an_error() -> None:
    empty = laid(
        page("1", "AA.... x40", A=place("a", jump="2")), page("2", "AA.... x40", A=carry_on("a")), stories=(filed("a", 40),)
    )
    assert "jump-empty" in empty.codes


def test_fewer_lines_than_jump_min_on_either_side_are_told() -> None:
    pages = (page("1", "AA.... x40", A=place("a", jump="2")), page("2", "AA.... x40", A=carry_on("a")))
    full = sum(laid(*pages, stories=(filed("a", *[90] * 8),)).depths("A", "1"))
    for more, told in ((4, ["jump-short"]), (20, [])):
        few = laid(*pages, stories=(filed("a", *["Rain fell on the quay."] * (full + more)),))
        assert sum(few.depths("A", "2")) == more
        assert [code for code in few.codes if code.startswith("jump")] == told


def test_a_piece_whose_head_leaves_no_line_is_told_and_the_chain_goes_on() -> None:
    pages = (
        page("1", "AA.... x40", A=place("a", jump="2")),
        page("2", "AA.... x2\n...... x38", A=carry_on("a", jump="3")),
        page("3", "AA.... x40", A=carry_on("a")),
    )
    chain = laid(*pages, stories=(filed("a", *[90] * 6),))
    assert "text-no-room" in chain.codes
    assert chain.depths("A", "2") == []
    assert sum(chain.depths("A", "3")) > 6
    after = [jump.after_words for jump in chain.composed.jumps]
    assert after[0] == after[1]


def test_the_jump_line_stands_in_the_last_leg_that_has_room() -> None:
    story = filed("a", *[90] * 6, photos=(filed_photo(),))
    tall = photo("top-right", lines=60)
    pages = (page("1", "AA.... x40", A=place("a", jump="2", photos=tall)), page("2", "AA.... x40", A=carry_on("a")))
    chain = laid(*pages, stories=(story,), art=picture())
    line = chain.lines("A", "1", Kind.JUMP_LINE)[0]
    assert line.x == pytest.approx(chain.grid().column_x(0))


def test_a_jump_line_wider_than_its_leg_is_cut_with_an_error() -> None:
    pages = (page("1", "A..... x40", A=place("a", jump="2", columns=3)), page("2", "AA.... x40", A=carry_on("a")))
    chain = laid(*pages, stories=(filed("a", *[90] * 6),))
    line = chain.lines("A", "1", Kind.JUMP_LINE)[0].line
    assert "line-cut" in chain.codes
    assert line.left >= -0.01
    assert line.text.endswith("…")


def test_a_quote_over_two_legs_is_run_under_by_both() -> None:
    quoted = laid(page("1", "AA.... x40", A=place("a", quote="auto")), stories=(filed("a", 250, quote=filed_quote()),))
    rules = [mark for mark in quoted.marks() if isinstance(mark, RuleMark)]
    assert [round(rule.x1 - rule.x0, 1) for rule in rules] == [293.9, 293.9]
    for leg in quoted.legs():
        rows = [round(quoted.slot(line.baseline)) for line in leg.lines]
        above = [row for row in rows if row < quoted.slot(rules[0].y0)]
        under = [row for row in rows if row > quoted.slot(rules[1].y0)]
        assert len(above) >= 3
        assert len(under) >= 5
        assert len(above) + len(under) == len(rows), "no line behind the quote"


def test_a_quote_in_one_leg_stands_inside_the_block() -> None:
    quoted = laid(page("1", "AAA... x40", A=place("a", quote="auto")), stories=(filed("a", *[70] * 6, quote=filed_quote()),))
    assert {line.x for line in quoted.lines(kind=Kind.QUOTE)} <= {quoted.grid().column_x(1), quoted.grid().column_x(1) - 3.5}
    first, second, third = quoted.depths()
    assert first >= second + 8 >= third >= first - 1


def test_a_quote_stands_between_two_paragraphs_of_its_leg() -> None:
    for count in (44, 52, 61, 70):
        story = filed("a", *[count] * 18, quote=filed_quote())
        quoted = laid(page("1", "AAA... x40", A=place("a", quote="auto")), stories=(story,))
        quote = quoted.lines(kind=Kind.QUOTE)
        leg = next(leg for leg in quoted.legs() if leg.area.x == quote[-1].x)
        above = [line for line in leg.lines if line.baseline < quote[0].baseline]
        assert above[-1].line.ends_paragraph, count


def test_a_quote_that_finds_no_place_is_told() -> None:
    shallow = page("1", "AAA... x12\n...... x28", A=place("a", quote="auto"))
    long = page("1", "AAA... x40", A=place("a", quote=words(90)))
    for drawn in (shallow, long):
        story = laid(drawn, stories=(filed("a", 80, quote=filed_quote()),))
        assert "quote-no-room" in story.codes
        assert story.lines(kind=Kind.QUOTE) == []


def test_an_end_mark_stands_in_its_leg_after_the_last_stop() -> None:
    for count in range(40, 60):
        signed = laid(page("1", "AA.... x40", A=place("a", style="opinion")), stories=(filed("a", count),))
        mark = next(mark for mark in signed.marks() if isinstance(mark, TintMark))
        leg = [mark for mark in signed.marks() if isinstance(mark, LegMark)][-1]
        last = leg.lines[-1]
        assert mark.area.bottom == pytest.approx(last.baseline)
        assert mark.area.x - (last.x + last.line.left + last.line.width) == pytest.approx(5.0)
        assert mark.area.right <= leg.area.right + 0.01


def test_a_drop_cap_takes_three_lines_of_one_leg() -> None:
    feature = laid(page("1", "AA.... x40", A=place("a", style="feature")), stories=(filed("a", 90),))
    cap = feature.lines(kind=Kind.DROP_CAP)[0]
    lines = feature.legs()[0].lines
    assert cap.baseline == pytest.approx(lines[2].baseline)
    assert [line.line.left > 10 for line in lines[:5]] == [True, True, True, False, False]


def test_a_paragraph_too_short_for_a_drop_cap_has_none() -> None:
    feature = laid(page("1", "AA.... x40", A=place("a", style="feature")), stories=(filed("a", "Rain fell on the quay.", 90),))
    assert feature.lines(kind=Kind.DROP_CAP) == []
    assert feature.text(kind=Kind.BODY)[0].startswith("Rain fell")


def test_head_byline_picture_text_and_jump_line_share_a_block() -> None:
    story = filed("a", 300, photos=(filed_photo(),), kicker="Harbour", byline="Ruth Amsel", role="Keeper")
    block = place("a", photos=photo("top-right", lines=8), jump="2")
    chain = laid(
        page("1", "AAA... x24\n...... x16", A=block), page("2", "A..... x40", A=carry_on("a")), stories=(story,), art=picture()
    )
    assert chain.sketch() == drawing(
        """
        K.....
        ......
        ......
        H.....
        ......
        ......
        BtP...
        BtP...
        .tP...
        ttP...
        ttP...
        ttP...
        ttP...
        ttc...
        tt....
        ttt...
        ttt...
        ttt...
        ttt...
        ttt...
        ttt...
        ttt...
        ttt...
        ttJ...
        """
    )
