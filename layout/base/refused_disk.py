"""What a disk refuses, in words: that it takes nothing, where that is the cause, and what to do about it."""

import errno
import os

from layout.base.values import dataclass

_FULL = {errno.ENOSPC: "the disk is full", getattr(errno, "EDQUOT", errno.ENOSPC): "the share of the disk is used up"}
_SHUT = {errno.EROFS: "it can only be read", errno.EACCES: "nothing may be written there", errno.EPERM: "it is not allowed"}


@dataclass(frozen=True, slots=True)
class RefusedDisk:
    """`why`: the end of a sentence, without its full stop; `remedy`: what to do."""

    why: str
    remedy: str


def refused_disk(error: OSError) -> RefusedDisk:
    """In words. The file is named where it is known."""
    named = f" ({_name(os.fsdecode(error.filename))})" if isinstance(error.filename, str | bytes) else ""
    full, shut = _FULL.get(error.errno or 0), _SHUT.get(error.errno or 0)
    if full is not None:
        return RefusedDisk(f"{full}, and takes nothing more{named}", "Make room on it, and try again.")
    if shut is not None:
        return RefusedDisk(f"the disk takes nothing: {shut}{named}", "Give the right to write there, and try again.")
    why = error.strerror or "the disk refuses it"
    return RefusedDisk(f"{why[:1].lower()}{why[1:]}{named}", "Look at the disk, and try again.")


def _name(path: str) -> str:
    """The file's; on its way under a name of its own (whole_file.py), that which it is to have."""
    name = os.path.basename(path)
    return name[1:].rsplit(".", 2)[0] if name.startswith(".") and name.endswith(".part") else name
