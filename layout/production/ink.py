"""Total ink for preflight: measured on the plates where Ghostscript is installed, kept by the file's content."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from layout.base.geometry import Area
from layout.base.store import Store
from layout.plates.separations import find_ghostscript
from layout.preflight.expected import InkOfPage, Measured

_KEPT = "ink 1"  # goes up when the same file would be measured otherwise


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
            store.put(key, json.dumps([_packed(each) for each in found]).encode())
        return found

    return measured


def _packed(ink: InkOfPage) -> list[object]:
    return [ink.page, ink.most, ink.peak, list(ink.inks), corners(ink.most_at), corners(ink.peak_at)]


def corners(area: Area | None) -> list[float] | None:
    """An area as JSON keeps it."""
    return None if area is None else [area.x, area.y, area.width, area.height]


def _unpacked(kept: list[Any]) -> InkOfPage:
    page, most, peak, inks, most_at, peak_at = kept
    return InkOfPage(int(page), float(most), float(peak), tuple(inks), area_of(most_at), area_of(peak_at))


def area_of(kept: list[float] | None) -> Area | None:
    """The area that was kept."""
    return Area(*kept) if kept is not None else None
