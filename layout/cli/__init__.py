"""The commands. Everything that is said, asked of the clock or taken from the environment is said, asked and taken here."""

import errno
import os
import sys
import traceback

import click

from layout import __version__
from layout.cli.commands import build, check, init, schema
from layout.cli.completion import install_completion
from layout.cli.fit import fit
from layout.cli.preflight import preflight
from layout.cli.proof import proof
from layout.cli.send import send
from layout.cli.status import FAULT, INTERRUPTED, NAME, WRONG_INPUT


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  broadsheet init paper && broadsheet build paper",
)
@click.version_option(__version__, prog_name=NAME)
@click.option("--install-completion", is_flag=True, is_eager=True, expose_value=False, help="Complete commands in your shell.",
              callback=lambda context, _, wanted: install_completion(context) if wanted else None)  # fmt: skip
def broadsheet() -> None:
    """Newspaper pages, ready for press, from text files."""


for _command in (init, check, fit, build, preflight, proof, send, schema):
    broadsheet.add_command(_command)


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
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            return _fault(error, arguments)
        name = f" ({error.filename})" if error.filename is not None else ""  # a file that is open already doesn't tell its name
        click.echo(f"{NAME}: the disk is full: {error.strerror}{name}", err=True)
        click.echo("    Make room and run it again; what stood there before still stands.", err=True)
        return FAULT
    except Exception as error:  # noqa: BLE001 - the one place where a fault of the program is turned into its exit status
        return _fault(error, arguments)


def _fault(error: Exception, arguments: list[str]) -> int:
    """Tell a fault of the program or its tools; the exit status."""
    if {"-v", "--verbose"} & set(arguments):
        click.echo("".join(traceback.format_exception(error)), err=True)
    click.echo(f"{NAME}: a fault of the program or its tools: {type(error).__name__}: {error}", err=True)
    click.echo("    Run it again with -v, and report what that shows on the project's issue tracker.", err=True)
    return FAULT


def main() -> None:
    """The program. It ends at once: taking its lines apart before the process goes costs a twentieth of its time."""
    status = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
