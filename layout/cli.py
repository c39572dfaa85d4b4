"""The commands. Everything that is said, asked of the clock or taken from the environment is said, asked and taken here."""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from layout import __version__
from layout.base.messages import count_line, first_line, sorted_problems
from layout.base.problems import InFile, Problem, Severity, has_errors

if TYPE_CHECKING:
    from layout.build import Built, Order

# The stages are imported inside the commands: `broadsheet --help` and completion answer in 0.1 s instead of 0.5.

NAME = "broadsheet"
UNFIT, WRONG_INPUT, FAULT, INTERRUPTED = 1, 2, 3, 130
MOST_KEPT = 500_000_000  # bytes of separated pictures: about a week of a daily paper
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_LOUDEST = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Voice:
    """How a command speaks: to people on standard error, or (`as_json`) one object on standard output."""

    quiet: bool
    verbose: bool
    colour: bool
    as_json: bool

    def problems(self, problems: Iterable[Problem], least: Severity = Severity.NOTE) -> None:
        """Tell each problem of at least that weight, and its remedy under it."""
        least = Severity.ERROR if self.quiet else least
        for problem in sorted_problems(problems):
            if _LOUDEST[problem.severity] <= _LOUDEST[least]:
                place, _, said = first_line(problem).partition(f": {problem.severity}: ")
                severity = click.style(f"{problem.severity}:", fg=_COLOURS[problem.severity], bold=True)
                self.say(f"{click.style(place, bold=True)}: {severity} {said}\n    {problem.remedy}")

    def say(self, text: str) -> None:
        """One line for people."""
        click.echo(text, err=True, color=self.colour)

    def result(self, text: str) -> None:
        """The last word, unless silence or JSON was asked for."""
        if not self.quiet and not self.as_json:
            click.echo(text, color=self.colour)

    def facts(self, facts: Mapping[str, object]) -> None:
        """The object on standard output, if it was asked for."""
        if self.as_json:
            click.echo(json.dumps(facts, ensure_ascii=False, indent=1))


class Progress:
    """A bar on a terminal; elsewhere a line a page with its seconds; nothing where silence was asked for."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.on_terminal = self.terminal()
        self.bar: Any = None

    @staticmethod
    def terminal() -> bool:
        """True where a bar can be drawn."""
        return sys.stderr.isatty()

    def page(self, number: str, count: int, seconds: float) -> None:
        """A page is done."""
        if self.voice.quiet:
            return
        if not self.on_terminal:
            self.voice.say(f"page {number}: {seconds:.2f} s")
            return
        if self.bar is None:
            self.bar = click.progressbar(length=count, label="Pages", file=sys.stderr, show_eta=False)
        self.bar.update(1)

    def done(self) -> None:
        """The bar goes."""
        if self.bar is not None:
            self.bar.render_finish()


def _voiced(command: Command) -> Command:
    """The flags of every command's voice."""
    for option in (
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour in messages."),
        click.option("-v", "--verbose", is_flag=True, help="Say more: notes, seconds, and tracebacks of faults."),
        click.option("-q", "--quiet", is_flag=True, help="Say errors only."),
        click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, nothing else there."),
    ):
        command = option(command)
    return command


def _ordering(command: Command) -> Command:
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


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  broadsheet init paper && broadsheet build paper",
)
@click.version_option(__version__, prog_name=NAME)
@click.option("--install-completion", is_flag=True, is_eager=True, expose_value=False, help="Complete commands in your shell.",
              callback=lambda context, _, wanted: _install_completion(context) if wanted else None)  # fmt: skip
def broadsheet() -> None:
    """Newspaper pages, ready for press, from text files."""


@broadsheet.command(epilog="Example:  broadsheet init paper")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from", "before", metavar="ISSUE", type=click.Path(path_type=Path), help="Tonight's issue from yesterday's.")
@_voiced
def init(folder: Path, before: Path | None, **flags: Any) -> int:
    """A new paper that builds at once: its house, an issue of four pages, stories, pictures, schemas.

    With --from, FOLDER becomes tonight's issue: yesterday's pages and drawings, the next day and number, no stories yet. Files
    that are already there are never overwritten.
    """
    from layout.starter.lay_out import lay_out_issue, lay_out_paper
    from layout.starter.tonight import ISSUE_FILE, date_of

    voice = _voice(flags)
    if before is None:
        laid, problems = lay_out_paper(folder)
    else:
        issue, problems = _find_issue(before)
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


@broadsheet.command(epilog="Example:  broadsheet check issues/herald --pages 1,3")
@_ordering
@_voiced
def check(**flags: Any) -> int:
    """Everything that can be said without setting a line: files, keys, dummies, jumps, photos, words."""
    from layout.build import check as check_issue
    from layout.build import check_facts, check_files

    voice = _voice(flags)
    order, problems = _order(flags)
    if order is None:
        return _refuse(voice, problems)
    checked = check_issue(order)
    missing = check_files(checked)
    problems = [*checked.problems, *missing]
    voice.problems(problems)
    voice.facts(check_facts(checked, problems))
    pages = len(checked.issue.pages) if checked.issue is not None else 0
    voice.result(f"{pages} page{'' if pages == 1 else 's'} checked: {count_line(problems)}")
    return WRONG_INPUT if checked.refused else UNFIT if has_errors(missing) else 0


@broadsheet.command(epilog="Example:  broadsheet build issues/herald --edition Late -o out")
@_ordering
@click.option(
    "-o", "--out", metavar="DIR", type=click.Path(path_type=Path), help="The output folder; else `out` beside the issue."
)
@click.option("-j", "jobs", metavar="N", type=click.IntRange(1, 64), default=None, help="How many pictures to separate at once.")
@_voiced
def build(**flags: Any) -> int:
    """The pages: press PDFs, a proof PDF, a report and a manifest."""
    from layout.build import build as build_issue

    voice = _voice(flags)
    order, problems = _order(flags)
    if order is None:
        return _refuse(voice, problems)
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


@broadsheet.command(epilog="Example:  broadsheet schema .schema")
@click.argument("folder", type=click.Path(path_type=Path), default=Path(".schema"))
@_voiced
def schema(folder: Path, **flags: Any) -> int:
    """The JSON Schemas for house, issue and story, by which an editor completes and checks while one types."""
    from layout.starter.schemas import write_schemas

    voice = _voice(flags)
    written = write_schemas(folder)
    voice.facts({"files": [path.as_posix() for path in written]})
    voice.result("\n".join(path.as_posix() for path in written))
    return 0


def run(arguments: list[str]) -> int:
    """Run a command line; the exit status. Faults of the program end here, in one sentence."""
    try:
        return int(broadsheet.main(args=arguments, prog_name=NAME, standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return WRONG_INPUT
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one place where a fault of the program is turned into its exit status
        if {"-v", "--verbose"} & set(arguments):
            click.echo(traceback.format_exc(), err=True)
        click.echo(f"{NAME}: a fault of the program or its tools: {type(error).__name__}: {error}", err=True)
        click.echo("    Run it again with -v, and report what that shows on the project's issue tracker.", err=True)
        return FAULT


def main() -> None:
    """The program. It ends at once: taking its lines apart before the process goes costs a twentieth of its time."""
    status = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _voice(flags: Mapping[str, Any]) -> Voice:
    wanted = flags["color"]
    # NO_COLOR: no-color.org; any text in it means no colour, unless colour is asked for on the line itself.
    colour = wanted == "always" or (wanted == "auto" and not os.environ.get("NO_COLOR") and sys.stderr.isatty())
    return Voice(flags["quiet"], flags["verbose"], colour, flags["as_json"])


def _order(flags: Mapping[str, Any]) -> "tuple[Order | None, list[Problem]]":
    """The order that a command line gives."""
    from layout.base.store import Store
    from layout.build import Order

    issue, problems = _find_issue(flags["issue"])
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
        pages=_pages(flags["pages"]),
        edition=flags["edition"],
        variables=variables,
        strict=flags["strict"],
        jobs=flags.get("jobs") or os.cpu_count() or 1,
        date=_source_date(),
        store=Store(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / NAME),
    ), []


def _pages(given: str | None) -> str:
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


def _find_issue(given: Path) -> tuple[Path | None, list[Problem]]:
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


def _refuse(voice: Voice, problems: list[Problem]) -> int:
    from layout.press.report import problem_facts

    voice.problems(problems)
    voice.facts({"problems": [problem_facts(problem) for problem in problems]})
    return WRONG_INPUT


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


def _install_completion(context: click.Context) -> None:
    """Write the shell's completion file where the shell looks for it."""
    from click.shell_completion import get_completion_class

    shell = Path(os.environ.get("SHELL", "")).name
    home = Path.home()
    places = {
        "bash": Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "bash-completion/completions" / NAME,
        "zsh": home / ".zfunc" / f"_{NAME}",
        "fish": Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "fish/completions" / f"{NAME}.fish",
    }
    completion = get_completion_class(shell)
    if shell not in places or completion is None:
        raise click.UsageError(f"completion is there for bash, zsh and fish; SHELL says '{shell}'.")
    place = places[shell]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(completion(broadsheet, {}, NAME, f"_{NAME.upper()}_COMPLETE").source(), encoding="utf-8")
    more = "; put ~/.zfunc into fpath before compinit" if shell == "zsh" else ""
    click.echo(f"wrote {place}{more}. Open a new shell.")
    context.exit()
