"""Each lever alone: copy of known depth, one lever in the policy, and what it gave."""

from dataclasses import replace

import pytest

from layout.base.problems import Severity
from layout.content.issue import Lever
from layout.content.story import Story
from layout.pages.display import Kind
from layout.pages.outcome import Borders
from tests.pages.desk import Laid, ad, briefs, filed, filed_photo, filed_quote, laid, page, pdf_ad, photo, picture, place

LINE = "Rain fell on the quay."
ART = picture(width=900, height=800)
ONE = page("1", "AA.... x30\n...... x10", A=place("a", size=8))


def policy(*levers: str) -> tuple[Lever, ...]:
    """`flex: 4 lines` as the reader reads it."""
    return tuple(Lever(*lever.split(": ")) for lever in levers)


def story(lines: int, slug: str = "a", **changes: object) -> Story:
    """A story whose every paragraph is one line, and can be no other."""
    return filed(slug, *[LINE] * lines, headlines=("Harbour office opens",), **changes)


def set_in(drawn: str, lines: int, *levers: str, filed_with: dict[str, object] | None = None, **options: object) -> Laid:
    """One story in its block."""
    block = place("a", size=8, fit=policy(*levers), **options)
    return laid(page("1", drawn, A=block), stories=(story(lines, **(filed_with or {})),), art=ART)


def room(drawn: str, filed_with: dict[str, object] | None = None, **options: object) -> int:
    """How many lines stand in the block with nothing giving."""
    return sum(set_in(drawn, 900, filed_with=filed_with, **options).depths())


DRAWN = "AA.... x30\n...... x10"


def test_nothing_gives_without_a_policy() -> None:
    lines = room(DRAWN)
    assert set_in(DRAWN, lines + 1).block().lines_over == 1
    assert set_in(DRAWN, lines - 2).block().lines_short == 2


def test_what_is_full_as_drawn_is_left_alone() -> None:
    every = ("lines", "headline", "flex: 4 lines", "photo: 12%", "rung: 1", "quote", "deck", "may-cut", "tracking: 1%")
    asked = {"photos": photo(cols=1), "quote": "auto"}
    with_all = {"photos": (filed_photo(),), "quote": filed_quote(), "deck": "A deck."}
    lines = room(DRAWN, with_all, **asked)
    assert set_in(DRAWN, lines, *every, filed_with=with_all, **asked).block().levers == ()


def test_a_picture_gives_lines_by_its_crop_and_never_more_than_its_share() -> None:
    asked, with_photo = {"photos": photo(cols=1)}, {"photos": (filed_photo(),)}
    lines = room(DRAWN, with_photo, **asked)
    found = set_in(DRAWN, lines + 1, "photo: 12%", filed_with=with_photo, **asked)
    assert found.block().levers == ("boat.jpg -1 line",)
    assert found.block().lines_over == 0
    before = set_in(DRAWN, lines, filed_with=with_photo, **asked).areas()[0].height
    assert found.areas()[0].height == pytest.approx(before - 10.5)
    assert set_in(DRAWN, lines + 4, "photo: 12%", filed_with=with_photo, **asked).block().lines_over > 0


def test_a_picture_whose_depth_is_asked_for_stays() -> None:
    asked = {"photos": (replace(photo(cols=1)[0], lines=12),)}
    with_photo = {"photos": (filed_photo(),)}
    lines = room(DRAWN, with_photo, **asked)
    assert set_in(DRAWN, lines + 1, "photo: 12%", filed_with=with_photo, **asked).block().lines_over == 1


def test_the_deck_is_left_out_for_copy_that_is_over_and_stays_for_copy_that_is_short() -> None:
    with_deck = {"deck": "Ruth Amsel keeps the keys"}
    lines = room(DRAWN, with_deck)
    found = set_in(DRAWN, lines + 2, "deck", filed_with=with_deck)
    assert "deck left out" in found.block().levers
    assert found.text(kind=Kind.DECK) == []
    assert set_in(DRAWN, lines - 3, "deck", filed_with=with_deck).text(kind=Kind.DECK) != []


def test_the_optional_quote_goes_out_or_comes_in() -> None:
    quoted = {"quote": filed_quote()}
    lines = room(DRAWN, quoted, quote="auto")
    out = set_in(DRAWN, lines + 6, "quote", filed_with=quoted, quote="auto")
    assert "quote left out" in out.block().levers
    assert out.text(kind=Kind.QUOTE) == []
    inside = set_in(DRAWN, lines, "quote", filed_with=quoted)
    assert "quote put in" in inside.block().levers
    assert inside.text(kind=Kind.QUOTE) != []


@pytest.mark.parametrize("quote", ["none", "What the desk wrote on the block"])
def test_a_quote_that_the_block_settles_stays_settled(quote: str) -> None:
    quoted = {"quote": filed_quote()}
    lines = room(DRAWN, quoted, quote=quote)
    for more in (6, -9):
        assert not any(
            "quote" in lever for lever in set_in(DRAWN, lines + more, "quote", filed_with=quoted, quote=quote).block().levers
        )


def marked(lines: int, *indices: int) -> Story:
    """The story with some of its paragraphs marked."""
    made = story(lines)
    return replace(made, body=tuple(replace(p, may_cut=index in indices) for index, p in enumerate(made.body)))


def test_marked_paragraphs_go_the_last_first_and_are_told_with_their_line() -> None:
    lines = room(DRAWN)
    drawn = page("1", DRAWN, A=place("a", size=8, fit=policy("may-cut")))
    found = laid(drawn, stories=(marked(lines + 1, 2, 5),))
    assert found.block().levers == ("1 marked paragraph left out",)
    assert found.block().lines_over == 0
    told = next(problem for problem in found.composed.problems if problem.code == "paragraph-left-out")
    assert (told.severity, told.story) == (Severity.NOTE, "a")
    printed = {line.source.paragraph for line in found.lines(kind=Kind.BODY)}
    assert 5 not in printed
    assert 2 in printed


def test_marked_paragraphs_stay_where_the_policy_says_nothing_of_them() -> None:
    lines = room(DRAWN)
    found = laid(page("1", DRAWN, A=place("a", size=8, fit=policy("lines", "deck"))), stories=(marked(lines + 1, 2, 5),))
    assert found.block().lines_over == 1
    assert "paragraph-left-out" not in found.codes


def test_no_crosshead_loses_all_its_text() -> None:
    made = filed("a", *[LINE] * 3, "## Costs", LINE, "## Dates", *[LINE] * 60, headlines=("Harbour office opens",))
    body = tuple(replace(p, may_cut=index == 4) for index, p in enumerate(made.body))
    found = laid(page("1", DRAWN, A=place("a", size=8, fit=policy("may-cut"))), stories=(replace(made, body=body),))
    assert "Costs" in found.text(kind=Kind.CROSSHEAD)
    assert found.block().levers == ()


def test_a_rung_gives_room_but_sets_no_head_out_of_its_order() -> None:
    heads = {"headlines": ("Harbour office opens its doors again on Monday",)}
    drawn = "AA.... x30\n...... x10"
    block = place("a", size=6, fit=policy("rung: 1"))
    lines = sum(laid(page("1", drawn, A=place("a", size=6, fit=())), stories=(replace(story(900), **_head(heads)),)).depths())
    found = laid(page("1", drawn, A=block), stories=(replace(story(lines + 2), **_head(heads)),))
    assert any(lever.startswith("rung ") for lever in found.block().levers)
    below = page("1", "AA.... x20\nBB.... x20", A=place("a", size=8, fit=policy("rung: 1")), B=place("b", size=8, fit=()))
    crowded = laid(below, stories=(story(200), story(20, "b")))
    assert not any(lever.startswith("rung ") for lever in crowded.block().levers)


def _head(heads: dict[str, object]) -> dict[str, object]:
    return {"head": replace(story(1).head, headlines=heads["headlines"])}


STACKED = "AA.... x20\nBB.... x20"


def stacked(above: int, below: int, *levers: str, drawn: str = STACKED, **blocks: object) -> Laid:
    """One story over another."""
    own = {"A": place("a", size=8, fit=policy(*levers)), "B": place("b", size=8, fit=policy(*levers))}
    return laid(page("1", drawn, **{**own, **blocks}), stories=(story(above, "a"), story(below, "b")), art=pdf_ad(290, 100))


def rows_of(letter: str) -> int:
    return sum(stacked(900, 900).depths(letter))


def test_a_border_gives_what_one_block_lacks_and_the_other_has() -> None:
    above, below = rows_of("A"), rows_of("B")
    found = stacked(above + 4, below - 4, "flex: 4 lines")
    assert (found.block("A").levers, found.block("B").levers) == (
        ("a border moved: 2 lines deeper",),
        ("a border moved: 2 lines shallower",),
    )
    assert found.composed.problems == ()
    assert found.block("A").borders is found.block("B").borders is Borders.GIVE


def test_a_border_moves_no_further_than_the_policy_says() -> None:
    above, below = rows_of("A"), rows_of("B")
    found = stacked(above + 12, below - 12, "flex: 4 lines")
    assert found.block("A").lines_over == 4
    assert "a border moved: 4 lines deeper" in found.block("A").levers


def test_a_border_stays_where_a_neighbour_has_no_such_lever() -> None:
    above, below = rows_of("A"), rows_of("B")
    found = stacked(above + 4, below - 4, "flex: 4 lines", B=place("b", size=8, fit=()))
    assert found.block("A").lines_over == 4
    assert found.block("A").borders is Borders.FIXED


def test_a_border_over_an_ad_stays() -> None:
    found = stacked(900, 1, "flex: 4 lines", B=ad())
    assert found.block("A").borders is Borders.FIXED


def test_what_was_drawn_level_stays_level() -> None:
    """Beside A and B stand two blocks that meet on the same line: it moves for all four, or not at all."""
    drawn = "AACC.. x20\nBBDD.. x20"
    lever = policy("flex: 4 lines")
    blocks = {letter: place(letter.lower(), size=8, fit=lever) for letter in "ABCD"}
    plain = laid(
        page("1", drawn, **{k: replace(b, fit=()) for k, b in blocks.items()}), stories=tuple(story(900, s) for s in "abcd")
    )
    rows = {letter: sum(plain.depths(letter)) for letter in "ABCD"}
    needs = {"a": rows["A"] + 2, "b": rows["B"] - 2, "c": rows["C"] + 2, "d": rows["D"] - 2}
    found = laid(page("1", drawn, **blocks), stories=tuple(story(lines, slug) for slug, lines in needs.items()))
    assert all("1 line" in lever for letter in "ABCD" for lever in found.block(letter).levers)
    assert found.composed.problems == ()


def test_briefs_give_and_take_at_a_border() -> None:
    lever = policy("flex: 4 lines")
    above = rows_of("A")
    drawn = page("1", STACKED, A=place("a", size=8, fit=lever), B=briefs("x", "y", fit=lever))
    few = tuple(story(6, slug) for slug in ("x", "y"))
    found = laid(drawn, stories=(story(above + 2, "a"), *few))
    assert found.block("A").lines_over == 0
    assert "a border moved: 1 line deeper" in found.block("A").levers


def test_tracking_moves_a_whole_story_by_a_line() -> None:
    """Of stories that are over by a line or two, closer letters bring some in; all of such a story is set so."""
    brought_in = 0
    for words in range(46, 57, 2):
        made = filed("a", *[words] * 12, headlines=("Harbour office opens",))
        drawn = "AAAA.. x{}\n...... x{}"
        for depth in range(10, 40):
            plain = laid(page("1", drawn.format(depth, 40 - depth), A=place("a", size=8, fit=())), stories=(made,)).block()
            if 0 < plain.lines_over <= 2:
                tracked = place("a", size=8, fit=policy("tracking: 1%"))
                found = laid(page("1", drawn.format(depth, 40 - depth), A=tracked), stories=(made,))
                if not found.block().lines_over:
                    brought_in += 1
                    assert found.block().levers in (("tracking -0.5 %",), ("tracking -1 %",))
                    assert found.block().lines < plain.lines + plain.lines_over
    assert brought_in
