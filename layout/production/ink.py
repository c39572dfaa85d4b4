"""Total ink for preflight: measured on the plates where Ghostscript is installed, kept by the file's content."""

import functools
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import layout.plates
from layout.base.geometry import Area
from layout.base.sources import digest_of_sources
from layout.base.store import Store
from layout.plates.separations import find_ghostscript
from layout.preflight.expected import InkOfPage, Measured

RENDERED, COMPUTED = "tiffsep", "computed"


def ink_method() -> str:
    """How ink is found on this machine."""
    return RENDERED if find_ghostscript() is not None else COMPUTED


def measured_with(store: Store, jobs: int, pages: Sequence[int] | None = None) -> Measured | None:
    """How preflight gets the ink of a file's `pages` measured (counted from 1; None: all).

    None without Ghostscript: then preflight computes it.
    """
    ghostscript = find_ghostscript()
    if ghostscript is None:
        return None
    program = _program(ghostscript) if store.folder is not None else None

    def measured(data: bytes) -> Sequence[InkOfPage]:
        key = f"ink {program} {pages} {hashlib.blake2b(data).hexdigest()}"
        kept = store.get(key) if program is not None else None
        if kept is not None:
            return [_unpacked(each) for each in json.loads(kept)]
        from layout.plates.ink import InkMeasured, measure_ink  # late, with numpy: of an unchanged page nothing is rendered

        measures = measure_ink(data, pages=pages, jobs=jobs)
        found = [
            InkOfPage(each.page, each.most_mm2, each.most_pixel, each.inks, each.most_mm2_at, each.most_pixel_at, each.colour_at)
            for each in measures
            if isinstance(each, InkMeasured) and not each.complaint
        ]
        if program is not None and found and len(found) == len(measures):
            store.put(key, json.dumps([asdict(each) for each in found]).encode())
        return found

    return measured


@functools.cache
def _program(ghostscript: str) -> str | None:
    """What renders and counts: Ghostscript by its file, and the source of `layout/plates`. A process lives as long as these."""
    facts = os.stat(ghostscript)
    return digest_of_sources(Path(layout.plates.__file__).parent, f"{ghostscript} {facts.st_size} {facts.st_mtime_ns}")


def _unpacked(kept: dict[str, Any]) -> InkOfPage:
    places = {name: Area(**kept[name]) if kept[name] is not None else None for name in ("most_at", "peak_at", "colour_at")}
    return InkOfPage(**{**kept, **places, "inks": tuple(kept["inks"])})
