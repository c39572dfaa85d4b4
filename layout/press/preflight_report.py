"""What preflight came to, for a program: files, their pages' facts, every finding with its place and owner.

In: what was found in each file. Out: plain values for JSON. Millimetres from the trim's top left; ink in per cent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from layout.base.geometry import Area
from layout.base.problems import Severity
from layout.base.units import to_mm
from layout.base.values import dataclass
from layout.plates.separations import find_ghostscript
from layout.plates.unrendered import INSTALL
from layout.preflight.finding import PageFacts
from layout.press.found import Found

MEASURED = {
    "tiffsep": "measured on the plates, as Ghostscript's tiffsep renders them",
    "computed": "computed from the marks in the file",
}

_MISSING = f"; to have it measured on the plates, install Ghostscript: {INSTALL}"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a JPEG; `area`: what of the page it shows, in points from the trim's top left (more than the trim where there is
    bleed)."""

    jpeg: bytes
    area: Area


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """One file. `labels`: its pages' printed numbers, in order; `pictures`: by page, counted from 1, where one was drawn.

    `held`: the build keeps the page back, whatever preflight says of its file.
    """

    name: str
    pages: tuple[PageFacts, ...]
    found: tuple[Found, ...]
    labels: tuple[str, ...]
    sha256: str = ""
    pictures: Mapping[int, PagePicture] = field(default_factory=dict)
    held: bool = False

    @property
    def passed(self) -> bool:
        """True where no finding is an error."""
        return not any(found.finding.severity is Severity.ERROR for found in self.found)


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """All that was looked at, and the press profile's name by which it was judged."""

    press: str
    files: tuple[JudgedFile, ...]

    @property
    def passed(self) -> bool:
        """True where every file passed."""
        return all(file.passed for file in self.files)

    @property
    def count(self) -> str:
        """`2 errors, 1 warning`; `nothing found`."""
        found = [each.finding.severity for file in self.files for each in file.found]
        counts = [(found.count(severity), severity) for severity in Severity]
        return (
            ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for count, severity in counts if count) or "nothing found"
        )


def preflight_facts(report: PreflightReport) -> dict[str, object]:
    """The report's values, in the order in which they are read."""
    return {"press": report.press, "passed": report.passed, "files": [_file_facts(file) for file in report.files]}


def measured_how(pages: Sequence[PageFacts]) -> Iterator[str]:
    """A sentence for each way in which the pages' ink was found; how to have it measured is told where the program is missing."""
    for way in dict.fromkeys(page.measured for page in pages if page.measured):
        missing = way == "computed" and find_ghostscript() is None
        yield f"{MEASURED.get(way, way)}{_MISSING if missing else ''}"


def _file_facts(file: JudgedFile) -> dict[str, object]:
    return {
        "file": file.name,
        "sha256": file.sha256 or None,
        "passed": file.passed,
        "held": file.held,
        "ink": list(measured_how(file.pages)),
        "pages": [_page_facts(page, label) for page, label in zip(file.pages, file.labels, strict=True)],
        "findings": [_found_facts(found) for found in file.found],
    }


def _page_facts(page: PageFacts, label: str) -> dict[str, object]:
    return {
        "page": label,
        "size_mm": [round(to_mm(page.width), 2), round(to_mm(page.height), 2)],
        "inks": list(page.inks),
        "most_ink": round(page.most_ink * 100, 1),
        "most_ink_at_mm": _in_mm(page.most_ink_at),
        "measured": page.measured or None,
        "fonts": list(page.fonts),
    }


def _found_facts(found: Found) -> dict[str, object]:
    finding = found.finding
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "page": found.page or None,
        "area_mm": _in_mm(finding.area),
        "count": finding.count,
        "areas_mm": [_in_mm(area) for area in finding.areas],
        "object": finding.thing or None,
        "message": finding.message,
        "remedy": finding.remedy,
        "block": found.block or None,
        "story": found.story or None,
        "booking": found.booking or None,
    }


def _in_mm(area: Area | None) -> list[float] | None:
    return None if area is None else [round(to_mm(length), 1) for length in (area.x, area.y, area.width, area.height)]
