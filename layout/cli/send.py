"""`broadsheet send`: a package that passed, delivered to a folder or over SFTP."""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.cli.ordering import choice_of_pages
from layout.cli.voice import Voice, voice_of, voiced

if TYPE_CHECKING:
    from layout.press.login import Secret
    from layout.press.send import Sent, Step

PASSPHRASE, PASSWORD = "BROADSHEET_SFTP_PASSPHRASE", "BROADSHEET_SFTP_PASSWORD"


@click.command(epilog="Example:  broadsheet send out --to sftp://herald@sftp.printer.example/in")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", "to", metavar="DEST", required=True, help="A folder, or sftp://user@host:port/folder.")
@click.option("--pages", metavar="1,3-4", help="These pages alone.")
@click.option("--partial", is_flag=True, help="The good pages go, though others are held or not built.")
@click.option("--again", is_flag=True, help="Also what was delivered before.")
@click.option("--identity", metavar="FILE", type=click.Path(path_type=Path), help="The private key to log in with.")
@click.option("--dry-run", "rehearse", is_flag=True, help="Say what would go, and ask nobody.")
@voiced
def send(out: Path, **flags: Any) -> int:
    """Delivers a package that passed: OUT is the output folder of a build.

    Every file arrives under a temporary name and is renamed when all of it is there; the manifest comes last. A delivery that
    broke off goes on where it was.
    """
    from layout.press.login import Login
    from layout.press.send import SendOrder
    from layout.press.send import send as deliver

    voice = voice_of(flags)
    order = SendOrder(
        to=flags["to"],
        pages=choice_of_pages(flags["pages"]),
        partial=flags["partial"],
        again=flags["again"],
        rehearse=flags["rehearse"],
        login=Login(identity=flags["identity"], secret=_secret, known_hosts=_known_hosts()),
    )
    sent = deliver(out, order, lambda step: _tell(step, voice), lambda: datetime.now(UTC), time.sleep)
    voice.problems(sent.problems)
    voice.facts(_facts(sent))
    voice.result(_told(sent))
    return int(sent.verdict)


def _known_hosts() -> tuple[Path, ...]:
    return Path.home() / ".ssh" / "known_hosts", Path("/etc/ssh/ssh_known_hosts")


def _secret(which: "Secret", what: str) -> str:
    """A password or a passphrase: from its own variable of the environment, else asked for where somebody can answer."""
    from layout.press.login import Secret

    given = os.environ.get(PASSPHRASE if which is Secret.PASSPHRASE else PASSWORD)
    if given is not None:
        return given
    return str(click.prompt(what, hide_input=True, err=True, default="", show_default=False)) if sys.stdin.isatty() else ""


def _tell(step: "Step", voice: Voice) -> None:
    from layout.press.send import Event

    if voice.quiet:
        return
    match step.event:
        case Event.DONE:
            voice.say(f"{step.file}: {step.state}, {step.size / 1e6:.1f} MB")
        case Event.WAITING:
            voice.say(f"{step.file}: {step.why}; another try in {step.wait:.0f} s")
        case Event.MOVED if voice.verbose:
            voice.say(f"{step.file}: {step.done / 1e6:.1f} of {step.size / 1e6:.1f} MB")
        case _:
            pass


def _facts(sent: "Sent") -> dict[str, object]:
    from layout.press.report import problem_facts

    files = [
        {
            "page": file.page or None,
            "sheet": list(file.sheet) or None,
            "file": file.file,
            "version": file.version or None,
            "sha256": file.sha256,
            "bytes": file.bytes,
            "state": str(file.state),
            "resumed": file.resumed,
        }
        for file in sent.files
    ]
    delivered = int(sent.verdict) == 0
    return {
        "to": sent.where,
        "delivered": delivered,
        "files": files,
        "unreleased": None if sent.unreleased is None else list(sent.unreleased),
        "problems": [problem_facts(problem) for problem in sent.problems],
    }


def _told(sent: "Sent") -> str:
    from layout.press.deliver import State

    gone = [file for file in sent.files if file.page or file.sheet]
    if not gone:
        return f"nothing was sent to {sent.where}" if sent.where else "nothing was sent"
    sheets = sum(bool(file.sheet) for file in gone)
    what = " and ".join(_count(number, noun) for number, noun in ((len(gone) - sheets, "page"), (sheets, "sheet")) if number)
    counts = {state: sum(file.state is state for file in gone) for state in State}
    told = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    if sent.unreleased:
        told += f", {len(sent.unreleased)} of {'the pages' if sheets else 'them'} not released"
    return f"{what} to {sent.where}: {told}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
