"""Folders for what nobody needs afterwards, in the system's place for such things.

Each is held for as long as it is used. A program that is killed leaves its folder, a page of the paper in it: the next one that
makes such a folder a minute later removes those that nobody holds any longer.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from layout.base.alone import InUse, alone
from layout.base.own_folder import is_own_folder

_HELD = ".held"
_NEW_SECONDS = 60.0


@contextmanager
def passing_folder(prefix: str) -> Iterator[Path]:
    """An empty folder but for a lock, its name beginning so; it goes at the end. Raises OSError where none can be made."""
    _remove_left(prefix)
    with tempfile.TemporaryDirectory(prefix=prefix) as name, alone(Path(name) / _HELD, 0.0, time.sleep):
        yield Path(name)


def _remove_left(prefix: str) -> None:
    """This user's, whose program is gone. A new one may only just be made, and not be held yet."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
            lock = folder / _HELD
            if is_own_folder(folder) and lock.is_file() and time.time() - lock.stat().st_mtime > _NEW_SECONDS:
                with suppress(OSError, InUse), alone(lock, 0.0, time.sleep):
                    shutil.rmtree(folder, ignore_errors=True)
