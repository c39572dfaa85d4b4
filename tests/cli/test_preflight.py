"""`broadsheet preflight` on its two outputs, and in its exit status."""

import json
from pathlib import Path

import pytest
from reportlab.lib.colors import CMYKColor, Color
from reportlab.pdfgen.canvas import Canvas

from layout import cli


def draw(path: Path, colour: Color, pages: int = 1) -> Path:
    canvas = Canvas(str(path), pagesize=(300, 400), invariant=1)
    for _ in range(pages):
        canvas.setFillColor(colour)
        canvas.rect(50, 250, 100, 100, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return path


GOOD, RED = CMYKColor(0.2, 0.1, 0, 0), Color(1, 0, 0)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(["preflight", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_an_ad_that_can_be_printed_passes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(here / "ad.pdf", GOOD)
    status, out, _ = run(capsys, "ad.pdf", "--ad")
    assert status == 0
    assert out.startswith("1 of 1 file fit for Newsprint")


def test_a_fault_is_told_with_file_page_place_rule_and_remedy(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(here / "ad.pdf", RED)
    status, out, err = run(capsys, "ad.pdf", "--ad", "-q")
    assert status == 1
    place, remedy = err.strip().split("\n")
    assert place.startswith("ad.pdf: page 1 (18 mm, 18 mm): error: ")
    assert place.endswith("[colour-rgb]")
    assert remedy.startswith("    Convert it")
    assert out == ""


def test_several_files_are_judged_each(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(here / "good.pdf", GOOD)
    draw(here / "bad.pdf", RED)
    status, out, _ = run(capsys, "good.pdf", "bad.pdf", "--ad", "--json")
    facts = json.loads(out)
    assert status == 1
    assert [(file["file"], file["passed"]) for file in facts["files"]] == [("good.pdf", True), ("bad.pdf", False)]


def test_a_fault_of_the_whole_file_names_no_page(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "text.pdf").write_text("This is no PDF.")
    status, _, err = run(capsys, "text.pdf")
    assert status == 1
    assert err.startswith("text.pdf: error: ")


def test_the_size_and_black_alone_can_be_asked_for(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(here / "ad.pdf", GOOD)
    assert run(capsys, "ad.pdf", "--ad", "--size", "300x400pt")[0] == 0
    assert "[page-size]" in run(capsys, "ad.pdf", "--ad", "--size", "100 x 150 mm")[2]
    assert "[colour-mono]" in run(capsys, "ad.pdf", "--ad", "--mono")[2]


@pytest.mark.parametrize("size", ["300", "300x400", "3 lines x 4 lines", "axb", "x"])
def test_a_size_that_is_none_is_refused(here: Path, capsys: pytest.CaptureFixture[str], size: str) -> None:
    draw(here / "ad.pdf", GOOD)
    status, _, err = run(capsys, "ad.pdf", "--size", size)
    assert status == 2
    assert "--size takes width and height" in err


def test_the_report_for_people_shows_the_page(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(here / "ad.pdf", RED, pages=2)
    run(capsys, "ad.pdf", "--ad", "--report", "ad.html")
    html = (here / "ad.html").read_text()
    assert html.count("data:image/jpeg;base64,") == 2
    assert "<rect" in html


def test_warnings_fail_a_file_where_they_count_as_errors(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(here / "ad.pdf", GOOD)
    assert run(capsys, "ad.pdf", "--ad", "--strict")[0] == 1


@pytest.mark.parametrize("name", ["gone.pdf", ".", "x" * 300])
def test_what_is_no_file_is_refused_with_a_remedy(here: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    status, _, err = run(capsys, name)
    assert status == 2
    assert "[file-unreadable]" in err


def test_one_file_that_can_t_be_read_does_not_stop_the_others(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(here / "good.pdf", GOOD)
    status, out, err = run(capsys, "gone.pdf", "good.pdf", "--ad", "--report", "r.html")
    assert status == 2
    assert "gone.pdf: error:" in err
    assert out.startswith("1 of 2 files fit")
    assert "good.pdf" in (here / "r.html").read_text()


@pytest.mark.parametrize("report", ["ad.pdf", "nowhere/r.html", "."])
def test_a_report_never_lies_over_what_is_judged_nor_ends_nowhere(
    here: Path, capsys: pytest.CaptureFixture[str], report: str
) -> None:
    before = draw(here / "ad.pdf", GOOD).read_bytes()
    status, _, err = run(capsys, "ad.pdf", "--ad", "--report", report)
    assert status == 2
    assert "--report" in err
    assert (here / "ad.pdf").read_bytes() == before


def test_an_unknown_press_is_refused_with_those_that_are_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(here / "ad.pdf", GOOD)
    status, _, err = run(capsys, "ad.pdf", "--press", "newsprnt")
    assert status == 2
    assert "newsprint" in err
