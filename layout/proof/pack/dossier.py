"""All that the desk's pack tells of an issue, as plain values: what is drawn is decided by these alone."""

from datetime import datetime
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.values import dataclass
from layout.lines.line import Line
from layout.passing.fit import Fit
from layout.pdf.painted import Painted
from layout.proof.states import State

HASH = 12
"""How many digits of a digest people are shown: two pages of one paper never share them."""


class Brief(NamedTuple):
    """An item of a block of briefs; `words` as filed."""

    slug: str
    headline: str
    words: int


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A block that carries no ad. `carries`: its slug, or `(briefs)` and the like; `told`: its fit as the fit table says it.

    `words` and `lines` stand in it; `over` and `short` in lines, `words_over` to cut, `hole_words` to write; `allowed`: somebody
    answers for its misfit. `jump_to`, `jump_from`: pages, "" for none.
    """

    block: str
    carries: str
    headline: str = ""
    byline: str = ""
    words: int = 0
    lines: int = 0
    fit: Fit = Fit.FULL
    told: str = ""
    over: int = 0
    words_over: int = 0
    short: int = 0
    hole_words: int = 0
    allowed: bool = False
    pictures: int = 0
    jump_to: str = ""
    jump_from: str = ""
    briefs: tuple[Brief, ...] = ()


@dataclass(frozen=True, slots=True)
class AdRow:
    """An ad where it stands. `size` as measured and `sold` as booked, in words, "" where not known."""

    block: str
    booking: str
    file: str
    size: str
    sold: str = ""
    advertiser: str = ""


class Flag(NamedTuple):
    """One thing that is wrong with a page; `area` in points from the trim's top left, None: the page as a whole."""

    severity: Severity
    code: str
    message: str
    remedy: str
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class PackPage:
    """A page: what is printed of it, and what is known of it. `ink`, `proof`: its digests.

    `held`: it is not fit for press as it stands. `notes`: how many things were told that nobody has to mend.
    """

    number: str
    section: str
    deadline: str
    spread: bool
    left_hand: bool
    width: float
    height: float
    painted: Painted
    ink: str
    proof: str
    state: State
    held: bool
    rows: tuple[BudgetRow, ...] = ()
    ads: tuple[AdRow, ...] = ()
    flags: tuple[Flag, ...] = ()
    notes: int = 0

    @property
    def over(self) -> int:
        """Lines over that nobody answers for."""
        return sum(row.over for row in self.rows if not row.allowed)

    @property
    def short(self) -> int:
        """Lines short that nobody answers for."""
        return sum(row.short for row in self.rows if not row.allowed)

    def counted(self, severity: Severity) -> int:
        """How many problems of that severity it has."""
        return sum(flag.severity is severity for flag in self.flags)

    @property
    def build(self) -> str:
        """Both digests, as people write them: `ink 0f3c…, proof 9ab1…`, twelve digits each."""
        return f"ink {self.ink[:HASH]}, proof {self.proof[:HASH]}"


class GalleyRow(NamedTuple):
    """A line of a galley: as set, `x` from its measure's left edge; or, `line` None, a remark.

    `number` counts from 1 through the story. `lead`: the drop cap that stands before it.
    """

    number: int
    line: Line | None
    x: float
    over: bool
    told: str = ""
    lead: Line | None = None


@dataclass(frozen=True, slots=True)
class PackGalley:
    """A story's galley. `place`: where it stands and goes on, in words; `told`: its fit; `advice`: what to do, "" for nothing.

    `size` of its type and `measure` of its widest leg, in points.
    """

    slug: str
    place: str
    headline: str
    byline: str
    counts: str
    fit: Fit
    told: str
    advice: str
    rows: tuple[GalleyRow, ...]
    size: float
    measure: float


@dataclass(frozen=True, slots=True)
class Dossier:
    """The issue. `date` in words; `made`: the time that was given; `build`: one digest over all pages."""

    title: str
    date: str
    edition: str
    number: str
    language: str
    made: datetime
    build: str
    pages: tuple[PackPage, ...]
    galleys: tuple[PackGalley, ...]

    @property
    def when(self) -> str:
        """`24 November 2026, 21:04`."""
        from babel.dates import format_date  # late: Babel takes 10 ms to import

        return f"{format_date(self.made, 'd MMMM y', locale='en_GB')}, {self.made:%H:%M}"

    @property
    def day(self) -> str:
        """Day, edition and number, as far as they are known."""
        number = f"No {self.number}" if self.number else ""
        edition = f"{self.edition} edition" if self.edition else ""
        return " · ".join(part for part in (self.date, edition, number) if part)
