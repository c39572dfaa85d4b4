"""A picture, a drawing or an ad measured from its file's head: how large it is, and whether it can be used.

In: a path. Out: its measures, or None, and every fault. Whatever the bytes are, the answer is a Problem, never an exception.
Pictures are not decoded, so that a fault further inside them shows only when they are separated.
"""

import os
from pathlib import Path

from layout.base.problems import InFile, Problem
from layout.base.store import Store
from layout.images.faults import DECODER_FAULTS, Filed
from layout.images.guard import check_memory
from layout.images.kept_pdf import measure_kept
from layout.images.near import file_meant
from layout.images.picture import Art, Picture
from layout.images.raster import READERS, hushed, moves, opened, upright_size
from layout.images.svg import measure_drawing

MOST_BYTES = 300_000_000
_HEAD = 1024  # bytes in which a PDF's mark must stand (ISO 32000-2, annex H of the first edition: viewers look that far)

_DRAFTED = ("JPEG", "MPO")  # decoded only as large as their place wants them: what that takes shows there

NOTHING_KEPT = Store()

Probed = tuple[Art | None, list[Problem]]


def probe(path: Path, root: Path, where: InFile, store: Store = NOTHING_KEPT) -> Probed:
    """Measure the file. It is named as seen from `root` in messages; `where` is the place in the text that asks for it."""
    filed = Filed(_shown(path, root), where)
    try:
        if not path.is_file():
            return None, [filed.missing(_meant(path, root, where)) if not path.exists() else filed.unreadable("it is not a file")]
        size = path.stat().st_size
        if size == 0:
            return None, [filed.broken("it is empty")]
        if size > MOST_BYTES:
            return None, [filed.too_large(f"{size / 1e6:.0f} MB", f"{MOST_BYTES / 1e6:.0f} MB")]
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError) as error:  # ValueError: a name with a null in it
        return None, [filed.unreadable(getattr(error, "strerror", None) or "its name cannot be used")]
    return _by_kind(path, head, filed, store)


def _by_kind(path: Path, head: bytes, filed: Filed, store: Store) -> Probed:
    """By what the bytes are: a wrong ending is common, and no fault."""
    try:
        if b"%PDF-" in head:
            return measure_kept(path, filed, store)
        if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<", b"<\0")) or head.startswith(b"\xfe\xff\0<"):
            return measure_drawing(path, filed)
        return _measure_picture(path, filed)
    except READERS as error:
        return None, [filed.told(error)]


def _measure_picture(path: Path, filed: Filed) -> Probed:
    with hushed(), opened(path) as raster:
        image = raster.image
        width, height = upright_size(image)
        if image.format not in _DRAFTED:
            check_memory(image, raster.head)
        picture = Picture(path, width, height, raster.mode, _ppi(image.info.get("dpi")))
        return picture, [filed.many_pictures()] if moves(raster) else []


def _ppi(dpi: object) -> float:
    """Pixels an inch across as the file says, 0 where it says nothing or nonsense."""
    if isinstance(dpi, tuple) and dpi:
        try:
            across = float(dpi[0])
        except DECODER_FAULTS:  # a fraction with a nought below
            return 0.0
        return across if 1 < across < 100_000 else 0.0
    return 0.0


def _meant(path: Path, root: Path, where: InFile) -> str:
    """The path of the file that was probably meant, as the text that asks for it would write it."""
    found = file_meant(path, root)
    return Path(os.path.relpath(found, Path(where.path).resolve().parent)).as_posix() if found is not None else ""


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
