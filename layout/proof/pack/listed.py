"""What the desk's list of problems has of each page, brought to the pages of the pack: the two count the same.

In: an issue as made now, its pages' files and what preflight says of them. Out: entries by page, a truck's as those of one page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from layout.base.geometry import Area
from layout.base.problems import Problem
from layout.base.values import dataclass
from layout.desk.allowances import unused_allowances
from layout.desk.numbers import pages_of
from layout.production.judging import JudgedPage
from layout.production.making import Made
from layout.production.order import Checked
from layout.production.printing import PrintedPage
from layout.proof.facts import Item, Kind
from layout.proof.live.items import items_of
from layout.proof.live.making import told_of
from layout.proof.live.telling import directory_of
from layout.proof.trace import Trace


class Entry(NamedTuple):
    """A problem on its page; `area`: in points from the trim's top left, a truck's being that of the whole; None: no place.

    `part`: the number of the half in whose own file it was found, "" for any other.
    """

    problem: Problem
    kind: Kind
    area: Area | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """`pages`: by number, of all pages that are made; `general`: of none of them; `unused`: allowances that silenced nothing, as
    problems; they are among the others too."""

    pages: Mapping[str, tuple[Entry, ...]]
    general: tuple[Problem, ...] = ()
    unused: tuple[Problem, ...] = ()


def list_problems(
    checked: Checked,
    made: Made,
    printed: Sequence[PrintedPage],
    judged: Mapping[str, JudgedPage],
    traces: Mapping[str, Trace],
) -> Listed:
    """Everything that is wrong with what is made now, released pages too. `judged`: the files of `printed`, by their numbers;
    `traces`: of the pages, by number."""
    order, issue = checked.order, made.paper.issue
    told = told_of(checked, made.general, made.pages, made.ads)
    found = {number: order.judged((each.as_problem() for each in page.found), issue) for number, page in judged.items()}
    for each in printed:
        known = set(each.page.problems)
        told += [(Kind.PREFLIGHT, one, each.page.number) for one in found.get(each.page.number, ()) if one not in known]
    problems = [*(problem for _, problem, _ in told), *(one for own in found.values() for one in own)]
    unused = tuple(order.judged(unused_allowances(problems, issue, [page.number for page in made.pages]), issue))
    told += [(Kind.TEXT, each, "") for each in unused]
    items = items_of(told, directory_of(made.paper, traces, ()))
    pages: dict[str, list[Entry]] = {page.number: [] for page in made.pages}
    general: list[Problem] = []
    for number, entry in _placed(told, items, made):
        pages[number].append(entry) if number else general.append(entry.problem)
    return Listed({number: tuple(entries) for number, entries in pages.items()}, tuple(general), unused)


def _placed(told: Sequence[tuple[Kind, Problem, str]], items: Sequence[Item], made: Made) -> Iterator[tuple[str, Entry]]:
    """Each with the number of its page among those that are made, "" for none."""
    widths = {page.number: page.width for page in made.pages}
    wholes = {half: number for number in widths for half in pages_of(number)}
    for (kind, problem, _), item in zip(told, items, strict=True):
        area = Area(*item.area) if item.area is not None else None
        if item.page in widths or item.page not in wholes:
            yield item.page if item.page in widths else "", Entry(problem, kind, area)
            continue
        number = wholes[item.page]
        yield number, Entry(problem, kind, of_whole(area, item.page, number, widths[number]), item.page)


def of_whole(area: Area | None, half: str, number: str, width: float) -> Area | None:
    """An area of a truck's half as one of the truck, whose width that is."""
    is_right = half != number and half == pages_of(number)[-1]
    return replace(area, x=area.x + width / 2) if area is not None and is_right else area
