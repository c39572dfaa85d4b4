import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from layout.base.problems import Severity
from layout.base.units import mm
from layout.plates.softproof import softproof_files
from layout.plates.unrendered import INSTALL
from tests.plates.sheets_of_ink import HEIGHT, WIDTH, newsprint, patch, sheet


def picture(files: dict[str, bytes], name: str) -> Image.Image:
    return Image.open(io.BytesIO(files[name]))


def expected(*inks: int) -> tuple[int, ...]:
    """The profile's own answer for one mixture (0 to 255 each), by way of Lab and without 8-bit tables between."""
    profile = newsprint().profile
    assert profile is not None
    flags = ImageCms.Flags.NOOPTIMIZE | ImageCms.Flags.NOCACHE
    intent = ImageCms.Intent.ABSOLUTE_COLORIMETRIC
    way = ImageCms.buildTransform(str(profile), ImageCms.createProfile("sRGB"), "CMYK", "RGB", intent, flags)
    seen = ImageCms.applyTransform(Image.new("CMYK", (1, 1), inks), way)
    assert seen is not None
    return tuple(seen.getpixel((0, 0)))


def test_bare_paper_is_the_newsprints_own_grey() -> None:
    files, problems = softproof_files({"1": sheet(" ")}, newsprint(), dpi=50)
    assert problems == ()
    proof = picture(files, "softproof/1.png")
    red, green, blue = proof.getpixel((20, 20))
    assert proof.getextrema() == ((red, red), (green, green), (blue, blue))
    assert max(abs(a - b) for a, b in zip((red, green, blue), expected(0, 0, 0, 0), strict=True)) <= 1
    lab = ImageCms.profileToProfile(proof, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB")
    assert lab is not None
    lightness = lab.getpixel((20, 20))[0] * 100 / 255
    assert lightness == pytest.approx(80, abs=1)  # the characterization data's paper


@pytest.mark.parametrize("inks", [(0, 0, 0, 255), (255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0), (102, 51, 153, 26)])
def test_solids_and_tints_look_as_the_profile_says(inks: tuple[int, int, int, int]) -> None:
    ink = " ".join(f"{level / 255:.5f}" for level in inks) + " k"
    files, _ = softproof_files({"1": sheet(patch(10, 10, 50, 50, ink))}, newsprint(), dpi=50)
    seen = picture(files, "softproof/1.png").getpixel((70, 70))
    assert max(abs(a - b) for a, b in zip(seen, expected(*inks), strict=True)) <= 2  # Ghostscript rounds tints its own way


def test_a_spot_looks_like_its_alternate_mixture() -> None:
    files, _ = softproof_files({"1": sheet(patch(10, 10, 50, 50, "/S0 cs 1 scn"), spots=("Brick",))}, newsprint(), dpi=50)
    seen = picture(files, "softproof/1.png").getpixel((70, 70))
    assert max(abs(a - b) for a, b in zip(seen, expected(0, 255, 128, 0), strict=True)) <= 2


def test_the_picture_is_the_trim_and_the_pdf_has_the_pages_true_size_in_the_papers_order() -> None:
    trim = pikepdf.Array([mm(10), mm(10), mm(90), mm(140)])
    pdfs = {"B2": sheet(" "), "A10": sheet(" ", TrimBox=trim), "A9": sheet(" ")}
    files, _ = softproof_files(pdfs, newsprint(), dpi=50.8, jobs=2)
    assert list(files) == ["softproof/A9.png", "softproof/A10.png", "softproof/B2.png", "softproof.pdf"]
    assert picture(files, "softproof/A10.png").size == (160, 260)
    assert picture(files, "softproof/A10.png").info["dpi"] == pytest.approx((50.8, 50.8), abs=0.1)
    with pikepdf.open(io.BytesIO(files["softproof.pdf"])) as document:
        sizes = [[float(side) for side in page.trimbox] for page in document.pages]
        words = document.pages[0].Contents.read_bytes()
    assert sizes[0] == pytest.approx([0, 0, WIDTH, HEIGHT], abs=0.01)
    assert sizes[1] == pytest.approx([0, 0, mm(80), mm(130)], abs=0.01)
    assert b"soft proof, not for press".hex().encode() in words


def test_the_same_pages_give_the_same_bytes() -> None:
    pdfs = {"1": sheet(patch(10, 10, 50, 50, "0.4 0.3 0.2 0.1 k")), "2": sheet(" ")}
    assert softproof_files(pdfs, newsprint(), 50) == softproof_files(pdfs, newsprint(), 50, jobs=2)


def test_small_type_is_smoothed() -> None:
    lines = "".join(patch(10 + n * 0.5, 10, 0.1, 30, "0 0 0 1 k") for n in range(40))
    files, _ = softproof_files({"1": sheet(lines)}, newsprint(), dpi=50)
    assert len(picture(files, "softproof/1.png").convert("L").getcolors() or []) > 3


def test_a_press_without_a_profile_or_with_a_broken_one_is_told(tmp_path: Path) -> None:
    _, (missing,) = softproof_files({"1": sheet(" ")}, replace(newsprint(), profile=None))
    assert missing.code == "profile-empty"
    _, (absent,) = softproof_files({"1": sheet(" ")}, replace(newsprint(), profile=tmp_path / "absent.icc"))
    assert absent.code == "profile-missing"
    broken = tmp_path / "broken.icc"
    for content in (b"", b"no profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()):
        broken.write_bytes(content)
        files, (problem,) = softproof_files({"1": sheet(" ")}, replace(newsprint(), profile=broken))
        assert (files, problem.code) == ({}, "profile-wrong")


def test_without_ghostscript_one_problem_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    files, (problem,) = softproof_files({"1": sheet(" "), "2": sheet(" ")}, newsprint())
    assert files == {}
    assert problem.code == "ghostscript-missing"
    assert INSTALL in problem.remedy


def test_a_page_that_fails_is_told_and_the_others_are_made() -> None:
    files, (problem,) = softproof_files({"1": sheet(" "), "2": b"%PDF-1.4 nothing", "3": sheet(" ")}, newsprint(), dpi=50)
    assert list(files) == ["softproof/1.png", "softproof/3.png", "softproof.pdf"]
    assert problem.code == "page-unrendered"


def test_a_page_that_may_be_incomplete_is_made_and_told() -> None:
    files, (problem,) = softproof_files({"1": sheet("/NoSuchForm Do")}, newsprint(), dpi=50)
    assert "softproof/1.png" in files
    assert (problem.code, problem.severity) == ("page-incomplete", Severity.WARNING)
