"""A story's copy: what opens it, what is indented, what stands in its text and what beside it."""

from dataclasses import replace

import pytest

from layout.base.problems import InFile
from layout.content.story import Role, Story
from layout.fonts.silhouette import silhouette
from layout.pages.chain import ItemKind
from layout.pages.copy import DROP_CAP_LINES, Copy, Markup, story_copy
from layout.pages.display import Kind, SetLine
from tests.pages.desk import Laid, case, filed, house, laid, page, place, words


def copy_of(story: Story, *, drop_cap: bool = False, end_mark: bool = False) -> Copy:
    return story_copy(case(), story, house().grid, Markup(drop_cap, end_mark))


def printed(story: Story, **options: object) -> Laid:
    return laid(page("1", "AA.... x40", A=place("a", **options)), stories=(story,))


def lefts(found: Laid) -> list[float]:
    """Where the first line of each paragraph begins in its leg, what hangs in the margin apart."""
    firsts: dict[int, float] = {}
    for line in found.lines():
        if line.kind in (Kind.BODY, Kind.CROSSHEAD) and line.source.paragraph not in firsts:
            firsts[line.source.paragraph] = max(line.line.left, 0.0)
    return [round(left, 1) for left in firsts.values()]


def test_the_first_paragraph_and_those_under_a_crosshead_begin_flush_the_others_indented() -> None:
    found = printed(filed("a", "Rain fell.", "More fell.", "## Later on", "It fell all night.", "Then it stopped."))
    assert lefts(found) == [0.0, 9.0, 0.0, 0.0, 9.0]


def test_a_dateline_runs_into_the_lede_in_small_capitals() -> None:
    found = printed(filed("a", "The council voted.", dateline="HARBOUR TOWN"))
    assert " ".join(found.text(kind=Kind.BODY)) == "Harbour Town — The council voted."
    words_of = found.lines(kind=Kind.BODY)[0].line.words
    assert words_of[0].glyphs != words_of[-1].glyphs


@pytest.mark.parametrize(
    ("typed", "set_as"), [("ST JOHN'S", "St John’s"), ("STOKE-ON-TRENT", "Stoke-On-Trent"), ("Hull", "Hull")]
)
def test_a_dateline_in_capitals_has_a_capital_a_word(typed: str, set_as: str) -> None:
    assert printed(filed("a", "Rain.", dateline=typed)).text(kind=Kind.BODY)[0].startswith(f"{set_as} —")


def test_a_dateline_opens_the_first_paragraph_not_a_crosshead_before_it() -> None:
    found = printed(filed("a", "## At sea", "The council voted.", dateline="HULL"))
    assert found.text(kind=Kind.CROSSHEAD) == ["At sea"]
    assert found.text(kind=Kind.BODY) == ["Hull — The council voted."]


def test_a_crosshead_has_a_white_slot_over_it_but_at_the_storys_beginning() -> None:
    items = copy_of(filed("a", "## First", "Rain.", "## Second", "Rain.")).items
    assert [(item.kind, item.white, item.keep) for item in items] == [
        (ItemKind.HEAD, 0, 3),
        (ItemKind.TEXT, 0, 0),
        (ItemKind.HEAD, 1, 3),
        (ItemKind.TEXT, 0, 0),
    ]


def test_lists_print_with_bullets_or_their_numbers() -> None:
    story = filed("a", "Rain fell.", "- on the quay", "- on the bridge")
    numbered = replace(story, body=(*story.body[:2], replace(story.body[2], ordinal=2)))
    assert printed(numbered).text(kind=Kind.BODY) == ["Rain fell.", "• on the quay", "2. on the bridge"]


def test_a_drop_cap_takes_the_first_letter_and_small_capitals_follow() -> None:
    copy = copy_of(filed("a", f"Rain fell on the quay all night. {words(60)}"), drop_cap=True)
    assert copy.drop_cap is not None
    assert copy.drop_cap.lead == "R"
    assert copy.items[0].drop_cap == (copy.drop_cap.width, DROP_CAP_LINES)
    body = case().style("body")
    assert case().cap_height(copy.drop_cap.style) == pytest.approx(2 * 10.5 + case().cap_height(body), abs=0.1)


@pytest.mark.parametrize("letter", "RUTALOM")
def test_a_drop_cap_stands_on_its_columns_edge_and_as_far_from_the_text_beside_it_whatever_letter_it_is(letter: str) -> None:
    found = printed(filed("a", f"{letter}ain fell on the quay all night. {words(60)}"), style="feature")
    cap, first = found.lines(kind=Kind.DROP_CAP)[0], found.legs()[0].lines[0]
    assert ink(cap)[0] == pytest.approx(found.legs()[0].area.x, abs=0.1)
    assert ink(first)[0] - ink(cap)[1] == pytest.approx(1.5, abs=0.1)


def ink(line: SetLine) -> tuple[float, float]:
    """Where the ink of a line's first letter begins and ends, in points from the left."""
    word = line.line.words[0]
    shape, unit = silhouette(word.face, word.glyphs[0]), word.size / word.face.units_per_em
    x = line.x + line.line.left
    return x + min(shape.left.values()) * unit, x + max(shape.right.values()) * unit


def test_a_letter_of_one_word_keeps_its_space() -> None:
    copy = copy_of(filed("a", f"A boat came in. {words(60)}"), drop_cap=True)
    assert copy.drop_cap is not None
    assert copy.drop_cap.lead == "A "


@pytest.mark.parametrize("first", ["“So it is,” she said.", "24 boats came in.", "- A list", "## A crosshead", ""])
def test_there_is_no_drop_cap_of_a_quotation_mark_a_figure_a_list_or_a_crosshead(first: str) -> None:
    story = filed("a", first, f"Rain fell. {words(60)}")
    copy = copy_of(story, drop_cap=True)
    assert copy.drop_cap is None
    found = printed(story, style="feature")
    assert found.lines(kind=Kind.DROP_CAP) == []
    assert any(text.startswith("Rain fell.") for text in found.text(kind=Kind.BODY))


def test_a_feature_has_either_a_drop_cap_or_a_dateline() -> None:
    found = printed(filed("a", f"Rain fell. {words(60)}", dateline="HULL"), style="feature")
    assert found.lines(kind=Kind.DROP_CAP)
    assert "Hull" not in " ".join(found.text(kind=Kind.BODY))


def test_quotes_set_into_the_text_are_no_part_of_it() -> None:
    story = filed("a", "Rain fell.", "> A bridge is a promise", "It fell all night.")
    copy = copy_of(story)
    assert [story.body[index].role for index in copy.paragraphs] == [Role.BODY, Role.BODY]
    assert [(each.item, each.quote.text) for each in copy.set_in] == [(1, "A bridge is a promise")]


def test_a_character_that_no_font_has_is_an_error_that_names_it() -> None:
    found = printed(filed("a", "Rain fell on \U00013080 and \U00013080."))
    told = [problem for problem in found.composed.problems if problem.code == "glyph-missing"]
    assert len(told) == 1
    assert "U+13080" in told[0].message
    assert isinstance(told[0].where, InFile)


def test_an_end_mark_keeps_its_room_on_the_last_line() -> None:
    for count in range(30, 50):
        found = printed(filed("a", count), style="feature")
        last = found.lines(kind=Kind.BODY)[-1].line
        assert last.width + 11.0 <= found.grid().column_width + 1.0, "the stop may hang in the mark's air"


def test_no_copy_has_no_items() -> None:
    assert copy_of(filed("a"), drop_cap=True, end_mark=True).items == ()
