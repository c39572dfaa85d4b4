"""The rules between blocks. Rules never touch: horizontals end on column edges, verticals stand in mid-gutter."""

import pytest

from layout.content.issue import Box, Notice
from layout.content.story import Span
from layout.pages.display import RuleMark
from tests.pages.desk import SHALLOW, Laid, ad, block, briefs, carry_on, filed, laid, page, pdf_ad, place

BODY = tuple(filed(slug, 999) for slug in "abcde")


def spans(found: Laid, letter: str) -> list[tuple[float, int, int]]:
    """A block's horizontal rules: height in slots, first column, last column."""
    grid = found.grid()
    lefts = [round(grid.column_x(column), 2) for column in range(grid.columns)]
    rights = [round(grid.column_x(column) + grid.column_width, 2) for column in range(grid.columns)]
    rules = [rule for rule in found.rules(letter=letter) if rule.y0 == rule.y1]
    return [(found.slot(rule.y0), lefts.index(round(rule.x0, 2)), rights.index(round(rule.x1, 2))) for rule in rules]


def columns(found: Laid, gutter: int) -> list[tuple[float, float]]:
    """The rules in a gutter, from and to in slots: of slot 3 the cap line is 3.19 and the baseline 3.76."""
    grid = found.grid()
    x = grid.column_x(gutter) + grid.column_width + grid.gutter / 2
    rules = [rule for rule in found.rules(letter="") if rule.x0 == rule.x1 and abs(rule.x0 - x) < 0.01]
    return [(found.slot(rule.y0), found.slot(rule.y1)) for rule in rules]


def drawn(drawing: str, **blocks: object) -> Laid:
    placed = {letter: blocks.get(letter) or place(letter.lower()) for letter in "ABCDEX" if letter in drawing}
    return laid(page("1", drawing, **placed), stories=BODY)  # type: ignore[arg-type]


def test_a_cutoff_hangs_over_a_block_as_wide_as_the_block() -> None:
    found = drawn("AAABBB x20\nCCCCDD x20")
    y = round(22 - 8.0 / 10.5, 2)
    assert (spans(found, "C"), spans(found, "D")) == ([(y, 0, 3)], [(y, 4, 5)])
    assert {rule.weight for letter in "CD" for rule in found.rules(letter=letter)} == {0.5}


def test_the_top_row_hangs_from_nothing_but_where_its_master_has_bars() -> None:
    assert spans(drawn("AAABBB x20\nCCCCDD x20"), "A") == []
    barred = laid(page("1", "AAABBB x20", "feature", A=place("a"), B=place("b")), stories=BODY)
    assert [rule.weight for rule in barred.rules(letter="A")] == [2.0]


def test_labels_and_briefs_hang_from_a_bar() -> None:
    found = drawn("AAAAAA x20\nBBCCDD x20", B=place("b", label="Opinion"), C=briefs("c"), D=place("d"))
    assert [found.rules(letter=letter)[0].weight for letter in "BCD"] == [2.0, 2.0, 0.5]


def test_no_rule_over_an_ad_a_box_or_where_none_is_wanted() -> None:
    found = drawn("AAAAAA x20\nBBCCXX x20", B=place("b", box=Box.TINT), C=place("c", rule=False), X=ad())
    assert [spans(found, letter) for letter in "BCX"] == [[], [], []]


def test_every_arm_of_a_dogleg_hangs_from_its_own_rule() -> None:
    found = drawn("BBBBBB x10\nAAACCC x15\nAAAAAA x15", C=place("c"))
    assert spans(found, "A") == [(round(12 - 8 / 10.5, 2), 0, 2), (round(27 - 8 / 10.5, 2), 3, 5)]


def test_the_arms_of_a_u_hang_from_two_rules_and_none_crosses_what_stands_between() -> None:
    found = drawn("BBBBBB x10\nAACCAA x15\nAAAAAA x15")
    y = round(12 - 8 / 10.5, 2)
    assert spans(found, "A") == [(y, 0, 1), (round(27 - 8 / 10.5, 2), 2, 3), (y, 4, 5)]


def test_a_lower_arm_under_the_top_row_hangs_from_a_cutoff() -> None:
    assert spans(drawn("AAABBB x20\nAAAAAA x20"), "A") == [(round(22 - 8 / 10.5, 2), 3, 5)]


def test_a_column_rule_runs_from_the_cap_line_to_the_last_baseline() -> None:
    assert columns(drawn("AAABBB x40"), 2) == [(0.19, 39.76)]


def test_no_rule_stands_between_legs_of_one_block() -> None:
    found = drawn("AAABBB x40")
    assert [columns(found, gutter) for gutter in (0, 1, 3, 4)] == [[], [], [], []]


def test_a_column_rule_ends_with_the_shorter_of_its_sides() -> None:
    short = laid(page("1", "AAABBB x40", A=place("a"), B=place("b")), stories=(filed("a", 200), filed("b", 999)))
    foot = max(line.baseline for leg in short.legs()[2:] for line in leg.lines)
    assert columns(short, 2) == [(0.19, short.slot(foot))]


def test_a_column_rule_breaks_where_both_sides_have_a_border() -> None:
    assert columns(drawn("AAABBB x20\nCCCDDD x20"), 2) == [(0.19, 19.76), (22.19, 39.76)]


def test_a_column_rule_runs_on_past_a_border_on_one_side() -> None:
    assert columns(drawn("AAABBB x20\nAAACCC x20"), 2) == [(0.19, 39.76)]
    assert columns(drawn("AAABBB x20\nAAAAAA x20", A=place("a")), 2) == [(0.19, 19.76)], "a dogleg's own arm has none"


def test_a_column_rule_stops_over_a_block_that_lies_under_both_sides() -> None:
    assert columns(drawn("AAABBB x20\nCCCCCC x20"), 2) == [(0.19, 19.76)]


def test_a_column_rule_runs_past_a_border_over_an_arm_that_begins_in_the_top_row() -> None:
    found = drawn("AABBCC x20\nAAAACC x20", C=place("c"))
    assert columns(found, 3) == [(0.19, 39.76)], "B, then A's arm, beside C"


def test_no_column_rule_beside_ads_and_boxes() -> None:
    found = drawn("AAABBB x20\nAAAXXX x20", A=place("a"), B=place("b", box=Box.RULE), X=ad())
    assert columns(found, 2) == []


def test_a_column_rule_under_a_box_begins_with_the_block_under_it() -> None:
    found = drawn("AAABBB x20\nAAACCC x20", B=place("b", box=Box.TINT))
    assert columns(found, 2) == [(22.19, 39.76)]


def test_no_column_rule_stands_in_the_fold() -> None:
    spread = laid(page("4-5", "AAAAAABBBBBB x20", A=place("a"), B=place("b")), stories=BODY)
    assert spread.rules("4-5", "") == []


def test_a_house_without_column_rules_has_none() -> None:
    plain = laid(page("1", "AAABBB x40", A=place("a"), B=place("b")), stories=BODY, text=f"{SHALLOW}\nrules: {{column: 0pt}}")
    assert plain.rules() == []


DUMMIES = (
    "AABBCC x10\nAADDCC x10\nEEEEEE x20",
    "AAAABB x13\nCCCCBB x13\nDDEEEE x14",
    "AABBBB x20\nAAAABB x10\nCCCCBB x10",
    "AACCBB x10\nAAAABB x10\nDDDDDD x20",
    "ABCDEX x40",
)


@pytest.mark.parametrize("drawing", DUMMIES)
def test_rules_never_touch_each_other(drawing: str) -> None:
    art = pdf_ad(140.55, 300.0) if "X" in drawing else {}
    placed = {letter: place(letter.lower()) for letter in "ABCDE" if letter in drawing}
    if "X" in drawing:
        placed["X"] = ad()
    for words in (60, 999):
        found = laid(page("1", drawing, **placed), stories=tuple(filed(slug, words) for slug in "abcde"), art=art)
        rules = found.rules()
        for index, one in enumerate(rules):
            for other in rules[index + 1 :]:
                assert _apart(one, other) >= 1.0, (one, other)


def _apart(one: RuleMark, other: RuleMark) -> float:
    half = (one.weight + other.weight) / 2
    across = max(one.x0, other.x0) - min(one.x1, other.x1)
    down = max(min(one.y0, one.y1), min(other.y0, other.y1)) - min(max(one.y0, one.y1), max(other.y0, other.y1))
    return max(across, down) - half


def test_a_continuation_and_a_notice_hang_from_cutoffs_too() -> None:
    notice = block(Notice(((Span("Printed at the quay."),),)))
    found = laid(
        page("1", "AAAAAA x40", A=place("a", jump="2")),
        page("2", "BBBBBB x20\nAAACCC x20", B=place("b"), A=carry_on("a"), C=notice),
        stories=BODY,
    )
    assert len([rule for letter in "AC" for rule in found.rules("2", letter) if rule.y0 == rule.y1]) == 2
