"""Briefs and notices."""

import pytest

from layout.content.issue import Notice
from layout.content.story import Span
from layout.pages.display import Kind, RuleMark
from tests.pages.desk import Laid, block, briefs, drawing, filed, laid, page, words

SHORT = tuple(
    filed(slug, 12, headlines=(head,)) for slug, head in (("a", "Quay fire"), ("b", "Library hours"), ("c", "Cup draw"))
)


def rules(found: Laid, letter: str = "E") -> list[float]:
    """The heights of the rules inside a block, in slots."""
    return [found.slot(mark.y0) for mark in found.marks(letter) if isinstance(mark, RuleMark)]


def heads(found: Laid) -> list[float]:
    return [found.slot(line.baseline) for line in found.lines("E", kind=Kind.CROSSHEAD)]


def test_briefs_run_on_under_their_label_with_a_white_slot_and_a_rule_between_two() -> None:
    found = laid(page("1", "E..... x16\n...... x24", E=briefs("a", "b", "c", label="In brief")), stories=SHORT)
    assert found.sketch() == drawing(
        """
        L.....
        ......
        x.....
        t.....
        t.....
        ......
        x.....
        t.....
        t.....
        ......
        x.....
        t.....
        t.....
        """
    )
    assert rules(found) == [round(slot - 5.2 / 10.5, 2) for slot in (6, 10)]


def test_no_rule_stands_over_a_brief_at_a_legs_top() -> None:
    found = laid(page("1", "EE.... x7\n...... x33", E=briefs("a", "b", "c")), stories=SHORT)
    tops = [leg.lines[0] for leg in found.legs("E")]
    assert [line.kind for line in tops] == [Kind.CROSSHEAD] * 2
    assert len(rules(found)) == 1


def test_a_briefs_headline_of_two_lines_has_one_rule() -> None:
    long = filed("b", 14, headlines=("Library to open on Sundays from the first of the month",))
    found = laid(page("1", "E..... x40", E=briefs("a", "b")), stories=(SHORT[0], long))
    assert len(found.lines("E", kind=Kind.CROSSHEAD)) == 3
    assert len(rules(found)) == 1


def test_a_brief_without_a_headline_has_its_rule_too() -> None:
    bare = tuple(filed(slug, 12, headlines=()) for slug in "ab")
    found = laid(page("1", "E..... x40", E=briefs("a", "b")), stories=bare)
    second = found.legs("E")[0].lines[2]
    assert found.slot(second.baseline) == pytest.approx(3.76)
    assert rules(found) == [round(3 - 5.2 / 10.5, 2)]


def test_a_briefs_text_begins_flush() -> None:
    found = laid(page("1", "E..... x40", E=briefs("a")), stories=(filed("a", 20, 20),))
    firsts = [line for line in found.lines("E", kind=Kind.BODY) if line.line.left > 4]
    assert firsts == []


def test_briefs_that_do_not_fit_are_told_in_lines_and_words() -> None:
    found = laid(page("1", "E..... x8\n...... x32", E=briefs("a", "b", "c")), stories=SHORT)
    assert found.block("E").lines_over > 0
    assert "overset" in found.codes


def test_briefs_of_nothing_are_short_and_no_fault() -> None:
    found = laid(page("1", "E..... x40", E=briefs()), stories=())
    assert found.codes == ["short"]


def test_a_notice_stands_on_the_grid_in_its_own_type() -> None:
    notice = block(Notice(((Span("Printed and published at the quay."),), (Span(words(20)),))), label="The Test")
    found = laid(page("1", "..AA.. x20\n...... x20", A=notice))
    slots = [found.slot(line.baseline) % 1 for line in found.lines(kind=Kind.NOTICE)]
    assert slots == pytest.approx([0.76] * len(slots))
    assert found.codes == []


def test_a_notice_too_long_for_its_place_is_told() -> None:
    notice = block(Notice(((Span(words(200)),),)))
    assert laid(page("1", "A..... x10\n...... x30", A=notice)).codes == ["overset"]
