"""Where a story is parted between a released page and another: what is lost, what stands on both."""

from hypothesis import given
from hypothesis import strategies as st

from layout.production.seams import Fit, Parted, Seam, _common, judge_above, judge_below, same_place

FRONT = "The council will build a bridge over the Narrows, and there was none to spare: East Shore".split()
INSIDE = "and Old Town gave three each, Quayside two, and the ninth came from Westfield, where nobody had looked.".split()
STORY = FRONT + INSIDE
SEAM = len(FRONT)
LONG = "On the quay that evening nobody spoke of anything but the loan and the eels.".split()


def below(new: list[str], at: int) -> Seam:
    """The front is released; its story reads now as `new`, and goes on inside before its word `at`."""
    return judge_below(Parted(STORY, SEAM), Parted(new, at))


def above(new: list[str], at: int) -> Seam:
    """The inside page is released; on the front the story now ends before that word."""
    return judge_above(Parted(new, at), Parted(STORY, SEAM))


def test_nothing_changed_is_whole() -> None:
    assert below(STORY, SEAM) == above(STORY, SEAM) == Seam(Fit.WHOLE)


def test_words_taken_out_on_the_front_are_the_words_lost_where_the_inside_begins_later() -> None:
    shorter = STORY[:3] + STORY[8:]
    assert below(shorter, SEAM) == Seam(Fit.LOST, ("and", "Old", "Town", "gave", "three"))
    assert below(shorter, SEAM - 5).fit is Fit.WHOLE
    assert above(shorter, SEAM) == Seam(Fit.DOUBLED, ("and", "Old", "Town", "gave", "three"))


def test_words_put_in_on_the_front_are_the_words_that_stand_twice() -> None:
    longer = [*STORY[:3], "at", "long", "last", *STORY[3:]]
    assert below(longer, SEAM) == Seam(Fit.DOUBLED, ("spare:", "East", "Shore"))
    assert below(longer, SEAM + 3).fit is Fit.WHOLE
    assert above(longer, SEAM) == Seam(Fit.LOST, ("spare:", "East", "Shore"))


def test_edits_beyond_the_seam_hold_nothing() -> None:
    assert below([*STORY[: SEAM + 4], "indeed", *STORY[SEAM + 6 :]], SEAM).fit is Fit.WHOLE
    assert above([*STORY[:4], "soon", *STORY[5:]], SEAM).fit is Fit.WHOLE


def test_the_last_word_of_the_released_front_may_go_where_the_break_stays() -> None:
    assert below(STORY[: SEAM - 1] + STORY[SEAM:], SEAM - 1).fit is Fit.WHOLE


def test_the_first_words_of_the_inside_may_be_others() -> None:
    other = [*FRONT, "while", "Hill", *INSIDE[3:]]
    assert below(other, SEAM).fit is Fit.WHOLE
    assert below(other, SEAM + 1) == Seam(Fit.LOST, ("while",))


def test_words_put_in_at_the_very_seam_stand_inside_or_are_lost() -> None:
    new = [*FRONT, "never", "yet", *INSIDE]
    assert below(new, SEAM).fit is Fit.WHOLE
    assert below(new, SEAM + 1) == Seam(Fit.LOST, ("never",))
    assert below(new, SEAM + 2) == Seam(Fit.LOST, ("never", "yet"))
    assert above(new, SEAM + 2).fit is Fit.WHOLE
    assert above(new, SEAM) == Seam(Fit.LOST, ("never", "yet"))


def test_a_seam_that_was_rewritten_on_both_sides_is_told_as_that() -> None:
    other = [*FRONT[:-2], "Hill", "and", "Quayside", "voted", "for", "it.", *INSIDE[6:]]
    assert below(other, SEAM).fit is Fit.REWRITTEN


def test_another_story_altogether_does_not_go_on() -> None:
    assert below(LONG, 4).fit is Fit.REWRITTEN


def test_marks_capitals_and_hyphens_do_not_matter() -> None:
    typed = [word.upper().replace(",", ";") for word in STORY]
    assert below(typed, SEAM).fit is Fit.WHOLE
    assert below(["co-" if word == "The" else word for word in STORY], SEAM).fit is Fit.WHOLE


def test_a_paragraph_moved_from_the_front_to_the_end_stands_twice() -> None:
    old = [*LONG, *STORY]
    new = [*STORY, *LONG]
    assert judge_below(Parted(old, len(LONG) + SEAM), Parted(new, SEAM)) == Seam(Fit.DOUBLED, tuple(LONG))
    assert judge_above(Parted(new, SEAM), Parted(old, len(LONG) + SEAM)) == Seam(Fit.LOST, tuple(LONG))


def test_a_paragraph_moved_from_inside_to_the_front_is_lost() -> None:
    old = [*STORY, *LONG]
    new = [*LONG, *STORY]
    at = len(LONG) + SEAM
    assert judge_below(Parted(old, SEAM), Parted(new, at)) == Seam(Fit.LOST, tuple(LONG))
    assert judge_above(Parted(new, at), Parted(old, SEAM)) == Seam(Fit.DOUBLED, tuple(LONG))


def test_a_doubled_word_at_the_seam_may_be_taken_out_on_either_side() -> None:
    old = [*FRONT, FRONT[-1], *INSIDE]
    assert judge_below(Parted(old, SEAM), Parted(STORY, SEAM)).fit is Fit.WHOLE
    assert judge_below(Parted(old, SEAM), Parted(STORY, SEAM - 1)).fit is Fit.WHOLE


def test_a_place_is_found_in_a_text_that_was_edited_before_it() -> None:
    assert same_place(Parted(STORY, SEAM), STORY[:2] + STORY[5:]) == SEAM - 3


WORDS = st.lists(st.integers(0, 10_000).map(lambda number: f"w{number}"), min_size=12, max_size=60, unique=True)


@given(WORDS, WORDS, st.data())
def test_an_edit_away_from_the_seam_holds_nothing_and_every_other_break_is_counted(
    front: list[str], inside: list[str], data: st.DataObject
) -> None:
    old, at = [*front, *(f"i{word}" for word in inside)], len(front)
    first = data.draw(st.integers(0, at - 4))
    last = data.draw(st.integers(first, at - 4))
    put_in = [f"n{number}" for number in range(data.draw(st.integers(0, 9)))]
    new = [*old[:first], *put_in, *old[last:]]
    right = at - (last - first) + len(put_in)
    frozen = Parted(old, at)
    assert judge_below(frozen, Parted(new, right)).fit is Fit.WHOLE
    assert judge_above(Parted(new, right), frozen).fit is Fit.WHOLE
    place = data.draw(st.integers(0, len(new)))
    seam = judge_below(frozen, Parted(new, place))
    assert seam.fit is (Fit.LOST if place > right else Fit.DOUBLED if place < right else Fit.WHOLE)
    assert seam.words == tuple(new[min(place, right) : max(place, right)])


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_the_longest_common_subsequence_is_that_of_the_table(one: list[str], other: list[str]) -> None:
    table = [0] * (len(other) + 1)
    for word in one:
        row = [0]
        for place, each in enumerate(other):
            row.append(max(row[-1], table[place + 1], table[place] + 1 if each == word else 0))
        table = row
    assert _common(one, other) == table
