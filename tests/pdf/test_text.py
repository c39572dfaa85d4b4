import io
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from layout.base.colour import Cmyk, Spot
from layout.lines.line import Line
from layout.pages.display import HoleMark, Page
from layout.pdf.document import PdfInfo, bind
from layout.pdf.inks import Inks
from layout.pdf.paint import paint_page
from layout.pdf.write import write_pdf
from tests.pdf.type_case import NOWHERE, Area, blank_width, broken, face, leg, line, page, text_mark, word

TEXT = (
    "The office of the first ferry was flooded in five days, and the staff said “no” to every offer: fishermen, fluff and all. "
    "Half of the official figures — 1,450 in 2026 — were found to be affected; the rest is waffle."
)


def pdf_of(*pages: Page, language: str = "en-GB") -> bytes:
    return write_pdf(pages, Inks(), PdfInfo("The Herald", language=language))


def extracted(data: bytes, tmp_path: Path, *options: str) -> str:
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    return subprocess.run(["pdftotext", *options, str(path), "-"], check=True, capture_output=True, text=True).stdout


def content(data: bytes, at: int = 0) -> str:
    return pypdf.PdfReader(io.BytesIO(data)).pages[at]["/Contents"].get_object().get_data().decode("latin-1")


def test_the_text_of_a_leg_comes_out_of_the_file_as_it_was_set(tmp_path: Path) -> None:
    rows = broken(TEXT, face(), 9, 140.55)
    data = pdf_of(page(leg(rows, 30, 30, 140.55)))
    for option in ("-raw", "-layout"):
        assert extracted(data, tmp_path, option).split() == TEXT.split()
    assert pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text().split() == TEXT.split()


def test_legs_are_read_one_after_the_other(tmp_path: Path) -> None:
    rows = broken(TEXT, face(), 9, 140.55)
    half = len(rows) // 2
    data = pdf_of(page(leg(rows[:half], 30, 30, 140.55), leg(rows[half:], 190, 30, 140.55)))
    assert extracted(data, tmp_path, "-raw").split() == TEXT.split()


def test_a_ligature_reads_as_its_letters(tmp_path: Path) -> None:
    assert len(word("office", face(), 9).glyphs) < len("office")
    assert "office" in extracted(pdf_of(page(text_mark("office", face(), 9, 30, 30))), tmp_path)


def test_a_break_hyphen_reads_as_a_soft_hyphen_and_a_filed_one_as_itself(tmp_path: Path) -> None:
    measure = 140.55
    rows = [line("were taken well-known and com-", face(), 9, measure, hyphenated=True), line("puted", face(), 9)]
    text = extracted(pdf_of(page(leg(rows, 30, 30, measure))), tmp_path, "-raw")
    assert "well-known" in text
    assert text.replace("\u00ad\n", "").split() == ["were", "taken", "well-known", "and", "computed"]


def test_a_small_capital_that_stands_for_two_letters_still_reads_right(tmp_path: Path) -> None:
    small = [word("Harbour", face(), 9, ("smcp",)), word("HARBOUR", face(), 9, ("smcp", "c2sc"))]
    blank = blank_width(face(), 9)
    row = Line(tuple(small), (blank, 0.0), 0.0, 0.0, 1.0, 0.0, 100.0, False, True)
    assert set(small[0].glyphs) & set(small[1].glyphs), "the two must share glyphs, or there is nothing to tell apart"
    assert extracted(pdf_of(page(leg([row], 30, 30, 140))), tmp_path, "-raw").split() == ["Harbour", "HARBOUR"]


def test_pages_that_disagree_on_a_glyph_share_its_outlines_but_not_its_text(tmp_path: Path) -> None:
    blank = blank_width(face(), 9)
    rows = [
        Line((word(text, face(), 9, features), word("of", face(), 9)), (blank, 0.0), 0.0, 0.0, 1.0, 0.0, 100.0, False, True)
        for text, features in (("Harbour", ("smcp",)), ("HARBOUR", ("smcp", "c2sc")))
    ]
    data = pdf_of(page(leg([rows[0]], 30, 30, 140)), page(leg([rows[1]], 30, 30, 140), number="2"))
    assert extracted(data, tmp_path, "-raw").split() == ["Harbour", "of", "HARBOUR", "of"]
    assert data.count(b"/FontFile3") == 1


def test_scale_tracking_and_word_space_give_the_width_that_the_line_says(tmp_path: Path) -> None:
    plain = line("four words and five", face(), 9)
    glyphs = sum(len(each.glyphs) for each in plain.words) + len(plain.words) - 1
    natural = sum(each.width for each in plain.words) + sum(plain.gaps)
    row = plain._replace(scale=0.98, tracking=0.07, space=1.5)
    width = 0.98 * (natural + 3 * 1.5 + 0.07 * (glyphs - 1))
    data = pdf_of(page(leg([row], 30, 30, 140)))
    boxes = extracted(data, tmp_path, "-bbox")
    last = next(part for part in boxes.splitlines() if ">five<" in part)
    right = float(last.split('xMax="')[1].split('"')[0])
    assert right - 30 == pytest.approx(width, abs=0.005)


@pytest.mark.parametrize("space", [0.12, 0.15, 0.17])
def test_the_tightest_line_still_reads_as_words(tmp_path: Path, space: float) -> None:
    row = line("the ferry runs and fifty by com-", face(), 9, hyphenated=True)
    row = row._replace(space=space * 9 - row.gaps[0], tracking=-0.07, scale=0.98)
    data = pdf_of(page(leg([row, line("puter", face(), 9)], 30, 30, 140)))
    for option in ("-raw", "-layout"):
        text = extracted(data, tmp_path, option)
        assert text.replace("\u00ad\n", "").split() == ["the", "ferry", "runs", "and", "fifty", "by", "computer"]


def test_a_line_may_change_face_size_and_touch(tmp_path: Path) -> None:
    parts = (
        word("Said", face(), 9),
        word("she", face(italic=True), 9),
        word(",", face(), 9),
        word("1", face("Roboto Condensed", 6), 6),
    )
    blank = blank_width(face(), 9)
    row = Line(parts, (blank, 0.0, blank, 0.0), 0.0, 0.0, 1.0, 0.0, 100.0, False, True)
    assert extracted(pdf_of(page(leg([row], 30, 30, 140))), tmp_path, "-raw").split() == ["Said", "she,", "1"]


def test_lines_stand_where_they_were_placed(tmp_path: Path) -> None:
    data = pdf_of(page(text_mark("Here", face(size=48, weight=600), 48, 33.3, 80.5), bleed=9))
    reader = pypdf.PdfReader(io.BytesIO(data))
    found: list[tuple[float, float]] = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: found.append((tm[4], tm[5])) if text.strip() else None
    )
    assert found[0] == pytest.approx((33.3 + 9, 500 - 80.5 + 9))


def test_every_font_is_embedded_as_a_subset_and_no_other_is_there(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf_of(page(text_mark("Cff", face(), 9, 30, 30), text_mark("Glyf", face("Libre Franklin", 9), 9, 30, 60))))
    rows = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert sorted(row.split()[0].split("+")[1] for row in rows) == ["LibreFranklin-Regular", "SourceSerif4SmText-Regular"]
    kinds = sorted(" ".join(row.split()[1:-5]) for row in rows)
    assert kinds == ["CID TrueType Identity-H", "CID Type 0C Identity-H"]
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_only_the_glyphs_that_were_placed_are_in_the_file() -> None:
    small, large = (len(pdf_of(page(text_mark(text, face(), 9, 30, 30)))) for text in ("a", "abcdefghijklmnopqrstuvwxyz"))
    assert small < 3000 < large < 9000


def test_the_same_pages_give_the_same_bytes_and_a_page_the_same_in_each_file() -> None:
    pages = [page(leg(broken(TEXT, face(), 9, 140), 30, 30, 140)), page(text_mark("Two", face(), 20, 30, 50), number="2")]
    assert pdf_of(*pages) == pdf_of(*pages)
    painted = [paint_page(each, Inks()) for each in pages]
    assert content(bind(painted, PdfInfo("both")), 1) == content(bind(painted[1:], PdfInfo("one")))


def test_colours_are_device_cmyk_or_a_separation_and_nothing_else() -> None:
    spot = Spot("PANTONE 185 C", Cmyk(0, 0.91, 0.76, 0))
    data = pdf_of(page(text_mark("Red", face(), 20, 30, 50, spot), text_mark("Blue", face(), 20, 30, 80, Cmyk(1, 0.6, 0, 0.2))))
    operators = content(data)
    assert "1 0.6 0 0.2 k" in operators
    assert "/PANTONE185C cs 1 scn" in operators
    space = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/ColorSpace"]["/PANTONE185C"]
    assert space[:3] == ["/Separation", "/PANTONE 185 C", "/DeviceCMYK"]
    assert not {"g", "G", "rg", "RG"} & set(operators.split())


def test_a_file_holds_boxes_language_and_title_and_no_helvetica_or_transition() -> None:
    data = pdf_of(page(text_mark("x", face(), 9, 30, 30), width=300, height=400, bleed=8.5))
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    leaf = reader.pages[0]
    assert [float(edge) for edge in leaf.mediabox] == [0, 0, 317, 417]
    assert [float(edge) for edge in leaf.trimbox] == [8.5, 8.5, 308.5, 408.5]
    assert [float(edge) for edge in leaf.bleedbox] == [0, 0, 317, 417]
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "The Herald"
    assert b"Helvetica" not in data
    assert b"/Trans\n" not in data
    assert b"/Trans " not in data


def test_a_hole_without_a_face_is_still_a_marked_hole() -> None:
    operators = content(pdf_of(page(HoleMark(Area(30, 30, 100, 50), "no picture", NOWHERE))))
    assert operators.count(" l") == 2
    assert "BT" not in operators


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_and_ghostscript_find_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf_of(page(leg(broken(TEXT, face(), 9, 140), 30, 30, 140)), page(number="2")))
    assert subprocess.run(["qpdf", "--check", str(path)], check=False, capture_output=True).returncode == 0
    ghost = subprocess.run(
        ["gs", "-q", "-o", "/dev/null", "-sDEVICE=nullpage", str(path)], check=True, capture_output=True, text=True
    )
    assert ghost.stdout + ghost.stderr == ""
