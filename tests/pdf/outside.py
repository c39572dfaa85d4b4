"""What other programs make of a PDF."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
from PIL import Image

from layout.base.problems import InFile
from layout.design.press import Press, Standard
from layout.images.press_ink import newsprint
from layout.pdf.condition import Condition, condition_of

PROFILE = newsprint().profile
NAMES = ("Cyan", "Magenta", "Yellow", "Black")


def press(standard: Standard = Standard.X4, condition: str = "CGATS TR 002", **more: object) -> Press:
    return Press("Newsprint", InFile("press.yaml"), standard=standard, condition=condition, **more)  # type: ignore[arg-type]


def condition(standard: Standard = Standard.X4, name: str = "CGATS TR 002") -> Condition:
    found = condition_of(press(standard, name), PROFILE)
    assert found is not None
    return found


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def run(data: bytes, tmp_path: Path, *command: str) -> str:
    """What a program says of the file: its path takes the place of FILE."""
    path = tmp_path / "file.pdf"
    path.write_bytes(data)
    arguments = [str(path) if word == "FILE" else word for word in command]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout + done.stderr


def plates(data: bytes, tmp_path: Path, ppi: int = 72, page: int = 1) -> dict[str, Image.Image]:
    """Each plate with 255 for solid ink, spots too, as Ghostscript separates the whole media."""
    path = tmp_path / "sep.pdf"
    path.write_bytes(data)
    pages = [f"-dFirstPage={page}", f"-dLastPage={page}"]
    for old in tmp_path.glob("plate*.tif"):
        old.unlink()
    command = ["gs", "-q", "-sDEVICE=tiffsep", f"-r{ppi}", *pages, "-o", str(tmp_path / "plate.tif"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    found = {}
    for file in sorted(tmp_path.glob("plate(*.tif")):
        name = re.sub(r"^plate\((.*)\)$", r"\1", file.stem)
        with Image.open(file) as plate:
            found[name] = plate.convert("L").point(lambda value: 255 - value)
    return found


def seen(data: bytes, tmp_path: Path, ppi: int = 72) -> Image.Image:
    """The first page as Ghostscript draws it."""
    path = tmp_path / "seen.pdf"
    path.write_bytes(data)
    options = ["-q", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-dLastPage=1", "-sDEVICE=png16m", f"-r{ppi}"]
    subprocess.run(["gs", *options, "-o", str(tmp_path / "seen.png"), str(path)], check=True, capture_output=True, timeout=60)
    with Image.open(tmp_path / "seen.png") as image:
        return image.convert("RGB")
