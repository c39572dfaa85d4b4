"""The goldens: found, built, compared.

A golden is a folder beside this file: `issue.yaml` and what it needs, and `expected/` with `page-N.json` (the display list) and
`page-N.png` (the page at 60 dpi). Geometry is compared first: where it differs, the picture only shows the same once more.
"""

import difflib
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from layout.build import build
from layout.pages.as_json import page_as_json
from layout.production.order import Order

GALLERY = Path(__file__).parent
EXPECTED = "expected"
DPI = 60
PAIR_GAP = 8  # pixels between the pictures that `show` lays side by side

# Room for another release of poppler, which paints edges a little otherwise. A line that moves by half a point changes ten times
# as many pixels, and by more; it shows in the geometry anyway.
PIXEL_TOLERANCE = 48
SHARE_TOLERANCE = 0.002


@dataclass(frozen=True, slots=True)
class Printed:
    """One page as it came out: its name (`page-1`), display list, and picture."""

    name: str
    geometry: str
    picture: Path


def goldens() -> list[Path]:
    """Every golden's folder."""
    return sorted(path for path in GALLERY.iterdir() if path.is_dir() and not path.name.startswith(("_", ".")))


def print_golden(folder: Path, into: Path) -> list[Printed]:
    """Build a golden's issue; its pictures are left in the folder `into`."""
    built = build(Order(folder / "issue.yaml", out=into / "out"))
    assert built.pages, f"golden '{folder.name}' is refused: {[problem.message for problem in built.problems]}"
    printed: list[Printed] = []
    for page in built.pages:
        name = f"page-{page.page.number}"
        target = into / name
        subprocess.run(
            ["pdftoppm", "-r", str(DPI), "-png", "-singlefile", str(built.out / page.file), str(target)],
            check=True,
            capture_output=True,
        )
        printed.append(Printed(name, page_as_json(page.page), target.with_suffix(".png")))
    return printed


def differences(folder: Path, printed: list[Printed]) -> list[str]:
    """What differs from what is expected, a text a page; empty where nothing does. Expectations without a page are told too."""
    told: list[str] = []
    expected = folder / EXPECTED
    for page in printed:
        geometry = expected / f"{page.name}.json"
        picture = expected / f"{page.name}.png"
        if not geometry.is_file() or not picture.is_file():
            told.append(f"{page.name} is new")
            continue
        before = geometry.read_text(encoding="utf-8")
        if before != page.geometry:
            lines = difflib.unified_diff(before.splitlines(), page.geometry.splitlines(), "expected", "printed", n=1, lineterm="")
            told.append(f"{page.name}: the geometry differs\n" + "\n".join(list(lines)[:60]))
        elif (share := pictures_differ(picture, page.picture)) > SHARE_TOLERANCE:
            told.append(f"{page.name}: {share:.1%} of the picture differs, though the geometry is the same")
    names = {page.name for page in printed}
    dead = sorted({path.stem for path in expected.glob("*")} - names) if expected.is_dir() else []
    return told + [f"{name} is expected, but the issue has no such page" for name in dead]


def pictures_differ(one: Path, other: Path) -> float:
    """The share of pixels that differ by more than the tolerance; all of them where the sizes do."""
    with Image.open(one) as first, Image.open(other) as second:
        if first.size != second.size:
            return 1.0
        apart = ImageChops.difference(first.convert("L"), second.convert("L")).histogram()
        return sum(apart[PIXEL_TOLERANCE:]) / (first.width * first.height)


def accept(folder: Path) -> list[str]:
    """Take the pages as they come out now for what is expected; their names."""
    with tempfile.TemporaryDirectory() as scratch:
        printed = print_golden(folder, Path(scratch))
        shutil.rmtree(folder / EXPECTED, ignore_errors=True)
        (folder / EXPECTED).mkdir()
        for page in printed:
            (folder / EXPECTED / f"{page.name}.json").write_text(page.geometry, encoding="utf-8")
            with Image.open(page.picture) as picture:
                # 32 greys are enough to see by, and a tenth of the bytes
                picture.convert("L").quantize(32).save(folder / EXPECTED / f"{page.name}.png", optimize=True)
        return [page.name for page in printed]


def show(folder: Path, into: Path) -> tuple[list[str], list[Path]]:
    """What differs, and for each page a picture of before and after side by side in the folder `into`."""
    into.mkdir(parents=True, exist_ok=True)
    printed = print_golden(folder, into)
    pairs: list[Path] = []
    for page in printed:
        before = folder / EXPECTED / f"{page.name}.png"
        with Image.open(page.picture) as after:
            pair = Image.new("RGB", (2 * after.width + PAIR_GAP, after.height), "red")
            if before.is_file():
                with Image.open(before) as old:
                    pair.paste(old.convert("RGB"), (0, 0))
            pair.paste(after.convert("RGB"), (after.width + PAIR_GAP, 0))
        pairs.append(into / f"{page.name}-before-after.png")
        pair.save(pairs[-1])
    return differences(folder, printed), pairs
