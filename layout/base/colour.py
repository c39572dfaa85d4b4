"""Inks: process mixtures and named spots, from 0 to 1."""

from layout.base.values import dataclass


@dataclass(frozen=True, slots=True)
class Cmyk:
    """A mixture of the four process inks, each from 0 (none) to 1 (solid)."""

    cyan: float
    magenta: float
    yellow: float
    black: float

    @property
    def total(self) -> float:
        """Total ink, 0 to 4."""
        return self.cyan + self.magenta + self.yellow + self.black

    def tint(self, share: float) -> "Cmyk":
        """The same mixture at `share` (0 to 1) of its strength."""
        return Cmyk(self.cyan * share, self.magenta * share, self.yellow * share, self.black * share)


@dataclass(frozen=True, slots=True)
class Spot:
    """A named ink on a plate of its own; `alternative` is its nearest process mixture; `strength` 0 to 1."""

    name: str
    alternative: Cmyk
    strength: float = 1.0

    def tint(self, share: float) -> "Spot":
        """The same ink at `share` (0 to 1) of its strength."""
        return Spot(self.name, self.alternative, self.strength * share)


Ink = Cmyk | Spot

BLACK = Cmyk(0.0, 0.0, 0.0, 1.0)
PAPER = Cmyk(0.0, 0.0, 0.0, 0.0)
