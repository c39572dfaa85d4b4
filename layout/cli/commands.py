"""The commands that make a paper: a new one, checked, built, and its schemas."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.base.messages import count_line
from layout.base.problems import Severity, has_errors
from layout.cli.ordering import find_issue, order_of, ordering
from layout.cli.status import NAME, UNFIT, WRONG_INPUT
from layout.cli.voice import Progress, Voice, refuse, voice_of, voiced

if TYPE_CHECKING:
    from layout.build import Built

# The stages are imported inside the commands: `broadsheet --help` and completion answer in 0.1 s instead of 0.5.

MOST_KEPT = 500_000_000  # bytes of separated pictures: about a week of a daily paper


@click.command(epilog="Example:  broadsheet init paper")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from", "before", metavar="ISSUE", type=click.Path(path_type=Path), help="Tonight's issue from yesterday's.")
@voiced
def init(folder: Path, before: Path | None, **flags: Any) -> int:
    """A new paper that builds at once: its house, an issue of four pages, stories, pictures, schemas.

    With --from, FOLDER becomes tonight's issue: yesterday's pages and drawings, the next day and number, no stories yet. Files
    that are already there are never overwritten.
    """
    from layout.starter.lay_out import lay_out_issue, lay_out_paper
    from layout.starter.tonight import ISSUE_FILE, date_of

    voice = voice_of(flags)
    if before is None:
        laid, problems = lay_out_paper(folder)
    else:
        issue, problems = find_issue(before)
        laid, problems = ((), problems) if issue is None else lay_out_issue(folder, issue)
    voice.problems(problems)
    voice.facts({"files": [path.as_posix() for path in laid], "problems": [problem.message for problem in problems]})
    if problems:
        return WRONG_INPUT
    for path in laid if voice.verbose else ():
        voice.say(f"wrote {path}")
    day = date_of(folder / ISSUE_FILE) if before is not None else ""
    dated = f", dated {day}" if day else ""
    voice.result(f"{len(laid)} files in {folder}{dated}. Now:  {NAME} {'build' if before is None else 'check'} {folder}")
    return 0


@click.command(epilog="Example:  broadsheet check issues/herald --pages 1,3")
@ordering
@voiced
def check(**flags: Any) -> int:
    """Everything that can be said without setting a line: files, keys, dummies, jumps, photos, words."""
    from layout.production.checking import check as check_issue
    from layout.production.checking import check_facts, check_pages

    voice = voice_of(flags)
    order, problems = order_of(flags)
    if order is None:
        return refuse(voice, problems)
    checked = check_issue(order)
    held = check_pages(checked)
    problems = [*checked.problems, *held]
    voice.problems(problems)
    voice.facts(check_facts(checked, problems))
    pages = len(checked.issue.pages) if checked.issue is not None else 0
    voice.result(f"{pages} page{'' if pages == 1 else 's'} checked: {count_line(problems)}")
    return WRONG_INPUT if checked.refused else UNFIT if has_errors(held) else 0


@click.command(epilog="Example:  broadsheet build issues/herald --edition Late -o out")
@ordering
@click.option(
    "-o", "--out", metavar="DIR", type=click.Path(path_type=Path), help="The output folder; else `out` beside the issue."
)
@click.option("--softproof", is_flag=True, help="Pictures of the pages as they will look on the press's paper, too.")
@click.option("--plates", is_flag=True, help="Pictures of each page's plates and of its total ink, too.")
@click.option("-j", "jobs", metavar="N", type=click.IntRange(1, 64), default=None, help="How many pictures to separate at once.")
@voiced
def build(**flags: Any) -> int:
    """The pages: press PDFs, a proof PDF, reports and a manifest."""
    from layout.build import build as build_issue

    voice = voice_of(flags)
    order, problems = order_of(flags)
    if order is None:
        return refuse(voice, problems)
    progress = Progress(voice)
    order.store.tidy(MOST_KEPT)
    built = build_issue(order, time.perf_counter, progress.page)
    progress.done()
    voice.problems(built.problems, Severity.NOTE if voice.verbose else Severity.WARNING)
    voice.facts(built.report)
    for name in built.set_aside:
        voice.say(f"{order.issue}: {name} lay among the pages and was set aside")
    voice.result(_told(built, voice))
    return int(built.verdict)


@click.command(epilog="Example:  broadsheet schema .schema")
@click.argument("folder", type=click.Path(path_type=Path), default=Path(".schema"))
@voiced
def schema(folder: Path, **flags: Any) -> int:
    """The JSON Schemas for house, issue and story, by which an editor completes and checks while one types."""
    from layout.starter.schemas import write_schemas

    voice = voice_of(flags)
    written = write_schemas(folder)
    voice.facts({"files": [path.as_posix() for path in written]})
    voice.result("\n".join(path.as_posix() for path in written))
    return 0


def _told(built: "Built", voice: Voice) -> str:
    """What a build came to, in a line or two."""
    from layout.press.report import in_press

    counted = count_line(built.problems)
    if not built.pages:
        stands = "; press/ and all else stand as the last build left them" if built.last_stands else ""
        return f"nothing was written: {counted}{stands}"
    ready = sum(not page.held for page in built.pages)
    held = len(built.pages) - ready
    seconds = built.seconds
    told = f"{ready} page{'' if ready == 1 else 's'} ready{f', {held} held' if held else ''} in {seconds.total:.2f} s; {counted}"
    if built.not_built:
        told += f"\n{in_press(built.pages, built.not_built)}"
    if voice.verbose:
        told += f"\nread {seconds.read:.2f} s, set {seconds.set:.2f} s, written {seconds.write:.2f} s"
    return f"{told}\n{(built.out / 'report.html').as_posix()}"
