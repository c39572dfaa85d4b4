"""Which cells of the paper a filled shape covers."""

from typing import TYPE_CHECKING

from layout.preflight.marks import PaintedArea
from layout.preflight.matrix import Box

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

MOST_PARTS = 200  # of one shape: outlined type has more, and covers nothing that is asked for
MOST_POINTS = 20_000


def covered_by(mark: PaintedArea, corner: Box, cell: float, window: tuple[slice, slice]) -> "NDArray[numpy.bool_]":
    """The cells of a window, whose first has its top left at `corner`, that the shape covers.

    Curves are taken as the lines between their control points: half a millimetre shows no difference. Parts that run the other
    way round cut holes; by the even-odd rule every second part does. ISO 32000-2, 8.5.3.3.
    """
    import numpy as np
    from PIL import Image, ImageDraw

    size = (max(0, window[1].stop - window[1].start), max(0, window[0].stop - window[0].start))
    if not size[0] or not size[1]:
        return np.zeros((size[1], size[0]), bool)
    a, b, c, d, e, f = mark.matrix
    wound = np.zeros((size[1], size[0]), np.int16)
    for xs, ys in mark.outlines:
        across = [(a * x + c * y + e - corner[0]) / cell - 0.5 for x, y in zip(xs, ys, strict=True)]
        down = [(b * x + d * y + f - corner[1]) / cell - 0.5 for x, y in zip(xs, ys, strict=True)]
        if len(across) < 3:
            continue
        part = Image.new("L", size)
        ImageDraw.Draw(part).polygon(list(zip(across, down, strict=True)), fill=1)
        turn = sum(across[n - 1] * down[n] - across[n] * down[n - 1] for n in range(len(across)))
        wound += np.asarray(part).astype(np.int16) * (1 if mark.even_odd or turn > 0 else -1)
    return np.asarray(wound % 2 == 1 if mark.even_odd else wound != 0, bool)
