"""Separating twenty pictures of six megapixels, against its four unavoidable steps done alone.

Alone: decoding (a JPEG only as large as its place wants it), resizing to the place, ImageCms, JPEG encoding, with the very same
parameters. Separating does the same, and guards, measures, caps, reads back and tells. Each is a whole process on one core, from
nothing: its modules are imported and its colour transform is built in that time. Seconds are processor time, the least of some
runs. Kept: the same twenty, from the store.
"""

import io
import os
import resource
import subprocess
import sys
import tempfile
from math import ceil
from pathlib import Path

SIZE = (3000, 2000)
COUNT = 20
RUNS = 5
# Widths of two to six columns of a broadsheet page, in points; a photo of 3 to 2 in each.
WIDTHS = (245.0, 245.0, 371.0, 498.0, 751.0)
WHOLE = (0.0, 0.0, 1.0, 1.0)


def main() -> int:
    """Make the pictures, run both, print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{COUNT} pictures of {SIZE[0]} x {SIZE[1]}; seconds of processor time, least of {RUNS} runs")
        _run("make", folder)
        alone = min(_run("alone", folder) for _ in range(RUNS))
        separated = min(_run("separate", folder) for _ in range(RUNS))
        _run("fill", folder)
        kept, nothing = (min(_run(task, folder) for _ in range(RUNS)) for task in ("kept", "nothing"))
    print(f"the four steps alone {alone:.2f} s; separated {separated:.2f} s; ratio {separated / alone:.2f}")
    print(f"kept from a build before {kept - nothing:.3f} s")
    return 0


def _run(task: str, folder: Path) -> float:
    """The processor seconds of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "tests.bench.pictures", task, str(folder)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def _files(folder: Path) -> list[tuple[Path, float]]:
    """Each picture with the width at which it stands."""
    return [(folder / f"{at:02}.jpg", WIDTHS[at % len(WIDTHS)]) for at in range(COUNT)]


def make(folder: Path) -> None:
    """Pictures like photos: broad light and shade, edges, grain; every third one dark."""
    import numpy
    from PIL import Image

    for at, (path, _) in enumerate(_files(folder)):
        source = numpy.random.default_rng(at)
        shades = Image.fromarray(source.integers(0, 256, (12, 18, 3), dtype=numpy.uint8)).resize(SIZE, Image.Resampling.BICUBIC)
        edges = Image.fromarray(source.integers(0, 256, (130, 200, 3), dtype=numpy.uint8)).resize(SIZE, Image.Resampling.NEAREST)
        grain = Image.fromarray(source.integers(0, 256, (SIZE[1], SIZE[0], 3), dtype=numpy.uint8))
        picture = Image.blend(Image.blend(shades, edges, 0.15), grain, 0.06)
        if at % 3 == 0:
            picture = picture.point(lambda value: value // 3)
        picture.save(path, quality=90)


def alone(folder: Path) -> None:
    """Decode, resize, ImageCms, encode: nothing else."""
    import importlib.resources

    from PIL import Image, ImageCms

    profile = importlib.resources.files("broadsheet_assets").joinpath("icc/newsprint-220.icc").read_bytes()
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), press, "RGB", "CMYK", intent, flags)
    for path, width in _files(folder):
        size = (ceil(width * 200 / 72), ceil(width / 1.5 * 200 / 72))
        with Image.open(path) as image:
            image.draft(None, (size[0] * 2, size[1] * 2))
            image.load()
            small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        ink = ImageCms.applyTransform(small, transform)
        assert ink is not None
        ink.save(io.BytesIO(), "JPEG", quality=88, subsampling=0)


def separate(folder: Path) -> None:
    """As the build does it."""
    from layout.base.problems import InFile
    from layout.images.faults import Filed
    from layout.images.ink import Place
    from layout.images.press_ink import newsprint
    from layout.images.raster import hushed
    from layout.images.separate import separate

    press = newsprint()
    with hushed():
        for path, width in _files(folder):
            made, problems = separate(path, Place(WHOLE, width, width / 1.5), press, Filed(path.name, InFile("")))
            assert made is not None, problems
            assert made.treatment.ink <= press.limit * 1.05


def from_store(folder: Path) -> None:
    """As the build does it that has them from a build before."""
    from layout.base.problems import InFile
    from layout.base.store import Store
    from layout.images.faults import Filed
    from layout.images.ink import Place
    from layout.images.press_ink import newsprint
    from layout.pdf.inks import PictureKey, separated

    press, store = newsprint(), Store(folder / "store")
    for path, width in _files(folder):
        made, problems = separated(PictureKey(path, Place(WHOLE, width, width / 1.5)), Filed(path.name, InFile("")), press, store)
        assert made is not None, problems


def nothing(folder: Path) -> None:
    """What a process costs that only imports what separating imports."""
    from layout.images.press_ink import newsprint
    from layout.pdf.inks import Inks

    assert newsprint().profile
    assert Inks().small is None


if __name__ == "__main__":
    if len(sys.argv) < 3:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        sys.exit(main())
    match sys.argv[1]:
        case "make":
            make(Path(sys.argv[2]))
        case "alone":
            alone(Path(sys.argv[2]))
        case "separate":
            separate(Path(sys.argv[2]))
        case "fill" | "kept":
            from_store(Path(sys.argv[2]))
        case "nothing":
            nothing(Path(sys.argv[2]))
