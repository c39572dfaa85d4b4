"""How much ink lies on a page, where the most of it lies, and which inks it takes: counted on its plates."""

from dataclasses import dataclass

from layout.base.geometry import Area


@dataclass(frozen=True, slots=True)
class InkMeasured:
    """The ink of one page inside its trim, as `page` (counted from 1 in the file) was rendered.

    `most_mm2`: the greatest mean of total ink over any square millimetre, 0 to 4 (more with spots), and where it lies;
    `most_pixel`: the greatest of any single pixel, and where. Areas in points from the trim's top left; None where the page is
    bare. `inks`: the plates with any ink, in printing order (Cyan, Magenta, Yellow, Black, then spots by name); `shares`: for
    each of them the share of the trim that it covers, as if it were all solid, 0 to 1.
    """

    page: int
    most_mm2: float = 0.0
    most_mm2_at: Area | None = None
    most_pixel: float = 0.0
    most_pixel_at: Area | None = None
    inks: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
