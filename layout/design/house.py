"""The house: everything that stays the same from issue to issue."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from layout.base.colour import Ink
from layout.base.problems import InFile
from layout.base.units import POINTS
from layout.base.values import dataclass
from layout.content.issue import Dummy, Lever
from layout.design.grid import Grid, Sheet
from layout.design.styles import Styles


class FolioLook(StrEnum):
    """How the folio is drawn."""

    BAR = "bar"  # a thick rule across the page, the line under it
    PANEL = "panel"  # the page number reversed out of a panel at the outer edge
    STRIP = "strip"  # one line between two rules, under a nameplate


class TopRule(StrEnum):
    """What the top row of blocks hangs from."""

    NONE = "none"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Nameplate:
    """The paper's name on page one: `text`, or `art` instead. `lines` is its whole depth in slots, air included.

    `ears` stand left and right of it; their lines are separated by line ends, the first is set bold.
    `panel` reverses the name out of a panel `panel_columns` wide; `skybox` then stands beside it.
    """

    text: str
    art: Path | None
    lines: int
    ears: tuple[str, ...] = ()
    panel: bool = False
    panel_columns: int = 0
    skybox: str = ""
    skybox_photo: Path | None = None


@dataclass(frozen=True, slots=True)
class Banner:
    """A section's name across the top of its page, with a motto at the outer side. `lines` includes the folio above it."""

    text: str
    motto: str = ""
    lines: int = 9


@dataclass(frozen=True, slots=True)
class Folio:
    """The line with date, title, page. Templates; `outer` and `inner` follow left and right pages, `left`/`right` do not."""

    look: FolioLook
    left: str = ""
    centre: str = ""
    right: str = ""
    outer: str = ""
    inner: str = ""
    lines: int = 4


@dataclass(frozen=True, slots=True)
class Master:
    """A page's furniture. `between` overrides the grid's gap (in slots)."""

    name: str
    nameplate: Nameplate | None = None
    banner: Banner | None = None
    folio: Folio | None = None
    between: int | None = None
    top_rule: TopRule = TopRule.NONE

    @property
    def first_slot(self) -> int:
        """The slot in which the page's blocks begin."""
        if self.nameplate is not None:
            return self.nameplate.lines
        if self.banner is not None:
            return self.banner.lines
        return self.folio.lines if self.folio is not None else 0


@dataclass(frozen=True, slots=True)
class Words:
    """What the paper prints by itself, in one language. `{page}` is filled in."""

    jump_to: str
    jump_from: str
    page: str  # before a page number in a refer: "Page {page}"
    advertisement: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Weights of printed lines, in points. `column` 0: none are drawn. `bar_colour` draws bars over furniture."""

    cutoff: float = 0.5
    column: float = 0.5
    bar: float = 2.0
    box: float = 0.5
    furniture: float = 3.0


@dataclass(frozen=True, slots=True)
class Standards:
    """What a finished page is measured by. Legs in points; `art_least` a share of the newshole; `word_space` in em.

    `dominant`: how many times the area of the next picture the page's main one has at least. The usual numbers are the trade's:
    legs of 5 to 30 cm (two inches is the least in American hand books of page design), a quarter of the page in pictures.
    """

    leg_least: float = 5 * POINTS["cm"]
    leg_most: float = 30 * POINTS["cm"]
    art_least: float = 0.25
    dominant: float = 1.5
    word_space: float = 0.75


@dataclass(frozen=True, slots=True)
class House:
    """How the paper looks, and what its printer takes. `between` in slots; `colours` by name; `words` by language."""

    title: str
    code: str
    root: Path
    language: str
    sheet: Sheet
    grid: Grid
    between: int
    press: str
    colours: Mapping[str, Ink]
    styles: Styles
    words: Mapping[str, Words]
    jump_min: int
    fit: tuple[Lever, ...]
    masters: Mapping[str, Master]
    dummies: Mapping[str, Dummy]
    rules: Rules
    where: InFile
    font_folders: tuple[Path, ...] = ()
    manners: Mapping[str, "Manner"] = field(default_factory=dict)
    tint: Ink | None = None
    hyphenation: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language: the paper's own words, with a hyphen wherever they may be divided."""
    family_marks: Mapping[str, InFile] = field(default_factory=dict)
    """Where each family of `fonts` is named, by the family."""
    cut: bool = False
    """True where a fault of syntax ended the reading of its file: what is missing means nothing."""
    standards: Standards = field(default_factory=Standards)


@dataclass(frozen=True, slots=True)
class Manner:
    """What `style: NAME` on a block switches on beside its text styles (`NAME` for body, `NAME-headline` and so on)."""

    end_mark: bool = False
    drop_cap: bool = False
    mug: bool = False
