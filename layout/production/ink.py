"""Total ink for preflight: measured on the plates where Ghostscript is installed, kept by the file's content."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from layout.base.geometry import Area
from layout.base.store import Store
from layout.plates.separations import find_ghostscript
from layout.preflight.expected import InkOfPage, Measured

_KEPT = "ink 2"  # goes up when the same file would be measured otherwise


def ink_method() -> str:
    """How ink is found on this machine."""
    return "tiffsep" if find_ghostscript() is not None else "computed"


def measured_with(store: Store, jobs: int) -> Measured | None:
    """How preflight gets the ink of a file's pages measured; None without Ghostscript: then preflight computes it."""
    if find_ghostscript() is None:
        return None

    def measured(data: bytes) -> Sequence[InkOfPage]:
        key = f"{_KEPT} {hashlib.blake2b(data).hexdigest()}"
        kept = store.get(key)
        if kept is not None:
            return [_unpacked(each) for each in json.loads(kept)]
        from layout.plates.ink import InkMeasured, measure_ink  # late, with numpy: of an unchanged page nothing is rendered

        pages = measure_ink(data, jobs=jobs)
        found = [
            InkOfPage(each.page, each.most_mm2, each.most_pixel, each.inks, each.most_mm2_at, each.most_pixel_at)
            for each in pages
            if isinstance(each, InkMeasured) and not each.complaint
        ]
        if len(found) == len(pages):
            store.put(key, json.dumps([asdict(each) for each in found]).encode())
        return found

    return measured


def _unpacked(kept: dict[str, Any]) -> InkOfPage:
    places = {name: Area(**kept[name]) if kept[name] is not None else None for name in ("most_at", "peak_at")}
    return InkOfPage(**{**kept, **places, "inks": tuple(kept["inks"])})
