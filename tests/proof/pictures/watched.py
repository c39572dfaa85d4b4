"""What becomes of processes, looked for in /proc."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.proof.live.processes import below


def until(true: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.01)
    return found


def runs(pid: int) -> bool:
    """False for one that is dead and waits to be buried too; that is when the last of its threads has gone."""
    try:
        return _stat(pid)[0] not in "ZX" or len(os.listdir(f"/proc/{pid}/task")) > 1
    except OSError:
        return False


def drawing(under: int | None = None) -> set[int]:
    """The processes that draw for this one, or for another."""
    return {pid for pid in below(under or os.getpid()) if runs(pid) and b"layout.proof.pictures.pdfium" in command_of(pid)}


def ticks(pid: int) -> int:
    """How long it has worked, in hundredths of a second (proc(5): utime)."""
    return int(_stat(pid)[11])


def _stat(pid: int) -> list[str]:
    """From the third field on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
