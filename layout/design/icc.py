"""The ICC profile of a press, judged before anything is separated with it.

In: a file. Out: its description and version. Refuses what is no profile of a printer's four inks, or none that can be used.
"""

import functools
import importlib.resources
import io
import os
from pathlib import Path

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile
from layout.base.values import dataclass
from layout.content.reading import Reading
from layout.content.text_file import one_line

MOST_BYTES = 8 * 1024 * 1024  # it is embedded in the file of every page; a press's own has 0.2 to 3 MB

_HEADER = 128  # ICC.1:2010, 7.2
_ASK = "Ask your printer for the ICC profile of its inks on its paper."
_CLASSES = {
    "mntr": "a monitor's",
    "scnr": "a scanner's or camera's",
    "prtr": "a printer's",
    "link": "a device link",
    "spac": "a colour space's",
    "abst": "an abstract one",
    "nmcl": "one of named colours",
}  # ICC.1:2010, 7.2.5
_LOOKS_LIKE = {
    b"PK\x03\x04": ("a ZIP archive", "Unpack it, and name the profile that lies in it."),
    b"%PDF": ("a PDF", _ASK),
    b"\xff\xd8\xff": ("a JPEG picture", _ASK),
    b"\x89PNG": ("a PNG picture", _ASK),
    b"<": ("a web page", "Load the profile down again; a page that says so was saved in its place."),
}


@dataclass(frozen=True, slots=True)
class Icc:
    """A profile that can be used. `version` as in "2.4.0"; `description`: its own name, one line."""

    path: Path
    version: str
    description: str


def shipped_icc(name: str) -> Icc | None:
    """The profile of that name that comes with the product; None where there is none. It is good, and need not be tried."""
    if "/" in name or not name.endswith(".icc"):
        return None
    path = Path(str(importlib.resources.files("broadsheet_assets").joinpath("icc", name)))
    if not os.path.isfile(path):
        return None
    data = path.read_bytes()
    return Icc(path, _version(data), _own_name(data))


def read_icc(path: Path, reading: Reading, where: InFile) -> Icc | None:
    """The profile at a path; None and a problem at `where` for anything else."""
    data = _read(path, reading, where)
    if data is None or not _is_a_press_s(data, path.name, reading, where):
        return None
    description = _described(data)
    if description is None:
        message = f"'{path.name}' is damaged: pictures can't be separated with it"
        reading.error("profile-wrong", message, f"Copy it again. {_ASK}", where)
        return None
    return Icc(path, _version(data), description)


def _version(data: bytes) -> str:
    """ICC.1:2010, 7.2.4."""
    return f"{data[8]}.{data[9] >> 4}.{data[9] & 15}"


def _own_name(data: bytes) -> str:
    """The description in a good profile of version 2 (ICC.1:2001-04, 6.5.17), without the 30 ms that Pillow takes for it."""
    for at in range(132, 132 + 12 * int.from_bytes(data[128:132], "big"), 12):
        if data[at : at + 4] == b"desc":
            start = int.from_bytes(data[at + 4 : at + 8], "big") + 12
            length = int.from_bytes(data[start - 4 : start], "big")
            return one_line(data[start : start + length - 1].decode("ascii"))
    return ""


def _read(path: Path, reading: Reading, where: InFile) -> bytes | None:
    try:
        if not os.path.isfile(path):
            what = "is a folder" if os.path.isdir(path) else "is not there"
            meant = did_you_mean(path.name, _profiles_beside(path))
            message = f"the ICC file '{_clipped(path.name)}' {what}"
            reading.error("profile-missing", message, f"Correct its path, as seen from the press profile{meant}", where)
            return None
        size = os.path.getsize(path)
        if size > MOST_BYTES:
            message = f"the ICC file '{_clipped(path.name)}' has {size / 1e6:.0f} MB; {MOST_BYTES // 1024**2} are taken"
            reading.error("profile-large", message, _ASK, where)
            return None
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = f"the ICC file '{_clipped(path.name)}' can't be read: {reason}"
        reading.error("profile-missing", message, "Check its name and rights.", where)
        return None


def _profiles_beside(path: Path) -> list[str]:
    try:
        return sorted(name for name in os.listdir(path.parent) if name.lower().endswith((".icc", ".icm")))
    except (OSError, ValueError):
        return []


def _is_a_press_s(data: bytes, name: str, reading: Reading, where: InFile) -> bool:
    """True for an output profile of four process inks; what it is instead is told."""
    name = _clipped(name)
    if len(data) < _HEADER or data[36:40] != b"acsp":  # ICC.1:2010, 7.2.11: the signature of every profile
        looks = next((looks for start, looks in _LOOKS_LIKE.items() if data.lstrip()[: len(start)] == start), None)
        what, remedy = looks or ("empty" if not data else "no ICC profile", _ASK)
        reading.error("profile-wrong", f"the ICC file '{name}' is {what}", remedy, where)
        return False
    kind, space = (data[at : at + 4].decode("latin-1") for at in (12, 16))
    if kind != "prtr" or space != "CMYK":
        is_one = _CLASSES.get(kind, "of an unknown kind")
        colours = space.strip() if space.isprintable() else "unknown colours"
        message = f"the ICC file '{name}' is {is_one} for {colours}; the press needs a printer's for CMYK"
        reading.error("profile-wrong", message, _ASK, where)
        return False
    size = int.from_bytes(data[:4], "big")
    if size > len(data):
        message = f"the ICC file '{name}' breaks off: it has {len(data)} of {size} bytes"
        reading.error("profile-wrong", message, "Copy it again.", where)
        return False
    return True


@functools.lru_cache(maxsize=8)  # 30 ms each; the profile's bytes are the whole of the question
def _described(data: bytes) -> str | None:
    """The profile's own name, after it has turned one pixel to ink and back; None where it can't."""
    from PIL import Image, ImageCms  # late: the desk's checks of a paper need no pictures

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        screen, lab, intent = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), ImageCms.Intent.RELATIVE_COLORIMETRIC
        there = ImageCms.buildTransform(screen, profile, "RGB", "CMYK", intent, ImageCms.Flags.BLACKPOINTCOMPENSATION)
        ink = ImageCms.applyTransform(Image.new("RGB", (1, 1)), there)
        back = ImageCms.buildTransform(profile, lab, "CMYK", "LAB", intent)
        assert ink is not None, "applyTransform returns a picture unless it is told to work in place"
        ImageCms.applyTransform(ink, back)
        description = ImageCms.getProfileDescription(profile)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError, AttributeError, MemoryError):
        return None  # what Pillow has raised on damaged profiles
    printable = "".join(letter if letter.isprintable() else " " for letter in description)
    return one_line(printable)[:80].strip()


def _clipped(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"
