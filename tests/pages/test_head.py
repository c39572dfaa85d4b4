"""Heads over a story: label or kicker, headline, deck, and the whole slots that they take."""

import pytest

from layout.pages.case import at_rung
from layout.pages.display import Kind, Source, TextMark
from layout.pages.head import KICKER_DROP, LABEL_DROP, HeadCopy, HeadPlace, SetHead, head_slots, set_head
from layout.pages.headline import SetHeadline, set_headline
from tests.pages.desk import MEASURE, case, house, words

# Depths in slots of 10.5 pt for 1, 2, 3, 4 lines; the same with a kicker. From the art direction's ladder.
LADDER = {
    14: ((2, 3, 5, 6), (3, 5, 6, 8)),
    18: ((2, 4, 6, 8), (4, 6, 8, 10)),
    24: ((3, 5, 8, 10), (4, 7, 9, 12)),
    30: ((3, 6, 9, 12), (5, 8, 11, 14)),
    36: ((4, 7, 11, 14), (5, 9, 12, 16)),
    42: ((4, 8, 12, 16), (6, 10, 14, 18)),
    48: ((5, 9, 14, 18), (6, 11, 15, 20)),
    54: ((5, 11, 16, 22), (7, 12, 18, 23)),
    60: ((6, 12, 18, 24), (8, 14, 20, 26)),
    72: ((7, 14, 21, 28), (9, 16, 23, 30)),
}
TWO = 293.9


def set_at(copy: HeadCopy, width: float = TWO, columns: int = 2, **place: object) -> SetHead:
    at = HeadPlace(100.0, width, columns, 4, **place)  # type: ignore[arg-type]
    return set_head(case(), house().grid, copy, at, Source("A", "a"))


def kinds(head: SetHead, kind: Kind) -> list[TextMark]:
    return [mark for mark in head.marks if isinstance(mark, TextMark) and mark.text.kind is kind]


@pytest.mark.parametrize("size", LADDER)
def test_the_ladder_takes_the_slots_that_were_designed(size: int) -> None:
    style = case().style("headline")
    rung = next(index for index, rung in enumerate(style.rungs) if rung.size == size)
    one = set_headline(case(), ("Word",), style, 900.0, rung)
    for offset, depths in zip((0.0, KICKER_DROP), LADDER[size], strict=True):
        for count, slots in enumerate(depths, start=1):
            many = SetHeadline(one.lines * count, at_rung(style, style.rungs[rung]), 0, rung, rung, fits=True)
            assert head_slots(case(), many, offset, 10.5) == slots, f"{size} pt, {count} lines, offset {offset}"


@pytest.mark.parametrize(
    ("copy", "drop"),
    [
        (HeadCopy(("Harbour office opens",)), 0.0),
        (HeadCopy(("Harbour office opens",), kicker="Harbour"), KICKER_DROP),
        (HeadCopy(("Harbour office opens",), label="Opinion"), LABEL_DROP),
    ],
)
def test_a_heads_first_capitals_stand_on_the_cap_line_and_the_headline_so_far_under_them(copy: HeadCopy, drop: float) -> None:
    head = set_at(copy)
    cap_line = house().grid.slot_top(4) + 2.0
    headline = kinds(head, Kind.HEADLINE)[0].text
    assert head.headline is not None
    assert headline.baseline - case().cap_height(head.headline.style) == pytest.approx(cap_line + drop)
    for kind in (Kind.KICKER, Kind.LABEL):
        for mark in kinds(head, kind):
            assert mark.text.baseline - case().cap_height(case().style("kicker")) == pytest.approx(cap_line)


def test_a_headlines_stem_not_its_bearing_stands_on_the_columns_edge() -> None:
    headline = kinds(set_at(HeadCopy(("Harbour office opens",))), Kind.HEADLINE)[0].text
    assert headline.x == pytest.approx(100.0 - 0.02 * 30)


def test_a_label_takes_the_kickers_place() -> None:
    head = set_at(HeadCopy(("Harbour office opens",), label="Opinion", kicker="Harbour"))
    assert [mark.text.line.text for mark in kinds(head, Kind.LABEL)] == ["Opinion"]
    assert kinds(head, Kind.KICKER) == []


def test_a_continuations_marker_shares_the_labels_line() -> None:
    head = set_at(HeadCopy(("Harbour office opens",), label="Voice of the World", marker="From page 1"))
    label, marker = kinds(head, Kind.LABEL)[0].text, kinds(head, Kind.KICKER)[0].text
    assert marker.baseline == label.baseline
    assert marker.x + marker.line.width == pytest.approx(100.0 + TWO)
    assert head.slots == set_at(HeadCopy(("Harbour office opens",), label="Voice of the World")).slots


def test_in_a_narrow_leg_the_marker_stands_under_the_label() -> None:
    head = set_at(HeadCopy(("Harbour",), label="Voice of the World", marker="From page 1"), width=MEASURE, columns=1)
    label, marker = kinds(head, Kind.LABEL)[0].text, kinds(head, Kind.KICKER)[0].text
    headline = kinds(head, Kind.HEADLINE)[0].text
    assert head.headline is not None
    assert (label.x, marker.x) == (100.0, 100.0)
    assert marker.baseline == pytest.approx(label.baseline + KICKER_DROP)
    cap_line = house().grid.slot_top(4) + 2.0
    assert headline.baseline - case().cap_height(head.headline.style) == pytest.approx(cap_line + 2 * KICKER_DROP)
    assert head.cut == ()


def test_a_deck_stands_on_a_cap_line_not_too_near_the_headline() -> None:
    copy = HeadCopy(("Harbour office opens",), deck="Trustees weigh a sale after losing a third of the fund.")
    head, bare = set_at(copy), set_at(HeadCopy(copy.headlines))
    first = kinds(head, Kind.DECK)[0].text
    grid = house().grid
    cap = case().cap_height(case().style("deck").rungs[1])
    white = first.baseline - cap - kinds(head, Kind.HEADLINE)[-1].text.baseline
    below = (first.baseline - cap - 2.0 - grid.slot_top(4 + bare.slots)) / 10.5
    assert below == pytest.approx(0.0) or below == pytest.approx(1.0), "the next slot, or where that is too near the one after it"
    assert 14.0 <= white < 14.0 + 10.5
    last = kinds(head, Kind.DECK)[-1].text
    assert grid.slot_top(4 + head.slots) - last.baseline >= 7.5 - 0.01
    assert head.long == ()


@pytest.mark.parametrize("length", [6, 12, 20])
@pytest.mark.parametrize("columns", [2, 4])
def test_a_picture_under_a_deck_stands_as_far_off_as_one_under_a_headline(length: int, columns: int) -> None:
    copy = HeadCopy(("Harbour office opens",), deck=words(length))
    head = set_at(copy, width=TWO * columns / 2, columns=columns, before_picture=True)
    cap_line = house().grid.slot_top(4 + head.slots) + 2.0
    white = cap_line - kinds(head, Kind.DECK)[-1].text.baseline
    assert 14.0 <= white < 14.0 + 10.5


def test_a_deck_runs_at_most_three_columns_wide() -> None:
    head = set_at(HeadCopy(("Harbour office opens",), deck=words(24)), width=600.5, columns=4)
    assert all(mark.text.line.width <= 600.5 * 3 / 4 for mark in kinds(head, Kind.DECK))


def test_a_deck_that_runs_long_is_printed_whole_and_told() -> None:
    head = set_at(HeadCopy(("Harbour office opens",), deck=words(60)))
    assert head.long == ("deck",)
    assert " ".join(mark.text.line.text for mark in kinds(head, Kind.DECK)) == words(60)
    endless = set_at(HeadCopy(("Harbour office opens",), deck=words(300)))
    assert all(mark.text.line.width <= TWO for mark in kinds(endless, Kind.DECK))
    assert sum(len(mark.text.line.text.split()) for mark in kinds(endless, Kind.DECK)) == 300


def test_a_kicker_too_long_for_its_line_is_cut_and_told() -> None:
    head = set_at(HeadCopy(("Harbour office opens",), kicker=words(30)), width=MEASURE, columns=1)
    kicker = kinds(head, Kind.KICKER)[0].text.line
    assert head.cut == ("kicker",)
    assert kicker.width <= MEASURE
    assert kicker.text.endswith("…")
    assert kicker.text.removesuffix("…").strip() in words(30)


def test_a_head_of_a_deck_alone_still_prints_it() -> None:
    head = set_at(HeadCopy((), deck="Trustees weigh a sale."))
    assert [mark.text.line.text for mark in kinds(head, Kind.DECK)] == ["Trustees weigh a sale."]
    assert head.headline is None


def test_no_head_takes_no_slots() -> None:
    assert set_at(HeadCopy(())).slots == 0
    assert set_at(HeadCopy(("", " "))).slots == 0


def test_the_size_asked_for_counts_from_the_ladders_largest() -> None:
    head = set_at(HeadCopy(("Hall opens",), size=7), width=447.2, columns=3)
    assert head.headline is not None
    assert head.headline.style.size == 30
    beyond = set_at(HeadCopy(("Hall opens",), size=99), width=447.2, columns=3)
    assert beyond.headline is not None
    assert beyond.headline.style.size == 14
