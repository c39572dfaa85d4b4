"""The pipeline from an issue's file to a package on the disk."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from layout.base.problems import InFile, Severity
from layout.base.store import Store
from layout.build import Built, build
from layout.production.checking import check
from layout.production.order import Order, Verdict
from layout.starter.lay_out import lay_out_paper

Ordering = Callable[..., Order]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter")
    lay_out_paper(folder)
    return folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where separated pictures are kept from test to test: half of a build's time."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def order(paper: Path, kept: Path) -> Ordering:
    return lambda **changes: Order(paper, store=Store(kept), **changes)


@pytest.fixture
def paper(starter: Path, tmp_path: Path) -> Path:
    """A new paper of four pages; its issue's file."""
    shutil.copytree(starter, tmp_path / "paper")
    return tmp_path / "paper" / "issue" / "issue.yaml"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{path.name} must hold {before!r}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def names(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))


def codes(built: Built) -> set[str]:
    return {problem.code for problem in built.problems if problem.severity is Severity.ERROR}


def test_a_build_leaves_pages_proof_report_and_manifest(paper: Path, order: Ordering) -> None:
    built = build(order())
    out = paper.parent / "out"
    assert built.verdict is Verdict.FIT
    assert names(out) == [
        "manifest.json",
        "preflight.html",
        "preflight.json",
        *(f"press/LANT_20261127_00{page}_A.pdf" for page in "1234"),
        "proof.pdf",
        "report.html",
        "report.json",
    ]
    assert len(PdfReader(out / "proof.pdf").pages) == 4
    assert len(PdfReader(out / "press" / "LANT_20261127_002_A.pdf").pages) == 1


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(paper: Path, starter: Path, tmp_path: Path) -> None:
    shutil.copytree(starter, tmp_path / "elsewhere" / "deeper")
    build(Order(paper, jobs=1))
    build(
        Order(tmp_path / "elsewhere" / "deeper" / "issue" / "issue.yaml", out=tmp_path / "o", jobs=4, store=Store(tmp_path / "s"))
    )
    build(Order(tmp_path / "elsewhere" / "deeper" / "issue" / "issue.yaml", out=tmp_path / "p", store=Store(tmp_path / "s")))
    first = paper.parent / "out"
    for name in names(first):
        assert (first / name).read_bytes() == (tmp_path / "o" / name).read_bytes() == (tmp_path / "p" / name).read_bytes(), name


def test_no_path_of_this_machine_gets_into_any_file(paper: Path, order: Ordering, tmp_path: Path) -> None:
    edit(paper, "photo: {cols: 2}", "photo: {cols: 2, file: photos/gone.jpg}")
    built = build(order())
    assert built.verdict is Verdict.UNFIT
    for name in names(built.out):
        data = (built.out / name).read_bytes()
        assert str(tmp_path).encode() not in data, name
        assert str(Path.home()).encode() not in data or str(Path.home()) == "/", name


def test_the_report_holds_its_facts(paper: Path, order: Ordering) -> None:
    ticks = iter(range(1000))
    built = build(order(), clock=lambda: float(next(ticks)))
    report = json.loads((built.out / "report.json").read_text())
    assert report == built.report
    assert report["issue"] == {"title": "The Lantern", "date": "2026-11-27", "edition": "", "number": "48"}
    assert report["fit_for_press"] is True
    assert report["checks"] == {"preflight": "passed"}
    page = report["pages"][2]
    assert (page["page"], page["file"], page["problems"]) == ("3", "press/LANT_20261127_003_A.pdf", [])
    assert page["sha256"] == hashlib.sha256((built.out / page["file"]).read_bytes()).hexdigest()
    block = next(block for block in report["blocks"] if (block["page"], block["block"]) == ("1", "C"))
    assert block.keys() == {
        "page", "block", "story", "lines", "lines_over", "words_over", "lines_short", "first_words_over", "levers",
        "legs", "words", "shrink", "stretch", "borders",
    }  # fmt: skip
    assert (block["story"], block["lines_over"]) == ("market", 0)
    assert block["lines"] > 20
    (jump,) = report["jumps"]
    assert (jump["story"], jump["from_page"], jump["to_page"]) == ("lighthouse", "1", "3")
    assert 40 < jump["after_words"] < 200
    assert report["seconds"].keys() == {"read", "set", "write", "preflight", "total"}
    assert report["seconds"]["total"] >= sum(report["seconds"][stage] for stage in ("read", "set", "write", "preflight"))


def test_the_manifest_names_files_sizes_inks_and_fonts(paper: Path, order: Ordering) -> None:
    edit(paper, "section: Village\n", "section: Village\n    colour: mono\n")
    manifest = json.loads((build(order()).out / "manifest.json").read_text())
    first, last = manifest["pages"][0], manifest["pages"][3]
    assert (first["page"], first["section"], first["trim_mm"], first["bleed_mm"]) == ("1", "News", [210.0, 297.0], 0.0)
    assert first["inks"] == ["Cyan", "Magenta", "Yellow", "Black"]
    assert "SourceSerif4SmText-Regular" in first["fonts"]
    assert (last["section"], last["version"]) == ("Village", "A")
    assert manifest["missing"] == []


def test_a_page_that_is_overset_is_held_and_the_others_go(paper: Path, order: Ordering) -> None:
    story = paper.parent / "stories" / "tannery.md"
    story.write_text(story.read_text() + "\n" + "\n\n".join(["One more paragraph that nobody had room for."] * 30))
    built = build(order())
    assert built.verdict is Verdict.UNFIT
    assert codes(built) == {"overset"}
    assert [page.page.number for page in built.pages if page.held] == ["3"]
    assert [name for name in names(built.out) if name.endswith("_A.pdf")] == [
        "held/LANT_20261127_003_A.pdf",
        *(f"press/LANT_20261127_00{page}_A.pdf" for page in "124"),
    ]
    manifest = json.loads((built.out / "manifest.json").read_text())
    assert manifest["missing"] == [{"page": "3", "why": "held"}]
    block = next(block for block in json.loads((built.out / "report.json").read_text())["blocks"] if block["story"] == "tannery")
    assert block["lines_over"] > 20
    assert block["words_over"] > 150
    assert block["first_words_over"]


def test_a_missing_picture_leaves_a_marked_hole_and_holds_its_page(paper: Path, order: Ordering) -> None:
    (paper.parent / "photos" / "geese.jpg").unlink()
    built = build(order())
    assert built.verdict is Verdict.UNFIT
    assert "picture-missing" in codes(built)
    assert [page.page.number for page in built.pages if page.held] == ["3"]
    assert "no picture" in PdfReader(built.out / "held" / "LANT_20261127_003_A.pdf").pages[0].extract_text().lower()


def test_a_wrong_text_is_refused_and_nothing_is_written(paper: Path, order: Ordering) -> None:
    edit(paper, "story: market", "story: markt")
    built = build(order())
    assert built.verdict is Verdict.REFUSED
    assert "story-missing" in codes(built)
    assert not (paper.parent / "out").exists()


def test_a_build_that_is_refused_leaves_the_last_one_as_it_was(paper: Path, order: Ordering) -> None:
    out = build(order()).out
    before = {name: (out / name).read_bytes() for name in names(out)}
    edit(paper, "story: market", "story: markt")
    assert build(order()).verdict is Verdict.REFUSED
    assert {name: (out / name).read_bytes() for name in names(out)} == before


def test_pages_that_are_asked_for_are_the_only_ones_in_press(paper: Path, order: Ordering) -> None:
    build(order())
    built = build(order(pages="2,4"))
    assert built.verdict is Verdict.FIT
    assert [name for name in names(built.out) if name.startswith("press/")] == [
        f"press/LANT_20261127_00{page}_A.pdf" for page in "24"
    ]
    manifest = json.loads((built.out / "manifest.json").read_text())
    assert manifest["missing"] == [{"page": "1", "why": "not built"}, {"page": "3", "why": "not built"}]


def test_a_page_alone_comes_out_as_it_does_in_the_whole_issue(paper: Path, order: Ordering) -> None:
    whole = {page.page.number: page.sha256 for page in build(order()).pages}
    for number in "134":
        (page,) = build(order(pages=number)).pages
        assert page.sha256 == whole[number], number


def test_others_go_while_one_page_is_mended(paper: Path, order: Ordering) -> None:
    edit(paper.parent / "stories" / "marsh-road.md", "kicker: Roads", "kicker: [Roads")
    assert build(order()).verdict is Verdict.REFUSED
    assert build(order(pages="1,3-4")).verdict is Verdict.FIT


def test_a_page_that_is_not_there_is_told(paper: Path, order: Ordering) -> None:
    assert codes(build(order(pages="9"))) == {"page-unknown"}


def test_only_a_page_that_differs_gets_the_next_letter(paper: Path, order: Ordering) -> None:
    build(order())
    edit(paper.parent / "stories" / "heron.md", "The miller has put up", "The miller put up")
    built = build(order())
    assert [page.version for page in built.pages] == ["A", "A", "B", "A"]
    build(order(pages="2"))
    assert [page.version for page in build(order()).pages] == ["A", "A", "B", "A"]


def test_strict_makes_errors_of_warnings(paper: Path, order: Ordering) -> None:
    story = paper.parent / "stories" / "tannery.md"
    story.write_text(story.read_text().partition("The smell")[0])
    assert build(order()).verdict is Verdict.FIT
    built = build(order(strict=True))
    assert built.verdict is Verdict.UNFIT
    assert codes(built) == {"short"}
    assert [page.page.number for page in built.pages if page.held] == ["3"]


def test_an_edition_has_its_own_folder_and_its_own_names(paper: Path, order: Ordering) -> None:
    (paper.parent / "late.yaml").write_text(
        "extends: issue.yaml\nedition: Late\npages:\n  - page: 4\n    place: {S: {headline: Skiffs home}}\n"
    )
    built = build(order(edition="Late"))
    assert built.verdict is Verdict.FIT
    assert built.out == paper.parent / "out" / "Late"
    assert (built.out / "press" / "LANT_20261127_Late_004_A.pdf").is_file()


def test_variables_and_press_of_the_order_come_first(paper: Path, order: Ordering, tmp_path: Path) -> None:
    built = build(order(variables={"price": "3 guineas"}, pages="1"))
    assert "3 guineas" in PdfReader(built.out / "proof.pdf").pages[0].extract_text()
    press = tmp_path / "small.yaml"
    press.write_text("name: Small\nprofile: newsprint-220.icc\nsheet: 200mm x 290mm\n")
    problems = check(order(press=str(press))).problems
    assert [problem.message for problem in problems] == [
        "the page is 210 x 297 mm, but the press 'Small' takes 200 x 290 mm at most"
    ]


def test_the_date_in_a_pdf_is_the_issue_s_or_the_one_that_was_ordered(paper: Path, order: Ordering) -> None:
    proof = build(order()).out / "proof.pdf"
    assert PdfReader(proof).metadata.creation_date == datetime(2026, 11, 27, tzinfo=UTC)  # type: ignore[union-attr]
    build(order(date=datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)))
    assert PdfReader(proof).metadata.creation_date == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)  # type: ignore[union-attr]


def test_the_desk_hears_of_each_page_as_it_is_written(paper: Path, order: Ordering) -> None:
    told: list[tuple[str, int]] = []
    build(order(), told=lambda page, count, seconds: told.append((page, count)))
    assert told == [("1", 4), ("2", 4), ("3", 4), ("4", 4)]


def test_the_report_for_people_stands_alone_and_shows_each_page(paper: Path, order: Ordering) -> None:
    (paper.parent / "photos" / "geese.jpg").unlink()
    html = (build(order()).out / "report.html").read_text()
    assert html.count("<svg") == 4
    assert "Not fit for press" in html
    assert "geese.jpg" in html
    assert "Saturday market to stay" in html
    assert "http:" not in html
    assert "https:" not in html
    assert "src=" not in html
    assert "<tr><td>lighthouse</td><td>1</td><td>3</td>" in html


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_another_program_finds_no_fault_in_the_files(paper: Path, order: Ordering) -> None:
    out = build(order()).out
    for name in names(out):
        if name.endswith(".pdf"):
            subprocess.run(["qpdf", "--check", "--no-warn", str(out / name)], check=True, capture_output=True)


def test_a_page_in_a_font_that_stands_in_is_held(paper: Path, order: Ordering) -> None:
    house = paper.parent.parent / "house.yaml"
    house.write_text(
        house.read_text() + "fonts: {agate: Tymes, text: Source Serif 4, head: Source Serif 4, sans: Libre Franklin}\n"
    )
    built = build(order())
    assert built.verdict is Verdict.UNFIT
    (problem,) = [each for each in built.problems if each.severity is Severity.ERROR]
    assert problem.code == "font-missing"
    assert isinstance(problem.where, InFile)
    assert problem.where.line == len(house.read_text().splitlines())
    held = [page.page.number for page in built.pages if page.held]
    assert held
    assert all(any(each.code == "font-missing" for each in page.page.problems) for page in built.pages if page.held)


def test_a_missing_body_font_leaves_press_empty(paper: Path, order: Ordering) -> None:
    house = paper.parent.parent / "house.yaml"
    house.write_text(house.read_text() + "fonts: {text: Tymes}\n")
    built = build(order())
    assert [page.page.number for page in built.pages if not page.held] == []
    assert len([each for each in built.problems if each.code == "font-missing"]) == 1


def test_what_is_over_beside_a_missing_picture_is_called_a_guess(paper: Path, order: Ordering) -> None:
    picture = next((paper.parent / "photos").glob("geese*"))
    picture.unlink()
    story = paper.parent / "stories" / "geese.md"
    story.write_text(story.read_text() + "\n" + "\n\n".join(["One more paragraph that nobody had room for."] * 30))
    (overset,) = [each for each in build(order()).problems if each.code == "overset"]
    assert overset.remedy.startswith(f"{picture.name} is missing, and its depth is a guess")


def test_the_report_names_the_pages_that_were_not_built(paper: Path, order: Ordering) -> None:
    built = build(order(pages="2"))
    assert built.not_built == ("1", "3", "4")
    assert built.report["not_built"] == ["1", "3", "4"]
    html = (built.out / "report.html").read_text()
    assert "press/ now holds page 2 alone; pages 1, 3, 4 were not built." in html
