"""A build's files put on disk, so that at no moment a half-written one can be taken for a page.

In: the output folder and its files as bytes. Out: the files, each folder of pages replaced as a whole, the manifest last. Refuses
a folder in which something else lies under these names. What this program has not written it never deletes.
"""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from layout.base.problems import InFile, Problem, Severity

MANIFEST = "manifest.json"
ASKED_FOR = ("spreads", "softproof", "plates")  # made by some builds only
PAGE_FOLDERS = ("press", "held", *ASKED_FOR)
LOOSE_FILES = ("proof.pdf", "softproof.pdf", "report.json", "report.html", "preflight.json", "preflight.html", MANIFEST)
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
    """Put the files into the folder; names are relative, with forward slashes. Returns what was set aside.

    A name is one of LOOSE_FILES, or lies in one of PAGE_FOLDERS, at any depth. What an earlier build left and this one did not
    make is taken away.
    """
    assert all(_is_ours(name) for name in files), "a build's files have names of their own, so that check_folder can guard them"
    out.mkdir(parents=True, exist_ok=True)
    owned = _owned(out) | files.keys()
    _replace_file(out / _MARKER, "\n".join(sorted(owned)).encode() + b"\n")
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    try:
        for name, data in files.items():
            (building / name).parent.mkdir(parents=True, exist_ok=True)
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


def _is_ours(name: str) -> bool:
    """True for a name that a build may write: no `..` in it, nothing outside the folders of pages."""
    folder, *below = name.split("/")
    if not below:
        return name in LOOSE_FILES
    return folder in PAGE_FOLDERS and not {"", ".", ".."} & set(below)


def _swap_folders(out: Path, building: Path, owned: Set[str]) -> tuple[str, ...]:
    """Each folder of pages exchanged for the new one; strangers among the old pages are moved out, not deleted."""
    set_aside: list[str] = []
    for folder in PAGE_FOLDERS:
        new, place = building / folder, out / folder
        if folder in ASKED_FOR and not new.exists():
            _take_away(out, folder, owned)
        elif os.path.lexists(place):
            before = building / f"{folder}-before"
            os.replace(place, before)
            set_aside += [_set_aside(out, stranger) for stranger in _strangers(before, folder, owned)]
        if new.exists():
            os.replace(new, place)
    return tuple(set_aside)


def _take_away(out: Path, folder: str, owned: Set[str]) -> None:
    """Our files out of a folder that this build does not make, and the folder too, unless something of others lies there."""
    ours = [out / name for name in owned if name.startswith(f"{folder}/")]
    for path in ours:
        behind_a_link = any(parent.is_symlink() for parent in path.parents if parent.is_relative_to(out / folder))
        if not behind_a_link and (path.is_symlink() or path.is_file()):
            path.unlink()
    emptied = {parent for path in ours for parent in path.parents if parent.is_relative_to(out / folder)}
    for parent in sorted(emptied, key=lambda each: len(each.parts), reverse=True):
        if parent.is_dir() and not parent.is_symlink() and not any(parent.iterdir()):
            parent.rmdir()


def _strangers(folder: Path, name: str, owned: Set[str]) -> Iterator[Path]:
    """What in a folder of pages no build has written; a folder without a file of ours as a whole. `name`: as in `owned`."""
    if folder.is_symlink() or not folder.is_dir():
        yield folder
        return
    for found in sorted(folder.iterdir()):
        inside = f"{name}/{found.name}"
        is_folder = found.is_dir() and not found.is_symlink()
        if is_folder and any(each.startswith(f"{inside}/") for each in owned):
            yield from _strangers(found, inside, owned)
        elif is_folder or inside not in owned:
            yield found


def _clear_leftovers(out: Path, owned: Set[str]) -> tuple[str, ...]:
    """What builds left that were killed; strangers that they had in hand are set aside."""
    set_aside: list[str] = []
    for leftover in sorted(out.glob(".building-*")):
        for folder in PAGE_FOLDERS:
            before = leftover / f"{folder}-before"
            if os.path.lexists(before):
                set_aside += [_set_aside(out, stranger) for stranger in _strangers(before, folder, owned)]
        shutil.rmtree(leftover, ignore_errors=True)
    return tuple(set_aside)


def _set_aside(out: Path, stranger: Path) -> str:
    (out / SET_ASIDE).mkdir(exist_ok=True)
    target, count = out / SET_ASIDE / stranger.name, 1
    while os.path.lexists(target):
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
