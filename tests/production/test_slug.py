"""What stands around a page: what it is, in which version, and on each plate the plate's own name."""

from pathlib import Path

from pypdf import PdfReader

from layout.press.names import LastBuilt
from layout.production.checking import check
from layout.production.making import make_pages
from layout.production.order import Order
from layout.production.printing import Printed, Watch, print_pages
from tests.production.test_handing_over import made

MARKED = "marks: crop\n"
PLATES = "Cyan Magenta Yellow Black"


def printed(issue: Path, last: dict[str, LastBuilt] | None = None) -> Printed:
    checked = check(Order(issue))
    assert checked.paper is not None
    return print_pages(make_pages(checked.paper, checked), None, Watch(lambda: 0.0, lambda page, count, seconds: None), last)


def slugs(pages: Printed, tmp_path: Path) -> list[str]:
    """The words around each page: all that stands on the slug's baseline."""
    found = []
    for page in pages.pages:
        path = tmp_path / "page.pdf"
        path.write_bytes(page.data)
        lines = PdfReader(path).pages[0].extract_text().splitlines()
        start = next(at for at, line in enumerate(lines) if "The Test" in line)
        found.append(" ".join(" ".join(lines[start:]).split()))
    return found


def test_the_slug_names_page_title_day_version_and_plates(tmp_path: Path) -> None:
    issue = made(tmp_path, ["1", "2"], MARKED)
    first = printed(issue, {})
    assert slugs(first, tmp_path) == [f"{number} The Test 2026-11-27 version A {PLATES}" for number in "12"]
    before = {page.page.number: LastBuilt("C", "", page.ink) for page in first.pages}
    issue.write_text(issue.read_text().replace("Notice number 2", "Notice changed 2"))
    second = printed(issue, before)
    assert [slug.split()[4:6] for slug in slugs(second, tmp_path)] == [["version", "C"], ["version", "D"]]
    assert second.versions == {"1": "C", "2": "D"}


def test_the_letter_in_the_slug_is_no_change_of_ink(tmp_path: Path) -> None:
    issue = made(tmp_path, ["1"], MARKED)
    first, second = printed(issue, {}), printed(issue, {"1": LastBuilt("B", "of old")})
    assert first.versions == {"1": "A"}
    assert second.versions == {"1": "C"}, "a page of which no ink is known moves on"
    assert first.pages[0].data != second.pages[0].data
    assert first.pages[0].ink == second.pages[0].ink


def test_where_nobody_knows_what_was_built_before_no_version_is_printed(tmp_path: Path) -> None:
    assert slugs(printed(made(tmp_path, ["1"], MARKED)), tmp_path) == [f"1 The Test 2026-11-27 {PLATES}"]


def test_the_edition_stands_in_the_slug(tmp_path: Path) -> None:
    issue = made(tmp_path, ["1"], MARKED)
    issue.write_text(issue.read_text().replace("date:", "edition: Morning\ndate:"))
    assert slugs(printed(issue, {}), tmp_path) == [f"1 The Test Morning 2026-11-27 version A {PLATES}"]


def test_a_page_in_black_alone_names_one_plate(tmp_path: Path) -> None:
    issue = made(tmp_path, ["1"], MARKED)
    issue.write_text(issue.read_text().replace("master: blank", "master: blank\n    colour: mono"))
    assert slugs(printed(issue, {}), tmp_path) == ["1 The Test 2026-11-27 version A Black"]


def test_sheets_say_their_pages_latest_version(tmp_path: Path) -> None:
    issue = made(tmp_path, ["1", "2", "3", "4"], "impose: spreads\n")
    first = printed(issue, {})
    before = {page.page.number: LastBuilt("A" if page.page.number != "4" else "B", "", page.ink) for page in first.pages}
    from layout.production.printing import bind_sheets

    checked = check(Order(issue))
    assert checked.paper is not None
    sheets = bind_sheets(checked.paper, printed(issue, before), "1234", None)
    texts = {}
    for sheet, data in sheets:
        path = tmp_path / "sheet.pdf"
        path.write_bytes(data)
        texts[sheet.name] = " ".join(PdfReader(path).pages[0].extract_text().split())
    assert "4-1 The Test 2026-11-27 version B" in texts["4-1"]
    assert "2-3 The Test 2026-11-27 version A" in texts["2-3"]
