"""Folders that are their owner's alone, such as what a desk keeps beside an issue.

A folder comes with what else is unpacked or checked out: one that is a link would lead whoever writes into it, and whoever throws
away what is old in it, to a place that somebody else chose.
"""

import os
import stat
from pathlib import Path


def open_own_folder(folder: Path) -> Path:
    """The folder, made where there is none with what is missing above it, closed to all others. No link is followed. Raises
    OSError, with a reason that can be shown: it is a link, no folder, another user's; or what the system says."""
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        pass
    except FileNotFoundError:
        open_own_folder(folder.parent)
        return open_own_folder(folder)
    reason = _why_not(folder)
    if reason:
        raise OSError(0, reason, str(folder))
    if os.name == "posix" and stat.S_IMODE(folder.lstat().st_mode) != stat.S_IRWXU:
        folder.chmod(stat.S_IRWXU)
    return folder


def is_own_folder(folder: Path) -> bool:
    """Whether it is there, and no link, and ours."""
    try:
        return not _why_not(folder)
    except OSError:
        return False


def _why_not(folder: Path) -> str:
    facts = folder.lstat()
    if stat.S_ISLNK(facts.st_mode) or _is_junction(folder):
        return "the folder is a link"
    if not stat.S_ISDIR(facts.st_mode):
        return "that is no folder"
    if os.name == "posix" and facts.st_uid != os.geteuid():
        return "the folder is another user's"
    return ""


def _is_junction(folder: Path) -> bool:
    """Windows' own kind of link to a folder; Python knows it from 3.12 on."""
    asked = getattr(folder, "is_junction", None)
    return asked is not None and bool(asked())
