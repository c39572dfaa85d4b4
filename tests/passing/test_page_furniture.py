"""Folios, ears and braces on finished pages."""

from dataclasses import replace

import pytest

from layout.pages.display import Kind, Mark, Page, TextMark
from tests.pages.desk import Laid, filed, laid, page, place
from tests.passing.page_desk import codes, found, retyped, saying, with_marks

HOUSE = """\
sheet: {trim: 350mm x 278.3mm}
masters:
  front:
    nameplate: {text: "{title}", lines: 12, ears: ["Weather\\n{weather}", "{edition} edition\\nFour pages"]}
    folio: {look: strip, left: "{date}", centre: "The coast's No. 1", right: "No. {number}"}
  inside:
    folio: {look: LOOK, outer: "{page}", inner: "{title}, {date:%A %d %B %Y}", lines: 4}
"""


def paper(look: str = "bar", **variables: str) -> Laid:
    first = replace(page("1", "AAAAAA x40", "front", A=place("a")), vars={"weather": "Rain", **variables})
    pages = (first, *(page(number, "AAAAAA x40", "inside", A=place(slug)) for number, slug in (("2", "b"), ("3", "c"))))
    stories = tuple(filed(slug, 400) for slug in "abc")
    return laid(*pages, stories=stories, text=HOUSE.replace("LOOK", look))


def numbered(number: str, laid_: Laid) -> Laid:
    """The paper as another number of it."""
    plan = replace(laid_.plan, issue=replace(laid_.plan.issue, number=number))
    return Laid(plan, laid_.composed)


@pytest.mark.parametrize("look", ["bar", "panel"])
def test_folios_as_the_builder_sets_them_are_right(look: str) -> None:
    assert codes(paper(look)) == []


def renumbered(made: Laid, number: str, other: str) -> Page:
    """A page of which the number in the folio alone is another."""

    def change(mark: Mark) -> Mark:
        if isinstance(mark, TextMark) and mark.text.kind is Kind.FOLIO and mark.text.line.text == number:
            return TextMark(saying(mark.text, other))
        return mark

    return with_marks(made.page(number), change)


def test_a_folio_with_another_page_s_number_holds_its_page() -> None:
    made = paper()
    (problem,) = found(made, renumbered(made, "2", "3"))
    assert (problem.code, problem.may_allow) == ("folio-wrong", True)
    assert problem.message == "the folio of page 2 says “3”"


def test_a_folio_that_lost_its_number_holds_its_page_though_its_date_has_that_figure() -> None:
    made = paper()
    lost = renumbered(made, "2", "2 November 2026")
    assert [problem.message for problem in found(made, lost) if problem.code == "folio-wrong"] == [
        "page 2 does not show its number in its folio"
    ]


@pytest.mark.parametrize("text", ["Page 2", "2 of 16", "| 2 |"])
def test_a_folio_may_say_more_than_its_number(text: str) -> None:
    made = paper()
    assert codes(made, renumbered(made, "2", text)) == []


def test_a_page_whose_master_prints_no_number_needs_none_and_a_typed_one_is_read() -> None:
    bare = HOUSE.replace('outer: "{page}"', 'outer: "3"').replace("LOOK", "bar")
    pages = [page(number, "AAAAAA x40", "inside", A=place(slug)) for number, slug in (("2", "b"), ("3", "c"))]
    made = laid(*pages, stories=(filed("b", 400), filed("c", 400)), text=bare)
    assert [problem.message for problem in found(made)] == ["the folio of page 2 says “3”"]
    none = laid(*pages, stories=(filed("b", 400), filed("c", 400)), text=bare.replace('outer: "3"', 'outer: "Harbour"'))
    assert codes(none) == []


def test_two_pages_of_one_number_are_told_of_the_second() -> None:
    made = paper()
    again = replace(made.page("3"), number="2", marks=made.page("2").marks)
    twin = Laid(made.plan, replace(made.composed, pages=(made.page("2"), again)))
    assert [problem.message for problem in found(twin) if problem.code == "folio-wrong"] == ["two pages are numbered 2"]


def test_the_issue_s_number_typed_otherwise_holds_the_page_and_a_boast_does_not() -> None:
    made = numbered("271", paper())
    assert codes(made, retyped(made.page(), Kind.FOLIO, "Nr. 270 · 1,40 €", "No. 7")) == ["folio-wrong"]
    assert codes(made, retyped(made.page(), Kind.FOLIO, "Nr. 271 · 1,40 €", "No. 7")) == []
    grouped = numbered("16,180", paper())
    assert codes(grouped, retyped(grouped.page(), Kind.FOLIO, "No. 16,179", "No. 7")) == ["folio-wrong"]
    assert codes(grouped, retyped(grouped.page(), Kind.FOLIO, "No. 16180", "No. 7")) == []


def test_an_ear_with_nothing_in_it_or_with_its_head_alone_is_told() -> None:
    (alone,) = found(paper(weather=""))
    assert (alone.code, alone.message) == ("ear-empty", "the left ear of page 1 is “Weather” and nothing under it")
    made = paper()
    empty = replace(
        made.page(),
        marks=tuple(
            mark
            for mark in made.page().marks
            if not (isinstance(mark, TextMark) and mark.text.line.text in ("City edition", "Four pages"))
        ),
    )
    assert [problem.message for problem in found(made, empty)] == ["the right ear of page 1 is empty"]


def test_a_house_without_ears_or_with_one_that_it_leaves_white_is_told_nothing() -> None:
    for ears in ("", ', ears: ["", "City edition"]', ', ears: ["Weather", ""]'):
        text = HOUSE.replace("LOOK", "bar").replace(', ears: ["Weather\\n{weather}", "{edition} edition\\nFour pages"]', ears)
        assert "{weather}" not in text
        assert codes(laid(page("1", "AAAAAA x40", "front", A=place("a")), stories=(filed("a", 400),), text=text)) == []


def test_a_name_left_in_its_braces_is_told_and_a_writer_s_own_brace_is_not() -> None:
    made = paper()
    assert codes(made, retyped(made.page(), Kind.FOLIO, "{motto}", "coast")) == ["brace-printed"]
    assert codes(made, retyped(made.page(), Kind.HEADLINE, "On {page}")) == ["brace-printed"]
    story = filed("a", "The set {a, b} and the choice {either} are words. {.may-cut} is not.", 400)
    held = laid(page("1", "AAAAAA x40", A=place("a")), stories=(story,))
    assert [problem.message for problem in found(held)] == ["page 1 prints “{.may-cut}”"]
