"""All that the desk's pack tells of an issue, as plain values: what is drawn is decided by these alone."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.values import dataclass
from layout.images.placed_pdf import PlacedPage
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
    answers for its misfit; `frozen`: its page is released, and shows it as it was then. `jump_to`, `jump_from`: pages, "" for
    none.
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
    frozen: bool = False
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
    """One thing that is wrong with a page; `area` in points from the trim's top left, None: the page as a whole. `why`: how that
    comes, in sentences, if it is known."""

    severity: Severity
    code: str
    message: str
    remedy: str
    area: Area | None = None
    why: str = ""


class PackNote(NamedTuple):
    """An open note of the desk's. `head`: by whom, to whom, due when; `about`: the word that it is pinned to, "" for none;
    `area` in points from the trim's top left, without extent for a point, None: the page as a whole, or of what is not shown.
    `unplaced`: it has a place on the page as it is now, which is not shown."""

    head: str
    text: str
    about: str = ""
    replies: tuple[str, ...] = ()
    area: Area | None = None
    unplaced: bool = False


class SignOff(NamedTuple):
    """Who signed and when, in words. `lapsed`: the page has changed since."""

    told: str
    lapsed: bool = False


class Shown(NamedTuple):
    """What is drawn of a page, or of one half of a truck: as painted now, or, `released`, the page of its released file.

    `drawn` None: a released file of which no page can be read. `differs`: what was made now differs from the released file.
    """

    number: str
    drawn: Painted | PlacedPage | None
    released: bool = False
    differs: bool = False


@dataclass(frozen=True, slots=True)
class PackPage:
    """A page: what is printed of it, and what is known of it. `ink`, `proof`: its digests. `rows`: of the text as it is now.

    `shown`: from left to right, several for a truck of which a half is released.
    `held`: it is not fit for press as it stands. `flags`: what is wrong with what is shown; `unshown`: of all else that the desk
    lists for the page how grave it is: of the text as it is now, where a released file is shown, and what nobody has to mend.
    `elsewhere`: it is released at another desk, over a copy of the files; what is shown is not that. `printed`: where lines of
    type stand on what is shown, as far as that is known.
    """

    number: str
    section: str
    deadline: str
    spread: bool
    left_hand: bool
    width: float
    height: float
    shown: tuple[Shown, ...]
    ink: str
    proof: str
    state: State
    held: bool
    rows: tuple[BudgetRow, ...] = ()
    ads: tuple[AdRow, ...] = ()
    flags: tuple[Flag, ...] = ()
    unshown: tuple[Severity, ...] = ()
    notes: tuple[PackNote, ...] = ()
    signed: tuple[SignOff, ...] = ()
    elsewhere: bool = False
    printed: tuple[Area, ...] = ()

    @property
    def released(self) -> bool:
        """All of it is shown as it was released."""
        return all(part.released for part in self.shown)

    @property
    def differs(self) -> bool:
        """What was made now differs from what was released."""
        return any(part.differs for part in self.shown)

    @property
    def over(self) -> int:
        """Lines over that nobody answers for, where the page is shown as it is now."""
        return sum(row.over for row in self.rows if not (row.allowed or row.frozen))

    @property
    def short(self) -> int:
        """Lines short that nobody answers for, likewise."""
        return sum(row.short for row in self.rows if not (row.allowed or row.frozen))

    def counted(self, severity: Severity) -> int:
        """How many problems of that severity what is shown has."""
        return sum(flag.severity is severity for flag in self.flags)

    def listed(self, severity: Severity) -> int:
        """The same with those of the text as it is now, where that is not shown."""
        return self.counted(severity) + sum(each is severity for each in self.unshown)

    @property
    def build(self) -> str:
        """Both digests, as people write them: `ink 0f3c…, proof 9ab1…`, twelve digits each."""
        return f"ink {self.ink[:HASH]}, proof {self.proof[:HASH]}"


class RowLook(StrEnum):
    """What a row of a galley is: a line of its text, a remark of the desk's, or a part of the head of a piece that goes on."""

    LINE = "line"
    REMARK = "remark"
    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"


class GalleyRow(NamedTuple):
    """A line of a galley: as set, `x` from its measure's left edge; or, `line` None, what is `told`.

    `number` counts from 1 through the story, 0 for what is no line of it. `lead`: the drop cap that stands before it;
    `crosshead`: it stands over a part of the text, or over a brief.
    """

    number: int
    line: Line | None
    x: float
    over: bool
    told: str = ""
    lead: Line | None = None
    look: RowLook = RowLook.LINE
    crosshead: bool = False

    @property
    def heads(self) -> bool:
        """It stands over what it belongs to."""
        return self.crosshead or self.look is not RowLook.LINE


class GalleyHead(NamedTuple):
    """What stands over a text, as it is printed: label or kicker, headline, deck, byline; "" for what is not set."""

    kicker: str = ""
    headline: str = ""
    deck: str = ""
    byline: str = ""


@dataclass(frozen=True, slots=True)
class PackGalley:
    """A story's galley. `place`: where it stands and goes on, in words; `told`: its fit; `advice`: what to do, "" for nothing;
    `overtaken`: of which released pages it is the text as it is now, in words, "" for none.

    `size` of its type and `measure` of its widest leg, in points.
    """

    slug: str
    place: str
    head: GalleyHead
    counts: str
    fit: Fit
    told: str
    advice: str
    rows: tuple[GalleyRow, ...]
    size: float
    measure: float
    overtaken: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The issue. `date` in words, `short_date` in few; `made`: the time that was given; `build`: one digest over all pages.

    `flags`: what is wrong and on no page; `notes`: open ones, of pages that the issue has not any longer.
    """

    title: str
    date: str
    edition: str
    number: str
    language: str
    made: datetime
    build: str
    pages: tuple[PackPage, ...]
    galleys: tuple[PackGalley, ...]
    short_date: str = ""
    flags: tuple[Flag, ...] = ()
    notes: tuple[PackNote, ...] = ()

    @property
    def when(self) -> str:
        """`24 November 2026, 21:04`."""
        from babel.dates import format_date  # late: Babel takes 10 ms to import

        return f"{format_date(self.made, 'd MMMM y', locale='en_GB')}, {self.made:%H:%M}"

    @property
    def day(self) -> str:
        """Day, edition and number, as far as they are known."""
        return self.days[0]

    @property
    def days(self) -> tuple[str, ...]:
        """The same in ever fewer words."""
        number = f"No {self.number}" if self.number else ""
        edition = f"{self.edition} edition" if self.edition else ""
        short = self.short_date or self.date
        several = ((self.date, edition, number), (short, edition, number), (short, self.edition), (short,))
        return tuple(" · ".join(part for part in parts if part) for parts in several)
