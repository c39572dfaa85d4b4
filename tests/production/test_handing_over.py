"""What lies in a package after a build: halves of trucks, sheets, bleed and marks, released pages, proofs, reports."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from layout.base.problems import Problem, Severity
from layout.base.store import Store
from layout.base.units import mm, to_mm
from layout.build import Built, build
from layout.production.order import Order, Verdict

HOUSE = """\
title: The Test
code: T
sheet: {trim: 120mm x 180mm, margins: 10mm, bleed: BLEED}
grid: {columns: 2, gutter: 4mm}
press: press.yaml
rules: {column: 0pt}
"""
PRESS = """\
name: Test press
profile: newsprint-220.icc
bleed: 3mm
"""
PAGE = """\
  - page: {number}
    master: blank
    dummy: |
      {row} x10
    place:
      A: {{text: "Notice number {number}. It says what it has to say, and no more than that."}}
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return made(tmp_path, ["1", "2", "3", "4"])


def made(folder: Path, numbers: list[str], press: str = "", bleed: str = "0mm") -> Path:
    """An issue of small pages; its file."""
    root = folder / "paper"
    (root / "issue").mkdir(parents=True, exist_ok=True)
    (root / "house.yaml").write_text(HOUSE.replace("BLEED", bleed))
    (root / "press.yaml").write_text(PRESS + press)
    pages = "".join(PAGE.format(number=number, row="AAAA" if "-" in number else "AA") for number in numbers)
    (root / "issue" / "issue.yaml").write_text(f"house: ../house.yaml\ndate: 2026-11-27\npages:\n{pages}")
    return root / "issue" / "issue.yaml"


def faults(built: Built) -> list[Problem]:
    return [problem for problem in built.problems if problem.severity is not Severity.NOTE and problem.code != "short"]


def files(built: Built, folder: str) -> list[str]:
    return sorted(path.name for path in (built.out / folder).glob("*"))


def trim(path: Path) -> tuple[float, float]:
    box = PdfReader(path).pages[0].trimbox
    return round(to_mm(float(box.width)), 1), round(to_mm(float(box.height)), 1)


def words(path: Path) -> str:
    return PdfReader(path).pages[0].extract_text()


def test_every_page_passes_preflight_and_both_reports_say_so(paper: Path) -> None:
    built = build(Order(paper))
    assert faults(built) == []
    assert built.report["checks"] == {"preflight": "passed"}
    facts = json.loads((built.out / "preflight.json").read_text())
    assert facts["passed"] is True
    assert [file["pages"][0]["page"] for file in facts["files"]] == ["1", "2", "3", "4"]
    for file in facts["files"]:
        assert file["sha256"] == hashlib.sha256((built.out / file["file"]).read_bytes()).hexdigest()
    assert "Passed" in (built.out / "preflight.html").read_text()


def test_a_truck_goes_as_one_page_or_as_two_halves(tmp_path: Path) -> None:
    whole = build(Order(made(tmp_path / "whole", ["1", "2-3", "4"])))
    assert files(whole, "press") == ["T_20261127_001_A.pdf", "T_20261127_002-003_A.pdf", "T_20261127_004_A.pdf"]
    assert trim(whole.out / "press" / "T_20261127_002-003_A.pdf") == (240, 180)
    halves = build(Order(made(tmp_path / "halves", ["1", "2-3", "4"], "trucks: halves\n")))
    assert faults(halves) == []
    assert files(halves, "press") == [f"T_20261127_00{number}_A.pdf" for number in "1234"]
    assert trim(halves.out / "press" / "T_20261127_002_A.pdf") == (120, 180)
    manifest = json.loads((halves.out / "manifest.json").read_text())
    assert [page["page"] for page in manifest["pages"]] == ["1", "2", "3", "4"]
    assert manifest["missing"] == []


def test_pairs_and_printer_spreads_lie_beside_the_pages(tmp_path: Path) -> None:
    pairs = build(Order(made(tmp_path / "pairs", ["1", "2", "3", "4"], "impose: pairs\n")))
    assert files(pairs, "spreads") == ["T_20261127_002-003_A.pdf"]
    spreads = build(Order(made(tmp_path / "spreads", ["1", "2", "3", "4"], "impose: spreads\n")))
    assert files(spreads, "spreads") == ["T_20261127_002-003_A.pdf", "T_20261127_004-001_A.pdf"]
    outside = spreads.out / "spreads" / "T_20261127_004-001_A.pdf"
    assert trim(outside) == (240, 180)
    assert words(outside).index("number 4") < words(outside).index("number 1")
    sheets = json.loads((spreads.out / "manifest.json").read_text())["sheets"]
    assert [sheet["pages"] for sheet in sheets] == [["4", "1"], ["2", "3"]]


def test_pages_that_a_folded_section_lacks_are_told(tmp_path: Path) -> None:
    built = build(Order(made(tmp_path, ["1", "2"], "impose: spreads\n")))
    assert [problem.code for problem in faults(built)] == ["section-padded"]


def test_bleed_and_marks_stand_where_the_press_wants_them(tmp_path: Path) -> None:
    built = build(Order(made(tmp_path, ["1", "2"], "marks: crop\n", bleed="3mm")))
    assert faults(built) == []
    page = PdfReader(built.out / "press" / "T_20261127_001_A.pdf").pages[0]
    assert trim(built.out / "press" / "T_20261127_001_A.pdf") == (120, 180)
    assert float(page.bleedbox.width) == pytest.approx(mm(126), abs=0.01)
    assert float(page.mediabox.width) > mm(126) + 20
    assert page.extract_text().count("The Test") == 1, "the slug line"


def test_a_released_page_keeps_its_bytes_and_the_change_is_told(paper: Path) -> None:
    first = build(Order(paper))
    name = "press/T_20261127_002_A.pdf"
    before = (first.out / name).read_bytes()
    text = {"pieces": [], "refers": [], "pictures": [], "ads": []}
    record = {"pages": {"2": {"sha256": hashlib.sha256(before).hexdigest(), "file": name, "text": text}}}
    (first.out / "released.json").write_text(json.dumps(record))
    paper.write_text(
        paper.read_text().replace("Notice number 2", "Notice changed 2").replace("Notice number 3", "Notice changed 3")
    )
    second = build(Order(paper))
    assert second.verdict is Verdict.FIT
    assert [problem.code for problem in faults(second)] == ["page-released"]
    assert (second.out / name).read_bytes() == before
    assert files(second, "press") == [f"T_20261127_00{number}_{'B' if number == '3' else 'A'}.pdf" for number in "1234"]


@pytest.mark.parametrize("told", ["with the release", "by the last build"])
def test_a_released_page_that_prints_the_same_out_of_another_file_does_not_differ(paper: Path, told: str) -> None:
    """The day that stands in the file is another: by the desk's rule too (layout/press/differs.py)."""
    first = build(Order(paper))
    name, page = "press/T_20261127_002_A.pdf", next(each for each in first.pages if each.page.number == "2")
    ink = {"ink": page.ink_digest} if told == "with the release" else {}
    (first.out / "released.json").write_text(json.dumps({"pages": {"2": {"sha256": page.sha256, "file": name, **ink}}}))
    if ink:
        (first.out / "manifest.json").write_text("{}")
    later = Order(paper, date=datetime(2026, 11, 28, tzinfo=UTC))
    assert "page-released" not in [problem.code for problem in faults(build(later))]
    paper.write_text(paper.read_text().replace("Notice number 2", "Notice changed 2"))
    assert "page-released" in [problem.code for problem in faults(build(later))]


def released(built: Built, number: str) -> bytes:
    """Release a page of a build; its bytes."""
    name = f"press/T_20261127_00{number}_A.pdf"
    data = (built.out / name).read_bytes()
    record = {"pages": {number: {"sha256": hashlib.sha256(data).hexdigest(), "file": name}}}
    (built.out / "released.json").write_text(json.dumps(record))
    return data


def test_a_released_page_is_what_is_judged_and_told_of(paper: Path) -> None:
    data = released(build(Order(paper)), "2")
    text = paper.read_text().replace(
        '{text: "Notice number 2.', '{text: "Notice that is **far** too long for its place.' + " word" * 900
    )
    paper.write_text(text)
    second = build(Order(paper))
    assert second.verdict is Verdict.FIT
    facts = json.loads((second.out / "preflight.json").read_text())["files"][1]
    assert (facts["file"], facts["sha256"]) == ("press/T_20261127_002_A.pdf", hashlib.sha256(data).hexdigest())


def test_no_sheet_is_made_of_a_page_that_differs_from_the_released_one(tmp_path: Path) -> None:
    paper = made(tmp_path, ["1", "2", "3", "4"], "impose: spreads\n")
    first = build(Order(paper))
    released(first, "2")
    assert len(files(build(Order(paper)), "spreads")) == 2
    paper.write_text(paper.read_text().replace("Notice number 2", "Notice changed 2"))
    assert files(build(Order(paper)), "spreads") == ["T_20261127_004-001_A.pdf"]


def test_a_released_page_that_was_not_ordered_is_in_the_package(paper: Path) -> None:
    data = released(build(Order(paper)), "3")
    second = build(Order(paper, pages="1"))
    assert files(second, "press") == ["T_20261127_001_A.pdf", "T_20261127_003_A.pdf"]
    manifest = json.loads((second.out / "manifest.json").read_text())
    assert [(page["page"], page["sha256"]) for page in manifest["pages"]][1] == ("3", hashlib.sha256(data).hexdigest())
    assert [each["page"] for each in manifest["missing"]] == ["2", "4"]


def measured(built: Built) -> str:
    """How the first page's ink was found."""
    return str(json.loads((built.out / "manifest.json").read_text())["pages"][0]["most_ink"]["measured"])


def test_a_render_that_failed_once_is_tried_again(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(paper.parent / "kept")
    monkeypatch.setattr("layout.plates.ink.measure_ink", lambda *_, **__: ())
    assert measured(build(Order(paper, store=store))) == "computed"
    monkeypatch.undo()
    second = build(Order(paper, store=store))
    assert measured(second) == "tiffsep"


def test_a_damaged_record_of_released_pages_stops_the_build(paper: Path) -> None:
    first = build(Order(paper))
    standing = (first.out / "manifest.json").read_bytes()
    (first.out / "released.json").write_text("{")
    second = build(Order(paper))
    assert second.verdict is Verdict.REFUSED
    assert (second.out / "manifest.json").read_bytes() == standing


def test_a_date_alone_does_not_make_a_new_version(paper: Path) -> None:
    build(Order(paper))
    paper.write_text(paper.read_text().replace("number 3", "nummer 3").replace("page: 3", "page: 3\n    section: X"))
    assert files(build(Order(paper)), "press")[2] == "T_20261127_003_B.pdf"
    paper.write_text(paper.read_text().replace("section: X", "section: Y"))
    assert files(build(Order(paper)), "press")[2] == "T_20261127_003_B.pdf"


def test_a_page_that_was_held_uses_up_no_letter(paper: Path) -> None:
    build(Order(paper))
    text = paper.read_text()
    paper.write_text(text.replace('{text: "Notice number 3.', '{text: "Notice that is far too long.' + " word" * 900))
    assert files(build(Order(paper)), "held") == ["T_20261127_003_B.pdf"]
    paper.write_text(text.replace("Notice number 3", "Notice mended 3"))
    assert files(build(Order(paper)), "press")[2] == "T_20261127_003_B.pdf"


def test_soft_proofs_and_plates_come_when_they_are_ordered_and_go_when_not(paper: Path) -> None:
    built = build(Order(paper, softproof=True, plates=True))
    assert faults(built) == []
    assert files(built, "softproof") == ["1.png", "2.png", "3.png", "4.png"]
    assert len(PdfReader(built.out / "softproof.pdf").pages) == 4
    assert files(built, "plates")[:5] == [f"1_{name}.png" for name in ("Black", "Cyan", "Magenta", "Yellow", "ink")]
    build(Order(paper))
    assert not (built.out / "softproof").exists()
    assert not (built.out / "softproof.pdf").exists()


def test_without_ghostscript_ink_is_computed_and_the_report_says_so(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.plates.separations._PROGRAMS", ())
    built = build(Order(paper))
    assert faults(built) == []
    assert measured(built) == "computed"
    assert "install Ghostscript" in (built.out / "preflight.html").read_text()
    proofed = build(Order(paper, softproof=True))
    assert {problem.code for problem in faults(proofed)} == {"ghostscript-missing"}
    assert proofed.verdict is Verdict.UNFIT


def test_a_page_in_black_alone_prints_its_drawings_and_colours_in_black(tmp_path: Path) -> None:
    paper = made(tmp_path, ["1", "2"])
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="#c03020"/></svg>'
    )
    (paper.parent / "map.svg").write_text(drawing)
    text = paper.read_text().replace("      AA x10\n", "      AA x5\n      BB x5\n", 1)
    text = text.replace("    dummy:", "    colour: mono\n    dummy:", 1)
    placed = "      B: {picture: {file: map.svg, caption: The quay., credit: Drawn}}\n"
    paper.write_text(text.replace("  - page: 2\n", f"{placed}  - page: 2\n"))
    built = build(Order(paper))
    assert faults(built) == []
    pages = json.loads((built.out / "manifest.json").read_text())["pages"]
    assert pages[0]["inks"] == ["Black"]


def test_a_story_without_a_line_leaves_no_page_that_is_ready(tmp_path: Path) -> None:
    paper = made(tmp_path, ["1", "2"])
    stories = paper.parent / "stories"
    stories.mkdir()
    (stories / "heron.md").write_text("---\nheadline: A heron\n---\n")
    notice = '{text: "Notice number 1. It says what it has to say, and no more than that."}'
    paper.write_text(paper.read_text().replace(notice, "{story: heron}"))
    built = build(Order(paper))
    assert files(built, "held") == ["T_20261127_001_A.pdf"]
    assert [(problem.code, problem.severity) for problem in built.problems if problem.code == "short"][:1] == [
        ("short", Severity.ERROR)
    ]
