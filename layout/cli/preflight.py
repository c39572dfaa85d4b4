"""`broadsheet preflight`: any PDF, an advertiser's too, judged against a press profile."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.base.problems import InFile, Problem, Severity, has_errors
from layout.base.whole_file import write_whole
from layout.cli.status import UNFIT, WRONG_INPUT
from layout.cli.voice import Voice, refuse, voice_of, voiced

if TYPE_CHECKING:
    from layout.preflight.expected import Expected
    from layout.press.preflight_report import JudgedFile


@click.command(epilog="Example:  broadsheet preflight ad.pdf --ad --report ad.html")
@click.argument("files", metavar="FILE.pdf...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--press", metavar="NAME|FILE", default="newsprint", show_default=True, help="The press profile to judge by.")
@click.option("--ad", is_flag=True, help="These are ads, to be placed on a page: less is asked of their boxes and intents.")
@click.option("--mono", is_flag=True, help="These are printed in black alone.")
@click.option("--size", metavar="WxH", default="", help="The size that every page should have, as in 350x500mm.")
@click.option("--report", metavar="FILE.html", type=click.Path(path_type=Path), help="Write a report with every finding marked.")
@click.option("--computed", is_flag=True, help="Compute ink from the marks, though Ghostscript could measure it: quicker.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@voiced
def preflight(files: tuple[Path, ...], **flags: Any) -> int:
    """Any PDF, an advertiser's too, against a press profile: all for which a printer would send it back.

    The files are read as they are, whoever made them. Exit status 1 if there is an error in any of them.
    """
    from layout.design.read_press import read_press
    from layout.press.preflight_page import preflight_html
    from layout.press.preflight_report import PreflightReport, preflight_facts
    from layout.press.report import problem_facts
    from layout.production.strangers import judge_stranger

    voice = voice_of(flags)
    expected = _expected(flags["size"], mono=flags["mono"], ad=flags["ad"])
    press, problems = read_press(flags["press"], InFile("--press"))
    if press is None or has_errors(problems):
        return refuse(voice, problems)
    report_to = _report_path(flags["report"], files)
    judged: list[JudgedFile] = []
    unread: list[Problem] = []
    for path in files:
        file, problem = judge_stranger(path, press, expected, computed=flags["computed"])
        if file is None:
            unread += [problem] if problem is not None else []
            continue
        judged.append(_strictly(file) if flags["strict"] else file)
        _tell(judged[-1], voice)
    if not judged:
        return refuse(voice, unread)
    voice.problems(unread)
    report = PreflightReport(press.name, tuple(judged))
    if report_to is not None:
        write_whole(report_to, preflight_html(report).encode())
    voice.facts({**preflight_facts(report), "problems": [problem_facts(problem) for problem in unread]})
    passed = sum(file.passed for file in judged)
    voice.result(f"{passed} of {len(files)} file{'' if len(files) == 1 else 's'} fit for {press.name}: {report.count}")
    return WRONG_INPUT if unread else 0 if report.passed else UNFIT


def _report_path(path: Path | None, files: tuple[Path, ...]) -> Path | None:
    """Where the report goes; refused beforehand where it can't be written, or would lie over a file that is judged."""
    if path is None:
        return None
    if any(file.exists() and path.exists() and path.samefile(file) for file in files):
        raise click.UsageError(f"--report would lie over {path}, which is to be judged.")
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise click.UsageError(f"--report can't be written to {path}.")
    return path


def _expected(size: str, *, mono: bool, ad: bool) -> "Expected":
    from layout.base.units import LINES, parse_size
    from layout.preflight.expected import Expected
    from layout.preflight.limits import PAGES

    asked = None
    if size:
        lengths = parse_size(size)
        if lengths is None or any(length.unit in LINES for length in lengths):
            raise click.UsageError(f"--size takes width and height, as in 350x500mm, not '{size}'.")
        asked = (lengths[0].points(1.0), lengths[1].points(1.0))
    return Expected(size=asked, mono=frozenset(range(1, PAGES + 1)) if mono else frozenset(), ad=ad)


def _strictly(file: "JudgedFile") -> "JudgedFile":
    """The file, its warnings as errors."""
    found = tuple(
        replace(each, finding=replace(each.finding, severity=Severity.ERROR))
        if each.finding.severity is Severity.WARNING
        else each
        for each in file.found
    )
    return replace(file, found=found)


def _tell(file: "JudgedFile", voice: Voice) -> None:
    voice.problems((each.as_problem() for each in file.found), within=file.name)
