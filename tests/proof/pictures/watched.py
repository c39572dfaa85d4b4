"""What becomes of processes, looked for in /proc."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.proof.live.processes import below, lives, stat_of


def until(true: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.01)
    return found


def drawing(under: int | None = None) -> set[int]:
    """The processes that draw for this one, or for another."""
    return {pid for pid in below(under or os.getpid()) if lives(pid) and b"layout.proof.pictures.pdfium" in command_of(pid)}


def ticks(pid: int) -> int:
    """How long it has worked, in hundredths of a second (proc(5): utime)."""
    return int(stat_of(pid)[11])


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
