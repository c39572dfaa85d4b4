"""Problems as lines for people: `path:line:column: severity: text [code]`, and the remedy under it."""

from collections.abc import Iterable

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.units import to_mm

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def place_of(problem: Problem) -> str:
    """Where it is: `issue.yaml:14:7`, or `page 3 (24 mm, 118 mm)` on paper, measured from the trim's top left."""
    match problem.where:
        case InFile(path, line, column):
            return ":".join([path, *(str(number) for number in (line, column) if number)])
        case OnPage(page, area):
            return f"page {page}" if area is None else f"page {page} ({round(to_mm(area.x))} mm, {round(to_mm(area.y))} mm)"


def first_line(problem: Problem) -> str:
    """Place, severity, text and code."""
    return f"{place_of(problem)}: {problem.severity}: {problem.message} [{problem.code}]"


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once: those in files first, by place, then those on pages; where two share a place, the worse one first."""
    return tuple(sorted(dict.fromkeys(problems), key=_place_key))


def count_line(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning`; `no problems` for none."""
    counts = dict.fromkeys(_ORDER, 0)
    for problem in problems:
        counts[problem.severity] += 1
    told = [f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts.items() if count]
    return ", ".join(told) or "no problems"


def page_order(number: str) -> tuple[str, int]:
    """Pages in the order of the paper: by section, then by count; a spread (`4-5`) stands where its first page would."""
    first = number.partition("-")[0].strip()
    letters = first.rstrip("0123456789")
    return letters, int(first[len(letters) :] or 0)


def _place_key(problem: Problem) -> tuple[int, str, int, int, int, int]:
    rank = _ORDER.index(problem.severity)
    match problem.where:
        case InFile(path, line, column):
            return (0, path, 0, line, column, rank)
        case OnPage(page, area):
            section, count = page_order(page)
            return (1, section, count, round(area.y) if area else 0, round(area.x) if area else 0, rank)
