"""Pages that ink covers from trim to trim: ads and pictures of exactly the page's size, on a press with bleed."""

import subprocess
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.colors import CMYKColor
from reportlab.pdfgen.canvas import Canvas

from layout.base.problems import Severity
from layout.base.units import mm
from layout.build import Built, build
from layout.production.order import Order, Verdict

HOUSE = """\
title: The Test
code: T
sheet: {trim: 210mm x 297mm, margins: 0mm, bleed: 3mm}
grid: {columns: 4, gutter: 4mm, baseline: 10.5pt}
press: press.yaml
masters: {bare: {folio: none}}
"""
PRESS = "name: Test press\nprofile: newsprint-220.icc\nbleed: 3mm\n"
ISSUE = """\
house: ../house.yaml
date: 2026-11-27
pages:
  - page: 1
    master: bare
    dummy: |
      AAAA x8
    place:
      A: WHAT
"""
BLEED, PPI = mm(3), 72


def built(folder: Path, what: str) -> Built:
    """A page that is nothing but `what`."""
    issue = folder / "paper" / "issue"
    (issue.parent / "house.yaml").write_text(HOUSE)
    (issue.parent / "press.yaml").write_text(PRESS)
    (issue / "issue.yaml").write_text(ISSUE.replace("WHAT", what))
    return build(Order(issue / "issue.yaml"))


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    folder = tmp_path / "paper" / "issue"
    folder.mkdir(parents=True)
    return folder


def draw_ad(path: Path, bleed: float) -> None:
    """An ad of the page's size on a larger medium: magenta to its trim, cyan in its bleed, black beyond, as marks are."""
    width, depth, around = mm(210), mm(297), mm(10)
    trim = (around, around, around + width, around + depth)
    outer = (trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed)
    medium = (width + 2 * around, depth + 2 * around)
    canvas = Canvas(str(path), pagesize=medium, invariant=1, trimBox=trim, bleedBox=outer)
    for ink, (left, bottom, right, top) in (
        (CMYKColor(0, 0, 0, 1), (0, 0, *medium)),
        (CMYKColor(1, 0, 0, 0), outer),
        (CMYKColor(0, 1, 0, 0), trim),
    ):
        canvas.setFillColor(ink)
        canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
    canvas.save()


def seen(built: Built, folder: str = "press") -> Image.Image:
    """The page with its bleed, as poppler draws it, a pixel a point."""
    (path,) = (built.out / folder).glob("*.pdf")
    command = ["pdftoppm", "-r", str(PPI), "-png", "-singlefile", str(path), str(built.out / "seen")]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with Image.open(built.out / "seen.png") as image:
        return image.convert("RGB")


def edges(image: Image.Image, inset: float) -> list[tuple[int, int, int]]:
    """What stands in the middle of each side, so far inside the media's edge: left, top, right, foot."""
    width, height = image.size
    at = round(inset)
    return [image.getpixel(place) for place in ((at, 200), (200, at), (width - 1 - at, 200), (200, height - 1 - at))]


def faults(built: Built) -> list[str]:
    """Problems of the page itself."""
    ignored = ("file-standard", "count-odd")  # the ad is no PDF/X, and the issue has one page
    return [each.code for each in built.problems if each.severity is not Severity.NOTE and each.code not in ignored]


def is_cyan(colour: tuple[int, int, int]) -> bool:
    return colour[0] < 100 < 150 < min(colour[1:])


def is_magenta(colour: tuple[int, int, int]) -> bool:
    return colour[1] < 100 < 150 < colour[0]


def test_an_ad_of_the_pages_size_fills_it_and_its_bleed_is_printed(tmp_path: Path, issue: Path) -> None:
    draw_ad(issue / "ad.pdf", BLEED)
    done = built(tmp_path, "{ad: ad.pdf, booking: A1}")
    assert (done.verdict, faults(done)) == (Verdict.FIT, [])
    image = seen(done)
    assert all(is_cyan(colour) for colour in edges(image, 3))
    assert all(is_magenta(colour) for colour in edges(image, BLEED + 2))


def test_an_ad_without_bleed_is_told_and_shows_nothing_of_what_lies_outside_its_trim(tmp_path: Path, issue: Path) -> None:
    draw_ad(issue / "ad.pdf", 0.0)
    done = built(tmp_path, "{ad: ad.pdf, booking: A1}")
    (problem,) = (problem for problem in done.problems if problem.code == "ad-bleed")
    assert problem.message.startswith("ad A1 reaches the trim and has no bleed")
    image = seen(done)
    assert edges(image, 3) == [(255, 255, 255)] * 4
    assert all(is_magenta(colour) for colour in edges(image, BLEED + 2))


@pytest.mark.parametrize("how", ["", ", at: behind"])
def test_a_picture_alone_leaves_no_white_strip(tmp_path: Path, issue: Path, how: str) -> None:
    Image.new("RGB", (1680, 2376), (60, 120, 70)).save(issue / "cover.jpg", quality=90)
    done = built(tmp_path, f"{{picture: {{file: cover.jpg, caption: ''{how}}}}}")
    assert set(faults(done)) <= {"page-one-picture", "credit-missing"}
    image = seen(done, "press" if done.verdict is Verdict.FIT else "held")
    darkest, lightest = zip(*image.convert("RGB").getextrema(), strict=True)
    assert max(lightest) < 190, (darkest, lightest)
