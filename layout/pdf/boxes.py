"""The boxes of a page, and the way from its measures into the PDF's."""

from dataclasses import dataclass

from layout.pages.display import Page

Box = tuple[float, float, float, float]


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


def boxes_of(page: Page) -> Boxes:
    """The page's boxes. The media's corner is the origin: some RIPs mistake a box with a negative corner."""
    bleed = page.bleed
    media = (0.0, 0.0, page.width + 2 * bleed, page.height + 2 * bleed)
    return Boxes(media=media, trim=(bleed, bleed, bleed + page.width, bleed + page.height), bleed=media)
