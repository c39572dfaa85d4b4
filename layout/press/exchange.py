"""A build's files put in the place of the last one's. Whatever stops it on the way, the last build stands again as it was.

In: the output folder, a folder in it with the new files, and which files earlier builds wrote. What lies in the way is kept with
the new files until the new manifest has its place; till then all of it can be taken back, also by the next build if this one was
killed. What no build has written is moved to SET_ASIDE, never deleted.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Set
from pathlib import Path

from layout.base.whole_file import flush_path

MANIFEST = "manifest.json"
ASKED_FOR = ("spreads", "softproof", "plates")  # made by some builds only
PAGE_FOLDERS = ("press", "held", *ASKED_FOR)
LOOSE_FILES = ("proof.pdf", "softproof.pdf", "report.json", "report.html", "preflight.json", "preflight.html", MANIFEST)
SET_ASIDE = "set-aside"  # for files that others put among the pages
BUILDING = ".building-"  # and some letters: a build under way
_NAMES = (
    MANIFEST,
    *PAGE_FOLDERS,
    *(name for name in LOOSE_FILES if name != MANIFEST),
)  # while the first is missing, no build is done
# What stands beside a new file or folder in the building folder:
_BEFORE = "-before"  # what had its place
_ABSENT = "-absent"  # a sign that nothing had
_GONE = "-gone"  # files of earlier builds, taken out of a folder that this one does not make
_UNDONE = "-undone"  # the new one, taken back


def is_ours(name: str) -> bool:
    """True for a name that a build may write: no `..` in it, nothing outside the folders of pages, on any system."""
    folder, *below = name.split("/")
    if not below:
        return name in LOOSE_FILES
    return folder in PAGE_FOLDERS and not {"", ".", ".."} & set(below) and name.isprintable() and not set("\\:") & set(name)


def exchange(out: Path, building: Path, owned: Set[str], last: Callable[[], None] = lambda: None) -> tuple[str, ...]:
    """Every file in `building` to its place, the manifest last. Returns what was set aside. May raise OSError: then `clear`.

    `last` is done just before the manifest has its place; what it raises is raised: then `clear` too.
    """
    for name in _NAMES:
        new, place = building / name, out / name
        made = os.path.lexists(new)
        if name in ASKED_FOR and not made:
            _take_ours(out, building, name, owned)
        elif made or name in PAGE_FOLDERS or _is_own_file(place, name, owned):
            if os.path.lexists(place):
                os.replace(place, building / f"{name}{_BEFORE}")
            else:
                (building / f"{name}{_ABSENT}").touch()
            if made and name != MANIFEST:
                os.replace(new, place)
    set_aside = _rescue(out, building, owned)
    flush_path(out)  # the pages' names are on the disk before the manifest's is
    last()
    if os.path.lexists(building / MANIFEST):
        os.replace(building / MANIFEST, out / MANIFEST)
        flush_path(out)
    return set_aside


def clear(out: Path, building: Path, owned: Set[str]) -> tuple[str, ...]:
    """The folder of a build taken away; one that was not done is undone before. Returns what was set aside.

    Raises OSError where that can't be; then all of it stays, for the next build to try again.
    """
    take_back(out, building)
    set_aside = _rescue(out, building, owned)
    shutil.rmtree(building, ignore_errors=True)
    return set_aside


def take_back(out: Path, building: Path) -> None:
    """What a build had exchanged before it broke off goes back to its place. One whose manifest stands is done, and stays.

    Raises OSError where something can't go back, after all that can.
    """
    if not os.path.lexists(building / MANIFEST):
        return
    refused: OSError | None = None
    for name in reversed(_NAMES):
        if name == MANIFEST and refused is not None:
            break  # it would speak of pages that are not there
        try:
            _take_back(out, building, name)
        except OSError as error:
            refused = error
    if refused is not None:
        raise refused


def _take_back(out: Path, building: Path, name: str) -> None:
    place, before, absent = out / name, building / f"{name}{_BEFORE}", building / f"{name}{_ABSENT}"
    was_there = os.path.lexists(before)
    if os.path.lexists(place) and (was_there or os.path.lexists(absent)):
        os.replace(place, building / f"{name}{_UNDONE}")
    if was_there:
        os.replace(before, place)
    absent.unlink(missing_ok=True)
    gone = building / f"{name}{_GONE}"
    for path in sorted(each for each in gone.rglob("*") if each.is_symlink() or not each.is_dir()):
        (place / path.relative_to(gone)).parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, place / path.relative_to(gone))


def leftovers(out: Path) -> list[Path]:
    """The folders of builds that were killed; under the lock alone, for those of a build under way look the same."""
    return sorted(out.glob(f"{BUILDING}*"))


def _take_ours(out: Path, building: Path, folder: str, owned: Set[str]) -> None:
    """Our files out of a folder that this build does not make, and the folder too, unless something of others lies there."""
    ours = [out / name for name in owned if name.startswith(f"{folder}/")]
    for path in ours:
        behind_a_link = any(parent.is_symlink() for parent in path.parents if parent.is_relative_to(out / folder))
        if not behind_a_link and (path.is_symlink() or path.is_file()):
            gone = building / f"{folder}{_GONE}" / path.relative_to(out / folder)
            gone.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, gone)
    emptied = {parent for path in ours for parent in path.parents if parent.is_relative_to(out / folder)}
    for parent in sorted(emptied, key=lambda each: len(each.parts), reverse=True):
        if parent.is_dir() and not parent.is_symlink() and not any(parent.iterdir()):
            parent.rmdir()


def _rescue(out: Path, building: Path, owned: Set[str]) -> tuple[str, ...]:
    """What is not ours in what a build has in hand, set aside."""
    set_aside: list[str] = []
    for name in _NAMES:
        for held in (building / f"{name}{_BEFORE}", building / f"{name}{_UNDONE}"):
            if os.path.lexists(held):
                set_aside += [_set_aside(out, stranger, held, name) for stranger in _strangers(held, name, owned)]
    return tuple(set_aside)


def _strangers(held: Path, name: str, owned: Set[str]) -> Iterator[Path]:
    """What no build has written; a folder without a file of ours as a whole. `name`: what it is called in `owned`."""
    if name in LOOSE_FILES:
        if not _is_own_file(held, name, owned):
            yield held
        return
    if held.is_symlink() or not held.is_dir():
        yield held
        return
    for found in sorted(held.iterdir()):
        inside = f"{name}/{found.name}"
        is_folder = found.is_dir() and not found.is_symlink()
        if is_folder and any(each.startswith(f"{inside}/") for each in owned):
            yield from _strangers(found, inside, owned)
        elif is_folder or inside not in owned:
            yield found


def _is_own_file(path: Path, name: str, owned: Set[str]) -> bool:
    return name in owned and (path.is_symlink() or path.is_file())


def _set_aside(out: Path, stranger: Path, held: Path, name: str) -> str:
    """`stranger` moved out. As a whole it is called by its own `name`, not by that under which it is `held`."""
    plain = Path(name if stranger == held else stranger.name)
    (out / SET_ASIDE).mkdir(exist_ok=True)
    target, count = out / SET_ASIDE / plain.name, 1
    while os.path.lexists(target):
        count += 1
        target = out / SET_ASIDE / f"{plain.stem}-{count}{plain.suffix}"
    os.replace(stranger, target)
    return f"{SET_ASIDE}/{target.name}"
