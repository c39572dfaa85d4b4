"""The boxes of a page, and the way from its measures into the PDF's."""

from enum import StrEnum

from layout.base.values import dataclass
from layout.pages.display import Page

Box = tuple[float, float, float, float]


class Fold(StrEnum):
    """Which edge of a page is a fold and no cut: half of a double truck has its other half there, and no bleed."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Boxes:
    """Left, bottom, right, top of each box, in points from the media's lower left corner. Without bleed the three are one."""

    media: Box
    trim: Box
    bleed: Box

    def x(self, x: float) -> float:
        """A place across, counted from the trim's left edge."""
        return self.trim[0] + x

    def y(self, y: float) -> float:
        """A place down, counted from the trim's top, as PDF counts it: upwards."""
        return self.trim[3] - y

    @property
    def most_bleed(self) -> float:
        """The bleed where there is most of it."""
        return max(abs(trim - bleed) for trim, bleed in zip(self.trim, self.bleed, strict=True))


def boxes_of(page: Page, fold: Fold = Fold.NONE) -> Boxes:
    """The page's boxes. The media's corner is the origin: some RIPs mistake a box with a negative corner."""
    left, right = (0.0 if fold is side else page.bleed for side in (Fold.LEFT, Fold.RIGHT))
    media = (0.0, 0.0, left + page.width + right, page.height + 2 * page.bleed)
    return Boxes(media=media, trim=(left, page.bleed, left + page.width, page.bleed + page.height), bleed=media)
