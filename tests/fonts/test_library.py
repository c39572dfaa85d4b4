"""The library: optical cuts by size, substitutions that are said, fonts that may not be embedded."""

import shutil
import struct
import time
from pathlib import Path

import pytest

from layout.base.problems import InFile, Severity
from layout.design.styles import FontSpec
from layout.fonts.face import Outlines
from layout.fonts.fallback import covering_face, covers
from layout.fonts.library import Library, load_library, shipped_fonts
from layout.fonts.sfnt import tables_of

HERE = InFile("house.yaml", 3, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    found, problems = load_library([shipped_fonts()])
    assert problems == []
    return found


def with_embedding(source: Path, target: Path, right: int) -> None:
    """A copy of a font whose OS/2 fsType is `right`."""
    data = bytearray(source.read_bytes())
    offset, _length = tables_of(bytes(data))[b"OS/2"]
    struct.pack_into(">H", data, offset + 8, right)
    target.write_bytes(data)


@pytest.mark.parametrize(
    ("size", "name"),
    [
        (6.5, "SourceSerif4Caption-Regular"),
        (7.9, "SourceSerif4Caption-Regular"),
        (8, "SourceSerif4SmText-Regular"),
        (10.9, "SourceSerif4SmText-Regular"),
        (11, "SourceSerif4-Regular"),
        (13, "SourceSerif4Subhead-Regular"),
    ],
)
def test_the_size_chooses_the_optical_cut(library: Library, size: float, name: str) -> None:
    assert library.face(FontSpec("Source Serif 4"), size).name == name


def test_the_nearest_cut_that_has_the_weight_stands_in_without_a_word(library: Library) -> None:
    entry, problem = library.choose(FontSpec("Source Serif 4", 300), 9, HERE)
    assert entry.card.postscript_name == "SourceSerif4Subhead-Light"
    assert problem is None


def test_another_weight_or_posture_is_said(library: Library) -> None:
    entry, problem = library.choose(FontSpec("Libre Franklin", 300, italic=True), 9, HERE)
    assert entry.card.postscript_name == "LibreFranklin-Italic"
    assert problem is not None
    assert (problem.code, problem.severity, problem.where) == ("font-substituted", Severity.WARNING, HERE)


def test_a_cuts_full_name_means_that_cut_alone(library: Library) -> None:
    assert library.face(FontSpec("Source Serif 4 Display", 700), 9).name == "SourceSerif4Display-Bold"


def test_a_family_that_is_not_there_is_missed_with_a_guess(library: Library) -> None:
    (problem,) = library.check([(FontSpec("Source Seriff 4"), 9), (FontSpec("Source Seriff 4"), 9)], HERE)
    assert problem.code == "font-missing"
    assert "did you mean 'Source Serif 4'?" in problem.remedy


def test_a_face_is_opened_once_and_measured(library: Library) -> None:
    face = library.face(FontSpec("Source Serif 4"), 9)
    assert face is library.face(FontSpec("Source Serif 4"), 10)
    assert face.outlines is Outlines.CFF
    assert (face.family, face.cut, face.units_per_em) == ("Source Serif 4", "SmText", 1000)
    assert face.cap_height == pytest.approx(0.67)
    assert face.descender < 0 < face.x_height < face.cap_height < face.ascender
    assert {"kern", "liga", "smcp", "onum", "tnum"} <= face.features
    assert library.face(FontSpec("Libre Franklin"), 9).outlines is Outlines.GLYF


@pytest.mark.parametrize("right", [0x0002, 0x0202, 0x0200])
def test_a_font_that_forbids_embedding_is_refused_by_name(tmp_path: Path, right: int) -> None:
    with_embedding(shipped_fonts() / "source-serif-4" / "SourceSerif4-Regular.otf", tmp_path / "a.otf", right)
    library, _problems = load_library([tmp_path, shipped_fonts()])
    entry, problem = library.choose(FontSpec("Source Serif 4"), 12, HERE)
    assert problem is not None
    assert problem.code == "font-embedding"
    assert "SourceSerif4-Regular" in problem.message
    assert entry.may_embed


@pytest.mark.parametrize("right", [0x0000, 0x0004, 0x0008, 0x0006, 0x0100])
def test_fonts_that_allow_embedding_are_taken(tmp_path: Path, right: int) -> None:
    with_embedding(shipped_fonts() / "source-serif-4" / "SourceSerif4-Regular.otf", tmp_path / "a.otf", right)
    library, _problems = load_library([tmp_path])
    assert library.choose(FontSpec("Source Serif 4"), 12, HERE)[1] is None


def test_files_that_are_no_fonts_are_left_out_and_named(tmp_path: Path) -> None:
    shutil.copy(shipped_fonts() / "source-serif-4" / "SourceSerif4-It.otf", tmp_path / "good.otf")
    (tmp_path / "bad.otf").write_bytes(b"not a font at all")
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "cut.otf").write_bytes((tmp_path / "good.otf").read_bytes()[:300])
    library, problems = load_library([tmp_path, tmp_path / "nowhere"])
    assert len(library.entries) == 1
    assert sorted(problem.code for problem in problems) == ["font-folder-missing", *["font-unreadable"] * 3]


def test_looking_through_the_folder_is_quick() -> None:
    load_library([shipped_fonts()])
    start = time.perf_counter()
    load_library([shipped_fonts()])
    assert time.perf_counter() - start < 0.1  # 6 ms on a quiet machine


def test_a_character_is_lent_by_the_family_first(library: Library) -> None:
    face = library.face(FontSpec("Roboto Condensed"), 7)
    assert not covers(face, "→")
    lender = covering_face(library, face, "→")
    assert lender is not None
    assert covers(lender, "→")
    assert covering_face(library, face, "漢") is None
    caption = library.face(FontSpec("Source Serif 4"), 7)
    serif = covering_face(library, caption, "a")
    assert serif is not None
    assert serif.family == "Source Serif 4"
