"""A fault between pages, told on those that are held for it; weighed by what the issue allows on any page that has part in it.

In: faults, the order, the issue. Out: problems. Whoever answers for a fault writes so where the pages can be edited, and that may
be another page than the one on which it is told: of two that are released each may have been made when the other stood already.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from layout.base.problems import Problem, Severity
from layout.base.values import dataclass
from layout.content.issue import Issue
from layout.production.order import Order


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `told`: on each page that is held for it; `beside`: on others that have part in it, and are not; `on_released`:
    what is told for whoever looks at the pages on a released one that prints what is false: it goes to the press as it is."""

    told: tuple[Problem, ...]
    beside: tuple[Problem, ...] = ()
    on_released: tuple[Problem, ...] = ()


def weighed(faults: Iterable[Fault], order: Order, issue: Issue) -> tuple[Problem, ...]:
    """What is told of them, each once."""
    return tuple(dict.fromkeys(problem for fault in faults for problem in _weighed(fault, order, issue)))


def weighed_on_released(faults: Iterable[Fault], order: Order, issue: Issue) -> tuple[Problem, ...]:
    """What is told of them on released pages that are not held, each once."""
    return weighed((Fault(fault.on_released, (*fault.told, *fault.beside)) for fault in faults), order, issue)


def _weighed(fault: Fault, order: Order, issue: Issue) -> Iterator[Problem]:
    whole = (*fault.told, *fault.beside)
    pairs = [(problem, *order.judged([problem], issue)) for problem in whole]
    allowed = next((pair for pair in pairs if pair[1].severity is Severity.NOTE), None)
    for problem, judged in pairs[: len(fault.told)]:
        if allowed is None or judged.severity is Severity.NOTE:
            yield judged
        else:
            reason = allowed[1].message.removeprefix(allowed[0].message)
            yield replace(problem, severity=Severity.NOTE, message=f"{problem.message}{reason}")
