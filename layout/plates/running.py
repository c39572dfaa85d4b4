"""Another program, run on a file that nobody vouches for: with limits of time, memory and disk, killed when it breaks them."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NoReturn

from layout.base.values import dataclass

_MOST_TOLD = 20_000  # bytes of what it says; a hostile file makes it complain without end
_MOST_WRITTEN = 1_000_000_000  # bytes a file; the largest page's plates need a third of it


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take: seconds of clock, megabytes of memory. `together`: seconds that all pages of a file may take."""

    seconds: float = 60.0
    megabytes: int = 500
    together: float = 600.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Ran:
    """It came to its end. `code` 0 is success, below 0 the signal that ended it; `told`: what it said first."""

    code: int
    told: str


@dataclass(frozen=True, slots=True)
class TimedOut:
    """It was killed because it took too long."""


def find_program(name: str) -> str | None:
    """Where a program is installed: in a folder of PATH that is named from the root.

    Never in the current folder, where Windows looks first, and any other system if PATH has an empty or a relative entry: it may
    be a folder that came with strangers' files.
    """
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    named = (
        os.path.join(folder, name) for folder in folders if os.path.isabs(folder)
    )  # named with its folder, it is looked for there alone
    return next((found for path in named if (found := shutil.which(path)) is not None), None)


def run_limited(
    command: Sequence[str], folder: Path, limits: Limits, more: Mapping[str, str] = MappingProxyType({})
) -> Ran | TimedOut:
    """Run `command`; what it says and its temporary files go into `folder`, which is the caller's to remove. `more`: variables of
    its environment beside ours."""
    said = folder / "said.txt"
    try:
        with said.open("wb") as file:
            code = _run(command, file, {**_environment(folder), **more}, folder, limits)
    except OSError as fault:  # it can't be started
        return Ran(127, str(fault))
    if code is None:
        return TimedOut()
    with said.open("rb") as text:
        return Ran(code, text.read(_MOST_TOLD).decode("utf-8", "replace"))


def restrain(process: int, limits: Limits) -> None:
    """A process's memory and disk held to `limits`, where `prlimit` is: on Linux. Elsewhere time alone is bounded, as
    docs/softproof.md says."""
    try:
        import resource  # not on Windows

        most = limits.megabytes * 1_000_000
        resource.prlimit(process, resource.RLIMIT_AS, (most, most))
        resource.prlimit(process, resource.RLIMIT_FSIZE, (_MOST_WRITTEN, _MOST_WRITTEN))
    except (ImportError, AttributeError, OSError):  # no such call here, or the process has already ended
        return


def end_at_once() -> NoReturn:
    """End this process whatever it does, and what it has started: for a thread that hears that nobody waits any more."""
    with contextlib.suppress(OSError):  # /proc is Linux's; elsewhere what was started ends with its time
        for children in Path("/proc/self/task").glob("*/children"):
            for child in children.read_text().split():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(child), signal.SIGKILL)
    os._exit(1)


def import_path() -> str:
    """Where this process finds its modules, for a child that runs in another folder: a relative entry means ours."""
    return os.pathsep.join(os.path.abspath(entry) for entry in sys.path)


def _run(command: Sequence[str], said: BinaryIO, environment: Mapping[str, str], folder: Path, limits: Limits) -> int | None:
    """The program's code, or None where its time ran out."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=folder,
        start_new_session=True,  # so that what it may have started is killed with it
    ) as process:
        restrain(process.pid, limits)
        try:
            return process.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            _kill(process)
            return None
        except BaseException:  # the user's interrupt must not leave it running
            _kill(process)
            raise


def _environment(folder: Path) -> dict[str, str]:
    """Ours, without the variables by which Ghostscript takes options: they would change what is measured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GS_")}
    return {**kept, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}


def _kill(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
