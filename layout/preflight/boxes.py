"""A page's boxes, and the matrix that brings its space to points from the trim's top left. ISO 32000-2, 14.11.2."""

from pikepdf import Object

from layout.base.values import dataclass
from layout.preflight.matrix import Box, Matrix, box_under, times
from layout.preflight.objects import get_number, number_of, numbers_of
from layout.preflight.reader import inherited

_MOST_UNIT = 1000.0
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)  # what readers take where a page has no media box


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes in points, y down, turned as the page is turned, from the trim's top left; None where the page has none.

    `trim` stands for the art box, the crop box or the media box where the page has no trim box. `turned`: by how many degrees,
    clockwise; `unit`: of user space in points; `matrix`: from user space to where these boxes are.
    """

    media: Box
    trim: Box
    crop: Box | None
    bleed: Box | None
    art: Box | None
    has_media: bool
    has_trim: bool
    turned: int
    unit: float
    matrix: Matrix

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the trim."""
        return self.trim[2] - self.trim[0], self.trim[3] - self.trim[1]

    @property
    def printed(self) -> Box:
        """What is printed: the trim with its bleed."""
        return self.bleed if self.bleed is not None else self.trim


def read_boxes(page: Object) -> Boxes:
    """The boxes of a page, as far as they are there and are boxes."""
    media = _box(page, "MediaBox")
    crop, trim = _box(page, "CropBox"), _box(page, "TrimBox")
    bleed, art = _box(page, "BleedBox"), _box(page, "ArtBox")
    whole = media or _LETTER
    unit = get_number(page, "UserUnit") or 1.0
    unit = unit if 0.0 < unit <= _MOST_UNIT else 1.0
    turned = int(number_of(inherited(page, "Rotate")) or 0) % 360
    finished = trim or art or crop or whole
    matrix = times(_turn(finished, turned), (unit, 0.0, 0.0, unit, 0.0, 0.0))

    def placed(box: Box | None) -> Box | None:
        return None if box is None else box_under(matrix, box)

    return Boxes(
        box_under(matrix, whole),
        box_under(matrix, finished),
        placed(crop),
        placed(bleed),
        placed(art),
        media is not None,
        trim is not None,
        turned,
        unit,
        matrix,
    )


def _box(page: Object, key: str) -> Box | None:
    edges = numbers_of(inherited(page, key))
    if len(edges) != 4:
        return None
    left, right = sorted((edges[0], edges[2]))
    low, high = sorted((edges[1], edges[3]))
    return (left, low, right, high) if right > left and high > low else None


def _turn(trim: Box, turned: int) -> Matrix:
    """From the file's space, y up, to the page as it is looked at, y down."""
    left, low, right, high = trim
    match turned:
        case 90:
            return (0.0, 1.0, 1.0, 0.0, -low, -left)
        case 180:
            return (-1.0, 0.0, 0.0, 1.0, right, -low)
        case 270:
            return (0.0, -1.0, -1.0, 0.0, high, right)
        case _:
            return (1.0, 0.0, 0.0, -1.0, -left, high)
