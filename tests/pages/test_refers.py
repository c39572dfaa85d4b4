"""Refers: a strip of pointers to what stands inside."""

from dataclasses import replace

import pytest

from layout.base.problems import InFile
from layout.content.issue import Refer, Refers
from layout.pages.display import Kind, RuleMark, TintMark
from tests.pages.desk import Laid, block, filed, laid, page, place, words

HERE = InFile("issue.yaml", 1, 1)
STORIES = (
    filed("a", 90, headlines=("Old school relights its lamps",)),
    filed("b", 90, headlines=("A choir of shipwrights sings in the dry dock", "Choir sings in dry dock")),
    filed("c", 90, headlines=("Rovers find a way",)),
)


def strip(*refers: Refer, drawn: str = "...... x32\nRRRR.. x8", **options: object) -> Laid:
    inside = replace(page("3", "AABBCC x40", A=place("a"), B=place("b"), C=place("c")), section="Culture")
    return laid(page("1", drawn, R=block(Refers(refers), **options)), inside, stories=STORIES)


def refer(slug: str, text: str = "", section: str = "") -> Refer:
    return Refer(slug, HERE, text, section)


def test_a_refer_tells_section_page_and_headline_looked_up() -> None:
    found = strip(refer("a"))
    assert found.text("R", kind=Kind.REFER) == ["Culture", "Page 3", "Old school relights its lamps"]


def test_refers_stand_one_a_column_on_a_tint_with_rules_between() -> None:
    found = strip(*(refer(slug) for slug in "abc"))
    grid = found.grid()
    tint = next(mark for mark in found.marks("R") if isinstance(mark, TintMark))
    assert tint.area.x == pytest.approx(grid.column_x(0))
    assert tint.area.bottom == pytest.approx(grid.baseline_of(39))
    inside = [mark for mark in found.marks("R") if isinstance(mark, RuleMark) and mark.x0 == mark.x1]
    assert len(inside) == 2
    assert all(tint.area.y < rule.y0 < rule.y1 <= tint.area.bottom for rule in inside)
    lefts = sorted({round(line.x) for line in found.lines("R")})
    assert len(lefts) == 3


def test_of_a_storys_headlines_the_first_that_fits_in_three_lines_is_printed() -> None:
    found = strip(refer("b"), drawn="...... x32\nR..... x8")
    printed = found.text("R", kind=Kind.REFER)[2:]
    assert len(printed) <= 3
    assert "refer-too-long" not in found.codes


def test_a_refer_too_long_for_three_lines_is_cut_with_an_error() -> None:
    for text in (words(40), "x" * 200):
        found = strip(refer("a", text), drawn="...... x28\nR..... x12")
        assert "refer-too-long" in found.codes
        assert len(found.text("R", kind=Kind.REFER)) == 5


def test_a_section_that_leaves_its_page_no_room_is_cut_with_an_error() -> None:
    found = strip(refer("a", section="The whole of the north coast and its islands"), drawn="...... x32\nR..... x8")
    what, where = found.lines("R", kind=Kind.REFER)[:2]
    assert "refer-too-long" in found.codes
    assert what.x + what.line.width < where.x + where.line.left


def test_more_refers_than_columns_stand_in_rows() -> None:
    found = strip(*(refer(slug) for slug in "abc"), drawn="...... x24\nRR.... x16")
    sections = [(round(line.x), found.slot(line.baseline)) for line in found.lines("R") if line.line.text == "Culture"]
    assert len({x for x, _ in sections}) == 2
    assert len({y for _, y in sections}) == 2


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_a_strip_too_shallow_is_told_and_nothing_stands_outside(depth: int) -> None:
    found = strip(*(refer(slug) for slug in "abc"), drawn=f"RRR... x{depth}\n...... x{40 - depth}")
    assert "refer-no-room" in found.codes
    assert all(line.baseline <= found.grid().slot_top(depth) for line in found.lines("R"))


def test_no_refers_are_no_fault() -> None:
    assert strip().text("R") == []


def test_a_refer_to_nowhere_prints_what_is_known() -> None:
    assert strip(refer("nowhere")).text("R", kind=Kind.REFER)[-1] == "nowhere"
