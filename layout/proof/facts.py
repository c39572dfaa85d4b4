"""What the proof desk knows of an issue, as plain values: made by the process that makes pages, shown to browsers as JSON.

A page's *proof* is one version of it: its finished file as the press would get it, and its trace. It goes by its key, the
SHA-256 of the file. *Ink* is the digest of what is painted on the page alone: the same for two files that print the same.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import NamedTuple

from layout.base.values import dataclass
from layout.design.house import Standards
from layout.proof.trace import Rectangle


class Kind(StrEnum):
    """Who finds a fault: what the list of problems is filtered by."""

    TEXT = "text"  # issue, house, stories as written
    FIT = "fit"  # over, short
    COPY = "copy"  # the embarrassment gate
    DESIGN = "design"  # the design lint
    PAGE = "page"  # composing, pictures, fonts
    AD = "ad"
    PREFLIGHT = "preflight"
    RELEASED = "released"


class Item(NamedTuple):
    """One line of the list of all that is wrong. `key` is the same for the same fault from build to build.

    `severity`: `error`, `warning`, `note`. `page` "" where it stands on none. `area` in points on that page. `path` is seen from
    the paper's root. `person`: who wrote the story, "" where nobody is named. `lines`: over (above 0) or short (below 0).
    """

    key: str
    kind: Kind
    code: str
    severity: str
    message: str
    remedy: str
    page: str = ""
    block: str = ""
    story: str = ""
    person: str = ""
    area: Rectangle | None = None
    path: str = ""
    line: int = 0
    column: int = 0
    lines: int = 0


class FitFacts(NamedTuple):
    """A row of the fit table. `carries`: a slug, or `(briefs)` and the like; `fit`: `over`, `short` or `full`; `told`: how far,
    in words; `legs`: pairs of slots used and slots there are; `paragraph_over`: in which of its story's paragraphs, from 0, the
    first line is that did not fit, -1 for none. `beside`: of a truck in halves the other one, where the block goes on, and
    `legs_beside`: its legs there; else "" and none."""

    page: str
    block: str
    carries: str
    fit: str
    told: str
    lines: int
    lines_over: int
    words_over: int
    lines_short: int
    hole_words: int
    words: int
    first_words_over: str
    leeway: str
    borders: str
    levers: tuple[str, ...]
    legs: tuple[tuple[int, int], ...]
    overset: tuple[str, ...]
    allowed: bool
    paragraph_over: int = -1
    beside: str = ""
    legs_beside: tuple[tuple[int, int], ...] = ()


class StoryPlace(NamedTuple):
    """A block that carries a story."""

    page: str
    block: str


class StoryFacts(NamedTuple):
    """A story that some page carries. `path` from the paper's root; `lines[i]`: the line of its file where paragraph i begins;
    `paragraphs`: their text as filed; `places`: in the order in which it is read.

    `headline`: the one that is printed where the story begins; where none fits, or it is among briefs, the first as filed.
    `taken`: of several that it might have been, which is printed, from 1, and how many there are; None where there is no choice.
    `stands`, `refers`: the printed pages on which the issue places it, and those that point to it, also such as are not made.
    """

    slug: str
    headline: str
    byline: str
    path: str
    lines: tuple[int, ...]
    paragraphs: tuple[str, ...]
    places: tuple[StoryPlace, ...]
    taken: tuple[int, int] | None = None
    stands: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()


class Preflighted(StrEnum):
    """How far preflight has come with a page's proof."""

    WAITING = "waiting"
    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page as made last. `proof` "" until it was made once. `size` in points; `media`: the file's whole sheet, seen from the
    trim's top left. `over` and `short` in lines, without what somebody has allowed.
    `building`: the page of this save is still to be printed; `proof` and `ink` are of an earlier one, or "".
    """

    number: str
    section: str
    deadline: str
    spread: bool
    left_hand: bool
    size: tuple[float, float]
    media: Rectangle
    proof: str = ""
    ink: str = ""
    over: int = 0
    short: int = 0
    preflighted: Preflighted = Preflighted.WAITING
    building: bool = False


class IssueFacts(NamedTuple):
    """Which paper this is. `key` names it in the records: its folder, its file, its edition.

    `word_space`: the house's most, in em.
    """

    key: str
    title: str
    date: str
    edition: str
    number: str
    language: str
    word_space: float = Standards().word_space


@dataclass(frozen=True, slots=True)
class Made:
    """All pages of the issue as of one save, in the paper's order.

    Where many pages are to be printed it is told several times, as they come: `whole` is False until the last time.
    """

    number: int
    issue: IssueFacts
    pages: tuple[PageFacts, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Read:
    """What the desk's own reading found on the pages of save `number`, and how their blocks fit.

    It is told again when preflight is through, where that shows an allowance that nothing needs.
    """

    number: int
    items: tuple[Item, ...]
    fits: tuple[FitFacts, ...]
    stories: Mapping[str, StoryFacts]


@dataclass(frozen=True, slots=True)
class Judged:
    """What preflight says of a page's proof; it holds for the proof, whatever save it came from."""

    page: str
    proof: str
    passed: Preflighted
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The text of save `number` is wrong: the last good pages stand. `items`: all of kind `text`. `issue` None: not readable."""

    number: int
    items: tuple[Item, ...]
    issue: IssueFacts | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """Save `number` is being worked on."""

    number: int


@dataclass(frozen=True, slots=True)
class Finished:
    """All of save `number` is done, preflight too. `seconds` by stage, for the curious."""

    number: int
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failed:
    """The program itself failed over save `number`; `told` is a sentence, no traceback. `ended`: the process came to its end
    with that; another one knows nothing of the pages shown until it has made them."""

    number: int
    told: str
    ended: bool = False


Told = Begun | Made | Read | Judged | Refused | Finished | Failed
"""What the process that makes pages says, in this order: Begun, then Refused or (Made, Read, Judged..., Finished), or Failed.

Where a newer save comes in between, the rest of an older one (Read, Judged, Finished) is not told; but where the newer one is
refused, or fails over the disk, it is told after that: the older pages stay shown. Where the process itself ends, they are made
again under the same number.
"""
