"""ICC files: what is no press's profile is told for what it is, and nothing breaks."""

import io
import random
import struct
from pathlib import Path

import pytest
from PIL import ImageCms

from layout.base.problems import InFile, Severity
from layout.content.reading import Reading
from layout.design.icc import MOST_BYTES, Icc, read_icc, shipped_icc
from layout.design.read_press import read_press
from tests.coated import coated_profile

HERE = InFile("mine.yaml", 3, 10)
SHIPPED = Path("assets/icc/newsprint-220.icc")


def judged(path: Path) -> tuple[Icc | None, list[tuple[str, str]]]:
    reading = Reading()
    icc = read_icc(path, reading, HERE)
    assert all(problem.where == HERE and problem.remedy and len(problem.message) < 200 for problem in reading.problems)
    assert (icc is None) == bool(reading.problems)
    return icc, [(problem.code, problem.message) for problem in reading.problems]


def written(folder: Path, data: bytes) -> Path:
    path = folder / "mine.icc"
    path.write_bytes(data)
    return path


def with_header(at: int, put: bytes) -> bytes:
    data = SHIPPED.read_bytes()
    return data[:at] + put + data[at + len(put) :]


def test_a_press_s_profile_tells_its_version_and_its_name() -> None:
    assert judged(SHIPPED) == (Icc(SHIPPED, "2.2.0", "Newsprint coldset TAC220 (CGATS TR 002)"), [])
    assert shipped_icc(SHIPPED.name) == Icc(SHIPPED.resolve(), "2.2.0", "Newsprint coldset TAC220 (CGATS TR 002)")
    assert [
        shipped_icc(name) for name in ("ORIGIN.md", "x.icc", str(SHIPPED.resolve()), "../icc/newsprint-220.icc", "\0.icc")
    ] == [None] * 5
    icc, problems = judged(coated_profile())
    assert problems == []
    assert icc is not None
    assert icc.description == "Artifex CMYK SWOP Profile"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"x" * 500, "is no ICC profile"),
        (b"PK\x03\x04" + b"x" * 500, "is a ZIP archive"),
        (b"%PDF-1.4\n" + b"x" * 500, "is a PDF"),
        (b"\n<!DOCTYPE html>" + b"x" * 500, "is a web page"),
        (b"\xff\xd8\xff\xe0" + b"x" * 500, "is a JPEG picture"),
        (SHIPPED.read_bytes()[:100], "is no ICC profile"),
        (SHIPPED.read_bytes()[:9000], "breaks off: it has 9000 of 168700 bytes"),
        (with_header(12, b"link"), "is a device link for CMYK; the press needs a printer's for CMYK"),
        (with_header(12, b"\0\0\0\0"), "is of an unknown kind for CMYK; the press needs a printer's for CMYK"),
        (with_header(16, b"RGB "), "is a printer's for RGB; the press needs a printer's for CMYK"),
        (with_header(16, b"\x07CLR"), "is a printer's for unknown colours; the press needs a printer's for CMYK"),
        (with_header(128, struct.pack(">I", 0)), "is damaged: pictures can't be separated with it"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
         "is a monitor's for RGB; the press needs a printer's for CMYK"),
    ],
)  # fmt: skip
def test_what_is_no_press_s_profile_is_called_by_its_name(tmp_path: Path, data: bytes, message: str) -> None:
    icc, [(code, told)] = judged(written(tmp_path, data))
    assert (icc, code, told.removeprefix("the ICC file ")) == (None, "profile-wrong", f"'mine.icc' {message}")


def test_a_profile_too_large_to_go_into_every_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.icc"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert judged(path)[1] == [("profile-large", "the ICC file 'mine.icc' has 8 MB; 8 are taken")]
    path.write_bytes(SHIPPED.read_bytes() + bytes(MOST_BYTES - SHIPPED.stat().st_size))
    assert judged(path)[1] == []


def test_a_file_that_is_not_there_is_told_with_the_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "coldset.icc").write_bytes(SHIPPED.read_bytes())
    reading = Reading()
    assert read_icc(tmp_path / "colset.icc", reading, HERE) is None
    assert reading.problems[0].code == "profile-missing"
    assert "did you mean 'coldset.icc'?" in reading.problems[0].remedy
    assert judged(tmp_path)[1][0][1].endswith("is a folder")
    assert judged(tmp_path / ("x" * 300))[1][0][0] == "profile-missing"


def test_readers_of_pdf_x_1a_know_no_profile_of_version_4(tmp_path: Path) -> None:
    written(tmp_path, with_header(8, b"\x04\x20\0\0"))
    press = tmp_path / "mine.yaml"
    press.write_text("name: Mine\nstandard: x-1a\nprofile: mine.icc\n")
    _, problems = read_press(str(press), HERE)
    assert [(problem.code, problem.severity) for problem in problems] == [("profile-version", Severity.WARNING)]
    press.write_text("name: Mine\nstandard: x-4\nprofile: mine.icc\n")
    assert read_press(str(press), HERE)[1] == []


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_profile_is_refused_or_separates(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(SHIPPED.read_bytes())
    for _ in range(chance.choice((1, 4, 40))):
        at = chance.randrange(128, chance.choice((400, len(data))))
        data[at] = chance.randrange(256)
    icc, problems = judged(written(tmp_path, bytes(data)))
    if icc is not None:
        assert problems == []
        assert icc.description.isprintable() or not icc.description
        assert ImageCms.ImageCmsProfile(io.BytesIO(bytes(data))) is not None
