"""The report of a build as plain values for JSON.

In: what was built and every problem. Out: the facts that docs/command-line.md lists. No absolute path, no clock.
"""

from collections.abc import Mapping, Sequence

from layout.base.geometry import Area
from layout.base.messages import sorted_problems
from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.units import to_mm
from layout.base.values import dataclass
from layout.pages.outcome import BlockOutcome, JumpOutcome
from layout.passing.fit import block_facts
from layout.press.manifest import WrittenPage

NOT_RUN, PASSED, FAILED = "not run", "passed", "failed"


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long the stages took."""

    read: float = 0.0
    set: float = 0.0
    write: float = 0.0
    preflight: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made of. `issue`: title, date, edition, number as text; paths in `problems` as the report shows them."""

    issue: Mapping[str, str]
    problems: tuple[Problem, ...]
    pages: tuple[WrittenPage, ...] = ()
    blocks: tuple[BlockOutcome, ...] = ()
    jumps: tuple[JumpOutcome, ...] = ()
    seconds: Seconds = Seconds()
    not_built: tuple[str, ...] = ()
    """Pages of the issue that were not ordered: none of them lies in the package."""
    preflight: str = NOT_RUN
    """`passed`, `failed` or `not run`."""
    ads: tuple[Mapping[str, object], ...] = ()
    """What each ad is: page, block, booking, file, SHA-256, size. JSON's values."""
    pictures: tuple[Mapping[str, object], ...] = ()
    """What was done to each picture on its way to ink, in its place. JSON's values."""
    baseline: float = 0.0
    """How deep a line of the grid is, in points."""

    @property
    def fit_for_press(self) -> bool:
        """True where no check that ran found an error."""
        return not any(page.held for page in self.pages) and not any(each.severity is Severity.ERROR for each in self.problems)


def report_facts(report: Report) -> dict[str, object]:
    """The report's values, in the order in which they are read."""
    problems = sorted_problems(report.problems)
    return {
        "issue": dict(report.issue),
        "fit_for_press": report.fit_for_press if report.pages or not report.fit_for_press else None,  # nothing set: not known
        "checks": {"preflight": report.preflight},
        "pages": [_page_facts(page) for page in report.pages],
        "not_built": list(report.not_built),
        "blocks": [block_facts(block, report.baseline) for block in report.blocks],
        "jumps": [_jump_facts(jump) for jump in report.jumps],
        "ads": [dict(ad) for ad in report.ads],
        "pictures": [dict(picture) for picture in report.pictures],
        "problems": [problem_facts(problem) for problem in problems],
        "seconds": {name: round(getattr(report.seconds, name), 4) for name in ("read", "set", "write", "preflight", "total")},
    }


def in_press(pages: Sequence[WrittenPage], not_built: Sequence[str]) -> str:
    """What the folder of good pages holds after a build of some pages only."""
    ready = [each.page.number for each in pages if not each.held]
    holds = f"{_pages(ready)} alone" if ready else "no page"
    return f"press/ now holds {holds}; {_pages(not_built)} {'was' if len(not_built) == 1 else 'were'} not built"


def _pages(numbers: Sequence[str]) -> str:
    return f"page{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}"


def problem_facts(problem: Problem) -> dict[str, object]:
    """A problem; keys that don't apply are null."""
    in_file = problem.where if isinstance(problem.where, InFile) else None
    on_page = problem.where if isinstance(problem.where, OnPage) else None
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "remedy": problem.remedy,
        "path": in_file.path if in_file else None,
        "line": (in_file.line or None) if in_file else None,
        "column": (in_file.column or None) if in_file else None,
        "page": on_page.page if on_page else None,
        "area_mm": _in_mm(on_page.area) if on_page and on_page.area else None,
        "story": problem.story or None,
    }


def _page_facts(written: WrittenPage) -> dict[str, object]:
    return {
        "page": written.page.number,
        "file": written.file,
        "sha256": written.sha256,
        "problems": [problem_facts(problem) for problem in sorted_problems(written.page.problems)],
    }


def _jump_facts(jump: JumpOutcome) -> dict[str, object]:
    return {"story": jump.story, "from_page": jump.from_page, "to_page": jump.to_page, "after_words": jump.after_words}


def _in_mm(area: Area) -> list[float]:
    return [round(to_mm(length), 1) for length in (area.x, area.y, area.width, area.height)]
