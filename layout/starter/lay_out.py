"""A new paper laid out in a folder, and tonight's issue from yesterday's.

In: a folder, and for an issue yesterday's. Out: the files that were written. Refuses to touch a file that is already there: then
nothing is written at all.
"""

import os
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from layout.base.problems import InFile, Problem, Severity
from layout.base.whole_file import write_whole
from layout.starter.schemas import schema_files
from layout.starter.tonight import tonight_files

Laid = tuple[tuple[Path, ...], list[Problem]]


def lay_out_paper(folder: Path) -> Laid:
    """The paper that comes with the product: house, an issue of four pages, stories, pictures, schemas."""
    starter = dict(_below(files("layout.starter").joinpath("paper")))
    schemas = {f".schema/{name}": text.encode() for name, text in schema_files().items()}
    return _write(folder, {**starter, **schemas, ".gitignore": b"out/\n"})


def lay_out_issue(folder: Path, before: Path) -> Laid:
    """Tonight's issue in `folder`, from yesterday's issue file."""
    found, problems = tonight_files(folder, before)
    return ((), problems) if problems else _write(folder, found)


def _below(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _below(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()


def _write(folder: Path, found: Mapping[str, bytes]) -> Laid:
    problems = _check_free(folder, found)
    if problems:
        return (), problems
    written: list[Path] = []
    for name, data in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
        written.append(path)
    return tuple(written), []


def _check_free(folder: Path, found: Mapping[str, bytes]) -> list[Problem]:
    """Nothing of what would be written may be there, and no file may stand where a folder must."""
    for name in found:
        path = folder / name
        blocked = next((parent for parent in (folder, *path.parents) if parent.exists() and not parent.is_dir()), None)
        there = path if os.path.lexists(path) else blocked
        if there is not None:
            text = f"'{there.as_posix()}' is already there, and nothing is overwritten"
            remedy = "Name a new folder, or move the file away."
            return [Problem("file-there", Severity.ERROR, text, remedy, InFile(folder.as_posix()))]
    return []
