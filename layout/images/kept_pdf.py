"""An ad's PDF, read once and kept: an ad runs for weeks, and a build without new ones need not load pypdf at all.

In: a path and the store. Out: what `placed_pdf` says of it. Only what was sound is kept: a fault is found anew each time.
"""

import hashlib
import json
from pathlib import Path

from layout.base.geometry import Edges
from layout.base.problems import Problem
from layout.base.store import Store
from layout.images.faults import Filed
from layout.images.picture import PdfPage
from layout.images.placed_pdf import Parts, PlacedPage, measure_pdf, place_page
from layout.images.program import ad_program


def measure_kept(path: Path, filed: Filed, store: Store) -> tuple[PdfPage | None, list[Problem]]:
    """The first page's trim size, as `measure_pdf`."""
    name = _name(path, "size", store)
    kept = store.get(name) if name else None
    if kept is not None:
        width, height, bleed = json.loads(kept)
        return PdfPage(path, 0, width, height, Edges(*bleed)), []
    page, problems = measure_pdf(path, filed)
    if name and page is not None and not problems:
        store.put(name, json.dumps([page.width, page.height, page.bleed.all]).encode())
    return page, problems


def place_kept(path: Path, page: int, filed: Filed, store: Store) -> tuple[PlacedPage | None, list[Problem]]:
    """Page `page` (from 0) of the file, copied, as `place_page`."""
    try:
        name = _name(path, f"page {page}", store)
    except OSError:
        return None, [filed.missing()]
    kept = store.get(name) if name else None
    if kept is not None:
        return unpacked(kept), []
    placed, problems = place_page(path, page, filed)
    if name and placed is not None and not problems:
        store.put(name, packed(placed))
    return placed, problems


def packed(page: PlacedPage) -> bytes:
    """The page as bytes: on the first line facts and every object's parts, a length in brackets for bytes; then those."""
    written = [*page.objects, *(space for _, space in page.spots)]
    parts = [[[len(part)] if isinstance(part, bytes) else part for part in parts] for parts in written]
    head = json.dumps([page.width, page.height, page.bleed.all, [name for name, _ in page.spots], parts]).encode()
    return b"\n".join([head, b"".join(part for parts in written for part in parts if isinstance(part, bytes))])


def unpacked(kept: bytes) -> PlacedPage:
    """The page that was packed."""
    head, _, body = kept.partition(b"\n")
    width, height, bleed, spots, written = json.loads(head)
    at = 0
    made: list[Parts] = []
    for parts in written:
        whole: list[bytes | int] = []
        for part in parts:
            if isinstance(part, list):
                whole.append(body[at : at + part[0]])
                at += part[0]
            else:
                whole.append(part)
        made.append(tuple(whole))
    objects, spaces = made[: len(made) - len(spots)], made[len(made) - len(spots) :]
    return PlacedPage(tuple(objects), width, height, Edges(*bleed), tuple(zip(spots, spaces, strict=True)))


def _name(path: Path, what: str, store: Store) -> str:
    """Under which name it is kept: the file's bytes, and the program that read them. "" where nothing is kept."""
    program = ad_program() if store.folder is not None else None
    return f"ad {program} {what} {hashlib.blake2b(path.read_bytes()).hexdigest()}" if program is not None else ""
