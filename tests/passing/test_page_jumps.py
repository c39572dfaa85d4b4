"""Jump lines and `From page` markers on finished pages."""

from dataclasses import replace

import pytest

from layout.pages.display import Kind, LegMark, TextMark
from tests.pages.desk import SHALLOW, Laid, carry_on, filed, laid, page, place
from tests.passing.page_desk import codes, found, retyped


def paper(language: str = "", text: str = SHALLOW) -> Laid:
    story = filed("a", *(60,) * 16, language=language)
    return laid(
        page("1", "AAABBB x40", A=place("a", jump="3"), B=place("b")),
        page("2", "CCCCCC x40", C=place("c")),
        page("3", "AAADDD x40", A=carry_on("a"), D=place("d")),
        stories=(story, filed("b", 500), filed("c", 900), filed("d", 500)),
        text=text,
    )


@pytest.mark.parametrize("language", ["", "de", "fr", "es"])
def test_markers_as_the_builder_sets_them_lead_where_they_say(language: str) -> None:
    made = paper(language)
    assert made.text(kind=Kind.JUMP_LINE)
    assert codes(made) == []


def test_markers_in_capitals_are_read_too() -> None:
    made = paper(text=f"{SHALLOW}\nstyles: {{kicker: {{font: sans bold, size: 10pt/1 line, caps: all}}}}")
    assert made.text("A", "3", Kind.KICKER) == ["FROM PAGE 1"]
    assert codes(made) == []
    assert codes(made, retyped(made.page("3"), Kind.KICKER, "FROM PAGE 2")) == ["jump-wrong"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Continued on page 2", "but no piece of 'a' stands there"),
        ("Fortsetzung auf Seite 2", "but no piece of 'a' stands there"),
        ("Continued on page 1", "but that is this very page"),
        ("Continued on page 9", "but the issue has no such page"),
    ],
)
def test_a_jump_line_to_where_the_story_does_not_go_on_holds_its_page(line: str, why: str) -> None:
    made = paper()
    problems = found(made, retyped(made.page(), Kind.JUMP_LINE, line))
    assert [problem.code for problem in problems] == ["jump-wrong"] * len(problems)
    assert problems[0].message == f"page 1 says “{line}” under 'a', {why}"
    assert problems[0].story == "a"


def test_a_marker_to_where_the_story_does_not_come_from_holds_its_page() -> None:
    made = paper()
    (elsewhere,) = found(made, retyped(made.page("3"), Kind.KICKER, "From page 2"))
    assert elsewhere.message == "page 3 says “From page 2” under 'a', but no piece of 'a' stands there"
    (nowhere,) = found(made, retyped(made.page("3"), Kind.KICKER, "From page 12"))
    assert nowhere.message == "page 3 says “From page 12” under 'a', but the issue has no such page"


def test_a_story_that_goes_on_without_a_word_is_told() -> None:
    made = paper()
    silent = replace(
        made.page(),
        marks=tuple(mark for mark in made.page().marks if not (isinstance(mark, TextMark) and mark.text.kind is Kind.JUMP_LINE)),
    )
    (problem,) = found(made, silent)
    assert problem.message == "page 3 says “From page 1” under 'a', but nothing there says that it goes on"


def test_a_piece_that_comes_before_is_no_continuation() -> None:
    made = paper()
    later = next(mark for mark in made.marks("A", "3") if isinstance(mark, LegMark))

    def early(page_):
        marks = tuple(
            replace(mark, lines=tuple(line._replace(source=replace(line.source, paragraph=0)) for line in mark.lines))
            if isinstance(mark, LegMark) and mark.source == later.source
            else mark
            for mark in page_.marks
        )
        return replace(page_, marks=marks)

    (problem,) = found(made, early(made.page("3")))
    assert problem.message.endswith("but what stands there comes before this")


def test_of_a_page_that_was_not_made_nothing_is_said() -> None:
    made = paper()
    for number, wrong in (("1", None), ("3", None), ("1", "Continued on page 2")):
        page_ = made.page(number) if wrong is None else retyped(made.page(number), Kind.JUMP_LINE, wrong)
        one = Laid(made.plan, replace(made.composed, pages=(page_,)))
        assert codes(one) == []


def test_on_a_spread_a_marker_names_the_half_on_which_the_story_goes_on() -> None:
    story = filed("a", *(60,) * 12)
    made = laid(
        page("1", "AAABBB x40", A=place("a", jump="3"), B=place("b")),
        page("2-3", "CCCCCCAAADDD x40", A=carry_on("a"), C=place("c"), D=place("d")),
        stories=(story, filed("b", 500), filed("c", 900), filed("d", 500)),
    )
    assert codes(made) == []
    (problem,) = found(made, retyped(made.page(), Kind.JUMP_LINE, "Continued on page 2"))
    assert problem.message.endswith("but on that spread it goes on on page 3")


def test_a_kicker_that_is_no_marker_is_none() -> None:
    made = paper()
    assert codes(made, retyped(made.page("3"), Kind.KICKER, "From page to stage")) == []
