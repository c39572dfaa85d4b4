"""Completion of the command line in the shells."""

import os
from pathlib import Path

import click

from layout.cli.status import NAME


def install_completion(context: click.Context) -> None:
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
    place.write_text(completion(context.command, {}, NAME, f"_{NAME.upper()}_COMPLETE").source(), encoding="utf-8")
    more = "; put ~/.zfunc into fpath before compinit" if shell == "zsh" else ""
    click.echo(f"wrote {place}{more}. Open a new shell.")
    context.exit()
