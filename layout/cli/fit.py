"""`broadsheet fit`: what is over and short, by how much, and a story's galley."""

import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from layout.base.problems import InFile, Problem, Severity, has_errors
from layout.cli.ordering import order_of, ordering
from layout.cli.status import UNFIT
from layout.cli.voice import Voice, refuse, voice_of, voiced

if TYPE_CHECKING:
    from layout.content.issue import Block
    from layout.passing.fit_table import FitRow
    from layout.production.measuring import Measured
    from layout.production.order import Paper

WIDEST, NARROWEST = 100, 60  # characters of the table


@click.command(epilog="Example:  broadsheet fit issues/herald bridge")
@ordering
@click.argument("slug", default="")
@click.option("--headlines", is_flag=True, help="Every headline that a block may take, and what must go for it to fit.")
@voiced
def fit(slug: str, *, headlines: bool, **flags: Any) -> int:
    """What is over or short, the worst first, in lines, words and column centimetres; nothing is written.

    With SLUG, that story's galley: its lines as set, numbered, with what is over marked, and what to cut.
    """
    from layout.production.measuring import measure

    voice = voice_of(flags)
    order, problems = order_of(flags)
    if order is None:
        return refuse(voice, problems)
    measured = measure(order)
    if measured.paper is None:
        return refuse(voice, list(measured.problems))
    if headlines:
        return _tell_headlines(voice, measured, slug)
    return _tell_galley(voice, measured, measured.paper, slug) if slug else _tell_table(voice, measured, measured.paper)


def _tell_table(voice: Voice, measured: "Measured", paper: "Paper") -> int:
    """Every block; the exit status."""
    from layout.passing.fit_table import fit_facts, fit_rows, fit_table

    rows = fit_rows(measured.blocks, paper.plan, measured.problems)
    _tell_problems(voice, measured.problems)
    issue, told = _report(measured, measured.problems)
    voice.facts({**fit_facts(issue, rows), "problems": told})
    voice.result(fit_table(rows, _width(), verbose=voice.verbose))
    return _status(rows, measured.problems)


def _tell_galley(voice: Voice, measured: "Measured", paper: "Paper", slug: str) -> int:
    """One story's galley; the exit status."""
    from layout.passing.fit_table import fit_rows
    from layout.passing.galley import galley_facts, galley_text, make_galley

    assert measured.composed is not None, "an issue that was refused has been told"
    galley = make_galley(measured.composed, paper.plan, slug)
    if galley is None:
        return refuse(voice, [_not_there(slug, measured, paper)])
    problems = [each for each in measured.problems if each.story in ("", slug)]
    _tell_problems(voice, problems)
    issue, told = _report(measured, problems)
    voice.facts({**galley_facts(issue, galley), "problems": told})
    voice.result(galley_text(galley))
    return _status(fit_rows(galley.blocks, paper.plan, measured.problems), problems)


def _tell_headlines(voice: Voice, measured: "Measured", slug: str) -> int:
    """The headlines of all blocks, or of one story's; the exit status tells of headlines alone."""
    from layout.passing.headlines import headlines_facts, headlines_of, headlines_text

    placed = headlines_of(head for head in measured.heads if slug in ("", head.story))
    voice.facts(headlines_facts(placed))
    voice.result(headlines_text(placed).rstrip("\n"))
    return UNFIT if any(not any(option.fits for option in each.options) for each in placed) else 0


def _tell_problems(voice: Voice, problems: Sequence[Problem]) -> None:
    """The problems; where the table or the galley is printed, what it says itself is not said twice."""
    from layout.passing.fit_table import MISFITS

    printed = not voice.quiet and not voice.as_json
    told = [each for each in problems if not (printed and each.code in MISFITS)]
    voice.problems(told, Severity.NOTE if voice.verbose else Severity.WARNING)


def _status(rows: "Sequence[FitRow]", problems: Sequence[Problem]) -> int:
    return UNFIT if any(row.is_off for row in rows) or has_errors(tuple(problems)) else 0


def _report(measured: "Measured", problems: Sequence[Problem]) -> tuple[dict[str, str], list[dict[str, object]]]:
    """The issue and the problems as report.json has them."""
    from layout.press.report import problem_facts
    from layout.production.reporting import report_of

    report = report_of(measured.checked, problems)
    return dict(report.issue), [problem_facts(problem) for problem in report.problems]


def _not_there(slug: str, measured: "Measured", paper: "Paper") -> Problem:
    """No page has the story."""
    from layout.base.nearest import did_you_mean
    from layout.content.text_file import shown
    from layout.content.yaml_nodes import clip

    issue, place = paper.issue, InFile(shown(measured.checked.order.issue))
    elsewhere = {each for page in issue.others for block in page.blocks for each in _slugs(block)}
    known = {*issue.stories, *issue.unused, *elsewhere}
    if slug in elsewhere:
        text = f"no page that was asked for carries the story '{clip(slug)}'"
        return Problem("story-missing", Severity.ERROR, text, "Ask for its page too, or leave --pages away.", place, slug)
    if slug in known:
        text, remedy = f"no page carries the story '{clip(slug)}'", "Place it on a page first."
        return Problem("story-missing", Severity.ERROR, text, remedy, place, slug)
    text, remedy = f"there is no story '{clip(slug)}'", f"Name one of this issue's slugs{did_you_mean(clip(slug), sorted(known))}"
    return Problem("story-missing", Severity.ERROR, text, remedy, place, slug)


def _slugs(block: "Block") -> tuple[str, ...]:
    """The stories that a block carries."""
    from layout.content.issue import Briefs, Continuation, StoryPiece

    match block.what:
        case StoryPiece(slug=slug) | Continuation(slug=slug):
            return (slug,)
        case Briefs(slugs=slugs):
            return slugs
        case _:
            return ()


def _width() -> int:
    """Of the terminal, as far as a table can use it; of what is no terminal the widest."""
    return max(min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST), NARROWEST)
