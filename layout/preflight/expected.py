"""What whoever asks already knows of a file: the size it should have, which pages print black alone, what a render showed."""

from collections.abc import Callable, Sequence

from layout.base.geometry import Area
from layout.base.values import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """What the file should be. `size`: width and height of each page's trim in points, None: any. `mono`: pages that carry
    black alone, counted from 1 in the file. `ad`: an advertiser's own file, which is placed on a page and is none itself.
    `fold`: the edge that is not cut, "left" or "right", where the page is half of a double truck.
    """

    size: tuple[float, float] | None = None
    mono: frozenset[int] = frozenset()
    ad: bool = False
    fold: str = ""


@dataclass(frozen=True, slots=True)
class InkOfPage:
    """Ink as a render shows it. `most`: the greatest mean of a square millimetre, `peak`: the greatest pixel, both 0 to 4 and up.

    Places in points from the trim's top left. `inks` in printing order: those with any ink within the trim.
    `colour_at`: where another ink than black is greatest.
    """

    page: int
    most: float
    peak: float
    inks: tuple[str, ...]
    most_at: Area | None = None
    peak_at: Area | None = None
    colour_at: Area | None = None


Measured = Callable[[bytes], Sequence[InkOfPage]]  # the file's bytes in, a value for each page out
