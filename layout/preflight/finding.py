"""What preflight finds: one fault of a file, at its place, by the rule that it breaks."""

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.values import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `rule` is stable (`font-unembedded`). `page` counts from 1 in the file, 0: the file as a whole.

    `area`: in points from the trim's top left, y down; None: the whole page. `thing` names the object as a prepress operator
    finds it: a font's name, an image's resource name and size, an operator. Faults of a kind on one page are one finding:
    `count` of them, the worst at `area`, and the first of all their places in `areas`.
    """

    rule: str
    severity: Severity
    message: str
    remedy: str
    page: int = 0
    area: Area | None = None
    thing: str = ""
    count: int = 1
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page of the file is made of. Sizes in points; `inks` in printing order; `most_ink` 0 to 4 and where it lies.

    `measured` says how the ink was found: "tiffsep" (rendered by Ghostscript) or "computed" (from the marks themselves).
    """

    page: int
    width: float
    height: float
    inks: tuple[str, ...] = ()
    most_ink: float = 0.0
    most_ink_at: Area | None = None
    measured: str = ""
    fonts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preflighted:
    """All that preflight says of one file, in the order of its pages and places."""

    findings: tuple[Finding, ...]
    pages: tuple[PageFacts, ...]
