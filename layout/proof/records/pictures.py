"""A point in a picture: it goes with the picture, however that is cropped and wherever it is moved. Pure."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from layout.proof.records.values import OnPoint
from layout.proof.trace import Trace, TracedArt

_PICTURES = frozenset({"image", "drawing"})


class OnPicture(NamedTuple):
    """Where such a point is now."""

    page: str
    block: str
    x: float
    y: float


def pin_point(trace: Trace, x: float, y: float) -> OnPoint:
    """The point, in the picture there if there is one."""
    block = block_at(trace, x, y)
    art = next((each for each in reversed(trace.art) if each.what in _PICTURES and _holds(each.area, x, y)), None)
    if art is None or not all(art.area[2:]):
        return OnPoint(x, y, block)
    left, top, width, height = art.area
    crop_x, crop_y, crop_width, crop_height = art.crop
    across, down = crop_x + (x - left) / width * crop_width, crop_y + (y - top) / height * crop_height
    return OnPoint(x, y, art.block or block, art.name, round(across, 4), round(down, 4))


def place_on_picture(pinned: OnPoint, page: str, traces: Mapping[str, Trace]) -> OnPicture | None:
    """Of the pictures of that name the one in its block, else the one on its page, else the first of all; what was cropped away
    is told at the edge. None where there is none of that name."""
    found = list(_named(pinned.art, traces))
    if not found:
        return None
    where, art = max(found, key=lambda each: (each[0] == page, each[0] == page and each[1].block == pinned.block))
    left, top, width, height = art.area
    crop_x, crop_y, crop_width, crop_height = art.crop
    across, down = _within((pinned.across - crop_x) / crop_width), _within((pinned.down - crop_y) / crop_height)
    return OnPicture(where, art.block, round(left + across * width, 2), round(top + down * height, 2))


def block_at(trace: Trace, x: float, y: float) -> str:
    """The letter of the block there, the smallest where several lie above one another; "" outside."""
    found = [(area[2] * area[3], block.letter) for block in trace.blocks for area in block.areas if _holds(area, x, y)]
    return min(found)[1] if found else ""


def _named(name: str, traces: Mapping[str, Trace]) -> Iterator[tuple[str, TracedArt]]:
    for page, trace in traces.items():
        for art in trace.art:
            if art.name == name and art.what in _PICTURES and all(art.crop[2:]):
                yield page, art


def _holds(area: tuple[float, float, float, float], x: float, y: float) -> bool:
    return area[0] <= x <= area[0] + area[2] and area[1] <= y <= area[1] + area[3]


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)
