"""Copy read before a page is passed, without setting a line: filler and notes, heads, captions, dates, marks, slips.

In: the plan. Out: what was found, page by page. Only what the planned pages print is judged. Refuses nothing.
"""

from layout.desk.plan import Plan
from layout.passing.findings import Found
from layout.passing.heads import check_heads
from layout.passing.notes import check_notes
from layout.passing.paragraphs import check_paragraphs
from layout.passing.passages import printed_copy
from layout.passing.picture_copy import check_pictures
from layout.passing.quotations import check_quotations
from layout.passing.weekdays import check_weekdays
from layout.passing.wording import check_wording


def read_copy(plan: Plan) -> Found:
    """Every breach of a rule of copy, by the printed number of the page on which it stands.

    What stands in a story's text counts to the page where the story begins (of the pages that were asked for): how far it runs
    on each is known only when its lines are set.
    """
    copy = printed_copy(plan)
    found: Found = {}
    for told in (
        check_notes(copy),
        check_heads(copy),
        check_pictures(copy),
        check_weekdays(copy, plan.issue.date),
        check_quotations(copy),
        check_paragraphs(copy),
        check_wording(copy),
    ):
        for page, problem in told:
            problems = found.setdefault(page, [])
            if problem not in problems:
                problems.append(problem)
    return found
