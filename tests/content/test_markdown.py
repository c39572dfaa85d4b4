"""Markdown: what prints, and what has no place in print, with its line."""

import pytest

from layout.base.problems import InFile
from layout.content.markdown import read_inline, read_markdown
from layout.content.reading import Reading
from layout.content.story import Paragraph, Role, Span


def read(text: str) -> tuple[tuple[Paragraph, ...], list[tuple[str, int, int]]]:
    reading = Reading()
    paragraphs = read_markdown(text, "s.md", 10, reading)
    return paragraphs, [(p.code, p.where.line, p.where.column) for p in reading.problems if isinstance(p.where, InFile)]


def sound(text: str) -> tuple[Paragraph, ...]:
    paragraphs, problems = read(text)
    assert problems == []
    return paragraphs


def test_paragraphs_know_their_lines_and_line_ends_are_spaces() -> None:
    first, second = sound("One\ntwo  \nthree.\n\n    Four.\n")
    assert (first.text, first.role, first.where) == ("One two three.", Role.BODY, InFile("s.md", 10, 1))
    assert (second.text, second.where.line) == ("Four.", 14)


def test_bold_italic_links_and_small_capitals_are_manners() -> None:
    (paragraph,) = sound("The **bold *both***, [a *note*](https://x.y/z), [HMS]{.small-caps} *Ada* at £5 & more.")
    assert paragraph.spans == (
        Span("The "),
        Span("bold ", bold=True),
        Span("both", bold=True, italic=True),
        Span(", "),
        Span("a ", link="https://x.y/z"),
        Span("note", italic=True, link="https://x.y/z"),
        Span(", "),
        Span("HMS", small_caps=True),
        Span(" "),
        Span("Ada", italic=True),
        Span(" at £5 & more."),
    )


def test_crossheads_quotes_and_lists_have_their_roles() -> None:
    text = "Text.\n\n## A *crosshead*\n\n> Pull\n> quote\n\n- one\n- two\n\n1. first\n2. second\n"
    assert [(p.role, p.text, p.ordinal) for p in sound(text)] == [
        (Role.BODY, "Text.", None),
        (Role.CROSSHEAD, "A crosshead", None),
        (Role.QUOTE, "Pull quote", None),
        (Role.LIST_ITEM, "one", None),
        (Role.LIST_ITEM, "two", None),
        (Role.LIST_ITEM, "first", 1),
        (Role.LIST_ITEM, "second", 2),
    ]


def test_a_year_at_a_paragraphs_start_is_no_list() -> None:
    (paragraph,) = sound("1917. That year the ice held.")
    assert (paragraph.role, paragraph.text) == (Role.BODY, "1917. That year the ice held.")


def test_a_paragraph_may_be_cut() -> None:
    assert [
        (p.text, p.may_cut) for p in sound("Stays.\n\nGoes. {.may-cut}\n\nAlso goes.\n{.may-cut}\n\nBy [HMS]{.small-caps}")
    ] == [
        ("Stays.", False),
        ("Goes.", True),
        ("Also goes.", True),
        ("By HMS", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Straight "quotes", -- dashes... stay.',
        "a < b > c, 3 * 4, snake_case, [brackets], C# {braces} ~ & ` |",
        "[label]: text is no definition",
        "#hashtag and 5) five",
        "Price: £1.20 (007) \u2014 \u201equoted\u201c",
    ],
)
def test_signs_that_mean_nothing_are_printed(text: str) -> None:
    (paragraph,) = sound(text)
    assert paragraph.text == text


@pytest.mark.parametrize(
    ("text", "code", "place", "kept"),
    [
        ("One\ntwo <b>three</b>", "text-html", (11, 5), "One two three"),
        ("<div>\nwords\n</div>", "text-html", (10, 1), "words"),
        ("<!-- a note -->", "text-html", (10, 1), ""),
        ("Set `code` here", "text-code", (10, 5), "Set code here"),
        ("Text.\n\n```\ncode\n```", "text-code", (12, 1), "Text. code"),
        ("See ![the bridge](b.jpg)", "text-image", (10, 5), "See the bridge"),
        ("# Top", "heading-level", (10, 1), "Top"),
        ("Text.\n\n### Deep", "heading-level", (12, 1), "Text. Deep"),
        ("Text.\n\n---\n\nMore.", "text-rule", (12, 1), "Text. More."),
        ("Text\n---\nMore.", "text-rule", (11, 1), "Text More."),
        ("| a | b |\n|---|---|\n| c | d |", "text-table", (10, 1), "a b c d"),
        ("It is ~~gone~~ here", "text-struck", (10, 7), "It is gone here"),
        ("- a\n  - b", "list-nested", (11, 1), "a b"),
        ("Text. {.may-ct}", "class-unknown", (10, 6), "Text."),
        ("[a]{.smallcaps}", "class-unknown", (10, 4), "a"),
        ("> " * 40 + "deep", "text-nested", (10, 1), "deep"),
        ("*" * 4000 + "x", "text-marks", (10, 1), "*" * 4000 + "x"),
    ],
)
def test_what_has_no_place_in_print_is_a_problem_and_its_words_are_kept(
    text: str, code: str, place: tuple[int, int], kept: str
) -> None:
    paragraphs, problems = read(text)
    assert (code, *place) in problems
    assert " ".join(paragraph.text for paragraph in paragraphs) == kept


def test_a_caption_is_one_line_of_markdown() -> None:
    reading = Reading()
    spans = read_inline("**Both\nhalves.**  The *Ada*", InFile("s.md", 3, 5), reading)
    assert spans == (Span("Both halves.", bold=True), Span(" The "), Span("Ada", italic=True))
    assert reading.problems == []
    read_inline("a <i>b</i>", InFile("s.md", 3, 5), reading)
    assert {problem.where for problem in reading.problems} == {InFile("s.md", 3, 5)}


@pytest.mark.parametrize(
    ("text", "severity", "column"),
    [
        ("One **bold not closed", "warning", 5),
        ("A snake_case and *italic not closed", "warning", 18),
        ("The [HMS]{.small-caps Ada", "error", 10),
        ("See [link](http://x y", "error", 10),
        ("[^1]: a note", "warning", 1),
        ("Text {.may-cut} of the heron.", "error", 6),
        ("Next {.may-cut}.", "error", 6),
    ],
)
def test_marks_that_do_not_close_are_told_with_their_place(text: str, severity: str, column: int) -> None:
    reading = Reading()
    (paragraph,) = read_markdown(text, "s.md", 10, reading)
    assert paragraph.text == text
    (problem,) = reading.problems
    assert (problem.code, problem.severity, problem.where) == ("text-marks", severity, InFile("s.md", 10, column))


@pytest.mark.parametrize(
    "text", ["2*3*4 metres", "5 * 3", r"a \*word and \*\*two", "Price*", "snake_case_name", "[text] in brackets"]
)
def test_marks_that_are_meant_to_print_are_left_alone(text: str) -> None:
    (paragraph,) = sound(text)
    assert paragraph.text == text.replace("\\", "")
    assert not any(span.italic or span.bold for span in paragraph.spans)


def test_emphasis_may_end_inside_a_word() -> None:
    (paragraph,) = sound("Two *Herald*s")
    assert paragraph.spans == (Span("Two "), Span("Herald", italic=True), Span("s"))


def test_a_no_break_space_stays_as_typed() -> None:
    reading = Reading()
    assert read_inline("£84\u00a0million   and\nmore", InFile("x"), reading)[0].text == "£84\u00a0million and more"
    assert read_inline("**£84**\u00a0million", InFile("x"), reading)[1].text == "\u00a0million"
