"""A page's furniture texts: templates filled with the page's own names and the issue's date."""

from collections.abc import Callable

from layout.base.problems import InFile
from layout.design.templates import fill
from layout.desk.plan import Plan, PlannedPage


def page_fill(plan: Plan, page: PlannedPage) -> Callable[[str], str]:
    """A function that fills a template for that page. Unknown names have been told by the desk; they print as typed."""
    where = InFile(plan.house.where.path)

    def filled(text: str) -> str:
        done, _ = fill(text, page.variables, plan.issue.date, plan.house.language, where)
        return done

    return filled
