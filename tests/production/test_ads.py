"""Ads judged before the pages are made up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.colors import CMYKColor, Color
from reportlab.pdfgen.canvas import Canvas

from layout.base.problems import InFile, Problem, Severity
from layout.base.store import Store
from layout.base.units import mm
from layout.build import build
from layout.pdf.inks import prepare_inks
from layout.production.checking import check, check_pages
from layout.production.order import Order, Verdict

HOUSE = """\
title: The Test
code: T
sheet: {trim: 200mm x 280mm, margins: 10mm}
grid: {columns: 4, gutter: 4mm}
"""
ISSUE = """\
house: ../house.yaml
date: 2026-11-27
bookings: bookings.csv
pages:
  - page: 1
    master: blank
    colour: full
    dummy: |
      XXXX x10
      YYYY x10
    place:
      X: {ad: x.pdf, booking: A1}
      Y: {ad: y.pdf, booking: A2}
"""
BOOKINGS = "booking,size\nA1,180mm x 60mm\nA2,180mm x 60mm\n"
WIDTH, DEPTH = mm(180), mm(60)

Draw = Callable[[Canvas], None]


def plain(canvas: Canvas) -> None:
    canvas.setFillColor(CMYKColor(0.5, 0, 0, 0))
    canvas.rect(10, 10, 50, 50, stroke=0, fill=1)


def another(canvas: Canvas) -> None:
    canvas.setFillColor(CMYKColor(0, 0.5, 0, 0))
    canvas.rect(10, 10, 50, 50, stroke=0, fill=1)


def in_rgb(canvas: Canvas) -> None:
    canvas.setFillColor(Color(1, 0, 0))
    canvas.rect(10, 10, 50, 50, stroke=0, fill=1)


def unembedded(canvas: Canvas) -> None:
    canvas.setFillColor(CMYKColor(0, 0, 0, 1))
    canvas.setFont("Helvetica", 14)
    canvas.drawString(20, 20, "Sale")


def drowned(canvas: Canvas) -> None:
    canvas.setFillColor(CMYKColor(1, 1, 1, 1))
    canvas.rect(10, 10, 50, 50, stroke=0, fill=1)


def knocking_out(canvas: Canvas) -> None:
    plain(canvas)
    canvas.setStrokeColor(CMYKColor(0, 0, 0, 1))
    canvas.setLineWidth(0.7)
    canvas.line(10, 30, 60, 30)


def draw_ad(path: Path, draw: Draw, width: float = WIDTH, depth: float = DEPTH) -> None:
    canvas = Canvas(str(path), pagesize=(width, depth), invariant=1)
    draw(canvas)
    canvas.save()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = tmp_path / "paper" / "issue"
    folder.mkdir(parents=True)
    (folder.parent / "house.yaml").write_text(HOUSE)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "bookings.csv").write_text(BOOKINGS)
    draw_ad(folder / "x.pdf", plain)
    draw_ad(folder / "y.pdf", another)
    return folder / "issue.yaml"


def problems_of(paper: Path) -> list[Problem]:
    checked = check(Order(paper))
    assert not checked.refused, [problem.message for problem in checked.problems]
    return [problem for problem in check_pages(checked) if problem.severity is not Severity.NOTE]


def errors(paper: Path) -> list[str]:
    return [problem.code for problem in problems_of(paper) if problem.severity is Severity.ERROR]


def test_ads_that_a_press_can_print_are_let_through(paper: Path) -> None:
    assert errors(paper) == []


@pytest.mark.parametrize(("draw", "code"), [(in_rgb, "colour-rgb"), (unembedded, "font-unembedded"), (drowned, "ink-most")])
def test_an_ad_that_no_press_can_print_is_told_before_with_its_number(paper: Path, draw: Draw, code: str) -> None:
    draw_ad(paper.parent / "y.pdf", draw)
    found = [problem for problem in problems_of(paper) if problem.severity is Severity.ERROR]
    assert [problem.code for problem in found] == [code]
    assert "ad A2 (y.pdf)" in found[0].message
    assert isinstance(found[0].where, InFile)
    assert found[0].where.line == 13


def test_its_page_is_held_with_a_marked_hole_and_the_verdict_says_so(paper: Path) -> None:
    draw_ad(paper.parent / "y.pdf", in_rgb)
    built = build(Order(paper))
    assert built.verdict is Verdict.UNFIT
    assert [path.name for path in (built.out / "held").iterdir()] == ["T_20261127_001_A.pdf"]
    assert not (built.out / "press").exists()
    page = (built.out / "held" / "T_20261127_001_A.pdf").read_bytes()
    assert b"DeviceRGB" not in page


def test_what_is_a_warning_in_an_ad_is_none_the_worse_on_its_page(paper: Path) -> None:
    """Small black type that knocks out of a tint: an error in our own pages, which we can mend."""
    draw_ad(paper.parent / "y.pdf", knocking_out)
    assert errors(paper) == []
    assert "overprint-rule" in {problem.code for problem in problems_of(paper)}
    built = build(Order(paper))
    assert [problem.code for problem in built.problems if problem.severity is Severity.ERROR] == []
    assert built.verdict is Verdict.FIT


def test_a_picture_as_an_ad_is_told_by_its_number_where_it_is_coarse(paper: Path) -> None:
    Image.new("RGB", (709, 236), "red").save(paper.parent / "y.jpg", dpi=(100, 100))
    paper.write_text(paper.read_text().replace("y.pdf", "y.jpg"))
    coarse = [problem for problem in problems_of(paper) if problem.code == "picture-coarse"]
    assert [problem.message for problem in coarse] == [
        "ad A2 (y.jpg) has 100 pixels an inch in its place; the press wants 150 at least"
    ]
    Image.new("RGB", (638, 213), "red").save(paper.parent / "y.jpg", dpi=(90, 90))
    assert errors(paper) == ["picture-coarse"]


def test_an_ad_of_another_size_than_was_sold_is_told(paper: Path) -> None:
    draw_ad(paper.parent / "x.pdf", plain, depth=mm(64))
    (problem,) = [problem for problem in problems_of(paper) if problem.severity is Severity.ERROR]
    assert problem.code == "ad-booked"
    assert problem.message == "ad A1 (x.pdf) is 180.0 x 64.0 mm; 180.0 x 60.0 mm was sold"


def test_one_file_under_two_numbers_is_told(paper: Path) -> None:
    draw_ad(paper.parent / "y.pdf", plain)
    assert [problem.message for problem in problems_of(paper) if problem.code == "ad-same"] == [
        "ad A2 (y.pdf) on page 1 is the same file, byte for byte, as ad A1 (x.pdf)"
    ]


def test_a_file_under_two_numbers_is_told_though_it_stands_without_one_too(paper: Path) -> None:
    rows = "      XXXX x10\n      YYYY x10\n"
    text = paper.read_text().replace(rows, "      ZZZZ x7\n      XXXX x7\n      YYYY x7\n")
    paper.write_text(text.replace("    place:\n", "    place:\n      Z: {ad: z.pdf}\n"))
    for name in ("x.pdf", "y.pdf", "z.pdf"):
        draw_ad(paper.parent / name, plain)
    assert [problem.code for problem in problems_of(paper)].count("ad-same") == 1


def test_a_file_that_one_page_refuses_is_told_on_every_page_that_wants_it(paper: Path) -> None:
    """A coloured ad, once on a page in colour and once on one in black."""
    text = paper.read_text()
    page = text[text.index("  - page: 1") :].replace("page: 1", "page: 2").replace("colour: full", "colour: mono")
    paper.write_text(text + page)
    built = build(Order(paper))
    told = [(problem.code, problem.message.partition(":")[0]) for problem in built.problems if problem.severity is Severity.ERROR]
    assert ("ad-refused", "ad A1 (x.pdf) is not placed here either") in told
    assert len([code for code, _ in told if code == "ad-refused"]) == 2
    assert len(list((built.out / "held").iterdir())) == 2


def test_an_ad_that_is_exchanged_while_the_pages_are_made_is_not_printed_unjudged(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exchanging(*arguments: object, **options: object) -> object:
        draw_ad(paper.parent / "y.pdf", drowned)
        return prepare_inks(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("layout.production.making.prepare_inks", exchanging)
    built = build(Order(paper))
    assert "ad-exchanged" in {problem.code for problem in built.problems}
    assert built.verdict is Verdict.UNFIT


def test_a_coloured_ad_on_a_page_in_black_is_refused(paper: Path) -> None:
    paper.write_text(paper.read_text().replace("colour: full", "colour: mono"))
    assert set(errors(paper)) == {"colour-mono"}


def test_the_report_names_each_ad_by_what_it_holds(paper: Path) -> None:
    ads = build(Order(paper)).report["ads"]
    assert isinstance(ads, list)
    assert [(ad["page"], ad["block"], ad["booking"], ad["file"], ad["size_mm"]) for ad in ads] == [
        ("1", "X", "A1", "x.pdf", [180.0, 60.0]),
        ("1", "Y", "A2", "y.pdf", [180.0, 60.0]),
    ]
    assert len({ad["sha256"] for ad in ads}) == 2


def test_what_was_found_is_kept_and_an_exchanged_file_is_judged_anew(paper: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    draw_ad(paper.parent / "y.pdf", in_rgb)

    def found() -> list[str]:
        return [problem.message for problem in check_pages(check(Order(paper, store=store)))]

    first = found()
    assert found() == first
    draw_ad(paper.parent / "y.pdf", another)
    assert not any("DeviceRGB" in message for message in found())
