"""Two versions of a page: what is told, and that no more is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.proof.compare.change import EDITS_OF_TEXT, Change, Comparison, Kind, What
from layout.proof.compare.comparing import compare_traces
from layout.proof.compare.passages import passages
from layout.proof.compare.told import reasons
from layout.proof.trace import Trace, TracedArt
from tests.proof.compare.paper import block, body, line, page, story_page

PARAGRAPHS = (
    "the council fell silent when the clerk read out every deferral since the first drawings",
    "work on the eastern foundation is to begin in March once the eel passage is over",
    "members for the western wards asked why tenants should pay for a tramway they seldom ride",
    "a loan of more than thirty years needs a majority of three fifths of the members",
)
WORDS = "tram ferry harbour council bridge of the and a in considerable improvement nine washing-up".split()
COPY = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join), min_size=1, max_size=7)


def kinds(comparison: Comparison) -> set[Kind]:
    return {each.kind for each in comparison.changes}


def whats(comparison: Comparison) -> list[What]:
    return [each.what for each in comparison.changes]


def tram(trace: Trace) -> list[list[str]]:
    return [list(each.words) for each in passages(trace.lines, {"": "page"}).get("story tram", ())]


def applied(was: list[list[str]], changes: list[Change], length: int) -> list[list[str]]:
    """The old passages with the told changes made to them."""
    now: list[list[str] | None] = [None] * length
    for each in changes:
        if each.now_at < 0:
            continue
        if each.was_at < 0:
            now[each.now_at] = ["new", each.now]
            continue
        words, made, at = was[each.was_at], [], 0
        for edit in each.edits:
            assert tuple(words[edit.at : edit.at + len(edit.was)]) == edit.was
            made += [*words[at : edit.at], *edit.now]
            at = edit.at + len(edit.was)
        now[each.now_at] = [*made, *words[at:]]
    told = {each.was_at for each in changes}
    rest = iter([words for index, words in enumerate(was) if index not in told])
    return [words if words is not None else next(rest) for words in now]


@given(COPY)
def test_a_page_is_the_same_as_itself(copy: list[str]) -> None:
    comparison = compare_traces(story_page(copy), story_page(copy))
    assert comparison.changes == ()
    assert comparison.editorial_same


@settings(deadline=None)
@given(COPY, COPY)
def test_the_told_changes_make_the_new_text_of_the_old(before: list[str], after: list[str]) -> None:
    was, now = story_page(before), story_page(after)
    changes = [each for each in compare_traces(was, now).changes if each.what in EDITS_OF_TEXT]
    made = applied(tram(was), changes, len(tram(now)))
    wanted = [
        ["new", " ".join(after[index].split())] if words[0] == "new" else tram(now)[index] for index, words in enumerate(made)
    ]
    assert made == wanted


@settings(deadline=None)
@given(COPY, COPY)
def test_the_other_way_round_the_same_kinds_of_things_changed(before: list[str], after: list[str]) -> None:
    was, now = story_page(before), story_page(after, at=(1, 2))
    there, back = compare_traces(was, now), compare_traces(now, was)
    assert kinds(there) == kinds(back)
    assert there.editorial_same is back.editorial_same


@settings(deadline=None)
@given(COPY, st.integers(0, 2), st.integers(0, 5))
def test_a_block_that_moved_changes_no_word_and_breaks_no_line(copy: list[str], column: int, slot: int) -> None:
    one, other = (block("A", ["tram"], at, depth=110, columns=2) for at in ((0, 0), (column, slot)))
    comparison = compare_traces(page([one], body(copy, one)), page([other], body(copy, other)))
    assert whats(comparison) == ([What.MOVED] if column or slot else [])
    assert comparison.editorial_same


@settings(deadline=None)
@given(COPY, st.integers(10, 40), st.integers(10, 40))
def test_another_measure_breaks_lines_and_changes_no_word(copy: list[str], one: int, other: int) -> None:
    comparison = compare_traces(story_page(copy, measure=one), story_page(copy, measure=other))
    assert comparison.editorial_same
    assert kinds(comparison) <= {Kind.REBROKEN, Kind.MOVED}


@settings(deadline=None)
@given(COPY, COPY)
def test_pages_that_differ_to_the_eye_are_told_to(before: list[str], after: list[str]) -> None:
    was, now = story_page(before), story_page(after)
    assert bool(compare_traces(was, now).printed) is ([each.words for each in was.lines] != [each.words for each in now.lines])


def test_a_word_is_told_with_its_paragraph_and_its_place_on_both_sides() -> None:
    after = (PARAGRAPHS[0], PARAGRAPHS[1].replace("March", "April"), *PARAGRAPHS[2:])
    comparison = compare_traces(story_page(PARAGRAPHS), story_page(after))
    (change,) = comparison.changes
    assert (change.what, change.said) == (What.EDITED, "1 word of paragraph 2 was changed")
    assert [(edit.was, edit.now) for edit in change.edits] == [(("March",), ("April",))]
    assert len(change.was_areas) == len(change.now_areas) == 1
    assert change.was_areas[0][2] == 25.0
    assert not comparison.editorial_same


def test_the_pieces_of_an_edited_paragraph_read_as_both_versions() -> None:
    after = (PARAGRAPHS[0].replace("when the clerk", "as a clerk then"), *PARAGRAPHS[1:])
    change = compare_traces(story_page(PARAGRAPHS), story_page(after)).changes[0]
    assert "".join(each.same + each.now for each in change.pieces) == after[0]
    assert "".join(each.same + each.was for each in change.pieces).split() == PARAGRAPHS[0].split()


def test_a_paragraph_put_in_leaves_the_others_alone() -> None:
    after = (PARAGRAPHS[0], "nobody had expected that", *PARAGRAPHS[1:])
    comparison = compare_traces(story_page(PARAGRAPHS), story_page(after))
    assert whats(comparison) == [What.INSERTED, What.SHIFTED]
    assert comparison.changes[0].said == "paragraph 2 is new: 4 words"
    assert whats(compare_traces(story_page(after), story_page(PARAGRAPHS)))[0] is What.DELETED


def test_a_paragraph_moved_within_its_story_is_not_told_as_new() -> None:
    after = (*PARAGRAPHS[1:], PARAGRAPHS[0])
    comparison = compare_traces(story_page(PARAGRAPHS), story_page(after))
    assert whats(comparison)[0] is What.DISPLACED
    assert What.INSERTED not in whats(comparison)


def test_a_story_under_another_letter_is_the_same_story() -> None:
    one, other = block("A", ["tram"]), block("C", ["tram"], at=(0, 4))
    comparison = compare_traces(page([one], body(PARAGRAPHS, one)), page([other], body(PARAGRAPHS, other)))
    assert whats(comparison) == [What.LETTERED, What.MOVED]
    assert comparison.printed[0].said == "block C ('tram') moved down 4 lines"


def test_a_hyphen_that_the_line_break_put_is_no_change() -> None:
    copy = ["a considerable improvement of everything that was considered before"]
    placed = block("A", ["tram"])
    one, other = (page([placed], body(copy, placed, 12, hyphenate=each)) for each in (True, False))
    assert one != other
    assert kinds(compare_traces(one, other)) == {Kind.REBROKEN}


def test_lines_broken_elsewhere_are_counted_from_the_first() -> None:
    copy = ["one two three four five", "aa bb cc dd ee ff gg"]
    placed = block("A", ["tram"], depth=20)
    rest = body(copy, placed, 12)
    other = [*rest[:2], *[replaced for replaced in body(copy, placed, 9) if replaced.paragraph == 1]]
    change = next(
        each for each in compare_traces(page([placed], rest), page([placed], other)).changes if each.kind is Kind.REBROKEN
    )
    assert " lines of the same words break differently, from line " in change.said


def test_words_that_went_over_the_jump_are_told_as_that() -> None:
    deep, shallow = (block("A", ["tram"], depth=depth, jump_to="3") for depth in (12, 8))
    comparison = compare_traces(page([deep], body(PARAGRAPHS, deep)), page([shallow], body(PARAGRAPHS, shallow)))
    turned = [each for each in comparison.changes if each.kind is Kind.TEXT]
    assert turned
    assert {each.what for each in turned} == {What.TURNED}
    assert all(each.said.endswith(" after the jump to page 3") for each in turned)
    words = sum(each.words for each in turned)
    assert f"{words} words of 'tram' now come after the jump to page 3." in reasons(comparison)


def test_words_come_over_a_jump_whatever_words_stand_next_to_them() -> None:
    placed = block("A", ["tram"], jump_from="1")
    before, after = "and the ninth", "and the eighth was none to spare and the ninth"
    (change,) = compare_traces(*(page([placed], body([copy], placed, 60)) for copy in (before, after))).changes
    assert (change.what, change.said) == (What.TURNED, "7 words of paragraph 1 now come after the jump from page 1")


@pytest.mark.parametrize(("was", "now"), [("3", "5"), ("", "5"), ("3", "")])
def test_a_jumps_page_is_told_once(was: str, now: str) -> None:
    sides = []
    for target in (was, now):
        placed = block("A", ["tram"], jump_to=target)
        jump = [line(f"Continued on page {target}", "jump-line", (20, 410), ("A", "tram"))] if target else []
        sides.append(page([placed], [*body(PARAGRAPHS, placed), *jump]))
    (change,) = compare_traces(*sides).changes
    assert (change.kind, change.what) == (Kind.JUMP, What.JUMP)
    assert f"page {now or was}" in change.said
    assert change.was_areas or change.now_areas


def test_a_refer_to_another_page_names_a_page() -> None:
    sides = [
        page([block("R", ["tram"], what="refers")], [line(f"Page {number}", "refer", (20, 40), ("R", ""))]) for number in (3, 5)
    ]
    (change,) = compare_traces(*sides).changes
    assert (change.kind, change.said) == (Kind.JUMP, "a refer reads 'Page 5', not 'Page 3'")


AD = block("X", booking="A1207")
STORY = block("A", ["tram"], at=(1, 0))
SHIP = TracedArt("X", "", "ad", "A1207-marine.pdf", AD.areas[0])


def ad_page(art: TracedArt, ad: object = AD) -> Trace:
    label = line("ADVERTISEMENT", "ad-label", (30, 25), ("X", ""))
    return page([ad, STORY], [*body(PARAGRAPHS, STORY), label], [art])


@pytest.mark.parametrize(
    ("art", "ad", "said"),
    [
        (replace_art, ad, said)
        for replace_art, ad, said in (
            (SHIP._replace(name="A1207-new.pdf"), AD, "the ad A1207 is another file: A1207-new.pdf, not A1207-marine.pdf"),
            (
                SHIP._replace(name="b.pdf"),
                AD._replace(booking="A1210"),
                "another ad stands in place of A1207: A1210 in block X",
            ),
            (SHIP._replace(digest="2"), AD, "the ad A1207 is another file under the same name"),
        )
    ],
)
def test_an_ad_exchanged_changes_no_editorial_word(art: TracedArt, ad: object, said: str) -> None:
    comparison = compare_traces(ad_page(SHIP._replace(digest="1")), ad_page(art, ad))
    (change,) = comparison.changes
    assert (change.kind, change.said) == (Kind.AD, said)
    assert comparison.editorial_same


def test_an_ad_given_up_for_another_depth_is_told_as_an_ad() -> None:
    deeper = block("X", booking="A1207", depth=44)
    comparison = compare_traces(ad_page(SHIP), ad_page(SHIP._replace(area=deeper.areas[0]), deeper))
    assert {each.said for each in comparison.changes} == {
        "the ad A1207 is 4 lines deeper",
        "the ad A1207 is 140 × 440 points now, not 140 × 400",
    }


def test_an_ads_label_is_no_editorial_word() -> None:
    other = ad_page(SHIP)
    other = replace(other, lines=tuple(each for each in other.lines if each.kind != "ad-label"))
    comparison = compare_traces(ad_page(SHIP), other)
    assert comparison.changes
    assert comparison.editorial_same


def test_a_digest_that_nobody_took_is_no_change() -> None:
    assert compare_traces(ad_page(SHIP), ad_page(SHIP._replace(digest="2"))).changes == ()


PHOTO = TracedArt("A", "tram", "image", "tram.jpg", (170.0, 40.0, 140.0, 90.0))


@pytest.mark.parametrize(
    ("now", "what", "said"),
    [
        (PHOTO._replace(name="car.jpg"), What.ANOTHER, "another picture stands in block A: car.jpg, not tram.jpg"),
        (PHOTO._replace(crop=(0.1, 0.0, 0.9, 1.0)), What.CROPPED, "the picture tram.jpg is cropped differently"),
        (PHOTO._replace(area=(170.0, 60.0, 140.0, 90.0)), What.ART_MOVED, "the picture tram.jpg moved down 2 lines"),
        (
            PHOTO._replace(area=(170.0, 40.0, 140.0, 70.0)),
            What.ART_MOVED,
            "the picture tram.jpg is 140 × 70 points now, not 140 × 90",
        ),
        (PHOTO._replace(what="hole", name="no file"), What.ANOTHER, "a hole stands where the picture tram.jpg stood: no file"),
    ],
)
def test_art_changed_is_told(now: TracedArt, what: What, said: str) -> None:
    sides = [page([STORY], body(PARAGRAPHS, STORY, skip=12), [art]) for art in (PHOTO, now)]
    (change,) = compare_traces(*sides).changes
    assert (change.kind, change.what, change.said) == (Kind.ART, what, said)
    assert compare_traces(*sides).editorial_same


def test_a_picture_that_went_with_its_block_is_not_told_apart() -> None:
    low = block("A", ["tram"], at=(1, 3))
    moved = PHOTO._replace(area=(170.0, 70.0, 140.0, 90.0))
    comparison = compare_traces(page([STORY], body(PARAGRAPHS, STORY), [PHOTO]), page([low], body(PARAGRAPHS, low), [moved]))
    assert whats(comparison) == [What.MOVED]


def test_a_headline_rewritten_is_told_as_it_was_and_is() -> None:
    sides = [
        page([STORY], [line(text, "headline", (170, 40), ("A", "tram"), size=36.0)]) for text in ("Tram stops", "Buses go on")
    ]
    comparison = compare_traces(*sides)
    assert comparison.changes[0].said == "the headline reads 'Buses go on', not 'Tram stops'"
    assert comparison.headlines == {"tram": "Buses go on"}


def test_a_headline_in_another_size_says_which() -> None:
    sides = [page([STORY], [line("Tram stops", "headline", (170, 40), ("A", "tram"), size=size)]) for size in (36.0, 30.0)]
    assert [each.said for each in compare_traces(*sides).changes] == ["the headline is set in 30 points, not 36"]


def test_text_in_another_size_is_told_once() -> None:
    lines = body(PARAGRAPHS, STORY)
    larger = [each._replace(size=9.5) for each in lines]
    assert [each.said for each in compare_traces(page([STORY], lines), page([STORY], larger)).changes] == [
        "the text is set in 9.5 points, not 9"
    ]


def test_type_of_a_block_that_no_page_has_is_the_pages_own() -> None:
    stray = line("Printed at Skerry Point", "notice", (20, 40), ("Q", ""))
    assert whats(compare_traces(page([STORY], []), page([STORY], [stray]))) == [What.STORY_NEW]


def test_the_date_in_the_folio_is_told() -> None:
    sides = [page([], [line(text, "folio", (20, 10))]) for text in ("Tuesday 24 November", "Wednesday 25 November")]
    (change,) = compare_traces(*sides).changes
    assert change.said == "the folio reads 'Wednesday 25 November', not 'Tuesday 24 November'"


def test_lines_of_another_word_space_are_told() -> None:
    one = line("the tram stops", "body", (170, 40), ("A", "tram"), paragraph=0, leg=1, number=1)
    last = one.words[-1]
    other = one._replace(words=(*one.words[:-1], last._replace(x=last.x + 2)))
    assert whats(compare_traces(page([STORY], [one]), page([STORY], [other]))) == [What.RESPACED]


def test_a_rule_of_no_block_that_changed_is_told() -> None:
    comparison = compare_traces(page([STORY], [], rules=[(600, 900, 100, 0.5)]), page([STORY], []))
    assert [each.said for each in comparison.changes] == ["1 rule gone"]


def test_a_new_story_in_the_place_of_another_is_no_edit_of_it() -> None:
    other = block("A", ["ferry"], at=(1, 0))
    comparison = compare_traces(page([STORY], body(PARAGRAPHS, STORY)), page([other], body(PARAGRAPHS, other)))
    assert set(whats(comparison)) == {What.STORY_NEW, What.STORY_GONE, What.NEW, What.GONE}


def test_a_drop_cap_that_is_a_word_of_its_own_changes_no_word() -> None:
    of = ("A", "tram")
    plain = [line("A classroom of the school", "body", (170, 40), of, paragraph=0, leg=1, number=1)]
    capped = [
        line("classroom of the school", "body", (200, 40), of, paragraph=0, leg=1, number=1),
        line("A", "drop-cap", (170, 60), of, paragraph=0, size=40.0),
    ]
    for sides in ((plain, capped), (capped, plain)):
        assert compare_traces(*(page([STORY], lines) for lines in sides)).editorial_same
