"""Copy flowed through runs of slots. Each drawing shows the runs side by side: a letter a line, one letter an item, `.` white."""

from functools import lru_cache
from itertools import pairwise

import pytest

from layout.content.story import Span
from layout.lines.paragraph import Measures, Opening, Prepared, prepare, set_paragraph, variants
from layout.pages.chain import Item, ItemKind, Run
from layout.pages.flow import Flowed, Give, flow
from tests.pages.desk import MEASURE, case, drawing, faces, words

NARROW = 100.0


@lru_cache
def prepared(text: str, role: str = "body") -> Prepared:
    return prepare((Span(text),), case().style(role), "en-GB", faces(), Opening(0.0))


@lru_cache
def prose(lines: int, start: int = 0, also: int = 0) -> Item:
    """A paragraph that is set best in so many lines; `also`: about as well in that many."""
    for begin in range(start, start + 90):
        for count in range(lines * 3, lines * 10):
            paragraph = prepared(f"{words(count, begin)}.")
            settings = variants(paragraph, Measures((), MEASURE))
            best = min(settings.values(), key=lambda setting: setting.cost)
            other = settings.get(also, best)
            if len(best) == lines and len(other) == (also or lines) and other.cost - best.cost < 200_000:
                return Item(ItemKind.TEXT, paragraph)
    raise AssertionError("the stock has no such text")


def head(text: str = "Repairs go on") -> Item:
    return Item(ItemKind.HEAD, prepared(text, "crosshead"), white=1, keep=2)


def legs(*depths: int, piece: int = 0, measure: float = MEASURE) -> list[Run]:
    return [Run(piece, index, 0, depth, measure) for index, depth in enumerate(depths)]


def drawn(flowed: Flowed, runs: list[Run], names: str) -> str:
    columns = [["."] * run.rows for run in runs]
    for placed in flowed.placed:
        columns[placed.run][placed.row] = names[placed.item]
    deepest = max(map(len, columns))
    return "\n".join(" ".join(c[row] if row < len(c) else " " for c in columns).rstrip() for row in range(deepest))


def flow_drawn(items: list[Item], runs: list[Run], names: str = "abcdef") -> str:
    return drawn(flow(items, runs), runs, names)


def test_text_runs_on_from_leg_to_leg() -> None:
    assert flow_drawn([prose(3), prose(6, 20)], legs(5, 4)) == drawing(
        """
        a b
        a b
        a b
        b b
        b
        """
    )


def test_a_widow_is_drawn_back_and_the_next_paragraph_takes_its_line() -> None:
    items = [prose(6, also=5), prose(7, 20, also=8)]
    assert flow_drawn(items, legs(5, 8)) == drawing(
        """
        a b
        a b
        a b
        a b
        a b
          b
          b
          b
        """
    )
    assert flow(items, legs(5, 8)).varied == 2


def test_an_orphan_goes_to_the_rest_of_its_paragraph() -> None:
    assert flow_drawn([prose(3), prose(4, 20)], legs(4, 4)) == drawing(
        """
        a b
        a b
        a b
        . b
        """
    )


def test_an_orphans_row_is_filled_by_the_paragraph_before_where_that_can_stretch() -> None:
    assert flow_drawn([prose(7, also=8), prose(9, 20, also=8)], legs(8, 8)) == drawing(
        """
        a b
        a b
        a b
        a b
        a b
        a b
        a b
        a b
        """
    )


def test_no_leg_ends_in_a_hyphen() -> None:
    items = [prose(8), prose(7, 20), prose(9, 40), prose(8, 60), prose(7, 15)]
    ends = 0
    for depth in range(4, 14):
        runs = legs(*[depth] * (45 // depth + 1))
        lasts = {}
        for placed in flow(items, runs).placed:
            lasts[placed.run] = placed
        for run, placed in lasts.items():
            if placed.row == runs[run].rows - 1:
                ends += 1
                assert not placed.line.hyphenated, f"legs of {depth} rows: {placed.line.text}"
    assert ends > 30


def test_a_jump_is_neither_after_a_hyphen_nor_beside_a_paragraphs_edge() -> None:
    items = [prose(6), prose(5, 20), prose(6, 40), prose(7, 60)]
    for depth in range(5, 20):
        runs = [*legs(depth), *legs(30, piece=1)]
        flowed = flow(items, runs)
        last = max((placed for placed in flowed.placed if placed.run == 0), key=lambda placed: placed.row)
        assert last.row == depth - 1, "every piece but the last is filled"
        assert not last.line.hyphenated
        if depth not in (6, 7, 11, 12, 17, 18):  # where lines that cannot give leave the edge of a paragraph there
            assert not last.line.ends_paragraph
            assert last.row_of_item > 0


@pytest.mark.parametrize("stop", ".:")
def test_a_jump_comes_inside_a_sentence_and_after_no_colon(stop: str) -> None:
    # As its paragraphs are set best, the fourth line of the second, which ends with a sentence, is the last before the jump.
    turning = prepared(f"{words(25, 18)}{stop} It {words(30, 90)}.")
    lines = set_paragraph(turning, Measures((), MEASURE)).lines
    assert lines[3].text == f"found to be hollow from end to{stop}"
    items = [prose(4, also=3), Item(ItemKind.TEXT, turning), prose(4, 30, also=5)]
    rest = len(lines) - 4 + 4

    def before_the_break(runs: list[Run]) -> str:
        return [placed.line.text for placed in flow(items, runs).placed if placed.run == 0][-1]

    assert before_the_break(legs(8, rest)) == lines[3].text, "from leg to leg a sentence may end"
    assert before_the_break([*legs(8), *legs(rest, piece=1)]) == lines[4].text


def test_words_before_a_jump_are_counted_by_piece() -> None:
    items = [prose(6), prose(6, 20)]
    runs = [Run(0, 0, 0, 3, MEASURE), Run(2, 0, 0, 20, MEASURE)]
    flowed = flow(items, runs)
    first = " ".join(placed.line.text for placed in flowed.placed if placed.run == 0)
    total = sum(len(item.prepared.tokens) for item in items)
    assert flowed.words_before == (len(first.split()), len(first.split()), total), "a piece without room carries nothing on"


def test_a_crosshead_keeps_two_lines_under_it_in_its_leg() -> None:
    assert flow_drawn([prose(5), head(), prose(6, 20)], legs(9, 9), "ahb") == drawing(
        """
        a b
        a b
        a b
        a b
        a .
        . .
        h .
        b .
        b .
        """
    )
    assert flow_drawn([prose(5), head(), prose(6, 20)], legs(8, 8), "ahb") == drawing(
        """
        a h
        a b
        a b
        a b
        a b
        . b
        . b
        . .
        """
    )


def test_a_crosshead_with_fewer_than_five_lines_under_it_costs_by_the_line() -> None:
    items = [prose(5), head(), prose(9, 20)]
    costs = [flow(items, legs(7 + under, 9 - under)).cost for under in (2, 3, 4, 5)]
    steps = [more - less for more, less in pairwise(costs)]
    assert steps == pytest.approx([400.0] * 3, abs=200.0), "beside what curing a hyphen costs"


def test_a_quote_is_rather_set_between_paragraphs_and_at_a_sentences_end_than_in_mid_sentence() -> None:
    items = [prose(6, 0, 7), prose(6, 20)]
    above = Run(0, 0, 0, 7, MEASURE)
    plain, quoted = (flow(items, [above._replace(quoted=quoted), Run(0, 0, 17, 9, MEASURE)]) for quoted in (False, True))
    first = [placed.item for placed in quoted.placed if placed.run == 0]
    assert first == [0] * 7, "the first paragraph took a line more to end over the quote"
    assert quoted.cost >= plain.cost
    inside = [Run(0, 0, 0, 4, MEASURE, quoted=True), Run(0, 0, 17, 12, MEASURE)]
    assert flow(items, inside).cost - flow(items, [inside[0]._replace(quoted=False), inside[1]]).cost >= 1_500


def test_text_is_never_pushed_away_from_its_crosshead() -> None:
    assert flow_drawn([prose(4), head(), prose(3, 20)], legs(8, 4), "ahb") == drawing(
        """
        a b
        a .
        a .
        a .
        .
        h
        b
        b
        """
    )


def test_crossheads_in_a_row_keep_together_with_their_text() -> None:
    assert flow_drawn([prose(5), head(), head("Harbour"), prose(6, 20)], legs(10, 10), "ahkb") == drawing(
        """
        a h
        a .
        a k
        a b
        a b
        . b
        . b
        . b
        . b
        . .
        """
    )


def test_a_crosshead_at_the_copys_end_stays_under_its_text() -> None:
    assert flow_drawn([prose(5), head()], legs(7, 4), "ah") == drawing(
        """
        a .
        a .
        a .
        a .
        a
        .
        h
        """
    )


def test_a_crosshead_is_set_for_the_leg_that_it_stands_in() -> None:
    long = head("A harbour that was hollow from end to end")
    runs = [Run(0, 0, 0, 6, 300.0), Run(0, 1, 0, 9, NARROW)]
    flowed = flow([prose(8), long, prose(6, 20)], runs)
    of_head = [placed for placed in flowed.placed if placed.item == 1]
    assert {placed.run for placed in of_head} == {1}
    assert len(of_head) > 1
    assert all(placed.line.width <= NARROW for placed in of_head)


def test_a_paragraph_that_runs_into_a_leg_of_another_measure_fills_both() -> None:
    runs = [Run(0, 0, 0, 4, MEASURE), Run(1, 0, 0, 12, 220.0), Run(2, 0, 0, 12, NARROW)]
    flowed = flow([prose(3), prose(12, 20), prose(14, 40)], runs)
    assert not flowed.over
    for placed in flowed.placed:
        if not placed.line.ends_paragraph:
            filled = placed.line.left + placed.line.width
            assert filled == pytest.approx(runs[placed.run].measure, abs=4.0), "but for what hangs in the margin"


def test_what_does_not_fit_is_counted_in_lines_and_words_and_kept() -> None:
    items = [prose(5), prose(6, 20)]
    flowed = flow(items, legs(4, 4))
    everything = [word for item in items for word in _words(item)]
    set_words = " ".join(placed.line.text for placed in flowed.placed).replace("\u00ad ", "").split()
    assert flowed.over == 3
    assert flowed.words_over == len(everything) - len(set_words)
    over = " ".join(line.text for _item, line in flowed.over_lines).replace("\u00ad ", "").split()
    assert over == everything[len(set_words) :]
    assert flowed.short == 0


def test_rows_that_stay_empty_are_counted() -> None:
    flowed = flow([prose(5)], legs(4, 4))
    assert (flowed.over, flowed.short) == (0, 3)


def test_a_drop_cap_stays_in_one_leg() -> None:
    paragraph = prose(6)
    capped = Item(ItemKind.TEXT, paragraph.prepared, drop_cap=(30.0, 3))
    flowed = flow([capped], legs(2, 12))
    assert {placed.run for placed in flowed.placed} == {1}
    assert [placed.line.left for placed in flowed.placed][:4] == pytest.approx([30.0, 30.0, 30.0, 0.0], abs=2.0)


def test_where_lines_may_not_give_paragraphs_keep_their_natural_length() -> None:
    items = [prose(6, also=5)]
    assert len(flow(items, legs(5, 3), Give.NOTHING).placed) == 6
    assert flow(items, legs(5, 3), Give.NOTHING).varied == 0


def test_no_copy_and_no_room_are_no_faults() -> None:
    assert flow([], legs(4)).short == 4
    nowhere = flow([prose(5)], [])
    assert nowhere.over > 0
    assert (nowhere.placed, nowhere.words_before) == ((), ())


def _words(item: Item) -> list[str]:
    setting = set_paragraph(item.prepared, Measures((), 10_000.0))
    return setting.lines[0].text.split()
