"""A build's files put on disk, so that at no moment a half-written one can be taken for a page.

In: the output folder and its files as bytes. Out: the files, each folder of pages replaced as a whole, the manifest last. Refuses
a folder in which something else lies under these names. What this program has not written it never deletes.
"""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from layout.base.problems import InFile, Problem, Severity

MANIFEST = "manifest.json"
PAGE_FOLDERS = ("press", "held")
LOOSE_FILES = ("proof.pdf", "report.json", "report.html", MANIFEST)
SET_ASIDE = "set-aside"  # for files that others put among the pages
_MARKER = ".broadsheet"


def check_folder(out: Path, shown: str) -> list[Problem]:
    """An error where the folder can't take a build: it is a file, or somebody else's things carry our names."""
    where = InFile(shown)
    if os.path.exists(out) and not os.path.isdir(out):  # unlike Path.exists, at peace with names that are too long
        return [_error("out-is-file", "the output must be a folder, but this is a file", "Name another one with -o.", where)]
    refused = _check_writable(out, where)
    if refused or (out / _MARKER).exists():
        return refused
    taken = [name for name in (*PAGE_FOLDERS, *LOOSE_FILES) if (out / name).exists()]
    if not taken:
        return []
    text = f"the output folder holds '{taken[0]}', which no build has written"
    return [_error("out-foreign", text, "Name another folder with -o, or move that away.", where)]


def _check_writable(out: Path, where: InFile) -> list[Problem]:
    """The folder made, and taken away again: pages are set before it is wanted, and may yet not come to be."""
    new = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not os.access(out, os.W_OK | os.X_OK):
            text = "nothing may be written into the output folder"
            return [_error("out-refused", text, "Name another one with -o, or change its rights.", where)]
        for folder in new:
            folder.rmdir()
    except OSError as error:
        if error.errno == errno.ENOSPC:  # a full disk is no fault of the name
            raise
        text = f"the output folder can't be made: {error.strerror or 'it is refused'}"
        return [_error("out-refused", text, "Name another one with -o.", where)]
    return []


def read_manifest(out: Path) -> Mapping[str, object]:
    """The last build's manifest; empty where there is none, or none that can be read."""
    try:
        found = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_package(out: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put the files into the folder; names are relative, with forward slashes. Returns what was set aside."""
    out.mkdir(parents=True, exist_ok=True)
    owned = _owned(out) | files.keys()
    _replace_file(out / _MARKER, "\n".join(sorted(owned)).encode() + b"\n")
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    try:
        for folder in PAGE_FOLDERS:
            (building / folder).mkdir()
        for name, data in files.items():
            (building / name).write_bytes(data)
        (out / MANIFEST).unlink(missing_ok=True)  # while it is missing, the build is not done
        set_aside = _swap_folders(out, building, owned)
        for name in sorted(files.keys() - {MANIFEST}):
            if "/" not in name:
                os.replace(building / name, out / name)
        for name in LOOSE_FILES:
            if name in owned and name not in files:
                (out / name).unlink(missing_ok=True)
        if MANIFEST in files:
            os.replace(building / MANIFEST, out / MANIFEST)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    set_aside += _clear_leftovers(out, owned)
    _replace_file(out / _MARKER, "\n".join(sorted(files)).encode() + b"\n")
    return set_aside


def _swap_folders(out: Path, building: Path, owned: frozenset[str] | set[str]) -> tuple[str, ...]:
    """Both folders of pages exchanged for the new ones; strangers among the old pages are moved out, not deleted."""
    set_aside: list[str] = []
    for folder in PAGE_FOLDERS:
        new, place = building / folder, out / folder
        if place.exists():
            before = building / f"{folder}-before"
            os.replace(place, before)
            strangers = [found for found in sorted(before.iterdir()) if f"{folder}/{found.name}" not in owned]
            set_aside += [_set_aside(out, stranger) for stranger in strangers]
        if any(new.iterdir()):
            os.replace(new, place)
    return tuple(set_aside)


def _clear_leftovers(out: Path, owned: frozenset[str] | set[str]) -> tuple[str, ...]:
    """What builds left that were killed; strangers that they had in hand are set aside."""
    set_aside: list[str] = []
    for leftover in sorted(out.glob(".building-*")):
        for folder in PAGE_FOLDERS:
            held = sorted((leftover / f"{folder}-before").glob("*"))
            set_aside += [_set_aside(out, stranger) for stranger in held if f"{folder}/{stranger.name}" not in owned]
        shutil.rmtree(leftover, ignore_errors=True)
    return tuple(set_aside)


def _set_aside(out: Path, stranger: Path) -> str:
    (out / SET_ASIDE).mkdir(exist_ok=True)
    target, count = out / SET_ASIDE / stranger.name, 1
    while target.exists():
        count += 1
        target = out / SET_ASIDE / f"{stranger.stem}-{count}{stranger.suffix}"
    os.replace(stranger, target)
    return f"{SET_ASIDE}/{target.name}"


def _owned(out: Path) -> set[str]:
    """What earlier builds wrote, by their own list."""
    try:
        return set((out / _MARKER).read_text(encoding="utf-8").split("\n")) - {""}
    except OSError:
        return set()


def _replace_file(path: Path, data: bytes) -> None:
    temporary = path.with_name(f"{path.name}.part")
    temporary.write_bytes(data)
    os.replace(temporary, path)


def _error(code: str, text: str, remedy: str, where: InFile) -> Problem:
    return Problem(code, Severity.ERROR, text, remedy, where)
