"""What covers the paper of a page: how much ink there is at most, and what lies under the marks that hang on it."""

from dataclasses import field

from layout.base.values import dataclass
from layout.preflight.marks import Laid
from layout.preflight.matrix import Box
from layout.preflight.picture_ink import Unread


@dataclass(frozen=True, slots=True)
class Under:
    """What lies under a mark: the mean of each ink that is there."""

    laid: Laid

    @property
    def total(self) -> float:
        """All inks."""
        return sum(amount for _, amount in self.laid)

    @property
    def coloured(self) -> float:
        """All inks but black."""
        return sum(amount for ink, amount in self.laid if ink != "Black")


_PAPER = Under(())


@dataclass(frozen=True, slots=True)
class Ground:
    """A page as it is covered. `most` and `peak` as in InkOfPage; `under` by place in painting order, for marks that ask.

    `unread` are pictures whose ink could not be counted: name, box and why. `coloured_pictures` are those that carry more than
    black: name, box and the other inks. `stopped`: there was more to paint than is painted.
    """

    inks: tuple[str, ...]
    most: float
    peak: float
    most_box: Box | None = None
    peak_box: Box | None = None
    under: dict[int, Under] = field(default_factory=dict)
    unread: tuple[tuple[str, Box, Unread], ...] = ()
    coloured_pictures: tuple[tuple[str, Box, tuple[str, ...]], ...] = ()
    stopped: bool = False

    def below(self, place: int) -> Under:
        """What lies under the mark at a place in painting order: bare paper where nobody asked."""
        return self.under.get(place, _PAPER)
