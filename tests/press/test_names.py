"""File names as a printer takes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.base.problems import InFile
from layout.design.press import Press
from layout.press.names import IssueFacts, LastBuilt, check_names, name_page, next_version, page_versions

FACTS = IssueFacts("HHD", date(2026, 11, 24), "City", "18204")
HERE = InFile("house.yaml")
USUAL = Press("newsprint", HERE).file_name


def codes(template: str, facts: IssueFacts, *pages: str) -> list[str]:
    return [problem.code for problem in check_names(template, facts, pages, HERE)]


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("3", "HHD_20261124_City_003_A.pdf"),
        ("A3", "HHD_20261124_City_A003_A.pdf"),
        ("4-5", "HHD_20261124_City_004-005_A.pdf"),
    ],
)
def test_a_page_s_digits_are_padded(page: str, name: str) -> None:
    assert name_page(USUAL, FACTS, page, "A") == name


def test_names_are_plain_ascii() -> None:
    facts = IssueFacts("KAI", date(2026, 11, 24), "Süd & Größe", "7")
    assert name_page(USUAL, facts, "1", "A") == "KAI_20261124_Sud-Grosse_001_A.pdf"


def test_an_edition_without_a_name_leaves_no_gap() -> None:
    facts = IssueFacts("KAI", date(2026, 11, 24), "", "7")
    assert name_page(USUAL, facts, "1", "A") == "KAI_20261124_001_A.pdf"


def test_a_name_too_long_for_the_printer_is_refused() -> None:
    assert codes(USUAL, IssueFacts("HHD", date(2026, 11, 24), "Nordfriesland", "1"), "1", "2") == ["name-long"]


def test_one_name_for_two_pages_is_refused() -> None:
    assert codes("{code}_{date}.pdf", FACTS, "1", "2") == ["name-twice"]
    assert codes(USUAL, FACTS, "A3", "a3") == ["name-twice"]


def test_a_template_with_an_unknown_name_is_refused() -> None:
    assert codes("{code}_{plate}.pdf", FACTS, "1") == ["name-unknown"]


def test_the_printer_says_how_long_a_name_may_be() -> None:
    facts = IssueFacts("HHD", date(2026, 11, 24), "Nordfriesland", "1")
    (problem,) = check_names(USUAL, facts, ("1",), HERE)
    assert problem.message.endswith("'HHD_20261124_Nordfriesland_001_A.pdf', 36 characters long; the printer takes 31")
    assert check_names(USUAL, facts, ("1",), HERE, 36) == []
    assert [problem.code for problem in check_names(USUAL, facts, ("1",), HERE, 35)] == ["name-long"]


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{code}_{page:3}", "don't end in .pdf"),
        ("{code}_{page:3}.tif", "don't end in .pdf"),
        ("{edition}/{page:3}.pdf", "hold a folder"),
        ("{code}_{page:3.pdf", "a brace too many"),
        ("{code}}_{page}.pdf", "a brace too many"),
        ("{page:999999999}.pdf", "can't have '999999999' digits"),
        ("{page:²}.pdf", "can't have '²' digits"),
        ("{page:x}.pdf", "can't have 'x' digits"),
        ("{date:%Q}_{page}.pdf", "can't be '%Q'"),
        ("{date:%}_{page}.pdf", "can't be '%'"),
        ("{date:%Y/%m}_{page}.pdf", "can't be '%Y/%m'"),
        ("{code:3}_{page}.pdf", "takes no '3'"),
        (".{code}_{page}.pdf", "begins with a dot"),
        ("con.{page}.pdf", "can't be written on Windows"),
        ("LPT{page}.pdf", "can't be written on Windows"),
    ],
)
def test_a_name_that_some_disk_cannot_hold_is_refused(template: str, says: str) -> None:
    (problem,) = check_names(template, FACTS, ("1",), HERE)
    assert problem.code == "name-wrong"
    assert says in problem.message
    assert problem.remedy


def test_an_edition_of_which_no_plain_letter_is_left_is_refused() -> None:
    facts = IssueFacts("HHD", date(2026, 11, 24), "北", "18204")
    assert codes(USUAL, facts, "1") == ["name-wrong"]
    assert codes("{code}_{page:3}.pdf", facts, "1") == []
    assert codes(USUAL, IssueFacts("Ñ", date(2026, 11, 24), "Súl", ""), "1") == []


def test_letters_of_the_template_itself_become_plain() -> None:
    assert name_page("Süd_{page:3}.pdf", FACTS, "1", "A") == "Sud_001.pdf"


def test_names_that_differ_in_capitals_alone_are_one_name() -> None:
    assert codes("{page}.pdf", FACTS, "a1", "A1", "b1") == ["name-twice"]


@given(st.text("{}:%Ydcodepageversion3.pdf/\\_-²٣ \x00A", max_size=40))
def test_any_template_is_refused_or_makes_names(template: str) -> None:
    if not check_names(template, FACTS, ("1", "2"), HERE, 60):
        name = name_page(template, FACTS, "1", "A")
        assert name.isascii()
        assert name.lower().endswith(".pdf")
        assert not name.startswith(".")
        assert "/" not in name


def test_versions_run_through_the_alphabet_and_on() -> None:
    assert [next_version(version) for version in ("", "A", "Y", "Z", "AZ", "ZZ")] == ["A", "B", "Z", "AA", "BA", "AAA"]


def test_where_no_ink_is_known_a_page_whose_bytes_differ_moves_on() -> None:
    before = {"1": LastBuilt("B", "same"), "2": LastBuilt("B", "old", "ink")}
    assert page_versions(before, {"1": "same", "2": "new", "3": "first"}) == {"1": "B", "2": "C", "3": "A"}


def test_only_a_page_whose_ink_differs_moves_on() -> None:
    before = {"1": LastBuilt("B", "old", "ink"), "2": LastBuilt("B", "old", "ink"), "3": LastBuilt("B", "old")}
    digests, inks = {"1": "new", "2": "old", "3": "new"}, {"1": "ink", "2": "other", "3": "ink"}
    assert page_versions(before, digests, inks) == {"1": "B", "2": "C", "3": "C"}


@given(edition=st.text(max_size=12), page=st.text("AB0123456789-", min_size=1, max_size=6))
def test_whatever_the_edition_a_name_is_safe_for_any_disk(edition: str, page: str) -> None:
    name = name_page(USUAL, IssueFacts("HHD", date(2026, 11, 24), edition, "1"), page, "A")
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>| \n\0')
    assert name.endswith("_A.pdf")
