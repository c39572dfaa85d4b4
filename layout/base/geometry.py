"""Places on a page: points, y running down from the trim's top left."""

from layout.base.values import dataclass

TOLERANCE = 0.01  # points; far below what a plate can show (0.0035 mm), far above float noise

AT_THE_TRIM = 0.5  # points, 0.2 mm: an edge no farther from the page's was meant to stand on it


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle: its top left corner and its size, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def overlaps(self, other: "Area") -> bool:
        """True if the two share more than an edge."""
        return (
            self.x < other.right - TOLERANCE
            and other.x < self.right - TOLERANCE
            and self.y < other.bottom - TOLERANCE
            and other.y < self.bottom - TOLERANCE
        )

    def contains(self, other: "Area") -> bool:
        """True if `other` lies wholly inside, edges included."""
        return (
            other.x >= self.x - TOLERANCE
            and other.y >= self.y - TOLERANCE
            and other.right <= self.right + TOLERANCE
            and other.bottom <= self.bottom + TOLERANCE
        )

    def near(self, other: "Area", by: float = 1.0) -> bool:
        """True if every edge of `other` lies within `by` points of this one's."""
        edges = zip((self.x, self.y, self.right, self.bottom), (other.x, other.y, other.right, other.bottom), strict=True)
        return all(abs(own - another) <= by for own, another in edges)

    def reaches(self, width: float, height: float, within: float = TOLERANCE) -> "tuple[bool, bool, bool, bool]":
        """Whether it comes up to the edges of a page of that size: left, top, right, bottom."""
        return (self.x <= within, self.y <= within, self.right >= width - within, self.bottom >= height - within)

    def inset(self, top: float, right: float, bottom: float, left: float) -> "Area":
        """The rectangle with its edges moved inwards."""
        return Area(self.x + left, self.y + top, self.width - left - right, self.height - top - bottom)


@dataclass(frozen=True, slots=True)
class Edges:
    """A length at each side of a rectangle, in points."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @property
    def all(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return (self.left, self.top, self.right, self.bottom)

    def around(self, area: Area) -> Area:
        """The area, larger by that much."""
        return area.inset(-self.top, -self.right, -self.bottom, -self.left)
