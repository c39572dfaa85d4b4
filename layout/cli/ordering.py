"""The issue that a command line names, and what of it is meant."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.base.problems import InFile, Problem, Severity
from layout.cli.status import NAME
from layout.cli.voice import Command

if TYPE_CHECKING:
    from layout.production.order import Order


def ordering(command: Command) -> Command:
    """The issue, and the flags that say what of it is meant."""
    for option in (
        click.option("--strict", is_flag=True, help="Warnings count as errors."),
        click.option("-D", "variables", metavar="KEY=VALUE", multiple=True, help="A variable, as under the issue's `vars`."),
        click.option("--edition", metavar="NAME", default="", help="The edition to take."),
        click.option("--pages", metavar="1,3-4", help="These pages alone; only what they need is read."),
        click.option("--press", metavar="NAME|FILE", default="", help="Another press profile than the house's."),
        click.argument("issue", type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return command


def order_of(flags: Mapping[str, Any]) -> "tuple[Order | None, list[Problem]]":
    """The order that a command line gives."""
    from layout.base.store import Store
    from layout.production.order import Order

    issue, problems = find_issue(flags["issue"])
    variables: dict[str, str] = {}
    for text in flags["variables"]:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise click.UsageError(f"-D takes KEY=VALUE, not '{text}'.")
        variables[key.strip()] = value
    if issue is None:
        return None, problems
    return Order(
        issue=issue,
        out=flags.get("out"),
        press=flags["press"],
        pages=choice_of_pages(flags["pages"]),
        edition=flags["edition"],
        variables=variables,
        strict=flags["strict"],
        softproof=flags.get("softproof", False),
        plates=flags.get("plates", False),
        jobs=flags.get("jobs") or os.cpu_count() or 1,
        date=_source_date(),
        store=Store(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / NAME),
    ), []


def missing_of(order: "Order") -> list[Problem]:
    """What the command line names and the paper has not: the issue's file, an edition, pages, a press profile. Of an issue whose
    text is wrong nothing is missed but its file: what is named may be there when that is mended."""
    from layout.content.read_issue import read_issue
    from layout.design.read_press import read_press

    issue, problems = read_issue(order.issue, frozenset(order.asked) or None, order.variables, order.edition)
    if issue is None:
        return [] if order.issue.is_file() else problems
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    missing = errors if all(problem.code in ("edition-unknown", "page-unknown") for problem in errors) else []
    if order.press:
        missing += [each for each in read_press(order.press, InFile("--press"))[1] if each.code == "press-unknown"]
    return missing


def choice_of_pages(given: str | None) -> str:
    """The pages asked for, empty for all; a choice that names none, or a run that goes backwards, is refused."""
    from layout.content.page_numbers import split_number

    if given is None:
        return ""
    parts = [part.strip() for part in given.split(",") if part.strip()]
    if not parts:
        raise click.UsageError("--pages takes numbers, as in --pages 1,3-4.")
    for part in parts:
        first, _, last = part.partition("-")
        low, high = split_number(first.strip()), split_number(last.strip())
        if low is not None and high is not None and high[0] in ("", low[0]) and high[1] < low[1]:
            raise click.UsageError(f"--pages takes runs from the lower to the higher number: {last}-{first}, not {part}.")
    return given


def find_issue(given: Path) -> tuple[Path | None, list[Problem]]:
    """The issue's file: as named, or `issue.yaml` in the folder, or in the one folder below it that has one."""
    if not given.is_dir():
        return given, []
    if (given / "issue.yaml").is_file():
        return given / "issue.yaml", []
    below = sorted(path for path in given.glob("*/issue.yaml") if path.is_file())
    if len(below) == 1:
        return below[0], []
    text = "there is no issue.yaml in this folder"
    remedy = "Name the issue's file, or the folder that holds it."
    if below:
        text += f", but {len(below)} below it"
        remedy = f"Name one of them: {', '.join(path.parent.as_posix() for path in below)}."
    return None, [Problem("issue-missing", Severity.ERROR, text, remedy, InFile(given.as_posix()))]


def _source_date() -> datetime | None:
    """SOURCE_DATE_EPOCH, as reproducible-builds.org defines it."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    if not seconds.isdigit() or int(seconds) > 253402300799:  # the last second of the year 9999
        raise click.UsageError(f"SOURCE_DATE_EPOCH takes seconds since 1970, not '{seconds}'.")
    return datetime.fromtimestamp(int(seconds), UTC)
