"""How a sheet is cut into tiles: squares of 512 pixels at six levels, each twice as fine as the one before.

A level's picture starts at the media's top left, at exactly its dots an inch; where the media ends within a pixel, that pixel is
the last. Pure.
"""

import math
from typing import NamedTuple

TILE = 512
"""Pixels: a tile's side; the tiles at the right and at the foot are what is left."""

LEVELS = 6

_COARSEST = 48.0  # dots an inch of level 0: a broadsheet page is 660 x 945 pixels, 4 tiles
_PER_INCH = 72.0
_WHOLE = 1e-6  # 200.0000001 pixels are 200


class Window(NamedTuple):
    """Some pixels of a level's picture: the first column and row, and how many of each."""

    left: int
    top: int
    width: int
    height: int


def level_dpi(level: int) -> float:
    """Dots an inch of a level, 0 the coarsest: 48, 96, 192, 384, 768, 1536."""
    return float(_COARSEST * 2**level)


def pixels(media: tuple[float, float], dpi: float) -> tuple[int, int]:
    """Width and height in pixels of a sheet of that width and height in points."""
    across, down = (max(1, math.ceil(side * dpi / _PER_INCH - _WHOLE)) for side in media)
    return across, down


def tile_window(media: tuple[float, float], level: int, column: int, row: int) -> Window | None:
    """A tile's pixels at its level; None where there is no such tile."""
    if not 0 <= level < LEVELS or column < 0 or row < 0:
        return None
    width, height = pixels(media, level_dpi(level))
    left, top = column * TILE, row * TILE
    if left >= width or top >= height:
        return None
    return Window(left, top, min(TILE, width - left), min(TILE, height - top))
