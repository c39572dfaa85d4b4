"""Every press file of every sample paper under other programs' eyes: qpdf, poppler and Ghostscript."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from layout.base.store import Store
from layout.build import Built, build
from layout.plates.ink import InkMeasured, measure_ink
from layout.production.order import Order, Verdict

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
LIMITS = {"newsprint": 2.2, "newsprint-x1a": 2.4}
CASES = [(paper, press) for paper in ("herald", "kai") for press in LIMITS]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: " for ".join(case))
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, str]:
    """A sample paper, built for a press."""
    paper, press = request.param
    folder = tmp_path_factory.mktemp(f"{paper}-{press}")
    return build(
        Order(ROOT / "issues" / paper / "issue.yaml", out=folder, press=press, jobs=2, store=Store(folder / "kept"))
    ), press


@pytest.fixture
def files(sample: tuple[Built, str]) -> list[Path]:
    found = sorted((sample[0].out / "press").glob("*.pdf"))
    assert found
    return found


def said(*command: str | Path) -> str:
    program = str(command[0])
    assert shutil.which(program), f"{program} is missing: sudo apt-get install poppler-utils qpdf"
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
    return done.stdout


def test_the_own_preflight_lets_all_pages_go(sample: tuple[Built, str]) -> None:
    built, _ = sample
    assert built.verdict is Verdict.FIT
    assert built.report["checks"] == {"preflight": "passed"}
    assert not (built.out / "held").exists()


def test_qpdf_finds_no_fault(files: list[Path]) -> None:
    for path in files:
        assert "No syntax or stream encoding errors found" in said("qpdf", "--check", path)


def test_poppler_sees_every_font_embedded_as_a_subset_that_can_be_read(files: list[Path]) -> None:
    for path in files:
        rows = said("pdffonts", path).splitlines()[2:]
        assert rows
        for row in rows:
            embedded, subset, unicode = row.split()[-5:-2]
            assert (embedded, subset, unicode) == ("yes", "yes", "yes"), row


def test_poppler_sees_pictures_in_four_inks_or_one_bit(files: list[Path]) -> None:
    pictures = [row.split() for path in files for row in said("pdfimages", "-list", path).splitlines()[2:]]
    assert pictures
    for row in pictures:
        colour, bits = row[5], row[7]
        assert colour == "cmyk" or bits == "1", row


def test_poppler_reads_the_standard_and_the_trim(sample: tuple[Built, str], files: list[Path]) -> None:
    for path in files:
        told = said("pdfinfo", "-box", path)
        assert re.search(r"PDF version: +" + ("1.4" if sample[1] == "newsprint-x1a" else "1.6"), told)
        assert "Encrypted:       no" in told


def test_ghostscript_finds_no_place_with_too_much_ink(sample: tuple[Built, str], files: list[Path]) -> None:
    """No square millimetre above the limit, no pixel 5 % above it."""
    limit = LIMITS[sample[1]]
    for path in files:
        for ink in measure_ink(path, jobs=2):
            assert isinstance(ink, InkMeasured)
            assert ink.complaint == ""
            assert ink.most_mm2 <= limit
            assert ink.most_pixel <= limit * 1.05
