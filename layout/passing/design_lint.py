"""The design lint: a finished page read as an art director reads a proof. Warnings all, and all may be allowed with a reason.

In: the plan, and pages as they were composed. Out: what was found on each page, with its place on paper. What is judged is
the display list, and so what will be printed.
"""

from collections.abc import Sequence

from layout.desk.plan import Plan
from layout.pages.display import Page
from layout.passing.design_art import ART_DOMINANT, ART_LITTLE, PICTURE_MID_LEG, judge_art
from layout.passing.design_heads import HEADLINE_COVER, RAW_WRAP, RUNG_RISE, TOMBSTONE, judge_heads
from layout.passing.design_legs import LEG_AIR, LEG_LONG, LEG_SHORT, judge_legs
from layout.passing.design_lines import CROSSHEAD_LOW, LINE_STUB, WORD_SPACE, judge_lines, strained_paragraphs
from layout.passing.design_rivers import RIVER, judge_rivers
from layout.passing.design_view import view_page
from layout.passing.findings import Found, Rule

DESIGN_RULES: tuple[Rule, ...] = (
    *(TOMBSTONE, RUNG_RISE, HEADLINE_COVER, RAW_WRAP),
    *(ART_DOMINANT, ART_LITTLE, PICTURE_MID_LEG),
    *(LEG_SHORT, LEG_LONG, LEG_AIR),
    *(LINE_STUB, CROSSHEAD_LOW, WORD_SPACE, RIVER),
)


def judge_design(plan: Plan, pages: Sequence[Page]) -> Found:
    """What an art director would mark on each page, by its printed number; pages without a mark are left out."""
    planned = {page.plan.number: page for page in plan.pages}
    standards, strained = plan.house.standards, strained_paragraphs(pages)
    found: Found = {}
    for page in pages:
        view = view_page(planned[page.number], page)
        problems = [
            *judge_heads(view),
            *judge_art(view, standards),
            *judge_legs(view, standards),
            *judge_lines(view, standards, strained),
            *judge_rivers(view),
        ]
        if problems:
            found[page.number] = problems
    return found
