"""Processes, looked for in /proc."""

import os
from pathlib import Path


def below(pid: int) -> set[int]:
    """The processes that it has started, and those that these have."""
    found: set[int] = set()
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child_of in children.read_text().split():
                found |= {int(child_of)} | below(int(child_of))
        except OSError:
            continue
    return found


def lives(pid: int) -> bool:
    """False for one that is dead and waits to be buried too; that is when the last of its threads has gone."""
    try:
        return stat_of(pid)[0] not in "ZX" or len(os.listdir(f"/proc/{pid}/task")) > 1
    except OSError:
        return False


def stat_of(pid: int) -> list[str]:
    """What the system tells of it (proc(5)), from the third field on. Raises OSError where it is not there."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
