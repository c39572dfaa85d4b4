"""How commands speak: to people on standard error, to programs on standard output."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from layout.base.messages import first_line, sorted_problems
from layout.base.printable import printable
from layout.base.problems import Problem, Severity
from layout.base.values import dataclass
from layout.cli.status import NAME, WRONG_INPUT

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

    def problems(self, problems: Iterable[Problem], least: Severity = Severity.NOTE, within: str = "") -> None:
        """Tell each problem of at least that weight, and its remedy under it. `within`: the file that has the pages."""
        least = Severity.ERROR if self.quiet else least
        for problem in sorted_problems(problems):
            if _LOUDEST[problem.severity] <= _LOUDEST[least]:
                place, _, said = printable(first_line(problem)).partition(f": {problem.severity}: ")
                severity = click.style(f"{problem.severity}:", fg=_COLOURS[problem.severity], bold=True)
                place = ": ".join(part for part in (printable(within), place) if part)
                self._styled(f"{click.style(place, bold=True)}: {severity} {said}\n    {printable(problem.remedy)}")

    def say(self, text: str) -> None:
        """One line for people, whatever stands in the names that are part of it."""
        self._styled(printable(text))

    def _styled(self, text: str) -> None:
        click.echo(text, err=True, color=self.colour)

    def result(self, text: str) -> None:
        """The last word, unless silence or JSON was asked for."""
        if not self.quiet and not self.as_json:
            click.echo("\n".join(map(printable, text.split("\n"))), color=self.colour)

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


def voiced(command: Command) -> Command:
    """The flags of every command's voice."""
    for option in (
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour in messages."),
        click.option("-v", "--verbose", is_flag=True, help="Say more: notes, seconds, and tracebacks of faults."),
        click.option("-q", "--quiet", is_flag=True, help="Say errors only."),
        click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, nothing else there."),
    ):
        command = option(command)
    return command


def voice_of(flags: Mapping[str, Any]) -> Voice:
    """The voice that the flags ask for."""
    wanted = flags["color"]
    # NO_COLOR: no-color.org; any text in it means no colour, unless colour is asked for on the line itself.
    colour = wanted == "always" or (wanted == "auto" and not os.environ.get("NO_COLOR") and sys.stderr.isatty())
    return Voice(flags["quiet"], flags["verbose"], colour, flags["as_json"])


def refuse(voice: Voice, problems: list[Problem]) -> int:
    """Tell the problems of an input that is refused; the exit status."""
    from layout.press.report import problem_facts

    voice.problems(problems)
    voice.facts({"problems": [problem_facts(problem) for problem in problems]})
    return WRONG_INPUT


def refuse_for(voice: Voice, command: str, problem: str, remedy: str) -> int:
    """Tell in two lines why a command does nothing; the exit status."""
    voice.say(f"{NAME} {command}: {problem}")
    voice.say(f"    {remedy}")
    return WRONG_INPUT
