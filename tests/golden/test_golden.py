"""Every golden comes out as it did."""

import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.golden.gallery import EXPECTED, SHARE_TOLERANCE, accept, differences, goldens, pictures_differ, print_golden

needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed")

HOUSE = "title: Test\nsheet: {trim: 100mm x 100mm, margins: 10mm, bleed: 0mm}\ngrid: {columns: 2, gutter: 4mm}\n"
ISSUE = """\
house: house.yaml
date: 2026-11-24
pages:
  - page: 1
    master: blank
    dummy: |
      AA x1
    place:
      A: {story: a}
"""


@needs_poppler
@pytest.mark.parametrize("folder", goldens(), ids=lambda folder: folder.name)
def test_golden(folder: Path, tmp_path: Path) -> None:
    told = differences(folder, print_golden(folder, tmp_path))
    assert not told, "\n".join([*told, f"see it: python -m tests.golden show {folder.name}"])


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    folder = tmp_path / "golden"
    (folder / "stories").mkdir(parents=True)
    (folder / "house.yaml").write_text(HOUSE)
    (folder / "issue.yaml").write_text(ISSUE)
    (folder / "stories" / "a.md").write_text("---\nheadline: One\n---\nA few words, set in two legs.\n")
    return folder


@needs_poppler
def test_what_was_accepted_does_not_differ_and_a_changed_word_does(golden: Path, tmp_path: Path) -> None:
    assert differences(golden, print_golden(golden, tmp_path)) == ["page-1 is new"]
    assert accept(golden) == ["page-1"]
    assert differences(golden, print_golden(golden, tmp_path)) == []
    (golden / "stories" / "a.md").write_text("---\nheadline: One\n---\nA few words, set in three legs.\n")
    (told,) = differences(golden, print_golden(golden, tmp_path))
    assert "the geometry differs" in told
    assert "three" in told


@needs_poppler
def test_an_expectation_without_a_page_is_told(golden: Path, tmp_path: Path) -> None:
    accept(golden)
    shutil.copy(golden / EXPECTED / "page-1.json", golden / EXPECTED / "page-7.json")
    assert differences(golden, print_golden(golden, tmp_path)) == ["page-7 is expected, but the issue has no such page"]


@needs_poppler
def test_a_picture_that_differs_over_the_same_geometry_is_told(golden: Path, tmp_path: Path) -> None:
    accept(golden)
    picture = golden / EXPECTED / "page-1.png"
    image = Image.open(picture).convert("L")
    ImageDraw.Draw(image).rectangle((0, 0, 30, 30), fill=0)
    image.save(picture)
    (told,) = differences(golden, print_golden(golden, tmp_path))
    assert "of the picture differs, though the geometry is the same" in told


def test_a_few_stray_pixels_are_no_difference_and_another_size_is(tmp_path: Path) -> None:
    Image.new("L", (100, 100), 255).save(tmp_path / "a.png")
    stray = Image.new("L", (100, 100), 255)
    stray.putpixel((5, 5), 0)
    stray.save(tmp_path / "b.png")
    Image.new("L", (100, 101), 255).save(tmp_path / "c.png")
    assert pictures_differ(tmp_path / "a.png", tmp_path / "b.png") <= SHARE_TOLERANCE
    assert pictures_differ(tmp_path / "a.png", tmp_path / "c.png") == 1.0


def test_no_golden_is_dead() -> None:
    for folder in goldens():
        assert (folder / "issue.yaml").is_file(), f"{folder.name} has no issue"
        assert list((folder / EXPECTED).glob("*.json")), (
            f"{folder.name} expects nothing: python -m tests.golden accept {folder.name}"
        )
