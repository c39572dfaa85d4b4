"""Processes, looked for in /proc."""

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
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
