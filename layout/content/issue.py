"""An issue as the production editor wrote it: its pages, and what stands where on them."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from pathlib import Path

from layout.base.problems import InFile
from layout.base.values import dataclass
from layout.content.story import Spans, Story


class PhotoPlace(StrEnum):
    """Where a photo stands in its block."""

    TOP_RIGHT = "top-right"
    TOP = "top"
    TOP_LEFT = "top-left"
    MIDDLE = "middle"
    MIDDLE_LEFT = "middle-left"
    MIDDLE_RIGHT = "middle-right"
    BOTTOM = "bottom"
    BOTTOM_LEFT = "bottom-left"
    BOTTOM_RIGHT = "bottom-right"
    ABOVE = "above"
    BESIDE = "beside"  # right of the head, both tops level; the headline covers the legs that are left
    BEHIND = "behind"  # fills the block; the head is reversed over it


class Box(StrEnum):
    """A box round a block."""

    RULE = "rule"
    TINT = "tint"


@dataclass(frozen=True, slots=True)
class PhotoOptions:
    """A photo asked for in a block.

    `file` None: the story's next unused photo. `columns` counts the block's own legs; None: one leg, or all for `picture`.
    `crop` is x, y, width, height and `focus` x, y, all fractions of the picture from its top left.
    `lines` fixes the picture package's depth in grid lines; None: the picture's own proportions.
    """

    where: InFile
    file: Path | None = None
    columns: int | None = None
    at: PhotoPlace = PhotoPlace.TOP_RIGHT
    crop: tuple[float, float, float, float] | None = None
    focus: tuple[float, float] = (0.5, 0.5)
    lines: int | None = None
    caption: Spans | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class StoryPiece:
    """The block carries a story's beginning."""

    slug: str


@dataclass(frozen=True, slots=True)
class Continuation:
    """The block carries on a story that began elsewhere."""

    slug: str


@dataclass(frozen=True, slots=True)
class Ad:
    """An advertisement, placed at its own size. `booking` is the advertiser's number, may be empty."""

    file: Path
    booking: str = ""


@dataclass(frozen=True, slots=True)
class Briefs:
    """Short items run on one under another."""

    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PictureAlone:
    """A photo on its own."""

    photo: PhotoOptions


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV or TSV file, set in agate."""

    file: Path
    title: str = ""


@dataclass(frozen=True, slots=True)
class Refer:
    """One pointer to a story inside; `text` absent: the story's jump head or headline; `section` absent: its page's."""

    slug: str
    where: InFile
    text: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Refers:
    """An index of what is inside, page numbers looked up."""

    items: tuple[Refer, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A fixed notice: the text itself (inline Markdown paragraphs), or a story's slug through `story`."""

    paragraphs: tuple[Spans, ...]


What = StoryPiece | Continuation | Ad | Briefs | PictureAlone | Table | Refers | Notice


@dataclass(frozen=True, slots=True)
class Lever:
    """One entry of a `fit:` policy: `lines`, or `flex` with its amount (`4 lines`, `12%`, `1`)."""

    name: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """A silenced check with the reason that the report prints."""

    rule: str
    why: str
    where: InFile


@dataclass(frozen=True, slots=True)
class Block:
    """What stands under one letter. Fields left None take the story's or the house's; empty string means none at all.

    `size` is a rung of the headline ladder counted from its largest, from 1. `quote` None: as `none`; `"auto"`: the story's.
    `photos` None: not said; (): `photo: none`.
    """

    letter: str
    what: What
    where: InFile
    headline: tuple[str, ...] | None = None
    kicker: str | None = None
    deck: str | None = None
    byline: str | None = None
    label: str | None = None
    size: int | None = None
    columns: int | None = None
    photos: tuple[PhotoOptions, ...] | None = None
    box: Box | None = None
    style: str = ""
    quote: str | None = None
    rule: bool = True
    jump: str | None = None
    fit: tuple[Lever, ...] | None = None
    allow: tuple[Allowed, ...] = ()
    marks: Mapping[str, InFile] = field(default_factory=dict)
    """Where each key stands, for problems found later."""


@dataclass(frozen=True, slots=True)
class GridArea:
    """Columns and rows, counted from 1, both ends included."""

    first_column: int
    last_column: int
    first_row: int
    last_row: int


@dataclass(frozen=True, slots=True)
class Dummy:
    """The drawn page: one string of letters a row, `xN` already repeated; `.` is white. `where` is its first line.

    `lines[i]` is the file's line on which row i is drawn (empty where that is not known).
    """

    rows: tuple[str, ...]
    where: InFile
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page (or spread) as written. `number` is text: "3", "A3"; of a spread "4-5".

    Either `dummy` is drawn, or `drawing` names one of the house's dummies, or every block has an entry in `at` and `rows` says
    how many rows the page has.
    `colour` None: what the press profile says.
    """

    number: str
    where: InFile
    master: str
    section: str = ""
    colour: str | None = None
    deadline: str = ""
    dummy: Dummy | None = None
    rows: int | None = None
    at: Mapping[str, GridArea] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    vars: Mapping[str, str] = field(default_factory=dict)
    allow: tuple[Allowed, ...] = ()
    drawing: str = ""
    marks: Mapping[str, InFile] = field(default_factory=dict)
    """Where each key stands, for problems found later."""
    white: frozenset[str] = frozenset()
    """Letters under which nothing is printed: those that say `none`, and those whose block has a fault of its own."""


@dataclass(frozen=True, slots=True)
class Booking:
    """One ad that was sold, as the booking list says. `page` empty: run of paper; `size` in points, None: not said."""

    number: str
    where: InFile
    page: str = ""
    size: tuple[float, float] | None = None
    advertiser: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One number of the paper, with every story that its pages name (and the slugs of the folder's others, in `unused`)."""

    where: InFile
    path: Path
    house: Path
    date: date | None
    title: str
    number: str
    edition: str
    pages: tuple[PagePlan, ...]
    stories: Mapping[str, Story]
    vars: Mapping[str, str] = field(default_factory=dict)
    allow: tuple[Allowed, ...] = ()
    others: tuple[PagePlan, ...] = ()
    """Where only some pages were asked for: the other ones, unchecked, so that page numbers can be looked up in them."""
    unused: tuple[str, ...] = ()
    """Slugs of the stories that no page uses, `others` included."""
    cut: bool = False
    """True where a fault of syntax ended the reading of its file: what is missing means nothing."""
    ordered: tuple[str, ...] = ()
    """Names of the variables that were given with the order and not in the issue."""
    bookings: tuple[Booking, ...] | None = None
    """What the booking list holds; None where the issue names none, or one that can't be read."""
    story_folders: tuple[Path, ...] = ()
    """Where its stories are looked for, also folders that are not there."""
