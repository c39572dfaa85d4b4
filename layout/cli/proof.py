"""`broadsheet proof`: the proof desk in the browser, its people, and its pack on paper."""

import sys
import threading
import webbrowser
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.base.messages import count_line
from layout.base.problems import Severity
from layout.cli.ordering import missing_of, order_of, ordering
from layout.cli.people import change_people, is_about_people, login, machine_key
from layout.cli.status import UNFIT
from layout.cli.voice import Voice, refuse, refuse_for, voice_of, voiced
from layout.proof.records.roles import Role

if TYPE_CHECKING:
    from layout.production.order import Order
    from layout.proof.records.values import Present
    from layout.proof.web.serving import Opened, Options

HERE = "127.0.0.1"


@click.command(epilog="Example:  broadsheet proof issues/herald")
@ordering
@click.option("--host", default=HERE, show_default=True, help="Where to listen. Any other address wants named users.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0: the last one, or a free one.")
@click.option("--no-browser", is_flag=True, help="Open no browser; the first line on standard output is the address.")
@click.option("--print", "printed", metavar="FILE.pdf", type=click.Path(path_type=Path, dir_okay=False),
              help="The desk's pack on paper instead: budget, thumbnails, galleys, pages, a checklist.")  # fmt: skip
@click.option("--paper", type=click.Choice(["A4", "A3"], case_sensitive=False), default="A4", help="For --print.")
@click.option(
    "--editor", metavar="TEMPLATE", default="", help="Opens a story: 'code --goto {path}:{line}' or 'vscode://file{path}:{line}'."
)
@click.option("--as", "person", metavar="NAME", default="", help="Who you are where no names are asked for; else your login.")
@click.option("--records", metavar="URL", default="", envvar="BROADSHEET_RECORDS",
              help="PostgreSQL for several desks: postgresql://user@host/base; else as BROADSHEET_RECORDS says.")  # fmt: skip
@click.option(
    "--certificate", metavar="FILE", type=click.Path(path_type=Path), help="PEM, with its chain: the desk speaks https."
)
@click.option("--key", metavar="FILE", type=click.Path(path_type=Path), help="The certificate's key, PEM.")
@click.option("--public", metavar="ORIGIN", multiple=True, help="How others reach the desk: https://desk.example.org.")
@click.option("--add-user", metavar="NAME", help="A person who may come in by name; asks for the password.")
@click.option("--role", type=click.Choice([str(each) for each in Role]), default=None,
              help="For --add-user; each may do what those before it may.")  # fmt: skip
@click.option("--remove-user", metavar="NAME", help="This person does not get in any more.")
@click.option("--users", is_flag=True, help="List the people.")
@voiced
def proof(**flags: Any) -> int:
    """The proof desk: pages in the browser that follow every save, what does not fit, what changed, notes, sign-offs.

    It runs until you interrupt it. What people said is kept in `.proof` beside the issue.
    """
    about_people = is_about_people(flags)
    voice = voice_of(flags)
    order, problems = order_of(flags)
    if order is None:
        return refuse(voice, problems)
    if flags["printed"] is not None:
        return _print(voice, order, flags)
    missing = missing_of(order)
    if missing:
        return refuse(voice, missing)
    return change_people(voice, order, flags) if about_people else _serve(voice, order, flags)


def _serve(voice: Voice, order: "Order", flags: Mapping[str, Any]) -> int:
    """Run the desk; the exit status."""
    from layout.proof.records.refusal import RecordsError
    from layout.proof.web.serving import CannotServe, Telling, serve

    def opened(desk: "Opened") -> None:
        click.echo(desk.address)
        sys.stdout.flush()
        for warning in desk.warnings:
            voice.say(f"warning: {warning}")
        if desk.behind:
            voice.say(f"The server before the desk must pass {desk.address} on to {desk.behind}")
        if not voice.quiet:
            voice.say("The proof desk is open. Interrupt it (Ctrl-C) to close it; what was said is kept.")
        if not flags["no_browser"]:
            # Of a thread of its own: a browser in the terminal ends when it is left, and wants to be served till then.
            threading.Thread(target=webbrowser.open, args=(desk.address,), name="broadsheet-browser", daemon=True).start()

    try:
        serve(_options(order, flags), Telling(opened, lambda fault: voice.say(f"proof desk: {fault}")))
    except (CannotServe, RecordsError) as error:
        return refuse_for(voice, "proof", error.problem, error.remedy)
    except OSError as error:
        return refuse_for(
            voice,
            "proof",
            f"the desk can't be opened: {error.strerror or error}",
            "Give rights in the issue's folder, or make room.",
        )
    return 0


def _options(order: "Order", flags: Mapping[str, Any]) -> "Options":
    from layout.build import build
    from layout.proof.web.listening import Encryption
    from layout.proof.web.serving import Options

    certificate, key = flags["certificate"], flags["key"]
    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate and --key belong together.")
    return Options(
        order,
        build,
        host=flags["host"],
        port=flags["port"],
        editor=flags["editor"],
        records=flags["records"],
        encryption=Encryption(certificate, key) if certificate is not None else None,
        public=tuple(flags["public"]),
        person=flags["person"] or login(),
        machine=machine_key(),
    )


def _print(voice: Voice, order: "Order", flags: Mapping[str, Any]) -> int:
    """The pack as a file; the exit status."""
    from layout.base.whole_file import write_whole
    from layout.proof.pack.form import PaperSize
    from layout.proof.pack.otherwise import was_kept, why_otherwise
    from layout.proof.pack.pack import Wish, desk_pack

    made = order.date.astimezone() if order.date is not None else datetime.now().astimezone()
    present = _present(voice, order, flags)
    wish = Wish(made, PaperSize(flags["paper"].upper()), present=present, why=why_otherwise(order), was=was_kept(order))
    pack = desk_pack(order, wish)
    if pack.data is None:
        return refuse(voice, list(pack.problems))
    target: Path = flags["printed"]
    try:
        write_whole(target, pack.data)
    except OSError as error:
        return refuse_for(
            voice,
            "proof",
            f"{target} can't be written: {error.strerror}",
            "Name a file in a folder that is there and may be written.",
        )
    voice.problems(pack.problems, Severity.NOTE if voice.verbose else Severity.WARNING)
    voice.facts({"file": target.as_posix(), "sheets": pack.sheets})
    voice.result(f"{target}: {pack.sheets} sheets of {flags['paper'].upper()}; {count_line(pack.problems)}")
    return UNFIT if any(each.severity is Severity.ERROR for each in pack.problems) else 0


def _present(voice: Voice, order: "Order", flags: Mapping[str, Any]) -> "Present":
    """Notes, sign-offs and releases, as the desk's records say it. None are made for this, and a pack is wanted without them
    too."""
    from layout.proof.records.refusal import RecordsError
    from layout.proof.records.values import Present
    from layout.proof.web.serving import records_there

    try:
        records = records_there(order, flags["records"])
        if records is None:
            return Present()
        try:
            return records.present()
        finally:
            records.close()
    except RecordsError as error:
        voice.say(f"warning: No page is shown as signed, and no note: {error.problem} {error.remedy}")
        return Present()
