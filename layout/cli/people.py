"""The people of a desk on the command line: added, changed, removed, listed. And who and where whoever runs it is."""

import getpass
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from layout.cli.status import NAME
from layout.cli.voice import Voice, refuse_for
from layout.proof.records.roles import Role

if TYPE_CHECKING:
    from layout.production.order import Order
    from layout.proof.records.people import People, User


def is_about_people(flags: Mapping[str, Any]) -> bool:
    """Whether people are meant, and no desk and no pack; both at once are refused, and what makes no sense of people."""
    for name in ("add_user", "remove_user"):
        if flags[name] is not None and not flags[name].strip():
            raise click.UsageError(f"{_flag(name)}: the name is empty. Write whom you mean: {_flag(name)} 'Ann Berger'.")
    if flags["role"] is not None and flags["add_user"] is None:
        raise click.UsageError("--role says what a person may do who is added: write --add-user NAME too.")
    if flags["add_user"] is not None and flags["remove_user"] is not None:
        raise click.UsageError("--add-user and --remove-user are two commands: give one after the other.")
    asked = [name for name in ("add_user", "remove_user", "users") if flags[name]]
    if not asked:
        return False
    given = click.get_current_context().get_parameter_source
    other = next((_flag(name) for name in _NOT_WITH_PEOPLE if given(name) is ParameterSource.COMMANDLINE), "")
    if other:
        raise click.UsageError(f"{_flag(asked[0])} and {other} do not go together: people are a command of their own.")
    return True


# What says something of a desk that is opened, or of pages: with people nothing would come of it. As Python spells the flags.
_NOT_WITH_PEOPLE = (
    *("printed", "paper", "pages", "press", "variables", "strict"),
    *("host", "port", "editor", "certificate", "key", "public"),
)


def _flag(name: str) -> str:
    """As it is written on the command line."""
    known = click.get_current_context().command.params
    return next(each.opts[-1] for each in known if each.name == name)


def change_people(voice: Voice, order: "Order", flags: Mapping[str, Any]) -> int:
    """Add, change, remove or list people; the exit status."""
    from layout.proof.records.refusal import RecordsError
    from layout.proof.web.serving import CannotServe, desk_records

    try:
        records = desk_records(order, flags["records"], machine_key())
        try:
            return _change(voice, records.people, flags)
        finally:
            records.close()
    except (CannotServe, RecordsError) as error:
        return refuse_for(voice, "proof", error.problem, error.remedy)


def _change(voice: Voice, people: "People", flags: Mapping[str, Any]) -> int:
    by = flags["person"] or login()
    if flags["add_user"] is not None:
        voice.result(_add(people, flags, by))
    if flags["remove_user"] is not None:
        voice.result(f"{_shown(people.disable(flags['remove_user'], by))} does not get in any more")
    if flags["users"]:
        _list(voice, people)
    return 0


def _add(people: "People", flags: Mapping[str, Any], by: str) -> str:
    """A new person; or one who is there, with another password and role. What has changed is told: a name may be typed by
    mistake. The role of one who was added elsewhere, or taken out, is said anew."""
    name, role = flags["add_user"], Role(flags["role"]) if flags["role"] is not None else None
    known = people.user(name)
    gone = "removed" if known is not None and known.disabled else ""
    gone = gone or ("not let in" if known is not None and not people.is_known_here(known) else "")
    if role is None and (known is None or gone):  # before anybody types a password
        why = f"{_shown(known)} was {gone}: " if known is not None else ""
        raise click.UsageError(f"{why}--add-user wants --role, one of {', '.join(Role)}.")
    user = people.admit(name, _password(name), role, by)
    if known is None:
        return f"{_shown(user)} may come in, role {user.role}"
    before = gone or (known.role if known.role is not user.role else "")
    now = f"was {before}, is {user.role}" if before else f"is {user.role} as before"
    return f"{_shown(user)} {now}; the password is another"


def _shown(user: "User") -> str:
    """On one line: a name from an unpacked file may hold anything."""
    return " ".join(user.name.split())


def _list(voice: Voice, people: "People") -> None:
    users = people.users()
    let_in = [not each.disabled and people.is_known_here(each) for each in users]
    facts = [{"name": each.name, "role": str(each.role), "disabled": each.disabled} for each in users]
    voice.facts({"users": [{**each, "let_in": may} for each, may in zip(facts, let_in, strict=True)]})
    for each, may in zip(users, let_in, strict=True):
        why = "" if may else "  (removed)" if each.disabled else "  (not let in: add again)"
        voice.result(f"{_shown(each)}  {each.role}{why}")
    if not users:
        voice.result("nobody yet")


def _password(name: str) -> str:
    """Asked for twice on a terminal; else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True, err=True)
    return password


def machine_key() -> Path:
    """Where this user's own key on this machine is."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / NAME / "desk-key"


def login() -> str:
    """Who runs this, by the system's name; a system that knows none has an editor."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "Editor"
