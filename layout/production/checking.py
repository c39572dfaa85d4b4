"""All that can be said of an issue without setting a line."""

from collections.abc import Sequence

from layout.base.messages import sorted_problems
from layout.base.problems import Problem
from layout.content.read_issue import read_issue
from layout.design.read_house import read_house
from layout.design.read_press import read_press
from layout.desk.bookings import check_twice
from layout.desk.consequences import without_consequences
from layout.desk.files import files_of_pages
from layout.desk.imposition import check_imposition
from layout.desk.planning import make_plan
from layout.images.art import probe_all
from layout.press.names import check_names
from layout.press.report import report_facts
from layout.production.ads import judge_ads
from layout.production.desk_reading import read_filed
from layout.production.order import Checked, Order, Paper, name_facts
from layout.production.reporting import report_of


def check(order: Order) -> Checked:
    """Read and plan; nothing of the files that the pages show."""
    asked = frozenset(order.asked)
    issue, problems = read_issue(order.issue, asked or None, order.variables, order.edition)
    if issue is None:
        return Checked(order, None, None, sorted_problems(problems))
    house, found = read_house(issue.house)
    problems += found
    if house is None:
        return Checked(order, issue, None, sorted_problems(problems))
    press, found = read_press(order.press or house.press, house.where)
    problems += found
    paper: Paper | None = None
    if press is not None:
        plan, found = make_plan(issue, house, press)
        paper = Paper(issue, house, press, plan) if plan is not None else None
        found += check_names(
            press.file_name,
            name_facts(issue, house),
            order.numbers(issue),
            press.places.get("file-name", press.where),
            press.longest_name,
        )
        numbers = [page.number for page in (*issue.pages, *issue.others)]
        found += check_imposition(numbers, press.impose, issue.where)
        problems += without_consequences(found, issue, house)
    return Checked(order, issue, paper, sorted_problems(order.judged(problems, issue)))


def check_pages(checked: Checked) -> tuple[Problem, ...]:
    """What would hold a page, though its text is right: pictures and ads that can't be had or printed, copy that nobody meant."""
    if checked.paper is None:
        return ()
    paper, order = checked.paper, checked.order
    art, missing = probe_all(files_of_pages(paper.plan), paper.house.root, order.store)
    faults = [problem for found in missing.values() for problem in found]
    faults += [problem for found in judge_ads(paper, art, order).problems.values() for problem in found]
    twice = (problem for found in check_twice(paper.issue).values() for problem in found)
    return sorted_problems(order.judged([*faults, *twice, *read_filed(paper.plan)], paper.issue))


def check_facts(checked: Checked, problems: Sequence[Problem]) -> dict[str, object]:
    """What `check --json` prints: a report without pages."""
    return report_facts(report_of(checked, problems))
