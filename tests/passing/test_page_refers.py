"""Refers, contents typed into furniture, and pointers typed into copy."""

from dataclasses import replace

import pytest

from layout.base.problems import InFile
from layout.content.issue import Refer, Refers
from layout.pages.display import Kind
from layout.passing.page_pointers import mentions, pointers
from tests.pages.desk import SHALLOW, Laid, block, briefs, filed, laid, page, place
from tests.passing.page_desk import codes, found, retyped

HERE = InFile("issue.yaml", 1, 1)
FRONT = """\
sheet: {trim: 350mm x 278.3mm}
masters:
  front:
    nameplate: {text: "{title}", lines: 12, ears: ["Weather\\nRain by noon", "City edition\\nSport on page 3"]}
    folio: {look: strip, left: "{date}"}
"""
STORIES = (
    filed("a", 400, headlines=("Old school relights its lamps",)),
    filed("b", 200, headlines=("A choir of shipwrights sings in the dry dock", "Choir sings in dry dock")),
    filed("c", 200, headlines=("Rovers find a way",)),
    filed("d", "A keeper of the tide tables has gone home for good.", headlines=("Keeper goes home",)),
)


def paper(*refers: Refer, text: str = SHALLOW, master: str = "blank") -> Laid:
    pages = (
        page("1", "AAAAAA x30\nRRRRRR x10", master, A=place("a"), R=block(Refers(refers))),
        replace(page("2", "BBBBDD x40", B=place("b"), D=briefs("d")), section="Culture"),
        replace(page("3", "CCCCCC x40", C=place("c")), section="Sport & Sea"),
    )
    return laid(*pages, stories=STORIES, text=text)


def strip(**texts: str) -> Laid:
    return paper(*(Refer(slug, HERE, texts.get(slug, "")) for slug in ("b", "c", "d")))


def front(ear: str) -> list[str]:
    made = paper(text=FRONT, master="front")
    return codes(made, retyped(made.page(), Kind.NAMEPLATE, ear, "Sport on page 3"))


def test_refers_as_the_builder_looks_them_up_are_right_briefs_among_them() -> None:
    made = strip(c="Rovers win in the rain")
    assert [text for text in made.text("R", kind=Kind.REFER) if text.startswith("Page")] == ["Page 2", "Page 3", "Page 2"]
    assert codes(made) == []


@pytest.mark.parametrize(
    ("old", "wrong", "why"),
    [
        ("Page 3", "Page 2", "but 'c' does not stand there"),
        ("Page 3", "Page 1", "but 'c' does not stand there"),
        ("Page 3", "Seite 2", "but 'c' does not stand there"),
        ("Page 3", "Page 8", "but this issue has 3 pages"),
    ],
)
def test_a_refer_to_a_page_on_which_the_story_is_not_holds_its_page(old: str, wrong: str, why: str) -> None:
    made = strip()
    (problem,) = found(made, retyped(made.page(), Kind.REFER, wrong, old))
    assert (problem.code, problem.may_allow) == ("refer-wrong", True)
    assert problem.message == f"a refer on page 1 says “{wrong}”, {why}"


def test_a_refer_to_a_brief_is_looked_for_in_the_briefs() -> None:
    made = paper(Refer("d", HERE))
    (problem,) = found(made, retyped(made.page(), Kind.REFER, "Page 3", "Page 2"))
    assert problem.story == "d"


def test_a_page_typed_into_a_refer_s_text_must_be_the_one_looked_up() -> None:
    (problem,) = found(strip(c="Rovers find a way, page 2"))
    assert problem.message == "a refer on page 1 says “Page 3” and in its text “page 2”"
    assert codes(strip(c="Rovers find a way, page 3")) == []


def test_of_a_page_that_was_not_made_the_plan_speaks() -> None:
    made = strip()
    one = Laid(made.plan, replace(made.composed, pages=(made.page(),)))
    assert codes(one) == []
    wrong = replace(made.composed, pages=(retyped(made.page(), Kind.REFER, "Page 2", "Page 3"),))
    assert codes(Laid(made.plan, wrong)) == ["refer-wrong"]


@pytest.mark.parametrize(
    ("ear", "expected"),
    [
        ("Sport on page 3", []),
        ("Sport: page 3", []),
        ("Tide tables, page 2", []),
        ("Four pages", []),
        ("Sport on page 2", ["refer-wrong"]),
        ("Culture, p. 3", ["refer-wrong"]),
        ("Sport auf Seite 2", ["refer-wrong"]),
        ("Tide tables, page 4", ["refer-wrong"]),
    ],
)
def test_contents_typed_into_an_ear_are_followed(ear: str, expected: list[str]) -> None:
    assert front(ear) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The vote was close (see page 44).",
        "The vote was close; full story on page 5.",
        "The vote was close. Story, page 44",
        "Der Rat stimmte zu, siehe Seite 44.",
        "Der Rat stimmte zu. Bericht auf Seite 5",
        "Der Rat stimmte zu (siehe S. 44).",
        "Le conseil a voté (lire page 44).",
        "Le conseil a voté, voir p. 44.",
        "El pleno votó (véase la página 44).",
        "El pleno votó. Más en la página 44.",
    ],
)
def test_a_pointer_to_a_page_that_the_issue_has_not_holds_its_page(text: str) -> None:
    made = laid(page("1", "AAAAAA x40", A=place("a")), stories=(filed("a", text, 400),))
    (problem,) = found(made)
    assert problem.code == "refer-wrong"
    assert problem.message.endswith("but this issue has 1 page")


@pytest.mark.parametrize(
    "text",
    [
        "The vote was close (see page 1).",
        "It says so on page 44 of the report.",
        "See page 44 of the report.",
        "He tore out page 44 and read it aloud.",
        "She stopped at page 312.",
        "The report has 44 pages.",
        "On page 44, he writes of tides.",
        "Der Bericht sagt es auf Seite 212 ausdrücklich.",
        "Laut Bericht, Seite 44, war es so.",
        "Siehe Seite 44 des Gutachtens.",
        "Il l'écrit à la page 44 du livre.",
        "Lo dice en la página 44 del informe.",
        "The S. 44 train and the A.P. 12 road.",
    ],
)
def test_a_page_of_another_work_is_no_pointer(text: str) -> None:
    made = laid(page("1", "AAAAAA x40", A=place("a")), stories=(filed("a", text, 400),))
    assert codes(made) == []


def test_a_page_in_brackets_alone_is_only_asked_about() -> None:
    made = laid(page("1", "AAAAAA x40", A=place("a")), stories=(filed("a", "Der Rat stimmte zu (Seite 44).", 400),))
    assert codes(made) == ["refer-unsure"]
    here = laid(page("1", "AAAAAA x40", A=place("a")), stories=(filed("a", "Der Rat stimmte zu (Seite 1).", 400),))
    assert codes(here) == []


def test_a_gap_in_the_issue_s_pages_is_no_page_that_it_has_not() -> None:
    pages = [page(number, "AAAAAA x40", A=place(slug)) for number, slug in (("1", "a"), ("4", "b"))]
    text = "It was close, see page {}."
    for number, expected in (("3", []), ("5", ["refer-wrong"])):
        stories = (filed("a", text.format(number), 400), filed("b", 400))
        assert codes(laid(*pages, stories=stories)) == expected


def test_a_pointer_across_a_line_s_end_is_read() -> None:
    for words in range(20, 40):
        made = laid(page("1", "AAAAAA x40", A=place("a")), stories=(filed("a", f"{'tide ' * words}it was, see page 44.", 400),))
        assert codes(made) == ["refer-wrong"]


def test_mentions_and_pointers_of_a_text() -> None:
    assert [(each.number, each.text) for each in mentions("Sport, page A3, and pp. 4-5")] == [("a3", "page A3"), ("4", "pp. 4")]
    assert [(each.number, each.sure) for each in pointers("See page 5. (Page 6)")] == [("5", True), ("6", False)]
    assert list(pointers("")) == []
