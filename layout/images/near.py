"""The file that was probably meant by a path where none is: written in other letters, or seen from another folder."""

import os
from pathlib import Path

from layout.base.nearest import nearest

MOST_NAMES = 5000  # of one folder: a larger one is an archive, and reading it takes longer than looking


def file_meant(path: Path, root: Path) -> Path | None:
    """A file below `root` that is called like `path`, in its folder or in one of that name further up."""
    for folder in (path.parent, *(parent / path.parent.name for parent in path.parents), *path.parents):
        if not folder.is_relative_to(root):
            continue
        found = _in_folder(folder, path.name)
        if found is not None:
            return found
    names = _names(path.parent)
    same_kind = [name for name in names if Path(name).suffix.casefold() == path.suffix.casefold()]
    close = nearest(path.stem, [Path(name).stem for name in same_kind])
    return next((path.parent / name for name in same_kind if Path(name).stem == close), None) if close else None


def _in_folder(folder: Path, name: str) -> Path | None:
    """The file of that name, whatever its letters' case."""
    for other in _names(folder):
        if other.casefold() == name.casefold() and (folder / other).is_file():
            return folder / other
    return None


def _names(folder: Path) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return names if len(names) <= MOST_NAMES else []
